package generator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/sdkscribe/sdkscribe/internal/model"
)

// This file emits the methods.
//
// There are thousands of them, and what a program pays for importing the SDK is
// mostly their compilation. So a method is one call of a function of the runtime
// that is compiled once (see send.go there): it returns what that returns. Generic
// functions are instantiated mostly with pointers, which share one instantiation.

// methodDecl emits a method, and the iterator beside it where it returns a page.
func (e *emitter) methodDecl(m *method) {
	f := e.file
	f.Add(e.methodComment(m).code())
	f.Func().Params(e.receiver(m)).Id(m.name).Params(e.signature(m)...).
		Params(e.result(m), jen.Error()).BlockFunc(func(g *jen.Group) { e.body(g, m) })
	f.Line()
	if m.all == "" {
		return
	}
	doc := newComment(m.all + " iterates over the items of all pages that " + m.name + " returns, which it fetches as they are needed. " +
		"An error ends the iteration.")
	f.Add(doc.code())
	item := e.element(e.plan.shapeOf(m.call.Result.Type))
	f.Func().Params(e.receiver(m)).Id(m.all).Params(e.signature(m)...).
		Qual("iter", "Seq2").Index(jen.List(item, jen.Error())).
		Block(jen.Return(e.rest("Items").Index(item.Clone()).Call(e.passed(m, "")...)))
	f.Line()
}

func (e *emitter) receiver(m *method) jen.Code {
	if m.service.parent == nil {
		return jen.Id("s *Client")
	}
	return jen.Id("s *" + m.service.typeName)
}

// signature lists the parameters: context, positional arguments, body, options.
func (e *emitter) signature(m *method) []jen.Code {
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	for i, a := range m.args {
		if i+1 < len(m.args) && m.args[i+1].typ == a.typ {
			params = append(params, jen.Id(a.name))
			continue
		}
		params = append(params, jen.Id(a.name+" "+a.typ))
	}
	if body := e.bodyParam(m); body != nil {
		params = append(params, body)
	}
	return append(params, jen.Id("opts").Op("...").Add(e.rest("Option")))
}

// bodyParam is the parameter for the request's body, nil for none.
func (e *emitter) bodyParam(m *method) jen.Code {
	switch b := m.call.Body; b.Kind {
	case model.ObjectBody:
		s := e.plan.shapeOf(b.Type)
		if s.kind == untyped {
			return jen.Id("body").Any()
		}
		return jen.Id("body").Add(e.element(s))
	case model.ListBody:
		return jen.Id("body").Index().Add(e.element(e.plan.shapeOf(b.Type)))
	case model.ParamsBody:
		return jen.Id("body").Op("*").Id(m.params.name)
	case model.ReferenceBody:
		return jen.Id("body").Op("*").Add(e.rest("Reference"))
	case model.StreamBody:
		return jen.Id("content").Qual("io", "Reader")
	case model.AnyBody:
		return jen.Id("body").Any()
	}
	return nil
}

// request is the literal that says everything about the call.
func (e *emitter) request(m *method) jen.Code {
	return e.rest("Request").ValuesFunc(func(g *jen.Group) {
		g.Id("Method").Op(":").Lit(m.call.Verb)
		g.Id("Path").Op(":").Lit(pattern(m.call.Path, m.args))
		if len(m.args) > 0 {
			g.Id("Args").Op(":").Add(argList(m))
		}
		switch b := m.call.Body; b.Kind {
		case model.NoBody:
		case model.StreamBody:
			g.Id("Body").Op(":").Id("content")
			g.Id("ContentType").Op(":").Lit(defaultType(m))
		default:
			g.Id("Body").Op(":").Id("body")
		}
		if m.call.Result.Kind == model.CountResult {
			g.Id("Accept").Op(":").Lit("text/plain")
		}
	})
}

// result is the first result type of a method.
func (e *emitter) result(m *method) jen.Code {
	r := m.call.Result
	item := e.plan.shapeOf(r.Type)
	switch r.Kind {
	case model.PageResult:
		return jen.Op("*").Add(e.rest("Page")).Index(e.element(item))
	case model.ListResult:
		return jen.Index().Add(e.element(item))
	case model.ObjectResult, model.ValueResult:
		if item.collection {
			return jen.Index().Add(e.element(item))
		}
		return e.element(item)
	case model.CountResult:
		return jen.Int64()
	case model.StreamResult:
		return jen.Op("*").Add(e.rest("Stream"))
	case model.MonitorResult:
		return jen.Op("*").Add(e.rest("Poller")).Index(e.monitored(item))
	case model.AnyResult:
		return jen.Qual(jsontextPath, "Value")
	}
	return jen.Op("*").Add(e.rest("Response"))
}

// monitored is what a long-running action's poller ends in.
func (e *emitter) monitored(s shape) *jen.Statement {
	if s.kind == object && !s.collection {
		return jen.Id("*" + s.named.name)
	}
	return jen.Qual(jsontextPath, "Value")
}

// body emits the statements of a method.
func (e *emitter) body(g *jen.Group, m *method) {
	result, opts := m.call.Result, jen.Id("opts...")
	switch {
	case result.Kind == model.NoResult:
		g.Return(e.rest("Send").Call(e.passed(m, "")...))
	case result.Kind == model.StreamResult:
		g.Return(jen.Id("s.core.Stream").Call(jen.Id("ctx"), e.request(m), opts))
	case result.Kind == model.MonitorResult:
		item := e.monitored(e.plan.shapeOf(result.Type))
		g.List(jen.Id("location"), jen.Err()).Op(":=").Id("s.core.Start").Call(jen.Id("ctx"), e.request(m), opts)
		g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
		g.Return(e.rest("NewPoller").Index(item).Call(jen.Id("s.core"), jen.Id("location")), jen.Nil())
	case m.call.Body.Kind == model.StreamBody || result.Kind == model.CountResult:
		e.specialBody(g, m)
	case wrapper(result) != "":
		g.Return(e.rest("CallMember").Index(e.result(m)).Call(e.passed(m, wrapper(result))...))
	default:
		g.Return(e.rest("Call").Index(e.result(m)).Call(e.passed(m, "")...))
	}
}

// specialBody is the body of a call that needs more of a rest.Request than its path
// and its body.
func (e *emitter) specialBody(g *jen.Group, m *method) {
	out, fail := jen.Id("out"), jen.Id("out")
	if e.pointerResult(m) {
		g.Id("out").Op(":=").New(e.allocated(m))
		fail = jen.Nil()
	} else {
		g.Var().Id("out").Add(e.result(m))
		out = jen.Op("&").Id("out")
	}
	if w := wrapper(m.call.Result); w != "" {
		out = e.rest("Wrapped").Call(jen.Lit(w), out)
	}
	g.If(jen.Err().Op(":=").Id("s.core.Do").Call(jen.Id("ctx"), e.request(m), out, jen.Id("opts...")), jen.Err().Op("!=").Nil()).
		Block(jen.Return(fail, jen.Err()))
	g.Return(jen.Id("out"), jen.Nil())
}

// passed lists what the runtime's functions for a call that is not special take:
// context, client, options, verb and path, body, the member that is wanted if it is
// not "", and the path's arguments.
func (e *emitter) passed(m *method, member string) []jen.Code {
	opts, body := jen.Id("opts"), jen.Nil()
	switch m.call.Body.Kind {
	case model.NoBody:
	case model.StreamBody:
		opts = jen.Append(jen.Index().Add(e.rest("Option")).Values(e.rest("ContentType").Call(jen.Lit(defaultType(m)))), jen.Id("opts..."))
		body = jen.Id("content")
	default:
		body = jen.Id("body")
	}
	list := []jen.Code{jen.Id("ctx"), jen.Id("s.core"), opts, jen.Lit(m.call.Verb + " " + pattern(m.call.Path, m.args)), body}
	if member != "" {
		list = append(list, jen.Lit(member))
	}
	for _, a := range m.args {
		list = append(list, e.text(a))
	}
	return list
}

// text is the argument as a string.
func (e *emitter) text(a pathArg) jen.Code {
	switch a.typ {
	case "string":
		return jen.Id(a.name)
	case "bool", "int32", "int64":
		return e.rest("Arg").Call(jen.Id(a.name))
	}
	return jen.String().Call(jen.Id(a.name))
}

// argList is the list of a path's arguments, for a rest.Request.
func argList(m *method) jen.Code {
	return jen.Index().Any().ValuesFunc(func(g *jen.Group) {
		for _, a := range m.args {
			g.Id(a.name)
		}
	})
}

// allocated is the type that the result of pointerResult points to.
func (e *emitter) allocated(m *method) jen.Code {
	s := e.plan.shapeOf(m.call.Result.Type)
	if m.call.Result.Kind == model.PageResult {
		return e.rest("Page").Index(e.element(s))
	}
	return jen.Id(s.named.name)
}

// pointerResult tells whether a method returns a pointer to what it allocates.
func (e *emitter) pointerResult(m *method) bool {
	switch m.call.Result.Kind {
	case model.PageResult:
		return true
	case model.ObjectResult, model.ValueResult:
		s := e.plan.shapeOf(m.call.Result.Type)
		return s.kind == object && !s.collection
	}
	return false
}

// wrapper is the member of the answer that holds the result, "" for the whole.
func wrapper(r model.Result) string {
	switch r.Kind {
	case model.ObjectResult, model.ListResult:
		return r.Wrapper
	case model.ValueResult:
		return cmp.Or(r.Wrapper, "value")
	}
	return ""
}

// methodComment is the page's description with what a caller has to know.
func (e *emitter) methodComment(m *method) *comment {
	doc := newComment(m.name + " calls " + m.call.Verb + " " + template(m.call.Path) + ".")
	doc.paragraph(m.op.Description)
	e.permissions(doc, m.op.Permissions)
	doc.list("Query parameters:", e.parameters(m.op, model.InQuery))
	doc.list("Headers:", e.parameters(m.op, model.InHeader))
	var errs []string
	for _, c := range m.op.Errors {
		errs = append(errs, strings.TrimSpace(itoa(c.Status)+" "+c.Code+": "+c.Message))
	}
	doc.list("Documented errors, as a [rest.Error]:", errs)
	doc.paragraph(e.plan.link(m.op.Page))
	if m.op.Deprecated {
		doc.deprecated("the API deprecates this call.")
	}
	return doc
}

// permissions says what a caller must be permitted to do.
func (e *emitter) permissions(doc *comment, p model.Permissions) {
	var parts []string
	add := func(who string, names []string) {
		if len(names) > 0 {
			parts = append(parts, who+" "+strings.Join(names, ", "))
		}
	}
	if slices.Equal(p.DelegatedWork, p.DelegatedPersonal) {
		add("delegated", p.DelegatedWork)
	} else {
		add("delegated (work or school account)", p.DelegatedWork)
		add("delegated (personal account)", p.DelegatedPersonal)
	}
	add("application", p.Application)
	if len(parts) > 0 {
		doc.paragraph("Permissions, the least privileged first: " + strings.Join(parts, "; ") + ".")
	}
}

// parameters describes the parameters of one place, save those that the runtime
// takes care of.
func (e *emitter) parameters(op *model.Operation, in model.ParameterIn) []string {
	var items []string
	for _, p := range op.Parameters {
		if p.In != in || in == model.InHeader && transportHeader(p.Name) {
			continue
		}
		text := p.Name
		if p.Description != "" {
			text += ": " + p.Description
		}
		if p.Required {
			text = strings.TrimSuffix(text, ".") + ". Required."
		}
		items = append(items, text)
	}
	return items
}

// transportHeader tells whether a header is no concern of the caller's.
func transportHeader(name string) bool {
	switch strings.ToLower(name) {
	case "authorization", "content-type", "content-length", "accept", "host":
		return true
	}
	return false
}

func itoa(i int) string { return strconv.Itoa(i) }
