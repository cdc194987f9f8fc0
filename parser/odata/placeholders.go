package odata

// The forms in which examples leave a value open. docs/golden.md lists them for writers.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// IsPlaceholder reports whether a text stands for a value rather than being one: a name
// in braces or angle brackets, one that ends in "-value", the name of a primitive type,
// or a text that is cut short with an ellipsis. A date, a number and any other word is
// none.
func IsPlaceholder(text string) bool {
	text = strings.TrimSpace(text)
	switch {
	case len(text) > 2 && (text[0] == '{' && text[len(text)-1] == '}' || text[0] == '<' && text[len(text)-1] == '>'),
		strings.Contains(text, "..."), strings.Contains(text, "…"):
		return true
	case EqualFold(text, "true"), EqualFold(text, "false"): // which name the type in tables, and are values here
		return false
	}
	return phrases.StandsForValue(text) || Primitive(text) != ""
}
