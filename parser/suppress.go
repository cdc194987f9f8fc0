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
	if p == nil || p.Annotation == nil || len(p.Annotation.Suppressions) == 0 {
		return false
	}
	entries := p.suppressions
	if entries == nil { // a page that was not parsed
		entries = foldAll(p.Annotation.Suppressions)
	}
	message := fold(d.Message)
	for _, s := range entries {
		if suppresses(s, message, d) {
			return true
		}
	}
	return false
}

// foldSuppressions makes ready what Suppresses compares diagnostics with.
func (p *Page) foldSuppressions() {
	if p.Annotation != nil {
		p.suppressions = foldAll(p.Annotation.Suppressions)
	}
}

func foldAll(entries []string) []string {
	var all []string
	for _, s := range entries {
		all = append(all, fold(s))
	}
	return all
}

const shortestMessage = 12

// suppresses reports whether an entry silences d. The entry and the message are
// folded.
func suppresses(entry, message string, d diag.Diagnostic) bool {
	if entry == "" {
		return false
	}
	if entry == d.Code || strings.HasPrefix(entry, d.Code+":") || strings.HasPrefix(entry, d.Code+" ") {
		return true
	}
	if wordedByAPIDoctor(entry, d) {
		return true
	}
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
