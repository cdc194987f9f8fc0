package rest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
)

// A Client is what the calls of an SDK share. It does not change once it is made
// and may be used by any number of goroutines.
type Client struct {
	base    *url.URL // without a trailing slash
	tokens  TokenSource
	http    *http.Client
	header  http.Header // sent to the configured host alone
	agent   string
	retry   RetryPolicy
	log     Log // nil for none
	maxBody int64
	// placement is where tokens go, members what error documents call their parts.
	placement placement
	members   *ErrorMembers
	// jobs is how the service tells of long-running work.
	jobs      JobForm
	requestID string     // the header field for the id of a call, "" for none
	doer      Doer       // makes the calls, nil for the client itself
	buffers   *sync.Pool // of *buffer, for answers
	// strict is whether a value that does not fit is an error, strictly decodes so, and
	// onMisfit is told of one otherwise.
	strict   bool
	strictly json.Options
	onMisfit func(context.Context, Misfit)
}

// A ClientOption sets up a [Client].
type ClientOption func(*settings)

// settings is what the options of a client say.
type settings struct {
	Client
	baseURL    string
	middleware []func(http.RoundTripper) http.RoundTripper
	err        error // the first mistake in an option
}

// DefaultMaxResponse bounds the JSON answers that a [Client] reads unless
// [MaxResponse] says otherwise. Streams are not bounded.
const DefaultMaxResponse = 256 << 20

// defaultAgent is the User-Agent unless an option names another.
const defaultAgent = "sdkscribe-go/1"

// NewClient returns a client. Its calls send a token of tokens, or none if tokens
// is nil: as a bearer token, or where [TokenScheme], [TokenHeader], [TokenQuery] or a
// source of [BasicAuth] say. The error tells which option is wrong: there must be a [BaseURL], of the
// scheme https; http is for a loopback address, or for a client without tokens.
func NewClient(tokens TokenSource, opts ...ClientOption) (*Client, error) {
	s := &settings{Client: Client{tokens: tokens, agent: defaultAgent, maxBody: DefaultMaxResponse}}
	for _, opt := range opts {
		if opt != nil {
			opt(s)
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	base, err := parseBase(s.baseURL)
	if err != nil {
		return nil, err
	}
	if tokens != nil && base.Scheme != "https" && !isLoopback(base) {
		return nil, fmt.Errorf("rest: base URL %q: tokens are sent over https alone", s.baseURL)
	}
	c := s.Client
	c.base = base
	if _, ok := tokens.(basicAuth); ok {
		c.placement = placement{scheme: "Basic"}
	}
	c.retry = c.retry.withDefaults()
	c.strictly = strictly()
	c.buffers = &sync.Pool{New: func() any { return new(buffer) }}
	c.http = c.wrap(s.http, s.middleware)
	return &c, nil
}

// parseBase reads a base URL.
func parseBase(text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(text, "/"))
	switch {
	case text == "":
		return nil, errors.New("rest: NewClient needs a BaseURL")
	case err != nil:
		return nil, fmt.Errorf("rest: base URL: %w", err)
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return nil, fmt.Errorf("rest: base URL %q is no http or https URL", text)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("rest: base URL has a user, a query or a fragment")
	}
	return u, nil
}

// wrap returns a copy of h whose redirections are ours to allow and whose round
// trips go through the middleware, the first of it outermost.
func (c *Client) wrap(h *http.Client, middleware []func(http.RoundTripper) http.RoundTripper) *http.Client {
	copied := http.Client{}
	if h != nil {
		copied = *h
	}
	if copied.Transport == nil {
		copied.Transport = http.DefaultTransport
	}
	if c.placement.query != "" {
		copied.Transport = &queryToken{copied.Transport, c.base, c.placement.query}
	}
	for i := len(middleware) - 1; i >= 0; i-- {
		copied.Transport = middleware[i](copied.Transport)
	}
	copied.Transport = &locationCheck{copied.Transport}
	copied.CheckRedirect = redirects{base: c.base, placement: c.placement, next: copied.CheckRedirect}.check
	return &copied
}

// BaseURL sets what the paths of calls are appended to, for instance
// "https://api.example.com/v1", another version, or a server for tests.
func BaseURL(rawURL string) ClientOption { return func(s *settings) { s.baseURL = rawURL } }

// HTTPClient has calls made with h: its transport, timeout and cookies. It is
// copied, so that what h redirects to is subject to this package's rules.
func HTTPClient(h *http.Client) ClientOption { return func(s *settings) { s.http = h } }

// UserAgent sets the header User-Agent.
func UserAgent(agent string) ClientOption {
	return func(s *settings) {
		s.check("User-Agent", agent)
		s.agent = agent
	}
}

// DefaultHeader sets a header field of all calls to the configured host.
func DefaultHeader(name, value string) ClientOption {
	return func(s *settings) {
		s.check(name, value)
		if s.header == nil {
			s.header = make(http.Header)
		}
		s.header.Set(name, value)
	}
}

// SendRequestID has every call send an id of its own, a random UUID (RFC 9562 5.4), in a header
// field of the service's, "client-request-id": the same for all attempts, and in
// [Error.ClientRequestID]. The option [Header] sends another one.
func SendRequestID(header string) ClientOption {
	return func(s *settings) {
		s.check(header, "")
		s.requestID = http.CanonicalHeaderKey(header)
	}
}

// newUUID is a random UUID.
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// Retry sets when calls are tried again.
func Retry(p RetryPolicy) ClientOption { return func(s *settings) { s.retry = p } }

// Middleware wraps the round trip of every attempt, for tracing or recording:
//
//	rest.Middleware(func(next http.RoundTripper) http.RoundTripper { return otelhttp.NewTransport(next) })
//
// Of several, the first given sees a request first.
func Middleware(wrap func(http.RoundTripper) http.RoundTripper) ClientOption {
	return func(s *settings) { s.middleware = append(s.middleware, wrap) }
}

// MaxResponse bounds the JSON answers that are read, after decompression. The structs
// that an answer is decoded into may take 256 MiB and eight times its length.
func MaxResponse(bytes int64) ClientOption {
	return func(s *settings) {
		if bytes <= 0 {
			s.fail(fmt.Errorf("rest: MaxResponse of %d bytes", bytes))
		}
		s.maxBody = min(bytes, math.MaxInt64-1) // one more is read, to see that there is more
	}
}

func (s *settings) check(name, value string) { s.fail(checkHeader(name, value)) }

func (s *settings) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// sameOrigin reports whether u is of the configured scheme, host and port.
func sameOrigin(base, u *url.URL) bool {
	return base.Scheme == u.Scheme && strings.EqualFold(base.Hostname(), u.Hostname()) && portOf(base) == portOf(u)
}

func portOf(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if u.Scheme == "https" {
		return "443"
	}
	return "80"
}
