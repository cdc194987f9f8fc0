package relaxed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// White space and comments. JSON knows four white-space characters; pages hold
// more: a byte order mark, no-break and zero-width blanks, form feeds, NULs.

// space skips white space and comments, and notes what JSON has no place for.
func (m *mender) space() {
	for m.i < len(m.text) {
		switch c := m.text[m.i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			m.i++
		case c == '/' && m.comment():
		case c == '#' && m.lineStart():
			m.note(m.i, "a comment that starts with #", "leave comments out of JSON")
			m.i += lineLength(m.text[m.i:])
		case c == '<' && strings.HasPrefix(m.text[m.i:], "<!--"):
			m.note(m.i, "an HTML comment inside JSON", "leave comments out of JSON")
			m.i += commentLength(m.text[m.i:], "-->")
		default:
			n, what := oddSpace(m.text[m.i:])
			if n == 0 {
				return
			}
			note := m.note(m.i, what, "use blanks and line feeds alone")
			for n > 0 { // a run of them is one note
				m.edit(note, Edit{m.i, m.i + n, plainSpace(m.text[m.i : m.i+n])})
				m.i += n
				n, _ = oddSpace(m.text[m.i:])
			}
		}
	}
}

// comment skips a // or /* */ comment. It reports false where there is none.
func (m *mender) comment() bool {
	rest := m.text[m.i:]
	n := 0
	switch {
	case strings.HasPrefix(rest, "//"):
		n = lineLength(rest)
	case strings.HasPrefix(rest, "/*"):
		n = commentLength(rest, "*/")
	default:
		return false
	}
	m.note(m.i, "a comment", "leave comments out of JSON")
	m.i += n
	return true
}

// lineStart reports whether nothing but blanks stands before m.i on its line.
func (m *mender) lineStart() bool {
	for i := m.i - 1; i >= 0 && m.i-i < 256; i-- {
		switch m.text[i] {
		case ' ', '\t':
		case '\n', '\r':
			return true
		default:
			return false
		}
	}
	return m.i < 256
}

func lineLength(s string) int {
	for i := range len(s) {
		if s[i] == '\n' || s[i] == '\r' {
			return i
		}
	}
	return len(s)
}

// commentLength returns the length of the comment at the start of s, its end
// included; without an end it is the rest of the text.
func commentLength(s, end string) int {
	if i := strings.Index(s[2:], end); i >= 0 {
		return 2 + i + len(end)
	}
	return len(s)
}

// plainSpace returns what to write in place of a blank that JSON does not know. It is
// nothing where the blank has no width.
func plainSpace(odd string) string {
	if r, _ := utf8.DecodeRuneInString(odd); unicode.IsSpace(r) {
		return " "
	}
	return ""
}

// oddSpace returns the length of the blank that JSON does not know at the start of s,
// and what to call it. The length is 0 where there is none.
func oddSpace(s string) (n int, what string) {
	if s == "" {
		return 0, ""
	}
	if c := s[0]; c < utf8.RuneSelf {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			return 1, "a control character between values"
		}
		return 0, ""
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '\uFEFF':
		return n, "a byte order mark"
	case unicode.IsSpace(r), r >= '\u200B' && r <= '\u200F', r == '\u2060':
		return n, "a blank that JSON does not know"
	}
	return 0, ""
}
