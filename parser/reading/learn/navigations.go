package learn

// This phase learns navigation properties from requests. In OData's notation of keys a
// name behind a key is that of a property: companies({id})/items reads the items of a
// company, whether or not a table has them (OData URL Conventions 4.01, section 4.3.2),
// and so is one in $expand (section 5.1.3). Services that write keys as segments of
// their own nest many things that are no properties; of those no path tells anything.
//
// What the property leads to is told by its name, which is that of a type or of a set.
// A property that the table calls by the singular, or in another case, is called as
// requests call it.

import (
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// Navigations adds to the types the properties that requests go through.
func Navigations(drafts []*calls.Draft, c *types.Catalog) {
	for _, d := range drafts {
		n := navigations{c: c, page: d.Page.Path}
		for _, v := range d.Templates {
			n.line = v.Line
			n.several = v.Method == "GET" && len(d.Templates) == 1 && d.ShowsCollection()
			n.request(v.Path, v.Query)
			n.several = false
		}
		for _, p := range d.Exchanges {
			if n.line = p.Block.Pos.Line; !p.Unrelated {
				n.request(p.Path, p.Query)
			}
		}
	}
}

// navigations learns from one request of a page at a time.
type navigations struct {
	c    *types.Catalog
	page string
	line int
	// several reports that the page shows a list in answer to the request.
	several bool
}

// request follows a path as far as types are known, and what its query expands.
func (n *navigations) request(p api.Path, query string) {
	var at *api.Type
	keyed := false // a key in parentheses is in the path
	for i := range p {
		switch s := &p[i]; s.Kind {
		case api.Key:
			keyed = keyed || s.Parens
		case api.Static:
			if at != nil && i > 0 && p[i-1].Kind == api.Key && p[i-1].Parens {
				at = n.through(at, s.Name, i+1 < len(p) && p[i+1].Kind == api.Key || i+1 == len(p) && n.several)
			} else {
				at = n.c.OfSet(s.Name)
			}
		default:
			at = nil
		}
	}
	if at == nil || !keyed || query == "" {
		return
	}
	for _, field := range api.ParseQuery(query) {
		if field.Name == "$expand" {
			n.expand(at, field.Value, 0)
		}
	}
}

// expand reads the names of an expansion: "lines($expand=item),customer".
func (n *navigations) expand(t *api.Type, list string, depth int) {
	const deep = 8
	for _, part := range api.SplitOutside(list, ',') {
		name, options, nested := strings.Cut(strings.TrimSpace(part), "(")
		to := n.through(t, strings.TrimSpace(name), false)
		options, found := strings.CutPrefix(options, "$expand=")
		if to != nil && nested && found && depth < deep {
			n.expand(to, strings.TrimSuffix(options, ")"), depth+1)
		}
	}
}

// through goes from a type through the property that a request names, and returns where
// that leads; nil where it is not known.
func (n *navigations) through(t *api.Type, name string, keyed bool) *api.Type {
	several := keyed || phrases.OneOf(name) != ""
	p := t.Property(name)
	if p == nil {
		p = counterpart(t, name)
	}
	if p != nil {
		if p.Navigation && p.Name != name && phrases.OneOf(p.Name) != name && odata.IsPropertyName(name) {
			n.c.ReportLearned(p.At, "navigation-respelled",
				report.Quote(p.Name)+" of "+report.Quote(t.Name)+" is called "+report.Quote(name)+" by a request ("+n.page+":"+strconv.Itoa(n.line)+"), which is taken",
				"write "+report.Quote(name)+" here too")
			n.c.Apply(phase, types.IsCalled{Type: t, Property: p, Name: name})
			if several && !p.Collection {
				n.c.Apply(phase, types.IsCollection{Property: p, Several: true})
			}
		}
		return n.c.Find(p.Type)
	}
	to := n.c.OfSet(name)
	if to == nil {
		// An entity that no page describes is one that a table leads to by this name.
		if to = n.c.Find(name); to == nil || to.Inferred && to.Kind != api.Entity || to.Kind == api.Enum {
			return nil
		}
	}
	n.c.ReportLearned(api.Place{Page: t.Page, Line: t.Line}, "navigation-learned",
		"no table has the property "+report.Quote(name)+" of "+report.Quote(t.Name)+" that a request goes through ("+n.page+":"+strconv.Itoa(n.line)+"); it leads to "+to.Name,
		"add a row for it to the table of relationships")
	n.c.Apply(phase, types.HasProperty{Type: t, Property: &api.Property{
		Name: name, Type: to.Name, Collection: several, Navigation: true, Nullable: true, Optional: true, Inferred: true, At: api.Place{Page: n.page, Line: n.line},
	}})
	return to
}

// counterpart returns the navigation property of a type's own whose name is the singular
// of another, or its plural, or nil.
func counterpart(t *api.Type, name string) *api.Property {
	one := phrases.OneOf(name)
	for _, p := range t.Properties {
		if p.Navigation && (odata.EqualFold(p.Name, one) || odata.EqualFold(phrases.OneOf(p.Name), name)) {
			return p
		}
	}
	return nil
}
