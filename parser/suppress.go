package parser

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// Suppressions. A page annotation may list what its author knows about and does
// not want to hear: "suppressions": ["content-length", "Error: no blank line"].

// Suppresses reports whether p's page annotation silences d. An entry silences a
// diagnostic whose code it is, and one whose message it contains or is contained
// in; the latter from twelve bytes on, so that a stray word silences nothing.
// What API Doctor writes in front of a message ("Error: path/of/page.md: ") does
// not matter. Case and white space do not either.
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
