package lint_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// brokenLink is a page with one finding, in line 3.
const brokenLink = "# Jobs\n\nSee [x](absent.md).\n"

// lintPages writes pages and a configuration and checks them.
func lintPages(t *testing.T, dir string, pages map[string]string, yaml string, o project.LintOptions) (lint.Report, error) {
	t.Helper()
	write(t, dir, "go.mod", "module example.com/sdk\n")
	write(t, dir, "sdkscribe.yaml", yaml)
	for name, text := range pages {
		write(t, dir, "docs/"+name, text)
	}
	s, err := config.Load(dir, "", config.Settings{})
	if err != nil {
		return lint.Report{}, err
	}
	return project.Lint(context.Background(), s, o, nil)
}

func summary(r lint.Report) []string {
	lines := []string{}
	for _, f := range r.Findings {
		lines = append(lines, f.File+" "+string(f.Severity)+" "+f.Code)
	}
	return lines
}

// TestSeverities gives rules other severities, everywhere and on some pages.
func TestSeverities(t *testing.T) {
	pages := map[string]string{"a.md": brokenLink, "old/b.md": brokenLink}
	tests := []struct {
		name, yaml string
		want       []string
		fails      bool
	}{
		{"as they are", "", []string{"a.md warning link-broken", "old/b.md warning link-broken"}, false},
		{"an error", "lint:\n  rules:\n    link-broken: error\n", []string{"a.md error link-broken", "old/b.md error link-broken"}, true},
		{"off", "lint:\n  rules:\n    link-broken: off\n", []string{}, false},
		{"of several the last counts", "lint:\n  rules:\n    '*': error\n    link-*: info\n", []string{"a.md info link-broken", "old/b.md info link-broken"}, false},
		{"on some pages", "lint:\n  rules: {link-broken: error}\n  paths:\n    - pages: [old/**]\n      rules: {link-broken: off}\n", []string{"a.md error link-broken"}, true},
		{"failing on less", "lint:\n  fail-on: warning\n", []string{"a.md warning link-broken", "old/b.md warning link-broken"}, true},
		{"failing on notes", "lint:\n  fail-on: info\n  rules: {link-broken: off}\n", []string{}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report, err := lintPages(t, t.TempDir(), pages, test.yaml, project.LintOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, summary(report)); diff != "" || report.Fails != test.fails {
				t.Errorf("fails: %v, -want +got:\n%s", report.Fails, diff)
			}
		})
	}
}

// TestBadSettings holds what is wrong with the settings to one clear error each.
func TestBadSettings(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"no such rule", "lint:\n  rules:\n    link-brokn: off\n", `sdkscribe.yaml:3:5: there is no rule "link-brokn"; did you mean "link-broken"?`},
		{"no such severity", "lint:\n  rules:\n    link-broken: fatal\n", `sdkscribe.yaml:3:5: there is no severity "fatal"; write error, warning, info or off`},
		{"no such rule on some pages", "lint:\n  paths:\n    - pages: [a.md]\n      rules: {zzzzzzzzzzzz: off}\n", `sdkscribe.yaml:4:15: there is no rule "zzzzzzzzzzzz"; "sdkscribe lint --explain all" lists them`},
		{"no such key", "lint:\n  ruels: {}\n", `sdkscribe.yaml:2:3: there is no key "ruels" here; did you mean "rules"?`},
		{"no such key of some pages", "lint:\n  paths:\n    - page: [a.md]\n", `sdkscribe.yaml:3:7: there is no key "page" here; did you mean "pages"?`},
		{"no object", "lint: [a]\n", "sdkscribe.yaml:1:7: lint is an object"},
		{"no list", "lint:\n  paths: {a: b}\n", "paths is a list"},
		{"a pattern with a mistake", "lint:\n  paths:\n    - pages: ['[a']\n", `"[a" is no pattern of pages`},
		{"nothing to fail on", "lint:\n  fail-on: fatal\n", `fail-on "fatal": write error, warning or info`},
		{"no baseline", "lint:\n  baseline: docs/a.md\n", "is no baseline"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := lintPages(t, t.TempDir(), map[string]string{"a.md": brokenLink}, test.yaml, project.LintOptions{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
	if _, err := lintPages(t, t.TempDir(), map[string]string{"a.md": brokenLink}, "", project.LintOptions{WriteBaseline: true}); err == nil || !strings.Contains(err.Error(), "name a file with --baseline") {
		t.Errorf("no baseline to write: %v", err)
	}
}

// TestSuppressions lets a page silence a rule of this package.
func TestSuppressions(t *testing.T) {
	page := brokenLink + "\n<!-- { \"type\": \"#page.annotation\", \"suppressions\": [\"link-broken\"] } -->\n"
	report, err := lintPages(t, t.TempDir(), map[string]string{"a.md": page}, "", project.LintOptions{})
	if err != nil || len(report.Findings) > 0 {
		t.Error(err, report.Findings)
	}
}

// TestBaseline makes findings known, moves them about and adds one.
func TestBaseline(t *testing.T) {
	dir := t.TempDir()
	yaml := "lint:\n  baseline: known.json\n  fail-on: warning\n"
	twice := brokenLink + "\nSee [x](absent.md).\n"
	lintWith := func(page string, o project.LintOptions) lint.Report {
		t.Helper()
		report, err := lintPages(t, dir, map[string]string{"a.md": page}, yaml, o)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if r := lintWith(twice, project.LintOptions{}); len(r.Findings) != 2 || !r.Fails {
		t.Errorf("without a baseline: %+v", r)
	}
	if r := lintWith(twice, project.LintOptions{WriteBaseline: true}); len(r.Findings) != 0 || r.Known != 2 || r.Fails {
		t.Errorf("when it is written: %+v", r)
	}
	text, err := os.ReadFile(filepath.Join(dir, "known.json"))
	if err != nil {
		t.Fatal(err)
	}
	want := "{\"version\": 1, \"known\": [\n  {\"file\":\"a.md\",\"rule\":\"link-broken\",\"text\":\"See [x](absent.md).\",\"count\":2}\n]}\n"
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Error(diff)
	}
	if r := lintWith("# Jobs\n\nMore.\n\n"+strings.TrimPrefix(twice, "# Jobs\n"), project.LintOptions{}); len(r.Findings) != 0 || r.Known != 2 || r.Gone != 0 {
		t.Errorf("moved: %+v", r)
	}
	if r := lintWith(twice+"\nSee [x](absent.md).\n", project.LintOptions{}); len(r.Findings) != 1 || r.Findings[0].Line != 7 || !r.Fails {
		t.Errorf("one more: %+v", r)
	}
	if r := lintWith(brokenLink, project.LintOptions{}); len(r.Findings) != 0 || r.Known != 1 || r.Gone != 1 {
		t.Errorf("one less: %+v", r)
	}
	if r := lintWith(twice+"\nSee [y](absent.md) too.\n", project.LintOptions{}); len(r.Findings) != 1 || r.Findings[0].Line != 7 {
		t.Errorf("another: %+v", r)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("x", 300)
	tests := []struct {
		source       string
		column       int
		line, indent string
	}{
		{"GET /jobs", 5, "GET /jobs", "    "},
		{"\t\tGET /jobs  ", 3, "GET /jobs", ""},
		{"\t\tGET\t/jobs", 7, "GET    /jobs", "       "},
		{"é日x", 6, "é日x", "   "},
		{"", 1, "", ""},
		{"   ", 2, "", ""},
		{"ab", 9, "ab", "  "},
		{long, 1, strings.Repeat("x", 99) + "…", ""},
		{long, 200, "…" + strings.Repeat("x", 98) + "…", strings.Repeat(" ", 60)},
		{long, 301, "…" + strings.Repeat("x", 59), strings.Repeat(" ", 60)},
	}
	for _, test := range tests {
		f := lint.Finding{Diagnostic: diag.Diagnostic{Column: test.column}, Source: test.source}
		if line, indent := f.Excerpt(); line != test.line || indent != test.indent {
			t.Errorf("%q, %d: got\n%s\n%s^\nwant\n%s\n%s^", test.source, test.column, line, indent, test.line, test.indent)
		}
	}
}

// FuzzBaseline reads any text as a baseline, and one that is one knows no more than
// it says.
func FuzzBaseline(f *testing.F) {
	for _, seed := range []string{`{"version": 1, "known": [{"file": "a.md", "rule": "r", "text": "t", "count": 2}]}`, `{"version": 2}`, `{"version": 1, "known": [{"count": -1}]}`, "[", ""} {
		f.Add([]byte(seed))
	}
	finding := lint.Finding{Diagnostic: diag.Diagnostic{Code: "r", File: "a.md"}, Source: "t"}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := lint.ParseBaseline(data)
		if err != nil {
			return
		}
		unknown, known, gone := b.Unknown([]lint.Finding{finding, finding, finding})
		if len(unknown)+known != 3 || gone < 0 {
			t.Errorf("%d unknown, %d known, %d gone", len(unknown), known, gone)
		}
	})
}

// TestOutside tells once of a file outside the docs folder that many pages include.
func TestOutside(t *testing.T) {
	page := "# Jobs\n\n[!INCLUDE [x](../note.md)]\n"
	report, err := lintPages(t, t.TempDir(), map[string]string{"a.md": page, "b.md": page, "c.md": page}, "", project.LintOptions{})
	if err != nil || len(report.Findings) != 1 {
		t.Fatal(err, report.Findings)
	}
	want := "a.md:3:1: info: ../note.md cannot be included: it is outside the docs folder; so it is in 2 other places [include-outside]"
	if got := report.Findings[0].String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
