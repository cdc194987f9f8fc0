package reading

// This file reads what prose says of how lists come in pages: the page of a list of its own
// list, and a guide of lists that it names. "[Crates](crates.md) are paged by number,
// [hats](hats.md) with a `Link` header" says one thing of each, so that it is read by the
// parts of its sentences.

import (
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A naming is a part of a text that may name lists: by links to their pages, by their paths,
// or by what they list.
type naming struct {
	pages []string
	low   string
}

// A said is what a guide says of the lists that it names, or of all.
type said struct {
	way phrases.PagingWay
	// by are the parts that the sentence is in, the narrowest first: the first that names a
	// list says which ones are meant.
	by []naming
}

// namingOf is the part of a text between two places.
func namingOf(page *parser.Page, t parser.Text, start, end int) naming {
	n := naming{low: strings.ToLower(strings.TrimSpace(t.Plain[start:end]))}
	for _, s := range t.Spans {
		if s.Kind == parser.Link && s.Start >= start && s.End <= end {
			n.pages = append(n.pages, linked(page, s.Dest))
		}
	}
	return n
}

// linked is the path of the page that a link leads to.
func linked(page *parser.Page, dest string) string {
	dest, _, _ = strings.Cut(dest, "#")
	if dest == "" {
		return page.Path
	}
	return path.Join(path.Dir(page.Path), dest)
}

// saysIn reads what a text says of lists, part by part.
func saysIn(page *parser.Page, t parser.Text) []said {
	var all []said
	for _, sentence := range sentencesOf(t.Plain) {
		start := sentence[0]
		for _, end := range partsOf(t.Plain[sentence[0]:sentence[1]]) {
			end += sentence[0]
			way := wayIn(t, start, end)
			if way == phrases.NoPagingWay {
				continue // which goes on in the next part
			}
			all = append(all, said{way: way, by: []naming{namingOf(page, t, start, end), namingOf(page, t, sentence[0], sentence[1])}})
			start = end
		}
	}
	if len(all) == 1 {
		all[0].by = append(all[0].by, namingOf(page, t, 0, len(t.Plain)))
	}
	return all
}

// wayIn is the way that a part of a text speaks of, by its words or by a query parameter that
// it names.
func wayIn(t parser.Text, start, end int) phrases.PagingWay {
	if way := phrases.PagingWayIn(t.Plain[start:end]); way != phrases.NoPagingWay {
		return way
	}
	for _, s := range t.Spans {
		if s.Kind != parser.CodeSpan || s.Start < start || s.End > end {
			continue
		}
		switch phrases.PagingParameterOf(t.Plain[s.Start:s.End]) {
		case phrases.TakesPage:
			return phrases.ByPageNumber
		case phrases.TakesOffset:
			return phrases.ByOffset
		case phrases.TakesToken:
			return phrases.ByCursor
		}
	}
	return phrases.NoPagingWay
}

// sentencesOf are the beginnings and ends of the sentences of a text.
func sentencesOf(text string) [][2]int {
	var all [][2]int
	start := 0
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || i+1 < len(text) && text[i+1] == ' ' && strings.IndexByte(".!?", text[i]) >= 0 {
			all = append(all, [2]int{start, i + 1})
			start = i + 1
		}
	}
	return append(all, [2]int{start, len(text)})
}

// partsOf are the ends of the parts of a sentence: behind commas and the like, and in front
// of words that set something against what stands before.
func partsOf(sentence string) []int {
	var ends []int
	for i := range len(sentence) {
		rest := sentence[i:]
		switch {
		case i > 0 && rest[0] == ' ' && strings.IndexByte(",;:", sentence[i-1]) >= 0,
			strings.HasPrefix(rest, " while "), strings.HasPrefix(rest, " whereas "), strings.HasPrefix(rest, " but "),
			strings.HasPrefix(rest, " and "), strings.HasPrefix(rest, " except "):
			ends = append(ends, i)
		}
	}
	return append(ends, len(sentence))
}

// readOwn reads what the page of a list says of its own list: which way its pages go, that it
// has none, what a header field counts, and which names stand in sentences about pages.
func (l *list) readOwn() {
	for _, t := range l.proseOf() {
		for _, sentence := range sentencesOf(t.Plain) {
			text := t.Plain[sentence[0]:sentence[1]]
			l.whole = l.whole || phrases.SaysWhole(text)
			if l.said == phrases.NoPagingWay && !phrases.SaysWhole(text) {
				l.said = ownWay(text)
			}
			talks := phrases.SpeaksOfPages(t.Plain)
			for _, s := range t.Spans {
				if s.Kind != parser.CodeSpan || s.Start < sentence[0] || s.End > sentence[1] {
					continue
				}
				name := t.Plain[s.Start:s.End]
				if talks {
					l.names = append(l.names, name)
				}
				l.field(name, text)
			}
		}
	}
}

// ownWay is the way that a sentence of a list's own page says it goes. One that sets others
// against the list is about them: "Unlike crates, which are paged by number, ...".
func ownWay(text string) phrases.PagingWay {
	low := strings.ToLower(strings.TrimSpace(text))
	if rest, ok := strings.CutPrefix(low, "unlike "); ok {
		if _, behind, found := strings.Cut(rest, ", "); found {
			low = behind
			if phrases.RelatesTo(low) {
				_, low, _ = strings.Cut(low, ", ")
			}
		}
	}
	way := phrases.PagingWayIn(low)
	if way == phrases.ByCursor && !phrases.SpeaksOfPages(low) {
		return phrases.NoPagingWay
	}
	return way
}

// field notes a header field that counts, by its name or by the sentence that it stands in.
func (l *list) field(name, sentence string) {
	says := fieldIn(name, sentence)
	if says == phrases.NoPagingMember || slices.ContainsFunc(l.fields, func(f field) bool { return strings.EqualFold(f.name, name) }) {
		return
	}
	l.fields = append(l.fields, field{name, says})
}

// fieldIn is what a header field says of pages that a sentence names in code.
func fieldIn(name, sentence string) phrases.PagingMember {
	if !strings.Contains(name, "-") || strings.ContainsAny(name, " /{}:=.") || !strings.Contains(strings.ToLower(sentence), "header") {
		return phrases.NoPagingMember
	}
	if says := phrases.PagingFieldOf(name); says != phrases.NoPagingMember {
		return says
	}
	return phrases.HeaderCountIn(sentence)
}

// A field is a header field of answers that says something of the pages.
type field struct {
	name string
	says phrases.PagingMember
}

// proseOf are the texts of the page about a list.
func (l *list) proseOf() []parser.Text {
	var all []parser.Text
	for _, d := range l.o.Divisions {
		for _, b := range d.Section.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				all = append(all, b.Text)
			case *parser.List:
				all = append(all, b.Items...)
			}
		}
	}
	return all
}
