package rest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// A jobTest is a service with its own way to tell of long-running work.
type jobTest struct {
	name    string
	form    rest.JobForm
	monitor string   // of the request
	started string   // the answer to it: status, perhaps a Location, body
	answers []string // of the monitor, likewise
	want    string   // the result, as JSON
	err     string
	polled  string // the paths that were asked for
}

// kitchen says its states in words of its own.
var kitchen = rest.JobForm{
	State: []string{"phase"}, Running: []string{"chopping", "cooking"}, Done: []string{"served"}, Failed: []string{"burnt"},
	Result: []string{"dish", "dish_url", "/dishes/{dish_id}"}, Error: "mishap",
}

var jobTests = []jobTest{
	{"own words", kitchen, "/jobs/{id}", `202 {"id":"a/b"}`, []string{`200 {"phase":"chopping"}`, `200 {"phase":"COOKING"}`, `200 {"phase":"served","dish":{"content":"soup"}}`},
		`{"content":"soup"}`, "", "/v1.0/jobs/a%2Fb /v1.0/jobs/a%2Fb /v1.0/jobs/a%2Fb"},
	{"a link in the body", kitchen, "{links.watch}", `202 {"links":{"watch":"/watch/7"}}`, []string{`200 {"phase":"served","dish_url":"/dishes/9"}`, `200 {"content":"stew"}`},
		`{"content":"stew"}`, "", "/v1.0/watch/7 /v1.0/dishes/9"},
	{"an id in a header", kitchen, "/jobs/{header:X-Job}", `202@X-Job=3 `, []string{`200 {"phase":"served","dish_id":12}`, `200 {"content":"pie"}`},
		`{"content":"pie"}`, "", "/v1.0/jobs/3 /v1.0/dishes/12"},
	{"an argument of the call", kitchen, "/shops/{1}/jobs/{job.id}", `202 {"job":{"id":5}}`, []string{`200 {"phase":"served"}`},
		"null", "", "/v1.0/shops/north%20end/jobs/5"},
	{"a header where the body has nothing", kitchen, "/jobs/{id}", `202@Location=/m {}`, []string{`200 {"phase":"served","dish":null}`}, "null", "", "/v1.0/m"},
	{"nothing to follow it at", kitchen, "/jobs/{id}", `202 {}`, nil, "", "names no URL", ""},
	{"a redirection", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`202 {"phase":"cooking"}`, `303@Location=/v1.0/dishes/4 `, `200 {"content":"cake","phase":"cold"}`},
		`{"content":"cake","phase":"cold"}`, "", "/v1.0/jobs/1 /v1.0/jobs/1 /v1.0/dishes/4"},
	{"a moved monitor", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`307@Location=/v1.0/elsewhere `, `200 {"phase":"served","dish":{"content":"tart"}}`},
		`{"content":"tart"}`, "", "/v1.0/jobs/1 /v1.0/elsewhere"},
	{"a state that is not known", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`200 {"phase":"plated","dish":{"content":"no"}}`},
		"", `says "plated" in its member "phase"`, "/v1.0/jobs/1"},
	{"a word of others", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`200 {"phase":"in progress"}`, `200 {"phase":"Succeeded"}`}, "null", "", "/v1.0/jobs/1 /v1.0/jobs/1"},
	{"no state", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`200 {"status":"succeeded"}`}, "", `says no state in its member "phase"`, "/v1.0/jobs/1"},
	{"nothing at all", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`204 `}, "", "says no state", "/v1.0/jobs/1"},
	{"failed with an object", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`200 {"phase":"burnt","mishap":{"code":"tooHot","message":"Burnt."}}`}, "", "tooHot: Burnt.", "/v1.0/jobs/1"},
	{"failed with a text", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`200 {"phase":"burnt","mishap":"Too hot."}`}, "", "burnt: Too hot.", "/v1.0/jobs/1"},
	{"failed without a word", kitchen, "/jobs/{id}", `202 {"id":1}`, []string{`200 {"phase":"burnt"}`}, "", "ended as burnt", "/v1.0/jobs/1"},
	{"a boolean", rest.JobForm{State: []string{"done"}, Running: []string{"false"}, Done: []string{"true"}, Result: []string{"response"}, Error: "error"},
		"/ops/{name}", `200 {"name":"x","done":false}`, []string{`200 {"done":false}`, `200 {"done":true,"response":{"content":"made"}}`}, `{"content":"made"}`, "", "/v1.0/ops/x /v1.0/ops/x"},
	{"a boolean, failed", rest.JobForm{State: []string{"done"}, Running: []string{"false"}, Done: []string{"true"}, Error: "error"},
		"/ops/{name}", `200 {"name":"x"}`, []string{`200 {"done":true,"error":{"code":"gone","message":"Not found."}}`}, "", "gone: Not found.", "/v1.0/ops/x"},
	{"a boolean, failed without a code", rest.JobForm{State: []string{"done"}, Running: []string{"false"}, Done: []string{"true"}, Error: "fault"},
		"/ops/{name}", `200 {"name":"x"}`, []string{`200 {"done":true,"fault":{}}`}, "", "ended with an error", "/v1.0/ops/x"},
	{"its own answer", rest.JobForm{State: []string{"job.state"}, Result: []string{"."}},
		"/jobs/{id}", `202 {"id":1}`, []string{`200 {"job":{"state":"in_progress"}}`, `200 {"job":{"state":"done"},"content":"x"}`}, `{"content":"x","job":{"state":"done"}}`, "", "/v1.0/jobs/1 /v1.0/jobs/1"},

	{"common: pending", rest.JobForm{}, "", `202@Location=/m `, []string{`200 {"status":"pending"}`, `200 {"content":"made"}`}, `{"content":"made"}`, "", "/v1.0/m /v1.0/m"},
	{"common: state", rest.JobForm{}, "", `202@Location=/m `, []string{`200 {"state":"running"}`, `200 {"state":"failed","error":"Broken."}`}, "", "failed: Broken.", "/v1.0/m /v1.0/m"},
	{"common: a word that is not known", rest.JobForm{}, "", `202@Location=/m `, []string{`200 {"status":"simmering"}`}, "", `says "simmering" in its member "status"`, "/v1.0/m"},
	{"common: with 202 too", rest.JobForm{}, "", `202@Location=/m `, []string{`202 {"state":"simmering"}`}, "", `says "simmering" in its member "state"`, "/v1.0/m"},
}

// TestJobs follows long-running work of services that tell of it in their own ways.
func TestJobs(t *testing.T) {
	for _, tt := range jobTests {
		t.Run(tt.name, func(t *testing.T) {
			var polled []string
			answers := append([]string{tt.started}, tt.answers...)
			c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					polled = append(polled, r.URL.EscapedPath())
				}
				if len(answers) == 0 {
					t.Errorf("%s is asked for", r.URL)
					return
				}
				play(w, answers[0])
				answers = answers[1:]
			}, rest.JobsWith(&tt.form))
			got, err := run[*ItemBody](t.Context(), c, tt.monitor)
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Fatalf("the error is %v", err)
			}
			if err == nil && jsonOf(t, got) != tt.want {
				t.Errorf("got %s", jsonOf(t, got))
			}
			if p := strings.Join(polled, " "); p != tt.polled {
				t.Errorf("polled %s", p)
			}
		})
	}
}

// play answers with a status, perhaps a header field, and a body.
func play(w http.ResponseWriter, answer string) {
	head, body, _ := strings.Cut(answer, " ")
	code, field, _ := strings.Cut(head, "@")
	if name, value, ok := strings.Cut(field, "="); ok {
		w.Header().Set(name, value)
	}
	w.Header().Set("Retry-After", "0")
	var status int
	fmt.Sscan(code, &status)
	reply(w, status, body)
}

// run starts the work and polls until it is over.
func run[T any](ctx context.Context, c *rest.Client, monitor string) (result T, err error) {
	location, err := c.Start(ctx, rest.Request{Method: "POST", Path: "/shops/{shop}/dishes", Args: []any{"north end"}, Monitor: monitor})
	if err != nil {
		return result, err
	}
	p := rest.NewPoller[T](c, location)
	for done := false; !done && err == nil; {
		result, done, err = p.Poll(ctx)
	}
	return result, err
}

// TestJobWithAState has a result that has a state of its own: whether it is that or the
// monitor's is told by what the monitor has said before.
func TestJobWithAState(t *testing.T) {
	for _, tt := range []struct{ name, first, want string }{
		{"its own", `202 `, ""},
		{"the monitor's", `200 {"state":"running"}`, `says "warm"`},
	} {
		answers := []string{`202@Location=/m `, tt.first, `200 {"state":"warm"}`}
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			play(w, answers[0])
			answers = answers[1:]
		})
		got, err := run[*lamp](t.Context(), c, "")
		if tt.want == "" && (err != nil || got.State.Value() != "warm") || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, %v", tt.name, got, err)
		}
	}
}

// A lamp has a state.
type lamp struct {
	State rest.Opt[string] `json:"state"`
	Extra rest.Extra
}

func (x *lamp) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *lamp) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }

// TestJobUntyped has a result of which nothing is known: a state in it is never success.
func TestJobUntyped(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		play(w, map[bool]string{true: `202@Location=/m `, false: `200 {"status":"warm"}`}[r.Method == http.MethodPost])
	})
	_, err := run[jsontext.Value](t.Context(), c, "")
	var unknown *rest.StateError
	if !errors.As(err, &unknown) || unknown.Member != "status" || unknown.State != "warm" || string(unknown.Body) != `{"status":"warm"}` {
		t.Errorf("the error is %v", err)
	}
}

// TestJobElsewhere follows work at another host, which is not given the token, and ends
// with the context.
func TestJobElsewhere(t *testing.T) {
	polls := 0
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if polls++; r.Header.Get("Authorization") != "" {
			t.Error("the token is sent to another host")
		}
		play(w, `200 {"phase":"cooking"}`)
	}))
	defer other.Close()
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret" {
			t.Error("the token is not sent")
		}
		play(w, `202 {"watch":"`+other.URL+`/7"}`)
	}, rest.JobsWith(&kitchen))
	location, err := c.Start(t.Context(), rest.Request{Method: "POST", Path: "/dishes", Monitor: "{watch}"})
	if err != nil || location != other.URL+"/7" {
		t.Fatalf("%q, %v", location, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	p := rest.NewPoller[*ItemBody](c, location)
	if _, err := p.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) || polls == 0 || p.Status.State != "cooking" {
		t.Errorf("%v after %d polls", err, polls)
	}
}

// jsonOf is a value as JSON.
func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
