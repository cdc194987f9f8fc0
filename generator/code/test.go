package code

import "github.com/dave/jennifer/jen"

// This file writes the golden tests: one for each documented example.
//
// A test makes the documented call with Go values against a loopback server that plays
// the documented exchange, which stands under testdata as it goes over the wire. What
// is sent is compared with the page there, what comes back here: with a Go value
// written from the page, and, encoded again, with the page's own text.

// A TestHead is what all tests have: the name, the example that is played, the page
// that has it, and where its exchange stands: in which file, under what name.
type TestHead struct {
	Name           string
	Example, Page  string
	File, Exchange string
	// Token is what the client authorizes the call with, nil for nothing.
	Token *Token
}

// A Token describes what a client authorizes its calls with.
type Token struct {
	Text    string
	Options []Option // that say where it goes, where the client sends it elsewhere
}

// function declares the function of a test.
func (h *TestHead) function(statements ...jen.Code) jen.Code {
	return documented(newComment(h.Name, " plays the example ", h.Example, " of ", h.Page, "."),
		jen.Func().Id(h.Name).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(statements...))
}

// A CallTest describes the test of a call to a method.
type CallTest struct {
	TestHead
	// Method are the names from the client to the method: Me, Events, Cancel.
	Method  []string
	Args    []Value // after the context, with the body
	Options []Option
	Answer  Answer
}

// An Option describes an option of a call, or of a client: rest.Select("id", "name").
type Option struct {
	Name string
	Args []Value
}

// value is the option.
func (o *Option) value(p packages) jen.Code {
	return p.runtime(o.Name).CallFunc(func(g *jen.Group) {
		for i := range o.Args {
			g.Add(p.value(&o.Args[i]))
		}
	})
}

// An Answer describes the documented response, and what becomes of it.
type Answer struct {
	// Missing is whether the page documents none: the request alone is compared.
	Missing bool
	Status  int
	// Failed is whether the response is an error to the caller, ErrorCode its code, and
	// ErrorMessage what it says is wrong.
	Failed                  bool
	ErrorCode, ErrorMessage string
	// Result is how a result comes from the response, and Type the result's.
	Result ResultKind
	Type   Type
	Want   Value // that the decoded result is compared with
	// Again is whether the result is encoded again and compared with the documented
	// JSON, Member the member of that which holds it, "" for the whole.
	Again  bool
	Member string
	// HasLocation is whether the result is not what was asked for but where that is to
	// be had: at Location.
	HasLocation bool
	Location    string
	// Relative is whether Location is a path on the same host.
	Relative bool
}

// declare declares the test of a call to a method.
func (c *CallTest) declare(p packages) jen.Code {
	call := jen.Id("client")
	for _, name := range c.Method {
		call.Dot(name)
	}
	call.CallFunc(func(g *jen.Group) {
		g.Add(testContext())
		for i := range c.Args {
			g.Add(p.value(&c.Args[i]))
		}
		c.Answer.options(g, p, c.Options)
	})
	statements := append(c.served(p), c.Answer.client(p, c.Token)...)
	if c.Answer.Missing {
		statements = append(statements, jen.List(jen.Id("_"), jen.Err()).Op("=").Add(call), p.support("Unanswered").Call(jen.Id("t"), jen.Err()))
		return c.function(statements...)
	}
	if c.Answer.Failed {
		statements = append(statements, jen.List(jen.Id("_"), jen.Err()).Op("=").Add(call), c.Answer.failure(p))
		return c.function(statements...)
	}
	if c.Answer.caught() {
		statements = append(statements, response())
	}
	statements = append(statements, jen.List(jen.Id("got"), jen.Err()).Op(":=").Add(call), fatal())
	return c.function(append(statements, c.Answer.compared(p)...)...)
}

// served are the statements that start the server.
func (h *TestHead) served(p packages) []jen.Code {
	return []jen.Code{jen.Id("x").Op(":=").Add(p.support("Serve")).Call(jen.Id("t"), text(h.File), text(h.Exchange))}
}

// client are the statements that make the client.
func (a *Answer) client(p packages, token *Token) []jen.Code {
	made := jen.Id("NewClient").CallFunc(func(g *jen.Group) {
		if token == nil {
			g.Nil()
		} else {
			g.Add(p.runtime("StaticToken").Call(text(token.Text)))
		}
		g.Add(p.runtime("BaseURL").Call(jen.Id("x").Dot("URL")))
		g.Add(p.runtime("HTTPClient").Call(jen.Id("x").Dot("Client").Call()))
		g.Add(p.runtime("Strict").Call())
		switch a.Status {
		case 429, 503, 504: // which the client would meet with another attempt
			g.Add(p.runtime("Retry").Call(p.runtime("RetryPolicy").Values(jen.Id("MaxAttempts").Op(":").Lit(1))))
		}
		if token != nil {
			for i := range token.Options {
				g.Add(token.Options[i].value(p))
			}
		}
	})
	return []jen.Code{jen.List(jen.Id("client"), jen.Err()).Op(":=").Add(made), fatal()}
}

// testContext is the context of a test.
func testContext() jen.Code { return jen.Id("t").Dot("Context").Call() }

// response declares the variable that catches the response.
func response() jen.Code { return jen.Var().Id("resp").Op("*").Qual("net/http", "Response") }

// fatal ends the test on an error.
func fatal() jen.Code {
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Id("t").Dot("Fatal").Call(jen.Err()))
}

// caught reports whether the response has to be caught for its status, which the
// result does not have.
func (a *Answer) caught() bool {
	return !a.Missing && !a.Failed && a.Result != ResponseResult && a.Result != StreamResult
}

// options adds the options of a call to its arguments.
func (a *Answer) options(g *jen.Group, p packages, options []Option) {
	for i := range options {
		g.Add(options[i].value(p))
	}
	if a.caught() {
		g.Add(catch(p))
	}
}

// catch is the option that catches the response.
func catch(p packages) jen.Code { return p.runtime("Into").Call(jen.Op("&").Id("resp")) }

// failure compares an error.
func (a *Answer) failure(p packages) jen.Code {
	return p.support("Error").Call(jen.Id("t"), jen.Err(), jen.Lit(a.Status), text(a.ErrorCode), text(a.ErrorMessage))
}

// compared are the statements that compare the status and the result.
func (a *Answer) compared(p packages) []jen.Code {
	from := "got"
	if a.caught() {
		from = "resp"
	}
	statements := []jen.Code{a.status(p, from)}
	switch {
	case a.Result == ResponseResult:
		return statements
	case a.HasLocation:
		return append(statements, equal(p, jen.Id("got").Dot("Location"), a.location()))
	case a.Result == StreamResult:
		return append(statements, equal(p, p.support("Text").Call(jen.Id("t"), jen.Id("got")), jen.Id("x").Dot("Body").Call()))
	}
	statements = append(statements, equal(p, jen.Id("got"), p.value(&a.Want)))
	if a.Again {
		statements = append(statements, a.roundTrip(p))
	}
	return statements
}

// status compares the status, which the variable called from has.
func (a *Answer) status(p packages, from string) jen.Code {
	return p.support("Status").Call(jen.Id("t"), jen.Lit(a.Status), jen.Id(from).Dot("StatusCode"))
}

// equal compares what is there with what shall be.
func equal(p packages, got, want jen.Code) jen.Code {
	return p.support("Equal").Call(jen.Id("t"), got, want)
}

// location is the URL that the result shall have.
func (a *Answer) location() jen.Code {
	if a.Relative {
		return jen.Id("x").Dot("URL").Op("+").Add(text(a.Location))
	}
	return text(a.Location)
}

// roundTrip encodes the result again and compares that with the documented JSON.
func (a *Answer) roundTrip(p packages) jen.Code {
	return p.support("RoundTrip").CallFunc(func(g *jen.Group) {
		g.Id("t")
		g.Id("x")
		g.Id("got")
		if a.Member != "" {
			g.Add(text(a.Member))
		}
	})
}
