package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write makes the files of a tree and returns its folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLoad(t *testing.T) {
	dir := write(t, map[string]string{
		"mod/go.mod":         "module example.com/sdk\n",
		"mod/sdkscribe.yaml": "docs: reference\nout: sdk/calendar\nexclude: [\"drafts/**\"]\nbase-url: https://api.example.com/v1\n",
		"mod/sub/other.yaml": "docs: ../elsewhere\npackage: other\n",
		"bare/go.mod":        "module example.com/bare\n",
		"bare/sub/x.go":      "package sub\n",
		"loose/readme":       "",
	})
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	tests := []struct {
		name, dir, file string
		flags, want     Settings
	}{
		{"defaults", "bare", "", Settings{}, Settings{Docs: "bare/docs", Out: "bare/generated/graph"}},
		{"defaults in a package", "bare/sub", "", Settings{}, Settings{Docs: "bare/docs", Out: "bare/generated/graph"}},
		{"no module", "loose", "", Settings{}, Settings{Docs: "loose/docs", Out: "loose/generated/graph"}},
		{"file", "mod", "", Settings{}, Settings{Docs: "mod/reference", Out: "mod/sdk/calendar",
			Exclude: Patterns{{Text: "drafts/**", File: "mod/sdkscribe.yaml", Line: 3, Column: 11}}, BaseURL: "https://api.example.com/v1"}},
		{"flags win", "mod/sub", "", Settings{Docs: "here", Exclude: MakePatterns("x.md")}, Settings{Docs: "mod/sub/here", Out: "mod/sdk/calendar",
			Exclude: MakePatterns("x.md"), BaseURL: "https://api.example.com/v1"}},
		{"other file", "mod", "sub/other.yaml", Settings{}, Settings{Docs: "mod/elsewhere", Out: "mod/generated/graph", Package: "other"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Load(at(test.dir), test.file, test.flags)
			if err != nil {
				t.Fatal(err)
			}
			test.want.Docs, test.want.Out = Short(at(test.want.Docs)), Short(at(test.want.Out))
			for i, p := range test.want.Exclude {
				if p.File != "" {
					test.want.Exclude[i].File = Short(at(p.File))
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestPatterns holds the README's example to what it looks like.
func TestPatterns(t *testing.T) {
	got, err := parse([]byte("include:\n  - /me/events/**        # and /me/events itself\n  - /users/{id}#GET\n  - callRecords.*\nexclude:\n  - /**/$ref\n  - \"{a,b}/*.md\"\n"))
	want := Settings{
		Include: Patterns{{Text: "/me/events/**", Line: 2, Column: 5}, {Text: "/users/{id}#GET", Line: 3, Column: 5}, {Text: "callRecords.*", Line: 4, Column: 5}},
		Exclude: Patterns{{Text: "/**/$ref", Line: 6, Column: 5}, {Text: "{a,b}/*.md", Line: 7, Column: 5}},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestLoadErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown key", "docs: docs\nexlude: [x]\n", `sdkscribe.yaml:2:1: there is no key "exlude"; did you mean "exclude"?`},
		{"nothing near", "docs: docs\nzzzzzzzz: 1\n", `sdkscribe.yaml:2:1: there is no key "zzzzzzzz"; the keys are docs, out, package, module, include, exclude, base-url, docs-url`},
		{"key twice", "docs: a\ndocs: b\n", `sdkscribe.yaml:2:1: mapping key "docs" already defined`},
		{"wrong type", "docs: [a]\n", `sdkscribe.yaml:1:7: `},
		{"no yaml", "docs: [a\n", `sdkscribe.yaml:1:7: `},
		{"pattern", "docs: x\ninclude:\n  - /users\n  - '[a'\n", `sdkscribe.yaml:4:5: include "[a": a bracket, a brace or a backslash in it is left open`},
		{"pattern in a comment", "exclude:\n  - #GET\n", `sdkscribe.yaml:2:5: exclude "": the pattern is empty`},
		{"pattern that is no list", "exclude: /me\n", `sdkscribe.yaml:1:10: `},
		{"pattern that is a list", "exclude: [[a]]\n", `sdkscribe.yaml:1:11: `},
		{"base URL", "base-url: api.example.com\n", `base-url "api.example.com" is no absolute http or https URL`},
		{"docs URL", "docs-url: https://example.com/?a=b\n", `docs-url "https://example.com/?a=b" has a query`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, map[string]string{"go.mod": "module example.com/sdk\n", "sdkscribe.yaml": test.text})
			got, err := Load(dir, "", Settings{})
			if err == nil {
				t.Fatalf("no error, but %+v", got)
			}
			if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
	if _, err := Load(t.TempDir(), "absent.yaml", Settings{}); err == nil || !strings.Contains(err.Error(), "absent.yaml") {
		t.Errorf("a named file that does not exist: %v", err)
	}
}

func TestEmptyFile(t *testing.T) {
	for _, text := range []string{"", "# nothing set\n", "---\n"} {
		dir := write(t, map[string]string{"go.mod": "module example.com/sdk\n", "sdkscribe.yaml": text})
		if _, err := Load(dir, "", Settings{}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTarget(t *testing.T) {
	dir := write(t, map[string]string{
		"go.mod":        "// a comment\nmodule \"example.com/sdk\" // another\n\ngo 1.26\n",
		"nested/go.mod": "module example.com/nested/v2\n",
		"broken/go.mod": "go 1.26\n",
		"afile":         "",
	})
	tests := []struct {
		out, pkg, module string
		want             Target
		err              string
	}{
		{out: "generated/graph", want: Target{"graph", "example.com/sdk/generated/graph"}},
		{out: ".", want: Target{"sdk", "example.com/sdk"}},
		{out: "nested", want: Target{"nested", "example.com/nested/v2"}},
		{out: "nested/My-Graph", want: Target{"mygraph", "example.com/nested/v2/My-Graph"}},
		{out: "graph/v2", want: Target{"graph", "example.com/sdk/graph/v2"}},
		{out: "graph", pkg: "api", module: "example.org/else/x", want: Target{"api", "example.org/else/x"}},
		{out: "type", err: `no package name can be made of "type"`},
		{out: "123", err: "no package name"},
		{out: "a b", err: "cannot be imported"},
		{out: "graph", pkg: "a-b", err: `package "a-b" is no name`},
		{out: "graph", module: "../x", err: "cannot be imported"},
		{out: "broken/x", err: "has no module line"},
		{out: "afile/x", want: Target{"x", "example.com/sdk/afile/x"}},
	}
	for _, test := range tests {
		s := Settings{Out: filepath.Join(dir, test.out), Package: test.pkg, Module: test.module}
		got, err := s.Target()
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%+v: error %v, want %q", test, err, test.err)
			}
			continue
		}
		if err != nil || got != test.want {
			t.Errorf("%+v: got %+v, %v", test, got, err)
		}
	}
	if _, err := (Settings{Out: filepath.Join(t.TempDir(), "x")}).Target(); err == nil || !strings.Contains(err.Error(), "is in no Go module") {
		t.Errorf("outside a module: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"docs: a\nout: b\n", "exlude: [x]\n", "a: &a [*a]\n", "- 1\n", "docs: |\n  x", "\x00", "? a\n: b", "lint: {rules: {a: off}, paths: [{pages: [b], rules: {c: error}}]}", "lint: [&a {*a: 1}]", "lint: {paths: [1, {pages: {}}]}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := parse([]byte(text)); err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("an error of several lines: %v", err)
		}
	})
}
