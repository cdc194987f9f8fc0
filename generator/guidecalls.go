package generator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file says of each kind of example which calls it can show, and what of them. An
// example is run where the documented answer tells what it prints, and compiled in any case.

// callExample shows a call that reads one object.
func (p *Plan) callExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate { return p.reads(g, m) })
	if c == nil {
		return nil
	}
	return p.example(code.CallExample, "Example", "Whoever knows the path knows the method: GET "+template(c.m.call.Path)+" is "+c.m.callName()+".", c)
}

// reads is the candidate that a method is for reading one object.
func (p *Plan) reads(g *guide, m *method) *candidate {
	r := m.call.Result
	if m.call.Verb != "GET" || r.Kind != api.ObjectResult || p.shapeOf(r.Type).kind != object || r.Type.Collection || m.isCall {
		return nil
	}
	c := &candidate{m: m}
	for _, t := range g.tests[m] {
		if !plays(t) {
			continue
		}
		v := t.example.Response.JSON
		if member := wrapper(r); member != "" {
			v = v.Get(member)
		}
		if v == nil {
			continue
		}
		if name, lines := p.shownOf(g, p.shapeOf(r.Type), []*relaxed.Value{v}); name != "" {
			c.t, c.field, c.lines = t, name, lines
			break
		}
	}
	return c
}

// pagesExample shows how a list is walked over.
func (p *Plan) pagesExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate {
		if m.call.Verb != "GET" || m.all == "" || m.isCall || p.shapeOf(m.call.Result.Type).kind != object {
			return nil
		}
		return p.lists(g, m)
	})
	if c == nil {
		return nil
	}
	e := p.example(code.PagesExample, "Example_paging", c.m.all+" fetches pages as the loop needs them. "+c.m.name+" returns one of them.", c)
	e.Call.Method[len(e.Call.Method)-1] = c.m.all
	return e
}

// maxElements is how many elements of a list an example prints.
const maxElements = 5

// lists is the candidate that a method is that returns pages. It is played where the
// documented page is the last one.
func (p *Plan) lists(g *guide, m *method) *candidate {
	c := &candidate{m: m}
	r := m.call.Result
	element := p.shapeOf(api.TypeRef{Name: r.Type.Name})
	for _, t := range g.tests[m] {
		if !plays(t) {
			continue
		}
		items := p.elementsIn(r, t.example.Response.JSON)
		if items == nil || items.Kind != relaxed.Array || len(items.Elements) == 0 || len(items.Elements) > maxElements {
			continue
		}
		leads, ok := p.leadsOn(t, items)
		if name, lines := p.shownOf(g, element, items.Elements); ok && name != "" {
			c.t, c.field, c.lines, c.leads = t, name, lines, leads
			break
		}
	}
	return c
}

// leadsOn is the member by which a documented page leads to another one, "" for none. Ok is
// whether the page is the last one without it: where pages are counted, any may have another
// one behind it.
func (p *Plan) leadsOn(t *test, items *relaxed.Value) (member string, ok bool) {
	body, paging := t.example.Response.JSON, t.method.call.Result.Paging
	if !isPaged(t.method.call.Result) {
		if body.Get(p.api.Convention.NextLink) != nil {
			member = p.api.Convention.NextLink
		}
		return member, true
	}
	more, _ := flagAt(t.example.Response, paging.More)
	switch link, err := nextTarget(paging, t.example, items); {
	case err == nil && link == "", paging.LinkHeader:
		return "", true
	case !more && paging.Next != "" && body.Get(paging.Next) != nil:
		return paging.Next, true
	}
	return "", false
}

// changeExample shows how an object is sent: an update with a null in it, where there is one.
func (p *Plan) changeExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate { return p.changes(g, m) })
	if c == nil {
		return nil
	}
	doc := "What is set is sent, and nothing else."
	e := p.example(code.ChangeExample, "Example_update", doc, c)
	body := &e.Call.Args[len(e.Call.Args)-1]
	if body.Elements = body.Elements[:min(len(body.Elements), 1)]; c.m.call.Verb == "PATCH" {
		fields, _ := p.bodyFields(c.m)
		if f := p.nulled(c.m, fields, body.Elements); f != nil {
			e.Doc = "An update sends what was set: a value, null, or nothing."
			body.Elements = append(body.Elements, code.Value{Key: f.name, Form: code.NullValue, Type: f.shape.element()})
		}
	}
	return e
}

// changes is the candidate that a method is for sending an object: best one that updates.
func (p *Plan) changes(g *guide, m *method) *candidate {
	fields, _ := p.bodyFields(m)
	less := slices.Index([]string{"PATCH", "PUT", "POST"}, m.call.Verb)
	if less < 0 || len(fields) == 0 || m.call.Body.Kind != api.ObjectBody && m.call.Verb == "PATCH" {
		return nil
	}
	c := &candidate{m: m, less: 10 * less}
	var shown []code.Value
	for _, t := range g.tests[m] {
		if shown = shownFields(fields, t); len(shown) == 0 {
			continue
		}
		if c.t = t; plays(t) || !unanswered(t.example) && t.example.Response.Status == 204 {
			c.lines = []string{}
		}
		break
	}
	if len(shown) == 0 {
		c.less += 2
	}
	if m.call.Verb == "PATCH" && p.nulled(m, fields, shown[:min(len(shown), 1)]) == nil {
		c.less++
	}
	return c
}

// nulled is a field that an update may set to null: one that its type says can be null,
// else any that is no key and not shown already. It is nil where there is none.
func (p *Plan) nulled(m *method, fields []field, shown []code.Value) *field {
	key := p.api.Convention.Key
	if g := p.typeCalled(m.call.Body.Type.Name); g != nil {
		key = cmp.Or(g.model.Key, key)
	}
	var found *field
	best := 0
	for i := range fields {
		f := &fields[i]
		taken := slices.ContainsFunc(shown, func(v code.Value) bool { return v.Key == f.name })
		if taken || !isOpt(f.shape) || f.required || f.json == key || f.prop == nil || f.prop.ReadOnly || f.prop.Deprecated {
			continue
		}
		if rank := nullRank(f); rank > best {
			found, best = f, rank
		}
	}
	return found
}

// nullRank is how well a field shows that it can be null.
func nullRank(f *field) int {
	rank := 1
	if f.prop.Nullable {
		rank += 4
	}
	if isText(*f) && !isIdentifier(f.json) {
		rank += 2
	}
	return rank
}

// errorExample shows what an error tells.
func (p *Plan) errorExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate {
		if _, typ := p.bodyFields(m); m.call.Body.Kind != api.NoBody && typ.Name == "" {
			return nil
		}
		c := &candidate{m: m}
		for _, t := range g.tests[m] {
			if printed := p.printedError(t); printed != nil {
				c.t, c.lines = t, printed
				break
			}
		}
		if read := p.reads(g, m); read == nil && c.lines == nil {
			return nil
		}
		return c
	})
	if c == nil {
		return nil
	}
	e := p.example(code.ErrorExample, "Example_errors", "An error tells what the service answered, and can be told apart by its status or by its code.", c)
	if len(c.lines) > 0 {
		_, shown, _ := strings.Cut(c.lines[0], " ")
		e.Code = p.constantOf(shown)
	}
	return e
}

// printedError is what an example prints of a documented error, nil for nothing. A status
// that is met with another attempt is no good for it.
func (p *Plan) printedError(t *test) []string {
	x := t.example
	if unanswered(x) || x.Response.JSON == nil {
		return nil
	}
	status := x.Response.Status
	shown, _ := p.api.Convention.Errors.Read(x.Response.JSON)
	line := itoa(status) + " " + shown
	if status < 400 || status >= 500 || status == 401 || status == 408 || status == 429 || shown == "" || !code.Printable(line) {
		return nil
	}
	return []string{line, strconv.FormatBool(status == 404 || p.constantOf(shown) != "")}
}

// constantOf is the constant for the code of an error, "" for none.
func (p *Plan) constantOf(shown string) string {
	for _, c := range p.codes {
		if c.code == shown {
			return c.name
		}
	}
	return ""
}

// deltaExample shows how changes are followed.
func (p *Plan) deltaExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate {
		if m.all == "" || !p.isDelta(m) || p.shapeOf(m.call.Result.Type).kind != object {
			return nil
		}
		c := p.lists(g, m)
		if c.t == nil || c.t.example.Response.JSON.Get(p.api.Convention.DeltaLink) == nil {
			return &candidate{m: m, t: c.t}
		}
		return c
	})
	if c == nil {
		return nil
	}
	e := p.example(code.DeltaExample, "Example_delta", "The first round brings everything, each later one what has changed since the link that the one before has left.", c)
	e.Call.Method[len(e.Call.Method)-1] = c.m.all
	return e
}

// isDelta reports whether a method returns what has changed since an earlier call.
func (p *Plan) isDelta(m *method) bool {
	return m.call.Result.Kind == api.PageResult && !isPaged(m.call.Result) && p.queries() && strings.HasSuffix(strings.TrimSuffix(template(m.call.Path), "()"), "/delta")
}

// downloadExample shows how content is read.
func (p *Plan) downloadExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate {
		if m.call.Verb != "GET" || m.call.Result.Kind != api.StreamResult {
			return nil
		}
		c := &candidate{m: m, t: anyTest(g, m)}
		if m.intent == api.KindList {
			c.less = 1
		}
		return c
	})
	if c == nil {
		return nil
	}
	e := p.example(code.DownloadExample, "Example_download", "Content comes as a stream, all of it or a part: see rest.Range.", c)
	e.Call.Var = "content"
	return e
}

// anyTest is a test of a method, nil for none.
func anyTest(g *guide, m *method) *test {
	if tests := g.tests[m]; len(tests) > 0 {
		return tests[0]
	}
	return nil
}

// uploadExample shows how a large file goes up.
func (p *Plan) uploadExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate {
		if m.call.Result.Kind != api.ObjectResult || p.sessionLink(m) == "" {
			return nil
		}
		c := &candidate{m: m, t: anyTest(g, m)}
		if p.uploaded(m).kind != object {
			c.less = 1
		}
		return c
	})
	if c == nil {
		return nil
	}
	e := p.example(code.UploadExample, "Example_upload", "A large file goes up in pieces, and on from where the service is behind a fault.", c)
	e.Link = p.sessionLink(c.m)
	ends := p.uploaded(c.m)
	e.Uploaded, e.Call.Var = ends.element(), p.variable(ends)
	return e
}

// sessionLink is the field of an upload session that has its URL, "" where a method returns
// no session.
func (p *Plan) sessionLink(m *method) string {
	s := p.shapeOf(m.call.Result.Type)
	if !p.isSession(s) {
		return ""
	}
	for _, f := range s.named.fields {
		if isText(f) && strings.HasSuffix(strings.ToLower(f.json), "url") {
			return f.name
		}
	}
	return ""
}

// isSession reports whether a value is a session of an upload: it says which ranges of the
// content are still to come.
func (p *Plan) isSession(s shape) bool {
	return s.kind == object && !s.collection && slices.ContainsFunc(s.named.fields, func(f field) bool { return f.json == "nextExpectedRanges" })
}

// uploaded is what an upload ends in: what an example of the page shows, or what is read at
// the path that the session is made for.
func (p *Plan) uploaded(m *method) shape {
	for _, x := range m.op.Examples {
		if x.Call != nil && x.Call.Path == nil && x.Call.Verb == "PUT" && x.Call.Result.Kind == api.ObjectResult {
			if s := p.shapeOf(x.Call.Result.Type); s.kind == object && !p.isSession(s) {
				return s
			}
		}
	}
	parent, _, _ := cutLast(template(m.call.Path))
	for _, other := range p.methods {
		r := other.call.Result
		if other.call.Verb == "GET" && r.Kind == api.ObjectResult && !r.Type.Collection && strings.TrimSuffix(template(other.call.Path), ":") == strings.TrimSuffix(parent, ":") {
			return p.shapeOf(r.Type)
		}
	}
	return shape{}
}

// cutLast parts a path in front of its last segment.
func cutLast(path string) (before, last string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return path, "", false
	}
	return path[:i], path[i+1:], true
}

// jobExample shows how long-running work is followed.
func (p *Plan) jobExample(g *guide) *code.Example {
	c := p.choose(g, func(m *method) *candidate {
		if m.call.Result.Kind != api.MonitorResult {
			return nil
		}
		return &candidate{m: m, t: anyTest(g, m)}
	})
	if c == nil {
		return nil
	}
	return p.example(code.JobExample, "Example_longRunning", "Work that goes on behind its call has a poller.", c)
}

// batchExample shows how several calls go out in one request, which OData has a form for
// (JSON Format 4.01, section 19).
func (p *Plan) batchExample(g *guide) *code.Example {
	if !p.api.Convention.IsOData() || !p.queries() {
		return nil
	}
	one := p.choose(g, func(m *method) *candidate { return p.reads(g, m) })
	other := p.choose(g, func(m *method) *candidate {
		if read := p.reads(g, m); read == nil || one == nil || m == one.m {
			return nil
		}
		return p.reads(g, m)
	})
	if one == nil || other == nil {
		return nil
	}
	one.lines, other.lines = nil, nil
	e := p.example(code.BatchExample, "Example_batch", "Several calls go out in one request, and each has the result and the error that it would have alone.", one)
	e.Second = p.invocation(other)
	if e.Second.Var == e.Call.Var {
		e.Call.Var, e.Second.Var = "one", "other"
	}
	return e
}
