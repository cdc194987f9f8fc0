package generator

import (
	"cmp"
	"slices"
	"strings"
)

// This file writes api.md, which lists every service and every method, with its request line
// and the page that documents it: a line each, so that an edited page changes its own lines.
//
// It is one pass over the services, whose order and names are decided.

// callsPage is the content of api.md.
func (p *Plan) callsPage() []byte {
	const lineSize = 160 // more than the mean, so that the text need not grow
	d := &markdown{text: make([]byte, 0, lineSize*(len(p.methods)+1))}
	d.add(ownedHead, "\n# Calls\n\nAll calls of package ")
	d.code(p.opts.Package)
	d.add(", by service. Each takes a context first, and options last.\n")
	homes := make(map[*method]string, len(p.methods))
	for key, f := range p.files {
		for _, m := range f.methods {
			homes[m] = key + ".go"
		}
	}
	p.listCalls(d, p.root, homes)
	return d.bytes()
}

// listCalls lists the methods of a service and of those below it.
func (p *Plan) listCalls(d *markdown, s *service, homes map[*method]string) {
	if len(s.methods) > 0 {
		d.add("\n## ", strings.TrimSuffix("client."+s.chain("."), "."), "\n\n")
	}
	methods := slices.Clone(s.methods)
	slices.SortStableFunc(methods, func(a, b *method) int { return cmp.Compare(a.name, b.name) })
	for _, m := range methods {
		p.listCall(d, m, homes[m])
	}
	for _, child := range s.sorted() {
		p.listCalls(d, child, homes)
	}
}

// listCall lists a method.
func (p *Plan) listCall(d *markdown, m *method, home string) {
	result := p.describeResult(m.call.Result).Type.String()
	d.add("- ")
	p.signature(d, m, m.name, "("+result+", error)", home)
	if m.all != "" {
		d.add(", ")
		p.signature(d, m, m.all, "iter.Seq2["+p.shapeOf(m.call.Result.Type).element().String()+", error]", home)
	}
	d.add(": ")
	d.code(m.call.Verb + " " + template(m.call.Path))
	for i, page := range p.pagesOf(m) {
		d.add([]string{" (", ", "}[min(i, 1)])
		if link := p.link(page); strings.HasPrefix(link, "Page: ") {
			d.code(page)
		} else {
			d.link(pageBase(page), link)
		}
	}
	d.add(")")
	if m.op.Deprecated {
		d.add(", deprecated")
	}
	d.add("\n")
}

// signature adds a call as it is declared, with a link to the file.
func (p *Plan) signature(d *markdown, m *method, name, results, home string) {
	var params []string
	for _, a := range m.args {
		params = append(params, a.Name+" "+a.Type.String())
	}
	for _, n := range m.needs {
		params = append(params, n.arg.Name+" "+n.arg.Type.String())
	}
	if body := p.describeBody(m); body.Type.String() != "" {
		params = append(params, "body "+body.Type.String())
	}
	d.link(name+"("+strings.Join(params, ", ")+") "+results, home)
}

// pagesOf are the pages that document a method, in order and once each.
func (p *Plan) pagesOf(m *method) []string {
	var pages []string
	for _, op := range m.call.Operations {
		if !slices.Contains(pages, op.Page) {
			pages = append(pages, op.Page)
		}
	}
	slices.Sort(pages)
	return pages
}
