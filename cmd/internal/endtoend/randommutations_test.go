package endtoend

// Random mutations: what no example shows is held by the tests of request lines and of
// names. Hundreds of changes are made to an SDK at a time, each to another thing, and for
// each the very line of those tests has to turn red that is about the thing changed. So
// one build tells of all of them.
//
// With SDKSCRIBE_MUTATIONS=corpus, the SDK is that of the reference in the corpus beside
// the project.

import (
	"fmt"
	"go/ast"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A tried mutation is one change and the marks in the output of the tests of which one
// says that it was noticed.
type tried struct {
	kind string
	replacement
	what  string
	marks []string
}

func TestRandomMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("builds an SDK twice")
	}
	s, most := (*spoiled)(nil), 150
	if os.Getenv("SDKSCRIBE_MUTATIONS") == "corpus" {
		s, most = sdkOfCorpus(t), 300
	} else {
		s = sdkOfDocs(t)
	}
	all := s.randomMutations()
	r := rand.New(rand.NewPCG(7, 20240514))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	batch := apart(all, most)
	kinds := map[string]int{}
	var places []replacement
	for _, m := range batch {
		kinds[m.kind]++
		places = append(places, m.replacement)
	}
	if out := s.tables(t, nil); !strings.Contains(out, "\nok ") && !strings.HasPrefix(out, "ok") {
		t.Fatalf("the tests fail before anything is changed:\n%s", head(out))
	}
	out := s.tables(t, places)
	if strings.Contains(out, "[build failed]") {
		t.Fatalf("what comes out does not compile:\n%s", head(out))
	}
	survivors := 0
	for _, m := range batch {
		if !slices.ContainsFunc(m.marks, func(mark string) bool { return strings.Contains(out, mark) }) {
			survivors++
			t.Logf("survives: %s of %s: %q for %q", m.kind, m.what, m.text, s.text[m.file][m.from:m.to])
		}
	}
	t.Logf("%d mutations, %d survive: %v", len(batch), survivors, kinds)
	if len(batch) < 100 || survivors*50 > len(batch) {
		t.Errorf("%d of %d mutations survive, more than 2 %%", survivors, len(batch))
	}
}

// sdkOfCorpus generates the SDK of the reference beside the project.
func sdkOfCorpus(t *testing.T) *spoiled {
	t.Helper()
	docs := filepath.Join("..", "..", "..", "..", "shared", "corpus", "graph", "api-reference", "v1.0")
	if _, err := os.Stat(docs); err != nil {
		t.Skip("the corpus is not there")
	}
	module := t.TempDir()
	newModule(t, module)
	generate(t, module, "graph", docs)
	dir := filepath.Join(module, "graph")
	c, err := check(modulePath+"/graph", read(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	return &spoiled{checked: c, dir: dir, users: cover(c)}
}

// tables runs the tests of request lines and of names with changes, and takes these back.
func (s *spoiled) tables(t *testing.T, places []replacement) string {
	t.Helper()
	defer s.change(t, places)()
	out, _ := goTool(t, s.dir, "test", "-vet=off", "-ldflags=-s -w", "-run="+tableTests, ".")
	return out
}

// apart takes up to so many mutations, by turns of each kind, no two of which are of one
// thing.
func apart(all []tried, most int) []tried {
	byKind := map[string][]tried{}
	var kinds []string
	for _, m := range all {
		if byKind[m.kind] == nil {
			kinds = append(kinds, m.kind)
		}
		byKind[m.kind] = append(byKind[m.kind], m)
	}
	slices.Sort(kinds)
	var batch []tried
	taken := map[string]bool{}
	for more := true; more && len(batch) < most; {
		more = false
		for _, kind := range kinds {
			for len(byKind[kind]) > 0 && len(batch) < most {
				m := byKind[kind][0]
				byKind[kind] = byKind[kind][1:]
				if !taken[m.what] {
					taken[m.what], more = true, true
					batch = append(batch, m)
					break
				}
			}
		}
	}
	return batch
}

// randomMutations lists all mutations of the SDK.
func (s *spoiled) randomMutations() []tried {
	lines := s.linesOf()
	var all []tried
	for _, file := range s.own() {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Recv != nil && decl.Body != nil {
					all = append(all, s.methodMutations(decl, lines)...)
				}
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						all = append(all, s.fieldMutations(spec)...)
					case *ast.ValueSpec:
						all = append(all, s.constantMutations(decl, spec)...)
					}
				}
			}
		}
	}
	return all
}

// linesOf lists the tests of request lines by the method that they call.
func (s *spoiled) linesOf() map[string][]string {
	lines := map[string][]string{}
	for path, file := range s.files {
		if !strings.HasSuffix(path, "-requests_test.go") {
			continue
		}
		test := ""
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				test = n.Name.Name
			case *ast.CompositeLit:
				if method, line := lineOf(n); method != "" {
					lines[method] = append(lines[method], "--- FAIL: "+test+"/"+line+" ")
				}
			}
			return true
		})
	}
	return lines
}

// lineOf reads a line of the table, {Name: "…", Call: (*Service).Method}.
func lineOf(n *ast.CompositeLit) (method, line string) {
	for _, element := range n.Elts {
		field, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return "", ""
		}
		switch name, _ := field.Key.(*ast.Ident); name.String() {
		case "Name":
			line, _ = strconv.Unquote(field.Value.(*ast.BasicLit).Value)
		case "Call":
			selector := field.Value.(*ast.SelectorExpr)
			method = receiverName(selector.X.(*ast.ParenExpr).X) + "." + selector.Sel.Name
		case "All":
			line += "/All"
		}
	}
	return method, line
}

// receiverName is T of *T.
func receiverName(e ast.Expr) string {
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	name, _ := e.(*ast.Ident)
	return name.String()
}

// methodMutations change what a method asks for.
func (s *spoiled) methodMutations(method *ast.FuncDecl, lines map[string][]string) []tried {
	name := receiverName(method.Recv.List[0].Type) + "." + method.Name.Name
	var c call
	found := false
	ast.Inspect(method.Body, func(n ast.Node) bool {
		if other, ok := requestOf(n); ok && !found {
			c, found = other, true
		}
		return !found
	})
	if !found {
		return nil
	}
	var all []tried
	add := func(kind string, r replacement) { all = append(all, tried{kind, r, name, lines[name]}) }
	add("verb", s.part(c.verb, otherVerb(c.verb.text), nil))
	add("path", s.otherSegment(c, len(c.path.text)))
	if end := strings.Index(c.path.text[1:], "/"); end > 0 {
		add("path", s.otherSegment(c, end+1))
	}
	if at := strings.LastIndex(c.path.text, "/"); at > 0 && !strings.Contains(c.path.text[at:], "{") {
		add("segment left out", s.part(c.path, c.path.text[:at], nil))
	}
	if len(c.args) > 1 && s.info.TypeOf(c.args[0]) == s.info.TypeOf(c.args[1]) {
		from, to := s.replacement(c.args[0], "", nil), s.replacement(c.args[1], "", nil)
		add("arguments swapped", replacement{from.file, from.from, to.to, s.source(c.args[1]) + ", " + s.source(c.args[0]), nil})
	}
	if body, ok := c.body.(*ast.Ident); ok && body.Name == "body" {
		add("body", s.replacement(c.body, "nil", nil))
	}
	if c.member != nil {
		add("wrapper", s.replacement(c.member, `"values"`, nil))
	}
	if c.node != nil && s.source(c.node.Args[2]) == "opts" {
		add("options", s.replacement(c.node.Args[2], "nil", nil))
	}
	return all
}

// otherVerb is another verb, of a request that has a body or may have one.
func otherVerb(verb string) string {
	return map[string]string{"GET": "DELETE", "DELETE": "GET", "POST": "PUT", "PUT": "PATCH", "PATCH": "PUT"}[verb]
}

// fieldMutations change the names that fields have in JSON, and the types of those that
// no example shows: of others, the examples' tests would not compile.
func (s *spoiled) fieldMutations(spec *ast.TypeSpec) []tried {
	structure, ok := spec.Type.(*ast.StructType)
	if !ok {
		return nil
	}
	var all []tried
	for _, f := range structure.Fields.List {
		if f.Tag == nil || len(f.Names) != 1 {
			continue
		}
		json := jsonName(f.Tag.Value)
		if json == "" || json == "-" {
			continue
		}
		what := spec.Name.Name + "." + f.Names[0].Name
		add := func(kind string, r replacement) {
			all = append(all, tried{kind, r, what, []string{"golden: " + what + "\t", "golden: " + what + " is"}})
		}
		add("JSON name", s.renamed(taggedField{json: json, field: f}, json+"X"))
		add("JSON name's case", s.renamed(taggedField{json: json, field: f}, otherCase(json)))
		if len(s.users[s.info.Defs[f.Names[0]]]) == 0 {
			if other := otherType(s.source(f.Type)); other != "" {
				add("type of field", s.replacement(f.Type, other, nil))
			}
		}
	}
	return all
}

// otherCase is a name with its first letter in the other case.
func otherCase(name string) string {
	if upper := strings.ToUpper(name[:1]); upper != name[:1] {
		return upper + name[1:]
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// otherType is a type of the same kind that a careless hand would write.
func otherType(source string) string {
	switch source {
	case "rest.Opt[string]":
		return "rest.Opt[rest.GUID]"
	case "rest.Opt[int32]":
		return "rest.Opt[int64]"
	case "rest.Opt[int64]":
		return "rest.Opt[int32]"
	case "rest.Opt[float64]":
		return "rest.Opt[float32]"
	case "rest.Opt[bool]", "rest.Opt[rest.DateTimeOffset]", "rest.Opt[rest.Date]":
		return "rest.Opt[string]"
	}
	if of, ok := strings.CutPrefix(source, "[]*"); ok {
		return "*" + of
	}
	return ""
}

// constantMutations change the members that constants stand for.
func (s *spoiled) constantMutations(decl *ast.GenDecl, spec *ast.ValueSpec) []tried {
	if decl.Tok != token.CONST || len(spec.Values) != 1 || spec.Type == nil {
		return nil
	}
	text, ok := spec.Values[0].(*ast.BasicLit)
	if !ok || text.Kind != token.STRING {
		return nil
	}
	value, err := strconv.Unquote(text.Value)
	if err != nil || receiverName(spec.Type) == "string" {
		return nil
	}
	name := spec.Names[0].Name
	return []tried{{"enum value", s.replacement(text, fmt.Sprintf("%q", value+"s"), nil), name, []string{"golden: " + name + "\t"}}}
}
