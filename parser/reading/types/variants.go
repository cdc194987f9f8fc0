package types

// This file reads the kinds of a thing that its page describes beside it: a section "### Car",
// or a table behind "A vehicle whose `kind` is `car` also has:". The property tells the
// objects of these types apart. They are taken off the page before anything else is read of
// it, so that what is left is the page of the base as any other. Columns that say the same
// are read in variantcolumns.go.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A variant is what a page says of the objects of its type that have one value in a property.
type variant struct {
	member, value string
	sections      []*parser.Section
	t             *api.Type // once it is declared
}

// declareVariants adds to what pages declare the kinds that they describe beside a type. A page
// that turns out to be about no type is read whole.
func declareVariants(pages []*parser.Page, all []*Declarations) {
	for i, d := range all {
		if len(d.variants) == 0 {
			continue
		}
		if len(d.resources) == 0 {
			d.Page, d.variants = withoutCalls(pages[i]), nil
			continue
		}
		for _, k := range d.variants {
			d.resources = append(d.resources, &resource{
				on: d, code: representationIn(k.sections), pos: k.sections[0].Pos, name: k.name(), sections: k.sections, part: k.name(), also: k.name(), kind: k,
			})
		}
	}
}

// fromVariants notes that the kinds which a page describes derive from its type.
func (a *ancestry) fromVariants(d *Declarations) {
	for _, k := range d.variants {
		if k.t != nil && k.t != d.main {
			a.below = append(a.below, descent{k.t, d.main})
			a.kinds = append(a.kinds, kindTold{k.t, k.member, k.value})
		}
	}
}

// name is what the type of a variant is called.
func (v *variant) name() string { return odata.LowerFirst(NestedName(v.value, "")) }

// A kindMember is a property whose description lists values, which may be kinds.
type kindMember struct {
	name   string
	values []api.Member
}

// kindMembers lists the properties of a page whose descriptions list values.
func kindMembers(page *parser.Page) []kindMember {
	var list []kindMember
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			table, ok := b.(*parser.Table)
			if !ok || typeColumn(table) < 0 {
				continue
			}
			at := descriptionColumn(table)
			for _, row := range table.Rows {
				if at < 0 || at >= len(row) {
					continue
				}
				name := strings.Trim(row[0].Plain, "`* ")
				values := PossibleValues(row[at])
				if len(values) == 0 {
					values = ownValues(row[at])
				}
				if len(values) > 1 && odata.IsPropertyName(name) {
					list = append(list, kindMember{name, values})
				}
			}
		}
	}
	return list
}

// descriptionColumn returns the index of a table's column of descriptions, or -1.
func descriptionColumn(t *parser.Table) int {
	return slices.IndexFunc(t.Header, func(h parser.Text) bool {
		return phrases.AboutColumnOf(headerWord(h)) == phrases.PropertyDescriptions
	})
}

// A variantReader takes the variants off a page.
type variantReader struct {
	page    *parser.Page
	title   []string // its words, folded
	members []kindMember
	kept    []*parser.Section
	found   []*variant
	sure    bool // a sentence or a column speaks of a kind
}

// withoutVariants returns a page without what it says of single kinds, and these. A page that
// says nothing of the sort is returned as it is, and so is one about a call.
func withoutVariants(page *parser.Page) (*parser.Page, []*variant) {
	if isOperationPage(page) || showsRequests(page) && !illustrates(page) {
		return page, nil
	}
	v := &variantReader{page: page, title: strings.Fields(odata.Fold(page.Title)), members: kindMembers(page)}
	if len(v.members) == 0 {
		return page, nil
	}
	v.read()
	members := map[string]bool{}
	for _, found := range v.found {
		members[found.member] = true
	}
	// A heading alone may be that of what a property holds: it takes another one of its kind.
	if len(v.found) == 0 || len(members) > 1 || len(v.found) == 1 && !v.sure {
		return page, nil
	}
	cut := *page
	cut.Sections = v.kept
	return &cut, v.found
}

// read reads the sections of the page one after the other. What a heading opens ends with the
// next of its level; what a sentence opens, with the next heading or such sentence.
func (v *variantReader) read() {
	var open []*variant // what the sections at hand are about, by their heading
	level := 0
	for _, s := range v.page.Sections {
		if len(open) > 0 && s.Level <= level {
			open = nil
		}
		if kinds := v.headed(s); len(kinds) > 0 {
			open, level = kinds, s.Level
		}
		v.section(s, open)
	}
}

// section divides the blocks of a section among the base and the variants.
func (v *variantReader) section(s *parser.Section, open []*variant) {
	runs := []run{{of: open}}
	for i, b := range s.Blocks {
		if p, ok := b.(*parser.Paragraph); ok && len(open) == 0 && leadsToTable(s.Blocks[i+1:]) {
			if kinds := v.told(p.Text); len(kinds) > 0 {
				v.sure = true
				runs = append(runs, run{of: kinds})
			} else if len(runs) > 1 {
				runs = append(runs, run{})
			}
		}
		last := &runs[len(runs)-1]
		if table, ok := b.(*parser.Table); ok && len(last.of) == 0 {
			b = v.divided(s, table)
		}
		last.blocks = append(last.blocks, b)
	}
	var own []parser.Block
	for _, r := range runs {
		for _, k := range r.of {
			part := *s
			part.Blocks, part.Level = r.blocks, max(s.Level, 2)
			k.sections = append(k.sections, &part)
		}
		if len(r.of) == 0 {
			own = append(own, r.blocks...)
		}
	}
	if len(open) == 0 {
		part := *s
		part.Blocks = own
		v.kept = append(v.kept, &part)
	}
}

// A run is a run of blocks about the same kinds, none for all.
type run struct {
	of     []*variant
	blocks []parser.Block
}

// leadsToTable reports whether a table with types is the first of blocks, or the second
// behind JSON.
func leadsToTable(blocks []parser.Block) bool {
	for i, b := range blocks[:min(len(blocks), 2)] {
		switch b := b.(type) {
		case *parser.Table:
			return typeColumn(b) > 0
		case *parser.Code:
			if i > 0 || b.JSON == nil {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// headed returns the variants that a section is about by its heading or the sentence below
// it, if a table of properties stands there.
func (v *variantReader) headed(s *parser.Section) []*variant {
	if s.Level < 2 || !slices.ContainsFunc(s.Blocks, isTypedTable) {
		return nil
	}
	if kinds := v.told(s.Heading); len(kinds) > 0 {
		return kinds
	}
	heading := s.Heading.Plain
	if phrases.TopicsOf(odata.Fold(heading))&^phrases.TopicOther != 0 || phrases.HeadingOf(heading) != phrases.NoHeading {
		return nil // of an outline: a sentence below it speaks for its own table alone
	}
	for i, b := range s.Blocks {
		p, ok := b.(*parser.Paragraph)
		if !ok {
			return nil
		}
		if kinds := v.told(p.Text); len(kinds) == 1 && leadsToTable(s.Blocks[i+1:]) && tablesIn(s) == 1 {
			v.sure = true
			return kinds
		}
	}
	return nil
}

// isTypedTable reports whether a block is a table with a column of types.
func isTypedTable(b parser.Block) bool {
	table, ok := b.(*parser.Table)
	return ok && typeColumn(table) > 0
}

// tablesIn counts the tables with types in a section.
func tablesIn(s *parser.Section) int {
	n := 0
	for _, b := range s.Blocks {
		if isTypedTable(b) {
			n++
		}
	}
	return n
}

// told returns the variants that a heading or a sentence is about: those of the values that it
// has, and what else it says is nothing that another thing could be meant by; or it says in
// so many words that a property has the value.
func (v *variantReader) told(t parser.Text) []*variant {
	for i := range v.members {
		m := &v.members[i]
		if values := v.named(m, t.Plain); len(values) > 0 {
			return v.of(m.name, values)
		}
	}
	codes := codeSpans(t, 0, len(t.Plain))
	if len(codes) != 2 {
		return nil
	}
	member, value := trimmed(t, codes[0]), trimmed(t, codes[1])
	says := phrases.SaysKindIs(odata.Fold(strings.Trim(t.Plain[codes[0].End:codes[1].Start], "` ")))
	for i := range v.members {
		if m := &v.members[i]; says && m.name == member && m.lists(value) != "" {
			return v.of(member, []string{m.lists(value)})
		}
	}
	return nil
}

// lists returns the value of a property as it lists it, "" where it does not.
func (m *kindMember) lists(value string) string {
	for _, listed := range m.values {
		if sign := phrases.Signless(listed.Name); sign != "" && (sign == phrases.Signless(value) || sign == phrases.Signless(phrases.OneOf(value))) {
			return listed.Name
		}
	}
	return ""
}

// named returns the values of a property that a text names, nil where it says anything else.
func (v *variantReader) named(m *kindMember, text string) []string {
	const most = 24 // words of a sentence that leads to a table
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || strings.ContainsRune("`*\"':,;=.()/", r) })
	if len(words) == 0 || len(words) > most {
		return nil
	}
	var values []string
	for i := 0; i < len(words); i++ {
		value, n := "", min(3, len(words)-i) // words of a value: "Flight case" of flight_case
		for ; n > 0 && value == ""; n-- {
			value = m.lists(JoinWords(words[i : i+n]))
		}
		low := odata.Fold(words[i])
		switch {
		case value != "":
			if i += n; !slices.Contains(values, value) {
				values = append(values, value)
			}
		case !phrases.StandsAroundKind(low) && !strings.EqualFold(low, m.name) && !slices.Contains(v.title, low) && !slices.Contains(v.title, odata.Fold(phrases.OneOf(low))):
			return nil
		}
	}
	return values
}

// of returns the variants of values of a property, in the order of the page.
func (v *variantReader) of(member string, values []string) []*variant {
	var list []*variant
	for _, value := range values {
		at := slices.IndexFunc(v.found, func(k *variant) bool { return k.member == member && k.value == value })
		if at < 0 {
			at = len(v.found)
			v.found = append(v.found, &variant{member: member, value: value})
		}
		list = append(list, v.found[at])
	}
	return list
}
