package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Finding the repository. Git takes the nearest folder that has .git in it or that
// looks like a repository itself. Only the first is a place that files under version
// control cannot take, so only that is followed here, and the second is refused.

// ErrNoRepository means that a folder is in the work tree of no repository.
var ErrNoRepository = errors.New("is in no git repository")

// Find returns the repository whose work tree the folder dir is in, and the way from
// its top to dir, with slashes, "." for the top. Dir need not exist: it may have been
// there once. Symbolic links on the way to it are followed.
//
// The errors are [ErrNoGit], one that wraps [ErrNoRepository], and one that says why a
// repository is not trusted.
func Find(ctx context.Context, dir string) (r Repository, inside string, err error) {
	program, err := exec.LookPath("git")
	if err != nil { // also where it would be taken from the working folder
		return Repository{}, "", ErrNoGit
	}
	at, rest, err := existing(dir)
	if err != nil {
		return Repository{}, "", err
	}
	top, err := topOf(dir, at)
	if err != nil {
		return Repository{}, "", err
	}
	r = Repository{Top: top, program: program}
	if err := r.trust(ctx); err != nil {
		return Repository{}, "", fmt.Errorf("the git repository of %s: %w", dir, err)
	}
	if inside, err = filepath.Rel(top, filepath.Join(at, rest)); err != nil {
		return Repository{}, "", err
	}
	return r, filepath.ToSlash(inside), nil
}

// existing returns the nearest folder on the way to dir that exists, without symbolic
// links, and the rest of the way.
func existing(dir string) (at, rest string, err error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	at = abs
	for {
		if info, err := os.Stat(at); err == nil && info.IsDir() || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	if rest, err = filepath.Rel(at, abs); err != nil {
		return "", "", err
	}
	at, err = filepath.EvalSymlinks(at)
	return at, rest, err
}

// topOf returns the nearest folder, from at upwards, that has .git in it. Dir is what
// the user calls at.
func topOf(dir, at string) (string, error) {
	ceilings := ceilings()
	for ; ; at = filepath.Dir(at) {
		if looksLikeRepository(at) {
			return "", fmt.Errorf("%s: git would take the folder %s for a repository and its file config for the configuration, "+
				"as it holds HEAD, objects and refs: remove them, git is not run there", dir, at)
		}
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if above := filepath.Dir(at); above == at || slices.Contains(ceilings, above) {
			return "", fmt.Errorf("%s %w", dir, ErrNoRepository)
		}
	}
}

// ceilings returns the folders that git is told not to look for a repository in.
func ceilings() []string {
	list := filepath.SplitList(os.Getenv("GIT_CEILING_DIRECTORIES"))
	for i, dir := range list {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			list[i] = real
		}
	}
	return list
}

// looksLikeRepository reports whether git may take a folder for the inside of a
// repository. It asks for less than git does: HEAD need not make sense.
func looksLikeRepository(dir string) bool {
	has := func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return !errors.Is(err, fs.ErrNotExist)
	}
	return has("HEAD") && (has("objects") && has("refs") || has("commondir"))
}

// trust checks that git has the same idea of the work tree, and that what configures
// the repository is not among the files of the work tree.
func (r Repository) trust(ctx context.Context) error {
	out, err := r.Run(ctx, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir")
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimRight(string(out), "\r\n"), "\n")
	if len(lines) != 3 {
		return fmt.Errorf("git names its folders %q", out)
	}
	for i, line := range lines {
		name := filepath.FromSlash(strings.TrimSuffix(line, "\r"))
		if !filepath.IsAbs(name) {
			name = filepath.Join(r.Top, name)
		}
		if lines[i], err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	}
	if !sameFolder(lines[0], r.Top) {
		return fmt.Errorf("its work tree is %s (core.worktree), not %s where .git is", lines[0], r.Top)
	}
	for _, dir := range lines[1:] {
		if within(r.Top, dir) && !within(filepath.Join(r.Top, ".git"), dir) {
			return fmt.Errorf("%s leads to the folder %s, which is among the files of the work tree", filepath.Join(r.Top, ".git"), dir)
		}
	}
	return nil
}

func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// within reports whether name is the folder dir or in it.
func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}
