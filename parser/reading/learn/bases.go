package learn

// This phase learns base types from examples. Pages do not always say what a
// type derives from, but the service does: where a place is declared to hold a
// directoryObject and the JSON there states "#microsoft.graph.administrativeUnit",
// the one derives from the other (OData JSON Format 4.01, section 4.6.3: the type
// is stated where it is derived from the declared one). Examples err too, so the
// page of the one has to agree: it repeats most of what it would inherit, as
// reference pages do. Only types without a base are given one, and never a base
// that would make a circle.

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// phase is what this one is called where it claims something.
const phase = "learn"

// evidence is what examples say about base types.
type evidence struct {
	c    *types.Catalog
	seen map[*api.Type]map[*api.Type]int // derived → declared → how often
	held map[*api.Property]*holding
	// order lists the keys of held as they were met.
	order []*api.Property
	shown map[*api.Type]*shown
	// derived counts the types that derive directly from one.
	derived map[*api.Type]int
}

// A holding counts what examples show in the place of a property.
type holding struct {
	owner         *api.Type
	single, array int
}

// Bases reads the JSON of all examples against the types that their places
// are declared to have.
func Bases(drafts []*calls.Draft, c *types.Catalog) {
	e := &evidence{c: c, seen: map[*api.Type]map[*api.Type]int{}, held: map[*api.Property]*holding{}, shown: map[*api.Type]*shown{}, derived: map[*api.Type]int{}}
	for _, d := range drafts {
		declared := d.DeclaredResult()
		for _, p := range d.Exchanges {
			if p.Answer == nil || p.Unrelated {
				continue
			}
			if body := calls.BodyOf(p.Answer); body != nil {
				if v := body.Get(e.c.Convention.Wrapper); v != nil && (declared == nil || declared.Property(e.c.Convention.Wrapper) == nil) {
					body = v
				}
				e.read(body, declared, 0)
			}
		}
	}
	e.link()
	e.adoptOrphans()
	e.generalize()
	e.settleCollections()
}

// read compares an object with the type declared for its place, and goes on with
// its members.
func (e *evidence) read(v *relaxed.Value, declared *api.Type, depth int) {
	if depth > types.InferDepth {
		return
	}
	if v.Kind == relaxed.Array {
		for _, item := range v.Elements {
			e.read(item, declared, depth+1)
		}
		return
	}
	if v.Kind != relaxed.Object {
		return
	}
	t := declared
	if stated := e.c.Stated(v, declared); stated != nil {
		e.note(stated, declared)
		t = stated
	}
	if t != nil {
		e.show(t, v)
	}
	for _, m := range v.Members {
		if t == nil || e.c.Convention.IsControl(m.Name) {
			continue
		}
		if p := t.Property(m.Name); p != nil {
			e.hold(t, p, m.Value)
			if m.Value.Kind == relaxed.Object || m.Value.Kind == relaxed.Array {
				e.c.EachLeaf(p.Type, m.Value, func(leaf *relaxed.Value, of *api.Type) { e.read(leaf, of, depth+1) })
			}
		}
	}
}

// note counts one object of a stated type in a place of a declared one.
func (e *evidence) note(stated, declared *api.Type) {
	if declared == nil || stated == declared || stated.BaseType != nil || stated.Kind == api.Enum || declared.Kind != stated.Kind || api.Related(stated, declared) || !repeats(stated, declared) {
		return
	}
	if e.seen[stated] == nil {
		e.seen[stated] = map[*api.Type]int{}
	}
	e.seen[stated][declared]++
}

// repeats reports whether a type declares at least half of another's properties.
func repeats(t, base *api.Type) bool {
	all := base.AllProperties()
	shared := 0
	for _, p := range all {
		if t.Property(p.Name) != nil {
			shared++
		}
	}
	return shared > 0 && shared*2 >= len(all)
}

// link gives each type the base that most examples declare for it.
func (e *evidence) link() {
	all := slices.SortedFunc(maps.Keys(e.seen), func(a, b *api.Type) int { return cmp.Compare(a.Name, b.Name) })
	for _, t := range all {
		var best *api.Type
		for base, n := range e.seen[t] {
			if best == nil || n > e.seen[t][best] || n == e.seen[t][best] && base.Name < best.Name {
				best = base
			}
		}
		if !best.DerivesFrom(t) {
			e.c.ReportBase(t, best, "examples show it where the other is declared, and it repeats its properties")
			e.c.Apply(phase, types.DerivesFrom{Type: t, Base: best})
		}
	}
}

// hold counts a value in the place of a property.
func (e *evidence) hold(owner *api.Type, p *api.Property, v *relaxed.Value) {
	if v.Kind == relaxed.Null || p.Type == odata.Untyped {
		return
	}
	h := e.held[p]
	if h == nil {
		h = &holding{owner: owner}
		e.held[p] = h
		e.order = append(e.order, p)
	}
	if v.Kind == relaxed.Array {
		h.array++
	} else {
		h.single++
	}
}

// settleCollections corrects the properties that pages call collections while every
// example shows the contrary, and the other way round. It takes two examples: one
// may be a slip.
func (e *evidence) settleCollections() {
	for _, p := range e.order {
		h := e.held[p]
		switch {
		case p.Collection && h.array == 0 && h.single > 1:
			e.c.ReportCollection(h.owner, p, "every example shows one value for “"+p.Name+"”, which is called a collection", "leave out “collection” in its type, or correct the examples")
			e.c.Apply(phase, types.IsCollection{Property: p})
		case !p.Collection && h.single == 0 && h.array > 1:
			e.c.ReportCollection(h.owner, p, "every example shows several values for “"+p.Name+"”, so that it is a collection", "add “collection” to its type")
			e.c.Apply(phase, types.IsCollection{Property: p, Several: true})
		}
	}
}

// generalize gives a property the type that its JSON representation names where the
// cell's type derives from it: the cell tells what the place usually holds.
func (e *evidence) generalize() {
	for p, shown := range e.c.RepresentedAs {
		if t := e.c.Find(p.Type); t != nil && t != shown && t.DerivesFrom(shown) {
			e.c.ReportLearned(p.At, "property-generalized",
				"the JSON representation shows "+shown.Name+" for “"+p.Name+"”, from which "+t.Name+" of the table derives, and which is taken",
				"name the same type in both places")
			e.c.Apply(phase, types.HasType{Property: p, Name: shown.Name})
		}
	}
}
