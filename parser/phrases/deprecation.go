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
	{within, ". deprecated", true, "The old number. Deprecated."},
	{within, "\ndeprecated", true, "The old number.\nDeprecated."},
	{within, "(deprecated", true, "The old number (deprecated)."},
	{within, "- deprecated", true, "The old number - deprecated."},
	{within, "is deprecated", true, "The old number, which is deprecated."},
	{within, "are deprecated", true, "The old numbers, which are deprecated."},
	{within, "was deprecated", true, "The old number, which was deprecated in May."},
	{within, "been deprecated", true, "The old number, which has been deprecated."},
	{within, "being deprecated", true, "The old number, which is in the process of being deprecated."},
	{within, "be deprecated", true, "The old number - to be deprecated."},
	{within, "now deprecated", true, "The old number, now deprecated."},
	{within, "deprecated since", true, "The old number, deprecated since May."},
	{within, "deprecated in favo", true, "The old number, deprecated in favor of the new one."},
	{within, "[deprecated", true, "The old number [deprecated]."},
}

// SaysDeprecated reports whether a description, which is folded, deprecates its property.
func SaysDeprecated(low string) bool {
	return strings.Contains(low, "deprecated") && (deprecatedOpenings.of(low) || deprecatedProperties.of(low))
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
		{whole, "deprecated", true, "Deprecated"},
		{begins, "deprecated.", true, "Deprecated. Use documents."},
		{begins, "deprecated:", true, "Deprecated: use documents."},
		{begins, "deprecated;", true, "Deprecated; use documents."},
		{begins, "deprecated,", true, "Deprecated, use documents."},
		{begins, "deprecated!", true, "Deprecated! Use documents."},
		{begins, "deprecated -", true, "Deprecated -- use documents."},
		{begins, "deprecated –", true, "Deprecated – use documents."},
		{begins, "deprecated —", true, "Deprecated — use documents."},
		{begins, "deprecated since", true, "Deprecated since v2."},
		{begins, "deprecated in ", true, "Deprecated in favor of documents."},
		{begins, "deprecated as of", true, "Deprecated as of v2."},
		{begins, "deprecated from", true, "Deprecated from May on."},
		{begins, "[deprecated]", true, "[Deprecated] An invoice."},
		{begins, "(deprecated)", true, "(Deprecated) An invoice."},
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

// deprecatedCallers are what a sentence on the page of an operation deprecates with the
// words behind it, as against a part of the call.
var deprecatedCallers = table[bool]{
	{within, "propert", false, "The number property of this call"},
	{within, "parameter", false, "The number parameter of this call"},
	{within, "header", false, "The header of this call"},
	{within, "field", false, "The number field of this call"},
	{within, "value", false, "The value of this call"},
	{within, "option", false, "The option of this call"},
	{ends, " method", true, "This method"},
	{ends, " call", true, "This call"},
	{ends, " endpoint", true, "The invoice endpoint"},
	{ends, " operation", true, "This operation"},
	{ends, " action", true, "The print action"},
	{ends, " function", true, "The total function"},
	{ends, " request", true, "This request"},
	{ends, " route", true, "This route"},
	{ends, "this api", true, "This API"},
}

// DeprecatesCall reports whether a text deprecates the operation of its page.
func DeprecatesCall(text string) bool {
	if !containsFold(text, "deprecated") {
		return false
	}
	low := strings.ToLower(text)
	for i := range deprecates {
		if at := strings.Index(low, deprecates[i].phrase); at >= 0 && deprecatedCallers.of(lastSentence(low[:at])) {
			return true
		}
	}
	return deprecatedOpenings.of(low) || deprecatedCalls.of(low)
}

// lastSentence is what a text has behind its last full stop.
func lastSentence(text string) string {
	return strings.TrimSpace(text[strings.LastIndexByte(text, '.')+1:])
}

// replacements are how the sentence behind a deprecation begins that names what to use.
var replacements = table[bool]{
	{begins, "use ", true, "Use documents instead."},
	{begins, "please use ", true, "Please use documents."},
	{begins, "instead", true, "Instead, use documents."},
	{begins, "it is replaced", true, "It is replaced by documents."},
	{begins, "it has been replaced", true, "It has been replaced by documents."},
	{begins, "replaced by", true, "Replaced by documents."},
	{begins, "see ", true, "See documents."},
	{begins, "switch to", true, "Switch to documents."},
	{begins, "migrate to", true, "Migrate to documents."},
	{begins, "call ", true, "Call documents instead."},
}

// NamesReplacement reports whether a sentence says what to use in the place of what the
// sentence before deprecates.
func NamesReplacement(sentence string) bool { return replacements.ofFold(strings.TrimSpace(sentence)) }

// WithoutDeprecated is a deprecation without the words that say no more than that it is
// one: "use documents." of "This method is deprecated; use documents."
func WithoutDeprecated(words string) string {
	const word = "deprecated"
	words = strings.TrimLeft(words, " *_[(")
	if at := strings.Index(strings.ToLower(words), word); at >= 0 && saysNoMore(words[:at]) {
		words = strings.TrimLeft(words[at+len(word):], " ]*_):.,;-–—!")
		words = strings.TrimPrefix(words, "and ")
	}
	return words
}

// saysNoMore reports whether nothing stands in front of the word but the subject of its
// sentence: "This method is".
func saysNoMore(before string) bool {
	low := strings.ToLower(before)
	if low == "" {
		return true
	}
	for _, verb := range [...]string{" is ", " are ", " was ", " has been ", " have been ", " is now "} {
		if subject, ok := strings.CutSuffix(low, verb); ok {
			return len(strings.Fields(subject)) <= 4 && !strings.ContainsAny(subject, ",;:.")
		}
	}
	return false
}

// deprecatedTitles are how the title of an operation's page deprecates it.
var deprecatedTitles = table[bool]{
	{within, "(deprecated)", true, "invoice: print (deprecated)"},
}

// TitlesDeprecated reports whether the title of an operation's page deprecates it.
func TitlesDeprecated(title string) bool { return deprecatedTitles.ofFold(title) }
