package calls

// This file tells what defines a call from what shows it, on pages that say neither: such
// a page has no section of request templates. A request line alone in its block defines
// the call where another request of the page is one of it: GET /boats/:id, and below it
// a command that asks for https://harbour.example/api/v1/boats/7. It is a template then and
// no example, and what shows it is an example and no further template.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// takeDefinitions takes the exchanges that define what others of the page show out of the
// examples, and returns them.
func (d *Draft) takeDefinitions() []*Exchange {
	var defining []*Exchange
	for _, p := range d.Exchanges {
		if d.mayDefine(p) && slices.ContainsFunc(d.Exchanges, func(q *Exchange) bool { return d.isShownBy(p, q) }) {
			defining = append(defining, p)
		}
	}
	d.Exchanges = slices.DeleteFunc(d.Exchanges, func(p *Exchange) bool { return slices.Contains(defining, p) })
	return defining
}

// mayDefine reports whether an exchange may be the definition of a call: lines of requests
// and nothing else, with placeholders, or below the address that all examples have.
func (d *Draft) mayDefine(p *Exchange) bool {
	if p.Annotated || p.Answer != nil && !(p.BareJSON && hasRoom(p)) || len(p.Block.Templates) == 0 {
		return false // JSON below a line that sends some shows what it sends
	}
	return p.Several || api.Host(p.Asked.URL) == "" || d.isOpen(p)
}

// isOpen reports whether the URL of a request has a placeholder.
func (d *Draft) isOpen(p *Exchange) bool {
	_, query, _ := strings.Cut(p.Asked.URL, "?")
	return len(p.Path.Holes()) > 0 || api.IsPlaceholder(api.Host(p.Asked.URL)) || strings.ContainsAny(query, "{<")
}

// isShownBy reports whether a request is an example of one of the lines of a block.
func (d *Draft) isShownBy(p, q *Exchange) bool {
	if p == q || q.Several || q.Path == nil || d.mayDefine(q) {
		return false
	}
	return slices.ContainsFunc(p.Block.Templates, func(t parser.Template) bool {
		text, _ := api.SplitURL(t.URL, d.Convention)
		path, err := api.ParsePath(text, d.namespace)
		return err == nil && q.IsOf(path)
	})
}

// readShown takes the examples for templates, but for those that are of one already. A
// command of curl that leaves the verb out and has the path of one lacks the verb, which
// is reported where examples are matched.
func (d *Draft) readShown(namespace string, r *report.Reporter) {
	defined := d.Templates[:len(d.Templates):len(d.Templates)]
	for _, p := range d.Exchanges {
		if p.Several {
			for _, t := range p.Block.Templates {
				d.addTemplate(t, p.Block, namespace, r)
			}
			continue
		}
		verb := strings.Contains(strings.ToUpper(p.Block.Text), p.Asked.Method)
		if !slices.ContainsFunc(defined, func(v *Template) bool {
			return p.Path != nil && (v.Method == p.Asked.Method || !verb) && p.IsOf(v.Path)
		}) {
			d.addTemplate(requestLine(p.Asked), p.Block, namespace, r)
		}
	}
}
