package rest

// This file is how a decoder allocates. A page of objects is thousands of small
// things: strings, values, structs that hold two more. Each on its own, they would
// take more time than all the rest. So strings that come again are kept once, and
// the small things of a collection are cut from common pieces.
//
// Whoever holds on to one of these keeps the whole piece from being freed. That is
// why pieces are small: what is kept too much is less than a kilobyte.

import (
	"errors"
	"hash/maphash"
	"reflect"
	"strings"
	"unsafe"
)

const (
	aloneBytes  = 112 // of strings of an object that is no part of a collection
	pieceBytes  = 256 // of strings and values of others
	mostShared  = 64  // what is longer has an allocation of its own
	slabBytes   = 512 // of structs
	mostObjects = 8   // in a slab
)

// memory is what one decoding has allocated in advance.
type memory struct {
	strings strings.Builder
	values  []byte
	known   *knownStrings // nil until a collection is long enough for repetitions
	types   []typeMemory  // of the types that occur in it
	structs int64         // bytes that structs take
	most    int64         // that they may take
	full    error         // errTooMuch if they would take more
}

// What the structs of one decoding may take: so much, and so many times the length of
// the text besides. An empty object is two bytes of text and may be kilobytes of a
// struct: without a bound, a service that sends a list of them takes hundreds of times
// the memory that MaxResponse allows it.
const (
	freeStructs     = 256 << 20
	structsOfLength = 8
)

// errTooMuch is the error for more than that.
var errTooMuch = errors.New("the objects would take too many bytes of memory (see MaxResponse)")

// allow sets what the structs of a text may take.
func (m *memory) allow(text []byte) { m.most = freeStructs + structsOfLength*int64(len(text)) }

// typeMemory is what is known and set aside for one type.
type typeMemory struct {
	plan *plan
	next []uint16 // see order
	free unsafe.Pointer
	left int // structs at free
}

// expectMore tells that there is a collection: more of the same will come.
func (m *memory) expectMore() {
	if m.known == nil {
		m.known = &knownStrings{seed: maphash.MakeSeed()}
	}
}

// of returns what there is for the plan's type, nil outside collections.
func (m *memory) of(p *plan) *typeMemory {
	if m.known == nil {
		return nil
	}
	for i := range m.types {
		if m.types[i].plan == p {
			return &m.types[i]
		}
	}
	const most = 64 // so that this search stays a short one
	if len(m.types) == most {
		return nil
	}
	m.types = append(m.types, typeMemory{plan: p})
	return &m.types[len(m.types)-1]
}

// object returns a new struct of the plan's type, or nil if there may be no more.
func (m *memory) object(p *plan) unsafe.Pointer {
	if m.structs > m.most {
		m.full = errTooMuch
		return nil
	}
	n := int(min(mostObjects, slabBytes/max(p.typ.Size(), 1)))
	t := m.of(p)
	if t == nil || n < 2 {
		m.structs += int64(p.typ.Size())
		return reflect.New(p.typ).UnsafePointer()
	}
	if t.left == 0 {
		m.structs += int64(n) * int64(p.typ.Size())
		t.free, t.left = reflect.MakeSlice(reflect.SliceOf(p.typ), n, n).UnsafePointer(), n
	}
	x := t.free
	if t.left--; t.left > 0 { // a pointer behind the last one would be into something else
		t.free = unsafe.Add(x, p.typ.Size())
	}
	return x
}

// raw returns a copy of a value. Appending to it does not change another one.
func (m *memory) raw(value []byte) []byte {
	if m.known == nil || len(value) > mostShared {
		return append([]byte(nil), value...)
	}
	if cap(m.values)-len(m.values) < len(value) {
		m.values = make([]byte, 0, pieceBytes)
	}
	n := len(m.values)
	m.values = append(m.values, value...)
	return m.values[n:len(m.values):len(m.values)]
}

// string returns text as a string.
func (m *memory) string(text []byte) string {
	switch {
	case len(text) < 2 || len(text) > mostShared:
		return string(text)
	case m.known == nil:
		return m.shared(text)
	}
	s := m.known.slot(text)
	if *s != string(text) {
		*s = m.shared(text)
	}
	return *s
}

// shared returns text as a string that is cut from a piece.
func (m *memory) shared(text []byte) string {
	if m.strings.Cap()-m.strings.Len() < len(text) {
		size := aloneBytes
		if m.known != nil {
			size = pieceBytes
		}
		m.strings = strings.Builder{}
		m.strings.Grow(size)
	}
	n := m.strings.Len()
	m.strings.Write(text)
	return m.strings.String()[n:]
}

// name returns the name of a member as a string. It is not allocated where it is
// one of those that nearly every object has.
func (m *memory) name(text []byte) string {
	switch string(text) {
	case "@odata.type":
		return "@odata.type"
	case "@odata.etag":
		return "@odata.etag"
	case "@odata.id":
		return "@odata.id"
	case "@odata.context":
		return "@odata.context"
	}
	return m.string(text)
}

// knownStrings spares allocations where a collection repeats itself, which most
// do: time zones, content types, enumeration members. A string takes the place of
// the one before it that had the same hash, so that the size is fixed whatever
// comes in.
type knownStrings struct {
	seed  maphash.Seed
	slots [256]string
}

// slot is where text is if it is known, and where it goes if not.
func (k *knownStrings) slot(text []byte) *string {
	return &k.slots[maphash.Bytes(k.seed, text)%uint64(len(k.slots))]
}

// An order is where in an object a decoding is. Members mostly come in an order
// that does not change: at first the one of the fields is expected, and later on
// the one that the last object of the type had.
type order struct {
	after int      // one more than the index of the last member's field
	next  []uint16 // by after: one more than the index of the field that followed, 0 for unknown
}

// orderOf returns the order for another object of the plan's type.
func (m *memory) orderOf(p *plan) order {
	t := m.of(p)
	if t == nil {
		return order{}
	}
	if t.next == nil {
		t.next = make([]uint16, len(p.fields)+1)
	}
	return order{next: t.next}
}

// expected is the index of the field that is expected next.
func (o *order) expected() int {
	if o.next != nil && o.next[o.after] > 0 {
		return int(o.next[o.after]) - 1
	}
	return o.after
}

// learn tells that it was field i instead.
func (o *order) learn(i int) {
	if o.next != nil {
		o.next[o.after] = uint16(i + 1)
	}
	o.after = i + 1
}
