package code

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"reflect"
)

// This file sums descriptions.
//
// The sum goes over a description field by field, by reflection, exported or not: a
// field that somebody adds is in it without a further word. What reflection cannot put
// in an order (maps), nor look into (functions, channels), is no part of a description,
// which a test sees to.

// A Sum stands for all that a file is made of.
type Sum = [sha256.Size]byte

// Sum returns the sum of the description. Two files with the same sum come out the
// same, if the same build of sdkscribe makes them. It is not known of a description
// that holds what has no sum.
func (f *File) Sum() (sum Sum, known bool) {
	s := summer{hash: sha256.New()}
	s.value(reflect.ValueOf(f).Elem())
	s.flush()
	if s.blind {
		return Sum{}, false
	}
	return Sum(s.hash.Sum(nil)), true
}

// A summer sums values.
type summer struct {
	hash   hash.Hash
	buffer []byte // that has not been summed yet
	blind  bool   // to something that has no sum
}

// full is how much is summed at a time, in bytes.
const full = 1 << 13

func (s *summer) flush() {
	s.hash.Write(s.buffer)
	s.buffer = s.buffer[:0]
}

// number adds a number.
func (s *summer) number(n uint64) {
	if s.buffer = binary.AppendUvarint(s.buffer, n); len(s.buffer) >= full {
		s.flush()
	}
}

// text adds a string, with its length in front, so that no two rows of strings look
// like one.
func (s *summer) text(text string) {
	s.number(uint64(len(text)))
	if s.buffer = append(s.buffer, text...); len(s.buffer) >= full {
		s.flush()
	}
}

// value adds a value with all that it holds.
func (s *summer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s.text(v.String())
	case reflect.Bool:
		s.number(flag(v.Bool()))
	case reflect.Int:
		s.number(uint64(v.Int()))
	case reflect.Uint8:
		s.number(v.Uint())
	case reflect.Struct:
		for i := range v.NumField() {
			s.value(v.Field(i))
		}
	case reflect.Slice:
		s.number(uint64(v.Len()))
		for i := range v.Len() {
			s.value(v.Index(i))
		}
	case reflect.Pointer, reflect.Interface:
		s.number(flag(!v.IsNil()))
		if v.IsNil() {
			return
		}
		if v.Kind() == reflect.Interface {
			s.text(v.Elem().Type().String())
		}
		s.value(v.Elem())
	default:
		s.blind = true
	}
}

func flag(set bool) uint64 {
	if set {
		return 1
	}
	return 0
}
