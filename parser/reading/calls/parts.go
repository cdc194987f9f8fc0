package calls

// This phase cuts a page that documents several operations, each in a section of its
// own, into these. What stands in such a section is about its operation alone: its
// parameters, its examples, its answer. A section with its request is no page of its own
// where the outline of one operation says what it is about ("HTTP request", "Example"):
// pages list several request lines there, and are about one operation all the same.

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// A part is what one operation is read from: a page, or a section of it.
type part struct {
	page *parser.Page
	// heading names the operation on a page with several, "" where the page is about one.
	heading string
	line    int // of the heading
	// name is the page's, id the operation's.
	name, id string
	// shown is how many examples stand before it on the page.
	shown int
}

// draftsOf begins the drafts of a page: one, or one for each section with an operation of
// its own.
func draftsOf(page *parser.Page, convention api.Convention, namespace string, r *report.Reporter) []*Draft {
	id := strings.TrimSuffix(path.Base(page.Path), path.Ext(page.Path))
	taken := map[string]int{}
	shown := 0
	var drafts []*Draft
	for _, p := range partsOf(page, r) {
		if p.id, p.name = id, id; p.heading != "" {
			p.id = partID(id, p.heading, taken)
		}
		p.shown = shown
		d := newDraft(p, convention, namespace, r)
		shown += d.shown
		drafts = append(drafts, d)
	}
	return drafts
}

// partsOf returns the parts of a page, in order.
func partsOf(page *parser.Page, r *report.Reporter) []part {
	o := outlineOf(page)
	heads := o.heads()
	headed := slices.IndexFunc(heads, func(i int) bool { return !opensCall(page.Sections[i]) }) < 0
	if heads == nil || !headed && o.shares(heads) {
		return []part{{page: page, line: max(page.TitlePos.Line, 1)}}
	}
	owned := make([]bool, len(page.Sections))
	parts := make([]part, len(heads))
	for i, head := range heads {
		own := page.Sections[head:o.end(head)]
		for j := range own {
			owned[head+j] = true
		}
		cut, title := *page, page.Sections[head].Heading
		title.Plain = titleOf(title.Plain)
		if isVerb(title.Plain) && page.Title != "" {
			title.Plain = page.Title + ": " + title.Plain
		}
		cut.Title, cut.TitlePos, cut.Sections = title.Plain, page.Sections[head].Pos, slices.Clone(own)
		cut.FrontMatter = withoutDescription(page.FrontMatter)
		parts[i] = part{page: &cut, heading: titleOf(page.Sections[head].Heading.Plain), line: page.Sections[head].Pos.Line}
	}
	var shared []*parser.Section // the permissions for all of them, say
	for i, s := range page.Sections {
		switch {
		case owned[i]:
		case headed && s.Level > 1 && showsCode(s) && !slices.ContainsFunc(s.Blocks, asks):
			// It shows the type that the page is about as well.
		case o.areas[i].Defines() && !showsCode(s):
			shared = append(shared, s)
		default:
			parts[0].page.Sections = append(parts[0].page.Sections, s)
		}
	}
	share(parts, shared, r)
	return parts
}

// share gives the parts of a page the sections that are about all of them.
func share(parts []part, shared []*parser.Section, r *report.Reporter) {
	const most = 10_000 // that all parts together have
	if len(parts)*len(shared) > most {
		r.Add(parts[0].page, shared[0].Pos, "page-crowded", diag.Error,
			fmt.Sprintf("the page has %d operations and %d sections for all of them, which are read for the first one alone", len(parts), len(shared)), "divide the page")
		parts = parts[:1]
	}
	for _, p := range parts {
		p.page.Sections = append(p.page.Sections, shared...)
	}
}

// withoutDescription is front matter without what it says of the page as a whole.
func withoutDescription(all map[string]string) map[string]string {
	out := make(map[string]string, len(all))
	for name, value := range all {
		if name != "description" {
			out[name] = value
		}
	}
	return out
}

// showsCode reports whether a section has a code block.
func showsCode(s *parser.Section) bool {
	return slices.ContainsFunc(s.Blocks, func(b parser.Block) bool {
		_, ok := b.(*parser.Code)
		return ok
	})
}

// An outline is how the sections of a page contain each other.
type outline struct {
	page    *parser.Page
	areas   []area // of each section
	parents []int  // of each section, -1 for none
	// defining are the sections that define requests, by a template.
	defining []int
	// asking are those that show requests in any way.
	asking []int
}

// outlineOf draws up the outline of a page.
func outlineOf(page *parser.Page) *outline {
	o := &outline{page: page, areas: make([]area, len(page.Sections)), parents: make([]int, len(page.Sections))}
	var open []int
	for i, s := range page.Sections {
		for len(open) > 0 && page.Sections[open[len(open)-1]].Level >= s.Level {
			open = open[:len(open)-1]
		}
		if o.parents[i] = -1; len(open) > 0 {
			o.parents[i] = open[len(open)-1]
		}
		if s.Level > 0 {
			open = append(open, i)
		}
	}
	at := -1
	for _, div := range divide(page) {
		if div.Section.Level != labelLevel {
			at++
			o.areas[at] = div.Area
		}
		if opensCall(div.Section) && !div.Area.inExample() || slices.ContainsFunc(div.Section.Blocks, func(b parser.Block) bool { return statesRequest(b, div.Area) }) {
			o.defining = addOnce(o.defining, at)
		}
		if slices.ContainsFunc(div.Section.Blocks, asks) {
			o.asking = addOnce(o.asking, at)
		}
	}
	return o
}

// addOnce appends a number to a list that grows, if the last one is another.
func addOnce(list []int, n int) []int {
	if len(list) > 0 && list[len(list)-1] == n {
		return list
	}
	return append(list, n)
}

// statesRequest reports whether a block states a request in general: by a request line
// alone, in a table, or at the head of a line of text.
func statesRequest(b parser.Block, a area) bool {
	if a.inExample() || a == AreaIntro {
		return false
	}
	switch b := b.(type) {
	case *parser.Table:
		return len(tableTemplates(b)) > 0
	case *parser.Code:
		return visibleTab(b.TabID) && (len(b.Templates) > 0 || b.Request != nil && a == areaTemplates)
	case *parser.List:
		return len(openingRequests(b)) > 0
	case *parser.Paragraph:
		return !b.Quoted && len(openingRequests(b)) > 0
	}
	return false
}

// asks reports whether a block shows a request.
func asks(b parser.Block) bool {
	c, ok := b.(*parser.Code)
	return ok && visibleTab(c.TabID) && (c.Request != nil || len(c.Templates) > 0)
}

// heads returns the sections below which the operations of the page stand, nil where it is
// about one: those at the level where the sections with requests part.
func (o *outline) heads() []int {
	if one := o.defining; len(one) == 1 && opensCall(o.page.Sections[one[0]]) && !slices.ContainsFunc(o.asking, func(i int) bool { return !slices.Contains(o.path(i), one[0]) }) {
		return one
	}
	if len(o.defining) > 0 {
		return o.siblings(o.parting(o.defining, func(int) bool { return true }))
	}
	if heads := o.parting(o.asking, func(i int) bool { return isVerb(o.page.Sections[i].Heading.Plain) }); heads != nil {
		return heads
	}
	if heads := o.parting(o.asking, func(int) bool { return true }); o.apart(heads) {
		return heads
	}
	return nil
}

// apart reports whether no request is shown below two of some sections: else they show one
// call in several ways.
func (o *outline) apart(heads []int) bool {
	below := map[string]int{}
	for _, head := range heads {
		for _, s := range o.page.Sections[head:o.end(head)] {
			for _, b := range s.Blocks {
				if !asks(b) {
					continue
				}
				c := b.(*parser.Code)
				shown := c.Templates
				if c.Request != nil {
					shown = []parser.Template{{Method: c.Request.Method, URL: c.Request.URL}}
				}
				for _, t := range shown {
					url, _, _ := strings.Cut(t.URL, "?")
					if other, known := below[t.Method+" "+url]; known && other != head {
						return false
					}
					below[t.Method+" "+url] = head
				}
			}
		}
	}
	return len(heads) > 1
}

// parting returns the sections of the level where some sections part, nil where they do
// not, or where the outline of one operation has sections of that kind. All of them shall
// be as is says.
func (o *outline) parting(of []int, is func(int) bool) []int {
	if len(of) < 2 {
		return nil
	}
	first := o.path(of[0])
	shared := len(first)
	for _, i := range of[1:] {
		around := o.path(i)
		n := 0
		for n < shared && n < len(around) && around[n] == first[n] {
			n++
		}
		shared = n
	}
	var heads []int
	for _, i := range of {
		around := o.path(i)
		if len(around) <= shared {
			return nil // the section around the others has a request of its own
		}
		heads = addOnce(heads, around[shared])
	}
	for _, above := range first[:shared] {
		if s := o.page.Sections[above]; s.Level > 1 && headingOf(s) != phrases.NoHeading {
			return nil
		}
	}
	for _, i := range heads {
		if s := o.page.Sections[i]; s.Level < 2 || headingOf(s) != phrases.NoHeading || !is(i) {
			return nil
		}
	}
	return heads
}

// siblings adds to heads the sections beside them that show requests as well, and states
// none: by examples alone.
func (o *outline) siblings(heads []int) []int {
	if heads == nil {
		return nil
	}
	level, parent := o.page.Sections[heads[0]].Level, o.parents[heads[0]]
	for _, i := range o.asking {
		for _, at := range o.path(i) {
			s := o.page.Sections[at]
			if s.Level == level && o.parents[at] == parent && headingOf(s) == phrases.NoHeading && !slices.Contains(heads, at) {
				heads = append(heads, at)
			}
		}
	}
	slices.Sort(heads)
	return heads
}

// shares reports whether what is sent, or what comes back, stands outside of the sections
// that have the requests: they are ways to one operation then.
func (o *outline) shares(heads []int) bool {
	next := 0
	for i := range o.page.Sections {
		for next < len(heads) && i >= o.end(heads[next]) {
			next++
		}
		if next < len(heads) && i >= heads[next] {
			continue
		}
		if a := o.areas[i]; a == AreaBody || a == AreaResponse || a == areaTemplates || a.inExample() {
			return true
		}
	}
	return false
}

// path lists the sections around a section, from the outermost, and the section.
func (o *outline) path(i int) []int {
	var around []int
	for ; i >= 0; i = o.parents[i] {
		around = append(around, i)
	}
	slices.Reverse(around)
	return around
}

// end returns the index behind the last section below a section.
func (o *outline) end(i int) int {
	level := o.page.Sections[i].Level
	for i++; i < len(o.page.Sections) && o.page.Sections[i].Level > level; i++ {
	}
	return i
}

// partID is the name of an operation that a heading names, on a page that is called id. taken
// counts the names of the page.
func partID(id, heading string, taken map[string]int) string {
	name := id + "-" + strings.ReplaceAll(slug(heading), "_", "-")
	if taken[name]++; taken[name] > 1 {
		return fmt.Sprintf("%s-%d", name, taken[name])
	}
	return name
}
