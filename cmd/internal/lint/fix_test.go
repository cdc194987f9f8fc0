package lint_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

var update = flag.Bool("update", false, "write what tests come to in place of what they expect")

// TestFix mends the pages of testdata/fix and compares them with those of
// testdata/fixed, and what is left with testdata/fixed.txt.
func TestFix(t *testing.T) {
	docs := t.TempDir()
	if err := os.CopyFS(docs, os.DirFS("testdata/fix")); err != nil {
		t.Fatal(err)
	}
	before := tree(t, docs)
	report := fixFolder(t, docs)
	fixed := tree(t, docs)
	var left strings.Builder
	for _, f := range report.Findings {
		left.WriteString(f.String() + "\n")
	}
	if *update {
		for name, text := range fixed {
			write(t, "testdata/fixed", name, text)
		}
		write(t, "testdata", "fixed.txt", left.String())
	}
	if diff := cmp.Diff(tree(t, "testdata/fixed"), fixed); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	want, err := os.ReadFile("testdata/fixed.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), left.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, f := range report.Findings {
		if f.Fixable {
			t.Errorf("this can be fixed and was not: %s", f)
		}
	}
	if report.Fixed == 0 || len(before) != len(fixed) {
		t.Errorf("%d findings are fixed, of %d pages there are %d", report.Fixed, len(before), len(fixed))
	}
	if again := fixFolder(t, docs); again.Fixed != 0 {
		t.Errorf("a second time %d findings are fixed", again.Fixed)
	}
}

func fixFolder(t *testing.T, docs string) lint.Report {
	t.Helper()
	report, err := project.Lint(context.Background(), config.Settings{Docs: docs, Out: filepath.Join(docs, "out")}, project.LintOptions{Fix: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// tree returns the files below a folder by their paths.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A folder of pages in memory.
type memoryDocs map[string][]byte

func (m memoryDocs) Text(path string) []byte      { return m[path] }
func (m memoryDocs) Look(path string) source.Kind { return source.Outside }
func (m memoryDocs) Names(string) []string        { return nil }

// parseAlone parses a page that can include nothing.
func parseAlone(path string, text []byte) *parser.Page {
	return parser.Parse(path, text, parser.Options{})
}

// mend fixes pages as often as there is something to fix, and returns what became of
// them and the models before and after.
func mend(t *testing.T, docs memoryDocs, pages []*parser.Page, parse func(string, []byte) *parser.Page) (after memoryDocs, mended []*parser.Page) {
	t.Helper()
	after = memoryDocs{}
	for path, text := range docs {
		after[path] = text
	}
	mended = append(mended, pages...)
	for range 8 {
		in := lint.Input{Pages: mended, Result: reading.Read(mended, nil), Docs: after}
		findings, err := lint.Check(in, config.Lint{})
		if err != nil {
			t.Fatal(err)
		}
		fixes, err := lint.Fixes(in, config.Lint{}, findings, parse)
		if err != nil {
			t.Fatal(err)
		}
		if len(fixes) == 0 {
			return after, mended
		}
		for _, f := range fixes {
			after[f.Path] = f.Content
		}
		for i, p := range mended {
			mended[i] = parse(p.Path, after[p.Path])
		}
	}
	t.Error("there is no end to mending")
	return after, mended
}

// lineNumbers are what a model may differ in when lines have been added or removed.
var lineNumbers = regexp.MustCompile(`"line":\d+|\.md:\d+`)

// contract returns a model as tools see it, without places and without diagnostics.
func contract(t *testing.T, pages []*parser.Page) string {
	t.Helper()
	api := reading.Build(pages)
	api.Diagnostics = []diag.Diagnostic{}
	text, err := json.Marshal(api, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return lineNumbers.ReplaceAllString(string(text), `"line":0`)
}

// TestFixCorpus mends a large reference in memory: its model stays what it was, and
// nothing is left that can be fixed.
func TestFixCorpus(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil || testing.Short() {
		t.Skip("the corpus is not there, or it takes too long")
	}
	folder, err := source.Open(context.Background(), source.Options{Dir: corpus})
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	pages, err := folder.Pages(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	docs := memoryDocs{}
	for _, p := range pages {
		docs[p.Path] = folder.Text(p.Path)
	}
	after, mended := mend(t, docs, pages, folder.Parse)
	changed := 0
	for path, text := range docs {
		if !bytes.Equal(text, after[path]) {
			changed++
		}
	}
	if changed == 0 {
		t.Error("nothing was mended")
	}
	if diff := cmp.Diff(contract(t, pages), contract(t, mended)); diff != "" {
		t.Errorf("the model differs: %s", diff)
	}
}

// FuzzFix mends any page: its model stays what it was, a second time nothing is done,
// and the lines without a finding are still there, in their order.
func FuzzFix(f *testing.F) {
	for _, dir := range []string{"testdata/fix/api", "testdata/fix/resources"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			f.Fatal(err)
		}
		for _, e := range entries {
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 4<<10 {
			return
		}
		docs := memoryDocs{"api/job.md": text}
		page := parseAlone("api/job.md", text)
		after, mended := mend(t, docs, []*parser.Page{page}, parseAlone)
		if diff := cmp.Diff(contract(t, []*parser.Page{page}), contract(t, mended)); diff != "" {
			t.Errorf("%q becomes %q: the model differs: %s", text, after["api/job.md"], diff)
		}
		if n := bytes.Count(text, []byte{'\n'}) - bytes.Count(after["api/job.md"], []byte{'\n'}); n > bytes.Count(text, []byte{'\n'})/2+2 {
			t.Errorf("%q becomes %q, which has %d lines less", text, after["api/job.md"], n)
		}
	})
}
