package output

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// yielding are files of which some give way to those of others.
func yielding() []File {
	return []File{
		{Path: "a.go", Content: []byte(header + "package a\n")},
		{Path: "README.md", Content: []byte(GuideHead + " -->\n\n# a\n"), Yields: true},
		{Path: "api.md", Content: []byte(GuideHead + " -->\n\n# Calls\n"), Yields: true},
		{Path: "example_test.go", Content: []byte(header + "package a_test\n"), Yields: true},
	}
}

// write is a run that writes the files, and looks at them as check does.
func write(t *testing.T, dir string) (Report, Comparison) {
	t.Helper()
	f, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	report, err := f.Write(t.Context(), yielding())
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	look, err := OpenToLook(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer look.Close()
	found, err := look.Compare(t.Context(), yielding(), nil)
	if err != nil || found.Manifest != report.Manifest {
		t.Errorf("what is compared has another manifest: %v", err)
	}
	found.Manifest, report.Manifest = "", ""
	return report, found
}

// TestYields writes where others have written: their files stay, and are never listed.
func TestYields(t *testing.T) {
	dir := t.TempDir()
	mine := map[string]string{"README.md": "# Mine\n", "example_test.go": "package a_test // mine\n"}
	for name, text := range mine {
		put(t, dir, name, text)
	}
	for range 2 {
		report, found := write(t, dir)
		if diff := cmp.Diff([]string{"README.md", "example_test.go"}, report.Yielded); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(Comparison{Files: 4, Yielded: report.Yielded}, found); diff != "" {
			t.Errorf("check finds fault: %s", diff)
		}
	}
	got := snapshot(t, dir)
	for name, text := range mine {
		if got[name] != text {
			t.Errorf("%s is %q", name, got[name])
		}
	}
}

// TestYieldsLater gives a file to its reader, who takes our mark away, and back.
func TestYieldsLater(t *testing.T) {
	dir := t.TempDir()
	report, _ := write(t, dir)
	if diff := cmp.Diff(Report{Written: 4}, report); diff != "" {
		t.Error(diff)
	}
	put(t, dir, "README.md", "# Mine now\n")
	if report, _ = write(t, dir); cmp.Diff(Report{Unchanged: 3, Yielded: []string{"README.md"}}, report) != "" {
		t.Errorf("taken: %+v", report)
	}
	f, err := OpenToLook(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if !f.Yields("README.md") || f.Yields("api.md") || f.Yields("none.md") || f.Yields("../README.md") {
		t.Error("not told whose files they are")
	}
	f.Close()
	if err := os.Remove(filepath.Join(dir, "README.md")); err != nil {
		t.Fatal(err)
	}
	if report, _ = write(t, dir); cmp.Diff(Report{Written: 1, Unchanged: 3}, report) != "" {
		t.Errorf("given back: %+v", report)
	}
	if err := os.Remove(filepath.Join(dir, "README.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.go", filepath.Join(dir, "README.md")); err != nil {
		t.Skip(err)
	}
	if report, _ = write(t, dir); cmp.Diff([]string{"README.md"}, report.Yielded) != "" {
		t.Errorf("a link: %+v", report)
	}
}
