package rest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"sync"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// decodeObject reads a JSON object into the struct that x points to, as [UnmarshalObject]
// says.
func decodeObject(dec *jsontext.Decoder, x any) error {
	v := reflect.ValueOf(x)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("rest: cannot decode into %T: it is no pointer to a struct", x)
	}
	d, err := newObjectDecoder(dec)
	if err != nil {
		return err
	}
	defer d.free()
	if d.raw[0] == 'n' {
		v.Elem().SetZero()
		return nil
	}
	return d.located(d.object(planOf(v.Type().Elem()), v.UnsafePointer()))
}

// A decoder is one decoding under way. Its text is one JSON value, which package
// jsontext has checked, so that what is left is to find its parts; see scan.go.
type decoder struct {
	raw     []byte
	pos     int
	scratch []byte // holds the last string that had escapes
	memory  memory
	source  *jsontext.Decoder // what raw was read from
	// unchecked tells that raw may have objects that have a member twice, which is
	// not allowed.
	unchecked bool
	odd       *oddities
	tolerated int  // values that do not fit
	garbled   bool // whether the last text was no UTF-8, where that is taken
}

// newDecoder reads the next value of dec, to decode it. The value is valid until
// dec is used again.
func newDecoder(dec *jsontext.Decoder) (*decoder, error) {
	d := &decoder{source: dec}
	if err := json.UnmarshalDecode(dec, (*unread)(d)); err != nil {
		return nil, truncated(err)
	}
	d.unchecked = d.patient()
	d.memory.allow(d.raw)
	return d, nil
}

// newObjectDecoder is newDecoder for objects of the API. That no object has a member
// twice is left to be found out with the help of their plans: it would be half of
// the time that jsontext takes.
func newObjectDecoder(dec *jsontext.Decoder) (*decoder, error) {
	if allowed, _ := json.GetOption(dec.Options(), jsontext.AllowDuplicateNames); allowed {
		return newDecoder(dec)
	}
	d := decoders.Get().(*decoder)
	d.source = dec
	err := json.UnmarshalDecode(dec, (*unread)(d), jsontext.AllowDuplicateNames(true))
	d.unchecked = true
	d.memory.allow(d.raw)
	return d, truncated(err)
}

// decoders are decoders that can be used again.
var decoders = sync.Pool{New: func() any { return new(decoder) }}

// free ends the use of d. It keeps nothing of what has been decoded.
func (d *decoder) free() {
	*d = decoder{}
	decoders.Put(d)
}

// unread is a decoder that has not read its text.
type unread decoder

// UnmarshalJSONFrom reads it.
func (d *unread) UnmarshalJSONFrom(dec *jsontext.Decoder) (err error) {
	d.raw, err = dec.ReadValue()
	return err
}

// decodeInto reads the next value of dec into what out, a pointer, points to.
func decodeInto(dec *jsontext.Decoder, out any) error {
	v := reflect.ValueOf(out)
	d, err := newDecoder(dec)
	if err != nil {
		return err
	}
	s := shapeOf(v.Type().Elem())
	return d.located(d.into(&s, v.UnsafePointer()))
}

// object reads an object into the struct at base. A base of nil is one that there is no
// more memory for.
func (d *decoder) object(p *plan, base unsafe.Pointer) error {
	if d.raw[d.pos] != '{' || base == nil {
		return d.mismatch(d.pos, p.typ, d.memory.full)
	}
	d.pos++
	extra := new(Extra)
	if p.hasExtra {
		extra = (*Extra)(unsafe.Add(base, p.extra))
		*extra = nil
	}
	order := d.memory.orderOf(p)
	var seen fieldSet
	for d.more() {
		begin := d.pos
		i, name, err := d.name(p, &order)
		if err != nil {
			return err
		}
		d.colon()
		if i < 0 {
			err = d.unknown(extra, name)
		} else {
			f := &p.fields[i]
			name, at := f.name, unsafe.Add(base, f.offset)
			if d.unchecked && !seen.add(i) && !d.again(f, at, extra) {
				return within(duplicate(begin), name)
			}
			begin = d.pos
			if err = d.member(f, at, extra); err != nil {
				err = within(d.misfit(err, p, f, base, begin), name)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// name reads the name of a member. It returns the index of its field or, if there
// is none, -1 and the name itself.
func (d *decoder) name(p *plan, o *order) (int, string, error) {
	if i := o.expected(); i < len(p.fields) {
		quoted := p.fields[i].quoted
		if end := d.pos + len(quoted); end < len(d.raw) && string(d.raw[d.pos:end]) == quoted {
			d.pos = end
			o.after = i + 1
			return i, "", nil
		}
	}
	name, err := d.text()
	if err != nil {
		return -1, "", err
	}
	if i, ok := p.byName[string(name)]; ok {
		o.learn(i)
		return i, "", nil
	}
	return -1, d.memory.name(name), nil
}

// A fieldSet is a set of fields, by their index.
type fieldSet struct {
	low  uint64
	high []uint64 // from 64 on
}

// add puts i into the set and reports whether it is new there.
func (s *fieldSet) add(i int) bool {
	word := &s.low
	if i >= 64 {
		i -= 64
		for len(s.high) <= i/64 {
			s.high = append(s.high, 0)
		}
		word = &s.high[i/64]
	}
	bit := uint64(1) << (i % 64)
	isNew := *word&bit == 0
	*word |= bit
	return isNew
}

// member reads the value of a member into the field at at. A null that the field
// cannot hold goes to extra, and so does a list or a map that has one in it, or a value
// that does not fit.
func (d *decoder) member(f *field, at unsafe.Pointer, extra *Extra) error {
	if d.raw[d.pos] == 'n' && f.kind != optional && f.kind != untyped {
		reflect.NewAt(f.typ, at).Elem().SetZero()
		d.skipLiteral()
		extra.put(f.name, jsontext.Value("null"))
		return nil
	}
	if f.kind != list && f.kind != dict {
		return d.into(&f.shape, at)
	}
	begin, tolerated := d.pos, d.tolerated
	nulls, err := d.several(&f.shape, at)
	if err == nil && nulls && !(f.firm && d.tolerated > tolerated) {
		extra.put(f.name, d.memory.raw(d.raw[begin:d.pos]))
		reflect.NewAt(f.typ, at).Elem().SetZero()
	}
	return err
}

// into reads a value into what is at at.
func (d *decoder) into(s *shape, at unsafe.Pointer) error {
	switch s.kind {
	case optional:
		return d.optional(s, at)
	case untyped:
		raw, err := d.keep()
		*(*jsontext.Value)(at) = raw
		return err
	}
	if d.raw[d.pos] == 'n' {
		d.skipLiteral()
		reflect.NewAt(s.typ, at).Elem().SetZero()
		return nil
	}
	switch s.kind {
	case inPlace:
		return d.object(s.object.plan(), at)
	case object:
		p := s.object.plan()
		x := (*unsafe.Pointer)(at)
		if *x == nil {
			*x = d.memory.object(p)
		}
		return d.object(p, *x)
	case objects:
		return d.objects(s, at)
	case list, dict:
		_, err := d.several(s, at)
		return err
	}
	_, err := d.scalar(s.scalar, at)
	return err
}

// optional reads null or a value into the Opt at at, and notes which it was.
func (d *decoder) optional(s *shape, at unsafe.Pointer) error {
	st := (*state)(unsafe.Add(at, s.state))
	if d.raw[d.pos] == 'n' {
		d.skipLiteral()
		reflect.NewAt(s.typ, at).Elem().SetZero()
		*st = null
		return nil
	}
	form, err := d.scalar(s.scalar, at) // the value is an Opt's first field
	if err != nil {
		if err == errGarbled {
			*st = garbled
		}
		return err
	}
	*st = s.scalar.form.came(form)
	return nil
}

// unknown keeps the value of a member that has no field.
func (d *decoder) unknown(extra *Extra, name string) error {
	if _, twice := (*extra)[name]; twice && d.unchecked {
		if !d.patient() {
			return within(duplicate(d.pos), name)
		}
		d.noteTwice()
	}
	raw, err := d.keep()
	if err != nil {
		return within(err, name)
	}
	if d.garbled {
		d.note(d.pos-len(raw), "member whose name is UTF-8", raw)
	}
	extra.put(name, raw)
	return nil
}

// keep reads a value, whatever it is, and returns a copy of it.
func (d *decoder) keep() (jsontext.Value, error) {
	begin := d.pos
	raw := d.value()
	if d.unchecked && (raw[0] == '{' || raw[0] == '[') && !d.patient() {
		_, err := jsontext.NewDecoder(bytes.NewBuffer(raw), d.source.Options()).ReadValue()
		if e, ok := err.(*jsontext.SyntacticError); ok {
			e.ByteOffset += int64(begin)
		}
		if err != nil {
			return nil, err
		}
	}
	return d.memory.raw(raw), nil
}

// repetitive is how many objects make it likely that their strings come again.
const repetitive = 2

// few is the capacity that a slice begins with: most collections inside objects are
// small.
const few = 4

// objects reads an array of objects into the slice at at, which is of type []*T. A
// null in it becomes a nil pointer.
func (d *decoder) objects(s *shape, at unsafe.Pointer) error {
	if d.raw[d.pos] != '[' {
		return d.mismatch(d.pos, s.typ, nil)
	}
	d.pos++
	p := s.object.plan()
	all := []unsafe.Pointer{}
	for n := 0; d.more(); n++ {
		switch n {
		case 0:
			all = make([]unsafe.Pointer, 0, few)
		case repetitive:
			d.memory.expectMore()
		}
		if d.raw[d.pos] == 'n' {
			d.skipLiteral()
			all = append(all, nil)
			continue
		}
		begin, x := d.pos, d.memory.object(p)
		all = append(all, x)
		if err := d.object(p, x); err != nil {
			if err = d.noObject(err, p, x, begin); err != nil {
				return withinElement(err, n)
			}
		}
	}
	*(*[]unsafe.Pointer)(at) = all
	return nil
}

// list reads an array of other values into the slice at at. It reports whether the
// array has nulls: these are zero values in the slice.
func (d *decoder) list(s *shape, at unsafe.Pointer) (nulls bool, err error) {
	if d.raw[d.pos] != '[' {
		return false, d.mismatch(d.pos, s.typ, nil)
	}
	d.pos++
	if s.elem.kind == single && s.elem.scalar.kind == text {
		return d.strings(s.elem, (*[]string)(at))
	}
	v := reflect.NewAt(s.typ, at).Elem()
	v.Set(s.empty)
	for n := 0; d.more(); n++ {
		if n == v.Cap() {
			v.Grow(max(few-n, 1))
		}
		v.SetLen(n + 1)
		begin := d.pos
		inner, err := d.element(s.elem, v.Index(n).Addr().UnsafePointer())
		if err != nil {
			if _, err := d.tolerate(err, begin, s.elem.typ); err != nil {
				return false, withinElement(err, n)
			}
			v.Index(n).SetZero()
			inner = true
		}
		nulls = nulls || inner
	}
	return nulls, nil
}

// strings reads the elements of a list of strings, of whatever type.
func (d *decoder) strings(elem *shape, all *[]string) (nulls bool, err error) {
	*all = []string{}
	for n := 0; d.more(); n++ {
		if n == 0 {
			*all = make([]string, 0, few)
		}
		var s string
		if begin := d.pos; d.raw[begin] == 'n' {
			nulls = true
			d.skipLiteral()
		} else if s, err = d.string(elem.typ); err != nil {
			if _, err = d.tolerate(err, begin, elem.typ); err != nil {
				return false, withinElement(err, n)
			}
			nulls = true
		}
		*all = append(*all, s)
	}
	return nulls, nil
}

// mismatch reports that the value that begins at pos does not fit the type t.
func (d *decoder) mismatch(pos int, t reflect.Type, err error) error {
	return &json.SemanticError{ByteOffset: int64(pos), JSONKind: jsontext.Value(d.raw[pos:]).Kind(), GoType: t, Err: err}
}

// duplicate reports that the member at pos is there for the second time.
func duplicate(pos int) error {
	return &jsontext.SyntacticError{ByteOffset: int64(pos), Err: jsontext.ErrDuplicateName}
}

// within says in which member something is wrong.
func within(err error, name string) error {
	token := jsontext.Pointer("").AppendToken(name)
	switch e := err.(type) {
	case *json.SemanticError:
		e.JSONPointer = token + e.JSONPointer
	case *jsontext.SyntacticError:
		e.JSONPointer = token + e.JSONPointer
	}
	return err
}

// withinElement says the same of the element of an array.
func withinElement(err error, n int) error { return within(err, strconv.Itoa(n)) }

// located puts an error inside the value that is decoded into the whole text that
// the value is a part of.
func (d *decoder) located(err error) error {
	begin := d.source.InputOffset() - int64(len(d.raw))
	switch e := err.(type) {
	case *json.SemanticError:
		e.ByteOffset += begin
		e.JSONPointer = d.source.StackPointer() + e.JSONPointer
	case *jsontext.SyntacticError:
		e.ByteOffset += begin
		e.JSONPointer = d.source.StackPointer() + e.JSONPointer
	}
	return err
}

// truncated turns an end of input inside a value into io.ErrUnexpectedEOF.
func truncated(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
