package code

import "github.com/dave/jennifer/jen"

// This file writes the golden tests of examples that no method is for.
//
// A call to a URL that another call has returned is made as an application makes it: by
// the client's Do, with the URL in the rest.Request. A notification is received as an
// application receives it: it arrives at a server, is decoded into the type that it
// names, and encoded again it must equal the documented JSON.

// A URLTest describes the test of a call to a URL that another call has returned.
type URLTest struct {
	TestHead
	Verb, Path string
	Body       Value
	Options    []Option
	Answer     Answer
}

// declare declares the test of a call to a URL.
func (u *URLTest) declare(p packages) jen.Code {
	statements := append(u.served(p), u.Answer.client(p, u.Token)...)
	a := &u.Answer
	switch {
	case a.Missing:
		return u.function(append(statements, u.do(p, jen.Nil()), p.support("Unanswered").Call(jen.Id("t"), jen.Err()))...)
	case a.Failed:
		return u.function(append(statements, u.do(p, jen.Nil()), a.failure(p))...)
	case a.Result == StreamResult:
		statements = append(statements, u.stream(p), fatal())
	case a.Result == ResponseResult:
		statements = append(statements, response(), u.do(p, jen.Nil()), fatal(), a.status(p, "resp"))
		return u.function(statements...)
	case a.Result == DecodedResult && a.Type.isPointer():
		got := jen.Id("got").Op(":=").New(p.typ(a.Type.pointee()))
		statements = append(statements, response(), got, u.do(p, jen.Id("got")), fatal())
	default:
		got := jen.Var().Id("got").Add(p.typ(a.Type))
		statements = append(statements, response(), got, u.do(p, jen.Op("&").Id("got")), fatal())
	}
	return u.function(append(statements, a.compared(p)...)...)
}

// do makes the call and decodes its result into target.
func (u *URLTest) do(p packages, target jen.Code) jen.Code {
	return jen.Err().Op("=").Id("client").Dot("Do").CallFunc(func(g *jen.Group) {
		g.Add(testContext())
		g.Add(u.request(p))
		g.Add(target)
		u.Answer.options(g, p, u.Options)
		if u.Answer.Result == ResponseResult && !u.Answer.Failed && !u.Answer.Missing {
			g.Add(catch(p))
		}
	})
}

// stream makes the call and leaves its result as it comes.
func (u *URLTest) stream(p packages) jen.Code {
	return jen.List(jen.Id("got"), jen.Err()).Op(":=").Id("client").Dot("Core").Call().Dot("Stream").CallFunc(func(g *jen.Group) {
		g.Add(testContext())
		g.Add(u.request(p))
		u.Answer.options(g, p, u.Options)
	})
}

// request is the value that says everything about the call. Its URL is the server's, as
// if that had returned it.
func (u *URLTest) request(p packages) jen.Code {
	return p.runtime("Request").ValuesFunc(func(g *jen.Group) {
		g.Id("Method").Op(":").Add(text(u.Verb))
		g.Id("URL").Op(":").Id("x").Dot("URL").Op("+").Add(text(u.Path))
		if u.Body.Form != NoValue {
			g.Id("Body").Op(":").Add(p.value(&u.Body))
		}
	})
}

// A NotificationTest describes the test of a notification.
type NotificationTest struct {
	TestHead
	Type Type  // that it is decoded into
	Want Value // what shall be decoded
}

// declare declares the test of a notification.
func (n *NotificationTest) declare(p packages) jen.Code {
	return n.function(
		jen.Id("got").Op(":=").New(p.typ(n.Type)),
		jen.Id("x").Op(":=").Add(p.support("Receive")).Call(jen.Id("t"), text(n.File), text(n.Exchange), jen.Id("got")),
		equal(p, jen.Id("got"), p.value(&n.Want)),
		p.support("RoundTrip").Call(jen.Id("t"), jen.Id("x"), jen.Id("got")),
	)
}
