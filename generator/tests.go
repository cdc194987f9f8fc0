package generator

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file names and describes the golden tests: one for each documented example.
//
// Whether an example can be a test is decided when names are: its Go values are made
// then, and what stands in the way becomes the reason why it is skipped.

// A test is one golden test.
type test struct {
	op      *api.Operation
	example *api.Example
	method  *method
	// received is what the example receives, nil where it makes a call.
	received *goType
	name     string
	wire     string // the name of its exchange in the wire file
	// sends is the argument for the body, returns what the call shall return or the
	// notification shall be.
	sends, returns code.Value
	// values are the arguments for the query and the header.
	values  []string
	problem error // what stands in the way of the test
}

// nameTests names the tests, and finds out which examples can have one.
func (p *Plan) nameTests() {
	found := make([][]*test, len(p.api.Operations))
	parallel.Each(len(found), func(i int) { found[i] = p.testsOf(p.api.Operations[i]) })
	names, exchanges := make(scope, len(found)), make(scope, len(found))
	for _, t := range slices.Concat(found...) {
		if t.problem == nil {
			t.name = names.claim(t.name)
			t.wire = exchanges.claim(wireKey(pageBase(t.op.Page)) + "/" + wireKey(t.example.Name))
			p.tests = append(p.tests, t)
		}
		p.names.noteTest(t)
	}
}

// testsOf are the tests that the examples of an operation want.
func (p *Plan) testsOf(op *api.Operation) []*test {
	var tests []*test
	for _, x := range op.Examples {
		if t, name := p.testOf(op, x); t != nil {
			if t.name = name; t.problem == nil {
				t.problem = p.try(t)
			}
			tests = append(tests, t)
		}
	}
	return tests
}

// testOf is the test of an example, and its name; nil where there can be none.
func (p *Plan) testOf(op *api.Operation, x *api.Example) (t *test, name string) {
	if x.Skipped != "" {
		return nil, ""
	}
	m := p.methodOf[x.Call]
	if m == nil {
		return p.foreignTest(op, x)
	}
	t = &test{op: op, example: x, method: m}
	return t, testName(t)
}

// call says what a test calls: the way from the client to a method, "Do" for a URL that
// another call has returned, or the type of what is received.
func (t *test) call() string {
	switch {
	case t.received != nil:
		return t.received.name
	case t.method == nil:
		return ""
	case t.method.service == nil:
		return "Do"
	}
	return t.method.callName()
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
	if fileKey(page) != fileKey(example) {
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

// try makes the Go values of a test, or tells what stands in the way of it.
func (p *Plan) try(t *test) error {
	if t.received != nil {
		return p.receive(t)
	}
	x, m := t.example, t.method
	if x.Request == nil {
		return errors.New("the page does not show the request")
	}
	if err := checkMessages(m, x); err != nil {
		return err
	}
	if m.service != nil && len(x.Args) != len(m.args) {
		return fmt.Errorf("the URL has %d of the path's %d arguments", len(x.Args), len(m.args))
	}
	for i, a := range m.args {
		if err := checkArg(a, x.Args[i]); err != nil {
			return err
		}
	}
	for i, a := range lineArgs(m) {
		if !a.spans {
			continue
		}
		for name := range strings.SplitSeq(x.Args[i], "/") { // of the path of a file
			if err := checkArg(m.args[i], name); err != nil {
				return err
			}
		}
	}
	var err error
	if t.values, err = m.values(x.Request); err != nil {
		return err
	}
	if t.sends, err = p.requestBody(m, x.Request); err != nil {
		return fmt.Errorf("the request body does not fit the method: %w", err)
	}
	if unanswered(x) || failed(x) {
		return nil
	}
	if t.returns, err = p.wanted(m, x); err != nil {
		return fmt.Errorf("the response body does not fit the method: %w", err)
	}
	return nil
}

// checkMessages tells what stands in the way of sending the two messages of an example.
func checkMessages(m *method, x *api.Example) error {
	if err := checkWire(x.Request); err != nil {
		return err
	}
	if err := checkBody(m, x.Request); err != nil || unanswered(x) {
		return err
	}
	if err := checkWire(x.Response); err != nil {
		return err
	}
	return checkAnswer(m, x.Response)
}

// unanswered reports whether the page shows a request and no response to it.
func unanswered(x *api.Example) bool { return x.Response == nil }

// failed reports whether the documented answer is an error to the caller.
func failed(x *api.Example) bool {
	return !unanswered(x) && (x.Response.Status >= 400 || x.Response.Status == 304)
}

// redirected reports whether the documented answer sends the caller to another URL.
func redirected(x *api.Example) bool {
	return !unanswered(x) && x.Response.Status >= 300 && x.Response.Status < 400 && x.Response.Status != 304
}

// checkArg tells what stands in the way of writing a positional argument.
func checkArg(a code.Arg, value string) error {
	if a.Type.Slice {
		elements, form, ok := odata.ReadList(value, elementOf(a.Type))
		if !ok || form == odata.JSONList && a.Quoted && odata.WriteList(elements, elementOf(a.Type), odata.QuotedList) != value {
			return fmt.Errorf("the argument %s is no list as the method sends it: %.80q", a.Name, value)
		}
		if form == odata.QuotedList && !a.Quoted {
			return fmt.Errorf("the argument %s has other quotes than the method sends: %.80q", a.Name, value)
		}
		return nil
	}
	switch a.Type.Name {
	case "bool":
		v, err := strconv.ParseBool(value)
		if err != nil || strconv.FormatBool(v) != value {
			return fmt.Errorf("the argument %s is no boolean: %.80q", a.Name, value)
		}
		return nil
	case "int32", "int64":
		bits := 32
		if a.Type.Name == "int64" {
			bits = 64
		}
		v, err := strconv.ParseInt(value, 10, bits)
		if err != nil || strconv.FormatInt(v, 10) != value {
			return fmt.Errorf("the argument %s is no integer: %.80q", a.Name, value)
		}
		return nil
	}
	if value == "" || value == "." || value == ".." {
		return fmt.Errorf("the argument %s is %q, which no URL can hold", a.Name, value)
	}
	return nil
}

// elementOf is the type that OData has for the elements of a list that is an argument.
func elementOf(t code.Type) string {
	switch t.Name {
	case "bool":
		return "Edm.Boolean"
	case "int32":
		return "Edm.Int32"
	case "int64":
		return "Edm.Int64"
	}
	return "Edm.String"
}

// argument is a positional argument that checkArg has nothing against.
func argument(a code.Arg, value string) code.Value {
	if a.Type.Slice {
		list := code.Value{Form: code.SliceValue, Type: a.Type}
		elements, _, _ := odata.ReadList(value, elementOf(a.Type))
		one := code.Arg{Type: a.Type}
		one.Type.Slice = false
		for _, e := range elements {
			list.Elements = append(list.Elements, argument(one, e))
		}
		return list
	}
	switch a.Type.Name {
	case "bool":
		return code.Value{Form: code.BoolValue, Text: value}
	case "int32", "int64":
		return number(value)
	}
	return text(value)
}

// requestBody is the argument for a request's body, code.NoValue where there is none.
func (p *Plan) requestBody(m *method, msg *api.Message) (code.Value, error) {
	b := m.call.Body
	if b.Kind == api.NoBody {
		return code.Value{}, nil // what the page shows all the same is sent by an option
	}
	if b.Kind == api.StreamBody {
		if msg.JSON != nil {
			return reader(string(appendIndented(nil, msg.JSON, 0))), nil
		}
		return reader(msg.Text), nil
	}
	if msg.JSON == nil {
		if b.Kind == api.ReferenceBody && msg.Text == "" {
			return code.Value{}, errors.New("there is none")
		}
		return code.Value{Form: code.NilValue}, nil
	}
	return p.requestJSON(m, msg.JSON)
}

// requestJSON is the argument for a request's body that is JSON.
func (p *Plan) requestJSON(m *method, v *relaxed.Value) (code.Value, error) {
	switch b := m.call.Body; b.Kind {
	case api.ListBody:
		s := p.shapeOf(b.Type)
		s.collection = true
		return p.value(s, v)
	case api.ParamsBody:
		if v.Kind != relaxed.Object {
			return code.Value{}, misfit(v, "an object")
		}
		return p.structValue(code.Type{Name: m.params.name}, m.params.fields, v, "")
	case api.ReferenceBody:
		return p.reference(v)
	case api.ObjectBody:
		if s := p.shapeOf(b.Type); s.kind != untyped {
			return p.value(s, v)
		}
	}
	return jsonValue(v), nil
}

// describeTest describes a test, whose exchange is in the file called wire.
func (p *Plan) describeTest(t *test, wire string) code.Decl {
	head := code.TestHead{Name: t.name, Example: t.example.Name, Page: t.op.Page, File: wire, Exchange: t.wire, Token: p.tokenOf(t.example.Request)}
	x, m := t.example, t.method
	switch {
	case t.received != nil:
		return &code.NotificationTest{TestHead: head, Type: code.Type{Name: t.received.name}, Want: t.returns}
	case m.service == nil:
		return &code.URLTest{
			TestHead: head, Verb: x.Request.Method, Path: x.Request.Path,
			Body: t.sends, Options: options(t), Answer: p.describeAnswer(t),
		}
	}
	call := &code.CallTest{TestHead: head, Method: m.selectors(), Options: options(t), Answer: p.describeAnswer(t)}
	for i, a := range m.args {
		call.Args = append(call.Args, argument(a, x.Args[i]))
	}
	for i, n := range m.needs {
		call.Args = append(call.Args, needValue(n, t.values[i]))
	}
	if m.call.Body.Kind != api.NoBody {
		call.Args = append(call.Args, t.sends)
	}
	return call
}

// describeAnswer describes the documented response, and what becomes of it.
func (p *Plan) describeAnswer(t *test) code.Answer {
	if unanswered(t.example) {
		return code.Answer{Missing: true}
	}
	x, result := t.example, p.describeResult(t.method.call.Result)
	a := code.Answer{
		Status: x.Response.Status, Failed: failed(x), Result: result.Kind, Type: result.Type, Want: t.returns,
		Again: x.Response.JSON != nil && x.Response.Status != 204 && result.Kind == code.DecodedResult,
	}
	if a.Failed {
		a.ErrorCode, a.ErrorMessage = p.api.Convention.Errors.Read(x.Response.JSON)
	}
	switch {
	case result.Kind == code.PollerResult:
		a.HasLocation = true
		a.Location, a.Relative, _ = monitorURL(t.method.call.Result, x.Args, x.Response) // checked by try
	case result.Kind == code.StreamResult && redirected(x):
		a.HasLocation, a.Location = true, headerOf(x.Response, "Location")
	}
	if result.Member != "" && x.Response.JSON.At(result.Member) != nil {
		a.Member = result.Member
	}
	return a
}
