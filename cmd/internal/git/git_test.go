package git

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// missing is the name of an object that no repository has.
const missing = "1234567890123456789012345678901234567890"

// plain runs git as anybody does, without the shield of this package.
func plain(t *testing.T, dir string, args ...string) error {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{
		"-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always",
	}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "GIT_TERMINAL_PROMPT=0")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Logf("git %v: %v\n%s", args, err, out)
	}
	return err
}

func must(t *testing.T, dir string, args ...string) {
	t.Helper()
	if err := plain(t, dir, args...); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, text string, parts ...string) {
	t.Helper()
	name := filepath.Join(parts...)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
		t.Fatal(err)
	}
}

// work makes a repository with a commit that has docs/a.md.
func work(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	must(t, dir, "init", "-q", "-b", "main", "--template=")
	put(t, "# a\n", dir, "docs", "a.md")
	must(t, dir, "add", "-A")
	must(t, dir, "commit", "-q", "-m", "one")
	return dir
}

// A trap is a program that leaves a mark when it is run.
type trap struct{ program, mark string }

func newTrap(t *testing.T) trap {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the trap is a shell script")
	}
	dir := t.TempDir()
	x := trap{filepath.Join(dir, "trap"), filepath.Join(dir, "mark")}
	put(t, "#!/bin/sh\necho \"$0 $*\" >> '"+x.mark+"'\nexit 1\n", x.program)
	return x
}

// sprung reports what has run the trap, "" for nothing, and sets it again.
func (x trap) sprung() string {
	text, err := os.ReadFile(x.mark)
	if err != nil {
		return ""
	}
	_ = os.Remove(x.mark)
	return string(text)
}

// config is a configuration that has git run the trap wherever it can be had to: also
// to fetch what is missing, from a remote of the given address.
func (x trap) config(worktree, url string) string {
	return strings.NewReplacer("TRAP", x.program, "HOOKS", filepath.Dir(x.program), "WORKTREE", worktree, "URL", url).Replace(`[core]
	repositoryformatversion = 1
	bare = false
	worktree = WORKTREE
	sshCommand = TRAP
	gitProxy = TRAP
	fsmonitor = TRAP
	hooksPath = HOOKS
	askPass = TRAP
	pager = TRAP
	editor = TRAP
	alternateRefsCommand = TRAP
[pager]
	rev-parse = TRAP
	ls-tree = TRAP
	cat-file = TRAP
[extensions]
	partialClone = o
[remote "o"]
	url = URL
	promisor = true
	uploadpack = TRAP
[protocol]
	allow = always
[credential]
	helper = TRAP
[diff]
	external = TRAP
[filter "x"]
	clean = TRAP
	smudge = TRAP
	process = TRAP
[diff "x"]
	textconv = TRAP
[alias]
	rev-parse = !TRAP
	cat-file = !TRAP
[uploadpack]
	packObjectsHook = TRAP
`)
}

// disguise makes dir look like the inside of a repository by means of ordinary files.
func (x trap) disguise(t *testing.T, dir, url string) {
	t.Helper()
	put(t, missing+"\n", dir, "HEAD")
	put(t, missing+"\n", dir, "refs", "heads", "main")
	put(t, "", dir, "objects", "keep")
	put(t, x.config(dir, url), dir, "config")
}

// ask asks what is asked of a repository about revisions and hooks. Whether there are
// answers does not matter.
func ask(t *testing.T, r Repository) {
	t.Helper()
	for _, rev := range []string{"main^{commit}", "HEAD~1^{commit}", missing + "^{commit}"} {
		_, _ = r.Run(t.Context(), "rev-parse", "--verify", "--quiet", "--end-of-options", rev)
	}
	for _, commit := range []string{missing, "HEAD", "main"} {
		_, _ = r.Run(t.Context(), "ls-tree", "-r", "-z", "-l", "--full-tree", commit)
	}
	_ = r.Stream(t.Context(), strings.NewReader(missing+"\nHEAD:docs/a.md\n"), func(out *bufio.Reader) error {
		_, err := out.WriteTo(new(strings.Builder))
		return err
	}, "cat-file", "--batch")
	_, _ = r.Hooks(t.Context())
}

// urls are addresses that git goes to by a program that the configuration names.
var urls = []string{"ssh://host/x", "host:x", "git://host/x", "ext::TRAP x", "/nowhere"}

// TestFilesOfARepository sees that a folder of files which is a repository to git is
// none here, wherever it lies on the way to the pages, and that git would have run
// what they say.
func TestFilesOfARepository(t *testing.T) {
	x := newTrap(t)
	for _, url := range urls[:2] {
		dir := work(t)
		x.disguise(t, filepath.Join(dir, "docs"), url)
		must(t, dir, "add", "-A")
		must(t, dir, "commit", "-q", "-m", "attack")
		clone := filepath.Join(t.TempDir(), "clone")
		must(t, dir, "clone", "-q", dir, clone)
		docs := filepath.Join(clone, "docs")
		x.disguise(t, docs, url) // with the clone's own path in it

		if err := plain(t, docs, "rev-parse", "--verify", "--quiet", "HEAD~1^{commit}"); err == nil || x.sprung() == "" {
			t.Errorf("%s: git does not run what the files say: %v", url, err)
		}
		for _, at := range []string{".", "api", "objects", "refs/heads", "no/longer/there"} {
			_, _, err := Find(t.Context(), filepath.Join(docs, at))
			if err == nil || !strings.Contains(err.Error(), "git would take the folder "+docs) {
				t.Errorf("%s: %v", at, err)
			}
		}
		link := filepath.Join(clone, "link")
		if err := os.Symlink(docs, link); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Find(t.Context(), link); err == nil || !strings.Contains(err.Error(), "git would take") {
			t.Error(err)
		}
		if r, inside, err := Find(t.Context(), clone); err != nil || inside != "." {
			t.Error(inside, err)
		} else {
			ask(t, r)
		}
		if by := x.sprung(); by != "" {
			t.Errorf("%s: ran %s", url, by)
		}
	}
}

// TestConfiguration sees that even the repository's own configuration does not have
// git run a program.
func TestConfiguration(t *testing.T) {
	x := newTrap(t)
	put(t, "#!/bin/sh\nexec "+x.program+" $0\n", filepath.Dir(x.program), "reference-transaction")
	put(t, "#!/bin/sh\nexec "+x.program+" $0\n", filepath.Dir(x.program), "post-index-change")
	for _, url := range urls {
		dir := work(t)
		put(t, x.config(dir, strings.ReplaceAll(url, "TRAP", x.program)), dir, ".git", "config")
		put(t, "* filter=x diff=x\n", dir, ".gitattributes")
		put(t, "[core]\n\tsshCommand = "+x.program+"\n", dir, "included")
		must(t, dir, "config", "include.path", "../included")
		x.sprung()
		r, inside, err := Find(t.Context(), filepath.Join(dir, "docs"))
		if err != nil || inside != "docs" {
			t.Fatal(inside, err)
		}
		ask(t, r)
		if by := x.sprung(); by != "" {
			t.Errorf("%s: ran %s", url, by)
		}
		if url != "/nowhere" && url != "git://host/x" { // for which git itself has to be willing
			_ = plain(t, dir, "cat-file", "-e", missing)
			if x.sprung() == "" {
				t.Errorf("%s: git does not run what the configuration says", url)
			}
		}
		for _, variable := range []string{"GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL"} { // each is enough
			cmd := r.command(t.Context(), append(noHooks(), "cat-file", "-e", missing))
			cmd.Env = without(cmd.Env, variable)
			_ = cmd.Run()
			if by := x.sprung(); by != "" {
				t.Errorf("%s without %s: ran %s", url, variable, by)
			}
		}
	}
}

func without(env []string, name string) []string {
	var kept []string
	for _, variable := range env {
		if !strings.HasPrefix(variable, name+"=") {
			kept = append(kept, variable)
		}
	}
	return kept
}

// TestGitFile sees to files called .git, which archives can bring.
func TestGitFile(t *testing.T) {
	x := newTrap(t)
	dir := work(t)
	docs := filepath.Join(dir, "docs")
	tests := []struct{ gitdir, place, want string }{
		{"fake", "docs/fake", "among the files of the work tree"},
		{filepath.Join(docs, "fake"), "docs/fake", "among the files of the work tree"},
		{"../fake", "fake", ""},
		{"nowhere", "", "not a git repository"},
	}
	for _, test := range tests {
		must(t, dir, "clean", "-fdxq")
		put(t, "gitdir: "+test.gitdir+"\n", docs, ".git")
		if test.place != "" {
			x.disguise(t, filepath.Join(dir, test.place), "ssh://host/x")
			put(t, x.config(docs, "ssh://host/x"), dir, test.place, "config")
		}
		r, _, err := Find(t.Context(), docs)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v", test.gitdir, err)
		}
		if err == nil {
			ask(t, r)
		}
		if by := x.sprung(); by != "" {
			t.Errorf("%s: ran %s", test.gitdir, by)
		}
		if err := os.RemoveAll(filepath.Join(docs, ".git")); err != nil {
			t.Fatal(err)
		}
	}
	put(t, "", docs, ".git", "keep") // a folder that is no repository ends the search
	if _, _, err := Find(t.Context(), docs); err == nil || !strings.Contains(err.Error(), "not a git repository") {
		t.Error(err)
	}
}

// TestOtherWorkTree sees that a repository whose work tree is elsewhere is not taken
// for that of the folder.
func TestOtherWorkTree(t *testing.T) {
	dir, other := work(t), t.TempDir()
	must(t, dir, "config", "core.worktree", other)
	if _, _, err := Find(t.Context(), dir); err == nil {
		t.Error("the work tree is elsewhere")
	}
	must(t, dir, "config", "--unset", "core.worktree")
	must(t, dir, "config", "core.bare", "true")
	if _, _, err := Find(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "work tree") {
		t.Error(err)
	}
	if _, _, err := Find(t.Context(), filepath.Join(dir, ".git", "refs")); err == nil || !strings.Contains(err.Error(), "git would take") {
		t.Error(err)
	}
}

// TestFind sees that repositories are found in all the forms that work trees have.
func TestFind(t *testing.T) {
	dir := work(t)
	beside := t.TempDir()
	tree, shared, module, separate := filepath.Join(beside, "tree"), filepath.Join(beside, "shared"), filepath.Join(dir, "module"), filepath.Join(beside, "separate")
	must(t, dir, "worktree", "add", "-q", tree)
	must(t, dir, "clone", "-q", "--shared", dir, shared)
	must(t, dir, "clone", "-q", "--separate-git-dir", filepath.Join(beside, "git"), dir, separate)
	must(t, dir, "submodule", "--quiet", "add", dir, "module")
	if err := os.Symlink(filepath.Join(dir, "docs"), filepath.Join(beside, "link")); err != nil {
		t.Skip(err)
	}
	tests := []struct{ dir, top, inside string }{
		{dir, dir, "."},
		{filepath.Join(dir, "docs"), dir, "docs"},
		{filepath.Join(dir, "docs", "no", "longer"), dir, "docs/no/longer"},
		{filepath.Join(tree, "docs"), tree, "docs"},
		{filepath.Join(shared, "docs"), shared, "docs"},
		{filepath.Join(separate, "docs"), separate, "docs"},
		{filepath.Join(module, "docs"), module, "docs"},
		{module, module, "."},
		{filepath.Join(beside, "link"), dir, "docs"},
	}
	for _, test := range tests {
		r, inside, err := Find(t.Context(), test.dir)
		if err != nil {
			t.Error(err)
			continue
		}
		text, err := r.Run(t.Context(), "cat-file", "-p", "HEAD:docs/a.md")
		if !sameFolder(r.Top, test.top) || inside != test.inside || err != nil || string(text) != "# a\n" {
			t.Errorf("%s: %s in %s: %q %v", test.dir, inside, r.Top, text, err)
		}
	}
}

// TestHookEnvironment sees that the variables of a hook, and of whoever uses git in
// other places, say nothing about this repository.
func TestHookEnvironment(t *testing.T) {
	dir, other := work(t), work(t)
	must(t, other, "commit", "-q", "--allow-empty", "-m", "other")
	for name, value := range map[string]string{
		"GIT_DIR": filepath.Join(other, ".git"), "GIT_WORK_TREE": other, "GIT_INDEX_FILE": "nowhere", "GIT_COMMON_DIR": filepath.Join(other, ".git"),
		"GIT_OBJECT_DIRECTORY": other, "GIT_ALTERNATE_OBJECT_DIRECTORIES": other, "GIT_PREFIX": "x/", "GIT_NAMESPACE": "x", "GIT_REPLACE_REF_BASE": "refs/heads/",
		"GIT_SHALLOW_FILE": "x", "GIT_QUARANTINE_PATH": "x", "GIT_CONFIG_PARAMETERS": "'core.bare=true'", "GIT_EXTERNAL_DIFF": "false", "GIT_LITERAL_PATHSPECS": "0",
	} {
		t.Setenv(name, value)
	}
	r, inside, err := Find(t.Context(), filepath.Join(dir, "docs"))
	if err != nil || inside != "docs" || !sameFolder(r.Top, dir) {
		t.Fatal(r.Top, inside, err)
	}
	if text, err := r.Run(t.Context(), "cat-file", "-p", "HEAD:docs/a.md"); err != nil || string(text) != "# a\n" {
		t.Errorf("%q %v", text, err)
	}
	if _, err := r.Run(t.Context(), "rev-parse", "--verify", "HEAD~1"); err == nil {
		t.Error("the commits are those of the other repository")
	}
}

// TestReplaced sees that a revision is as it was committed.
func TestReplaced(t *testing.T) {
	dir := work(t)
	must(t, dir, "checkout", "-q", "-b", "other")
	put(t, "# b\n", dir, "docs", "a.md")
	must(t, dir, "commit", "-q", "-am", "two")
	must(t, dir, "replace", "main", "other")
	r, _, err := Find(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := r.Run(t.Context(), "cat-file", "-p", "main:docs/a.md"); err != nil || string(text) != "# a\n" {
		t.Errorf("%q %v", text, err)
	}
}

func TestHooks(t *testing.T) {
	dir := work(t)
	r, _, err := Find(t.Context(), filepath.Join(dir, "docs"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := r.Hooks(t.Context()); err != nil || got != filepath.Join(dir, ".git", "hooks") {
		t.Error(got, err)
	}
	must(t, dir, "config", "core.hooksPath", "shared/hooks")
	if got, err := r.Hooks(t.Context()); err != nil || got != filepath.Join(dir, "shared", "hooks") {
		t.Error(got, err)
	}
}

func TestFindNothing(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	if _, _, err := Find(t.Context(), filepath.Join(dir, "docs")); !errors.Is(err, ErrNoRepository) && !errors.Is(err, ErrNoGit) {
		t.Error(err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, _, err := Find(t.Context(), dir); !errors.Is(err, ErrNoGit) {
		t.Error(err)
	}
}

// TestOwnFolder sees that a program called git in the working folder is not run.
func TestOwnFolder(t *testing.T) {
	x, dir := newTrap(t), work(t)
	put(t, "#!/bin/sh\nexec "+x.program+"\n", dir, "git")
	t.Chdir(dir)
	for _, path := range []string{".", "", string(filepath.ListSeparator), "docs/.."} {
		t.Setenv("PATH", path)
		if _, _, err := Find(t.Context(), dir); !errors.Is(err, ErrNoGit) || x.sprung() != "" {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// TestStream sees that a command ends with what reads from it.
func TestStream(t *testing.T) {
	r, _, err := Find(t.Context(), work(t))
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("full")
	err = r.Stream(t.Context(), strings.NewReader(strings.Repeat("HEAD:docs/a.md\n", 100_000)), func(out *bufio.Reader) error {
		_, _ = out.ReadByte()
		return full
	}, "cat-file", "--batch")
	if !errors.Is(err, full) {
		t.Error(err)
	}
	err = r.Stream(t.Context(), nil, func(out *bufio.Reader) error {
		_, err := out.ReadByte()
		return err
	}, "cat-file", "-p", missing)
	if err == nil || !strings.Contains(err.Error(), "git cat-file: ") {
		t.Error(err)
	}
}
