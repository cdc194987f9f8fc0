package odata

// The names that pages give to OData's primitive types.

import (
	"strings"
	"unicode"
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
	if len(low) > longestWord {
		return ""
	}
	return primitiveWord(string(low))
}

func isWordBreak(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '_' }

// qualified returns the primitive type of "string (timestamp)": a JSON form with the
// type of its content in parentheses.
func qualified(form, content string) string {
	p := Primitive(form)
	if p != "Edm.String" {
		return p
	}
	switch q := Primitive(FirstWord(content)); q {
	case "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration", "Edm.Guid", "Edm.Binary":
		return q
	}
	return p
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

// FirstWord returns the first word of s without the punctuation behind it, or "".
func FirstWord(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return strings.Trim(words[0], ",;.")
	}
	return ""
}

// longestWord is the length in bytes that no word of primitiveWord exceeds.
const longestWord = 20

// primitiveWord maps a lower-case word to the primitive it means.
func primitiveWord(word string) string {
	switch word {
	case "string", "str", "url", "uri", "string url", "char", "character":
		return "Edm.String"
	case "boolean", "bool", "true", "false", "boolean value", "true false":
		return "Edm.Boolean"
	case "int", "int32", "integer", "uint", "uint32", "integer32", "int 32":
		return "Edm.Int32"
	case "int64", "long", "uint64", "ulong", "integer64", "int 64", "bigint":
		return "Edm.Int64"
	case "int16", "short":
		return "Edm.Int16"
	case "byte":
		return "Edm.Byte"
	case "sbyte":
		return "Edm.SByte"
	case "double", "number":
		return "Edm.Double"
	case "single", "float":
		return "Edm.Single"
	case "decimal":
		return "Edm.Decimal"
	case "datetimeoffset", "datetime", "timestamp", "date time", "date time offset", "datetime offset", "date and time":
		return "Edm.DateTimeOffset"
	case "date":
		return "Edm.Date"
	case "timeofday", "time", "time of day":
		return "Edm.TimeOfDay"
	case "duration", "timespan", "iso 8601 duration", "iso8601 duration":
		return "Edm.Duration"
	case "guid", "uuid":
		return "Edm.Guid"
	case "binary", "bytes", "byte[]", "base64", "base64 binary":
		return "Edm.Binary"
	case "stream":
		return "Edm.Stream"
	case "untyped", "json", "json object", "object", "any", "untyped json object", "variant", "dynamic", "jsonobject",
		"geography", "geographypoint", "geometry":
		return Untyped
	}
	return ""
}
