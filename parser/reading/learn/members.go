package learn

// This phase learns from examples what the pages of types have left out. Members
// that no page declares are kept by clients anyway, so that a slip of one page does
// no harm; but where the examples of many pages show the same member, it is the
// table that is incomplete, and readers of the API want it as a property.
//
// A member counts as the type's own if three pages show it, one where it is the id of an
// entity, and half of those that show the type where its own page is without annotations.
// It does not count where a derived type declares it: then the example shows one of these
// and forgets to say so. Nor does it in an open type, which may hold what nobody declares.
//
// Its type is that of the properties of the same name, where most agree and the
// values fit, else what the values look like. What is always null stays unlearned, and
// so does a member whose values are single words: it may be of an enumeration.

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
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// enoughPages is the number of pages that must show a member for it to be a property.
const enoughPages = 3

// sightings is what examples show of one type.
type sightings struct {
	plain    bool                // the type's page is without annotations
	pages    map[string]bool     // that show it
	declared map[string]bool     // names of the members that a page declares
	by       map[string]*witness // of those that none does
}

// A witness is what examples show of one member.
type witness struct {
	values []*relaxed.Value // that are not null
	pages  map[string]bool
	page   *parser.Page // of the first
	pos    parser.Pos
}

// learner gathers what examples show.
type learner struct {
	c     *types.Catalog
	r     *report.Reporter
	types map[*api.Type]*sightings
	page  *parser.Page
	json  *parser.JSON
	// samples are what is shown of properties whose types are not settled, order has
	// them in the order in which they were found.
	samples map[*api.Property]*sample
	order   []*sample
	// wired are what is shown of properties of pages without annotations, wires has them
	// in the order in which they were found.
	wired map[*api.Property]*wired
	wires []*wired
}

// An Answer is what a page shows as the response to a call whose result is known.
type Answer struct {
	Page   *parser.Page
	Block  *parser.Code
	Result string // the full name of the result's type
	// Wrapper is the member that holds the result, "" where that is not settled.
	Wrapper string
}

// Members adds to the types what the responses of many pages show of them.
func Members(answers []Answer, c *types.Catalog, r *report.Reporter) {
	l := &learner{c: c, r: r, types: map[*api.Type]*sightings{}, samples: map[*api.Property]*sample{}, wired: map[*api.Property]*wired{}}
	for _, a := range answers {
		l.answer(a)
	}
	l.settle()
	l.settleWires()
	wanted := l.undeclared()
	below := l.derived(wanted)
	all := slices.SortedFunc(maps.Keys(l.types), func(a, b *api.Type) int { return cmp.Compare(a.Name, b.Name) })
	for _, t := range all {
		l.respell(t)
	}
	for range 2 { // what the first round learns has namesakes in the second
		named := l.namesakes(wanted)
		for _, t := range all {
			l.learn(t, below, named)
		}
	}
}

// answer gathers from one response.
func (l *learner) answer(a Answer) {
	l.page, l.json = a.Page, a.Block.JSON
	if a.Block.Response != nil {
		l.json = a.Block.Response.Body.JSON
	}
	t := l.c.Find(a.Result)
	body := calls.BodyOf(a.Block)
	if t == nil || body == nil {
		return
	}
	if wrapper := cmp.Or(a.Wrapper, l.c.Convention.Wrapper); body.At(wrapper) != nil && t.Property(wrapper) == nil {
		body = body.At(wrapper)
	}
	l.value(body, t, 0)
}

// value gathers from a value in a place of type t.
func (l *learner) value(v *relaxed.Value, t *api.Type, depth int) {
	if t == nil || t.Kind == api.Enum || t.Untyped || t.Inferred || depth > types.InferDepth {
		return
	}
	for _, e := range v.Elements {
		l.value(e, t, depth+1)
	}
	if v.Kind != relaxed.Object {
		return
	}
	d := l.c.Stated(v, t)
	switch {
	case d != nil && d.DerivesFrom(t):
		t = d
	case l.c.Convention.Named(v) != "", t.Discriminates(v):
		return // something else
	}
	s := l.types[t]
	if s == nil {
		s = &sightings{plain: l.c.IsPlain(t), pages: map[string]bool{}, declared: map[string]bool{}, by: map[string]*witness{}}
		l.types[t] = s
	}
	s.pages[l.page.Path] = true
	for _, m := range v.Members {
		if l.c.Convention.IsControl(m.Name) {
			continue
		}
		if p := t.PropertyCalled(m.Name); p != nil {
			var buffer [96]byte
			if name := odata.AppendFold(buffer[:0], p.Name); !s.declared[string(name)] {
				s.declared[string(name)] = true
			}
			l.sampled(t, p, m.Value)
			if s.plain {
				l.wire(t, p, m)
			}
			if m.Value.Kind == relaxed.Object || m.Value.Kind == relaxed.Array {
				l.c.EachLeaf(p.Type, m.Value, func(leaf *relaxed.Value, of *api.Type) { l.value(leaf, of, depth+1) })
			}
			continue
		}
		l.witness(s, m)
	}
}

// witness notes a member that no page declares.
func (l *learner) witness(s *sightings, m relaxed.Member) {
	w := s.by[m.Name]
	if w == nil {
		w = &witness{pages: map[string]bool{}, page: l.page, pos: l.json.Pos(m.Offset)}
		s.by[m.Name] = w
	}
	w.pages[l.page.Path] = true
	if m.Value.Kind != relaxed.Null {
		w.values = append(w.values, m.Value)
	}
}

// learn adds the members of a type that enough pages show.
func (l *learner) learn(t *api.Type, below map[*api.Type]map[string]bool, named map[string]api.TypeRef) {
	s := l.types[t]
	if api.IsOpen(t) {
		return
	}
	enough, plain := enoughPages, l.c.IsPlain(t)
	if plain { // a single page may show all that examples show of it
		enough = min(enough, (len(s.pages)+1)/2)
	}
	for _, name := range slices.Sorted(maps.Keys(s.by)) {
		w := s.by[name]
		isKey := t.Kind == api.Entity && name == l.c.Convention.Key && t.Property(name) == nil
		if len(w.pages) < enough && !isKey || !odata.IsPropertyName(name) || below[t][odata.Fold(name)] || t.Property(name) != nil {
			continue
		}
		ref := l.typeOf(t, name, w, named)
		if plain && ref.Name == "" && len(w.values) > 0 {
			ref.Name = "Edm.String" // a word, of an enumeration or not
		}
		if ref.Name == "" || ref.Name == odata.Untyped {
			continue
		}
		p := &api.Property{
			Name: name, Type: ref.Name, Collection: ref.Collection, Nullable: true, Optional: true, Inferred: true, At: api.Place{Page: w.page.Path, Line: w.pos.Line},
		}
		l.c.Apply(phase, types.HasProperty{Type: t, Property: p, IsKey: isKey && t.Key == ""})
		l.r.Add(w.page, w.pos, "property-inferred", diag.Info,
			fmt.Sprintf("no page declares %s of %s; it is told from the examples of %d pages", report.Quote(name), report.Quote(t.Name), len(w.pages)),
			"add it to the table of the resource page")
	}
}

// typeOf tells the type of a member that no page declares.
func (l *learner) typeOf(t *api.Type, name string, w *witness, named map[string]api.TypeRef) api.TypeRef {
	open := len(w.values) > 0 && name != l.c.Convention.Key && words(w.values)
	if ref, ok := named[odata.Fold(name)]; ok && ref.Name != odata.Untyped && !(open && ref.Name == "Edm.String") && l.fits(w.values, ref) {
		return ref
	}
	if len(w.values) == 0 || open {
		return api.TypeRef{}
	}
	var merged api.TypeRef
	for i, v := range w.values {
		ref := l.c.InferNested(v, t.Name, name, 0)
		if i > 0 {
			ref.Name, ref.Collection = types.MergeInferred(merged, ref)
		}
		merged = ref
	}
	return merged
}

// words reports whether values are single words, as those of an enumeration are.
func words(values []*relaxed.Value) bool {
	for _, v := range values {
		if v.Kind != relaxed.String || v.Text == "" || strings.ContainsFunc(v.Text, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }) {
			return false
		}
	}
	return true
}

// fits reports whether most values can be of a type: scalars of the right form,
// objects most of whose members it declares.
func (l *learner) fits(values []*relaxed.Value, ref api.TypeRef) bool {
	t, good := l.c.Find(ref.Name), 0
	for _, v := range values {
		if ref.Collection != (v.Kind == relaxed.Array) {
			return false
		}
		elements := []*relaxed.Value{v}
		if ref.Collection {
			elements = v.Elements
		}
		if !slices.ContainsFunc(elements, func(e *relaxed.Value) bool { return !fitsOne(e, ref.Name, t) }) {
			good++
		}
	}
	return good*2 >= len(values)
}

// fitsOne reports whether a value that is no array can be of a type.
func fitsOne(v *relaxed.Value, name string, t *api.Type) bool {
	switch {
	case strings.HasPrefix(name, "Edm."):
		_, _, fits := odata.FitScalar(v, name)
		return fits
	case t == nil || (t.Kind == api.Enum) != (v.Kind == relaxed.String):
		return false
	case t.Kind == api.Enum:
		return true
	}
	known := 0
	for _, m := range v.Members {
		if t.PropertyCalled(m.Name) != nil {
			known++
		}
	}
	return v.Kind == relaxed.Object && known*2 > len(v.Members)
}

// undeclared lists the folded names of all members that no page declares.
func (l *learner) undeclared() map[string]bool {
	names := map[string]bool{}
	for _, s := range l.types {
		for name := range s.by {
			names[odata.Fold(name)] = true
		}
	}
	return names
}

// namesakes are the types of properties by folded name, of those names that are
// wanted, where three of four properties of that name agree.
func (l *learner) namesakes(wanted map[string]bool) map[string]api.TypeRef {
	votes, sum := map[string]map[api.TypeRef]int{}, map[string]int{}
	l.c.EachProperty(wanted, func(_ *api.Type, p *api.Property, name string) {
		if votes[name] == nil {
			votes[name] = map[api.TypeRef]int{}
		}
		votes[name][api.TypeRef{Name: p.Type, Collection: p.Collection}]++
		sum[name]++
	})
	named := map[string]api.TypeRef{}
	for name, refs := range votes {
		for ref, n := range refs {
			if n*4 >= sum[name]*3 {
				named[name] = ref
			}
		}
	}
	return named
}

// derived lists the names that types declare which derive from a type, of those that
// are wanted.
func (l *learner) derived(wanted map[string]bool) map[*api.Type]map[string]bool {
	below := map[*api.Type]map[string]bool{}
	l.c.EachProperty(wanted, func(t *api.Type, _ *api.Property, name string) {
		for base, seen := t.BaseType, 0; base != nil && seen < api.MaxDepth; base, seen = base.BaseType, seen+1 {
			if below[base] == nil {
				below[base] = map[string]bool{}
			}
			below[base][name] = true
		}
	})
	return below
}

// respell gives a property the name that all examples have for it, where that is
// the plural of the table's or the other way round. What the service sends is the
// name; a table that has another never decodes.
func (l *learner) respell(t *api.Type) {
	s := l.types[t]
	if len(s.by) == 0 {
		return
	}
	of := newCounterparts(t, s)
	for _, name := range slices.Sorted(maps.Keys(s.by)) {
		w := s.by[name]
		i, ok := of.find(name)
		if !ok || len(w.pages) < 2 {
			continue
		}
		p := t.Properties[i]
		if !l.fits(w.values, api.TypeRef{Name: p.Type, Collection: p.Collection}) {
			continue
		}
		page, pos := w.page, w.pos
		if d := l.c.On(t.Page); d != nil {
			page, pos = d.Page, parser.Pos{Line: p.Line, Column: 1}
		}
		l.r.Add(page, pos, "property-respelled", diag.Warning,
			report.Quote(p.Name)+" of "+report.Quote(t.Name)+" is called "+report.Quote(name)+" by every example, which is taken",
			"write "+report.Quote(name)+" here too")
		of.forget(i)
		l.c.Apply(phase, types.IsCalled{Type: t, Property: p, Name: name})
		of.add(i)
	}
}

// counterparts finds the property of a type's own that no example shows and whose name
// is the singular or the plural of another name.
type counterparts struct {
	t *api.Type
	s *sightings
	// named and singular are the first properties, by index, of a folded name, and of
	// a name that one folded name may be the singular of.
	named, singular map[string]int
}

func newCounterparts(t *api.Type, s *sightings) *counterparts {
	c := &counterparts{t: t, s: s, named: map[string]int{}, singular: map[string]int{}}
	for i := range t.Properties {
		c.add(i)
	}
	return c
}

// add files the property at index i under its name.
func (c *counterparts) add(i int) {
	name := odata.Fold(c.t.Properties[i].Name)
	if c.s.declared[name] {
		return
	}
	file := func(in map[string]int, name string) {
		if first, ok := in[name]; !ok || i < first {
			in[name] = i
		}
	}
	file(c.named, name)
	for _, one := range phrases.Singulars(name) {
		file(c.singular, one)
	}
}

// forget takes the property at index i out, before it gets another name.
func (c *counterparts) forget(i int) {
	was := odata.Fold(c.t.Properties[i].Name)
	delete(c.named, was)
	for _, one := range phrases.Singulars(was) {
		if c.singular[one] == i {
			delete(c.singular, one)
		}
	}
}

// find returns the index of the counterpart of a name.
func (c *counterparts) find(name string) (first int, found bool) {
	name = odata.Fold(name)
	first, found = c.singular[name]
	for _, one := range phrases.Singulars(name) {
		if i, ok := c.named[one]; ok && (!found || i < first) {
			first, found = i, true
		}
	}
	return first, found
}
