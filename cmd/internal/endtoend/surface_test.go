package endtoend

// The names of an SDK, each with the pages that it belongs to.

import (
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// pageSet is a set of pages by their path.
type pageSet map[string]*parser.Page

// load reads the pages of a folder.
func load(t testing.TB, dir string) pageSet {
	t.Helper()
	list, _, err := source.Load(t.Context(), source.Options{Dir: dir, Apart: config.FileName})
	if err != nil {
		t.Fatal(err)
	}
	pages := make(pageSet, len(list))
	for _, p := range list {
		pages[p.Path] = p
	}
	return pages
}

// differing are the pages that two sets do not share.
func differing(a, b pageSet) map[string]bool {
	out := map[string]bool{}
	for _, set := range []pageSet{a, b} {
		for path := range set {
			if a[path] != b[path] {
				out[path] = true
			}
		}
	}
	return out
}

// A surface is what an SDK shows to its users.
type surface struct {
	pages pageSet
	api   *api.API
	plan  *generator.Plan
	given *generator.Names // by the plan
	// reported are the names that a diagnostic says have given way to another.
	reported map[string]bool
	// declared are the pages that declare a type, by its name in lower case.
	declared map[string][]string

	pkg       *types.Package // once checked, without its tests
	fset      *token.FileSet
	constants map[*types.TypeName][]*types.Const

	all map[string]named // once asked for
}

// nameSurface chooses the names of an SDK.
func nameSurface(pages pageSet) *surface {
	s := &surface{pages: pages, api: reading.Build(slices.Collect(maps.Values(pages))), reported: map[string]bool{}, declared: declaringPages(pages)}
	s.plan = generator.Name(s.api, generator.Options{Package: "sdk", ImportPath: modulePath, BaseURL: s.api.BaseURL})
	s.given = s.plan.Names()
	for _, d := range s.plan.Diagnostics {
		s.reported[d.Message[strings.LastIndexByte(d.Message, ' ')+1:]] = true
	}
	return s
}

// checkSurface also makes the SDK in memory and type-checks it.
func checkSurface(t testing.TB, pages pageSet) *surface {
	t.Helper()
	s := nameSurface(pages)
	generated, err := generator.Generate(t.Context(), s.plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.fset = token.NewFileSet()
	var files []*ast.File
	for _, f := range generated {
		if !strings.HasSuffix(f.Path, ".go") || strings.HasSuffix(f.Path, "_test.go") {
			continue
		}
		file, err := goparser.ParseFile(s.fset, f.Path, f.Content, goparser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	from, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: &sdkImporter{base: modulePath, from: from}, IgnoreFuncBodies: true, DisableUnusedImportCheck: true}
	if s.pkg, err = config.Check(modulePath, s.fset, files, nil); err != nil {
		t.Fatal(err)
	}
	s.constants = map[*types.TypeName][]*types.Const{}
	for _, name := range s.pkg.Scope().Names() {
		if c, ok := s.pkg.Scope().Lookup(name).(*types.Const); ok {
			if of, ok := c.Type().(*types.Named); ok {
				s.constants[of.Obj()] = append(s.constants[of.Obj()], c)
			}
		}
	}
	return s
}

// declaringPages finds the pages that declare a type: its main one, and others that
// add to it.
func declaringPages(pages pageSet) map[string][]string {
	out := map[string][]string{}
	for path, page := range pages {
		for _, section := range page.Sections {
			for _, b := range section.Blocks {
				if code, ok := b.(*parser.Code); ok && code.Annotation != nil && code.Annotation.BlockType == "resource" {
					key := strings.ToLower(code.Annotation.Type)
					out[key] = append(out[key], path)
				}
			}
		}
	}
	return out
}

// A named thing is something in the pages that has a name in the SDK.
type named struct {
	name   string
	owners []string // the pages that it belongs to
	call   string   // the call that it is part of, "" for a type
}

// names lists everything that has a name, by what it is in the pages. What no page
// declares or documents, and examples alone show, is left out.
func (s *surface) names() map[string]named {
	if s.all == nil {
		s.all = s.listNames()
	}
	return s.all
}

func (s *surface) listNames() map[string]named {
	out := map[string]named{}
	for _, t := range s.api.Types {
		if !t.Inferred && !t.Untyped && t.Page != "" {
			s.typeNames(t, out)
		}
	}
	for _, op := range s.api.Operations {
		for _, r := range op.Requests {
			if s.given.Request(r) != "" && !r.Inferred {
				s.requestNames(op, r, out)
			}
		}
		seen := map[string]int{}
		for _, e := range op.Examples {
			given := s.given.Example(e)
			if given.Test == "" || e.Call == nil || !documented(e.Call) {
				continue // no call of the API's, or one that examples alone show
			}
			seen[e.Name]++
			out[fmt.Sprintf("%s example %s %d", op.Page, e.Name, seen[e.Name])] = named{given.Test, owners(e.Call, op), given.Call}
		}
	}
	return out
}

// withoutCode is s as nameSurface makes it.
func (s *surface) withoutCode() *surface {
	names := *s
	names.pkg, names.all = nil, nil
	return &names
}

// documented reports whether a page has a template for a call, or examples alone do.
func documented(call *api.Method) bool {
	return slices.ContainsFunc(call.Operations, func(op *api.Operation) bool {
		return slices.ContainsFunc(op.Requests, func(r *api.Request) bool { return r.Call == call && !r.Inferred })
	})
}

// owners are the pages that document a call, and those of ops.
func owners(call *api.Method, ops ...*api.Operation) []string {
	var pages []string
	for _, op := range slices.Concat(call.Operations, ops) {
		pages = append(pages, op.Page)
	}
	return pages
}

// typeNames adds the names of a type, its fields and its constants.
func (s *surface) typeNames(t *api.Type, out map[string]named) {
	key := "type " + strings.ToLower(t.Name)
	own := s.pagesOf(t)
	out[key] = named{s.given.Type(t), own, ""}
	if s.pkg == nil {
		return
	}
	obj := s.pkg.Scope().Lookup(s.given.Type(t)).(*types.TypeName)
	out["file of "+key] = named{s.fset.Position(obj.Pos()).Filename, own, ""}
	if fields, ok := obj.Type().Underlying().(*types.Struct); ok {
		for i := range fields.NumFields() {
			json := reflect.StructTag(fields.Tag(i)).Get("json")
			if shownOnly(t, json) {
				continue
			}
			out[key+" property "+json] = named{fields.Field(i).Name(), s.declaredOn(t, json), ""}
		}
		return
	}
	for _, c := range s.constants[obj] {
		out[key+" member "+c.Val().ExactString()] = named{c.Name(), own, ""}
	}
}

// shownOnly reports whether no page declares a property, and examples alone show it.
func shownOnly(t *api.Type, property string) bool {
	p := t.Property(property)
	return p != nil && p.Inferred
}

// pagesOf are the pages that declare a type.
func (s *surface) pagesOf(t *api.Type) []string {
	return append(slices.Clone(s.declared[strings.ToLower(t.Name)]), t.Page)
}

// declaredOn are the pages from a type's to those of the type which declares a
// property.
func (s *surface) declaredOn(t *api.Type, property string) []string {
	var pages []string
	for u, depth := t, 0; u != nil && depth < 20; u, depth = u.BaseType, depth+1 {
		pages = append(pages, s.pagesOf(u)...)
		if slices.ContainsFunc(u.Properties, func(p *api.Property) bool { return p.Name == property }) {
			break
		}
	}
	return pages
}

// requestNames adds the names of a request's method, its arguments and its body.
func (s *surface) requestNames(op *api.Operation, r *api.Request, out map[string]named) {
	own := owners(r.Call)
	key := op.Page + " " + r.Method + " " + r.Template
	call := s.given.Request(r)
	add := func(what, name string) { out[what+key] = named{name, own, call} }
	add("", call)
	fn := s.method(call)
	if fn == nil {
		return
	}
	sig := fn.Signature()
	var args []string
	for i := range holes(r.Call.Path) {
		p := sig.Params().At(1 + i)
		args = append(args, p.Name()+" "+types.TypeString(p.Type(), types.RelativeTo(s.pkg)))
	}
	add("arguments of ", strings.Join(args, ", "))
	add("receiver of ", types.TypeString(sig.Recv().Type(), types.RelativeTo(s.pkg)))
	add("file of ", s.fset.Position(fn.Pos()).Filename)
	if r.Call.Body.Kind != api.ParamsBody {
		return
	}
	body := structBodyOf(sig)
	add("body of ", body.Obj().Name())
	fields := body.Underlying().(*types.Struct)
	for i := range fields.NumFields() {
		add("member "+reflect.StructTag(fields.Tag(i)).Get("json")+" of the body of ", fields.Field(i).Name())
	}
}

// structBodyOf is the struct that a method takes as its body. What else the call requires may stand
// in front of it.
func structBodyOf(sig *types.Signature) *types.Named {
	for p := range sig.Params().Variables() {
		if pointer, ok := p.Type().(*types.Pointer); ok {
			return pointer.Elem().(*types.Named)
		}
	}
	panic("the method takes no struct: " + sig.String())
}

// holes counts the placeholders of a path.
func holes(path api.Path) int {
	n := 0
	for _, seg := range path {
		for _, a := range seg.Args {
			if a.Placeholder != "" {
				n++
			}
		}
	}
	return n
}

// method finds the method that a call names: "Me.Events.Cancel".
func (s *surface) method(call string) *types.Func {
	if s.pkg == nil {
		return nil
	}
	at := s.pkg.Scope().Lookup("Client").Type()
	for part := range strings.SplitSeq(call, ".") {
		found, _, _ := types.LookupFieldOrMethod(types.NewPointer(at), true, s.pkg, part)
		switch found := found.(type) {
		case *types.Func:
			return found
		case *types.Var:
			at = found.Type()
		default:
			return nil
		}
	}
	return nil
}

// gaveWay reports whether a call, or a service on the way to it, is reported as
// having given way to another name.
func (s *surface) gaveWay(call string) bool {
	for i, r := range call + "." {
		if r == '.' && s.reported[call[:i]] {
			return true
		}
	}
	return false
}

// lists reports whether a page of s that is touched names a word.
func (s *surface) lists(word string, touched func(page string) bool) bool {
	for path, page := range s.pages {
		if touched(path) && strings.Contains(textOf(page), word) {
			return true
		}
	}
	return false
}

// textOf is the text of a page's paragraphs and tables.
func textOf(page *parser.Page) string {
	var b strings.Builder
	for _, section := range page.Sections {
		for _, block := range section.Blocks {
			switch block := block.(type) {
			case *parser.Paragraph:
				b.WriteString(block.Plain + "\n")
			case *parser.List:
				for _, item := range block.Items {
					b.WriteString(item.Plain + "\n")
				}
			case *parser.Table:
				for _, row := range block.Rows {
					for _, cell := range row {
						b.WriteString(cell.Plain + "\n")
					}
				}
			}
		}
	}
	return b.String()
}
