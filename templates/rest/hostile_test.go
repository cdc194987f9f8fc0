package rest_test

// Services that mean harm, or have lost their mind. Where time passes, it is the fake
// time of package synctest, and the service a transport: a bubble waits for no network.

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// scripted returns a client of the host example.com, whose service is a function.
func scripted(t *testing.T, policy rest.RetryPolicy, service func(*http.Request) *http.Response) *rest.Client {
	t.Helper()
	transport := roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.Body != nil {
			r.Body.Close()
		}
		return service(r), nil
	})
	c, err := rest.NewClient(rest.StaticToken("secret"), rest.BaseURL("https://example.com/v1.0"), rest.HTTPClient(&http.Client{Transport: transport}), rest.Retry(policy))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// made is an answer to r.
func made(r *http.Request, status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}
}

// failing is a reader that has nothing but an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// However long a service asks to wait between two polls, it is polled again within five
// minutes, or the policy's longest delay where that is more.
func TestPollerWaitsNoLonger(t *testing.T) {
	for _, tt := range []struct {
		retryAfter string
		most       time.Duration // of the policy
		want       time.Duration
	}{
		{"60", 0, time.Minute},
		{"1.5", 0, 1500 * time.Millisecond},
		{"301", 0, 5 * time.Minute},
		{"1000000000000", 0, 5 * time.Minute},
		{"9223372037", 0, 5 * time.Minute},
		{"99999999999999999999999999", 0, 5 * time.Minute},
		{"Fri, 31 Dec 9999 23:59:59 GMT", 0, 5 * time.Minute},
		{"1000000000000", time.Hour, time.Hour},
		{"Sat, 01 Jan 2000 00:01:00 GMT", 0, time.Minute}, // a bubble's time begins in 2000
		{"Fri, 31 Dec 1999 00:00:00 GMT", 0, time.Second},
		{"0", 0, time.Second},
		{"-1", 0, time.Second},
		{"1e3", 0, time.Second},
		{".5", 0, time.Second},
		{"5.", 0, time.Second},
		{"soon", 0, time.Second},
		{"", 0, time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			polls := 0
			c := scripted(t, rest.RetryPolicy{MaxDelay: tt.most}, func(r *http.Request) *http.Response {
				resp := made(r, 202, `{"status":"running"}`)
				if polls++; polls == 2 {
					resp = made(r, 200, `{"status":"succeeded"}`)
				}
				resp.Header.Set("Retry-After", tt.retryAfter)
				return resp
			})
			start := time.Now()
			_, err := rest.NewPoller[*ItemBody](c, "https://example.com/monitor").Wait(t.Context())
			if waited := time.Since(start); err != nil || waited != tt.want {
				t.Errorf("Retry-After %q: %v, %v; want %v", tt.retryAfter, waited, err, tt.want)
			}
		})
	}
}

// A call is not tried again behind a time that the policy does not allow, also where the
// policy allows any delay.
func TestRetryAfterBeyondAllTime(t *testing.T) {
	for _, text := range []string{"1000000000000", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"} {
		synctest.Test(t, func(t *testing.T) {
			requests := 0
			c := scripted(t, rest.RetryPolicy{MaxDelay: 1<<63 - 1}, func(r *http.Request) *http.Response {
				requests++
				resp := made(r, 503, "")
				resp.Header.Set("Retry-After", text)
				return resp
			})
			start := time.Now()
			if err := c.Do(t.Context(), getX, nil); !errors.Is(err, rest.ErrUnavailable) || requests != 1 || time.Since(start) > time.Second {
				t.Errorf("%s: %v after %d requests and %v", text, err, requests, time.Since(start))
			}
		})
	}
}

// What no further attempt can mend is tried once.
func TestPermanentFailures(t *testing.T) {
	own := errors.New("not there")
	plain := httptest.NewServer(answer(200, `{}`))
	defer plain.Close()
	overTLS := "https" + strings.TrimPrefix(plain.URL, "http")
	for _, tt := range []struct {
		name    string
		handler http.HandlerFunc
		opts    []rest.ClientOption
		request rest.Request
		want    string
		most    int
	}{
		{"Location that is no URL", answer(302, "", "Location", "://"), nil, getX, "the header Location is no URL", 1},
		{"Location with a broken escape", answer(307, "", "Location", "/%zz"), nil, getX, "the header Location is no URL", 1},
		{"Location with a port that is none", answer(308, "", "Location", "https://example.com:x/"), nil, getX, "the header Location is no URL", 1},
		{"Location of another scheme", answer(302, "", "Location", "ftp://example.com/"), nil, getX, "is not https", 1},
		{"Location without a host", answer(302, "", "Location", "https:///x"), nil, getX, "redirection", 1},
		{"no redirection", answer(304, "", "Location", "://"), nil, getX, "304", 1},
		{"the caller's own rule", answer(302, "", "Location", "/v1.0/y"), []rest.ClientOption{rest.HTTPClient(&http.Client{
			CheckRedirect: func(*http.Request, []*http.Request) error { return own }})}, getX, own.Error(), 1},
		{"content that cannot be read", answer(200, `{}`), nil, rest.Request{Method: "PUT", Path: "/x", Body: brokenSeeker{strings.NewReader("abc"), own}}, own.Error(), 1},
		{"a server without TLS", answer(200, `{}`), []rest.ClientOption{rest.BaseURL(overTLS)}, getX, "HTTP response to HTTPS client", 0},
	} {
		attempts := 0
		opts := append(tt.opts, rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
			return roundTrip(func(r *http.Request) (*http.Response, error) { attempts++; return next.RoundTrip(r) })
		}))
		requests := 0
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if _, err := io.ReadAll(r.Body); err == nil {
				requests++
			}
			tt.handler(w, r)
		}, opts...)
		err := c.Do(t.Context(), tt.request, nil)
		if err == nil || !strings.Contains(err.Error(), tt.want) || requests > tt.most || attempts != 1 {
			t.Errorf("%s: %v after %d attempts and %d requests", tt.name, err, attempts, requests)
		}
	}
}

// brokenSeeker tells where it is, and cannot be read.
type brokenSeeker struct {
	*strings.Reader
	err error
}

func (b brokenSeeker) Read([]byte) (int, error) { return 0, b.err }

// A middleware may make answers that do not say what they are answers to.
func TestAnswersWithoutTheirRequest(t *testing.T) {
	c := scripted(t, rest.RetryPolicy{}, func(r *http.Request) *http.Response {
		resp := made(r, 200, `{"value":[{}]}`)
		resp.Request = nil
		return resp
	})
	for _, err := range rest.All[*ItemBody](t.Context(), c, listRequest) {
		if err != nil {
			t.Error(err)
		}
	}
}

// Links to the next page that differ in their spelling alone lead to the same page, and
// a walk that comes back to a page ends there, at whichever page it comes back.
func TestPagesInACircle(t *testing.T) {
	for _, tt := range []struct {
		name  string
		links []string // of the pages, the last of them again and again
		pages int
	}{
		{"fragment", []string{"/v1.0/list?p=1", "/v1.0/list?p=1#a"}, 2},
		{"many fragments", []string{"/v1.0/list?p=1#1", "/v1.0/list?p=1#2", "/v1.0/list?p=1#3"}, 2},
		{"host", []string{"https://EXAMPLE.com/v1.0/list?p=1", "HTTPS://example.COM/v1.0/list?p=1"}, 2},
		{"port", []string{"https://example.com/v1.0/list?p=1", "https://example.com:443/v1.0/list?p=1"}, 2},
		{"escapes", []string{"/v1.0/list?p=%7ea%2f", "/v1.0/list?p=~a%2F"}, 2},
		{"escapes in the path", []string{"/v1.0/%6cist?p=1", "/v1.0/list?p=1"}, 2},
		{"dots", []string{"/v1.0/x/../list?p=1", "/v1.0/./list?p=1"}, 2},
		{"blanks", []string{"/v1.0/list?p=a b", "/v1.0/list?p=a%20b"}, 2},
		{"empty query", []string{"/v1.0/list/1", "/v1.0/list/1?"}, 2},
		{"the first page", []string{"/v1.0/list"}, 1},
		{"the first page, spelled otherwise", []string{"https://Example.com:443/v1.0/list?#x"}, 1},
		{"three pages", []string{"/v1.0/list?p=1", "/v1.0/list?p=2", "/v1.0/list?p=1#"}, 3},
		{"back to the first", []string{"/v1.0/list?p=1", "/v1.0/list?p=2", "/v1.0/list"}, 3},
	} {
		requests := 0
		c := scripted(t, rest.RetryPolicy{}, func(r *http.Request) *http.Response {
			requests++
			return made(r, 200, fmt.Sprintf(`{"value":[{}],"@odata.nextLink":%q}`, tt.links[min(requests, len(tt.links))-1]))
		})
		n, failed := 0, error(nil)
		for _, err := range rest.All[*ItemBody](t.Context(), c, listRequest) {
			if failed = err; err == nil {
				n++
			}
		}
		if failed == nil || !strings.Contains(failed.Error(), "in a circle") || n != tt.pages || requests != tt.pages {
			t.Errorf("%s: %v after %d pages and %d requests", tt.name, failed, n, requests)
		}
		if len(tt.links) != 2 {
			continue
		}
		requests = 1 // the first link leads to a page that has the second one
		p := &rest.Page[*ItemBody]{NextLink: tt.links[0]}
		if next, err := p.Next(t.Context(), c); next != nil || err == nil || !strings.Contains(err.Error(), "the page that it is on") {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// Links that differ in more than their spelling are no circle.
func TestPagesInNoCircle(t *testing.T) {
	links := []string{"/v1.0/list?p=%2F", "/v1.0/list?p=%252F", "/v1.0/list?P=%2F", "/v1.0/List?p=%2F", "/v1.0/list?p=+", "/v1.0/list?p=%20", "/v1.0/list/?p=%2F"}
	requests := 0
	c := scripted(t, rest.RetryPolicy{}, func(r *http.Request) *http.Response {
		if requests++; requests > len(links) {
			return made(r, 200, `{"value":[{}]}`)
		}
		return made(r, 200, fmt.Sprintf(`{"value":[{}],"@odata.nextLink":%q}`, links[requests-1]))
	})
	for _, err := range rest.All[*ItemBody](t.Context(), c, listRequest) {
		if err != nil {
			t.Error(err)
		}
	}
	if requests != len(links)+1 {
		t.Errorf("%d requests", requests)
	}
}

// A walk over elements ends where a service has only pages without any, however many.
func TestAllOfEmptyPages(t *testing.T) {
	requests := 0
	c := scripted(t, rest.RetryPolicy{}, func(r *http.Request) *http.Response {
		requests++
		value := "[]"
		if requests == 900 {
			value = "[{}]"
		}
		if requests > 5000 { // a walk without a bound ends too
			return made(r, 404, "")
		}
		return made(r, 200, fmt.Sprintf(`{"value":%s,"@odata.nextLink":"/v1.0/list?p=%d"}`, value, requests))
	})
	n, failed := 0, error(nil)
	for _, err := range rest.All[*ItemBody](t.Context(), c, listRequest) {
		if failed = err; err == nil {
			n++
		}
	}
	if failed == nil || !strings.Contains(failed.Error(), "have no elements") || n != 1 || requests != 900+1001 {
		t.Errorf("%v after %d elements and %d requests", failed, n, requests)
	}
}

// Services leave blanks and quotes in the queries of links. They are sent as a request
// can hold them, wherever the link came from.
func TestLinksWithBlanks(t *testing.T) {
	for _, tt := range []struct{ query, want string }{
		{`$filter=surname eq 'Cole'&$skiptoken=2`, `$filter=surname%20eq%20'Cole'&$skiptoken=2`},
		{`q=é "x" <y>`, `q=%C3%A9%20%22x%22%20%3Cy%3E`},
		{`q=100%&r=%2`, `q=100%25&r=%252`},
		{`q=%20+a%C3%A9&r=[{|}]`, `q=%20+a%C3%A9&r=[{|}]`},
	} {
		var uri string
		c, server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1.0/redirect" {
				w.Header()["Location"] = []string{"/v1.0/list?" + tt.query}
				reply(w, 302, "")
				return
			}
			uri = r.RequestURI
			reply(w, 200, `{"value":[]}`)
		})
		for name, call := range map[string]func() error{
			"page": func() error { return c.Do(t.Context(), getX, nil, rest.Resume("/v1.0/list?"+tt.query)) },
			"URL": func() error {
				return c.Do(t.Context(), rest.Request{Method: "GET", URL: server.URL + "/v1.0/list?" + tt.query}, nil)
			},
			"redirect": func() error { return c.Do(t.Context(), rest.Request{Method: "GET", Path: "/redirect"}, nil) },
		} {
			if err := call(); err != nil || uri != "/v1.0/list?"+tt.want {
				t.Errorf("%s: %s, %v; want %s", name, uri, err, tt.want)
			}
			uri = ""
		}
	}
}

// An answer that is too long costs no more memory than it may be long, however small it
// was when it was sent; one that is not costs twice its length.
func TestMemoryOfLongAnswers(t *testing.T) {
	const limit, slack = 16 << 20, 10 << 20 // the race detector allocates too
	for _, tt := range []struct {
		name   string
		length int // of the JSON text
		most   uint64
		err    string
	}{
		{"bomb", 4 * limit, limit + slack, "more than 16777216 bytes"},
		{"one byte too long", limit + 1, limit + slack, "more than 16777216 bytes"},
		{"just short enough", limit, 2*limit + slack, ""},
	} {
		bomb := gzipped(t, tt.length)
		c, _ := serve(t, answer(200, string(bomb), "Content-Encoding", "gzip"), rest.MaxResponse(limit))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := c.Do(t.Context(), getX, &ItemBody{})
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > tt.most {
			t.Errorf("%s: %d bytes were allocated for %d, want at most %d", tt.name, got, len(bomb), tt.most)
		}
		if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// gzipped returns an empty object that blanks make length bytes long, compressed.
func gzipped(t *testing.T, length int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	_, err = io.WriteString(w, "{}")
	for n := length - 2; n > 0 && err == nil; n -= len(blanks) {
		_, err = w.Write(blanks[:min(n, len(blanks))])
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A long answer that arrives in pieces of any size is the same when it is put together,
// and one that breaks off is no answer.
func TestLongAnswers(t *testing.T) {
	text := `{"content":"` + strings.Repeat("0123456789", 300_000) + `"}`
	for name, body := range map[string]io.Reader{
		"whole":         strings.NewReader(text),
		"byte by byte":  iotest.OneByteReader(strings.NewReader(text)),
		"halves":        iotest.HalfReader(strings.NewReader(text)),
		"end with data": iotest.DataErrReader(strings.NewReader(text)),
		"cut off":       io.MultiReader(strings.NewReader(text[:2<<20]), failing{io.ErrUnexpectedEOF}),
	} {
		c := scripted(t, rest.RetryPolicy{MaxAttempts: 1}, func(r *http.Request) *http.Response {
			resp := made(r, 200, "")
			resp.Body, resp.ContentLength = io.NopCloser(body), -1
			return resp
		})
		var b ItemBody
		switch err := c.Do(t.Context(), getX, &b); {
		case name == "cut off" && !errors.Is(err, io.ErrUnexpectedEOF):
			t.Errorf("%s: %v", name, err)
		case name != "cut off" && (err != nil || `{"content":"`+b.Content.Value()+`"}` != text):
			t.Errorf("%s: %d bytes, %v", name, len(b.Content.Value()), err)
		}
	}
}
