package types

// This file reads what prose says about types and properties: the words that
// reference pages use by convention ("Read-only.", "Required.", "The possible
// values are: ..."), and nothing that needs a grammar.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
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

// saysOpen tells whether a type's description calls it an open type (OData CSDL 4.01,
// section 6.3): "This is an open type that represents ...".
func saysOpen(description string) bool {
	return strings.Contains(odata.Fold(description), "is an open type")
}

// saysDeprecated tells whether a page calls its whole subject deprecated: in
// its title, or in a paragraph or note under it.
func saysDeprecated(page *parser.Page) bool {
	if mentions(page.Title, "deprecated") {
		return true
	}
	for _, s := range page.Sections {
		if s.Level > 1 {
			return false
		}
		for _, b := range s.Blocks {
			if p, ok := b.(*parser.Paragraph); ok && deprecatesSubject(p.Plain) {
				return true
			}
		}
	}
	return false
}

// deprecatesSubject recognises "This resource is deprecated", "The x API is
// deprecated and will ...", and leaves alone what deprecates something else.
func deprecatesSubject(text string) bool {
	low := odata.Fold(text)
	for _, phrase := range []string{" is deprecated", " are deprecated", " has been deprecated", " have been deprecated"} {
		i := strings.Index(low, phrase)
		if i < 0 {
			continue
		}
		for _, subject := range []string{"this ", "resource", "api", "entity", "type"} {
			if strings.Contains(low[:i], subject) && !strings.Contains(low[:i], "propert") {
				return true
			}
		}
	}
	return strings.HasPrefix(low, "deprecated")
}

// describeProperty sets what the conventional words of a description, which is
// folded, tell.
func describeProperty(p *api.Property, low string) {
	if strings.Contains(low, "read") {
		p.ReadOnly = (hasWord(low, "read-only") || hasWord(low, "read only") || hasWord(low, "readonly")) &&
			!hasWord(low, "not read-only") && !hasWord(low, "not read only")
	}
	required := isRemark(low, "required") && !strings.Contains(low, "not required") && !strings.Contains(low, "required if") &&
		!strings.Contains(low, "required when")
	p.Optional = !required
	p.Nullable = !required
	if strings.Contains(low, "null") {
		switch {
		case strings.Contains(low, "not nullable") || strings.Contains(low, "non-nullable") || strings.Contains(low, "not be null") || strings.Contains(low, "can't be null"):
			p.Nullable = false
		case hasWord(low, "nullable"):
			p.Nullable = true
		}
	}
	p.Deprecated = hasWord(low, "deprecated") && !strings.Contains(low, "not deprecated")
}

// countsSeconds tells whether a description says that a number counts the seconds
// since 1970, as RFC 7519's NumericDate does.
func countsSeconds(description string) bool {
	return strings.Contains(description, "NumericDate") || strings.Contains(description, "1970-01-01") && strings.Contains(description, "seconds")
}

// leadsToOne tells whether a relationship is one to a single thing by what is said of
// it, folded: "used for navigating to the item that was shared."
func leadsToOne(low string) bool {
	_, after, ok := strings.Cut(low, "navigating to the ")
	return ok && !strings.HasSuffix(odata.FirstWord(after), "s")
}

// mentions tells whether text holds word, at word borders, in any case.
func mentions(text, word string) bool { return hasWord(odata.Fold(text), word) }

// hasWord is mentions for a text that is folded.
func hasWord(low, word string) bool {
	for from := 0; ; {
		i := strings.Index(low[from:], word)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(low[:i])
		after, _ := utf8.DecodeRuneInString(low[i+len(word):])
		if !isWordRune(before) && !isWordRune(after) {
			return true
		}
		from = i + len(word)
	}
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// isRemark tells whether word stands on its own in text, as in "Required." or
// "(required)", rather than within a sentence.
func isRemark(low, word string) bool {
	for from := 0; ; {
		i := strings.Index(low[from:], word)
		if i < 0 {
			return false
		}
		i += from
		before := strings.TrimRight(low[:i], " *_`")
		after := strings.TrimLeft(low[i+len(word):], " *_`")
		starts := before == "" || strings.ContainsRune(".(;:\n,", rune(before[len(before)-1]))
		ends := after == "" || strings.ContainsRune(".);,:\n", rune(after[0])) || strings.HasPrefix(after, "for ") || strings.HasPrefix(after, "property")
		if starts && ends {
			return true
		}
		from = i + len(word)
	}
}

// PossibleValues returns the values that a description lists: "The possible
// values are: `low`, `normal`, `high`.", or one on each line.
func PossibleValues(t parser.Text) []api.Member { return valuesIn(t, odata.Fold(t.Plain)) }

// valuesIn is possibleValues for a text that is known in its folded form too.
func valuesIn(t parser.Text, low string) []api.Member {
	start := listStart(t.Plain, low)
	if start < 0 {
		return nil
	}
	if lead, lines, ok := strings.Cut(t.Plain[start:], "\n"); ok && len(strings.Trim(lead, " :")) <= len("are") {
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
	start := -1
	// Few descriptions list values. The word before the phrases stands in each of them.
	for _, list := range [...]struct {
		word    string
		phrases []string
	}{
		{"value", []string{"possible values", "possible value is", "supported values", "allowed values", "valid values", "accepted values",
			"acceptable values", "available values", "permitted values", "the values are", "only two values"}},
		{"one of", []string{"one of the following", "can be one of", "one of:"}},
		{"option", []string{"possible options", "supported options"}},
		{"type", []string{"possible types are", "supported icon types"}},
		{"colors", []string{"supported colors"}},
	} {
		if !strings.Contains(low, list.word) {
			continue
		}
		for _, phrase := range list.phrases {
			if i := strings.Index(low, phrase); i >= 0 && (start < 0 || i+len(phrase) < start) {
				start = i + len(phrase)
			}
		}
	}
	return start
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
		for _, lead := range []string{"are ", "include ", "can be ", "is "} {
			if rest, ok := strings.CutPrefix(s, lead); ok {
				s = rest
				break
			}
		}
	}
	s = strings.NewReplacer(" and ", ",", " or ", ",", ";", ",", "|", ",", "\n", ",").Replace(s)
	var values []api.Member
	for part := range strings.SplitSeq(s, ",") {
		part = strings.Trim(strings.TrimSpace(part), "-*. ")
		part = strings.TrimPrefix(strings.TrimPrefix(part, "and "), "or ")
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

// isMemberName tells whether s can be an enumeration's member: an identifier.
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
