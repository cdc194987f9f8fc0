package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// hiddenText has a character of every kind that does not show, and a byte that is none.
const hiddenText = "\x1b[31m\a\x7f\u009b\u202e\u2066\u061c\u2028\u2029\u200b\u200d\ufeff\u00ad\u3164\U000E0041\ufe0f\U000E0100\xff"

// hideIn returns a page with hiddenText in every place of a kind: in front of every
// line, behind it, in every word of it; and versions with it in one line alone, of
// which some stay pages that mean something.
func hideIn(page string) []string {
	places := []func(line string) string{
		func(line string) string { return hiddenText + line },
		func(line string) string { return line + hiddenText },
		func(line string) string {
			words := strings.Split(line, " ")
			for i, word := range words {
				if len(word) > 1 && word[0] < 0x80 {
					words[i] = word[:1] + hiddenText + word[1:]
				}
			}
			return strings.Join(words, " ")
		},
		func(line string) string {
			return strings.NewReplacer(`"`, `"`+hiddenText, "|", "| "+hiddenText, "/", "/"+hiddenText, ": ", ": "+hiddenText).Replace(line)
		},
	}
	lines := strings.Split(page, "\n")
	var out []string
	for _, place := range places {
		all := make([]string, len(lines))
		for i, line := range lines {
			all[i] = place(line)
			if line != "" {
				one := slices.Clone(lines)
				one[i] = place(line)
				out = append(out, strings.Join(one, "\n"))
			}
		}
		out = append(out, strings.Join(all, "\n"))
	}
	return out
}

// TestHidden sees that all shows of what commands print and write about pages that
// hold characters which do not.
func TestHidden(t *testing.T) {
	dir := module(t, nil)
	pages := tree(t, filepath.Join("testdata", "pages"))
	for name, text := range pages {
		put(t, dir, "old/"+name, text)
		for i, hidden := range hideIn(text) {
			put(t, dir, fmt.Sprintf("docs/%s%d.md", strings.TrimSuffix(name, ".md"), i), hidden)
		}
		put(t, dir, "docs/"+strings.TrimSuffix(name, ".md")+"\u202e\u200b.md", text)
	}
	put(t, dir, "docs/bell\a.md", "# x\n")
	escaped := map[string]bool{} // commands and files that have such text at all
	for _, args := range []string{
		"lint", "lint --format github", "lint --format sarif", "lint --format json",
		"lint --baseline known.json --write-baseline", "lint --baseline known.json",
		"inspect -v", "inspect --format github", "inspect --format json",
		"generate -v", "check", "check --format json",
		"diff old", "diff old --format markdown", "diff old --format json", "diff docs old", "diff docs old --format markdown",
		"check --docs old --diff --diff-lines 0", "check --docs old --format github", "check --docs old --format json",
		"generate --docs old", "check --diff --diff-lines 0", "check --format github",
		"inspect --docs docs/bell\a", "diff \u202e", "lint --rule \u202e\x1b=off", "inspect --include /\u202e/a#GET", "generate --package \u202ex",
	} {
		status, stdout, stderr := sdkscribe(t, dir, strings.Split(args, " ")...)
		if status == 2 != (stdout == "") {
			t.Errorf("%q: status %d: %s%s", args, status, stdout, stderr)
		}
		allShows(t, fmt.Sprintf("%q", args), stdout+stderr)
		escaped[args] = strings.Contains(stdout+stderr, `\u202e`)
		if strings.Contains(args, " json") || strings.Contains(args, " sarif") {
			if !jsontext.Value(stdout).IsValid(jsontext.AllowInvalidUTF8(true)) {
				t.Errorf("%q prints no JSON", args)
			}
		}
		if args == "generate -v" {
			written := tree(t, filepath.Join(dir, "generated"))
			for _, name := range slices.Sorted(maps.Keys(written)) {
				allShows(t, name, name+"\n"+written[name])
				escaped[filepath.Ext(name)] = escaped[filepath.Ext(name)] || strings.Contains(written[name], `\u202e`)
			}
		}
	}
	allShows(t, "the baseline", tree(t, dir)["known.json"])
	for _, what := range []string{
		"lint", "lint --format github", "lint --format sarif", "lint --format json", "inspect -v", "inspect --format json",
		"generate -v", "diff docs old", "diff docs old --format markdown", ".go", ".http", ".api",
	} {
		if !escaped[what] {
			t.Errorf("%q has none of the text in it, so nothing is proved", what)
		}
	}
}

// allShows fails the test where a text has characters that do not show.
func allShows(t *testing.T, what, text string) {
	t.Helper()
	for n, line := range strings.Split(text, "\n") {
		line = strings.ReplaceAll(line, "\t", " ")
		if visible.Escape(line) != line {
			t.Errorf("%s: line %d has characters that do not show: %+.200q", what, n+1, line)
			return
		}
	}
}

// TestHiddenInJSON sees that what is escaped for people is there for programs.
func TestHiddenInJSON(t *testing.T) {
	text := strings.ToValidUTF8(hiddenText, "")
	dir := module(t, map[string]string{"docs/guide.md": "# Jobs\n\nSee [x" + text + "](absent.md).\n"})
	status, stdout, stderr := sdkscribe(t, dir, "lint", "--format", "json")
	var got any
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || status != 0 {
		t.Fatal(status, err, stderr)
	}
	if !strings.Contains(fmt.Sprint(got), "See [x"+text+"](absent.md).") {
		t.Errorf("the line is not in\n%+q", stdout)
	}
}
