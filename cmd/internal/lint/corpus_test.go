package lint_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// corpus is Microsoft Graph's reference, which is there for those who work on
// sdkscribe.
const corpus = "../../../../shared/corpus/graph/api-reference/v1.0"

// TestCorpus checks a large reference: every finding has a rule and one of its
// severities, and a line to show.
func TestCorpus(t *testing.T) {
	for _, f := range checkCorpus(t) {
		rule, err := lint.Find(f.Code)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if !slices.Contains(rule.Severities, f.Severity) {
			t.Errorf("%s: the rule has the severities %v", f, rule.Severities)
		}
		if line, _ := f.Excerpt(); line == "" && f.Source != "" && f.Code != "http-blank-line" {
			t.Errorf("%s: nothing is shown of %q", f, f.Source)
		}
		if f.Column > len(f.Source)+1 {
			t.Errorf("%s: the line has %d bytes", f, len(f.Source))
		}
	}
}

func checkCorpus(t testing.TB) []lint.Finding {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus is not there")
	}
	report, err := project.Lint(context.Background(), config.Settings{Docs: corpus, Out: filepath.Join(t.TempDir(), "graph")}, project.LintOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report.Findings
}

// BenchmarkCorpus measures what checking a reference of 3,300 pages takes.
func BenchmarkCorpus(b *testing.B) {
	for b.Loop() {
		checkCorpus(b)
	}
}
