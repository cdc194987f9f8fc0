package relaxed

import (
	"strings"
	"unicode/utf8"
)

// Words without quotes: names, values, placeholders, and text that is no JSON at all.

// bareToken reads a word without quotes as a name or a value.
func (m *mender) bareToken() {
	at := m.i
	if m.state == wantComma && !m.bareMember(at) && !(m.top() == '[' && (m.newLine(at) || literalLength(m.text[at:]) > 0)) {
		m.junk()
		return
	}
	if !m.item0bare(at) {
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

// item0bare is item0 for a word that was already found to start an item.
func (m *mender) item0bare(at int) bool {
	if m.state == wantComma {
		m.missingComma(at)
		return true
	}
	return m.item0(at)
}

// bareMember tells whether an unquoted name and a colon stand at the place.
func (m *mender) bareMember(at int) bool {
	if m.top() != '{' {
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

// bareString writes text[at:end] as a string and goes on behind it.
func (m *mender) bareString(at, end int, what string) {
	word := strings.TrimSpace(m.text[at:end])
	note := m.note(at, what, "put it in double quotes")
	if strings.HasPrefix(m.text[at:], word) {
		m.edit(note, Edit{at, at + len(word), string(AppendString(nil, word))})
	}
	m.put(at, "")
	m.out = AppendString(m.out, word)
	m.i = end
	m.afterString()
}

// bareValue reads what stands without quotes where a value is wanted.
func (m *mender) bareValue(at int) {
	rest := m.text[at:]
	if n := literalLength(rest); n > 0 {
		m.put(at, rest[:n])
		m.i += n
		m.afterValue()
		return
	}
	n := bareLength(rest)
	word := strings.TrimSpace(rest[:n])
	if lit := meant(word); lit != "" {
		m.note(at, word+" is no literal of JSON", "write "+lit, Edit{at, at + len(word), lit})
		m.put(at, lit)
		m.i += n
		m.afterValue()
		return
	}
	if word == "" {
		m.junk()
		return
	}
	m.bareString(at, at+n, "a value without quotes")
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

// meant returns the literal that a misspelt one stands for, or "".
func meant(word string) string {
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

// bareLength returns how far a value without quotes reaches: to the end of its
// line, a comma or a closing bracket, balanced brackets inside it aside.
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

// junk skips text that has no place in JSON, up to the next token that has.
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
	m.note(at, "text that is no JSON", "remove it, or put it in a string")
}
