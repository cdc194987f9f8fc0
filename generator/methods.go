package generator

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file describes the methods: what they take, what they send, what they return,
// and what the pages say about them.

// describeMethod describes a method, and the iterator beside it where it returns a page.
func (p *Plan) describeMethod(m *method) code.Decl {
	described := &code.Method{
		Receiver: m.receiver(), Name: m.name, All: m.all, Args: m.args, Doc: p.describeCall(m),
		Verb: m.call.Verb, Path: pattern(m.call, m.args), Body: p.describeBody(m), Result: p.describeResult(m.call.Result),
	}
	described.Needs, described.Fixed = m.described()
	if m.all != "" {
		described.Item = p.shapeOf(m.call.Result.Type).element()
		described.Paging = code.Paging(m.call.Result.Paging)
	}
	return described
}

// describeBody describes what a method takes as the body of its request.
func (p *Plan) describeBody(m *method) code.Body {
	b := m.call.Body
	body := code.Body{Kind: code.JSONBody, Type: code.Type{Name: "any"}, ContentType: b.ContentType}
	switch b.Kind {
	case api.NoBody:
		return code.Body{}
	case api.StreamBody:
		return code.Body{Kind: code.StreamBody, Type: code.Type{Package: code.IO, Name: "Reader"}, ContentType: defaultType(m)}
	case api.ObjectBody:
		if s := p.shapeOf(b.Type); s.kind != untyped {
			body.Type = s.element()
		}
	case api.ListBody:
		body.Type = p.shapeOf(b.Type).slice()
	case api.ParamsBody:
		body.Type = code.Type{Pointer: true, Name: m.params.name}
	case api.ReferenceBody:
		body.Type = code.Type{Pointer: true, Package: code.Runtime, Name: "Reference"}
	}
	return body
}

// describeResult describes what a method returns.
func (p *Plan) describeResult(r api.Result) code.Result {
	item := p.shapeOf(r.Type)
	result := code.Result{Kind: code.DecodedResult, Member: wrapper(r)}
	switch r.Kind {
	case api.PageResult:
		result.Type = pointer(generic("Page", item.element()))
	case api.ListResult:
		result.Type = item.slice()
	case api.ObjectResult, api.ValueResult:
		result.Type = item.element()
		if item.collection {
			result.Type = item.slice()
		}
	case api.CountResult:
		result.Kind, result.Type = code.CountResult, code.Type{Name: "int64"}
	case api.StreamResult:
		result.Kind, result.Type = code.StreamResult, code.Type{Pointer: true, Package: code.Runtime, Name: "Stream"}
	case api.MonitorResult:
		result.Kind, result.Item, result.Monitor = code.PollerResult, monitored(item), r.Monitor
		result.Type = pointer(generic("Poller", result.Item))
	case api.AnyResult:
		result.Type = code.Type{Package: code.JSONText, Name: "Value"}
	default:
		result.Kind, result.Type = code.ResponseResult, code.Type{Pointer: true, Package: code.Runtime, Name: "Response"}
	}
	return result
}

// monitored is the type of what a long-running action's poller ends in.
func monitored(s shape) code.Type {
	if s.kind == object && !s.collection {
		return s.element()
	}
	return shape{}.element()
}

// wrapper is the member of the answer that holds the result, "" for the whole.
func wrapper(r api.Result) string {
	switch r.Kind {
	case api.ObjectResult, api.ListResult:
		return r.Wrapper
	case api.ValueResult:
		return r.Wrapper
	}
	return ""
}

// describeCall says what the comment on a method says.
func (p *Plan) describeCall(m *method) code.MethodDoc {
	doc := code.MethodDoc{
		Template: template(m.call.Path), Permissions: permissions(needed(m)), BodyTypes: p.bodyTypes(m),
		Args: m.documented(), Query: p.optional(m, api.InQuery), Header: p.optional(m, api.InHeader),
		Hint: p.runtimeHint(m), Deprecated: m.op.Deprecated, Deprecation: p.deprecatedCall(m),
	}
	p.describePages(m, &doc)
	for _, e := range m.op.Errors {
		doc.Errors = append(doc.Errors, code.ErrorDoc{Status: e.Status, Code: e.Code, Message: e.Message})
	}
	return doc
}

// runtimeHint names what the runtime has for the result of a method.
func (p *Plan) runtimeHint(m *method) string {
	switch item := p.shapeOf(m.call.Result.Type); {
	case m.call.Result.Kind == api.PageResult && m.acts():
		return "The answer may come in pages: see [rest.AllFrom]."
	case isPaged(m.call.Result):
		return explainPaging(m)
	case m.call.Result.Kind == api.PageResult && p.queries() && strings.HasSuffix(strings.TrimSuffix(template(m.call.Path), "()"), "/delta"):
		return "The last page has the link at which the next round begins: see [rest.KeepDelta] and [rest.Resume]."
	case item.kind == object && !item.collection && slices.ContainsFunc(item.named.fields, func(f field) bool { return f.json == "nextExpectedRanges" }):
		return "Content goes to the URL of the session in pieces: see [rest.Upload]."
	case m.call.Result.Kind == api.NoResult && m.call.Verb == "POST" && (m.op.Response.Status == 201 || m.answers("Location", 201)):
		return "The answer has no body: [rest.Response.Location] is the URL of what was created."
	case m.call.Result.Kind != api.NoResult && m.answers("ETag", 0):
		return "The version comes in the header: see [rest.KeepETag]."
	case m.call.Result.Kind != api.NoResult && m.answers("Location", 201):
		return "The URL of what was created comes in the header: see [rest.KeepLocation]."
	}
	return ""
}

// permissions are what a caller must be permitted to do, by who the caller is.
func permissions(p api.Permissions) []code.Permissions {
	all := []code.Permissions{
		{Who: "delegated (work or school account)", Names: p.DelegatedWork},
		{Who: "delegated (personal account)", Names: p.DelegatedPersonal},
		{Who: "application", Names: p.Application},
	}
	if slices.Equal(p.DelegatedWork, p.DelegatedPersonal) {
		all[0].Who, all[1].Names = "delegated", nil
	}
	return slices.DeleteFunc(all, func(p code.Permissions) bool { return len(p.Names) == 0 })
}

// documented are the arguments for the query and the header.
func (m *method) documented() []code.ParamDoc {
	var docs []code.ParamDoc
	for _, n := range m.needs {
		docs = append(docs, code.ParamDoc{Name: n.arg.Name, Sent: n.param.Name, Header: n.header(), Description: n.param.Description})
	}
	return docs
}

// optional are the documented parameters of one place, save those that the runtime takes
// care of and those that the method has arguments for.
func (p *Plan) optional(m *method, in api.ParameterIn) []code.ParamDoc {
	var docs []code.ParamDoc
	for _, param := range m.op.Parameters {
		if param.In == in && !(in == api.InHeader && transportHeader(param.Name)) && !p.api.Convention.Auth.Has(in, param.Name) && !m.sent(param.Name, in == api.InHeader) {
			doc := code.ParamDoc{Name: param.Name, Description: param.Description, Required: param.Required && !saysRequired(param.Description)}
			if in == api.InHeader {
				doc.Option = headerOption(param.Name)
			}
			docs = append(docs, doc)
		}
	}
	return docs
}

// saysRequired reports whether a description itself says first or last that a value is
// required.
func saysRequired(description string) bool {
	const word = "required"
	text := strings.TrimRight(description, ". ")
	return odata.HasPrefixFold(text, word) || len(text) > len(word) && strings.EqualFold(text[len(text)-len(word):], word)
}

// transportHeader reports whether a header field is no concern of the caller's.
func transportHeader(name string) bool {
	var buffer [32]byte
	switch string(odata.AppendFold(buffer[:0], name)) {
	case "authorization", "content-type", "content-length", "accept", "host":
		return true
	}
	return false
}

func itoa(i int) string { return strconv.Itoa(i) }
