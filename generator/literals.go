package generator

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file describes documented JSON as Go values: the bodies of examples as their
// reader would write them in a program.
//
// That is done when names have been decided, to learn whether an example can be a test
// at all. What comes of it is kept for when the test's file is written.

// jsonValue is v as raw JSON.
func jsonValue(v *relaxed.Value) code.Value {
	return code.Value{Form: code.JSONValue, Text: string(v.Append(nil))}
}

// reader is an io.Reader of text.
func reader(text string) code.Value { return code.Value{Form: code.ReaderValue, Text: text} }

// structOf is a pointer to a struct with these fields.
func structOf(t code.Type, fields []code.Value) code.Value {
	return code.Value{Form: code.StructValue, Type: t, Elements: fields}
}

// fieldValue is the value of a struct field. A null for an object or a collection is
// the caller's concern: it has no place in the field.
func (p *Plan) fieldValue(s shape, v *relaxed.Value) (code.Value, error) {
	if isOpt(s) {
		return optValue(s, v)
	}
	return p.value(s, v)
}

// optValue is a rest.Opt.
func optValue(s shape, v *relaxed.Value) (code.Value, error) {
	if v.Kind == relaxed.Null {
		return code.Value{Form: code.NullValue, Type: s.typeName()}, nil
	}
	s, v, err := s.plain(v)
	switch {
	case err != nil:
		return code.Value{}, err
	case oddForm(s, v):
		return code.Value{Form: code.ScalarValue, Type: s.typeName(), Text: string(v.Append(nil))}, decodes(s, v)
	case s.kind == scalar && s.prim.name == "DateTimeOffset":
		return code.Value{Form: code.OptTimeValue, Text: v.Text}, decodes(s, v)
	}
	value, err := scalarValue(s, v, true)
	return code.Value{Form: code.SomeValue, Elements: []code.Value{value}}, err
}

// value is an element of a slice, or a whole body.
func (p *Plan) value(s shape, v *relaxed.Value) (code.Value, error) {
	if s.collection {
		return p.sliceValue(s, v)
	}
	switch s.kind {
	case scalar, enum:
		s, v, err := s.plain(v)
		if err != nil {
			return code.Value{}, err
		}
		return scalarValue(s, v, false)
	case object:
		return p.objectValue(s.named, v, false)
	case list:
		elem := *s.elem
		elem.collection = true
		return p.sliceValue(elem, v)
	case dict:
		return p.mapValue(s, v)
	}
	return jsonValue(v), nil
}

// sliceValue is a slice.
func (p *Plan) sliceValue(s shape, v *relaxed.Value) (code.Value, error) {
	if v.Kind == relaxed.Null {
		return code.Value{Form: code.NilValue}, nil
	}
	if v.Kind != relaxed.Array {
		return code.Value{}, misfit(v, "a collection")
	}
	slice := code.Value{Form: code.SliceValue, Type: s.slice(), Elements: make([]code.Value, len(v.Elements))}
	element := s
	element.collection = false
	for i, e := range v.Elements {
		var err error
		if slice.Elements[i], err = p.item(element, e); err != nil {
			return code.Value{}, err
		}
		// Objects stand on lines of their own, short values share one.
		slice.Lines = slice.Lines || e.Kind == relaxed.Array || e.Kind == relaxed.Object
	}
	return slice, nil
}

// item is an element of a slice.
func (p *Plan) item(s shape, v *relaxed.Value) (code.Value, error) {
	if v.Kind == relaxed.Null && isOpt(s) {
		return code.Value{}, errors.New("a collection of simple values holds a null")
	}
	if v.Kind == relaxed.Null && (s.kind == list || s.kind == dict) {
		return code.Value{}, errors.New("a list or a map holds a null in the place of another")
	}
	s, v, err := s.plain(v)
	if err != nil {
		return code.Value{}, err
	}
	if s.kind == scalar && oddForm(s, v) && s.prim.name != "DateTimeOffset" {
		return code.Value{}, errors.New("a collection holds " + string(v.Append(nil)) + ", which is encoded in another form")
	}
	if s.kind == object {
		return p.objectValue(s.named, v, true)
	}
	value, err := p.value(s, v)
	if value.Form == code.SliceValue || value.Form == code.MapValue {
		value.Type = code.Type{}
	}
	return value, err
}

// objectValue is a pointer to a struct. Where v names a type derived from g, the struct
// is one of that type, as a program would write it. In a slice, Go knows the type
// without being told.
func (p *Plan) objectValue(g *goType, v *relaxed.Value, inSlice bool) (code.Value, error) {
	switch v.Kind {
	case relaxed.Null:
		return code.Value{Form: code.NilValue}, nil
	case relaxed.Object:
	default:
		return code.Value{}, misfit(v, g.model.Name)
	}
	derived, exact := p.derived(g, v)
	if derived == nil {
		value, err := p.structValue(code.Type{Name: g.name}, g.fields, v, "")
		if inSlice {
			value.Form, value.Type = code.ElidedValue, code.Type{}
		}
		return value, err
	}
	omit := ""
	if exact {
		omit = p.namedBy(derived.model) // From sets it
	}
	value, err := p.structValue(code.Type{Name: derived.name}, derived.fields, v, omit)
	return code.Value{Form: code.DerivedValue, Type: code.Type{Name: g.name}, Elements: []code.Value{value}}, err
}

// derived returns the type that v says it is, if it is known and derived from g, and
// whether it says so as the runtime does.
func (p *Plan) derived(g *goType, v *relaxed.Value) (*goType, bool) {
	if d := g.model.Stated(v); d != nil && d != g.model {
		return p.typeCalled(d.Name), true
	}
	named := p.api.Convention.Named(v)
	if named == "" {
		return nil, false
	}
	full := named[strings.LastIndexByte(named, '#')+1:]
	d := p.typeCalled(full)
	if d == nil || d == g || !d.model.DerivesFrom(g.model) {
		return nil, false
	}
	return d, named == "#"+d.model.Name
}

// namedBy is the member by which objects name a type.
func (p *Plan) namedBy(t *api.Type) string {
	if t.Discriminator != nil {
		return t.Discriminator.Member
	}
	return p.api.Convention.TypeName
}

// structValue is a pointer to a struct: fields in their order, then Extra. The member
// called omit is left out.
func (p *Plan) structValue(t code.Type, fields []field, v *relaxed.Value, omit string) (code.Value, error) {
	entries := p.sorted(fields, v, omit)
	values := make([]code.Value, 0, len(entries))
	for i, e := range entries {
		if e.field == len(fields) {
			values = append(values, extra(entries[i:]))
			break
		}
		value, err := p.memberValue(&fields[e.field], e.member.Value)
		if err != nil {
			return code.Value{}, err
		}
		values = append(values, value)
	}
	return structOf(t, values), nil
}

// An entry is a member with the index of its field.
type entry struct {
	field  int
	member relaxed.Member
}

// sorted are v's members in the order of their fields, without the one called omit.
// Those that have no field come last.
func (p *Plan) sorted(fields []field, v *relaxed.Value, omit string) []entry {
	entries := make([]entry, 0, len(v.Members))
	find := p.finder(fields)
	for _, m := range relaxed.Distinct(v.Members) {
		if m.Name == omit && omit != "" {
			continue
		}
		i := find.field(m.Name)
		if i < 0 || staysExtra(&fields[i], m.Value) {
			i = len(fields)
		}
		entries = append(entries, entry{i, m})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.field, b.field) })
	return entries
}

// memberValue is the value of a member that has a field.
func (p *Plan) memberValue(f *field, v *relaxed.Value) (code.Value, error) {
	valueOf := p.fieldValue
	if f.required {
		valueOf = p.value
	}
	value, err := valueOf(f.shape, v)
	if err != nil {
		return code.Value{}, fmt.Errorf("%s: %w", f.json, err)
	}
	value.Key = f.name
	return value, nil
}

// extra is the value of Extra: the members that have no field.
func extra(entries []entry) code.Value {
	members := make([]code.Value, len(entries))
	for i, e := range entries {
		members[i] = jsonValue(e.member.Value)
		members[i].Key = e.member.Name
	}
	return code.Value{Form: code.ExtraValue, Key: "Extra", Elements: members}
}

// A finder finds fields by their members' names.
type finder struct {
	fields []field
	index  map[string]int // nil where there are few
}

// finder returns the finder of fields. Where there are many their index is made once,
// however many objects have them.
func (p *Plan) finder(fields []field) finder {
	const few = 256 // are compared sooner than an index of them is made
	if len(fields) <= few {
		return finder{fields: fields}
	}
	if known, ok := p.indexes.Load(&fields[0]); ok {
		return finder{fields, known.(map[string]int)}
	}
	index := make(map[string]int, len(fields))
	for i, f := range fields {
		index[f.json] = i
	}
	p.indexes.Store(&fields[0], index)
	return finder{fields, index}
}

// field is the index of a field, -1 where there is none.
func (f finder) field(name string) int {
	if f.index != nil {
		if i, ok := f.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range f.fields {
		if f.fields[i].json == name {
			return i
		}
	}
	return -1
}

// reference is a rest.Reference.
func (p *Plan) reference(v *relaxed.Value) (code.Value, error) {
	member := p.api.Convention.Reference
	if id := v.Get(member); v.Kind != relaxed.Object || id != nil && id.Kind != relaxed.String {
		return code.Value{}, misfit(v, `a reference, {"`+member+`": "..."}`)
	}
	// The runtime's ODataID is a plain string and no Opt.
	id := field{name: "ODataID", json: member, shape: shape{kind: scalar, prim: primitive{name: "string"}}, required: true}
	return p.structValue(code.Type{Package: code.Runtime, Name: "Reference"}, []field{id}, v, "")
}

// staysExtra reports whether the runtime keeps v in Extra although there is a field
// for it: a null where no Opt is, and a list of simple values with a null in it.
func staysExtra(f *field, v *relaxed.Value) bool {
	s := f.shape
	if v.Kind == relaxed.Null {
		return f.required || !isOpt(s) && (s.collection || s.kind != untyped)
	}
	return hasNulls(s, v)
}

// isOpt reports whether a field of that shape is a rest.Opt, which can hold a null.
func isOpt(s shape) bool { return !s.collection && (s.kind == scalar || s.kind == enum) }
