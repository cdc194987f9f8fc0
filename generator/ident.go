package generator

import (
	"cmp"
	"fmt"
	"go/token"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file turns the names of an API into Go identifiers.
//
// An API writes camelCase, PascalCase, kebab-case, snake_case and dotted names,
// in any mixture. A name is split into words where its writer shows a border
// (a separator, a lower-case letter before an upper-case one, the last capital
// of a run) and the words are joined again in Go's way, initialisms in capitals.
//
// Pages are not trusted: what comes out consists of ASCII letters and digits
// whatever goes in. A letter of another script is spelled as its code point, so
// that two names stay two names and no look-alike or right-to-left letter gets
// into code.

// exported returns name as an exported identifier, or fallback where name has
// no letter and no digit.
func exported(name, fallback string) string {
	var buffer [64]byte
	return string(appendExported(buffer[:0], name, fallback))
}

// appendExported is exported, behind what is in dst.
func appendExported(dst []byte, name, fallback string) []byte {
	start := len(dst)
	for w := range words(name) {
		if len(dst) == start && isDigit(w[0]) {
			dst = append(dst, 'N')
		}
		dst = appendCapitalised(dst, w)
	}
	if len(dst) == start {
		return append(dst, fallback...)
	}
	return dst
}

// unexported returns name as the name of a parameter. It is never a keyword, a
// predeclared identifier, or a name that generated methods use for themselves.
func unexported(name, fallback string) string {
	var buffer [64]byte
	b := buffer[:0]
	for w := range words(name) {
		switch {
		case len(b) > 0:
			b = appendCapitalised(b, w)
			continue
		case isDigit(w[0]):
			b = append(b, 'n')
		}
		b = odata.AppendFold(b, w)
	}
	s := cmp.Or(string(b), fallback)
	if len(b) > 0 && reservedParam(s) {
		return s + "Value"
	}
	return s
}

// reservedParam reports whether a parameter of that name would hide something
// that the body or the signature of a generated method needs.
func reservedParam(s string) bool {
	switch s {
	case "s", "c", "ctx", "body", "content", "opts", "out", "location", "err", "rest", "context", "iter", "io", "jsontext",
		"any", "bool", "byte", "comparable", "complex64", "complex128", "error", "float32", "float64",
		"int", "int8", "int16", "int32", "int64", "rune", "string",
		"uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
		"true", "false", "iota", "nil", "append", "cap", "clear", "close", "complex", "copy", "delete",
		"imag", "len", "make", "max", "min", "new", "panic", "print", "println", "real", "recover":
		return true
	}
	return token.IsKeyword(s)
}

// appendCapitalised appends a word as a part of an identifier, initialisms in
// capitals.
func appendCapitalised(dst []byte, w string) []byte {
	start := len(dst)
	for i := range len(w) {
		c := w[i]
		if isLower(c) {
			c -= 'a' - 'A'
		}
		dst = append(dst, c)
	}
	upper := dst[start:]
	switch n := len(upper) - 1; {
	case initialism(upper):
	case n > 0 && upper[n] == 'S' && initialism(upper[:n]):
		upper[n] = 's'
	default:
		copy(upper[1:], w[1:])
		if len(upper) > 4 && string(upper[:5]) == "Oauth" {
			upper[1] = 'A' // a brand of its own, in whatever case a path has it
		}
	}
	return dst
}

// initialism reports whether Go writes the word in capitals. The list is the one
// that staticcheck's ST1003 goes by, with the URN and UPN of directories, and with those
// that references write in either case, so that one thing has one spelling: ManagedIOSLobApp
// and IOSLobApp.
func initialism(upper []byte) bool {
	switch string(upper) {
	case "ACL", "API", "ASCII", "CPU", "CSS", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP",
		"JSON", "QPS", "RAM", "RPC", "SIP", "SLA", "SMTP", "SQL", "SSH", "TCP", "TLS", "TTL", "UDP",
		"FQDN", "ICMP", "IOS", "MDM", "MFA", "MSI", "OS", "PDF", "UI", "UID", "UUID", "URI", "URL", "URN", "UPN", "UTF8", "VM", "XML", "XMPP", "XSRF", "XSS":
		return true
	}
	return false
}

// appendJoined appends the words of a name in lower case, with nothing between them.
func appendJoined(dst []byte, name string) []byte {
	for w := range words(name) {
		dst = odata.AppendFold(dst, w)
	}
	return dst
}

// words splits a name. Digits stay with the letters before them.
func words(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, spelled := 0, spell(name)
		for i := range len(spelled) {
			between := !isUpper(spelled[i]) && !isLower(spelled[i]) && !isDigit(spelled[i])
			if i > start && (between || isUpper(spelled[i]) && beginsWord(spelled, i)) {
				if !yield(spelled[start:i]) {
					return
				}
				start = i
			}
			if between {
				start = i + 1
			}
		}
		if start < len(spelled) {
			yield(spelled[start:])
		}
	}
}

// beginsWord reports whether the capital at s[i], which is not the first letter
// of its run of letters, begins a word: iCal|UId, HTTP|Server, but URLs is one.
func beginsWord(s string, i int) bool {
	if !isUpper(s[i-1]) {
		return true
	}
	if i+1 >= len(s) || !isLower(s[i+1]) {
		return false
	}
	plural := s[i+1] == 's' && (i+2 >= len(s) || !isLower(s[i+2]))
	return !plural
}

// spell writes the letters and digits of a name that are not ASCII as "U00E9", and
// a blank for what else is not. Most names are ASCII and come back as they are.
func spell(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return name
	}
	var b strings.Builder
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			fmt.Fprintf(&b, "U%04X", r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// singular returns the singular of an English plural as URLs use them. It need
// not be right about every word: parameters are named after it, nothing else.
func singular(s string) string {
	lower := strings.ToLower(s)
	switch {
	case strings.HasSuffix(lower, "children"):
		return s[:len(s)-3]
	case strings.HasSuffix(lower, "people"):
		return s[:len(s)-4] + "rson"
	case strings.HasSuffix(lower, "series"), strings.HasSuffix(lower, "news"),
		strings.HasSuffix(lower, "ss"), strings.HasSuffix(lower, "us"), strings.HasSuffix(lower, "is"):
		return s
	case strings.HasSuffix(lower, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(lower, "knives"):
		return s[:len(s)-3] + "fe"
	case strings.HasSuffix(lower, "loaves"), strings.HasSuffix(lower, "shelves"), strings.HasSuffix(lower, "halves"),
		strings.HasSuffix(lower, "calves"), strings.HasSuffix(lower, "wolves"), strings.HasSuffix(lower, "thieves"), strings.HasSuffix(lower, "scarves"):
		return s[:len(s)-3] + "f"
	case strings.HasSuffix(lower, "sses"), strings.HasSuffix(lower, "uses"), strings.HasSuffix(lower, "xes"),
		strings.HasSuffix(lower, "ches"), strings.HasSuffix(lower, "shes"):
		return s[:len(s)-2]
	case strings.HasSuffix(lower, "s") && len(s) > 1:
		return s[:len(s)-1]
	}
	return s
}
