package rest

import "fmt"

// An Opt is a scalar property of an object in one of three states: absent, null,
// or a value. The zero Opt is absent: it is neither sent nor was it received.
//
// [Some] and [Null] make the other two. An Opt that came from the service also
// knows in which of several accepted forms its value was written (a number in
// quotes, the alphabet of a base64 text) and is encoded in that form again.
//
// Generated types instantiate Opt hundreds of times, and for each of its methods the
// compiler makes a wrapper every time, two where the receiver is no pointer. They
// are a large part of what an SDK costs to compile. So there are few methods, only
// those whose result is used on its own have a receiver that is no pointer, and
// they hand a pointer to code that is compiled once.
type Opt[T any] struct {
	value T
	state state
}

// state reports whether an Opt has a value, and in which form it was written.
// Every state from present on has a value.
type state uint8

const (
	absent  state = iota
	null          // JSON null
	present       // a value in its canonical form
	quoted        // a number or a boolean that came as a JSON string
	base64RawStd
	base64URL
	base64RawURL
	digit // a boolean that came as 0 or 1
	bare  // a value that came as OData has it where its field is written otherwise
	// garbled is a text that came with what is no UTF-8 in it: the Extra beside it has it as
	// it came, and that is what is sent.
	garbled
)

// Some returns an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{value: v, state: present} }

// Null returns an Opt that is null: it is sent as a JSON null.
func Null[T any]() Opt[T] { return Opt[T]{state: null} }

// Get returns the value and whether there is one. Without one, because o is
// absent or null, the value is T's zero value.
func (o Opt[T]) Get() (T, bool) { return o.value, o.state >= present }

// Or returns the value, or def if o is absent or null.
func (o Opt[T]) Or(def T) T {
	if o.state >= present {
		return o.value
	}
	return def
}

// Value returns the value, or T's zero value if o is absent or null.
func (o Opt[T]) Value() T { return o.value }

// IsZero reports whether o is absent. JSON's "omitzero" relies on it.
func (o *Opt[T]) IsZero() bool { return o.state == absent }

// IsNull reports whether o is null.
func (o *Opt[T]) IsNull() bool { return o.state == null }

// IsSet reports whether o holds a value.
func (o *Opt[T]) IsSet() bool { return o.state >= present }

// Equal reports whether o and p are in the same state and, if they hold values,
// whether these are equal: instants for [DateTimeOffset], bytes for [Binary],
// with == otherwise; two NaN are equal. In which form a value was written does
// not matter. Package go-cmp uses this method.
//
//go:noinline
func (o Opt[T]) Equal(p Opt[T]) bool {
	return min(o.state, present) == min(p.state, present) &&
		(o.state < present || equalScalar(&o.value, &p.value))
}

// String formats the value as package fmt does by default, null as "null" and
// absence as "<absent>".
//
//go:noinline
func (o Opt[T]) String() string {
	switch o.state {
	case absent:
		return "<absent>"
	case null:
		return "null"
	}
	return fmt.Sprint(o.value)
}

// MarshalJSON returns the value, or null if o is null or absent.
//
//go:noinline
func (o Opt[T]) MarshalJSON() ([]byte, error) { return marshalValue(&o) }

// UnmarshalJSON reads null or a value.
//
//go:noinline
func (o *Opt[T]) UnmarshalJSON(text []byte) error { return unmarshalValue(text, o) }
