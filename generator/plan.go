// Package generator writes the Go package of an SDK from the model of an API.
//
// It works in two steps. [Name] decides every name of the output before a line
// of it is written: types, fields, services, methods, parameters, tests, files. It leaves
// the model alone; [Plan.Names] says what it has named.
// [Generate] then takes the files from the plan, each on its own and so in
// parallel: it describes what is in a file, completely and in plain data, and package
// code writes that as Go. Everything about Go lives here and there; the packages know
// the model and no markdown.
//
// What the model holds comes from pages that nobody vouches for. No text of it
// reaches the output except through one of three gates: an identifier filter
// (ident.go), and the comments and literals of package code.
package generator

import (
	"strings"
	"sync"
	"unicode"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
)

// Options tell what an API does not say about itself.
type Options struct {
	// Package is the name of the package to write: "graph".
	Package string
	// ImportPath is the import path of the output. The runtime is expected in
	// its folder "rest", the support for golden tests in "internal/golden".
	ImportPath string
	// BaseURL is what every path of the API follows.
	BaseURL string
	// DocsURL is where the pages are published, for the links in doc comments:
	// "{page}" in it stands for a page's path without ".md", and is added at
	// the end where it is missing. With no DocsURL, comments name the page.
	DocsURL string
}

// A Plan holds every name of the output.
type Plan struct {
	// Diagnostics tell which names had to give way to others.
	Diagnostics []diag.Diagnostic

	api   *api.API
	opts  Options
	names *Names

	types    []*goType          // in the order of the model
	typeOf   map[string]*goType // by full name in lower case
	params   []*paramsType
	root     *service
	methods  []*method // in the order of the model
	methodOf map[*api.Method]*method
	tests    []*test
	codes    []*codeConstant  // of errors, by code
	keyOf    map[*test]string // the name of a test's file

	reporting sync.Mutex // of Diagnostics
	asked     sync.Once  // for takesOptions
	indexing  sync.Once  // for index
	guiding   sync.Once  // for guide
	guide     *guide     // what the SDK explains itself by
	index     *pageIndex // of what may take the place of what is deprecated
	// takesOptions is what queries returns.
	takesOptions bool
	scope        scope // the package's identifiers
	files        map[string]*sourceFile

	// indexes are those of fields by their JSON names, by the first field, where there
	// are many.
	indexes sync.Map
}

// A goType is a struct or, for an enumeration, a string type with constants.
type goType struct {
	model     *api.Type
	name      string
	fields    []field
	constants []code.Constant
}

// A field is a struct field that carries a JSON member.
type field struct {
	name  string // the Go name
	json  string
	shape shape
	prop  *api.Property
	// required tells of a field of the runtime's that is no rest.Opt.
	required bool
}

// A paramsType is the struct that holds the JSON body of an action.
type paramsType struct {
	name   string
	op     *api.Operation
	params []*api.Parameter
	fields []field
}

// Name decides every Go name that the output will have, and which examples it cannot
// test. [Plan.Names] returns the names. The API is left alone.
//
// Names that had to give way to others are reported with the code
// "name-collision".
func Name(a *api.API, opts Options) *Plan {
	p := &Plan{
		api: a, opts: opts, names: newNames(a),
		typeOf:   make(map[string]*goType, len(a.Types)),
		methodOf: make(map[*api.Method]*method, len(a.Methods)),
		scope:    make(scope, 4*len(a.Types)+len(a.Methods)),
		files:    map[string]*sourceFile{},
	}
	p.scope["Client"], p.scope["NewClient"] = true, true
	wait := parallel.Go(p.nameTypes) // which needs nothing of what methods are called
	p.nameMethods()
	wait()
	p.nameParams()
	var pages map[string]*sourceFile
	assigned := parallel.Go(func() { pages = p.assignFiles() }) // which needs no more names
	noted := parallel.Go(func() { p.noteTypes(); p.noteMethods() })
	p.nameServiceTypes(p.root)
	p.nameConstants()
	p.nameErrorCodes()
	p.nameTests()
	assigned()
	noted()
	p.assignTests(pages)
	p.assignLines(pages)
	p.nameLineTests()
	p.Diagnostics = diag.Sort(p.Diagnostics)
	return p
}

// collision reports that name, wanted at a place of a page, became another.
func (p *Plan) collision(page string, line int, what, wanted, got string) {
	p.reporting.Lock()
	defer p.reporting.Unlock()
	p.Diagnostics = append(p.Diagnostics, diag.Diagnostic{
		Code: "name-collision", Severity: diag.Warning, File: page, Line: max(line, 1), Column: 1,
		Message: what + " would be called " + wanted + ", which is taken; it is called " + got,
		Hint:    "rename one of the two in the pages, or keep the name as it is",
	})
}

// A scope is the set of names taken in a package, a struct or a signature.
type scope map[string]bool

// claim takes a name, and if it is not free that with a number behind it.
func (s scope) claim(name string) string { return s.claimOr(name, "") }

// claimOr takes a name, failing that the one with a suffix, and failing that this with
// a number behind it.
func (s scope) claimOr(name, suffix string) string {
	got := name
	if s[got] {
		got += suffix
	}
	for i := 2; s[got]; i++ {
		got = name + suffix + itoa(i)
	}
	s[got] = true
	return got
}

// nameTypes gives every type its name, and its fields theirs.
func (p *Plan) nameTypes() {
	for _, t := range p.api.Types {
		wanted := p.typeName(t.Name)
		if t.Untyped {
			// Any JSON: it needs no declaration.
			p.addType(&goType{model: t, name: "jsontext.Value"})
			continue
		}
		g := &goType{model: t, name: p.scope.claimOr(wanted, "Type")}
		if g.name != wanted {
			p.collision(t.Page, t.Line, "the type "+t.Name, wanted, g.name)
		}
		p.addType(g)
	}
	for _, g := range p.types {
		if g.model.Kind != api.Enum {
			g.fields = p.fieldsOf(g.model)
		}
	}
}

func (p *Plan) addType(g *goType) {
	p.types = append(p.types, g)
	if key := strings.ToLower(g.model.Name); p.typeOf[key] == nil {
		p.typeOf[key] = g
	}
}

// typeCalled finds a type by its full name in any case, nil for none.
func (p *Plan) typeCalled(name string) *goType {
	var buffer [96]byte
	return p.typeOf[string(odata.AppendFold(buffer[:0], name))]
}

// typeName turns a full type name into a Go name: microsoft.graph.event is Event
// where microsoft.graph is the API's own namespace, and a namespace below it is
// a prefix: microsoft.graph.callRecords.session is CallRecordsSession. Of a
// foreign namespace the whole name counts.
func (p *Plan) typeName(full string) string {
	name := full
	if ns := p.api.Namespace + "."; ns != "." && len(full) > len(ns) && strings.EqualFold(full[:len(ns)], ns) {
		name = full[len(ns):]
	}
	return exported(name, "Object")
}

// fieldsOf names the fields for all of t's properties, inherited ones included.
func (p *Plan) fieldsOf(t *api.Type) []field {
	properties := t.AllProperties()
	fields := make([]field, 0, len(properties))
	taken := structScope(len(properties))
	for _, prop := range properties {
		ref := api.TypeRef{Name: prop.Type, Collection: prop.Collection}
		if ref.Name == "Edm.Stream" || !fitsTag(prop.Name) {
			continue
		}
		wanted := exported(prop.Name, "Member")
		f := field{name: taken.claimOr(wanted, "Property"), json: prop.Name, shape: p.shapeOf(ref).written(prop.Form), prop: prop}
		if f.name != wanted {
			p.collision(t.Page, prop.Line, "the property "+prop.Name+" of "+t.Name, wanted, f.name)
		}
		fields = append(fields, f)
	}
	return fields
}

// structScope is the scope of a struct with so many properties.
func structScope(properties int) scope {
	s := make(scope, properties+4)
	s["Extra"], s["MarshalJSON"], s["UnmarshalJSON"], s["String"] = true, true, true, true
	return s
}

// fitsTag reports whether a member can have a field: whether its name can stand in
// a struct tag. Those that cannot stay in Extra, and so do annotations
// ("@odata.type", "manager@odata.bind"), which say something about members and
// are none themselves.
func fitsTag(name string) bool {
	for _, r := range name {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if !letter && !strings.ContainsRune("!#$%&()*+-./:;<=>?[]^_{|}~ ", r) {
			return false
		}
	}
	return name != "" && name != "-"
}

// nameConstants names the members of the enumerations. Constants come last in
// the package's scope: they give way to everything else.
func (p *Plan) nameConstants() {
	var buffer [64]byte
	for _, g := range p.types {
		if g.model.Kind != api.Enum {
			continue
		}
		seen := make(scope, len(g.model.Members))
		g.constants = make([]code.Constant, 0, len(g.model.Members))
		for _, m := range g.model.Members {
			if seen[m.Name] {
				continue
			}
			seen[m.Name] = true
			fallback := "Other"
			if strings.TrimSpace(m.Name) == "" {
				fallback = "Blank"
			}
			wanted := string(appendExported(append(buffer[:0], g.name...), m.Name, fallback))
			name := p.scope.claimOr(wanted, "Value")
			if name != wanted {
				p.collision(g.model.Page, g.model.Line, "the member "+m.Name+" of "+g.model.Name, wanted, name)
			}
			g.constants = append(g.constants, code.Constant{Name: name, Value: m.Name, Description: m.Description})
		}
		p.names.noteMembers(g)
	}
}
