// Package revision reads folders as they are in a revision of their git repository.
//
// The contents come from git's object store, as they were committed. The work tree is
// neither read nor changed, and git's attributes for archives and line ends do not apply.
// The package runs the git command, which supports every kind of repository (worktrees,
// alternates, partial clones).
package revision

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ErrNoGit reports that there is no git command to ask.
var ErrNoGit = errors.New("there is no git command in PATH: install git, or name two folders")

// Limits of what is taken: pages are small, and images are of no use.
const (
	maxFile  = 16 << 20
	maxTotal = 1 << 30
)

// A Folder is a copy of a folder, in a temporary place.
type Folder struct {
	// Dir is where the copy is.
	Dir string
	// Commit is the full name of the commit.
	Commit string
}

// Close removes the copy.
func (f *Folder) Close() error { return os.RemoveAll(f.Dir) }

// Open copies the folder dir as it is in a revision: "main", "HEAD~3", "v1.2". Behind
// a colon the revision may name another folder, by its path in the repository:
// "main:reference/pages". Dir need not exist today. Close removes the copy.
func Open(ctx context.Context, dir, rev string) (_ *Folder, err error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	rev, folder, named := strings.Cut(rev, ":")
	r, inside, err := repositoryOf(ctx, dir)
	if err != nil {
		return nil, err
	}
	if !named {
		folder = inside
	}
	f := &Folder{}
	// The text after --end-of-options is no option, whatever it begins with.
	commit, err := r.git(ctx, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%q is neither a folder nor a revision of the git repository %s", rev, r.dir)
	}
	f.Commit = strings.TrimSpace(string(commit))
	if f.Dir, err = os.MkdirTemp("", "sdkscribe-revision-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	entries, err := r.list(ctx, f.Commit, folder)
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("revision %s has no folder %s", rev, strings.TrimPrefix(path.Clean("/"+folder), "/"))
	}
	return f, r.copy(ctx, entries, f.Dir)
}

// A repository is a git repository, by the top folder of its work tree.
type repository struct{ dir string }

// repositoryOf finds the repository that dir is in, and the way there from its top.
func repositoryOf(ctx context.Context, dir string) (repository, string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return repository{}, "", err
	}
	at := abs
	for { // the folder may be of the past
		if info, err := os.Stat(at); err == nil && info.IsDir() || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	top, err := repository{at}.git(ctx, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return repository{}, "", fmt.Errorf("%s is in no git repository: name two folders", dir)
	}
	r := repository{strings.TrimRight(string(top), "\r\n")}
	// Git resolves links, so the way from its top has to be found from a folder
	// whose links are resolved.
	real, err := filepath.EvalSymlinks(at)
	if err != nil {
		return repository{}, "", err
	}
	rest, err := filepath.Rel(at, abs)
	if err != nil {
		return repository{}, "", err
	}
	inside, err := filepath.Rel(r.dir, filepath.Join(real, rest))
	if err != nil {
		return repository{}, "", err
	}
	return r, filepath.ToSlash(inside), nil
}

// git runs a git command in the repository and returns what it prints.
func (r repository) git(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir, cmd.Stdin = r.dir, stdin
	cmd.Env = environment()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if line, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n"); line != "" {
			return nil, fmt.Errorf("git %s: %s", args[0], line)
		}
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out.Bytes(), nil
}

// environment returns the environment of git commands. Messages are in English, git does
// not ask for credentials of partial clones, and the repository is that of the folder, even
// if sdkscribe runs in a hook of another repository.
func environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(s string) bool {
		name, _, _ := strings.Cut(s, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}, name)
	})
	return append(env, "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0")
}

// An entry is a file of a revision.
type entry struct {
	name string // below the folder, with slashes
	oid  string
	link bool
	size int64
}

// list returns the files of a folder in a commit that may be pages or parts of
// them. A folder outside the repository has none.
func (r repository) list(ctx context.Context, commit, folder string) ([]entry, error) {
	folder = strings.Trim(path.Clean("/"+strings.TrimPrefix(folder, "./")), "/")
	args := []string{"--literal-pathspecs", "ls-tree", "-r", "-z", "-l", "--full-tree", commit}
	if folder != "" {
		args = append(args, "--", folder+"/")
	}
	out, err := r.git(ctx, nil, args...)
	if err != nil {
		return nil, err
	}
	var entries []entry
	total := int64(0)
	for line := range strings.SplitSeq(string(out), "\x00") {
		info, name, ok := strings.Cut(line, "\t")
		fields := strings.Fields(info) // mode type object size
		if !ok || len(fields) != 4 || fields[1] != "blob" {
			continue
		}
		size, err := strconv.ParseInt(fields[3], 10, 64)
		if err != nil || size > maxFile {
			continue
		}
		if folder != "" {
			name = strings.TrimPrefix(name, folder+"/")
		}
		if total += size; total > maxTotal {
			return nil, fmt.Errorf("revision %s has more than %d MiB in %s", commit, maxTotal>>20, folder)
		}
		entries = append(entries, entry{name, fields[2], fields[0] == "120000", size})
	}
	return entries, nil
}

// copy writes files into dir, whose links lead nowhere else.
func (r repository) copy(ctx context.Context, entries []entry, dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var wanted strings.Builder
	for _, e := range entries {
		wanted.WriteString(e.oid + "\n")
	}
	out, err := r.git(ctx, strings.NewReader(wanted.String()), "cat-file", "--batch")
	if err != nil {
		return err
	}
	in := bufio.NewReader(bytes.NewReader(out))
	for _, e := range entries {
		content, err := readObject(in, e)
		if err != nil {
			return fmt.Errorf("reading %s from git: %w", e.name, err)
		}
		if err := put(root, e, content); err != nil {
			return fmt.Errorf("copying %s: %w", e.name, err)
		}
	}
	return nil
}

// readObject reads one object as "git cat-file --batch" prints it.
func readObject(in *bufio.Reader, e entry) ([]byte, error) {
	head, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(head)
	if len(fields) != 3 || fields[0] != e.oid || fields[2] != strconv.FormatInt(e.size, 10) {
		return nil, fmt.Errorf("git says %q", strings.TrimSpace(head))
	}
	content := make([]byte, e.size+1)
	if _, err := io.ReadFull(in, content); err != nil {
		return nil, err
	}
	return content[:e.size], nil
}

func put(root *os.Root, e entry, content []byte) error {
	name := filepath.FromSlash(e.name)
	if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	if e.link && root.Symlink(filepath.FromSlash(string(content)), name) == nil {
		return nil // else a file with the target in it, as git itself has it there
	}
	return root.WriteFile(name, content, 0o666)
}
