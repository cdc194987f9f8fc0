package generator

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file names the structs for the JSON bodies of actions.
//
// They are called after what they are for: the thing that the call acts on and the method,
// as the title of the page ("event: cancel") or else its path says it. The name of the
// page's file has no part in that, so that a page may move. Calls of one name whose bodies
// agree take the same struct: so do all paths of a page, those among them that an example
// alone shows, and two pages about the same.

// nameParams names the structs for the bodies of actions.
func (p *Plan) nameParams() {
	byOp, byName := map[*api.Operation]*paramsType{}, map[string]*paramsType{}
	for _, m := range p.methods {
		if m.call.Body.Kind != api.ParamsBody {
			continue
		}
		op := cmp.Or(m.call.Body.From, m.op)
		if m.params = byOp[op]; m.params != nil {
			continue
		}
		wanted := paramsName(op, m)
		if s := byName[wanted]; s != nil && p.joins(s, m.call.Body.Params) {
			m.params, byOp[op] = s, s
			continue
		}
		m.params = p.newParams(op, wanted, m.call.Body.Params)
		byOp[op] = m.params
		if byName[wanted] == nil {
			byName[wanted] = m.params
		}
	}
}

// newParams is a struct for the body of an operation.
func (p *Plan) newParams(op *api.Operation, wanted string, params []*api.Parameter) *paramsType {
	s := &paramsType{name: p.scope.claim(wanted), op: op, params: params}
	if s.name != wanted {
		p.collision(op.Page, op.Line, "the request body of "+op.ID, wanted, s.name)
	}
	s.fields = p.fieldsOfParams(s)
	p.params = append(p.params, s)
	return s
}

// joins reports whether a struct can hold the parameters of another call on its page too:
// whether one of the two has all that the other has. The struct has all of both then.
func (p *Plan) joins(s *paramsType, params []*api.Parameter) bool {
	less, more := params, s.params
	if len(less) > len(more) {
		less, more = more, less
	}
	for _, a := range less {
		if !slices.ContainsFunc(more, func(b *api.Parameter) bool {
			return a.Name == b.Name && a.Type == b.Type && a.Collection == b.Collection
		}) {
			return false
		}
	}
	if len(params) > len(s.params) {
		s.params = params
		s.fields = p.fieldsOfParams(s)
	}
	for _, a := range params {
		if _, known := p.names.params[a]; !known {
			i := slices.IndexFunc(s.params, func(b *api.Parameter) bool { return b.Name == a.Name })
			p.names.params[a] = p.names.params[s.params[i]]
		}
	}
	return true
}

// paramsName is the name for the body of a call: EventCancelRequest.
func paramsName(op *api.Operation, m *method) string {
	return odata.Shortened(exported(actedOn(op, m)+" "+methodName(m), "Call") + "Request")
}

// actedOn is the thing that an operation acts on: as its title says it ("event: cancel"),
// else what is in front of the call on all of its paths, of those with a key there if
// there are any. It is "" where the paths differ in that.
func actedOn(op *api.Operation, m *method) string {
	if head, _, ok := strings.Cut(op.Title, ":"); ok && odata.IsIdentifier(strings.TrimSpace(head)) {
		return head
	}
	paths := []api.Path{m.call.Path}
	for _, r := range op.Requests {
		if len(r.Path) > 0 {
			paths = append(paths, r.Path)
		}
	}
	var things, ones []string
	for _, path := range paths {
		name, one := before(path, m.isCall)
		if name == "" {
			continue
		}
		if things = append(things, name); one {
			ones = append(ones, name)
		}
	}
	if len(ones) > 0 {
		things = ones
	}
	if len(things) == 0 || slices.ContainsFunc(things, func(t string) bool { return !odata.EqualFold(t, things[0]) }) {
		return ""
	}
	return things[0]
}

// before is the name of the thing in front of the call at the end of a path, where there
// is one, and whether that is one of several: "event" of /me/events/{id}/cancel, "reports"
// of /reports/getReport.
func before(path api.Path, call bool) (name string, one bool) {
	if last := path.Last(); call && last.Verb() == "" {
		path = path[:len(path)-1]
	}
	for i, seg := range slices.Backward(path) {
		if seg.Kind == api.ByPath {
			return "", false // what is found at a path is called otherwise elsewhere
		}
		if seg.Kind == api.Key || seg.Name == "" {
			one = true
			continue
		}
		name = odata.BareName(strings.TrimPrefix(seg.Name, "$"))
		if one || !call && i > 0 {
			return singular(name), true
		}
		return name, false
	}
	return "", false
}

// fieldsOfParams names the fields of a request body.
func (p *Plan) fieldsOfParams(s *paramsType) []field {
	fields := make([]field, 0, len(s.params))
	taken := structScope(len(s.params))
	seen := scope{}
	for _, param := range s.params {
		if seen[param.Name] || param.Type == "Edm.Stream" || !fitsTag(param.Name) {
			continue
		}
		seen[param.Name] = true
		wanted := exported(param.Name, "Member")
		f := field{
			name: taken.claimOr(wanted, "Property"), json: param.Name,
			shape: p.shapeOf(api.TypeRef{Name: param.Type, Collection: param.Collection}).written(param.Form),
			prop:  &api.Property{Name: param.Name, Type: param.Type, Description: param.Description, Optional: !param.Required},
		}
		p.names.params[param] = f.name
		if f.name != wanted {
			p.collision(s.op.Page, s.op.Line, "the parameter "+param.Name+" of "+s.op.ID, wanted, f.name)
		}
		fields = append(fields, f)
	}
	return fields
}
