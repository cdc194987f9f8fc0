package types

// This file finds the types that pages describe without saying so in their titles: a
// page that is titled by the type's name alone ("Crate") and has a table of properties,
// and a page that describes several types, each in a section of its own. Such a page
// shows no requests; it lies among the pages of types, or others link to it from the
// type cells of their tables.

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A citation is a link in the type cell of a table: its text names a type.
type citation struct{ name, anchor string }

// declarePlain adds to what pages declare the types of plainly titled pages and of
// sections.
func declarePlain(all []*Declarations) {
	cited := citations(all)
	titles := map[string]bool{}
	for _, d := range all {
		titles[odata.Fold(d.title)] = true
	}
	words := sync.OnceValue(func() map[string]int { return typeWords(all) })
	texts := sync.OnceValue(func() map[string][]string { return linkTexts(all) })
	mentioned := mentionsOf(all)
	for _, d := range all {
		links := cited[odata.Fold(d.Page.Path)]
		if len(links) == 0 && d.mayDescribe() {
			called := texts()[odata.Fold(d.Page.Path)]
			if saysItInherits(d.Page) {
				called = append(called, d.Page.Title)
			}
			if name := calledByTitle(d.Page, called); name != "" {
				links = []citation{{name: name}}
			}
		}
		d.cited = links
		several := titlesTypes(d.Page) && !showsRequests(d.Page)
		named := sectionNames{}
		if !d.resource && len(d.resources) == 0 {
			named = namedSections(d.Page, mentioned[odata.Fold(d.Page.Path)])
		}
		sections := !d.resource && len(d.resources) == 0 && (several || len(named) > 0)
		if d.form == phrases.EnumTitle || len(links) == 0 && !sections && (!d.resource || len(d.resources) > 0) || isOperationPage(d.Page) {
			continue
		}
		parts := partsOf(d.Page, links, named, several)
		if sections && !several && (len(links) == 0 || isCallPage(d.Page)) {
			d.declareParts(headedParts(parts, links), links, words, titles)
			continue
		}
		if len(parts) == 0 {
			continue
		}
		if len(d.resources) > 0 {
			d.withoutParts(citedParts(parts, links))
			d.declareParts(citedParts(parts, links), links, words, titles)
			continue
		}
		if showsRequests(d.Page) && (len(links) == 0 || !illustrates(d.Page)) {
			continue
		}
		if name := plainName(d.Page, parts, links); name != "" {
			d.title, d.form, d.resource = name, phrases.ResourceTitle, true
			d.resources = []*resource{{on: d, code: representation(d.Page), pos: d.Page.TitlePos, name: odata.LowerFirst(name), sections: d.Page.Sections}}
			d.withoutParts(citedParts(parts, links))
			d.declareParts(citedParts(parts, links), links, words, titles)
			continue
		}
		d.declareParts(parts, links, words, titles)
	}
}

// citations gathers the links in type cells by the folded path of the page that they
// lead to.
func citations(all []*Declarations) map[string][]citation {
	paths := make(map[string]bool, len(all))
	for _, d := range all {
		if !slices.ContainsFunc(d.resources, func(res *resource) bool { return res.note != nil }) {
			paths[odata.Fold(d.Page.Path)] = true // a page with annotations needs no help
		}
	}
	cited := map[string][]citation{}
	for _, d := range all {
		for _, s := range d.Page.Sections {
			for _, b := range s.Blocks {
				table, ok := b.(*parser.Table)
				if !ok || len(table.Header) < 2 {
					continue
				}
				column := typeColumn(table)
				for _, row := range table.Rows {
					if column > 0 && column < len(row) {
						citationsIn(d.Page, &row[column], paths, cited)
					}
				}
			}
		}
	}
	return cited
}

// typeColumn returns the index of a table's column of types, or -1.
func typeColumn(t *parser.Table) int {
	for i := 1; i < len(t.Header); i++ {
		if phrases.AboutColumnOf(headerWord(t.Header[i])) == phrases.PropertyTypes {
			return i
		}
	}
	return -1
}

// citationsIn gathers the links of one cell.
func citationsIn(page *parser.Page, cell *parser.Text, paths map[string]bool, cited map[string][]citation) {
	for _, span := range cell.Spans {
		if span.Kind != parser.Link || span.End > len(cell.Plain) || strings.Contains(span.Dest, "://") {
			continue
		}
		name, _ := unwrapCollection(strings.Trim(cell.Plain[span.Start:span.End], "`* "))
		dest, anchor, _ := strings.Cut(odata.Fold(span.Dest), "#")
		to := odata.Fold(page.Path)
		if dest != "" {
			to = path.Join(path.Dir(to), dest)
		}
		to = api.FindPage(to, func(page string) bool { return paths[page] })
		if to != "" && odata.IsTypeName(name) && odata.Primitive(name) == "" {
			cited[to] = append(cited[to], citation{name, anchor})
		}
	}
}

// showsRequests reports whether a page shows requests or answers: then it is about a call.
func showsRequests(page *parser.Page) bool {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*parser.Code); ok && (code.Request != nil || code.Response != nil || len(code.Templates) > 0) {
				return true
			}
		}
	}
	return false
}

// illustrates reports whether a page shows requests as examples alone: then it may be a guide
// to what it describes in a table of properties, such as errors.
func illustrates(page *parser.Page) bool {
	below := 0 // the level of the heading of examples, 0 outside
	for _, s := range page.Sections {
		if s.Level <= below {
			below = 0
		}
		if below == 0 && phrases.HeadingOf(s.Heading.Plain) == phrases.Example {
			below = s.Level
		}
		for _, b := range s.Blocks {
			if code, ok := b.(*parser.Code); ok && below == 0 && (len(code.Templates) > 0 || code.Request != nil || code.Response != nil) {
				return false
			}
		}
	}
	return true
}

// plainName is the name of the one type that a page is about, or "": its tables of
// properties stand under no headings but those that say so, and those of types that
// links name, and its title is a name, or
// a few words that the page's place or a link makes one.
func plainName(page *parser.Page, parts []part, links []citation) string {
	own := slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return p.name != "" })
	if len(own) != 1 || len(own)+len(citedParts(parts, links)) < len(parts) {
		return ""
	}
	title := page.Title
	if i := strings.IndexByte(title, '('); i > 0 {
		title = title[:i]
	}
	words := strings.Fields(strings.Trim(title, "`* "))
	for len(words) > 1 && phrases.TitleOf(words[len(words)-1]) != phrases.NoTitle {
		words = words[:len(words)-1]
	}
	const few = 4 // words that a type is called by
	if len(words) == 0 || len(words) > few {
		return ""
	}
	name := JoinWords(words)
	for _, link := range links {
		if bare := odata.BareName(link.name); odata.EqualFold(bare, name) || link.anchor == "" && odata.EqualFold(bare, phrases.OneOf(name)) {
			return link.name
		}
	}
	if !odata.IsTypeName(name) || odata.Primitive(name) != "" || len(words) > 1 && !isFiledAs(page, name) {
		return ""
	}
	return name
}

// isFiledAs reports whether a page's file is called after a name, hyphens and the like
// aside: then a title of several words is that name, and no headline.
func isFiledAs(page *parser.Page, name string) bool {
	file := api.PageName(odata.Fold(path.Base(page.Path)))
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(file) == odata.Fold(name)
}

// JoinWords makes a name of the words of a heading: postalAddress of "Postal address".
func JoinWords(words []string) string {
	var b strings.Builder
	for i, word := range words {
		word = strings.Trim(word, "`*:,.\"'")
		if i > 0 {
			word = odata.UpperFirst(word)
		}
		b.WriteString(word)
	}
	return b.String()
}

// isAnchored reports whether a link in a type cell leads to a section.
func isAnchored(s *parser.Section, links []citation) bool {
	return slices.ContainsFunc(links, func(l citation) bool { return l.anchor != "" && l.anchor == anchorOf(s.Heading.Plain) })
}

// describesProperties reports whether a section has a table of properties with types. Of
// one that describes a type, whatever its heading says, that is any table with types.
func describesProperties(s *parser.Section, ofType bool) bool {
	heading := odata.Fold(strings.TrimSpace(s.Heading.Plain))
	if ofType {
		heading = anyProperties
	}
	for _, b := range s.Blocks {
		table, ok := b.(*parser.Table)
		if !ok {
			continue
		}
		if cols, ok := propertyColumns(table, heading, heading); ok && cols.typ > 0 && !cols.navigation {
			return true
		}
	}
	return false
}

// citedParts leaves those parts whose heading a link in a type cell leads to.
func citedParts(parts []part, links []citation) []part {
	var cited []part
	for _, p := range parts {
		if p.name != "" && slices.ContainsFunc(links, func(l citation) bool { return l.leadsTo(p) }) {
			cited = append(cited, p)
		}
	}
	return cited
}

// leadsTo reports whether a link leads to a part of its page, by its anchor or its text.
func (l citation) leadsTo(p part) bool {
	return l.anchor != "" && l.anchor == anchorOf(p.sections[0].Heading.Plain) || odata.EqualFold(odata.BareName(l.name), p.name)
}

// anchorOf is the anchor that a heading has on a published page: in lower case, with
// hyphens for blanks, and without punctuation.
func anchorOf(heading string) string {
	var b strings.Builder
	for _, r := range odata.Fold(strings.TrimSpace(heading)) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 0x7f:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// typeWords counts the names that stand alone in type cells.
func typeWords(all []*Declarations) map[string]int {
	words := map[string]int{}
	for _, d := range all {
		for _, s := range d.Page.Sections {
			for _, b := range s.Blocks {
				table, ok := b.(*parser.Table)
				if !ok || len(table.Header) < 2 {
					continue
				}
				column := typeColumn(table)
				for _, row := range table.Rows {
					if column < 0 || column >= len(row) {
						continue
					}
					if word, _ := unwrapCollection(row[column].Plain); odata.IsTypeName(word) && odata.Primitive(word) == "" {
						words[word]++
					}
				}
			}
		}
	}
	return words
}

// mostCalled returns the spelling of a name, without its namespace, that most cells
// have, with "Type" behind it or without: services call their complex types so. What
// pages are titled by is the name of another type.
func mostCalled(name string, words map[string]int, titled map[string]bool) string {
	plain := func(s string) string { return strings.TrimSuffix(odata.Fold(odata.BareName(s)), "type") }
	counts := map[string]int{}
	for word, n := range words {
		if plain(word) == plain(name) && !titled[odata.Fold(word)] {
			counts[odata.BareName(word)] += n
		}
	}
	if best := mostFrequent(counts); best != "" && counts[best] > counts[odata.BareName(name)] {
		return best
	}
	return odata.BareName(name)
}

// setPartsApart gives the types of sections that are called like the type of another page
// a name of their own: unitOfMeasureType beside unitOfMeasure.
func setPartsApart(all []*Declarations) {
	titled := map[string]bool{}
	for _, d := range all {
		for _, res := range d.resources {
			if res.part == "" {
				titled[odata.Fold(odata.BareName(res.name))] = true
				titled[odata.Fold(res.set)] = true
			}
		}
	}
	for _, d := range all {
		for _, res := range d.resources {
			if res.part != "" && titled[odata.Fold(odata.BareName(res.name))] {
				res.name += "Type"
			}
		}
	}
}

// withoutParts takes the sections that describe other types from those of the page's own.
func (d *Declarations) withoutParts(parts []part) {
	for _, res := range d.resources {
		res.sections = slices.DeleteFunc(slices.Clone(res.sections), func(s *parser.Section) bool {
			return slices.ContainsFunc(parts, func(p part) bool { return slices.Contains(p.sections, s) })
		})
	}
}

// declareParts adds a type for each part. It is called what the links that lead to it
// say, or most cells, else what its block of JSON is headed, else what its heading says.
func (d *Declarations) declareParts(parts []part, links []citation, words func() map[string]int, titles map[string]bool) {
	spaces := map[string]int{}
	for _, l := range links {
		if ns := odata.NamespaceOf(l.name); ns != "" {
			spaces[ns]++
		}
	}
	ns := mostFrequent(spaces)
	for _, p := range parts {
		name, code := odata.LowerFirst(p.name), representationIn(p.sections)
		if !showsPart(code, rowNames(p.sections)) {
			code = nil
		}
		shown := blockName(p.sections)
		if shown != "" {
			name = shown
		}
		for _, l := range links {
			if l.leadsTo(p) || shown != "" && odata.EqualFold(odata.BareName(l.name), shown) {
				name = l.name
			}
		}
		if name == "" || !odata.IsTypeName(name) || odata.Primitive(name) != "" {
			continue
		}
		bare := odata.BareName(name)
		if name = mostCalled(name, words(), titles); ns != "" {
			name = ns + "." + name
		}
		d.resources = append(d.resources, &resource{on: d, code: code, pos: p.sections[0].Pos, name: name, sections: p.sections, part: p.name, also: bare, headed: p.headed})
		d.resource = true
	}
}

// representationIn finds the block of JSON in the sections about a type.
func representationIn(sections []*parser.Section) *parser.Code {
	for _, s := range sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*parser.Code); ok && code.JSON != nil && code.Request == nil && code.Response == nil {
				return code
			}
		}
	}
	return nil
}

// blockName returns the name that stands in quotes before the object in a block of the
// sections: "PostalAddress" { ... }.
func blockName(sections []*parser.Section) string {
	for _, s := range sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok {
				continue
			}
			head, _, ok := strings.Cut(code.Text, "{")
			if name := strings.Trim(strings.TrimSpace(head), `"'`); ok && odata.IsTypeName(name) {
				return name
			}
		}
	}
	return ""
}
