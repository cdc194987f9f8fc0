package reading

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

var Update = flag.Bool("update", false, "rewrite the golden files in testdata")

// TestBuild reads each folder of pages below testdata/build and compares the
// model, as inspect prints it, with model.json beside the pages. What the user says of the
// service is in service.txt, a "section.name=value" a line, values separated by commas.
func TestBuild(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join("testdata", "build", "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			got := marshal(t, Read(pagesIn(t, folder), serviceIn(t, folder)).API)
			golden := filepath.Join(folder, "model.json")
			if *Update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); d != "" {
				t.Errorf("the model differs (-want +got):\n%s", d)
			}
		})
	}
}

// serviceIn reads what the user says of the service of a case, nil where it says nothing.
func serviceIn(t *testing.T, folder string) api.Service {
	text, err := os.ReadFile(filepath.Join(folder, "service.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	service := api.Service{}
	for line := range strings.Lines(string(text)) {
		key, values, ok := strings.Cut(strings.TrimSpace(line), "=")
		if !slices.ContainsFunc(api.ServiceKeys(), func(k api.ServiceKey) bool { return ok && k.Key() == key }) {
			t.Fatalf("%s/service.txt: %q sets no key", folder, line)
		}
		service[key] = strings.Split(values, ",")
	}
	return service
}

// TestBuildOrder builds the model from the pages in random orders.
func TestBuildOrder(t *testing.T) {
	pages := pagesIn(t, filepath.Join("testdata", "build", "kinds"))
	want := marshal(t, Build(pages))
	for range 5 {
		rand.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
		if got := marshal(t, Build(pages)); !bytes.Equal(got, want) {
			t.Fatal("the order of the pages shows in the model")
		}
	}
}

// pagesIn parses the pages of a folder and of those below it.
func pagesIn(tb testing.TB, folder string) []*parser.Page {
	tb.Helper()
	var files []string
	for _, pattern := range []string{"*.md", "*.markdown", "*.mdx", "*/*.md"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		tb.Fatalf("no pages in %s", folder)
	}
	var pages []*parser.Page
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		name, err := filepath.Rel(folder, f)
		if err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, parser.Parse(filepath.ToSlash(name), source, parser.Options{}))
	}
	return pages
}

// marshal prints a model as inspect does.
func marshal(tb testing.TB, api *api.API) []byte {
	tb.Helper()
	b, err := json.Marshal(api, json.Deterministic(true), jsontext.WithIndent("  "))
	if err != nil {
		tb.Fatal(err)
	}
	return append(b, '\n')
}

// TestCrowded sees that a page with more of anything than is read says so.
func TestCrowded(t *testing.T) {
	const many = calls.MaxPerPage + 500
	for what, page := range map[string]string{
		"examples":          "# a: b\n\n## HTTP request\n```http\nGET /a/{id}\n```\n\n## Example\n```http\nGET /a/1\n```\n" + strings.Repeat("<!-- {\"blockType\":\"response\"} -->\n```http\nHTTP/1.1 200 OK\n\n{\"c\":1}\n```\n", many),
		"request templates": "# a: b\n\n## HTTP request\n```http\n" + numbered("GET /a/b%d/{id}\n", many) + "```\n",
		"parameters":        "# a: b\n\n## HTTP request\n```http\nPOST /a/{id}/b\n```\n\n## Request body\n|Parameter|Type|Description|\n|:--|:--|:--|\n" + numbered("|p%d|String|x|\n", many),
	} {
		api := Build([]*parser.Page{parser.Parse("a-b.md", []byte(page), parser.Options{})})
		found := false
		for _, d := range api.Diagnostics {
			found = found || d.Code == "page-crowded" && strings.Contains(d.Message, what)
		}
		op := api.Operations[0]
		if n := max(len(op.Examples), len(op.Requests), len(op.Parameters)); !found || n < calls.MaxPerPage-1 || n > calls.MaxPerPage {
			t.Errorf("%s: %d are read, reported: %v", what, n, found)
		}
	}
}

// numbered repeats a format with the numbers from 0.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
