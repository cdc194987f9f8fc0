// Package odata is what sdkscribe knows of the OData protocol that needs no page: the
// names of types and properties, the primitive types with their JSON forms, and the
// comparison of names.
//
// Type names come as pages write them, with or without a namespace. Functions whose
// names end in Fold ignore the case of letters, as pages do. Nothing here keeps state or
// returns an error: a name or a value is of a form, or it is not.
package odata

import (
	"strings"
	"unicode/utf8"
)

// Fold returns s in lower case. Names are compared and indexed in this form, because
// pages write them in any case.
func Fold(s string) string { return strings.ToLower(s) }

// AppendFold appends Fold(s) to dst, for callers that look up many names with one buffer.
func AppendFold(dst []byte, s string) []byte {
	at := len(dst)
	dst = append(dst, s...)
	for i, c := range dst[at:] {
		switch {
		case c >= utf8.RuneSelf:
			return append(dst[:at], strings.ToLower(s)...)
		case 'A' <= c && c <= 'Z':
			dst[at+i] = c + ('a' - 'A')
		}
	}
	return dst
}

// HasPrefixFold reports whether a text begins with a word in any case.
func HasPrefixFold(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[:len(word)], word)
}

// EqualFold reports whether two names differ in case at most.
func EqualFold(a, b string) bool { return strings.EqualFold(a, b) }
