package rest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Of any answer there is its header, a copy, and its body as it came.
func TestAnswerInFull(t *testing.T) {
	c, _ := script(t, answer(200, ` {"subject":"a","id":5}`, "X-Left", "7"))
	var raw []byte
	var whole *http.Response
	var seen *rest.Response
	e, err := rest.Call[*Event](t.Context(), c, []rest.Option{rest.Raw(&raw), rest.Into(&whole), rest.Peek(func(r *rest.Response) {
		seen = r
		r.Header.Set("X-Left", "8")
	})}, "GET /x", nil)
	if err != nil || e.Subject.Value() != "a" || string(raw) != ` {"subject":"a","id":5}` {
		t.Errorf("%v, %v, %q", e, err, raw)
	}
	if body, err := io.ReadAll(whole.Body); err != nil || string(body) != string(raw) || whole.Header.Get("X-Left") != "7" {
		t.Errorf("%q, %v, %v", body, err, whole.Header)
	}
	if seen.StatusCode != 200 || len(seen.Misfits) != 1 || seen.Misfits[0].Path != "id" {
		t.Errorf("%+v", seen)
	}
}

// The answers of calls without a result, of errors, of all pages and of streams, too.
func TestAnswersInFull(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/v1.0/missing":
			reply(w, 404, `{"error":{"code":"none"}}`)
		case r.URL.Path == "/v1.0/list" && r.URL.RawQuery == "":
			reply(w, 200, `{"value":[{}],"@odata.nextLink":"http://`+r.Host+`/v1.0/list?p=2"}`)
		case r.URL.Path == "/v1.0/list":
			reply(w, 206, `{"value":[{}]}`)
		default:
			reply(w, 200, `{"subject":"`+r.Header.Get("Prefer")+`"}`)
		}
	})
	var raw []byte
	var event Event
	resp, err := rest.Send(t.Context(), c, []rest.Option{rest.Representation(&event), rest.Raw(&raw)}, "PATCH /x", &Event{})
	if err != nil || resp.StatusCode != 200 || event.Subject.Value() != "return=representation" || len(raw) == 0 {
		t.Errorf("%v, %v, %s", resp, err, raw)
	}
	if _, err := rest.Send(t.Context(), c, []rest.Option{rest.Raw(&raw)}, "DELETE /missing", nil); !errors.Is(err, rest.ErrNotFound) || !strings.Contains(string(raw), "none") {
		t.Errorf("%v, %s", err, raw)
	}
	var statuses []int
	look := rest.Peek(func(r *rest.Response) { statuses = append(statuses, r.StatusCode) })
	for _, err := range rest.All[*Event](t.Context(), c, rest.Request{Method: "GET", Path: "/list"}, look) {
		if err != nil {
			t.Error(err)
		}
	}
	s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/x"}, look)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := c.Start(t.Context(), rest.Request{Method: "POST", Path: "/missing"}, look); err == nil {
		t.Error("work was begun")
	}
	if diff := cmp.Diff([]int{200, 206, 200, 404}, statuses); diff != "" {
		t.Error(diff)
	}
	if _, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/x"}, rest.Raw(&raw)); err == nil {
		t.Error("a stream was read twice")
	}
	c, _ = script(t, answer(204, ""))
	if _, err := rest.Send(t.Context(), c, []rest.Option{rest.Representation(&event)}, "PATCH /x", &Event{}); err != nil || event.Subject.Value() == "" {
		t.Errorf("without content: %v, %v", event, err)
	}
}

// The last answer of an upload says where the content is.
func TestUploadResponse(t *testing.T) {
	c, s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/files/7")
		w.WriteHeader(201)
	})
	var last rest.Response
	if _, err := rest.Upload[*Event](t.Context(), c, s.URL+"/up", strings.NewReader("content"), -1, rest.UploadResponse(&last)); err != nil || last.Location() != "/files/7" || last.StatusCode != 201 {
		t.Errorf("%+v, %v", last, err)
	}
}

// A change without a body is no change, and is not sent.
func TestChangeWithoutABody(t *testing.T) {
	c, requests := script(t, answer(200, `{}`))
	for _, body := range []any{(*Event)(nil), []*Event(nil)} {
		if err := c.Do(t.Context(), rest.Request{Method: "PATCH", Path: "/x", Body: body}, nil); err == nil || !strings.Contains(err.Error(), "PATCH /v1.0/x") || !strings.Contains(err.Error(), "nil") {
			t.Errorf("%T: %v", body, err)
		}
	}
	if requests() != 0 {
		t.Errorf("%d requests", requests())
	}
	for _, r := range []rest.Request{{Method: "POST", Path: "/x", Body: (*Event)(nil)}, {Method: "PATCH", Path: "/x"}} {
		if err := c.Do(t.Context(), r, nil); err != nil {
			t.Error(err)
		}
	}
	if err := c.Do(t.Context(), rest.Request{Method: "PATCH", Path: "/x", Body: (*Event)(nil)}, nil, rest.NoBody()); err != nil {
		t.Error(err)
	}
	if err := c.Do(t.Context(), rest.Request{Method: "PATCH", Path: "/x", Body: (*Event)(nil)}, nil, rest.Body("text/plain", strings.NewReader("x"))); err != nil {
		t.Error(err)
	}
}

// A client that has been declared and not made says so, whatever is called.
func TestClientThatIsNotMade(t *testing.T) {
	ctx := t.Context()
	for _, c := range []*rest.Client{nil, {}} {
		get := rest.Request{Method: "GET", Path: "/x"}
		errs := map[string]error{"Do": c.Do(ctx, get, nil), "CancelUpload": rest.CancelUpload(ctx, c, "https://example.com")}
		_, errs["Call"] = rest.Call[*Event](ctx, c, nil, "GET /x", nil)
		_, errs["CallMember"] = rest.CallMember[*Event](ctx, c, nil, "GET /x", nil, "value")
		_, errs["Send"] = rest.Send(ctx, c, nil, "POST /x", nil)
		_, errs["List"] = rest.List[*Event](ctx, c, get)
		_, errs["Stream"] = c.Stream(ctx, get)
		_, errs["Start"] = c.Start(ctx, get)
		_, errs["Next"] = (&rest.Page[*Event]{NextLink: "https://example.com"}).Next(ctx, c)
		_, errs["Upload"] = rest.Upload[*Event](ctx, c, "https://example.com", strings.NewReader("x"), -1)
		_, errs["Wait"] = rest.NewPoller[*Event](c, "https://example.com").Wait(ctx)
		for _, errs["Items"] = range rest.Items[*Event](ctx, c, nil, "GET /x", nil) {
		}
		b := rest.NewBatch(c)
		rest.Add(b, func(ctx context.Context) (*Event, error) { return rest.Call[*Event](ctx, c, nil, "GET /x", nil) })
		errs["Batch"] = b.Do(ctx)
		for name, err := range errs {
			if err == nil || !strings.Contains(err.Error(), "NewClient") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// Links are followed that are no URLs as they stand.
func TestLinksThatAreNotWellFormed(t *testing.T) {
	for link, want := range map[string]string{
		"{base}/x?$filter=a eq 'b c'&p=2":  "/v1.0/x?$filter=a%20eq%20'b%20c'&p=2",
		"  {base}/x?p=2\n":                 "/v1.0/x?p=2",
		"{base}/a b/x?p=2":                 "/v1.0/a%20b/x?p=2",
		"{base}/x?p=\t100%":                "/v1.0/x?p=%09100%25",
		"{base}/100%/x?p=2":                "/v1.0/100%25/x?p=2",
		"{base}/x?p=2&from=http://a b/%zz": "/v1.0/x?p=2&from=http://a%20b/%25zz",
	} {
		var last string
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if last = r.RequestURI; last == "/v1.0/first" {
				text := strings.NewReplacer("{base}", "http://"+r.Host+"/v1.0", "\n", `\n`, "\t", `\t`).Replace(link)
				reply(w, 200, `{"value":[{}],"@odata.nextLink":"`+text+`"}`)
				return
			}
			reply(w, 200, `{"value":[{}]}`)
		})
		n := 0
		for _, err := range rest.All[*Event](t.Context(), c, rest.Request{Method: "GET", Path: "/first"}) {
			if n++; err != nil {
				t.Errorf("%q: %v", link, err)
			}
		}
		if n != 2 || last != want {
			t.Errorf("%q: %d elements, %q; want %q", link, n, last, want)
		}
	}
}

// What an inner error says is read also where its code is a number.
func TestInnerErrorWithNumbers(t *testing.T) {
	c, _ := script(t, answer(400, `{"error":{"code":5,"message":"m","innerError":{"code":7,"request-id":"r","client-request-id":"c","innererror":{"code":"deep"}}}}`))
	err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil)
	var e *rest.Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	want := &rest.InnerError{Code: "7", RequestID: "r", ClientRequestID: "c", Inner: &rest.InnerError{Code: "deep"}}
	if diff := cmp.Diff(want, e.InnerError); diff != "" || e.Code != "5" || e.Message != "m" || e.RequestID != "r" || !errors.Is(err, rest.Code("deep")) {
		t.Errorf("%+v\n%s", e, diff)
	}
}

// Middleware, tokens and hooks learn what is called without its arguments, for every page,
// too.
func TestOperationFrom(t *testing.T) {
	var all []string
	note := func(ctx context.Context) { all = append(all, rest.OperationFrom(ctx).String()) }
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("p") {
			reply(w, 200, `{"value":[{"id":5}]}`)
			return
		}
		reply(w, 200, `{"value":[{}],"@odata.nextLink":"http://`+r.Host+`/v1.0/users/1/messages?p=2"}`)
	}, rest.OnMisfit(func(ctx context.Context, _ rest.Misfit) { note(ctx) }), rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(r *http.Request) (*http.Response, error) { note(r.Context()); return next.RoundTrip(r) })
	}))
	r := rest.Request{Method: "GET", Path: "/users/{id}/messages?a={b}", Args: []any{"1", "2"}}
	for _, err := range rest.All[*Event](t.Context(), c, r) {
		if err != nil {
			t.Error(err)
		}
	}
	p, err := rest.List[*Event](t.Context(), c, r)
	if err == nil {
		_, err = p.Next(t.Context(), c)
	}
	if err != nil {
		t.Error(err)
	}
	for _, got := range all {
		if got != "GET /users/{id}/messages" {
			t.Errorf("%q", all)
		}
	}
	if len(all) != 6 || rest.OperationFrom(t.Context()) != (rest.Operation{}) {
		t.Errorf("%q", all)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// fake is a service of two methods.
type fake struct{ calls []string }

func (f *fake) Do(_ context.Context, r rest.Request, out any, _ ...rest.Option) error {
	f.calls = append(f.calls, r.Method+" "+r.URL)
	switch out := out.(type) {
	case *Event:
		return rest.Decode([]byte(`{"id":"`+r.Args[0].(string)+`"}`), out)
	case *rest.Page[*Event]:
		if strings.HasSuffix(r.URL, "p=2") {
			*out = *rest.NewPage(&Event{ID: rest.Some("3")})
			return nil
		}
		*out = *rest.NewPage(&Event{ID: rest.Some("1")}, &Event{ID: rest.Some("2")})
		out.NextLink = "https://example.com/v1/events?p=2"
		return nil
	case nil:
		return nil
	}
	return &rest.Error{StatusCode: 404, Code: "none"}
}

func (f *fake) Stream(_ context.Context, r rest.Request, _ ...rest.Option) (*rest.Stream, error) {
	f.calls = append(f.calls, r.Method+" "+r.URL)
	return rest.NewStream(strings.NewReader("content"), "text/plain"), nil
}

// A fake of two methods stands in for the service below all functions.
func TestThrough(t *testing.T) {
	f := &fake{}
	c, err := rest.NewClient(nil, rest.BaseURL("https://example.com/v1"), rest.Through(f))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	if e, err := rest.Call[*Event](ctx, c, []rest.Option{rest.Select("id")}, "GET /events/{id}", nil, "a b"); err != nil || e.ID.Value() != "a b" {
		t.Errorf("%v, %v", e, err)
	}
	if e, err := rest.CallMember[*Event](ctx, c, nil, "GET /events/{id}", nil, "value", "7"); err != nil || e.ID.Value() != "7" {
		t.Errorf("%v, %v", e, err)
	}
	if r, err := rest.Send(ctx, c, nil, "DELETE /events/{id}", nil, "7"); err != nil || r.StatusCode != 204 {
		t.Errorf("%v, %v", r, err)
	}
	var ids []string
	for e, err := range rest.Items[*Event](ctx, c, nil, "GET /events", nil) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID.Value())
	}
	if _, err := rest.Call[*ItemBody](ctx, c, nil, "GET /x", nil); !errors.Is(err, rest.ErrNotFound) {
		t.Error(err)
	}
	s, err := c.Stream(ctx, rest.Request{Method: "GET", Path: "/photo"})
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(s); err != nil || string(text) != "content" || s.Close() != nil {
		t.Errorf("%s, %v", text, err)
	}
	if _, err := rest.Call[*Event](ctx, c, nil, "GET /events/{id}", nil); err == nil {
		t.Error("a call without its argument was made")
	}
	want := []string{"GET https://example.com/v1/events/a%20b?$select=id", "GET https://example.com/v1/events/7", "DELETE https://example.com/v1/events/7",
		"GET https://example.com/v1/events", "GET https://example.com/v1/events?p=2", "GET https://example.com/v1/x", "GET https://example.com/v1/photo"}
	if diff := cmp.Diff(want, f.calls); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1", "2", "3"}, ids); diff != "" {
		t.Error(diff)
	}
	if _, err := rest.NewClient(nil, rest.BaseURL("https://example.com"), rest.Through(nil)); err == nil {
		t.Error("a client was made through nothing")
	}
}

// A call names itself where the client is told to, by the same id at each attempt.
func TestSendRequestID(t *testing.T) {
	var ids []string
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		ids = append(ids, r.Header.Get("Client-Request-Id"))
		reply(w, 503, `{}`)
	}, rest.SendRequestID("client-request-id"))
	err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil, rest.Attempts(2))
	var e *rest.Error
	if !errors.As(err, &e) || len(ids) != 2 || ids[0] != ids[1] || e.ClientRequestID != ids[0] || len(ids[0]) != 36 {
		t.Errorf("%q, %v", ids, err)
	}
	err = c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x"}, nil, rest.Header("client-request-id", "own"))
	if !errors.As(err, &e) || ids[2] != "own" || e.ClientRequestID != "own" {
		t.Errorf("%q, %v", ids, err)
	}
	c, _ = serve(t, func(w http.ResponseWriter, r *http.Request) {
		ids = append(ids, r.Header.Get("Client-Request-Id"))
		reply(w, 204, "")
	})
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/x"}, nil); err != nil || ids[3] != "" {
		t.Errorf("%q, %v", ids, err)
	}
}
