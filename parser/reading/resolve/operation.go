package resolve

// An operation in the making: what its page says, and what is decided beyond that.

import (
	"cmp"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// An Operation is one in the making. Its draft is a copy, which shares nothing that
// changes with the draft that was read: what is decided goes into Op and Templates.
type Operation struct {
	calls.Draft
	// branches are the further operations of a page that documents several, and branch
	// reports that the operation is one of those. Its examples are the page's.
	branches []*Operation
	branch   bool
}

// newOperation begins the operation of a draft.
func newOperation(d *calls.Draft) *Operation {
	o := &Operation{Draft: *d}
	op := *d.Op
	op.Parameters = cloneParameters(op.Parameters)
	op.Requests, op.Examples = make([]*api.Request, len(d.Op.Requests)), []*api.Example{}
	own := make(map[*api.Request]*api.Request, len(op.Requests))
	for i, q := range d.Op.Requests {
		request := *q
		request.Path = q.Path.Clone()
		op.Requests[i], own[q] = &request, &request
	}
	o.Op, o.Templates = &op, make([]*calls.Template, len(d.Templates))
	for i, v := range d.Templates {
		template := *v
		template.Request = own[v.Request]
		o.Templates[i] = &template
	}
	return o
}

// cloneParameters copies parameters for another operation: what a phase changes in one
// of the two, or leaves out of it, stays as it is in the other.
func cloneParameters(list []*api.Parameter) []*api.Parameter {
	out := make([]*api.Parameter, len(list))
	for i, p := range list {
		own := *p
		out[i] = &own
	}
	return out
}

// requests lists the templates of the page, those of its branches included.
func (d *Operation) requests() []*api.Request {
	all := d.Op.Requests
	for _, g := range d.branches {
		all = append(all[:len(all):len(all)], g.Op.Requests...)
	}
	return all
}

// purpose is what types are called after that only the body of an action shows: the thing
// that it acts on and the action, event-cancel. The title of the page tells ("event:
// cancel"), else its first path. The name of the page's file has no part in it, so that a
// page may move.
func (d *Operation) purpose() string {
	if thing, call, ok := strings.Cut(d.Page.Title, ":"); ok && odata.IsIdentifier(strings.TrimSpace(thing)) {
		return strings.TrimSpace(thing) + "-" + strings.TrimSpace(call)
	}
	v := d.FirstTemplate()
	if v == nil {
		return d.Op.ID
	}
	names := []string{}
	for i, seg := range v.Path {
		if seg.Kind != api.Static && seg.Kind != api.Operator && seg.Kind != api.Cast {
			continue
		}
		name := odata.BareName(seg.Name)
		if i+1 < len(v.Path) && v.Path[i+1].Kind == api.Key {
			name = cmp.Or(phrases.OneOf(name), name)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return d.Op.ID
	}
	return strings.Join(names[max(len(names)-2, 0):], "-")
}

// owner is the operation, of those on the page, that a request belongs to.
func (d *Operation) owner(q *api.Request) *api.Operation {
	for _, g := range d.branches {
		for _, r := range g.Op.Requests {
			if r == q {
				return g.Op
			}
		}
	}
	return d.Op
}
