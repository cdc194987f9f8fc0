package diag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSort quotes pages in sentences that stay one line each, and drops what has then
// been said already.
func TestSort(t *testing.T) {
	at := func(message string) Diagnostic {
		return Diagnostic{Code: "x", Severity: Warning, File: "a.md", Line: 1, Column: 1, Message: message, Hint: "\u2028é\u0085"}
	}
	got := Sort([]Diagnostic{at("b"), at("a\rb"), at("a b"), at("a\x1bb")})
	if len(got) != 2 || got[0].Message != "a b" || got[1].Message != "b" || got[0].Hint != " é " {
		t.Errorf("got %+q", got)
	}
}

// TestOrder sorts diagnostics of files, lines and columns, with one that is repeated and
// one that quotes control characters.
func TestOrder(t *testing.T) {
	ds := []Diagnostic{
		{Code: "b", Severity: Warning, File: "b.md", Line: 1, Column: 2, Message: "m"},
		{Code: "a", Severity: Error, File: "b.md", Line: 1, Column: 2, Message: "a \"x\x00y\u2028\" in\nlines"},
		{Code: "c", Severity: Info, Message: "of a flag"},
		{Code: "b", Severity: Warning, File: "b.md", Line: 1, Column: 2, Message: "m"},
		{Code: "z", Severity: Warning, File: "a.md", Line: 10, Column: 1, Message: "m"},
		{Code: "z", Severity: Warning, File: "a.md", Line: 9, Column: 3, Message: "m"},
	}
	var got []string
	for _, d := range Sort(ds) {
		got = append(got, d.String())
	}
	want := []string{
		"info: of a flag [c]",
		"a.md:9:3: warning: m [z]",
		"a.md:10:1: warning: m [z]",
		`b.md:1:2: error: a "x y " in lines [a]`,
		"b.md:1:2: warning: m [b]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
