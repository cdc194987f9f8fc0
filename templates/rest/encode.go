package rest

import (
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json/jsontext"
)

// EncodeObject writes the struct that x points to as a JSON object. It is what
// the MarshalJSONTo method of every generated type calls.
//
// Control information in the struct's [Extra] comes first, then the fields in
// their order, those left out that are absent (an absent [Opt], a nil pointer, a
// nil slice), then the other members of Extra by name. A nil x is written as null.
func EncodeObject(enc *jsontext.Encoder, x any) error {
	v := reflect.ValueOf(x)
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() != reflect.Struct {
		return fmt.Errorf("rest: cannot encode %T: it is no pointer to a struct", x)
	}
	if v.IsNil() {
		return enc.WriteToken(jsontext.Null)
	}
	return encodeObject(enc, planOf(v.Type().Elem()), v.Elem())
}

// encodeObject writes the struct v.
func encodeObject(enc *jsontext.Encoder, p *plan, v reflect.Value) error {
	if err := enc.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	var extra Extra
	var names []string
	if p.extra >= 0 {
		if extra = *v.Field(p.extra).Addr().Interface().(*Extra); len(extra) > 0 {
			names = extra.names()
		}
	}
	for len(names) > 0 && isControl(names[0]) {
		if err := encodeExtra(enc, p, v, extra, names[0]); err != nil {
			return err
		}
		names = names[1:]
	}
	for i := range p.fields {
		if err := encodeField(enc, &p.fields[i], v.Field(p.fields[i].index)); err != nil {
			return err
		}
	}
	for _, name := range names {
		if err := encodeExtra(enc, p, v, extra, name); err != nil {
			return err
		}
	}
	return enc.WriteToken(jsontext.EndObject)
}

// encodeField writes a member, unless it is absent: an Opt without a state, nil, or
// zero where it cannot be nil.
func encodeField(enc *jsontext.Encoder, f *field, v reflect.Value) error {
	if f.kind == optional {
		value, st := v.Addr().Interface().(slotter).slot()
		if *st == absent {
			return nil
		}
		if err := enc.WriteToken(jsontext.String(f.name)); err != nil {
			return err
		}
		return encodeScalar(enc, value, *st)
	}
	if v.IsZero() {
		return nil
	}
	if err := enc.WriteToken(jsontext.String(f.name)); err != nil {
		return err
	}
	return encodeValue(enc, f.shape, v)
}

// encodeExtra writes the member of extra called name, unless it has a field that
// is set.
func encodeExtra(enc *jsontext.Encoder, p *plan, v reflect.Value, extra Extra, name string) error {
	if i, ok := p.byName[name]; ok && !v.Field(p.fields[i].index).IsZero() {
		return nil
	}
	if raw := extra[name]; !raw.IsValid() {
		return fmt.Errorf("rest: Extra[%q] of %s is no JSON: %.200s", name, p.typ, raw)
	}
	if err := enc.WriteToken(jsontext.String(name)); err != nil {
		return err
	}
	return enc.WriteValue(extra[name])
}

// encodeValue writes v, which is addressable.
func encodeValue(enc *jsontext.Encoder, s shape, v reflect.Value) error {
	switch s.kind {
	case optional:
		value, st := v.Addr().Interface().(slotter).slot()
		return encodeScalar(enc, value, *st)
	case untyped:
		return enc.WriteValue(v.Bytes())
	case object:
		if v.IsNil() {
			return enc.WriteToken(jsontext.Null)
		}
		return encodeObject(enc, planOf(s.elem), v.Elem())
	case objects:
		return encodeSlice(enc, shape{kind: object, elem: s.elem}, v)
	case list:
		return encodeSlice(enc, shapeOf(v.Type().Elem()), v)
	}
	return encodeScalar(enc, v.Addr().Interface(), present)
}

func encodeSlice(enc *jsontext.Encoder, elem shape, v reflect.Value) error {
	if err := enc.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	for i := range v.Len() {
		if err := encodeValue(enc, elem, v.Index(i)); err != nil {
			return err
		}
	}
	return enc.WriteToken(jsontext.EndArray)
}
