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
func template(path api.Path) string { return path.String() }

// pattern is the path for the runtime, with the names of the Go arguments.
func pattern(call *api.Method, args []code.Arg) string {
	next := func(dst []byte, _ api.SegmentKind, _ *api.Arg) []byte {
		name := args[0].Name
		args = args[1:]
		return append(append(append(dst, '{'), name...), '}')
	}
	path := call.Path.Append(nil, api.Notation{Fixed: appendEscaped, Hole: next})
	if call.Slash {
		path = append(path, '/')
	}
	return string(path)
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
