package generator

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	model "github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file writes what the call of a golden test shall return, from the
// documented response.

// wanted writes the value that a call shall return.
func (l *layout) wanted(m *method, msg *model.Message) error {
	r := m.call.Result
	switch r.Kind {
	case model.NoResult, model.StreamResult:
		return nil
	case model.MonitorResult:
		_, _, err := monitorURL(msg)
		return err
	case model.CountResult:
		n, err := strconv.ParseInt(strings.TrimSpace(cmp.Or(msg.Text, jsonText(msg.JSON))), 10, 64)
		if err != nil {
			return errors.New("it is no number")
		}
		l.put("int64(" + strconv.FormatInt(n, 10) + ")")
		return nil
	}
	if msg.Status == 204 || msg.JSON == nil && (msg.Status == 202 || msg.Status == 205) {
		return l.wantedNothing(r) // whatever the page shows: HTTP sends no body
	}
	if msg.JSON == nil {
		return errors.New("there is none, or none that is JSON")
	}
	return l.wantedJSON(r, msg.JSON)
}

// wantedNothing writes what a call returns where it could return an object or a
// page and the service has nothing to say.
func (l *layout) wantedNothing(r model.Result) error {
	s := l.plan.shapeOf(r.Type)
	if r.Kind == model.PageResult {
		l.put("&")
		l.pageType(s)
		l.put("{}")
		return nil
	}
	if r.Kind != model.ObjectResult || s.kind != object || s.collection {
		return errors.New("there is none")
	}
	l.put("&", s.named.name, "{}")
	return nil
}

// wantedJSON writes the value that a call shall return from a JSON body.
func (l *layout) wantedJSON(r model.Result, v *relaxed.Value) error {
	if w := wrapper(r); w != "" && v.Get(w) != nil {
		v = v.Get(w)
	} else if w != "" && r.Kind != model.ObjectResult {
		return fmt.Errorf("it has no member %q", w)
	}
	s := l.plan.shapeOf(r.Type)
	switch r.Kind {
	case model.PageResult:
		return l.wantedPage(s, v)
	case model.ListResult:
		s.collection = true
		return l.value(s, v)
	case model.AnyResult:
		l.jsonValue(v)
		return nil
	case model.ValueResult:
		return l.wantedValue(s, v)
	}
	return l.value(s, v)
}

// wantedValue writes a primitive value with its type.
func (l *layout) wantedValue(s shape, v *relaxed.Value) error {
	if s.collection || s.kind == object || s.kind == untyped {
		return l.value(s, v)
	}
	if v.Kind == relaxed.Null || oddForm(s, v) {
		return misfit(v, "a value of its type")
	}
	return l.scalar(s, v, true)
}

// wantedPage writes a page.
func (l *layout) wantedPage(s shape, v *relaxed.Value) error {
	items := v.Get("value")
	if v.Kind != relaxed.Object || items == nil || items.Kind != relaxed.Array {
		return misfit(v, "a page of a collection")
	}
	l.put("&")
	l.pageType(s)
	s.collection = true
	text := shape{kind: scalar, prim: primitive{name: "string"}}
	return l.members([]field{
		{name: "Value", json: "value", shape: s, required: true},
		{name: "Count", json: "@odata.count", shape: shape{kind: scalar, prim: primitive{name: "int64"}}},
		{name: "NextLink", json: "@odata.nextLink", shape: text, required: true},
		{name: "DeltaLink", json: "@odata.deltaLink", shape: text, required: true},
	}, v, "")
}

// pageType writes the type of a page of s.
func (l *layout) pageType(s shape) {
	s.collection = false
	l.pkg("rest", "Page[")
	if s.kind == object {
		l.put("*")
	}
	l.typeName(s)
	l.put("]")
}

func jsonText(v *relaxed.Value) string {
	if v == nil {
		return ""
	}
	return v.Text
}

func headerOf(m *model.Message, name string) string {
	for _, h := range m.Header {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}
