package rest_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// script answers the n-th request by the n-th step, later ones by the last.
func script(t *testing.T, steps ...http.HandlerFunc) (*rest.Client, func() int) {
	t.Helper()
	n := make(chan int, 1)
	n <- 0
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		i := <-n
		n <- i + 1
		steps[min(i, len(steps)-1)](w, r)
	})
	return c, func() int { i := <-n; n <- i; return i }
}

func answer(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		reply(w, status, body)
	}
}

// reset sends text as it is and then breaks the connection.
func reset(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, buf, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		buf.WriteString(text)
		buf.Flush()
		conn.(*net.TCPConn).SetLinger(0)
		conn.Close()
	}
}

const halfAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"subject\":"

func TestRetries(t *testing.T) {
	ok := answer(200, `{"subject":"done"}`)
	for _, tt := range []struct {
		name     string
		method   string
		steps    []http.HandlerFunc
		opts     []rest.Option
		requests int
		err      string
	}{
		{"503 then 200", "GET", []http.HandlerFunc{answer(503, ""), ok}, nil, 2, ""},
		{"504 then 200", "PUT", []http.HandlerFunc{answer(504, ""), ok}, nil, 2, ""},
		{"429 with Retry-After", "GET", []http.HandlerFunc{answer(429, "", "Retry-After", "0"), ok}, nil, 2, ""},
		{"429 with a date", "GET", []http.HandlerFunc{answer(429, "", "Retry-After", "Mon, 02 Jan 2006 15:04:05 GMT"), ok}, nil, 2, ""},
		{"429 for too long", "GET", []http.HandlerFunc{answer(429, "", "Retry-After", "3600"), ok}, nil, 1, "429"},
		{"429 for ever", "GET", []http.HandlerFunc{answer(429, `{"error":{"code":"tooMany"}}`)}, nil, 4, "tooMany"},
		{"500", "GET", []http.HandlerFunc{answer(500, ""), ok}, nil, 1, "500"},
		{"404", "GET", []http.HandlerFunc{answer(404, ""), ok}, nil, 1, "404"},
		{"POST", "POST", []http.HandlerFunc{answer(503, ""), ok}, nil, 1, "503"},
		{"PATCH", "PATCH", []http.HandlerFunc{answer(503, ""), ok}, nil, 1, "503"},
		{"POST that is throttled", "POST", []http.HandlerFunc{answer(429, ""), answer(429, "", "Retry-After", "0"), ok}, nil, 3, ""},
		{"PATCH that is throttled", "PATCH", []http.HandlerFunc{answer(503, "", "Retry-After", "0"), ok}, nil, 2, ""},
		{"POST behind a 503 with another text", "POST", []http.HandlerFunc{answer(503, "", "Retry-After", "soon"), ok}, nil, 1, "503"},
		{"POST behind a gateway", "POST", []http.HandlerFunc{answer(504, "", "Retry-After", "0"), ok}, nil, 1, "504"},
		{"POST once", "POST", []http.HandlerFunc{answer(429, "", "Retry-After", "0"), ok}, []rest.Option{rest.Attempts(1)}, 1, "429"},
		{"GET five times", "GET", []http.HandlerFunc{answer(429, "", "Retry-After", "0")}, []rest.Option{rest.Attempts(5)}, 5, "429"},
		{"429 for longer than the call waits", "GET", []http.HandlerFunc{answer(429, "", "Retry-After", "2"), ok}, []rest.Option{rest.MaxDelay(time.Second)}, 1, "429"},
		{"no attempts", "GET", []http.HandlerFunc{ok}, []rest.Option{rest.Attempts(0)}, 0, "one at least"},
		{"no delay", "GET", []http.HandlerFunc{ok}, []rest.Option{rest.MaxDelay(0)}, 0, "Attempts(1)"},
		{"POST with a key", "POST", []http.HandlerFunc{answer(503, ""), ok}, []rest.Option{rest.IdempotencyKey("k")}, 2, ""},
		{"reset before the answer", "GET", []http.HandlerFunc{reset(""), ok}, nil, 2, ""},
		{"reset in the answer", "GET", []http.HandlerFunc{reset(halfAnswer), ok}, nil, 2, ""},
		{"reset in the answer to a POST", "POST", []http.HandlerFunc{reset(halfAnswer), ok}, nil, 1, "reading the answer"},
		{"reset for ever", "DELETE", []http.HandlerFunc{reset("")}, nil, 4, "rest: DELETE /v1.0/x: "},
		{"no HTTP", "GET", []http.HandlerFunc{reset("hello\r\n\r\n"), ok}, nil, 2, ""},
		{"truncated JSON", "GET", []http.HandlerFunc{answer(200, `{"subject":`), ok}, nil, 1, "unexpected EOF"},
	} {
		c, requests := script(t, tt.steps...)
		var e Event
		err := c.Do(t.Context(), rest.Request{Method: tt.method, Path: "/x"}, &e, tt.opts...)
		if tt.err == "" && (err != nil || e.Subject.Value() != "done") || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if got := requests(); got != tt.requests {
			t.Errorf("%s: %d requests, want %d", tt.name, got, tt.requests)
		}
	}
}

func TestRetryWaitsAsAsked(t *testing.T) {
	c, _ := script(t, answer(429, "", "Retry-After", "1"), answer(200, `{}`))
	start := time.Now()
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &Event{}); err != nil || time.Since(start) < time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// throttled answers once that it is to be called again later.
type throttled struct {
	after string
	calls []time.Time
}

func (s *throttled) RoundTrip(r *http.Request) (*http.Response, error) {
	s.calls = append(s.calls, time.Now())
	resp := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader("{}")), Request: r}
	if len(s.calls) == 1 {
		resp.StatusCode = 429
		resp.Header.Set("Retry-After", s.after)
	}
	return resp, nil
}

// Services ask to wait for minutes. A client does, within its policy or that of the call,
// and the error says how long where it does not.
func TestRetryWaitsForMinutes(t *testing.T) {
	for _, tt := range []struct {
		after  string
		policy rest.RetryPolicy
		opts   []rest.Option
		waits  time.Duration // 0 for no other attempt
	}{
		{"120", rest.RetryPolicy{}, nil, 2 * time.Minute},
		{"181", rest.RetryPolicy{}, nil, 0},
		{"120", rest.RetryPolicy{MaxDelay: time.Minute}, nil, 0},
		{"120", rest.RetryPolicy{MaxElapsed: time.Minute}, nil, 0},
		{"120", rest.RetryPolicy{MaxDelay: time.Minute}, []rest.Option{rest.MaxDelay(2 * time.Minute)}, 2 * time.Minute},
		{"7200", rest.RetryPolicy{}, []rest.Option{rest.MaxDelay(3 * time.Hour)}, 2 * time.Hour},
	} {
		synctest.Test(t, func(t *testing.T) {
			service := &throttled{after: tt.after}
			c, err := rest.NewClient(nil, rest.BaseURL("https://example.com"), rest.Retry(tt.policy), rest.HTTPClient(&http.Client{Transport: service}))
			if err != nil {
				t.Fatal(err)
			}
			err = c.Do(t.Context(), rest.Request{Method: "PATCH", Path: "/x", Body: &Event{}}, &Event{}, tt.opts...)
			var e *rest.Error
			switch {
			case tt.waits > 0 && (err != nil || len(service.calls) != 2 || service.calls[1].Sub(service.calls[0]) != tt.waits):
				t.Errorf("%+v: %v at %v", tt, err, service.calls)
			case tt.waits == 0 && (!errors.As(err, &e) || e.RetryAfter.String() == "0s" || len(service.calls) != 1):
				t.Errorf("%+v: %v at %v", tt, err, service.calls)
			}
		})
	}
}

func TestRetryReplaysBodies(t *testing.T) {
	var bodies []string
	read := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			data, _ := io.ReadAll(r.Body)
			bodies = append(bodies, string(data))
			reply(w, status, "{}")
		}
	}
	seeker := strings.NewReader("xxhello")
	if _, err := seeker.Seek(2, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		body any
		want string
		err  bool
	}{
		{"JSON", &ItemBody{Content: rest.Some("a")}, `{"content":"a"} {"content":"a"}`, false},
		{"seeker", seeker, "hello hello", false},
		{"reader", io.MultiReader(strings.NewReader("hello")), "hello", true},
	} {
		bodies = nil
		c, _ := script(t, read(503), read(200))
		err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/x", Body: tt.body}, &Event{})
		if got := strings.Join(bodies, " "); got != tt.want || (err != nil) != tt.err {
			t.Errorf("%s: sent %q, %v; want %q", tt.name, got, err, tt.want)
		}
	}
}

// A request that never left is tried again whatever its verb.
func TestRetryOfRefusedConnections(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	dials := 0
	transport := &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		dials++
		return new(net.Dialer).DialContext(ctx, network, addr)
	}}
	c, err := rest.NewClient(nil, rest.BaseURL("http://"+address), rest.HTTPClient(&http.Client{Transport: transport}), fast)
	if err != nil {
		t.Fatal(err)
	}
	err = c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x"}, nil, rest.Query("q", "private"))
	if err == nil || dials != 4 || strings.Contains(err.Error(), "private") {
		t.Errorf("%d attempts, %v", dials, err)
	}
}

func TestRetryEndsWithContext(t *testing.T) {
	c, requests := script(t, answer(503, `{"error":{"code":"busy"}}`, "Retry-After", "2"))
	start := time.Now()
	err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil, rest.Timeout(50*time.Millisecond))
	var e *rest.Error
	if !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &e) || e.Code != "busy" || time.Since(start) > time.Second || requests() != 1 {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Do(ctx, rest.Request{Method: "GET", Path: "/x"}, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestTimeoutWhileReading(t *testing.T) {
	hang := make(chan struct{})
	c, _ := script(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"subject":`)
		w.(http.Flusher).Flush()
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	})
	defer close(hang)
	err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, &Event{}, rest.Timeout(50*time.Millisecond))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/x"}, rest.Timeout(50*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := io.ReadAll(s); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stream: %v", err)
	}
}

func TestStream(t *testing.T) {
	c, requests := script(t, answer(503, ""), func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept") != "*/*" || r.Header.Get("Range") != "bytes=0-4" {
			t.Errorf("header %v", r.Header)
		}
		w.Header().Set("Content-Type", "image/png")
		w.WriteHeader(206)
		io.WriteString(w, "hello")
	})
	s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/photo/$value"}, rest.Header("Range", "bytes=0-4"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(bufio.NewReader(s))
	if err != nil || string(data) != "hello" || s.StatusCode != 206 || s.ContentType != "image/png" || s.ContentLength != 5 || requests() != 2 {
		t.Errorf("%q of %+v, %v", data, s, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	c, _ = script(t, answer(404, `{"error":{"code":"none"}}`))
	if _, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/x"}); !errors.Is(err, rest.ErrNotFound) {
		t.Error(err)
	}
	if _, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/{x}"}); err == nil {
		t.Error("a path without its argument was sent")
	}
}
