package generator

import (
	"fmt"
	"strconv"
	"time"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file describes documented maps as Go values, and single values that are written in a
// form of the service's own.

// mapValue is a map.
func (p *Plan) mapValue(s shape, v *relaxed.Value) (code.Value, error) {
	switch v.Kind {
	case relaxed.Null:
		return code.Value{Form: code.NilValue}, nil
	case relaxed.Object:
	default:
		return code.Value{}, misfit(v, "a map")
	}
	members := relaxed.Distinct(v.Members)
	value := code.Value{Form: code.MapValue, Type: s.typeName(), Elements: make([]code.Value, len(members))}
	for i, m := range members {
		var err error
		if value.Elements[i], err = p.item(*s.elem, m.Value); err != nil {
			return code.Value{}, fmt.Errorf("%.60q: %w", m.Name, err)
		}
		value.Elements[i].Key = m.Name
	}
	return value, nil
}

// hasNulls reports whether a list or a map has nulls in it, at any depth, for which its Go
// value has no place: the runtime keeps all of it in Extra then.
func hasNulls(s shape, v *relaxed.Value) bool {
	elem, values := s, v.Elements
	switch {
	case s.collection:
		elem.collection = false
	case s.kind == list:
		elem = *s.elem
	case s.kind == dict:
		elem, values = *s.elem, nil
		for _, m := range v.Members {
			values = append(values, m.Value)
		}
	default:
		return false
	}
	for _, e := range values {
		if e.Kind == relaxed.Null && elem.kind != object && elem.kind != untyped || e.Kind != relaxed.Null && hasNulls(elem, e) {
			return true
		}
	}
	return false
}

// plain is a single value as OData would write it, with the shape of one that is written so.
// The error is for a value that is in another form than the others of its field.
func (s shape) plain(v *relaxed.Value) (shape, *relaxed.Value, error) {
	form := s.form.Written()
	if s.kind != scalar || form == "" {
		return s, v, nil
	}
	s.form = s.form.Counts()
	plain := &relaxed.Value{Kind: relaxed.Number, Text: v.Text, Offset: v.Offset}
	switch layout := form.Layout(); {
	case layout != "" && v.Kind == relaxed.String && odata.WrittenIn(v.Text, layout):
		t, _ := time.Parse(layout, v.Text)
		if plain.Kind, plain.Text = relaxed.String, t.UTC().Format(time.RFC3339Nano); s.prim.name == "Date" {
			plain.Text = t.Format(time.DateOnly)
		}
		return s, plain, nil
	case form == api.InString && v.Kind == relaxed.String && s.prim.name == "bool":
		if plain.Kind = relaxed.Bool; v.Text == "true" || v.Text == "false" {
			return s, plain, nil
		}
	case form == api.InString && v.Kind == relaxed.String:
		if odata.NumberFits(v.Text, "Edm.Decimal") {
			return s, plain, nil
		}
	case form == api.AsNumber && v.Kind == relaxed.Number && s.prim.name == "bool":
		if plain.Kind = relaxed.Bool; v.Text == "0" || v.Text == "1" {
			plain.Text = strconv.FormatBool(v.Text == "1")
			return s, plain, nil
		}
	}
	return s, v, misfit(v, "written as other values of the property are")
}
