package phrases

// This file knows how the page of a type says which of its properties only objects of one
// kind have: "### Refund", "A document whose `kind` is `refund` also has:", a column
// "Applies to".

import "strings"

// variantWords are the words around the name of a kind. A heading or a sentence that has
// nothing else besides, but the property and the type, is about that kind.
var variantWords = table[bool]{
	{whole, "a", true, "a"},
	{whole, "an", true, "an"},
	{whole, "the", true, "the"},
	{whole, "this", true, "this"},
	{whole, "these", true, "these"},
	{whole, "its", true, "its"},
	{whole, "of", true, "of"},
	{whole, "for", true, "for"},
	{whole, "on", true, "on"},
	{whole, "in", true, "in"},
	{whole, "to", true, "to"},
	{whole, "with", true, "with"},
	{whole, "where", true, "where"},
	{whole, "when", true, "when"},
	{whole, "if", true, "if"},
	{whole, "whose", true, "whose"},
	{whole, "that", true, "that"},
	{whole, "which", true, "which"},
	{whole, "and", true, "and"},
	{whole, "or", true, "or"},
	{whole, "is", true, "is"},
	{whole, "are", true, "are"},
	{whole, "be", true, "be"},
	{whole, "has", true, "has"},
	{whole, "have", true, "have"},
	{whole, "there", true, "there"},
	{whole, "following", true, "following"},
	{whole, "also", true, "also"},
	{whole, "only", true, "only"},
	{whole, "additional", true, "additional"},
	{whole, "additionally", true, "additionally"},
	{whole, "extra", true, "extra"},
	{whole, "further", true, "further"},
	{whole, "more", true, "more"},
	{whole, "own", true, "own"},
	{whole, "specific", true, "specific"},
	{whole, "present", true, "present"},
	{whole, "available", true, "available"},
	{whole, "set", true, "set"},
	{whole, "equals", true, "equals"},
	{whole, "equal", true, "equal"},
	{whole, "value", true, "value"},
	{whole, "type", true, "type"},
	{whole, "types", true, "types"},
	{whole, "kind", true, "kind"},
	{whole, "variant", true, "variant"},
	{whole, "object", true, "object"},
	{whole, "objects", true, "objects"},
	{whole, "property", true, "property"},
	{whole, "properties", true, "properties"},
	{whole, "field", true, "field"},
	{whole, "fields", true, "fields"},
	{whole, "attribute", true, "attribute"},
	{whole, "attributes", true, "attributes"},
	{whole, "member", true, "member"},
	{whole, "members", true, "members"},
	{whole, "detail", true, "detail"},
	{whole, "details", true, "details"},
}

// StandsAroundKind reports whether a word, which is folded, says nothing of which kind is
// meant where a heading or a sentence names one.
func StandsAroundKind(low string) bool { return variantWords.of(low) }

// everyKind are what a column says of properties that objects of all kinds have.
var everyKind = table[bool]{
	{whole, "", true, " "},
	{whole, "-", true, "-"},
	{whole, "–", true, "–"},
	{whole, "—", true, "—"},
	{whole, "*", true, "*"},
	{begins, "all", true, "All kinds"},
	{begins, "any", true, "Any"},
	{begins, "every", true, "Every document"},
	{begins, "each", true, "Each"},
	{whole, "always", true, "Always"},
	{whole, "both", true, "Both"},
}

// SaysEveryKind reports whether a cell that names kinds means all of them.
func SaysEveryKind(cell string) bool {
	return everyKind.of(strings.ToLower(strings.Trim(strings.TrimSpace(cell), "`. ")))
}

// kindColumns head a column that says objects of which kind have a property.
var kindColumns = table[bool]{
	{whole, "applies to", true, "Applies to"},
	{whole, "applies", true, "Applies"},
	{whole, "only for", true, "Only for"},
	{whole, "for", true, "For"},
	{whole, "used by", true, "Used by"},
	{whole, "used for", true, "Used for"},
	{whole, "present for", true, "Present for"},
	{whole, "present when", true, "Present when"},
	{whole, "present on", true, "Present on"},
	{whole, "available for", true, "Available for"},
	{whole, "available on", true, "Available on"},
	{whole, "only when", true, "Only when"},
	{whole, "when", true, "When"},
	{whole, "if", true, "If"},
}

// HeadsKinds reports whether the heading of a column, folded, is one of kinds.
func HeadsKinds(low string) bool { return kindColumns.of(low) }
