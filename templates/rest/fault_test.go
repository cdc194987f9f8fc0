package rest_test

// What goes wrong between a client and a service, and what has to come of it. Every
// test here also sees that nothing is left behind: no goroutine, and no connection in
// use.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// serveWatched is serve with a connection pool of its own. When the test ends, all of
// the server's connections must be idle, and once those are closed as many goroutines
// run as before.
func serveWatched(t *testing.T, h http.HandlerFunc, opts ...rest.ClientOption) *rest.Client {
	t.Helper()
	return serveWatchedFor(t, rest.StaticToken("secret"), h, opts...)
}

func serveWatchedFor(t *testing.T, tokens rest.TokenSource, h http.HandlerFunc, opts ...rest.ClientOption) *rest.Client {
	t.Helper()
	before := runtime.NumGoroutine()
	var mu sync.Mutex
	states := map[net.Conn]http.ConnState{}
	server := httptest.NewUnstartedServer(h)
	server.Config.ConnState = func(c net.Conn, s http.ConnState) {
		mu.Lock()
		defer mu.Unlock()
		if states[c] = s; s == http.StateClosed || s == http.StateHijacked {
			delete(states, c)
		}
	}
	server.Start()
	transport := &http.Transport{MaxIdleConnsPerHost: 100, MaxConnsPerHost: 100}
	t.Cleanup(func() {
		within(t, "connections in use", func() int {
			mu.Lock()
			defer mu.Unlock()
			n := 0
			for _, s := range states {
				if s == http.StateActive {
					n++
				}
			}
			return n
		}, 0)
		transport.CloseIdleConnections()
		server.Close()
		within(t, "goroutines", runtime.NumGoroutine, before)
	})
	all := append([]rest.ClientOption{rest.BaseURL(server.URL + "/v1.0"), rest.HTTPClient(&http.Client{Transport: transport}), fast}, opts...)
	c, err := rest.NewClient(tokens, all...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// within waits for a count to come down to what it may be at most.
func within(t *testing.T, what string, count func() int, most int) {
	t.Helper()
	n := 0
	for range 3000 {
		if n = count(); n <= most {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d %s are left, want at most %d\n%s", n, what, most, stacks[:runtime.Stack(stacks, true)])
}

var getX = rest.Request{Method: "GET", Path: "/x"}

// trickle writes text byte by byte.
func trickle(w http.ResponseWriter, r *http.Request, text string, pause time.Duration) {
	for i := range len(text) {
		if _, err := io.WriteString(w, text[i:i+1]); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		select {
		case <-time.After(pause):
		case <-r.Context().Done():
			return
		}
	}
}

// An answer that is not what it should be is an error that shows what came, and is
// never taken for a result.
func TestFaultyAnswers(t *testing.T) {
	const page = "<html>\n<head><title>Sign in</title></head>\n<body>The proxy wants a password.</body></html>"
	for _, tt := range []struct {
		name     string
		handler  http.HandlerFunc
		want     []string // in the error
		is       error
		code     string
		requests int
	}{
		{"truncated JSON", answer(200, `{"subject":"Lunch","body":{"con`), []string{"GET /v1.0/x", "decoding the answer", "unexpected EOF"}, io.ErrUnexpectedEOF, "", 1},
		{"JSON of another kind", answer(200, `["Lunch"]`), []string{"decoding the answer", "Event"}, nil, "", 1},
		{"two values", answer(200, `{"subject":"Lunch"}{"subject":"Dinner"}`), []string{"decoding the answer"}, nil, "", 1},
		{"wrong Content-Type", answer(200, `{"subject":"Lunch"}`, "Content-Type", "application/xml"), []string{"200 OK", "JSON was expected", "application/xml", "Lunch"}, nil, "", 1},
		{"HTML from a proxy", answer(200, page, "Content-Type", "text/html"), []string{"200 OK", "JSON was expected", "text/html", "The proxy wants a password."}, nil, "", 1},
		{"HTML from a proxy that refuses", answer(403, page, "Content-Type", "text/html"), []string{"403 Forbidden", "The proxy wants a password."}, rest.ErrForbidden, "", 1},
		{"HTML from a gateway that waits", answer(504, page, "Content-Type", "text/html"), []string{"504 Gateway Timeout", "The proxy wants a password."}, nil, "", 4},
		{"200 with an error", answer(200, `{"error":{"code":"generalException","message":"It did not work."}}`), []string{"200 OK", "generalException", "It did not work."}, nil, "generalException", 1},
		{"empty 200", answer(200, ""), []string{"GET /v1.0/x", "status 200 without a body"}, nil, "", 1},
		{"white space", answer(200, " \r\n"), []string{"status 200 without a body"}, nil, "", 1},
		{"error cut off", answer(400, `{"error":{"code":"badRequest","message":"The prop`), []string{"400 Bad Request", `badRequest`, "The prop"}, rest.ErrBadRequest, "", 1},
		{"error without a body", answer(500, ""), []string{"500 Internal Server Error"}, nil, "", 1},
		{"a status of nobody's", answer(299, `{"subject":`), []string{"unexpected EOF"}, nil, "", 1},
		{"redirection to nowhere", answer(302, ""), []string{"302 Found"}, nil, "", 1},
		{"no HTTP", reset("SSH-2.0-OpenSSH_9.7\r\n"), []string{"GET /v1.0/x", "malformed HTTP"}, nil, "", 4},
		{"gzip that is none", answer(200, "this is not in the form of gzip", "Content-Encoding", "gzip"), []string{"GET /v1.0/x", "gzip"}, nil, "", 4},
		{"shorter than announced", answer(200, `{"subject":`, "Content-Length", "100"), []string{"GET /v1.0/x", "unexpected EOF"}, io.ErrUnexpectedEOF, "", 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var requests atomic.Int32
			c := serveWatched(t, func(w http.ResponseWriter, r *http.Request) { requests.Add(1); tt.handler(w, r) })
			event, err := rest.Call[*Event](unending(t), c, nil, "GET /x", nil)
			if err == nil || event != nil {
				t.Fatalf("%v was taken for a result", event)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in the error: %v", want, err)
				}
			}
			if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "secret") {
				t.Errorf("the error is more than a line, or tells the token: %v", err)
			}
			if tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("%v is no %v", err, tt.is)
			}
			var e *rest.Error
			if tt.code != "" && (!errors.As(err, &e) || e.Code != tt.code || len(e.Body) == 0) {
				t.Errorf("%#v", e)
			}
			if n := int(requests.Load()); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

// An answer that comes slowly is read, as long as the caller waits.
func TestSlowTrickle(t *testing.T) {
	c := serveWatched(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		trickle(w, r, `{"subject":"Lunch"}`, 2*time.Millisecond)
	})
	var e Event
	if err := c.Do(unending(t), getX, &e); err != nil || e.Subject.Value() != "Lunch" {
		t.Errorf("%v, %v", e.Subject, err)
	}
	start := time.Now()
	if err := c.Do(unending(t), getX, &e, rest.Timeout(15*time.Millisecond)); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 30*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// In a storm of 429 every caller waits and tries again, none more often than the
// policy allows, and in the end all have their answer or the service's error.
func TestThrottlingStorm(t *testing.T) {
	const callers, attempts = 50, 6
	var allowed, requests atomic.Int32
	c := serveWatched(t, func(w http.ResponseWriter, r *http.Request) {
		if n := requests.Add(1); n <= 3*callers || n%2 == 0 {
			w.Header().Set("Retry-After", "0")
			reply(w, 429, `{"error":{"code":"tooManyRequests"}}`)
			return
		}
		allowed.Add(1)
		reply(w, 200, `{"subject":"Lunch"}`)
	}, rest.Retry(rest.RetryPolicy{MaxAttempts: attempts, MinDelay: time.Millisecond}))
	var fine, throttled atomic.Int32
	var wg sync.WaitGroup
	for range callers {
		wg.Go(func() {
			var e Event
			switch err := c.Do(unending(t), getX, &e); {
			case err == nil && e.Subject.Value() == "Lunch":
				fine.Add(1)
			case errors.Is(err, rest.ErrThrottled):
				throttled.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if fine.Load()+throttled.Load() != callers || fine.Load() != allowed.Load() || fine.Load() == 0 || requests.Load() > callers*attempts {
		t.Errorf("%d fine, %d throttled, %d requests, %d of them answered", fine.Load(), throttled.Load(), requests.Load(), allowed.Load())
	}
}

// A thousand callers share a client: each gets its own answer, while a part of the
// requests is throttled, broken or slow.
func TestThousandCallers(t *testing.T) {
	const callers = 1000
	var n atomic.Int32
	c := serveWatched(t, func(w http.ResponseWriter, r *http.Request) {
		switch n.Add(1) % 10 {
		case 0:
			w.Header().Set("Retry-After", "0")
			reply(w, 429, "")
		case 1:
			reset(halfAnswer)(w, r)
		case 2:
			reset("")(w, r)
		default:
			reply(w, 200, `{"subject":"`+r.URL.Query().Get("n")+r.Header.Get("X-N")+`","attendees":[{"type":"a"},{"type":"b"},{"type":"c"}]}`)
		}
	}, rest.Retry(rest.RetryPolicy{MaxAttempts: 20, MinDelay: time.Millisecond}))
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			var e Event
			err := c.Do(unending(t), getX, &e, rest.Query("n", fmt.Sprint(i)), rest.Header("X-N", fmt.Sprint(-i)))
			if want := fmt.Sprint(i, -i); err != nil || e.Subject.Value() != strings.ReplaceAll(want, " ", "") || len(e.Attendees) != 3 {
				t.Errorf("%v, %v, want %s", e.Subject, err, want)
			}
		})
	}
	wg.Wait()
}

// A context that is cancelled ends a call at once, wherever it is, with an error that
// is context.Canceled; no further attempt is made.
func TestCancelledAtEachStage(t *testing.T) {
	ok := answer(200, `{"value":[{"content":"a"}],"@odata.nextLink":"/v1.0/x?page=2"}`)
	do := func(ctx context.Context, c *rest.Client) error { return c.Do(ctx, getX, &Event{}) }
	for _, tt := range []struct {
		name     string
		handler  func(cancel func()) http.HandlerFunc
		tokens   func(cancel func()) rest.TokenFunc
		options  func(cancel func()) []rest.ClientOption
		call     func(ctx context.Context, c *rest.Client) error
		requests int32
	}{
		{name: "before the call", handler: func(cancel func()) http.HandlerFunc { cancel(); return ok }, call: do},
		{name: "getting a token", handler: func(func()) http.HandlerFunc { return ok },
			tokens: func(cancel func()) rest.TokenFunc {
				return func(ctx context.Context) (string, error) { cancel(); <-ctx.Done(); return "", ctx.Err() }
			}, call: do},
		{name: "about to send", handler: func(func()) http.HandlerFunc { return ok },
			options: func(cancel func()) []rest.ClientOption {
				return []rest.ClientOption{rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
					return roundTrip(func(r *http.Request) (*http.Response, error) { cancel(); return next.RoundTrip(r) })
				})}
			}, call: do},
		{name: "sending the body", handler: func(cancel func()) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				io.ReadFull(r.Body, make([]byte, 10))
				cancel()
				io.Copy(io.Discard, r.Body)
			}
		}, call: func(ctx context.Context, c *rest.Client) error {
			return c.Do(ctx, rest.Request{Method: "PUT", Path: "/x", Body: endless{ctx}}, nil)
		}, requests: 1},
		{name: "waiting for the answer", handler: func(cancel func()) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() }
		}, call: do, requests: 1},
		{name: "reading the answer", handler: func(cancel func()) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				io.WriteString(w, `{"subject":"`)
				w.(http.Flusher).Flush()
				cancel()
				<-r.Context().Done()
			}
		}, call: do, requests: 1},
		{name: "reading an error", handler: func(cancel func()) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(503)
				io.WriteString(w, `{"error":{`)
				w.(http.Flusher).Flush()
				cancel()
				<-r.Context().Done()
			}
		}, call: do, requests: 1},
		{name: "waiting to try again", handler: func(cancel func()) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Retry-After", "2")
				reply(w, 429, "")
				time.AfterFunc(20*time.Millisecond, cancel)
			}
		}, call: do, requests: 1},
		{name: "reading content", handler: func(cancel func()) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", `"1"`)
				io.WriteString(w, "some")
				w.(http.Flusher).Flush()
				time.AfterFunc(20*time.Millisecond, cancel)
				<-r.Context().Done()
			}
		}, call: func(ctx context.Context, c *rest.Client) error {
			s, err := c.Stream(ctx, getX)
			if err != nil {
				return err
			}
			defer s.Close()
			_, err = io.ReadAll(s)
			return err
		}, requests: 1},
		{name: "between pages", handler: func(cancel func()) http.HandlerFunc { return ok },
			call: func(ctx context.Context, c *rest.Client) error {
				ctx, cancel := context.WithCancel(ctx)
				defer cancel()
				for _, err := range rest.All[*ItemBody](ctx, c, getX) {
					if err != nil {
						return err
					}
					cancel()
				}
				return nil
			}, requests: 1},
		{name: "waiting for a long-running action", handler: func(cancel func()) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				if r.Method == "POST" {
					w.Header().Set("Location", "/monitor")
					reply(w, 202, "")
					return
				}
				reply(w, 200, `{"status":"running"}`)
				time.AfterFunc(20*time.Millisecond, cancel)
			}
		}, call: func(ctx context.Context, c *rest.Client) error {
			location, err := c.Start(ctx, rest.Request{Method: "POST", Path: "/x"})
			if err == nil {
				_, err = rest.NewPoller[*Event](c, location).Wait(ctx)
			}
			return err
		}, requests: 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(unending(t))
			defer cancel()
			var requests atomic.Int32
			var opts []rest.ClientOption
			if tt.options != nil {
				opts = tt.options(cancel)
			}
			tokens := rest.StaticToken("secret")
			if tt.tokens != nil {
				tokens = tt.tokens(cancel)
			}
			h := tt.handler(cancel)
			c := serveWatchedFor(t, tokens, func(w http.ResponseWriter, r *http.Request) { requests.Add(1); h(w, r) }, opts...)
			start := time.Now()
			if err := tt.call(ctx, c); !errors.Is(err, context.Canceled) || time.Since(start) > 30*time.Second {
				t.Errorf("%v after %v", err, time.Since(start))
			}
			if n := requests.Load(); n > tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

// endless is content without an end, but for that of a context.
type endless struct{ ctx context.Context }

func (e endless) Read(b []byte) (int, error) {
	if e.ctx.Err() != nil {
		return 0, e.ctx.Err()
	}
	return copy(b, slices.Repeat([]byte("x"), min(len(b), 1000))), nil
}

// A caller that stops in the middle leaves nothing behind: not an iteration, not
// content that is closed before its end, not an answer that nobody reads.
func TestStoppingLeavesNothing(t *testing.T) {
	big := strings.Repeat("x", 1<<20)
	c := serveWatched(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1.0/list":
			reply(w, 200, `{"value":[{"content":"a"},{"content":"b"}],"@odata.nextLink":"/v1.0/list?page=2"}`)
		default:
			io.WriteString(w, big)
		}
	})
	for range 20 {
		for _, err := range rest.All[*ItemBody](unending(t), c, listRequest) {
			if err != nil {
				t.Error(err)
			}
			break
		}
		s, err := c.Stream(unending(t), getX)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(s, make([]byte, 10)); err != nil {
			t.Error(err)
		}
		s.Close()
		if err := c.Do(unending(t), getX, nil); err != nil {
			t.Error(err)
		}
	}
}

// unending is a context that does not end with the test: what ends with it would not be
// found left behind.
func unending(t *testing.T) context.Context { return context.WithoutCancel(t.Context()) }

// A monitor that is busy, breaks off or is of another host is asked again, without the
// token where it is not the API's; whichever header names it.
func TestPollerUnderFaults(t *testing.T) {
	for _, header := range []string{"Location", "Operation-Location"} {
		var polls atomic.Int32
		_, monitor := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "" {
				t.Error("the token went to another host")
			}
			switch polls.Add(1) {
			case 1:
				reply(w, 503, "")
			case 2:
				reset(halfAnswer)(w, r)
			case 3:
				w.Header().Set("Retry-After", "0")
				reply(w, 429, `{"error":{"code":"slower"}}`)
			case 4:
				reply(w, 200, `{"status":"inProgress"}`)
			default:
				reply(w, 200, `{"status":"completed","resourceId":"01"}`)
			}
		})
		c := serveWatched(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(header, monitor.URL+"/monitor?sig=private")
			reply(w, 202, "")
		})
		location, err := c.Start(unending(t), rest.Request{Method: "POST", Path: "/x"})
		if err != nil {
			t.Fatal(err)
		}
		event, err := rest.NewPoller[*Event](c, location).Wait(unending(t))
		if err != nil || event.ID.Value() != "01" || polls.Load() != 5 {
			t.Errorf("%s: %v, %v after %d polls", header, event, err, polls.Load())
		}
		monitor.Close()
		_, err = rest.NewPoller[*Event](c, location).Wait(unending(t))
		if err == nil || strings.Contains(err.Error(), "private") {
			t.Errorf("%s: %v", header, err)
		}
	}
}
