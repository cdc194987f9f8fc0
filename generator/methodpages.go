package generator

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file says what the pages of a call come to, where several document it: a page for
// each derived type that a collection holds, say. What one of them says of its own type
// would be wrong of the others, so that the comment names them all, and describes the call
// only where one of them speaks for all.

// describePages says which pages document a call, and what they say that it does.
func (p *Plan) describePages(m *method, doc *code.MethodDoc) {
	ops := m.call.Operations
	doc.Description = m.op.Description
	if len(ops) == 1 {
		doc.Page = p.link(m.op.Page)
		return
	}
	if speaker := p.speaker(m); speaker != nil {
		doc.Description = speaker.Description
	} else {
		doc.Description = ""
	}
	pages := []string{}
	for _, op := range ops {
		if link := strings.TrimPrefix(p.link(op.Page), "Page: "); link != "" && !slices.Contains(pages, link) {
			pages = append(pages, link)
		}
	}
	slices.Sort(pages)
	if len(pages) == 1 {
		doc.Page = p.link(m.op.Page)
		return
	}
	doc.Pages = pages
}

// speaker is the operation whose description holds for all that document a call: where all
// are about one thing the method's own, else the one about the type that is sent or
// returned, nil where there is none.
func (p *Plan) speaker(m *method) *api.Operation {
	one := true
	for _, op := range m.call.Operations {
		one = one && (odata.EqualFold(op.Resource, m.op.Resource) || op.Description == m.op.Description)
	}
	if one {
		return m.op
	}
	common := cmp.Or(m.call.Body.Type.Name, m.call.Result.Type.Name)
	for _, op := range m.call.Operations {
		if common != "" && odata.EqualFold(op.Resource, common) {
			return op
		}
	}
	return nil
}

// bodyTypes are the names of the types that a call takes besides that of its parameter:
// those derived from it that the pages of the call are about.
func (p *Plan) bodyTypes(m *method) []string {
	base := p.typeCalled(m.call.Body.Type.Name)
	if m.call.Body.Kind != api.ObjectBody || base == nil {
		return nil
	}
	var names []string
	for _, op := range m.call.Operations {
		if g := p.typeCalled(op.Resource); g != nil && g != base && g.model.DerivesFrom(base.model) && !slices.Contains(names, g.name) {
			names = append(names, g.name)
		}
	}
	slices.Sort(names)
	return names
}

// needed are the permissions that a call needs on any of its pages: those of its request,
// where the page tells them from those of the other requests.
func needed(m *method) api.Permissions {
	var all api.Permissions
	add := func(list *[]string, names []string) {
		for _, name := range names {
			if !slices.Contains(*list, name) {
				*list = append(*list, name)
			}
		}
	}
	for _, op := range m.call.Operations {
		own := op.Permissions
		for _, r := range op.Requests {
			if r.Call == m.call && r.Permissions != nil {
				own = *r.Permissions
				break
			}
		}
		add(&all.DelegatedWork, own.DelegatedWork)
		add(&all.DelegatedPersonal, own.DelegatedPersonal)
		add(&all.Application, own.Application)
	}
	return all
}
