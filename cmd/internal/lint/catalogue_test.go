package lint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
)

// TestCodes holds the catalogue to the source: what is reported anywhere is in it,
// and what is in it is reported somewhere.
func TestCodes(t *testing.T) {
	found := codesInSource(t, "../../..")
	if diff := cmp.Diff(slices.Sorted(maps.Keys(found)), lint.Codes()); diff != "" {
		t.Errorf("-source +catalogue:\n%s", diff)
	}
}

// codesInSource returns the codes that Go files below root report, with a place of
// each. Codes are what stands in a diagnostic's field Code and what is passed for
// a parameter called code; a test fails where that is neither a text nor a
// constant nor, again, a parameter called code. The bookshop's are those of a service.
func codesInSource(t *testing.T, root string) map[string]string {
	t.Helper()
	s := &scanner{t: t, fset: token.NewFileSet(), codes: map[string]string{}, constants: map[string]string{}}
	for _, dir := range []string{"parser", "generator", "cmd/internal"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(name string, d os.DirEntry, err error) error {
			if err == nil && d.IsDir() && (d.Name() == "testdata" || d.Name() == "example" || d.Name() == "bookshop") {
				return filepath.SkipDir
			}
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(s.fset, name, nil, parser.SkipObjectResolution)
			if err == nil {
				s.files = append(s.files, file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	s.scan()
	return s.codes
}

type scanner struct {
	t         *testing.T
	fset      *token.FileSet
	files     []*ast.File
	codes     map[string]string
	constants map[string]string
	// takes has which argument of a function is the code, by package, name and
	// number of arguments. An exported one is there without its package too.
	takes map[function]int
}

type function struct {
	pkg, name string
	args      int
}

func (s *scanner) scan() {
	s.takes = map[function]int{}
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if text, ok := literal(n.Values, i); ok && strings.HasPrefix(name.Name, "Code") {
						s.constants[name.Name] = text
					}
				}
			case *ast.FuncDecl:
				s.declare(f.Name.Name, n)
			}
			return true
		})
	}
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				for _, e := range elements(n) {
					if kv, ok := e.(*ast.KeyValueExpr); ok && ident(kv.Key) == "Code" {
						s.code(kv.Value)
					}
				}
			case *ast.CallExpr:
				i, ok := s.takes[function{f.Name.Name, called(n), len(n.Args)}]
				if !ok {
					i, ok = s.takes[function{"", called(n), len(n.Args)}]
				}
				if ok {
					s.code(n.Args[i])
				}
			}
			return true
		})
	}
}

// declare notes where a function takes a code.
func (s *scanner) declare(pkg string, f *ast.FuncDecl) {
	i, at := 0, -1
	for _, p := range f.Type.Params.List {
		for _, name := range p.Names {
			if name.Name == "code" && ident(p.Type) == "string" {
				at = i
			}
			i++
		}
	}
	// Functions that look codes up do not report them.
	if at >= 0 && (i > 2 || f.Name.Name == "fileDiagnostic") {
		if s.takes[function{pkg, f.Name.Name, i}] = at; f.Name.IsExported() {
			s.takes[function{"", f.Name.Name, i}] = at
		}
	}
}

var form = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)

// code notes what stands where a code is to be.
func (s *scanner) code(e ast.Expr) {
	position := s.fset.Position(e.Pos()).String()
	text, ok := literal([]ast.Expr{e}, 0)
	if !ok {
		name := ident(e)
		if x, isSelector := e.(*ast.SelectorExpr); isSelector {
			name = x.Sel.Name
		}
		if name == "code" || name == "Code" {
			return // handed on
		}
		if text, ok = s.constants[name]; !ok {
			s.t.Errorf("%s: cannot tell which code this is", position)
			return
		}
	}
	if !form.MatchString(text) {
		s.t.Errorf("%s: %q is no code", position, text)
	}
	s.codes[text] = position
}

func literal(values []ast.Expr, i int) (string, bool) {
	if i >= len(values) {
		return "", false
	}
	lit, ok := values[i].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func ident(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// elements returns the fields of a diagnostic, or of the diagnostics of a list that
// leave their type out.
func elements(n *ast.CompositeLit) []ast.Expr {
	if isDiagnostic(n.Type) {
		return n.Elts
	}
	list, ok := n.Type.(*ast.ArrayType)
	if !ok || !isDiagnostic(list.Elt) {
		return nil
	}
	var all []ast.Expr
	for _, e := range n.Elts {
		if d, ok := e.(*ast.CompositeLit); ok {
			all = append(all, d.Elts...)
		}
	}
	return all
}

func isDiagnostic(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	return ok && ident(sel.X) == "diag" && sel.Sel.Name == "Diagnostic"
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
