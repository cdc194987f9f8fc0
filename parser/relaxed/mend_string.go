package relaxed

import (
	"strings"
	"unicode/utf8"
)

// Strings. The hard question is where a string ends when the page
// forgot to escape or to close it; the rules below look at what follows a quote
// on its line, and at how the next line starts.

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
	if strings.HasPrefix(s, "&quot;") {
		return len("&quot;")
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
	if !m.item0(at) {
		return
	}
	open := m.text[at : at+q]
	if m.state == wantName && m.unclosedName(at+q) {
		end := at + q + strings.IndexByte(m.text[at+q:], ':')
		name := strings.TrimSpace(m.text[at+q : end])
		note := m.note(at, "a name without its closing quote", "write the closing quote")
		if stop := at + q + len(name); open == `"` && m.text[at+q:stop] == name {
			m.edit(note, Edit{stop, stop, `"`})
		}
		m.put(at, "")
		m.out = AppendString(m.out, name)
		m.i = end
		m.afterString()
		return
	}
	quotes := -1
	if open != `"` {
		quotes = m.note(at, "a string in other quotes than \"", "use straight double quotes", Edit{at, at + q, `"`})
	}
	m.put(at, "")
	m.out = append(m.out, '"')
	m.i += q
	m.content(open, quotes)
	m.out = append(m.out, '"')
	m.afterString()
}

// item0 makes the machine ready for a string or bare word: a missing colon or
// comma is put in. It reports false where the token was skipped as junk.
func (m *mender) item0(at int) bool {
	switch m.state {
	case wantColon:
		m.missingColon(at)
		m.state, m.colon = wantValue, true
	case wantComma:
		if !m.newLine(at) && !memberAhead(m.text[at:]) && m.top() == '{' || m.top() == '[' && memberAhead(m.text[at:]) {
			m.junk()
			return false
		}
		m.missingComma(at)
	}
	return true
}

// unclosedName tells whether the name at i reaches its colon without a quote,
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

// newLine tells whether at is the first thing on its line.
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

func (m *mender) afterString() {
	if m.state == wantName {
		m.state, m.comma, m.ellipsis = wantColon, false, false
		return
	}
	m.afterValue()
}

// content copies a string's content up to and past its closing quote. Quotes is the
// note about other quotes than JSON's, -1 for none.
func (m *mender) content(open string, quotes int) {
	first, second := closers(open)
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
		case c == '\\':
			m.escape()
		case c == '\n' && m.unclosed():
			note := m.note(m.i, "a string without its closing quote", "write the closing quote")
			m.dropTail()
			m.leave(quotes)
			if end, ok := m.closingPlace(); ok {
				m.edit(note, Edit{end, end, `"`})
			}
			return
		case c < ' ':
			if raw == -2 {
				raw = m.note(m.i, "a raw "+controlName(c)+" inside a string", "write it as an escape, such as \\n or \\t")
			}
			if c != '\n' && c != '\r' { // a line break was hardly meant as one
				m.edit(raw, Edit{m.i, m.i + 1, string(appendEscaped(nil, rest[:1]))})
			}
			m.out = appendEscaped(m.out, rest[:1])
			m.i++
		case c < utf8.RuneSelf:
			if c == '"' {
				m.edit(quotes, Edit{m.i, m.i, `\`})
			}
			m.out = appendEscaped(m.out, rest[:1])
			m.i++
		default:
			r, n := utf8.DecodeRuneInString(rest)
			m.out = utf8.AppendRune(m.out, r)
			m.i += n
		}
	}
	m.note(len(m.text), "a string without its closing quote", "write the closing quote")
	m.leave(quotes)
}

// innerQuote copies a quote that does not end its string.
func (m *mender) innerQuote(open, quote string) {
	note := m.note(m.i, "a quote inside a string", `write \"`)
	if open == `"` {
		m.edit(note, Edit{m.i, m.i, `\`})
	}
	m.out = appendEscaped(m.out, quote)
	m.i += len(quote)
}

// closingPlace returns where the closing quote goes of a string whose line has ended
// and whose tail was dropped. A string that ends in a quote of another kind has its
// closing quote, and needs another pair of eyes.
func (m *mender) closingPlace() (int, bool) {
	end := m.i
	for end > 0 && strings.IndexByte(" \t\r\n", m.text[end-1]) >= 0 {
		end--
	}
	r, _ := utf8.DecodeLastRuneInString(m.text[:end])
	return end, !strings.ContainsRune("'`“”‘’«»", r)
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

// appendEscaped appends s as part of a JSON string.
func appendEscaped(dst []byte, s string) []byte {
	n := len(dst)
	dst = AppendString(dst, s)
	copy(dst[n:], dst[n+1:len(dst)-1]) // without the quotes
	return dst[:len(dst)-2]
}

// escape copies an escape sequence, or a backslash that starts none.
func (m *mender) escape() {
	rest := m.text[m.i:]
	if r, n := unescape(rest); n > 0 {
		m.out = appendEscaped(m.out, string(r))
		m.i += n
		return
	}
	if strings.HasPrefix(rest, `\'`) {
		m.note(m.i, `\' is no escape of JSON`, "write ' without a backslash", Edit{m.i, m.i + 1, ""})
		m.out = append(m.out, '\'')
		m.i += 2
		return
	}
	if n := len(`\uD800`); hex4(rest) >= 0 {
		m.note(m.i, "half a surrogate pair", "write both halves")
		m.out = append(m.out, "\uFFFD"...)
		m.i += n
		return
	}
	m.note(m.i, "a backslash that starts no escape", `write \\`, Edit{m.i, m.i, `\`})
	m.out = append(m.out, '\\', '\\')
	m.i++
}

// closes tells whether the quote at i ends its string: what follows on its line
// is what may follow a string, or no later quote on the line is followed so.
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

// endsValue tells whether s starts with what may follow a value or a name.
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

// unclosed tells whether the string that reached the line feed at m.i lacks its
// closing quote: the next line starts with a member or is a closing bracket.
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

// dropTail takes the comma and white space off the end of an unclosed string,
// so that the comma separates again.
func (m *mender) dropTail() {
	out := m.out
	for strings.HasSuffix(string(out[max(0, len(out)-2):]), `\r`) {
		out = out[:len(out)-2]
	}
	for len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	if len(out) > 1 && out[len(out)-1] == ',' {
		out = out[:len(out)-1]
		for m.i > 0 && m.text[m.i] != ',' {
			m.i--
		}
	}
	m.out = out
}

// memberAhead tells whether s starts with a quoted name and a colon.
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
