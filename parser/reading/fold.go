package reading

import (
	"strings"
	"unicode/utf8"
)

// foldName is the form under which names are indexed: pages spell them in any case.
func foldName(s string) string { return strings.ToLower(s) }

// holdsFolded tells whether foldName(s) holds a word, which is lower-case ASCII. For a
// short text, or one word, that is cheaper than folding.
func holdsFolded(s, word string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return strings.Contains(foldName(s), word)
		}
		if (c == word[0] || c|0x20 == word[0]) && beginsFolded(s[i:], word) {
			return true
		}
	}
	return false
}

// beginsFolded tells whether a text begins with a word in any case.
func beginsFolded(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[:len(word)], word)
}

// sameName tells whether two names differ in case at most.
func sameName(a, b string) bool { return strings.EqualFold(a, b) }
