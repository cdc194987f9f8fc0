// Package diag holds what sdkscribe has to say about the pages it reads.
//
// Nothing that a page says is dropped in silence: whatever cannot be read,
// matched, typed or tested becomes a [Diagnostic]. Every phase returns its
// diagnostics instead of printing them, so that one run can show them all in
// one order, to people and to machines alike.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Severity is how much a diagnostic matters. Its values are those of the
// model's JSON.
type Severity string

// Error marks something that the pages promise and the SDK cannot keep, Warning
// something that was read in spite of a mistake, Info something worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// A Diagnostic is one finding in one place of one page, or of the configuration.
type Diagnostic struct {
	// Code is stable: tools and suppressions refer to it.
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	// File is the page's path below the docs folder, with slashes; for the
	// configuration file the way there from that folder, and for a flag "".
	File string `json:"file"`
	// Line and Column count from 1; Column counts bytes. Both are 0 for a flag.
	Line   int `json:"line"`
	Column int `json:"column"`
	// Message says what is wrong, Hint what to write instead.
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// String formats d as file:line:column: severity: message [code].
func (d Diagnostic) String() string {
	if d.File == "" {
		return fmt.Sprintf("%s: %s [%s]", d.Severity, d.Message, d.Code)
	}
	return fmt.Sprintf("%s:%d:%d: %s: %s [%s]", d.File, d.Line, d.Column, d.Severity, d.Message, d.Code)
}

// Sort orders diagnostics by file, place, code and message, and drops exact
// repetitions, so that the order in which phases ran does not show. Their sentences
// quote pages; a control character in them becomes a blank, for each is one line.
func Sort(ds []Diagnostic) []Diagnostic {
	for i := range ds {
		ds[i].Message, ds[i].Hint = oneLine(ds[i].Message), oneLine(ds[i].Hint)
	}
	slices.SortFunc(ds, func(a, b Diagnostic) int {
		if c := cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(ds)
}

// oneLine puts a blank in place of every control character and line separator.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}
