//go:build unix

package output

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPipes puts pipes, which hang those who open them, and links in all places of a
// folder. Nothing is opened, written or removed through them.
func TestPipes(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "target", header+"package a // mine\n")
	pipe := func(name string) error { return syscall.Mkfifo(name, 0o666) }
	link := func(name string) error { return os.Symlink(filepath.Join(outside, "target"), name) }
	folder := func(name string) error { return os.Symlink(outside, name) }
	for what, make := range map[string]func(name string) error{"pipe": pipe, "link": link, "folder": folder} {
		for _, name := range []string{ManifestName, stagingName, journalName, "b.go", "testdata/y.http", "testdata/x.http", "internal", "internal/golden", "testdata", "rest", "rest/c.go"} {
			t.Run(what+" "+name, func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, filepath.FromSlash(name))
				if _, err := generate(t, dir, before()); err != nil {
					t.Fatal(err)
				}
				manifest, err := os.ReadFile(filepath.Join(dir, ManifestName))
				if err != nil {
					t.Fatal(err)
				}
				if name != ManifestName {
					put(t, dir, ManifestName, string(manifest)+sum([]byte(header+"package a // mine\n"))+"  testdata/y.http\n")
				}
				if err := os.RemoveAll(path); err != nil {
					t.Fatal(err)
				}
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := make(path); err != nil {
					t.Fatal(err)
				}
				before := snapshotOfKinds(t, dir)
				look, err := OpenToLook(t.Context(), dir)
				if err != nil {
					t.Fatal(err)
				}
				_, _ = look.Compare(t.Context(), files(after()), nil)
				_, _ = look.Stored(name)
				look.Close()
				report, err := generate(t, dir, after())
				ours := name == stagingName || name == journalName
				switch gone := strings.HasPrefix(name, "rest") || name == "testdata/x.http"; {
				case ours && (err != nil || !report.Stray):
					t.Errorf("%+v, %v", report, err)
				case !ours && !gone && err == nil:
					t.Error("written")
				case gone && err != nil:
					t.Error(err)
				}
				if err != nil {
					if after := snapshotOfKinds(t, dir); after != before {
						t.Errorf("%s\nhas become\n%s", before, after)
					}
				}
				same(t, outside, map[string]string{"target": header + "package a // mine\n"})
			})
		}
	}
}

// snapshotOfKinds lists what stands below dir, without opening it.
func snapshotOfKinds(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err == nil {
			b.WriteString(name + " " + info.Mode().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPrivateFolder sees that locks and proofs stand where no commit can put them.
func TestPrivateFolder(t *testing.T) {
	repo := t.TempDir()
	put(t, repo, "go.mod", "module m\n")
	home, temporary := t.TempDir(), t.TempDir()
	out := filepath.Join(repo, "out")
	set := func(home, temporary string) {
		t.Setenv("HOME", home)
		t.Setenv("XDG_CACHE_HOME", home)
		t.Setenv("TMPDIR", temporary)
	}
	set(home, temporary)
	if got, err := privateFolder(out); err != nil || !strings.HasPrefix(got, home) {
		t.Error(got, err)
	}
	set(filepath.Join(repo, "home"), temporary)
	if got, err := privateFolder(out); err != nil || !strings.HasPrefix(got, temporary) {
		t.Error(got, err)
	}
	set(filepath.Join(repo, "home"), filepath.Join(repo, "tmp"))
	if got, err := privateFolder(out); err == nil {
		t.Error(got)
	}
	set("", temporary)
	got, err := privateFolder(out)
	if err != nil || !strings.HasPrefix(got, temporary) {
		t.Error(got, err)
	}
	if info, err := os.Stat(got); err != nil || info.Mode().Perm() != 0o700 {
		t.Error(info.Mode(), err)
	}
	if err := os.Chmod(got, 0o777); err != nil {
		t.Fatal(err)
	}
	if got, err := privateFolder(out); err == nil {
		t.Errorf("%s can be written by others", got)
	}
}
