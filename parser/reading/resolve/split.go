package resolve

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// signature is what a template comes to.
type signature struct {
	kind api.OperationKind
	ref  api.TypeRef
}

// split returns a page's draft, followed by one for each further group of its
// templates that differ from the first in kind or in what their paths lead to.
func (s *Resolver) split(d *calls.Draft) []*calls.Draft {
	first := d.FirstTemplate()
	out := []*calls.Draft{d}
	if first == nil || len(d.Templates) < 2 {
		return out
	}
	at, _ := s.Navigator.Walk(first.Path)
	own := signature{kind: d.Op.Kind, ref: at.TypeRef}
	kept := []*calls.Template{}
	groups := map[signature]*calls.Draft{}
	for _, v := range d.Templates {
		if v == first || v.Path == nil {
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
			g = d.BranchOff(v)
			groups[sig] = g
			out = append(out, g)
			d.Branches = out[1:]
		}
		g.Templates = append(g.Templates, v)
		g.Op.Requests = append(g.Op.Requests, v.Request)
	}
	if len(out) == 1 {
		return out
	}
	d.Templates = kept
	d.Op.Requests = make([]*api.Request, 0, len(kept))
	for _, v := range kept {
		d.Op.Requests = append(d.Op.Requests, v.Request)
	}
	for _, g := range d.Branches {
		for _, p := range d.Exchanges {
			if !calls.Opaque(p.Request) && g.Covers(p) {
				g.Exchanges = append(g.Exchanges, p)
			}
		}
		s.Settle(g)
		s.inferResult(g)
	}
	return out
}

// signature tells what a template comes to. Templates whose paths lead nowhere
// known, or to relatives of what the first one leads to, are like the first.
func (s *Resolver) signature(d *calls.Draft, v *calls.Template, own signature) signature {
	at, ok := s.Navigator.Walk(v.Path)
	sig := signature{kind: s.Kind(d, v, at, ok)}
	if ok {
		sig.ref = at.TypeRef
	}
	if (sig.kind == api.KindGet || sig.kind == api.KindList) && !at.sure() && d.ShowingOnly(v).OnlyBytes() {
		sig.kind = api.KindStream
	}
	if sig.kind != own.kind {
		return sig
	}
	a, b := s.Catalog.Find(own.ref.Name), s.Catalog.Find(sig.ref.Name)
	if a == nil || b == nil || api.Related(a, b) || sig.kind == api.KindAction || sig.kind == api.KindFunction || sig.kind == api.KindDelete || sig.kind == api.KindReference {
		return own
	}
	return sig
}
