package endtoend

// The pages that docs/writing.md shows are a reference: it lints clean, is read as the text
// around the pages says, and the SDK that comes of it passes its golden tests.

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/inspect"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

var updateWriting = flag.Bool("update", false, "rewrite what is read of the pages in docs/writing.md")

// writingText is docs/writing.md.
func writingText(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "writing.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// writingPages returns the pages by the name of the reference that they are of. Those of ""
// are a whole one; the others are it with more pages.
func writingPages(t *testing.T, text string) map[string]map[string]string {
	t.Helper()
	found := map[string]map[string]string{}
	for _, m := range regexp.MustCompile("(?s)\n````markdown (?:(\\w+):)?(\\S+)\n(.*?)\n````\n").FindAllStringSubmatch(text, -1) {
		if found[m[1]] == nil {
			found[m[1]] = map[string]string{}
		}
		if found[m[1]][m[2]] != "" {
			t.Errorf("there are two pages %s", m[2])
		}
		found[m[1]][m[2]] = m[3] + "\n"
	}
	if n := strings.Count(text, "\n````markdown"); n != len(slices.Concat(slices.Collect(maps.Values(pageLists(found)))...)) || n < 8 {
		t.Errorf("%d blocks are pages, and not all of them have the name of one", n)
	}
	return found
}

func pageLists(found map[string]map[string]string) map[string][]string {
	lists := map[string][]string{}
	for name, pages := range found {
		lists[name] = slices.Sorted(maps.Keys(pages))
	}
	return lists
}

func TestWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles SDKs")
	}
	text := writingText(t)
	references := writingPages(t, text)
	module := t.TempDir()
	newModule(t, module)
	for _, name := range slices.Sorted(maps.Keys(references)) {
		folder := "bookshop" + name
		t.Run(folder, func(t *testing.T) {
			docs := filepath.Join(module, "docs-"+folder)
			write(t, docs, references[""])
			write(t, docs, references[name])
			report, err := project.Lint(t.Context(), config.Settings{Docs: docs, Out: filepath.Join(module, folder)}, project.LintOptions{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range report.Findings {
				t.Errorf("%s", f)
			}
			p := generate(t, module, folder, docs)
			if s := p.Summary(); s.Callable != s.Requests || s.Tests != s.Examples || s.Unanswered > 0 {
				t.Errorf("not all that the pages show is tested: %+v", s)
			}
			compareReading(t, p, references[name], filepath.Join("testdata", "writing", folder+".json"))
			if name == "" {
				checkWritingCalls(t, p, text)
			}
		})
	}
	if testing.Short() {
		return
	}
	mustGo(t, module, "vet", "./...")
	mustGo(t, module, "test", "./...")
}

// compareReading compares what was read of pages with a file.
func compareReading(t *testing.T, p *project.Project, pages map[string]string, name string) {
	t.Helper()
	a := *p.API
	if pages["resources/book.md"] == "" {
		a.Habits = nil // which the pages of the whole reference tell
	}
	a.Operations = slices.DeleteFunc(slices.Clone(a.Operations), func(op *api.Operation) bool { return pages[op.Page] == "" })
	a.Types = slices.DeleteFunc(slices.Clone(a.Types), func(x *api.Type) bool { return pages[x.Page] == "" })
	got, err := json.Marshal(inspect.Model{API: &a, Names: p.Names}, jsontext.WithIndent("  "))
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *updateWriting {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s: -file +read:\n%s", name, diff)
	}
}

// checkWritingCalls holds the table of the methods that come of the pages to those that do.
func checkWritingCalls(t *testing.T, p *project.Project, text string) {
	t.Helper()
	want := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\|`([\\w/-]+\\.md)`\\|`client\\.([\\w.]+)`\\|$").FindAllStringSubmatch(text, -1) {
		want[m[1]] = m[2]
	}
	got := map[string]string{}
	for _, op := range p.API.Operations {
		for _, r := range op.Requests {
			got[op.Page] = p.Names.Request(r)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-docs/writing.md +generated:\n%s", diff)
	}
}

// TestWritingKeys holds the keys of "service" that docs/writing.md lists to those that
// there are, both ways, and its examples of the configuration to what can be read.
func TestWritingKeys(t *testing.T) {
	text := writingText(t)
	_, table, found := strings.Cut(text, "\n|Key|Values|What it says|\n|:---|:---|:---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if !found {
		t.Fatal("there is no table of keys")
	}
	code := regexp.MustCompile("`([^`]+)`")
	listed := map[string][]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 || cells[2] == "" {
			t.Errorf("no row of a key: %s", line)
			continue
		}
		values := []string{}
		for _, m := range code.FindAllStringSubmatch(cells[1], -1) {
			values = append(values, m[1])
		}
		listed[strings.Trim(cells[0], "`")] = values
	}
	for _, k := range api.ServiceKeys() {
		values, ok := listed[k.Key()]
		if !ok {
			t.Errorf("%s is a key and not listed: add it to docs/writing.md, with what it is for: %s", k.Key(), k.Says)
		}
		if k.Values != nil && !slices.Equal(k.Values, values) {
			t.Errorf("%s may have %v, and %v are listed", k.Key(), k.Values, values)
		}
		delete(listed, k.Key())
	}
	for key := range listed {
		t.Errorf("%s is listed and is no key", key)
	}

	shown := regexp.MustCompile("(?s)\n```yaml\n(.*?)```\n").FindAllStringSubmatch(text, -1)
	for _, m := range shown {
		dir := t.TempDir()
		write(t, dir, map[string]string{"go.mod": "module example.com/x\n", config.FileName: m[1]})
		s, err := config.Load(dir, "", config.Settings{})
		if err != nil || len(s.Service) == 0 {
			t.Errorf("%v: %s", err, m[1])
		}
	}
	if len(shown) == 0 {
		t.Error("no example of the configuration")
	}
}
