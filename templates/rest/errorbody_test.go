package rest_test

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// TestErrorDocuments has a server fail with every document of testdata/errors.txt and
// compares what is read of it.
func TestErrorDocuments(t *testing.T) {
	const file = "testdata/errors.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest_, _ := strings.Cut(string(text), "=== ")
	out := head
	for document := range strings.SplitSeq(rest_, "=== ") {
		name, body, _ := strings.Cut(document, "\n")
		body, _, _ = strings.Cut(body, "\n> ")
		body = strings.TrimSpace(body)
		var opts []rest.ClientOption
		if name == "names of its own" {
			opts = append(opts, rest.ErrorsWith(&rest.ErrorMembers{Code: "reasonToken", Message: "explanation2", Target: "about", Details: "causes7", RequestID: "ticket"}))
		}
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 400, body) }, opts...)
		e := failure(t, c)
		out += "=== " + name + "\n" + body + "\n" + shown(e) + "\n"
	}
	out = strings.TrimSuffix(out, "\n")
	if *update {
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(out, "\n")); diff != "" && !*update {
		t.Errorf("what is read differs (-want +got):\n%s", diff)
	}
}

// failure is the error that a call ends with.
func failure(t *testing.T, c *rest.Client) *rest.Error {
	t.Helper()
	err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x"}, nil)
	var e *rest.Error
	if !errors.As(err, &e) {
		t.Fatalf("the call ends with %v", err)
	}
	return e
}

// shown writes down what an error has, each with a mark in front.
func shown(e *rest.Error) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "> %s: %s\n", name, value)
		}
	}
	line("code", e.Code)
	line("message", e.Message)
	line("target", e.Target)
	line("request", e.RequestID)
	for _, d := range e.Details {
		line("detail", fmt.Sprintf("%q %q %q", d.Code, d.Message, d.Target))
	}
	if b.Len() == 0 {
		return "> none\n"
	}
	return b.String()
}

// TestHostileErrorDocuments reads documents that are made to cost much.
func TestHostileErrorDocuments(t *testing.T) {
	for name, body := range map[string]string{
		"deep objects":   strings.Repeat(`{"error":`, 5000) + `1` + strings.Repeat(`}`, 5000),
		"deep lists":     strings.Repeat(`[`, 5000) + strings.Repeat(`]`, 5000),
		"deep details":   strings.Repeat(`{"errors":[`, 4000) + strings.Repeat(`]}`, 4000),
		"many members":   `{"a":0` + strings.Repeat(`,"a":0`, 100_000) + `}`,
		"many reasons":   `{"errors":["x"` + strings.Repeat(`,"x"`, 100_000) + `]}`,
		"many by fields": `{"errors":{"f":["x"]` + strings.Repeat(`,"f":["x"]`, 50_000) + `}}`,
		"deep names":     strings.Repeat(`{"errors":{"ffffffffffffffffffffffffff":`, 3000) + `["x"]` + strings.Repeat(`}}`, 3000),
		"no end":         `{"error":{"code":"a"`,
	} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { reply(w, 400, body) })
		e := failure(t, c)
		if len(e.Details) > 1000 || string(e.Body) != body {
			t.Errorf("%s: %d details", name, len(e.Details))
		}
	}
}

// TestRequestIDs looks for what the service calls a request.
func TestRequestIDs(t *testing.T) {
	for _, name := range []string{"Request-Id", "X-Request-ID", "X-Correlation-Id", "X-Trace-Id"} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(name, "h1")
			reply(w, 400, `{"message":"m","request_id":"b1"}`)
		})
		if e := failure(t, c); e.RequestID != "h1" {
			t.Errorf("%s: request id %q", name, e.RequestID)
		}
	}
}
