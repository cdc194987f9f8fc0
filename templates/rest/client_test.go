package rest_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// fast is a retry policy for tests.
var fast = rest.Retry(rest.RetryPolicy{MinDelay: time.Millisecond, MaxDelay: 2 * time.Second})

// serve starts a server and returns a client for it with the token "secret".
func serve(t testing.TB, h http.HandlerFunc, opts ...rest.ClientOption) (*rest.Client, *httptest.Server) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	all := append([]rest.ClientOption{rest.BaseURL(server.URL + "/v1.0"), fast}, opts...)
	c, err := rest.NewClient(rest.StaticToken("secret"), all...)
	if err != nil {
		t.Fatal(err)
	}
	return c, server
}

func reply(w http.ResponseWriter, status int, body string) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	io.WriteString(w, body)
}

func TestNewClientRefuses(t *testing.T) {
	token := rest.StaticToken("x")
	for _, tt := range []struct {
		tokens rest.TokenSource
		opts   []rest.ClientOption
		want   string
	}{
		{token, nil, "needs a BaseURL"},
		{token, []rest.ClientOption{rest.BaseURL("http://example.com")}, "https alone"},
		{token, []rest.ClientOption{rest.BaseURL("example.com/v1")}, "no http or https URL"},
		{token, []rest.ClientOption{rest.BaseURL("ftp://example.com")}, "no http or https URL"},
		{token, []rest.ClientOption{rest.BaseURL("https://u:p@example.com")}, "a user"},
		{token, []rest.ClientOption{rest.BaseURL("https://example.com?x=1")}, "a query"},
		{token, []rest.ClientOption{rest.BaseURL("https://exa mple.com")}, "base URL"},
		{token, []rest.ClientOption{rest.BaseURL("https://example.com"), rest.UserAgent("a\nb")}, "control character"},
		{token, []rest.ClientOption{rest.BaseURL("https://example.com"), rest.DefaultHeader("X", "a\r\nb")}, "control character"},
		{token, []rest.ClientOption{rest.BaseURL("https://example.com"), rest.MaxResponse(0)}, "MaxResponse"},
	} {
		if _, err := rest.NewClient(tt.tokens, tt.opts...); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("got %v, want an error with %q", err, tt.want)
		} else if strings.Contains(err.Error(), "u:p") {
			t.Errorf("the error tells a password: %v", err)
		}
	}
	for _, base := range []string{"https://example.com", "http://127.0.0.1:1", "http://localhost/x/", "http://[::1]:80"} {
		if _, err := rest.NewClient(token, rest.BaseURL(base)); err != nil {
			t.Errorf("%s: %v", base, err)
		}
	}
}

func TestDoSendsWhatItWasGiven(t *testing.T) {
	var got *http.Request
	var body []byte
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		reply(w, 200, `{"id":"1","subject":"Lunch"}`)
	}, rest.UserAgent("tests/1"), rest.DefaultHeader("X-Default", "d"))
	var e Event
	var resp *http.Response
	err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/users/{id}/events", Args: []any{"a/b"}, Body: &Event{Subject: rest.Some("Lunch")}},
		&e, rest.Select("id"), rest.Prefer("return=representation"), rest.Into(&resp))
	if err != nil {
		t.Fatal(err)
	}
	if got.Method != "POST" || got.RequestURI != "/v1.0/users/a%2Fb/events?$select=id" || string(body) != `{"subject":"Lunch"}` {
		t.Errorf("%s %s %s", got.Method, got.RequestURI, body)
	}
	for name, want := range map[string]string{"Authorization": "Bearer secret", "User-Agent": "tests/1", "X-Default": "d",
		"Content-Type": "application/json", "Accept": "application/json", "Prefer": "return=representation", "Content-Length": "19"} {
		if v := got.Header.Get(name); v != want {
			t.Errorf("%s: %q, want %q", name, v, want)
		}
	}
	if e.Subject.Value() != "Lunch" || resp.StatusCode != 200 {
		t.Errorf("got %v, %v", e.Subject, resp)
	}
}

func TestRequestBodies(t *testing.T) {
	var body, kind string
	var length int64
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		body, kind, length = string(data), r.Header.Get("Content-Type"), r.ContentLength
		w.WriteHeader(204)
	})
	for _, tt := range []struct {
		name        string
		body        any
		contentType string
		want, kind  string
		length      int64
	}{
		{"none", nil, "", "", "", 0},
		{"nil pointer", (*Event)(nil), "", "", "", 0},
		{"reference", &rest.Reference{ODataID: "https://x/y"}, "", `{"@odata.id":"https://x/y"}`, "application/json", 27},
		{"raw", jsontext.Value(`{"a": 1}`), "", `{"a": 1}`, "application/json", 8},
		{"list", []*ItemBody{{}, nil}, "", `[{},null]`, "application/json", 9},
		{"patch", &ItemBody{}, "application/merge-patch+json", `{}`, "application/merge-patch+json", 2},
		{"raw patch", jsontext.Value(`[]`), "application/json-patch+json", `[]`, "application/json-patch+json", 2},
		{"bytes", []byte("abc"), "", "abc", "application/octet-stream", 3},
		{"reader", io.MultiReader(strings.NewReader("abc")), "image/png", "abc", "image/png", -1},
		{"seeker", strings.NewReader("abc"), "text/plain", "abc", "text/plain", 3},
		{"empty seeker", strings.NewReader(""), "text/plain", "", "text/plain", 0},
		{"buffer", bytes.NewBufferString("abc"), "text/plain", "abc", "text/plain", -1},
	} {
		if err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/x", Body: tt.body, ContentType: tt.contentType}, nil); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if body != tt.want || kind != tt.kind || length != tt.length {
			t.Errorf("%s: sent %q of %q, length %d; want %q of %q, %d", tt.name, body, kind, length, tt.want, tt.kind, tt.length)
		}
	}
	if err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/x", Body: strings.NewReader("a")}, nil, rest.ContentType("text/html")); err != nil || kind != "text/html" {
		t.Errorf("the option ContentType: %q, %v", kind, err)
	}
	for _, replaced := range []any{nil, &rest.Reference{ODataID: "https://x/y"}} {
		err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/x", Body: replaced}, nil, rest.Body("text/plain", strings.NewReader("mime")))
		if err != nil || body != "mime" || kind != "text/plain" || length != 4 {
			t.Errorf("the option Body in place of %v: sent %q of %q, length %d, %v", replaced, body, kind, length, err)
		}
	}
	own := []rest.Option{rest.ContentType("application/merge-patch+json"), rest.Body("text/plain", strings.NewReader("mime"))}
	if err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/x"}, nil, own...); err != nil || kind != "text/plain" {
		t.Errorf("the option Body behind the media type of another body: %q, %v", kind, err)
	}
	if err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/x", Body: jsontext.Value(`{`)}, nil); err == nil {
		t.Error("a body that is no JSON was sent")
	}
	if err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/x", Body: make(chan int)}, nil); err == nil {
		t.Error("a channel was sent")
	}
	if err := c.Do(t.Context(), rest.Request{Method: "PU T", Path: "/x"}, nil); err == nil {
		t.Error("a method with a blank was sent")
	}
}

func TestResults(t *testing.T) {
	var status int
	var kind, answer string
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, answer)
	})
	do := func(s int, k, a string, out any) error {
		status, kind, answer = s, k, a
		return c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, out)
	}
	const js = "application/json; odata.metadata=minimal"
	var (
		e     Event
		body  *ItemBody
		list  []*ItemBody
		text  string
		n     int64
		flag  bool
		at    rest.DateTimeOffset
		level Importance
		names []string
		raw   jsontext.Value
	)
	for _, tt := range []struct {
		kind, answer string
		out          any
		check        func() bool
	}{
		{js, "\uFEFF {\"subject\":\"a\"} \n", &e, func() bool { return e.Subject.Value() == "a" }},
		{"", `{"subject":"b"}`, &e, func() bool { return e.Subject.Value() == "b" }},
		{js, `{"@odata.context":"c","value":{"content":"x"}}`, rest.Wrapped("value", &body), func() bool { return body.Content.Value() == "x" }},
		{js, `{"value":null}`, rest.Wrapped("value", &body), func() bool { return body == nil }},
		{js, `{"@odata.context":"c","content":"bare"}`, rest.Wrapped("value", &body), func() bool { return body.Content.Value() == "bare" }},
		{js, `{"value":true,"x":{}}`, rest.Wrapped("value", &flag), func() bool { return flag }},
		{js, `{"value":"2030-05-01T00:00:00Z"}`, rest.Wrapped("value", &at), func() bool { return at.Year() == 2030 }},
		{js, `{"value":"low"}`, rest.Wrapped("value", &level), func() bool { return level == "low" }},
		{js, `{"value":7}`, rest.Wrapped("value", &n), func() bool { return n == 7 }},
		{js, `{"value":["a","b"]}`, rest.Wrapped("value", &names), func() bool { return len(names) == 2 }},
		{js, `[{"content":"x"},{}]`, &list, func() bool { return len(list) == 2 && list[0].Content.Value() == "x" }},
		{js, `[1]`, &raw, func() bool { return string(raw) == "[1]" }},
		{"text/plain", "\uFEFF42\r\n", &n, func() bool { return n == 42 }},
		{"text/html", "<p>", &text, func() bool { return text == "<p>" }},
		{"text/html", "<p>", nil, func() bool { return true }},
		{"application/vnd.api+json", `{"subject":"c"}`, &e, func() bool { return e.Subject.Value() == "c" }},
	} {
		if err := do(200, tt.kind, tt.answer, tt.out); err != nil || !tt.check() {
			t.Errorf("%q into %T: %v", tt.answer, tt.out, err)
		}
	}
	for _, s := range []int{202, 204, 205} {
		if err := do(s, "", "", &e); err != nil {
			t.Errorf("status %d: %v", s, err)
		}
	}
}

func TestResultsRefused(t *testing.T) {
	const js = "application/json"
	var e Event
	var n int64
	var flag bool
	for _, tt := range []struct {
		status             int
		kind, answer, want string
		out                any
	}{
		{200, "text/html; charset=utf-8", "<html>Proxy login</html>", "JSON was expected and \"text/html; charset=utf-8\" came: <html>Proxy login", &e},
		{200, js, "", "status 200 without a body", &e},
		{200, js, `{"subject":"a"`, "unexpected EOF", &e},
		{200, js, `{"subject":"a"}{}`, "after top-level value", &e},
		{200, js, `{"error":{"code":"badThing","message":"No."}}`, "badThing: No.", &e},
		{200, js, `{"x":1}`, `no member "value"`, rest.Wrapped("value", &flag)},
		{200, js, `[]`, "JSON array", rest.Wrapped("value", &flag)},
		{200, js, `{"x":1}`, `no member "value"`, new(rest.Page[*Event])},
		{200, "text/plain", "many", "a number was expected: many", &n},
		{200, js, `{}`, "no pointer", Event{}},
	} {
		c, _ := script(t, answer(tt.status, tt.answer, "Content-Type", tt.kind))
		if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, tt.out); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v; want an error with %q", tt.answer, err, tt.want)
		}
	}
}

func TestMaxResponse(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, `{"subject":"`+strings.Repeat("x", 2000)+`"}`)
	}, rest.MaxResponse(1000))
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &Event{}); err == nil || !strings.Contains(err.Error(), "more than 1000 bytes") {
		t.Error(err)
	}
}

// What is small on the wire may be large when it is unpacked: it is that which counts.
func TestMaxResponseUnpacked(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for range 100 {
		z.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	z.Close()
	for _, status := range []int{200, 400} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			reply(w, status, packed.String())
		}, rest.MaxResponse(1<<20))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &Event{})
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; err == nil || used > 16<<20 {
			t.Errorf("status %d: %d bytes were allocated, %v", status, used, err)
		}
	}
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 200, `{}`) }, rest.MaxResponse(math.MaxInt64))
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &Event{}); err != nil {
		t.Error(err)
	}
}

func TestErrors(t *testing.T) {
	var status int
	var answer string
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("request-id", "from-header")
		reply(w, status, answer)
	})
	status, answer = 404, `{"error":{"code":"ErrorItemNotFound","message":"The object\nwas not found.","target":"id",
		"details":[{"code":"d","message":"m","target":"t"}],
		"innerError":{"date":"2030-05-01T00:00:00","request-id":"r1","client-request-id":"c1","innererror":{"code":"deep"}}}}`
	err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/me/events/{id}", Args: []any{"x y"}}, &Event{}, rest.Query("secret", "s"))
	var e *rest.Error
	if !errors.As(err, &e) || !errors.Is(err, rest.ErrNotFound) || errors.Is(err, rest.ErrGone) {
		t.Fatalf("%v", err)
	}
	for code, want := range map[rest.Code]bool{"ErrorItemNotFound": true, "deep": true, "erroritemnotfound": false, "d": false, "": false} {
		if errors.Is(err, code) != want {
			t.Errorf("the error has the code %q: %v", string(code), !want)
		}
	}
	if got, want := err.Error(), "rest: GET /v1.0/me/events/x%20y: 404 Not Found: ErrorItemNotFound: The object was not found. (request id from-header)"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if e.Target != "id" || len(e.Details) != 1 || e.Details[0] != (rest.ErrorDetail{Code: "d", Message: "m", Target: "t"}) ||
		e.InnerError.RequestID != "r1" || e.InnerError.ClientRequestID != "c1" || e.InnerError.Date == "" || e.InnerError.Inner.Code != "deep" ||
		string(e.Body) != answer || e.Header.Get("request-id") != "from-header" {
		t.Errorf("%+v", e)
	}
	for _, tt := range []struct {
		status       int
		answer, want string
		is           error
	}{
		{400, `{"error":"invalid_grant","error_description":"Expired."}`, "400 Bad Request: invalid_grant: Expired.", rest.ErrBadRequest},
		{401, `{"code":"unauth","message":"Go away."}`, "unauth: Go away.", rest.ErrUnauthorized},
		{403, `<html><h1>Forbidden</h1></html>`, "<html><h1>Forbidden", rest.ErrForbidden},
		{409, ``, "409 Conflict (request", rest.ErrConflict},
		{410, `{"error":{"code":"resyncRequired"`, `{"error":{"code":"resyncRequired"`, rest.ErrGone},
		{412, `{"error":{"code":5,"message":"m"}}`, "412", rest.ErrPreconditionFailed},
		{500, `[]`, "500", nil},
		{501, `{"error":{"code":"a","code":"b"}}`, "501", nil},
		{304, ``, "304 Not Modified", rest.ErrNotModified},
		{418, "\xff\x00\x1b[31m", "418", nil},
	} {
		status, answer = tt.status, tt.answer
		err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x"}, &Event{})
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.ContainsAny(err.Error(), "\n\x00\x1b") {
			t.Errorf("%d %s: %q, want %q", tt.status, tt.answer, err, tt.want)
		}
		if tt.is != nil && !errors.Is(err, tt.is) {
			t.Errorf("%d: %v is not %v", tt.status, err, tt.is)
		}
		if !errors.As(err, &e) || string(e.Body) != tt.answer || e.StatusCode != tt.status {
			t.Errorf("%d: the body is not kept: %+v", tt.status, e)
		}
	}
}

func TestErrorBodyIsBounded(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(500)
		io.WriteString(w, strings.Repeat("x", 3<<20))
	})
	err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil)
	var e *rest.Error
	if !errors.As(err, &e) || len(e.Body) != 1<<20 || len(err.Error()) > 1000 {
		t.Errorf("%d bytes kept, error of %d", len(e.Body), len(err.Error()))
	}
}

func TestMiddlewareAndLogger(t *testing.T) {
	var order []string
	note := func(name string) rest.ClientOption {
		return rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
			return roundTrip(func(r *http.Request) (*http.Response, error) {
				order = append(order, name)
				return next.RoundTrip(r)
			})
		})
	}
	var log bytes.Buffer
	n := 0
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n++; n == 1 {
			reply(w, 503, `{"error":{"code":"busy","message":"private"}}`)
			return
		}
		reply(w, 200, `{}`)
	}, note("outer"), note("inner"), rest.Logger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/users/{id}", Args: []any{"private"}}, &Event{}, rest.Query("q", "private"), rest.Header("X", "private"))
	if err != nil || strings.Join(order, " ") != "outer inner outer inner" {
		t.Errorf("%v, %v", order, err)
	}
	text := log.String()
	for _, want := range []string{"level=WARN", "level=DEBUG", "path=/users/{id}", "attempt=1", "attempt=2", "status=503", "code=busy", "status=200"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not logged:\n%s", want, text)
		}
	}
	if strings.Contains(text, "private") || strings.Contains(text, "secret") {
		t.Errorf("what is nobody's business is logged:\n%s", text)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestConcurrentCalls(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 200, `{"subject":"`+r.URL.Path+`"}`) })
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			var e Event
			err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/{n}", Args: []any{i}}, &e, rest.Top(i))
			if want := fmt.Sprintf("/v1.0/%d", i); err != nil || e.Subject.Value() != want {
				t.Errorf("%v, %v, want %s", e.Subject, err, want)
			}
		})
	}
	wg.Wait()
}
