package output

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompare tells every state from the others, and writes nothing.
func TestCompare(t *testing.T) {
	dir := t.TempDir()
	const ours = "// " + Header + ". DO NOT EDIT.\npackage a\n"
	before := map[string]string{}
	for _, name := range []string{"same", "old", "edited", "gone", "left", "kept", "mine", "ends"} {
		before["testdata/"+name+".http"] = exchange("/x")
	}
	if _, err := generate(t, dir, before); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "testdata/edited.http", exchange("/mine"))
	put(t, dir, "testdata/kept.http", exchange("/mine"))
	put(t, dir, "testdata/mine.http", "GET https://example.com\n")
	put(t, dir, "testdata/foreign.http", exchange("/mine"))
	put(t, dir, "header.go", ours+"// by another run\n")
	put(t, dir, "testdata/ends.http", strings.ReplaceAll(exchange("/x"), "\n", "\r\n"))
	if err := os.Remove(filepath.Join(dir, "testdata/gone.http")); err != nil {
		t.Fatal(err)
	}
	after := maps.Clone(before)
	for _, name := range []string{"left", "kept", "mine"} {
		delete(after, "testdata/"+name+".http")
	}
	maps.Copy(after, map[string]string{
		"testdata/old.http": exchange("/y"), "testdata/foreign.http": exchange("/y"), "header.go": ours, "testdata/new.http": exchange("/y"),
	})
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
		"testdata/old.http": Outdated, "testdata/edited.http": Edited, "testdata/gone.http": Missing, "testdata/left.http": Leftover,
		"testdata/kept.http": Edited, "testdata/mine.http": Claimed, "testdata/foreign.http": Foreign, "header.go": Edited,
		"testdata/new.http": New, "testdata/ends.http": LineEnds, ManifestName: Outdated,
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
	if _, err := generate(t, dir, map[string]string{"a.go": header + "1", "b.go": header + "1"}); err != nil {
		t.Fatal(err)
	}
	f, err := OpenToLook(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.Compare(t.Context(), files(map[string]string{"a.go": header + "2", "b.go": header + "1"}), func(path string, _, _ []byte) bool { return path == "a.go" })
	if err != nil || len(got.Differences) > 0 {
		t.Errorf("%v, %v", got.Differences, err)
	}
	if _, ok := f.Holds(t.Context(), got.Manifest); !ok {
		t.Error("the manifest is not the one that is there")
	}
}
