package lint_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// TestExamples holds every rule to its examples: the bad one breaks it, with a
// severity that the rule may have, and the good one does not.
func TestExamples(t *testing.T) {
	shared := sharedPages(t)
	for _, rule := range lint.Rules() {
		t.Run(rule.Code, func(t *testing.T) {
			if rule.Summary == "" || !strings.HasSuffix(rule.Summary, ".") || len(rule.Severities) == 0 {
				t.Errorf("the rule is not complete: %+v", rule)
			}
			for _, f := range check(t, shared, rule.Good, nil) {
				if f.Code == rule.Code {
					t.Errorf("the good example: %s", f)
				}
			}
			build := inWords[rule.Code]
			if (len(rule.Bad) == 0) != (build != nil) {
				t.Fatal("a rule has a bad example, or it is among those that have it in words")
			}
			if rule.Code == parserFailure {
				return
			}
			found := check(t, shared, rule.Bad, build)
			i := slices.IndexFunc(found, func(f lint.Finding) bool { return f.Code == rule.Code })
			if i < 0 {
				t.Fatalf("the bad example is found no fault with, but %v", found)
			}
			if !slices.Contains(rule.Severities, found[i].Severity) {
				t.Errorf("the severity %s is not among %v", found[i].Severity, rule.Severities)
			}
		})
	}
}

// parserFailure is the rule that no page is known to break.
const parserFailure = "page-unreadable"

// sharedPages returns the pages that stand beside all examples.
func sharedPages(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("rules/README.md")
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, m := range regexp.MustCompile("(?s)````markdown (\\S+)\n(.*?)````\n").FindAllStringSubmatch(string(text), -1) {
		pages[m[1]] = m[2]
	}
	if len(pages) != 2 {
		t.Fatalf("there are %d shared pages", len(pages))
	}
	return pages
}

// check writes the pages and checks them.
func check(t *testing.T, shared map[string]string, pages []lint.Example, build func(t *testing.T, docs string)) []lint.Finding {
	t.Helper()
	docs := t.TempDir()
	for name, text := range shared {
		write(t, docs, name, text)
	}
	for _, p := range pages {
		write(t, docs, p.Path, p.Text)
	}
	s := config.Settings{Docs: docs, Out: filepath.Join(docs, "out")}
	if build != nil {
		build(t, docs)
		s.Exclude = config.MakePatterns(excluded(t, docs)...)
	}
	report, err := project.Lint(context.Background(), s, project.LintOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report.Findings
}

// excluded returns the patterns that an example in words asks for.
func excluded(t *testing.T, docs string) []string {
	text, err := os.ReadFile(filepath.Join(docs, "exclude"))
	if err != nil {
		return nil
	}
	return strings.Fields(string(text))
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// inWords makes the bad examples that the catalogue describes in words, since no page
// of markdown can show them.
var inWords = map[string]func(t *testing.T, docs string){
	parserFailure: func(*testing.T, string) {},
	"base-too-large": func(t *testing.T, docs string) {
		const page = "# %s resource type\n\nNamespace: example\n\n%s\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n%s\n" +
			"## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"example.%[1]s\" } -->\n```json\n{}\n```\n"
		var rows strings.Builder
		for i := range 2000 {
			fmt.Fprintf(&rows, "|property%d|String|x|\n", i)
		}
		write(t, docs, "resources/base.md", fmt.Sprintf(page, "base", "", rows.String()))
		for i := range 26 {
			write(t, docs, fmt.Sprintf("resources/derived%d.md", i), fmt.Sprintf(page, fmt.Sprintf("derived%d", i), "Inherits from [base](base.md).", "|id|String|x|\n"))
		}
	},
	"not-utf8": func(t *testing.T, docs string) { write(t, docs, "api/example.md", "# Caf\xe9\n") },
	"nul-byte": func(t *testing.T, docs string) { write(t, docs, "api/example.md", "# Jobs\x00\n") },
	"page-crowded": func(t *testing.T, docs string) {
		var b strings.Builder
		b.WriteString("# Jobs\n\n## HTTP request\n\n```http\n")
		for i := range 2001 {
			fmt.Fprintf(&b, "GET /jobs%d\n", i)
		}
		write(t, docs, "api/example.md", b.String()+"```\n")
	},
	"page-missing": func(t *testing.T, docs string) { link(t, docs, "api/example.md", "removed.md") },
	"page-name":    func(t *testing.T, docs string) { write(t, docs, "api/a\tb.md", "# Jobs\n") },
	"page-not-a-file": func(t *testing.T, docs string) {
		write(t, docs, "api/other.md", "# Jobs\n")
		if out, err := exec.Command("mkfifo", filepath.Join(docs, "api/example.md")).CombinedOutput(); err != nil {
			t.Skipf("%v: %s", err, out) // a system without such files
		}
	},
	"page-outside":     func(t *testing.T, docs string) { link(t, docs, "api/example.md", "../../elsewhere.md") },
	"page-too-complex": func(t *testing.T, docs string) { write(t, docs, "api/example.md", strings.Repeat("> ", 100)+"x\n") },
	"page-too-large": func(t *testing.T, docs string) {
		write(t, docs, "api/example.md", "# Jobs\n"+strings.Repeat(strings.Repeat("x", 79)+"\n", 9<<20/80))
	},
	"text-too-long": func(t *testing.T, docs string) {
		write(t, docs, "api/example.md", "# Jobs\n\n"+strings.Repeat("word ", 20<<10/5)+"\n")
	},
	"too-many-diagnostics": func(t *testing.T, docs string) {
		write(t, docs, "api/example.md", "# Jobs\n\n"+strings.Repeat("```json\n['x']\n```\n\n", 3000))
	},
	"pattern-unmatched": func(t *testing.T, docs string) { write(t, docs, "exclude", "api/jbo-*.md\n") },
}

func link(t *testing.T, docs, name, target string) {
	t.Helper()
	write(t, docs, "api/other.md", "# Jobs\n")
	if err := os.Symlink(target, filepath.Join(docs, filepath.FromSlash(name))); err != nil {
		t.Skip(err)
	}
}
