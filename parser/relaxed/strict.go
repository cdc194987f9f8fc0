package relaxed

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// This file is the fast path: most texts on pages are strict JSON, and one pass
// over the bytes reads them. It reports no errors; whatever it does not accept
// goes to the mender, which knows how to say what is wrong.

// A strict reads RFC 8259 JSON. Values come from slabs, members and elements are
// gathered on stacks and cut to size when their object or array ends, so that a
// text costs few allocations.
type strict struct {
	text     string
	i        int
	slab     []Value
	members  []Member
	elements []*Value
}

// document reads a whole text: one value with white space around.
func (s *strict) document() (*Value, bool) {
	if !utf8.ValidString(s.text) {
		return nil, false
	}
	v, ok := s.value(0)
	if !ok {
		return nil, false
	}
	s.space()
	return v, s.i == len(s.text)
}

func (s *strict) space() {
	for s.i < len(s.text) {
		switch s.text[s.i] {
		case ' ', '\t', '\n', '\r':
			s.i++
		default:
			return
		}
	}
}

func (s *strict) newValue(kind Kind, offset int) *Value {
	if len(s.slab) == cap(s.slab) {
		s.slab = make([]Value, 0, max(4, min(2*cap(s.slab), 128)))
	}
	s.slab = append(s.slab, Value{Kind: kind, Offset: offset})
	return &s.slab[len(s.slab)-1]
}

func (s *strict) value(depth int) (*Value, bool) {
	s.space()
	if s.i >= len(s.text) || depth >= MaxDepth {
		return nil, false
	}
	start := s.i
	switch c := s.text[s.i]; c {
	case '{':
		return s.object(depth)
	case '[':
		return s.array(depth)
	case '"':
		text, ok := s.str()
		if !ok {
			return nil, false
		}
		v := s.newValue(String, start)
		v.Text = text
		return v, true
	case 'n':
		return s.word("null", Null, "")
	case 't':
		return s.word("true", Bool, "true")
	case 'f':
		return s.word("false", Bool, "false")
	default:
		n := numberLength(s.text[s.i:])
		if n == 0 {
			return nil, false
		}
		s.i += n
		v := s.newValue(Number, start)
		v.Text = s.text[start:s.i]
		return v, true
	}
}

func (s *strict) word(word string, kind Kind, text string) (*Value, bool) {
	if !strings.HasPrefix(s.text[s.i:], word) {
		return nil, false
	}
	v := s.newValue(kind, s.i)
	v.Text = text
	s.i += len(word)
	return v, true
}

func (s *strict) object(depth int) (*Value, bool) {
	v := s.newValue(Object, s.i)
	base := len(s.members)
	s.i++
	s.space()
	if s.i < len(s.text) && s.text[s.i] == '}' {
		s.i++
		return v, true
	}
	for {
		m, ok := s.member(depth)
		if !ok {
			return nil, false
		}
		s.members = append(s.members, m)
		switch s.next() {
		case ',':
		case '}':
			v.Members = append([]Member(nil), s.members[base:]...)
			s.members = s.members[:base]
			return v, true
		default:
			return nil, false
		}
	}
}

func (s *strict) member(depth int) (m Member, ok bool) {
	s.space()
	if s.i >= len(s.text) || s.text[s.i] != '"' {
		return m, false
	}
	m.Offset = s.i
	if m.Name, ok = s.str(); !ok || s.next() != ':' {
		return m, false
	}
	m.Value, ok = s.value(depth + 1)
	return m, ok
}

func (s *strict) array(depth int) (*Value, bool) {
	v := s.newValue(Array, s.i)
	base := len(s.elements)
	s.i++
	s.space()
	if s.i < len(s.text) && s.text[s.i] == ']' {
		s.i++
		return v, true
	}
	for {
		e, ok := s.value(depth + 1)
		if !ok {
			return nil, false
		}
		s.elements = append(s.elements, e)
		switch s.next() {
		case ',':
		case ']':
			v.Elements = append([]*Value(nil), s.elements[base:]...)
			s.elements = s.elements[:base]
			return v, true
		default:
			return nil, false
		}
	}
}

// next skips white space and takes one byte, 0 at the end.
func (s *strict) next() byte {
	s.space()
	if s.i >= len(s.text) {
		return 0
	}
	s.i++
	return s.text[s.i-1]
}

// str reads a string literal and returns its content.
func (s *strict) str() (string, bool) {
	start := s.i + 1
	for i := start; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '"':
			s.i = i + 1
			return s.text[start:i], true
		case c == '\\':
			return s.escaped(start, i)
		case c < ' ':
			return "", false
		}
	}
	return "", false
}

// escaped reads on in a string literal that started before start and has its
// first backslash at i.
func (s *strict) escaped(start, i int) (string, bool) {
	buf := append(make([]byte, 0, i-start+32), s.text[start:i]...)
	for i < len(s.text) {
		c := s.text[i]
		switch {
		case c == '"':
			s.i = i + 1
			return string(buf), true
		case c < ' ':
			return "", false
		case c != '\\':
			buf = append(buf, c)
			i++
		default:
			r, n := unescape(s.text[i:])
			if n == 0 {
				return "", false
			}
			buf = utf8.AppendRune(buf, r)
			i += n
		}
	}
	return "", false
}

// unescape reads the escape sequence at the start of t and returns its length,
// 0 where it is none. A surrogate pair is one sequence; half of one is none.
func unescape(t string) (rune, int) {
	if len(t) < 2 {
		return 0, 0
	}
	switch t[1] {
	case '"', '\\', '/':
		return rune(t[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r := hex4(t)
		if !utf16.IsSurrogate(r) {
			if r < 0 {
				return 0, 0
			}
			return r, 6
		}
		if r = utf16.DecodeRune(r, hex4(t[6:])); r == utf8.RuneError {
			return 0, 0
		}
		return r, 12
	}
	return 0, 0
}

// hex4 returns the code unit of the \uXXXX at the start of t, or -1.
func hex4(t string) rune {
	if len(t) < 6 || t[0] != '\\' || t[1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range []byte(t[2:6]) {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return r
}

// numberLength returns how long the JSON number at the start of t is, or 0.
func numberLength(t string) int {
	i := 0
	if i < len(t) && t[i] == '-' {
		i++
	}
	switch {
	case i < len(t) && t[i] == '0':
		i++
	case digits(t[i:]) > 0:
		i += digits(t[i:])
	default:
		return 0
	}
	if i < len(t) && t[i] == '.' {
		n := digits(t[i+1:])
		if n == 0 {
			return 0
		}
		i += 1 + n
	}
	if i < len(t) && t[i]|0x20 == 'e' {
		j := i + 1
		if j < len(t) && (t[j] == '+' || t[j] == '-') {
			j++
		}
		n := digits(t[j:])
		if n == 0 {
			return 0
		}
		i = j + n
	}
	return i
}

func digits(t string) int {
	n := 0
	for n < len(t) && '0' <= t[n] && t[n] <= '9' {
		n++
	}
	return n
}
