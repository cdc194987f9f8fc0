package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// wait expects a change, or none.
func wait(t *testing.T, w *Watcher, change bool) {
	t.Helper()
	limit := 30 * time.Second
	if !change {
		limit = 3 * quiet
	}
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	if err := w.Wait(ctx); (err == nil) != change || err != nil && !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("a change: %v, %v", err == nil, err)
	}
}

func write(t *testing.T, parts ...string) {
	t.Helper()
	name := filepath.Join(parts...)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(time.Now().String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestWait(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "docs", "api", "a.md")
	w, err := New()
	if err != nil {
		t.Skip(err)
	}
	defer w.Close()
	docs, config := filepath.Join(dir, "docs"), filepath.Join(dir, "sdkscribe.yaml")
	if err := w.Cover([]string{docs}, []string{config}); err != nil {
		t.Fatal(err)
	}
	wait(t, w, false)
	write(t, docs, "api", "a.md")
	wait(t, w, true)
	wait(t, w, false) // many writes at once are one change
	write(t, dir, "other.txt")
	wait(t, w, false)
	write(t, config)
	wait(t, w, true)
	write(t, docs, "resources", "deep", "b.md") // folders that are new
	wait(t, w, true)
	write(t, docs, "resources", "deep", "b.md")
	wait(t, w, true)
	if err := os.RemoveAll(docs); err != nil {
		t.Fatal(err)
	}
	wait(t, w, true)
	write(t, docs, "api", "a.md") // and come again
	wait(t, w, true)
	write(t, docs, "api", "c.md")
	wait(t, w, true)
	if err := os.Rename(filepath.Join(docs, "api", "c.md"), filepath.Join(docs, "api", "d.md")); err != nil {
		t.Fatal(err)
	}
	wait(t, w, true)
}

func TestWaitForWhatIsNotThere(t *testing.T) {
	dir := t.TempDir()
	w, err := New()
	if err != nil {
		t.Skip(err)
	}
	defer w.Close()
	docs := filepath.Join(dir, "a", "b", "docs")
	if err := w.Cover([]string{docs}, nil); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "x")
	wait(t, w, false)
	write(t, docs, "a.md")
	wait(t, w, true)
	write(t, docs, "a.md")
	wait(t, w, true)
}
