package generator

import (
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file finds what a package has in the place of something that is deprecated, from
// what the page's words link to and set off.

// deprecatedCall is what is said of a method.
func (p *Plan) deprecatedCall(m *method) code.Deprecation {
	d := m.op.Deprecation
	said := code.Deprecation{Text: d.Text}
	for _, page := range d.Pages {
		if said.Use == "" {
			said.Use = p.onPage(page, m)
		}
	}
	for _, name := range d.Names {
		if said.Use == "" {
			said.Use = methodLink(m, p.found().named[lastWord(name)], func(other *method) bool { return isCalled(other, m, name) })
		}
	}
	return said
}

// isCalled reports whether a method is what a name says: a request line, or the end of a
// path beside that of another.
func isCalled(m, beside *method, name string) bool {
	if verb, target, ok := strings.Cut(name, " "); ok {
		return verb == m.call.Verb && samePlain(strings.TrimSpace(target), template(m.call.Path))
	}
	last, own := m.call.Path.Last(), beside.call.Path
	return odata.EqualFold(last.Name, name) && len(m.call.Path) == len(own) && api.SamePath(m.call.Path[:len(own)-1], own[:len(own)-1])
}

// deprecatedType is what is said of a type.
func (p *Plan) deprecatedType(g *goType) code.Deprecation {
	d := g.model.Deprecation
	said := code.Deprecation{Text: d.Text}
	for _, page := range d.Pages {
		if said.Use == "" {
			said.Use = p.onPage(page, nil)
		}
	}
	for _, name := range d.Names {
		if other := p.typeBeside(g, name); said.Use == "" && other != nil {
			said.Use = "[" + other.name + "]"
		}
	}
	return said
}

// typeBeside is the type that a name says, perhaps in the namespace of another.
func (p *Plan) typeBeside(g *goType, name string) *goType {
	found := p.typeCalled(name)
	if dot := strings.LastIndexByte(g.model.Name, '.'); found == nil && dot >= 0 {
		found = p.typeCalled(g.model.Name[:dot+1] + name)
	}
	if found == nil || found == g || found.model.Untyped {
		return nil
	}
	return found
}

// deprecatedField is what is said of a field of the struct called owner.
func (p *Plan) deprecatedField(owner string, fields []field, d api.Deprecation) code.Deprecation {
	said := code.Deprecation{Text: d.Text}
	names := d.Names
	for word := range strings.FieldsSeq(d.Text) {
		if word = strings.Trim(word, ".,;"); strings.ContainsFunc(word[min(1, len(word)):], unicode.IsUpper) {
			names = append(names[:len(names):len(names)], word) // the name of a property, not set off
		}
	}
	for _, name := range names {
		for _, f := range fields {
			if said.Use == "" && odata.EqualFold(f.json, name) {
				said.Use = "[" + owner + "." + f.name + "]"
			}
		}
	}
	return said
}

// onPage is what the package has of a page: the method for a call there, that with the
// verb of another before others, or the type.
func (p *Plan) onPage(page string, m *method) string {
	found, key := p.found(), api.PageName(page)
	if m != nil {
		if link := methodLink(m, found.methods[key], func(*method) bool { return true }); link != "" {
			return link
		}
	}
	if g := found.types[key]; g != nil {
		return "[" + g.name + "]"
	}
	if on := found.methods[key]; len(on) > 0 {
		return on[0].link()
	}
	return ""
}

// A pageIndex finds methods and types by their pages, and methods by the last names of
// their paths.
type pageIndex struct {
	methods, named map[string][]*method
	types          map[string]*goType
}

// found is the index, which is made when something deprecated first asks for it.
func (p *Plan) found() *pageIndex {
	p.indexing.Do(func() {
		p.index = &pageIndex{map[string][]*method{}, map[string][]*method{}, map[string]*goType{}}
		for _, m := range p.methods {
			page, name := api.PageName(m.op.Page), lastWord(template(m.call.Path))
			p.index.methods[page] = append(p.index.methods[page], m)
			p.index.named[name] = append(p.index.named[name], m)
		}
		for _, g := range p.types {
			if page := api.PageName(g.model.Page); page != "" && !g.model.Untyped && p.index.types[page] == nil {
				p.index.types[page] = g
			}
		}
	})
	return p.index
}

// lastWord is the last name in a path or a request line, folded.
func lastWord(line string) string {
	word := ""
	for s := range strings.SplitSeq(line, "/") {
		if s = strings.TrimSpace(s); s != "" && !strings.ContainsAny(s, "{<") {
			word = s
		}
	}
	return odata.Fold(word)
}

// methodLink is the link to the method that is, of those in a list that are wanted, most
// like another: in its path, and then in its verb. It is "" where there is none.
func methodLink(m *method, list []*method, wanted func(*method) bool) string {
	var best *method
	most := -1
	for _, o := range list {
		if o == m || !wanted(o) {
			continue
		}
		like := 0
		for like < min(len(o.call.Path), len(m.call.Path)) && api.SamePath(o.call.Path[:like+1], m.call.Path[:like+1]) {
			like++
		}
		if like *= 2; o.call.Verb == m.call.Verb {
			like++
		}
		if like > most {
			best, most = o, like
		}
	}
	if best == nil {
		return ""
	}
	return best.link()
}

// link is the link of a doc comment to a method.
func (m *method) link() string { return "[" + m.receiver() + "." + m.name + "]" }
