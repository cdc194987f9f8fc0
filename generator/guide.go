package generator

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file chooses the calls by which an SDK explains itself, in its README, its examples
// and the comment on the package.
//
// Which calls these are follows from the API by rule, so that an edited page changes what is
// shown of itself and little else: calls that no page deprecates, whose documented answer
// can be played, of the service below the client that has the most calls, with the fewest
// arguments and the shortest path, of the service that has the most calls, and of those the
// first by path.

// A guide are the examples of an SDK, in the order in which they are shown.
type guide struct {
	examples []*code.Example
	tests    map[*method][]*test
	// calls are how many there are in each service and below it.
	calls      map[*service]int
	credential code.Credential
	// discriminators are the members that say of which type an object is.
	discriminators map[string]bool
}

// guided returns the examples. They are made once.
func (p *Plan) guided() *guide {
	p.guiding.Do(func() {
		g := &guide{tests: map[*method][]*test{}, calls: map[*service]int{}, credential: p.credential(), discriminators: map[string]bool{}}
		for _, t := range p.types {
			if d := t.model.Discriminator; d != nil {
				g.discriminators[d.Member] = true
			}
		}
		for _, m := range p.methods {
			for s := m.service; s != nil; s = s.parent {
				g.calls[s]++
			}
		}
		for _, t := range p.tests {
			if t.method != nil && t.method.service != nil {
				g.tests[t.method] = append(g.tests[t.method], t)
			}
		}
		g.examples = append(g.examples, &code.Example{
			Kind: code.ClientExample, Name: "ExampleNewClient", Credential: g.credential, Output: []string{},
			Doc: "A client is made once and used by any number of goroutines.",
		})
		for _, make := range []func(*guide) *code.Example{
			p.callExample, p.pagesExample, p.changeExample, p.errorExample, p.deltaExample,
			p.downloadExample, p.uploadExample, p.jobExample, p.batchExample,
		} {
			if e := make(g); e != nil {
				e.Credential = g.credential
				g.examples = append(g.examples, e)
			}
		}
		p.guide = g
	})
	return p.guide
}

// first is the example of a kind, nil for none.
func (g *guide) first(kind code.ExampleKind) *code.Example {
	for _, e := range g.examples {
		if e.Kind == kind {
			return e
		}
	}
	return nil
}

// top is the service below the client that s is, or is below. That of the client itself, which
// has all calls below it, is none.
func (s *service) top() *service {
	if s.parent == nil {
		return nil
	}
	for s.parent.parent != nil {
		s = s.parent
	}
	return s
}

// credential is what clients are made with.
func (p *Plan) credential() code.Credential {
	c := code.Credential{}
	switch auth := p.api.Convention.Auth; {
	case auth.None:
		c.Kind = code.NoCredential
	case auth.Default().Scheme == api.Basic:
		c.Kind = code.UserCredential
	case auth.Default().Scheme != api.Bearer:
		c.Kind = code.KeyCredential
	}
	if p.opts.BaseURL == "" {
		c.BaseURL = "https://api.example.com"
	}
	return c
}

// A candidate is a method that an example may show, and the golden test whose answer it may
// be given, nil for none.
type candidate struct {
	m     *method
	t     *test
	field string   // that is shown of the result
	lines []string // that are printed
	leads string   // the member of the answer that leads to another page
	less  int      // how much less the example shows with it than with another
}

// choose returns the best of the methods that fit, with what fit returns for it.
func (p *Plan) choose(g *guide, fit func(m *method) *candidate) *candidate {
	var best *candidate
	for _, m := range p.methods {
		if c := fit(m); c != nil && (best == nil || g.compare(c, best) < 0) {
			best = c
		}
	}
	return best
}

// compare puts the better candidate first.
func (g *guide) compare(a, b *candidate) int {
	flag := func(on bool) int {
		if on {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(flag(a.m.op.Deprecated), flag(b.m.op.Deprecated)),
		cmp.Compare(a.less, b.less),
		cmp.Compare(flag(a.lines == nil), flag(b.lines == nil)),
		cmp.Compare(g.calls[b.m.service.top()], g.calls[a.m.service.top()]),
		cmp.Compare(len(a.m.args)+len(a.m.needs), len(b.m.args)+len(b.m.needs)),
		cmp.Compare(len(a.m.call.Path), len(b.m.call.Path)),
		cmp.Compare(g.calls[b.m.service], g.calls[a.m.service]),
	)
}

// example makes an example of a candidate.
func (p *Plan) example(kind code.ExampleKind, name, doc string, c *candidate) *code.Example {
	e := &code.Example{Kind: kind, Name: name, Doc: doc, Call: p.invocation(c), Output: c.lines}
	if c.t != nil && c.lines != nil {
		e.File, e.Exchange, e.Leads = p.keyOf[c.t]+".http", c.t.wire, c.leads
	}
	return e
}

// invocation is the call of a candidate.
func (p *Plan) invocation(c *candidate) code.Invocation {
	m := c.m
	call := code.Invocation{Method: m.selectors(), Field: c.field, Result: p.describeResult(m.call.Result).Type}
	call.Var = p.variable(p.shapeOf(m.call.Result.Type))
	for i, a := range m.args {
		value := ""
		if c.t != nil && i < len(c.t.example.Args) {
			value = c.t.example.Args[i]
		}
		call.Args = append(call.Args, shownArg(a, value, i))
	}
	for i, n := range m.needs {
		value := ""
		if c.t != nil && i < len(c.t.values) {
			value = c.t.values[i]
		}
		call.Args = append(call.Args, shownArg(n.arg, value, i))
	}
	if m.call.Body.Kind != api.NoBody {
		call.Args = append(call.Args, p.shownBody(c))
	}
	return call
}

// shownArg is an argument as examples have it: what the page shows, if that is short and
// plain, and else a word for it.
func shownArg(a code.Arg, value string, at int) code.Value {
	switch a.Type.Name {
	case "DateTimeOffset":
		return code.Value{Form: code.MonthValue, Text: itoa(at)}
	case "bool":
		return code.Value{Form: code.BoolValue, Text: "true"}
	case "int32", "int64", "float64":
		return number(cmp.Or(value, itoa(at+1)))
	case "string":
		if code.Shown(value) {
			return text(value)
		}
		var parts []string
		for w := range words(a.Name) {
			parts = append(parts, strings.ToLower(w))
		}
		return text(strings.Join(parts, "-"))
	}
	if value == "" {
		value = lineText(a.Type, api.Segment{Kind: api.Key}, api.Arg{}, at+1)
	}
	return argument(a, value)
}

// variable is the variable for a value of a shape, or for one of several.
func (p *Plan) variable(s shape) string {
	if s.kind != object {
		return "item"
	}
	name := unexported(s.named.name, "item")
	switch name {
	case "client", "failure", "session", "file", "batch", "first", "second", "link", "poller", "tokens",
		"errors", "fmt", "log", "os", "time", "strings", "golden", p.opts.Package:
		return "item"
	}
	if len(name) > maxVariable || strings.HasSuffix(name, "Value") {
		return "item"
	}
	return name
}

// maxVariable is the longest name of a variable, in bytes.
const maxVariable = 16

// plays reports whether a test has the answer of a call that went well.
func plays(t *test) bool {
	x := t.example
	return !unanswered(x) && x.Response.JSON != nil && (x.Response.Status == 200 || x.Response.Status == 201)
}

// shownOf is what an example shows of objects: the first text of their type that all of them
// have, in the order of the first, other than the key. Others' keys are shown where there is
// nothing else.
func (p *Plan) shownOf(g *guide, s shape, objects []*relaxed.Value) (name string, lines []string) {
	if s.kind != object || len(objects) == 0 || objects[0].Kind != relaxed.Object {
		return "", nil
	}
	for _, m := range objects[0].Members {
		if name != "" && isIdentifier(m.Name) {
			continue
		}
		i := slices.IndexFunc(s.named.fields, func(f field) bool { return f.json == m.Name })
		if i < 0 || !isText(s.named.fields[i]) || g.discriminators[m.Name] || m.Name == cmp.Or(s.named.model.Key, p.api.Convention.Key) {
			continue
		}
		var texts []string
		for _, o := range objects {
			if v := o.Get(m.Name); v != nil && v.Kind == relaxed.String && code.Printable(v.Text) {
				texts = append(texts, v.Text)
			}
		}
		if len(texts) < len(objects) {
			continue
		}
		if name, lines = s.named.fields[i].name, texts; !isIdentifier(m.Name) {
			break
		}
	}
	return name, lines
}

// isIdentifier reports whether a property by its name is the key of something.
func isIdentifier(name string) bool {
	last := ""
	for w := range words(name) {
		last = w
	}
	return strings.EqualFold(last, "id") || strings.EqualFold(last, "ids")
}

// isText reports whether a field is a text that may be absent.
func isText(f field) bool {
	return isOpt(f.shape) && f.shape.kind == scalar && f.shape.prim.name == "string" && f.shape.form == "" && !f.required
}

// shownBody is the body of a call: an object with some of what the page shows in it.
func (p *Plan) shownBody(c *candidate) code.Value {
	fields, typ := p.bodyFields(c.m)
	switch c.m.call.Body.Kind {
	case api.StreamBody:
		return reader("content")
	case api.ObjectBody, api.ParamsBody:
		if typ.Name != "" {
			return structOf(typ, shownFields(fields, c.t))
		}
	}
	return code.Value{Form: code.NilValue}
}

// bodyFields are the fields of a method's body, and its type; none where it is no struct.
func (p *Plan) bodyFields(m *method) ([]field, code.Type) {
	switch s := p.shapeOf(m.call.Body.Type); {
	case m.call.Body.Kind == api.ParamsBody:
		return m.params.fields, code.Type{Name: m.params.name}
	case m.call.Body.Kind == api.ObjectBody && s.kind == object && !s.collection:
		return s.named.fields, s.typeName()
	}
	return nil, code.Type{}
}

// maxShown is how many fields of a body are shown.
const maxShown = 2

// shownFields are the values of a documented body that an example shows.
func shownFields(fields []field, t *test) []code.Value {
	var shown []code.Value
	if t == nil || t.example.Request == nil || t.example.Request.JSON == nil {
		return nil
	}
	for _, m := range t.example.Request.JSON.Members {
		i := slices.IndexFunc(fields, func(f field) bool { return f.json == m.Name })
		if i < 0 || len(shown) == maxShown || !isOpt(fields[i].shape) || fields[i].required {
			continue
		}
		if v, err := optValue(fields[i].shape, m.Value); err == nil && isPlain(v) {
			v.Key = fields[i].name
			shown = append(shown, v)
		}
	}
	return shown
}

// isPlain reports whether a value is one that an example can show: it names nothing of the
// support for golden tests, and is short.
func isPlain(v code.Value) bool {
	switch v.Form {
	case code.SomeValue, code.ConvertedValue:
		return len(v.Elements) == 1 && isPlain(v.Elements[0])
	case code.TextValue:
		return code.Shown(v.Text)
	case code.NumberValue, code.BoolValue, code.ConstantValue:
		return true
	}
	return false
}
