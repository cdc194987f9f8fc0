package relaxed

import (
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Words without quotes: names, values, placeholders, and text that is no JSON at all.

// bareToken reads a word without quotes as a name or a value.
func (m *mender) bareToken() {
	at := m.i
	if m.state == wantComma && !m.bareMember(at) && !(m.tree.top() == Array && (m.newLine(at) || literalLength(m.text[at:]) > 0)) {
		m.junk()
		return
	}
	// What follows a comma that is missing was found to start an item above.
	if m.state == wantComma {
		m.missingComma(at)
	} else if !m.startItem(at) {
		return
	}
	if m.state == wantName {
		end := at + bareName(m.text[at:])
		if end == at {
			m.junk()
			return
		}
		m.bareString(at, end, "a name without quotes")
		return
	}
	m.bareValue(at)
}

// bareMember reports whether an unquoted name and a colon stand at an offset of an
// object.
func (m *mender) bareMember(at int) bool {
	if m.tree.top() != Object {
		return false
	}
	n := bareName(m.text[at:])
	return n > 0 && strings.HasPrefix(strings.TrimLeft(m.text[at+n:min(len(m.text), at+n+lookahead)], " \t"), ":")
}

// bareName returns the length of the unquoted name at the start of s.
func bareName(s string) int {
	end := strings.IndexAny(s[:min(len(s), lookahead)], " \t\r\n:,;={}[]\"'“”<>")
	if end < 0 {
		return min(len(s), lookahead-utf8.UTFMax)
	}
	return end
}

// bareString reads text[at:end] as a string. What is the message of its note.
func (m *mender) bareString(at, end int, what string) {
	word := strings.TrimSpace(m.text[at:end])
	note := m.note(at, what, "put it in double quotes")
	if strings.HasPrefix(m.text[at:], word) {
		m.edit(note, Edit{at, at + len(word), string(AppendString(nil, word))})
	}
	m.i = end
	m.afterString(at, validUTF8(word))
}

// bareValue reads what stands without quotes where a value is wanted.
func (m *mender) bareValue(at int) {
	rest := m.text[at:]
	if n := literalLength(rest); n > 0 {
		m.i += n
		m.literal(at, rest[:n])
		return
	}
	n := bareLength(rest)
	word := strings.TrimSpace(rest[:n])
	if lit := literalMeant(word); lit != "" {
		note := m.guess
		if strings.EqualFold(word, lit) || lit != "null" && word[0] != '0' {
			note = m.note // there is nothing else that it could be
		}
		note(at, word+" is no literal of JSON", "write "+lit, Edit{at, at + len(word), lit})
		m.i += n
		m.literal(at, lit)
		return
	}
	if word == "" {
		m.junk()
		return
	}
	m.bareString(at, at+n, "a value without quotes")
}

// literal adds the value of a literal: null, true, false or a number.
func (m *mender) literal(at int, lit string) {
	switch lit[0] {
	case 'n':
		m.add(at, Null, "")
	case 't', 'f':
		m.add(at, Bool, lit)
	default:
		m.add(at, Number, lit)
	}
}

// literalLength returns the length of a strict literal at the start of s that
// ends where a value may end, or 0.
func literalLength(s string) int {
	n := numberLength(s)
	for _, w := range [...]string{"null", "true", "false"} {
		if strings.HasPrefix(s, w) {
			n = len(w)
		}
	}
	if n == 0 || n == len(s) || strings.IndexByte(" \t\r\n,;}]/\"", s[n]) >= 0 {
		return n
	}
	if blank, _ := oddSpace(s[n:]); blank > 0 {
		return n
	}
	return 0
}

// numberLength returns the length of the number at the start of s, or 0. A number that
// goes on with what JSON does not allow, as in 1.2.3, is none.
func numberLength(s string) int {
	n := 0
	for n < len(s) && strings.IndexByte("+-.0123456789Ee", s[n]) >= 0 {
		n++
	}
	if !jsontext.Value(s[:n]).IsValid() {
		return 0
	}
	return n
}

// literalMeant returns the literal that a misspelt one stands for, or "".
func literalMeant(word string) string {
	switch strings.ToLower(word) {
	case "true":
		return "true"
	case "false":
		return "false"
	case "null", "none", "nil", "undefined":
		return "null"
	}
	t := strings.TrimLeft(word, "+")
	neg := strings.HasPrefix(t, "-")
	t = strings.TrimLeft(strings.TrimPrefix(t, "-"), "0")
	if t == "" || t[0] == '.' {
		t = "0" + t
	}
	t = strings.TrimSuffix(t, ".")
	if t[:1] == "-" || numberLength(t) != len(t) {
		return "" // a sign in the middle
	}
	if neg {
		return "-" + t
	}
	return t
}

// bareLength returns the length of the value without quotes at the start of s. It ends
// before the end of its line, a comma, a double quote, a comment or a closing bracket.
// Pairs of brackets inside it belong to it.
func bareLength(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\n', '\r', '"':
			return i
		case '{', '(', '<', '[':
			depth++
		case '}', ')', '>', ']':
			if depth == 0 && c != ')' && c != '>' {
				return i
			}
			depth = max(0, depth-1)
		case ',':
			if depth == 0 {
				return i
			}
		case '/':
			if i > 0 && (s[i-1] == ' ' || s[i-1] == '\t') && i+1 < len(s) && (s[i+1] == '/' || s[i+1] == '*') {
				return i
			}
		}
	}
	return len(s)
}

// junk skips text that cannot be JSON, up to the next token that can.
func (m *mender) junk() {
	at := m.i
	for m.i < len(m.text) {
		c := m.text[m.i]
		if c == ',' || c == '}' || c == ']' || c == '\n' || m.i > at && c == '"' && memberAhead(m.text[m.i:]) {
			break
		}
		m.i++
	}
	if m.i == at { // always go on
		m.i++
	}
	m.guess(at, "text that is no JSON", "remove it, or put it in a string")
}
