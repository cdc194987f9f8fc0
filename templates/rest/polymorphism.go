package rest

// A value in a base-typed place keeps the members of its real type in Extra and
// names that type in "@odata.type", or in the member that the service has for it. As and
// From move values between the Go types by way of their JSON, so that no registry of
// types is needed: a generated struct's tag says how objects of its type are named.

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// objectPtr is a pointer to a generated struct.
type objectPtr[T any] interface {
	*T
	json.Marshaler
	json.Unmarshaler
}

// ErrType is what [As] reports, wrapped, for an object of another type.
var ErrType = errors.New("the object is of another type")

// As returns x, a pointer to an object, as a T: the members that T has a field for
// move there from x's Extra.
//
//	order, err := rest.As[shop.Order](item)
//
// The error wraps [ErrType] if x says that it is of another type than T's own, in
// "@odata.type" or in the member that the service has for it. That includes types
// derived from T: [From] makes no such check. An x that does not say what it is is taken to
// be a T if all its members fit: one that does not is another error. Of one that says that
// it is a T, such a member is a [Misfit]. x is left as it is and shares nothing with the
// result.
func As[T any, P objectPtr[T]](x any) (*T, error) {
	t := new(T)
	if err := as(x, P(t), reflect.TypeFor[T]()); err != nil {
		return nil, err
	}
	return t, nil
}

func as(x any, out any, t reflect.Type) error {
	p := planOf(t)
	said := false
	if p.typeMember == odataType {
		got, want := odataTypeOf(x), typeName(p.typeValue)
		if said = got != ""; said && !strings.EqualFold(got, want) {
			return fmt.Errorf("rest: %s is no %s: %w", got, want, ErrType)
		}
	}
	raw, err := marshal(x)
	if err == nil && p.typeMember != odataType && p.typeValue != "" {
		got, ok := simpleText(memberOf(raw, p.typeMember))
		if said = ok && got != ""; said && got != p.typeValue {
			return fmt.Errorf("rest: %q of %T is %q and not %q: %w", p.typeMember, x, got, p.typeValue, ErrType)
		}
	}
	if err == nil {
		o := &oddities{strict: !said}
		err = decodeResult(raw, out, asItCame(), o.options())
	}
	if err != nil {
		return fmt.Errorf("rest: %T as %s: %w", x, t, err)
	}
	return nil
}

// memberOf returns a member of an object, nil where there is none.
func memberOf(raw jsontext.Value, name string) (found jsontext.Value) {
	_ = members(raw, func(member string, value jsontext.Value) { // what could be read counts
		if member == name {
			found = value.Clone()
		}
	})
	return found
}

// odataTypeOf returns the type that the object x names, or "".
func odataTypeOf(x any) string {
	v := reflect.ValueOf(x)
	if v.Kind() != reflect.Pointer || v.IsNil() || !isObject(v.Type()) {
		return ""
	}
	f, _ := extraOf(v.Type().Elem())
	return v.Elem().FieldByIndex(f.Index).Interface().(Extra).ODataType()
}

// From returns x, a pointer to an object, as a T, T being mostly a base type of x's:
//
//	order.Lines = []*shop.Line{
//		rest.From[shop.Line](&shop.GiftLine{...}),
//	}
//
// Members that T has no field for, or that do not fit it, go to the result's
// Extra; "@odata.type", or the member that the service has for it, names x's type if x
// does not name one. The result shares nothing with x. A nil x gives a nil result. If x cannot be
// encoded, sending the result fails with the reason.
func From[T any, P objectPtr[T]](x any) *T {
	if v := reflect.ValueOf(x); x == nil || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	t := new(T)
	from(x, P(t))
	return t
}

// from fills out, a pointer to a struct, from x.
func from(x, out any) {
	v := reflect.ValueOf(out).Elem()
	p := planOf(v.Type())
	base := v.Addr().UnsafePointer()
	extra := &Extra{}
	if p.hasExtra {
		extra = (*Extra)(unsafe.Add(base, p.extra))
	}
	put := func(name string, raw jsontext.Value) {
		if i, ok := p.byName[name]; !ok || !p.fields[i].decode(unsafe.Add(base, p.fields[i].offset), raw) {
			extra.put(name, raw.Clone())
		}
	}
	own := &plan{}
	if t := reflect.TypeOf(x); isObject(t) {
		own = planOf(t.Elem())
	}
	named := own.typeValue == ""
	raw, err := marshal(x)
	if err == nil {
		err = members(raw, func(name string, raw jsontext.Value) {
			named = named || name == own.typeMember
			put(name, raw)
		})
	}
	switch {
	case err != nil:
		extra.put(notEncoded, jsontext.Value(err.Error()))
	case !named:
		put(own.typeMember, quote(own.typeValue))
	}
}

// notEncoded is the member that keeps an object from being sent that could not be encoded:
// its value is no JSON.
const notEncoded = "!"

// members calls yield for the members of an object.
func members(raw jsontext.Value, yield func(name string, raw jsontext.Value)) error {
	dec := jsontext.NewDecoder(bytes.NewBuffer(raw), asItCame())
	if tok, err := dec.ReadToken(); err != nil || tok.Kind() != jsontext.KindBeginObject {
		return errors.Join(errors.New("rest: the value is no JSON object"), err)
	}
	for dec.PeekKind() != jsontext.KindEndObject {
		name, err := dec.ReadToken()
		if err != nil {
			return err
		}
		text := name.String()
		value, err := dec.ReadValue()
		if err != nil {
			return err
		}
		yield(text, value)
	}
	return nil
}

// decode reads raw into the field at at and reports whether it fits: whether all of
// it is there again when it is encoded. If not, the field stays zero.
func (f *field) decode(at unsafe.Pointer, raw jsontext.Value) bool {
	var extra Extra
	d, err := newDecoder(jsontext.NewDecoder(bytes.NewBuffer(raw), asItCame()))
	if err != nil || d.member(f, at, &extra) != nil || extra != nil {
		reflect.NewAt(f.typ, at).Elem().SetZero()
		return false
	}
	return true
}

// quote returns s as a JSON string.
func quote(s string) jsontext.Value {
	b, _ := jsontext.AppendQuote(nil, s) // invalid UTF-8 is replaced
	return b
}
