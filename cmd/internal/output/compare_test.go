package output

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompare tells every state from the others, and writes nothing.
func TestCompare(t *testing.T) {
	dir := t.TempDir()
	const ours = "// " + Header + ". DO NOT EDIT.\npackage a\n"
	before := map[string]string{"same.txt": "x", "old.txt": "x", "edited.txt": "x", "gone.txt": "x", "left.txt": "x", "kept.txt": "x", "ends.txt": "x\ny\n"}
	if _, err := generate(t, dir, before); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "edited.txt", "mine")
	put(t, dir, "kept.txt", "mine")
	put(t, dir, "foreign.txt", "mine")
	put(t, dir, "header.go", ours+"// by another run\n")
	put(t, dir, "ends.txt", "x\r\ny\r\n")
	if err := os.Remove(filepath.Join(dir, "gone.txt")); err != nil {
		t.Fatal(err)
	}
	after := maps.Clone(before)
	delete(after, "left.txt")
	delete(after, "kept.txt")
	maps.Copy(after, map[string]string{"old.txt": "y", "foreign.txt": "y", "header.go": ours, "new.txt": "y"})
	was := snapshot(t, dir)

	f, err := OpenToLook(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.Compare(t.Context(), files(after), nil)
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]State{}
	for _, d := range got.Differences {
		states[d.Path] = d.State
	}
	want := map[string]State{
		"old.txt": Outdated, "edited.txt": Edited, "gone.txt": Missing, "left.txt": Leftover, "kept.txt": Edited,
		"foreign.txt": Foreign, "header.go": Edited, "new.txt": New, "ends.txt": LineEnds, ManifestName: Outdated,
	}
	if diff := cmp.Diff(want, states); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(was, snapshot(t, dir)); diff != "" {
		t.Errorf("comparing has changed the folder: %s", diff)
	}
	if _, err := f.Write(t.Context(), files(after)); err == nil {
		t.Error("a folder that is open to look is written")
	}
}

// TestCompareSame lets a file differ that its owner accepts.
func TestCompareSame(t *testing.T) {
	dir := t.TempDir()
	if _, err := generate(t, dir, map[string]string{"a.txt": "1", "b.txt": "1"}); err != nil {
		t.Fatal(err)
	}
	f, err := OpenToLook(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.Compare(t.Context(), files(map[string]string{"a.txt": "2", "b.txt": "1"}), func(path string, _, _ []byte) bool { return path == "a.txt" })
	if err != nil || len(got.Differences) > 0 {
		t.Errorf("%v, %v", got.Differences, err)
	}
	if _, ok := f.Holds(t.Context(), got.Manifest); !ok {
		t.Error("the manifest is not the one that is there")
	}
}
