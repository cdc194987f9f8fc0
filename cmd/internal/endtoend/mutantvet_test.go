package endtoend

// What go vet says about a generated package, told in this process from what the
// type-checker knows: to start the go command for each of thousands takes too long.

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/appends"
	"golang.org/x/tools/go/analysis/passes/assign"
	"golang.org/x/tools/go/analysis/passes/bools"
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/passes/directive"
	"golang.org/x/tools/go/analysis/passes/errorsas"
	"golang.org/x/tools/go/analysis/passes/httpresponse"
	"golang.org/x/tools/go/analysis/passes/ifaceassert"
	"golang.org/x/tools/go/analysis/passes/nilfunc"
	"golang.org/x/tools/go/analysis/passes/printf"
	"golang.org/x/tools/go/analysis/passes/shift"
	"golang.org/x/tools/go/analysis/passes/stdmethods"
	"golang.org/x/tools/go/analysis/passes/stringintconv"
	"golang.org/x/tools/go/analysis/passes/structtag"
	"golang.org/x/tools/go/analysis/passes/tests"
	"golang.org/x/tools/go/analysis/passes/unmarshal"
	"golang.org/x/tools/go/analysis/passes/unreachable"
	"golang.org/x/tools/go/analysis/passes/unusedresult"
	"golang.org/x/tools/go/packages"
)

// analyzers are those of go vet that generated code can give cause to.
func analyzers() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		appends.Analyzer, assign.Analyzer, bools.Analyzer, copylock.Analyzer, directive.Analyzer, errorsas.Analyzer, httpresponse.Analyzer, ifaceassert.Analyzer, nilfunc.Analyzer,
		printf.Analyzer, shift.Analyzer, stdmethods.Analyzer, stringintconv.Analyzer, structtag.Analyzer, tests.Analyzer, unmarshal.Analyzer, unreachable.Analyzer, unusedresult.Analyzer,
	}
}

// vet returns what the analyzers say about a checked package.
func vet(base string, c *checked) ([]string, error) {
	var own []*ast.File
	for _, path := range slices.Sorted(maps.Keys(c.files)) {
		if !strings.Contains(path, "/") {
			own = append(own, c.files[path])
		}
	}
	graph, err := checker.Analyze(analyzers(), []*packages.Package{{
		ID: base, Name: c.pkg.Name(), PkgPath: base, Fset: c.fset, Types: c.pkg, Syntax: own, TypesInfo: c.info,
		TypesSizes: types.SizesFor("gc", runtime.GOARCH), Module: &packages.Module{Path: modulePath, GoVersion: "1.26"},
	}}, &checker.Options{Sequential: true})
	if err != nil {
		return nil, err
	}
	var remarks []string
	for _, root := range graph.Roots {
		if root.Err != nil {
			return nil, fmt.Errorf("%s: %w", root, root.Err)
		}
		for _, d := range root.Diagnostics {
			remarks = append(remarks, fmt.Sprintf("%s: %s (%s)", c.fset.Position(d.Pos), d.Message, root.Analyzer))
		}
	}
	return remarks, nil
}
