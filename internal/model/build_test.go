package model

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// TestBuild reads each folder of pages below testdata/build and compares the
// model, as inspect prints it, with model.json beside the pages.
func TestBuild(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join("testdata", "build", "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			got := marshal(t, Build(pagesIn(t, folder)))
			golden := filepath.Join(folder, "model.json")
			if *update {
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

// pagesIn parses the pages of a folder.
func pagesIn(tb testing.TB, folder string) []*parser.Page {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no pages in %s: %v", folder, err)
	}
	var pages []*parser.Page
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, parser.Parse(filepath.Base(f), source, parser.Options{}))
	}
	return pages
}

// marshal prints a model as inspect does.
func marshal(tb testing.TB, api *API) []byte {
	tb.Helper()
	b, err := json.Marshal(api, json.Deterministic(true), jsontext.WithIndent("  "))
	if err != nil {
		tb.Fatal(err)
	}
	return append(b, '\n')
}
