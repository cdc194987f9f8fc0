package play

// This phase fits the JSON of examples to the types: what comes out holds, in
// every member that a type declares, a value of the declared type or null.
//
// Examples are written by hand. They say "datetime-value" for a date, "true"
// for a boolean, one object for a collection, Comment for comment. A test can
// only play what the types can hold, so each of these is replaced by the
// nearest right value, and reported at its place for the page's author. Members
// that a type does not declare are kept as they are: clients keep them too.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// fitter fits the values of one page's examples.
type fitter struct {
	c    *types.Catalog
	r    *report.Reporter
	page *parser.Page
	json *parser.JSON // the text that the values at hand stand in
	said *api.Type    // that their annotation names, nil for none
	// untyped are types that nothing is known of, of which there are values that no
	// object could hold.
	untyped []*api.Type
}

// note reports something about a value.
func (f *fitter) note(v *relaxed.Value, code, message, hint string) {
	f.r.Add(f.page, f.json.Pos(v.Offset), code, diag.Warning, message, hint)
}

// dedupe leaves of every member name the first, as strict readers want it. A value
// that has no name twice is left as it is.
func dedupe(v *relaxed.Value) *relaxed.Value {
	members, elements := relaxed.Distinct(v.Members), v.Elements
	changed := len(members) < len(v.Members)
	for i, m := range members {
		if value := dedupe(m.Value); value != m.Value {
			if !changed {
				members, changed = slices.Clone(members), true
			}
			members[i].Value = value
		}
	}
	for i, e := range elements {
		if value := dedupe(e); value != e {
			if !changed {
				elements, changed = slices.Clone(elements), true
			}
			elements[i] = value
		}
	}
	if !changed {
		return v
	}
	return &relaxed.Value{Kind: v.Kind, Text: v.Text, Offset: v.Offset, Members: members, Elements: elements}
}

// many is how many members are too many to look through for each of them.
const many = 16

// An object is one in the making, no two members of which have one name.
type object struct {
	*relaxed.Value
	// names are those of its members, where there are many.
	names map[string]bool
}

// newObject begins an object that takes the place of v.
func newObject(v *relaxed.Value) *object {
	o := &object{Value: &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset}}
	if len(v.Members) > 0 {
		o.Members = make([]relaxed.Member, 0, len(v.Members))
	}
	if len(v.Members) > many {
		o.names = make(map[string]bool, len(v.Members))
	}
	return o
}

// has tells whether there is a member called name.
func (o *object) has(name string) bool {
	if o.names != nil {
		return o.names[name]
	}
	return slices.ContainsFunc(o.Members, func(m relaxed.Member) bool { return m.Name == name })
}

// add adds a member.
func (o *object) add(m relaxed.Member) {
	if o.names != nil {
		o.names[m.Name] = true
	}
	o.Members = append(o.Members, m)
}

// object fits an object to a type. Where the object says that it is of a
// derived type, it is fitted to that.
func (f *fitter) object(v *relaxed.Value, t *api.Type) *relaxed.Value {
	if t == nil {
		return dedupe(v)
	}
	if own := v.Get(f.c.Convention.TypeName); own != nil && own.Kind == relaxed.String {
		if d := f.c.Find(own.Text); d != nil && d != t && d.DerivesFrom(t) {
			t = d
		} else if d == t {
			f.spelling(own, t)
		}
	}
	return f.members(v, t, func(name string) (string, api.TypeRef, bool) {
		p := t.PropertyCalled(name)
		if p == nil {
			return name, api.TypeRef{}, false
		}
		return p.Name, api.TypeRef{Name: p.Type, Collection: p.Collection}, true
	})
}

// spelling reports a type name written in another case than the API's.
func (f *fitter) spelling(own *relaxed.Value, t *api.Type) {
	if name := strings.TrimPrefix(own.Text, "#"); strings.Contains(name, ".") && name != t.Name && odata.EqualFold(name, t.Name) {
		f.note(own, "type-case", "the type is spelled "+report.Quote(name)+" here and "+report.Quote(t.Name)+" elsewhere", "write "+report.Quote(t.Name))
	}
}

// params fits an object to the parameters of an action.
func (f *fitter) params(v *relaxed.Value, params []*api.Parameter) *relaxed.Value {
	exact, folded := make(map[string]*api.Parameter, len(params)), make(map[string]*api.Parameter, len(params))
	for _, p := range slices.Backward(params) { // so that the first one stays
		exact[p.Name], folded[odata.Fold(p.Name)] = p, p
	}
	return f.members(v, nil, func(name string) (string, api.TypeRef, bool) {
		p := cmp.Or(exact[name], folded[odata.Fold(name)])
		if p == nil {
			return name, api.TypeRef{}, false
		}
		return p.Name, api.TypeRef{Name: p.Type, Collection: p.Collection}, true
	})
}

// members fits the members of an object, by a function that knows the declared
// name and type of each. The object is of t, nil for the parameters of an action.
func (f *fitter) members(v *relaxed.Value, t *api.Type, declared func(string) (string, api.TypeRef, bool)) *relaxed.Value {
	out := newObject(v)
	for _, m := range v.Members {
		name, ref, known := declared(m.Name)
		if out.has(name) {
			f.note(m.Value, "member-duplicate", "the object has two members called "+report.Quote(name), "leave one of them out")
			continue
		}
		if !known {
			f.undeclared(m, t)
			out.add(relaxed.Member{Name: m.Name, Offset: m.Offset, Value: dedupe(m.Value)})
			continue
		}
		if !odata.EqualFold(name, m.Name) {
			f.r.Add(f.page, f.json.Pos(m.Offset), "member-alias", diag.Info, report.Quote(m.Name)+" is another name of the property "+report.Quote(name)+" of "+report.Quote(t.Name), "write "+report.Quote(name))
		} else if name != m.Name {
			f.note(m.Value, "member-case", "the member "+report.Quote(m.Name)+" is declared as "+report.Quote(name), "write "+report.Quote(name))
		}
		fitted := f.value(m.Value, ref)
		if fitted == nil {
			continue
		}
		out.add(relaxed.Member{Name: name, Offset: m.Offset, Value: fitted})
	}
	return out.Value
}

// undeclared notes a member that no page declares: clients keep it, untyped.
// Control information (OData JSON Format, section 4.6) is not the pages' to declare,
// and what a type holds that has no properties at all, nobody has declared.
func (f *fitter) undeclared(m relaxed.Member, t *api.Type) {
	if f.c.Convention.IsControl(m.Name) || m.Name == "" || t != nil && (api.IsOpen(t) || !t.HasProperties()) {
		return
	}
	at := f.json.Pos(m.Offset)
	if t == nil {
		f.r.Add(f.page, at, "member-undeclared", diag.Info, "the page has no parameter called "+report.Quote(m.Name),
			"add it to the table of the request body, or correct its name")
		return
	}
	if f.said != nil && f.said.DerivesFrom(t) && f.said.PropertyCalled(m.Name) != nil {
		return // it says so in another place
	}
	if d := f.c.DeclaredBelow(t, m.Name); d != nil {
		f.r.Add(f.page, at, "member-of-derived", diag.Info, report.Quote(m.Name)+" is a property of "+report.Quote(d.Name)+"; the object does not say that it is one, and "+report.Quote(t.Name)+" has no such property",
			`add "`+f.c.Convention.TypeName+`": "#`+d.Name+`" to the object if it is one, else declare the property or correct its name`)
		return
	}
	f.r.Add(f.page, at, "member-undeclared", diag.Info, "no page declares the member "+report.Quote(m.Name)+" of "+report.Quote(t.Name),
		"add it to the table of the resource page, or correct its name")
}

// value fits one value to a declared type, or returns nil where nothing can
// stand in for it.
func (f *fitter) value(v *relaxed.Value, ref api.TypeRef) *relaxed.Value {
	if v.Kind == relaxed.Null {
		return v
	}
	if ref.Name == "Edm.Untyped" && !ref.Collection {
		return dedupe(v)
	}
	if ref.Collection {
		return f.collection(v, ref)
	}
	if t := f.c.Find(ref.Name); v.Kind == relaxed.Array && t != nil && t.Kind == api.Complex && !t.HasProperties() {
		f.untyped = append(f.untyped, t)
		return dedupe(v)
	}
	if v.Kind == relaxed.Array {
		if len(v.Elements) == 0 {
			f.note(v, "value-not-single", "an array stands where one value is declared", "show one value")
			return nil
		}
		f.note(v, "value-not-single", "an array stands where one value is declared", "show one value, or declare the property a collection")
		return f.value(v.Elements[0], ref)
	}
	if strings.HasPrefix(ref.Name, "Edm.") {
		return f.scalar(v, ref.Name)
	}
	t := f.c.Find(ref.Name)
	switch {
	case t == nil:
		return dedupe(v)
	case t.Kind == api.Enum:
		return f.scalar(v, "Edm.String")
	case v.Kind == relaxed.Object:
		return f.object(v, t)
	case t.Kind == api.Complex && !t.HasProperties():
		f.untyped = append(f.untyped, t)
		return dedupe(v)
	}
	f.note(v, "value-not-object", "an object of "+report.Quote(t.Name)+" is declared here", "show an object")
	return nil
}

// collection fits an array.
func (f *fitter) collection(v *relaxed.Value, ref api.TypeRef) *relaxed.Value {
	elem := api.TypeRef{Name: ref.Name}
	if v.Kind != relaxed.Array {
		f.note(v, "value-not-collection", "one value stands where a collection is declared", "put it in brackets")
		one := f.value(v, elem)
		if one == nil {
			return nil
		}
		return &relaxed.Value{Kind: relaxed.Array, Offset: v.Offset, Elements: []*relaxed.Value{one}}
	}
	out := &relaxed.Value{Kind: relaxed.Array, Offset: v.Offset}
	if len(v.Elements) > 0 {
		out.Elements = make([]*relaxed.Value, 0, len(v.Elements))
	}
	scalars := strings.HasPrefix(ref.Name, "Edm.") || f.c.IsEnum(ref.Name)
	for _, e := range v.Elements {
		if e.Kind == relaxed.Null && scalars && ref.Name != "Edm.Untyped" {
			f.note(e, "value-null-element", "a null stands among the values of a collection", "leave it out")
			continue
		}
		if fitted := f.value(e, elem); fitted != nil {
			out.Elements = append(out.Elements, fitted)
		}
	}
	return out
}

// scalar fits a value to a primitive type.
func (f *fitter) scalar(v *relaxed.Value, name string) *relaxed.Value {
	if v.Kind == relaxed.Object {
		f.note(v, "value-not-scalar", "an object stands where a value of "+report.Quote(name)+" is declared", "show the value")
		return nil
	}
	kind, text, fits := odata.FitScalar(v, name)
	if fits {
		return v
	}
	hint := "show a real value, such as " + report.Quote(text)
	if text == "" {
		hint = "leave it out, or leave it empty" // a stream, which is no part of JSON
	}
	f.note(v, "value-placeholder", report.Quote(v.Text)+" is no value of "+report.Quote(name), hint)
	return &relaxed.Value{Kind: kind, Text: text, Offset: v.Offset}
}
