package types

// This file reads type cells: what a table says in its Type column. Pages write
// the same type in many ways (a link, a bare name, OData's notation, the name
// a programming language gives it), so reading goes from the outside in: first
// what makes it a collection, then links, then names, then the one word left.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// DescribedCell reads a type cell, with the values that the description beside it
// lists: where the cell names a type that no page declares, it is an enumeration of
// these. The second result is false where nothing can be told.
func (c *Catalog) DescribedCell(page *parser.Page, cell parser.Text, values []api.Member) (api.TypeRef, bool) {
	ref, _, ok := c.describedCell(page, cell, values)
	return ref, ok
}

// describedCell is DescribedCell with the kind of type that the cell names instead of a
// type, if it does.
func (c *Catalog) describedCell(page *parser.Page, cell parser.Text, values []api.Member) (ref api.TypeRef, kind phrases.Kind, ok bool) {
	text := firstSentence(cell.Plain)
	if names, linked := c.linkedNames(page, cell, len(text)); linked {
		if t := c.Find(names[0]); t != nil && t.Kind == api.Enum && len(names) == 1 {
			c.addMembers(t, values, api.Place{Page: page.Path, Line: cell.Pos.Line})
		}
		_, collection := unwrapCollection(strings.TrimSpace(text))
		return c.oneOf(names, collection), phrases.NoKind, len(names) > 0
	}
	is := spell(text)
	if p := is.primitive(); p != "" {
		if t := c.opaque(p, is.name); t != "" {
			p = t
		}
		return api.TypeRef{Name: p, Collection: is.collection}, phrases.NoKind, true
	}
	if t := c.FindIn(c.namespaceOn(page), is.name); is.kind != phrases.NoKind && (t == nil || t.Inferred) {
		return ofKind(is), is.kind, true
	}
	var names []string
	for _, word := range alternatives(is.name) {
		name := odata.Primitive(word)
		if name == "" {
			name = c.named(page, word, cell.Pos, values)
		}
		if name == "" {
			return api.TypeRef{}, phrases.NoKind, false
		}
		if t := c.Find(name); is.enum && t != nil && t.Inferred && len(t.Properties) == 0 {
			c.Clues(t).listed, t.Kind = true, api.Enum
		}
		names = append(names, name)
	}
	return c.oneOf(names, is.collection), phrases.NoKind, len(names) > 0
}

// ofKind is what a word for a kind of type says by itself.
func ofKind(is spelledCell) api.TypeRef {
	switch is.kind {
	case phrases.SomeEnum:
		return api.TypeRef{Name: "Edm.String", Collection: is.collection}
	case phrases.SomeNumber:
		return api.TypeRef{Name: "Edm.Decimal", Collection: is.collection}
	}
	return api.TypeRef{Name: odata.Untyped, Collection: is.collection}
}

// PlainCell is what a cell says that names a primitive and needs no look at the types,
// as most do. The second result is false for any other.
func PlainCell(cell *parser.Text) (api.TypeRef, bool) {
	if len(cell.Spans) > 0 {
		return api.TypeRef{}, false
	}
	text := strings.TrimSpace(firstSentence(cell.Plain))
	inner, collection := unwrapCollection(text)
	p := odata.Primitive(inner)
	if p == "" && strings.ContainsAny(text, " ,;(<?") {
		is := spell(text)
		p, collection = is.primitive(), is.collection
	}
	return api.TypeRef{Name: p, Collection: collection}, p != "" && p != odata.Untyped
}

// opaque lets a declared type win over the word for any JSON: an API may have
// a type of its own for that, called "Json".
func (c *Catalog) opaque(primitive, word string) string {
	if primitive != odata.Untyped {
		return ""
	}
	if t := c.Find(word); t != nil && !t.Inferred {
		return t.Name
	}
	return ""
}

// oneOf is the type of a place that may hold any of several.
func (c *Catalog) oneOf(names []string, collection bool) api.TypeRef {
	if len(names) == 0 {
		return api.TypeRef{}
	}
	name := names[0]
	for _, other := range names[1:] {
		name = c.common(name, other)
	}
	return api.TypeRef{Name: name, Collection: collection}
}

// common finds the type that both names are or derive from.
func (c *Catalog) common(a, b string) string {
	if strings.EqualFold(a, b) {
		return a
	}
	t, u := c.Find(a), c.Find(b)
	if t == nil || u == nil {
		return odata.Untyped
	}
	for seen := 0; t != nil && seen < api.MaxDepth; t, seen = t.BaseType, seen+1 {
		if u.DerivesFrom(t) {
			return t.Name
		}
	}
	return odata.Untyped
}

// linkedNames reads the links within the first end bytes of a cell. The second
// result tells whether there is one that leads to a type.
func (c *Catalog) linkedNames(page *parser.Page, cell parser.Text, end int) (names []string, linked bool) {
	for _, span := range cell.Spans {
		if span.Kind != parser.Link || span.Start >= end || span.End > len(cell.Plain) {
			continue
		}
		word := strings.Trim(cell.Plain[span.Start:span.End], "`* ")
		inner, _ := unwrapCollection(word)
		if p := odata.Primitive(inner); p != "" && p != odata.Untyped {
			names, linked = append(names, p), true
			continue
		}
		t := c.follow(page, span.Dest, inner)
		if t == nil && (leadsToType(span.Dest) || strings.HasPrefix(span.Dest, "#")) && odata.IsTypeName(inner) {
			t = c.mention(page, inner, cell.Pos)
		}
		if t != nil {
			names, linked = append(names, t.Name), true
		}
	}
	return names, linked
}

// named returns the full name of the type that a word names, declaring it where
// no page does; "" where the word cannot be a type's name.
func (c *Catalog) named(page *parser.Page, word string, pos parser.Pos, values []api.Member) string {
	if !odata.IsTypeName(word) || phrases.IsNoType(word) {
		return ""
	}
	t := c.mention(page, word, pos)
	if t.Kind == api.Enum {
		c.addMembers(t, values, api.Place{Page: page.Path, Line: pos.Line})
	}
	if t.Inferred && len(values) > 0 {
		c.Clues(t).listed = true
		c.addMembers(t, values, api.Place{Page: page.Path, Line: pos.Line})
		if len(t.Properties) == 0 {
			t.Kind = api.Enum
		}
	}
	return t.Name
}

// mention returns the type called name, declaring it as inferred where no page
// does, in the namespace of the page that names it.
func (c *Catalog) mention(page *parser.Page, name string, pos parser.Pos) *api.Type {
	ns := c.namespaceOn(page)
	if t := c.Named(page, name); t != nil {
		return t
	}
	name = odata.CleanTypeName(name)
	if !strings.Contains(name, ".") && ns != "" {
		name = ns + "." + name
	}
	t := c.add(c.qualify(name), api.Complex)
	t.Inferred = true
	f := c.Clues(t)
	f.namedOn, f.namedAt = page, pos
	if c.built {
		c.reportUndeclared(page, pos, t)
	}
	return t
}

// alternatives splits "a or b", "a, b", "a/b" and "a | b" into names.
func alternatives(s string) []string {
	if strings.ContainsAny(s, " |/;") {
		s = strings.NewReplacer("|", ",", "/", ",", ";", ",").Replace(phrases.CommasForOr(s))
	}
	var words []string
	for part := range strings.SplitSeq(s, ",") {
		part = strings.Trim(strings.TrimSpace(part), "`*\"'")
		part = phrases.TrimOr(part)
		if strings.EqualFold(part, "null") {
			continue // which makes the others nullable
		}
		if inner, _ := unwrapCollection(part); inner != "" {
			words = append(words, inner)
		}
	}
	return words
}

// unwrapCollection strips what makes a cell a collection: "Collection(x)",
// "x collection", "Collection of x", "x[]", "array of x".
func unwrapCollection(s string) (inner string, collection bool) {
	inner = trimCell(s)
	for range 4 {
		rest, found := cutCollection(inner)
		if !found {
			return inner, collection
		}
		inner, collection = trimCell(rest), true
	}
	return inner, collection
}

func cutCollection(s string) (rest string, found bool) {
	if rest, ok := odata.InsideCollection(s); ok {
		return rest, true
	}
	if !strings.ContainsAny(s, " [(`<") {
		return s, false // a word, as most are
	}
	low := odata.Fold(s)
	if len(low) != len(s) {
		return s, false
	}
	from, to, found := phrases.CollectionPart(low)
	if from > 0 {
		return strings.TrimRight(s[from:], ")>"), true
	}
	return s[:to], found
}

// trimCell strips quotes, emphasis and brackets that markdown left standing.
func trimCell(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimLeft(strings.Trim(s, "`*\"'.,:; "), "#")
	if strings.HasPrefix(s, "[") { // a reference link without its definition
		if i := strings.IndexByte(s, ']'); i > 0 {
			tail := strings.TrimPrefix(s[i+1:], "[]")
			s = s[1:i] + tail
		}
	}
	return strings.TrimSpace(s)
}

// firstSentence returns a cell up to the end of its first sentence: cells go on
// to explain themselves.
func firstSentence(s string) string {
	if i := strings.IndexByte(s, '\n'); i > 0 {
		s = s[:i]
	}
	if i := strings.Index(s, ". "); i > 0 {
		return s[:i]
	}
	return s
}
