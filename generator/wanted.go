package generator

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file describes what the call of a golden test shall return, from the
// documented response.

// wanted is the value that a call shall return, code.NoValue where it returns none that
// is compared.
func (p *Plan) wanted(m *method, x *api.Example) (code.Value, error) {
	r, msg := m.call.Result, x.Response
	switch r.Kind {
	case api.NoResult, api.StreamResult:
		return code.Value{}, nil
	case api.MonitorResult:
		_, _, err := monitorURL(r, x.Args, msg)
		return code.Value{}, err
	case api.CountResult:
		n, err := strconv.ParseInt(strings.TrimSpace(cmp.Or(msg.Text, jsonText(msg.JSON))), 10, 64)
		if err != nil {
			return code.Value{}, errors.New("it is no number")
		}
		return converted(shape{kind: scalar, prim: primitive{name: "int64"}}, number(strconv.FormatInt(n, 10))), nil
	}
	if msg.Status == 204 || msg.JSON == nil && (msg.Status == 202 || msg.Status == 205) {
		return p.wantedNothing(r) // whatever the page shows: HTTP sends no body
	}
	if msg.JSON == nil {
		return code.Value{}, errors.New("there is none, or none that is JSON")
	}
	if isPaged(r) {
		return p.wantedPart(x, r, msg.JSON)
	}
	return p.wantedJSON(r, msg.JSON)
}

// wantedNothing is what a call returns where it could return an object or a page and
// the service has nothing to say.
func (p *Plan) wantedNothing(r api.Result) (code.Value, error) {
	s := p.shapeOf(r.Type)
	if r.Kind == api.PageResult {
		return structOf(generic("Page", s.element()), nil), nil
	}
	if r.Kind != api.ObjectResult || s.kind != object || s.collection {
		return code.Value{}, errors.New("there is none")
	}
	return structOf(s.typeName(), nil), nil
}

// wantedJSON is the value that a call shall return, from a JSON body.
func (p *Plan) wantedJSON(r api.Result, v *relaxed.Value) (code.Value, error) {
	if w := wrapper(r); w != "" && v.At(w) != nil {
		v = v.At(w)
	} else if w != "" && r.Kind != api.ObjectResult {
		return code.Value{}, fmt.Errorf("it has no member %q", w)
	}
	s := p.shapeOf(r.Type)
	switch r.Kind {
	case api.PageResult:
		return p.wantedPage(s, v)
	case api.ListResult:
		s.collection = true
		return p.value(s, v)
	case api.AnyResult:
		return jsonValue(v), nil
	case api.ValueResult:
		return p.wantedValue(s, v)
	}
	return p.value(s, v)
}

// wantedValue is a primitive value with its type.
func (p *Plan) wantedValue(s shape, v *relaxed.Value) (code.Value, error) {
	if s.collection || s.kind == object || s.kind == untyped {
		return p.value(s, v)
	}
	if v.Kind == relaxed.Null || oddForm(s, v) && !isBase64(s, v) {
		return code.Value{}, misfit(v, "a value of its type")
	}
	return scalarValue(s, v, true)
}

// wantedPage is a page.
func (p *Plan) wantedPage(s shape, v *relaxed.Value) (code.Value, error) {
	convention := p.api.Convention
	items := v.Get(convention.Wrapper)
	if v.Kind != relaxed.Object || items == nil || items.Kind != relaxed.Array {
		return code.Value{}, misfit(v, "a page of a collection")
	}
	s.collection = true
	link := shape{kind: scalar, prim: primitive{name: "string"}}
	return p.structValue(generic("Page", s.element()), []field{
		{name: "Value", json: convention.Wrapper, shape: s, required: true},
		{name: "Count", json: convention.Count, shape: shape{kind: scalar, prim: primitive{name: "int64"}}},
		{name: "NextLink", json: convention.NextLink, shape: link, required: true},
		{name: "DeltaLink", json: convention.DeltaLink, shape: link, required: true},
	}, v, "")
}

func jsonText(v *relaxed.Value) string {
	if v == nil {
		return ""
	}
	return v.Text
}

func headerOf(m *api.Message, name string) string {
	for _, h := range m.Header {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}
