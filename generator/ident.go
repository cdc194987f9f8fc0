package generator

import (
	"fmt"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
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
	var b strings.Builder
	for _, w := range words(name) {
		b.WriteString(capitalised(w))
	}
	if b.Len() == 0 {
		return fallback
	}
	if c := b.String()[0]; c >= '0' && c <= '9' {
		return "N" + b.String()
	}
	return b.String()
}

// unexported returns name as the name of a parameter. It is never a keyword, a
// predeclared identifier, or a name that generated methods use for themselves.
func unexported(name, fallback string) string {
	ws := words(name)
	if len(ws) == 0 {
		return fallback
	}
	var b strings.Builder
	b.WriteString(strings.ToLower(ws[0]))
	for _, w := range ws[1:] {
		b.WriteString(capitalised(w))
	}
	s := b.String()
	if s[0] >= '0' && s[0] <= '9' {
		s = "n" + s
	}
	if reservedParam(s) {
		s += "Value"
	}
	return s
}

// reservedParam tells whether a parameter of that name would hide something
// that the body or the signature of a generated method needs.
func reservedParam(s string) bool {
	switch s {
	case "s", "c", "ctx", "body", "opts", "out", "err", "rest", "context", "iter", "io", "jsontext",
		"any", "bool", "byte", "comparable", "complex64", "complex128", "error", "float32", "float64",
		"int", "int8", "int16", "int32", "int64", "rune", "string",
		"uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
		"true", "false", "iota", "nil", "append", "cap", "clear", "close", "complex", "copy", "delete",
		"imag", "len", "make", "max", "min", "new", "panic", "print", "println", "real", "recover":
		return true
	}
	return token.IsKeyword(s)
}

// capitalised returns a word as a part of an identifier, initialisms in capitals.
func capitalised(w string) string {
	upper := strings.ToUpper(w)
	if initialism(upper) {
		return upper
	}
	if n := len(upper) - 1; n > 0 && upper[n] == 'S' && initialism(upper[:n]) {
		return upper[:n] + "s"
	}
	return upper[:1] + w[1:]
}

// initialism tells whether Go writes the word in capitals. The list is the one
// that staticcheck's ST1003 goes by, with the URN and UPN of directories.
func initialism(upper string) bool {
	switch upper {
	case "ACL", "API", "ASCII", "CPU", "CSS", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP",
		"JSON", "QPS", "RAM", "RPC", "SIP", "SLA", "SMTP", "SQL", "SSH", "TCP", "TLS", "TTL", "UDP",
		"UI", "UID", "UUID", "URI", "URL", "URN", "UPN", "UTF8", "VM", "XML", "XMPP", "XSRF", "XSS":
		return true
	}
	return false
}

// words splits a name. Digits stay with the letters before them.
func words(name string) []string {
	var ws []string
	start := 0
	spelled := spell(name)
	for i := 0; i < len(spelled); i++ {
		c := spelled[i]
		if c == ' ' {
			if i > start {
				ws = append(ws, spelled[start:i])
			}
			start = i + 1
			continue
		}
		if i > start && isUpper(c) && beginsWord(spelled, i) {
			ws = append(ws, spelled[start:i])
			start = i
		}
	}
	if start < len(spelled) {
		ws = append(ws, spelled[start:])
	}
	return ws
}

// beginsWord tells whether the capital at s[i], which is not the first letter
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

// spell reduces a name to ASCII letters and digits, with a blank for every run
// of anything else. Other letters and digits are spelled as "U00E9".
func spell(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf && (isUpper(byte(r)) || isLower(byte(r)) || r >= '0' && r <= '9'):
			b.WriteRune(r)
		case r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			fmt.Fprintf(&b, "U%04X", r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

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
	case strings.HasSuffix(lower, "sses"), strings.HasSuffix(lower, "uses"), strings.HasSuffix(lower, "xes"),
		strings.HasSuffix(lower, "ches"), strings.HasSuffix(lower, "shes"):
		return s[:len(s)-2]
	case strings.HasSuffix(lower, "s") && len(s) > 1:
		return s[:len(s)-1]
	}
	return s
}
