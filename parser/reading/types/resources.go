package types

// This file decides which types there are. A type is declared by a block with
// the annotation "resource", whose "@odata.type" names it; where a page has no
// such block (or one without a name), by the page's title, "event resource
// type", and its "Namespace:" line. The annotation wins over the title because
// titles are for people ("Chart resource type" is microsoft.graph.workbookChart).
//
// A page may declare several types. Each then owns the largest run of sections
// that holds its block and no other, and the first one (or the one that the
// title names) owns what is left.

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// A resource is one declaration of a type with properties.
type resource struct {
	on       *Declarations
	t        *api.Type
	code     *parser.Code // the JSON representation; nil where there is none
	note     *parser.Annotation
	pos      parser.Pos
	sections []*parser.Section // those that speak of this type
	name     string            // as this page spells it, without namespace
	set      string            // the name of the type's set where the page is titled by that, or ""
	part     string            // of a section that describes the type, what its heading calls it, or ""
	also     string            // another name of such a type
	kind     *variant          // of a type that the page of its base describes, or nil
	headed   bool              // the heading of the section names it as a thing
	tables   []propertyTable   // of the sections, once they are read
}

// A Representation is a code block that shows a type.
type Representation struct {
	Type *api.Type    // nil where the block names none that can be
	Code *parser.Code // nil where the page shows no JSON
}

// Representations returns what the page shows of the types that it declares.
func (d *Declarations) Representations() []Representation {
	var all []Representation
	for _, res := range d.resources {
		all = append(all, Representation{Type: res.t, Code: res.code})
	}
	return all
}

// Types returns the types that the page declares, enumerations included, in the order
// of their names.
func (d *Declarations) Types() []*api.Type {
	all := make([]*api.Type, 0, len(d.types))
	for _, name := range slices.Sorted(maps.Keys(d.types)) {
		all = append(all, d.types[name])
	}
	return all
}

// AboutTypes reports whether the page declares types, or says that it does.
func (d *Declarations) AboutTypes() bool { return len(d.types) > 0 || d.resource || d.title != "" }

// AboutEnumeration reports whether the page's title is that of an enumeration.
func (d *Declarations) AboutEnumeration() bool { return d.form == phrases.EnumTitle }

// declareResources finds the resource pages among pages, which are in the
// order of their paths, and declares their types.
func (c *Catalog) declareResources(pages []*parser.Page) []*Declarations {
	var found []*Declarations
	spaces := map[string]int{}
	all := readDeclared(pages, spaces, !c.Convention.IsOData())
	declarePlain(all)
	declareVariants(pages, all)
	nameOnes(pages, all)
	setPartsApart(all)
	setAlikeApart(all)
	for i, page := range pages {
		d := all[i]
		key := odata.Fold(page.Path)
		c.pages[key] = d
		file := api.PageName(path.Base(key))
		if d.resource || c.files[file] == nil {
			c.files[file] = d
		}
		if len(d.resources) > 0 || d.resource {
			found = append(found, d)
		}
		if len(d.resources) == 0 && d.title != "" && d.form != phrases.EnumTitle {
			c.r.Add(page, page.TitlePos, "resource-empty", diag.Info,
				"this page is titled as the page of a type and shows neither properties nor JSON; no type is made of it",
				"add a section “JSON representation”, or title the page otherwise")
		}
	}
	c.ns = rootSpace(mostFrequent(spaces), spaces)
	for _, d := range found {
		for _, res := range d.resources {
			c.declareResource(d, res)
		}
	}
	c.indexSets(found)
	c.mergeDuplicates(found)
	return found
}

// readDeclared reads what each page declares, and counts the namespaces in use. Kinds that
// a page tells apart by the value of a property are looked for where byValue is true.
func readDeclared(pages []*parser.Page, spaces map[string]int, byValue bool) []*Declarations {
	all := make([]*Declarations, len(pages))
	var mu sync.Mutex
	parallel.Batches(len(pages), func(from, to int) {
		counts := map[string]int{}
		for i, page := range pages[from:to] {
			page = withoutCalls(page)
			var variants []*variant
			if byValue {
				page, variants = withoutVariants(page)
			}
			d := &Declarations{Page: page, namespace: NamespaceLine(page), resource: isResourcePage(page), variants: variants, odata: !byValue, kinds: kindTables(page)}
			d.title, d.form = titleType(page)
			d.resources = resourcesOn(d)
			countNamespaces(d, counts)
			all[from+i] = d
		}
		mu.Lock()
		defer mu.Unlock()
		for ns, n := range counts {
			spaces[ns] += n
		}
	})
	return all
}

// resourcesOn lists what a page declares, unnamed types by the page's title.
func resourcesOn(d *Declarations) []*resource {
	page, title := d.Page, d.title
	if d.form == phrases.EnumTitle {
		return nil
	}
	var list []*resource
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || code.Annotation == nil || code.Annotation.BlockType != "resource" {
				continue
			}
			list = append(list, &resource{on: d, code: code, note: code.Annotation, pos: code.Annotation.Pos})
		}
	}
	if len(list) == 0 && title != "" && describesType(page) {
		list = append(list, &resource{on: d, code: representation(page), pos: page.TitlePos})
	}
	nameResources(list, title)
	assignSections(page, list)
	return list
}

// describesType reports whether a page without a resource block has what the page
// of a type has: a section on properties or JSON, or at least a table or a JSON block. Some
// pages by a type's title are about a mere segment of the URL.
func describesType(page *parser.Page) bool {
	for _, s := range page.Sections {
		if phrases.TopicsOf(odata.Fold(s.Heading.Plain))&(phrases.TopicProperties|phrases.TopicRelationships|phrases.TopicRepresentation) != 0 {
			return true
		}
	}
	return tablesProperties(page) || representation(page) != nil
}

// nameResources gives each resource its name: the annotation's, else the
// title's where no other block has taken it. Blocks without either go nameless.
func nameResources(list []*resource, title string) {
	taken := false
	for _, res := range list {
		if res.note != nil && res.note.Type != "" {
			res.name = odata.CleanTypeName(res.note.Type)
			taken = taken || strings.EqualFold(odata.BareName(res.name), title)
		}
	}
	for _, res := range list {
		if res.name == "" && !taken {
			res.name, taken = odata.LowerFirst(title), true
		}
	}
	// The one that the title names speaks for the page.
	slices.SortStableFunc(list, func(a, b *resource) int {
		return cmp.Compare(titleRank(b, title), titleRank(a, title))
	})
}

func titleRank(res *resource, title string) int {
	if title != "" && strings.EqualFold(odata.BareName(res.name), odata.BareName(title)) {
		return 1
	}
	return 0
}

// representation finds the JSON representation on a page that annotates none:
// the JSON block under a heading that says so, or the only one.
func representation(page *parser.Page) *parser.Code {
	var first *parser.Code
	n := 0
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || code.JSON == nil || code.Request != nil || code.Response != nil {
				continue
			}
			if code.Annotation != nil && code.Annotation.BlockType != "" && !code.Annotation.Inferred {
				continue
			}
			if phrases.TopicsOf(odata.Fold(s.Heading.Plain))&phrases.TopicRepresentation != 0 {
				return code
			}
			if n++; n == 1 {
				first = code
			}
		}
	}
	if n == 1 {
		return first
	}
	return nil
}

// declareResource adds the type of one declaration.
func (c *Catalog) declareResource(d *Declarations, res *resource) {
	if res.name == "" {
		c.r.Add(d.Page, res.pos, "resource-untyped", diag.Warning,
			"this resource block names no type, and neither does the page's title",
			`add "@odata.type": "`+cmp.Or(d.namespace, c.ns, "namespace")+`.name" to the annotation`)
		return
	}
	if res.note != nil && res.note.Type == "" {
		c.r.Add(d.Page, res.pos, "resource-untyped", diag.Info,
			"this resource block names no type; the page's title is taken",
			`add "@odata.type": "`+c.fullName(d, res.name)+`" to the annotation`)
	}
	full, ok := c.declarable(d, res.name, res.pos)
	if !ok {
		return
	}
	t := c.add(full, api.Complex)
	t.Name = odata.BetterSpelling(t.Name, full)
	res.t = t
	d.declare(full, t)
	if res.part != "" {
		d.declare(res.part, t)
		d.declare(res.also, t)
		if res.kind != nil {
			res.kind.t = t
		}
		d.anchor(res.sections[0], t)
		return
	}
	if d.main == nil {
		d.main = t
		if d.title != "" {
			t.Name = odata.BetterSpelling(t.Name, odata.WithBareName(t.Name, d.title))
			c.alias(d.title, t)
		}
	}
	if t.Name != full {
		c.r.Add(d.Page, res.pos, "type-case", diag.Info,
			"the type is spelled “"+full+"” here and “"+t.Name+"” elsewhere, which is taken",
			"spell it “"+t.Name+"”")
	}
	if res.note != nil && res.note.TypeAKA != "" {
		c.alias(res.note.TypeAKA, t)
	}
}

// alias lets t be found under another name too, unless a type has that name.
func (c *Catalog) alias(name string, t *api.Type) {
	key := odata.Fold(odata.BareName(odata.CleanTypeName(name)))
	if key == "" || key == odata.Fold(odata.BareName(t.Name)) {
		return
	}
	if old, taken := c.aliases[key]; taken && old != t {
		c.aliases[key] = nil // ambiguous
		return
	}
	c.aliases[key] = t
}

// fullName qualifies a name that a page declares.
func (c *Catalog) fullName(d *Declarations, name string) string {
	if strings.Contains(name, ".") {
		return c.qualify(name)
	}
	if d.namespace != "" {
		return d.namespace + "." + name
	}
	if c.ns != "" {
		return c.ns + "." + name
	}
	return name
}

// declarable returns the full name of a type that a page declares, or reports
// that it can be no type's name.
func (c *Catalog) declarable(d *Declarations, name string, pos parser.Pos) (full string, ok bool) {
	full = c.fullName(d, name)
	if odata.IsTypeName(full) && odata.Primitive(full) == "" {
		return full, true
	}
	if len(full) > limits.Name {
		c.r.Add(d.Page, pos, "type-name", diag.Warning,
			fmt.Sprintf("the name of a type has %d bytes, more than %d; it is left out: %s", len(full), limits.Name, report.Quote(name)), "give the type a shorter name")
		return "", false
	}
	c.r.Add(d.Page, pos, "type-name", diag.Warning,
		"“"+name+"” cannot be the name of a type; it is left out",
		"name the type by letters and digits, with dots between the parts of its namespace")
	return full, false
}

// mergeDuplicates decides which page speaks for a type that several declare:
// the one whose file is named after it, else the first by path. Its properties
// come first; what the others add follows.
func (c *Catalog) mergeDuplicates(found []*Declarations) {
	first := map[*api.Type]*resource{}
	for _, d := range found {
		for _, res := range d.resources {
			if res.t == nil {
				continue
			}
			old := first[res.t]
			if old == nil || !speaksFor(old) && speaksFor(res) {
				first[res.t] = res
			}
		}
	}
	for _, d := range found {
		for _, res := range d.resources {
			if t := res.t; t != nil && first[t] != res {
				c.r.Add(d.Page, res.pos, "type-duplicate", diag.Info,
					t.Name+" is declared on "+first[t].on.Page.Path+" too; that page speaks for it, and what only this one says is added",
					"describe a type on one page")
			}
		}
	}
	types := make([]*api.Type, 0, len(first))
	for t := range first {
		types = append(types, t)
		c.Clues(t)
	}
	parallel.Each(len(types), func(i int) { c.describe(types[i], first[types[i]]) })
}

// speaksFor reports whether the page's file is named after the type.
func speaksFor(res *resource) bool {
	file := api.PageName(odata.Fold(path.Base(res.on.Page.Path)))
	return file == odata.Fold(odata.BareName(res.t.Name)) && res.on.main == res.t
}

// describe fills in what the page that speaks for a type says about it.
func (c *Catalog) describe(t *api.Type, res *resource) {
	page := res.on.Page
	t.Page, t.Line = page.Path, res.pos.Line
	if res.on.main == t && (len(res.on.resources) == 1 || res.on.title != "") {
		t.Description = cmp.Or(leadParagraph(page), strings.TrimSpace(page.FrontMatter["description"]))
		t.Deprecation, t.Deprecated = saysDeprecated(page)
	}
	for _, s := range res.sections {
		if t.Description == "" && s.Level > 1 {
			t.Description = firstProse(s)
		}
	}
	if cut := phrases.CutLeadIn(t.Description); res.kind != nil || cut != "" && !res.on.odata {
		t.Description = cut
	}
	f := c.Clues(t)
	open := phrases.SaysOpen(t.Description)
	if res.on.main == t {
		f.saysEntity, f.saysComplex = res.on.form == phrases.EntityTitle, res.on.form == phrases.ComplexTitle
	}
	if n := res.note; n != nil {
		t.Abstract, t.Open, t.MediaEntity = n.Abstract, n.OpenType, n.IsMediaEntity
		f.keyProperty = n.KeyProperty
	}
	t.Open = t.Open || open
}

// assignSections gives each resource the sections that speak of it. All but the
// first one get the largest run of sections under one heading that holds their
// block and no other; the first one gets what is left.
func assignSections(page *parser.Page, list []*resource) {
	if len(list) == 1 {
		list[0].sections = page.Sections
	}
	if len(list) < 2 {
		return
	}
	o := outlineOf(page, list)
	owner := make([]*resource, len(page.Sections))
	for _, res := range list[1:] {
		i := o.at[res.code]
		for j := i; j >= 0 && o.blocks[o.end[j]]-o.blocks[j] == 1; j = o.parent[j] {
			i = j
		}
		if o.blocks[o.end[i]]-o.blocks[i] == 1 {
			for j := i; j < o.end[i]; j++ {
				owner[j] = res
			}
		}
	}
	for i, s := range page.Sections {
		if owner[i] == nil {
			owner[i] = list[0]
		}
		owner[i].sections = append(owner[i].sections, s)
	}
}

// An outline tells which sections are below which, and where blocks are.
type outline struct {
	at     map[*parser.Code]int // the section of a block
	parent []int                // -1 for none
	end    []int                // one past the last section below
	blocks []int                // how many blocks stand before a section
}

func outlineOf(page *parser.Page, list []*resource) outline {
	n := len(page.Sections)
	o := outline{
		at:     make(map[*parser.Code]int, len(list)),
		parent: make([]int, n), end: make([]int, n), blocks: make([]int, n+1),
	}
	for _, res := range list {
		o.at[res.code] = 0
	}
	var open []int
	for i, s := range page.Sections {
		for len(open) > 0 && page.Sections[open[len(open)-1]].Level >= s.Level {
			o.end[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
		o.parent[i] = -1
		if len(open) > 0 {
			o.parent[i] = open[len(open)-1]
		}
		open = append(open, i)
		o.blocks[i+1] = o.blocks[i]
		for _, b := range s.Blocks {
			if code, ok := b.(*parser.Code); ok {
				if _, ours := o.at[code]; ours {
					o.at[code] = i
					o.blocks[i+1]++
				}
			}
		}
	}
	for _, i := range open {
		o.end[i] = n
	}
	return o
}

// rootSpace returns the outermost of the namespaces in use that ns lies in. An
// API may have more types in microsoft.graph.security than in microsoft.graph:
// the latter is its own all the same, and names do not change with the balance.
// A single word ("microsoft") has to be more than a slip of the pen.
func rootSpace(ns string, spaces map[string]int) string {
	most := spaces[ns]
	for other, n := range spaces {
		slip := !strings.Contains(other, ".") && n*10 < most
		if !slip && len(other) < len(ns) && strings.HasPrefix(odata.Fold(ns), odata.Fold(other)+".") {
			ns = other
		}
	}
	return ns
}
