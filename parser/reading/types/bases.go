package types

// This file decides what derives from what. Pages say it in many places, and
// rarely in all of them, so that every statement is a candidate, in the order of
// how much it is to be trusted:
//
//  1. "baseType" in the annotation of the resource;
//  2. prose at the head of its page: "Inherits from [policyBase](policybase.md)";
//  3. the base's own page: "This is the base type for [room] and [roomList]",
//     or a section "Derived types";
//  4. property tables: "Inherited from [mobileApp](mobileapp.md)".
//
// The first candidate is the base, unless a later one derives from it: a page
// may name its root ("baseType": "microsoft.graph.entity") and tell the direct
// base in prose, or say for each property from how far up it comes.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// readBases gathers the candidates, chooses among them, and cuts cycles. Annotations
// may declare types; all else that pages say is read side by side.
func (c *Catalog) readBases(found []*Declarations) {
	g := &lineage{c: c, candidates: map[*api.Type][]*api.Type{}}
	for _, d := range found {
		for _, res := range d.resources {
			if res.t != nil {
				g.fromAnnotation(res)
			}
		}
	}
	all := make([]ancestry, len(found))
	parallel.Each(len(found), func(i int) { all[i] = c.ancestryOn(found[i]) })
	for _, a := range all {
		for _, t := range a.abstract {
			t.Abstract = true
		}
		g.addAll(a.prose)
		for _, k := range a.kinds {
			c.told[k.t] = append(c.told[k.t], k)
		}
	}
	for i, a := range all {
		if len(a.below) > 0 {
			c.Clues(found[i].main).NamesDerived = true
		}
		g.addAll(a.below)
	}
	for _, a := range all {
		g.addAll(a.tables)
	}
	g.choose()
	g.cutCycles()
}

// An ancestry is what one page says of bases besides its annotations.
type ancestry struct {
	abstract []*api.Type
	prose    []descent // in the prose about a type
	below    []descent // in what names the types that derive from the page's
	tables   []descent
	kinds    []kindTold
}

// A descent tells that a type may derive from another.
type descent struct{ t, base *api.Type }

// ancestryOn reads what a page says of bases.
func (c *Catalog) ancestryOn(d *Declarations) ancestry {
	var a ancestry
	for _, res := range d.resources {
		if res.t == nil {
			continue
		}
		if res.t == d.main {
			c.fromProse(&a, res)
		}
		c.fromTables(&a, res)
	}
	if d.main != nil && d.main.Kind != api.Enum {
		c.fromBasePage(&a, d)
		if !c.Convention.IsOData() {
			c.fromKindTables(&a, d)
			a.fromVariants(d)
		}
	}
	return a
}

// A lineage holds, by type, what its base may be, the most trusted first.
type lineage struct {
	c          *Catalog
	candidates map[*api.Type][]*api.Type
	order      []*api.Type // of the keys of candidates
}

// addAll notes what a page says.
func (g *lineage) addAll(list []descent) {
	for _, s := range list {
		g.add(s.t, s.base)
	}
}

// add notes that t may derive from base.
func (g *lineage) add(t, base *api.Type) {
	if t == nil || base == nil || t == base || base.Kind == api.Enum || t.Kind == api.Enum {
		return
	}
	known := g.candidates[t]
	if known == nil {
		g.order = append(g.order, t)
	}
	// A page repeats its base in every row; a handful of distinct ones is
	// all there is to choose from.
	const enough = 8
	if len(known) >= enough {
		return
	}
	for _, other := range known {
		if other == base {
			return
		}
	}
	g.candidates[t] = append(known, base)
}

// fromAnnotation reads "baseType". A base that no page declares is declared.
func (g *lineage) fromAnnotation(res *resource) {
	if res.note == nil {
		return
	}
	name := odata.CleanTypeName(res.note.BaseType)
	if stated := res.note.Value.Get("baseType"); name == "" && stated != nil && stated.Kind != relaxed.Null {
		g.c.r.Add(res.on.Page, res.note.Pos, "base-unknown", diag.Warning,
			"the annotation has a baseType that names no type",
			"write the full name of the base type, or leave baseType out")
	}
	if name == "" || odata.Primitive(name) != "" {
		return
	}
	if !odata.IsTypeName(name) {
		g.c.r.Add(res.on.Page, res.note.Pos, "base-unknown", diag.Warning,
			"the baseType “"+name+"” is no name of a type",
			`write a type's full name, as "microsoft.graph.entity"`)
		return
	}
	known := g.c.FindIn(odata.NamespaceOf(res.t.Name), name)
	if known == nil {
		g.c.r.Add(res.on.Page, res.note.Pos, "base-unknown", diag.Warning,
			"no page declares the base type "+name+" of "+res.t.Name,
			"add a page for the base type, or correct its name")
		known = g.c.mention(res.on.Page, name, res.note.Pos)
		known.Abstract = true
		g.c.Clues(known).namedOn = nil // this was the report
	}
	g.add(res.t, known)
}

// fromProse reads what the head of a type's own page says.
func (c *Catalog) fromProse(a *ancestry, res *resource) {
	d := res.on
	for _, s := range headSections(d.Page) {
		for _, b := range s.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok {
				continue
			}
			if phrases.CallsAbstract(p.Plain) && s.Level <= 1 && !p.Quoted {
				a.abstract = append(a.abstract, res.t)
			}
			if a.prose = c.appendBases(a.prose, res, p.Text); !c.Convention.IsOData() {
				c.fromKindProse(a, res, p.Text)
			}
		}
	}
	a.prose = c.appendBases(a.prose, res, parser.Text{Plain: d.Page.FrontMatter["description"]})
}

// appendBases appends what the sentences of a text call the base of a page's subject.
func (c *Catalog) appendBases(list []descent, res *resource, t parser.Text) []descent {
	for _, sen := range sentences(t.Plain) {
		if base := c.baseIn(res.on, t, sen); base != nil {
			list = append(list, descent{res.t, base})
		}
	}
	return list
}

// headSections returns the sections before the first subheading, and the
// opening of the one on properties.
func headSections(page *parser.Page) []*parser.Section {
	var head []*parser.Section
	body := false
	for _, s := range page.Sections {
		body = body || s.Level > 1
		if !body || phrases.PropertyHeadingOf(odata.Fold(strings.TrimSpace(s.Heading.Plain))) == phrases.Properties {
			head = append(head, s)
		}
	}
	return head
}

// baseIn returns the type that a sentence calls the base of the page's subject.
func (c *Catalog) baseIn(d *Declarations, t parser.Text, sen sentence) *api.Type {
	if !strings.Contains(t.Plain[sen.start:sen.end], " ") {
		return nil
	}
	low := odata.Fold(t.Plain[sen.start:sen.end])
	if len(low) != sen.end-sen.start {
		return nil
	}
	from, to, ok := phrases.BasePhrase(low)
	if !ok || c.speaksOfOther(d, t, sen.start, sen.start+from) {
		return nil
	}
	return c.nameAfter(d, t, sen.start+to, sen.end)
}

// speaksOfOther reports whether a link within t.Plain[from:to] leads to another
// type than the page's own: then that one is the sentence's subject.
func (c *Catalog) speaksOfOther(d *Declarations, t parser.Text, from, to int) bool {
	for _, s := range t.Spans {
		if s.Kind != parser.Link || s.Start < from || s.End > to {
			continue
		}
		if other := c.follow(d.Page, s.Dest, t.Plain[s.Start:s.End]); other != nil && other != d.main {
			return true
		}
	}
	return false
}

// nameAfter returns the type named right behind a phrase: by a link with at
// most a few words before it, or by its bare name.
func (c *Catalog) nameAfter(d *Declarations, t parser.Text, from, to int) *api.Type {
	const fewWords = 4
	for _, s := range t.Spans {
		if s.Kind != parser.Link || s.Start < from || s.End > to {
			continue
		}
		if len(strings.Fields(t.Plain[from:s.Start])) > fewWords {
			return nil
		}
		return c.follow(d.Page, s.Dest, t.Plain[s.Start:s.End])
	}
	words := strings.Fields(t.Plain[from:to])
	for i, word := range words {
		if i >= fewWords {
			break
		}
		word = strings.Trim(word, "`*,;:()")
		// "entity" is a type too where it closes the sentence.
		if filler := phrases.FillerOf(odata.Fold(word)); filler != phrases.NoFiller && (i+1 < len(words) || filler != phrases.EntityFiller) {
			continue
		}
		if !odata.IsTypeName(word) {
			return nil
		}
		ns := odata.NamespaceOf(d.main.Name)
		if t := c.FindIn(ns, word); t != nil || i == 0 || phrases.FillerOf(odata.Fold(words[i-1])) != phrases.BaseFiller {
			return t
		}
		return c.FindIn(ns, word+"Base") // "from base policy type": policyBase
	}
	return nil
}

// fromBasePage reads what a base's page says of the types that derive from it.
func (c *Catalog) fromBasePage(a *ancestry, d *Declarations) {
	for _, s := range d.Page.Sections {
		if phrases.HeadsDerived(s.Heading.Plain) {
			c.derivedIn(a, d, s.Blocks)
			continue
		}
		if s.Level > 1 {
			continue
		}
		for j, b := range s.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok {
				continue
			}
			if c.derivedInProse(a, d, p.Text) && j+1 < len(s.Blocks) {
				c.derivedIn(a, d, s.Blocks[j+1:j+2])
			}
		}
	}
}

// derivedIn reads a table or list of derived types: the first link of each row
// or item.
func (c *Catalog) derivedIn(a *ancestry, d *Declarations, blocks []parser.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *parser.Table:
			for _, row := range b.Rows {
				if len(row) > 0 {
					c.addFirst(a, d, row[0])
				}
			}
		case *parser.List:
			for _, item := range b.Items {
				c.addFirst(a, d, item)
			}
		}
	}
}

// addFirst notes that the first type linked in t derives from the page's.
func (c *Catalog) addFirst(a *ancestry, d *Declarations, t parser.Text) {
	if types := c.Linked(d.Page, t); len(types) > 0 {
		a.below = append(a.below, descent{types[0], d.main})
	}
}

// derivedInProse reads the sentences of a paragraph that name derived types.
// The result reports whether the last one announces a list of them.
func (c *Catalog) derivedInProse(a *ancestry, d *Declarations, t parser.Text) (announces bool) {
	low := odata.Fold(t.Plain)
	if len(low) != len(t.Plain) {
		return false
	}
	for _, sen := range sentences(t.Plain) {
		from, to := phrases.DerivedPart(low[sen.start:sen.end])
		if to < 0 && !c.Convention.IsOData() {
			if from = phrases.UnionFrom(low[sen.start:sen.end]); from >= 0 {
				to = sen.end - sen.start
			}
		}
		if to < 0 {
			continue
		}
		n := 0
		for _, s := range t.Spans {
			if s.Kind != parser.Link || s.Start < sen.start+from || s.End > sen.start+to {
				continue
			}
			if derived := c.follow(d.Page, s.Dest, t.Plain[s.Start:s.End]); derived != nil {
				a.below = append(a.below, descent{derived, d.main})
				n++
			}
		}
		announces = n == 0 && strings.HasSuffix(strings.TrimSpace(low[:sen.end]), ":")
	}
	return announces
}

// fromTables reads "Inherited from [x]" in the cells of a resource's tables.
func (c *Catalog) fromTables(a *ancestry, res *resource) {
	for _, s := range res.sections {
		for _, b := range s.Blocks {
			table, ok := b.(*parser.Table)
			if !ok {
				continue
			}
			for _, row := range table.Rows {
				for _, cell := range row[min(1, len(row)):] {
					c.fromCell(a, res, cell)
				}
			}
		}
	}
}

func (c *Catalog) fromCell(a *ancestry, res *resource, cell parser.Text) {
	from := phrases.InheritedFrom(cell.Plain)
	if from < 0 {
		return
	}
	to := len(cell.Plain)
	if j := strings.Index(cell.Plain[from:], ". "); j >= 0 {
		to = from + j
	}
	d := *res.on
	d.main = res.t
	if base := c.nameAfter(&d, cell, from, to); base != nil {
		a.tables = append(a.tables, descent{res.t, base})
	}
}

// choose settles each type's base among its candidates.
func (g *lineage) choose() {
	for _, t := range g.order {
		t.BaseType = g.candidates[t][0]
	}
	chosen := make(map[*api.Type]*api.Type, len(g.order))
	for _, t := range g.order {
		best := g.candidates[t][0]
		for _, other := range g.candidates[t][1:] {
			if other.DerivesFrom(best) && !other.DerivesFrom(t) {
				best = other
			}
		}
		chosen[t] = best
	}
	for _, t := range g.order {
		t.BaseType = chosen[t]
		t.Base = chosen[t].Name
	}
}

// cutCycles takes the base from a type that would be its own ancestor. A chain
// is walked once: marks tell how far earlier walks have come.
func (g *lineage) cutCycles() {
	const (
		walking = 1
		done    = 2
	)
	marks := map[*api.Type]byte{}
	for _, start := range g.order {
		var walked []*api.Type
		for t := start; t != nil && marks[t] != done; t = t.BaseType {
			marks[t] = walking
			walked = append(walked, t)
			if t.BaseType != nil && marks[t.BaseType] == walking {
				g.reportCycle(t)
				t.BaseType, t.Base = nil, ""
			}
		}
		for _, t := range walked {
			marks[t] = done
		}
	}
}

func (g *lineage) reportCycle(t *api.Type) {
	d := g.c.On(t.Page)
	if d == nil {
		return
	}
	g.c.r.Add(d.Page, parser.Pos{Line: t.Line, Column: 1}, "base-cycle", diag.Warning,
		t.Name+" derives from "+t.Base+", which derives from "+t.Name,
		"correct the baseType of one of them")
}
