package rest_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// batchServer answers batches: each request in one by the handler that answers it
// alone, after those that it depends on.
type batchServer struct {
	t       *testing.T
	single  http.HandlerFunc
	batches []string // the requests of each
	bodies  []string // of the batches
	fault   func(n int, w http.ResponseWriter) bool
}

type batchDoc struct {
	Requests []struct {
		ID        string            `json:"id"`
		Method    string            `json:"method"`
		URL       string            `json:"url"`
		DependsOn []string          `json:"dependsOn"`
		Headers   map[string]string `json:"headers"`
		Body      jsontext.Value    `json:"body"`
	} `json:"requests"`
}

func (s *batchServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != "POST" || r.RequestURI != "/v1.0/$batch" || r.Header.Get("Authorization") != "Bearer secret" {
		s.t.Errorf("%s %s was sent alone", r.Method, r.RequestURI)
		reply(w, 500, "")
		return
	}
	body, _ := io.ReadAll(r.Body)
	var doc batchDoc
	if err := json.Unmarshal(body, &doc); err != nil {
		s.t.Errorf("%s: %v", body, err)
	}
	s.bodies = append(s.bodies, string(body))
	var names []string
	for _, q := range doc.Requests {
		name := q.Method + " " + q.URL
		if len(q.DependsOn) > 0 {
			name += " after " + strings.Join(q.DependsOn, " ")
		}
		names = append(names, name)
	}
	s.batches = append(s.batches, strings.Join(names, ", "))
	if s.fault != nil && s.fault(len(s.batches), w) {
		return
	}
	status := map[string]int{}
	var responses []string
	for len(status) < len(doc.Requests) {
		for _, q := range doc.Requests {
			if status[q.ID] > 0 || slices.ContainsFunc(q.DependsOn, func(id string) bool { return status[id] == 0 }) {
				continue
			}
			if slices.ContainsFunc(q.DependsOn, func(id string) bool { return status[id] >= 400 }) {
				status[q.ID] = 424
				responses = append(responses, fmt.Sprintf(`{"id":%q,"status":424,"body":{"error":{"code":"failedDependency"}}}`, q.ID))
				continue
			}
			rec := httptest.NewRecorder()
			single := httptest.NewRequestWithContext(r.Context(), q.Method, q.URL, bytes.NewReader(q.Body))
			for name, value := range q.Headers {
				single.Header.Set(name, value)
			}
			s.single(rec, single)
			status[q.ID] = rec.Code
			content := rec.Body.String()
			if !strings.Contains(rec.Header().Get("Content-Type"), "json") {
				content = `"` + base64.StdEncoding.EncodeToString(rec.Body.Bytes()) + `"`
			}
			headers := map[string]string{}
			for name := range rec.Header() {
				headers[name] = rec.Header().Get(name)
			}
			h, _ := json.Marshal(headers)
			if content == "" {
				content = "null"
			}
			responses = append(responses, fmt.Sprintf(`{"id":%q,"status":%d,"headers":%s,"body":%s}`, q.ID, rec.Code, h, content))
		}
	}
	slices.Reverse(responses) // services answer in any order
	reply(w, 200, `{"responses":[`+strings.Join(responses, ",")+`]}`)
}

func serveBatches(t *testing.T, single http.HandlerFunc) (*rest.Client, *batchServer) {
	s := &batchServer{t: t, single: single}
	c, _ := serve(t, s.ServeHTTP)
	return c, s
}

func get(c *rest.Client, path string, opts ...rest.Option) func(context.Context) (*ItemBody, error) {
	return func(ctx context.Context) (*ItemBody, error) {
		return rest.Call[*ItemBody](ctx, c, opts, "GET "+path, nil)
	}
}

// Each call of a batch ends as it would alone: with its type, its error, its content,
// its headers sent and received.
func TestBatch(t *testing.T) {
	c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/body":
			reply(w, 200, `{"content":"`+r.URL.Query().Get("$select")+r.Header.Get("Prefer")+`"}`)
		case "/list":
			reply(w, 200, `{"value":[{"content":"a"},{"content":"b"}]}`)
		case "/photo":
			w.Header().Set("Content-Type", "image/png")
			w.Write([]byte("\x89PNG\x00"))
		case "/send":
			body, _ := io.ReadAll(r.Body)
			w.Header().Set("Location", "https://example.com/"+string(body))
			w.WriteHeader(202)
		case "/put":
			body, _ := io.ReadAll(r.Body)
			reply(w, 200, `{"content":`+string(body)+`}`)
		default:
			reply(w, 404, `{"error":{"code":"none","message":"there is no such thing","innerError":{"request-id":"7"}}}`)
		}
	})
	b := rest.NewBatch(c)
	body := rest.Add(b, get(c, "/body", rest.Select("a b"), rest.Prefer("p")))
	list := rest.Add(b, func(ctx context.Context) (*rest.Page[*ItemBody], error) {
		return rest.Call[*rest.Page[*ItemBody]](ctx, c, nil, "GET /list", nil)
	})
	missing := rest.Add(b, get(c, "/missing"))
	photo := rest.Add(b, func(ctx context.Context) (*rest.Stream, error) {
		return c.Stream(ctx, rest.Request{Method: "GET", Path: "/photo"})
	})
	send := rest.Add(b, func(ctx context.Context) (*rest.Response, error) {
		return rest.Send(ctx, c, nil, "POST /send", &ItemBody{Content: rest.Some("x")})
	})
	put := rest.Add(b, func(ctx context.Context) (*ItemBody, error) {
		return rest.Call[*ItemBody](ctx, c, []rest.Option{rest.ContentType("text/plain")}, "PUT /put", strings.NewReader("raw"))
	})
	invalid := rest.Add(b, get(c, "/{id}"))
	if _, err := body.Get(); err == nil {
		t.Error("there is a result before the batch is sent")
	}
	err := b.Do(t.Context())
	if v, err := body.Get(); err != nil || v.Content.Value() != "a bp" {
		t.Errorf("body: %v, %v", v, err)
	}
	if v, err := list.Get(); err != nil || len(v.Value) != 2 {
		t.Errorf("list: %v, %v", v, err)
	}
	v, failure := missing.Get()
	if want := "rest: GET /v1.0/missing: 404 Not Found: none: there is no such thing (request id 7)"; v != nil || !errors.Is(failure, rest.ErrNotFound) || failure.Error() != want {
		t.Errorf("missing: %v, %v", v, failure)
	}
	if v, err := photo.Get(); err != nil || v.ContentType != "image/png" {
		t.Errorf("photo: %v, %v", v, err)
	} else if data, err := io.ReadAll(v); err != nil || string(data) != "\x89PNG\x00" {
		t.Errorf("photo: %q, %v", data, err)
	}
	if v, err := send.Get(); err != nil || v.StatusCode != 202 || v.Location() != `https://example.com/{"content":"x"}` {
		t.Errorf("send: %v, %v", v, err)
	}
	if v, err := put.Get(); err != nil || v.Content.Value() != base64.StdEncoding.EncodeToString([]byte("raw")) {
		t.Errorf("put: %v, %v", v, err)
	}
	if _, err := invalid.Get(); err == nil || !strings.Contains(err.Error(), "lacks an argument") {
		t.Errorf("invalid: %v", err)
	}
	if !errors.Is(err, rest.ErrNotFound) || !strings.Contains(err.Error(), "lacks an argument") {
		t.Errorf("the batch: %v", err)
	}
	if want := "GET /body?$select=a%20b, GET /list, GET /missing, GET /photo, POST /send, PUT /put"; len(s.batches) != 1 || s.batches[0] != want {
		t.Errorf("batches %q, want %q", s.batches, want)
	}
	if strings.Contains(s.bodies[0], "secret") || strings.Contains(s.bodies[0], "User-Agent") {
		t.Errorf("the parts repeat what is the batch's: %s", s.bodies[0])
	}
	if err := b.Do(t.Context()); err == nil {
		t.Error("a batch was sent twice")
	}
}

// What is throttled is sent again, in one more batch, whatever its verb; what succeeded is
// not, and what must not be repeated neither.
func TestBatchRetries(t *testing.T) {
	var tries atomic.Int32
	c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/busy" {
			reply(w, 503, `{"error":{"code":"busy"}}`)
			return
		}
		if r.URL.Path != "/fine" && tries.Add(1) <= 3 {
			w.Header().Set("Retry-After", "0")
			reply(w, 429, `{"error":{"code":"tooMany"}}`)
			return
		}
		reply(w, 200, `{"content":"done"}`)
	})
	b := rest.NewBatch(c)
	fine := rest.Add(b, get(c, "/fine"))
	one, two := rest.Add(b, get(c, "/one")), rest.Add(b, get(c, "/two"))
	post := rest.Add(b, func(ctx context.Context) (*ItemBody, error) {
		return rest.Call[*ItemBody](ctx, c, nil, "POST /post", &ItemBody{})
	})
	busy := rest.Add(b, func(ctx context.Context) (*ItemBody, error) {
		return rest.Call[*ItemBody](ctx, c, nil, "POST /busy", &ItemBody{})
	})
	if err := b.Do(t.Context()); !errors.Is(err, rest.ErrUnavailable) {
		t.Error(err)
	}
	for _, r := range []*rest.BatchResult[*ItemBody]{fine, one, two, post} {
		if v, err := r.Get(); err != nil || v.Content.Value() != "done" {
			t.Errorf("%v, %v", v, err)
		}
	}
	if _, err := busy.Get(); !errors.Is(err, rest.ErrUnavailable) {
		t.Errorf("POST: %v", err)
	}
	if want := []string{"GET /fine, GET /one, GET /two, POST /post, POST /busy", "GET /one, GET /two, POST /post"}; !slices.Equal(s.batches, want) {
		t.Errorf("batches %q, want %q", s.batches, want)
	}
}

// A call that depends on another is made behind it; if that is throttled they are
// tried again together, and if it fails the one behind it is not made.
func TestBatchDependencies(t *testing.T) {
	var throttled atomic.Bool
	c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/first" && throttled.CompareAndSwap(true, false):
			reply(w, 429, "{}")
		case r.URL.Path == "/bad":
			reply(w, 400, `{"error":{"code":"bad"}}`)
		default:
			reply(w, 200, `{"content":"`+r.URL.Path+`"}`)
		}
	})
	throttled.Store(true)
	b := rest.NewBatch(c)
	first := rest.Add(b, get(c, "/first"))
	second := rest.Add(b, get(c, "/second"), first)
	third := rest.Add(b, get(c, "/third"), second)
	if err := b.Do(t.Context()); err != nil {
		t.Error(err)
	}
	if v, err := third.Get(); err != nil || v.Content.Value() != "/third" {
		t.Errorf("%v, %v", v, err)
	}
	for _, batch := range s.batches {
		if strings.Count(batch, "after") != 2 {
			t.Errorf("batches %q", s.batches)
		}
	}
	if len(s.batches) != 2 {
		t.Errorf("batches %q", s.batches)
	}

	s.batches = nil
	b = rest.NewBatch(c)
	bad := rest.Add(b, get(c, "/bad"))
	behind := rest.Add(b, get(c, "/behind"), bad)
	unsent := rest.Add(b, get(c, "/{x}"))
	behindUnsent := rest.Add(b, get(c, "/more"), unsent)
	if err := b.Do(t.Context()); !errors.Is(err, rest.ErrBadRequest) || !errors.Is(err, rest.ErrFailedDependency) {
		t.Error(err)
	}
	for _, r := range []*rest.BatchResult[*ItemBody]{behind, behindUnsent} {
		if _, err := r.Get(); !errors.Is(err, rest.ErrFailedDependency) {
			t.Error(err)
		}
	}
	if len(s.batches) != 1 || strings.Contains(s.batches[0], "/more") {
		t.Errorf("batches %q", s.batches)
	}
	other := rest.NewBatch(c)
	rest.Add(other, get(c, "/x"), first)
	if err := other.Do(t.Context()); err == nil {
		t.Error("a call depends on one of another batch")
	}
}

// Where the batch itself fails, every call fails with that, under its own name, and
// those that may are tried again.
func TestBatchFails(t *testing.T) {
	for _, tt := range []struct {
		name    string
		fault   func(n int, w http.ResponseWriter) bool
		get     string
		post    string
		batches int
	}{
		{"busy once", func(n int, w http.ResponseWriter) bool {
			if n == 1 {
				reply(w, 503, "")
			}
			return n == 1
		}, "", "rest: POST /v1.0/post: 503", 2},
		{"reset once", func(n int, w http.ResponseWriter) bool {
			if n == 1 {
				panic(http.ErrAbortHandler)
			}
			return false
		}, "", "rest: POST /v1.0/post: rest: POST /v1.0/$batch: ", 2},
		{"forbidden", func(n int, w http.ResponseWriter) bool {
			reply(w, 403, `{"error":{"code":"no"}}`)
			return true
		}, "rest: GET /v1.0/get: 403 Forbidden: no", "rest: POST /v1.0/post: 403 Forbidden: no", 1},
		{"HTML", func(n int, w http.ResponseWriter) bool {
			w.Header().Set("Content-Type", "text/html")
			reply(w, 200, "<html>sign in</html>")
			return true
		}, "JSON was expected", "JSON was expected", 1},
		{"truncated", func(n int, w http.ResponseWriter) bool { reply(w, 200, `{"responses":[`); return true }, "unexpected EOF", "unexpected EOF", 1},
		{"a part is missing", func(n int, w http.ResponseWriter) bool { reply(w, 200, `{"responses":[]}`); return true }, "no part for this call", "no part for this call", 1},
	} {
		c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 200, `{"content":"done"}`) })
		s.fault = tt.fault
		b := rest.NewBatch(c)
		read := rest.Add(b, get(c, "/get"))
		post := rest.Add(b, func(ctx context.Context) (*ItemBody, error) {
			return rest.Call[*ItemBody](ctx, c, nil, "POST /post", &ItemBody{})
		})
		_ = b.Do(t.Context())
		for _, x := range []struct {
			r    *rest.BatchResult[*ItemBody]
			want string
		}{{read, tt.get}, {post, tt.post}} {
			if v, err := x.r.Get(); (err == nil) != (x.want == "") || err != nil && !strings.Contains(err.Error(), x.want) {
				t.Errorf("%s: %v, %v, want %q", tt.name, v, err, x.want)
			}
		}
		if len(s.batches) != tt.batches {
			t.Errorf("%s: batches %q", tt.name, s.batches)
		}
	}
}

func TestBatchBounds(t *testing.T) {
	c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 200, `{"content":"done"}`) })
	b := rest.NewBatch(c)
	for range rest.MaxBatch {
		rest.Add(b, get(c, "/x"))
	}
	if err := b.Do(t.Context()); err != nil || len(s.batches) != 1 {
		t.Errorf("%v, %d batches", err, len(s.batches))
	}
	if err := rest.NewBatch(c).Do(t.Context()); err != nil {
		t.Errorf("an empty batch: %v", err)
	}
}

// More calls than fit into one request go out in several, and each has its own result. One
// that depends on a call of another part is made behind that, or not at all.
func TestBatchOfMany(t *testing.T) {
	var tries atomic.Int32
	c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		switch n := r.URL.Path[1:]; {
		case n == "2" && tries.Add(1) == 1:
			w.Header().Set("Retry-After", "0")
			reply(w, 429, `{}`)
		case n == "1":
			reply(w, 404, `{}`)
		default:
			reply(w, 200, `{"content":"`+n+`"}`)
		}
	})
	b := rest.NewBatch(c)
	var calls []*rest.BatchResult[*ItemBody]
	for i := range 45 {
		var after []rest.BatchCall
		if before, ok := map[int]int{3: 2, 21: 1, 23: 2, 41: 0, 42: 21, 44: 43}[i]; ok {
			after = append(after, calls[before])
		}
		calls = append(calls, rest.Add(b, get(c, fmt.Sprintf("/%d", i)), after...))
	}
	if err := b.Do(t.Context()); !errors.Is(err, rest.ErrNotFound) {
		t.Error(err)
	}
	for i, call := range calls {
		v, err := call.Get()
		switch i {
		case 1:
			if !errors.Is(err, rest.ErrNotFound) {
				t.Errorf("%d: %v", i, err)
			}
		case 21, 42:
			if !errors.Is(err, rest.ErrFailedDependency) {
				t.Errorf("%d: %v", i, err)
			}
		default:
			if err != nil || v.Content.Value() != fmt.Sprint(i) {
				t.Errorf("%d: %v, %v", i, v, err)
			}
		}
	}
	if len(s.batches) != 4 || strings.Count(s.batches[0], "GET") != 20 || !strings.Contains(s.batches[2], "GET /44 after 1") ||
		s.batches[3] != "GET /2, GET /3 after 1, GET /23 after 1" {
		t.Errorf("%q", s.batches)
	}
}

// The context ends all calls, a call's own time limit that call alone, whether they
// wait for the batch or to try again.
func TestBatchEndsWithContext(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 200, `{}`) })
	s.fault = func(n int, w http.ResponseWriter) bool { <-hang; return false }
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	b := rest.NewBatch(c)
	slow := rest.Add(b, get(c, "/slow"))
	hasty := rest.Add(b, get(c, "/hasty", rest.Timeout(20*time.Millisecond)))
	start := time.Now()
	if err := b.Do(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 30*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	for _, r := range []*rest.BatchResult[*ItemBody]{slow, hasty} {
		if _, err := r.Get(); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	}
}

// A call of a batch may send a batch of its own, which goes out alone.
func TestBatchInABatch(t *testing.T) {
	c, s := serveBatches(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 200, `{"content":"`+r.URL.Path+`"}`) })
	b := rest.NewBatch(c)
	rest.Add(b, get(c, "/outer"))
	inner := rest.Add(b, func(ctx context.Context) (*ItemBody, error) {
		own := rest.NewBatch(c)
		r := rest.Add(own, get(c, "/inner"))
		if err := own.Do(ctx); err != nil {
			return nil, err
		}
		return r.Get()
	})
	if err := b.Do(t.Context()); err != nil {
		t.Error(err)
	}
	if v, err := inner.Get(); err != nil || v.Content.Value() != "/inner" {
		t.Errorf("%v, %v", v, err)
	}
	if want := []string{"GET /inner", "GET /outer"}; !slices.Equal(s.batches, want) {
		t.Errorf("batches %q, want %q", s.batches, want)
	}
}
