package endtoend

// Places in a generated SDK that a mutation can be applied to, found in its syntax
// tree, each with the golden tests that cover it.

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A replacement is a stretch of a file, what to put there instead, and the golden tests
// that have to notice.
type replacement struct {
	file     string
	from, to int
	text     string
	tests    []string
}

// replacement returns the replacement of node by text.
func (s *spoiled) replacement(node ast.Node, text string, tests []string) replacement {
	at := s.fset.Position(node.Pos())
	return replacement{at.Filename, at.Offset, s.offset(node.End()), text, tests}
}

// cover maps what the package declares and imports to the tests that use it.
func cover(c *checked) map[types.Object][]string {
	users := map[types.Object][]string{}
	for path, file := range c.files {
		if !strings.HasSuffix(path, "_test.go") || isTable(path) {
			continue
		}
		for _, decl := range file.Decls {
			test, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			for object := range used(c, test) {
				users[object] = append(users[object], test.Name.Name)
			}
		}
	}
	for _, tests := range users {
		slices.Sort(tests)
	}
	return users
}

// tableTests are the tests that are no example's: of request lines and of names. The
// mutations that have to turn the examples' red are tried without them.
const tableTests = "^Test(RequestLines|Members)_"

// isTable reports whether a file has such tests, or examples, which are played with the
// exchanges of other tests.
func isTable(path string) bool {
	return path == examples || strings.HasSuffix(path, "-requests_test.go") || path == "sdk-members_test.go"
}

// used is the set of objects that a declaration uses.
func used(c *checked, decl ast.Node) map[types.Object]bool {
	objects := map[types.Object]bool{}
	ast.Inspect(decl, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		switch object := c.info.Uses[id].(type) {
		case nil:
		case *types.Var:
			objects[object.Origin()] = true
		case *types.Func:
			objects[object.Origin()] = true
		default:
			objects[object] = true
		}
		return true
	})
	return objects
}

// usersOf returns the tests that use a name of the runtime.
func (s *spoiled) usersOf(pkg, name string) []string {
	tests := map[string]bool{}
	for object, users := range s.users {
		if object.Name() == name && object.Pkg() != nil && object.Pkg().Name() == pkg {
			for _, test := range users {
				tests[test] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(tests))
}

// own lists the SDK's own source files that are no tests, in order.
func (s *spoiled) own() []*ast.File {
	var files []*ast.File
	for _, path := range slices.Sorted(maps.Keys(s.files)) {
		if !strings.Contains(path, "/") && !strings.HasSuffix(path, "_test.go") {
			files = append(files, s.files[path])
		}
	}
	return files
}

// A call is where a generated method makes its request.
type call struct {
	verb, path part
	body       ast.Expr   // nil where there is none
	member     ast.Expr   // what of the answer is wanted, nil for all of it
	args       []ast.Expr // of the path
	node       *ast.CallExpr
	tests      []string
}

// A part is some of a string literal's text.
type part struct {
	literal *ast.BasicLit
	from    int // in the source of the literal
	text    string
}

// part returns the replacement of a part by text.
func (s *spoiled) part(p part, text string, tests []string) replacement {
	at := s.fset.Position(p.literal.Pos())
	return replacement{at.Filename, at.Offset + p.from, at.Offset + p.from + len(p.text), text, tests}
}

// calls lists those of methods that tests cover.
func (s *spoiled) calls() []call {
	var calls []call
	for _, file := range s.own() {
		for _, decl := range file.Decls {
			method, ok := decl.(*ast.FuncDecl)
			if !ok || method.Recv == nil || len(s.users[s.info.Defs[method.Name]]) == 0 {
				continue
			}
			ast.Inspect(method.Body, func(n ast.Node) bool {
				if c, ok := requestOf(n); ok {
					c.tests = s.users[s.info.Defs[method.Name]]
					calls = append(calls, c)
				}
				return true
			})
		}
	}
	return calls
}

// requestOf reads a node that makes a request: a call of the runtime's, or a literal
// of rest.Request.
func requestOf(n ast.Node) (c call, ok bool) {
	switch n := n.(type) {
	case *ast.CallExpr:
		return callOf(n)
	case *ast.CompositeLit:
		return literalOf(n)
	}
	return c, false
}

// callOf reads rest.Send(ctx, client, opts, request, body, args...), or rest.Call,
// rest.Items, rest.CallMember with a type.
func callOf(n *ast.CallExpr) (c call, ok bool) {
	const fixed = 5 // arguments in front of the path's
	fun := n.Fun
	if generic, ok := fun.(*ast.IndexExpr); ok {
		fun = generic.X
	}
	member := isSelector(fun, "rest", "CallMember")
	if !member && !isSelector(fun, "rest", "Send") && !isSelector(fun, "rest", "Call") && !isSelector(fun, "rest", "Items") || len(n.Args) < fixed {
		return c, false
	}
	request, ok := n.Args[3].(*ast.BasicLit)
	if !ok {
		return c, false
	}
	c = call{body: n.Args[4], args: n.Args[fixed:], node: n}
	if member {
		c.member, c.args = c.args[0], c.args[1:]
	}
	verb, path, ok := strings.Cut(strings.Trim(request.Value, `"`), " ")
	c.verb, c.path = part{request, 1, verb}, part{request, len(`"` + verb + " "), path}
	return c, ok
}

// literalOf reads rest.Request{Method: verb, Path: path, Args: args, Body: body}.
func literalOf(n *ast.CompositeLit) (c call, ok bool) {
	for _, element := range n.Elts {
		field, isField := element.(*ast.KeyValueExpr)
		if !isField {
			return c, false
		}
		switch name, _ := field.Key.(*ast.Ident); name.String() {
		case "Method":
			c.verb = partOf(field.Value)
		case "Path":
			c.path = partOf(field.Value)
		case "Args":
			c.args = field.Value.(*ast.CompositeLit).Elts
		case "Body":
			c.body = field.Value
		}
	}
	return c, c.verb.literal != nil && c.path.literal != nil
}

// partOf is all the text of a string literal.
func partOf(e ast.Expr) part {
	literal, ok := e.(*ast.BasicLit)
	if !ok {
		return part{}
	}
	return part{literal, 1, strings.Trim(literal.Value, `"`)}
}

// A taggedField is a struct field with the name that it has in JSON.
type taggedField struct {
	owner string // the struct's name
	field *ast.Field
	json  string
	tests []string
}

// fields lists those whose value some test states.
func (s *spoiled) fields() []taggedField {
	var fields []taggedField
	for _, file := range s.own() {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			structure, ok := spec.Type.(*ast.StructType)
			if !ok {
				return false
			}
			for _, f := range structure.Fields.List {
				if f.Tag == nil || len(f.Names) != 1 {
					continue
				}
				tests := s.users[s.info.Defs[f.Names[0]]]
				if name := jsonName(f.Tag.Value); name != "" && name != "-" && len(tests) > 0 {
					fields = append(fields, taggedField{spec.Name.Name, f, name, tests})
				}
			}
			return false
		})
	}
	return fields
}

// jsonName is the name in a tag as it stands in the source.
func jsonName(tag string) string {
	tag, err := strconv.Unquote(tag)
	if err != nil {
		return ""
	}
	rest, ok := strings.CutPrefix(tag, `json:`)
	if !ok {
		return ""
	}
	quoted, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return ""
	}
	name, _ := strconv.Unquote(quoted)
	name, _, _ = strings.Cut(name, ",")
	return name
}

// renamed is a replacement of f's tag, with another JSON name in it.
func (s *spoiled) renamed(f taggedField, name string) replacement {
	tag := strings.Replace(f.field.Tag.Value, f.json, name, 1)
	return s.replacement(f.field.Tag, tag, f.tests)
}

// inFunction finds a literal or operator in a function of the runtime: what ok
// says yes to first.
func (s *spoiled) inFunction(file, function string, ok func(ast.Node) bool) ast.Node {
	var found ast.Node
	for _, decl := range s.files[file].Decls {
		if f, isFunction := decl.(*ast.FuncDecl); !isFunction || f.Name.Name != function {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if found == nil && n != nil && ok(n) {
				found = n
			}
			return found == nil
		})
	}
	return found
}

// literal reports whether a node is a literal with this text.
func literal(text string) func(ast.Node) bool {
	return func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		return ok && lit.Value == text
	}
}

// tagIn finds the tag of a field in a struct of the runtime.
func (s *spoiled) tagIn(file, structure, json string) *ast.BasicLit {
	var tag *ast.BasicLit
	ast.Inspect(s.files[file], func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Name.Name != structure {
			return true
		}
		for _, f := range spec.Type.(*ast.StructType).Fields.List {
			if f.Tag != nil && jsonName(f.Tag.Value) == json {
				tag = f.Tag
			}
		}
		return false
	})
	return tag
}

// testCalls lists the calls of a function of package golden, with their tests.
func (s *spoiled) testCalls(name string) []call {
	var calls []call
	for _, path := range slices.Sorted(maps.Keys(s.files)) {
		for _, decl := range s.files[path].Decls {
			test, ok := decl.(*ast.FuncDecl)
			if !ok || !strings.HasSuffix(path, "_test.go") {
				continue
			}
			ast.Inspect(test, func(n ast.Node) bool {
				if c, ok := n.(*ast.CallExpr); ok && isSelector(c.Fun, "golden", name) {
					calls = append(calls, call{node: c, tests: []string{test.Name.Name}})
				}
				return true
			})
		}
	}
	return calls
}

func isSelector(e ast.Expr, pkg, name string) bool {
	selector, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := selector.X.(*ast.Ident)
	return ok && x.Name == pkg && selector.Sel.Name == name
}

// isOperator reports whether a node is a binary expression with this operator.
func isOperator(n ast.Node, op token.Token) (*ast.BinaryExpr, bool) {
	b, ok := n.(*ast.BinaryExpr)
	return b, ok && b.Op == op
}

// A conversion is a type that a test has in the place of its base.
type conversion struct {
	name  string
	tests []string
}

// conversions lists the types T of rest.From[Base](&T{...}), each with all tests
// that have it.
func (s *spoiled) conversions() []conversion {
	tests := map[string]map[string]bool{}
	for path, file := range s.files {
		for _, decl := range file.Decls {
			test, ok := decl.(*ast.FuncDecl)
			if !ok || !strings.HasSuffix(path, "_test.go") {
				continue
			}
			ast.Inspect(test, func(n ast.Node) bool {
				if name := s.converted(n); name != "" {
					if tests[name] == nil {
						tests[name] = map[string]bool{}
					}
					tests[name][test.Name.Name] = true
				}
				return true
			})
		}
	}
	var all []conversion
	for _, name := range slices.Sorted(maps.Keys(tests)) {
		all = append(all, conversion{name, slices.Sorted(maps.Keys(tests[name]))})
	}
	return all
}

// converted returns T of rest.From[Base](&T{...}), "" for another node.
func (s *spoiled) converted(n ast.Node) string {
	c, ok := n.(*ast.CallExpr)
	if !ok || len(c.Args) != 1 {
		return ""
	}
	index, ok := c.Fun.(*ast.IndexExpr)
	if !ok || !isSelector(index.X, "rest", "From") {
		return ""
	}
	pointer, ok := s.info.Types[c.Args[0]].Type.(*types.Pointer)
	if !ok {
		return ""
	}
	named, ok := pointer.Elem().(*types.Named)
	if !ok {
		return ""
	}
	return named.Obj().Name()
}
