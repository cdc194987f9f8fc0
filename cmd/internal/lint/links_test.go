package lint_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// TestLinkCase follows links whose path is there in another case of letters. Only a
// page has headings that an anchor could lead to: an included file is none, nor is an
// image or a folder.
func TestLinkCase(t *testing.T) {
	docs := t.TempDir()
	write(t, docs, "includes/note.md", "# Note\n\nA note.\n")
	write(t, docs, "images/plan.png", "x")
	write(t, docs, "resources/other.md", "# Other\n")
	write(t, docs, "resources/page.md", "# Page\n\n[a](../includes/Note.md#x)\n\n[b](../Includes/note.md#note)\n\n[c](../images/Plan.png#x)\n\n[d](../Images#x)\n\n[e](Other.md#x)\n\n[f](Other.md#other)\n")
	report, err := project.Lint(context.Background(), config.Settings{Docs: docs, Out: filepath.Join(docs, "out")}, project.LintOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	type finding struct {
		Code    string
		Line    int
		Message string
	}
	var got []finding
	for _, f := range report.Findings {
		if f.Code == "link-case" || f.Code == "link-anchor" || f.Code == "link-broken" {
			got = append(got, finding{f.Code, f.Line, f.Message})
		}
	}
	want := []finding{
		{"link-case", 3, "the link is called note.md in another case"},
		{"link-case", 5, "the link is called note.md in another case"},
		{"link-case", 7, "the link is called plan.png in another case"},
		{"link-case", 9, "the link is called images in another case"},
		{"link-anchor", 11, "resources/other.md has no heading or element called #x"},
		{"link-case", 11, "the link is called other.md in another case"},
		{"link-case", 13, "the link is called other.md in another case"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings differ (-want +got):\n%s", diff)
	}
}
