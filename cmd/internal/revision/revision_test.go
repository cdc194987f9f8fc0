package revision

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/git"
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
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	if _, err := Open(t.Context(), dir, "main"); err == nil || !strings.Contains(err.Error(), "is in no git repository") {
		t.Error(err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Open(t.Context(), dir, "main"); !errors.Is(err, git.ErrNoGit) {
		t.Error(err)
	}
}

// TestNothingRuns compares pages that git could take for a repository whose
// configuration names a program.
func TestNothingRuns(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program is a shell script")
	}
	dir, run := repo(t)
	mark := filepath.Join(t.TempDir(), "mark")
	put1(t, dir, "docs/a.md", "# a\n")
	run("add", "-A")
	run("commit", "-q", "-m", "one")
	const missing = "1234567890123456789012345678901234567890\n"
	put1(t, dir, "docs/HEAD", missing)
	put1(t, dir, "docs/refs/heads/main", missing)
	put1(t, dir, "docs/objects/keep", "")
	put1(t, dir, "docs/config", "[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tworktree = .\n\tsshCommand = touch "+mark+
		"\n[extensions]\n\tpartialClone = o\n[remote \"o\"]\n\turl = ssh://host/x\n\tpromisor = true\n")
	run("add", "-A")
	run("commit", "-q", "-m", "two")
	clone := filepath.Join(t.TempDir(), "clone")
	run("clone", "-q", dir, clone)
	for _, rev := range []string{"main", "HEAD~1", "HEAD", "main:docs"} {
		for _, docs := range []string{"docs", "docs/refs", "docs/objects/keep/api"} {
			_, err := Open(t.Context(), filepath.Join(clone, filepath.FromSlash(docs)), rev)
			if err == nil || !strings.Contains(err.Error(), "git would take the folder") {
				t.Errorf("%s %s: %v", docs, rev, err)
			}
		}
		if f, err := Open(t.Context(), clone, rev); err != nil {
			t.Error(err)
		} else {
			f.Close()
		}
	}
	if _, err := os.Stat(mark); err == nil {
		t.Fatal("a file of the pull request has been run")
	}
	cmd := exec.CommandContext(t.Context(), "git", "rev-parse", "--verify", "HEAD~1")
	cmd.Dir = filepath.Join(clone, "docs")
	_ = cmd.Run()
	if _, err := os.Stat(mark); err != nil {
		t.Error("the attack is none: git itself does not run it")
	}
}

// TestPartialClone sees that what a clone has left out is not fetched.
func TestPartialClone(t *testing.T) {
	dir, run := repo(t)
	put1(t, dir, "docs/a.md", "# a\n")
	run("add", "-A")
	run("commit", "-q", "-m", "one")
	run("config", "uploadpack.allowFilter", "true")
	clone := filepath.Join(t.TempDir(), "clone")
	run("clone", "-q", "--no-checkout", "--filter=blob:none", "file://"+filepath.ToSlash(dir), clone)
	_, err := Open(t.Context(), filepath.Join(clone, "docs"), "main")
	if !errors.Is(err, git.ErrIncomplete) {
		t.Error(err)
	}
}

// TestLimits sees that files which are too long to be pages are left out, and that a
// few trees which come to more files than there can be are not gone through.
func TestLimits(t *testing.T) {
	dir, run := repo(t)
	put1(t, dir, "docs/a.md", "# a\n")
	put1(t, dir, "docs/b.md", strings.Repeat("b", maxFile+1))
	put1(t, dir, "docs/c.md", "")
	run("add", "-A")
	run("commit", "-q", "-m", "one")
	f, err := Open(t.Context(), filepath.Join(dir, "docs"), "main")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, want := range map[string]bool{"a.md": true, "b.md": false, "c.md": true} {
		if _, err := os.Stat(filepath.Join(f.Dir, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}

	git := func(stdin string, args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com"}, args...)...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	tree := git("", "rev-parse", "HEAD:docs")
	for range 8 { // 3 × 10⁸ files
		var level strings.Builder
		for i := range 10 {
			fmt.Fprintf(&level, "040000 tree %s\td%d\n", tree, i)
		}
		tree = git(level.String(), "mktree")
	}
	commit := git("", "commit-tree", "-m", "many", tree)
	if _, err := Open(t.Context(), dir, commit); err == nil || !strings.Contains(err.Error(), "there are more than") {
		t.Error(err)
	}
}
