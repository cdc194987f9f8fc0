// Package revision reads folders as they are in a revision of their git repository.
//
// The contents are taken from git's object store, as they were committed: the work
// tree is neither read nor touched, and what attributes do to archives and line
// ends is not done. It runs the git command, by way of package git, since nobody
// else knows all that a repository may be (worktrees, alternates, submodules).
package revision

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/git"
)

// Limits of what is taken: pages are small, and images are of no use. A few objects
// are enough for a commit to have any number of files.
const (
	maxFile  = 16 << 20
	maxTotal = 1 << 30
	maxFiles = 1 << 20
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
	rev, folder, named := strings.Cut(rev, ":")
	repo, inside, err := git.Find(ctx, dir)
	if errors.Is(err, git.ErrNoGit) || errors.Is(err, git.ErrNoRepository) {
		return nil, fmt.Errorf("%q is no folder, and no git revision can be read: %w", rev, err)
	}
	if err != nil {
		return nil, err
	}
	r := repository{repo}
	if !named {
		folder = inside
	}
	// The text after --end-of-options is no option, whatever it begins with.
	commit, err := r.Run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%q is neither a folder nor a revision of the git repository %s", rev, r.Top)
	}
	f := &Folder{Commit: strings.TrimSpace(string(commit))}
	entries, err := r.list(ctx, f.Commit, folder)
	if err != nil {
		return nil, fmt.Errorf("revision %s: %w", rev, err)
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("revision %s has no folder %s", rev, strings.TrimPrefix(path.Clean("/"+folder), "/"))
	}
	if f.Dir, err = os.MkdirTemp("", "sdkscribe-revision-"); err != nil {
		return nil, err
	}
	if err := r.copy(ctx, entries, f.Dir); err != nil {
		return nil, errors.Join(fmt.Errorf("revision %s: %w", rev, err), f.Close())
	}
	return f, nil
}

// A repository is the git repository that a folder is in.
type repository struct{ git.Repository }

// copy writes files into dir, whose links lead nowhere else. Those that are too long
// to be pages are left out.
func (r repository) copy(ctx context.Context, entries []entry, dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return r.read(ctx, entries, func(e entry, content []byte) error {
		if err := put(root, e, content); err != nil {
			return fmt.Errorf("copying %s: %w", e.name, err)
		}
		return nil
	})
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
