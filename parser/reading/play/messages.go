package play

// This phase fits the two sides of an example to the method they show, so that
// a client's typed request and result can be compared with them.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// match makes the two messages of an example that calls a method.
func (f *fitter) match(m *resolve.Match, e *api.Example) {
	p := m.Exchange
	f.args(m, e)
	e.Request = &api.Message{Method: p.Asked.Method, Query: api.ParseQuery(m.Query), Header: f.header(m.Page, p.Asked), ContentType: calls.MediaType(p.Asked.Header)}
	e.Request.Path = e.Call.Path.RenderArgs(e.Args)
	if !p.Several {
		if why := f.request(e.Request, p.Asked, e.Call); why != "" {
			skip(e, why)
			return
		}
	}
	switch {
	case p.Answer == nil:
		f.silent(e, m.Page.Op.Response.Status)
	case p.BareJSON:
		f.bareResponse(e, p.Answer, m.Page.Op.Response.Status)
	default:
		f.response(e, p.Answer)
	}
}

// header keeps the fields of a request that its caller chooses.
func (f *fitter) header(d *resolve.Operation, q *parser.Request) []api.Field {
	var out []api.Field
	for _, h := range q.Header {
		switch strings.ToLower(h.Name) {
		case "authorization", "host", "content-length", "connection", "date", "user-agent", "accept-encoding", "transfer-encoding", "cookie", "accept", "":
			continue
		case "content-type":
			if strings.TrimSpace(q.Body.Text) == "" && q.Method != "POST" && q.Method != "PATCH" && q.Method != "PUT" || strings.TrimSpace(q.Body.Text) == "" && d.NoBody {
				f.r.Add(d.Page, h.Pos, "content-type-without-body", diag.Warning, "the request has a Content-Type but no body", "leave the header out")
			}
			continue
		}
		value := strings.TrimSpace(h.Value)
		if value == "" || strings.ContainsAny(h.Name, " \t{}<>\"'()") {
			continue
		}
		out = append(out, api.Field{Name: h.Name, Value: strings.Join(strings.Fields(value), " ")})
	}
	return out
}

// silent stands in for a response that the page does not show: where the method
// has no result there is nothing to show, and the request alone makes a test.
func (f *fitter) silent(e *api.Example, status int) {
	if e.Call.Result.Kind != api.NoResult {
		severity := diag.Warning
		if !e.Annotated {
			severity = diag.Info // it may be a part of the text rather than an example
		}
		f.r.Add(f.page, parser.Pos{Line: e.Line, Column: 1}, "request-unanswered", severity, "the example request has no response",
			"put a response block behind it")
		skip(e, "the page shows no response to this request")
		return
	}
	e.Status = firstOf(status, 204)
	e.Response = &api.Message{Status: e.Status}
}

// firstOf returns n, or def where n is no success.
func firstOf(n, def int) int {
	if n < 200 || n > 299 {
		return def
	}
	return n
}

// request fits the request's body. It returns why that cannot be, or "".
func (f *fitter) request(out *api.Message, q *parser.Request, call *api.Method) string {
	body := q.Body
	empty := strings.TrimSpace(body.Text) == ""
	if empty && call.Body.Kind != api.NoBody && call.Body.Kind != api.StreamBody {
		return ""
	}
	f.json = body.JSON
	switch call.Body.Kind {
	case api.NoBody:
		if !empty && !emptyObject(body.JSON) {
			f.r.Add(f.page, body.Pos, "body-unexpected", diag.Warning, "the request has a body that the page documents no parameters for",
				"describe its properties in the Request body section, or leave it out")
		}
		out.ContentType = ""
	case api.StreamBody:
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
func (f *fitter) requestJSON(v *relaxed.Value, call *api.Method) *relaxed.Value {
	switch call.Body.Kind {
	case api.ObjectBody:
		if v.Kind == relaxed.Object {
			return f.object(v, f.c.Find(call.Body.Type.Name))
		}
	case api.ParamsBody:
		if v.Kind == relaxed.Object {
			return f.params(v, call.Body.Params)
		}
	case api.ListBody:
		if v.Kind == relaxed.Array {
			return f.value(v, api.TypeRef{Name: call.Body.Type.Name, Collection: true})
		}
	case api.ReferenceBody:
		if id := v.Get(f.c.Convention.Reference); v.Kind == relaxed.Object && (id == nil || id.Kind == relaxed.String) {
			return dedupe(v)
		}
	case api.AnyBody:
		return v
	}
	return nil
}

// bareResponse fits a JSON block that stands for a whole response.
func (f *fitter) bareResponse(e *api.Example, c *parser.Code, status int) {
	f.json, f.said = c.JSON, f.annotated(c)
	e.Status = firstOf(status, 200)
	if e.Response = (&api.Message{Status: e.Status}); e.Request.Method == "HEAD" {
		f.r.Add(f.page, c.TextPos, "body-without-content", diag.Warning, "the response to a HEAD request has no body, but one is shown", "leave the body out, or write the method that goes with one")
		return
	}
	e.Response.ContentType = "application/json"
	if e.Response.JSON = f.responseJSON(c.JSON.Value, e.Call); e.Response.JSON == nil {
		skip(e, "the response is JSON of another form than the method returns")
	}
}

// response fits the response block.
func (f *fitter) response(e *api.Example, c *parser.Code) {
	res := c.Response
	e.Status = res.Status
	out := &api.Message{Status: res.Status, ContentType: calls.MediaType(res.Header)}
	e.Response = out
	f.json, f.said = res.Body.JSON, f.annotated(c)
	for _, h := range res.Header {
		switch strings.ToLower(h.Name) {
		case "content-length", "content-type", "connection", "date", "transfer-encoding", "content-encoding", "":
			continue
		}
		if !strings.ContainsAny(h.Name, " \t{}<>\"'()") {
			out.Header = append(out.Header, api.Field{Name: h.Name, Value: strings.Join(strings.Fields(h.Value), " ")})
		}
	}
	text := strings.TrimRight(res.Body.Text, "\r\n ")
	if calls.Empty(c) && f.shows(res.Body) {
		f.r.Add(f.page, res.Body.Pos, "response-not-empty", diag.Warning, "the annotation says that the response is empty, and it shows something",
			`leave "isEmpty" out, or what is shown`)
	}
	if res.Status == 204 || res.Status == 304 || e.Request.Method == "HEAD" {
		// RFC 9110, 9.3.2, 15.3.5 and 15.4.5: these end with the header.
		what := "a " + strconv.Itoa(res.Status) + " response"
		if e.Request.Method == "HEAD" {
			what = "the response to a HEAD request"
		}
		if text != "" {
			f.r.Add(f.page, res.Body.Pos, "body-without-content", diag.Warning,
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
	case res.Status >= 300 && e.Call.Result.Kind != api.StreamResult:
		out.Text = text
		return
	}
	f.success(e, out, c, text)
}

// shows reports whether a body holds anything: JSON may be a collection without items,
// with control information beside it.
func (f *fitter) shows(body parser.Body) bool {
	if body.JSON == nil {
		return strings.TrimSpace(body.Text) != ""
	}
	v := body.JSON.Value
	if v.Kind != relaxed.Object {
		return v.Kind != relaxed.Array || len(v.Elements) > 0
	}
	return slices.ContainsFunc(v.Members, func(m relaxed.Member) bool {
		return !f.c.Convention.IsControl(m.Name) && (m.Value.Kind != relaxed.Array || len(m.Value.Elements) > 0)
	})
}

// annotated returns the type that a block's annotation names, nil for none.
func (f *fitter) annotated(c *parser.Code) *api.Type {
	if c.Annotation == nil {
		return nil
	}
	return f.c.Find(c.Annotation.Type)
}

// success fits the body of a successful response to the method's result.
func (f *fitter) success(e *api.Example, out *api.Message, c *parser.Code, text string) {
	res := c.Response
	switch e.Call.Result.Kind {
	case api.NoResult, api.MonitorResult:
		return
	case api.StreamResult:
		out.Text = text
		return
	case api.CountResult:
		if n := strings.Trim(text, " \"\ufeff"); cmp.Or(n, "x") != "x" && strings.Trim(n, "0123456789") == "" {
			out.Text = n
			return
		}
		f.r.Add(f.page, res.Pos, "count-missing", diag.Warning, "the answer to $count is not a number", "show the number, as text/plain")
		out.Text = "1"
		return
	}
	if text == "" {
		f.empty(e, out, c)
		return
	}
	if res.Body.JSON == nil {
		f.r.Add(f.page, res.Body.Pos, "response-not-json", diag.Error, "the response body is not JSON", "show the JSON that the call returns")
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
func (f *fitter) empty(e *api.Example, out *api.Message, c *parser.Code) {
	res, result := c.Response, e.Call.Result
	if result.Kind == api.ObjectResult && (res.Status == 202 || res.Status == 205) {
		return // the service may answer so
	}
	if !calls.Empty(c) {
		f.r.Add(f.page, res.Pos, "response-empty", diag.Warning, "the response has no body, but the page documents a result", "show the body")
	}
	array := &relaxed.Value{Kind: relaxed.Array}
	switch result.Kind {
	case api.PageResult:
		out.JSON = f.wrapValue(array)
	case api.ListResult:
		out.JSON = array
		if result.Wrapper != "" {
			out.JSON = &relaxed.Value{Kind: relaxed.Object, Members: []relaxed.Member{{Name: result.Wrapper, Value: array}}}
		}
	case api.ValueResult:
		kind, value, _ := odata.FitScalar(&relaxed.Value{Kind: relaxed.Null}, result.Type.Name)
		out.JSON = f.wrapValue(&relaxed.Value{Kind: kind, Text: value})
	case api.AnyResult, api.ObjectResult:
		out.JSON = &relaxed.Value{Kind: relaxed.Object}
	default:
		return
	}
	out.ContentType = "application/json"
}

// responseJSON fits a JSON response body to a method's result, or returns nil.
func (f *fitter) responseJSON(v *relaxed.Value, call *api.Method) *relaxed.Value {
	res := call.Result
	switch res.Kind {
	case api.NoResult, api.MonitorResult, api.StreamResult, api.CountResult, api.AnyResult:
		return dedupe(v)
	case api.ListResult:
		if res.Wrapper != "" && v.Kind == relaxed.Object {
			return f.wrapped(v, res.Wrapper, api.TypeRef{Name: res.Type.Name, Collection: true})
		}
		return f.value(v, api.TypeRef{Name: res.Type.Name, Collection: true})
	case api.PageResult:
		return f.pageJSON(v, res)
	case api.ValueResult:
		if v.Kind != relaxed.Object {
			f.note(v, "response-unwrapped", "the value stands alone", `wrap it: {"`+f.c.Convention.Wrapper+`": ...}`)
			return &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset, Members: []relaxed.Member{{Name: f.c.Convention.Wrapper, Offset: v.Offset, Value: f.value(v, res.Type)}}}
		}
		if v.Get(f.c.Convention.Wrapper) == nil {
			return nil
		}
		return f.wrapped(v, f.c.Convention.Wrapper, res.Type)
	}
	if v.Kind != relaxed.Object {
		if v.Kind == relaxed.Array && len(v.Elements) > 0 && v.Elements[0].Kind == relaxed.Object {
			f.note(v, "response-not-single", "the response is an array, but one object is documented", "show one object")
			return f.object(v.Elements[0], f.c.Find(res.Type.Name))
		}
		return nil
	}
	t := f.c.Find(res.Type.Name)
	inner := v.Get(f.c.Convention.Wrapper)
	if inner != nil && (t == nil || t.Property(f.c.Convention.Wrapper) == nil) {
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
func (f *fitter) pageJSON(v *relaxed.Value, res api.Result) *relaxed.Value {
	ref := api.TypeRef{Name: res.Type.Name, Collection: true}
	switch {
	case v.Kind == relaxed.Array:
		f.note(v, "response-unwrapped", "the collection stands alone", `wrap it: {"`+f.c.Convention.Wrapper+`": [...]}`)
		return f.wrapValue(f.value(v, ref))
	case v.Kind != relaxed.Object:
		return nil
	}
	inner := v.Get(f.c.Convention.Wrapper)
	if inner == nil {
		f.note(v, "response-not-collection", "the response is one object, but a collection is documented", `show {"`+f.c.Convention.Wrapper+`": [...]}`)
		return f.wrapValue(f.value(&relaxed.Value{Kind: relaxed.Array, Offset: v.Offset, Elements: []*relaxed.Value{v}}, ref))
	}
	if inner.Kind != relaxed.Array {
		f.note(inner, "response-not-collection", report.Quote(f.c.Convention.Wrapper)+" is no array, but a collection is documented", `show {"`+f.c.Convention.Wrapper+`": [...]}`)
	}
	return f.wrapped(v, f.c.Convention.Wrapper, ref)
}

// wrapValue puts a value into {"value": ...}.
func (f *fitter) wrapValue(v *relaxed.Value) *relaxed.Value {
	return &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset, Members: []relaxed.Member{{Name: f.c.Convention.Wrapper, Offset: v.Offset, Value: v}}}
}

// wrapped fits the member called name of an object and keeps the others.
func (f *fitter) wrapped(v *relaxed.Value, name string, ref api.TypeRef) *relaxed.Value {
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
