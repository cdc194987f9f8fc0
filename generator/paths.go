package generator

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/model"
)

// This file writes a path the way the runtime takes it: a pattern whose {…} are
// filled with arguments, in order. Everything else in it is sent as it stands,
// so what pages write is escaped here, once.

// template is the path with the page's own names for the placeholders, for
// comments, messages and the order of things.
func template(path model.Path) string {
	return pathText(path, func(a model.Arg) string { return a.Placeholder }, func(s string) string { return s })
}

// pattern is the path for the runtime, with the names of the Go arguments.
func pattern(path model.Path, args []pathArg) string {
	next := 0
	return pathText(path, func(model.Arg) string {
		name := args[next].name
		next++
		return name
	}, escapeFixed)
}

// pathText writes a path. The last ByPath segment needs no colon behind it.
func pathText(path model.Path, placeholder func(model.Arg) string, escape func(string) string) string {
	var b strings.Builder
	value := func(a model.Arg) string {
		if a.Placeholder == "" {
			return escape(a.Prefix + a.Literal)
		}
		text := "{" + placeholder(a) + "}"
		if a.Quoted {
			text = "'" + text + "'"
		}
		return escape(a.Prefix) + text
	}
	for i, seg := range path {
		switch seg.Kind {
		case model.Key:
			for _, a := range seg.Args {
				if seg.Parens {
					b.WriteString("(" + value(a) + ")")
				} else {
					b.WriteString("/" + value(a))
				}
			}
			continue
		case model.ByPath:
			for _, a := range seg.Args {
				b.WriteString(":/" + value(a))
			}
			if i < len(path)-1 {
				b.WriteByte(':')
			}
			continue
		case model.AlternateKey:
			if seg.Bare {
				for _, a := range seg.Args {
					b.WriteString("/" + escape(a.Name) + "=" + value(a))
				}
				continue
			}
		default:
			b.WriteString("/" + escape(seg.Name))
		}
		if len(seg.Args) > 0 || seg.Kind == model.Operator {
			b.WriteByte('(')
			for j, a := range seg.Args {
				if j > 0 {
					b.WriteByte(',')
				}
				if a.Name != "" {
					b.WriteString(escape(a.Name) + "=")
				}
				b.WriteString(value(a))
			}
			b.WriteByte(')')
		}
	}
	return b.String()
}

// escapeFixed percent-encodes what a page writes into a path and a path cannot
// hold (RFC 3986, 3.3). What is percent-encoded already stays. A slash, a '?'
// or a brace of its own would change the path's structure and is encoded too.
func escapeFixed(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case isUpper(c), isLower(c), c >= '0' && c <= '9', strings.IndexByte("-._~!$&'()*+,;=:@", c) >= 0,
			c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
