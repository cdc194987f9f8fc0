package rest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// A Request is one call, before its options. The methods of a generated SDK fill
// it in; with it, a path that no page documents can be called too.
type Request struct {
	// Method is the verb: "GET", "POST", ...
	Method string
	// Path is appended to the base URL. It is a template: the i-th {...} takes
	// Args[i], which may be a string (of any named type), an integer, a boolean, a
	// number, a time.Time or a fmt.Stringer. Whatever an argument holds is escaped
	// so that it adds no segment, no query and no fragment; "", "." and ".." are
	// refused. Between single quotes it becomes the content of an OData string
	// literal; right behind ":/" it is a file path, whose slashes are kept. Behind a
	// question mark it is the value of a query parameter. An option for a parameter of the
	// same name takes that one's place.
	Path string
	Args []any
	// URL, if set, takes the place of Path and Args: an absolute URL that the
	// service handed out. The token is sent along only if it is of the
	// configured host.
	URL string
	// Body is what is sent: nil, a nil pointer or a nil slice for nothing, which a PATCH may
	// not have; an io.Reader or
	// []byte for bytes, which ContentType names; anything else as JSON, a
	// jsontext.Value as it is. An io.Reader that is an io.Seeker can be sent
	// again by a retry, and none is closed.
	Body any
	// ContentType is the media type of the Body, by default application/octet-stream for
	// bytes and application/json for JSON. The option [ContentType] overrides it.
	ContentType string
	// Accept is the media type that is asked for, by default that of JSON.
	Accept string
	// Paging is how a [Page] that is answered leads to the next one, nil for OData's way.
	Paging *Paging
	// Monitor is where the answer to a call that begins a long-running action says what to
	// follow it at, if not in a header: a member with the URL, "{status_url}", or a path
	// with members of the answer, "/jobs/{job.id}", with header fields of it,
	// "/jobs/{header:X-Job}", and with Args, "/shops/{1}/jobs/{id}". [Client.Start] reads it.
	Monitor string
}

// A Reference is the body that links one resource to another:
// {"@odata.id": "https://api.example.com/v1/orders/{id}"}.
type Reference struct {
	ODataID string `json:"@odata.id"`
	Extra   Extra  `json:"-"`
}

// MarshalJSON returns the reference as a JSON object.
func (r *Reference) MarshalJSON() ([]byte, error) { return MarshalObject(r) }

// UnmarshalJSON reads a reference from a JSON object.
func (r *Reference) UnmarshalJSON(text []byte) error { return UnmarshalObject(text, r) }

// prepared is a request that is ready to be sent any number of times.
type prepared struct {
	place
	pattern    string // for the log: the path without its arguments
	url        *url.URL
	own        bool // it goes to the configured host
	authorized bool // the caller has put something in the token's place
	header     http.Header
	body       payload
	idempotent bool
	noRedirect bool
	once       bool // no attempt is followed by another
	client     *Client
	retry      RetryPolicy
	options    *call
	misfits    []Misfit // in the answer
}

// place names a request in errors, and says how an error that answers it is read.
type place struct {
	method, path string
	clientID     string // what the call has called itself
	secret       secret // what the request is authorized with, once it is
	members      *ErrorMembers
}

// fail says which request an error is about.
func (p place) fail(err error) error { return fmt.Errorf("rest: %s %s: %w", p.method, p.path, err) }

// withoutURL takes off err what net/http adds to it: the whole URL, whose query
// may be nobody's business.
func withoutURL(err error) error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		return ue.Err
	}
	return err
}

// errNoClient is the error of calls by a client or a service that has been declared and not
// made.
var errNoClient = errors.New("rest: the client is not made by NewClient")

// checkBody refuses a change without one: a pointer or a slice that is nil.
func checkBody(method string, body any) error {
	v := reflect.ValueOf(body)
	if method != http.MethodPatch || !(v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice) || !v.IsNil() {
		return nil
	}
	return fmt.Errorf("the body is a %T that is nil, which changes nothing; the option NoBody sends it nevertheless", body)
}

// prepare checks a request and its options and encodes its body.
func (c *Client) prepare(r Request, o *call) (*prepared, error) {
	if c == nil || c.base == nil {
		return nil, errNoClient
	}
	pattern, _, _ := strings.Cut(r.Path, "?")
	q := &prepared{client: c, retry: c.retry.of(o), options: o, pattern: pattern, noRedirect: o.noRedirect, once: o.once, idempotent: o.idempotent || isIdempotent(r.Method)}
	if !isToken(r.Method) {
		return nil, fmt.Errorf("rest: %.40q is no HTTP method", r.Method)
	}
	var err error
	if o.resume != "" {
		if r, err = c.resumed(r, o); err != nil {
			return nil, err
		}
	}
	if q.url, err = c.resolve(r, o); err != nil {
		return nil, err
	}
	q.own = sameOrigin(c.base, q.url)
	q.place = place{method: r.Method, path: q.url.EscapedPath(), members: c.members}
	if !q.own {
		q.place.path, q.pattern = q.url.Scheme+"://"+q.url.Host, q.url.Host
	}
	if o.body != nil {
		r.Body, r.ContentType = o.body, o.bodyType
	}
	if err = checkBody(r.Method, r.Body); err != nil && !o.noBody {
		return nil, q.fail(err)
	}
	if q.body, err = newPayload(r.Body, r.ContentType); err != nil {
		return nil, q.fail(err)
	}
	q.header = c.headerOf(r, o, q.body)
	if c.requestID != "" && q.own {
		if q.header.Get(c.requestID) == "" {
			q.header[c.requestID] = []string{newUUID()}
		}
		q.clientID = q.header.Get(c.requestID)
	}
	q.authorized = c.placement.given(q.header, o.query)
	if !q.own {
		q.header = foreignHeader(q.header)
	}
	return q, nil
}

// resolve returns the URL of a request with its query.
func (c *Client) resolve(r Request, o *call) (*url.URL, error) {
	u, err := c.target(r)
	if err != nil {
		return nil, err
	}
	if query := encodeQuery(o.query); query != "" {
		u.RawQuery = withoutParams(u.RawQuery, o.query)
		if u.RawQuery != "" {
			query = u.RawQuery + "&" + query
		}
		u.RawQuery = query
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

func (c *Client) target(r Request) (*url.URL, error) {
	if r.URL == "" {
		path, err := expand(r.Path, r.Args)
		if err != nil {
			return nil, err
		}
		path, query, _ := strings.Cut(path, "?")
		u := *c.base
		u.RawPath = c.base.EscapedPath() + path
		if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
			return nil, fmt.Errorf("rest: path %q: %w", r.Path, err)
		}
		u.RawQuery = query
		return &u, nil
	}
	u, err := url.Parse(wellFormed(r.URL))
	if err == nil {
		err = checkTarget(c.base, u)
	}
	if err != nil {
		return nil, fmt.Errorf("rest: URL of the request: %w", withoutURL(err))
	}
	u.RawQuery = escapeQuery(u.RawQuery)
	return u, nil
}

// headerOf returns the header of a request: the client's defaults, what the
// request is about, and the options, each overriding those before.
func (c *Client) headerOf(r Request, o *call, body payload) http.Header {
	h := make(http.Header, 4+len(c.header)+len(o.header))
	own := []string{c.agent, cmp.Or(r.Accept, mediaJSON)} // in one allocation
	h["User-Agent"], h["Accept"] = own[0:1:1], own[1:]
	for name, values := range c.header {
		h[name] = values
	}
	if body.contentType != "" {
		h["Content-Type"] = []string{body.contentType}
	}
	for name, values := range o.header {
		if len(values) == 1 && values[0] == "" {
			delete(h, name)
			continue
		}
		h[name] = values
	}
	return h
}

const (
	mediaJSON   = "application/json"
	mediaBinary = "application/octet-stream"
)

// payload is a request's body.
type payload struct {
	data        []byte // where reader is nil
	reader      io.Reader
	start       int64 // where a reader that is a Seeker stood
	length      int64 // -1 where unknown
	contentType string
}

func newPayload(body any, contentType string) (payload, error) {
	asJSON := cmp.Or(contentType, mediaJSON)
	contentType = cmp.Or(contentType, mediaBinary)
	switch b := body.(type) {
	case nil:
		return payload{}, nil
	case []byte:
		return payload{data: b, length: int64(len(b)), contentType: contentType}, nil
	case io.Reader:
		p := payload{reader: b, length: -1, contentType: contentType}
		return p, p.measure()
	case jsontext.Value:
		if !b.IsValid() {
			return payload{}, errors.New("the request's body is no JSON")
		}
		return payload{data: b, length: int64(len(b)), contentType: asJSON}, nil
	}
	if v := reflect.ValueOf(body); (v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice) && v.IsNil() {
		return payload{}, nil
	}
	data, err := marshal(body, jsontext.PreserveRawStrings(true)) // what is in Extra goes as it came
	if err != nil {
		return payload{}, fmt.Errorf("encoding the request: %w", err)
	}
	return payload{data: data, length: int64(len(data)), contentType: asJSON}, nil
}

// measure finds out where a reader stands and how much it has, if it can tell.
func (p *payload) measure() error {
	s, ok := p.reader.(io.Seeker)
	if !ok {
		return nil
	}
	var err error
	if p.start, err = s.Seek(0, io.SeekCurrent); err != nil {
		return nil // a pipe has the method, but cannot seek
	}
	end, err := s.Seek(0, io.SeekEnd)
	if err == nil {
		p.length = max(end-p.start, 0)
		_, err = s.Seek(p.start, io.SeekStart)
	}
	return err
}

// replayable reports whether the body can be sent again.
func (p *payload) replayable() bool { return p.reader == nil || p.length >= 0 }

// open puts the body into req, from its start. The function that it returns ends
// the use of the body: net/http may go on reading behind an answer.
func (p *payload) open(req *http.Request, again bool) (done func(), err error) {
	if p.length == 0 {
		return func() {}, nil
	}
	req.ContentLength = p.length
	if p.reader == nil {
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(p.data)), nil }
		req.Body, _ = req.GetBody()
		return func() {}, nil
	}
	if again {
		if _, err := p.reader.(io.Seeker).Seek(p.start, io.SeekStart); err != nil {
			return nil, err
		}
	}
	g := &guard{r: p.reader}
	req.Body = g
	return func() { g.Close() }, nil
}

// guard lets go of a reader when it is closed, without closing it.
type guard struct {
	mu sync.Mutex
	r  io.Reader // nil once closed
}

func (g *guard) Read(b []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.r == nil {
		return 0, io.ErrClosedPipe
	}
	n, err := g.r.Read(b)
	if err != nil && err != io.EOF {
		err = &permanentError{err} // the caller's: no connection has failed
	}
	return n, err
}

func (g *guard) Close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.r = nil
	return nil
}

// newRequest makes the request of one attempt, with a token where it may have one.
func (c *Client) newRequest(ctx context.Context, q *prepared, again bool) (*http.Request, func(), error) {
	if q.noRedirect {
		ctx = withoutRedirects(ctx)
	}
	if again { // the attempt before may still be looking at it
		q.header = q.header.Clone()
	}
	req := (&http.Request{Method: q.method, URL: q.url, Host: q.url.Host, Header: q.header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}).WithContext(ctx)
	req, err := c.authorize(req, q)
	if err != nil {
		return nil, nil, err
	}
	done, err := q.body.open(req, again)
	return req, done, err
}
