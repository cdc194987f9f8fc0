package main

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// module makes a module with docs and returns its folder. The pages of
// testdata/pages are there, and those of more over them; a page of no text is
// left out.
func module(t testing.TB, more map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "docs"), os.DirFS("testdata/pages")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "go.mod", "module example.com/sdk\n\ngo 1.26\n")
	for name, text := range more {
		if text == "" {
			if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
			continue
		}
		put(t, dir, name, text)
	}
	return dir
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// tree returns the files below dir by their paths.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// sdkscribe runs the command in dir.
func sdkscribe(t testing.TB, dir string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	t.Chdir(dir)
	t.Setenv(cache.EnvDir, dir+"-cache")
	var out, errs bytes.Buffer
	status = run(context.Background(), args, &out, &errs)
	return status, out.String(), errs.String()
}

func TestGenerate(t *testing.T) {
	dir := module(t, nil)
	status, stdout, stderr := sdkscribe(t, dir, "generate")
	if status != 0 || stderr != "" {
		t.Fatalf("status %d: %s%s", status, stdout, stderr)
	}
	if !strings.Contains(stdout, "3 pages, 1 type, 2 methods (2 of 2 documented requests), 2 golden tests (of 2 examples)\n") {
		t.Errorf("the summary is\n%s", stdout)
	}
	files := tree(t, filepath.Join(dir, "generated/queue"))
	for _, name := range []string{"sdkscribe.sum", "rest/client.go"} {
		if files[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	status, stdout, _ = sdkscribe(t, dir, "generate")
	if status != 0 || !strings.Contains(stdout, filepath.FromSlash("generated/queue: 0 files written, ")) {
		t.Errorf("the second run: status %d\n%s", status, stdout)
	}
}

// TestReferenceInReference has the pages of a second service below those of the first, with
// a configuration of their own: each SDK is that of its own pages, and it is said what is
// not read, by a run that reads nothing anew too.
func TestReferenceInReference(t *testing.T) {
	page := "# List shoes\n\n## Request\n\n```http\nGET /shoes\n```\n\n## Example\n\n```http\nGET https://shoes.example/v1/shoes\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n"
	dir := module(t, map[string]string{"docs/shoes/sdkscribe.yaml": "docs: .\nout: ../../generated/shoes\n", "docs/shoes/shoes-list.md": page})
	for range 2 {
		status, stdout, stderr := sdkscribe(t, dir, "generate")
		if status != 0 || !strings.Contains(stdout, "3 pages, 1 type, ") || !strings.Contains(stdout, "not read: shoes, with a sdkscribe.yaml of its own\n") {
			t.Fatalf("status %d: %s%s", status, stdout, stderr)
		}
	}
	own := []string{"--config", filepath.Join("docs", "shoes", "sdkscribe.yaml")}
	if status, stdout, stderr := sdkscribe(t, dir, append(own, "generate")...); status != 0 || !strings.Contains(stdout, "1 page, ") {
		t.Fatalf("status %d: %s%s", status, stdout, stderr)
	}
	if files := tree(t, filepath.Join(dir, "generated", "shoes")); files["services-shoes.go"] == "" && files["shoes.go"] == "" {
		t.Errorf("the second SDK has %v", slices.Sorted(maps.Keys(files)))
	}
	if status, stdout, _ := sdkscribe(t, dir, append(own, "check")...); status != 0 {
		t.Errorf("the second SDK is out of step: %s", stdout)
	}
}

// TestSelection generates and inspects a part of the API.
func TestSelection(t *testing.T) {
	dir := module(t, map[string]string{"sdkscribe.yaml": "exclude:\n  - /jobs/**#POST\n"})
	status, stdout, stderr := sdkscribe(t, dir, "generate")
	if status != 0 || !strings.Contains(stdout, "3 pages, 1 type, 1 method (1 of 1 documented request), 1 golden test (of 1 example)\n") {
		t.Fatalf("status %d: %s%s", status, stdout, stderr)
	}
	if code := tree(t, filepath.Join(dir, "generated/queue"))["job.go"]; !strings.Contains(code, ") Get(") || strings.Contains(code, ") Cancel(") {
		t.Errorf("the SDK has\n%s", code)
	}
	status, stdout, stderr = sdkscribe(t, dir, "inspect", "--exclude", "api/job-get.md", "--include", "/jobs/*/cancel#post", "--include", "/nothing")
	if status != 0 || !strings.HasPrefix(stdout, "warning: the include pattern \"/nothing\" matches no documented request [pattern-unmatched]\n    mend the pattern") ||
		!strings.Contains(stdout, "\n2 pages, 0 types, 1 method ") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
}

// TestBadInput holds what is wrong with a folder of pages to one clear error or
// diagnostic each. Every one but the first pages is generated all the same.
func TestBadInput(t *testing.T) {
	request := "---\ntitle: x\n---\n\n# x\n\n## HTTP request\n\n```http\nGET /jobs\n```\n"
	tests := []struct {
		name   string
		more   map[string]string
		link   [2]string // name and target of a symbolic link
		long   string    // a page to make 50 MB long
		args   []string
		status int
		// want is on standard error if status is not 0, else among the diagnostics.
		want string
	}{
		{name: "no docs folder", more: map[string]string{"docs": ""}, status: 2,
			want: "sdkscribe: docs folder docs does not exist: name the folder of the pages with --docs or \"docs\" in sdkscribe.yaml\n"},
		{name: "docs is a file", args: []string{"--docs", "go.mod"}, status: 2, want: "sdkscribe: docs folder go.mod is not a folder\n"},
		{name: "no pages", more: map[string]string{"empty/x.txt": "x"}, args: []string{"--docs", "empty"}, status: 2,
			want: "sdkscribe: docs folder empty holds no pages (*.md, *.markdown, *.mdx)\n"},
		{name: "nothing to make an SDK of", more: map[string]string{"text/a.md": "# About\n\nOnly text.\n"}, args: []string{"--docs", "text"}, status: 2,
			want: "sdkscribe: nothing is written: no request and no type is read on the pages of text; \"sdkscribe lint\" says why, page by page\n"},
		{name: "unwritable output", args: []string{"--out", "go.mod/graph"}, status: 2, want: "go.mod"},
		{name: "a file of another", more: map[string]string{"generated/queue/rest/client.go": "package rest\n"}, status: 2,
			want: filepath.FromSlash("generated/queue/rest/client.go was not written by sdkscribe")},
		{name: "a configuration with a mistake", more: map[string]string{"sdkscribe.yaml": "dosc: x\n"}, status: 2,
			want: "sdkscribe: configuration: sdkscribe.yaml:1:1: there is no key \"dosc\"; did you mean \"docs\"?\n"},
		{name: "a pattern with a mistake", more: map[string]string{"sdkscribe.yaml": "include:\n  - /jobs/[\n"}, status: 2,
			want: "sdkscribe: configuration: sdkscribe.yaml:2:5: include \"/jobs/[\": a bracket, a brace or a backslash in it is left open\n"},
		{name: "a pattern of the command line with a mistake", args: []string{"--exclude", "#GET"}, status: 2,
			want: "sdkscribe: --exclude \"#GET\": a method needs a path in front of it; for every path, write \"/**#GET\"\n"},
		{name: "patterns that leave nothing", args: []string{"--include", "/jbs/**"}, status: 2,
			want: "leave nothing of the API: the include pattern \"/jbs/**\" matches no documented request; did you mean \"/jobs/**\"?\n"},
		{name: "a pattern for nothing", more: map[string]string{"sdkscribe.yaml": "exclude: [/x]\n"},
			want: "../sdkscribe.yaml:1:11: warning: the exclude pattern \"/x\" matches no documented request [pattern-unmatched]"},
		{name: "a page to exclude that is not there", args: []string{"--exclude", "api/job-gte.md"},
			want: "warning: the exclude pattern \"api/job-gte.md\" matches no page [pattern-unmatched]"},
		{name: "not in a module", more: map[string]string{"go.mod": ""}, status: 2, want: "is in no Go module"},
		{name: "not UTF-8", more: map[string]string{"docs/api/x.md": request + "\nCaf\xe9.\n"}, want: "api/x.md:13:4: error: "},
		{name: "cut in a fence", more: map[string]string{"docs/api/x.md": request[:len(request)-4]}, want: "api/x.md:9:1: "},
		{name: "cut in an annotation", more: map[string]string{"docs/api/x.md": request + "\n<!-- {\n  \"blockType\": \"req"}, want: "api/x.md:13:1: "},
		{name: "50 MB", long: "docs/api/x.md", want: "api/x.md:1:1: error: the page has 52428800 bytes"},
		{name: "a link out of the folder", link: [2]string{"docs/api/x.md", "../../go.mod"}, want: "api/x.md:1:1: error: the symbolic link leads out of the docs folder"},
		{name: "an include of itself", more: map[string]string{"docs/api/x.md": request + "\n[!INCLUDE [x](x.md)]\n"}, want: "api/x.md:13:1: error: api/x.md includes itself"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := module(t, test.more)
			if test.link[0] != "" {
				if err := os.Symlink(filepath.FromSlash(test.link[1]), filepath.Join(dir, filepath.FromSlash(test.link[0]))); err != nil {
					t.Skip(err)
				}
			}
			if test.long != "" {
				put(t, dir, test.long, "# x\n")
				if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(test.long)), 50<<20); err != nil {
					t.Fatal(err)
				}
			}
			checkBadInput(t, dir, test.args, test.status, test.want)
		})
	}
}

// checkBadInput generates in dir, and expects either one line of error and no
// file, or a diagnostic and all that the other pages give.
func checkBadInput(t *testing.T, dir string, args []string, wantStatus int, want string) {
	t.Helper()
	before := tree(t, filepath.Join(dir, "generated"))
	status, stdout, stderr := sdkscribe(t, dir, append([]string{"generate", "--format", "json"}, args...)...)
	if status != wantStatus {
		t.Fatalf("status %d, want %d\n%s%s", status, wantStatus, stdout, stderr)
	}
	if status != 0 {
		if !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 || stdout != "" {
			t.Errorf("standard error is\n%swant\n%s", stderr, want)
		}
		if diff := cmp.Diff(before, tree(t, filepath.Join(dir, "generated"))); diff != "" {
			t.Errorf("files were written: %s", diff)
		}
		return
	}
	var got project.Result
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	matches := func(d diag.Diagnostic) bool { return strings.HasPrefix(d.String(), want) }
	if !slices.ContainsFunc(got.Diagnostics, matches) {
		t.Errorf("no diagnostic %q among\n%v", want, got.Diagnostics)
	}
	if got.Summary.Tests < 2 {
		t.Errorf("the other pages are lost: %+v", got.Summary)
	}
}

func TestStatus(t *testing.T) {
	dir := module(t, nil)
	tests := []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"generte"}, 2, `sdkscribe: unknown command "generte"`},
		{[]string{"generate", "--dosc", "x"}, 2, "sdkscribe: unknown flag: --dosc\n"},
		{[]string{"generate", "x"}, 2, `sdkscribe: unknown command "x"`},
		{[]string{"inspect", "--format", "yaml"}, 2, `the forms are text, json, github`},
		{[]string{"generate", "--config", "absent.yaml"}, 2, "absent.yaml"},
		{[]string{"version"}, 0, ""},
		{[]string{"--help"}, 0, ""},
		{[]string{"generate", "--help"}, 0, ""},
	}
	for _, test := range tests {
		status, _, stderr := sdkscribe(t, dir, test.args...)
		if status != test.status || !strings.Contains(stderr, test.want) || (status == 0) != (stderr == "") || strings.Count(stderr, "\n") > 1 {
			t.Errorf("%q: status %d: %s", test.args, status, stderr)
		}
	}
}

func TestInterrupted(t *testing.T) {
	dir := module(t, nil)
	t.Chdir(dir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	if status := run(ctx, []string{"generate"}, &out, &errs); status != 2 || errs.String() != "sdkscribe: interrupted; nothing was changed\n" {
		t.Errorf("status %d: %s", status, errs.String())
	}
	if files := tree(t, filepath.Join(dir, "generated")); len(files) > 0 {
		t.Errorf("files were written: %v", files)
	}
}

// TestSameBytes generates from one set of pages at two places, written in two
// orders, with two numbers of processors.
func TestSameBytes(t *testing.T) {
	var first map[string]string
	var model string
	for i, procs := range []int{1, 4} {
		dir := t.TempDir()
		docs := []string{"docs", "else/where/pages"}[i]
		put(t, dir, "go.mod", "module example.com/sdk\n")
		pages := tree(t, "testdata/pages")
		names := slices.Sorted(maps.Keys(pages))
		if i == 1 {
			slices.Reverse(names)
		}
		for _, name := range names {
			put(t, dir, docs+"/"+name, pages[name])
		}
		was := runtime.GOMAXPROCS(procs)
		status, stdout, stderr := sdkscribeIn(dir, "generate", "--docs", filepath.Join(dir, docs), "--out", filepath.Join(dir, "graph"))
		_, inspected, _ := sdkscribeIn(dir, "inspect", "--format", "json", "--docs", filepath.Join(dir, docs))
		runtime.GOMAXPROCS(was)
		if status != 0 {
			t.Fatalf("status %d: %s%s", status, stdout, stderr)
		}
		got := tree(t, filepath.Join(dir, "graph"))
		if first == nil {
			first, model = got, inspected
			continue
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(model, inspected); diff != "" {
			t.Error(diff)
		}
	}
}

// sdkscribeIn runs the command with absolute paths, wherever that is.
func sdkscribeIn(_ string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = run(context.Background(), args, &out, &errs)
	return status, out.String(), errs.String()
}

func TestInspectJSON(t *testing.T) {
	dir := module(t, nil)
	status, stdout, stderr := sdkscribe(t, dir, "inspect", "--format", "json")
	if status != 0 {
		t.Fatal(stderr)
	}
	var got struct {
		Schema     int
		Types      []map[string]jsontext.Value
		Operations []map[string]jsontext.Value
	}
	if err := json.Unmarshal([]byte(stdout), &got, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	if got.Schema != 1 || len(got.Types) != 1 || len(got.Operations) != 2 {
		t.Errorf("%d types and %d operations of schema %d", len(got.Types), len(got.Operations), got.Schema)
	}
	if strings.Contains(stdout, ": null") || strings.Contains(stdout, `\u003c`) {
		t.Error("a list is null, or HTML is escaped")
	}
	if entries := tree(t, filepath.Join(dir, "generated")); len(entries) > 0 {
		t.Error("inspect has written files")
	}
}

func TestInspectOutsideModule(t *testing.T) {
	dir := module(t, map[string]string{"go.mod": ""})
	status, stdout, stderr := sdkscribe(t, dir, "inspect")
	if status != 0 || !strings.Contains(stdout, "3 pages, 1 type, 2 methods") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
}

func TestDiagnosticsForGitHub(t *testing.T) {
	var b bytes.Buffer
	newPrinter(&b).diagnostics("github", "docs", []diag.Diagnostic{
		{Code: "x", Severity: diag.Info, File: "a,b:c.md", Line: 3, Column: 4, Message: "100 %\nof it", Hint: "do"},
		{Code: "y", Severity: diag.Error, File: "d.md", Line: 1, Column: 1, Message: "bad"},
		{Code: "z", Severity: diag.Info, Message: "flag"},
	}, false)
	want := "::error file=docs/d.md,line=1,col=1,title=y::bad\n" +
		"::notice file=docs/a%2Cb%3Ac.md,line=3,col=4,title=x::100 %25%0Aof it%0Ado\n" +
		"::notice title=z::flag\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestDiagnosticsForPeople(t *testing.T) {
	var b bytes.Buffer
	ds := []diag.Diagnostic{{Code: "w", Severity: diag.Warning, File: "a.md", Line: 1, Column: 2, Message: "esc \x1b[31m \u202e", Hint: "do"}}
	for range 20 {
		ds = append(ds, diag.Diagnostic{Code: "e", Severity: diag.Error, File: "b.md", Line: 1, Column: 1, Message: "bad"})
	}
	p := newPrinter(&b)
	p.diagnostics("text", "docs", ds[:2], false)
	want := filepath.FromSlash("docs/b.md") + ":1:1: error: bad [e]\n" +
		filepath.FromSlash("docs/a.md") + ":1:2: warning: esc \\x1b[31m \\u202e [w]\n    do\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	p.diagnostics("text", "docs", ds, false)
	if n := strings.Count(b.String(), "\n"); n != shownDiagnostics {
		t.Errorf("%d lines", n)
	}
	b.Reset()
	p.diagnostics("text", "docs", ds, true)
	if n := strings.Count(b.String(), "\n"); n != 22 {
		t.Errorf("%d lines", n)
	}
}

func TestVersionLine(t *testing.T) {
	tests := []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{}, "sdkscribe (devel)"},
		{debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "v1.2.3"}}, "sdkscribe v1.2.3 go1.26"},
		{debug.BuildInfo{GoVersion: "go1.26", Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.modified", Value: "true"},
		}}, "sdkscribe (devel) (0123456789ab, modified) go1.26"},
	}
	for _, test := range tests {
		if got := version(&test.info); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
