package odata

// The names that pages give to OData's primitive types.

import (
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// Untyped is OData's type for any JSON value.
const Untyped = "Edm.Untyped"

// Primitive returns the full name of the primitive type that a page's word means, such as
// "Edm.Int32" for "integer", or "". Pages write the names of CSDL, those of programming
// languages, and "string (timestamp)".
func Primitive(name string) string {
	const longest = 80 // a sentence is no type
	if len(name) > longest {
		return ""
	}
	name = strings.Trim(strings.TrimSpace(name), "`*\"'. ")
	if i := strings.IndexByte(name, '('); i > 0 && strings.HasSuffix(name, ")") {
		if p := qualified(name[:i], name[i+1:len(name)-1]); p != "" {
			return p
		}
		return ""
	}
	if HasPrefixFold(name, "edm.") {
		name = name[len("edm."):]
	}
	var buffer [longest]byte
	low := buffer[:0]
	for word := range strings.FieldsFuncSeq(name, isWordBreak) {
		if len(low) > 0 {
			low = append(low, ' ')
		}
		low = AppendFold(low, word)
	}
	if len(low) > phrases.LongestPrimitive {
		return ""
	}
	return phrases.Primitive(string(low))
}

func isWordBreak(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '_' }

// qualified returns the primitive type of "string (timestamp)" and "integer (int64)": a
// JSON form with the type of its content in parentheses.
func qualified(form, content string) string {
	p := Primitive(form)
	q := Primitive(phrases.FirstWord(content))
	switch p {
	case "Edm.String":
		switch q {
		case "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration", "Edm.Guid", "Edm.Binary":
			return q
		}
	case "Edm.Int32", "Edm.Double":
		if isNumeric(q) {
			return q
		}
	}
	return p
}

// isNumeric reports whether values of a primitive type are numbers.
func isNumeric(name string) bool {
	switch name {
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Single", "Edm.Decimal":
		return true
	}
	return false
}

// HeldNumber returns the numeric type that "String (double)" says a text holds, or "".
func HeldNumber(text string) string {
	form, content, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(text), ")"), "(")
	if !ok || Primitive(form) != "Edm.String" {
		return ""
	}
	switch p := Primitive(content); p {
	case "Edm.Double", "Edm.Single", "Edm.Decimal", "Edm.Int32", "Edm.Int64":
		return p
	}
	return ""
}
