package rest

// Generated structs have the methods of encoding/json, which its successor calls as well:
// MarshalJSON and UnmarshalJSON on their pointers. An SDK has thousands of structs, and
// each method costs compile time in every one of them; methods for both packages would be
// twice as many. What the client itself sends and reads does not go through them.
//
// What the methods call is not inlined into them: it would be compiled thousands of times.

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// MarshalObject returns the struct that x points to as a JSON object. It is what the
// MarshalJSON method of every generated type calls.
//
// Control information in the struct's [Extra] comes first, then the fields in
// their order, those left out that are absent (an absent [Opt], a nil pointer, a
// nil slice), then the other members of Extra by name. A nil x is written as null.
//
//go:noinline
func MarshalObject(x any) ([]byte, error) { return json.Marshal(objectText{x}) }

// UnmarshalObject reads a JSON object into the struct that x points to. It is what the
// UnmarshalJSON method of every generated type calls.
//
// Members are matched by their exact name. Those without a field, and a null for
// a field that is no [Opt], go to the struct's [Extra], which starts out empty;
// fields whose members are missing keep what they hold. A value that does not fit its
// field goes to Extra too, see [Misfit]; [UnmarshalStrict] makes it an error. Anything but an
// object is an error, and so is an object that has a member twice.
//
//go:noinline
func UnmarshalObject(text []byte, x any) error { return json.Unmarshal(text, &objectText{x}) }

// ObjectString returns the struct that x points to as a person reads it: its JSON, what is
// absent left out. It is what the String method of every generated type calls, which
// packages fmt and log/slog print objects with.
func ObjectString(x any) string {
	if v := reflect.ValueOf(x); v.Kind() == reflect.Pointer && v.IsNil() {
		return "<nil>"
	}
	text, err := MarshalObject(x)
	if err != nil {
		return fmt.Sprintf("!(%v)", err)
	}
	return string(text)
}

// objectText is an object as package json is handed it: one that has no other methods.
type objectText struct{ x any }

// MarshalJSONTo writes the object.
func (o objectText) MarshalJSONTo(enc *jsontext.Encoder) error { return encodeObject(enc, o.x) }

// UnmarshalJSONFrom reads the object.
func (o *objectText) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return decodeObject(dec, o.x) }

// valueText is any other value, a pointer to it.
type valueText struct{ x any }

// MarshalJSONTo writes the value.
func (v valueText) MarshalJSONTo(enc *jsontext.Encoder) error { return encodeFrom(enc, v.x) }

// UnmarshalJSONFrom reads the value.
func (v *valueText) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return decodeInto(dec, v.x) }

// marshalValue returns what x, a pointer, points to as JSON.
//
//go:noinline
func marshalValue(x any) ([]byte, error) { return json.Marshal(valueText{x}) }

// unmarshalValue reads a JSON text into what x, a pointer, points to.
//
//go:noinline
func unmarshalValue(text []byte, x any) error { return json.Unmarshal(text, &valueText{x}) }

// marshal returns x as JSON, objects on the shortest way.
func marshal(x any, opts ...json.Options) ([]byte, error) {
	if isObject(reflect.TypeOf(x)) {
		return json.Marshal(objectText{x}, opts...)
	}
	return json.Marshal(x, opts...)
}

// errNoPointer is what encoding/json reports for a struct that it is handed itself.
var errNoPointer = errors.New("rest: an object is encoded through a pointer to it: json.Marshal(&x), not json.Marshal(x)")

// MarshalJSON returns an error. Package encoding/json calls it alone where it is handed a
// struct and not a pointer to one, in which place it would leave out what is not known to
// the struct and write the rest in another form. To encode an Extra, convert it to a
// map[string]jsontext.Value.
func (e Extra) MarshalJSON() ([]byte, error) { return nil, errNoPointer }

// pageText is a page as package json is handed it.
type pageText struct{ page anyPage }

// marshalPage returns a page as JSON.
//
//go:noinline
func marshalPage(page anyPage) ([]byte, error) { return json.Marshal(pageText{page}) }

// unmarshalPage reads a page.
//
//go:noinline
func unmarshalPage(text []byte, page anyPage) error { return json.Unmarshal(text, &pageText{page}) }

// anyPage is a Page of any type.
type anyPage interface {
	// parts returns the form of the page, a pointer to its elements and its Extra.
	parts() (form *Form, elements any, extra *Extra)
}

// MarshalJSONTo writes the page as it came.
func (p pageText) MarshalJSONTo(enc *jsontext.Encoder) error {
	if v := reflect.ValueOf(p.page); v.IsNil() {
		return encodeObject(enc, p.page)
	}
	if form, elements, extra := p.page.parts(); form.paging != nil {
		return form.encodePage(enc, elements, *extra)
	}
	return encodeObject(enc, p.page)
}

// UnmarshalJSONFrom reads a page in the form that it is expected in.
func (p *pageText) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	form, elements, extra := p.page.parts()
	if form.paging != nil {
		return form.decodePage(dec, elements, extra)
	}
	if err := decodeObject(dec, p.page); err != nil {
		return err
	}
	return checkPage(dec, p.page, reflect.ValueOf(elements).Elem().IsNil() && (*extra)["value"] == nil)
}

// readable returns what package json is handed to decode a result into out.
func readable(out any) any {
	switch out := out.(type) {
	case anyPage:
		return &pageText{out}
	case json.UnmarshalerFrom:
		return out
	}
	if isObject(reflect.TypeOf(out)) {
		return &objectText{out}
	}
	return &valueText{out}
}
