package relaxed

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Strings. The difficult question is where a string ends if a quote in it is not
// escaped, or if its closing quote is missing. The rules below look at what follows a
// quote on its line, and at how the next line starts.

// lookahead bounds how far a rule may look, in bytes.
const lookahead = 256

// openingQuote returns the length of the quote that s starts with, or 0.
func openingQuote(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == '"' || s[0] == '\'' || s[0] == '`':
		return 1
	}
	for _, q := range [...]string{"“", "”", "‘", "’", "«"} {
		if strings.HasPrefix(s, q) {
			return len(q)
		}
	}
	if strings.HasPrefix(s, entity) {
		return len(entity)
	}
	return 0
}

// closers returns the quotes that end a string opened by open.
func closers(open string) (first, second string) {
	switch open {
	case "“", "”":
		return "”", "“"
	case "‘", "’":
		return "’", "‘"
	case "«":
		return "»", "»"
	}
	return open, open
}

// quotedToken reads a string whose opening quote is q bytes long.
func (m *mender) quotedToken(q int) {
	at := m.i
	if !m.startItem(at) {
		return
	}
	open := m.text[at : at+q]
	if m.state == wantName && m.unclosedName(at+q) {
		end := at + q + strings.IndexByte(m.text[at+q:], ':')
		name := strings.TrimSpace(m.text[at+q : end])
		m.guess(at, "a name without its closing quote", "write the closing quote")
		m.i = end
		m.afterString(at, validUTF8(name))
		return
	}
	quotes := -1
	if open != `"` {
		quotes = m.note(at, "a string in other quotes than \"", "use straight double quotes", Edit{at, at + q, `"`})
	}
	m.i += q
	m.content = m.content[:0]
	m.readContent(open, quotes)
	m.afterString(at, string(m.content))
}

// startItem makes the machine ready for a string or an unquoted word: it supplies a
// missing colon or comma. It reports false where it has skipped the token as junk.
func (m *mender) startItem(at int) bool {
	switch m.state {
	case wantColon:
		m.missingColon(at)
		m.state, m.colon = wantValue, true
	case wantComma:
		if !m.newLine(at) && !memberAhead(m.text[at:]) && m.tree.top() == Object || m.tree.top() == Array && memberAhead(m.text[at:]) {
			m.junk()
			return false
		}
		m.missingComma(at)
	}
	return true
}

// unclosedName reports whether the name at i reaches its colon without a quote,
// and no quote closes it later on its line.
func (m *mender) unclosedName(i int) bool {
	line := m.text[i:min(len(m.text), i+lookahead)]
	line = line[:lineLength(line)]
	colon := strings.IndexByte(line, ':')
	if colon <= 0 || strings.ContainsAny(line[:colon], "\"'\\“”&") {
		return false
	}
	quote := strings.IndexAny(line, "\"'“”")
	return quote < 0 || quote > colon && strings.TrimSpace(line[colon+1:quote]) == "" && !endsValue(line[quote+1:])
}

// newLine reports whether at is the first thing on its line.
func (m *mender) newLine(at int) bool {
	for i := at - 1; i >= 0 && at-i < lookahead; i-- {
		switch m.text[i] {
		case '\n', '\r':
			return true
		case ' ', '\t':
		default:
			return false
		}
	}
	return false
}

// afterString adds a string, which is a name or a value.
func (m *mender) afterString(at int, text string) {
	if m.state == wantName {
		m.tree.name(at, text)
		m.state, m.comma, m.ellipsis = wantColon, false, false
		return
	}
	m.add(at, String, text)
}

// readContent reads a string's content and its closing quote. Quotes is the index of
// the note about other quotes than those of JSON, -1 for none.
func (m *mender) readContent(open string, quotes int) {
	first, second := closers(open)
	m.quoting, m.doubt = false, false
	raw := -2 // the note about control characters, once there is one
	for m.i < len(m.text) {
		rest := m.text[m.i:]
		c := rest[0]
		switch {
		case strings.HasPrefix(rest, first) || strings.HasPrefix(rest, second):
			if m.state != wantName && !m.closes(m.i, first) {
				m.innerQuote(open, first)
				continue
			}
			m.edit(quotes, Edit{m.i, m.i + len(first), `"`})
			m.i += len(first)
			return
		case c == '&' && open == entity && m.entity():
		case c == '\\':
			m.escape()
		case c == '\n' && m.unclosed():
			m.guess(m.i, "a string without its closing quote", "write the closing quote")
			m.dropTail()
			m.dropEdits(quotes)
			return
		case c < ' ':
			if raw == -2 {
				raw = m.note(m.i, "a raw "+controlName(c)+" inside a string", "write it as an escape, such as \\n or \\t")
			}
			if c != '\n' && c != '\r' { // a line break was hardly meant as one
				m.edit(raw, Edit{m.i, m.i + 1, strings.Trim(string(AppendString(nil, rest[:1])), `"`)})
			}
			m.content = append(m.content, c)
			m.i++
		case c < utf8.RuneSelf:
			if c == '"' {
				m.edit(quotes, Edit{m.i, m.i, `\`})
			}
			m.content = append(m.content, c)
			m.i++
		default:
			r, n := utf8.DecodeRuneInString(rest)
			m.content = utf8.AppendRune(m.content, r)
			m.i += n
		}
	}
	m.guess(len(m.text), "a string without its closing quote", "write the closing quote")
	m.dropEdits(quotes)
}

// innerQuote reads a quote that does not end its string. One that begins a word, and the
// next one, are around something quoted, and one between letters is an apostrophe. Any
// other may have been meant to end a value.
func (m *mender) innerQuote(open, quote string) {
	before := m.content
	after := m.text[m.i+len(quote):]
	inside := len(before) > 0 && after != "" && after[0] > ' '
	begins := inside && strings.IndexByte(" \t\r\n=([{<>:,;/-", before[len(before)-1]) >= 0
	apostrophe := inside && open == "'" && before[len(before)-1] > ' '
	note := m.note
	switch {
	case m.quoting && !m.doubt:
		m.quoting = false
	case begins && !m.doubt:
		m.quoting = true
	case !apostrophe || m.doubt:
		note, m.doubt = m.guess, true
	}
	index := note(m.i, "a quote inside a string", `write \"`)
	if open == `"` {
		m.edit(index, Edit{m.i, m.i, `\`})
	}
	m.content = append(m.content, quote...)
	m.i += len(quote)
}

func controlName(c byte) string {
	switch c {
	case '\n', '\r':
		return "line break"
	case '\t':
		return "tab"
	}
	return "control character"
}

// escape reads an escape sequence, or a backslash that starts none.
func (m *mender) escape() {
	rest := m.text[m.i:]
	if text, n := unescaped(rest); n > 0 {
		m.content = append(m.content, text...)
		m.i += n
		return
	}
	if quote := `\` + entity; strings.HasPrefix(rest, quote) {
		m.content = append(m.content, '"')
		m.i += len(quote)
		return
	}
	if strings.HasPrefix(rest, `\'`) {
		m.note(m.i, `\' is no escape of JSON`, "write ' without a backslash", Edit{m.i, m.i + 1, ""})
		m.content = append(m.content, '\'')
		m.i += 2
		return
	}
	if isUTF16Escape(rest) {
		m.guess(m.i, "half a surrogate pair", "write both halves")
		m.content = append(m.content, "\uFFFD"...)
		m.i += len(`\uD800`)
		return
	}
	if len(rest) > 1 && strings.IndexByte("!#$%&()*+,-.:;<=>?@[]^_`{|}~", rest[1]) >= 0 {
		// Markdown has such an escape for every mark; it has none in a code block.
		m.guess(m.i, "a backslash that starts no escape", "remove it, if it was meant for markdown, or write "+`\\`)
		m.i++
		return
	}
	m.guess(m.i, "a backslash that starts no escape", `write \\`)
	m.content = append(m.content, '\\')
	m.i++
}

// entity is the quote of a text whose characters are written as entities of HTML.
const entity = "&quot;"

// entity reads an entity of HTML in a string whose quotes are entities too. It reports
// false where there is none.
func (m *mender) entity() bool {
	rest := m.text[m.i:]
	end := strings.IndexByte(rest[:min(len(rest), len("&#x10FFFF;"))], ';')
	if end < 0 {
		return false
	}
	char := html.UnescapeString(rest[:end+1])
	if utf8.RuneCountInString(char) != 1 {
		return false
	}
	m.content = append(m.content, char...)
	m.i += end + 1
	return true
}

// unescaped returns what the escape sequence at the start of s stands for, and its
// length, which is 0 where there is no escape sequence. A surrogate pair is one
// sequence; half of a pair is none.
func unescaped(s string) (text []byte, length int) {
	for _, n := range [...]int{len(`\n`), len(`\u0000`), len(`\uD800\uDC00`)} {
		if len(s) < n {
			break
		}
		if text, err := jsontext.AppendUnquote(nil, `"`+s[:n]+`"`); err == nil {
			return text, n
		}
	}
	return nil, 0
}

// isUTF16Escape reports whether s starts with \u and four hexadecimal digits.
func isUTF16Escape(s string) bool {
	if len(s) < len(`\u0000`) || !strings.HasPrefix(s, `\u`) {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

// validUTF8 returns s with U+FFFD in place of every byte that is not UTF-8.
func validUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// closes reports whether the quote at i ends its string. It does where it is followed
// by what may follow a string, and where no later quote on its line is.
func (m *mender) closes(i int, quote string) bool {
	rest := m.text[i+len(quote):]
	near := rest[:min(len(rest), lookahead)]
	if endsValue(rest) || memberAhead(strings.TrimLeft(near, " \t")) {
		return true
	}
	line := near[:lineLength(near)]
	for range 8 {
		j := strings.Index(line, quote)
		if j < 0 {
			return true
		}
		line = line[j+len(quote):]
		if endsValue(line) {
			return false
		}
	}
	return true
}

// endsValue reports whether s starts with what may follow a value or a name.
func endsValue(s string) bool {
	for i := 0; i < len(s) && i < lookahead/8; i++ {
		switch s[i] {
		case ' ', '\t':
		case ',', '}', ']', ':', '\n', '\r':
			return true
		case '/':
			return i+1 < len(s) && (s[i+1] == '/' || s[i+1] == '*')
		default:
			return false
		}
	}
	return true
}

// unclosed reports whether the string that has reached the line feed at m.i lacks its
// closing quote. It does where the next line starts with a member or is a closing
// bracket.
func (m *mender) unclosed() bool {
	rest := m.text[m.i:]
	next := strings.TrimLeft(rest[:min(len(rest), lookahead)], " \t\r\n")
	if next == "" {
		return false
	}
	if next[0] == '}' || next[0] == ']' {
		after := strings.TrimLeft(next[1:], " \t,")
		return after == "" || after[0] == '\n' || after[0] == '\r'
	}
	return memberAhead(next)
}

// dropTail removes the comma and the blanks at the end of an unclosed string, and goes
// back to the comma in the text, so that it separates again.
func (m *mender) dropTail() {
	content := bytes.TrimRight(bytes.TrimRight(m.content, "\r"), " ")
	written := strings.TrimRight(m.text[:m.i], " \r")
	if bytes.HasSuffix(content, []byte(",")) && strings.HasSuffix(written, ",") {
		content = content[:len(content)-1]
		m.i = len(written) - 1
	}
	m.content = content
}

// memberAhead reports whether s starts with a quoted name and a colon.
func memberAhead(s string) bool {
	q := openingQuote(s)
	if q == 0 {
		return false
	}
	first, second := closers(s[:q])
	body := s[q:min(len(s), q+lookahead)]
	end := strings.Index(body, first)
	if j := strings.Index(body, second); j >= 0 && (end < 0 || j < end) {
		end = j
	}
	if end < 0 || strings.ContainsAny(body[:end], "\n,{}") {
		return false
	}
	return strings.HasPrefix(strings.TrimLeft(body[end+len(first):], " \t"), ":")
}

// placeholderLength returns the length of a {placeholder} at the start of s, or 0.
func placeholderLength(s string) int {
	if s == "" || s[0] != '{' {
		return 0
	}
	end := strings.IndexAny(s[1:min(len(s), lookahead)], "{}[]\"':,\n\r“”")
	if end < 1 || s[1+end] != '}' {
		return 0
	}
	inner := strings.TrimSpace(s[1 : 1+end])
	if inner == "" || strings.Trim(inner, ".…") == "" || strings.HasPrefix(inner, "/") {
		return 0
	}
	return end + 2
}
