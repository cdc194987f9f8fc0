package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// signature is what a template comes to.
type signature struct {
	kind api.OperationKind
	ref  api.TypeRef
}

// split returns a page's draft, followed by one for each further group of its
// templates that differ from the first in kind or in what their paths lead to.
func (s *Resolver) split(d *Operation) []*Operation {
	first := d.FirstTemplate()
	out := []*Operation{d}
	if first == nil || len(d.Templates) < 2 {
		return out
	}
	at, _ := s.nav.walk(first.Path)
	own := signature{kind: d.Op.Kind, ref: at.TypeRef}
	kept := []*calls.Template{}
	groups := map[signature]*Operation{}
	moved := map[*api.Request]bool{}
	for _, v := range d.Templates {
		if v == first {
			kept = append(kept, v)
			continue
		}
		sig := s.signature(d, v, own)
		if sig == own {
			kept = append(kept, v)
			continue
		}
		g := groups[sig]
		if g == nil {
			g = d.branchOff(v)
			groups[sig] = g
			out = append(out, g)
			d.branches = out[1:]
		}
		moved[v.Request] = true
		g.Templates = append(g.Templates, v)
		g.Op.Requests = append(g.Op.Requests, v.Request)
	}
	if len(out) == 1 {
		return out
	}
	d.Templates = kept
	d.Op.Requests = slices.DeleteFunc(d.Op.Requests, func(q *api.Request) bool { return moved[q] })
	for _, g := range d.branches {
		for _, p := range d.Exchanges {
			behind := func(v *calls.Template) bool { return d.ShowsBehind(v, p) }
			if !calls.Opaque(p.Block) && (g.Covers(p) || slices.ContainsFunc(g.Templates, behind)) {
				g.Exchanges = append(g.Exchanges, p)
			}
		}
		s.settle(g)
		s.inferResult(g)
	}
	return out
}

// signature tells what a template comes to. Templates whose paths lead nowhere
// known, or to relatives of what the first one leads to, are like the first.
func (s *Resolver) signature(d *Operation, v *calls.Template, own signature) signature {
	at, ok := s.nav.walk(v.Path)
	sig := signature{kind: s.kind(d, v, at, ok)}
	if ok {
		sig.ref = at.TypeRef
	}
	if sig.kind == api.KindGet && !at.declared() && v.Path.Last().Kind == api.Static && d.ShowingOnly(v).ShowsCollection() {
		sig.kind = api.KindList
	}
	if (sig.kind == api.KindGet || sig.kind == api.KindList) && !at.declared() && d.ShowingOnly(v).OnlyBytes() {
		sig.kind = api.KindStream
	}
	a, b := s.Catalog.Find(own.ref.Name), s.Catalog.Find(sig.ref.Name)
	apart := false // nothing but the page makes them one operation
	if a == nil && b == nil && !d.HeadsRequests() {
		name := lastName(v.Path)
		sig.ref.Name = "of " + name
		apart = name != lastName(d.FirstTemplate().Path)
	}
	if sig.kind != own.kind || apart {
		return sig
	}
	if a == nil || b == nil || api.Related(a, b) || sig.kind == api.KindAction || sig.kind == api.KindFunction || sig.kind == api.KindDelete || sig.kind == api.KindReference {
		return own
	}
	return sig
}

// lastName is the last name of a path, which is what it is about where nothing else tells.
func lastName(p api.Path) string {
	for _, seg := range slices.Backward(p) {
		if seg.Kind == api.Static && !stands(seg) {
			return odata.Fold(seg.Name)
		}
	}
	return ""
}

// branchOff is a new operation on the same page, which begins with a template.
func (d *Operation) branchOff(v *calls.Template) *Operation {
	op := *d.Op
	op.ID = d.branchID(v)
	op.Requests, op.Examples = nil, []*api.Example{}
	op.Composable = false
	op.Body, op.Response, op.Kind = api.TypeRef{}, api.Response{}, ""
	op.Parameters = nil
	for _, p := range d.Op.Parameters {
		if p.In == api.InQuery || p.In == api.InHeader {
			op.Parameters = append(op.Parameters, p)
		}
	}
	op.Parameters = cloneParameters(op.Parameters)
	g := &Operation{Draft: d.Draft, branch: true}
	g.Op, g.Templates, g.Exchanges = &op, nil, nil
	g.Subject, g.Linked, g.BodyTable, g.Sent, g.Answers = nil, nil, false, nil, nil
	return g
}

// branchID is the page's name and the last name of the branch's first template:
// profilephoto-get#value for GET /me/photo/$value. A number of the branch would
// change with what other pages make of the templates before it.
func (d *Operation) branchID(v *calls.Template) string {
	name := ""
	for _, seg := range v.Path {
		if seg.Name != "" {
			name = odata.BareName(strings.TrimPrefix(seg.Name, "$"))
		}
	}
	id := d.Op.ID + "#" + name
	same := func(g *Operation) bool { return g.Op.ID == id }
	for n := 2; slices.ContainsFunc(d.branches, same); n++ {
		id = fmt.Sprintf("%s#%s%d", d.Op.ID, name, n)
	}
	return id
}
