package generator

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/sdkscribe/sdkscribe/internal/model"
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
		g := p.typeOf[strings.ToLower(x.Received)]
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

// receivable tells what stands in the way of the test of a notification.
func (p *Plan) receivable(t *test) error {
	if t.example.Request == nil || t.example.Request.JSON == nil {
		return errors.New("the page shows no JSON that is received")
	}
	if err := checkWire(t.example.Request); err != nil {
		return err
	}
	if err := p.newLiteral(true).object(t.received, t.example.Request.JSON, false); err != nil {
		return fmt.Errorf("what is received does not fit its type: %w", err)
	}
	return nil
}

// receivedDecl emits the test of a notification.
func (e *emitter) receivedDecl(g *jen.Group, t *test, wire string) {
	g.Id("got").Op(":=").New(jen.Id(t.received.name))
	g.Id("x").Op(":=").Add(e.golden("Receive")).Call(jen.Id("t"), jen.Lit(wire), jen.Lit(t.wire), jen.Id("got"))
	l := e.plan.newLiteral(false)
	l.put("&")
	_ = l.structLit(t.received.name, t.received.fields, t.example.Request.JSON, "") // checked by receivable
	g.Add(e.golden("Equal")).Call(jen.Id("t"), jen.Id("got"), e.code(l))
	g.Add(e.golden("RoundTrip")).Call(jen.Id("t"), jen.Id("x"), jen.Id("got"))
}

// handedOutDecl emits the test of a call to a URL that another call has returned.
func (e *emitter) handedOutDecl(g *jen.Group, t *test, wire string) {
	x, m := t.example, t.method
	e.beginCall(g, t, wire)
	opts := e.options(t)
	if failed(x) {
		g.Err().Op("=").Id("client.Do").Call(append([]jen.Code{jen.Id("t.Context()"), e.handedOutRequest(t), jen.Nil()}, opts...)...)
		e.failure(g, x)
		return
	}
	status := jen.Id("resp.StatusCode")
	switch {
	case m.call.Result.Kind == model.StreamResult:
		g.List(jen.Id("got"), jen.Err()).Op(":=").Id("client.Core().Stream").
			Call(append([]jen.Code{jen.Id("t.Context()"), e.handedOutRequest(t)}, opts...)...)
		status = jen.Id("got.StatusCode")
	default:
		out := jen.Id("got")
		switch {
		case m.call.Result.Kind == model.NoResult:
			g.Var().Id("resp").Op("*").Qual("net/http", "Response")
			opts = append(opts, e.rest("Into").Call(jen.Id("&resp")))
			out = jen.Nil()
		case e.pointerResult(m):
			g.Id("got").Op(":=").New(e.allocated(m))
		default:
			g.Var().Id("got").Add(e.result(m))
			out = jen.Op("&").Id("got")
		}
		g.Err().Op("=").Id("client.Do").Call(append([]jen.Code{jen.Id("t.Context()"), e.handedOutRequest(t), out}, opts...)...)
	}
	e.fatal(g)
	g.Add(e.golden("Status")).Call(jen.Id("t"), jen.Lit(x.Response.Status), status)
	e.compare(g, t)
}

// handedOutRequest is the request of such a call. Its URL is the server's, as if
// that had handed it out.
func (e *emitter) handedOutRequest(t *test) jen.Code {
	return e.rest("Request").ValuesFunc(func(g *jen.Group) {
		g.Id("Method").Op(":").Lit(t.example.Request.Method)
		g.Id("URL").Op(":").Id("x.URL").Op("+").Lit(t.example.Request.Path)
		if t.method.call.Body.Kind == model.NoBody {
			return
		}
		l := e.plan.newLiteral(false)
		_ = e.plan.requestBody(l, t.method, t.example.Request) // checked by testable
		g.Id("Body").Op(":").Add(e.code(l))
	})
}
