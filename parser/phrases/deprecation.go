package phrases

// This file knows how pages deprecate a type, a property, or a call.

import "strings"

// deprecatedWords say of a title or a name that its subject is deprecated.
var deprecatedWords = table[bool]{
	{word, "deprecated", true, "invoice resource type (deprecated)"},
}

// MentionsDeprecated reports whether a title, or the name of a property, has the word.
func MentionsDeprecated(text string) bool { return deprecatedWords.of(strings.ToLower(text)) }

// deprecatedProperties are how a description deprecates its property.
var deprecatedProperties = table[bool]{
	{within, "not deprecated", false, "The new number, which is not deprecated."},
	{word, "deprecated", true, "The old number. Deprecated."},
}

// SaysDeprecated reports whether a description, which is folded, deprecates its property.
func SaysDeprecated(low string) bool {
	return strings.Contains(low, "deprecated") && deprecatedProperties.of(low)
}

// A sentence deprecates a page's subject by the words before one of these.
var (
	deprecates = table[bool]{
		{within, " is deprecated", true, "This resource is deprecated."},
		{within, " are deprecated", true, "The types of this API are deprecated."},
		{within, " has been deprecated", true, "This resource has been deprecated."},
		{within, " have been deprecated", true, "The types of this API have been deprecated."},
	}
	deprecatedSubjects = table[bool]{
		{within, "propert", false, "The number property of this type"},
		{within, "this ", true, "This version of it"},
		{within, "resource", true, "The invoice resource"},
		{within, "api", true, "The invoice API"},
		{within, "entity", true, "The invoice entity"},
		{within, "type", true, "The invoice type"},
	}
	deprecatedOpenings = table[bool]{
		{begins, "deprecated", true, "Deprecated. Use documents."},
	}
)

// DeprecatesSubject reports whether a text deprecates the type that its page is about:
// "This resource is deprecated". What deprecates something else is left alone.
func DeprecatesSubject(text string) bool {
	low := strings.ToLower(text)
	for i := range deprecates {
		if at := strings.Index(low, deprecates[i].phrase); at >= 0 && deprecatedSubjects.of(low[:at]) {
			return true
		}
	}
	return deprecatedOpenings.of(low)
}

// deprecatedCalls are how a page on an operation deprecates it, as against a property.
var deprecatedCalls = table[bool]{
	{within, "this api is deprecated", true, "This API is deprecated."},
	{within, "this method is deprecated", true, "This method is deprecated."},
	{within, "this api has been deprecated", true, "This API has been deprecated."},
	{within, "this action is deprecated", true, "This action is deprecated."},
	{within, "this function is deprecated", true, "This function is deprecated."},
	{within, "api is deprecated and", true, "The invoice API is deprecated and will go in May."},
}

// DeprecatesCall reports whether a text deprecates the operation of its page.
func DeprecatesCall(text string) bool {
	return containsFold(text, "deprecated") && deprecatedCalls.of(strings.ToLower(text))
}

// deprecatedTitles are how the title of an operation's page deprecates it.
var deprecatedTitles = table[bool]{
	{within, "(deprecated)", true, "invoice: print (deprecated)"},
}

// TitlesDeprecated reports whether the title of an operation's page deprecates it.
func TitlesDeprecated(title string) bool { return deprecatedTitles.ofFold(title) }
