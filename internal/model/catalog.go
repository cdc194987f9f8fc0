package model

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/sdkscribe/sdkscribe/internal/fold"
	"github.com/sdkscribe/sdkscribe/parser"
)

// A catalog holds every type that the pages declare or name.
//
// It is built in one pass after another over what the pages hold, each linear
// in their size, and each relying on what the ones before have settled:
//
//	resources.go   which types there are, how they are spelled, on which pages
//	enums.go       enumerations and their members
//	bases.go       what derives from what
//	properties.go  property tables and JSON representations
//	kinds.go       what is an entity, a complex type, an enumeration
//
// Names are looked up in any spelling that pages use, because the same type is
// "microsoft.graph.user" in an annotation, "#microsoft.graph.User" in a body,
// "user" in a cell and "[User](user.md)" in prose.
type catalog struct {
	r *reporter
	// ns is the namespace that most declared types are in.
	ns string
	// spaces are all namespaces that types are in, folded.
	spaces map[string]bool
	// types are all types by folded full name.
	types map[string]*Type
	// sorted is what all returned last.
	sorted []*Type
	// bare are the types by folded name without namespace, where it is unique
	// or in the main namespace; a nil entry marks an ambiguous name.
	bare map[string]*Type
	// aliases are other names that pages give to a type: "@type.aka", and the
	// title of a page whose annotation says otherwise.
	aliases map[string]*Type
	// pages tells what each page declares, by folded path; files is the same
	// by folded file name, for links that leave the docs folder's layout.
	pages map[string]*declared
	files map[string]*declared
	// built tells that the resource pages are read: types that are named from
	// then on and declared nowhere are reported at once.
	built bool
	// values are the enumerations by the set of their members.
	values map[string][]*Type
	// shown are the types that JSON representations give to properties whose cells
	// name others.
	shown map[*Property]*Type
	// declaredBelow is below, once it is asked for: then no types come any more.
	declaredBelow func() map[*Type]map[string]*Type
	// facts are what has been learned about types beyond what Type holds.
	facts map[*Type]*facts
}

// declared is what one page declares.
type declared struct {
	page *parser.Page
	// namespace is what the page's "Namespace:" line says, or "".
	namespace string
	// resource tells that it is a page about types, title and form are the type that
	// its title names.
	resource bool
	title    string
	form     titleForm
	// main is the type that the page is about; nil for an overview or a list
	// of enumerations.
	main *Type
	// types are all that the page declares, by folded bare name.
	types map[string]*Type
	// resources are the types with properties, in order.
	resources []*resource
}

// declare notes that the page declares a type by a name.
func (d *declared) declare(name string, t *Type) {
	if d.types == nil {
		d.types = map[string]*Type{}
	}
	d.types[foldName(bareName(name))] = t
}

// facts are clues about a type, gathered from all pages that name it.
type facts struct {
	keyProperty  string          // as the annotation says
	saysEntity   bool            // called an entity type in so many words
	saysComplex  bool            // called a complex type in so many words
	methods      bool            // its page lists methods
	target       bool            // a relationship leads to it
	value        bool            // a property holds it
	text         bool            // a JSON representation shows a string in its place
	object       bool            // a JSON representation shows an object in its place
	namesDerived bool            // its page names types that derive from it
	listed       bool            // a description lists its values
	members      map[string]bool // of an enumeration, as far as told
	namedOn      *parser.Page    // where an undeclared type was first named
	namedAt      parser.Pos
}

// declareTypes makes a catalog of the types that the pages, which are in the order
// of their paths, declare. What is wrong with them goes to r. The second result is
// what [catalog.complete] goes on with. This is the part of the work that is divided
// among the CPUs.
func declareTypes(pages []*parser.Page, r *reporter) (*catalog, []*declared) {
	c := &catalog{
		r:       r,
		spaces:  map[string]bool{},
		types:   map[string]*Type{},
		bare:    map[string]*Type{},
		aliases: map[string]*Type{},
		pages:   make(map[string]*declared, len(pages)),
		files:   map[string]*declared{},
		shown:   map[*Property]*Type{},
		facts:   map[*Type]*facts{},
	}
	c.declaredBelow = sync.OnceValue(c.below)
	found := c.declareResources(pages)
	c.readEnumerations(found)
	c.index()
	c.indexValues()
	c.readBases(found)
	c.readTables(found)
	return c, found
}

// complete gives the types their properties, kinds and keys.
func (c *catalog) complete(found []*declared) {
	c.readProperties(found)
	c.settleKinds()
	c.addKeys(found)
	c.reportUnknown()
	c.built = true
}

// on returns what the page of a path declares, or nil.
func (c *catalog) on(path string) *declared {
	var buffer [128]byte
	return c.pages[string(fold.Append(buffer[:0], path))]
}

// about returns the facts on t.
func (c *catalog) about(t *Type) *facts {
	f := c.facts[t]
	if f == nil {
		f = &facts{}
		c.facts[t] = f
	}
	return f
}

// add puts a type into the catalog, or returns the one of that name.
func (c *catalog) add(name string, kind TypeKind) *Type {
	key := foldName(name)
	if t := c.types[key]; t != nil {
		return t
	}
	t := &Type{Name: name, Kind: kind}
	c.types[key] = t
	c.spaces[foldName(namespaceOf(name))] = true
	c.indexBare(t)
	return t
}

// index rebuilds the table of bare names once the main namespace is known.
func (c *catalog) index() {
	clear(c.bare)
	for _, t := range c.all() {
		c.indexBare(t)
	}
}

func (c *catalog) indexBare(t *Type) {
	key := foldName(bareName(t.Name))
	if strings.EqualFold(namespaceOf(t.Name), c.ns) {
		c.bare[key] = t
		return
	}
	old, taken := c.bare[key]
	switch {
	case !taken:
		c.bare[key] = t
	case old != nil && old != t && !strings.EqualFold(namespaceOf(old.Name), c.ns):
		c.bare[key] = nil
	}
}

// indexProperties files the properties of all types, so that they can be looked up
// by several goroutines at a time: else that is done when one is first looked for.
func (c *catalog) indexProperties() {
	for _, t := range c.types {
		t.index()
	}
}

// eachProperty calls f with all properties that have one of the names, folded, in no
// order.
func (c *catalog) eachProperty(names map[string]bool, f func(t *Type, p *Property, name string)) {
	var buffer [96]byte
	for _, t := range c.types {
		for _, p := range t.Properties {
			if name := fold.Append(buffer[:0], p.Name); names[string(name)] {
				f(t, p, string(name))
			}
		}
	}
}

// find returns the type called name in any spelling, or nil: with or without
// "#", namespace, Collection(); in any case. A bare name is looked up in the
// main namespace first, then in the others, where it must be unique.
func (c *catalog) find(name string) *Type { return c.findIn("", name) }

// findIn is find for a name written on a page of the given namespace.
func (c *catalog) findIn(namespace, name string) *Type {
	if strings.HasPrefix(name, "Edm.") {
		return nil // a primitive type
	}
	var buffer [96]byte
	folded := fold.Append(buffer[:0], cleanTypeName(name))
	if len(folded) == 0 {
		return nil
	}
	if t := c.types[string(folded)]; t != nil {
		return t
	}
	if namespace != "" {
		var buffer [128]byte
		full := append(append(fold.Append(buffer[:0], namespace), '.'), folded...)
		if t := c.types[string(full)]; t != nil {
			return t
		}
	}
	if t := c.bare[string(folded)]; t != nil {
		return t
	}
	key := string(folded)
	if t := c.types[foldName(c.qualify(key))]; t != nil {
		return t
	}
	if !strings.Contains(key, ".") || strings.EqualFold(namespaceOf(key), c.ns) {
		return c.aliases[bareName(key)]
	}
	return nil
}

// qualify makes a full name of one that may lack (the head of) its namespace:
// "user" and "graph.user" are "microsoft.graph.user" where that is the main
// one, and "callRecords.session" is below it where that namespace is known.
func (c *catalog) qualify(name string) string {
	ns := namespaceOf(name)
	switch {
	case c.ns == "":
		return name
	case ns == "":
		return c.ns + "." + name
	}
	head, _, _ := strings.Cut(ns, ".")
	if strings.EqualFold(head, bareName(c.ns)) && !strings.EqualFold(head, c.ns) {
		return c.ns + name[len(head):]
	}
	if c.spaces[foldName(c.ns+"."+ns)] {
		return c.ns + "." + name
	}
	return name
}

// declare adds a type that no page describes, or returns the one that is there.
func (c *catalog) declare(name string, kind TypeKind) *Type {
	if t := c.find(name); t != nil {
		return t
	}
	t := c.add(c.qualify(cleanTypeName(name)), kind)
	t.Inferred = true
	return t
}

// namespace returns the API's own namespace: the outermost of those that most
// types are in, "" where there is none.
func (c *catalog) namespace() string { return c.ns }

// all returns the types sorted by name.
func (c *catalog) all() []*Type {
	if c.sorted != nil && len(c.sorted) == len(c.types) { // none have come since
		return c.sorted
	}
	all := make([]*Type, 0, len(c.types))
	for _, key := range slices.Sorted(maps.Keys(c.types)) {
		all = append(all, c.types[key])
	}
	c.sorted = all
	return all
}

// cleanTypeName strips what surrounds a type's name: "#", Collection(), blanks.
func cleanTypeName(name string) string {
	name = strings.TrimSpace(name)
	for {
		rest := strings.TrimPrefix(name, "#")
		if inner, ok := insideCollection(rest); ok {
			rest = inner
		}
		if rest = strings.TrimSpace(rest); rest == name {
			return name
		}
		name = rest
	}
}

// insideCollection returns x of "Collection(x)".
func insideCollection(s string) (string, bool) {
	const word = "collection"
	if len(s) < len(word)+2 || !strings.EqualFold(s[:len(word)], word) {
		return s, false
	}
	rest := strings.TrimSpace(s[len(word):])
	if len(rest) < 2 || rest[0] != '(' || rest[len(rest)-1] != ')' {
		return s, false
	}
	return strings.TrimSpace(rest[1 : len(rest)-1]), true
}

// bareName returns what follows the namespace.
func bareName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// namespaceOf returns what precedes the bare name, without the dot.
func namespaceOf(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i]
	}
	return ""
}
