package rest

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// encodeObject writes the struct that x points to as a JSON object, as [MarshalObject]
// says. A nil x is written as null.
func encodeObject(enc *jsontext.Encoder, x any) error {
	v := reflect.ValueOf(x)
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() != reflect.Struct {
		return fmt.Errorf("rest: cannot encode %T: it is no pointer to a struct", x)
	}
	if v.IsNil() {
		return enc.WriteToken(jsontext.Null)
	}
	p := planOf(v.Type().Elem())
	return encode(enc, func(e *encoder) error { return e.object(p, v.UnsafePointer()) })
}

// encodeFrom writes what x, a pointer, points to.
func encodeFrom(enc *jsontext.Encoder, x any) error {
	v := reflect.ValueOf(x)
	s := shapeOf(v.Type().Elem())
	return encode(enc, func(e *encoder) error { return e.value(&s, v.UnsafePointer()) })
}

// An encoder is one encoding under way. It makes the text of a whole value, which
// package jsontext then checks and formats as enc is set up to.
type encoder struct {
	buf     []byte
	depth   int
	options json.Options
}

// encoders are encoders that can be used again.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

// encode writes the value that write appends to an encoder.
func encode(enc *jsontext.Encoder, write func(*encoder) error) error {
	const most = 1 << 20
	e := encoders.Get().(*encoder)
	e.buf, e.depth, e.options = e.buf[:0], 0, enc.Options()
	err := write(e)
	if err == nil { // no object has a member twice: jsontext need not look for it
		err = json.MarshalEncode(enc, (*written)(e), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	}
	if e.options = nil; cap(e.buf) <= most {
		encoders.Put(e)
	}
	return err
}

// asItCame are the options to write what a service has sent, mistakes included.
func asItCame() json.Options {
	return json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// written is an encoder that has its text.
type written encoder

// MarshalJSONTo writes it.
func (e *written) MarshalJSONTo(enc *jsontext.Encoder) error { return enc.WriteValue(e.buf) }

// maxDepth is how deeply package jsontext lets values be nested. A struct that
// holds itself would otherwise have no end.
const maxDepth = 10_000

// object writes the struct at base.
func (e *encoder) object(p *plan, base unsafe.Pointer) error {
	if e.depth++; e.depth > maxDepth {
		return fmt.Errorf("rest: %s is nested more than %d deep, or holds itself", p.typ, maxDepth)
	}
	e.buf = append(e.buf, '{')
	var extra Extra
	var names []string
	if p.hasExtra {
		if extra = *(*Extra)(unsafe.Add(base, p.extra)); len(extra) > 0 {
			if raw := p.inPlaceOf(base, extra); raw != nil {
				e.buf = append(e.buf[:len(e.buf)-1], raw...)
				e.depth--
				return nil
			}
			names = extra.names()
		}
	}
	for len(names) > 0 && isControl(names[0]) {
		if err := e.extra(p, base, extra, names[0]); err != nil {
			return err
		}
		names = names[1:]
	}
	for i := range p.fields {
		f := &p.fields[i]
		if at := unsafe.Add(base, f.offset); !f.absent(at) {
			e.separate()
			e.buf = append(append(e.buf, f.quoted...), ':')
			if err := e.value(&f.shape, at); err != nil {
				return err
			}
		}
	}
	for _, name := range names {
		if err := e.extra(p, base, extra, name); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, '}')
	e.depth--
	return nil
}

// separate writes what stands between a member and the one before.
func (e *encoder) separate() {
	if e.buf[len(e.buf)-1] != '{' {
		e.buf = append(e.buf, ',')
	}
}

// absent reports whether what is at at is left out: an Opt without a state, nil, or
// zero where it cannot be nil.
func (s *shape) absent(at unsafe.Pointer) bool {
	switch s.kind {
	case optional:
		st := *(*state)(unsafe.Add(at, s.state))
		return st == absent || st == garbled
	case object:
		return *(*unsafe.Pointer)(at) == nil
	case objects:
		return *(*[]unsafe.Pointer)(at) == nil
	}
	return reflect.NewAt(s.typ, at).Elem().IsZero()
}

// extra writes the member of extra called name, unless it has a field that is set.
func (e *encoder) extra(p *plan, base unsafe.Pointer, extra Extra, name string) error {
	if i, ok := p.byName[name]; ok && !p.fields[i].absent(unsafe.Add(base, p.fields[i].offset)) {
		return nil
	}
	raw := extra[name]
	if name == whole {
		return nil // the object has members now
	}
	if !raw.IsValid() && !raw.IsValid(asItCame()) {
		return fmt.Errorf("rest: Extra[%q] of %s is no JSON: %.200s", name, p.typ, raw)
	}
	e.separate()
	if err := e.string(name); err != nil {
		return fmt.Errorf("rest: Extra of %s has the name %q: %w", p.typ, name, err)
	}
	e.buf = append(append(e.buf, ':'), raw...)
	return nil
}

// value writes what is at at.
func (e *encoder) value(s *shape, at unsafe.Pointer) error {
	switch s.kind {
	case optional:
		return e.scalar(s.scalar, at, *(*state)(unsafe.Add(at, s.state)))
	case untyped:
		return e.untyped(*(*jsontext.Value)(at))
	case inPlace:
		return e.object(s.object.plan(), at)
	case object:
		return e.pointer(s.object.plan(), *(*unsafe.Pointer)(at))
	case objects:
		return e.objects(s.object.plan(), *(*[]unsafe.Pointer)(at))
	case list:
		return e.list(s, reflect.NewAt(s.typ, at).Elem())
	case dict:
		return e.dict(s, reflect.NewAt(s.typ, at).Elem())
	}
	return e.scalar(s.scalar, at, present)
}

// pointer writes the struct that x points to, or null.
func (e *encoder) pointer(p *plan, x unsafe.Pointer) error {
	if x == nil {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	return e.object(p, x)
}

// objects writes an array of the structs that all points to.
func (e *encoder) objects(p *plan, all []unsafe.Pointer) error {
	e.buf = append(e.buf, '[')
	for i, x := range all {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.pointer(p, x); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

// list writes an array of the elements of the slice v.
func (e *encoder) list(s *shape, v reflect.Value) error {
	e.buf = append(e.buf, '[')
	for i := range v.Len() {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.value(s.elem, v.Index(i).Addr().UnsafePointer()); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

// untyped writes a value that is JSON already.
func (e *encoder) untyped(raw jsontext.Value) error {
	if !raw.IsValid(e.options) && !raw.IsValid(e.options, asItCame()) {
		return fmt.Errorf("rest: a jsontext.Value is no JSON: %.200s", raw)
	}
	e.buf = append(e.buf, raw...)
	return nil
}
