package types

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A Catalog holds every type that the pages declare or name.
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
type Catalog struct {
	// Convention is that of the service.
	Convention api.Convention

	r *report.Reporter
	// ns is the namespace that most declared types are in.
	ns string
	// spaces are all namespaces that types are in, folded.
	spaces map[string]bool
	// types are all types by folded full name.
	types map[string]*api.Type
	// sorted is what all returned last.
	sorted []*api.Type
	// bare are the types by folded name without namespace, where it is unique
	// or in the main namespace; a nil entry marks an ambiguous name.
	bare map[string]*api.Type
	// aliases are other names that pages give to a type: "@type.aka", and the
	// title of a page whose annotation says otherwise.
	aliases map[string]*api.Type
	// sets are the types by the folded names of their sets, stems by those of their own; a
	// nil entry marks an ambiguous one.
	sets, stems map[string]*api.Type
	// parts are the types that sections describe, by their folded names.
	parts map[string]*api.Type
	// pages tells what each page declares, by folded path; files is the same
	// by folded file name, for links that leave the docs folder's layout.
	pages map[string]*Declarations
	files map[string]*Declarations
	// told are the values that pages say objects of a type have in a member.
	told map[*api.Type][]kindTold
	// results are the types that tables of methods give to what the calls of pages return,
	// by the folded path of the page; a nil entry marks one that two tables disagree on.
	results map[string]*api.Type
	// built tells that the resource pages are read: types that are named from
	// then on and declared nowhere are reported at once.
	built bool
	// values are the enumerations by the set of their members.
	values map[string][]*api.Type
	// shown are the types that JSON representations give to properties whose cells
	// name others.
	RepresentedAs map[*api.Property]*api.Type
	// unsettled are the properties whose cells name a kind of type instead of a type.
	unsettled map[*api.Property]phrases.Kind
	// descriptions are those of properties as their rows have them, where they may say by
	// which values types are known.
	descriptions map[*api.Property]parser.Text
	// declaredBelow is below, once it is asked for: then no types come any more.
	declaredBelow func() map[*api.Type]map[string]*api.Type
	// claims are what other phases have found out.
	claims []Claim
	// facts are what has been learned about types beyond what Type holds.
	facts map[*api.Type]*clues
}

// Declarations is what one page declares.
type Declarations struct {
	Page *parser.Page
	// namespace is what the page's "Namespace:" line says, or "".
	namespace string
	// resource tells that it is a page about types, title and form are the type that
	// its title names.
	resource bool
	title    string
	form     phrases.TitleForm
	// main is the type that the page is about; nil for an overview or a list
	// of enumerations.
	main *api.Type
	// types are all that the page declares, by folded bare name.
	types map[string]*api.Type
	// resources are the types with properties, in order.
	resources []*resource
	// odata tells that the service speaks OData.
	odata bool
	// variants are the kinds of the page's type that the page describes beside it.
	variants []*variant
	// kinds are the tables of the page that say which values are those of which types.
	kinds map[*parser.Table]kindTable
	// anchors are the types that sections describe, by the anchors of their headings.
	anchors map[string]*api.Type
	// cited are the links in type cells that lead to the page.
	cited []citation
}

// declare notes that the page declares a type by a name.
func (d *Declarations) declare(name string, t *api.Type) {
	if d.types == nil {
		d.types = map[string]*api.Type{}
	}
	d.types[odata.Fold(odata.BareName(name))] = t
}

// anchor notes that a section of the page describes a type.
func (d *Declarations) anchor(s *parser.Section, t *api.Type) {
	if d.anchors == nil {
		d.anchors = map[string]*api.Type{}
	}
	if at := anchorOf(s.Heading.Plain); at != "" && d.anchors[at] == nil {
		d.anchors[at] = t
	}
}

// clues are clues about a type, gathered from all pages that name it.
type clues struct {
	keyProperty  string          // as the annotation says
	saysEntity   bool            // called an entity type in so many words
	saysComplex  bool            // called a complex type in so many words
	HasMethods   bool            // its page lists methods
	IsTarget     bool            // a relationship leads to it
	value        bool            // a property holds it
	text         bool            // a JSON representation shows a string in its place
	object       bool            // a JSON representation shows an object in its place
	NamesDerived bool            // its page names types that derive from it
	listed       bool            // a description lists its values
	members      map[string]bool // of an enumeration, as far as told
	namedOn      *parser.Page    // where an undeclared type was first named
	linkedOnly   bool            // whether an undeclared type is named with answers alone so far
	namedAt      parser.Pos
}

// Read makes a catalog of the types that the pages, which are in the order of their
// paths, declare or name. What is wrong with them goes to r.
func Read(pages []*parser.Page, convention api.Convention, r *report.Reporter) *Catalog {
	c := &Catalog{
		Convention:    convention,
		r:             r,
		spaces:        map[string]bool{},
		types:         map[string]*api.Type{},
		bare:          map[string]*api.Type{},
		aliases:       map[string]*api.Type{},
		pages:         make(map[string]*Declarations, len(pages)),
		files:         map[string]*Declarations{},
		results:       map[string]*api.Type{},
		RepresentedAs: map[*api.Property]*api.Type{},
		unsettled:     map[*api.Property]phrases.Kind{},
		descriptions:  map[*api.Property]parser.Text{},
		facts:         map[*api.Type]*clues{},
		told:          map[*api.Type][]kindTold{},
	}
	c.declaredBelow = sync.OnceValue(c.below)
	found := c.declareResources(pages)
	c.readEnumerations(found)
	c.index()
	c.indexValues()
	c.declareMissing(pages)
	c.readBases(found)
	c.readTables(found)
	c.readProperties(found)
	c.settleKinds()
	c.addKeys(found)
	c.reportUnknown()
	c.built = true
	return c
}

// On returns what the page of a path declares, or nil.
func (c *Catalog) On(path string) *Declarations {
	var buffer [128]byte
	return c.pages[string(odata.AppendFold(buffer[:0], path))]
}

// ResultOf returns the type that the tables of methods give to what the call of a page
// returns, or nil.
func (c *Catalog) ResultOf(path string) *api.Type { return c.results[odata.Fold(path)] }

// noteResult notes the row of a table of methods, whose link leads to the page of a call.
func (c *Catalog) noteResult(page *parser.Page, dest string, result *api.Type) {
	d, _ := c.target(page, dest)
	if d == nil {
		return
	}
	key := odata.Fold(d.Page.Path)
	if old, noted := c.results[key]; noted && old != result {
		result = nil
	}
	c.results[key] = result
}

// Clues returns the facts on t.
func (c *Catalog) Clues(t *api.Type) *clues {
	f := c.facts[t]
	if f == nil {
		f = &clues{}
		c.facts[t] = f
	}
	return f
}

// add puts a type into the catalog, or returns the one of that name.
func (c *Catalog) add(name string, kind api.TypeKind) *api.Type {
	key := odata.Fold(name)
	if t := c.types[key]; t != nil {
		return t
	}
	t := &api.Type{Name: name, Kind: kind}
	c.types[key] = t
	c.spaces[odata.Fold(odata.NamespaceOf(name))] = true
	c.indexBare(t)
	return t
}

// index rebuilds the table of bare names once the main namespace is known.
func (c *Catalog) index() {
	clear(c.bare)
	for _, t := range c.All() {
		c.indexBare(t)
	}
}

func (c *Catalog) indexBare(t *api.Type) {
	key := odata.Fold(odata.BareName(t.Name))
	if strings.EqualFold(odata.NamespaceOf(t.Name), c.ns) {
		c.bare[key] = t
		return
	}
	old, taken := c.bare[key]
	switch {
	case !taken:
		c.bare[key] = t
	case old != nil && old != t && !strings.EqualFold(odata.NamespaceOf(old.Name), c.ns):
		c.bare[key] = nil
	}
}

// IndexProperties files the properties of all types, so that they can be looked up
// by several goroutines at a time: else that is done when one is first looked for.
func (c *Catalog) IndexProperties() {
	for _, t := range c.types {
		t.Index()
	}
}

// EachProperty calls f with all properties that have one of the names, folded, in no
// order.
func (c *Catalog) EachProperty(names map[string]bool, f func(t *api.Type, p *api.Property, name string)) {
	var buffer [96]byte
	for _, t := range c.types {
		for _, p := range t.Properties {
			if name := odata.AppendFold(buffer[:0], p.Name); names[string(name)] {
				f(t, p, string(name))
			}
		}
	}
}

// Find returns the type called name in any spelling, or nil: with or without
// "#", namespace, Collection(); in any case. A bare name is looked up in the
// main namespace first, then in the others, where it must be unique.
func (c *Catalog) Find(name string) *api.Type { return c.FindIn("", name) }

// FindIn is find for a name written on a page of the given namespace.
func (c *Catalog) FindIn(namespace, name string) *api.Type {
	if strings.HasPrefix(name, "Edm.") {
		return nil // a primitive type
	}
	var buffer [96]byte
	folded := odata.AppendFold(buffer[:0], odata.CleanTypeName(name))
	if len(folded) == 0 {
		return nil
	}
	if t := c.types[string(folded)]; t != nil {
		return t
	}
	if namespace != "" {
		var buffer [128]byte
		full := append(append(odata.AppendFold(buffer[:0], namespace), '.'), folded...)
		if t := c.types[string(full)]; t != nil {
			return t
		}
	}
	if t := c.bare[string(folded)]; t != nil {
		return t
	}
	key := string(folded)
	if t := c.types[odata.Fold(c.qualify(key))]; t != nil {
		return t
	}
	if !strings.Contains(key, ".") || strings.EqualFold(odata.NamespaceOf(key), c.ns) {
		return c.aliases[odata.BareName(key)]
	}
	return nil
}

// qualify makes a full name of one that may lack (the head of) its namespace:
// "user" and "graph.user" are "microsoft.graph.user" where that is the main
// one, and "callRecords.session" is below it where that namespace is known.
func (c *Catalog) qualify(name string) string {
	ns := odata.NamespaceOf(name)
	switch {
	case c.ns == "":
		return name
	case ns == "":
		return c.ns + "." + name
	}
	head, _, _ := strings.Cut(ns, ".")
	if strings.EqualFold(head, odata.BareName(c.ns)) && !strings.EqualFold(head, c.ns) {
		return c.ns + name[len(head):]
	}
	if c.spaces[odata.Fold(c.ns+"."+ns)] {
		return c.ns + "." + name
	}
	return name
}

// declare adds a type that no page describes, or returns the one that is there.
func (c *Catalog) declare(name string, kind api.TypeKind) *api.Type {
	if t := c.Find(name); t != nil {
		return t
	}
	t := c.add(c.qualify(odata.CleanTypeName(name)), kind)
	t.Inferred = true
	return t
}

// Namespace returns the API's own namespace: the outermost of those that most
// types are in, "" where there is none.
func (c *Catalog) Namespace() string { return c.ns }

// All returns the types sorted by name.
func (c *Catalog) All() []*api.Type {
	if c.sorted != nil && len(c.sorted) == len(c.types) { // none have come since
		return c.sorted
	}
	all := make([]*api.Type, 0, len(c.types))
	for _, key := range slices.Sorted(maps.Keys(c.types)) {
		all = append(all, c.types[key])
	}
	c.sorted = all
	return all
}

// Declares reports whether a type has all the members of an object.
func Declares(t *api.Type, v *relaxed.Value) bool {
	for _, m := range v.Members {
		if t.Property(m.Name) == nil {
			return false
		}
	}
	return true
}

// Declaring returns the name of the one type, derived ones aside, that declares every
// member of an object which names no type itself, or "".
func (c *Catalog) Declaring(v *relaxed.Value) string {
	const enough = 3 // fewer members are found in many types
	if v == nil || v.Kind != relaxed.Object || len(v.Members) < enough {
		return ""
	}
	var found *api.Type
	for _, t := range c.All() {
		switch {
		case t.Inferred || t.Kind == api.Enum || !Declares(t, v) || found != nil && t.DerivesFrom(found):
		case found == nil || found.DerivesFrom(t):
			found = t
		default:
			return ""
		}
	}
	if found == nil {
		return ""
	}
	return found.Name
}

// IsPlain reports whether a type is described by a page without annotations. Such pages
// are less exact than others, and examples count for more.
func (c *Catalog) IsPlain(t *api.Type) bool {
	d := c.On(t.Page)
	return d != nil && !t.Inferred && slices.ContainsFunc(d.resources, func(res *resource) bool { return res.t == t && res.note == nil })
}

// IsEnum reports whether a name is that of an enumeration.
func (c *Catalog) IsEnum(name string) bool {
	t := c.Find(name)
	return t != nil && t.Kind == api.Enum
}

// IsEntity reports whether a name is that of an entity.
func (c *Catalog) IsEntity(name string) bool {
	t := c.Find(name)
	return t != nil && t.Kind == api.Entity
}

// DeclaredBelow returns the first type by name that derives from t and declares a
// property, or nil. It is asked for when no types come any more.
func (c *Catalog) DeclaredBelow(t *api.Type, property string) *api.Type {
	return c.declaredBelow()[t][property]
}

// below has of each type which of those that derive from it declares a property: the
// first one by name.
func (c *Catalog) below() map[*api.Type]map[string]*api.Type {
	below := map[*api.Type]map[string]*api.Type{}
	for _, d := range c.All() {
		for t, depth := d.BaseType, 0; t != nil && depth < api.MaxDepth; t, depth = t.BaseType, depth+1 {
			if below[t] == nil {
				below[t] = map[string]*api.Type{}
			}
			for _, p := range d.Properties {
				if below[t][p.Name] == nil {
					below[t][p.Name] = d
				}
			}
		}
	}
	return below
}
