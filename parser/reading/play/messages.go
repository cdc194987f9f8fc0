package play

// This phase makes the two sides of an example from what the page shows, and holds them
// to the method that they show, so that a client's typed request and result can be
// compared with them. Nothing is left out, added or made to suit: what does not agree
// with the method is the reason why the example is no test.

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// match makes the two messages of an example that calls a method.
func (f *fitter) match(m *resolve.Match, e *api.Example) {
	p := m.Exchange
	f.args(m, e)
	e.Request = &api.Message{Method: p.Asked.Method, Query: api.ParseQuery(m.Query), Header: f.header(m.Page, p.Asked), ContentType: calls.ContentType(p.Asked.Header)}
	authorized(e.Request, p.Asked, f.c.Convention.Auth)
	f.otherFormat(m, e)
	e.Request.Path = e.Call.Target(e.Args)
	f.needs(e, p.Asked)
	if !p.Several {
		if why := f.request(e.Request, p.Asked, e.Call); why != "" {
			skip(e, why)
			return
		}
	}
	switch {
	case p.Answer == nil || p.Doubtful:
		f.silent(e, m.Page.DocumentedEmpty(p))
	case p.BareJSON:
		f.bareResponse(e, p.Answer, cmp.Or(m.Page.Documented(p), http.StatusOK))
	case p.Answer.Response.Unstated:
		f.response(e, stated(p.Answer, cmp.Or(m.Page.Documented(p), http.StatusOK)))
	default:
		f.response(e, p.Answer)
	}
	f.settle(e)
}

// stated returns an answer that has a header and no status line with a status.
func stated(c *parser.Code, status int) *parser.Code {
	code, response := *c, *c.Response
	response.Status = status
	code.Response = &response
	return &code
}

// settle makes an example that contradicts its method one without a test.
func (f *fitter) settle(e *api.Example) {
	if f.why != "" && e.Skipped == "" {
		skip(e, f.why)
	}
}

// header keeps the fields of a request that its caller chooses.
func (f *fitter) header(d *resolve.Operation, q *parser.Request) []api.Field {
	var out []api.Field
	for _, h := range q.Header {
		switch strings.ToLower(h.Name) {
		case "authorization", "host", "content-length", "connection", "date", "user-agent", "accept-encoding", "transfer-encoding", "":
			continue
		case "content-type":
			if strings.TrimSpace(q.Body.Text) == "" && q.Method != "POST" && q.Method != "PATCH" && q.Method != "PUT" || strings.TrimSpace(q.Body.Text) == "" && d.NoBody {
				f.r.Add(d.Page, h.Pos, "content-type-without-body", diag.Warning, "the request has a Content-Type but no body", "leave the header out")
			}
			continue
		}
		value := strings.TrimSpace(h.Value)
		if value == "" || strings.ContainsAny(h.Name, " \t{}<>\"'()") {
			f.r.Add(d.Page, h.Pos, parser.CodeHTTPHeader, diag.Warning, "the header field "+report.Quote(h.Name)+" cannot be sent as it is shown", "write it as Name: value")
			continue
		}
		out = append(out, api.Field{Name: h.Name, Value: strings.Join(strings.Fields(value), " ")})
	}
	return out
}

// silent stands in for a response that the page does not show: where the method has no
// result and the page says which status it ends with, that is the answer. Else the
// request alone is a test.
func (f *fitter) silent(e *api.Example, status int) {
	if e.Call.Result.Kind != api.NoResult {
		severity := diag.Warning
		if !e.Annotated {
			severity = diag.Info // it may be a part of the text rather than an example
		}
		f.r.Add(f.page, parser.Pos{Line: e.Line, Column: 1}, "request-unanswered", severity, "the example request has no response",
			"put a response block behind it")
		return
	}
	if status > 0 {
		e.Status = status
		e.Response = &api.Message{Status: status}
	}
}

// request makes the request's body. It returns why that cannot be, or "".
func (f *fitter) request(out *api.Message, q *parser.Request, call *api.Method) string {
	body := q.Body
	if strings.TrimSpace(body.Text) == "" {
		return f.blank(q, call)
	}
	f.json = body.JSON
	if body.JSON == nil && calls.IsJSON(calls.MediaType(q.Header)) {
		return "the request announces JSON, and its body is none"
	}
	switch call.Body.Kind {
	case api.NoBody:
		// What the method has no parameter for, a caller can send all the same.
		if !emptyObject(body.JSON) {
			f.r.Add(f.page, body.Pos, "body-unexpected", diag.Warning, "the request has a body that the page documents no parameters for",
				"describe its properties in the Request body section, or leave it out")
		}
		out.Text = strings.TrimRight(body.Text, "\r\n")
	case api.StreamBody:
		out.Text = strings.TrimRight(body.Text, "\r\n")
	default:
		if body.JSON == nil && out.ContentType != "" && !calls.IsJSON(calls.MediaType(q.Header)) {
			// The page documents another format besides JSON.
			out.Text = strings.TrimRight(body.Text, "\r\n")
			return ""
		}
		if body.JSON == nil {
			return "the request body is not JSON, but the method takes JSON"
		}
		f.guessed(body.JSON)
		out.JSON = f.requestJSON(body.JSON.Value, call)
		if out.JSON == nil {
			return "the request body is JSON of another form than the method takes"
		}
	}
	return ""
}

// blank notes a request that announces JSON of some length and shows none. It returns why
// a request that announces a form of several parts is no test, or "".
func (f *fitter) blank(q *parser.Request, call *api.Method) string {
	if media := calls.MediaType(q.Header); strings.HasPrefix(media, "multipart/") {
		const why = "the request is a form of several parts, and does not show how they are sent"
		f.r.Add(f.page, q.URLPos, "request-multipart", diag.Warning, why, "show the body as it is sent, with its boundaries")
		return why
	}
	if call.Body.Kind == api.NoBody || call.Body.Kind == api.StreamBody || !calls.IsJSON(calls.MediaType(q.Header)) {
		return ""
	}
	for _, h := range q.Header {
		if n := strings.TrimSpace(h.Value); strings.EqualFold(h.Name, "Content-Length") && strings.Trim(n, "0") != "" {
			f.r.Add(f.page, q.URLPos, "body-blank", diag.Warning, "the request announces a body of "+report.Quote(n)+" bytes, and none is shown", "show the body, or leave the Content-Length out")
		}
	}
	return ""
}

// emptyObject reports whether a body is {} or not there.
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
			return f.value(v, declared{TypeRef: api.TypeRef{Name: call.Body.Type.Name, Collection: true}})
		}
	case api.ReferenceBody:
		if id := v.Get(f.c.Convention.Reference); v.Kind == relaxed.Object && (id == nil || id.Kind == relaxed.String) {
			return dedupe(v)
		}
	case api.AnyBody:
		return dedupe(v)
	}
	return nil
}

// bareResponse makes a response of a JSON block that stands for the whole of one.
func (f *fitter) bareResponse(e *api.Example, c *parser.Code, status int) {
	f.json, f.said = c.JSON, f.annotated(c)
	e.Status = status
	e.Response = &api.Message{Status: e.Status}
	if e.Request.Method == "HEAD" {
		f.bodyless(c.TextPos, "the response to a HEAD request")
		return
	}
	e.Response.JSON = f.responseJSON(c.JSON.Value, e.Call)
	f.guessed(c.JSON)
}

// guessed refuses JSON whose value is not what its text says: a member without a value, a
// string that nobody but its author can tell the end of. What a test would hold the client
// to is none of the page's then. The place is told of where the text is read.
func (f *fitter) guessed(j *parser.JSON) {
	if j.Guess != "" {
		f.refuse(j.GuessPos, "this is no JSON, and what is meant cannot be told for sure: "+j.Guess)
	}
}

// bodyless reports a body where HTTP has none, so that no server can answer as the page
// shows it.
func (f *fitter) bodyless(pos parser.Pos, what string) {
	why := what + " has no body, but one is shown"
	f.r.Add(f.page, pos, "body-without-content", diag.Error, why, "leave the body out, or write the status or the method that goes with one")
	f.refuse(pos, why)
}

// response makes the response of the response block.
func (f *fitter) response(e *api.Example, c *parser.Code) {
	res := c.Response
	e.Status = res.Status
	out := &api.Message{Status: res.Status, ContentType: calls.ContentType(res.Header), Header: answerHeader(res)}
	e.Response = out
	f.json, f.said = res.Body.JSON, f.annotated(c)
	text := strings.TrimPrefix(strings.TrimRight(res.Body.Text, "\r\n "), "\ufeff") // a mark, and no content
	if calls.Empty(c) && f.shows(res.Body) {
		f.r.Add(f.page, res.Body.Pos, "response-not-empty", diag.Warning, "the annotation says that the response is empty, and it shows something",
			`leave "isEmpty" out, or what is shown`)
	}
	switch {
	case res.Status == 204 || res.Status == 304 || e.Request.Method == "HEAD":
		// RFC 9110, 9.3.2, 15.3.5 and 15.4.5: these end with the header.
		what := "a " + strconv.Itoa(res.Status) + " response"
		if e.Request.Method == "HEAD" {
			what = "the response to a HEAD request"
		}
		if text != "" {
			f.bodyless(res.Body.Pos, what)
		}
	case res.Status >= 300:
		f.asShown(out, res, text)
	default:
		f.success(e, out, c, text)
		f.mediaType(e, out, res)
	}
	if out.JSON != nil {
		f.guessed(res.Body.JSON)
	}
	f.status(e, out, res)
}

// status reports a response that no client can be given, or that its method does not
// expect (RFC 9110, 15).
func (f *fitter) status(e *api.Example, out *api.Message, res *parser.Response) {
	status := strconv.Itoa(res.Status)
	located := slices.ContainsFunc(out.Header, func(h api.Field) bool { return strings.EqualFold(h.Name, "Location") })
	switch {
	case res.Status < 200 || res.Status > 599:
		f.misfit(res.Pos, "response-status-unplayable", "the status "+status+" is none that ends an exchange", "show the response that follows", e)
	case res.Status < 300 || res.Status >= 400 || res.Status == 304:
	case e.Call.Result.Kind == api.ObjectResult && res.Status == 303 && located:
		f.r.Add(f.page, res.Pos, "response-other-format", diag.Info,
			"the response leads to the result, which stands at another URL; the request alone is tested",
			"nothing has to be done: the page of what it leads to shows the JSON")
		e.Response, e.Status = nil, 0
	case e.Call.Result.Kind != api.StreamResult:
		f.misfit(res.Pos, "response-status-unplayable", "the response has the status "+status+", and the call does not return where that leads to", "document what the call returns", e)
	case !located:
		f.misfit(res.Pos, "response-status-unplayable", "the response has the status "+status+" and no Location", "show the Location", e)
	}
}

// mediaType reports a JSON body of a media type that is none of JSON.
func (f *fitter) mediaType(e *api.Example, out *api.Message, res *parser.Response) {
	media := calls.MediaType(res.Header)
	switch e.Call.Result.Kind {
	case api.NoResult, api.MonitorResult, api.StreamResult, api.CountResult:
		return
	}
	if out.JSON != nil && media != "" && !calls.IsJSON(media) {
		f.misfit(res.Pos, "response-media-type", "the response is JSON of the media type "+report.Quote(media)+", which clients read no JSON from", "write application/json", e)
	}
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

// answerHeader keeps the fields of a response that say something about it and not about
// how it is transferred.
func answerHeader(res *parser.Response) []api.Field {
	var header []api.Field
	for _, h := range res.Header {
		switch strings.ToLower(h.Name) {
		case "content-length", "content-type", "connection", "date", "transfer-encoding", "content-encoding", "":
			continue
		}
		if !strings.ContainsAny(h.Name, " \t{}<>\"'()") {
			header = append(header, api.Field{Name: h.Name, Value: strings.Join(strings.Fields(h.Value), " ")})
		}
	}
	return header
}

// asShown makes the body of a response what the page shows, whatever it is.
func (f *fitter) asShown(out *api.Message, res *parser.Response, text string) {
	out.Text = text
	if res.Body.JSON != nil {
		out.JSON, out.Text = dedupe(res.Body.JSON.Value), ""
	}
}

// annotated returns the type that a block's annotation names, nil for none.
func (f *fitter) annotated(c *parser.Code) *api.Type {
	if c.Annotation == nil {
		return nil
	}
	return f.c.Find(c.Annotation.Type)
}

// success holds the body of a successful response to the method's result.
func (f *fitter) success(e *api.Example, out *api.Message, c *parser.Code, text string) {
	res := c.Response
	switch e.Call.Result.Kind {
	case api.NoResult, api.MonitorResult:
		f.asShown(out, res, text)
		return
	case api.StreamResult:
		out.Text = text
		return
	case api.CountResult:
		if out.Text = text; strings.Trim(text, "0123456789") != "" || text == "" {
			f.misfit(res.Pos, "count-missing", "the answer to $count is not a number", "show the number, as text/plain", e)
		}
		return
	}
	if text == "" {
		f.empty(e, c)
		return
	}
	if res.Body.JSON == nil {
		f.r.Add(f.page, res.Body.Pos, "response-not-json", diag.Error, "the response body is not JSON", "show the JSON that the call returns")
		f.refuse(res.Body.Pos, "the response body is not JSON")
		return
	}
	out.JSON = f.responseJSON(res.Body.JSON.Value, e.Call)
}

// misfit reports that a response is not what its method returns.
func (f *fitter) misfit(pos parser.Pos, code, message, hint string, e *api.Example) {
	if at := resultPlace(e.Call); at.Page != "" {
		message = fmt.Sprintf("%s (declared at %s:%d)", message, at.Page, max(at.Line, 1))
	}
	f.r.Add(f.page, pos, code, diag.Error, message, hint)
	f.refuse(pos, message)
}

// resultPlace is where the result of a method is documented.
func resultPlace(call *api.Method) api.Place {
	for _, o := range call.Operations {
		if at := o.Response.At; at.Line > 0 {
			return api.Place{Page: cmp.Or(at.Page, o.Page), Line: at.Line}
		}
	}
	return api.Place{}
}

// empty reports a response that shows no body, though its page documents a result.
func (f *fitter) empty(e *api.Example, c *parser.Code) {
	res := c.Response
	if kind := e.Call.Result.Kind; (kind == api.ObjectResult || kind == api.PageResult) && (res.Status == 202 || res.Status == 205) {
		return // the service may answer so
	}
	if calls.Empty(c) {
		f.refuse(res.Pos, "the response is empty, as its annotation says, and no client reads a result from it")
		return
	}
	f.misfit(res.Pos, "response-empty", "the response has no body, but a result is documented", "show the body", e)
}

// responseJSON holds a JSON response body to a method's result.
func (f *fitter) responseJSON(v *relaxed.Value, call *api.Method) *relaxed.Value {
	res, at := call.Result, resultPlace(call)
	one := declared{TypeRef: res.Type, at: at}
	switch res.Kind {
	case api.NoResult, api.MonitorResult, api.StreamResult, api.CountResult, api.AnyResult:
		return dedupe(v)
	case api.ListResult, api.PageResult:
		one.Collection = true
		return f.listJSON(v, res.Wrapper, one)
	case api.ValueResult:
		if res.Wrapper == "" {
			return f.value(v, one)
		}
		if v.At(res.Wrapper) == nil {
			return f.contradict(v, "response-unwrapped", "the value does not stand in "+report.Quote(res.Wrapper), `wrap it: {"`+res.Wrapper+`": ...}`, at)
		}
		return f.wrapped(v, res.Wrapper, one)
	}
	return f.objectJSON(v, res, at)
}

// objectJSON holds a JSON response body to one object.
func (f *fitter) objectJSON(v *relaxed.Value, res api.Result, at api.Place) *relaxed.Value {
	const hint = "show one object, or document a collection"
	t := f.c.Find(res.Type.Name)
	if v.Kind == relaxed.Array {
		return f.contradict(v, "response-not-single", "the response is an array, but one object is documented", hint, at)
	}
	if v.Kind != relaxed.Object {
		return f.contradict(v, "response-not-object", "the response is one value, but an object of "+report.Quote(res.Type.Name)+" is documented", "show the object", at)
	}
	inner := v.At(cmp.Or(res.Wrapper, f.c.Convention.Wrapper))
	if inner != nil && (t == nil || t.Property(f.c.Convention.Wrapper) == nil) {
		switch {
		case res.Wrapper != "" && inner.Kind == relaxed.Object:
			return f.wrapped(v, res.Wrapper, declared{TypeRef: res.Type, at: at})
		case inner.Kind == relaxed.Array:
			return f.contradict(inner, "response-not-single", "the response is a collection, but one object is documented", hint, at)
		}
	}
	if t == nil {
		return dedupe(v)
	}
	return f.object(v, t)
}

// listJSON holds a JSON response body to several values, in a member of an object unless
// wrapper is "".
func (f *fitter) listJSON(v *relaxed.Value, wrapper string, all declared) *relaxed.Value {
	const message = "but a collection is documented"
	shape := "[...]"
	if wrapper != "" {
		shape = `{"` + wrapper + `": [...]}`
	}
	switch inner := v.At(wrapper); {
	case wrapper == "" && v.Kind == relaxed.Array:
		return f.value(v, all)
	case wrapper == "" || inner == nil:
		return f.contradict(v, "response-not-collection", "the response is not "+report.Quote(shape)+", "+message, "show "+shape, all.at)
	case inner.Kind != relaxed.Array:
		f.contradict(inner, "response-not-collection", report.Quote(wrapper)+" is no array, "+message, "show "+shape, all.at)
		return dedupe(v)
	}
	return f.wrapped(v, wrapper, all)
}

// wrapped holds the member of an object that a way leads to, to what is declared, and keeps
// the others.
func (f *fitter) wrapped(v *relaxed.Value, name string, ref declared) *relaxed.Value {
	out := &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset}
	front, rest, inner := strings.Cut(name, ".")
	inner = inner && v.Get(name) == nil
	for _, m := range dedupe(v).Members {
		switch {
		case inner && m.Name == front:
			m.Value = f.wrapped(m.Value, rest, ref)
		case m.Name == name:
			m.Value = f.value(m.Value, ref)
		}
		out.Members = append(out.Members, m)
	}
	return out
}
