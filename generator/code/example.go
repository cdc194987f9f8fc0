package code

import (
	"fmt"
	"io"
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file writes the examples by which an SDK explains itself: functions that go doc
// shows, go vet compiles, and go test runs where the pages show what is answered.
//
// The same statements, without those that make the client, stand in the SDK's README and
// in the comment on the package. They are printed once more for these ([Example.Snippet])
// and not written a second time, so that all that is shown is known to compile.

// An ExampleKind is what an example shows.
type ExampleKind byte

// The kinds of examples.
const (
	ClientExample   ExampleKind = iota // how a client is made
	CallExample                        // a call, and a property of what it returns
	PagesExample                       // a list to its end
	ChangeExample                      // an object that is sent
	ErrorExample                       // what an error tells
	DeltaExample                       // what has changed since
	DownloadExample                    // content as a stream
	UploadExample                      // content in pieces
	JobExample                         // long-running work
	BatchExample                       // several calls in one
)

// An Example describes an example.
type Example struct {
	Kind ExampleKind
	// Name is that of the function, Doc the comment on it.
	Name, Doc string
	// Credential is what clients of the service are made with. Where File is not "", the
	// client of the example is answered with the documented response of an exchange.
	Credential     Credential
	File, Exchange string
	// Leads is the member of that response that leads to the next page, which is left out of
	// it; "" for none.
	Leads string
	// Bare is whether the client is there already.
	Bare bool
	// Call is the call, and Second another one for a batch.
	Call, Second Invocation
	// Link is the field of an upload session that has its URL.
	Link string
	// Uploaded is the type of what an upload ends in.
	Uploaded Type
	// Code is the constant of an error's code, "" for none.
	Code string
	// Output are the lines that the example prints, if it is run; nil if it is not.
	Output []string
}

// An Invocation describes a call in an example.
type Invocation struct {
	Method []string // the names from the client to it
	Args   []Value  // after the context, with the body
	Result Type
	// Var is the variable for the result, or for an element of it, and Field what is shown
	// of that, "" for all of it.
	Var, Field string
}

// A Credential describes what a client is made with.
type Credential struct {
	Kind CredentialKind
	// BaseURL is an address in the place of one that the pages do not tell, else "".
	BaseURL string
}

// A CredentialKind is what a service takes to know its callers.
type CredentialKind byte

// The kinds of credentials.
const (
	TokenCredential CredentialKind = iota // tokens that expire
	KeyCredential                         // a key that does not
	UserCredential                        // a user and a password
	NoCredential
)

// declare declares the function.
func (e *Example) declare(p packages) jen.Code {
	if e.Bare {
		return jen.Func().Id(e.Name).Params().Block(e.statements(p)...)
	}
	statements := append(e.client(p), e.statements(p)...)
	if e.Output != nil {
		statements = append(statements, jen.Comment(e.output()))
	}
	return documented(newComment(e.Doc), jen.Func().Id(e.Name).Params().Block(statements...))
}

// output is the comment that says what the example prints. Its lines are those of pages: see
// [Printable].
func (e *Example) output() string {
	var b strings.Builder
	b.WriteString("// Output:")
	for _, line := range e.Output {
		if Printable(line) {
			b.WriteString("\n// " + line)
		}
	}
	return b.String()
}

// maxPrinted is the longest text that an example shows, in bytes.
const maxPrinted = 48

// Printable reports whether a text can be shown in an example as it is: it is short, and
// has letters, digits and marks that mean nothing in comments, in strings and in markdown.
func Printable(s string) bool {
	if s == "" || len(s) > maxPrinted || strings.TrimSpace(s) != s || strings.Contains(s, "  ") || strings.Contains(s, "//") {
		return false
	}
	for _, c := range []byte(s) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !letter && strings.IndexByte(" .,-_@:/=+'", c) < 0 {
			return false
		}
	}
	first := s[0]
	return first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first >= '0' && first <= '9'
}

// Shown reports whether a text can be shown as a string in an example: it is short, and has
// nothing in it that is hard to read there.
func Shown(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' || c == '`' || c == '\\' {
			return false
		}
	}
	return s != "" && len(s) <= maxPrinted
}

// client are the statements that make the client.
func (e *Example) client(p packages) []jen.Code {
	if e.Kind == ClientExample {
		return nil
	}
	made := p.named("NewClient").Call(e.Credential.short(p)...)
	if e.File != "" {
		made = p.named("NewClient").Call(jen.Nil(), p.support("Answer").CallFunc(func(g *jen.Group) {
			g.Add(text(e.File))
			g.Add(text(e.Exchange))
			if e.Leads != "" {
				g.Add(text(e.Leads))
			}
		}).Op("..."))
	}
	return []jen.Code{
		jen.Id("ctx").Op(":=").Qual("context", "Background").Call(),
		jen.List(jen.Id("client"), jen.Err()).Op(":=").Add(made), exit(),
	}
}

// short are the arguments of NewClient in an example that is about something else.
func (c Credential) short(p packages) []jen.Code {
	var args []jen.Code
	switch c.Kind {
	case NoCredential:
		args = []jen.Code{jen.Nil()}
	case UserCredential:
		args = []jen.Code{p.runtime("BasicAuth").Call(env("API_USER"), env("API_PASSWORD"))}
	default:
		args = []jen.Code{p.runtime("StaticToken").Call(env("API_TOKEN"))}
	}
	if c.BaseURL != "" {
		args = append(args, p.runtime("BaseURL").Call(text(c.BaseURL)))
	}
	return args
}

// env is the value of an environment variable.
func env(name string) jen.Code { return jen.Qual("os", "Getenv").Call(text(name)) }

// exit ends the program on an error.
func exit() jen.Code { return jen.If(jen.Err().Op("!=").Nil()).Block(fail()) }

func fail() jen.Code { return jen.Qual("log", "Fatal").Call(jen.Err()) }

// statements are what the example shows.
func (e *Example) statements(p packages) []jen.Code {
	switch e.Kind {
	case ClientExample:
		return e.makeClient(p)
	case CallExample:
		return []jen.Code{e.Call.assigned(p), exit(), e.Call.shown()}
	case PagesExample:
		return []jen.Code{e.Call.loop(p, nil, jen.If(jen.Err().Op("!=").Nil()).Block(fail()))}
	case ChangeExample:
		return []jen.Code{jen.List(jen.Id("_"), jen.Err()).Op("=").Add(e.Call.call(p)), exit()}
	case ErrorExample:
		return e.failure(p)
	case DeltaExample:
		return e.delta(p)
	case DownloadExample:
		return []jen.Code{e.Call.assigned(p), exit(), jen.Defer().Id(e.Call.Var).Dot("Close").Call(),
			jen.List(jen.Id("_"), jen.Err()).Op("=").Qual("io", "Copy").Call(jen.Qual("os", "Stdout"), jen.Id(e.Call.Var)), exit()}
	case UploadExample:
		return e.upload(p)
	case JobExample:
		return []jen.Code{
			jen.List(jen.Id("poller"), jen.Err()).Op(":=").Add(e.Call.call(p)), exit(),
			jen.List(jen.Id(e.Call.Var), jen.Err()).Op(":=").Id("poller").Dot("Wait").Call(jen.Id("ctx")).Comment("// or Poll, once"), exit(), e.Call.shown(),
		}
	}
	return e.batch(p)
}

// makeClient are the statements that show how a client is made.
func (e *Example) makeClient(p packages) []jen.Code {
	var statements []jen.Code
	args := e.Credential.short(p)
	if e.Credential.Kind == TokenCredential {
		statements = append(statements, jen.Id("tokens").Op(":=").Add(p.runtime("TokenFunc")).Call(
			jen.Func().Params(jen.Id("ctx").Qual("context", "Context")).Params(jen.String(), jen.Error()).Block(
				jen.Return(jen.Lit("a token"), jen.Nil()).Comment("// of a library that keeps it while it is valid"))))
		args[0] = jen.Id("tokens")
	}
	args = append(args, p.runtime("UserAgent").Call(jen.Lit("my-program/1.0")))
	return append(statements, jen.List(jen.Id("client"), jen.Err()).Op(":=").Add(p.named("NewClient")).Call(args...), exit(),
		jen.Id("_").Op("=").Id("client").Comment("// for any number of goroutines"))
}

// failure are the statements that tell errors apart.
func (e *Example) failure(p packages) []jen.Code {
	asked := p.runtime("ErrNotFound")
	if e.Code != "" {
		asked = p.named(e.Code)
	}
	return []jen.Code{
		jen.List(jen.Id("_"), jen.Err()).Op("=").Add(e.Call.call(p)),
		jen.Var().Id("failure").Op("*").Add(p.runtime("Error")),
		jen.If(jen.Qual("errors", "As").Call(jen.Err(), jen.Op("&").Id("failure"))).Block(
			jen.Qual("fmt", "Println").Call(jen.Id("failure").Dot("StatusCode"), jen.Id("failure").Dot("Code"))),
		jen.Qual("fmt", "Println").Call(jen.Qual("errors", "Is").Call(jen.Err(), asked)),
	}
}

// delta are the statements of a round of a delta query.
func (e *Example) delta(p packages) []jen.Code {
	options := []jen.Code{p.runtime("Resume").Call(jen.Id("link")), p.runtime("KeepDelta").Call(jen.Op("&").Id("link"))}
	return []jen.Code{
		jen.Id("link").Op(":=").Lit("").Comment("// or that of the round before"),
		e.Call.loop(p, options,
			jen.If(jen.Qual("errors", "Is").Call(jen.Err(), p.runtime("ErrGone"))).Block(
				jen.Id("link").Op("=").Lit("").Comment("// which the service has forgotten: begin anew"), jen.Break()),
			exit()),
	}
}

// upload are the statements that put a file in pieces.
func (e *Example) upload(p packages) []jen.Code {
	return []jen.Code{
		jen.List(jen.Id("session"), jen.Err()).Op(":=").Add(e.Call.call(p)), exit(),
		jen.List(jen.Id("file"), jen.Err()).Op(":=").Qual("os", "Open").Call(jen.Lit("film.mp4")), exit(),
		jen.Defer().Id("file").Dot("Close").Call(),
		jen.List(jen.Id(e.Call.Var), jen.Err()).Op(":=").Add(p.runtime("Upload")).Types(p.typ(e.Uploaded)).Call(
			jen.Id("ctx"), jen.Id("client").Dot("Core").Call(), jen.Id("session").Dot(e.Link).Dot("Value").Call(), jen.Id("file"), jen.Lit(-1)), exit(),
		e.Call.shown(),
	}
}

// batch are the statements that send two calls at once.
func (e *Example) batch(p packages) []jen.Code {
	add := func(c *Invocation) jen.Code {
		return p.runtime("Add").Call(jen.Id("batch"), jen.Func().Params(jen.Id("ctx").Qual("context", "Context")).
			Params(p.typ(c.Result), jen.Error()).Block(jen.Return(c.call(p))))
	}
	got := func(c *Invocation, from string) []jen.Code {
		return []jen.Code{jen.List(jen.Id(c.Var), jen.Err()).Op(":=").Id(from).Dot("Get").Call(), exit(), c.shown()}
	}
	statements := []jen.Code{
		jen.Id("batch").Op(":=").Add(p.runtime("NewBatch")).Call(jen.Id("client").Dot("Core").Call()),
		jen.Id("first").Op(":=").Add(add(&e.Call)), jen.Id("second").Op(":=").Add(add(&e.Second)),
		jen.Id("_").Op("=").Id("batch").Dot("Do").Call(jen.Id("ctx")).Comment("// its error joins those of the calls"),
	}
	return append(append(statements, got(&e.Call, "first")...), got(&e.Second, "second")...)
}

// call is the call.
func (c *Invocation) call(p packages, options ...jen.Code) *jen.Statement {
	call := jen.Id("client")
	for _, name := range c.Method {
		call.Dot(name)
	}
	return call.CallFunc(func(g *jen.Group) {
		g.Id("ctx")
		for i := range c.Args {
			g.Add(p.value(&c.Args[i]))
		}
		for _, o := range options {
			g.Add(o)
		}
	})
}

// assigned makes the call and keeps what it returns.
func (c *Invocation) assigned(p packages) jen.Code {
	return jen.List(jen.Id(c.Var), jen.Err()).Op(":=").Add(c.call(p))
}

// shown prints what is shown of the result.
func (c *Invocation) shown() jen.Code {
	what := jen.Id(c.Var)
	if c.Field != "" {
		what.Dot(c.Field).Dot("Value").Call()
	}
	return jen.Qual("fmt", "Println").Call(what)
}

// loop walks over the elements that the call returns; checks are what is done about errors.
func (c *Invocation) loop(p packages, options []jen.Code, checks ...jen.Code) jen.Code {
	return jen.For(jen.List(jen.Id(c.Var), jen.Err()).Op(":=").Range().Add(c.call(p, options...))).Block(append(checks, c.shown())...)
}

// Snippet is what an example shows as lines of Go, for a text: without what makes the
// client. Package and importPath are those of the SDK.
func (e *Example) Snippet(pkg, importPath string) ([]string, error) {
	bare := *e
	bare.Bare = true
	f := &File{Package: pkg, ImportPath: importPath, Outside: true, Decls: []Decl{&bare}}
	var source strings.Builder
	if err := f.render(&source); err != nil {
		return nil, err
	}
	formatted, err := formatted(e.Name, []byte(source.String()))
	if err != nil {
		return nil, err
	}
	_, body, ok := strings.Cut(string(formatted), "\nfunc "+e.Name+"() {\n")
	body, end := strings.CutSuffix(body, "}\n")
	if !ok || !end {
		return nil, fmt.Errorf("%s: the code is no function: %w", e.Name, io.ErrUnexpectedEOF)
	}
	var lines []string
	for line := range strings.Lines(body) {
		lines = append(lines, strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return lines, nil
}
