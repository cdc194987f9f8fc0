package odata

import (
	"strings"
	"unicode/utf8"
)

// Fold is the form under which names are indexed: pages spell them in any case.
func Fold(s string) string { return strings.ToLower(s) }

// AppendFold appends strings.ToLower(s) to dst. With a buffer of the caller's it makes no
// garbage, for looking a name up.
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

// ContainsFold reports whether Fold(s) holds a word, which is lower-case ASCII. For a
// short text, or one word, that is cheaper than folding.
func ContainsFold(s, word string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return strings.Contains(Fold(s), word)
		}
		if (c == word[0] || c|0x20 == word[0]) && HasPrefixFold(s[i:], word) {
			return true
		}
	}
	return false
}

// HasPrefixFold reports whether a text begins with a word in any case.
func HasPrefixFold(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[:len(word)], word)
}

// EqualFold reports whether two names differ in case at most.
func EqualFold(a, b string) bool { return strings.EqualFold(a, b) }
