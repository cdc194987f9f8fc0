package diag_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// TestSort sorts diagnostics of files, lines and columns, with one that is repeated and
// one that quotes control characters.
func TestSort(t *testing.T) {
	ds := []diag.Diagnostic{
		{Code: "b", Severity: diag.Warning, File: "b.md", Line: 1, Column: 2, Message: "m"},
		{Code: "a", Severity: diag.Error, File: "b.md", Line: 1, Column: 2, Message: "a \"x\x00y\u2028\" in\nlines"},
		{Code: "c", Severity: diag.Info, Message: "of a flag"},
		{Code: "b", Severity: diag.Warning, File: "b.md", Line: 1, Column: 2, Message: "m"},
		{Code: "z", Severity: diag.Warning, File: "a.md", Line: 10, Column: 1, Message: "m"},
		{Code: "z", Severity: diag.Warning, File: "a.md", Line: 9, Column: 3, Message: "m"},
	}
	var got []string
	for _, d := range diag.Sort(ds) {
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
