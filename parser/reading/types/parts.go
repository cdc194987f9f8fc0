package types

// This file divides a page into the parts that describe one type each: a heading that
// names it, and what stands below that.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A part is a run of sections with a table of properties.
type part struct {
	name     string // that the heading above gives; "" where that says no more than "Properties"
	headed   bool   // its heading names it as a thing
	sections []*parser.Section
}

// partsOf divides a page into the runs of sections that each describe one type. Tables
// under a heading such as "Properties" belong to the nearest heading above that is none
// of an outline. Where others than that one come between, what follows them at its level
// belongs to it again.
//
// Where the page is about several types by its title, a heading of one word is the name of
// one.
func partsOf(page *parser.Page, links []citation, named sectionNames, several bool) []part {
	var parts []part
	var heads []*parser.Section // from the outermost in
	begun := map[*parser.Section]int{}
	open, passed := -1, 0 // the index of the part that is being read, the level of a call that is passed
	for _, s := range page.Sections {
		for len(heads) > 0 && heads[len(heads)-1].Level >= s.Level {
			heads = heads[:len(heads)-1]
		}
		heads = append(heads, s)
		if s.Level <= passed {
			passed = 0
		}
		if open >= 0 && parts[open].name != "" && s.Level <= parts[open].sections[0].Level {
			open = reopened(heads, begun)
		}
		if len(named) > 0 && passed == 0 && named[s] == "" && asks(s) {
			passed = s.Level
		}
		headed := named[s] != "" || isResourceSection(s)
		anchored := headed || s.Level > 1 && (isAnchored(s, links) || several && namesType(s))
		if passed > 0 && !anchored {
			continue
		}
		if !describesProperties(s, anchored) {
			if open >= 0 {
				parts[open].sections = append(parts[open].sections, s)
			}
			continue
		}
		name, from := ownerOf(heads)
		if headed {
			name, from = cmp.Or(named[s], headedName(s.Heading.Plain)), s
		} else if anchored {
			name, from = JoinWords(strings.Fields(s.Heading.Plain)), s
		}
		if open >= 0 && parts[open].name == name {
			parts[open].sections = append(parts[open].sections, s)
			continue
		}
		run := []*parser.Section{s}
		if from != nil && from != s {
			run = between(page, from, s)
		}
		open = len(parts)
		begun[run[0]] = open
		parts = append(parts, part{name: name, headed: headed, sections: run})
	}
	return parts
}

// reopened returns the index of the part that begins with the nearest of the headings above
// a section, -1 for none.
func reopened(heads []*parser.Section, begun map[*parser.Section]int) int {
	for i := len(heads) - 2; i >= 0; i-- {
		if at, ok := begun[heads[i]]; ok {
			return at
		}
	}
	return -1
}

// headedParts leaves the parts whose heading names a thing, or that a link in a type cell
// leads to.
func headedParts(parts []part, links []citation) []part {
	cited := citedParts(parts, links)
	return slices.DeleteFunc(slices.Clone(parts), func(p part) bool {
		return !p.headed && !slices.ContainsFunc(cited, func(q part) bool { return q.sections[0] == p.sections[0] })
	})
}

// ownerOf returns the type's name that the nearest heading gives which is none of an
// outline, with its section.
func ownerOf(heads []*parser.Section) (string, *parser.Section) {
	for i := len(heads) - 1; i >= 0 && heads[i].Level > 1; i-- {
		heading := strings.TrimSpace(heads[i].Heading.Plain)
		if phrases.TopicsOf(odata.Fold(heading))&^phrases.TopicOther == 0 && phrases.HeadingOf(heading) == phrases.NoHeading {
			words := strings.Fields(heading)
			for len(words) > 1 && phrases.TitleOf(words[len(words)-1]) != phrases.NoTitle {
				words = words[:len(words)-1]
			}
			return JoinWords(words), heads[i]
		}
	}
	return "", nil
}

// between returns the sections of a page from one to another.
func between(page *parser.Page, from, to *parser.Section) []*parser.Section {
	i, j := slices.Index(page.Sections, from), slices.Index(page.Sections, to)
	return page.Sections[i : j+1 : j+1]
}
