package endtoend

// The mutations that a generated SDK is tried with, each by a name that says what
// a careless hand has done.

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// firstCall applies change to the first call that it can be applied to.
func firstCall(change func(*spoiled, call) (replacement, bool)) func(*spoiled) []replacement {
	return func(s *spoiled) []replacement {
		for _, c := range s.calls() {
			if p, ok := change(s, c); ok {
				return []replacement{p}
			}
		}
		return nil
	}
}

// firstField is firstCall for fields.
func firstField(change func(*spoiled, taggedField) (replacement, bool)) func(*spoiled) []replacement {
	return func(s *spoiled) []replacement {
		for _, f := range s.fields() {
			if p, ok := change(s, f); ok {
				return []replacement{p}
			}
		}
		return nil
	}
}

// runtimeLiteral changes a string in a function of the runtime, which golden tests
// use under the name of an option.
func runtimeLiteral(file, function, from, to string) func(*spoiled) []replacement {
	return func(s *spoiled) []replacement {
		n := s.inFunction("rest/"+file, function, literal(strconv.Quote(from)))
		if n == nil {
			return nil
		}
		return []replacement{s.replacement(n, strconv.Quote(to), s.usersOf("rest", function))}
	}
}

// runtimeTag changes a JSON name of the runtime.
func runtimeTag(file, structure, from, to string, tests func(*spoiled) []string) func(*spoiled) []replacement {
	return func(s *spoiled) []replacement {
		tag := s.tagIn("rest/"+file, structure, from)
		if tag == nil {
			return nil
		}
		return []replacement{s.replacement(tag, strings.Replace(tag.Value, from, to, 1), tests(s))}
	}
}

// runtimeConst changes a text that is a constant of the runtime, which the tests of errors
// depend on.
func runtimeConst(file, name, from, to string) func(*spoiled) []replacement {
	return func(s *spoiled) []replacement {
		var found *ast.BasicLit
		ast.Inspect(s.files["rest/"+file], func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && spec.Names[0].Name == name {
				found, _ = spec.Values[0].(*ast.BasicLit)
			}
			return found == nil
		})
		if found == nil {
			return nil
		}
		return []replacement{s.replacement(found, strings.Replace(found.Value, from, to, 1), s.usersOf("golden", "Error"))}
	}
}

// mutations is what an SDK is tried with, one at a time.
func mutations() []mutation {
	return slices.Concat(callMutations(), typeMutations(), answerMutations())
}

// callMutations change what is sent.
func callMutations() []mutation {
	return []mutation{
		{name: "verb", find: firstCall(func(s *spoiled, c call) (replacement, bool) {
			return s.otherVerb(c), c.verb.text == "PATCH"
		})},
		{name: "last path segment", find: firstCall(func(s *spoiled, c call) (replacement, bool) {
			return s.otherSegment(c, len(c.path.text)), strings.Contains(c.path.text, "}/")
		})},
		{name: "first path segment", find: firstCall(func(s *spoiled, c call) (replacement, bool) {
			end := strings.Index(c.path.text[1:], "/")
			return s.otherSegment(c, end+1), end > 0
		})},
		{name: "path segment left out", find: firstCall(func(s *spoiled, c call) (replacement, bool) {
			at := strings.LastIndex(c.path.text, "/")
			return s.part(c.path, c.path.text[:at], c.tests), at > 0 && !strings.Contains(c.path.text[at:], "{")
		})},
		{name: "arguments swapped", find: firstCall(func(s *spoiled, c call) (replacement, bool) {
			if len(c.args) != 2 {
				return replacement{}, false
			}
			from, to := s.replacement(c.args[0], "", nil), s.replacement(c.args[1], "", nil)
			return replacement{from.file, from.from, to.to, s.source(c.args[1]) + ", " + s.source(c.args[0]), c.tests}, true
		})},
		{name: "query parameter: the name of $select", find: runtimeLiteral("options.go", "Select", "$select", "select")},
		{name: "query parameter: the name of $top", find: runtimeLiteral("options.go", "Top", "$top", "$first")},
		{name: "query parameter: the separator of $select", find: runtimeLiteral("options.go", "Select", ",", ";")},
		{name: "header name", find: runtimeLiteral("options.go", "IfMatch", "If-Match", "If-None-Match")},
		{name: "request body dropped", find: firstCall(func(s *spoiled, c call) (replacement, bool) {
			if body, ok := c.body.(*ast.Ident); !ok || body.Name != "body" {
				return replacement{}, false
			}
			return s.replacement(c.body, "nil", c.tests), true
		})},
		{name: "service not bound", some: true, find: func(s *spoiled) []replacement {
			for _, c := range s.calls() {
				if c.node == nil {
					continue
				}
				core := c.node.Args[1].(*ast.SelectorExpr).X
				service := strings.TrimPrefix(s.info.Types[core].Type.String(), "*"+modulePath+"/graph.")
				if p, ok := s.binding(service, c.tests); ok {
					return []replacement{p}
				}
			}
			return nil
		}},
	}
}

// binding is where a service directly below the client gets the runtime's.
func (s *spoiled) binding(service string, tests []string) (replacement, bool) {
	for path, text := range s.text {
		line := "func (s *" + service + ") bind(core *rest.Client) {\n\ts.core = core\n"
		if at := strings.Index(text, line); at >= 0 && strings.HasSuffix(path, ".go") {
			empty := strings.Replace(line, "\ts.core = core\n", "", 1)
			return replacement{path, at, at + len(line), empty, tests}, true
		}
	}
	return replacement{}, false
}

// typeMutations change what is encoded and decoded.
func typeMutations() []mutation {
	isBody := func(f taggedField) bool { return strings.HasSuffix(f.owner, "Request") }
	retyped := func(from, to string) func(*spoiled) []replacement {
		return firstField(func(s *spoiled, f taggedField) (replacement, bool) {
			source := s.source(f.field.Type)
			return s.replacement(f.field.Type, strings.Replace(source, from, to, 1), f.tests), strings.Contains(source, from)
		})
	}
	return []mutation{
		{name: "JSON name in a response", find: firstField(func(s *spoiled, f taggedField) (replacement, bool) {
			return s.renamed(f, f.json+"s"), !isBody(f)
		})},
		{name: "JSON name in another case", find: firstField(func(s *spoiled, f taggedField) (replacement, bool) {
			return s.renamed(f, strings.ToUpper(f.json)), !isBody(f)
		})},
		{name: "JSON name in a request", find: firstField(func(s *spoiled, f taggedField) (replacement, bool) {
			return s.renamed(f, "the"+f.json), isBody(f)
		})},
		{name: "request body field dropped", find: firstField(func(s *spoiled, f taggedField) (replacement, bool) {
			return s.renamed(f, "-"), isBody(f)
		})},
		{name: "field type: a number for a string", broken: true, find: retyped("Opt[string]", "Opt[int32]")},
		{name: "field type: a string for a number", broken: true, find: retyped("Opt[int32]", "Opt[string]")},
		{name: "field type: a string for a time", broken: true, find: retyped("Opt[rest.DateTimeOffset]", "Opt[string]")},
		{name: "field type: one object for a collection", broken: true, find: retyped("[]*", "*")},
		{name: "enumeration value", find: enumerationValue},
		{name: "type name", find: typeName},
	}
}

// source is the source text of a node.
func (s *spoiled) source(n ast.Node) string {
	return s.text[s.fset.Position(n.Pos()).Filename][s.offset(n.Pos()):s.offset(n.End())]
}

// enumerationValue changes the text of the first constant that tests name.
func enumerationValue(s *spoiled) []replacement {
	for _, file := range s.own() {
		for _, decl := range file.Decls {
			constants, ok := decl.(*ast.GenDecl)
			if !ok || constants.Tok != token.CONST {
				continue
			}
			for _, spec := range constants.Specs {
				c := spec.(*ast.ValueSpec)
				if tests := s.users[s.info.Defs[c.Names[0]]]; len(tests) > 0 {
					return []replacement{s.replacement(c.Values[0], `"another"`, tests)}
				}
			}
		}
	}
	return nil
}

// typeName changes the OData name of a type that tests expect in the place of its
// base.
func typeName(s *spoiled) []replacement {
	for _, c := range s.conversions() {
		for path, text := range s.text {
			at := strings.Index(text, "type "+c.name+" struct")
			if at < 0 || strings.Contains(path, "/") {
				continue
			}
			from := at + strings.Index(text[at:], `odata:"#`)
			return []replacement{{path, from, from, "x", c.tests}}
		}
	}
	return nil
}

// answerMutations change what is made of an answer, or what is expected of it.
func answerMutations() []mutation {
	return []mutation{
		{name: "wrapper name", find: func(s *spoiled) []replacement {
			var places []replacement
			for _, c := range s.calls() {
				if c.member != nil {
					places = append(places, s.replacement(c.member, `"values"`, c.tests))
				}
			}
			return places
		}},
		{name: "expected status", find: func(s *spoiled) []replacement {
			c := s.testCalls("Status")[0]
			return []replacement{s.replacement(c.node.Args[1], "299", c.tests)}
		}},
		{name: "documented status", find: func(s *spoiled) []replacement {
			c := s.testCalls("Status")[0]
			return s.onWire(c.tests[0], s.source(c.node.Args[1]), "299")
		}},
		{name: "expected status of an error", find: func(s *spoiled) []replacement {
			c := s.testCalls("Error")[0]
			return []replacement{s.replacement(c.node.Args[2], "418", c.tests)}
		}},
		{name: "failure taken for success", some: true, find: func(s *spoiled) []replacement {
			n := s.inFunction("rest/do.go", "send", func(n ast.Node) bool {
				b, ok := isOperator(n, token.EQL)
				return ok && strings.Contains(s.source(b), "StatusCode/100")
			})
			if n == nil {
				return nil
			}
			return []replacement{s.replacement(n, strings.Replace(s.source(n), "==", ">=", 1), slices.Concat(s.usersOf("golden", "Error"), s.usersOf("golden", "Unanswered")))}
		}},
		{name: "error code", find: runtimeConst("errormembers.go", "codeMembers", "code ", "kode ")},
		{name: "error message", find: runtimeConst("errormembers.go", "messageMembers", "message ", "massage ")},
		{name: "documented error code", find: func(s *spoiled) []replacement {
			c := s.testCalls("Error")[0]
			return s.onWire(c.tests[0], s.source(c.node.Args[3]), `"AnotherError"`)
		}},
		{name: "name of the link to the next page", find: runtimeTag("page.go", "Page", "@odata.nextLink", "@odata.next", func(s *spoiled) []string { return s.usersOf("rest", "NextLink") })},
	}
}

// onWire changes text in the documented answer that a test plays.
func (s *spoiled) onWire(test, from, to string) []replacement {
	for _, c := range s.testCalls("Serve") {
		if c.tests[0] != test {
			continue
		}
		name, _ := strconv.Unquote(s.source(c.node.Args[1]))
		file := "testdata/" + name
		example, _ := strconv.Unquote(s.source(c.node.Args[2]))
		start := strings.Index(s.text[file], "### "+example+"\n")
		if at := strings.Index(s.text[file][start:], from); at >= 0 {
			at += start
			return []replacement{{file, at, at + len(from), to, c.tests}}
		}
	}
	return nil
}
