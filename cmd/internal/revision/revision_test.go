package revision

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repo makes a repository and returns a function that runs git in it.
func repo(t *testing.T) (dir string, git func(args ...string)) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir = t.TempDir()
	git = func(args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	return dir, git
}

func put1(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestOpen(t *testing.T) {
	dir, git := repo(t)
	put1(t, dir, "ref/docs/api/a b.md", "one\r\n")
	put1(t, dir, "ref/docs/ü.md", "two")
	put1(t, dir, ".gitattributes", "ref/** export-ignore text\n")
	put1(t, dir, "other/x.md", "x")
	if err := os.Symlink("ü.md", filepath.Join(dir, "ref/docs/link.md")); err != nil {
		t.Skip(err)
	}
	git("add", "-A")
	git("commit", "-q", "-m", "one")
	git("tag", "v1")
	git("mv", "ref/docs", "ref/pages")
	git("commit", "-q", "-m", "two")

	docs := filepath.Join(dir, "ref", "docs") // no longer there
	f, err := Open(t.Context(), docs, "v1")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"api/a b.md": "one\n", "ü.md": "two", "link.md": "two"} {
		if text, err := os.ReadFile(filepath.Join(f.Dir, name)); err != nil || string(text) != want {
			t.Errorf("%s holds %q: %v", name, text, err)
		}
	}
	if _, err := os.Stat(filepath.Join(f.Dir, "x.md")); err == nil {
		t.Error("files of other folders are there")
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(f.Dir); err == nil {
		t.Error("the copy stays")
	}
	if f, err := Open(t.Context(), docs, "main:ref/pages"); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	for rev, want := range map[string]string{
		"main":    "revision main has no folder ref/docs",
		"nowhere": `"nowhere" is neither a folder nor a revision of the git repository`,
		"--all":   `"--all" is neither a folder nor a revision`,
		"v1:../x": "revision v1 has no folder x",
	} {
		if _, err := Open(t.Context(), docs, rev); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", rev, err)
		}
	}
}

func TestNoRepository(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
	if _, err := Open(t.Context(), t.TempDir(), "main"); err == nil || !strings.Contains(err.Error(), "is in no git repository") {
		t.Error(err)
	}
}

func TestNoGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Open(t.Context(), ".", "main"); !errors.Is(err, ErrNoGit) {
		t.Error(err)
	}
}
