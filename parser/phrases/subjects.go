package phrases

// This file knows how headings and links name a thing that a section describes: "The
// crate object", "Attributes of a crate", "Crate fields".

import "strings"

// articles stand in front of what a thing is called.
var articles = table[bool]{
	{whole, "the", true, "The crate object"},
	{whole, "a", true, "A crate object"},
	{whole, "an", true, "An order object"},
}

// IsArticle reports whether a word is an article.
func IsArticle(word string) bool { return articles.ofFold(word) }

// memberWords are what headings call that which a thing consists of.
var memberWords = table[bool]{
	{whole, "attributes", true, "Crate attributes"},
	{whole, "fields", true, "Crate fields"},
	{whole, "properties", true, "Crate properties"},
	{whole, "members", true, "Crate members"},
}

// CutMembers splits a heading that says that what a thing consists of stands below it into
// the words that it calls the thing: "crate" of "Attributes of a crate" and of "Crate
// fields". It reports false for any other.
func CutMembers(words []string) ([]string, bool) {
	n := len(words)
	switch {
	case n > 2 && memberWords.ofFold(words[0]) && strings.EqualFold(words[1], "of"):
		return words[2:], true
	case n > 1 && memberWords.ofFold(words[n-1]):
		return words[:n-1], true
	}
	return words, false
}

// determiners are the words that descriptions have in front of the name of what a value
// holds, and nothing else in front of these.
var determiners = table[bool]{
	{whole, "the", true, "The crate"},
	{whole, "a", true, "A crate"},
	{whole, "an", true, "An order"},
	{whole, "one", true, "One crate"},
	{whole, "each", true, "Each crate"},
	{whole, "all", true, "All crates"},
	{whole, "its", true, "Its crates"},
	{whole, "your", true, "Your crates"},
	{whole, "this", true, "This crate"},
	{whole, "at", true, "At least one crate"},
	{whole, "least", true, "least one crate"},
	{whole, "most", true, "most ten crates"},
	{whole, "of", true, "of crates"},
	{whole, "or", true, "or more crates"},
	{whole, "more", true, "more crates"},
	{whole, "zero", true, "Zero or more crates"},
	{whole, "list", true, "List of crates"},
	{whole, "array", true, "Array of crates"},
	{whole, "collection", true, "Collection of crates"},
	{whole, "set", true, "Set of crates"},
	{whole, "object", true, "object of crates"},
	{whole, "objects", true, "objects of crates"},
	{whole, "map", true, "Map of crates"},
	{whole, "see", true, "See crate"},
	{whole, "nested", true, "Nested crate"},
	{whole, "optional", true, "Optional crate"},
	{whole, "required", true, "Required crate"},
	{whole, "embedded", true, "Embedded crate"},
}

// toThings are how texts end that lead to what a value is, whatever stands before.
var toThings = table[bool]{
	{ends, " see", true, "What is sent, see"},
	{ends, " see the", true, "What is sent, see the"},
	{ends, " refer to", true, "For members refer to"},
	{ends, " described in", true, "What is sent, as described in"},
	{ends, " described by", true, "What is sent, described by"},
	{ends, " described by the", true, "What is sent, described by the"},
	{ends, " described under", true, "What is sent, described under"},
	{ends, " defined in", true, "What is sent, as defined in"},
	{ends, " of type", true, "An object of type"},
	{ends, " same as", true, "The same as"},
	{ends, " represented by a", true, "What is sent, represented by a"},
	{ends, " as a", true, "What is sent, as a"},
	{ends, " as an", true, "What is paid, as an"},
	{ends, " as", true, "What is sent, as"},
}

// LeadsToThing reports whether a text that stands in front of the name of a thing says that
// a value is that thing: "At least one", "Where it starts, as a". The name may be that of
// something else otherwise: "Taken from the".
func LeadsToThing(text string) bool {
	low := strings.ToLower(strings.TrimSpace(text))
	if i := max(strings.LastIndex(low, ". "), strings.LastIndex(low, ": ")); i >= 0 {
		low = strings.TrimSpace(low[i+2:])
	}
	low = strings.TrimRight(low, " (")
	if toThings.of(" " + low) {
		return true
	}
	for word := range strings.FieldsSeq(strings.ReplaceAll(low, ",", " ")) {
		if !determiners.of(word) && strings.Trim(word, "0123456789") != "" {
			return false
		}
	}
	return true
}

// alternatives are what stands between two things of which a value is one.
var alternatives = table[bool]{
	{ends, " or", true, "A crate or"},
	{ends, ",", true, "A crate,"},
	{ends, " or a", true, "A crate or a"},
	{ends, " or an", true, "A crate or an"},
	{ends, " or the", true, "A crate or the"},
	{ends, ", a", true, "A crate, a"},
	{ends, ", an", true, "A crate, an"},
	{ends, ", the", true, "A crate, the"},
}

// LeadsToAlternative reports whether a text that stands in front of the name of a thing says
// that a value may be that instead of another.
func LeadsToAlternative(text string) bool {
	return alternatives.of(strings.ToLower(strings.TrimSpace(text)))
}
