package types

// This file reads what prose says about types and properties: the words that
// reference pages use by convention ("Read-only.", "Required.", "The possible
// values are: ..."), and nothing that needs a grammar.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// leadParagraph returns the first paragraph of a page that speaks of its
// subject: no note, no "Namespace:" line, no include.
func leadParagraph(page *parser.Page) string {
	for _, s := range page.Sections {
		if s.Level > 1 {
			break
		}
		if text := firstProse(s); text != "" {
			return text
		}
	}
	return ""
}

// firstProse returns a section's first paragraph of running text.
func firstProse(s *parser.Section) string {
	for _, b := range s.Blocks {
		p, ok := b.(*parser.Paragraph)
		if !ok || p.Quoted {
			continue
		}
		_, text := cutNamespace(p.Plain)
		if phrases.DeprecatesSubject(text) {
			_, text = CutDeprecation(&parser.Page{}, p.Text, phrases.DeprecatesSubject)
		}
		if text = strings.TrimSpace(text); text == "" || phrases.IsBanner(text) {
			continue
		}
		return text
	}
	return ""
}

// saysDeprecated reports whether a page calls its whole subject deprecated: in
// its front matter, in its title, or in a paragraph or note under it.
func saysDeprecated(page *parser.Page) (d api.Deprecation, deprecated bool) {
	d.Text, deprecated = FrontDeprecation(page)
	deprecated = deprecated || phrases.MentionsDeprecated(page.Title)
	for _, s := range page.Sections {
		if s.Level > 1 {
			break
		}
		for _, b := range s.Blocks {
			if p, ok := b.(*parser.Paragraph); ok && phrases.DeprecatesSubject(p.Plain) {
				said, _ := CutDeprecation(page, p.Text, phrases.DeprecatesSubject)
				return said, true
			}
		}
	}
	return d, deprecated
}

// describeProperty sets what the conventional words of a description, which is
// folded, tell.
func describeProperty(p *api.Property, low string) {
	p.ReadOnly = phrases.SaysReadOnly(low)
	required := phrases.RequirementOf(low) == phrases.Required
	p.Optional = !required
	p.Nullable = !required
	switch phrases.NullabilityOf(low) {
	case phrases.NotNullable:
		p.Nullable = false
	case phrases.Nullable:
		p.Nullable = true
	}
	p.Deprecated = phrases.SaysDeprecated(low)
}

// mentions reports whether text holds word, at word borders, in any case.
func mentions(text, word string) bool { return phrases.HasWord(odata.Fold(text), word) }

// sentence is a stretch of a text's Plain.
type sentence struct{ start, end int }

// sentences splits a text at full stops and line breaks.
func sentences(text string) []sentence {
	var all []sentence
	start := 0
	for i := 0; i < len(text); i++ {
		stop := text[i] == '\n' || text[i] == '.' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n')
		if stop {
			all = append(all, sentence{start, i})
			start = i + 1
		}
	}
	if start < len(text) {
		all = append(all, sentence{start, len(text)})
	}
	return all
}
