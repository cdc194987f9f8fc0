package types

// This file reads what prose says about types and properties: the words that
// reference pages use by convention ("Read-only.", "Required.", "The possible
// values are: ..."), and nothing that needs a grammar.

import (
	"strings"
	"unicode"

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
		if text = strings.TrimSpace(text); text == "" || strings.HasPrefix(text, "[!") {
			continue
		}
		return text
	}
	return ""
}

// saysDeprecated reports whether a page calls its whole subject deprecated: in
// its title, or in a paragraph or note under it.
func saysDeprecated(page *parser.Page) bool {
	if phrases.MentionsDeprecated(page.Title) {
		return true
	}
	for _, s := range page.Sections {
		if s.Level > 1 {
			return false
		}
		for _, b := range s.Blocks {
			if p, ok := b.(*parser.Paragraph); ok && phrases.DeprecatesSubject(p.Plain) {
				return true
			}
		}
	}
	return false
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

// PossibleValues returns the values that a description lists: "The possible
// values are: `low`, `normal`, `high`.", or one on each line.
func PossibleValues(t parser.Text) []api.Member { return valuesIn(t, odata.Fold(t.Plain)) }

// valuesIn is possibleValues for a text that is known in its folded form too.
func valuesIn(t parser.Text, low string) []api.Member {
	start := listStart(t.Plain, low)
	if start < 0 {
		return nil
	}
	if lead, lines, ok := strings.Cut(t.Plain[start:], "\n"); ok && len(strings.Trim(lead, " :")) <= len(phrases.ListingVerb) {
		return lineValues(lines)
	}
	end := listEnd(t, start)
	var values []api.Member
	for _, s := range t.Spans {
		if s.Kind == parser.CodeSpan && s.Start >= start && s.End <= end {
			for part := range strings.FieldsFuncSeq(t.Plain[s.Start:s.End], isValueBreak) {
				if isMemberName(part) {
					values = append(values, api.Member{Name: part})
				}
			}
		}
	}
	if len(values) == 0 {
		values = quotedValues(t.Plain[start:end])
	}
	if len(values) == 0 {
		values = plainValues(t.Plain[start:end])
	}
	return values
}

// colonValues reads values that a description lists without calling them so: "The
// type of meeting: `single`, `recurring`." What else it may list decides the caller.
func colonValues(t parser.Text) []api.Member {
	start := strings.IndexByte(t.Plain, ':')
	if start < 0 {
		return nil
	}
	var values []api.Member
	for _, s := range t.Spans {
		if name := t.Plain[s.Start:s.End]; s.Kind == parser.CodeSpan && s.Start > start && s.End <= listEnd(t, start) && isMemberName(name) {
			values = append(values, api.Member{Name: name})
		}
	}
	return values
}

// lineValues reads a list with one value on each line: "Success - It is done."
func lineValues(lines string) []api.Member {
	var values []api.Member
	for line := range strings.SplitSeq(lines, "\n") {
		line = strings.TrimLeft(line, "-*\u2022 ")
		name, rest, _ := strings.Cut(line, " ")
		name = strings.Trim(name, "`*\"':;,.")
		if isMemberName(name) {
			values = append(values, api.Member{Name: name, Description: strings.TrimLeft(rest, "-:\u2013\u2014 ")})
		}
	}
	return values
}

func isValueBreak(r rune) bool { return r == ',' || r == '|' || unicode.IsSpace(r) }

// listStart finds where the words end that announce a list of values in a text, of
// which low is the folded form, or -1.
func listStart(text, low string) int {
	if len(low) != len(text) {
		low = text // folding moved the offsets; match exactly instead
	}
	return phrases.ListedFrom(low)
}

// listEnd finds the end of the list that begins at start: the end of its
// sentence. A full stop inside a code span ends nothing.
func listEnd(t parser.Text, start int) int {
	text := t.Plain
	k := 0
	for i := start; i < len(text); i++ {
		if text[i] != '.' || i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '\n' {
			continue
		}
		for k < len(t.Spans) && (t.Spans[k].Kind != parser.CodeSpan || t.Spans[k].End <= i) {
			k++
		}
		if k == len(t.Spans) || t.Spans[k].Start > i {
			return i
		}
	}
	return len(text)
}

// quotedValues reads 'a', 'b' and "a", "b".
func quotedValues(s string) []api.Member {
	s = strings.NewReplacer("\u2018", "'", "\u2019", "'", "\u201c", `"`, "\u201d", `"`).Replace(s)
	quote := "'"
	if strings.Count(s, `"`) >= 2 {
		quote = `"`
	}
	var values []api.Member
	parts := strings.Split(s, quote)
	for i := 1; i+1 < len(parts); i += 2 {
		if isMemberName(parts[i]) {
			values = append(values, api.Member{Name: parts[i]})
		}
	}
	return values
}

// plainValues reads a list without any markup, "are: a, b, and c", up to the
// first part that is no name. A single word is no list.
func plainValues(s string) []api.Member {
	s = strings.TrimSpace(s)
	if i := strings.IndexByte(s, ':'); i >= 0 && i < 40 {
		s = s[i+1:]
	} else {
		s = phrases.CutListingVerb(s)
	}
	s = strings.NewReplacer(";", ",", "|", ",", "\n", ",").Replace(phrases.CommasForConjunctions(s))
	var values []api.Member
	for part := range strings.SplitSeq(s, ",") {
		part = strings.Trim(strings.TrimSpace(part), "-*. ")
		part = phrases.TrimConjunction(part)
		if part == "" {
			continue
		}
		if i := strings.IndexAny(part, "( "); i > 0 && strings.HasPrefix(strings.TrimSpace(part[i:]), "(") {
			part = part[:i]
		}
		if !isMemberName(part) {
			break
		}
		values = append(values, api.Member{Name: part})
	}
	if len(values) < 2 {
		return nil
	}
	return values
}

// isMemberName reports whether s can be an enumeration's member: an identifier.
func isMemberName(s string) bool {
	return odata.IsTypeName(s) && !strings.Contains(s, ".")
}

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
