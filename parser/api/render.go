package api

// This file writes paths, in one notation or another, and makes the keys by which they are
// compared.

import (
	"bytes"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// A Notation is a way to write a path. The zero Notation is that of templates, as
// [Path.String] writes them.
type Notation struct {
	// Segments is true where every key, and every path inside a path, is a segment of its
	// own, in whatever way pages write it: /users/{id} for users('{id}'), and
	// /root/:{path} for root:/{path}:.
	Segments bool
	// Bare is true where no value stands in quotes.
	Bare bool
	// Fixed appends a name or a value as a page has written it. Where it is nil, the
	// text stands as it is.
	Fixed func(dst []byte, text string) []byte
	// Hole appends what stands for a placeholder, inside of its quotes. Where it is nil,
	// that is the placeholder's name in braces.
	Hole func(dst []byte, kind SegmentKind, a *Arg) []byte
}

// String returns the path as a template. The notation is the same for all pages.
func (p Path) String() string {
	return string(p.Append(nil, Notation{}))
}

// RenderArgs returns the path with args in place of its placeholders, in their order,
// escaped for a URL. A placeholder without a value becomes "".
func (p Path) RenderArgs(args []string) string {
	hole := func(dst []byte, kind SegmentKind, a *Arg) []byte {
		v := ""
		if len(args) > 0 {
			v, args = args[0], args[1:]
		}
		if kind == ByPath {
			parts := strings.Split(strings.Trim(v, "/"), "/")
			for i := range parts {
				parts[i] = escapeSegment(parts[i])
			}
			return append(dst, strings.Join(parts, "/")...)
		}
		if a.Quoted {
			v = strings.ReplaceAll(v, "'", "''")
		}
		return append(dst, escapeSegment(v)...)
	}
	return string(p.Append(nil, Notation{Hole: hole}))
}

// Append appends the path in a notation. A path inside the path that is the last segment
// needs no colon behind it.
func (p Path) Append(dst []byte, n Notation) []byte {
	for i := range p {
		s := &p[i]
		switch {
		case s.Kind == Key && s.Parens && !n.Segments:
			dst = append(n.values(append(dst, '('), s), ')')
		case s.Kind == Key:
			dst = n.values(append(dst, '/'), s)
		case s.Kind == ByPath && n.Segments:
			dst = n.value(append(dst, "/:"...), s, 0)
		case s.Kind == ByPath:
			if dst = n.value(append(dst, ":/"...), s, 0); i < len(p)-1 {
				dst = append(dst, ':')
			}
		case s.Kind == AlternateKey && s.Bare:
			dst = n.named(append(dst, '/'), s, 0)
		case s.Kind == AlternateKey:
			dst = n.list(dst, s)
		case s.Kind == Operator:
			dst = n.list(n.fixed(append(dst, '/'), s.Name), s)
		default:
			dst = n.fixed(append(dst, '/'), s.Name)
		}
		dst = n.fixed(dst, s.Suffix)
	}
	return dst
}

// values appends the arguments of a key, which have no names unless the page gives them.
func (n *Notation) values(dst []byte, s *Segment) []byte {
	for i := range s.Args {
		if i > 0 {
			dst = append(dst, ',')
		}
		if s.Args[i].Name != "" {
			dst = n.named(dst, s, i)
			continue
		}
		dst = n.value(dst, s, i)
	}
	return dst
}

// list appends the arguments of a segment in parentheses.
func (n *Notation) list(dst []byte, s *Segment) []byte {
	dst = append(dst, '(')
	for i := range s.Args {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = n.named(dst, s, i)
	}
	return append(dst, ')')
}

// named appends one argument of a segment with its name.
func (n *Notation) named(dst []byte, s *Segment, i int) []byte {
	return n.value(append(n.fixed(dst, s.Args[i].Name), '='), s, i)
}

// value appends one argument of a segment: its fixed value, or what stands for it, with
// its quotes and its prefix.
func (n *Notation) value(dst []byte, s *Segment, i int) []byte {
	a := &s.Args[i]
	dst = n.fixed(dst, a.Prefix)
	quoted := a.Quoted && !n.Bare
	if quoted {
		dst = append(dst, '\'')
	}
	switch {
	case a.Placeholder == "":
		dst = n.fixed(dst, a.Literal)
	case n.Hole != nil:
		dst = n.Hole(dst, s.Kind, a)
	default:
		dst = append(append(append(dst, '{'), strings.Trim(a.Placeholder, "{}")...), '}')
	}
	if quoted {
		dst = append(dst, '\'')
	}
	return dst
}

// fixed appends what a page has written.
func (n *Notation) fixed(dst []byte, text string) []byte {
	if n.Fixed != nil {
		return n.Fixed(dst, text)
	}
	return append(dst, text...)
}

// escapeSegment percent-encodes all but the unreserved characters of RFC 3986,
// and the sub-delimiters that keys are written with.
func escapeSegment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~!$&'()*+,;=:@", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
	}
	return b.String()
}

// Key returns the form that two paths share if they call the same thing: names in lower
// case, keys without the names of their placeholders, functions with the names of their
// arguments.
func (p Path) Key() string {
	var buffer [256]byte
	return string(p.AppendKey(buffer[:0]))
}

// AppendKey appends what [Path.Key] returns to b, for callers that look up many paths
// with one buffer.
func (p Path) AppendKey(b []byte) []byte {
	for i := range p {
		b = p[i].AppendKey(b)
	}
	return b
}

// AppendKey appends what a segment adds to the key of the path in front of it.
func (s *Segment) AppendKey(b []byte) []byte {
	return odata.AppendFold(s.appendKey(append(b, '/')), s.Suffix)
}

func (s *Segment) appendKey(b []byte) []byte {
	switch s.Kind {
	case Key:
		for range len(s.Args) - 1 {
			b = append(b, "{},"...)
		}
		return append(b, "{}"...)
	case ByPath:
		return append(b, "{}:"...)
	case AlternateKey, Operator:
		b = append(odata.AppendFold(b, s.Name), '(')
		for _, a := range s.Args {
			b = odata.AppendFold(b, a.Name)
			if a.Placeholder == "" && a.Literal != "" && !IsAlias(a.Literal) {
				b = append(append(b, '='), a.Literal...)
			}
			b = append(b, ',')
		}
		return append(b, ')')
	}
	return odata.AppendFold(b, s.Name)
}

// SamePath reports whether two paths have the same key.
func SamePath(a, b Path) bool {
	var one, other [256]byte
	return bytes.Equal(a.AppendKey(one[:0]), b.AppendKey(other[:0]))
}
