// Package diag is how sdkscribe reports what is wrong with pages.
//
// Nothing that a page says is dropped in silence: what cannot be read, matched, typed or
// tested becomes a [Diagnostic], with where it is, what is wrong and what to write
// instead. Functions return diagnostics; they do not print them, and they do not return
// an error for a page that is wrong. A program that collects them calls [Sort] once and
// shows them in that order, which does not depend on the order in which they were found.
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

// Error is for something that the pages say and the SDK cannot have, Warning for a mistake
// in spite of which the page was read, Info for something worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// A Diagnostic is one finding at one position of one page, or of the configuration.
type Diagnostic struct {
	// Code is stable: tools and suppressions refer to it.
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	// File is the page's path below the docs folder, with slashes. For the
	// configuration file it is the path relative to that folder, for a flag "".
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

// Sort sorts diagnostics by file, line, column, code and message, and returns them
// without exact repetitions. It changes ds. Messages and hints quote pages: control
// characters and line separators in them become blanks, so that each is one line.
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
