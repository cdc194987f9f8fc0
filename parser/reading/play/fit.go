package play

// This phase holds the JSON of examples to the types: what comes out is the page's own
// text, which every member that a type declares can hold.
//
// A test is worth what it would catch, so nothing of a page is made to suit a type.
// There is one exception: a placeholder, in a form of those that docs/golden.md lists,
// stands for a value that the page leaves open, and gives way to one. Where the page
// shows anything else that the declared type cannot hold, one of the two is wrong, and
// nobody but their author knows which: that is reported at the value, with the place of
// the declaration, and the example is no test. Members that a type does not declare in
// the page's spelling are kept as they are: clients keep them too.

import (
	"cmp"
	"fmt"
	"maps"
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
	// why is the first contradiction between the page and the types: why the example is
	// no test.
	why string
	// contradictions counts them by their code; those of a code beyond the first few are
	// only counted, and more is where the first of these stands.
	contradictions map[string]int
	more           map[string]parser.Pos
	// untyped are types that nothing is known of, of which there are values that no
	// object could hold.
	untyped []*api.Type
}

// note reports something about a value.
func (f *fitter) note(v *relaxed.Value, code, message, hint string) {
	f.r.Add(f.page, f.json.Pos(v.Offset), code, diag.Warning, message, hint)
}

// A declared is a type with the place that declares something to be of it.
type declared struct {
	api.TypeRef
	form api.Form // in which its single values are written
	at   api.Place
}

// element is one value of a collection.
func (d declared) element() declared {
	d.Collection = false
	return d
}

// contradict reports that a value is not what is declared in its place: the page and the
// type cannot both be right. The value is returned as it is.
func (f *fitter) contradict(v *relaxed.Value, code, message, hint string, at api.Place) *relaxed.Value {
	pos := f.json.Pos(v.Offset)
	if at.Page != "" {
		message = fmt.Sprintf("%s (declared at %s:%d)", message, at.Page, max(at.Line, 1))
	}
	if f.contradictions == nil {
		f.contradictions, f.more = map[string]int{}, map[string]parser.Pos{}
	}
	f.contradictions[code]++
	switch n := f.contradictions[code]; {
	case n <= maxContradictions:
		f.r.Add(f.page, pos, code, diag.Error, message, hint)
	case n == maxContradictions+1:
		f.more[code] = pos
	}
	f.refuse(pos, message)
	return dedupe(v)
}

// maxContradictions is how many contradictions of one kind an example is told of one by
// one. Where it has more, it is of another type as a whole.
const maxContradictions = 3

// others reports how many contradictions of each kind an example has beyond those it is
// told of.
func (f *fitter) others() {
	for _, code := range slices.Sorted(maps.Keys(f.more)) {
		n := f.contradictions[code] - maxContradictions
		message := fmt.Sprintf("%d more values of the example, from here on, are not what is declared either", n)
		if n == 1 {
			message = "one more value of the example is not what is declared"
		}
		f.r.Add(f.page, f.more[code], code, diag.Error, message, "show an object of the type, or name the type that it is of")
	}
}

// refuse notes why the example is no test.
func (f *fitter) refuse(pos parser.Pos, why string) {
	if f.why == "" {
		f.why = fmt.Sprintf("%s:%d: %s", f.page.Path, max(pos.Line, 1), why)
	}
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

// has reports whether there is a member called name.
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
	if d := f.c.Stated(v, t); d != nil && d != t && d.DerivesFrom(t) {
		t = d
	} else if own := v.Get(f.c.Convention.TypeName); d == t && own != nil && f.c.Convention.Named(v) != "" {
		f.spelling(own, t)
	}
	return f.members(v, t, func(name string) (string, declared) {
		p := t.PropertyCalled(name)
		if p == nil {
			return "", declared{}
		}
		at := p.At
		if at.Page == "" {
			at = api.Place{Page: t.Page, Line: p.Line}
		}
		return p.Name, declared{api.TypeRef{Name: p.Type, Collection: p.Collection}, p.Form, at}
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
	return f.members(v, nil, func(name string) (string, declared) {
		p := cmp.Or(exact[name], folded[odata.Fold(name)])
		if p == nil {
			return "", declared{}
		}
		return p.Name, declared{api.TypeRef{Name: p.Type, Collection: p.Collection}, p.Form, p.At}
	})
}

// otherName reports a member whose property has another name, or the same in another
// case, which clients do not know.
func (f *fitter) otherName(m relaxed.Member, name string, t *api.Type) {
	if t != nil && !odata.EqualFold(name, m.Name) {
		f.r.Add(f.page, f.json.Pos(m.Offset), "member-alias", diag.Info, report.Quote(m.Name)+" is another name of the property "+report.Quote(name)+" of "+report.Quote(t.Name), "write "+report.Quote(name))
		return
	}
	f.note(m.Value, "member-case", "the member "+report.Quote(m.Name)+" is declared as "+report.Quote(name)+", and clients know it by that name alone", "write "+report.Quote(name))
}

// members holds the members of an object to what is declared, by a function that knows
// the declared name and type of each, "" for none. The object is of t, nil for the
// parameters of an action. A member in another case than the declaration's is one that
// clients do not know.
func (f *fitter) members(v *relaxed.Value, t *api.Type, declare func(string) (string, declared)) *relaxed.Value {
	out := newObject(v)
	known, foreign := 0, 0
	for _, m := range v.Members {
		if out.has(m.Name) {
			f.note(m.Value, "member-duplicate", "the object has two members called "+report.Quote(m.Name), "leave one of them out")
			continue
		}
		name, ref := declare(m.Name)
		value := m.Value
		switch {
		case name == m.Name && name != "":
			known++
			value = f.value(value, ref)
		case name != "":
			foreign++
			f.otherName(m, name, t)
			value = dedupe(value)
		default:
			if !f.c.Convention.IsControl(m.Name) {
				foreign++
			}
			f.undeclared(m, t)
			value = dedupe(value)
		}
		out.add(relaxed.Member{Name: m.Name, Offset: m.Offset, Value: value})
	}
	if known == 0 && foreign > 0 {
		f.stranger(v, t)
	}
	return out.Value
}

// stranger notes an object none of whose members its type declares: the type is wrong, or
// the object.
func (f *fitter) stranger(v *relaxed.Value, t *api.Type) {
	switch {
	case t == nil:
		f.note(v, "object-foreign", "the page has no parameter by the name of any of these members", "describe them in the table of the request body, or correct their names")
	case !api.IsOpen(t):
		f.note(v, "object-foreign", "no member of this object is one of "+report.Quote(t.Name)+", which it is taken for", f.sayType(nil)+`, correct the type that the page names, or declare the members on its resource page`)
	}
}

// sayType is the advice to have an object say what it is: of type t, where that is known.
func (f *fitter) sayType(t *api.Type) string {
	member, value := f.c.Convention.TypeName, ""
	switch {
	case t != nil && t.Discriminator != nil && t.Discriminator.Value != "":
		member, value = t.Discriminator.Member, t.Discriminator.Value
	case t != nil && f.c.Convention.IsOData():
		value = "#" + t.Name
	case t != nil:
		value = odata.BareName(t.Name)
	}
	switch {
	case member == "":
		return "add the member to the object that says of which type it is"
	case value == "":
		return `add "` + member + `" to the object`
	}
	return `add "` + member + `": "` + value + `" to the object`
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
			f.sayType(d)+` if it is one, else declare the property or correct its name`)
		return
	}
	f.r.Add(f.page, at, "member-undeclared", diag.Info, "no page declares the member "+report.Quote(m.Name)+" of "+report.Quote(t.Name),
		"add it to the table of the resource page, or correct its name")
}

// value holds one value to what is declared.
func (f *fitter) value(v *relaxed.Value, ref declared) *relaxed.Value {
	if v.Kind == relaxed.Null || ref.Name == odata.Untyped && !ref.Collection {
		return dedupe(v)
	}
	if ref.Collection {
		return f.collection(v, ref)
	}
	if element, in := odata.ElementOf(ref.Name); in != odata.NoHolder {
		return f.held(v, ref.of(element, in), in)
	}
	t := f.c.Find(ref.Name)
	bare := t != nil && t.Kind == api.Complex && !t.HasProperties()
	switch {
	case bare && v.Kind != relaxed.Object:
		f.untyped = append(f.untyped, t)
		return dedupe(v)
	case v.Kind == relaxed.Array && ref.Name != "Edm.Stream" && (t != nil || strings.HasPrefix(ref.Name, "Edm.")):
		return f.contradict(v, "value-not-single", "an array stands where one value is declared", "show one value, or declare a collection", ref.at)
	case strings.HasPrefix(ref.Name, "Edm."):
		return f.scalar(v, ref)
	case t == nil:
		return dedupe(v)
	case t.Kind == api.Enum:
		return f.member(v, t, ref.at)
	case v.Kind == relaxed.Object:
		return f.object(v, t)
	case v.Kind == relaxed.String && odata.IsPlaceholder(v.Text):
		f.replaced(v, "an object of "+report.Quote(t.Name), "{}")
		return &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset}
	}
	return f.contradict(v, "value-not-object", "an object of "+report.Quote(t.Name)+" is declared here", "show an object", ref.at)
}

// collection holds an array to what is declared. A null among its elements stays: clients
// keep the whole list as it came.
func (f *fitter) collection(v *relaxed.Value, ref declared) *relaxed.Value {
	switch {
	case v.Kind == relaxed.Array:
	case v.Kind == relaxed.String && odata.IsPlaceholder(v.Text):
		f.replaced(v, "a collection", "[]")
		return &relaxed.Value{Kind: relaxed.Array, Offset: v.Offset}
	default:
		return f.contradict(v, "value-not-collection", "one value stands where a collection is declared", "put it in brackets", ref.at)
	}
	out := &relaxed.Value{Kind: relaxed.Array, Offset: v.Offset}
	if len(v.Elements) > 0 {
		out.Elements = make([]*relaxed.Value, 0, len(v.Elements))
	}
	scalars := strings.HasPrefix(ref.Name, "Edm.") || f.c.IsEnum(ref.Name)
	for _, e := range v.Elements {
		if e.Kind == relaxed.Null && scalars && ref.Name != odata.Untyped {
			f.note(e, "value-null-element", "a null stands among the values of a collection", "leave it out")
		}
		out.Elements = append(out.Elements, f.value(e, ref.element()))
	}
	return out
}

// member holds a value to an enumeration.
func (f *fitter) member(v *relaxed.Value, t *api.Type, at api.Place) *relaxed.Value {
	out := f.scalar(v, declared{TypeRef: api.TypeRef{Name: "Edm.String"}, at: at})
	if v.Kind != relaxed.String || len(t.Members) == 0 || odata.IsPlaceholder(v.Text) {
		return out
	}
	isMember := func(name string) bool {
		return slices.ContainsFunc(t.Members, func(m api.Member) bool { return odata.EqualFold(m.Name, name) })
	}
	if isMember(v.Text) {
		return out // which may hold blanks and commas
	}
	for name := range strings.SplitSeq(v.Text, ",") { // flags (OData JSON Format 4.01, 7.1)
		if !isMember(strings.TrimSpace(name)) {
			f.r.Add(f.page, f.json.Pos(v.Offset), "enum-value-unknown", diag.Info, report.Quote(v.Text)+" is no member of "+report.Quote(t.Name),
				"write one of its members, or add it to the table of the enumeration")
			break
		}
	}
	return out
}

// scalar holds a value to a primitive type.
func (f *fitter) scalar(v *relaxed.Value, ref declared) *relaxed.Value {
	name, at := ref.Name, ref.at
	if types.IsWritten(v, name, ref.form) {
		return dedupe(v)
	}
	kind, text, fits := odata.FitScalar(v, name)
	switch {
	case fits && odata.InQuotes(v, name):
		f.note(v, "value-quoted", report.Quote(v.Text)+" is in quotes, and declared is a value of "+report.Quote(name), "leave the quotes out, or correct the type")
		return v
	case fits:
		return dedupe(v)
	case v.Kind == relaxed.String && odata.IsPlaceholder(v.Text):
		f.replaced(v, "a value of "+report.Quote(name), text)
		return &relaxed.Value{Kind: kind, Text: text, Offset: v.Offset}
	case v.Kind == relaxed.Object || v.Kind == relaxed.Array:
		return f.contradict(v, "value-not-scalar", "an object stands where a value of "+report.Quote(name)+" is declared", "show the value", at)
	}
	return f.contradict(v, "value-misfit", report.Quote(string(v.Append(nil)))+" is no value of "+report.Quote(name)+"", "show a value of the type, or correct the type", at)
}

// replaced notes a placeholder that a value takes the place of.
func (f *fitter) replaced(v *relaxed.Value, wanted, text string) {
	f.note(v, "value-placeholder", report.Quote(v.Text)+" stands for "+wanted, "show a real value, such as "+report.Quote(text))
}
