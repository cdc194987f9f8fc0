package code

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file writes the methods.
//
// There are thousands of them, and what a program pays for importing the SDK is mostly
// their compilation. So a method is one call of a function of the runtime that is
// compiled once (see send.go there): it returns what that returns. Generic functions
// are instantiated mostly with pointers, which share one instantiation.

// A Method describes a method, and the iterator beside it where it returns a page.
type Method struct {
	Receiver string // the type: that of a service, or Client
	Name     string
	// All is the name of the iterator, "" for none, and Item the type of its items.
	All  string
	Item Type
	Doc  MethodDoc
	Args []Arg
	// Needs are the arguments behind them, for the query and the header, and Fixed what
	// is sent in the query of all calls.
	Needs []Need
	Fixed []Fixed
	// Verb and Path are what the call sends. {…} in the path stand for the arguments,
	// in their order.
	Verb, Path string
	Body       Body
	Result     Result
	// Paging is how the pages hang together that a method returns.
	Paging Paging
}

// An Arg describes a positional argument.
type Arg struct {
	Name string
	Type Type
	// Quoted is whether the texts of a list are in single quotes, and not a JSON array's.
	Quoted bool
}

// A Body describes what a method takes as the body of its request.
type Body struct {
	Kind BodyKind
	Type Type // of the parameter
	// ContentType is what the body is sent as, unless the caller says otherwise. It is ""
	// for application/json.
	ContentType string
}

// A BodyKind is how a body is sent.
type BodyKind byte

// The kinds of bodies.
const (
	NoBody BodyKind = iota
	JSONBody
	StreamBody
)

// A Result describes what a method returns besides the error.
type Result struct {
	Kind ResultKind
	Type Type
	// Member is the member of the answer that holds the result, "" for the whole.
	Member string
	// Item is the type that the poller of a long-running action ends in.
	Item Type
	// Monitor is where the answer says what to follow the action at, "" for a header.
	Monitor string
}

// A ResultKind is how a result comes from the answer.
type ResultKind byte

// The kinds of results.
const (
	ResponseResult ResultKind = iota // the response itself
	DecodedResult                    // its body, decoded
	CountResult                      // its body, a number in plain text
	StreamResult                     // its body, as it comes
	PollerResult                     // a poller for what its header says where to find
)

// declare declares a method and its iterator.
func (m *Method) declare(p packages) jen.Code {
	if m.All == "" {
		return m.method(p)
	}
	return declarations(m.method(p), m.iterator(p))
}

// method declares the method.
func (m *Method) method(p packages) jen.Code {
	return documented(m.comment(), jen.Func().Params(m.receiver()).Id(m.Name).Params(m.params(p)...).
		Params(p.typ(m.Result.Type), jen.Error()).Block(m.statements(p)...))
}

// iterator declares the method that iterates over the items of all pages.
func (m *Method) iterator(p packages) jen.Code {
	return documented(newComment(m.All, " iterates over the items of all pages that ", m.Name,
		" returns, which it fetches as they are needed. An error ends the iteration."),
		jen.Func().Params(m.receiver()).Id(m.All).Params(m.params(p)...).
			Qual("iter", "Seq2").Types(p.typ(m.Item), jen.Error()).
			Block(jen.Return(m.walk(p))))
}

// walk is the call that walks over the items of all pages.
func (m *Method) walk(p packages) jen.Code {
	if m.paged() {
		return p.runtime("All").Types(p.typ(m.Item)).Call(jen.Id("ctx"), client(), m.request(p), m.options(p))
	}
	return p.runtime("Items").Types(p.typ(m.Item)).Call(m.passed(p, "")...)
}

// receiver is the receiver.
func (m *Method) receiver() jen.Code { return jen.Id("s").Op("*").Id(m.Receiver) }

// params are the parameters: context, positional arguments, body, options.
func (m *Method) params(p packages) []jen.Code {
	args := m.positional()
	params := make([]jen.Code, 0, len(args)+3)
	params = append(params, jen.Id("ctx").Qual("context", "Context"))
	for i, a := range args {
		param := jen.Id(a.Name)
		if i+1 == len(args) || args[i+1].Type != a.Type {
			param.Add(p.typ(a.Type))
		}
		params = append(params, param)
	}
	if m.Body.Kind != NoBody {
		params = append(params, m.Body.value().Add(p.typ(m.Body.Type)))
	}
	return append(params, jen.Id("opts").Op("...").Add(p.runtime("Option")))
}

// value is the body as the runtime is given it.
func (b *Body) value() *jen.Statement {
	switch b.Kind {
	case NoBody:
		return jen.Nil()
	case StreamBody:
		return jen.Id("content")
	}
	return jen.Id("body")
}

// statements are the body of the method.
func (m *Method) statements(p packages) []jen.Code {
	switch {
	case m.paged():
		return []jen.Code{jen.Return(p.runtime("List").Types(p.typ(m.Item)).Call(jen.Id("ctx"), client(), m.request(p), m.options(p)))}
	case m.Result.Kind == ResponseResult:
		return []jen.Code{jen.Return(p.runtime("Send").Call(m.passed(p, "")...))}
	case m.Result.Kind == StreamResult:
		return []jen.Code{jen.Return(client().Dot("Stream").Call(jen.Id("ctx"), m.request(p), m.options(p)))}
	case m.Result.Kind == PollerResult:
		return m.start(p)
	case m.Body.Kind == StreamBody || m.Result.Kind == CountResult:
		return m.exchange(p)
	case m.Result.Member != "":
		return []jen.Code{jen.Return(p.runtime("CallMember").Types(p.typ(m.Result.Type)).Call(m.passed(p, m.Result.Member)...))}
	}
	return []jen.Code{jen.Return(p.runtime("Call").Types(p.typ(m.Result.Type)).Call(m.passed(p, "")...))}
}

// client is the runtime's client.
func client() *jen.Statement { return jen.Id("s").Dot("core") }

// start are the statements that start a long-running action.
func (m *Method) start(p packages) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("location"), jen.Err()).Op(":=").Add(client()).Dot("Start").Call(jen.Id("ctx"), m.request(p), m.options(p)),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(p.runtime("NewPoller").Types(p.typ(m.Result.Item)).Call(client(), jen.Id("location")), jen.Nil()),
	}
}

// exchange are the statements of a call that needs more of a request than its path and
// its body.
func (m *Method) exchange(p packages) []jen.Code {
	declared := jen.Var().Id("out").Add(p.typ(m.Result.Type))
	target, failed := jen.Op("&").Id("out"), jen.Id("out")
	if m.Result.Type.isPointer() {
		declared = jen.Id("out").Op(":=").New(p.typ(m.Result.Type.pointee()))
		target, failed = jen.Id("out"), jen.Nil()
	}
	if m.Result.Member != "" {
		target = p.runtime("Wrapped").Call(text(m.Result.Member), target)
	}
	return []jen.Code{
		declared,
		jen.If(jen.Err().Op(":=").Add(client()).Dot("Do").Call(jen.Id("ctx"), m.request(p), target, m.options(p)), jen.Err().Op("!=").Nil()).
			Block(jen.Return(failed, jen.Err())),
		jen.Return(jen.Id("out"), jen.Nil()),
	}
}

// request is the value that says everything about the call.
func (m *Method) request(p packages) jen.Code {
	return p.runtime("Request").ValuesFunc(func(g *jen.Group) {
		g.Id("Method").Op(":").Add(text(m.Verb))
		g.Id("Path").Op(":").Add(text(m.target()))
		if args := m.inURL(); len(args) > 0 {
			g.Id("Args").Op(":").Index().Any().ValuesFunc(func(g *jen.Group) {
				for _, a := range args {
					g.Add(a.given(p))
				}
			})
		}
		if m.Body.Kind != NoBody {
			g.Id("Body").Op(":").Add(m.Body.value())
		}
		if m.Body.ContentType != "" {
			g.Id("ContentType").Op(":").Add(text(m.Body.ContentType))
		}
		if m.Result.Monitor != "" {
			g.Id("Monitor").Op(":").Add(text(m.Result.Monitor))
		}
		if m.Result.Kind == CountResult {
			g.Id("Accept").Op(":").Add(text("text/plain"))
		}
		if m.paged() {
			g.Id("Paging").Op(":").Add(m.Paging.literal(p))
		}
	})
}

// passed is what the runtime's functions for a call take: context, client, options,
// verb and path, body, the member that is wanted if it is not "", and the path's
// arguments.
func (m *Method) passed(p packages, member string) []jen.Code {
	var own []jen.Code
	if m.Body.ContentType != "" {
		own = append(own, p.runtime("ContentType").Call(text(m.Body.ContentType)))
	}
	args := m.inURL()
	passed := make([]jen.Code, 0, len(args)+6)
	passed = append(passed, jen.Id("ctx"), client(), m.withOptions(p, own...), text(m.Verb+" "+m.target()), m.Body.value())
	if member != "" {
		passed = append(passed, text(member))
	}
	for _, a := range args {
		passed = append(passed, a.text(p))
	}
	return passed
}

// given is the argument as a request takes it.
func (a *Arg) given(p packages) jen.Code {
	switch {
	case a.Type.Slice && a.Quoted:
		return p.runtime("QuotedList").Call(jen.Id(a.Name))
	case a.Type.Slice:
		return p.runtime("JSONList").Call(jen.Id(a.Name))
	}
	return jen.Id(a.Name)
}

// text is the argument as a string.
func (a *Arg) text(p packages) jen.Code {
	switch {
	case a.Type.Slice:
		return a.given(p)
	case a.Type.Package == Runtime && a.Type.Name == "DateTimeOffset":
		return jen.Id(a.Name).Dot("String").Call()
	case a.Type.Package != Own:
		return jen.String().Call(jen.Id(a.Name))
	case a.Type.Name != "string":
		return p.runtime("Arg").Call(jen.Id(a.Name))
	}
	return jen.Id(a.Name)
}

// A MethodDoc is what the comment on a method says.
type MethodDoc struct {
	Template    string // the path with the page's own names for its placeholders
	Description string
	Permissions []Permissions
	Args        []ParamDoc // the arguments for the query and the header
	Query       []ParamDoc // the query parameters that the page documents
	Header      []ParamDoc // and the header fields
	Errors      []ErrorDoc
	Hint        string   // what the runtime has for the result
	BodyTypes   []string // the derived types that a body may be of
	Page        string   // the sentence that says where it is
	Pages       []string // where they are, if there are several
	Deprecated  bool
	Deprecation Deprecation
}

// Permissions are what somebody must be permitted to do, the least privileged first.
type Permissions struct {
	Who   string
	Names []string
}

// A ParamDoc is what the page says of a query parameter or header field.
type ParamDoc struct {
	Name, Description string
	Required          bool
	// Option is what the runtime has for it, "" for nothing of its own.
	Option string
	// Sent is what an argument is called where it is sent, and Header whether that is the
	// header.
	Sent   string
	Header bool
}

// An ErrorDoc is what the page says of an error.
type ErrorDoc struct {
	Status        int
	Code, Message string
}

// comment is the comment on a method: the page's description with what a caller has to
// know.
func (m *Method) comment() *comment {
	d := &m.Doc
	doc := newComment(m.Name, " calls ", m.Verb, " ", d.Template, ".")
	doc.paragraph(d.Description)
	d.bodyTypes(doc, m.Body.Type)
	d.permissions(doc)
	arguments(doc, d.Args)
	parameters(doc, "Query parameters:", d.Query)
	parameters(doc, "Headers:", d.Header)
	for i, e := range d.Errors {
		if i == 0 {
			doc.paragraph("Documented errors, as a [rest.Error]:")
		}
		doc.item(strconv.Itoa(e.Status), " ", e.Code, ": ", e.Message)
	}
	doc.paragraph(d.Hint)
	doc.paragraph(d.Page)
	for i, page := range d.Pages {
		if i == 0 {
			doc.paragraph("Pages:")
		}
		doc.item(page)
	}
	if d.Deprecated {
		doc.deprecated(d.Deprecation, "the API deprecates this call.")
	}
	return doc
}

// bodyTypes adds the types that a body may be of besides its parameter's.
func (d *MethodDoc) bodyTypes(doc *comment, base Type) {
	if len(d.BodyTypes) == 0 {
		return
	}
	doc.add("The body may be one of these, by [rest.From]: ")
	for i, name := range d.BodyTypes {
		doc.add([]string{"", ", "}[min(i, 1)], "[", name, "]")
	}
	doc.paragraph(".")
}

// permissions adds what a caller must be permitted to do.
func (d *MethodDoc) permissions(doc *comment) {
	for i, p := range d.Permissions {
		doc.add([]string{"Permissions, the least privileged first: ", "; "}[min(i, 1)], p.Who, " ", strings.Join(p.Names, ", "))
	}
	if len(d.Permissions) > 0 {
		doc.paragraph(".")
	}
}

// parameters adds a list of parameters under a title.
func parameters(doc *comment, title string, params []ParamDoc) {
	for i, p := range params {
		if i == 0 {
			doc.paragraph(title)
		}
		text, required := p.Name, ""
		if p.Description != "" {
			doc.add(p.Name, ": ")
			text = p.Description
		}
		if p.Required {
			text, required = strings.TrimSuffix(text, "."), ". Required."
		}
		if p.Option != "" {
			text, required = strings.TrimSuffix(text+required, ".")+".", " See [rest."+p.Option+"]."
		}
		doc.item(text, required)
	}
}
