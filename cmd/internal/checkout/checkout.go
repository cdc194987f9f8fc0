// Package checkout knows what may have come with a commit: all that stands below the
// folder of a git repository or of a Go module.
//
// Git keeps symbolic links, so a pull request can put one in place of any folder of a
// repository. A link on the way to it was made by the person who works there: a
// checkout may be reached through one, and /tmp may be one. So links count by where
// they stand. Those on the way to the folder in which the user works, and those outside
// of any repository and module, are followed, as are those in the folder .git, which git
// commits nothing of. Any other is refused.
package checkout

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// gitName is what git keeps a repository in. Git commits nothing of that name.
const gitName = ".git"

// tops are the names of which one stands in the top folder of a repository or module.
func tops() []string { return []string{gitName, "go.mod"} }

// Resolve returns the folder dir, which need not exist, as an absolute path without
// symbolic links, so that one folder has one name. An error tells of a file in place of
// a folder on the way, or of a link that may have come with a commit: it is one that is
// below a repository's or module's top, neither on the way to the working folder nor in
// the folder .git.
func Resolve(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	exists, inside, own := filepath.VolumeName(abs)+string(filepath.Separator), false, false
	for part := range strings.SplitSeq(strings.TrimPrefix(abs, exists), string(filepath.Separator)) {
		inside = inside || isTop(exists)
		next := filepath.Join(exists, part)
		info, err := os.Lstat(next)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return "", err
		}
		switch {
		case info.Mode()&fs.ModeSymlink == 0 && !info.IsDir():
			return "", fmt.Errorf("%s is no folder", next)
		case info.Mode()&fs.ModeSymlink != 0 && inside && !own && !Within(wd, next):
			return "", fmt.Errorf("%s is a symbolic link inside a repository or module, where a commit may have put it: "+
				"it is not written through; replace it by a folder, or name the folder that it leads to", next)
		}
		exists, own = next, own || part == gitName
	}
	real, err := filepath.EvalSymlinks(exists)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(real); err == nil && !info.IsDir() {
		return "", fmt.Errorf("%s is no folder", exists)
	}
	rest, err := filepath.Rel(exists, abs)
	if err != nil {
		return "", err
	}
	return filepath.Join(real, rest), nil
}

// Within reports whether the path name is the folder dir or below it. Both are
// absolute; links are not looked at.
func Within(name, dir string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

// Holds reports whether a commit to the repository or module that dir is in can have
// put something at the path name: whether that, with all links followed, is below the
// top and not in the folder .git. Neither need exist.
func Holds(dir, name string) bool {
	rel, err := filepath.Rel(Top(dir), followed(name))
	return err == nil && filepath.IsLocal(rel) && !slices.ContainsFunc(strings.Split(rel, string(filepath.Separator)), func(part string) bool {
		return strings.EqualFold(part, gitName) // as systems that fold cases have it
	})
}

// Top returns the folder of the git repository that dir is in, or where it is in none
// that of the outermost module, or else dir, with all links followed. A module below
// another may itself have come with a commit.
func Top(dir string) string {
	real := followed(dir)
	top := real
	for at := real; ; at = filepath.Dir(at) {
		if isThere(filepath.Join(at, gitName)) {
			return at
		}
		if isThere(filepath.Join(at, "go.mod")) {
			top = at
		}
		if at == filepath.Dir(at) {
			return top
		}
	}
}

// followed returns name as an absolute path with links followed as far as it exists.
func followed(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	rest := ""
	for at := abs; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		if at == filepath.Dir(at) {
			return abs
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}

func isTop(dir string) bool {
	for _, name := range tops() {
		if isThere(filepath.Join(dir, name)) {
			return true
		}
	}
	return false
}

func isThere(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
