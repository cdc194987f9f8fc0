package api

import (
	"bytes"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// RenderArgs returns the path with args in place of its placeholders, in their order,
// escaped for a URL. A placeholder without a value becomes "".
func (p Path) RenderArgs(args []string) string {
	next := func() string {
		if len(args) == 0 {
			return ""
		}
		v := args[0]
		args = args[1:]
		return v
	}
	value := func(a Arg) string {
		v := next()
		if a.Quoted {
			v = strings.ReplaceAll(v, "'", "''")
		}
		return escapeSegment(v)
	}
	path := func(Arg) string {
		parts := strings.Split(strings.Trim(next(), "/"), "/")
		for i := range parts {
			parts[i] = escapeSegment(parts[i])
		}
		return strings.Join(parts, "/")
	}
	return p.render(value, path)
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
	b = s.appendKey(append(b, '/'))
	return odata.AppendFold(b, s.Suffix)
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
			if a.Placeholder == "" && a.Literal != "" {
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

// String returns the path as a template. The notation is the same for all pages.
func (p Path) String() string {
	return p.render(func(a Arg) string { return "{" + a.Placeholder + "}" }, nil)
}

// render writes the path. hole returns what to write for a placeholder. pathHole does so
// for ByPath segments; where it is nil, hole does.
func (p Path) render(hole, pathHole func(Arg) string) string {
	if pathHole == nil {
		pathHole = hole
	}
	var b strings.Builder
	for i, s := range p {
		switch s.Kind {
		case ByPath:
			b.WriteString(":/" + argText(s.Args[0], pathHole))
			if i < len(p)-1 {
				b.WriteByte(':')
			}
			continue
		case Key:
			if s.Parens {
				writeArgs(&b, s.Args, hole)
			} else {
				b.WriteString("/" + argText(s.Args[0], hole))
			}
		case AlternateKey:
			if s.Bare {
				b.WriteString("/" + s.Args[0].Name + "=" + argText(s.Args[0], hole))
			} else {
				writeArgs(&b, s.Args, hole)
			}
		default:
			b.WriteString("/" + s.Name)
			if s.Kind == Operator {
				writeArgs(&b, s.Args, hole)
			}
		}
		b.WriteString(s.Suffix)
	}
	return b.String()
}

// writeArgs writes arguments in parentheses.
func writeArgs(b *strings.Builder, args []Arg, hole func(Arg) string) {
	b.WriteByte('(')
	for i, a := range args {
		if i > 0 {
			b.WriteByte(',')
		}
		if a.Name != "" {
			b.WriteString(a.Name + "=")
		}
		b.WriteString(argText(a, hole))
	}
	b.WriteByte(')')
}

// argText returns one argument: its fixed value, or what hole returns for it, with its
// quotes and its prefix.
func argText(a Arg, hole func(Arg) string) string {
	text := a.Literal
	if a.Placeholder != "" {
		text = hole(a)
	}
	if a.Quoted {
		text = "'" + text + "'"
	}
	return a.Prefix + text
}
