package project

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// TestMade sees which files are made again: after one edit those that it changes, and
// those that somebody has changed or taken away in the output folder.
func TestMade(t *testing.T) {
	pages := copyDocs(t, docs(t).Docs, 1)
	store := cache.Open(filepath.Join(t.TempDir(), "cache"))
	s := config.Settings{Docs: pages.dir, Out: filepath.Join(t.TempDir(), "sdk"), Module: "example.com/sdk/graph"}
	if _, err := Generate(t.Context(), s, store, nil); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s.Out)
	for _, err := range []error{
		replace(filepath.Join(pages.dir, "api", "event-get.md"), "one event.\n\n## Permissions", "an event.\n\n## Permissions"),
		os.WriteFile(filepath.Join(s.Out, "group.go"), []byte(want["/group.go"]+"\n// Mine."), 0o666),
		os.Remove(filepath.Join(s.Out, "printer_test.go")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	made := madeAgain(t, s, store)
	if diff := cmp.Diff([]string{"event.go", "group.go", "printer_test.go"}, made); diff != "" {
		t.Errorf("made again (-want +got): %s", diff)
	}
}

// replace replaces the first occurrence of a text in a file.
func replace(name, old, new string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, bytes.Replace(text, []byte(old), []byte(new), 1), 0o666)
}

// madeAgain lists the Go files of the generated package that a run would make.
func madeAgain(t *testing.T, s config.Settings, store *cache.Store) []string {
	t.Helper()
	target, err := s.Target()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := output.Open(t.Context(), s.Out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = folder.Close() }()
	k := newKnowledge(store, s, target, folder)
	folder.Survey(t.Context())
	p, err := Read(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit(t.Context(), p.plan, k.made())
	k.close()
	if err != nil {
		t.Fatal(err)
	}
	var made []string
	for _, file := range files {
		if file.Stays == "" && filepath.Ext(file.Path) == ".go" {
			made = append(made, file.Path)
		}
	}
	return made
}

func TestMadeIsKept(t *testing.T) {
	want := map[generator.Sum]stamp.Sum{{1}: {2}, {3}: {4}, {5, 6}: {7, 8}}
	if diff := cmp.Diff(want, decodeMade(encodeMade(want))); diff != "" {
		t.Error(diff)
	}
	if got := decodeMade(encodeMade(want)[1:]); len(got) > 0 {
		t.Errorf("read as pairs: %v", got)
	}
}
