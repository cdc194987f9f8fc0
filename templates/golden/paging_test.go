package golden

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// A list is walked as it is played in every kind, and a client that walks it in another way
// is found out.
func TestSeries(t *testing.T) {
	const answer = `{"data":[{"name":"k"},{"name":"l"}],"meta":{"x":1},"odd":null}`
	for _, tt := range []struct {
		answer   string
		paging   rest.Paging
		requests string
	}{
		{answer, rest.Paging{Items: "data", Next: "next"}, "/base/list?limit=1 /base/next/page%202?token=%C3%A9%2F%20%2B"},
		{answer, rest.Paging{Items: "data", Next: "links.next.href"}, "/base/list?limit=1 /base/next/page%202?token=%C3%A9%2F%20%2B"},
		{answer, rest.Paging{Items: "data", Next: "meta.cursor", Query: "c"}, "/base/list?limit=1 /base/list?limit=1&c=%C3%A9%2F%20%2B%26%3D%25"},
		{answer, rest.Paging{Items: "data", Last: "name", Query: "after", More: "meta.more"}, "/base/list?limit=1 /base/list?limit=1&after=l"},
		{answer, rest.Paging{Items: "data", Last: "name", Query: "after"}, "/base/list?limit=1 /base/list?limit=1&after=l"},
		{answer, rest.Paging{Items: "data", Page: "page", First: 1, Pages: "pages"}, "/base/list?limit=1 /base/list?limit=1&page=2"},
		{answer, rest.Paging{Items: "data", Page: "page"}, "/base/list?limit=1 /base/list?limit=1&page=1 /base/list?limit=1&page=2"},
		{answer, rest.Paging{Items: "data", Offset: "skip", Total: "total"}, "/base/list?limit=1 /base/list?limit=1&skip=2"},
		{answer, rest.Paging{Items: "data", Offset: "start", First: 1}, "/base/list?limit=1 /base/list?limit=1&start=3 /base/list?limit=1&start=7"},
		{`{"_embedded":{"things":[{"name":"k"}]},"_links":{}}`, rest.Paging{Items: "_embedded.things", Next: "_links.next.href"}, "/base/list?limit=1 /base/next/page%202?token=%C3%A9%2F%20%2B"},
		{`[{"name":"k"}]`, rest.Paging{LinkHeader: true}, "/base/list?limit=1 /base/next/page%202?token=%C3%A9%2F%20%2B"},
		{`[{"name":"k"}]`, rest.Paging{Page: "page", First: 1, Total: "header:X-Total"}, "/base/list?limit=1 /base/list?limit=1&page=2"},
		{`[{"name":"k"}]`, rest.Paging{Next: "header:X-Next", Query: "c"}, "/base/list?limit=1 /base/list?limit=1&c=%C3%A9%2F%20%2B%26%3D%25"},
		{`[{"name":"k"}]`, rest.Paging{Offset: "skip"}, "/base/list?limit=1 /base/list?limit=1&skip=1 /base/list?limit=1&skip=3"},
	} {
		x := &RequestLines{URL: "https://golden.invalid/base"}
		s, err := seriesOf(&tt.paging, []byte(tt.answer), x.nextURL())
		if err != nil {
			t.Fatal(err)
		}
		first := wireRequest{method: "GET", path: []string{"", "list"}, query: map[string][]string{"limit": {"1"}}}
		var requests []string
		client, err := rest.NewClient(nil, rest.BaseURL(x.URL), rest.HTTPClient(&http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			requests = append(requests, r.URL.RequestURI())
			compareLine(t, &line{}, r, s.asked(first, len(requests)))
			body, header, err := s.answer(len(requests))
			if err != nil {
				return nil, err
			}
			l := &line{status: 200, response: &message{}}
			resp := l.answer(r, body)
			maps.Copy(resp.Header, header)
			return resp, nil
		})}))
		if err != nil {
			t.Fatal(err)
		}
		got, want := "", ""
		for item, err := range rest.All[*thing](t.Context(), client, rest.Request{Method: "GET", Path: "/list", Paging: &tt.paging}, rest.Query("limit", "1")) {
			if err != nil {
				t.Fatalf("%+v: %v", tt.paging, err)
			}
			got += item.Name.Value()
		}
		for _, e := range s.all() {
			want += strings.Trim(string(e), `{"name:}`)
		}
		if got != want || len(requests) != s.pages || strings.Join(requests, " ") != tt.requests {
			t.Errorf("%+v: %s, want %s, by %q", tt.paging, got, want, requests)
		}
	}
}

// roundTrip is a transport.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Next compares links by where they lead.
func TestNextLeads(t *testing.T) {
	e := &Exchange{URL: "http://127.0.0.1:1", request: &message{start: "GET /v1/shops/7/books?limit=2 HTTP/1.1"}}
	for _, tt := range []struct {
		got, want string
		ok        bool
	}{
		{"", "", true},
		{"http://127.0.0.1:1/x", "", false},
		{"", "?page=2", false},
		{"http://127.0.0.1:1/v1/shops/7/books?page=2&limit=2", "?limit=2&page=2", true},
		{"http://127.0.0.1:1/v1/shops/7/books?page=2", "?limit=2&page=2", false},
		{"http://127.0.0.1:1/v1/shops/7/books?page=3&limit=2", "?limit=2&page=2", false},
		{"https://api.example.com/books?p=2", "https://api.example.com/books?p=2", true},
		{"https://api.example.com/books?p=2", "https://other.example.com/books?p=2", false},
		{"http://127.0.0.1:1/v2/x?p=2", "/v2/x?p=2", true},
		{"http://127.0.0.1:1/v1/shops/7/books?p=2", "shops/7/books?p=2", true},
		{"http://127.0.0.1:1/v1/shops/7/books?p=2", "/shops/7/books?p=2", true},
		{"http://127.0.0.1:1/v1/shops/7/books?p=2", "/shops/8/books?p=2", false},
	} {
		r := &recorder{TB: t}
		if Next(r, e, tt.got, tt.want); (len(r.failures) == 0) != tt.ok {
			t.Errorf("%q for %q: %v", tt.got, tt.want, r.failures)
		}
	}
}
