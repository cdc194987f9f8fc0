package generator

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file writes documented JSON as Go values: the bodies of examples as their
// reader would write them in a program.
//
// They are written when names have been decided, to learn whether an example can be a
// test at all, and put in their place when its file is emitted.

// raw writes a JSON text as a string.
func (l *layout) raw(v *relaxed.Value) {
	l.scratch = v.Append(l.scratch[:0])
	text := string(l.scratch)
	if canBackquote(text) && strings.ContainsAny(text, `"\`) && len(text) < 200 {
		l.put("`", text, "`")
		return
	}
	l.quote(text)
}

// reader writes an io.Reader of text.
func (l *layout) reader(text string) {
	l.pkg("strings", "NewReader(")
	l.quote(text)
	l.put(")")
}

// jsonValue writes v as raw JSON.
func (l *layout) jsonValue(v *relaxed.Value) {
	l.pkg("golden", "Raw(")
	l.raw(v)
	l.put(")")
}

// field writes the value of a struct field. A null for an object or a collection
// is the caller's concern: it has no place in the field.
func (l *layout) field(s shape, v *relaxed.Value) error {
	if !s.collection && (s.kind == scalar || s.kind == enum) {
		return l.opt(s, v)
	}
	return l.value(s, v)
}

// opt writes a rest.Opt.
func (l *layout) opt(s shape, v *relaxed.Value) error {
	if v.Kind == relaxed.Null {
		l.pkg("rest", "Null[")
		l.typeName(s)
		l.put("]()")
		return nil
	}
	if oddForm(s, v) {
		l.pkg("golden", "Scalar[")
		l.typeName(s)
		l.put("](")
		l.raw(v)
		l.put(")")
		return l.decodes(s, v)
	}
	if s.kind == scalar && s.prim.name == "DateTimeOffset" {
		l.pkg("golden", "Time(")
		l.quote(v.Text)
		l.put(")")
		return l.decodes(s, v)
	}
	l.pkg("rest", "Some(")
	err := l.scalar(s, v, true)
	l.put(")")
	return err
}

// value writes an element of a slice, or a whole body.
func (l *layout) value(s shape, v *relaxed.Value) error {
	if s.collection {
		return l.collection(s, v)
	}
	switch s.kind {
	case scalar, enum:
		return l.scalar(s, v, false)
	case object:
		return l.object(s.named, v, false)
	}
	l.jsonValue(v)
	return nil
}

// collection writes a slice.
func (l *layout) collection(s shape, v *relaxed.Value) error {
	if v.Kind == relaxed.Null {
		l.put("nil")
		return nil
	}
	if v.Kind != relaxed.Array {
		return misfit(v, "a collection")
	}
	element := s
	element.collection = false
	l.put("[]")
	if s.kind == object {
		l.put("*")
	}
	l.typeName(element)
	// Objects stand on lines of their own, short values share one.
	long := slices.ContainsFunc(v.Elements, func(e *relaxed.Value) bool { return e.Kind == relaxed.Array || e.Kind == relaxed.Object })
	l.open()
	for i, e := range v.Elements {
		if long {
			l.line()
		} else if i > 0 {
			l.put(", ")
		}
		if err := l.item(element, e); err != nil {
			return err
		}
		if long {
			l.put(",")
		}
	}
	l.close(long)
	return nil
}

func (l *layout) item(s shape, v *relaxed.Value) error {
	if v.Kind == relaxed.Null && (s.kind == scalar || s.kind == enum) {
		return errors.New("a collection of simple values holds a null")
	}
	if s.kind == scalar && oddForm(s, v) && s.prim.name != "DateTimeOffset" {
		return errors.New("a collection holds " + string(v.Append(nil)) + ", which is encoded in another form")
	}
	if s.kind == object {
		return l.object(s.named, v, true)
	}
	return l.value(s, v)
}

// typeName writes the name of s's type, without pointer or slice.
func (l *layout) typeName(s shape) {
	switch s.kind {
	case scalar:
		if s.prim.runtime {
			l.pkg("rest", s.prim.name)
			return
		}
		l.put(s.prim.name)
	case enum, object:
		l.put(s.named.name)
	default:
		l.pkg("jsontext", "Value")
	}
}

// object writes a pointer to a struct. Where v names a type derived from g, the
// literal is one of that type, as a program would write it. In a slice, Go knows
// the type without being told.
func (l *layout) object(g *goType, v *relaxed.Value, inSlice bool) error {
	switch v.Kind {
	case relaxed.Null:
		l.put("nil")
		return nil
	case relaxed.Object:
	default:
		return misfit(v, g.model.Name)
	}
	derived, exact := l.plan.derived(g, v)
	if derived == nil && inSlice {
		return l.members(g.fields, v, "")
	}
	if derived == nil {
		l.put("&")
		return l.structLit(g.name, g.fields, v, "")
	}
	l.pkg("rest", "From[")
	l.put(g.name, "](&")
	omit := ""
	if exact {
		omit = "@odata.type" // From sets it
	}
	err := l.structLit(derived.name, derived.fields, v, omit)
	l.put(")")
	return err
}

// derived returns the type that v's "@odata.type" names, if it is known and
// derived from g, and whether it is spelled as the runtime spells it.
func (p *Plan) derived(g *goType, v *relaxed.Value) (*goType, bool) {
	named := v.Get("@odata.type")
	if named == nil || named.Kind != relaxed.String {
		return nil, false
	}
	full := named.Text[strings.LastIndexByte(named.Text, '#')+1:]
	d := p.typeCalled(full)
	if d == nil || d == g || !d.model.DerivesFrom(g.model) {
		return nil, false
	}
	return d, named.Text == "#"+d.model.Name
}

// structLit writes a generated struct.
func (l *layout) structLit(name string, fields []field, v *relaxed.Value, omit string) error {
	l.put(name)
	return l.members(fields, v, omit)
}

// members writes what is between a struct's braces: fields in their order, then
// Extra. The member called omit is left out.
func (l *layout) members(fields []field, v *relaxed.Value, omit string) error {
	outer := len(l.entries)
	l.sorted(fields, v, omit)
	entries := l.entries[outer:]
	l.open()
	first := len(l.rows)
	for i, e := range entries {
		if e.field == len(fields) {
			l.key("Extra")
			l.extra(entries[i:])
			l.end()
			break
		}
		if err := l.member(&fields[e.field], e.member.Value); err != nil {
			return err
		}
	}
	l.align(first)
	l.close(len(entries) > 0)
	l.entries = l.entries[:outer]
	return nil
}

// An entry is a member with the index of its field.
type entry struct {
	field  int
	member relaxed.Member
}

// sorted adds v's members to the layout's entries, in the order of their fields.
// Those that have none come last.
func (l *layout) sorted(fields []field, v *relaxed.Value, omit string) {
	outer := len(l.entries)
	find := l.finder(fields)
	for _, m := range relaxed.Distinct(v.Members) {
		if m.Name == omit && omit != "" {
			continue
		}
		i := find.field(m.Name)
		if i < 0 || staysExtra(&fields[i], m.Value) {
			i = len(fields)
		}
		l.entries = append(l.entries, entry{i, m})
	}
	slices.SortStableFunc(l.entries[outer:], func(a, b entry) int { return cmp.Compare(a.field, b.field) })
}

// member writes a field with its value.
func (l *layout) member(f *field, v *relaxed.Value) error {
	l.key(f.name)
	write := l.field
	if f.required {
		write = l.value
	}
	if err := write(f.shape, v); err != nil {
		return fmt.Errorf("%s: %w", f.json, err)
	}
	l.end()
	return nil
}

// A finder finds fields by their members' names.
type finder struct {
	fields []field
	index  map[string]int // nil where there are few
}

// finder returns the finder of fields, which is made once where there are many.
func (l *layout) finder(fields []field) finder {
	const few = 256 // are compared sooner than an index of them is made
	if len(fields) <= few {
		return finder{fields: fields}
	}
	index := l.indexes[&fields[0]]
	if index == nil {
		index = make(map[string]int, len(fields))
		for i, f := range fields {
			index[f.json] = i
		}
		if l.indexes == nil {
			l.indexes = map[*field]map[string]int{}
		}
		l.indexes[&fields[0]] = index
	}
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

// reference writes a rest.Reference.
func (l *layout) reference(v *relaxed.Value) error {
	if id := v.Get("@odata.id"); v.Kind != relaxed.Object || id != nil && id.Kind != relaxed.String {
		return misfit(v, `a reference, {"@odata.id": "..."}`)
	}
	l.put("&")
	l.pkg("rest", "Reference")
	id := shape{kind: scalar, prim: primitive{name: "string"}}
	// The runtime's ODataID is a plain string and no Opt.
	return l.members([]field{{name: "ODataID", json: "@odata.id", shape: id, required: true}}, v, "")
}

// extra writes the members that have no field.
func (l *layout) extra(entries []entry) {
	l.pkg("rest", "Extra")
	l.open()
	first := len(l.rows)
	for _, e := range entries {
		l.key(strconv.Quote(e.member.Name))
		l.jsonValue(e.member.Value)
		l.end()
	}
	l.align(first)
	l.close(true)
}

// staysExtra tells whether the runtime keeps v in Extra although there is a field
// for it: a null where no Opt is, and a list of simple values with a null in it.
func staysExtra(f *field, v *relaxed.Value) bool {
	s := f.shape
	if v.Kind == relaxed.Null {
		return f.required || !isOpt(s) && (s.collection || s.kind != untyped)
	}
	if !s.collection || s.kind == object {
		return false
	}
	return slices.ContainsFunc(v.Elements, func(e *relaxed.Value) bool { return e.Kind == relaxed.Null })
}

// isOpt tells whether a field of that shape is a rest.Opt, which can hold a null.
func isOpt(s shape) bool { return !s.collection && (s.kind == scalar || s.kind == enum) }
