package code

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file writes the client and the services: the skeleton that the methods hang on.
//
// Services are plain structs, nested by value: client.Me.Events is a field of a field.
// Each holds the runtime's client where it has methods, handed down once by bind when
// the client is made, so that nothing is looked up, allocated or reflected on when a
// call is made.

// A Client describes the client, its constructor and its own methods.
type Client struct {
	BaseURL  string
	Services []*Service // below the client, which they are fields of
	// Options are those that the runtime's client is made with, before the caller's, and
	// Docs say what it needs, a paragraph each.
	Options []Option
	Docs    []string
}

// A Service describes a service and those below it.
type Service struct {
	Name string // of the field that it is
	Type string
	Path string
	// Calls is whether the service has methods, and so the runtime's client.
	Calls bool
	// Top is whether it is a field of the client, and so binds all below it.
	Top      bool
	Services []*Service
}

// declare declares the client.
func (c *Client) declare(p packages) jen.Code {
	return declarations(c.baseURL(), c.typ(p), c.constructor(p), do(p), core(p))
}

// baseURL declares the constant for where the API is.
func (c *Client) baseURL() jen.Code {
	return lines(remark("DefaultBaseURL is what the paths of all calls follow, unless a [rest.BaseURL] says otherwise."),
		jen.Const().Id("DefaultBaseURL").Op("=").Add(text(c.BaseURL)))
}

// typ declares the type Client.
func (c *Client) typ(p packages) jen.Code {
	doc := newComment("Client calls the API. Its fields are the services, which mirror the API's paths: what is called below /a/b is in client.A.B.")
	doc.paragraph("A Client is safe for concurrent use. It is made by [NewClient].")
	return documented(doc, jen.Type().Id("Client").StructFunc(func(g *jen.Group) {
		g.Id("core").Op("*").Add(p.runtime("Client"))
		g.Line()
		for _, s := range c.Services {
			g.Add(s.field())
		}
	}))
}

// constructor declares the function NewClient.
func (c *Client) constructor(p packages) jen.Code {
	doc := newComment("NewClient returns a client that authorizes its calls with tokens, which may be nil for none.")
	for _, text := range c.Docs {
		doc.paragraph(text)
	}
	doc.paragraph("The error tells which option cannot be used.")
	return documented(doc, jen.Func().Id("NewClient").
		Params(jen.Id("tokens").Add(p.runtime("TokenSource")), jen.Id("opts").Op("...").Add(p.runtime("ClientOption"))).
		Params(jen.Op("*").Id("Client"), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			own := []jen.Code{p.runtime("BaseURL").Call(jen.Id("DefaultBaseURL"))}
			for i := range c.Options {
				own = append(own, c.Options[i].value(p))
			}
			g.Id("all").Op(":=").Append(jen.Index().Add(p.runtime("ClientOption")).Values(own...), jen.Id("opts").Op("..."))
			g.List(jen.Id("core"), jen.Err()).Op(":=").Add(p.runtime("NewClient")).Call(jen.Id("tokens"), jen.Id("all").Op("..."))
			g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
			g.Id("c").Op(":=").Op("&").Id("Client").Values(jen.Id("core").Op(":").Id("core"))
			for _, s := range c.Services {
				if s.needsClient() {
					g.Id("c").Dot(s.Name).Dot("bind").Call(jen.Id("core"))
				}
			}
			g.Return(jen.Id("c"), jen.Nil())
		}))
}

// do declares the client's method Do.
func do(p packages) jen.Code {
	return documented(newComment("Do makes a call that no method is for. See [rest.Client.Do]."),
		jen.Func().Params(jen.Id("s").Op("*").Id("Client")).Id("Do").
			Params(
				jen.Id("ctx").Qual("context", "Context"),
				jen.Id("r").Add(p.runtime("Request")),
				jen.Id("out").Any(),
				jen.Id("opts").Op("...").Add(p.runtime("Option")),
			).Error().
			Block(jen.Return(jen.Id("s").Dot("core").Dot("Do").Call(jen.Id("ctx"), jen.Id("r"), jen.Id("out"), jen.Id("opts").Op("...")))))
}

// core declares the client's method Core.
func core(p packages) jen.Code {
	return documented(newComment("Core returns the runtime's client, which rest.Page.Next, rest.Pages and rest.NewPoller take."),
		jen.Func().Params(jen.Id("s").Op("*").Id("Client")).Id("Core").Params().Op("*").Add(p.runtime("Client")).
			Block(jen.Return(jen.Id("s").Dot("core"))))
}

// declare declares a service and those below it.
func (s *Service) declare(p packages) jen.Code {
	decls := []jen.Code{s.typ(p)}
	if s.Top && s.needsClient() {
		decls = append(decls, s.bind(p))
	}
	for _, child := range s.Services {
		decls = append(decls, child.declare(p))
	}
	return declarations(decls...)
}

// typ declares the type of a service.
func (s *Service) typ(p packages) jen.Code {
	return documented(newComment(s.Type, " makes the calls below ", s.Path, "."),
		jen.Type().Id(s.Type).StructFunc(func(g *jen.Group) {
			if s.Calls {
				g.Id("core").Op("*").Add(p.runtime("Client"))
			}
			if s.Calls && len(s.Services) > 0 {
				g.Line()
			}
			for _, child := range s.Services {
				g.Add(child.field())
			}
		}))
}

// field is the field that a service is, with its path behind it.
func (s *Service) field() jen.Code {
	var doc comment
	doc.wrap([]byte(s.Path), "// ", "// ")
	return jen.Id(s.Name).Id(s.Type).Comment(strings.ReplaceAll(doc.String(), "\n", " "))
}

// bind declares the method that hands the runtime's client to s and all services below
// it. These have no method of their own for that: it would be another thousand to
// compile.
func (s *Service) bind(p packages) jen.Code {
	return jen.Func().Params(jen.Id("s").Op("*").Id(s.Type)).Id("bind").
		Params(jen.Id("core").Op("*").Add(p.runtime("Client"))).
		BlockFunc(func(g *jen.Group) { s.assignCore(g, nil) })
}

// assignCore assigns the runtime's client to a service, which is found from s along
// the fields of path, and to those below it.
func (s *Service) assignCore(g *jen.Group, path []string) {
	if s.Calls {
		at := g.Id("s")
		for _, name := range path {
			at.Dot(name)
		}
		at.Dot("core").Op("=").Id("core")
	}
	for _, child := range s.Services {
		child.assignCore(g, append(path[:len(path):len(path)], child.Name))
	}
}

// needsClient reports whether there is a method in s or below it.
func (s *Service) needsClient() bool {
	for _, child := range s.Services {
		if child.needsClient() {
			return true
		}
	}
	return s.Calls
}

// An ErrorCode describes the constant for a code of documented errors. It is a
// declaration of its own, the same whichever others there are.
type ErrorCode struct {
	Name, Code string
	Message    string // of the first page that has one
	Statuses   []int
}

// declare declares the constant.
func (c *ErrorCode) declare(p packages) jen.Code {
	doc := newComment()
	doc.add(c.Name, " is the code of an error")
	for i, status := range c.Statuses {
		doc.add([]string{" with status ", ", "}[min(i, 1)], strconv.Itoa(status))
	}
	doc.paragraph(". To ask for it: errors.Is(err, ", c.Name, ").")
	doc.paragraph(c.Message)
	return documented(doc, jen.Const().Id(c.Name).Add(p.runtime("Code")).Op("=").Add(text(c.Code)))
}
