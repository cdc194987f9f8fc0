package odata

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocumentedPlaceholders holds the list for writers to what is taken for a placeholder.
func TestDocumentedPlaceholders(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "golden.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "|Form|For example|\n|:---|:---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if !found || strings.Count(table, "\n") < 3 {
		t.Fatal("the list is not there")
	}
	for row := range strings.Lines(table) {
		cells := strings.Split(row, "|")
		for _, example := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(cells[2], -1) {
			if !IsPlaceholder(example[1]) {
				t.Errorf("%q is listed, and is no placeholder", example[1])
			}
		}
	}
}

func TestIsPlaceholder(t *testing.T) {
	for _, text := range []string{"", "true", "False", "62.5", "2020-01-01", "2020-01-01T00:00:00Z", "Red", "value", "-value", "values", "{}", "<>", "a{b}c", "weekly", "base64Y3Y=", "AAECAw==", "0"} {
		if IsPlaceholder(text) {
			t.Errorf("%q is taken for a placeholder", text)
		}
	}
	for _, text := range []string{"id-value", "id-value-12", "{id}", "<id>", "abc...", "Edm.Int32", "string (timestamp)", "GUID", " {a b} "} {
		if !IsPlaceholder(text) {
			t.Errorf("%q is not taken for a placeholder", text)
		}
	}
}
