package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const header = "// " + Header + ". DO NOT EDIT.\n\n"

// exchange is a golden exchange.
func exchange(target string) string { return "### page/example\n\n> GET " + target + " HTTP/1.1\n" }

// files makes output files of a map from path to content.
func files(m map[string]string) []File {
	var list []File
	for name, text := range m {
		list = append(list, File{name, []byte(text)})
	}
	return list
}

// generate is a run that writes m to dir.
func generate(t *testing.T, dir string, m map[string]string) (Report, error) {
	t.Helper()
	f, err := Open(t.Context(), dir)
	if err != nil {
		return Report{}, err
	}
	defer f.Close()
	report, err := f.Write(t.Context(), files(m))
	if err == nil {
		if n, ok := f.Holds(t.Context(), report.Manifest); !ok || n != len(m) {
			t.Errorf("the folder does not hold the %d files that it was given", len(m))
		}
	}
	report.Manifest = ""
	return report, err
}

// snapshot returns the files below dir; a folder that holds nothing has a
// slash, a link an arrow. Manifests are left out.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case d.IsDir():
			if entries, _ := os.ReadDir(name); len(entries) == 0 && name != dir {
				got[rel+"/"] = ""
			}
		case d.Type()&fs.ModeSymlink != 0:
			target, _ := os.Readlink(name)
			got[rel] = "-> " + target
		case d.Name() != ManifestName:
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			got[rel] = string(text)
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return got
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, snapshot(t, dir)); diff != "" {
		t.Errorf("the tree: -want +got:\n%s", diff)
	}
}

func before() map[string]string {
	return map[string]string{
		"a.go": header + "package a\n", "b.go": header + "package b // old\n",
		"testdata/x.http": exchange("/x"), "rest/c.go": header + "package rest\n",
	}
}

func after() map[string]string {
	return map[string]string{
		"a.go": header + "package a\n", "b.go": header + "package b // new\n",
		"testdata/y.http": exchange("/y"), "internal/golden/d.go": header + "package golden\n",
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "generated", "graph")
	report, err := generate(t, dir, before())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Report{Written: 4}, report); diff != "" {
		t.Error(diff)
	}
	same(t, dir, before())

	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(filepath.Join(dir, "a.go"), long, long); err != nil {
		t.Fatal(err)
	}
	report, err = generate(t, dir, after())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Report{Written: 3, Unchanged: 1, Removed: 2}, report); diff != "" {
		t.Error(diff)
	}
	same(t, dir, after()) // no trace of rest, nor of a folder that is empty now
	if info, _ := os.Stat(filepath.Join(dir, "a.go")); !info.ModTime().Equal(long) {
		t.Error("an unchanged file was written again")
	}

	report, err = generate(t, dir, after())
	if diff := cmp.Diff(Report{Unchanged: 4}, report); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// TestHolds sees that any change to any file shows.
func TestHolds(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	report, err := f.Write(t.Context(), files(before()))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "mine.go", "package a\n")
	holds := func(want bool) {
		t.Helper()
		if n, ok := f.Holds(t.Context(), report.Manifest); ok != want || ok && n != len(before()) {
			t.Errorf("holds: %v, %d files", ok, n)
		}
	}
	holds(true)
	for name, text := range before() {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, name, strings.ToUpper(text)) // the same size, and the same time
		if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
			t.Fatal(err)
		}
		holds(false)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		holds(false)
		if err := os.Symlink(filepath.Join(dir, "mine.go"), path); err == nil {
			holds(false)
			_ = os.Remove(path)
		}
		put(t, dir, name, text)
		holds(true)
	}
	put(t, dir, ManifestName, "")
	holds(false)
}

func TestManifestText(t *testing.T) {
	dir := t.TempDir()
	if _, err := generate(t, dir, map[string]string{"b.go": header, "testdata/c.http": exchange("/")}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	const want = "dc1159e042705e15462692eea30387608991d92d37724180a90f1b2c1fc6b60a  b.go\n" +
		"65c5141b5086ff93625c6e9544d539c3283434e64b11cf441cac07c6535f7e41  testdata/c.http\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestOthersFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "mine.go", "package a\n")
	put(t, dir, "testdata/mine.txt", "mine")
	if _, err := generate(t, dir, before()); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "rest/mine.go", "package rest\n")
	put(t, dir, "rest/c.go", "package rest // replaced by hand\n")
	put(t, dir, "testdata/x.http", exchange("/mine"))
	report, err := generate(t, dir, after())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Report{Written: 3, Unchanged: 1, Kept: []string{"testdata/x.http"}, Foreign: []string{"rest/c.go"}}, report); diff != "" {
		t.Error(diff)
	}
	want := after()
	want["mine.go"] = "package a\n"
	want["testdata/mine.txt"] = "mine"
	want["rest/mine.go"] = "package rest\n"
	want["rest/c.go"] = "package rest // replaced by hand\n"
	want["testdata/x.http"] = exchange("/mine")
	same(t, dir, want)
}

func TestForeignFileInTheWay(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"a file", "b.go", "package b\n", "b.go was not written by sdkscribe"},
		{"a file without a header", "testdata/y.http", "GET /mine\n", "y.http was not written by sdkscribe"},
		{"a file for a folder", "internal/golden", "x", "internal/golden is no folder but a file"},
		{"a folder for a file", "b.go/x", "x", "a folder stands in its place"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, test.path, test.text)
			_, err := generate(t, dir, after())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
			same(t, dir, map[string]string{test.path: test.text})
		})
	}
	t.Run("several", func(t *testing.T) {
		dir := t.TempDir()
		for name := range after() {
			put(t, dir, name, "mine")
		}
		_, err := generate(t, dir, after())
		if err == nil || !strings.Contains(err.Error(), "4 files in "+dir) || !strings.Contains(err.Error(), "(a.go, b.go, internal/golden/d.go, ...)") {
			t.Error(err)
		}
	})
	t.Run("ours by its header", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "b.go", header+"package b // from before there was a manifest\n")
		if _, err := generate(t, dir, after()); err != nil {
			t.Error(err)
		}
		same(t, dir, after())
	})
}

func TestSymbolicLinks(t *testing.T) {
	link := func(t *testing.T, target, name string) {
		if err := os.Symlink(target, name); err != nil {
			t.Skip(err)
		}
	}
	t.Run("a file's", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		put(t, outside, "target.go", header)
		link(t, filepath.Join(outside, "target.go"), filepath.Join(dir, "b.go"))
		_, err := generate(t, dir, after())
		if err == nil || !strings.Contains(err.Error(), "b.go was not written by sdkscribe") {
			t.Error(err)
		}
		same(t, outside, map[string]string{"target.go": header})
	})
	t.Run("a folder's", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		link(t, outside, filepath.Join(dir, "internal"))
		_, err := generate(t, dir, after())
		if err == nil || !strings.Contains(err.Error(), "internal is no folder but a symbolic link") {
			t.Error(err)
		}
		same(t, outside, map[string]string{})
	})
	t.Run("the staging folder's", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		put(t, outside, "journal", "remove mine.go\n")
		link(t, outside, filepath.Join(dir, stagingName))
		if _, err := generate(t, dir, after()); err != nil {
			t.Error(err)
		}
		same(t, dir, after())
		same(t, outside, map[string]string{"journal": "remove mine.go\n"})
	})
	t.Run("the output folder's", func(t *testing.T) {
		dir, real := t.TempDir(), t.TempDir()
		link(t, real, filepath.Join(dir, "out"))
		if _, err := generate(t, filepath.Join(dir, "out"), after()); err != nil {
			t.Error(err)
		}
		same(t, real, after())
	})
}

func TestHostileManifest(t *testing.T) {
	const zeros = "0000000000000000000000000000000000000000000000000000000000000000"
	for _, line := range []string{
		zeros + "  ../x", zeros + "  /etc/passwd", zeros + "  a/../../x", zeros + "  ", zeros + "  .", zeros + "  a//b",
		zeros + "  sdkscribe.sum", zeros + "  .sdkscribe-staging/journal", zeros + "  a\\b", zeros + "  a\tb", zeros + "  a\xffb",
		zeros + " x", zeros[1:] + "  x", "x", "\x00",
	} {
		parent := t.TempDir()
		dir := filepath.Join(parent, "out")
		put(t, parent, "x", "mine")
		put(t, dir, ManifestName, zeros+"  ok\n"+line+"\n")
		_, err := generate(t, dir, after())
		if err == nil || !strings.Contains(err.Error(), ManifestName+":2: ") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", line, err)
		}
		same(t, dir, map[string]string{})
		if got := snapshot(t, parent)["x"]; got != "mine" {
			t.Errorf("%q: outside the folder there is %q", line, got)
		}
	}
}

func TestUnfinishedMerge(t *testing.T) {
	dir := t.TempDir()
	if _, err := generate(t, dir, map[string]string{"ours.go": header, "testdata/both.http": exchange("/1")}); err != nil {
		t.Fatal(err)
	}
	theirs := exchange("/theirs")
	put(t, dir, "testdata/theirs.http", theirs)
	ours, _ := os.ReadFile(filepath.Join(dir, ManifestName))
	put(t, dir, ManifestName, "<<<<<<< HEAD\n"+string(ours)+"=======\n"+sum([]byte(theirs))+"  testdata/theirs.http\n"+sum([]byte(exchange("/2")))+"  testdata/both.http\n>>>>>>> branch\n")
	report, err := generate(t, dir, map[string]string{"testdata/both.http": exchange("/3")})
	if diff := cmp.Diff(Report{Written: 1, Removed: 2}, report); diff != "" || err != nil {
		t.Error(diff, err)
	}
	same(t, dir, map[string]string{"testdata/both.http": exchange("/3")})
}

func TestBadNames(t *testing.T) {
	for _, names := range [][]string{
		{"../x"}, {"/x"}, {"a/../b"}, {""}, {"a\nb"}, {"a:b"}, {"A.go", "a.go"}, {"a", "a/b"}, {"a/B", "A/b"}, {ManifestName}, {"con*"}, {"mine.txt"}, {"sub/a.go"}, {"Ä.go"}, {".a.go"},
	} {
		dir := filepath.Join(t.TempDir(), "out")
		var list []File
		for _, name := range names {
			list = append(list, File{Path: name, Content: []byte(header)})
		}
		f, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(t.Context(), list); err == nil || !strings.HasPrefix(err.Error(), "cannot write") {
			t.Errorf("%q: %v", names, err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: the folder was made: %v", names, err)
		}
		f.Close()
	}
}

func TestUnwritable(t *testing.T) {
	parent := t.TempDir()
	put(t, parent, "file", "mine")
	for _, dir := range []string{"file", "file/out", "file/deep/out"} {
		_, err := generate(t, filepath.Join(parent, dir), after())
		if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), filepath.Join(parent, "file")) {
			t.Errorf("%s: %v", dir, err)
		}
	}
	same(t, parent, map[string]string{"file": "mine"})
}

func TestCancelled(t *testing.T) {
	dir := t.TempDir()
	if _, err := generate(t, dir, before()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	steps := 0
	f, err := open(ctx, dir, func(string, string) error {
		if steps++; steps == 3 { // while the files are staged
			cancel()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(ctx, files(after())); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	same(t, dir, before())
}

// TestSurvey writes with and without having looked around before, which makes no
// difference: what has changed in between is put right too.
func TestSurvey(t *testing.T) {
	files := []File{{"a.go", []byte("// " + Header + "\npackage a\n")}, {"testdata/a.http", []byte(exchange("/"))}}
	for _, meddle := range []func(dir string){
		func(string) {},
		func(dir string) { put(t, dir, "testdata/a.http", exchange("/b")) },
		func(dir string) {
			if err := os.Remove(filepath.Join(dir, "a.go")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		dir := t.TempDir()
		write := func(survey bool) Report {
			t.Helper()
			f, err := Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			}()
			if survey {
				f.Survey(t.Context())
				f.survey.done.Wait()
			}
			report, err := f.Write(t.Context(), files)
			if err != nil {
				t.Fatal(err)
			}
			return report
		}
		write(true)
		meddle(dir)
		write(true)
		if diff := cmp.Diff(2, write(false).Unchanged); diff != "" {
			t.Error(diff)
		}
	}
}
