package rest_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// A round of a delta query ends in a link, which is kept, and the next round begins
// there, in whatever process: first all elements, then what has changed. A link that
// the service does not know any more is told apart.
func TestDelta(t *testing.T) {
	var server string
	var requests []string
	c, s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		requests = append(requests, r.RequestURI)
		switch r.URL.Query().Encode() {
		case "%24top=1":
			reply(w, 200, `{"value":[{"content":"1"}],"@odata.nextLink":"`+server+`/v1.0/delta?$skiptoken=2"}`)
		case "%24skiptoken=2":
			reply(w, 200, `{"value":[{"content":"2"}],"@odata.deltaLink":"`+server+`/v1.0/delta?$deltatoken=3"}`)
		case "%24deltatoken=3":
			reply(w, 200, `{"value":[{"@removed":{"reason":"deleted"}}],"@odata.deltaLink":"`+server+`/v1.0/delta?$deltatoken=4"}`)
		default:
			reply(w, 410, `{"error":{"code":"syncStateNotFound"}}`)
		}
	})
	server = s.URL
	link := ""
	round := func() (got []string, failed error) {
		requests = nil
		for b, err := range rest.Items[*ItemBody](t.Context(), c, []rest.Option{rest.Top(1), rest.Resume(link), rest.KeepDelta(&link)}, "GET /delta", nil) {
			if err != nil {
				return got, err
			}
			got = append(got, fmt.Sprint(b.Content)+string(b.Extra["@removed"]))
		}
		return got, nil
	}
	for i, want := range []string{
		"[1 2] <nil> [/v1.0/delta?$top=1 /v1.0/delta?$skiptoken=2] $deltatoken=3",
		`[<absent>{"reason":"deleted"}] <nil> [/v1.0/delta?$deltatoken=3] $deltatoken=4`,
	} {
		got, err := round()
		_, token, _ := strings.Cut(link, "?")
		if text := fmt.Sprint(got, err, requests, token); strings.ReplaceAll(text, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("round %d: %s, want %s", i+1, text, want)
		}
	}
	got, err := round()
	if !errors.Is(err, rest.ErrGone) || len(got) != 0 || !strings.HasSuffix(link, "$deltatoken=4") {
		t.Errorf("%v, %v, %s", got, err, link)
	}
	page, err := rest.Call[*rest.Page[*ItemBody]](t.Context(), c, []rest.Option{rest.Resume(server + "/v1.0/delta?$deltatoken=3"), rest.KeepDelta(&link)}, "GET /delta", nil)
	if err != nil || page.DeltaLink != link {
		t.Errorf("one page: %v, %v", page, err)
	}
}

// A link is followed only where it may lead, and by a call that reads.
func TestResumeRefused(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Error("a request was sent") })
	for link, want := range map[string]string{"https://evil.example.com/x?t=private": "is not followed", "://": "is no URL"} {
		err := c.Do(t.Context(), listRequest, nil, rest.Resume(link))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "private") {
			t.Errorf("%s: %v", link, err)
		}
	}
	if err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x"}, nil, rest.Resume("/v1.0/x")); err == nil || !strings.Contains(err.Error(), "nothing to resume") {
		t.Error(err)
	}
}
