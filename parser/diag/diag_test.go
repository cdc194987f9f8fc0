package diag

import "testing"

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
