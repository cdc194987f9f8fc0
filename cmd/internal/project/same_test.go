package project

// Work on the inside of the house changes nothing that users see. These tests hold
// what comes of whole references, by sums, since the references are not ours to copy.
// Where a change is meant, "go test ./cmd/internal/project -run TestSame -update" notes
// the new sums, and the commit says what has changed.

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// references are the folders of pages, by the names that the sums have them under.
func references() map[string]string {
	const corpora = "../../../../shared/corpus/"
	return map[string]string{
		"docs":             "../../../docs",
		"graph":            corpora + "graph/api-reference/v1.0",
		"graph-earlier":    corpora + "graph-earlier/api-reference/v1.0",
		"business-central": corpora + "business-central/v1.0",
	}
}

// TestSame compares the sums of what inspect, lint and generate make of each reference,
// and of what diff tells of the two editions of Microsoft Graph's.
func TestSame(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	golden := filepath.Join("testdata", "same.txt")
	text, err := os.ReadFile(golden)
	if err != nil && !*update {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(text)) {
		what, sum, _ := strings.Cut(strings.TrimSpace(line), " = ")
		want[what] = sum
	}
	got := maps.Clone(want) // with the sums of what is not here
	for name, docs := range references() {
		if _, err := os.Stat(docs); err == nil {
			maps.Copy(got, sumsOf(t, name, docs))
		}
	}
	if _, err := os.Stat(references()["graph"]); err == nil {
		report, err := Diff(t.Context(), config.Settings{Docs: "docs"}, references()["graph-earlier"], references()["graph"], nil)
		if err != nil {
			t.Fatal(err)
		}
		got["diff graph-earlier graph"] = sumOf(t, report)
	}
	if *update {
		var b strings.Builder
		for _, what := range slices.Sorted(maps.Keys(got)) {
			fmt.Fprintf(&b, "%s = %s\n", what, got[what])
		}
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("something else comes of the pages than before (-want +got):\n%s", diff)
	}
}

// sumsOf returns the sums of what comes of one reference.
func sumsOf(t *testing.T, name, docs string) map[string]string {
	t.Helper()
	s := config.Settings{Docs: docs, Out: filepath.Join(t.TempDir(), "sdk"), Module: "example.com/sdk"}
	p, err := Read(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(list, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	h := sha256.New()
	for _, f := range list {
		fmt.Fprintf(h, "%s %d\n%s", f.Path, len(f.Content), f.Content)
	}
	report, err := Lint(t.Context(), s, LintOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"inspect " + name:  sumOf(t, p.Model()),
		"lint " + name:     sumOf(t, report),
		"generate " + name: hex.EncodeToString(h.Sum(nil)),
	}
}

func sumOf(t *testing.T, v any) string {
	t.Helper()
	h := sha256.New()
	if err := json.MarshalWrite(io.Writer(h), v, json.Deterministic(true)); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))
}
