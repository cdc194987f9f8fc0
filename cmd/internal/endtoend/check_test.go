package endtoend

// Type-checking of a generated package without building it: the runtime is not
// generated, so its types are read once from what the compiler makes of it.

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
)

// runtimePath is where this module has the packages that are copied out.
const runtimePath = "github.com/sdkscribe/sdkscribe/templates"

// exportFiles returns where the compiler's export data is: of the runtime, of what
// golden tests import, and of all that these depend on.
var exportFiles = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}",
		runtimePath+"/rest", runtimePath+"/golden", "testing", "strings", "iter").Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		files[path] = file
	}
	return files, nil
})

// compiled is the importer of what exportFiles lists. It keeps what it has read.
var compiled = sync.OnceValues(func() (types.Importer, error) {
	files, err := exportFiles()
	if err != nil {
		return nil, err
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if files[path] == "" {
			return nil, fmt.Errorf("a generated package cannot import %s", path)
		}
		return os.Open(files[path])
	}), nil
})

// sdkImporter imports for the SDK whose import path is base.
type sdkImporter struct {
	base string
	from types.Importer
	own  *types.Package // that base is the path of, nil where nothing imports it
}

func (i *sdkImporter) Import(path string) (*types.Package, error) {
	switch path {
	case i.base:
		if i.own != nil {
			return i.own, nil
		}
	case i.base + "/rest":
		path = runtimePath + "/rest"
	case i.base + "/internal/golden":
		path = runtimePath + "/golden"
	}
	return i.from.Import(path)
}

// A checked package has been parsed and type-checked, its tests included.
type checked struct {
	fset  *token.FileSet
	files map[string]*ast.File // by path below the SDK's folder
	text  map[string]string
	info  *types.Info
	pkg   *types.Package
}

// check parses all Go files among files, and type-checks those of the SDK's own
// package, which base is the import path of. The error lists the first mistakes.
func check(base string, files map[string]string) (*checked, error) {
	c := &checked{
		fset: token.NewFileSet(), files: map[string]*ast.File{}, text: files,
		info: &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{},
			Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
			Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{}},
	}
	var own, outside []*ast.File
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(path, ".go") {
			continue
		}
		file, err := parser.ParseFile(c.fset, path, files[path], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		c.files[path] = file
		switch {
		case strings.Contains(path, "/"):
		case strings.HasSuffix(file.Name.Name, "_test"):
			outside = append(outside, file)
		default:
			own = append(own, file)
		}
	}
	from, err := compiled()
	if err != nil {
		return nil, err
	}
	var mistakes []string
	config := types.Config{
		Importer: &sdkImporter{base: base, from: from},
		Error:    func(err error) { mistakes = append(mistakes, err.Error()) },
	}
	if c.pkg, err = config.Check(base, c.fset, own, c.info); err != nil {
		return nil, fmt.Errorf("the package does not type-check:\n%s", head(strings.Join(mistakes, "\n")))
	}
	config.Importer = &sdkImporter{base, from, c.pkg}
	if _, err = config.Check(base+"_test", c.fset, outside, c.info); err != nil {
		return nil, fmt.Errorf("the examples do not type-check:\n%s", head(strings.Join(mistakes, "\n")))
	}
	return c, nil
}

// offset is where pos is in its file.
func (c *checked) offset(pos token.Pos) int { return c.fset.Position(pos).Offset }
