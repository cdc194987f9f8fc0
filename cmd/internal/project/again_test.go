package project

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
)

// A folder of pages that is edited at random.
type edited struct {
	dir   string
	all   []string          // every page there can be
	texts map[string][]byte // as they were
	rand  *rand.Rand
}

// copyDocs copies every n-th page of each folder, and what pages include.
func copyDocs(t *testing.T, from string, n int) *edited {
	t.Helper()
	e := &edited{dir: filepath.Join(t.TempDir(), "docs"), texts: map[string][]byte{}, rand: rand.New(rand.NewPCG(3, 1))}
	count := 0
	err := filepath.WalkDir(from, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if count++; count%n == 0 || strings.Contains(rel, "includes") {
			e.all = append(e.all, rel)
			e.texts[rel] = text
			e.put(t, rel, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *edited) put(t *testing.T, name string, text []byte) {
	t.Helper()
	name = filepath.Join(e.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// edit changes one page: its title, a word of it, a line of it, its being there.
func (e *edited) edit(t *testing.T) string {
	t.Helper()
	name := e.all[e.rand.IntN(len(e.all))]
	text := slices.Clone(e.texts[name])
	lines := bytes.SplitAfter(text, []byte("\n"))
	switch at := e.rand.IntN(len(lines)); e.rand.IntN(6) {
	case 0:
		if err := os.RemoveAll(filepath.Join(e.dir, name)); err != nil {
			t.Fatal(err)
		}
		return "removed " + name
	case 1:
		e.put(t, name, text)
		return "restored " + name
	case 2:
		e.put(t, name, bytes.Replace(text, []byte("String"), []byte("Int32"), 1))
	case 3:
		e.put(t, name, bytes.Join(slices.Delete(lines, at, at+1), nil))
	case 4:
		e.put(t, name, bytes.Join(slices.Insert(lines, at, lines[at]), nil))
	case 5:
		e.put(t, name, bytes.ReplaceAll(text, []byte("the "), []byte("that ")))
	}
	return "edited " + name
}

// TestAgainIsAsNew makes a series of edits. After each, what a run that knows of
// the ones before it writes and says must be what one does that knows nothing.
func TestAgainIsAsNew(t *testing.T) {
	tests := map[string]struct {
		docs         string
		share, edits int
	}{
		"docs":   {docs(t).Docs, 1, 25},
		"corpus": {corpusDocs, 20, 15},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(test.docs); err != nil {
				t.Skip("the pages are not here")
			}
			pages := copyDocs(t, test.docs, test.share)
			dir := t.TempDir()
			store := cache.Open(filepath.Join(dir, "cache"))
			s := config.Settings{Docs: pages.dir, Out: filepath.Join(dir, "again"), Module: "example.com/sdk/graph"}
			fresh := s
			fresh.Out = filepath.Join(dir, "new")
			for i := range test.edits {
				var what []string
				for range pages.rand.IntN(3) {
					what = append(what, pages.edit(t))
				}
				if i%7 == 3 {
					what = append(what, spoil(t, pages.rand, s.Out))
				}
				if i%3 == 0 {
					time.Sleep(settling) // else no file is old enough to be known by its stamp
				}
				got, err := Generate(t.Context(), s, store, nil)
				if err != nil {
					t.Fatal(what, err)
				}
				want, err := Generate(t.Context(), fresh, nil, nil)
				if err != nil {
					t.Fatal(what, err)
				}
				if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Result{}, "Files", "Project"), cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("after %s: %s", what, diff)
				}
				if diff := cmp.Diff(contents(t, fresh.Out), contents(t, s.Out)); diff != "" {
					t.Fatalf("after %s: %s", what, diff)
				}
			}
		})
	}
}

// spoil removes or changes a file of the output, as its user might.
func spoil(t *testing.T, r *rand.Rand, out string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(out, "testdata", "*.http"))
	if err != nil || len(names) == 0 {
		t.Fatal("no wire files", err)
	}
	name := names[r.IntN(len(names))]
	if r.IntN(2) == 0 {
		err = os.Remove(name)
	} else {
		err = os.WriteFile(name, []byte("### x/y\n\n> GET / HTTP/1.1\n"), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	return "spoiled " + filepath.Base(name)
}

// settling is longer than a file must have been left alone to be known by its stamp.
const settling = 150 * time.Millisecond

// TestHiddenEdits changes files so that neither their size nor their time of
// modification shows it.
func TestHiddenEdits(t *testing.T) {
	pages := copyDocs(t, docs(t).Docs, 1)
	store := cache.Open(filepath.Join(t.TempDir(), "cache"))
	s := config.Settings{Docs: pages.dir, Out: filepath.Join(t.TempDir(), "sdk"), Module: "example.com/sdk/graph"}
	generate := func() output.Report {
		t.Helper()
		r, err := Generate(t.Context(), s, store, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r.Files
	}
	generate()
	time.Sleep(settling)
	if r := generate(); r.Written > 0 {
		t.Error("written again:", r)
	}
	hide := func(name, from, to string) {
		t.Helper()
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		changed := bytes.Replace(text, []byte(from), []byte(to), 1)
		if len(changed) != len(text) || bytes.Equal(changed, text) {
			t.Fatalf("cannot put %q for %q in %s", to, from, name)
		}
		if err := os.WriteFile(name, changed, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, time.Time{}, info.ModTime()); err != nil {
			t.Fatal(err)
		}
	}
	hide(filepath.Join(pages.dir, "api", "event-get.md"), " the ", " yon ")
	if r := generate(); r.Written == 0 {
		t.Error("the edit of a page is overlooked")
	}
	generate()
	hide(filepath.Join(s.Out, "event.go"), " the ", " yon ")
	d, err := Check(t.Context(), s, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.In(output.Edited)) != 1 {
		t.Errorf("the edit of a file of the output is overlooked: %+v", d.Files)
	}
}

// contents returns the files below dir.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		files[name[len(dir):]] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestNothingToDo sees that nothing is read twice, whatever else has changed about
// the folders, and that any setting makes a difference.
func TestNothingToDo(t *testing.T) {
	s := docs(t)
	store := cache.Open(filepath.Join(t.TempDir(), "cache"))
	first, err := Generate(t.Context(), s, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := func(s config.Settings, store *cache.Store, known bool) {
		t.Helper()
		r, err := Generate(t.Context(), s, store, nil)
		if err != nil {
			t.Fatal(err)
		}
		if (r.Project == nil) != known {
			t.Errorf("known: %v", r.Project == nil)
		}
		if diff := cmp.Diff(first, r, cmpopts.IgnoreFields(Result{}, "Files", "Project"), cmpopts.EquateEmpty()); diff != "" && known {
			t.Error(diff)
		}
	}
	again(s, store, true)
	again(s, nil, false)
	abs := s
	if abs.Docs, err = filepath.Abs(s.Docs); err != nil {
		t.Fatal(err)
	}
	again(abs, store, true)
	other := s
	other.DocsURL = "https://example.com"
	again(other, store, false)
	again(other, store, true)
	again(s, store, false) // the output is the other's
	if err := os.RemoveAll(s.Out); err != nil {
		t.Fatal(err)
	}
	again(s, store, false)
	again(s, store, true)
	other.Exclude = config.MakePatterns("api/event-*")
	again(other, store, false)
}

// TestBadKnowledge puts entries into the cache that this build has not written.
func TestBadKnowledge(t *testing.T) {
	s := docs(t)
	want := contents(t, func() string {
		if _, err := Generate(t.Context(), s, nil, nil); err != nil {
			t.Fatal(err)
		}
		return s.Out
	}())
	store := cache.Open(filepath.Join(t.TempDir(), "cache"))
	target, err := s.Target()
	if err != nil {
		t.Fatal(err)
	}
	for i, bad := range []string{"", "{}", "null", "[]", `{"client.go":{"raw":"x","content":"y"}}`, `{"pages":{"files":"","parts":{"../../x":""}},"manifest":"x"}`, "\x01\x00\xff", "\xff\xff\xff\xff\xff\xff\xff\xff\x7f"} {
		s.Out = filepath.Join(t.TempDir(), fmt.Sprint(i))
		k := newKnowledge(store, s, target, new(output.Folder))
		for kind, key := range map[string]string{"run": k.run, "pages": k.docs, "edits": k.docs, "stamps": k.docs} {
			store.Save(kind, key, []byte(bad))
		}
		store.Save("stamps", k.out, []byte(bad))
		for range 2 {
			if _, err := Generate(t.Context(), s, store, nil); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, contents(t, s.Out)); diff != "" {
				t.Errorf("%q: %s", bad, diff)
			}
		}
	}
}
