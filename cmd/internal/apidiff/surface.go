// Package apidiff finds out what has changed between two editions of an API, and what
// of it breaks programs that use its SDK.
//
// It compares surfaces. A [Surface] is what the callers of an SDK see of an API:
// types and their properties, operations and their requests, each by the API's own
// name, with the name that the SDK has for it and the line of the page that says so
// (surface.go). It is small and is written into a file beside the SDK (text.go), so that
// the API of an SDK is known without the pages.
//
// A change is breaking if a program that compiles with the old SDK may not compile
// with the new one: if a name is gone, or stands for something of another form
// (shape.go). Names are those that the generator has given; of Go nothing else is known
// here. A change that fails only at run time, such as a parameter
// that has become required, has a note and is not breaking, because pages are not certain
// about such things.
package apidiff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// A Surface is what the callers of an SDK see of an API.
type Surface struct {
	Namespace  string // the API's own
	Types      []*Type
	Operations []*Operation
}

// A Place is a line of a page. Line is 0 where only the page is known.
type Place struct {
	Page string `json:"page"`
	Line int    `json:"line"`
}

// A Type is a type of the API.
type Type struct {
	Name string // with its namespace
	// Go is the SDK's name, "" for a type whose values are raw JSON there.
	Go         string
	Kind       api.TypeKind
	Base       string
	Deprecated bool
	Properties []*Property // its own
	Renamed    []Renaming  // of inherited ones
	Members    []Member    // of an enumeration
	At         Place
}

// A Property is a property of a type.
type Property struct {
	Name string
	Go   string // the field, "" for none
	Ref
	Deprecated bool
	Aliases    []string // other names that it has, or had
	At         Place
}

// A Renaming gives the field for an inherited property another name than it has in the
// type that declares the property: a field of the derived type has that name.
type Renaming struct{ Name, Go string }

// A Ref names a type or a collection of it; the zero Ref none.
type Ref struct {
	Name       string
	Collection bool
}

// String is the name, with "[]" before it for a collection.
func (r Ref) String() string {
	if r.Collection {
		return "[]" + r.Name
	}
	return r.Name
}

// A Member is a value of an enumeration.
type Member struct {
	Name string
	Go   string // the constant, "" for none
	At   Place
}

// An Operation is what one page documents, or a part of it.
type Operation struct {
	ID          string
	Deprecated  bool
	Requests    []*Request
	Parameters  []*Parameter
	Response    Response
	Errors      []ErrorCode
	Permissions [][]string // one list for each of permissionKinds
	At          Place      // the title
	PermittedAt Place      // the table of permissions
}

// permissionKinds are what permissions are listed for.
func permissionKinds() []string {
	return []string{"delegated (work)", "delegated (personal)", "application"}
}

// A Request is a documented call.
type Request struct {
	Method string
	Path   string // in one notation, whatever the page's: "/users/{id}/events"
	// Go is the way from the client to the method, "" where there is none.
	Go     string
	Args   []string // the types of the placeholders
	Body   Shape
	Result Shape
	// Inferred is true where the page has no template for it, only an example.
	Inferred bool
	At       Place
}

// call is what distinguishes requests: the verb and the path, whatever placeholders
// are called and in any case.
func (r *Request) call() string {
	var b strings.Builder
	b.WriteString(r.Method + " ")
	for i := 0; i < len(r.Path); i++ {
		b.WriteByte(r.Path[i])
		if n := strings.IndexByte(r.Path[i:], '}'); r.Path[i] == '{' && n > 0 {
			b.WriteByte('}')
			i += n
		}
	}
	return strings.ToLower(b.String())
}

// String is the verb and the path.
func (r *Request) String() string { return r.Method + " " + r.Path }

// A Parameter is an input of an operation.
type Parameter struct {
	In   api.ParameterIn
	Name string
	Go   string // the field of the body's struct, "" for none
	Ref
	Required bool
	At       Place
}

// An ErrorCode is an error that a page documents.
type ErrorCode struct {
	Text string // "404 itemNotFound"
	Go   string // the constant, "" for none
}

// A Response is what a page says that a successful call returns.
type Response struct {
	Status int
	Ref
	At Place
}

// Of returns the surface of an API with the names that an SDK has for it.
func Of(whole *api.API, names *generator.Names) *Surface {
	s := &Surface{
		Namespace: whole.Namespace, Types: make([]*Type, len(whole.Types)), Operations: make([]*Operation, len(whole.Operations)),
	}
	for i, t := range whole.Types {
		s.Types[i] = typeOf(t, names)
	}
	for i, op := range whole.Operations {
		s.Operations[i] = operationOf(op, names)
	}
	slices.SortStableFunc(s.Types, func(a, b *Type) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortStableFunc(s.Operations, func(a, b *Operation) int {
		return cmp.Or(cmp.Compare(a.At.Page, b.At.Page), cmp.Compare(a.ID, b.ID))
	})
	return s
}

func typeOf(t *api.Type, names *generator.Names) *Type {
	out := &Type{Name: t.Name, Go: names.Type(t), Kind: t.Kind, Base: t.Base, Deprecated: t.Deprecated, At: Place{t.Page, t.Line}}
	if t.Untyped {
		out.Go = ""
	}
	properties := make([]Property, len(t.Properties))
	for i, p := range t.Properties {
		properties[i] = Property{
			Name: p.Name, Go: names.Property(t, p), Ref: Ref{written(p.Type, p.Form), p.Collection}, Deprecated: p.Deprecated, Aliases: p.Aliases, At: placeOf(p.At, out.At),
		}
	}
	out.Properties = pointers(properties)
	for _, r := range names.Renamed(t) {
		out.Renamed = append(out.Renamed, Renaming{r.Property.Name, r.Name})
	}
	out.Members = make([]Member, len(t.Members))
	for i, m := range t.Members {
		out.Members[i] = Member{m.Name, names.Member(t, i), placeOf(m.At, out.At)}
	}
	return out
}

// written is the name of a type with the form that its values are written in, where that is
// none of OData's: another form is another type to who sends and reads them.
func written(name string, form api.Form) string {
	if form == "" {
		return name
	}
	return name + formMark + string(form)
}

// formMark stands between the two.
const formMark = "@"

func operationOf(op *api.Operation, names *generator.Names) *Operation {
	at := Place{op.Page, op.Line}
	out := &Operation{
		ID: op.ID, Deprecated: op.Deprecated, At: at, PermittedAt: placeOf(op.Permissions.At, at),
		Response:    Response{op.Response.Status, Ref{op.Response.Name, op.Response.Collection}, placeOf(op.Response.At, at)},
		Permissions: [][]string{op.Permissions.DelegatedWork, op.Permissions.DelegatedPersonal, op.Permissions.Application},
	}
	requests := make([]Request, len(op.Requests))
	for i, r := range op.Requests {
		requests[i] = requestOf(r, op.Page, names)
	}
	out.Requests = pointers(requests)
	parameters := make([]Parameter, len(op.Parameters))
	for i, p := range op.Parameters {
		parameters[i] = Parameter{
			In: p.In, Name: p.Name, Go: names.Parameter(p), Ref: Ref{written(p.Type, p.Form), p.Collection}, Required: p.Required, At: placeOf(p.At, at),
		}
	}
	out.Parameters = pointers(parameters)
	for _, e := range op.Errors {
		out.Errors = append(out.Errors, ErrorCode{errorText(e), names.ErrorCode(e.Code)})
	}
	return out
}

// pointers returns pointers to the elements of a list.
func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

func requestOf(r *api.Request, page string, names *generator.Names) Request {
	path, _, _ := strings.Cut(r.Template, "?")
	out := Request{Method: r.Method, Path: path, Go: names.Request(r), Inferred: r.Inferred, At: Place{page, r.Line}}
	if r.Call == nil {
		return out
	}
	out.Path = string(r.Call.Path.Append(nil, api.Notation{Segments: true, Bare: true}))
	out.Body, out.Result = bodyShape(r.Call.Body, names.Body(r.Call)), resultShape(r.Call.Result)
	for _, a := range r.Call.Path.Holes() {
		out.Args = append(out.Args, cmp.Or(a.Type, "Edm.String"))
	}
	for _, p := range r.Call.Needs {
		out.Args = append(out.Args, needed+p.Type)
	}
	return out
}

func errorText(e api.ErrorCode) string {
	code := e.Code
	if e.Status > 0 {
		code = strings.TrimSpace(statusText(e.Status) + " " + strings.TrimSpace(strings.TrimPrefix(code, statusText(e.Status))))
	}
	return code
}

// placeOf is where something stands. It is the place of its owner where none is noted.
func placeOf(at api.Place, owner Place) Place {
	if at.Page == "" || at.Line == 0 {
		return owner
	}
	return Place{at.Page, at.Line}
}
