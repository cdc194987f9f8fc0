package rest_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// told answers every call with body, and shows what was called.
func told(t *testing.T, body string) (*rest.Client, *[]string) {
	t.Helper()
	var seen []string
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		seen = append(seen, fmt.Sprintf("%s %s %s", r.Method, r.URL.RequestURI(), sent))
		reply(w, 200, body)
	})
	return c, &seen
}

func TestSend(t *testing.T) {
	c, _ := script(t, answer(201, `{"subject":"x"}`, "Location", "/made", "ETag", `W/"2"`), answer(410, ""))
	r, err := rest.Send(t.Context(), c, nil, "POST /x/{id}", nil, "1")
	if err != nil || r.StatusCode != 201 || r.Location() != "/made" || r.ETag() != `W/"2"` {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := rest.Send(t.Context(), c, nil, "POST /x", nil); r != nil || !errors.Is(err, rest.ErrGone) {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestCall(t *testing.T) {
	opts := []rest.Option{rest.Top(1)}
	c, seen := told(t, `{"subject":"x","value":["a","b"]}`)
	e, err := rest.Call[*Event](t.Context(), c, opts, "PATCH /x/{id}/y/{id}", &Event{Subject: rest.Some("s")}, "1", "a/b")
	if err != nil || e.Subject.Value() != "x" {
		t.Errorf("%+v, %v", e, err)
	}
	if got := []string{rest.Arg(int32(-1)), rest.Arg(true), rest.Arg(rest.Date("2030-05-01"))}; !slices.Equal(got, []string{"-1", "true", "2030-05-01"}) {
		t.Errorf("arguments are %q", got)
	}
	raw, err := rest.Call[jsontext.Value](t.Context(), c, nil, "GET /raw", nil)
	if err != nil || string(raw) != `{"subject":"x","value":["a","b"]}` {
		t.Errorf("%s, %v", raw, err)
	}
	p, err := rest.Call[*rest.Page[string]](t.Context(), c, nil, "GET /page", nil)
	if err != nil || len(p.Value) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	list, err := rest.CallMember[[]string](t.Context(), c, nil, "GET /list/{id}", nil, "value", "1")
	if err != nil || len(list) != 2 || list[1] != "b" {
		t.Errorf("%v, %v", list, err)
	}
	subject, err := rest.CallMember[string](t.Context(), c, nil, "GET /subject", nil, "subject")
	if err != nil || subject != "x" {
		t.Errorf("%q, %v", subject, err)
	}
	var items []string
	for item, err := range rest.Items[string](t.Context(), c, opts, "GET /items/{id}", nil, "1") {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item)
	}
	want := []string{`PATCH /v1.0/x/1/y/a%2Fb?$top=1 {"subject":"s"}`, "GET /v1.0/raw ", "GET /v1.0/page ", "GET /v1.0/list/1 ",
		"GET /v1.0/subject ", "GET /v1.0/items/1?$top=1 ", "a", "b"}
	if diff := cmp.Diff(want, append(*seen, items...)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCallFails(t *testing.T) {
	c, _ := script(t, answer(404, ""))
	if e, err := rest.Call[*Event](t.Context(), c, nil, "GET /x", nil); e != nil || !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("%v, %v", e, err)
	}
	if list, err := rest.CallMember[[]string](t.Context(), c, nil, "GET /x", nil, "value"); list != nil || !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("%v, %v", list, err)
	}
	for _, args := range [][]string{nil, {""}, {rest.Arg(struct{}{})}, {"1", "2"}} {
		if _, err := rest.Send(t.Context(), c, nil, "GET /x/{id}", nil, args...); err == nil || errors.Is(err, rest.ErrNotFound) {
			t.Errorf("a call with the arguments %q was made: %v", args, err)
		}
	}
}
