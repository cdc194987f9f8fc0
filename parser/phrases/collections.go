package phrases

// This file knows how type cells say that there are several, and how names are listed.

import "strings"

// collectionHeads stand before the type of which there are several.
var collectionHeads = table[bool]{
	{begins, "a collection of ", true, "A collection of invoices"},
	{begins, "collection of ", true, "Collection of invoices"},
	{begins, "collections of ", true, "Collections of invoices"},
	{begins, "array of ", true, "Array of invoices"},
	{begins, "an array of ", true, "An array of invoices"},
	{begins, "arrays of ", true, "Arrays of invoices"},
	{begins, "a list of ", true, "A list of invoices"},
	{begins, "lists of ", true, "Lists of invoices"},
	{begins, "list of ", true, "List of invoices"},
	{begins, "collection ", true, "Collection invoice"},
	{begins, "array(", true, "Array(invoice)"},
	{begins, "list<", true, "List<invoice>"},
	{begins, "array<", true, "Array<invoice>"},
	{begins, "collection<", true, "Collection<invoice>"},
	{begins, "ienumerable<", true, "IEnumerable<invoice>"},
	{begins, "ilist<", true, "IList<invoice>"},
	{begins, "set<", true, "Set<invoice>"},
	{begins, "set of ", true, "Set of invoices"},
}

// collectionTails stand behind it. They say how many bytes to cut off: a bracket or a
// backquote before the word belongs to the type, whose own name may end in the word.
var collectionTails = table[int]{
	{ends, " collection", len(" collection"), "invoice collection"},
	{ends, " collections", len(" collections"), "invoice collections"},
	{ends, " (collection)", len(" (collection)"), "invoice (collection)"},
	{ends, " array", len(" array"), "invoice array"},
	{ends, " list", len(" list"), "invoice list"},
	{ends, "[]", len("[]"), "invoice[]"},
	{ends, ")collection", len("collection"), "[invoice](invoice.md)collection"},
	{ends, "`collection", len("collection"), "`invoice`collection"},
}

// grids are how cells say that there are several lists of several, around the type or
// behind it.
var grids = table[bool]{
	{begins, "two-dimensional array of ", true, "Two-dimensional array of integers"},
	{begins, "a two-dimensional array of ", true, "A two-dimensional array of integers"},
	{begins, "two dimensional array of ", true, "Two dimensional array of integers"},
	{begins, "2-dimensional array of ", true, "2-dimensional array of integers"},
	{begins, "2d array of ", true, "2D array of integers"},
	{begins, "array (two-dimensional) of ", true, "Array (two-dimensional) of integers"},
	{begins, "array (2-dimensional) of ", true, "Array (2-dimensional) of integers"},
	{ends, " (two-dimensional array)", false, "integer (two-dimensional array)"},
	{ends, " (2-dimensional array)", false, "integer (2-dimensional array)"},
	{ends, " two-dimensional array", false, "integer two-dimensional array"},
	{ends, " 2-dimensional array", false, "integer 2-dimensional array"},
	{ends, " 2d array", false, "integer 2D array"},
}

// GridPart returns which part of a type cell, which is folded, is the type of which there
// are several lists of several. ok reports whether the cell says so.
func GridPart(low string) (from, to int, ok bool) {
	e, at := grids.find(low)
	switch {
	case e == nil, !e.says && at == 0:
		return 0, len(low), false
	case e.says:
		return len(e.phrase), len(low), true
	}
	return 0, at, true
}

// CollectionPart returns which part of a type cell, which is folded, is the type of
// which there are several. ok reports whether the cell says so.
func CollectionPart(low string) (from, to int, ok bool) {
	if e, _ := collectionHeads.find(low); e != nil {
		return len(e.phrase), len(low), true
	}
	if e, _ := collectionTails.find(low); e != nil && len(low) > e.says {
		return 0, len(low) - e.says, true
	}
	return 0, len(low), false
}

// envelopes are the members of an answer that hold what was asked for, beside others that
// say how much there is and how to get more of it.
var envelopes = table[bool]{
	{whole, "items", true, "items"},
	{whole, "data", true, "data"},
	{whole, "results", true, "results"},
	{whole, "result", true, "result"},
	{whole, "records", true, "records"},
	{whole, "entries", true, "entries"},
	{whole, "elements", true, "elements"},
	{whole, "rows", true, "rows"},
	{whole, "values", true, "values"},
	{whole, "list", true, "list"},
	{whole, "objects", true, "objects"},
	{whole, "content", true, "content"},
	{whole, "resources", true, "resources"},
}

// resultHolders are the members of an answer that hold what was asked for inside of another member:
// {"_embedded": {"orders": []}}.
var resultHolders = table[bool]{
	{whole, "_embedded", true, "_embedded"},
	{whole, "embedded", true, "embedded"},
	{whole, "data", true, "data"},
	{whole, "result", true, "result"},
	{whole, "response", true, "response"},
	{whole, "payload", true, "payload"},
	{whole, "content", true, "content"},
}

// HoldsResult reports whether a member of an answer is called as services call an object that
// what was asked for is a member of.
func HoldsResult(name string) bool { return resultHolders.ofFold(name) }

// HoldsMany reports whether a member of an answer is called as services call the one that
// holds what was asked for: items.
func HoldsMany(name string) bool { return envelopes.ofFold(name) }

// listings are what a table of methods says of the result of one that lists things.
var listings = table[bool]{
	{within, "collection", true, "invoice collection"},
}

// ReturnsCollection reports whether the cell of a method's result says that there are several.
func ReturnsCollection(cell string) bool { return listings.of(strings.ToLower(cell)) }

// noTypes are what type cells say instead of a type.
var noTypes = table[bool]{
	{whole, "none", true, "None"},
	{whole, "null", true, "null"},
	{whole, "n", true, "n"}, // of "n/a"
	{whole, "na", true, "NA"},
	{whole, "void", true, "void"},
	{whole, "varies", true, "varies"},
	{whole, "various", true, "various"},
	{whole, "unknown", true, "unknown"},
	{whole, "tbd", true, "TBD"},
	{whole, "empty", true, "empty"},
	{whole, "nothing", true, "nothing"},
	{whole, "no", true, "no"},
}

// IsNoType reports whether the word of a cell says that there is no type, or no name.
func IsNoType(word string) bool { return noTypes.of(strings.ToLower(word)) }

// conjunctions are lines that stand between two requests and say nothing.
var conjunctions = table[bool]{
	{whole, "", true, "---"},
	{whole, "or", true, "-- or --"},
	{whole, "and", true, "and:"},
}

// IsConjunction reports whether a line says no more than "or".
func IsConjunction(line string) bool {
	return conjunctions.of(strings.ToLower(strings.Trim(line, " -:,.()*_")))
}

// CommasForOr puts a comma for each "or" between names.
func CommasForOr(s string) string { return strings.ReplaceAll(s, " or ", ",") }

// TrimOr takes an "or" off the front of a name in a list: the last of "a, b, or c".
func TrimOr(s string) string { return strings.TrimPrefix(s, "or ") }

// CommasForConjunctions puts a comma for each "and" and "or" between values.
func CommasForConjunctions(s string) string {
	return strings.NewReplacer(" and ", ",", " or ", ",").Replace(s)
}

// TrimConjunction takes an "and" or "or" off the front of a value in a list.
func TrimConjunction(s string) string { return TrimOr(strings.TrimPrefix(s, "and ")) }
