package generator

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/sdkscribe/sdkscribe/internal/model"
	"github.com/sdkscribe/sdkscribe/internal/relaxed"
)

// This file writes the golden tests: one for each documented example.
//
// A test makes the documented call with Go values against a loopback server that
// plays the documented exchange, which stands under testdata as it goes over the
// wire (wire.go). What is sent is compared with the page there, what comes
// back here: with a Go value written from the page, and, encoded again, with the
// page's own text.
//
// Whether an example can be a test is decided when names are: the whole literal
// is gone through once, dry, and what stands in the way becomes the reason in
// Example.Skipped.

// A test is one golden test.
type test struct {
	op      *model.Operation
	example *model.Example
	method  *method
	// received is what the example receives, nil where it makes a call.
	received *goType
	name     string
	wire     string // the name of its exchange in the wire file
}

// nameTests names the tests, and finds out which examples can have one.
func (p *Plan) nameTests() {
	names, exchanges := scope{}, scope{}
	for _, op := range p.api.Operations {
		for _, x := range op.Examples {
			t, name := p.testOf(op, x)
			if t == nil {
				continue
			}
			if err := p.testable(t); err != nil {
				x.Skipped = err.Error()
				continue
			}
			t.name = names.claim(name)
			x.Test = t.name
			t.wire = exchanges.claim(wireKey(pageBase(op.Page)) + "/" + wireKey(x.Name))
			p.tests = append(p.tests, t)
		}
	}
}

// testOf is the test of an example, and its name; nil where there can be none.
func (p *Plan) testOf(op *model.Operation, x *model.Example) (t *test, name string) {
	if x.Skipped != "" {
		return nil, ""
	}
	m := p.methodOf[x.Call]
	if m == nil {
		return p.foreignTest(op, x)
	}
	x.Go = m.callName()
	t = &test{op: op, example: x, method: m}
	return t, testName(t)
}

// testName is the name that a test wants: the call, the example, and the page
// unless the example is named after it. Pages about one call tend to have examples
// of one name ("example_1"); were the page named only where they do, a new page
// would rename the tests of others.
func testName(t *test) string {
	page, example := pageBase(t.op.Page), t.example.Name
	name := "Test" + t.method.service.chain("") + t.method.name + "_" + exported(example, "Example")
	if fileKey(page, maxFileKey) != fileKey(example, maxFileKey) {
		name += "_" + exported(page, "Page")
	}
	return name
}

// wireKey reduces a name to letters and digits that need no quoting anywhere.
func wireKey(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, name)
	return strings.Trim(clean[:min(len(clean), maxFileKey)], "-_")
}

// testable tells what stands in the way of a test, nil if nothing does.
func (p *Plan) testable(t *test) error {
	if t.received != nil {
		return p.receivable(t)
	}
	x, m := t.example, t.method
	if x.Request == nil || x.Response == nil {
		return errors.New("the page does not show both the request and its response")
	}
	if err := checkWire(x.Request, x.Response); err != nil {
		return err
	}
	if len(x.Args) != len(m.args) {
		return fmt.Errorf("the URL has %d of the path's %d arguments", len(x.Args), len(m.args))
	}
	for i, a := range m.args {
		if _, err := argLiteral(a, x.Args[i]); err != nil {
			return err
		}
	}
	if err := p.requestBody(p.newLiteral(true), m, x.Request); err != nil {
		return fmt.Errorf("the request body does not fit the method: %w", err)
	}
	if failed(x) {
		return nil
	}
	if err := p.wanted(p.newLiteral(true), m, x.Response); err != nil {
		return fmt.Errorf("the response body does not fit the method: %w", err)
	}
	return nil
}

// failed tells whether the documented answer is an error to the caller.
func failed(x *model.Example) bool { return x.Response.Status >= 400 || x.Response.Status == 304 }

// redirected tells whether the documented answer sends the caller elsewhere.
func redirected(x *model.Example) bool {
	return x.Response.Status >= 300 && x.Response.Status < 400 && x.Response.Status != 304
}

// argLiteral is a positional argument as a Go literal.
func argLiteral(a pathArg, value string) (any, error) {
	switch a.typ {
	case "bool":
		v, err := strconv.ParseBool(value)
		if err != nil || strconv.FormatBool(v) != value {
			return nil, fmt.Errorf("the argument %s is no boolean: %.80q", a.name, value)
		}
		return v, nil
	case "int32", "int64":
		bits := 32
		if a.typ == "int64" {
			bits = 64
		}
		v, err := strconv.ParseInt(value, 10, bits)
		if err != nil || strconv.FormatInt(v, 10) != value {
			return nil, fmt.Errorf("the argument %s is no integer: %.80q", a.name, value)
		}
		return int(v), nil
	}
	if value == "" || value == "." || value == ".." {
		return nil, fmt.Errorf("the argument %s is %q, which no URL can hold", a.name, value)
	}
	return value, nil
}

// testFile emits the tests of one resource.
func (e *emitter) testFile(key string, f *sourceFile) {
	for _, t := range f.tests {
		e.testDecl(t, key+".http")
	}
}

// testDecl emits one test, whose exchange is in the file called wire.
func (e *emitter) testDecl(t *test, wire string) {
	doc := newComment(fmt.Sprintf("%s plays the example %s of %s.", t.name, t.example.Name, t.op.Page))
	e.file.Add(doc.code())
	e.file.Func().Id(t.name).Params(jen.Id("t").Op("*").Qual("testing", "T")).BlockFunc(func(g *jen.Group) {
		switch {
		case t.received != nil:
			e.receivedDecl(g, t, wire)
		case t.method.service == nil:
			e.handedOutDecl(g, t, wire)
		default:
			e.callDecl(g, t, wire)
		}
	})
	e.file.Line()
}

// callDecl emits the test of a call to a method.
func (e *emitter) callDecl(g *jen.Group, t *test, wire string) {
	x, m := t.example, t.method
	e.beginCall(g, t, wire)
	call := jen.Id("client." + m.callName()).Call(e.callArgs(t)...)
	if failed(x) {
		g.List(jen.Id("_"), jen.Err()).Op("=").Add(call)
		e.failure(g, x)
		return
	}
	g.List(jen.Id("got"), jen.Err()).Op(":=").Add(call)
	e.fatal(g)
	status := statusOf(m, x)
	if status == nil {
		status = jen.Id("resp.StatusCode")
	}
	g.Add(e.golden("Status")).Call(jen.Id("t"), jen.Lit(x.Response.Status), status)
	e.compare(g, t)
}

// beginCall emits the server, the client, and where the result does not tell the
// status, what catches the answer.
func (e *emitter) beginCall(g *jen.Group, t *test, wire string) {
	g.Id("x").Op(":=").Add(e.golden("Serve")).Call(jen.Id("t"), jen.Lit(wire), jen.Lit(t.wire))
	e.testClient(g, t.example)
	if statusOf(t.method, t.example) == nil {
		g.Var().Id("resp").Op("*").Qual("net/http", "Response")
	}
}

// failure emits what compares an error.
func (e *emitter) failure(g *jen.Group, x *model.Example) {
	g.Add(e.golden("Error")).Call(jen.Id("t"), jen.Err(), jen.Lit(x.Response.Status), jen.Lit(errorCode(x.Response.JSON)))
}

// testClient emits the making of the client.
func (e *emitter) testClient(g *jen.Group, x *model.Example) {
	opts := []jen.Code{jen.Nil(), e.rest("BaseURL").Call(jen.Id("x.URL")), e.rest("HTTPClient").Call(jen.Id("x.Client()"))}
	switch x.Response.Status {
	case 429, 503, 504: // which the client would meet with another attempt
		opts = append(opts, e.rest("Retry").Call(e.rest("RetryPolicy").Values(jen.Id("MaxAttempts").Op(":").Lit(1))))
	}
	g.List(jen.Id("client"), jen.Err()).Op(":=").Id("NewClient").Call(opts...)
	e.fatal(g)
}

// statusOf is the status as the result itself tells it, nil where it does not.
func statusOf(m *method, x *model.Example) jen.Code {
	switch {
	case m.call.Result.Kind == model.NoResult, m.call.Result.Kind == model.StreamResult:
		return jen.Id("got.StatusCode")
	case failed(x):
		return jen.Null()
	}
	return nil
}

func (e *emitter) fatal(g *jen.Group) {
	g.If(jen.Err().Op("!=").Nil()).Block(jen.Id("t.Fatal").Call(jen.Err()))
}

// errorCode is the code in an error's body, "" where it has none.
func errorCode(v *relaxed.Value) string {
	inner := v.Get("error")
	if inner == nil {
		inner = v
	}
	if inner != nil && inner.Kind == relaxed.String {
		return inner.Text
	}
	if code := inner.Get("code"); code != nil && code.Kind == relaxed.String {
		return code.Text
	}
	return ""
}

// callArgs are the arguments of the documented call.
func (e *emitter) callArgs(t *test) []jen.Code {
	x, m := t.example, t.method
	args := []jen.Code{jen.Id("t.Context()")}
	for i, a := range m.args {
		v, _ := argLiteral(a, x.Args[i]) // checked by testable
		args = append(args, jen.Lit(v))
	}
	if m.call.Body.Kind != model.NoBody {
		l := e.plan.newLiteral(false)
		_ = e.plan.requestBody(l, m, x.Request) // checked by testable
		args = append(args, e.code(l))
	}
	return append(args, e.options(t)...)
}

func (e *emitter) importPath(name string) string {
	switch name {
	case "rest":
		return e.plan.restPath()
	case "golden":
		return e.plan.goldenPath()
	case "jsontext":
		return jsontextPath
	}
	return name
}

// requestBody writes the argument for a request's body.
func (p *Plan) requestBody(l *literal, m *method, msg *model.Message) error {
	b := m.call.Body
	if b.Kind == model.NoBody {
		if msg.JSON != nil || strings.TrimSpace(msg.Text) != "" {
			return errors.New("the call takes none")
		}
		return nil
	}
	if b.Kind == model.StreamBody {
		text := msg.Text
		if msg.JSON != nil {
			text = string(indented(msg.JSON))
		}
		l.reader(text)
		return nil
	}
	if msg.JSON == nil {
		if b.Kind == model.ReferenceBody && msg.Text == "" {
			return errors.New("there is none")
		}
		l.put("nil")
		return nil
	}
	switch b.Kind {
	case model.ListBody:
		s := p.shapeOf(b.Type)
		s.collection = true
		return l.value(s, msg.JSON)
	case model.ParamsBody:
		if msg.JSON.Kind != relaxed.Object {
			return misfit(msg.JSON, "an object")
		}
		l.put("&")
		return l.structLit(m.params.name, m.params.fields, msg.JSON, "")
	case model.ReferenceBody:
		return l.reference(msg.JSON)
	case model.ObjectBody:
		s := p.shapeOf(b.Type)
		if s.kind != untyped {
			return l.value(s, msg.JSON)
		}
	}
	l.jsonValue(msg.JSON)
	return nil
}

// options are the documented query parameters and headers.
func (e *emitter) options(t *test) []jen.Code {
	var opts []jen.Code
	req := t.example.Request
	for _, q := range req.Query {
		opts = append(opts, e.queryOption(q))
	}
	for _, h := range req.Header {
		if hopByHop(h.Name) {
			continue
		}
		switch strings.ToLower(h.Name) {
		case "prefer":
			opts = append(opts, e.rest("Prefer").Call(jen.Lit(h.Value)))
		case "if-match":
			opts = append(opts, e.rest("IfMatch").Call(jen.Lit(h.Value)))
		case "if-none-match":
			opts = append(opts, e.rest("IfNoneMatch").Call(jen.Lit(h.Value)))
		case "content-type":
		default:
			opts = append(opts, e.rest("Header").Call(jen.Lit(h.Name), jen.Lit(h.Value)))
		}
	}
	if replaced(t) {
		l := e.plan.newLiteral(false)
		l.reader(req.Text)
		opts = append(opts, e.rest("Body").Call(jen.Lit(req.ContentType), e.code(l)))
	} else if ct := bodyType(req); ct != "" && ct != defaultType(t.method) {
		opts = append(opts, e.rest("ContentType").Call(jen.Lit(ct)))
	}
	if redirected(t.example) {
		opts = append(opts, e.rest("NoRedirect").Call())
	}
	if statusOf(t.method, t.example) == nil {
		opts = append(opts, e.rest("Into").Call(jen.Id("&resp")))
	}
	return opts
}

// replaced tells whether the request sends something else than the JSON that the
// method takes: a message as MIME.
func replaced(t *test) bool {
	switch t.method.call.Body.Kind {
	case model.NoBody, model.StreamBody:
		return false
	}
	return t.example.Request.JSON == nil && t.example.Request.Text != ""
}

// bodyType is the media type that a request documents for its body, "" for none.
func bodyType(m *model.Message) string {
	if m.JSON == nil && m.Text == "" {
		return ""
	}
	return m.ContentType
}

// defaultType is what a method sends unless told otherwise.
func defaultType(m *method) string {
	if m.call.Body.Kind == model.StreamBody {
		return cmp.Or(m.call.Body.ContentType, "application/octet-stream")
	}
	return "application/json"
}

// queryOption is one query parameter, by its own option where there is one.
func (e *emitter) queryOption(q model.Field) jen.Code {
	list := func(option string) jen.Code {
		var parts []jen.Code
		for part := range strings.SplitSeq(q.Value, ",") {
			parts = append(parts, jen.Lit(part))
		}
		return e.rest(option).Call(parts...)
	}
	simple := !strings.ContainsAny(q.Value, " ()") && q.Value != ""
	switch q.Name {
	case "$select":
		if simple {
			return list("Select")
		}
	case "$expand":
		return e.rest("Expand").Call(jen.Lit(q.Value))
	case "$orderby":
		return e.rest("OrderBy").Call(jen.Lit(q.Value))
	case "$filter":
		return e.rest("Filter").Call(jen.Lit(q.Value))
	case "$search":
		return e.rest("Search").Call(jen.Lit(q.Value))
	case "$top", "$skip":
		if n, err := strconv.Atoi(q.Value); err == nil && itoa(n) == q.Value {
			return e.rest(map[string]string{"$top": "Top", "$skip": "Skip"}[q.Name]).Call(jen.Lit(n))
		}
	case "$count":
		if q.Value == "true" || q.Value == "false" {
			return e.rest("Count").Call(jen.Lit(q.Value == "true"))
		}
	}
	return e.rest("Query").Call(jen.Lit(q.Name), jen.Lit(q.Value))
}

// compare emits what compares the result.
func (e *emitter) compare(g *jen.Group, t *test) {
	x, m := t.example, t.method
	switch m.call.Result.Kind {
	case model.NoResult:
		return
	case model.StreamResult:
		got, want := e.golden("Text").Call(jen.Id("t"), jen.Id("got")), jen.Id("x.Body()")
		if redirected(x) {
			got, want = jen.Id("got.Location"), jen.Lit(headerOf(x.Response, "Location"))
		}
		g.Add(e.golden("Equal")).Call(jen.Id("t"), got, want)
		return
	case model.MonitorResult:
		location, relative, _ := monitorURL(x.Response) // checked by testable
		want := jen.Lit(location)
		if relative {
			want = jen.Id("x.URL").Op("+").Add(want)
		}
		g.Add(e.golden("Equal")).Call(jen.Id("t"), jen.Id("got.Location"), want)
		return
	}
	l := e.plan.newLiteral(false)
	_ = e.plan.wanted(l, m, x.Response) // checked by testable
	g.Add(e.golden("Equal")).Call(jen.Id("t"), jen.Id("got"), e.code(l))
	if x.Response.JSON == nil || x.Response.Status == 204 || m.call.Result.Kind == model.CountResult {
		return
	}
	again := []jen.Code{jen.Id("t"), jen.Id("x"), jen.Id("got")}
	if w := wrapper(m.call.Result); w != "" && x.Response.JSON.Get(w) != nil {
		again = append(again, jen.Lit(w))
	}
	g.Add(e.golden("RoundTrip")).Call(again...)
}

// monitorURL is where a response says that a long-running action can be
// followed, in the order in which the runtime looks, and whether that is a path
// on the same host.
func monitorURL(m *model.Message) (location string, relative bool, err error) {
	for _, name := range []string{"Operation-Location", "Azure-AsyncOperation", "Location"} {
		if location = headerOf(m, name); location != "" {
			break
		}
	}
	u, err := url.Parse(location)
	if err != nil || u.Host == "" && !strings.HasPrefix(location, "/") {
		return "", false, errors.New("the response names no URL to follow the action at")
	}
	return u.String(), u.Host == "", nil
}
