package model

// This phase fits the two sides of an example to the method they show, so that
// a client's typed request and result can be compared with them.

import (
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/internal/relaxed"
	"github.com/sdkscribe/sdkscribe/parser"
)

// fit fits the bodies of a pair into its example. Nothing but the example changes.
// It returns the types that must be untyped for that.
func (m *match) fit(s *resolver, r *reporter) []*Type {
	f := &fitter{s: s, r: r, page: m.d.page}
	f.match(m)
	return f.untyped
}

func (f *fitter) match(m *match) {
	e, asked := m.e, m.asked
	m.fitArgs(f.r)
	e.Request = &Message{Method: asked.Method, Query: parseQuery(m.query), Header: m.d.header(asked, f.r), ContentType: mediaType(asked.Header)}
	e.Request.Path = e.Call.Path.renderArgs(e.Args)
	if q := m.p.request.Request; q != nil {
		if why := f.request(e.Request, q, e.Call); why != "" {
			skip(e, why)
			return
		}
	}
	switch {
	case m.p.response == nil:
		f.silent(e, m.d.op.Response.Status)
	case m.p.jsonOnly:
		f.bareResponse(e, m.p.response, m.d.op.Response.Status)
	default:
		f.response(e, m.p.response)
	}
}

// silent stands in for a response that the page does not show: where the method
// has no result there is nothing to show, and the request alone makes a test.
func (f *fitter) silent(e *Example, status int) {
	if e.Call.Result.Kind != NoResult {
		severity := diag.Warning
		if !e.Annotated {
			severity = diag.Info // it may be a part of the text rather than an example
		}
		f.r.add(f.page, parser.Pos{Line: e.Line, Column: 1}, "request-unanswered", severity, "the example request has no response",
			"put a response block behind it")
		skip(e, "the page shows no response to this request")
		return
	}
	e.Status = firstOf(status, 204)
	e.Response = &Message{Status: e.Status}
}

// firstOf returns n, or def where n is no success.
func firstOf(n, def int) int {
	if n < 200 || n > 299 {
		return def
	}
	return n
}

// renderArgs writes the path with values in its placeholders, escaped.
func (p Path) renderArgs(args []string) string {
	next := func() string {
		if len(args) == 0 {
			return ""
		}
		v := args[0]
		args = args[1:]
		return v
	}
	value := func(a Arg) string {
		v := next()
		if a.Quoted {
			v = strings.ReplaceAll(v, "'", "''")
		}
		return escapeSegment(v)
	}
	path := func(Arg) string {
		parts := strings.Split(strings.Trim(next(), "/"), "/")
		for i := range parts {
			parts[i] = escapeSegment(parts[i])
		}
		return strings.Join(parts, "/")
	}
	return p.render(value, path)
}

// escapeSegment percent-encodes all but the unreserved characters of RFC 3986,
// and the sub-delimiters that keys are written with.
func escapeSegment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~!$&'()*+,;=:@", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
	}
	return b.String()
}

// request fits the request's body. It returns why that cannot be, or "".
func (f *fitter) request(out *Message, q *parser.Request, call *Method) string {
	body := q.Body
	empty := strings.TrimSpace(body.Text) == ""
	if empty && call.Body.Kind != NoBody && call.Body.Kind != StreamBody {
		return ""
	}
	f.json = body.JSON
	switch call.Body.Kind {
	case NoBody:
		if !empty && !emptyObject(body.JSON) {
			f.r.add(f.page, body.Pos, "body-unexpected", diag.Warning, "the request has a body that the page documents no parameters for",
				"describe its properties in the Request body section, or leave it out")
		}
		out.ContentType = ""
	case StreamBody:
		out.Text = strings.TrimRight(body.Text, "\r\n")
		if body.JSON != nil && out.Text == "" {
			out.Text = string(body.JSON.Value.Append(nil))
		}
	default:
		if body.JSON == nil && out.ContentType != "" && !strings.Contains(out.ContentType, "json") {
			// The page documents another format besides JSON.
			out.Text = strings.TrimRight(body.Text, "\r\n")
			return ""
		}
		if body.JSON == nil {
			return "the request body is not JSON, but the method takes JSON"
		}
		out.JSON = f.requestJSON(body.JSON.Value, call)
		if out.JSON == nil {
			return "the request body is JSON of another form than the method takes"
		}
		if out.ContentType == "" {
			out.ContentType = "application/json"
		}
	}
	return ""
}

// emptyObject tells whether a body is {} or not there.
func emptyObject(j *parser.JSON) bool {
	return j != nil && j.Value != nil && j.Value.Kind == relaxed.Object && len(j.Value.Members) == 0
}

// requestJSON fits a JSON request body.
func (f *fitter) requestJSON(v *relaxed.Value, call *Method) *relaxed.Value {
	switch call.Body.Kind {
	case ObjectBody:
		if v.Kind == relaxed.Object {
			return f.object(v, f.s.c.find(call.Body.Type.Name))
		}
	case ParamsBody:
		if v.Kind == relaxed.Object {
			return f.params(v, call.Body.Params)
		}
	case ListBody:
		if v.Kind == relaxed.Array {
			return f.value(v, TypeRef{call.Body.Type.Name, true})
		}
	case ReferenceBody:
		if id := v.Get("@odata.id"); v.Kind == relaxed.Object && (id == nil || id.Kind == relaxed.String) {
			return dedupe(v)
		}
	case AnyBody:
		return v
	}
	return nil
}

// bareResponse fits a JSON block that stands for a whole response.
func (f *fitter) bareResponse(e *Example, c *parser.Code, status int) {
	f.json, f.said = c.JSON, f.annotated(c)
	e.Status = firstOf(status, 200)
	if e.Response = (&Message{Status: e.Status}); e.Request.Method == "HEAD" {
		f.r.add(f.page, c.TextPos, "body-without-content", diag.Warning, "the response to a HEAD request has no body, but one is shown", "leave the body out, or write the method that goes with one")
		return
	}
	e.Response.ContentType = "application/json"
	if e.Response.JSON = f.responseJSON(c.JSON.Value, e.Call); e.Response.JSON == nil {
		skip(e, "the response is JSON of another form than the method returns")
	}
}

// response fits the response block.
func (f *fitter) response(e *Example, c *parser.Code) {
	res := c.Response
	e.Status = res.Status
	out := &Message{Status: res.Status, ContentType: mediaType(res.Header)}
	e.Response = out
	f.json, f.said = res.Body.JSON, f.annotated(c)
	for _, h := range res.Header {
		switch strings.ToLower(h.Name) {
		case "content-length", "content-type", "connection", "date", "transfer-encoding", "content-encoding", "":
			continue
		}
		if !strings.ContainsAny(h.Name, " \t{}<>\"'()") {
			out.Header = append(out.Header, Field{h.Name, strings.Join(strings.Fields(h.Value), " ")})
		}
	}
	text := strings.TrimRight(res.Body.Text, "\r\n ")
	if res.Status == 204 || res.Status == 304 || e.Request.Method == "HEAD" {
		// RFC 9110, 9.3.2, 15.3.5 and 15.4.5: these end with the header.
		what := "a " + strconv.Itoa(res.Status) + " response"
		if e.Request.Method == "HEAD" {
			what = "the response to a HEAD request"
		}
		if text != "" {
			f.r.add(f.page, res.Body.Pos, "body-without-content", diag.Warning,
				what+" has no body, but one is shown", "leave the body out, or write the status or the method that goes with one")
		}
		out.ContentType = ""
		return
	}
	switch {
	case res.Status >= 400:
		out.Text = text
		if res.Body.JSON != nil {
			out.JSON, out.Text = dedupe(res.Body.JSON.Value), ""
		}
		return
	case res.Status >= 300 && e.Call.Result.Kind != StreamResult:
		out.Text = text
		return
	}
	f.success(e, out, res, text)
}

// annotated returns the type that a block's annotation names, nil for none.
func (f *fitter) annotated(c *parser.Code) *Type {
	if c.Annotation == nil {
		return nil
	}
	return f.s.c.find(c.Annotation.Type)
}

// success fits the body of a successful response to the method's result.
func (f *fitter) success(e *Example, out *Message, res *parser.Response, text string) {
	switch e.Call.Result.Kind {
	case NoResult, MonitorResult:
		return
	case StreamResult:
		out.Text = text
		return
	case CountResult:
		if n := strings.Trim(text, " \"\ufeff"); firstNonEmpty(n, "x") != "x" && strings.Trim(n, "0123456789") == "" {
			out.Text = n
			return
		}
		f.r.add(f.page, res.Pos, "count-missing", diag.Warning, "the answer to $count is not a number", "show the number, as text/plain")
		out.Text = "1"
		return
	}
	if text == "" {
		f.empty(e, out, res)
		return
	}
	if res.Body.JSON == nil {
		f.r.add(f.page, res.Body.Pos, "response-not-json", diag.Error, "the response body is not JSON", "show the JSON that the call returns")
		skip(e, "the response body is not JSON")
		return
	}
	if out.ContentType == "" {
		out.ContentType = "application/json"
	}
	if out.JSON = f.responseJSON(res.Body.JSON.Value, e.Call); out.JSON == nil {
		skip(e, "the response is JSON of another form than the method returns")
	}
}

// empty stands in for the body of a response that shows none, though the page
// documents a result: the smallest one that there is.
func (f *fitter) empty(e *Example, out *Message, res *parser.Response) {
	result := e.Call.Result
	if result.Kind == ObjectResult && (res.Status == 202 || res.Status == 205) {
		return // the service may answer so
	}
	f.r.add(f.page, res.Pos, "response-empty", diag.Warning, "the response has no body, but the page documents a result", "show the body")
	array := &relaxed.Value{Kind: relaxed.Array}
	switch result.Kind {
	case PageResult:
		out.JSON = wrapValue(array)
	case ListResult:
		out.JSON = array
		if result.Wrapper != "" {
			out.JSON = &relaxed.Value{Kind: relaxed.Object, Members: []relaxed.Member{{Name: result.Wrapper, Value: array}}}
		}
	case ValueResult:
		kind, value, _ := fitScalar(&relaxed.Value{Kind: relaxed.Null}, result.Type.Name)
		out.JSON = wrapValue(&relaxed.Value{Kind: kind, Text: value})
	case AnyResult, ObjectResult:
		out.JSON = &relaxed.Value{Kind: relaxed.Object}
	default:
		return
	}
	out.ContentType = "application/json"
}

// responseJSON fits a JSON response body to a method's result, or returns nil.
func (f *fitter) responseJSON(v *relaxed.Value, call *Method) *relaxed.Value {
	res := call.Result
	switch res.Kind {
	case NoResult, MonitorResult, StreamResult, CountResult, AnyResult:
		return dedupe(v)
	case ListResult:
		if res.Wrapper != "" && v.Kind == relaxed.Object {
			return f.wrapped(v, res.Wrapper, TypeRef{res.Type.Name, true})
		}
		return f.value(v, TypeRef{res.Type.Name, true})
	case PageResult:
		return f.pageJSON(v, res)
	case ValueResult:
		if v.Kind != relaxed.Object {
			f.note(v, "response-unwrapped", "the value stands alone", `wrap it: {"value": ...}`)
			return &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset, Members: []relaxed.Member{{Name: "value", Offset: v.Offset, Value: f.value(v, res.Type)}}}
		}
		if v.Get("value") == nil {
			return nil
		}
		return f.wrapped(v, "value", res.Type)
	}
	if v.Kind != relaxed.Object {
		if v.Kind == relaxed.Array && len(v.Elements) > 0 && v.Elements[0].Kind == relaxed.Object {
			f.note(v, "response-not-single", "the response is an array, but one object is documented", "show one object")
			return f.object(v.Elements[0], f.s.c.find(res.Type.Name))
		}
		return nil
	}
	t := f.s.c.find(res.Type.Name)
	inner := v.Get("value")
	if inner != nil && (t == nil || t.Property("value") == nil) {
		switch {
		case res.Wrapper != "" && inner.Kind == relaxed.Object:
			return f.wrapped(v, res.Wrapper, res.Type)
		case inner.Kind == relaxed.Array && len(inner.Elements) > 0 && inner.Elements[0].Kind == relaxed.Object:
			f.note(inner, "response-not-single", "the response is a collection, but one object is documented", "show one object")
			return f.object(inner.Elements[0], t)
		}
	}
	return f.object(v, t)
}

// pageJSON fits a page of a collection.
func (f *fitter) pageJSON(v *relaxed.Value, res Result) *relaxed.Value {
	ref := TypeRef{res.Type.Name, true}
	switch {
	case v.Kind == relaxed.Array:
		f.note(v, "response-unwrapped", "the collection stands alone", `wrap it: {"value": [...]}`)
		return wrapValue(f.value(v, ref))
	case v.Kind != relaxed.Object:
		return nil
	}
	inner := v.Get("value")
	if inner == nil {
		f.note(v, "response-not-collection", "the response is one object, but a collection is documented", `show {"value": [...]}`)
		return wrapValue(f.value(&relaxed.Value{Kind: relaxed.Array, Offset: v.Offset, Elements: []*relaxed.Value{v}}, ref))
	}
	if inner.Kind != relaxed.Array {
		f.note(inner, "response-not-collection", "`value` is no array, but a collection is documented", `show {"value": [...]}`)
	}
	return f.wrapped(v, "value", ref)
}

// wrapValue puts a value into {"value": ...}.
func wrapValue(v *relaxed.Value) *relaxed.Value {
	return &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset, Members: []relaxed.Member{{Name: "value", Offset: v.Offset, Value: v}}}
}

// wrapped fits the member called name of an object and keeps the others.
func (f *fitter) wrapped(v *relaxed.Value, name string, ref TypeRef) *relaxed.Value {
	out := &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset}
	for _, m := range dedupe(v).Members {
		if m.Name == name {
			if m.Value = f.value(m.Value, ref); m.Value == nil {
				continue
			}
		}
		out.Members = append(out.Members, m)
	}
	return out
}
