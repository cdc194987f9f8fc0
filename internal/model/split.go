package model

// This phase divides pages that document several things at once.
//
// One page may list /me/photo, which gets an object, and /me/photo/$value,
// which gets its bytes; or PATCH for events, messages and contacts alike. An
// operation has one kind, one body and one response, so such a page becomes
// several operations: the first template's, and one for every other group of
// templates that do something else. They share the page's text; the examples
// go where their request goes.

import (
	"fmt"
	"slices"
	"strings"
)

// signature is what a template comes to.
type signature struct {
	kind OperationKind
	ref  TypeRef
}

// split returns a page's draft, followed by one for each further group of its
// templates that differ from the first in kind or in what their paths lead to.
func (s *resolver) split(d *draft) []*draft {
	first := d.firstVerb()
	out := []*draft{d}
	if first == nil || len(d.verbs) < 2 {
		return out
	}
	at, _ := s.nav.walk(first.Path)
	own := signature{kind: d.op.Kind, ref: at.TypeRef}
	kept := []*drafted{}
	groups := map[signature]*draft{}
	for _, v := range d.verbs {
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
			g = d.branchOff(v)
			groups[sig] = g
			out = append(out, g)
			d.branches = out[1:]
		}
		g.verbs = append(g.verbs, v)
		g.op.Requests = append(g.op.Requests, v.Request)
	}
	if len(out) == 1 {
		return out
	}
	d.verbs = kept
	d.op.Requests = make([]*Request, 0, len(kept))
	for _, v := range kept {
		d.op.Requests = append(d.op.Requests, v.Request)
	}
	for _, g := range d.branches {
		for _, p := range d.pairs {
			if !opaque(p.request) && g.covers(p) {
				g.pairs = append(g.pairs, p)
			}
		}
		s.settle(g)
		s.inferResult(g)
	}
	return out
}

// signature tells what a template comes to. Templates whose paths lead nowhere
// known, or to relatives of what the first one leads to, are like the first.
func (s *resolver) signature(d *draft, v *drafted, own signature) signature {
	at, ok := s.nav.walk(v.Path)
	sig := signature{kind: s.kind(d, v, at, ok)}
	if ok {
		sig.ref = at.TypeRef
	}
	if (sig.kind == KindGet || sig.kind == KindList) && !at.sure() && d.showing(v).onlyBytes() {
		sig.kind = KindStream
	}
	if sig.kind != own.kind {
		return sig
	}
	a, b := s.c.find(own.ref.Name), s.c.find(sig.ref.Name)
	if a == nil || b == nil || related(a, b) || sig.kind == KindAction || sig.kind == KindFunction || sig.kind == KindDelete || sig.kind == KindReference {
		return own
	}
	return sig
}

// showing is the page as if it showed nothing but the examples of one template.
func (d *draft) showing(v *drafted) *draft {
	g := *d
	g.verbs, g.pairs = []*drafted{v}, nil
	for _, p := range d.pairs {
		if !p.elsewhere && p.request.Request != nil && g.covers(p) {
			g.pairs = append(g.pairs, p)
		}
	}
	return &g
}

// branchOff is a new operation on the same page, which begins with a template.
func (d *draft) branchOff(v *drafted) *draft {
	op := *d.op
	op.ID = d.branchID(v)
	op.Spelling += strings.TrimPrefix(op.ID, d.op.ID)
	op.Requests, op.Examples = nil, []*Example{}
	op.Body, op.Response, op.Kind = TypeRef{}, Response{}, ""
	op.Parameters = nil
	for _, p := range d.op.Parameters {
		if p.In == InQuery || p.In == InHeader {
			op.Parameters = append(op.Parameters, p)
		}
	}
	op.Parameters = cloneParameters(op.Parameters)
	if op.Parameters == nil {
		op.Parameters = []*Parameter{}
	}
	g := *d
	g.op, g.verbs, g.pairs, g.branches = &op, nil, nil, nil
	g.subject, g.linked, g.bodyTable, g.branch = nil, nil, false, true
	return &g
}

// cloneParameters copies parameters for another operation: what a phase changes in one
// of the two, or leaves out of it, stays as it is in the other.
func cloneParameters(list []*Parameter) []*Parameter {
	out := make([]*Parameter, len(list))
	for i, p := range list {
		own := *p
		out[i] = &own
	}
	return out
}

// branchID is the page's name and the last name of the branch's first template:
// profilephoto-get#value for GET /me/photo/$value. A number of the branch would
// change with what other pages make of the templates before it.
func (d *draft) branchID(v *drafted) string {
	name := ""
	for _, seg := range v.Path {
		if seg.Name != "" {
			name = bareName(strings.TrimPrefix(seg.Name, "$"))
		}
	}
	id := d.op.ID + "#" + name
	same := func(g *draft) bool { return g.op.ID == id }
	for n := 2; slices.ContainsFunc(d.branches, same); n++ {
		id = fmt.Sprintf("%s#%s%d", d.op.ID, name, n)
	}
	return id
}

// requests lists the templates of the page, those of its branches included.
func (d *draft) requests() []*Request {
	all := d.op.Requests
	for _, g := range d.branches {
		all = append(all[:len(all):len(all)], g.op.Requests...)
	}
	return all
}

// owner is the operation, of those on the page, that a request belongs to.
func (d *draft) owner(q *Request) *Operation {
	for _, g := range d.branches {
		for _, r := range g.op.Requests {
			if r == q {
				return g.op
			}
		}
	}
	return d.op
}
