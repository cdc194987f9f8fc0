package golden

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// recorder is a testing.TB that notes what a test would have failed with.
type recorder struct {
	testing.TB
	mu       sync.Mutex
	failures []string
	cleanups []func()
}

func (r *recorder) Helper() {}

func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) { r.Errorf(format, args...) }

// finish ends the test and returns its failures.
func (r *recorder) finish() string {
	for i := len(r.cleanups) - 1; i >= 0; i-- {
		r.cleanups[i]()
	}
	return strings.Join(r.failures, "\n")
}

// wire is a call as a client might make it.
type wire struct{ method, target, header, body string }

func (w wire) send(t *testing.T, e *Exchange) *http.Response {
	t.Helper()
	req, err := http.NewRequest(w.method, e.URL+w.target, strings.NewReader(w.body))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(w.header, "\n") {
		if name, value, ok := strings.Cut(line, ": "); ok {
			req.Header.Set(name, value)
		}
	}
	resp, err := e.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

const cancelHeader = "Content-Type: application/json;charset=UTF-8\nPrefer: return=representation\nX-More: 1"

func TestServeComparesRequests(t *testing.T) {
	const target = "/me/events/AAMk=/cancel?x=a+b&%24select=id%2Csubject"
	const body = `{"nested":{"a":[1e0,null]},"count":1,"comment":"Moved to May"}`
	for _, tt := range []struct {
		name string
		wire wire
		want string // in the failure; "" for none
	}{
		{"same", wire{"POST", target, cancelHeader, body}, ""},
		{"verb", wire{"PUT", target, cancelHeader, body}, "method PUT, documented is POST"},
		{"path segment", wire{"POST", strings.Replace(target, "/me/", "/you/", 1), cancelHeader, body}, "path differs"},
		{"path argument", wire{"POST", strings.Replace(target, "AAMk=", "AAMk", 1), cancelHeader, body}, "path differs"},
		{"slash that is escaped", wire{"POST", strings.Replace(target, "events/", "events%2F", 1), cancelHeader, body}, "path differs"},
		{"extra segment", wire{"POST", strings.Replace(target, "?", "/?", 1), cancelHeader, body}, "path differs"},
		{"query value", wire{"POST", strings.Replace(target, "a+b", "a-b", 1), cancelHeader, body}, "query differs"},
		{"query missing", wire{"POST", "/me/events/AAMk=/cancel?x=a+b", cancelHeader, body}, "query differs"},
		{"query twice", wire{"POST", target + "&x=a+b", cancelHeader, body}, "query differs"},
		{"query more", wire{"POST", target + "&y=", cancelHeader, body}, "query differs"},
		{"header missing", wire{"POST", target, "Content-Type: application/json; charset=UTF-8", body}, "header Prefer differs"},
		{"header value", wire{"POST", target, "Content-Type: Application/JSON; Charset=UTF-8\nPrefer: x", body}, "header Prefer differs"},
		{"media type", wire{"POST", target, "Content-Type: text/plain\nPrefer: return=representation", body}, "header Content-Type differs"},
		{"parameter of the media type", wire{"POST", target, strings.Replace(cancelHeader, "UTF-8", "UTF-16", 1), body}, "header Content-Type differs"},
		{"parameter missing", wire{"POST", target, strings.Replace(cancelHeader, ";charset=UTF-8", "", 1), body}, "header Content-Type differs"},
		{"body value", wire{"POST", target, cancelHeader, strings.Replace(body, "May", "June", 1)}, "body differs"},
		{"body number", wire{"POST", target, cancelHeader, strings.Replace(body, `"count":1`, `"count":2`, 1)}, "body differs"},
		{"body type", wire{"POST", target, cancelHeader, strings.Replace(body, `"count":1`, `"count":"1"`, 1)}, "body differs"},
		{"body null", wire{"POST", target, cancelHeader, strings.Replace(body, `"count":1`, `"count":null`, 1)}, "body differs"},
		{"body member missing", wire{"POST", target, cancelHeader, strings.Replace(body, `"count":1,`, ``, 1)}, "body differs"},
		{"body member more", wire{"POST", target, cancelHeader, strings.Replace(body, `"count":1,`, `"count":1,"x":null,`, 1)}, "body differs"},
		{"body array order", wire{"POST", target, cancelHeader, strings.Replace(body, `[1e0,null]`, `[null,1]`, 1)}, "body differs"},
		{"no body", wire{"POST", target, cancelHeader, ""}, "body differs"},
		{"no JSON", wire{"POST", target, cancelHeader, "{"}, "body differs"},
	} {
		r := &recorder{TB: t}
		e := Serve(r, "notes.http", "cancel")
		resp := tt.wire.send(t, e)
		data, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != 200 || !strings.Contains(string(data), `"number": 10`) || resp.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: answered %d %s", tt.name, resp.StatusCode, data)
		}
		got := r.finish()
		if tt.want == "" && got != "" || tt.want != "" && !strings.Contains(got, tt.want) {
			t.Errorf("%s: failed with %q, want %q", tt.name, got, tt.want)
		}
		if tt.want != "" && len(r.failures) != 1 && tt.name != "no body" {
			t.Errorf("%s: %d failures: %s", tt.name, len(r.failures), got)
		}
	}
}

func TestServeComparesText(t *testing.T) {
	for body, want := range map[string]string{"line one\nline two": "", "line one\r\nline two": "", "line one\nline two\n": "body differs", "line one": "body differs"} {
		r := &recorder{TB: t}
		wire{"PUT", "/notes/1/content", "Content-Type: text/plain", body}.send(t, Serve(r, "notes.http", "upload"))
		if got := r.finish(); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: failed with %q, want %q", body, got, want)
		}
	}
}

func TestServeCountsRequests(t *testing.T) {
	for n, want := range []string{"and 0 arrived", "", "and 2 arrived"} {
		r := &recorder{TB: t}
		e := Serve(r, "notes.http", "text")
		for range n {
			wire{"GET", "/notes/1/content", "", ""}.send(t, e)
		}
		if got := r.finish(); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%d requests: failed with %q, want %q", n, got, want)
		}
	}
}

// TestUnanswered sees that a request of which no response is documented is compared, and
// met with an error that says so.
func TestUnanswered(t *testing.T) {
	for target, want := range map[string]string{"/x": "", "/y": "path differs"} {
		r := &recorder{TB: t}
		e := Serve(r, "bad.http", "noanswer")
		resp := wire{"GET", target, "", ""}.send(t, e)
		Unanswered(r, &rest.Error{StatusCode: resp.StatusCode})
		if got := r.finish(); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: failed with %q, want %q", target, got, want)
		}
	}
	for _, err := range []error{nil, io.EOF, &rest.Error{StatusCode: 500}} {
		r := &recorder{TB: t}
		if Unanswered(r, err); r.finish() == "" {
			t.Errorf("%v is taken for the error of a server without an answer", err)
		}
	}
}

func TestServeRefusesBadFiles(t *testing.T) {
	for name, want := range map[string]string{
		"nothere": "no such example", "bad": "no such example", "badstart": "no request line", "badfield": "no header field",
		"badstatus": "no final status", "badorder": "has no place there", "badline": `"lost" has no place there`,
	} {
		r := &recorder{TB: t}
		if e := Serve(r, "bad.http", name); e != nil {
			t.Errorf("%s was served", name)
		}
		if got := r.finish(); !strings.Contains(got, want) {
			t.Errorf("%s: failed with %q, want %q", name, got, want)
		}
	}
}

// TestExampleIsNotForged sees that a body cannot be taken for more than a body.
func TestExampleIsNotForged(t *testing.T) {
	const file = "### a\n\n> PUT /a HTTP/1.1\n>\n> ### b\n>\n> < HTTP/1.1 200 OK\n> \n\n< HTTP/1.1 204 No Content\n" +
		"\n### b\r\n> GET /b HTTP/1.1\r\n>\r\n< HTTP/1.1 200 OK\r\n<\r\n< ### a\r\n"
	for name, want := range map[string][2]string{
		"a": {"PUT /a HTTP/1.1\n\n### b\n\n< HTTP/1.1 200 OK\n", "HTTP/1.1 204 No Content"},
		"b": {"GET /b HTTP/1.1\r\n\r", "HTTP/1.1 200 OK\r\n\r\n### a\r"},
	} {
		request, response, err := example([]byte(file), name)
		if diff := cmp.Diff(want, [2]string{string(request), string(response)}); diff != "" || err != nil {
			t.Error(name, diff, err)
		}
	}
}

// TestEscapedLines sees that a line which says so is read as what its escapes stand for,
// and any other as it is.
func TestEscapedLines(t *testing.T) {
	const file = "### a\n\n>\\GET /a\\u202e HTTP/1.1\n> B: \\u202e\n>\n>\\\\xff\\x00\\r\\\"\\\\'\n\n<\\HTTP/1.1 200 OK\r\n<\\\r\n<\\\\u2028\\t\r\n"
	request, response, err := example([]byte(file), "a")
	want := [2]string{"GET /a\u202e HTTP/1.1\nB: \\u202e\n\n\xff\x00\r\"\\'", "HTTP/1.1 200 OK\n\n\u2028\t"}
	if diff := cmp.Diff(want, [2]string{string(request), string(response)}); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for _, line := range []string{`>\\x`, `>\"`, `>\\`, `>\\u12`, `>\\400`} {
		if _, _, err := example([]byte("### a\n"+line+"\n"), "a"); err == nil {
			t.Errorf("%q is read", line)
		}
	}
}

func TestClientStaysOnLoopback(t *testing.T) {
	r := &recorder{TB: t}
	e := Serve(r, "notes.http", "text")
	if _, err := e.Client().Get("http://192.0.2.1/"); err == nil || !strings.Contains(err.Error(), "no network") {
		t.Errorf("got %v", err)
	}
	wire{"GET", "/notes/1/content", "", ""}.send(t, e)
	if got := r.finish(); got != "" {
		t.Error(got)
	}
}

// item is what the example cancel returns.
type item struct {
	Content rest.Opt[string] `json:"content"`
	Number  rest.Opt[int32]  `json:"number"`
	Raw     jsontext.Value   `json:"raw"`
	Extra   rest.Extra
}

func (x *item) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *item) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }

func newItem() *item {
	return &item{Content: rest.Some("x"), Number: rest.Some[int32](10), Raw: Raw("[1.5]")}
}

func TestRoundTripAndEqual(t *testing.T) {
	e := &Exchange{response: &message{body: []byte(`{"@odata.context":"c","value":{"content": "x", "number": 1e1, "raw": [1.50]}}`)}}
	check := func(name string, f func(testing.TB), want string) {
		t.Helper()
		r := &recorder{TB: t}
		f(r)
		if got := r.finish(); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: failed with %q, want %q", name, got, want)
		}
	}
	check("same", func(t testing.TB) { RoundTrip(t, e, newItem(), "value") }, "")
	check("no wrapper", func(t testing.TB) { RoundTrip(t, e, newItem()) }, "encoding the result differs")
	check("wrong wrapper", func(t testing.TB) { RoundTrip(t, e, newItem(), "values") }, `no member "values"`)
	other := newItem()
	other.Number = rest.Null[int32]()
	check("null", func(t testing.TB) { RoundTrip(t, e, other, "value") }, "encoding the result differs")
	other.Number = rest.Opt[int32]{}
	check("absent", func(t testing.TB) { RoundTrip(t, e, other, "value") }, "encoding the result differs")
	check("not encodable", func(t testing.TB) { RoundTrip(t, e, make(chan int), "value") }, "encoding the result")

	check("equal", func(t testing.TB) { Equal(t, newItem(), newItem()) }, "")
	raw := newItem()
	raw.Raw = Raw(" [ 15e-1 ] ")
	check("equal JSON", func(t testing.TB) { Equal(t, raw, newItem()) }, "")
	raw.Raw = Raw(`["1.5"]`)
	check("other JSON", func(t testing.TB) { Equal(t, raw, newItem()) }, "result differs")
	raw.Raw = Raw(`[`)
	check("no JSON", func(t testing.TB) { Equal(t, raw, newItem()) }, "result differs")
	check("null and absent", func(t testing.TB) { Equal(t, &item{Number: rest.Null[int32]()}, &item{}) }, "result differs")
	check("nil and empty", func(t testing.TB) { Equal(t, []string{}, []string(nil)) }, "result differs")
	check("extra", func(t testing.TB) { Equal(t, &item{Extra: rest.Extra{"a": Raw("1")}}, &item{}) }, "result differs")
	check("NaN", func(t testing.TB) { Equal(t, math.NaN(), math.NaN()) }, "")
	check("more digits than a float64 has", func(t testing.TB) { Equal(t, Raw("0.12345678901234567890"), Raw("0.12345678901234568")) }, "")
	check("integers", func(t testing.TB) { Equal(t, Raw("12345678901234567890"), Raw("12345678901234567891")) }, "result differs")
	check("huge exponents", func(t testing.TB) { Equal(t, Raw("1e999999999"), Raw("1e999999998")) }, "result differs")
}

func TestReceive(t *testing.T) {
	r := &recorder{TB: t}
	got := new(item)
	e := Receive(r, "notes.http", "notice", got)
	want := newItem()
	want.Extra = rest.Extra{"@odata.type": Raw(`"#x.item"`)}
	Equal(r, got, want)
	RoundTrip(r, e, got)
	if failures := r.finish(); failures != "" {
		t.Error(failures)
	}
	got.Number = rest.Opt[int32]{}
	r = &recorder{TB: t}
	RoundTrip(r, e, got)
	if failures := r.finish(); !strings.Contains(failures, "encoding the result differs") {
		t.Errorf("failed with %q", failures)
	}
	for name, want := range map[string]string{
		"notes.http cancel": "the notification cannot be decoded", "notes.http nothere": "no such example",
		"nothere.http cancel": "nothere.http", "bad.http badstart": "request line",
	} {
		r := &recorder{TB: t}
		file, example, _ := strings.Cut(name, " ")
		Receive(r, file, example, new([]int))
		if failures := r.finish(); !strings.Contains(failures, want) {
			t.Errorf("%s: failed with %q, want %q", name, failures, want)
		}
	}
}

func TestErrorAndStatus(t *testing.T) {
	err := fmt.Errorf("wrapped: %w", &rest.Error{StatusCode: 404, Code: "itemNotFound", Message: "No item."})
	for _, tt := range []struct {
		err           error
		status        int
		code, message string
		want          string
	}{
		{err, 404, "itemNotFound", "No item.", ""},
		{err, 404, "", "", ""},
		{err, 400, "itemNotFound", "", "status 404, documented is 400"},
		{err, 404, "other", "No item.", `error code "itemNotFound", documented is "other"`},
		{err, 404, "", "No item.", `error code "itemNotFound", documented is ""`},
		{err, 404, "itemNotFound", "Gone.", `error message "No item.", documented is "Gone."`},
		{&rest.Error{StatusCode: 404}, 404, "itemNotFound", "No item.", `error code "", documented is "itemNotFound"`},
		{&rest.Error{StatusCode: 404, Code: "a"}, 404, "a", "No item.", `error message "", documented is "No item."`},
		{nil, 404, "", "", "got error <nil>"},
		{errors.New("x"), 404, "", "", "got error x"},
	} {
		r := &recorder{TB: t}
		Error(r, tt.err, tt.status, tt.code, tt.message)
		if got := r.finish(); tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%v: failed with %q, want %q", tt.err, got, tt.want)
		}
	}
	r := &recorder{TB: t}
	Status(r, 302, 302)
	Status(r, 302, 200)
	if got := r.finish(); got != "golden: status 200, documented is 302" {
		t.Errorf("failed with %q", got)
	}
}

// TestWithClient plays the examples with the runtime's client, as a generated test does.
func TestWithClient(t *testing.T) {
	client := func(e *Exchange) *rest.Client {
		c, err := rest.NewClient(nil, rest.BaseURL(e.URL), rest.HTTPClient(e.Client()))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	t.Run("object", func(t *testing.T) {
		e := Serve(t, "notes.http", "cancel")
		var got *item
		err := client(e).Do(t.Context(), rest.Request{Method: "POST", Path: "/me/events/{id}/cancel", Args: []any{"AAMk="},
			Body: Raw(`{"comment":"Moved to May","count":1,"nested":{"a":[1,null]}}`)}, rest.Wrapped("value", &got),
			rest.Select("id", "subject"), rest.Query("x", "a b"), rest.Prefer("return=representation"), rest.ContentType("application/json; charset=UTF-8"))
		if err != nil {
			t.Fatal(err)
		}
		Equal(t, got, newItem())
		RoundTrip(t, e, got, "value")
	})
	t.Run("text", func(t *testing.T) {
		e := Serve(t, "notes.http", "text")
		s, err := client(e).Stream(t.Context(), rest.Request{Method: "GET", Path: "/notes/{id}/content", Args: []any{"1"}})
		if err != nil {
			t.Fatal(err)
		}
		Equal(t, Text(t, s), e.Body())
	})
	t.Run("error", func(t *testing.T) {
		e := Serve(t, "notes.http", "missing")
		Error(t, client(e).Do(t.Context(), rest.Request{Method: "GET", Path: "/missing"}, nil), 404, "itemNotFound", "")
	})
}

func TestValues(t *testing.T) {
	if got := Time("2030-05-01T12:00:00.00Z").Value().String(); got != "2030-05-01T12:00:00.00Z" {
		t.Errorf("time %s", got)
	}
	if got := Scalar[int64](`"5"`); got.Value() != 5 {
		t.Errorf("scalar %v", got)
	}
	for name, f := range map[string]func(){"At": func() { At("x") }, "Scalar": func() { Scalar[bool]("2") }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s took what it should not", name)
				}
			}()
			f()
		}()
	}
}

func FuzzExample(f *testing.F) {
	f.Add([]byte("### x\n\n> GET /x HTTP/1.1\n>\n> ### y\n\n< HTTP/1.1 200 OK\n### x\n< y"), "x")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		request, response, err := example(data, name)
		if err == nil && len(request)+len(response) > len(data) {
			t.Error("the messages are longer than the file")
		}
	})
}

func FuzzMessage(f *testing.F) {
	f.Add([]byte("GET /x?a=b HTTP/1.1\r\nA: b\r\n\r\nbody"))
	f.Add([]byte("HTTP/1.1 200 OK\nA:\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := parseMessage(data)
		if err != nil {
			return
		}
		if len(m.body) > len(data) {
			t.Error("the body is longer than the file")
		}
		if status, err := m.status(); err == nil && (status < 200 || status > 599) {
			t.Errorf("status %d", status)
		}
		if r, err := m.request(); err == nil && len(r.path) == 0 {
			t.Error("a request without a path")
		}
	})
}

// TestNumbers compares numbers as golden tests do: by value, whatever they look like,
// integers digit by digit.
func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		a, b number
		same bool
	}{
		{"1", "1.0", true}, {"1e0", "1", true}, {"0", "-0", true}, {"-0", "-0.0", true}, {"1", "-1", false},
		{"9007199254740993", "9007199254740992", false}, {"0.1", "0.10", true}, {"0.1", "0.2", false},
	} {
		if got := cmp.Equal(test.a, test.b, compareNumbers()); got != test.same {
			t.Errorf("%s and %s: the same is %v", test.a, test.b, got)
		}
	}
}
