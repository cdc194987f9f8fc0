package types

// This file reads type cells: what a table says in its Type column. Pages write
// the same type in many ways (a link, a bare name, OData's notation, the name
// a programming language gives it), so reading goes from the outside in: first
// what makes it a collection, then links, then names, then the one word left.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
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
	if strings.TrimSpace(text) == "" {
		return api.TypeRef{}, phrases.SomeValue, false
	}
	if ref, settled, nested := c.nestedCell(page, cell, text, values); nested {
		if !settled {
			return ref, phrases.SomeMap, true
		}
		return ref, phrases.NoKind, true
	}
	if ref, ids := identifiers(text); ids {
		return ref, phrases.NoKind, true
	}
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
		if name == "" && is.collection {
			return api.TypeRef{Collection: true}, phrases.SomeList, false // words for what examples show
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

// identifiers reads a cell that says to hold the ids of things, not the things: "array of
// role ids". They are text where it does not say what else.
func identifiers(text string) (ref api.TypeRef, ok bool) {
	inner, collection := unwrapCollection(text)
	low := odata.Fold(inner)
	if len(low) != len(inner) {
		return api.TypeRef{}, false
	}
	rest, ok := phrases.CutIdentifier(inner, low)
	return api.TypeRef{Name: cmp.Or(odata.Primitive(rest), "Edm.String"), Collection: collection}, ok
}

// ofKind is what a word for a kind of type says by itself.
func ofKind(is spelledCell) api.TypeRef {
	switch is.kind {
	case phrases.SomeEnum:
		return api.TypeRef{Name: "Edm.String", Collection: is.collection}
	case phrases.SomeNumber:
		return api.TypeRef{Name: "Edm.Decimal", Collection: is.collection}
	case phrases.SomeMap:
		return api.TypeRef{Name: odata.Map.Held(odata.Untyped), Collection: is.collection}
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
	if (collection || p == "" || strings.HasSuffix(text, "array)")) && mayNest(text) {
		if layers, _ := layersOf(text); isNested(layers) {
			return api.TypeRef{}, false
		}
	}
	if p == "Edm.String" && phrases.CallsEnum(odata.Fold(inner)) {
		return api.TypeRef{}, false
	}
	if p == "" && strings.ContainsAny(text, " ,;(<?[") {
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
// result reports whether there is one that leads to a type.
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
	if c.Named(page, word) == nil {
		if meant := c.meant(word); meant != "" {
			c.r.Add(page, pos, "type-unknown", diag.Warning,
				"no page declares the type "+word+"; it is taken for "+odata.BareName(meant), "write "+odata.BareName(meant))
			return meant
		}
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

// meant returns the one primitive or described type whose name a word misspells by one
// letter, or "": Strin, curency. Digits are no misspelling, for ipv4 and ipv6 are two.
func (c *Catalog) meant(word string) string {
	const short = 5 // shorter words are near too many others
	low := odata.Fold(odata.BareName(word))
	if len(low) < short || len(low) > limits.Name {
		return ""
	}
	found := ""
	for _, name := range slices.Sorted(phrases.PrimitiveWords()) {
		if found == "" && misspells(low, name) {
			found = odata.Primitive(name)
		}
	}
	for _, t := range c.types { // in any order: one alone is taken
		if t.Inferred || !misspells(low, odata.Fold(odata.BareName(t.Name))) {
			continue
		}
		if found != "" {
			return "" // one or the other
		}
		found = t.Name
	}
	return found
}

// misspells reports whether a word is another but for one letter, or two that have changed
// places.
func misspells(word, other string) bool {
	if d := len(word) - len(other); d < -1 || d > 1 || word == other {
		return false
	}
	i := 0
	for i < len(word) && i < len(other) && word[i] == other[i] {
		i++
	}
	a, b := word[i:], other[i:]
	switch {
	case len(a) > len(b):
		return a[1:] == b && !odata.IsDigit(a[0])
	case len(a) < len(b):
		return a == b[1:] && !odata.IsDigit(b[0])
	case a[1:] == b[1:]:
		return !odata.IsDigit(a[0]) || !odata.IsDigit(b[0])
	}
	return len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
}

// mention returns the type called name, declaring it as inferred where no page
// does, in the namespace of the page that names it.
func (c *Catalog) mention(page *parser.Page, name string, pos parser.Pos) *api.Type {
	ns := c.namespaceOn(page)
	if t := c.Named(page, name); t != nil {
		if f := c.Clues(t); f.linkedOnly {
			f.namedOn, f.namedAt, f.linkedOnly = page, pos, false
		}
		return t
	}
	return c.declareOn(page, ns, odata.CleanTypeName(name), pos)
}

// declareOn declares the type called name, which a page names in a namespace and none
// describes.
func (c *Catalog) declareOn(page *parser.Page, ns, name string, pos parser.Pos) *api.Type {
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
	if inside, ok := inBrackets(s); ok {
		return inside, true
	}
	inner = trimCell(s)
	if rest, ok := strings.CutPrefix(strings.TrimLeft(s, "` "), "[]"); ok && rest != "" {
		inner, collection = trimCell(rest), true // as Go has it
	}
	for range 4 {
		rest, found := cutCollection(inner)
		if !found {
			return inner, collection
		}
		inner, collection = trimCell(rest), true
	}
	return inner, collection
}

// inBrackets returns the primitive's name within "[int]". Around another name the
// brackets may be what is left of a link.
func inBrackets(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 3 || s[0] != '[' || s[len(s)-1] != ']' || odata.Primitive(s[1:len(s)-1]) == "" {
		return "", false
	}
	return s[1 : len(s)-1], true
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
	s = strings.TrimLeft(strings.Trim(s, "`*\"'.,:; "), "#?") // a question mark in front says that it may be null
	if strings.HasPrefix(s, "[") {                            // a reference link without its definition
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
