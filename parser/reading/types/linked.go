package types

// This file finds the pages of types that say so by no word of their title: "Rental", with
// a table of properties. Others call the thing by that name where they link to the page:
// "returns a [Rental](rental.md)". A page about something else is not called by its title
// in a sentence, or has no such table.

import (
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// mayDescribe reports whether a page that declares no type may be the page of one: it has
// a table of properties, shows no requests, and does not say what kind of page it is.
func (d *Declarations) mayDescribe() bool {
	return !d.resource && len(d.resources) == 0 && d.Page.FrontMatter["doc_type"] == "" &&
		tablesProperties(d.Page) && !showsRequests(d.Page)
}

// linkTexts returns what links in the sentences of other pages call pages, by the folded
// paths of these.
func linkTexts(all []*Declarations) map[string][]string {
	paths := make(map[string]bool, len(all))
	for _, d := range all {
		paths[odata.Fold(d.Page.Path)] = true
	}
	texts := map[string][]string{}
	for _, d := range all {
		for _, s := range d.Page.Sections {
			derived := phrases.HeadsDerived(s.Heading.Plain)
			for _, b := range s.Blocks {
				switch b := b.(type) {
				case *parser.Paragraph:
					linkTextsIn(d.Page, &b.Text, paths, texts)
					derived = derived || announcesDerived(b.Plain)
				case *parser.Table:
					rows := d.kinds[b].rows
					for i := range rows {
						linkTextsIn(d.Page, &rows[i].cell, paths, texts)
					}
				case *parser.List:
					for i := range b.Items {
						if derived {
							linkTextsIn(d.Page, &b.Items[i], paths, texts)
						}
					}
				}
			}
		}
	}
	return texts
}

// announcesDerived reports whether a text announces a list of the types that derive from its
// subject.
func announcesDerived(text string) bool {
	low := odata.Fold(strings.TrimSpace(text))
	if !strings.HasSuffix(low, ":") {
		return false
	}
	_, to := phrases.DerivedPart(low)
	return to >= 0 || phrases.UnionFrom(low) >= 0
}

// saysItInherits reports whether the head of a page says from what its subject inherits, as
// only the page of a type does.
func saysItInherits(page *parser.Page) bool {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			if p, ok := b.(*parser.Paragraph); ok && s.Level <= 1 {
				if _, _, says := phrases.BasePhrase(odata.Fold(p.Plain)); says {
					return true
				}
			}
		}
	}
	return false
}

// linkTextsIn adds what the links of one text call other pages.
func linkTextsIn(page *parser.Page, t *parser.Text, paths map[string]bool, texts map[string][]string) {
	linkedPages(page, t, paths, func(to, text, _ string) {
		if to != odata.Fold(page.Path) {
			texts[to] = append(texts[to], text)
		}
	})
}

// linkedPages calls yield for the links of one text that lead to pages of the reference, with
// the folded path of the page, the text and the folded anchor of each.
func linkedPages(page *parser.Page, t *parser.Text, paths map[string]bool, yield func(to, text, anchor string)) {
	for _, span := range t.Spans {
		if span.Kind != parser.Link || span.End > len(t.Plain) || strings.Contains(span.Dest, "://") {
			continue
		}
		dest, anchor, _ := strings.Cut(odata.Fold(span.Dest), "#")
		to := odata.Fold(page.Path)
		if dest != "" {
			to = api.FindPage(path.Join(path.Dir(to), dest), func(page string) bool { return paths[page] })
		}
		if to != "" {
			yield(to, t.Plain[span.Start:span.End], anchor)
		}
	}
}

// calledByTitle returns the name of the type that a page is about, if links to it call that
// by the page's title, be it in the plural: "" otherwise.
func calledByTitle(page *parser.Page, texts []string) string {
	title, _, _ := strings.Cut(page.Title, "(")
	words := strings.Fields(strings.Trim(title, "`* "))
	const most = 3 // words of a name
	if len(words) == 0 || len(words) > most || phrases.VerbOf(odata.Fold(words[0])) != phrases.NoVerb {
		return ""
	}
	name := JoinWords(words)
	if !odata.IsTypeName(name) || odata.Primitive(name) != "" {
		return ""
	}
	called := func(text string) bool {
		said := JoinWords(strings.Fields(strings.Trim(text, "`* ")))
		return odata.EqualFold(said, name) || odata.EqualFold(phrases.OneOf(said), name) || odata.EqualFold(said, phrases.OneOf(name))
	}
	if !slices.ContainsFunc(texts, called) {
		return ""
	}
	return name
}
