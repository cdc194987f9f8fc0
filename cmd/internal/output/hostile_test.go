package output

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Folders whose manifest, journal and links somebody has sent.

// claim adds files to the folder's manifest, with the sums that they have.
func claim(t *testing.T, dir string, claimed map[string]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(claimed)) {
		text = append(text, sum([]byte(claimed[name]))+"  "+name+"\n"...)
	}
	put(t, dir, ManifestName, string(text))
}

// TestClaimed adds files of others to the manifest: they stay, and are reported.
func TestClaimed(t *testing.T) {
	editors := "### Get me\n\nGET https://example.com/me\n"
	mine := map[string]string{
		"mine.go":                "package a\n",
		"example_test.go":        "package a_test\n",
		"talks.go":               "package a\n\n" + header + "const head = `\n" + header + "`\n",
		"late.go":                strings.Repeat("//\n", headerWithin) + header + "package a\n",
		"Upper.go":               header + "package a\n",
		"u\u0308.go":             header + "package a\n",
		"ü.go":                   header + "package a\n",
		".hidden.go":             header + "package a\n",
		"rest.http":              exchange("/mine"),
		"sdkscribe.yaml":         "docs: x\n",
		"sdkscribe.api.go":       header + "package a\n",
		"README.md":              "# " + Header + "\n",
		".env":                   "TOKEN=1\n",
		"empty":                  "",
		"beta/user.go":           header + "package beta\n",
		"beta/sdkscribe.api":     "# " + Header + ".\n",
		"rest/mine.go":           "package rest\n",
		"rest/deep/a.go":         header + "package deep\n",
		"internal/other/a.go":    header + "package other\n",
		"internal/a.go":          header + "package internal\n",
		"testdata/mine.http":     editors,
		"testdata/plain.http":    "GET /\n",
		"testdata/begins.http":   "### a\n\n",
		"testdata/x.json":        "{}\n",
		"testdata/a.go":          header + "package a\n",
		"testdata/sub/x.http":    exchange("/mine"),
		"testdata/fuzz/F/a.http": exchange("/mine"),
	}
	dir := t.TempDir()
	if _, err := generate(t, dir, before()); err != nil {
		t.Fatal(err)
	}
	for name, text := range mine {
		put(t, dir, name, text)
	}
	claim(t, dir, mine)
	report, err := generate(t, dir, after())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Report{Written: 3, Unchanged: 1, Removed: 2, Foreign: slices.Sorted(maps.Keys(mine))}, report); diff != "" {
		t.Error(diff)
	}
	want := after()
	maps.Copy(want, mine)
	same(t, dir, want)
	report, err = generate(t, dir, after())
	if diff := cmp.Diff(Report{Unchanged: 4}, report); diff != "" || err != nil {
		t.Errorf("the manifest still has them: %v %s", err, diff)
	}
}

// TestClaimedInTheWay adds files of others, that stand where new ones belong, to the
// manifest: nothing is written.
func TestClaimedInTheWay(t *testing.T) {
	for name, text := range map[string]string{
		"b.go": "package b // mine\n", "testdata/y.http": "### Get me\n\nGET https://example.com/me\n",
		"internal/golden/d.go": "package golden\n",
	} {
		dir := t.TempDir()
		put(t, dir, name, text)
		put(t, dir, ManifestName, "")
		claim(t, dir, map[string]string{name: text})
		if _, err := generate(t, dir, after()); err == nil || !strings.Contains(err.Error(), filepath.FromSlash(name)+" was not written by sdkscribe") {
			t.Errorf("%s: %v", name, err)
		}
		same(t, dir, map[string]string{name: text})
	}
}

// TestEmptied finds files of ours empty, as a power cut leaves them, and with the marks
// of a merge.
func TestEmptied(t *testing.T) {
	dir := t.TempDir()
	if _, err := generate(t, dir, before()); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "a.go", "")
	put(t, dir, "testdata/x.http", "")
	put(t, dir, "b.go", "<<<<<<< HEAD\n"+header+"=======\n"+header+"// x\n>>>>>>> x\n")
	if _, err := generate(t, dir, before()); err != nil {
		t.Error(err)
	}
	same(t, dir, before())
	put(t, dir, "testdata/x.http", "<<<<<<< HEAD\n"+exchange("/a")+"=======\n"+exchange("/b")+">>>>>>> x\n")
	if _, err := generate(t, dir, before()); err != nil {
		t.Error(err)
	}
	same(t, dir, before())
}

// TestManifestTooLong gives manifests that would take long to read.
func TestManifestTooLong(t *testing.T) {
	zeros := strings.Repeat("0", 64)
	many := strings.Builder{}
	for i := range 2 * maxSums {
		many.WriteString(zeros[:60] + sum([]byte{byte(i)})[:4] + "  a.go\n")
	}
	for want, text := range map[string]string{
		"with more than 16 sums":     many.String(),
		"longer than 16777216 bytes": strings.Repeat(zeros+"  a.go\n", maxManifest/len(zeros)),
	} {
		dir := t.TempDir()
		put(t, dir, ManifestName, text)
		if _, err := generate(t, dir, after()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
		same(t, dir, map[string]string{})
	}
	for _, name := range []string{ManifestName, "b.go"} {
		dir := t.TempDir()
		put(t, dir, name, header)
		if err := os.Truncate(filepath.Join(dir, name), 1<<40); err != nil {
			t.Skip(err)
		}
		if _, err := generate(t, dir, after()); err == nil {
			t.Errorf("%s of a terabyte is accepted", name)
		}
	}
}

// TestCommittedJournal finds journals that no run has left here. Nothing that they say
// is done, and they are removed and reported.
func TestCommittedJournal(t *testing.T) {
	const ours = header + "package a\n"
	const run = "run AAAAAAAAAAAAAAAAAAAAAAAAAA\n"
	tests := map[string]map[string]string{
		"brings a file":      {journalName: run + "remove evil.go\n", stagedOld(0): ours},
		"without a number":   {journalName: "remove evil.go\n", stagedOld(0): ours},
		"restores what was":  {"old.go": ours + "// new\n", journalName: run + "replace old.go\n", stagedOld(0): ours},
		"takes a file away":  {"new.go": ours, journalName: run + "create new.go\n"},
		"brings its own sum": {journalName: run + "remove evil.go\n", stagedOld(0): ours, stagingName + "/journal.sum": sum([]byte(run + "remove evil.go\n"))},
		"leads out":          {journalName: run + "remove ../x\n", stagedOld(0): ours},
		"no journal":         {journalName: "\x00"},
		"empty":              {journalName: ""},
		"a folder":           {journalName + "/x": ""},
	}
	for name, given := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			want := map[string]string{}
			for name, text := range given {
				put(t, dir, name, text)
				if !strings.HasPrefix(name, stagingName) {
					want[name] = text
				}
			}
			look, err := OpenToLook(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			found, err := look.Compare(t.Context(), files(after()), nil)
			if err != nil || !found.Stray || found.Interrupted {
				t.Errorf("check finds %+v, %v", found, err)
			}
			look.Close()
			f, err := Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			f.Close()
			if !f.Stray() {
				t.Error("not reported")
			}
			same(t, dir, want)
		})
	}
}

// killed is a folder in which a run was killed when it had changed some files.
func killed(t *testing.T, parent string) string {
	t.Helper()
	dir := filepath.Join(parent, "out")
	if _, err := generate(t, dir, before()); err != nil {
		t.Fatal(err)
	}
	dead := false
	f, err := open(t.Context(), dir, func(op, name string) error {
		if dead = dead || op == "rename" && name == "b.go"; dead {
			return errDisk
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(t.Context(), files(after())); err == nil {
		t.Fatal("the run went on")
	}
	f.Close()
	return dir
}

// TestKilledElsewhere moves, copies and changes what a killed run has left: only in
// its place and as it was it is undone.
func TestKilledElsewhere(t *testing.T) {
	opened := func(dir string) *Folder {
		t.Helper()
		f, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		return f
	}
	t.Run("in its place", func(t *testing.T) {
		dir := killed(t, t.TempDir())
		if look, err := OpenToLook(t.Context(), dir); err != nil {
			t.Error(err)
		} else {
			found, err := look.Compare(t.Context(), files(after()), nil)
			if err != nil || found.Stray || !found.Interrupted {
				t.Errorf("check finds %+v, %v", found, err)
			}
			look.Close() // which takes no proof away
		}
		if opened(dir).Stray() {
			t.Error("taken for somebody else's")
		}
		same(t, dir, before())
	})
	t.Run("again", func(t *testing.T) {
		dir := killed(t, t.TempDir())
		text, err := os.ReadFile(filepath.Join(dir, journalName))
		if err != nil {
			t.Fatal(err)
		}
		if opened(dir).Stray() {
			t.Error("taken for somebody else's")
		}
		put(t, dir, journalName, string(text))
		if !opened(dir).Stray() {
			t.Error("a journal counts twice")
		}
		if bytes.Equal(encodeJournal(nil), encodeJournal(nil)) {
			t.Error("journals can be known before")
		}
	})
	t.Run("moved", func(t *testing.T) {
		dir := killed(t, t.TempDir())
		moved := filepath.Join(t.TempDir(), "out")
		if err := os.Rename(dir, moved); err != nil {
			t.Fatal(err)
		}
		if !opened(moved).Stray() {
			t.Error("undone in another place")
		}
		if _, err := generate(t, moved, after()); err != nil {
			t.Error(err)
		}
		same(t, moved, after())
	})
	t.Run("changed", func(t *testing.T) {
		dir := killed(t, t.TempDir())
		text, err := os.ReadFile(filepath.Join(dir, journalName))
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, journalName, string(text)+"remove evil.go\n")
		put(t, dir, stagedOld(strings.Count(string(text), "\n")-1), header)
		if !opened(dir).Stray() {
			t.Error("undone from another journal")
		}
		if _, ok := snapshot(t, dir)["evil.go"]; ok {
			t.Error("evil.go is there")
		}
	})
	t.Run("another user's", func(t *testing.T) {
		dir := killed(t, t.TempDir())
		t.Setenv("HOME", t.TempDir())
		t.Setenv("XDG_CACHE_HOME", "")
		if !opened(dir).Stray() {
			t.Error("undone from the journal of another user")
		}
	})
}

// TestStagingInTheWay finds other things in the place of the staging folder.
func TestStagingInTheWay(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, stagingName, "mine")
	report, err := generate(t, dir, after())
	if diff := cmp.Diff(Report{Written: 4, Stray: true}, report); diff != "" || err != nil {
		t.Error(diff, err)
	}
	same(t, dir, after())
}

// FuzzJournal reads any text as a journal.
func FuzzJournal(f *testing.F) {
	f.Add([]byte("run X\nremove a.go\ncreate testdata/a.http\nreplace sdkscribe.sum\n"))
	f.Add([]byte("run X\nremove ../a.go\n"))
	f.Add([]byte("remove a.go"))
	f.Fuzz(func(t *testing.T, text []byte) {
		changes, err := parseJournal(text)
		if err != nil {
			return
		}
		for _, c := range changes {
			if c.path != ManifestName && checkPath(c.path) != nil {
				t.Errorf("changes %q", c.path)
			}
		}
		again, err := parseJournal(encodeJournal(changes))
		if diff := cmp.Diff(changes, again, cmp.AllowUnexported(change{})); diff != "" || err != nil {
			t.Error(err, diff)
		}
	})
}

// FuzzFolder opens and writes a folder with any manifest and any journal: files that
// are not ours stay as they are.
func FuzzFolder(f *testing.F) {
	line := sum([]byte("package a\n")) + "  "
	f.Add([]byte(line+"mine.go\n"+line+"testdata/mine.http\n"), []byte("run X\nremove evil.go\n"))
	f.Add([]byte(line+"sub/mine.go\n"), []byte("run X\nreplace mine.go\ncreate sub/mine.go\n"))
	f.Fuzz(func(t *testing.T, manifest, journal []byte) {
		dir := t.TempDir()
		want := map[string]string{"mine.go": "package a\n", "sub/mine.go": header + "package sub\n", "testdata/mine.http": "package a\n"}
		for name, text := range want {
			put(t, dir, name, text)
		}
		put(t, dir, ManifestName, string(manifest))
		put(t, dir, journalName, string(journal))
		put(t, dir, stagedOld(0), header)
		put(t, dir, stagedNew(0), header)
		if _, err := generate(t, dir, after()); err == nil {
			maps.Copy(want, after())
		}
		same(t, dir, want)
	})
}
