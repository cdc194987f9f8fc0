package account_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/reading/account"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// TestLines compares the account of the pages in testdata with want.txt beside them.
func TestLines(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no pages", err)
	}
	var pages []*parser.Page
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page := parser.Parse(filepath.Base(file), text, parser.Options{})
		pages, texts[page.Path] = append(pages, page), string(text)
	}
	book := reading.Read(pages, nil).Account
	var out strings.Builder
	for _, page := range pages {
		for _, line := range book.Lines(page, texts[page.Path]) {
			fmt.Fprintf(&out, "%s:%d\t%s\n", page.Path, line.Number, line.Text)
			for _, e := range line.Entries {
				fmt.Fprintf(&out, "\t%s, %s: %s\n", e.Kind, e.Fate, e.To)
			}
		}
	}
	const golden = "testdata/want.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// TestIncluded sees that the line which includes a text has the account of it.
func TestIncluded(t *testing.T) {
	const permissions = "|Permission type|Permissions|\n|:---|:---|\n|Application|Kettle.Read|\n|Robots|Kettle.Touch|\n"
	const text = "# Get kettle\n\n## Permissions\n\n[!INCLUDE [p](p.md)]\n\n## HTTP request\n\n```http\nGET /kettles/{id}\n```\n"
	page := parser.Parse("api/kettle-get.md", []byte(text), parser.Options{
		Include: func(_, target string) ([]byte, string, error) { return []byte(permissions), target, nil },
	})
	var to []string
	for _, e := range reading.Read([]*parser.Page{page}, nil).Account.Lines(page, text)[4].Entries {
		to = append(to, string(e.Fate)+": "+e.To)
	}
	want := []string{"prose: header of a table in the permissions", "read: permission Kettle.Read", "read: permission Kettle.Touch"}
	if d := cmp.Diff(want, to); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// FuzzLines sees that every page has an account: a line for each of its lines, and of
// each that means something a fate other than that nobody knows it.
func FuzzLines(f *testing.F) {
	for _, file := range []string{"testdata/pages/kettle.md", "testdata/pages/kettle-update.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		page := parser.Parse("api/kettle-update.md", []byte(text), parser.Options{})
		r := reading.Read([]*parser.Page{page}, nil)
		plain := strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
		lines := r.Account.Lines(page, text)
		if want := len(strings.Split(strings.TrimSuffix(plain, "\n"), "\n")); len(lines) != want {
			t.Errorf("%d lines of %d", len(lines), want)
		}
		for _, line := range lines {
			for _, e := range line.Entries {
				if e.Fate == account.Unread || e.To == "" || e.Line != line.Number {
					t.Errorf("line %d, %q: %+v", line.Number, line.Text, e)
				}
			}
		}
	})
}
