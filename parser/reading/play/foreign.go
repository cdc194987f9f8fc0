package play

// This phase settles the examples that no request template is for, because they
// go to a host that is not the API's.
//
// Some are calls: to a URL that another call handed out, as the one that an
// upload goes to (API Doctor's opaqueUrl). An annotated request is a call of the
// application's, whether the page says so or not. The others are what the service
// sends to the application: notifications, whose bodies name their type. A test
// decodes these as an application does that receives them.

import (
	"net/url"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// elsewhere fills in an example whose request goes to another host, or to a URL that
// is opaque.
func (f *fitter) elsewhere(m *resolve.Match, e *api.Example) {
	p, q := m.Exchange, m.Exchange.Asked
	message, err := foreignMessage(f.header(m.Page, q), q)
	if err != nil {
		skip(e, "the request goes to "+m.Host+", and its URL is unreadable")
		return
	}
	e.Request = message
	f.json = q.Body.JSON
	if calls.Opaque(p.Block) || p.Annotated {
		f.handedOut(p, e)
		return
	}
	t := f.received(q.Body, p.BodyNote)
	if t == nil {
		skip(e, "the request goes to "+m.Host+", not to the API, and nothing tells what type its body is of")
		return
	}
	e.Received = t.Name
	f.guessed(q.Body.JSON)
	e.Request.JSON = f.object(q.Body.JSON.Value, t)
	if p.Answer != nil && p.Answer.Response != nil {
		e.Status = p.Answer.Response.Status
	}
	f.settle(e)
}

// foreignMessage is a request to a URL that is not below the API's.
func foreignMessage(header []api.Field, q *parser.Request) (*api.Message, error) {
	text, query := splitForeign(q.URL)
	u, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	path := u.EscapedPath()
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return &api.Message{Method: q.Method, Path: path, Query: api.ParseQuery(query), Header: header, ContentType: calls.ContentType(q.Header)}, nil
}

// splitForeign cuts the query off a URL, whose path is nobody's business.
func splitForeign(text string) (path, query string) {
	text, _, _ = strings.Cut(text, "#")
	path, query, _ = strings.Cut(strings.TrimSpace(text), "?")
	return path, query
}

// received is the type of a notification, as it states itself or as the
// annotation of its body says; nil where nothing tells.
func (f *fitter) received(body parser.Body, note *parser.Annotation) *api.Type {
	if body.JSON == nil || body.JSON.Value == nil || body.JSON.Value.Kind != relaxed.Object {
		return nil
	}
	if t := f.c.Find(resolve.OwnType(body.JSON.Value, f.c.Convention)); t != nil && t.Kind != api.Enum {
		return t
	}
	if note != nil && note.Type != "" && odata.Primitive(note.Type) == "" {
		if t := f.c.Find(note.Type); t != nil && t.Kind != api.Enum {
			return t
		}
	}
	return nil
}

// handedOut makes the call of an example that goes to a URL which another call
// has returned. It has no template and is of no service, so the method is the
// example's own: what it sends and returns is what the page shows.
func (f *fitter) handedOut(p *calls.Exchange, e *api.Example) {
	q := p.Asked
	if p.Answer == nil || p.Answer.Response == nil {
		skip(e, "the page shows no response to this request")
		return
	}
	e.Call = &api.Method{Verb: q.Method, Kind: api.KindAction}
	e.Call.Body = f.shownBody(p.Block.Annotation, q)
	e.Call.Result = f.shownResult(p.Answer)
	if why := f.request(e.Request, q, e.Call); why != "" {
		skip(e, why)
		return
	}
	f.response(e, p.Answer)
	f.settle(e)
}

// shownBody is how the body of a request is passed, told from it alone.
func (f *fitter) shownBody(a *parser.Annotation, q *parser.Request) api.Body {
	body := q.Body
	switch {
	case strings.TrimSpace(body.Text) == "":
		return api.Body{}
	case body.JSON == nil:
		return api.Body{Kind: api.StreamBody, ContentType: calls.MediaType(q.Header)}
	}
	if t := f.shownType(a, body.JSON.Value); t != nil && body.JSON.Value.Kind == relaxed.Object {
		return api.Body{Kind: api.ObjectBody, Type: api.TypeRef{Name: t.Name}}
	}
	return api.Body{Kind: api.AnyBody}
}

// shownResult is how the result of a call is returned, told from a response alone.
func (f *fitter) shownResult(c *parser.Code) api.Result {
	res := c.Response
	body := calls.BodyOf(c)
	switch {
	case calls.Redirects(res.Status), body == nil && strings.TrimSpace(res.Body.Text) != "":
		return api.Result{Kind: api.StreamResult}
	case body == nil:
		return api.Result{}
	}
	t := f.shownType(c.Annotation, body)
	switch v := body.Get(f.c.Convention.Wrapper); {
	case t == nil || body.Kind != relaxed.Object:
		return api.Result{Kind: api.AnyResult}
	case v != nil && v.Kind == relaxed.Array && t.Property(f.c.Convention.Wrapper) == nil:
		return api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: t.Name}, Wrapper: f.c.Convention.Wrapper}
	}
	return api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: t.Name}}
}

// shownType is the type that the annotation of a body names, or the body itself.
func (f *fitter) shownType(a *parser.Annotation, body *relaxed.Value) *api.Type {
	name := resolve.OwnType(body, f.c.Convention)
	if a != nil && a.Type != "" && odata.Primitive(a.Type) == "" {
		name = a.Type
	}
	if t := f.c.Find(name); t != nil && t.Kind != api.Enum && !t.Untyped {
		return t
	}
	return nil
}
