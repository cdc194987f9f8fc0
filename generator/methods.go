package generator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/model"
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
	l.put("func (", receiver(m), ") ", m.name, "(", l.signature(m), ") (", l.result(m), ", error) ")
	l.block(func() { l.body(m) })
	if m.all == "" {
		return
	}
	l.doc(newComment(m.all + " iterates over the items of all pages that " + m.name + " returns, which it fetches as they are needed. " +
		"An error ends the iteration."))
	item := l.element(l.plan.shapeOf(m.call.Result.Type))
	l.put("func (", receiver(m), ") ", m.all, "(", l.signature(m), ") ", l.of("iter", "Seq2["), item, ", error] ")
	l.block(func() { l.returns(l.rest("Items["+item+"]") + "(" + l.passed(m, "") + ")") })
}

func receiver(m *method) string {
	if m.service.parent == nil {
		return "s *Client"
	}
	return "s *" + m.service.typeName
}

// signature lists the parameters: context, positional arguments, body, options.
func (l *layout) signature(m *method) string {
	params := []string{"ctx " + l.of("context", "Context")}
	for i, a := range m.args {
		if i+1 < len(m.args) && m.args[i+1].typ == a.typ {
			params = append(params, a.name)
			continue
		}
		params = append(params, a.name+" "+a.typ)
	}
	if body := l.bodyParam(m); body != "" {
		params = append(params, body)
	}
	return strings.Join(append(params, "opts ..."+l.rest("Option")), ", ")
}

// bodyParam is the parameter for the request's body, "" for none.
func (l *layout) bodyParam(m *method) string {
	switch b := m.call.Body; b.Kind {
	case model.ObjectBody:
		s := l.plan.shapeOf(b.Type)
		if s.kind == untyped {
			return "body any"
		}
		return "body " + l.element(s)
	case model.ListBody:
		return "body []" + l.element(l.plan.shapeOf(b.Type))
	case model.ParamsBody:
		return "body *" + m.params.name
	case model.ReferenceBody:
		return "body *" + l.rest("Reference")
	case model.StreamBody:
		return "content " + l.of("io", "Reader")
	case model.AnyBody:
		return "body any"
	}
	return ""
}

// request is the literal that says everything about the call.
func (l *layout) request(m *method) string {
	parts := []string{"Method: " + strconv.Quote(m.call.Verb), "Path: " + strconv.Quote(pattern(m.call.Path, m.args))}
	if len(m.args) > 0 {
		parts = append(parts, "Args: "+argList(m))
	}
	switch b := m.call.Body; b.Kind {
	case model.NoBody:
	case model.StreamBody:
		parts = append(parts, "Body: content", "ContentType: "+strconv.Quote(defaultType(m)))
	default:
		parts = append(parts, "Body: body")
	}
	if m.call.Result.Kind == model.CountResult {
		parts = append(parts, `Accept: "text/plain"`)
	}
	return l.rest("Request{") + strings.Join(parts, ", ") + "}"
}

// result is the first result type of a method.
func (l *layout) result(m *method) string {
	r := m.call.Result
	item := l.plan.shapeOf(r.Type)
	switch r.Kind {
	case model.PageResult:
		return "*" + l.rest("Page["+l.element(item)+"]")
	case model.ListResult:
		return "[]" + l.element(item)
	case model.ObjectResult, model.ValueResult:
		if item.collection {
			return "[]" + l.element(item)
		}
		return l.element(item)
	case model.CountResult:
		return "int64"
	case model.StreamResult:
		return "*" + l.rest("Stream")
	case model.MonitorResult:
		return "*" + l.rest("Poller["+l.monitored(item)+"]")
	case model.AnyResult:
		return l.of("jsontext", "Value")
	}
	return "*" + l.rest("Response")
}

// monitored is what a long-running action's poller ends in.
func (l *layout) monitored(s shape) string {
	if s.kind == object && !s.collection {
		return "*" + s.named.name
	}
	return l.of("jsontext", "Value")
}

// body writes the statements of a method.
func (l *layout) body(m *method) {
	result := m.call.Result
	switch {
	case result.Kind == model.NoResult:
		l.returns(l.rest("Send(") + l.passed(m, "") + ")")
	case result.Kind == model.StreamResult:
		l.returns("s.core.Stream(ctx, " + l.request(m) + ", opts...)")
	case result.Kind == model.MonitorResult:
		item := l.monitored(l.plan.shapeOf(result.Type))
		l.statement("location, err := s.core.Start(ctx, ", l.request(m), ", opts...)")
		l.returnIf("err != nil", "nil, err")
		l.returns(l.rest("NewPoller["+item+"](s.core, location)"), "nil")
	case m.call.Body.Kind == model.StreamBody || result.Kind == model.CountResult:
		l.specialBody(m)
	case wrapper(result) != "":
		l.returns(l.rest("CallMember[") + l.result(m) + "](" + l.passed(m, wrapper(result)) + ")")
	default:
		l.returns(l.rest("Call[") + l.result(m) + "](" + l.passed(m, "") + ")")
	}
}

// specialBody is the body of a call that needs more of a rest.Request than its path
// and its body.
func (l *layout) specialBody(m *method) {
	out, fail := "out", "out"
	if l.pointerResult(m) {
		l.statement("out := new(", l.allocated(m), ")")
		fail = "nil"
	} else {
		l.statement("var out ", l.result(m))
		out = "&out"
	}
	if w := wrapper(m.call.Result); w != "" {
		out = l.rest("Wrapped(" + strconv.Quote(w) + ", " + out + ")")
	}
	l.returnIf("err := s.core.Do(ctx, "+l.request(m)+", "+out+", opts...); err != nil", fail+", err")
	l.returns("out", "nil")
}

// passed lists what the runtime's functions for a call that is not special take:
// context, client, options, verb and path, body, the member that is wanted if it is
// not "", and the path's arguments.
func (l *layout) passed(m *method, member string) string {
	opts, body := "opts", "nil"
	switch m.call.Body.Kind {
	case model.NoBody:
	case model.StreamBody:
		opts = "append([]" + l.rest("Option{") + l.rest("ContentType(") + strconv.Quote(defaultType(m)) + ")}, opts...)"
		body = "content"
	default:
		body = "body"
	}
	list := []string{"ctx", "s.core", opts, strconv.Quote(m.call.Verb + " " + pattern(m.call.Path, m.args)), body}
	if member != "" {
		list = append(list, strconv.Quote(member))
	}
	for _, a := range m.args {
		list = append(list, l.argText(a))
	}
	return strings.Join(list, ", ")
}

// argText is the argument as a string.
func (l *layout) argText(a pathArg) string {
	switch a.typ {
	case "string":
		return a.name
	case "bool", "int32", "int64":
		return l.rest("Arg(" + a.name + ")")
	}
	return "string(" + a.name + ")"
}

// argList is the list of a path's arguments, for a rest.Request.
func argList(m *method) string {
	names := make([]string, len(m.args))
	for i, a := range m.args {
		names[i] = a.name
	}
	return "[]any{" + strings.Join(names, ", ") + "}"
}

// allocated is the type that the result of pointerResult points to.
func (l *layout) allocated(m *method) string {
	s := l.plan.shapeOf(m.call.Result.Type)
	if m.call.Result.Kind == model.PageResult {
		return l.rest("Page[" + l.element(s) + "]")
	}
	return s.named.name
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
	doc := newComment(m.name + " calls " + m.call.Verb + " " + template(m.call.Path) + ".")
	doc.paragraph(m.op.Description)
	permissions(doc, m.op.Permissions)
	doc.list("Query parameters:", parameters(m.op, model.InQuery))
	doc.list("Headers:", parameters(m.op, model.InHeader))
	var errs []string
	for _, c := range m.op.Errors {
		errs = append(errs, strings.TrimSpace(itoa(c.Status)+" "+c.Code+": "+c.Message))
	}
	doc.list("Documented errors, as a [rest.Error]:", errs)
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
func parameters(op *model.Operation, in model.ParameterIn) []string {
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
