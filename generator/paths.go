package generator

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file writes a path the way the runtime takes it: a pattern whose {…} are
// filled with arguments, in order. Everything else in it is sent as it stands,
// so what pages write is escaped here, once.

// template is the path with the page's own names for the placeholders, for
// comments, messages and the order of things.
func template(path api.Path) string {
	var buffer [256]byte
	return string(appendTemplate(buffer[:0], path))
}

// appendTemplate is template, behind what is in dst.
func appendTemplate(dst []byte, path api.Path) []byte {
	var w pathWriter
	return w.path(dst, path)
}

// pattern is the path for the runtime, with the names of the Go arguments.
func pattern(path api.Path, args []code.Arg) string {
	var buffer [256]byte
	return string(appendPattern(buffer[:0], path, args))
}

// appendPattern is pattern, behind what is in dst.
func appendPattern(dst []byte, path api.Path, args []code.Arg) []byte {
	w := pathWriter{escapes: true, args: args}
	return w.path(dst, path)
}

// A pathWriter writes a path.
type pathWriter struct {
	escapes bool       // what the runtime could not take as it stands
	args    []code.Arg // what the next placeholders are called, if not as on the page
}

// path writes a path behind dst. The last ByPath segment needs no colon behind it.
func (w *pathWriter) path(dst []byte, path api.Path) []byte {
	for i, seg := range path {
		switch seg.Kind {
		case api.Key:
			if seg.Parens {
				dst = w.list(dst, seg.Args)
			} else {
				dst = w.value(append(dst, '/'), seg.Args[0])
			}
			dst = w.fixed(dst, seg.Suffix)
			continue
		case api.ByPath:
			for _, a := range seg.Args {
				dst = w.value(append(dst, ":/"...), a)
			}
			if i < len(path)-1 {
				dst = append(dst, ':')
			}
			continue
		case api.AlternateKey:
			if seg.Bare {
				for _, a := range seg.Args {
					dst = w.value(append(w.fixed(append(dst, '/'), a.Name), '='), a)
				}
				continue
			}
		default:
			dst = w.fixed(append(dst, '/'), seg.Name)
		}
		if len(seg.Args) > 0 || seg.Kind == api.Operator {
			dst = w.list(dst, seg.Args)
		}
		dst = w.fixed(dst, seg.Suffix)
	}
	return dst
}

// list writes arguments in parentheses.
func (w *pathWriter) list(dst []byte, args []api.Arg) []byte {
	dst = append(dst, '(')
	for i, a := range args {
		if i > 0 {
			dst = append(dst, ',')
		}
		if a.Name != "" {
			dst = append(w.fixed(dst, a.Name), '=')
		}
		dst = w.value(dst, a)
	}
	return append(dst, ')')
}

// value writes one argument.
func (w *pathWriter) value(dst []byte, a api.Arg) []byte {
	if a.Placeholder == "" {
		return w.fixed(dst, a.Prefix+a.Literal)
	}
	dst = w.fixed(dst, a.Prefix)
	name := a.Placeholder
	if len(w.args) > 0 {
		name, w.args = w.args[0].Name, w.args[1:]
	}
	if a.Quoted {
		dst = append(dst, '\'')
	}
	dst = append(append(append(dst, '{'), name...), '}')
	if a.Quoted {
		dst = append(dst, '\'')
	}
	return dst
}

// fixed writes what stands in the path as it is.
func (w *pathWriter) fixed(dst []byte, s string) []byte {
	if !w.escapes {
		return append(dst, s...)
	}
	return appendEscaped(dst, s)
}

// appendEscaped percent-encodes what a page writes into a path and a path cannot
// hold (RFC 3986, 3.3). What is percent-encoded already stays. A slash, a '?'
// or a brace of its own would change the path's structure and is encoded too.
func appendEscaped(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		c := s[i]
		switch {
		case isUpper(c), isLower(c), isDigit(c), strings.IndexByte("-._~!$&'()*+,;=:@", c) >= 0,
			c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			dst = append(dst, c)
		default:
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return dst
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
