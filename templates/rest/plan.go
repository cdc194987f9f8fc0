package rest

// A plan is what reflection finds out about a generated struct, once: which
// member goes to which field, and how. Objects are decoded and encoded from their
// plan, so that 1,500 types need no code of their own: what is compiled per type
// is its struct.
//
// A plan says where in a struct a field is and what is there, and fields are read
// and written through unsafe.Pointer. By way of reflect it would take twice the
// time, and an Opt would need another method to hand out its state, which is some
// twenty more functions to compile per enumeration of an SDK. What a pointer is
// converted to follows from the type that reflect names, here and nowhere else.

import (
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// plan describes a struct type.
type plan struct {
	typ    reflect.Type
	fields []field
	byName map[string]int // index in fields
	// extra is where the Extra field is; hasExtra reports whether there is one.
	extra    uintptr
	hasExtra bool
	// typeMember is the member by which objects name their type, and typeValue what it holds
	// in those of this type: "@odata.type" and the type's name with its '#', or what the
	// service has instead. Both are "" where nothing names the type.
	typeMember, typeValue string
}

// field describes one member of an object.
type field struct {
	name   string
	quoted string  // the name as it is written in JSON
	offset uintptr // of the struct's field
	firm   bool    // a value that does not fit is an error: without it a page is none
	shape
}

// shape tells how values of a type are read and written.
type shape struct {
	kind   kind
	typ    reflect.Type
	scalar scalar        // of a single value, and of what is optional
	state  uintptr       // where in an Opt its state is
	object *planRef      // the struct of inPlace, object and objects
	elem   *shape        // of list and dict
	empty  reflect.Value // of list: an empty slice
}

// kind is what a type is to JSON.
type kind uint8

const (
	single   kind = iota // anything else
	optional             // Opt
	inPlace              // T, a generated struct
	object               // *T
	objects              // []*T
	list                 // any other slice that has no JSON methods of its own
	dict                 // a map from strings
	untyped              // jsontext.Value
)

// A planRef is a plan that is made when it is first needed: types refer to
// themselves.
type planRef struct {
	typ  reflect.Type
	made atomic.Pointer[plan]
}

// plan returns the plan.
func (r *planRef) plan() *plan {
	if p := r.made.Load(); p != nil {
		return p
	}
	p := planOf(r.typ)
	r.made.Store(p)
	return p
}

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
	p := &plan{typ: t, byName: make(map[string]int, t.NumField())}
	form, isPage := t.FieldByName("Form")
	isPage = isPage && form.Type == reflect.TypeFor[Form]()
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[Extra]() {
			p.extra, p.hasExtra = f.Offset, true
			p.typeMember, p.typeValue = typeTag(f.Tag)
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
		s := shapeOf(f.Type)
		s.write(f.Tag.Get("wire"))
		p.fields = append(p.fields, field{name: name, quoted: string(quote(name)), offset: f.Offset, shape: s,
			firm: isPage && s.kind != optional})
	}
	return p
}

// odataType is the member that names the type of an object of OData.
const odataType = "@odata.type"

// typeTag returns by which member the type is named that the tag of an Extra belongs to, and
// how: odata:"#shop.book" by "@odata.type", type:"kind=book" by the member kind.
func typeTag(tag reflect.StructTag) (member, value string) {
	if name := tag.Get("odata"); name != "" {
		return odataType, name
	}
	member, value, _ = strings.Cut(tag.Get("type"), "=")
	return member, value
}

// shapeOf returns the shape of t.
func shapeOf(t reflect.Type) shape {
	s := shape{typ: t}
	switch {
	case isOpt(t):
		s.kind, s.scalar, s.state = optional, scalarOf(t.Field(0).Type), t.Field(1).Offset
	case t == reflect.TypeFor[jsontext.Value]():
		s.kind = untyped
	case isObject(reflect.PointerTo(t)):
		s.kind, s.object = inPlace, &planRef{typ: t}
	case isObject(t):
		s.kind, s.object = object, &planRef{typ: t.Elem()}
	case isDict(t):
		elem := shapeOf(t.Elem())
		s.kind, s.elem = dict, &elem
	case t.Kind() != reflect.Slice || hasMethods(t):
		s.scalar = scalarOf(t)
	case isObject(t.Elem()):
		s.kind, s.object = objects, &planRef{typ: t.Elem().Elem()}
	default:
		elem := shapeOf(t.Elem())
		s.kind, s.elem, s.empty = list, &elem, reflect.MakeSlice(t, 0, 0)
	}
	return s
}

// isOpt reports whether t is an Opt: nothing else has a state.
func isOpt(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() == 2 && t.Field(1).Type == reflect.TypeFor[state]()
}

// isObject reports whether t is a pointer to a generated struct, which its Extra
// gives away. Such a struct is decoded from its plan wherever it stands.
func isObject(t reflect.Type) bool {
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return false
	}
	_, ok := extraOf(t.Elem())
	return ok
}

// extraOf returns the [Extra] of a struct type, if there is one. It is mostly the last
// field.
func extraOf(t reflect.Type) (f reflect.StructField, ok bool) {
	for i := t.NumField() - 1; i >= 0 && !ok; i-- {
		f = t.Field(i)
		ok = f.Type == reflect.TypeFor[Extra]()
	}
	return f, ok
}

// isDict reports whether t is a map that an object of any members is read into.
func isDict(t reflect.Type) bool {
	return t.Kind() == reflect.Map && t.Key().Kind() == reflect.String && !hasMethods(t)
}

// hasMethods reports whether t reads or writes its JSON itself.
func hasMethods(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.UnmarshalerFrom]()) || p.Implements(reflect.TypeFor[json.MarshalerTo]()) ||
		p.Implements(reflect.TypeFor[json.Unmarshaler]()) || p.Implements(reflect.TypeFor[json.Marshaler]())
}

// A scalar is how a single value is read and written.
type scalar struct {
	kind scalarKind
	typ  reflect.Type
	form form
	// layout is that of an instant or a day whose form is inLayout.
	layout string
}

// scalarKind is what the single values of a type are to JSON.
type scalarKind uint8

const (
	other    scalarKind = iota // whatever package json makes of it
	text                       // a string, enumerations among them
	boolean                    //
	integer                    // of any size
	floating                   // a float32 or float64
	instant                    // DateTimeOffset
	checked                    // a string that has to look like something: Date
	decimal                    // Decimal
	binary                     // Binary
)

// scalarOf returns how values of type t are read and written.
func scalarOf(t reflect.Type) scalar {
	s := scalar{typ: t}
	switch t {
	case reflect.TypeFor[DateTimeOffset]():
		s.kind = instant
		return s
	case reflect.TypeFor[Date](), reflect.TypeFor[TimeOfDay](), reflect.TypeFor[Duration](), reflect.TypeFor[GUID]():
		s.kind = checked
		return s
	case reflect.TypeFor[Decimal]():
		s.kind = decimal
		return s
	case reflect.TypeFor[Binary]():
		s.kind = binary
		return s
	}
	if hasMethods(t) {
		return s
	}
	switch t.Kind() {
	case reflect.String:
		s.kind = text
	case reflect.Bool:
		s.kind = boolean
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int, reflect.Uint8:
		s.kind = integer
	case reflect.Float32, reflect.Float64:
		s.kind = floating
	}
	return s
}
