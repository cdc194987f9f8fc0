package rest

// This file reads and writes what holds several values that have no names of their own:
// lists of lists, and maps, which services have for what is keyed by data: texts by
// language, settings by name.

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// several reads an array or an object into the slice or the map at at. It reports whether
// there are nulls in it, at any depth, that Go values have no place for.
func (d *decoder) several(s *shape, at unsafe.Pointer) (nulls bool, err error) {
	if s.kind == dict {
		return d.dict(s, at)
	}
	return d.list(s, at)
}

// element reads an element of a list or a map into what is at at. It reports whether that
// is a null, or has nulls in it, that at has no place for.
func (d *decoder) element(s *shape, at unsafe.Pointer) (nulls bool, err error) {
	if d.raw[d.pos] == 'n' {
		return s.kind != untyped && s.kind != optional && s.kind != object, d.into(s, at)
	}
	if s.kind == list || s.kind == dict {
		return d.several(s, at)
	}
	return false, d.into(s, at)
}

// dict reads an object into the map at at. A null in the place of an object becomes a nil
// pointer.
func (d *decoder) dict(s *shape, at unsafe.Pointer) (nulls bool, err error) {
	if d.raw[d.pos] != '{' {
		return false, d.mismatch(d.pos, s.typ, nil)
	}
	d.pos++
	m := reflect.MakeMap(s.typ)
	for n := 0; d.more(); n++ {
		if n == repetitive {
			d.memory.expectMore()
		}
		begin := d.pos
		text, err := d.text()
		if err != nil {
			return false, err
		}
		name := d.memory.string(text)
		key := reflect.ValueOf(name).Convert(s.typ.Key())
		if d.colon(); d.unchecked && m.MapIndex(key).IsValid() {
			if !d.patient() {
				return false, within(duplicate(begin), name)
			}
			d.noteTwice()
		}
		begin = d.pos
		value := reflect.New(s.typ.Elem())
		inner, err := d.element(s.elem, value.UnsafePointer())
		if err != nil {
			if _, err := d.tolerate(err, begin, s.elem.typ); err != nil {
				return false, within(err, name)
			}
			value.Elem().SetZero()
			inner = true
		}
		nulls = nulls || inner
		m.SetMapIndex(key, value.Elem())
	}
	reflect.NewAt(s.typ, at).Elem().Set(m)
	return nulls, nil
}

// dict writes a map as an object, its members by name. A nil map inside of something is
// written as null.
func (e *encoder) dict(s *shape, m reflect.Value) error {
	if m.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	if e.depth++; e.depth > maxDepth {
		return fmt.Errorf("rest: %s is nested more than %d deep, or holds itself", s.typ, maxDepth)
	}
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	e.buf = append(e.buf, '{')
	for _, key := range keys {
		e.separate()
		if err := e.string(key.String()); err != nil {
			return fmt.Errorf("rest: a map has the key %q: %w", key.String(), err)
		}
		e.buf = append(e.buf, ':')
		value := reflect.New(s.typ.Elem()) // what is in a map has no address
		value.Elem().Set(m.MapIndex(key))
		if err := e.value(s.elem, value.UnsafePointer()); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, '}')
	e.depth--
	return nil
}
