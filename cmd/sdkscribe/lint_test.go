package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
)

// withFinding is a page with one fixable finding and one that is not.
const withFindings = "# Jobs\n\n\tindented\n\nSee [x](absent.md).\n\n```json\n{ \"a\": 1, }\n```\n"

func TestLint(t *testing.T) {
	dir := module(t, map[string]string{"docs/guide.md": withFindings})
	guide := filepath.FromSlash("docs/guide.md")
	tests := []struct {
		name   string
		args   []string
		status int
		want   string // is all of standard output, or with … at its end the start of it
	}{
		{"text", nil, 0, guide + ":5:8: warning: the link leads to absent.md, which does not exist [link-broken]\n" +
			"    See [x](absent.md).\n" +
			"           ^\n" +
			"    correct the path, or add the file\n" +
			guide + ":7:1: note: nothing is made of the JSON in this code block [block-unread]\n" +
			"    ```json\n" +
			"    ^\n" +
			"    annotate it as what it is, put it under a heading such as Request or Response, or annotate it with \"blockType\": \"ignored\"\n" +
			guide + ":8:9: warning: a comma behind the last member [relaxed-json]\n" +
			"    { \"a\": 1, }\n" +
			"            ^\n" +
			"    remove the comma\n" +
			"3 findings on 1 page: 0 errors, 2 warnings, 1 note\n"},
		{"github", []string{"--format", "github"}, 0, "::warning file=docs/guide.md,line=5,col=8,title=link-broken::the link leads to absent.md, which does not exist%0A…"},
		{"a severity", []string{"--rule", "link-broken=error", "--format", "github"}, 1, "::error file=docs/guide.md,line=5,…"},
		{"turned off", []string{"--rule", "link-*=off", "--rule", "relaxed-json=off", "--rule", "block-unread=off"}, 0, "nothing to find fault with\n"},
		{"failing on less", []string{"--fail-on", "warning", "--rule", "link-broken=info", "--format", "github"}, 1, "::notice file=docs/guide.md,line=5,…"},
		{"explaining", []string{"--explain", "link-broken"}, 0, "link-broken (warning)\n\nA link or an image leads to a file that does not exist.\n\nBad, in api/example.md:\n\n    # Get job\n…"},
		{"listing", []string{"--explain", "all"}, 0, "annotation-apart             Text stands between an annotation and its code block.\n…"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			status, stdout, stderr := sdkscribe(t, dir, append([]string{"lint"}, test.args...)...)
			want, cut := strings.CutSuffix(test.want, "…")
			if cut {
				stdout = stdout[:min(len(stdout), len(want))]
			}
			if diff := cmp.Diff(want, stdout); diff != "" || status != test.status || stderr != "" {
				t.Errorf("status %d, standard error %q, -want +got:\n%s", status, stderr, diff)
			}
		})
	}
}

func TestLintJSON(t *testing.T) {
	dir := module(t, map[string]string{"docs/guide.md": withFindings})
	status, stdout, _ := sdkscribe(t, dir, "lint", "--format", "json")
	var got lint.Report
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || status != 0 {
		t.Fatal(status, err)
	}
	if len(got.Findings) != 3 || got.Findings[0].Fixable || !got.Findings[2].Fixable || got.Findings[2].Source != `{ "a": 1, }` || got.Warnings != 2 || got.Pages != 1 {
		t.Errorf("%+v", got)
	}
	status, stdout, _ = sdkscribe(t, dir, "lint", "--format", "sarif")
	if status != 0 || !strings.Contains(stdout, `"version": "2.1.0"`) || !strings.Contains(stdout, `"uri": "docs/guide.md"`) {
		t.Errorf("status %d\n%s", status, stdout)
	}
}

func TestLintFix(t *testing.T) {
	dir := module(t, map[string]string{"docs/guide.md": withFindings})
	before := tree(t, dir)
	status, stdout, stderr := sdkscribe(t, dir, "lint", "--fix", "--rule", "link-broken=off", "--rule", "block-unread=off")
	if status != 0 || stderr != "" || stdout != "1 finding mended\nnothing to find fault with\n" {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	before["docs/guide.md"] = strings.Replace(withFindings, "1, }", "1 }", 1)
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestLintBaseline(t *testing.T) {
	dir := module(t, map[string]string{"docs/guide.md": withFindings})
	status, stdout, _ := sdkscribe(t, dir, "lint", "--baseline", "known.json", "--write-baseline", "--fail-on", "info")
	if status != 0 || stdout != "nothing new; 3 known to the baseline\n" {
		t.Errorf("status %d: %s", status, stdout)
	}
	put(t, dir, "docs/guide.md", "# Jobs\n\nSee [x](absent.md) and [y](gone.md).\n")
	status, stdout, _ = sdkscribe(t, dir, "lint", "--baseline", "known.json", "--fail-on", "info")
	if status != 1 || !strings.HasSuffix(stdout, "2 findings on 1 page: 0 errors, 2 warnings, 0 notes; 3 of the baseline found no more: --write-baseline forgets them\n") {
		t.Errorf("status %d: %s", status, stdout)
	}
}

func TestLintBroken(t *testing.T) {
	dir := module(t, nil)
	for want, args := range map[string][]string{
		`--rule: there is no rule "link-brokn"; did you mean "link-broken"?`:       {"--rule", "link-brokn=off"},
		`"link-broken" is not of the form rule=severity`:                           {"--rule", "link-broken"},
		`there is no rule "nothing"`:                                               {"--explain", "nothing"},
		`there is no baseline to write`:                                            {"--write-baseline"},
		`docs folder absent does not exist`:                                        {"--docs", "absent"},
		`fail-on "fatal": write error, warning or info`:                            {"--fail-on", "fatal"},
		filepath.FromSlash(`baseline: docs/api/job-get.md is no baseline: `):       {"--baseline", "docs/api/job-get.md"},
		`invalid argument "xml" for "--format" flag: the forms are text, json, sa`: {"--format", "xml"},
	} {
		status, stdout, stderr := sdkscribe(t, dir, append([]string{"lint"}, args...)...)
		if status != 2 || stdout != "" || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%q: status %d: %s%s", args, status, stdout, stderr)
		}
	}
}
