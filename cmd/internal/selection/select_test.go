package selection

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

var update = flag.Bool("update", false, "rewrite what the tests expect")

func pages(t testing.TB) []*parser.Page {
	t.Helper()
	pages, found, err := source.Load(t.Context(), source.Options{Dir: "testdata/pages"})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return pages
}

func parse(t testing.TB, texts []string) []Rule {
	t.Helper()
	var list []Rule
	for i, text := range texts {
		p, err := pattern.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, Rule{Pattern: p, File: "../sdkscribe.yaml", Line: i + 2, Column: 5})
	}
	return list
}

// TestSelect compares what is selected of the pages in testdata with the lists
// beside them.
func TestSelect(t *testing.T) {
	tests := []struct {
		name             string
		include, exclude []string
	}{
		{"path", []string{"/me/notes/**"}, nil},
		{"method", []string{"/**#GET"}, []string{"/accounts/**"}},
		{"action", []string{"/me/notes/{id}/pin"}, nil},
		{"root", []string{"/me/account"}, nil},
		{"by-name", []string{"/accounts(name='{name}')", "/accounts/{id}#DELETE"}, nil},
		{"unreadable", []string{"/accounts/**#DELETE"}, []string{"/accounts/{id}"}},
		{"resource", []string{"note#POST", "notes.plan"}, nil},
		{"page", []string{"api/note-[gl]*.md", "resources/orphan.md"}, nil},
		{"exclude-path", nil, []string{"/me/**", "/accounts/{id}/notes/**"}},
		{"exclude-resource", []string{"**"}, []string{"account", "drawing"}},
		{"slips", []string{"/me/nots/**#GET", "/me/account#PUT", "note#DELETE", "acount", "api/note-gte.md", "/me/account", "/me"}, []string{"/zzz"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			whole := reading.Build(pages(t))
			before := list(whole)
			a, err := Select(whole, Rules{Include: parse(t, test.include), Exclude: parse(t, test.exclude)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, list(whole)); diff != "" {
				t.Errorf("the whole has changed: %s", diff)
			}
			golden(t, filepath.Join("testdata", test.name+".txt"),
				fmt.Sprintf("include %q\nexclude %q\n%s", test.include, test.exclude, list(a)))
		})
	}
}

// golden compares got with a file, which it rewrites where the flag says so.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got:\n%s", file, diff)
	}
}

// list writes down what is in an API.
func list(a *api.API) string {
	var b strings.Builder
	b.WriteString("\noperations\n")
	for _, op := range a.Operations {
		fmt.Fprintf(&b, "  %s\n", op.Page)
		for _, r := range op.Requests {
			fmt.Fprintf(&b, "    %s %s\n", r.Method, r.Template)
		}
		for _, e := range op.Examples {
			fmt.Fprintf(&b, "    example %s\n", e.Name)
		}
	}
	b.WriteString("\nmethods\n")
	for _, m := range a.Methods {
		fmt.Fprintf(&b, "  %s %s\n", m.Verb, m.Path)
	}
	b.WriteString("\ntypes\n")
	for _, t := range a.Types {
		fmt.Fprintf(&b, "  %s\n", t.Name)
	}
	b.WriteString("\ndiagnostics\n")
	for _, d := range a.Diagnostics {
		fmt.Fprintf(&b, "  %s\n    %s\n", d, d.Hint)
	}
	return b.String()
}

func TestEverything(t *testing.T) {
	whole := reading.Build(pages(t))
	for _, rules := range []Rules{{}, {Exclude: parse(t, []string{"api/note-*.md"})}} {
		if a, err := Select(whole, rules); err != nil || a != whole {
			t.Errorf("%v: not the whole API, %v", rules, err)
		}
	}
}

func TestNothingLeft(t *testing.T) {
	whole := reading.Build(pages(t))
	for _, test := range []struct {
		include, exclude []string
		want             string
	}{
		{[]string{"/me/nots/**"}, nil, `the include and exclude patterns leave nothing of the API: the include pattern "/me/nots/**" matches no documented request; did you mean "/me/notes/**"?`},
		{[]string{"/me/notes/**"}, []string{"/me/**"}, "the include and exclude patterns leave nothing of the API"},
		{nil, []string{"**"}, "the include and exclude patterns leave nothing of the API"},
	} {
		a, err := Select(whole, Rules{Include: parse(t, test.include), Exclude: parse(t, test.exclude)})
		if err == nil || err.Error() != test.want {
			t.Errorf("%q, not %q: %v, error %v", test.include, test.exclude, a, err)
		}
	}
}

// TestPathText holds what patterns are matched with to what templates are read as.
func TestPathText(t *testing.T) {
	text := "# x\n\n## HTTP request\n\n```http\nGET /a('{b}')/c(d='{e}',f={g})\nGET /items(itemId='{x}')/me/drive/root:/{p}:/y/$value\n```\n"
	page := parser.Parse("api/x.md", []byte(text), parser.Options{})
	var got []string
	for _, m := range reading.Build([]*parser.Page{page}).Methods {
		got = append(got, pathText(m.Path))
	}
	got = append(got, pathText(api.Path{
		{Name: "drive"}, {Kind: api.ByPath, Args: []api.Arg{{Literal: "a/b"}}},
		{Kind: api.Operator, Name: "f", Args: []api.Arg{{Name: "x", Literal: "1"}, {Name: "y", Prefix: "ns.z", Literal: "it's", Quoted: true}}},
	}))
	want := []string{"/a/<>/c(d=<>,f=<>)", "/items/(itemId=<>)/me/drive/root/:<>/y/$value", "/drive/:a%2Fb/f(x=1,y=ns.zits)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for template, want := range map[string]string{
		"a/{b}/.../{c d}/{e":                     "/a/<>/.../<>/<>",
		"/a('{b}')/c(d='1',e=<f>)?g=h":           "/a/<>/c(d=1,e=<>)",
		"/me/drive/root:/{item-path}:/children/": "/me/drive/root/:<>/children",
		"/me/drive/root:/{item-path}":            "/me/drive/root/:<>",
	} {
		if got := rawText(template); got != want {
			t.Errorf("%s: %s, want %s", template, got, want)
		}
	}
}

// TestTemplatesAsPatterns takes every template that pages write for a pattern,
// the way people copy them: it matches the request that it stands for.
func TestTemplatesAsPatterns(t *testing.T) {
	for _, docs := range []string{"../../../docs", "../../../../shared/corpus/graph/api-reference/v1.0"} {
		if _, err := os.Stat(docs); err != nil || testing.Short() {
			t.Skip("the corpus is not here, or there is no time for it")
		}
		read, _, err := source.Load(t.Context(), source.Options{Dir: docs})
		if err != nil {
			t.Fatal(err)
		}
		a := reading.Build(read)
		s := newSelector(a, Rules{})
		n := 0
		for _, op := range a.Operations {
			for _, r := range op.Requests {
				template, _, _ := strings.Cut(r.Template, "?")
				if !strings.HasPrefix(template, "/") || strings.Count(template, "(") != strings.Count(template, ")") {
					continue // a URL, or a slip that no pattern may have
				}
				n++
				s.include = nil
				for _, p := range parse(t, []string{template + "#" + r.Method}) {
					s.include = append(s.include, &rule{Rule: p})
				}
				if x := s.request(op, r); !s.takes(x) {
					t.Errorf("%s:%d: %s does not match %s", op.Page, r.Line, template, x.paths)
				}
			}
		}
		t.Logf("%s: %d templates", docs, n)
	}
}
