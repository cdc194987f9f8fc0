package parser

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// Suppressions. A page annotation may list diagnostics that its author does not want to
// see: "suppressions": ["content-length", "Error: no blank line"].

// Suppresses reports whether p's page annotation suppresses d. An entry suppresses a
// diagnostic if it is its code, if it contains its message, or if it has twelve bytes or
// more and the message contains it. The bound keeps a single word from suppressing many
// diagnostics. Case and white space do not matter, and neither does what API Doctor writes
// in front of a message ("Error: path/of/page.md: ").
func Suppresses(p *Page, d diag.Diagnostic) bool {
	if p == nil || p.Annotation == nil {
		return false
	}
	for _, s := range p.Annotation.Suppressions {
		if suppresses(s, d) {
			return true
		}
	}
	return false
}

const shortestMessage = 12

func suppresses(entry string, d diag.Diagnostic) bool {
	entry = fold(entry)
	if entry == "" {
		return false
	}
	if entry == d.Code || strings.HasPrefix(entry, d.Code+":") || strings.HasPrefix(entry, d.Code+" ") {
		return true
	}
	if wordedByAPIDoctor(entry, d) {
		return true
	}
	message := fold(d.Message)
	return len(message) >= shortestMessage && strings.Contains(entry, message) ||
		len(entry) >= shortestMessage && strings.Contains(message, entry)
}

// wordedByAPIDoctor reports whether an entry is what API Doctor says for d, where both
// are about one property: "Property 'x' found in resource definition for 'y', but not
// described in markdown table."
func wordedByAPIDoctor(entry string, d diag.Diagnostic) bool {
	if d.Code != "property-undescribed" || !strings.Contains(entry, "not described in markdown table") {
		return false
	}
	_, rest, _ := strings.Cut(entry, "property '")
	name, _, ok := strings.Cut(rest, "'")
	return ok && name != "" && strings.Contains(fold(d.Message), "“"+name+"”")
}

// fold lowers the case and folds white space.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
