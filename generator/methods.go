package generator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	model "github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file writes the methods.
//
// There are thousands of them, and what a program pays for importing the SDK is
// mostly their compilation. So a method is one call of a function of the runtime
// that is compiled once (see send.go there): it returns what that returns. Generic
// functions are instantiated mostly with pointers, which share one instantiation.

// methodDecl writes a method, and the iterator beside it where it returns a page.
func (l *layout) methodDecl(m *method) {
	l.doc(l.methodComment(m))
	l.receiver(m)
	l.put(m.name)
	l.signature(m)
	l.put(" (")
	l.result(m)
	l.put(", error) ")
	l.block(func() { l.body(m) })
	if m.all == "" {
		return
	}
	l.doc(l.newComment(m.all, " iterates over the items of all pages that ", m.name, " returns, which it fetches as they are needed. ",
		"An error ends the iteration."))
	item := l.plan.shapeOf(m.call.Result.Type)
	l.receiver(m)
	l.put(m.all)
	l.signature(m)
	l.put(" ", l.of("iter", "Seq2["))
	l.element(item)
	l.put(", error] ")
	l.block(func() {
		l.statement("return ", l.rest("Items["))
		l.element(item)
		l.put("](")
		l.passed(m, "")
		l.put(")")
	})
}

// receiver writes what stands before the name of a method.
func (l *layout) receiver(m *method) {
	if m.service.parent == nil {
		l.put("func (s *Client) ")
		return
	}
	l.put("func (s *", m.service.typeName, ") ")
}

// signature writes the parameters: context, positional arguments, body, options.
func (l *layout) signature(m *method) {
	l.put("(ctx ", l.of("context", "Context"))
	for i, a := range m.args {
		l.put(", ", a.name)
		if i+1 == len(m.args) || m.args[i+1].typ != a.typ {
			l.put(" ", a.typ)
		}
	}
	l.bodyParam(m)
	l.put(", opts ...", l.rest("Option"), ")")
}

// bodyParam writes the parameter for the request's body, with a comma in front.
func (l *layout) bodyParam(m *method) {
	switch b := m.call.Body; b.Kind {
	case model.ObjectBody:
		s := l.plan.shapeOf(b.Type)
		if s.kind == untyped {
			l.put(", body any")
			return
		}
		l.put(", body ")
		l.element(s)
	case model.ListBody:
		l.put(", body []")
		l.element(l.plan.shapeOf(b.Type))
	case model.ParamsBody:
		l.put(", body *", m.params.name)
	case model.ReferenceBody:
		l.put(", body *", l.rest("Reference"))
	case model.StreamBody:
		l.put(", content ", l.of("io", "Reader"))
	case model.AnyBody:
		l.put(", body any")
	}
}

// request writes the literal that says everything about the call.
func (l *layout) request(m *method) {
	l.put(l.rest("Request{Method: "))
	l.quote(m.call.Verb)
	l.put(", Path: ")
	l.quote(pattern(m.call.Path, m.args))
	for i, a := range m.args {
		if i == 0 {
			l.put(", Args: []any{", a.name)
			continue
		}
		l.put(", ", a.name)
	}
	if len(m.args) > 0 {
		l.put("}")
	}
	switch m.call.Body.Kind {
	case model.NoBody:
	case model.StreamBody:
		l.put(", Body: content, ContentType: ")
		l.quote(defaultType(m))
	default:
		l.put(", Body: body")
	}
	if m.call.Result.Kind == model.CountResult {
		l.put(`, Accept: "text/plain"`)
	}
	l.put("}")
}

// result writes the first result type of a method.
func (l *layout) result(m *method) {
	r := m.call.Result
	item := l.plan.shapeOf(r.Type)
	switch r.Kind {
	case model.PageResult:
		l.put("*", l.rest("Page["))
		l.element(item)
		l.put("]")
	case model.ListResult:
		l.put("[]")
		l.element(item)
	case model.ObjectResult, model.ValueResult:
		if item.collection {
			l.put("[]")
		}
		l.element(item)
	case model.CountResult:
		l.put("int64")
	case model.StreamResult:
		l.put("*", l.rest("Stream"))
	case model.MonitorResult:
		l.put("*", l.rest("Poller["))
		l.monitored(item)
		l.put("]")
	case model.AnyResult:
		l.pkg("jsontext", "Value")
	default:
		l.put("*", l.rest("Response"))
	}
}

// monitored writes the type of what a long-running action's poller ends in.
func (l *layout) monitored(s shape) {
	if s.kind == object && !s.collection {
		l.element(s)
		return
	}
	l.pkg("jsontext", "Value")
}

// body writes the statements of a method.
func (l *layout) body(m *method) {
	result := m.call.Result
	switch {
	case result.Kind == model.NoResult:
		l.statement("return ", l.rest("Send("))
		l.passed(m, "")
		l.put(")")
	case result.Kind == model.StreamResult:
		l.statement("return s.core.Stream(ctx, ")
		l.request(m)
		l.put(", opts...)")
	case result.Kind == model.MonitorResult:
		l.statement("location, err := s.core.Start(ctx, ")
		l.request(m)
		l.put(", opts...)")
		l.statement("if err != nil ")
		l.block(func() { l.statement("return nil, err") })
		l.statement("return ", l.rest("NewPoller["))
		l.monitored(l.plan.shapeOf(result.Type))
		l.put("](s.core, location), nil")
	case m.call.Body.Kind == model.StreamBody || result.Kind == model.CountResult:
		l.specialBody(m)
	default:
		member, call := wrapper(result), "Call["
		if member != "" {
			call = "CallMember["
		}
		l.statement("return ", l.rest(call))
		l.result(m)
		l.put("](")
		l.passed(m, member)
		l.put(")")
	}
}

// specialBody is the body of a call that needs more of a rest.Request than its path
// and its body.
func (l *layout) specialBody(m *method) {
	out, fail := "out", "out"
	if l.pointerResult(m) {
		l.statement("out := new(")
		l.allocated(m)
		l.put(")")
		fail = "nil"
	} else {
		l.statement("var out ")
		l.result(m)
		out = "&out"
	}
	l.statement("if err := s.core.Do(ctx, ")
	l.request(m)
	l.put(", ")
	if w := wrapper(m.call.Result); w != "" {
		l.put(l.rest("Wrapped("))
		l.quote(w)
		l.put(", ", out, ")")
	} else {
		l.put(out)
	}
	l.put(", opts...); err != nil ")
	l.block(func() { l.statement("return ", fail, ", err") })
	l.statement("return out, nil")
}

// passed writes what the runtime's functions for a call that is not special take:
// context, client, options, verb and path, body, the member that is wanted if it is
// not "", and the path's arguments.
func (l *layout) passed(m *method, member string) {
	l.put("ctx, s.core, ")
	body := "body"
	switch m.call.Body.Kind {
	case model.NoBody:
		l.put("opts")
		body = "nil"
	case model.StreamBody:
		l.put("append([]", l.rest("Option{"), l.rest("ContentType("))
		l.quote(defaultType(m))
		l.put(")}, opts...)")
		body = "content"
	default:
		l.put("opts")
	}
	l.put(", ")
	l.scratch = append(append(l.scratch[:0], m.call.Verb...), ' ')
	l.scratch = appendPattern(l.scratch, m.call.Path, m.args)
	l.quote(string(l.scratch))
	l.put(", ", body)
	if member != "" {
		l.put(", ")
		l.quote(member)
	}
	for _, a := range m.args {
		l.put(", ")
		l.argText(a)
	}
}

// argText writes the argument as a string.
func (l *layout) argText(a pathArg) {
	switch a.typ {
	case "string":
		l.put(a.name)
	case "bool", "int32", "int64":
		l.put(l.rest("Arg("), a.name, ")")
	default:
		l.put("string(", a.name, ")")
	}
}

// allocated writes the type that the result of pointerResult points to.
func (l *layout) allocated(m *method) {
	s := l.plan.shapeOf(m.call.Result.Type)
	if m.call.Result.Kind == model.PageResult {
		l.put(l.rest("Page["))
		l.element(s)
		l.put("]")
		return
	}
	l.put(s.named.name)
}

// pointerResult tells whether a method returns a pointer to what it allocates.
func (l *layout) pointerResult(m *method) bool {
	switch m.call.Result.Kind {
	case model.PageResult:
		return true
	case model.ObjectResult, model.ValueResult:
		s := l.plan.shapeOf(m.call.Result.Type)
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
func (l *layout) methodComment(m *method) *comment {
	doc := l.newComment()
	doc.add(m.name, " calls ", m.call.Verb, " ")
	doc.source = appendTemplate(doc.source, m.call.Path)
	doc.paragraph(".")
	doc.paragraph(m.op.Description)
	permissions(doc, m.op.Permissions)
	parameters(doc, "Query parameters:", m.op, model.InQuery)
	parameters(doc, "Headers:", m.op, model.InHeader)
	for i, c := range m.op.Errors {
		if i == 0 {
			doc.paragraph("Documented errors, as a [rest.Error]:")
		}
		doc.item(itoa(c.Status), " ", c.Code, ": ", c.Message)
	}
	doc.paragraph(l.plan.runtimeHint(m))
	doc.paragraph(l.plan.link(m.op.Page))
	if m.op.Deprecated {
		doc.deprecated("the API deprecates this call.")
	}
	return doc
}

// runtimeHint names what the runtime has for the result of a method.
func (p *Plan) runtimeHint(m *method) string {
	switch item := p.shapeOf(m.call.Result.Type); {
	case m.call.Result.Kind == model.PageResult && strings.HasSuffix(strings.TrimSuffix(template(m.call.Path), "()"), "/delta"):
		return "The last page has the link at which the next round begins: see [rest.KeepDelta] and [rest.Resume]."
	case item.kind == object && !item.collection && slices.ContainsFunc(item.named.fields, func(f field) bool { return f.json == "uploadUrl" }):
		return "Content goes to the URL of the session in pieces: see [rest.Upload]."
	}
	return ""
}

// permissions says what a caller must be permitted to do.
func permissions(doc *comment, p model.Permissions) {
	start := "Permissions, the least privileged first: "
	add := func(who string, names []string) {
		for i, name := range names {
			if i == 0 {
				doc.add(start, who, " ", name)
				start = "; "
				continue
			}
			doc.add(", ", name)
		}
	}
	if slices.Equal(p.DelegatedWork, p.DelegatedPersonal) {
		add("delegated", p.DelegatedWork)
	} else {
		add("delegated (work or school account)", p.DelegatedWork)
		add("delegated (personal account)", p.DelegatedPersonal)
	}
	add("application", p.Application)
	if start == "; " {
		doc.paragraph(".")
	}
}

// parameters describes the parameters of one place, save those that the runtime
// takes care of.
func parameters(doc *comment, title string, op *model.Operation, in model.ParameterIn) {
	for _, p := range op.Parameters {
		if p.In != in || in == model.InHeader && transportHeader(p.Name) {
			continue
		}
		doc.paragraph(title)
		title = "" // once
		text, required := p.Name, ""
		if p.Description != "" {
			doc.add(p.Name, ": ")
			text = p.Description
		}
		if p.Required {
			text, required = strings.TrimSuffix(text, "."), ". Required."
		}
		doc.item(text, required)
	}
}

// transportHeader tells whether a header is no concern of the caller's.
func transportHeader(name string) bool {
	var buffer [32]byte
	switch string(odata.AppendFold(buffer[:0], name)) {
	case "authorization", "content-type", "content-length", "accept", "host":
		return true
	}
	return false
}

func itoa(i int) string { return strconv.Itoa(i) }
