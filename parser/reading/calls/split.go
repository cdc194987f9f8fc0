package calls

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

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// ShowingOnly is the page as if it showed nothing but the examples of one template.
func (d *Draft) ShowingOnly(v *Template) *Draft {
	g := *d
	g.Templates, g.Exchanges = []*Template{v}, nil
	for _, p := range d.Exchanges {
		if !p.Unrelated && p.Request.Request != nil && g.Covers(p) {
			g.Exchanges = append(g.Exchanges, p)
		}
	}
	return &g
}

// BranchOff is a new operation on the same page, which begins with a template.
func (d *Draft) BranchOff(v *Template) *Draft {
	op := *d.Op
	op.ID = d.branchID(v)
	op.Spelling += strings.TrimPrefix(op.ID, d.Op.ID)
	op.Requests, op.Examples = nil, []*api.Example{}
	op.Body, op.Response, op.Kind = api.TypeRef{}, api.Response{}, ""
	op.Parameters = nil
	for _, p := range d.Op.Parameters {
		if p.In == api.InQuery || p.In == api.InHeader {
			op.Parameters = append(op.Parameters, p)
		}
	}
	op.Parameters = CloneParameters(op.Parameters)
	g := *d
	g.Op, g.Templates, g.Exchanges, g.Branches = &op, nil, nil, nil
	g.Subject, g.Linked, g.BodyTable, g.Branch = nil, nil, false, true
	return &g
}

// CloneParameters copies parameters for another operation: what a phase changes in one
// of the two, or leaves out of it, stays as it is in the other.
func CloneParameters(list []*api.Parameter) []*api.Parameter {
	out := make([]*api.Parameter, len(list))
	for i, p := range list {
		own := *p
		out[i] = &own
	}
	return out
}

// branchID is the page's name and the last name of the branch's first template:
// profilephoto-get#value for GET /me/photo/$value. A number of the branch would
// change with what other pages make of the templates before it.
func (d *Draft) branchID(v *Template) string {
	name := ""
	for _, seg := range v.Path {
		if seg.Name != "" {
			name = odata.BareName(strings.TrimPrefix(seg.Name, "$"))
		}
	}
	id := d.Op.ID + "#" + name
	same := func(g *Draft) bool { return g.Op.ID == id }
	for n := 2; slices.ContainsFunc(d.Branches, same); n++ {
		id = fmt.Sprintf("%s#%s%d", d.Op.ID, name, n)
	}
	return id
}

// Requests lists the templates of the page, those of its branches included.
func (d *Draft) Requests() []*api.Request {
	all := d.Op.Requests
	for _, g := range d.Branches {
		all = append(all[:len(all):len(all)], g.Op.Requests...)
	}
	return all
}

// Owner is the operation, of those on the page, that a request belongs to.
func (d *Draft) Owner(q *api.Request) *api.Operation {
	for _, g := range d.Branches {
		for _, r := range g.Op.Requests {
			if r == q {
				return g.Op
			}
		}
	}
	return d.Op
}
