package generator

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file emits the client and the services: the skeleton that the methods
// hang on.
//
// Services are plain structs, nested by value: client.Me.Events is a field of a
// field. Each holds the runtime's client where it has methods, handed down once
// by bind when the client is made, so that nothing is looked up, allocated or
// reflected on when a call is made.

// clientFile emits the client.
func (e *skeleton) clientFile() {
	f, root := e.file, e.plan.root
	f.Comment("// DefaultBaseURL is what the paths of all calls follow, unless a [rest.BaseURL] says otherwise.")
	f.Const().Id("DefaultBaseURL").Op("=").Add(stringLit(e.plan.opts.BaseURL))
	f.Line()
	doc := newComment("Client calls the API. Its fields are the services, which mirror the API's paths: /me/events is client.Me.Events.")
	doc.paragraph("A Client is safe for concurrent use. It is made by [NewClient].")
	e.comment(doc)
	f.Type().Id("Client").StructFunc(func(g *jen.Group) {
		g.Id("core").Op("*").Add(e.rest("Client"))
		g.Line()
		for _, s := range root.sorted() {
			g.Id(s.name).Id(s.typeName).Comment(pathComment(s))
		}
	})
	f.Line()
	e.newClient()
	doc = newComment("Do makes a call that no method is for. See [rest.Client.Do].")
	e.comment(doc)
	f.Func().Params(jen.Id("s *Client")).Id("Do").
		ParamsFunc(func(g *jen.Group) {
			g.Id("ctx").Qual("context", "Context")
			g.Id("r").Add(e.rest("Request"))
			g.Id("out").Any()
			g.Id("opts").Op("...").Add(e.rest("Option"))
		}).Error().
		Block(jen.Return(jen.Id("s.core.Do").Call(jen.Id("ctx, r, out, opts..."))))
	f.Line()
	doc = newComment("Core returns the runtime's client, which rest.Page.Next, rest.Pages and rest.NewPoller take.")
	e.comment(doc)
	f.Func().Params(jen.Id("s *Client")).Id("Core").Params().Op("*").Add(e.rest("Client")).
		Block(jen.Return(jen.Id("s.core")))
	f.Line()
	e.errorCodes()
}

// newClient emits the constructor, and the methods on the client itself.
func (e *skeleton) newClient() {
	f, root := e.file, e.plan.root
	doc := newComment("NewClient returns a client that authorizes its calls with tokens, which may be nil for none.")
	doc.paragraph("The error tells which option cannot be used.")
	e.comment(doc)
	f.Func().Id("NewClient").
		Params(jen.Id("tokens").Add(e.rest("TokenSource")), jen.Id("opts").Op("...").Add(e.rest("ClientOption"))).
		Params(jen.Op("*").Id("Client"), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			g.Id("all").Op(":=").Append(
				jen.Index().Add(e.rest("ClientOption")).Values(e.rest("BaseURL").Call(jen.Id("DefaultBaseURL"))),
				jen.Id("opts..."))
			g.List(jen.Id("core"), jen.Err()).Op(":=").Add(e.rest("NewClient")).Call(jen.Id("tokens"), jen.Id("all..."))
			g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
			g.Id("c").Op(":=").Op("&").Id("Client").Values(jen.Id("core").Op(":").Id("core"))
			for _, s := range root.sorted() {
				if s.needsClient() {
					g.Id("c." + s.name + ".bind").Call(jen.Id("core"))
				}
			}
			g.Return(jen.Id("c"), jen.Nil())
		})
	f.Line()
}

// serviceDecls writes s and the services below it.
func (l *layout) serviceDecls(s *service) {
	l.doc(l.newComment(s.typeName, " makes the calls below ", s.path, "."))
	l.put("type ", s.typeName, " struct ")
	l.block(func() {
		if len(s.methods) > 0 {
			l.statement("core *", l.rest("Client"))
		}
		if len(s.methods) > 0 && len(s.children) > 0 {
			l.put("\n")
		}
		for _, child := range s.sorted() {
			l.columnLine()
			l.put(child.name)
			l.gap()
			l.put(child.typeName)
			l.gap()
			l.put(pathComment(child))
		}
		l.columns()
	})
	if s.parent.parent == nil && s.needsClient() {
		l.bindDecl(s)
	}
	for _, child := range s.sorted() {
		l.serviceDecls(child)
	}
}

// bindDecl writes the method that hands the runtime's client to s and all services
// below it. These have no method of their own for that: it would be another thousand
// to compile.
func (l *layout) bindDecl(s *service) {
	l.depth = 0
	l.put("\n\nfunc (s *", s.typeName, ") bind(core *", l.rest("Client"), ") ")
	l.block(func() { l.bindAll("s", s) })
}

// bindAll writes the assignments for s, which is found at the expression at, and for
// what is below it.
func (l *layout) bindAll(at string, s *service) {
	if len(s.methods) > 0 {
		l.statement(at, ".core = core")
	}
	for _, child := range s.sorted() {
		l.bindAll(at+"."+child.name, child)
	}
}

// needsClient tells whether there is a method in s or below it.
func (s *service) needsClient() bool {
	if len(s.methods) > 0 {
		return true
	}
	for _, child := range s.children {
		if child.needsClient() {
			return true
		}
	}
	return false
}

// pathComment is the path of a service, for the line of its field.
func pathComment(s *service) string {
	var c comment
	c.wrap([]byte(s.path), "// ", "// ")
	return strings.ReplaceAll(string(c.text), "\n", " ")
}

// stringLit is a string for package jennifer, whose own do not escape all that does not
// show.
func stringLit(s string) jen.Code { return jen.Id(string(appendQuoted(nil, s))) }
