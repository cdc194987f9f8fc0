package code

import "github.com/dave/jennifer/jen"

// This file writes the tests of request lines: one function for the lines of a resource,
// with a table of them. What is compared stands in testdata; the table says which method
// is called and with what, so that the compiler sees to it. A method stands there as an
// expression, (*MeService).Get, which is data to the compiler: a method value of the
// client would be a function to compile for each of thousands.

// A RequestTest describes the test of request lines.
type RequestTest struct {
	Name, File string
	Lines      []RequestLine
}

// A RequestLine describes the test of one request line.
type RequestLine struct {
	// Exchange is the name of the exchange: page and line.
	Exchange string
	Receiver string // the type that has the method: that of a service, or Client
	Method   string
	Args     []Value
	// Own are the query parameters that the method sends of itself.
	Own    []string
	Member string // of the answer that the result is, "" for the whole
	// All is whether the method is an iterator, of which two pages are played, which hang
	// together by Paging.
	All    bool
	Paging Paging
}

// declare declares the test.
func (r *RequestTest) declare(p packages) jen.Code {
	doc := newComment(r.Name, " makes calls from the request lines of the pages, each named by page and line. What is sent is compared "+
		"with what follows from the line itself. No example has to show it.")
	return documented(doc, jen.Func().Id(r.Name).Params(jen.Id("t").Op("*").Qual("testing", "T")).BlockFunc(func(g *jen.Group) {
		g.Id("x").Op(":=").Add(p.support("Lines")).Call(jen.Id("t"), text(r.File))
		g.List(jen.Id("client"), jen.Err()).Op(":=").Id("NewClient").Call(jen.Nil(),
			p.runtime("BaseURL").Call(jen.Id("x").Dot("URL")), p.runtime("HTTPClient").Call(jen.Id("x").Dot("Client").Call()),
			p.runtime("Strict").Call())
		g.Add(fatal())
		g.Id("x").Dot("Play").Call(jen.Id("client"), jen.Index().Add(p.support("Line")).Add(broken(r.lines(p)...)))
	}))
}

// lines are the elements of the table.
func (r *RequestTest) lines(p packages) []jen.Code {
	lines := make([]jen.Code, len(r.Lines))
	for i := range r.Lines {
		lines[i] = r.Lines[i].element(p)
	}
	return lines
}

// element is one line.
func (l *RequestLine) element(p packages) jen.Code {
	return jen.ValuesFunc(func(g *jen.Group) {
		g.Id("Name").Op(":").Add(text(l.Exchange))
		g.Id("Call").Op(":").Parens(jen.Op("*").Id(l.Receiver)).Dot(l.Method)
		if len(l.Args) > 0 {
			g.Id("Args").Op(":").Index().Any().ValuesFunc(func(g *jen.Group) {
				for i := range l.Args {
					g.Add(p.value(&l.Args[i]))
				}
			})
		}
		if len(l.Own) > 0 {
			g.Id("Own").Op(":").Index().String().ValuesFunc(func(g *jen.Group) {
				for _, name := range l.Own {
					g.Add(text(name))
				}
			})
		}
		if l.All {
			g.Id("All").Op(":").True()
			if l.Paging != (Paging{}) {
				g.Id("Paging").Op(":").Add(l.Paging.literal(p))
			}
		} else if l.Member != "" {
			g.Id("Member").Op(":").Add(text(l.Member))
		}
	})
}
