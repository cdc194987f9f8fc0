package golden

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// unanswered is the status of the answer to a request of which the page shows none.
const unanswered = http.StatusNotImplemented

// An Exchange is one documented request and its response, and the server that
// plays them. Where the page shows no response, the server has none: it answers with
// 501, which [Unanswered] expects.
type Exchange struct {
	// URL is the base URL to make the call with.
	URL string

	t        testing.TB
	server   *httptest.Server
	request  *message
	want     wireRequest
	response *message
	status   int

	mu       sync.Mutex
	received int
}

// Serve starts the server of the example called name in testdata/file. It is
// closed when the test ends; the test then fails unless exactly one request has
// arrived.
//
// A request that differs fails the test with the difference; it is answered all
// the same. Compared are the method; the path, segment by segment; the names and
// values of the query, in any order; the header fields that are documented (a media
// type with its parameters, in any order); and the body: JSON by value, anything else byte for byte, LF and CRLF being the same.
func Serve(t testing.TB, file, name string) *Exchange {
	t.Helper()
	e := &Exchange{t: t}
	if err := e.load(file, name); err != nil {
		t.Fatalf("golden: %v", err)
		return nil
	}
	e.server = httptest.NewServer(http.HandlerFunc(e.serve))
	e.URL = e.server.URL
	t.Cleanup(e.close)
	return e
}

func (e *Exchange) load(file, name string) (err error) {
	if e.request, e.response, err = load(file, name); err != nil {
		return err
	}
	if e.want, err = e.request.request(); err == nil {
		e.status = unanswered
		if e.response.start != "" {
			e.status, err = e.response.status()
		}
	}
	if err != nil {
		return fmt.Errorf("%s: example %s: %w", file, name, err)
	}
	return nil
}

func (e *Exchange) close() {
	e.server.Close()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.received != 1 {
		e.t.Errorf("golden: the example is one request, and %d arrived", e.received)
	}
}

// Client returns an HTTP client that reaches the server and nothing else.
func (e *Exchange) Client() *http.Client {
	address := e.server.Listener.Addr().String()
	transport := &http.Transport{DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
		if to != address {
			return nil, fmt.Errorf("golden tests use no network: %s", to)
		}
		return new(net.Dialer).DialContext(ctx, network, to)
	}}
	e.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// serve compares a request and answers it.
func (e *Exchange) serve(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	e.received++
	e.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		e.t.Errorf("golden: reading the request: %v", err)
	}
	e.compareTarget(r)
	e.compareHeader(r)
	e.compareBody(body)
	e.answer(w)
}

func (e *Exchange) compareTarget(r *http.Request) {
	got, err := readTarget(r.Method, r.RequestURI)
	if err != nil {
		e.t.Errorf("golden: %s %s: %v", r.Method, r.RequestURI, err)
		return
	}
	if got.method != e.want.method {
		e.t.Errorf("golden: method %s, documented is %s", got.method, e.want.method)
	}
	if diff := cmp.Diff(e.want.path, got.path); diff != "" {
		e.t.Errorf("golden: path differs (-documented +sent):\n%s", diff)
	}
	if diff := cmp.Diff(sorted(e.want.query), sorted(got.query)); diff != "" {
		e.t.Errorf("golden: query differs (-documented +sent):\n%s", diff)
	}
}

func (e *Exchange) compareHeader(r *http.Request) {
	for _, f := range e.request.header {
		got, want := strings.Join(r.Header.Values(f.name), ", "), f.value
		if f.name == "Content-Type" {
			got, want = canonicalType(got), canonicalType(want)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			e.t.Errorf("golden: header %s differs (-documented +sent):\n%s", f.name, diff)
		}
	}
}

func (e *Exchange) compareBody(got []byte) {
	kind := e.request.get("Content-Type")
	if diff := diffBody(e.request.body, got, kind == "" || isJSON(kind)); diff != "" {
		e.t.Errorf("golden: body differs (-documented +sent):\n%s", diff)
	}
}

// answer sends the documented response. What the transport has to say about it is
// left to the transport.
func (e *Exchange) answer(w http.ResponseWriter) {
	for _, f := range e.response.header {
		switch f.name {
		case "Content-Length", "Transfer-Encoding", "Content-Encoding", "Connection", "Trailer", "Upgrade":
		default:
			w.Header().Add(f.name, f.value)
		}
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header()["Content-Type"] = nil // keeps net/http from guessing one
	}
	w.WriteHeader(e.status)
	if len(e.response.body) > 0 && e.status != http.StatusNoContent && e.status != http.StatusNotModified {
		if _, err := w.Write(e.response.body); err != nil {
			e.t.Errorf("golden: answering: %v", err)
		}
	}
}

// sorted returns the values of a query in an order that does not depend on how it
// was written.
func sorted(q url.Values) []string {
	var pairs []string
	for name, values := range q {
		for _, v := range values {
			pairs = append(pairs, name+"="+v)
		}
	}
	return sortStrings(pairs)
}
