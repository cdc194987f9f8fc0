package project

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
)

// TestReadme has a README of somebody else where the SDK's belongs: it stays while it is
// there, whatever is known of earlier runs, and is in step with the pages.
func TestReadme(t *testing.T) {
	s := docs(t)
	store := cache.Open(filepath.Join(t.TempDir(), "cache"))
	readme := filepath.Join(s.Out, "README.md")
	run := func(yielded ...string) {
		t.Helper()
		for range 2 {
			r, err := Generate(t.Context(), s, store, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(yielded, r.Files.Yielded, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		}
		d, err := Check(t.Context(), s, store, nil)
		if err != nil || !d.InStep {
			t.Errorf("check finds %+v, %v", d.Files, err)
		}
	}
	if err := os.MkdirAll(s.Out, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(readme, []byte("# Mine\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	run("README.md")
	if text, err := os.ReadFile(readme); err != nil || string(text) != "# Mine\n" {
		t.Errorf("%s %v", text, err)
	}
	if err := os.Remove(readme); err != nil {
		t.Fatal(err)
	}
	run()
	text, err := os.ReadFile(readme)
	if err != nil || !cmp.Equal(string(text[:len(output.GuideHead)]), output.GuideHead) {
		t.Errorf("%s %v", text, err)
	}
}

// TestReadmeIsNoPage generates into the folder of the pages, twice: what was made of them is
// no page.
func TestReadmeIsNoPage(t *testing.T) {
	s := docs(t)
	dir := filepath.Join(t.TempDir(), "docs")
	if err := os.CopyFS(dir, os.DirFS(s.Docs)); err != nil {
		t.Fatal(err)
	}
	s.Docs, s.Out, s.Module = dir, filepath.Join(dir, "sdk"), "example.com/sdk"
	var pages []int
	for range 2 {
		r, err := Generate(t.Context(), s, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, r.Summary.Pages)
	}
	if pages[0] != pages[1] {
		t.Errorf("pages: %d", pages)
	}
}
