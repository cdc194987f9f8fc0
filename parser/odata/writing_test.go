package odata

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// TestWritingWireForms holds the wire forms that docs/writing.md gives to the types: each
// word of a row means the type that the row names, and each value that it shows is one.
func TestWritingWireForms(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "writing.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "\n|Words|On the wire|Name in `inspect`|\n|:---|:---|:---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if !found {
		t.Fatal("there is no table of words")
	}
	code := regexp.MustCompile("`([^`]+)`")
	rows := 0
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 {
			t.Fatalf("the row has %d cells: %s", len(cells), line)
		}
		name := strings.Trim(cells[2], "`")
		for _, word := range code.FindAllStringSubmatch(cells[0], -1) {
			if got := Primitive(word[1]); got != name {
				t.Errorf("%q is %q, the row says %q", word[1], got, name)
			}
		}
		values := code.FindAllStringSubmatch(cells[1], -1)
		for _, m := range values {
			v, notes, err := relaxed.ParseString(m[1])
			if err != nil || len(notes) > 0 {
				t.Errorf("%s is no JSON: %v %v", m[1], err, notes)
				continue
			}
			if _, got, fits := FitScalar(v, name); !fits || got != v.Text || v.Kind == relaxed.String && IsPlaceholder(v.Text) {
				t.Errorf("%s is no value of %s", m[1], name)
			}
		}
		if len(values) == 0 && name != Untyped && name != "Edm.Stream" {
			t.Errorf("the row of %s shows no value", name)
		}
		rows++
	}
	if rows < 15 {
		t.Errorf("there are %d rows", rows)
	}
}
