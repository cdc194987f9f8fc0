package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/sdkscribe/sdkscribe/cmd/internal/readfile"
)

// A Module is a Go module on disk.
type Module struct {
	Path string // its module path
	Dir  string // the folder of its go.mod, absolute
}

// ErrNoModule reports that a folder is in no Go module.
var ErrNoModule = errors.New("no go.mod in this folder or above it")

// maxModFile bounds how much of a go.mod is read, in bytes: its module line is all
// that is wanted.
const maxModFile = 16 << 20

// FindModule returns the module that the folder dir is in, which need not
// exist yet. The error wraps [ErrNoModule] if it is in none.
func FindModule(dir string) (Module, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Module{}, err
	}
	for at := abs; ; at = filepath.Dir(at) {
		name := filepath.Join(at, "go.mod")
		text, err := readfile.Regular(name, maxModFile)
		switch {
		case err == nil:
			p := modfile.ModulePath(text)
			if p == "" {
				return Module{}, fmt.Errorf("%s has no module line", name)
			}
			return Module{Path: p, Dir: at}, nil
		case !isAbsent(err):
			return Module{}, err
		case at == filepath.Dir(at):
			return Module{}, fmt.Errorf("%s: %w", dir, ErrNoModule)
		}
	}
}

// isAbsent reports whether an error means that there is no file go.mod: a path below
// a file, or a folder of that name, is found out when something is written.
func isAbsent(err error) bool {
	var pathError *fs.PathError
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, readfile.ErrNotRegular) || errors.As(err, &pathError) && !errors.Is(err, fs.ErrPermission)
}

// A Target is the Go package that a run writes.
type Target struct {
	Package    string // its name
	ImportPath string
}

// Target returns the Go package to be written. Where s does not set the import path, it
// follows from the module that encloses the output folder. Where s does not set the
// package name, it is the last element of the import path.
func (s Settings) Target() (Target, error) {
	t := Target{Package: s.Package, ImportPath: s.Module}
	if t.ImportPath == "" {
		found, err := importPath(s.Out)
		if err != nil {
			return Target{}, err
		}
		t.ImportPath = found
	}
	if err := checkImportPath(t.ImportPath); err != nil {
		return Target{}, fmt.Errorf("%s cannot be imported: %w; choose another folder with --out", s.Out, err)
	}
	if t.Package == "" {
		t.Package = PackageName(t.ImportPath)
		if err := checkPackage(t.Package); err != nil {
			return Target{}, fmt.Errorf("no package name can be made of %q: set one with --package", path.Base(t.ImportPath))
		}
	}
	if err := checkPackage(t.Package); err != nil {
		return Target{}, packageError(t.Package, err)
	}
	return t, nil
}

// importPath returns the import path of the folder out.
func importPath(out string) (string, error) {
	mod, err := FindModule(out)
	if errors.Is(err, ErrNoModule) {
		return "", fmt.Errorf("output folder %s is in no Go module: run \"go mod init\" for one, or set the import path with --module", out)
	}
	if err != nil {
		return "", fmt.Errorf("output folder %s: %w", out, err)
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(mod.Dir, abs)
	if err != nil {
		return "", err
	}
	return path.Join(mod.Path, filepath.ToSlash(rel)), nil
}

// PackageName makes a package name of an import path as Go programmers do: the
// last element that is no major version, in lower case, without what no
// identifier may hold ("graph-api/v2" gives "graphapi").
func PackageName(importPath string) string {
	prefix, _, ok := module.SplitPathVersion(importPath)
	if !ok || prefix == "" {
		prefix = importPath
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, path.Base(prefix))
}
