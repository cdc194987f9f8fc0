package phrases

// This file knows how examples name the value that they leave open: "datetime-value".

import "strings"

// placeholderEnd is the end of such a name.
const placeholderEnd = "-value"

// StandsForValue reports whether a text is a name for a value: "skuId-value", or one of
// several, "skuId-value-2".
func StandsForValue(text string) bool {
	text = strings.TrimRight(text, "0123456789")
	name, ok := strings.CutSuffix(strings.TrimSuffix(text, "-"), placeholderEnd)
	return ok && name != ""
}
