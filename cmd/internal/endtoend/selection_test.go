package endtoend

// A selection is a part of the whole: every declaration of an SDK of a few paths
// is, letter by letter, what it is in the SDK of everything.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/cmd/internal/selection"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// TestSelectionOfDocs selects from this project's own pages in many ways. Each
// SDK is part of the whole and compiles; the tests of two are run.
func TestSelectionOfDocs(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles SDKs")
	}
	module := t.TempDir()
	newModule(t, module)
	docs := filepath.Join("..", "..", "..", "docs")
	whole := generate(t, module, "whole", docs)
	wholeFiles := read(t, filepath.Join(module, "whole"))
	for name, s := range map[string]config.Settings{
		"path":     {Include: config.MakePatterns("/me/events/**")},
		"method":   {Include: config.MakePatterns("/users/**#GET", "/me/**#POST")},
		"drive":    {Include: config.MakePatterns("/me/drive/root:/**")},
		"resource": {Include: config.MakePatterns("message", "microsoft.graph.print*")},
		"page":     {Include: config.MakePatterns("api/group-*.md", "resources/event.md"), Exclude: config.MakePatterns("/groups/*/members/**")},
		"exclude":  {Exclude: config.MakePatterns("/users/**", "/me/**#GET")},
	} {
		s.Docs, s.Out = docs, filepath.Join(module, name)
		result, err := project.Generate(t.Context(), s, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		part := result.Project
		if n := len(part.API.Methods); n == 0 || n >= len(whole.API.Methods) {
			t.Errorf("%s: %d of %d methods", name, n, len(whole.API.Methods))
		}
		for _, d := range part.API.Diagnostics {
			t.Errorf("%s: %s", name, d)
		}
		files := read(t, s.Out)
		isPart(t, name, wholeFiles, files)
		if _, err := check(modulePath+"/"+name, files); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	mustGo(t, module, "test", "./method", "./page")
}

// TestSelectionOfCorpus selects from Microsoft Graph's reference.
func TestSelectionOfCorpus(t *testing.T) {
	const docs = "../../../../shared/corpus/graph/api-reference/v1.0"
	if _, err := os.Stat(docs); err != nil {
		t.Skip("the corpus is not here")
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	pages, _, err := source.Load(t.Context(), source.Options{Dir: docs})
	if err != nil {
		t.Fatal(err)
	}
	a := reading.Build(pages)
	sdk := func(part *api.API) map[string]string {
		plan := generator.Name(a, generator.Options{Package: "graph", ImportPath: modulePath, BaseURL: a.BaseURL})
		if part != nil {
			plan.Keep(part)
		}
		files := map[string]string{}
		list, err := generator.Generate(t.Context(), plan, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range list {
			files[f.Path] = string(f.Content)
		}
		return files
	}
	given := generator.Name(a, generator.Options{Package: "graph", ImportPath: modulePath}).Names()
	whole := sdk(nil)
	for _, test := range []struct {
		pattern  string
		has, not []string // types, in the API's own namespace
	}{
		{"/me/events/**", []string{"event", "attendee", "attachment", "fileAttachment", "itemAttachment", "calendar"},
			[]string{"user", "group", "driveItem", "team", "contactFolder", "directoryObject", "deviceConfiguration"}},
		{"/users/**#GET", []string{"user", "group", "directoryRole", "message"}, []string{"deviceConfiguration", "educationSchool"}},
	} {
		p, err := pattern.Parse(test.pattern)
		if err != nil {
			t.Fatal(err)
		}
		part, err := selection.Select(a, selection.Rules{Include: []selection.Rule{{Pattern: p}}})
		if err != nil {
			t.Fatal(err)
		}
		files := sdk(part)
		isPart(t, test.pattern, whole, files)
		c, err := check(modulePath, files)
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		everythingUsed(t, test.pattern, c, part, given)
		names := map[string]bool{}
		for _, typ := range part.Types {
			names[strings.TrimPrefix(typ.Name, "microsoft.graph.")] = true
		}
		for _, name := range test.has {
			if !names[name] {
				t.Errorf("%s: there is no type %s", test.pattern, name)
			}
		}
		for _, name := range test.not {
			if names[name] {
				t.Errorf("%s: there is a type %s", test.pattern, name)
			}
		}
		t.Logf("%s: %d methods, %d types, %d files", test.pattern, len(part.Methods), len(part.Types), len(files))
	}
}

// isPart sees that the files of part are what the whole SDK has of them.
func isPart(t *testing.T, name string, whole, part map[string]string) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(part)) {
		want, ok := whole[path]
		switch {
		case !ok:
			t.Errorf("%s: the whole has no file %s", name, path)
		case want == part[path], strings.HasPrefix(path, "rest/"), strings.HasPrefix(path, "internal/"):
			// The runtime names its import path; nothing selects in it.
		case path == "README.md", path == examples:
			// They show what there is, and show something else of a part.
		case path == "api.md":
			list := func(text string) []string {
				return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return !strings.HasPrefix(line, "- ") && !strings.HasPrefix(line, "## ") })
			}
			if !isSubsequence(list(part[path]), list(want)) {
				t.Errorf("%s: %s lists other calls", name, path)
			}
		case strings.HasSuffix(path, "-requests.lines"):
			isPartOfLines(t, name+": "+path, want, part[path])
		case strings.HasPrefix(path, "testdata/"):
			if !isSubsequence(strings.Split(part[path], "\n"), strings.Split(want, "\n")) {
				t.Errorf("%s: %s has other exchanges", name, path)
			}
		case strings.HasSuffix(path, ".go"):
			isPartOfFile(t, name+": "+path, want, part[path])
		case path != "sdkscribe.sum" && path != project.RecordName:
			t.Errorf("%s: %s differs", name, path)
		}
	}
}

// isPartOfLines compares two files of request lines: what is asked for is the same. The
// answer may be another where the example that it is taken from is left out.
func isPartOfLines(t *testing.T, name, whole, part string) {
	t.Helper()
	asked := func(text string) []string {
		return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool {
			return !strings.HasPrefix(line, "### ") && !strings.HasSuffix(line, " HTTP/1.1")
		})
	}
	if !isSubsequence(asked(part), asked(whole)) {
		t.Errorf("%s has other lines", name)
	}
}

// isTableTest reports whether a declaration is a test that lists what the SDK has.
func isTableTest(name string) bool {
	return strings.HasPrefix(name, "TestRequestLines_") || strings.HasPrefix(name, "TestMembers_")
}

// isPartOfFile compares two Go files declaration by declaration. The client and
// the services have fewer fields in a part; all else is the same.
func isPartOfFile(t *testing.T, name, whole, part string) {
	t.Helper()
	all, some := declarations(t, whole), declarations(t, part)
	for key, text := range some {
		want, ok := all[key]
		switch {
		case !ok:
			t.Errorf("%s: the whole has no %s", name, key)
		case text == want:
		case key == "Client" || isTableTest(key) || key == "NewClient" || strings.HasSuffix(key, "Service") || strings.HasSuffix(key, "Service.bind"):
			some := slices.DeleteFunc(lines(text), func(line string) bool { return strings.HasSuffix(line, "{}") }) // lists nothing
			if !isSubsequence(some, lines(want)) {
				t.Errorf("%s: %s is no part of what it is in the whole:\n%s\n%s", name, key, text, want)
			}
		default:
			t.Errorf("%s: %s is\n%s\nand in the whole\n%s", name, key, text, want)
		}
	}
}

// lines are those of a text, without what aligns them.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// isSubsequence reports whether part is list with some elements left out.
func isSubsequence(part, list []string) bool {
	for _, x := range part {
		at := slices.Index(list, x)
		if at < 0 {
			return false
		}
		list = list[at+1:]
	}
	return true
}

// declarations are the texts of a file's declarations with their comments, by name.
func declarations(t *testing.T, src string) map[string]string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, d := range file.Decls {
		key, start := "", d.Pos()
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc != nil {
				start = d.Doc.Pos()
			}
			key = d.Name.Name
			if d.Recv != nil {
				key = receiver(d) + "." + key
			}
		case *ast.GenDecl:
			if d.Doc != nil {
				start = d.Doc.Pos()
			}
			switch s := d.Specs[0].(type) {
			case *ast.ImportSpec:
				continue
			case *ast.TypeSpec:
				key = s.Name.Name
			case *ast.ValueSpec:
				key = s.Names[0].Name
				if code, ok := s.Type.(*ast.SelectorExpr); ok && code.Sel.Name == "Code" {
					start = d.Pos() // the comment says what one of its pages says
				}
			}
		}
		out[key] = src[fset.Position(start).Offset:fset.Position(d.End()).Offset]
	}
	return out
}

// receiver is the name of a method's receiver type.
func receiver(d *ast.FuncDecl) string {
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	return typ.(*ast.Ident).Name
}

// everythingUsed sees that every type of an SDK is named by another declaration,
// or is a base, or can stand where its base is.
func everythingUsed(t *testing.T, name string, c *checked, a *api.API, names *generator.Names) {
	t.Helper()
	base := map[string]bool{}
	for _, typ := range a.Types {
		if typ.BaseType != nil {
			base[names.Type(typ)], base[names.Type(typ.BaseType)] = true, true
		}
	}
	used := map[string]bool{}
	for _, file := range c.files {
		for _, d := range file.Decls {
			own := ""
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil {
					own = receiver(d)
				}
			case *ast.GenDecl:
				if s, ok := d.Specs[0].(*ast.TypeSpec); ok {
					own = s.Name.Name
				}
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && id.Name != own && c.info.Uses[id] != nil {
					used[id.Name] = true
				}
				return true
			})
		}
	}
	for path, file := range c.files {
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			s, ok := g.Specs[0].(*ast.TypeSpec)
			if ok && !used[s.Name.Name] && !base[s.Name.Name] && s.Name.Name != "Client" {
				t.Errorf("%s: %s: nothing uses %s", name, path, s.Name.Name)
			}
		}
	}
}
