package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// edit replaces a text that has to be in a file.
func edit(t *testing.T, dir, name, old, new string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(old)) {
		t.Fatalf("%s has no %q", name, old)
	}
	put(t, dir, name, strings.ReplaceAll(string(text), old, new))
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

// sum is what the manifest has for a file.
func sum(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	s := sha256.Sum256(text)
	return hex.EncodeToString(s[:])
}

// TestCheck changes what can change under a generated SDK. Every time check says so,
// writes nothing, and generate puts it right, with a cache and without.
func TestCheck(t *testing.T) {
	const out = "generated/queue/"
	tests := []struct {
		name   string
		change func(t *testing.T, dir string)
		status int
		want   []string // in what it prints
		unlike []string // not in it
		stays  bool     // generate does not put it right
	}{
		{name: "nothing", want: []string{"generated/queue is what docs gives\n"}},
		{name: "a page that comes to the same", change: func(t *testing.T, dir string) {
			edit(t, dir, "docs/api/job-get.md", "\n## Response\n", "\n\n## Response\n")
		}, want: []string{"generated/queue is what docs gives\n"}},
		{name: "a property of another type", change: func(t *testing.T, dir string) {
			edit(t, dir, "docs/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
		}, status: 1, want: []string{
			"breaking: property job.attempts changed from Edm.Int32 to Edm.Int64 (docs/resources/job.md:", "out of date: ", "job.go",
		}, unlike: []string{"by hand", "version"}},
		{name: "a change that is allowed", change: func(t *testing.T, dir string) {
			put(t, dir, "sdkscribe.yaml", "allow-breaking: [job]\n")
			edit(t, dir, "docs/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
		}, status: 1, want: []string{"\n  breaking, allowed: property job.attempts changed"}},
		{name: "a text of a page", change: func(t *testing.T, dir string) {
			edit(t, dir, "docs/resources/job.md", "A job that a service works on.\n\n[", "A job that waits in a queue.\n\n[")
		}, status: 1, want: []string{"docs/resources/job.md changed, in text or examples\n"}, unlike: []string{"property"}},
		{name: "a page that is gone", change: func(t *testing.T, dir string) { remove(t, dir, "docs/api/job-cancel.md") }, status: 1,
			want: []string{"breaking: operation job-cancel removed: POST /jobs/{id}/cancel (docs/api/job-cancel.md → gone)"}},
		{name: "all pages of a file gone", change: func(t *testing.T, dir string) {
			put(t, dir, "docs/api/thing-get.md", "---\ntitle: x\n---\n\n# Get thing\n\n## HTTP request\n\n```http\nGET /things\n```\n")
			if status, _, stderr := sdkscribe(t, dir, "generate"); status != 0 {
				t.Fatal(stderr)
			}
			remove(t, dir, "docs/api/thing-get.md")
		}, status: 1, want: []string{"left over: no page gives it any more: ", "thing.go", "operation thing-get removed"}},
		{name: "a page that is new", change: func(t *testing.T, dir string) {
			put(t, dir, "docs/api/thing-get.md", "---\ntitle: x\n---\n\n# Get thing\n\n## HTTP request\n\n```http\nGET /things\n```\n")
		}, status: 1, want: []string{"operation thing-get added: GET /things (docs/api/thing-get.md:5)", "not written yet: ", "thing.go"}},
		{name: "a file that is gone", change: func(t *testing.T, dir string) { remove(t, dir, out+"job.go") }, status: 1,
			want: []string{"1 file missing: job.go\n"}, unlike: []string{"version", "out of date", "docs/"}},
		{name: "a file edited by hand", change: func(t *testing.T, dir string) { edit(t, dir, out+"job.go", "package queue", "package queue // mine") }, status: 1,
			want: []string{"1 file edited by hand: job.go\n"}, unlike: []string{"version", "out of date", "docs/"}},
		{name: "a wire file edited by hand", change: func(t *testing.T, dir string) { edit(t, dir, out+"testdata/job.http", "GET", "GTE") }, status: 1,
			want: []string{"1 file edited by hand: testdata/job.http\n"}},
		{name: "a file of somebody's in the way", change: func(t *testing.T, dir string) {
			put(t, dir, "docs/api/thing-get.md", "---\ntitle: x\n---\n\n# Get thing\n\n## HTTP request\n\n```http\nGET /things\n```\n")
			put(t, dir, out+"thing.go", "package queue\n")
		}, status: 1, want: []string{"not written by sdkscribe, and in the way: thing.go\n"}, stays: true},
		{name: "the manifest gone", change: func(t *testing.T, dir string) { remove(t, dir, out+"sdkscribe.sum") }, status: 1,
			want: []string{"1 file missing: sdkscribe.sum\n"}},
		{name: "line ends", change: func(t *testing.T, dir string) {
			for name := range tree(t, filepath.Join(dir, out)) {
				edit(t, dir, out+name, "\n", "\r\n")
			}
		}, status: 1, want: []string{"files with other line ends than sdkscribe writes; put \"* text=auto eol=lf\" into .gitattributes: "}, unlike: []string{"by hand", "out of date", "version"}},
		{name: "line ends, and a page", change: func(t *testing.T, dir string) {
			for name := range tree(t, filepath.Join(dir, out)) {
				edit(t, dir, out+name, "\n", "\r\n")
			}
			edit(t, dir, "docs/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
		}, status: 1, want: []string{"property job.attempts changed", "other line ends", "out of date: "}, unlike: []string{"by hand", "version"}},
		{name: "a setting", change: func(t *testing.T, dir string) { put(t, dir, "sdkscribe.yaml", "docs-url: https://example.com/docs\n") }, status: 1,
			want: []string{`the setting docs-url was "" and is "https://example.com/docs"`}},
		{name: "another version", change: func(t *testing.T, dir string) {
			before := sum(t, dir, out+"rest/opt.go")
			edit(t, dir, out+"rest/opt.go", "package rest", "package rest // as it used to be")
			edit(t, dir, out+"sdkscribe.sum", before, sum(t, dir, out+"rest/opt.go"))
		}, status: 1, want: []string{"another version of sdkscribe has written this, and this one writes something else", "out of date: rest/opt.go, sdkscribe.sum"}},
		{name: "another version of the record", change: func(t *testing.T, dir string) {
			before := sum(t, dir, out+"sdkscribe.api")
			edit(t, dir, out+"sdkscribe.api", "namespace ", "# in another form\nnamespace ")
			edit(t, dir, out+"sdkscribe.sum", before, sum(t, dir, out+"sdkscribe.api"))
		}, status: 1, want: []string{"another version of sdkscribe has written this", "out of date: sdkscribe.api, sdkscribe.sum"}},
		{name: "the record gone", change: func(t *testing.T, dir string) {
			remove(t, dir, out+"sdkscribe.api")
			edit(t, dir, "docs/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
		}, status: 1, want: []string{"what it was made of is not known, since there is no readable sdkscribe.api"}},
		{name: "a record that cannot be read", change: func(t *testing.T, dir string) {
			edit(t, dir, out+"sdkscribe.api", "type ", "typo ")
		}, status: 1, want: []string{"1 file edited by hand: sdkscribe.api\n", "no readable sdkscribe.api"}},
		{name: "a journal that was committed", change: func(t *testing.T, dir string) { put(t, dir, out+".sdkscribe-staging/journal", "create x.go\n") }, status: 1,
			want: []string{"there is a .sdkscribe-staging that no run of yours has left in this place (it may have come with a commit); the next run of generate removes it"}},
		{name: "no SDK", change: func(t *testing.T, dir string) { remove(t, dir, "generated") }, status: 1, want: []string{"not written yet: "}, unlike: []string{"not known"}},
		{name: "no pages", change: func(t *testing.T, dir string) { remove(t, dir, "docs") }, status: 2, want: []string{"docs folder docs does not exist"}},
		{name: "a manifest that is none", change: func(t *testing.T, dir string) { put(t, dir, out+"sdkscribe.sum", "x\n") }, status: 2,
			want: []string{"sdkscribe.sum:1: not a line of a manifest"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, args := range [][]string{{"--no-cache"}, {}} {
				t.Run(strings.Join(args, " "), func(t *testing.T) {
					checkDrift(t, args, test.change, test.status, test.want, test.unlike, test.stays)
				})
			}
		})
	}
}

func checkDrift(t *testing.T, args []string, change func(*testing.T, string), wantStatus int, want, unlike []string, stays bool) {
	t.Helper()
	dir := module(t, nil)
	if status, _, stderr := sdkscribe(t, dir, append([]string{"generate"}, args...)...); status != 0 {
		t.Fatal(stderr)
	}
	if change != nil {
		change(t, dir)
	}
	before := tree(t, filepath.Join(dir, "generated"))
	for range 2 { // the second time it knows of the first
		status, stdout, stderr := sdkscribe(t, dir, append([]string{"check"}, args...)...)
		said := filepath.ToSlash(stdout + stderr)
		if status != wantStatus {
			t.Fatalf("status %d, want %d\n%s", status, wantStatus, said)
		}
		for _, s := range want {
			if !strings.Contains(said, s) {
				t.Errorf("it does not say %q but\n%s", s, said)
			}
		}
		for _, s := range unlike {
			if strings.Contains(said, s) {
				t.Errorf("it says %q:\n%s", s, said)
			}
		}
	}
	if diff := cmp.Diff(before, tree(t, filepath.Join(dir, "generated"))); diff != "" {
		t.Fatalf("check has written: %s", diff)
	}
	if wantStatus == 2 || stays {
		return
	}
	if status, _, stderr := sdkscribe(t, dir, append([]string{"generate"}, args...)...); status != 0 {
		t.Fatal(stderr)
	}
	if status, stdout, _ := sdkscribe(t, dir, append([]string{"check"}, args...)...); status != 0 {
		t.Errorf("generate has not put it right: %s", stdout)
	}
	fresh := filepath.Join(t.TempDir(), "queue")
	if status, _, stderr := sdkscribe(t, dir, "generate", "--no-cache", "--out", fresh, "--module", "example.com/sdk/generated/queue"); status != 0 {
		t.Fatal(stderr)
	}
	if diff := cmp.Diff(tree(t, fresh), tree(t, filepath.Join(dir, "generated", "queue"))); diff != "" {
		t.Errorf("what generate wrote depends on what was there: %s", diff)
	}
}

// TestCheckForms prints one drift in all forms.
func TestCheckForms(t *testing.T) {
	dir := module(t, nil)
	sdkscribe(t, dir, "generate")
	edit(t, dir, "docs/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
	edit(t, dir, "generated/queue/testdata/job.http", "GET", "GTE")

	status, stdout, _ := sdkscribe(t, dir, "check", "--diff", "--diff-lines", "15")
	if status != 1 || !strings.Contains(stdout, "--- a/generated/queue/job.go\n+++ b/generated/queue/job.go\n@@") || !strings.Contains(stdout, " more; --diff-lines 0 shows all\n") {
		t.Errorf("status %d:\n%s", status, stdout)
	}
	if _, all, _ := sdkscribe(t, dir, "check", "--diff", "--diff-lines", "0"); !strings.Contains(all, "-    Attempts rest.Opt[int32] `json:\"attempts\"`\n+    Attempts rest.Opt[int64] `json:\"attempts\"`\n") {
		t.Errorf("the whole diff is\n%s", all)
	}
	status, stdout, _ = sdkscribe(t, dir, "check", "--format", "github")
	if status != 1 || !strings.Contains(stdout, "%0Abreaking: property job.attempts changed") ||
		!strings.Contains(stdout, "::error file=generated/queue/testdata/job.http,line=1,title=drift::edited by hand\n") {
		t.Errorf("status %d:\n%s", status, stdout)
	}
	status, stdout, _ = sdkscribe(t, dir, "check", "--format", "json")
	var got project.Drift
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || status != 1 {
		t.Fatal(status, err)
	}
	if got.InStep || len(got.Pages) != 1 || got.API == nil || got.API.Breaking != 1 || strings.Contains(stdout, ": null,") && !strings.Contains(stdout, "\"old\": null") {
		t.Errorf("the JSON is %s", stdout)
	}
}

// TestDiff compares folders and revisions in all forms.
func TestDiff(t *testing.T) {
	dir := module(t, nil)
	if err := os.CopyFS(filepath.Join(dir, "was"), os.DirFS(filepath.Join(dir, "docs"))); err != nil {
		t.Fatal(err)
	}
	edit(t, dir, "docs/resources/job.md", "| attempts | Int32 |", "| attempts | Int64 |")
	status, stdout, stderr := sdkscribe(t, dir, "diff", "was")
	if status != 1 || !strings.HasPrefix(stdout, "breaking: property job.attempts changed from Edm.Int32 to Edm.Int64 (resources/job.md:") ||
		!strings.HasSuffix(stdout, "\n1 breaking change, 0 other changes\n") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	for _, allowed := range []string{"job", "job.attempts", "resources/*.md", "example.queue.job"} {
		if status, stdout, stderr := sdkscribe(t, dir, "diff", "was", "docs", "--allow-breaking", allowed); status != 0 ||
			!strings.HasPrefix(stdout, "breaking, allowed: property job.attempts ") {
			t.Errorf("%s: status %d: %s%s", allowed, status, stdout, stderr)
		}
	}
	if status, _, _ := sdkscribe(t, dir, "diff", "was", "docs", "--allow-breaking", "/jobs/**"); status != 1 {
		t.Error("a change of a type is allowed by a path")
	}
	if status, stdout, _ := sdkscribe(t, dir, "diff", "docs", "docs", "--format", "markdown"); status != 0 || stdout != "# API changes\n\nNothing has changed in the API.\n" {
		t.Errorf("status %d: %s", status, stdout)
	}
	status, stdout, _ = sdkscribe(t, dir, "diff", "was", "docs", "--format", "json")
	var got apidiff.Report
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || status != 1 {
		t.Fatal(status, err)
	}
	line := got.Changes[0].New.Line
	want := apidiff.Report{Schema: 1, Namespace: "example.queue", Breaking: 1, Changes: []apidiff.Change{{
		Kind: apidiff.Changed, What: apidiff.AboutProperty, Of: "example.queue.job", Name: "attempts", From: "Edm.Int32", To: "Edm.Int64",
		Old: &apidiff.Place{Page: "resources/job.md", Line: line}, New: &apidiff.Place{Page: "resources/job.md", Line: line}, Breaking: true,
		Requests: []string{}, Go: []string{"Job.Attempts"},
	}}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(apidiff.Change{})); diff != "" || line == 0 {
		t.Error(diff)
	}
	remove(t, dir, "docs/api/job-cancel.md")
	put(t, dir, "sdkscribe.yaml", "allow-breaking: ['/jobs/*/cancel#POST', job]\n")
	if status, stdout, stderr := sdkscribe(t, dir, "diff", "was", "docs"); status != 0 || !strings.Contains(stdout, "breaking, allowed: operation job-cancel removed") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	if status, _, stderr := sdkscribe(t, dir, "diff", "nowhere"); status != 2 || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d: %s", status, stderr)
	}
}
