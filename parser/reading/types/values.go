package types

// This file reads the values of enumerations out of descriptions: "The possible values
// are: `low`, `high`.", one on each line, or told in a sentence, "It can be "low" or
// "high"." Where a part of a list can't be read, there is no list: an enumeration that
// lacks members misleads more than one that has none.

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// PossibleValues returns the values that a description lists: "The possible
// values are: `low`, `normal`, `high`.", or one on each line.
func PossibleValues(t parser.Text) []api.Member { return valuesIn(t, odata.Fold(t.Plain)) }

// valuesIn is possibleValues for a text that is known in its folded form too.
func valuesIn(t parser.Text, low string) []api.Member {
	start := listStart(t.Plain, low)
	if start < 0 {
		return toldValues(t, low)
	}
	if lead, _, ok := strings.Cut(t.Plain[start:], "\n"); ok && leadsToLines(t, start, start+len(lead)) {
		return lineValues(t, start+len(lead)+1)
	}
	end := listEnd(t, start)
	if spans := codeSpans(t, start, end); len(spans) > 0 {
		return codeValues(t, spans)
	}
	text := t.Plain[start:end]
	if values := quotedValues(text); len(values) > 0 {
		return values
	}
	if values := runOfValues(t, start+listLead(text)); len(values) > 1 {
		return values
	}
	return plainValues(text)
}

// leadsToLines reports whether what a line has behind an announcement, and ends at end,
// leads to a list with one value on each line: "are:", or the words behind "one of the
// following" in "one of the following strings that specify the kind of device:".
func leadsToLines(t parser.Text, start, end int) bool {
	lead := strings.TrimSpace(t.Plain[start:end])
	if len(strings.Trim(lead, " :")) <= len(phrases.ListingVerb) {
		return true
	}
	return strings.IndexByte(lead, ':') == len(lead)-1 && !strings.ContainsAny(lead, `.,;"`) && len(codeSpans(t, start, end)) == 0
}

// codeSpans are the spans of code of a text between start and end.
func codeSpans(t parser.Text, start, end int) []parser.Span {
	var spans []parser.Span
	for _, s := range t.Spans {
		if s.Kind == parser.CodeSpan && s.Start >= start && s.End <= end {
			spans = append(spans, s)
		}
	}
	return spans
}

// codeValues reads spans of code, each of which is a value, or a list of some.
func codeValues(t parser.Text, spans []parser.Span) []api.Member {
	if values := renamedValues(t, spans); len(values) > 0 {
		return values
	}
	var values []api.Member
	for _, s := range spans {
		text := t.Plain[s.Start:s.End]
		if len(spans) == 1 || listsNames(text) {
			for part := range strings.FieldsFuncSeq(text, isValueBreak) {
				if isMemberName(part) {
					values = append(values, api.Member{Name: part})
				}
			}
			continue
		}
		name := valueOf(text)
		if name == "" {
			return nil
		}
		values = append(values, api.Member{Name: name})
	}
	return values
}

// renamedValues reads names for people with the values that stand for them in parentheses:
// "`Not yet` (NotYet), `Done` (Finished)". It returns none where the spans are names
// that could be values themselves, whose parentheses explain them.
func renamedValues(t parser.Text, spans []parser.Span) []api.Member {
	var values []api.Member
	known := map[string]bool{}
	words := false
	for _, s := range spans {
		text := t.Plain[s.Start:s.End]
		words = words || strings.Contains(text, " ")
		rest := strings.TrimLeft(t.Plain[s.End:], " ")
		i := strings.IndexByte(rest, ')')
		if i < 0 || rest[0] != '(' || !isMemberName(rest[1:i]) {
			return nil
		}
		if name := rest[1:i]; !known[name] {
			known[name] = true
			values = append(values, api.Member{Name: name, Description: text})
		}
	}
	if !words {
		return nil
	}
	return values
}

// valueOf is the value that a marked text is: a name or a few words, "" where it is a
// sentence or a number.
func valueOf(text string) string {
	if text = strings.TrimSpace(text); isMemberName(text) {
		return text
	}
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	return memberName(text)
}

func isValueBreak(r rune) bool { return r == ',' || r == '|' || unicode.IsSpace(r) }

// listsNames reports whether a text is a list of names, with commas or bars between them.
// "Low, as expected" is none, since two words are no name.
func listsNames(text string) bool {
	if !strings.ContainsAny(text, ",|") {
		return false
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '|' }) {
		if !isMemberName(strings.TrimSpace(part)) {
			return false
		}
	}
	return true
}

// colonValues reads values that a description lists without calling them so: "The
// type of meeting: `single`, `recurring`." What else it may list decides the caller.
func colonValues(t parser.Text) []api.Member {
	start := strings.IndexByte(t.Plain, ':')
	if start < 0 {
		return nil
	}
	var values []api.Member
	for _, s := range codeSpans(t, start+1, listEnd(t, start)) {
		if name := t.Plain[s.Start:s.End]; isMemberName(name) {
			values = append(values, api.Member{Name: name})
		}
	}
	return values
}

// toldValues reads values that a sentence tells without an announcement: "It can be
// "open" or "paid"." They stand in code, quotes or emphasis, with nothing between them but
// commas and conjunctions, up to the end of the sentence. One alone is no list.
func toldValues(t parser.Text, low string) []api.Member {
	if len(low) != len(t.Plain) || len(t.Spans) == 0 && !strings.ContainsAny(low, "\"\u201c'\u2018") {
		return nil
	}
	for at := range phrases.ValuesTold(low) {
		if values := runOfValues(t, at); len(values) > 1 {
			return values
		}
	}
	return nil
}

// sentenceOfValues reads values that make up a sentence: "Required. `rye`, `oat` or `corn`."
func sentenceOfValues(t parser.Text) []api.Member {
	for at := 0; at < len(t.Plain); {
		if values := runOfValues(t, at); len(values) > 1 {
			return values
		}
		end := strings.Index(t.Plain[at:], ". ")
		if end < 0 {
			break
		}
		at += end + len(". ")
	}
	return nil
}

// explainedValues reads values that a description of an enumeration explains one after
// the other: "`User` in case a person did it, `App` in case it was done for one." They
// begin its sentences and clauses.
func explainedValues(t parser.Text) []api.Member {
	var values []api.Member
	for _, s := range t.Spans {
		before := strings.TrimRight(t.Plain[:s.Start], " ")
		if s.Kind != parser.CodeSpan && s.Kind != parser.Strong || before != "" && !strings.ContainsAny(before[len(before)-1:], ",;.\n") {
			continue
		}
		if before == "" && s.End == len(t.Plain) {
			return nil
		}
		name := valueOf(t.Plain[s.Start:s.End])
		if name == "" {
			return nil
		}
		values = append(values, api.Member{Name: name})
	}
	if len(values) < 2 || t.Spans[0].Start > 0 {
		return nil
	}
	return values
}

// runOfValues reads marked values from an offset on: code, emphasis or quotes, with
// commas and conjunctions between them. There are none unless a sentence ends behind the
// last.
func runOfValues(t parser.Text, at int) []api.Member {
	var values []api.Member
	for {
		at += len(t.Plain[at:]) - len(strings.TrimLeft(t.Plain[at:], " "))
		name, end := markedAt(t, at)
		if name == "" {
			return nil
		}
		values = append(values, api.Member{Name: name})
		rest := t.Plain[end:]
		if endsValues(rest) {
			return values
		}
		next := phrases.CutSeparator(rest)
		if len(next) == len(rest) {
			return nil
		}
		at = len(t.Plain) - len(next)
	}
}

// endsValues reports whether a sentence ends where a list of values does.
func endsValues(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	if rest == "" || rest[0] == ';' || rest[0] == '\n' || rest[0] == ')' {
		return true
	}
	return rest[0] == '.' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n' || rest[1] == ')')
}

// markedAt returns the value that is marked at an offset, and where the mark ends.
func markedAt(t parser.Text, at int) (name string, end int) {
	for _, s := range t.Spans {
		if s.Start == at && s.End > at && (s.Kind == parser.CodeSpan || s.Kind == parser.Strong || s.Kind == parser.Emphasis) {
			return valueOf(t.Plain[s.Start:s.End]), s.End
		}
	}
	open, size := utf8.DecodeRuneInString(t.Plain[at:])
	closing := closingQuote(open)
	if closing == "" {
		return "", at
	}
	text, _, ok := strings.Cut(t.Plain[at+size:], closing)
	if !ok {
		return "", at
	}
	return quotedValue(text), at + size + len(text) + len(closing)
}

// closingQuote returns what ends a quotation, "" where a character opens none.
func closingQuote(open rune) string {
	switch open {
	case '"', '\'':
		return string(open)
	case '\u201c':
		return "\u201d"
	case '\u2018':
		return "\u2019"
	}
	return ""
}

// quotedValue is the value that a quoted text is. In quotes a blank is one as well.
func quotedValue(text string) string {
	if text == " " {
		return text
	}
	return valueOf(text)
}

// lineValues reads a list with one value on each line, which begins at from: "Success - It
// is done." A line may also name a group and list its values behind a colon.
func lineValues(t parser.Text, from int) []api.Member {
	var values []api.Member
	for at := from; at < len(t.Plain); {
		line, _, _ := strings.Cut(t.Plain[at:], "\n")
		end := at + len(line)
		at += len(line) - len(strings.TrimLeft(line, "-*\u2022 "))
		if spans := groupedSpans(t, at, end); len(spans) > 0 {
			values = append(values, codeValues(t, spans)...)
		} else if m := lineValue(t, at, end); m.Name != "" {
			values = append(values, m)
		}
		at = end + 1
	}
	return distinctValues(values)
}

// groupedSpans are the spans of code that a line lists behind the name of a group.
func groupedSpans(t parser.Text, start, end int) []parser.Span {
	i := strings.IndexByte(t.Plain[start:end], ':')
	if i < 0 {
		return nil
	}
	spans := codeSpans(t, start, end)
	if len(spans) < 2 || strings.TrimSpace(t.Plain[start+i+1:spans[0].Start]) != "" {
		return nil
	}
	return spans
}

// lineValue reads the value of one line: what it has in code or emphasis at its beginning,
// else its first word, or all of it where these are a few words and no more.
func lineValue(t parser.Text, start, end int) api.Member {
	line := t.Plain[start:end]
	for _, s := range t.Spans {
		if s.Start == start && s.End <= end && s.End > s.Start && s.Kind != parser.Link && s.Kind != parser.Image {
			return api.Member{Name: valueOf(strings.TrimRight(t.Plain[s.Start:s.End], ":. ")), Description: lineRemark(t.Plain[s.End:end])}
		}
	}
	name, rest, _ := strings.Cut(line, " ")
	name = strings.Trim(name, "`*\"':;,.")
	if isMemberName(name) {
		return api.Member{Name: name, Description: lineRemark(rest)}
	}
	return api.Member{}
}

// lineRemark is what a line says of its value.
func lineRemark(rest string) string { return strings.TrimLeft(rest, "-:\u2013\u2014 ") }

// distinctValues drops the values that a list has a second time.
func distinctValues(values []api.Member) []api.Member {
	seen := make(map[string]bool, len(values))
	return slices.DeleteFunc(values, func(m api.Member) bool {
		again := seen[m.Name]
		seen[m.Name] = true
		return again
	})
}

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

// listLead is the length of what stands in front of the first value of a list: "are:".
func listLead(s string) int {
	if i := strings.IndexByte(s, ':'); i >= 0 && i < maxLead {
		return i + 1
	}
	trimmed := strings.TrimLeft(s, " ")
	return len(s) - len(phrases.CutListingVerb(trimmed))
}

// maxLead bounds the words between an announcement and a colon, in bytes.
const maxLead = 40

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
		if name := quotedValue(parts[i]); name != "" {
			values = append(values, api.Member{Name: name})
		}
	}
	return values
}

// plainValues reads a list without any markup, "are: a, b, and c", up to the
// first part that is no name. A single word is no list.
func plainValues(s string) []api.Member {
	s = strings.TrimSpace(s[listLead(s):])
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
			return nil
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
