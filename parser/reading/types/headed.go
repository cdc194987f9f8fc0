package types

// This file tells which sections describe a type of their own, and what they call it. A
// heading may say so ("The crate object"): that is enough. Others name a thing and no more
// ("Crate", "Attributes of a crate", "Operations" as the title of a page of calls): they
// have a table with types below them, and somebody else has to call the thing so: a link
// that leads there, or another heading of the page ("List crates").

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// headedName is the name in a heading or a link that says what it names: addOn of "Add-on
// resource" and of "The add-on object". It is "" for any other.
func headedName(text string) string {
	words := subjectWords(text)
	n := len(words) - 1
	if n < 1 {
		return ""
	}
	if form := phrases.TitleOf(words[n]); form == phrases.NoTitle || form == phrases.EnumTitle {
		return ""
	}
	if n > 1 && phrases.TitleOf(words[n-1]+" "+words[n]) != phrases.NoTitle {
		n-- // "clock complex type"
	}
	return nameOf(words[:n])
}

// bareName is the name in a heading that names a thing, or what it consists of, and does
// not say what it is: crate of "Crate" and of "Attributes of a crate".
func bareName(text string) string {
	if phrases.HeadingOf(text) != phrases.NoHeading {
		return ""
	}
	words, _ := phrases.CutMembers(subjectWords(text))
	thing := strings.Join(words, " ")
	if phrases.TopicsOf(odata.Fold(thing)) != 0 {
		return "" // "Properties" is about the page's own type
	}
	return nameOf(subjectWords(thing))
}

// subjectWords are the words of a heading without an article in front.
func subjectWords(text string) []string {
	words := strings.Fields(strings.Trim(strings.TrimSpace(text), "`*: "))
	if len(words) > 1 && phrases.IsArticle(words[0]) {
		words = words[1:]
	}
	return words
}

// nameOf makes the name of a type of the words that it is called by, "" where they are none.
func nameOf(words []string) string {
	const few = 4 // words that a type is called by
	if len(words) == 0 || len(words) > few || phrases.VerbOf(odata.Fold(words[0])) != phrases.NoVerb || slices.ContainsFunc(words, phrases.IsArticle) {
		return ""
	}
	name := odata.LowerFirst(NestedName(strings.Join(words, "-"), ""))
	if !odata.IsTypeName(name) || odata.Primitive(name) != "" {
		return ""
	}
	return name
}

// A mention is a link in a sentence or a cell to a section of a page: "The
// [crate](ships.md#crate) that is sent".
type mention struct{ text, anchor string }

// mentionsOf gathers the links in sentences and cells by the folded path of the page that
// they lead to. Lists of links are tables of contents, which call nothing a thing.
func mentionsOf(all []*Declarations) map[string][]mention {
	paths := make(map[string]bool, len(all))
	for _, d := range all {
		paths[odata.Fold(d.Page.Path)] = true
	}
	found := map[string][]mention{}
	for _, d := range all {
		for _, s := range d.Page.Sections {
			for _, b := range s.Blocks {
				switch b := b.(type) {
				case *parser.Paragraph:
					mentionsIn(d.Page, &b.Text, paths, found)
				case *parser.Table:
					for _, row := range b.Rows {
						for i := range row {
							mentionsIn(d.Page, &row[i], paths, found)
						}
					}
				}
			}
		}
	}
	return found
}

// mentionsIn adds the links of one text.
func mentionsIn(page *parser.Page, t *parser.Text, paths map[string]bool, found map[string][]mention) {
	linkedPages(page, t, paths, func(to, text, anchor string) {
		found[to] = append(found[to], mention{text: text, anchor: anchor})
	})
}

// A sectionNames tells what the sections of a page call the types that they describe.
type sectionNames map[*parser.Section]string

// namedSections tells which sections of a page describe a type. The head of a page may
// do so where the page goes on to calls.
func namedSections(page *parser.Page, links []mention) sectionNames {
	names := sectionNames{}
	said, singular := callingsOn(page, links)
	calls := isCallPage(page)
	below := 0 // the level of a heading on a part of a call, 0 outside
	for _, s := range page.Sections {
		if s.Level <= below {
			below = 0
		}
		if h := phrases.HeadingOf(s.Heading.Plain); below == 0 && s.Level > 1 && h != phrases.NoHeading {
			below = s.Level
		}
		text := s.Heading.Plain
		switch {
		case isResourceSection(s):
			names[s] = headedName(text)
		case s.Level <= 1 && !(calls && describesProperties(s, true) && !asks(s)):
		case below > 0 || s.Level > 1 && !describesThing(s):
		default:
			if name := calledSo(s, bareName(titleIn(page, s)), &said, &singular); name != "" {
				names[s] = name
			}
		}
	}
	return names
}

// isCallPage reports whether a page is about calls, which it shows requests of or heads
// sections by.
func isCallPage(page *parser.Page) bool {
	return showsRequests(page) || slices.ContainsFunc(page.Sections, asks)
}

// asks reports whether a section shows a request, or has one in its text.
func asks(s *parser.Section) bool {
	return slices.ContainsFunc(s.Blocks, func(b parser.Block) bool {
		switch b := b.(type) {
		case *parser.Code:
			return b.Request != nil || b.Response != nil || len(b.Templates) > 0
		case *parser.Paragraph:
			return opensWithRequest(&b.Text)
		}
		return false
	})
}

// opensWithRequest reports whether a text begins with inline code that is a request.
func opensWithRequest(t *parser.Text) bool {
	for _, span := range t.Spans {
		if span.Kind == parser.CodeSpan && span.Start == 0 && span.End <= len(t.Plain) {
			_, _, ok := parser.CutRequest(t.Plain[:span.End])
			return ok
		}
	}
	return false
}

// describesThing reports whether a section that is about no call has a table of what a
// thing consists of: not one of parameters.
func describesThing(s *parser.Section) bool {
	return !asks(s) && describesProperties(s, true) && !slices.ContainsFunc(s.Blocks, func(b parser.Block) bool {
		t, ok := b.(*parser.Table)
		return ok && len(t.Header) > 0 && phrases.HeadsParameters(t.Header[0].Plain) && phrases.NameColumnOf(headerWord(t.Header[0])) != phrases.PropertyNames
	})
}

// callings are names by those that call things so: the links to a page, by their anchors, and
// the sections whose headings end in the name ("List crates").
type callings struct {
	links    map[string]map[string]bool
	headings map[string][]*parser.Section
}

// callingsOn gathers what things are called on a page and in the links to it, folded: as it
// is said, and in the singular.
func callingsOn(page *parser.Page, links []mention) (said, singular callings) {
	const most = 3 // words of a name
	said = callings{map[string]map[string]bool{}, map[string][]*parser.Section{}}
	singular = callings{map[string]map[string]bool{}, map[string][]*parser.Section{}}
	for _, l := range links {
		name := bareName(l.text)
		said.link(l.anchor, name)
		singular.link(l.anchor, phrases.OneOf(name))
	}
	for _, s := range page.Sections {
		words := strings.Fields(titleIn(page, s))
		for n := 1; n <= min(most, len(words)); n++ {
			if s.Level > 1 && len(words) == n {
				continue // a heading does not call itself
			}
			name := nameOf(words[len(words)-n:])
			note(said.headings, odata.Fold(name), s)
			note(singular.headings, odata.Fold(phrases.OneOf(name)), s)
		}
	}
	return said, singular
}

// link adds what a link calls what it leads to.
func (c *callings) link(anchor, name string) {
	if c.links[anchor] == nil {
		c.links[anchor] = map[string]bool{}
	}
	c.links[anchor][odata.Fold(name)] = true
}

// titleIn is the heading of a section, for the head of a page its title.
func titleIn(page *parser.Page, s *parser.Section) string {
	if s.Level <= 1 {
		return page.Title
	}
	return s.Heading.Plain
}

// call reports whether others call what a section describes by a name.
func (c *callings) call(s *parser.Section, name string) bool {
	low := odata.Fold(name)
	if low == "" {
		return false
	}
	if c.links[anchorOf(s.Heading.Plain)][low] || s.Level <= 1 && c.links[""][low] {
		return true
	}
	return slices.ContainsFunc(c.headings[low], func(other *parser.Section) bool { return other != s && (other.Level > 1 || s.Level > 1) })
}

// calledSo returns the name of what a section describes where others than its heading call
// it so: in the singular, if that is what any calls it. It is "" where none does.
func calledSo(s *parser.Section, name string, said, singular *callings) string {
	if one := odata.LowerFirst(phrases.OneOf(name)); said.call(s, one) {
		return one
	}
	if !said.call(s, name) && !singular.call(s, name) {
		return ""
	}
	return name
}
