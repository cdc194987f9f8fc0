package rest

// This file is about values that do not fit what a page documents: "" for a date, a number
// for an enumeration, a list for an object. One of them must not lose an answer, so it is
// kept as it came, in the Extra of the object that it is in, the rest is read, and it is
// told.
//
// Nearly no answer has one, and none pays for it: an answer is decoded strictly, and only
// where that fails once more with patience. Where values are is found out at the end, from
// their offsets, so that nothing has to know its way while it is decoded.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A Misfit is a value in an answer that does not fit its place. It is kept as it came in
// the [Extra] of the object that it is in, under its name, and is sent back with it unless
// the field is set:
//
//   - The field is absent, as if the member had not come. A text with half a surrogate pair
//     or with what is no UTF-8 is in the field too, U+FFFD in the place of what is wrong.
//   - A list or a map of simple values with one that does not fit is kept as a whole.
//   - An element of a list of objects that is no object is an empty one there.
//   - Of a member that comes twice the last one counts.
type Misfit struct {
	// Path is where the value is: "value[3].start.dateTime".
	Path string
	// Want is what there should be: mostly a Go type, "rest.DateTimeOffset".
	Want string
	// Got is the value.
	Got jsontext.Value
}

// String says in one line what does not fit, and where.
func (m Misfit) String() string {
	return m.Path + ": " + oneLine(string(m.Got)) + " is no " + m.Want
}

// OnMisfit has f called with every [Misfit] in an answer, up to 1,000 in each: to log it, or
// to report it to those who write the pages. The context is that of the call; see
// [OperationFrom]. f is called by whatever goroutine makes the call.
func OnMisfit(f func(context.Context, Misfit)) ClientOption {
	return func(s *settings) { s.onMisfit = f }
}

// Strict makes a value that does not fit an error of its call, which has no result then.
// It is for tests of what a service sends.
func Strict() ClientOption { return func(s *settings) { s.strict = true } }

// UnmarshalStrict decodes JSON into what out points to, a type of an SDK, where json.Unmarshal
// would keep what does not fit: that is an error here, a *json.SemanticError that names the
// JSON pointer and the Go type.
func UnmarshalStrict(text []byte, out any) error { return decodeResult(text, out, strictly()) }

// strictly are the options of a decoding for which a value that does not fit is an error.
func strictly() json.Options { return (&oddities{strict: true}).options() }

// oddities is what a decoding does with values that do not fit, and those that it found.
// Without it, they are kept and not told.
type oddities struct {
	strict bool // they are errors
	found  []oddity
}

// oddity is a value that does not fit.
type oddity struct {
	at   int64 // where in the whole text it begins
	want string
	got  jsontext.Value
}

// mostOddities is how many of one answer are told.
const mostOddities = 1000

// options hands o to the decoders of a decoding. They read their text by way of package
// json, which asks the function here first: it lets the decoder know, and then leaves the
// reading to the decoder.
func (o *oddities) options() json.Options {
	return json.WithUnmarshalers(json.UnmarshalFromFunc(func(_ *jsontext.Decoder, d *unread) error {
		d.odd = o
		return errors.ErrUnsupported
	}))
}

// decode decodes an answer into out, and calls the client's hook for what does not fit.
func (c *Client) decode(ctx context.Context, body []byte, out any) ([]Misfit, error) {
	err := decodeResult(body, out, c.strictly)
	if err == nil || c.strict {
		return nil, err
	}
	o := &oddities{}
	if err := decodeResult(body, out, o.options(), asItCame()); err != nil {
		return nil, err
	}
	misfits := o.misfits(body)
	if c.onMisfit != nil {
		for _, m := range misfits {
			c.onMisfit(ctx, m)
		}
	}
	return misfits, nil
}

// decodeKept is decode of an answer, or a part of one, that has been read before.
func (c *Client) decodeKept(ctx context.Context, raw jsontext.Value, out any) error {
	_, err := c.decode(ctx, raw, out)
	return err
}

// patient reports whether what package json refuses by default is taken too: a member that
// comes twice, and text that is no UTF-8.
func (d *decoder) patient() bool { return d.odd != nil && !d.odd.strict }

// errGarbled is the error for a text that is no UTF-8, or has half a surrogate pair in it.
// The text has been read, with U+FFFD in the place of that.
var errGarbled = errors.New("the text is no UTF-8")

// tolerate goes on behind the value at begin, which does not fit. It returns the value, or
// the error where it is not to be taken.
func (d *decoder) tolerate(err error, begin int, t reflect.Type) (jsontext.Value, error) {
	if d.odd != nil && d.odd.strict || d.memory.full != nil {
		return nil, err
	}
	want := t.String()
	switch e := err.(type) {
	case *json.SemanticError:
		if e.GoType != nil {
			want = e.GoType.String()
		}
	case *jsontext.SyntacticError:
		return nil, err
	}
	if err == errGarbled {
		want = "string in UTF-8"
	}
	d.pos = begin
	raw := d.memory.raw(d.value())
	d.note(begin, want, raw)
	d.tolerated++
	return raw, nil
}

// note tells of a value that does not fit.
func (d *decoder) note(begin int, want string, got jsontext.Value) {
	if d.odd != nil && len(d.odd.found) < mostOddities {
		at := d.source.InputOffset() - int64(len(d.raw)) + int64(begin)
		d.odd.found = append(d.odd.found, oddity{at, want, got})
	}
}

// shift tells that what was found from number n on was found in a part that begins at begin.
func (d *decoder) shift(n, begin int) {
	if d.odd != nil {
		for i := n; i < len(d.odd.found); i++ {
			d.odd.found[i].at += d.source.InputOffset() - int64(len(d.raw)) + int64(begin)
		}
	}
}

// misfit keeps the value of a member that does not fit its field, or returns the error.
func (d *decoder) misfit(err error, p *plan, f *field, base unsafe.Pointer, begin int) error {
	if f.firm || !p.hasExtra {
		return err
	}
	raw, fatal := d.tolerate(err, begin, f.typ)
	if fatal != nil {
		return fatal
	}
	if err != errGarbled || f.kind != optional {
		reflect.NewAt(f.typ, unsafe.Add(base, f.offset)).Elem().SetZero()
	}
	(*Extra)(unsafe.Add(base, p.extra)).put(f.name, raw)
	return nil
}

// noObject keeps an element of a list of objects that is none, in the empty object x.
func (d *decoder) noObject(err error, p *plan, x unsafe.Pointer, begin int) error {
	if d.raw[begin] == '{' || !p.hasExtra || x == nil {
		return err
	}
	raw, err := d.tolerate(err, begin, p.typ)
	if err == nil {
		*(*Extra)(unsafe.Add(x, p.extra)) = Extra{whole: raw}
	}
	return err
}

// again prepares a field for the same member another time, of which the last one counts. It
// reports whether that is allowed.
func (d *decoder) again(f *field, at unsafe.Pointer, extra *Extra) bool {
	if !d.patient() || f.firm {
		return false
	}
	d.noteTwice()
	reflect.NewAt(f.typ, at).Elem().SetZero()
	delete(*extra, f.name)
	return true
}

// noteTwice tells that the member whose value is next was there before.
func (d *decoder) noteTwice() {
	begin := d.pos
	raw := d.value()
	d.pos = begin
	d.note(begin, "member that comes once", d.memory.raw(raw))
}

// whole is the member of an Extra that an object has whose place was taken by something
// that is no object. No member that comes is called that, as it is no UTF-8.
const whole = "\xff"

// inPlaceOf returns what is sent in place of an object that has no members: what came.
func (p *plan) inPlaceOf(base unsafe.Pointer, extra Extra) jsontext.Value {
	raw, ok := extra[whole]
	if !ok || len(extra) > 1 {
		return nil
	}
	for i := range p.fields {
		if !p.fields[i].absent(unsafe.Add(base, p.fields[i].offset)) {
			return nil
		}
	}
	return raw
}

// misfits says where in a text the oddities are.
func (o *oddities) misfits(text []byte) []Misfit {
	slices.SortStableFunc(o.found, func(a, b oddity) int { return int(a.at - b.at) })
	dec := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	misfits := make([]Misfit, 0, len(o.found))
	end := int64(0) // of the last token: the first that ends behind an offset begins there
	for _, odd := range o.found {
		for end <= odd.at {
			if _, err := dec.ReadToken(); err != nil {
				break
			}
			end = dec.InputOffset()
		}
		misfits = append(misfits, Misfit{Path: wayTo(dec), Want: odd.want, Got: odd.got})
	}
	return misfits
}

// wayTo is the way to the value that dec has read last: "value[3].start".
func wayTo(dec *jsontext.Decoder) string {
	var b strings.Builder
	level := 0
	for name := range dec.StackPointer().Tokens() {
		level++
		kind, _ := dec.StackIndex(level)
		switch {
		case kind == jsontext.KindBeginArray:
			fmt.Fprintf(&b, "[%s]", name)
		case name == "" || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || strings.ContainsRune(`[]"`, r) }):
			fmt.Fprintf(&b, "[%s]", strconv.Quote(name))
		default:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(name)
		}
	}
	return b.String()
}
