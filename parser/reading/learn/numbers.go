package learn

// This phase widens the types of numbers. A table says Int32, and the page shows
// 218753122201: what is on the wire cannot be held by what the table says, so that it is
// wrong, and the type is the narrowest one that holds what is shown. In the same way a
// list of simple values that is shown to be a list of lists has elements of any JSON.
//
// One example is enough here: no slip makes a number longer.

import (
	"fmt"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
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
}

// Numbers widens the types of properties and parameters to hold what bodies show.
func Numbers(bodies []Shown, c *types.Catalog, r *report.Reporter) {
	n := &numbers{c: c, r: r}
	for _, b := range bodies {
		n.page, n.json = b.Page, b.JSON
		if b.JSON == nil || b.JSON.Value == nil {
			continue
		}
		n.params(b.JSON.Value, b.Params)
		t := c.Find(b.Type)
		if t == nil {
			continue
		}
		body := b.JSON.Value
		if inner := body.Get(b.Wrapper); inner != nil && t.Property(b.Wrapper) == nil {
			body = inner
		}
		n.value(body, t, 0)
	}
}

// numbers is the widening under way.
type numbers struct {
	c    *types.Catalog
	r    *report.Reporter
	page *parser.Page
	json *parser.JSON
}

// params widens the parameters of an action.
func (n *numbers) params(v *relaxed.Value, params []*api.Parameter) {
	for _, p := range params {
		value := v.Get(p.Name)
		if value == nil {
			continue
		}
		if wider := n.wider(value, api.TypeRef{Name: p.Type, Collection: p.Collection}, p.Name, p.At); wider != p.Type {
			n.c.Apply(phase, types.TakesType{Parameter: p, Name: wider})
		}
		n.value(value, n.c.Find(p.Type), 0)
	}
}

// value widens the properties that a value of type t shows.
func (n *numbers) value(v *relaxed.Value, t *api.Type, depth int) {
	if t == nil || t.Kind == api.Enum || t.Untyped || depth > types.InferDepth {
		return
	}
	for _, e := range v.Elements {
		n.value(e, t, depth+1)
	}
	if own := v.Get(n.c.Convention.TypeName); own != nil && own.Kind == relaxed.String {
		if d := n.c.Find(own.Text); d != nil && d.DerivesFrom(t) {
			t = d
		}
	}
	for _, m := range v.Members {
		p := t.Property(m.Name)
		if p == nil || p.Name != m.Name {
			continue
		}
		at := p.At
		if at.Page == "" {
			at = api.Place{Page: t.Page, Line: p.Line}
		}
		if wider := n.wider(m.Value, api.TypeRef{Name: p.Type, Collection: p.Collection}, p.Name, at); wider != p.Type {
			n.c.Apply(phase, types.HasType{Property: p, Name: wider})
		}
		if m.Value.Kind == relaxed.Object || m.Value.Kind == relaxed.Array {
			n.value(m.Value, n.c.Find(p.Type), depth+1)
		}
	}
}

// wider is the type that holds a value, which is the declared one where that does.
func (n *numbers) wider(v *relaxed.Value, ref api.TypeRef, name string, at api.Place) string {
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
