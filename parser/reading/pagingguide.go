package reading

// This file reads sections about paging, most of them in guides: "Send `next_cursor` back
// in the query parameter `cursor`." What such a section names is told by what the names
// are, and which belong together by where they are named.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A guide is what a section about paging names.
type guide struct {
	members    []string // of answers, that lead on
	parameters []string // of queries
	all        bool
	says       []said
	names      []string
	fields     []field
	first      map[string]int // by parameter

	page    *parser.Page
	section naming // what the section that is being read links to
	begun   int    // how much was said before it
}

// readGuide reads a section of a page with those below it.
func readGuide(page *parser.Page, sections []*parser.Section) *guide {
	g := &guide{first: map[string]int{}, page: page}
	for _, s := range sections {
		g.section, g.begun = naming{}, len(g.says)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				g.text(b.Text)
			case *parser.List:
				for _, item := range b.Items {
					g.text(item)
				}
			case *parser.Table:
				for _, row := range b.Rows {
					g.row(row)
				}
			case *parser.Code:
				g.code(b)
			}
		}
		g.spread()
	}
	return g
}

// text reads a paragraph.
func (g *guide) text(t parser.Text) {
	marked := t.Plain
	g.says = append(g.says, saysIn(g.page, t)...)
	g.all = g.all || phrases.SaysAllLists(marked)
	for _, s := range t.Spans {
		if s.Kind == parser.CodeSpan || s.Kind == parser.Strong || s.Kind == parser.Emphasis {
			g.name(t.Plain[s.Start:s.End], marked)
		}
		if s.Kind == parser.CodeSpan {
			name := t.Plain[s.Start:s.End]
			g.names = append(g.names, strings.Trim(name, `"`))
			if says := fieldIn(name, marked); says != phrases.NoPagingMember {
				g.fields = append(g.fields, field{name, says})
			}
		}
		if s.Kind == parser.Link {
			g.section.pages = append(g.section.pages, linked(g.page, s.Dest))
		}
	}
}

// spread adds what the section links to where it speaks of one way alone: a sentence that
// names no list is about those then.
func (g *guide) spread() {
	some := g.says[g.begun:]
	for i := range some {
		if !slices.ContainsFunc(some, func(s said) bool { return s.way != some[i].way }) {
			some[i].by = append(some[i].by, g.section)
		}
	}
}

// row reads a row of a table, whose first cell names what the others are about.
func (g *guide) row(row []parser.Text) {
	if len(row) == 0 {
		return
	}
	var about strings.Builder
	for _, cell := range row[1:] {
		about.WriteString(cell.Plain)
		about.WriteByte(' ')
	}
	g.name(row[0].Plain, about.String())
	for _, cell := range row[1:] {
		g.text(cell)
	}
	if way := phrases.PagingWayIn(about.String()); way != phrases.NoPagingWay {
		g.says = append(g.says, said{way: way, by: []naming{namingOf(g.page, row[0], 0, len(row[0].Plain))}})
	}
}

// name notes a name, or the query of a URL, that stands in a text.
func (g *guide) name(name, text string) {
	if _, query, isURL := strings.Cut(name, "?"); isURL {
		for _, q := range api.ParseQuery(query) {
			g.parameter(q.Name, text)
		}
		return
	}
	name = strings.Trim(strings.TrimSpace(name), `"`)
	if before, _, ok := strings.Cut(name, "="); ok {
		name = before
	}
	if strings.ContainsAny(name, " /:{}<>") || name == "" {
		return
	}
	switch phrases.PagingMemberOf(lastPart(name)) {
	case phrases.LinksNext, phrases.TokenNext, phrases.LeadsNext:
		if !slices.Contains(g.members, name) {
			g.members = append(g.members, name)
		}
	}
	g.parameter(name, text)
}

// parameter notes a query parameter, if it is one that asks for a page.
func (g *guide) parameter(name, text string) {
	switch phrases.PagingParameterOf(name) {
	case phrases.NoPagingParameter, phrases.TakesElse:
		return
	}
	if !slices.Contains(g.parameters, name) {
		g.parameters = append(g.parameters, name)
	}
	if n, ok := phrases.FirstNumber(text); ok {
		g.first[name] = n
	}
}

// code reads an example: the query of a request, the members of an answer.
func (g *guide) code(c *parser.Code) {
	for _, t := range c.Templates {
		g.name(t.URL, "")
	}
	if c.Request != nil {
		g.name(c.Request.URL, "")
	}
	body := c.JSON
	if c.Response != nil {
		body = c.Response.Body.JSON
		if slices.ContainsFunc(c.Response.Header, leadsOn) {
			g.says = append(g.says, said{way: phrases.ByHeaderField})
		}
	}
	if body == nil || body.Value == nil || body.Value.Kind != relaxed.Object {
		return
	}
	for _, a := range aroundIn(body.Value, "") {
		switch a.says {
		case phrases.LinksNext, phrases.TokenNext, phrases.LeadsNext:
			if !slices.Contains(g.members, a.way) {
				g.members = append(g.members, a.way)
			}
		}
	}
}

// addTo adds what the guide says to what is known.
func (g *guide) addTo(k *known) {
	k.says, k.all = append(k.says, g.says...), k.all || g.all
	k.names, k.fields = append(k.names, g.names...), append(k.fields, g.fields...)
	others := slices.DeleteFunc(slices.Clone(g.parameters), func(p string) bool { return slices.Contains(g.members, p) })
	if len(others) == 0 {
		others = g.parameters // sent back under its own name
	}
	for _, member := range g.members {
		if q := queryFor(member, others); q != "" && k.queries[lastName(member)] == "" {
			k.queries[lastName(member)] = q
		}
	}
	if len(g.members) > 0 || slices.ContainsFunc(g.says, func(s said) bool { return s.way == phrases.ByHeaderField }) {
		return // what leads on is not counted
	}
	for _, name := range g.parameters {
		switch n, says := g.first[name]; phrases.PagingParameterOf(name) {
		case phrases.TakesPage:
			if k.page == "" {
				k.page, k.first = name, 1
				if says {
					k.first = n
				}
			}
		case phrases.TakesOffset:
			if k.offset == "" && k.page == "" {
				k.offset, k.first = name, n
			}
		}
	}
}
