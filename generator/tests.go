package generator

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	model "github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file writes the golden tests: one for each documented example.
//
// A test makes the documented call with Go values against a loopback server that
// plays the documented exchange, which stands under testdata as it goes over the
// wire (wire.go). What is sent is compared with the page there, what comes
// back here: with a Go value written from the page, and, encoded again, with the
// page's own text.
//
// Whether an example can be a test is decided when names are: its literals are
// written then, and what stands in the way becomes the reason in Example.Skipped.

// A test is one golden test.
type test struct {
	op      *model.Operation
	example *model.Example
	method  *method
	// received is what the example receives, nil where it makes a call.
	received *goType
	name     string
	wire     string // the name of its exchange in the wire file
	// sends is the argument for the body, returns what the call shall return or the
	// notification shall be.
	sends, returns fragment
	problem        error // what stands in the way of the test
}

// nameTests names the tests, and finds out which examples can have one.
func (p *Plan) nameTests() {
	found := make([][]*test, len(p.api.Operations))
	parallel.Batches(len(found), func(from, to int) {
		l := p.newLayout()
		for i := from; i < to; i++ {
			found[i] = l.testsOf(p.api.Operations[i])
		}
	})
	names, exchanges := make(scope, len(found)), make(scope, len(found))
	for _, t := range slices.Concat(found...) {
		if t.problem != nil {
			t.example.Skipped = t.problem.Error()
			continue
		}
		t.name = names.claim(t.name)
		t.example.Test = t.name
		t.wire = exchanges.claim(wireKey(pageBase(t.op.Page)) + "/" + wireKey(t.example.Name))
		p.tests = append(p.tests, t)
	}
}

// testsOf are the tests that the examples of an operation want.
func (l *layout) testsOf(op *model.Operation) []*test {
	var tests []*test
	for _, x := range op.Examples {
		if t, name := l.plan.testOf(op, x); t != nil {
			l.reset()
			t.name, t.problem = name, l.try(t)
			tests = append(tests, t)
		}
	}
	return tests
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
	var buffer [256]byte
	name := append(buffer[:0], "Test"...)
	name = append(t.method.service.appendChain(name, ""), t.method.name...)
	name = appendExported(append(name, '_'), example, "Example")
	if fileKey(page, maxFileKey) != fileKey(example, maxFileKey) {
		name = appendExported(append(name, '_'), page, "Page")
	}
	return string(name)
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

// try writes the literals of a test, or tells what stands in the way of it.
func (l *layout) try(t *test) error {
	if t.received != nil {
		return l.receive(t)
	}
	x, m := t.example, t.method
	if x.Request == nil || x.Response == nil {
		return errors.New("the page does not show both the request and its response")
	}
	if err := checkWire(x.Request, x.Response); err != nil {
		return err
	}
	if err := checkBody(m, x.Request); err != nil {
		return err
	}
	if err := checkAnswer(m, x.Response); err != nil {
		return err
	}
	if len(x.Args) != len(m.args) {
		return fmt.Errorf("the URL has %d of the path's %d arguments", len(x.Args), len(m.args))
	}
	for i, a := range m.args {
		if err := checkArg(a, x.Args[i]); err != nil {
			return err
		}
	}
	if err := l.requestBody(m, x.Request); err != nil {
		return fmt.Errorf("the request body does not fit the method: %w", err)
	}
	t.sends = l.cut()
	if failed(x) {
		return nil
	}
	if err := l.wanted(m, x.Response); err != nil {
		return fmt.Errorf("the response body does not fit the method: %w", err)
	}
	t.returns = l.cut()
	return nil
}

// failed tells whether the documented answer is an error to the caller.
func failed(x *model.Example) bool { return x.Response.Status >= 400 || x.Response.Status == 304 }

// redirected tells whether the documented answer sends the caller elsewhere.
func redirected(x *model.Example) bool {
	return x.Response.Status >= 300 && x.Response.Status < 400 && x.Response.Status != 304
}

// checkArg tells what stands in the way of writing a positional argument.
func checkArg(a pathArg, value string) error {
	switch a.typ {
	case "bool":
		v, err := strconv.ParseBool(value)
		if err != nil || strconv.FormatBool(v) != value {
			return fmt.Errorf("the argument %s is no boolean: %.80q", a.name, value)
		}
		return nil
	case "int32", "int64":
		bits := 32
		if a.typ == "int64" {
			bits = 64
		}
		v, err := strconv.ParseInt(value, 10, bits)
		if err != nil || strconv.FormatInt(v, 10) != value {
			return fmt.Errorf("the argument %s is no integer: %.80q", a.name, value)
		}
		return nil
	}
	if value == "" || value == "." || value == ".." {
		return fmt.Errorf("the argument %s is %q, which no URL can hold", a.name, value)
	}
	return nil
}

// argument writes a positional argument that checkArg has nothing against.
func (l *layout) argument(a pathArg, value string) {
	switch a.typ {
	case "bool", "int32", "int64":
		l.put(value)
	default:
		l.quote(value)
	}
}

// testFile writes the tests of one resource.
func (l *layout) testFile(key string, f *sourceFile) {
	for _, t := range f.tests {
		l.testDecl(t, key+".http")
	}
}

// testDecl writes one test, whose exchange is in the file called wire.
func (l *layout) testDecl(t *test, wire string) {
	l.doc(l.newComment(t.name, " plays the example ", t.example.Name, " of ", t.op.Page, "."))
	l.put("func ", t.name, "(t *", l.of("testing", "T"), ") ")
	l.block(func() {
		switch {
		case t.received != nil:
			l.receivedDecl(t, wire)
		case t.method.service == nil:
			l.handedOutDecl(t, wire)
		default:
			l.callDecl(t, wire)
		}
	})
}

// callDecl writes the test of a call to a method.
func (l *layout) callDecl(t *test, wire string) {
	x, m := t.example, t.method
	l.beginCall(t, wire)
	result := "got, err :="
	if failed(x) {
		result = "_, err ="
	}
	l.statement(result, " client.")
	l.text = m.service.appendChain(l.text, ".")
	l.put(m.name, "(t.Context()")
	l.callArgs(t)
	l.put(")")
	if failed(x) {
		l.failure(x)
		return
	}
	l.fatal()
	status := statusOf(m, x)
	if status == "" {
		status = "resp.StatusCode"
	}
	l.status(x, status)
	l.compare(t)
}

// beginCall writes the server, the client, and where the result does not tell the
// status, what catches the answer.
func (l *layout) beginCall(t *test, wire string) {
	l.statement("x := ", l.golden("Serve("), "t, ")
	l.exchange(t, wire)
	l.put(")")
	l.testClient(t.example)
	if catches(t.method, t.example) {
		l.statement("var resp *", l.of("http", "Response"))
	}
}

// exchange writes where the exchange of a test stands: in which file, under what name.
func (l *layout) exchange(t *test, wire string) {
	l.quote(wire)
	l.put(", ")
	l.quote(t.wire)
}

// failure writes what compares an error.
func (l *layout) failure(x *model.Example) {
	l.statement(l.golden("Error("), "t, err, ", itoa(x.Response.Status), ", ")
	l.quote(errorCode(x.Response.JSON))
	l.put(")")
}

// status writes what compares the status.
func (l *layout) status(x *model.Example, got string) {
	l.statement(l.golden("Status"), "(t, ", itoa(x.Response.Status), ", ", got, ")")
}

// testClient writes the making of the client.
func (l *layout) testClient(x *model.Example) {
	l.statement("client, err := NewClient(nil, ", l.rest("BaseURL(x.URL)"), ", ", l.rest("HTTPClient(x.Client())"))
	switch x.Response.Status {
	case 429, 503, 504: // which the client would meet with another attempt
		l.put(", ", l.rest("Retry("), l.rest("RetryPolicy{MaxAttempts: 1})"))
	}
	l.put(")")
	l.fatal()
}

// statusOf is the status as the result itself tells it, "" where it does not.
func statusOf(m *method, x *model.Example) string {
	if m.call.Result.Kind == model.NoResult || m.call.Result.Kind == model.StreamResult {
		return "got.StatusCode"
	}
	return ""
}

// catches tells whether the test of an example has to catch the answer to learn its
// status.
func catches(m *method, x *model.Example) bool { return statusOf(m, x) == "" && !failed(x) }

func (l *layout) fatal() {
	l.statement("if err != nil ")
	l.block(func() { l.statement("t.Fatal(err)") })
}

// errorCode is the code in an error's body, "" where it has none.
func errorCode(v *relaxed.Value) string {
	inner := v.Get("error")
	if inner != nil && inner.Kind == relaxed.String {
		return inner.Text
	}
	if inner == nil {
		inner = v
	}
	if code := inner.Get("code"); code != nil && code.Kind == relaxed.String {
		return code.Text
	}
	return ""
}

// callArgs writes the arguments of the documented call that follow the context.
func (l *layout) callArgs(t *test) {
	x, m := t.example, t.method
	for i, a := range m.args {
		l.put(", ")
		l.argument(a, x.Args[i])
	}
	if m.call.Body.Kind != model.NoBody {
		l.put(", ")
		l.paste(t.sends)
	}
	l.options(t)
}

// requestBody writes the argument for a request's body.
func (l *layout) requestBody(m *method, msg *model.Message) error {
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
			text = string(appendIndented(nil, msg.JSON, 0))
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
		s := l.plan.shapeOf(b.Type)
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
		s := l.plan.shapeOf(b.Type)
		if s.kind != untyped {
			return l.value(s, msg.JSON)
		}
	}
	l.jsonValue(msg.JSON)
	return nil
}

// compare writes what compares the result.
func (l *layout) compare(t *test) {
	x, m := t.example, t.method
	switch m.call.Result.Kind {
	case model.NoResult:
		return
	case model.StreamResult:
		l.statement(l.golden("Equal("), "t, ")
		if redirected(x) {
			l.put("got.Location, ")
			l.quote(headerOf(x.Response, "Location"))
		} else {
			l.put(l.golden("Text("), "t, got), x.Body()")
		}
		l.put(")")
		return
	case model.MonitorResult:
		location, relative, _ := monitorURL(x.Response) // checked by try
		l.statement(l.golden("Equal("), "t, got.Location, ")
		if relative {
			l.put("x.URL+")
		}
		l.quote(location)
		l.put(")")
		return
	}
	l.statement(l.golden("Equal"), "(t, got, ")
	l.paste(t.returns)
	l.put(")")
	if x.Response.JSON == nil || x.Response.Status == 204 || m.call.Result.Kind == model.CountResult {
		return
	}
	l.statement(l.golden("RoundTrip"), "(t, x, got")
	if w := wrapper(m.call.Result); w != "" && x.Response.JSON.Get(w) != nil {
		l.put(", ")
		l.quote(w)
	}
	l.put(")")
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
