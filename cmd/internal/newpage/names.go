package newpage

// This file makes words of names: those of titles, paths and sentences, and their plurals.

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is how long a name may be, in bytes: it is a part of the names of files.
const maxName = 100

// isNameRune reports whether names have a letter. They become names of files and parts of
// URLs, so that only those are taken that are the same everywhere.
func isNameRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// checkName returns why a text cannot be the name of a type.
func checkName(what, name string) error {
	if name == "" || len(name) > maxName || strings.ContainsFunc(name, func(r rune) bool { return !isNameRune(r) }) ||
		!unicode.IsLetter(rune(name[0])) {
		return fmt.Errorf("%s %q is no identifier: write a letter, and letters, digits and underscores behind it, as in Book or OrderItem", what, name)
	}
	return nil
}

// maxSentence is how long a text of the page may be, in bytes.
const maxSentence = 1000

// checkSentence returns why a text cannot be a paragraph of a page. "" can.
func checkSentence(what, text string) error {
	if text == "" {
		return nil
	}
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case len(text) > maxSentence || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return fmt.Errorf("%s %.60q is not one line of at most %d bytes", what, text, maxSentence)
	case !unicode.IsLetter(first) && first != '`' && first != '"' || strings.HasPrefix(text, "```"):
		return fmt.Errorf("%s %q does not begin with a letter: markdown would take it for something else than a sentence", what, text)
	case strings.Contains(text, "<!--"):
		return fmt.Errorf("%s %q has a comment in it, which would be an annotation", what, text)
	}
	return nil
}

// words returns the words of a name in lower case: order item of OrderItem and order_item.
func words(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		upper := unicode.IsUpper(r)
		if i > 0 && upper && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte(' ')
		}
		if r == '_' || r == '-' || r == '.' {
			r = ' '
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// snake is a name in lower case with underscores, as examples are called.
func snake(name string) string { return strings.ReplaceAll(words(name), " ", "_") }

// lowerFirst returns a name with the capitals that it begins with in lower case: orderItem
// of OrderItem, isbn of ISBN.
func lowerFirst(name string) string {
	runes := []rune(name)
	for i := range runes {
		if !unicode.IsUpper(runes[i]) || i > 0 && i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(runes[i])
	}
	return string(runes)
}

// capital returns a text with its first letter in upper case.
func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// plural returns the plural of a name or of words, by its end.
func plural(name string) string {
	low := strings.ToLower(name)
	for _, e := range []struct{ one, many string }{{"person", "people"}, {"child", "children"}} {
		if strings.HasSuffix(low, e.one) {
			return name[:len(name)-len(e.one)+1] + e.many[1:]
		}
	}
	ends := func(ends ...string) bool {
		return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(low, end) })
	}
	switch {
	case ends("s", "x", "z", "ch", "sh"):
		return name + "es"
	case ends("y") && !ends("ay", "ey", "iy", "oy", "uy"):
		return name[:len(name)-1] + "ies"
	}
	return name + "s"
}

// thirdPerson returns words that begin with a verb as a sentence about someone has them:
// checks out of check out. Verbs take the ends that plurals do.
func thirdPerson(verb string) string {
	first, rest, _ := strings.Cut(verb, " ")
	return strings.TrimSpace(plural(first) + " " + rest)
}

// withArticle puts "a" or "an" in front of words.
func withArticle(text string) string {
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(w string) bool { return strings.HasPrefix(text, w) })
	}
	vowel := begins("a", "e", "i", "o", "u", "hour") && !begins("uni", "use", "usa", "eu", "one")
	if vowel {
		return "an " + text
	}
	return "a " + text
}
