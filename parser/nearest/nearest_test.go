package nearest

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	known := []string{"docs", "docs-url", "include", "exclude"}
	for name, want := range map[string]string{
		"dosc": "docs", "Docs": "docs", "exlude": "exclude", "docsurl": "docs-url", "includes": "include",
		"package": "", "": "", "x": "", strings.Repeat("docs", 11): "",
	} {
		if got := Word(name, known); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
