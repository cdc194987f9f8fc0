package generator

import (
	"maps"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file says which names a plan has given to what is in an API. The API itself knows
// no Go and is left alone: who wants both asks here, with the API's own pointers.

// Names are the names that an SDK has for what is in an API. Each is "" where the SDK has
// nothing to name. The Names of a nil pointer are all "". Several goroutines may ask for
// names at a time.
type Names struct {
	types    map[*api.Type]string
	fields   map[*api.Property]string // in the type that declares the property
	renamed  map[*api.Type][]RenamedField
	members  map[*api.Type][]string // in the order of Members
	methods  map[*api.Method]methodNames
	params   map[*api.Parameter]string
	codes    map[string]string
	examples map[*api.Example]ExampleNames
}

// methodNames are the names of a method: the way from the client to it, and the struct
// for its body.
type methodNames struct{ call, body string }

// A RenamedField is the field for an inherited property that has another name than in the
// type that declares the property: a field of the same struct has that name.
type RenamedField struct {
	Property *api.Property
	Name     string
}

// ExampleNames say what an SDK has for an example.
type ExampleNames struct {
	// Call is the way from the client to the method that the example calls, as in
	// "Me.Events.Cancel", or the type of what it receives.
	Call string
	// Test is the name of its test, Skipped says why it has none. One of them is "".
	Test, Skipped string
}

// Names are the names that the plan has given.
func (p *Plan) Names() *Names { return p.names }

// newNames makes names for an API of a size.
func newNames(a *api.API) *Names {
	return &Names{
		types:    make(map[*api.Type]string, len(a.Types)),
		renamed:  map[*api.Type][]RenamedField{},
		members:  map[*api.Type][]string{},
		methods:  make(map[*api.Method]methodNames, len(a.Methods)),
		params:   map[*api.Parameter]string{},
		codes:    map[string]string{},
		examples: map[*api.Example]ExampleNames{},
	}
}

// Type is the name of a type, "jsontext.Value" for one whose values may be any JSON.
func (n *Names) Type(t *api.Type) string {
	if n == nil {
		return ""
	}
	return n.types[t]
}

// Property is the name of the field that the struct for t has for p, which is a property
// of t or one that t inherits.
func (n *Names) Property(t *api.Type, p *api.Property) string {
	if n == nil {
		return ""
	}
	for _, r := range n.renamed[t] {
		if r.Property == p {
			return r.Name
		}
	}
	return n.fields[p]
}

// Renamed are the fields of t for properties that t inherits and that have another name
// in the type that declares them. There are seldom any.
func (n *Names) Renamed(t *api.Type) []RenamedField {
	if n == nil {
		return nil
	}
	return n.renamed[t]
}

// Member is the name of the constant for a member of an enumeration, which is t.Members[i].
func (n *Names) Member(t *api.Type, i int) string {
	if n == nil || i >= len(n.members[t]) {
		return ""
	}
	return n.members[t][i]
}

// Request is the way from the client to the method for a request: "Me.Events.Cancel".
func (n *Names) Request(r *api.Request) string {
	if n == nil || r.Skipped != "" {
		return ""
	}
	return n.methods[r.Call].call
}

// Body is the name of the struct that a method takes as its body. Only a body of
// parameters has a struct of its own.
func (n *Names) Body(m *api.Method) string {
	if n == nil {
		return ""
	}
	return n.methods[m].body
}

// Parameter is the name of the field for a parameter, in the struct for the body that it
// is in.
func (n *Names) Parameter(p *api.Parameter) string {
	if n == nil {
		return ""
	}
	return n.params[p]
}

// ErrorCode is the name of the constant for a code that pages document.
func (n *Names) ErrorCode(code string) string {
	if n == nil {
		return ""
	}
	return n.codes[code]
}

// Example says what there is for an example.
func (n *Names) Example(x *api.Example) ExampleNames {
	if n != nil {
		if e, ok := n.examples[x]; ok {
			return e
		}
	}
	return ExampleNames{Skipped: x.Skipped}
}

// noteTypes notes the names of the types and of their fields.
func (p *Plan) noteTypes() {
	properties := 0
	for _, g := range p.types {
		properties += len(g.model.Properties)
	}
	declaring := make(map[*api.Property]*goType, properties)
	for _, g := range p.types {
		p.names.types[g.model] = g.name
		for _, prop := range g.model.Properties {
			if declaring[prop] == nil {
				declaring[prop] = g
			}
		}
	}
	fields := make(map[*api.Property]string, properties)
	for _, g := range p.types {
		for _, f := range g.fields {
			if declaring[f.prop] == g {
				fields[f.prop] = f.name
			}
		}
	}
	p.names.fields = fields
	for _, g := range p.types {
		for _, f := range g.fields {
			if fields[f.prop] != f.name {
				p.names.renamed[g.model] = append(p.names.renamed[g.model], RenamedField{f.prop, f.name})
			}
		}
	}
}

// noteMethods notes the names of the methods.
func (p *Plan) noteMethods() {
	for _, m := range p.methods {
		names := methodNames{call: m.callName()}
		if m.params != nil {
			names.body = m.params.name
		}
		p.names.methods[m.call] = names
	}
}

// noteMembers notes the names of the constants of an enumeration. Of members that have one
// name in the API, the first has the constant.
func (n *Names) noteMembers(g *goType) {
	names := make([]string, len(g.model.Members))
	next := 0
	for i, m := range g.model.Members {
		if next < len(g.constants) && g.constants[next].Value == m.Name {
			names[i] = g.constants[next].Name
			next++
		}
	}
	n.members[g.model] = names
}

// noteTest notes what there is for the example of a test.
func (n *Names) noteTest(t *test) {
	e := ExampleNames{Call: t.call(), Test: t.name}
	if t.problem != nil {
		e.Test, e.Skipped = "", t.problem.Error()
	}
	n.examples[t.example] = e
}

// keepCodes forgets the codes that no constant is left for.
func (n *Names) keepCodes(kept map[string]bool) {
	maps.DeleteFunc(n.codes, func(code, _ string) bool { return !kept[code] })
}
