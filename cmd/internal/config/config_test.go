package config

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
		{"defaults", "bare", "", Settings{}, Settings{Docs: "bare/docs", Out: "bare/generated/bare"}},
		{"defaults in a package", "bare/sub", "", Settings{}, Settings{Docs: "bare/docs", Out: "bare/generated/bare"}},
		{"no module", "loose", "", Settings{}, Settings{Docs: "loose/docs", Out: "loose/generated/sdk"}},
		{"file", "mod", "", Settings{}, Settings{Docs: "mod/reference", Out: "mod/sdk/calendar",
			Exclude: Patterns{{Text: "drafts/**", File: "mod/sdkscribe.yaml", Line: 3, Column: 11}}, BaseURL: "https://api.example.com/v1"}},
		{"flags win", "mod/sub", "", Settings{Docs: "here", Exclude: MakePatterns("x.md")}, Settings{Docs: "mod/sub/here", Out: "mod/sdk/calendar",
			Exclude: MakePatterns("x.md"), BaseURL: "https://api.example.com/v1"}},
		{"other file", "mod", "sub/other.yaml", Settings{}, Settings{Docs: "mod/elsewhere", Out: "mod/generated/sdk", Package: "other"}},
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

// TestService reads what a file and a command line say of a service.
func TestService(t *testing.T) {
	got, err := parse([]byte("service:\n  paths:\n    keys: segments\n    trailing-slash: true\n"))
	want := Settings{Service: Service{"paths.keys": {"segments"}, "paths.trailing-slash": {"true"}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	var flags Settings
	for text, message := range map[string]string{
		"paths.keys=parentheses": "",
		"paths.keys":             "is not of the form",
		"paths.kys=segments":     `did you mean "paths.keys"?`,
		"paths.keys=":            "is no value",
		"paths.trailing-slash=1": "write true or false",
		"auth.header=X-Api-Key":  "",
		"auth.header=X Key: a":   "is no name of a header field",
	} {
		if err := flags.Service.Set(text); (err == nil) != (message == "") || err != nil && !strings.Contains(err.Error(), message) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if s := flags.or(got).Service.String(); s != "auth.header=X-Api-Key paths.keys=parentheses paths.trailing-slash=true" {
		t.Errorf("a flag and a file come to %s", s)
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
		{"package", "docs: x\npackage: documentation\n", `sdkscribe.yaml:2:10: package "documentation" is no name for a Go package that others import: the go command passes over`},
		{"package of an odd key", "? package\n: main\n", `: package "main" is no name`},
		{"package in quotes", "{\"docs\": x, \"package\": \"type\"}\n", `sdkscribe.yaml:1:24: package "type" is no name for a Go package that others import: it is a keyword`},
		{"module", "module: unsafe\n", `sdkscribe.yaml:1:9: module "unsafe" cannot be the import path of a package: "unsafe" is a path of Go's standard library`},
		{"alias", "docs: &a x\nout: *a\n", `sdkscribe.yaml:1:7: "&" is an anchor, an alias or a merge key`},
		{"merge key", "lint:\n  <<: {}\n", `sdkscribe.yaml:2:3: "<<" is an anchor, an alias or a merge key`},
		{"brackets", "include: " + strings.Repeat("[", 40_000), `sdkscribe.yaml:1:42: lists and objects lie more than 32 deep in one another`},
		{"entries", "include:\n" + strings.Repeat("- ", 40_000), `sdkscribe.yaml:2:65: lists and objects lie more than 32 deep`},
		{"documents", "# x\n---\ndocs: a\n---\ndocs: b\n", `sdkscribe.yaml:4:1: a second document begins here`},
		{"documents that end", "docs: a\n...\ndocs: b\n", `sdkscribe.yaml:3:1: a second document begins here`},
		{"long", strings.Repeat("#\n", 1<<16) + "#", "sdkscribe.yaml is longer than 131072 bytes"},
		{"section of a service", "service:\n  pathes: {}\n", `sdkscribe.yaml:2:3: there is no key "pathes" here; did you mean "paths"?`},
		{"key of a service", "service:\n  paths:\n    key: segments\n", `sdkscribe.yaml:3:5: there is no key "key" here; did you mean "keys"?`},
		{"value of a service", "service:\n  paths:\n    keys: brackets\n", `sdkscribe.yaml:3:11: service: paths.keys "brackets": write parentheses or segments`},
		{"values of a service", "service:\n  paths:\n    keys: [segments, segments]\n", `sdkscribe.yaml:3:11: service: paths.keys has one value`},
		{"no value of a service", "service:\n  paths:\n    keys:\n", `sdkscribe.yaml:3:11: the value is no text`},
		{"service that is none", "service: yes\n", `sdkscribe.yaml:1:10: service is an object`},
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

// TestFileElsewhere sees that a file which only seems to be beside go.mod is not read,
// and that none of it gets into a message.
func TestFileElsewhere(t *testing.T) {
	dir, outside := write(t, map[string]string{"go.mod": "module example.com/sdk\n", "other/x.yaml": "docs: inside\n"}), write(t, map[string]string{"secret": "secret: docs\n"})
	secret := filepath.Join(outside, "secret")
	for link, to := range map[string]string{"sdkscribe.yaml": secret, "folder": outside, "other/link.yaml": "x.yaml", "other/out.yaml": secret} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip(err)
		}
	}
	for _, file := range []string{"", "sdkscribe.yaml", "folder/secret", "other/out.yaml"} {
		_, err := Load(dir, file, Settings{})
		if err == nil || !strings.Contains(err.Error(), "a symbolic link on the way leads out of") || strings.Contains(err.Error(), "docs") {
			t.Errorf("%q: %v", file, err)
		}
	}
	if s, err := Load(dir, "other/link.yaml", Settings{}); err != nil || filepath.Base(s.Docs) != "inside" {
		t.Errorf("a link that stays in the module: %v", err)
	}
	if _, err := Load(dir, secret, Settings{}); err == nil || !strings.Contains(err.Error(), `there is no key "secret"`) {
		t.Errorf("a file that the user names: %v", err)
	}
}

func TestEmptyFile(t *testing.T) {
	for _, text := range []string{"", "# nothing set\n", "---\n", "---\ndocs: docs\n...\n# end\n"} {
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
		{out: "graph", module: "crypto/tls", err: "is a path of Go's standard library"},
		{out: "graph", module: "internal/x", err: "is a path of Go's standard library"},
		{out: "graph", module: "C", err: "means something else to Go"},
		{out: "graph", module: "std", err: "means something else to Go"},
		{out: "graph", module: "all", err: "means something else to Go"},
		{out: "graph", module: "crypto/mine", want: Target{"mine", "crypto/mine"}},
		{out: "a/internal/graph", want: Target{"graph", "example.com/sdk/a/internal/graph"}},
		{out: "vendor/graph", err: "copies of other modules"},
		{out: "generated/error", err: `no package name can be made of "error"`},
		{out: "graph", pkg: "string", err: "which an import would hide"},
		{out: "graph", pkg: "graph_test", err: "a package's tests"},
		{out: "graph", pkg: "_", err: "no identifier"},
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

// TestStandard holds the list of the standard library's packages to what the go
// command says they are.
func TestStandard(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "std").Output()
	if err != nil {
		t.Skip(err)
	}
	for path := range strings.FieldsSeq(string(out)) {
		elements := strings.Split(path, "/")
		if slices.Contains(elements, "internal") || elements[0] == "vendor" {
			continue
		}
		if checkImportPath(path) == nil {
			t.Errorf("standard.txt lacks %s", path)
		}
	}
}

// BenchmarkParse reads texts that go deep, are long or have many keys, of a length
// that is given and of twice that: the time may double too.
func BenchmarkParse(b *testing.B) {
	shapes := map[string]func(n int) string{
		"brackets": func(n int) string { return "include: " + strings.Repeat("[", n) },
		"braces":   func(n int) string { return strings.Repeat("{a: ", n/4) },
		"entries":  func(n int) string { return strings.Repeat("- ", n/2) },
		"tags":     func(n int) string { return strings.Repeat("!!a ", n/4) },
		"lines": func(n int) string {
			return "include:\n" + strings.Repeat(strings.Repeat("- ", maxDepth)+"\n", n/(2*maxDepth+1))
		},
		"list":      func(n int) string { return "include:\n" + strings.Repeat("- a\n", n/4) },
		"documents": func(n int) string { return strings.Repeat("---\ndocs: b\n...\n", n/16) },
		"aliases":   func(n int) string { return "docs: &a x\ninclude:\n" + strings.Repeat("- *a\n", n/5) },
		"rules": func(n int) string {
			s := strings.Builder{}
			s.WriteString("lint:\n  rules:\n")
			for i := 0; s.Len() < n; i++ {
				fmt.Fprintf(&s, "    k%d: off\n", i)
			}
			return s.String()
		},
		"value": func(n int) string { return "docs: " + strings.Repeat("k ", n/2) },
		"staircase": func(n int) string {
			var s strings.Builder
			for i := 0; s.Len() < n; i++ {
				s.WriteString(strings.Repeat(" ", i) + "a:\n")
			}
			return s.String()
		},
	}
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		for _, n := range []int{maxFile / 2, maxFile} {
			text := []byte(shapes[name](n))
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					_, _ = parse(text)
				}
			})
		}
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

// TestDefaultOut names the output folder after the pages, and keeps one that is there.
func TestDefaultOut(t *testing.T) {
	const page = "# Crate\n\nNamespace: %s\n"
	tests := []struct {
		name, want string
		files      map[string]string
	}{
		{"the module", "generated/crates", map[string]string{"go.mod": "module example.com/crates-go\n", "docs/a.md": "# Crate\n"}},
		{"a version", "generated/crates", map[string]string{"go.mod": "module example.com/crates/v2\n"}},
		{"the namespace", "generated/crates", map[string]string{"go.mod": "module example.com/x\n", "docs/a.md": strings.ReplaceAll(page, "%s", "harbour.crates"), "docs/deep/b.md": `"@odata.type": "#harbour.crates.lid"`, "docs/c.md": strings.ReplaceAll(page, "%s", "harbour.quays")}},
		{"nothing", "generated/sdk", map[string]string{"go.mod": "module example.com/123\n"}},
		{"an SDK", "generated/boats", map[string]string{"go.mod": "module example.com/x\n", "docs/a.md": strings.ReplaceAll(page, "%s", "harbour.crates"), "generated/boats/sdkscribe.sum": "", "generated/notes/x": ""}},
		{"two SDKs", "generated/crates", map[string]string{"go.mod": "module example.com/x\n", "docs/a.md": strings.ReplaceAll(page, "%s", "harbour.crates"), "generated/boats/sdkscribe.sum": "", "generated/notes/sdkscribe.sum": ""}},
		{"a keyword", "generated/x", map[string]string{"go.mod": "module example.com/x\n", "docs/a.md": strings.ReplaceAll(page, "%s", "harbour.type")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, test.files)
			if got := DefaultOut(dir, filepath.Join(dir, "docs")); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
