package config

import (
	_ "embed"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/mod/module"
)

// Names of Go: those that a package can have, and the import paths that are not
// somebody else's.

// standard lists the packages of the standard library, one a line. The go command
// takes them from there, whatever a module says.
//
//go:embed standard.txt
var standard string

// checkImportPath returns why nobody could import a package by a path.
func checkImportPath(path string) error {
	if err := module.CheckImportPath(path); err != nil {
		return err
	}
	elements := strings.Split(path, "/")
	switch {
	case slices.Contains([]string{"C", "builtin", "main", "all", "std", "tool", "work"}, path): // see "go help packages"
		return fmt.Errorf("%q means something else to Go", path)
	case elements[0] == "cmd", elements[0] == "internal", slices.Contains(strings.Fields(standard), path):
		return fmt.Errorf("%q is a path of Go's standard library", path)
	case slices.Contains(elements, "vendor"):
		return fmt.Errorf("%q has the element \"vendor\", which is for copies of other modules", path)
	}
	return nil
}

// checkPackage returns why a package that others import cannot have a name.
func checkPackage(name string) error {
	switch {
	case token.IsKeyword(name):
		return errors.New("it is a keyword of Go")
	case !token.IsIdentifier(name) || name == "_":
		return errors.New("it is no identifier")
	case name == "main":
		return errors.New("it is that of programs, which cannot be imported")
	case name == "documentation":
		return errors.New("the go command passes over files of a package of that name")
	case strings.HasSuffix(name, "_test"):
		return errors.New("it is that of a package's tests")
	case name == "init", types.Universe.Lookup(name) != nil:
		return errors.New("it has a meaning of its own in Go, which an import would hide")
	}
	return nil
}

// checkNames returns what is wrong with the names in a configuration file, at their
// place.
func checkNames(body ast.Node, s Settings) error {
	if s.Package != "" {
		if err := checkPackage(s.Package); err != nil {
			return errorAt(valueOf(body, "package"), "%s", packageError(s.Package, err))
		}
	}
	if s.Module != "" {
		if err := checkImportPath(s.Module); err != nil {
			return errorAt(valueOf(body, "module"), "module %q cannot be the import path of a package: %s", s.Module, err)
		}
	}
	return nil
}

func packageError(name string, err error) error {
	return fmt.Errorf("package %q is no name for a Go package that others import: %w", name, err)
}
