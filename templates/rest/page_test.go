package rest_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// pages serves three pages of two bodies each.
func pages(t *testing.T, requests *[]string) *rest.Client {
	var server string
	c, s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		*requests = append(*requests, r.RequestURI+" "+r.Header.Get("Prefer"))
		n := 1
		fmt.Sscan(r.URL.Query().Get("$skiptoken"), &n)
		next := fmt.Sprintf(`,"@odata.nextLink":"%s/v1.0/list?$skiptoken=%d"`, server, n+1)
		if n == 3 {
			next = `,"@odata.deltaLink":"` + server + `/v1.0/list?$deltatoken=x"`
		}
		reply(w, 200, fmt.Sprintf(`{"@odata.context":"c","@odata.count":6,"value":[{"content":"%d"},{"content":"%d"}]%s}`, 2*n-1, 2*n, next))
	})
	server = s.URL
	return c
}

var listRequest = rest.Request{Method: "GET", Path: "/list"}

func TestAll(t *testing.T) {
	var requests []string
	c := pages(t, &requests)
	var got string
	for b, err := range rest.All[*ItemBody](t.Context(), c, listRequest, rest.Top(2), rest.Prefer("p")) {
		if err != nil {
			t.Fatal(err)
		}
		got += b.Content.Value()
	}
	want := "/v1.0/list?$top=2 p,/v1.0/list?$skiptoken=2 p,/v1.0/list?$skiptoken=3 p"
	if got != "123456" || strings.Join(requests, ",") != want {
		t.Errorf("got %s by %v", got, requests)
	}
	requests = nil
	for b, err := range rest.All[*ItemBody](t.Context(), c, listRequest) {
		if err != nil || b.Content.Value() == "2" {
			break
		}
	}
	if len(requests) != 1 {
		t.Errorf("a page was fetched ahead: %v", requests)
	}
}

func TestAllFrom(t *testing.T) {
	var requests []string
	c := pages(t, &requests)
	p := new(rest.Page[*ItemBody])
	if err := c.Do(t.Context(), listRequest, p, rest.Top(2)); err != nil {
		t.Fatal(err)
	}
	for range 2 { // a walk may be made again
		requests = nil
		var got string
		for b, err := range rest.AllFrom(t.Context(), c, p, rest.Prefer("p")) {
			if err != nil {
				t.Fatal(err)
			}
			got += b.Content.Value()
		}
		if want := "/v1.0/list?$skiptoken=2 p,/v1.0/list?$skiptoken=3 p"; got != "123456" || strings.Join(requests, ",") != want {
			t.Errorf("got %s by %v", got, requests)
		}
	}
	requests = nil
	for range rest.AllFrom(t.Context(), c, p) {
		break
	}
	if len(requests) > 0 {
		t.Errorf("a page was fetched ahead: %v", requests)
	}
	c, _ = serve(t, func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, `{"value":[{}],"@odata.nextLink":"/v1.0/list?page=`+map[string]string{"1": "2", "2": "1"}[r.FormValue("page")]+`"}`)
	})
	var last error
	for _, err := range rest.AllFrom(t.Context(), c, &rest.Page[*ItemBody]{NextLink: "/v1.0/list?page=1"}) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "in a circle") {
		t.Error(last)
	}
}

func TestNext(t *testing.T) {
	var requests []string
	c := pages(t, &requests)
	p := new(rest.Page[*ItemBody])
	if err := c.Do(t.Context(), listRequest, p); err != nil || p.Count.Value() != 6 || p.DeltaLink != "" {
		t.Fatalf("%+v, %v", p, err)
	}
	n := 0
	var err error
	for last := p; p != nil; p, err = p.Next(t.Context(), c) {
		n, last = n+1, p
		if n == 3 && (last.NextLink != "" || !strings.HasSuffix(last.DeltaLink, "$deltatoken=x")) {
			t.Errorf("last page %+v", last)
		}
	}
	if n != 3 || err != nil {
		t.Errorf("%d pages, %v", n, err)
	}
}

func TestNextInACircle(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, `{"value":[{}],"@odata.nextLink":"/v1.0/list?page=1"}`)
	})
	p := &rest.Page[*ItemBody]{NextLink: "/v1.0/list?page=1"}
	if next, err := p.Next(t.Context(), c); next != nil || err == nil || !strings.Contains(err.Error(), "the page that it is on") {
		t.Error(err)
	}
}

func TestPagesEndWithAnError(t *testing.T) {
	for _, tt := range []struct{ name, link, want string }{
		{"circle", "/v1.0/list?page=1", "in a circle"},
		{"foreign host", "https://evil.example.com/v1.0/list?t=private", "is not followed"},
		{"foreign scheme", "file:///etc/passwd", "is not followed"},
		{"no URL", "http://%zz", "is no URL"},
		{"broken page", "/v1.0/broken", "500"},
	} {
		requests := 0
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			requests++
			if r.URL.Path == "/v1.0/broken" {
				reply(w, 500, "")
				return
			}
			reply(w, 200, `{"value":[{}],"@odata.nextLink":"`+tt.link+`"}`)
		})
		n, failed := 0, error(nil)
		for b, err := range rest.All[*ItemBody](t.Context(), c, listRequest) {
			if n++; err != nil {
				failed = err
				if b != nil {
					t.Errorf("%s: an element came with the error", tt.name)
				}
			}
		}
		if failed == nil || !strings.Contains(failed.Error(), tt.want) || strings.Contains(failed.Error(), "private") || requests > 3 {
			t.Errorf("%s: %v after %d requests", tt.name, failed, requests)
		}
	}
}

func TestPoller(t *testing.T) {
	for _, tt := range []struct {
		name    string
		answers []string // of the monitor: status and body
		want    string
		err     string
		polls   int
	}{
		{"status, then resource", []string{`202 {"status":"inProgress","percentageComplete":27.5}`, `200 {"content":"made"}`}, "made", "", 2},
		{"resource location", []string{`200 {"status":"notStarted"}`, `200 {"id":"op","status":"Succeeded","targetResourceLocation":"/made"}`}, "here", "", 2},
		{"resource id", []string{`202 {"status":"completed","resourceId":"01M\"X"}`}, `01M"X`, "", 1},
		{"nothing named", []string{`200 {"status":"succeeded"}`}, "<nil>", "", 1},
		{"202 without a body", []string{`202 `, `200 {"content":"made"}`}, "made", "", 2},
		{"failed", []string{`200 {"status":"failed","error":{"code":"nameAlreadyExists","message":"Taken."}}`}, "", "nameAlreadyExists: Taken.", 1},
		{"cancelled", []string{`200 {"status":"cancelled"}`}, "", "ended as cancelled", 1},
		{"gone", []string{`404 {"error":{"code":"itemNotFound"}}`}, "", "itemNotFound", 1},
	} {
		polls := 0
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/v1.0/copy":
				w.Header().Set("Location", "/monitor/1?sig=x")
				w.WriteHeader(202)
			case "/v1.0/made":
				reply(w, 200, `{"content":"here"}`)
			default:
				status, body, _ := strings.Cut(tt.answers[polls], " ")
				polls++
				var n int
				fmt.Sscan(status, &n)
				w.Header().Set("Retry-After", "0")
				reply(w, n, body)
			}
		})
		location, err := c.Start(t.Context(), rest.Request{Method: "POST", Path: "/copy"})
		if err != nil || !strings.HasSuffix(location, "/v1.0/monitor/1?sig=x") {
			t.Fatalf("%s: %q, %v", tt.name, location, err)
		}
		p := rest.NewPoller[*ItemBody](c, location)
		var result *ItemBody
		for done := false; !done && err == nil; {
			result, done, err = p.Poll(t.Context())
		}
		got := "<nil>"
		if result != nil {
			got = result.Content.Or(result.Extra.ETag())
			if id := string(result.Extra["id"]); id != "" {
				got = strings.ReplaceAll(strings.Trim(id, `"`), `\`, "")
			}
		}
		if tt.err == "" && (err != nil || got != tt.want) || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) || polls != tt.polls {
			t.Errorf("%s: %q, %v after %d polls", tt.name, got, err, polls)
		}
	}
}

func TestPollerWaits(t *testing.T) {
	polls := 0
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		polls++
		if polls == 1 {
			w.Header().Set("Retry-After", "1")
			reply(w, 202, `{"status":"running"}`)
			return
		}
		reply(w, 200, `{"status":"succeeded"}`)
	})
	start := time.Now()
	p := rest.NewPoller[*ItemBody](c, "")
	if _, err := p.Wait(t.Context()); err == nil {
		t.Error("a poller without a location has something to wait for")
	}
	var resp *http.Response
	if err := c.Do(t.Context(), rest.Request{Method: "GET", Path: "/m"}, nil, rest.Into(&resp)); err != nil {
		t.Fatal(err)
	}
	polls = 0
	p = rest.NewPoller[*ItemBody](c, resp.Request.URL.String())
	if _, err := p.Wait(t.Context()); err != nil || polls != 2 || time.Since(start) < time.Second || p.Status.State != "succeeded" {
		t.Errorf("%v after %d polls and %v", err, polls, time.Since(start))
	}
}

func TestStartWithoutLocation(t *testing.T) {
	c, _ := script(t, answer(202, ""))
	if _, err := c.Start(t.Context(), rest.Request{Method: "POST", Path: "/copy"}); err == nil || !strings.Contains(err.Error(), "status 202 names no URL") {
		t.Error(err)
	}
	c, _ = script(t, answer(409, ""))
	if _, err := c.Start(t.Context(), rest.Request{Method: "POST", Path: "/copy"}); !errors.Is(err, rest.ErrConflict) {
		t.Error(err)
	}
}
