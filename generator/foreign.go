package generator

import (
	"errors"
	"fmt"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file names the golden tests of examples that no method is for: of calls that no page
// documents, of calls to URLs that other calls have returned, and of notifications.

// foreignTest is the test of an example that has no method, and its name; nil where
// the example has neither a call nor a notification.
func (p *Plan) foreignTest(op *api.Operation, x *api.Example) (t *test, name string) {
	suffix := "_" + exported(pageBase(op.Page), "Page") + "_" + exported(x.Name, "Example")
	switch {
	case x.Received != "":
		g := p.typeCalled(x.Received)
		if g == nil {
			return &test{op: op, example: x, problem: errors.New("no type describes what is received")}, ""
		}
		return &test{op: op, example: x, received: g}, "Test" + g.name + suffix
	case x.Call != nil && x.Call.Path == nil:
		return &test{op: op, example: x, method: &method{call: x.Call, op: op}}, "TestDo" + suffix
	case x.Call != nil && x.Call.Undocumented:
		return &test{op: op, example: x, method: &method{call: done(x.Call), op: op}}, "TestDo" + suffix
	}
	return nil, ""
}

// done is a call as the client's Do makes it, which takes and returns messages whole:
// nothing of an answer is unwrapped, polled or counted.
func done(call *api.Method) *api.Method {
	whole := *call
	whole.Path = nil
	switch r := call.Result; {
	case r.Kind == api.MonitorResult:
		whole.Result = api.Result{Kind: api.NoResult}
	case r.Kind == api.CountResult:
		whole.Result = api.Result{Kind: api.StreamResult}
	case wrapper(r) != "":
		whole.Result = api.Result{Kind: api.AnyResult}
	}
	if call.Body.Kind == api.ParamsBody {
		whole.Body = api.Body{Kind: api.AnyBody}
	}
	return &whole
}

// receive makes the value that the test of a notification receives, or tells what
// stands in the way of it.
func (p *Plan) receive(t *test) error {
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
	var err error
	if t.returns, err = p.structValue(code.Type{Name: t.received.name}, t.received.fields, body, ""); err != nil {
		return fmt.Errorf(unfit, err)
	}
	return nil
}
