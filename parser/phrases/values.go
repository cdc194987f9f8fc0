package phrases

// This file knows how descriptions announce the values of an enumeration: "The possible
// values are: `open`, `paid`."

import (
	"iter"
	"strings"
)

// A listing is a group of phrases that announce values. A text without the word, which
// stands in each of them, has none; few descriptions have any.
type listing struct {
	word    string
	phrases table[bool]
}

// listingGroups are all phrases that announce values.
var listingGroups = [...]listing{
	{"value", table[bool]{
		{within, "possible values", true, "The possible values are: open, paid."},
		{within, "possible value is", true, "The only possible value is open."},
		{within, "supported values", true, "Supported values: open, paid."},
		{within, "allowed values", true, "Allowed values: open, paid."},
		{within, "valid values", true, "Valid values: open, paid."},
		{within, "accepted values", true, "Accepted values: open, paid."},
		{within, "acceptable values", true, "Acceptable values: open, paid."},
		{within, "available values", true, "Available values: open, paid."},
		{within, "permitted values", true, "Permitted values: open, paid."},
		{within, "the values are", true, "The values are open and paid."},
		{within, "only two values", true, "It has only two values: open, paid."},
		{within, "values are:", true, "The property values are: open, paid."},
		{gapped, "possible * values", true, "Possible payment values for each country are: open, paid."},
	}},
	{"one of", table[bool]{
		{within, "one of the following", true, "One of the following: open, paid."},
		{within, "can be one of", true, "It can be one of open or paid."},
		{within, "one of:", true, "One of: open, paid."},
	}},
	{"option", table[bool]{
		{within, "possible options", true, "Possible options: open, paid."},
		{within, "supported options", true, "Supported options: open, paid."},
	}},
	{"type", table[bool]{
		{within, "possible types are", true, "The possible types are: open, paid."},
		{within, "supported icon types", true, "Supported icon types: png, svg."},
	}},
	{"colors", table[bool]{
		{within, "supported colors", true, "Supported colors: red, green."},
	}},
}

// ListedFrom returns where in a text, which is folded, the words end that announce a
// list of values, the first of them; -1 where there are none.
func ListedFrom(low string) int {
	start := -1
	for i := range listingGroups {
		group := &listingGroups[i]
		if !strings.Contains(low, group.word) {
			continue
		}
		for j := range group.phrases {
			phrase := group.phrases[j].phrase
			at, end := strings.Index(low, phrase), len(phrase)
			if group.phrases[j].form == gapped {
				at, end = gappedIn(low, phrase)
			}
			if at >= 0 && (start < 0 || at+end < start) {
				start = at + end
			}
		}
	}
	return start
}

// ListingVerb is the shortest of the words between an announcement and a list that
// begins on the next line: "The possible values are".
const ListingVerb = "are"

// listingVerbs stand between an announcement and the first value.
var listingVerbs = table[bool]{
	{begins, "are ", true, "are open and paid"},
	{begins, "include ", true, "include open and paid"},
	{begins, "can be ", true, "can be open or paid"},
	{begins, "is ", true, "is open"},
}

// CutListingVerb takes the verb off what stands behind an announcement.
func CutListingVerb(s string) string {
	if e, _ := listingVerbs.find(s); e != nil {
		return s[len(e.phrase):]
	}
	return s
}

// tellings stand in front of values that a sentence tells without an announcement. What
// follows must be marked as values are, for each has other uses.
var tellings = table[bool]{
	{word, "can be either", true, `It can be either "open" or "paid".`},
	{word, "can be", true, `It can be "open" or "paid".`},
	{word, "may be", true, `It may be "open" or "paid".`},
	{word, "must be", true, `It must be "open" or "paid".`},
	{word, "is either", true, `It is either "open" or "paid".`},
	{word, "either", true, `Either "open" or "paid".`},
	{word, "one of", true, `One of "open", "paid".`},
}

// ValuesTold yields where each of the words ends that values may follow in a sentence,
// which is folded.
func ValuesTold(low string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range tellings {
			if at := wordIn(low, tellings[i].phrase); at >= 0 && !yield(at+len(tellings[i].phrase)) {
				return
			}
		}
	}
}

// separators stand between two values.
var separators = table[bool]{
	{begins, ", or ", true, `, or "paid"`},
	{begins, ", and ", true, `, and "paid"`},
	{begins, " or ", true, ` or "paid"`},
	{begins, " and ", true, ` and "paid"`},
	{begins, ",", true, `,"paid"`},
	{begins, "|", true, `| "paid"`},
	{begins, " |", true, ` | "paid"`},
	{begins, "/", true, `/"paid"`},
}

// CutSeparator takes what separates two values off the front of a text, with the blanks
// around it.
func CutSeparator(s string) string {
	if e, _ := separators.find(s); e != nil {
		return strings.TrimLeft(s[len(e.phrase):], " ")
	}
	return s
}
