package learn

// This phase widens the types of simple values. A table says Int32, and the page shows
// 218753122201: what is on the wire cannot be held by what the table says, so that it is
// wrong, and the type is the narrowest one that holds what is shown. In the same way a
// list of simple values that is shown to be a list of lists has elements of any JSON, and
// a Guid, a date or a duration that is shown in a notation of the service's own is a
// String.
//
// One example is enough for a number: no slip makes one longer. A text may be a writer's
// stand-in, so that none may show what the table says.

import (
	"fmt"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A Shown is a JSON body that a page shows, with what it is documented to be: an object,
// or several, of a type by its full name, inside the member Wrapper if there is one, or
// the parameters of an action.
type Shown struct {
	Page    *parser.Page
	JSON    *parser.JSON
	Type    string
	Wrapper string
	Params  []*api.Parameter
	// Answer reports that the service sends it.
	Answer bool
}

// Scalars widens the types of properties and parameters to hold what bodies show.
func Scalars(bodies []Shown, c *types.Catalog, r *report.Reporter) {
	words := newWordlike(c)
	n := &scalars{c: c, r: r, agreed: map[*api.Property]bool{}, words: words}
	for _, visit := range []visitor{n.agree, n.widen} {
		for _, b := range bodies {
			if b.JSON != nil && b.JSON.Value != nil {
				n.page, n.json = b.Page, b.JSON
				n.body(b, visit)
			}
		}
		words.settle()
	}
}

// A visitor looks at a value that is shown in the place of a property.
type visitor func(p *api.Property, t *api.Type, v *relaxed.Value)

// body visits what a body shows.
func (n *scalars) body(b Shown, visit visitor) {
	n.params(b.JSON.Value, b.Params, visit)
	t := n.c.Find(b.Type)
	if t == nil {
		return
	}
	body := b.JSON.Value
	if inner := body.At(b.Wrapper); inner != nil && t.Property(b.Wrapper) == nil {
		body = inner
	}
	n.value(body, t, 0, visit)
}

// scalars is the widening under way.
type scalars struct {
	c    *types.Catalog
	r    *report.Reporter
	page *parser.Page
	json *parser.JSON
	// agreed are properties of which some body shows a text that is a value of their type.
	agreed map[*api.Property]bool
	// words gathers what is shown in the places of types that no page describes.
	words *wordlike
}

// params widens the parameters of an action, which one page shows alone.
func (n *scalars) params(v *relaxed.Value, params []*api.Parameter, visit visitor) {
	for _, p := range params {
		value := v.Get(p.Name)
		if value == nil {
			continue
		}
		n.words.see(p.Type, value)
		if isDated(value, p.Type) {
			continue
		}
		if wider := n.wider(value, api.TypeRef{Name: p.Type, Collection: p.Collection}, p.Name, p.At); wider != p.Type {
			n.c.Apply(phase, types.TakesType{Parameter: p, Name: wider})
		}
		n.c.EachLeaf(p.Type, value, func(leaf *relaxed.Value, of *api.Type) { n.value(leaf, of, 0, visit) })
	}
}

// value visits the properties that a value of type t shows.
func (n *scalars) value(v *relaxed.Value, t *api.Type, depth int, visit visitor) {
	if t == nil || t.Kind == api.Enum || t.Untyped || depth > types.InferDepth {
		return
	}
	for _, e := range v.Elements {
		n.value(e, t, depth+1, visit)
	}
	if d := n.c.Stated(v, t); d != nil && d.DerivesFrom(t) {
		t = d
	}
	for _, m := range v.Members {
		p := t.Property(m.Name)
		if p == nil || p.Name != m.Name {
			continue
		}
		n.words.see(p.Type, m.Value)
		visit(p, t, m.Value)
		if m.Value.Kind == relaxed.Object || m.Value.Kind == relaxed.Array {
			n.c.EachLeaf(p.Type, m.Value, func(leaf *relaxed.Value, of *api.Type) { n.value(leaf, of, depth+1, visit) })
		}
	}
}

// agree notes that a property is shown as its type has it.
func (n *scalars) agree(p *api.Property, _ *api.Type, v *relaxed.Value) {
	if v.Kind == relaxed.String && !n.agreed[p] && odata.IsSpelled(p.Type) && odata.IsValueOf(v.Text, p.Type) {
		n.agreed[p] = true
	}
}

// widen widens the type of a property of t to hold a value.
func (n *scalars) widen(p *api.Property, t *api.Type, v *relaxed.Value) {
	if v.Kind == relaxed.String && n.agreed[p] || isDated(v, p.Type) {
		return
	}
	at := p.At
	if at.Page == "" {
		at = api.Place{Page: t.Page, Line: p.Line}
	}
	if wider := n.wider(v, api.TypeRef{Name: p.Type, Collection: p.Collection}, p.Name, at); wider != p.Type {
		n.c.Apply(phase, types.HasType{Property: p, Name: wider})
	}
}

// isDated reports whether a value is an instant or a day in a layout that it may be sent in:
// whether all are in one, is found out by [Forms].
func isDated(v *relaxed.Value, name string) bool {
	return v.Kind == relaxed.String && (name == "Edm.Date" || name == "Edm.DateTimeOffset") && odata.Wider(name, v) != name &&
		slices.ContainsFunc(odata.Layouts(), func(l odata.Layout) bool { return odata.WrittenIn(v.Text, l.Text) })
}

// wider is the type that holds a value, which is the declared one where that does.
func (n *scalars) wider(v *relaxed.Value, ref api.TypeRef, name string, at api.Place) string {
	wider := types.Holding(ref, v)
	if wider == ref.Name {
		return wider
	}
	declared := ""
	if at.Page != "" {
		declared = fmt.Sprintf(" (declared at %s:%d)", at.Page, max(at.Line, 1))
	}
	n.r.Add(n.page, n.json.Pos(v.Offset), "property-wider", diag.Warning,
		report.Quote(name)+" shows what no "+report.Quote(ref.Name)+" holds"+declared+", and is taken for "+report.Quote(wider),
		"correct the type, or the value")
	return wider
}
