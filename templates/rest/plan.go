package rest

// A plan is what reflection finds out about a generated struct, once: which
// member goes to which field, and how. Objects are decoded and encoded from their
// plan, so that 1,500 types need no code of their own: what is compiled per type
// is its struct.

import (
	"reflect"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// plan describes a struct type.
type plan struct {
	typ    reflect.Type
	fields []field
	byName map[string]int // index in fields
	extra  int            // index of the Extra field, -1 for none
	// odataType is the type's own "@odata.type", with its '#', or "".
	odataType string
}

// field describes one member of an object.
type field struct {
	name  string
	index int // of the struct's field
	shape
}

// shape tells how values of a type are read and written.
type shape struct {
	kind  kind
	elem  reflect.Type  // the struct behind object and objects
	empty reflect.Value // an empty slice, for objects and list
}

// kind is what a type is to JSON.
type kind uint8

const (
	scalar   kind = iota // anything else
	optional             // Opt
	object               // *T, T being a generated struct
	objects              // []*T, T being a generated struct
	list                 // any other slice that has no JSON methods of its own
	untyped              // jsontext.Value
)

// plans caches the plan of every type seen, by the type of the struct. A plan
// never changes once it is made.
var plans sync.Map

// planOf returns the plan of the struct type t.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p, _ := plans.LoadOrStore(t, newPlan(t))
	return p.(*plan)
}

func newPlan(t reflect.Type) *plan {
	p := &plan{typ: t, extra: -1, byName: make(map[string]int, t.NumField())}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[Extra]() {
			p.extra, p.odataType = i, f.Tag.Get("odata")
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		p.byName[name] = len(p.fields)
		p.fields = append(p.fields, field{name: name, index: i, shape: shapeOf(f.Type)})
	}
	return p
}

// shapeOf returns the shape of t.
func shapeOf(t reflect.Type) shape {
	switch {
	case reflect.PointerTo(t).Implements(reflect.TypeFor[slotter]()):
		return shape{kind: optional}
	case t == reflect.TypeFor[jsontext.Value]():
		return shape{kind: untyped}
	case isObject(t):
		return shape{kind: object, elem: t.Elem()}
	case t.Kind() != reflect.Slice || reflect.PointerTo(t).Implements(reflect.TypeFor[json.UnmarshalerFrom]()):
		return shape{kind: scalar}
	case isObject(t.Elem()):
		return shape{kind: objects, elem: t.Elem().Elem(), empty: reflect.MakeSlice(t, 0, 0)}
	}
	return shape{kind: list, empty: reflect.MakeSlice(t, 0, 0)}
}

// isObject tells whether t is a pointer to a generated struct, which its Extra
// gives away. Such a struct is decoded from its plan wherever it stands.
func isObject(t reflect.Type) bool {
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return false
	}
	f, ok := t.Elem().FieldByName("Extra")
	return ok && f.Type == reflect.TypeFor[Extra]()
}

// lookup returns the field called name, or nil. Members mostly come in an order
// that does not change: guess is the index of the field to try first.
func (p *plan) lookup(name []byte, guess int) (*field, int) {
	if guess < len(p.fields) && p.fields[guess].name == string(name) {
		return &p.fields[guess], guess
	}
	if i, ok := p.byName[string(name)]; ok {
		return &p.fields[i], i
	}
	return nil, guess - 1
}
