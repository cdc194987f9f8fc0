package rest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// DecodeObject reads a JSON object into the struct that x points to. It is what
// the UnmarshalJSONFrom method of every generated type calls.
//
// Members are matched by their exact name. Those without a field, and a null for
// a field that is no [Opt], go to the struct's [Extra], which starts out empty;
// fields whose members are missing keep what they hold. An object that has a
// member twice is refused. The error, a *json.SemanticError for a value that does
// not fit, names the JSON pointer and the Go type.
func DecodeObject(dec *jsontext.Decoder, x any) error {
	v := reflect.ValueOf(x)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("rest: cannot decode into %T: it is no pointer to a struct", x)
	}
	d := decoder{dec: dec}
	if dec.PeekKind() == jsontext.KindNull {
		if _, err := dec.ReadToken(); err != nil {
			return err
		}
		v.Elem().SetZero()
		return nil
	}
	return d.object(planOf(v.Type().Elem()), v.Elem())
}

// A decoder is one decoding under way.
type decoder struct {
	dec     *jsontext.Decoder
	seen    *stringCache // nil until a collection is long enough for repetitions
	scratch []byte       // holds the last string that had escapes
}

// object reads an object into the struct v.
func (d *decoder) object(p *plan, v reflect.Value) error {
	if d.dec.PeekKind() != jsontext.KindBeginObject {
		return d.unexpected(p.typ)
	}
	if _, err := d.dec.ReadToken(); err != nil {
		return err
	}
	var extra *Extra
	if p.extra >= 0 {
		extra = v.Field(p.extra).Addr().Interface().(*Extra)
		*extra = nil
	}
	for next := 0; d.dec.PeekKind() != jsontext.KindEndObject; next++ {
		raw, err := d.dec.ReadValue()
		if err != nil {
			return truncated(err)
		}
		name, err := d.unquote(raw)
		if err != nil {
			return err
		}
		var f *field
		f, next = p.lookup(name, next)
		if f == nil {
			err = d.unknown(extra, memberName(name))
		} else {
			err = d.member(f, v.Field(f.index), extra)
		}
		if err != nil {
			return err
		}
	}
	_, err := d.dec.ReadToken()
	return err
}

// member reads the value of a member into its field. A null that the field
// cannot hold goes to extra, and so does a list that has one in it.
func (d *decoder) member(f *field, v reflect.Value, extra *Extra) error {
	if f.kind != optional && f.kind != untyped && d.dec.PeekKind() == jsontext.KindNull {
		v.SetZero()
		return d.unknown(extra, f.name)
	}
	if f.kind != list {
		return d.value(f.shape, v)
	}
	nulls, err := d.list(f.shape, v)
	if err != nil || nulls == nil || extra == nil {
		return err
	}
	raw, err := withNulls(v, nulls)
	extra.put(f.name, raw)
	v.SetZero()
	return err
}

// value reads a value into v, which is addressable.
func (d *decoder) value(s shape, v reflect.Value) error {
	switch s.kind {
	case optional:
		value, st := v.Addr().Interface().(slotter).slot()
		return d.slot(value, st)
	case untyped:
		raw, err := d.dec.ReadValue()
		v.SetBytes(bytes.Clone(raw))
		return truncated(err)
	}
	if d.dec.PeekKind() == jsontext.KindNull {
		v.SetZero()
		return truncated(d.dec.SkipValue())
	}
	switch s.kind {
	case object:
		if v.IsNil() {
			v.Set(reflect.New(s.elem))
		}
		return d.object(planOf(s.elem), v.Elem())
	case objects:
		return d.objects(s, v)
	case list:
		_, err := d.list(s, v)
		return err
	}
	_, err := d.scalar(v.Addr().Interface())
	return err
}

// unknown keeps the next value in extra, or drops it where there is none.
func (d *decoder) unknown(extra *Extra, name string) error {
	if extra == nil {
		return truncated(d.dec.SkipValue())
	}
	raw, err := d.dec.ReadValue()
	if err != nil {
		return truncated(err)
	}
	extra.put(name, raw.Clone())
	return nil
}

// repetitive is how many objects make it likely that their strings come again.
const repetitive = 2

// objects reads an array of objects into the slice v, which is of type []*T. A
// null in it becomes a nil pointer.
func (d *decoder) objects(s shape, v reflect.Value) error {
	if more, err := d.beginArray(s, v); !more {
		return err
	}
	p := planOf(s.elem)
	for n := 0; d.dec.PeekKind() != jsontext.KindEndArray; n++ {
		if n == repetitive && d.seen == nil {
			d.seen = new(stringCache)
		}
		e := extend(v, n)
		if d.dec.PeekKind() == jsontext.KindNull {
			if _, err := d.dec.ReadToken(); err != nil {
				return err
			}
			continue
		}
		x := reflect.New(s.elem)
		e.Set(x)
		if err := d.object(p, x.Elem()); err != nil {
			return err
		}
	}
	_, err := d.dec.ReadToken()
	return err
}

// list reads an array of other values into the slice v. It returns where the array
// has nulls: these are zero values in v.
func (d *decoder) list(s shape, v reflect.Value) (nulls []int, err error) {
	if more, err := d.beginArray(s, v); !more {
		return nil, err
	}
	elem := shapeOf(v.Type().Elem())
	for n := 0; d.dec.PeekKind() != jsontext.KindEndArray; n++ {
		e := extend(v, n)
		if elem.kind != untyped && d.dec.PeekKind() == jsontext.KindNull {
			nulls = append(nulls, n)
		}
		if err := d.value(elem, e); err != nil {
			return nil, err
		}
	}
	_, err = d.dec.ReadToken()
	return nulls, err
}

// withNulls encodes the slice v with null for the elements at nulls.
func withNulls(v reflect.Value, nulls []int) (jsontext.Value, error) {
	var buf bytes.Buffer
	enc := jsontext.NewEncoder(&buf)
	elem := shapeOf(v.Type().Elem())
	if err := enc.WriteToken(jsontext.BeginArray); err != nil {
		return nil, err
	}
	for i := range v.Len() {
		var err error
		if len(nulls) > 0 && nulls[0] == i {
			nulls = nulls[1:]
			err = enc.WriteToken(jsontext.Null)
		} else {
			err = encodeValue(enc, elem, v.Index(i))
		}
		if err != nil {
			return nil, err
		}
	}
	if err := enc.WriteToken(jsontext.EndArray); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(buf.Bytes()), nil
}

// beginArray reads '[' and makes the slice v empty. It tells whether there is more
// to come; if not, ']' has been read too.
func (d *decoder) beginArray(s shape, v reflect.Value) (more bool, err error) {
	if d.dec.PeekKind() != jsontext.KindBeginArray {
		return false, d.unexpected(v.Type())
	}
	if _, err := d.dec.ReadToken(); err != nil {
		return false, err
	}
	if d.dec.PeekKind() == jsontext.KindEndArray {
		v.Set(s.empty)
		_, err := d.dec.ReadToken()
		return false, err
	}
	v.SetZero()
	return true, nil
}

// extend makes v, a slice of n elements, one longer and returns its new element.
func extend(v reflect.Value, n int) reflect.Value {
	const first = 4 // most collections inside objects are small
	if n == v.Cap() {
		v.Grow(max(first-n, 1))
	}
	v.SetLen(n + 1)
	return v.Index(n)
}

// unexpected skips the next value and reports that a t cannot hold it.
func (d *decoder) unexpected(t reflect.Type) error {
	kind := d.dec.PeekKind()
	if err := d.dec.SkipValue(); err != nil {
		return truncated(err)
	}
	return d.mismatch(jsontext.Value{byte(kind)}, t, nil)
}

// mismatch reports that the value just read does not fit the type t.
func (d *decoder) mismatch(raw jsontext.Value, t reflect.Type, err error) error {
	e := &json.SemanticError{ByteOffset: d.dec.InputOffset(), JSONPointer: d.dec.StackPointer(), GoType: t, Err: err}
	if len(raw) > 0 {
		e.JSONKind = raw.Kind()
	}
	return e
}

// truncated turns an end of input inside a value into io.ErrUnexpectedEOF.
func truncated(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// memberName returns name as a string that is not allocated where it is one of
// those that nearly every object has.
func memberName(name []byte) string {
	switch string(name) {
	case "@odata.type":
		return "@odata.type"
	case "@odata.etag":
		return "@odata.etag"
	case "@odata.id":
		return "@odata.id"
	case "@odata.context":
		return "@odata.context"
	}
	return string(name)
}

func (d *decoder) intern(text []byte) string {
	if d.seen == nil {
		return string(text)
	}
	return d.seen.string(text)
}
