package generator

import (
	"errors"
	"fmt"

	model "github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file writes the golden tests of examples that no method is for.
//
// A call to a URL that another call has returned is made as an application makes
// it: by the client's Do, with the URL in the rest.Request. A notification is
// received as an application receives it: it arrives at a server, is decoded into
// the type that it names, and encoded again it must equal the documented JSON.

// foreignTest is the test of an example that has no method, and its name; nil where
// the example has neither a call nor a notification.
func (p *Plan) foreignTest(op *model.Operation, x *model.Example) (t *test, name string) {
	suffix := "_" + exported(pageBase(op.Page), "Page") + "_" + exported(x.Name, "Example")
	switch {
	case x.Received != "":
		g := p.typeCalled(x.Received)
		if g == nil {
			x.Skipped = "no type describes what is received"
			return nil, ""
		}
		x.Go = g.name
		return &test{op: op, example: x, received: g}, "Test" + g.name + suffix
	case x.Call != nil && x.Call.Path == nil:
		x.Go = "Do"
		return &test{op: op, example: x, method: &method{call: x.Call, op: op}}, "TestDo" + suffix
	}
	return nil, ""
}

// receive writes what the test of a notification receives, or tells what stands in the
// way of it.
func (l *layout) receive(t *test) error {
	if t.example.Request == nil || t.example.Request.JSON == nil {
		return errors.New("the page shows no JSON that is received")
	}
	if err := checkWire(t.example.Request); err != nil {
		return err
	}
	const unfit = "what is received does not fit its type: %w"
	body := t.example.Request.JSON
	if body.Kind != relaxed.Object {
		return fmt.Errorf(unfit, misfit(body, t.received.model.Name))
	}
	if err := l.structLit(t.received.name, t.received.fields, body, ""); err != nil {
		return fmt.Errorf(unfit, err)
	}
	t.returns = l.cut()
	return nil
}

// receivedDecl writes the test of a notification.
func (l *layout) receivedDecl(t *test, wire string) {
	l.statement("got := new(", t.received.name, ")")
	l.statement("x := ", l.golden("Receive("), "t, ")
	l.exchange(t, wire)
	l.put(", got)")
	l.statement(l.golden("Equal"), "(t, got, &")
	l.paste(t.returns)
	l.put(")")
	l.statement(l.golden("RoundTrip"), "(t, x, got)")
}

// handedOutDecl writes the test of a call to a URL that another call has returned.
func (l *layout) handedOutDecl(t *test, wire string) {
	x, m := t.example, t.method
	l.beginCall(t, wire)
	out, status := "&got", "resp.StatusCode"
	switch {
	case failed(x):
		out = "nil"
	case m.call.Result.Kind == model.StreamResult:
		l.statement("got, err := client.Core().Stream(t.Context(), ")
		l.handedOutRequest(t)
		out, status = "", "got.StatusCode"
	case m.call.Result.Kind == model.NoResult:
		l.statement("var resp *", l.of("http", "Response"))
		out = "nil"
	case l.pointerResult(m):
		l.statement("got := new(")
		l.allocated(m)
		l.put(")")
		out = "got"
	default:
		l.statement("var got ")
		l.result(m)
	}
	if out != "" {
		l.statement("err = client.Do(t.Context(), ")
		l.handedOutRequest(t)
		l.put(", ", out)
	}
	l.options(t)
	if out == "nil" && !failed(x) {
		l.put(", ", l.rest("Into(&resp)"))
	}
	l.put(")")
	if failed(x) {
		l.failure(x)
		return
	}
	l.fatal()
	l.status(x, status)
	l.compare(t)
}

// handedOutRequest writes the request of such a call. Its URL is the server's, as
// if that had handed it out.
func (l *layout) handedOutRequest(t *test) {
	l.put(l.rest("Request{Method: "))
	l.quote(t.example.Request.Method)
	l.put(", URL: x.URL + ")
	l.quote(t.example.Request.Path)
	if t.method.call.Body.Kind != model.NoBody {
		l.put(", Body: ")
		l.paste(t.sends)
	}
	l.put("}")
}
