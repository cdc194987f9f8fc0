package learn

// This phase holds the tables of pages without annotations against what all examples
// show in their place. Such tables are written by hand, and what the service sends is
// what a client has to decode: a name in another case, which every answer has, is the
// name, and where a table says String and every answer has an object, a number or a
// boolean, it is of that type. A single answer that bears the table out leaves it as it is.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A wired is what answers show of a property that a table describes.
type wired struct {
	owner *api.Type
	p     *api.Property
	name  string // as the first answer spells it
	mixed bool   // answers spell it in several ways
	// values are those that are not null, where the table says String.
	values []*relaxed.Value
	page   *parser.Page // of the first answer
	pos    parser.Pos
}

// wire notes a member that answers show of a type's own property.
func (l *learner) wire(t *api.Type, p *api.Property, m relaxed.Member) {
	w := l.wired[p]
	if w == nil {
		if own := t.Property(p.Name); own != p || !slices.Contains(t.Properties, p) {
			return
		}
		w = &wired{owner: t, p: p, name: m.Name, page: l.page, pos: l.json.Pos(m.Offset)}
		l.wired[p] = w
		l.wires = append(l.wires, w)
	}
	w.mixed = w.mixed || w.name != m.Name
	if p.Type == "Edm.String" && !p.Collection && m.Value.Kind != relaxed.Null {
		w.values = append(w.values, m.Value)
	}
}

// settleWires takes over what all answers show.
func (l *learner) settleWires() {
	for _, w := range l.wires {
		if !w.mixed && w.name != w.p.Name && odata.EqualFold(w.name, w.p.Name) {
			l.r.Add(w.page, w.pos, "property-respelled", diag.Warning,
				report.Quote(w.p.Name)+" of "+report.Quote(w.owner.Name)+" is called "+report.Quote(w.name)+" by every example, which is taken",
				"write "+report.Quote(w.name)+" in the table of its page")
			l.c.Apply(phase, types.IsCalled{Type: w.owner, Property: w.p, Name: w.name})
		}
		if shown, ok := l.shownAgainst(w); ok {
			l.r.Add(w.page, w.pos, "property-wider", diag.Warning,
				report.Quote(w.p.Name)+" shows what no "+report.Quote(w.p.Type)+" holds, and is taken for "+report.Quote(shown.Name),
				"correct the type, or the value")
			l.c.Apply(phase, types.HasType{Property: w.p, Name: shown.Name})
		}
	}
}

// shownAgainst is the type that all values have where the table says String, if they are
// no texts and no lists.
func (l *learner) shownAgainst(w *wired) (api.TypeRef, bool) {
	for _, v := range w.values {
		if v.Kind == relaxed.String || v.Kind == relaxed.Array || v.Kind != w.values[0].Kind {
			return api.TypeRef{}, false
		}
	}
	var merged api.TypeRef
	for i, v := range w.values {
		ref := l.c.InferNested(v, w.owner.Name, w.p.Name, 0)
		if i > 0 {
			ref.Name, ref.Collection = types.MergeInferred(merged, ref)
		}
		merged = ref
	}
	return merged, len(w.values) > 0 && merged.Name != odata.Untyped
}
