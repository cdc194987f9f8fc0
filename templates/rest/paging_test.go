package rest_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// A collection is a service with elements "1" to "5", of which it sends two at a time.
type collection struct {
	requests []string
	answer   func(r *http.Request, header http.Header) string
}

func (s *collection) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests = append(s.requests, r.RequestURI)
	body := s.answer(r, w.Header())
	status := 200
	if body == "" {
		status, body = 404, `{"error":{"code":"noPage"}}`
	}
	reply(w, status, body)
}

// part is the JSON of the elements behind the first skip ones, two at most, and whether
// there are more.
func part(skip int) (items string, more bool) {
	var all []string
	for i := skip + 1; i <= 5 && i <= skip+2; i++ {
		all = append(all, fmt.Sprintf(`{"content":"%d"}`, i))
	}
	return "[" + strings.Join(all, ",") + "]", skip+2 < 5
}

// asked is a number in a query, d where there is none.
func asked(r *http.Request, name string, d int) int {
	if n, err := strconv.Atoi(r.URL.Query().Get(name)); err == nil {
		return n
	}
	return d
}

// orNull is a value if there is more, and null if not.
func orNull(more bool, value string) string {
	if more {
		return value
	}
	return "null"
}

// Every kind of paging is walked to its end, element by element, with the requests that the
// service wants, and each page is encoded again as it came.
func TestPagingKinds(t *testing.T) {
	for _, tt := range []struct {
		name   string
		paging rest.Paging
		answer func(r *http.Request, h http.Header) string
		want   string // the queries
	}{
		{"link in a member", rest.Paging{Items: "books", Next: "next"}, func(r *http.Request, _ http.Header) string {
			skip := asked(r, "from", 0)
			items, more := part(skip)
			return fmt.Sprintf(`{"next":%s,"books":%s}`, orNull(more, fmt.Sprintf(`"http://%s/v1.0/books?from=%d"`, r.Host, skip+2)), items)
		}, "limit=2 from=2 from=4"},
		{"relative link further in", rest.Paging{Items: "data.books", Next: "data.links.next"}, func(r *http.Request, _ http.Header) string {
			skip := asked(r, "from", 0)
			items, more := part(skip)
			next := fmt.Sprintf(`{"next":"?from=%d"}`, skip+2)
			if !more {
				next = "{}"
			}
			return fmt.Sprintf(`{"ok":true,"data":{"links":%s,"books":%s}}`, next, items)
		}, "limit=2 from=2 from=4"},
		{"path as link", rest.Paging{Items: "d", Next: "paging.next"}, func(r *http.Request, _ http.Header) string {
			skip := asked(r, "from", 0)
			items, more := part(skip)
			if !more {
				return `{"d":` + items + `,"paging":{"next":""}}`
			}
			return fmt.Sprintf(`{"d":%s,"paging":{"next":"/v1.0/books?from=%d"}}`, items, skip+2)
		}, "limit=2 from=2 from=4"},
		{"link from the base on", rest.Paging{Items: "value", Next: "@nextLink"}, func(r *http.Request, _ http.Header) string {
			skip := asked(r, "skip", 0)
			items, more := part(skip)
			if !more {
				return `{"value":` + items + `}`
			}
			return fmt.Sprintf(`{"@nextLink":"books/?skip=%d","value":%s}`, skip+2, items)
		}, "limit=2 skip=2 skip=4"},
		{"link without the version", rest.Paging{Items: "value", Next: "links.next.uri"}, func(r *http.Request, _ http.Header) string {
			skip := asked(r, "skip", 0)
			items, more := part(skip)
			if !more {
				return `{"value":` + items + `,"links":{"self":{"uri":"/books"}}}`
			}
			return fmt.Sprintf(`{"links":{"next":{"uri":"/books?skip=%d"}},"value":%s}`, skip+2, items)
		}, "limit=2 skip=2 skip=4"},
		{"cursor", rest.Paging{Items: "items", Next: "next_cursor", Query: "cursor"}, func(r *http.Request, _ http.Header) string {
			skip, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Query().Get("cursor"), "a+b/&=é "))
			items, more := part(skip)
			if !more {
				return `{"items":` + items + `}`
			}
			return fmt.Sprintf(`{"items":%s,"next_cursor":"a+b/&=é %d"}`, items, skip+2)
		}, "limit=2 limit=2&cursor=a%2Bb%2F%26%3D%C3%A9%202 limit=2&cursor=a%2Bb%2F%26%3D%C3%A9%204"},
		{"cursor beside a flag", rest.Paging{Items: "items", Next: "page.next_cursor", Query: "cursor", More: "page.has_more"}, func(r *http.Request, _ http.Header) string {
			skip := asked(r, "cursor", 0)
			items, more := part(skip)
			return fmt.Sprintf(`{"items":%s,"page":{"next_cursor":"%d","has_more":%t}}`, items, skip+2, more)
		}, "limit=2 limit=2&cursor=2 limit=2&cursor=4"},
		{"number of the next page", rest.Paging{Items: "data", Next: "meta.next_page", Query: "page"}, func(r *http.Request, _ http.Header) string {
			page := asked(r, "page", 1)
			items, more := part(2 * (page - 1))
			return fmt.Sprintf(`{"data":%s,"meta":{"next_page":%s}}`, items, orNull(more, strconv.Itoa(page+1)))
		}, "limit=2 limit=2&page=2 limit=2&page=3"},
		{"next page 0 for none", rest.Paging{Items: "data", Next: "next", Query: "page"}, func(r *http.Request, _ http.Header) string {
			page := asked(r, "page", 1)
			items, more := part(2 * (page - 1))
			if !more {
				page = -1
			}
			return fmt.Sprintf(`{"data":%s,"next":%d}`, items, page+1)
		}, "limit=2 limit=2&page=2 limit=2&page=3"},
		{"last element", rest.Paging{Items: "data", Last: "content", Query: "starting_after", More: "has_more"}, func(r *http.Request, _ http.Header) string {
			items, more := part(asked(r, "starting_after", 0))
			return fmt.Sprintf(`{"object":"list","has_more":%t,"data":%s}`, more, items)
		}, "limit=2 limit=2&starting_after=2 limit=2&starting_after=4"},
		{"last element of a bare array", rest.Paging{Last: "content", Query: "after"}, func(r *http.Request, _ http.Header) string {
			items, _ := part(asked(r, "after", 0))
			return items
		}, "limit=2 limit=2&after=2 limit=2&after=4 limit=2&after=5"},
		{"header", rest.Paging{LinkHeader: true}, func(r *http.Request, h http.Header) string {
			skip := asked(r, "from", 0)
			items, more := part(skip)
			if more {
				h.Add("Link", `<https://example.com/help>; rel="help"`)
				h.Add("Link", fmt.Sprintf(`</v1.0/books?from=0>; rel=first, </v1.0/books?from=%d&x=1,2>; rel="next"`, skip+2))
			}
			return items
		}, "limit=2 from=2&x=1,2 from=4&x=1,2"},
		{"page number until there is nothing", rest.Paging{Page: "page", First: 1}, func(r *http.Request, _ http.Header) string {
			items, _ := part(2 * (asked(r, "page", 1) - 1))
			return items
		}, "limit=2 limit=2&page=2 limit=2&page=3 limit=2&page=4"},
		{"page number from 0, pages as a string", rest.Paging{Items: "content", Page: "page", Pages: "totalPages"}, func(r *http.Request, _ http.Header) string {
			items, _ := part(2 * asked(r, "page", 0))
			return `{"content":` + items + `,"totalPages":"3"}`
		}, "limit=2 limit=2&page=1 limit=2&page=2"},
		{"page number with a total", rest.Paging{Items: "data", Page: "page", First: 1, Total: "total"}, func(r *http.Request, _ http.Header) string {
			items, _ := part(2 * (asked(r, "page", 1) - 1))
			return `{"data":` + items + `,"total":5}`
		}, "limit=2 limit=2&page=2 limit=2&page=3"},
		{"page number with a flag", rest.Paging{Items: "data", Page: "page", First: 1, More: "hasNext"}, func(r *http.Request, _ http.Header) string {
			items, more := part(2 * (asked(r, "page", 1) - 1))
			return fmt.Sprintf(`{"data":%s,"hasNext":%t}`, items, more)
		}, "limit=2 limit=2&page=2 limit=2&page=3"},
		{"offset with a total", rest.Paging{Items: "data", Offset: "offset", Total: "total"}, func(r *http.Request, _ http.Header) string {
			items, _ := part(asked(r, "offset", 0))
			return `{"data":` + items + `,"total":"5"}`
		}, "limit=2 limit=2&offset=2 limit=2&offset=4"},
		{"offset until there is nothing", rest.Paging{Items: "data", Offset: "offset"}, func(r *http.Request, _ http.Header) string {
			items, _ := part(asked(r, "offset", 0))
			return `{"data":` + items + `}`
		}, "limit=2 limit=2&offset=2 limit=2&offset=4 limit=2&offset=5"},
		{"number of the first element", rest.Paging{Items: "Resources", Offset: "startIndex", First: 1, Total: "totalResults"}, func(r *http.Request, _ http.Header) string {
			items, _ := part(asked(r, "startIndex", 1) - 1)
			return `{"Resources":` + items + `,"totalResults":5}`
		}, "limit=2 limit=2&startIndex=3 limit=2&startIndex=5"},
		{"a bare array for an object", rest.Paging{Items: "data", Page: "page", First: 1}, func(r *http.Request, _ http.Header) string {
			items, _ := part(2 * (asked(r, "page", 1) - 1))
			return items
		}, "limit=2 limit=2&page=2 limit=2&page=3 limit=2&page=4"},
		{"page number with a total in the header", rest.Paging{Page: "page", First: 1, Total: "header:X-Total-Count"}, func(r *http.Request, h http.Header) string {
			h.Set("X-Total-Count", " 5 ")
			items, _ := part(2 * (asked(r, "page", 1) - 1))
			return items
		}, "limit=2 limit=2&page=2 limit=2&page=3"},
		{"page number with the pages in the header", rest.Paging{Page: "page", First: 1, Pages: "header:X-Total-Pages"}, func(r *http.Request, h http.Header) string {
			h.Set("X-Total-Pages", "3")
			items, _ := part(2 * (asked(r, "page", 1) - 1))
			return items
		}, "limit=2 limit=2&page=2 limit=2&page=3"},
		{"cursor in the header", rest.Paging{Next: "header:X-Next", Query: "from"}, func(r *http.Request, h http.Header) string {
			items, more := part(asked(r, "from", 0))
			if more {
				h.Set("X-Next", strconv.Itoa(asked(r, "from", 0)+2))
			}
			return items
		}, "limit=2 limit=2&from=2 limit=2&from=4"},
		{"a link header beside a total", rest.Paging{Items: "data", LinkHeader: true, Total: "total"}, func(r *http.Request, h http.Header) string {
			items, more := part(asked(r, "from", 0))
			if more {
				h.Set("Link", fmt.Sprintf(`</v1.0/books?limit=2&from=%d>; rel="next"`, asked(r, "from", 0)+2))
			}
			return `{"data":` + items + `,"total":9}`
		}, "limit=2 limit=2&from=2 limit=2&from=4"},
		{"a whole list", rest.Paging{Items: "data"}, func(r *http.Request, _ http.Header) string {
			return `{"data":[{"content":"1"},{"content":"2"},{"content":"3"},{"content":"4"},{"content":"5"}]}`
		}, "limit=2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &collection{answer: tt.answer}
			c, _ := serve(t, s.ServeHTTP)
			r := rest.Request{Method: "GET", Path: "/books", Paging: &tt.paging}
			got := ""
			for b, err := range rest.All[*ItemBody](t.Context(), c, r, rest.Query("limit", "2")) {
				if err != nil {
					t.Fatal(err)
				}
				got += b.Content.Value()
			}
			if got != "12345" {
				t.Errorf("elements %s", got)
			}
			if queries := strings.ReplaceAll(strings.Join(s.requests, " "), "/v1.0/books?", ""); queries != tt.want {
				t.Errorf("queries %s, want %s", queries, tt.want)
			}
			s.requests = nil
			p, err := rest.List[*ItemBody](t.Context(), c, r, rest.Query("limit", "2"))
			for err == nil && p != nil {
				sameAsAnswer(t, s, p)
				p, err = p.Next(t.Context(), c)
			}
			if queries := strings.ReplaceAll(strings.Join(s.requests, " "), "/v1.0/books?", ""); err != nil || queries != tt.want {
				t.Errorf("by Next: queries %s, want %s, %v", queries, tt.want, err)
			}
		})
	}
}

// sameAsAnswer compares a page, encoded again, with the answer that it came from.
func sameAsAnswer(t *testing.T, s *collection, p *rest.Page[*ItemBody]) {
	t.Helper()
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	target, _ := url.Parse(s.requests[len(s.requests)-1])
	body := s.answer(&http.Request{Method: "GET", URL: target, Host: hostOf(p.NextLink)}, http.Header{})
	var want, got any
	if err := errors.Join(json.Unmarshal([]byte(body), &want), json.Unmarshal(raw, &got)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("encoded again (-came +encoded):\n%s", diff)
	}
}

func hostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return u.Host
}

// A page that was kept by its link is where a later call resumes.
func TestPagingResumes(t *testing.T) {
	s := &collection{answer: func(r *http.Request, _ http.Header) string {
		items, _ := part(2 * (asked(r, "page", 1) - 1))
		return `{"data":` + items + `,"total":5}`
	}}
	c, _ := serve(t, s.ServeHTTP)
	r := rest.Request{Method: "GET", Path: "/books", Paging: &rest.Paging{Items: "data", Page: "page", First: 1, Total: "total"}}
	p, err := rest.List[*ItemBody](t.Context(), c, r, rest.Query("q", "é"))
	if err != nil || p.Count.Value() != 5 || !strings.HasSuffix(p.NextLink, "/v1.0/books?q=%C3%A9&page=2") {
		t.Fatalf("%+v, %v", p, err)
	}
	got := ""
	for b, err := range rest.All[*ItemBody](t.Context(), c, r, rest.Resume(p.NextLink)) {
		if err != nil {
			t.Fatal(err)
		}
		got += b.Content.Value()
	}
	if got != "345" {
		t.Errorf("elements %s by %v", got, s.requests)
	}
}

// A key in the query is sent for every page, and is in no link to one.
func TestPagingWithKeyInQuery(t *testing.T) {
	s := &collection{answer: func(r *http.Request, _ http.Header) string {
		items, more := part(asked(r, "offset", 0))
		return fmt.Sprintf(`{"data":%s,"more":%t}`, items, more)
	}}
	c, _ := serve(t, s.ServeHTTP, rest.TokenQuery("key"))
	r := rest.Request{Method: "GET", Path: "/books", Paging: &rest.Paging{Items: "data", Offset: "offset", More: "more"}}
	for p, err := range rest.Pages[*ItemBody](t.Context(), c, r) {
		if err != nil || strings.Contains(p.NextLink, "secret") {
			t.Errorf("%+v, %v", p, err)
		}
	}
	if got := strings.Join(s.requests, " "); got != "/v1.0/books?key=secret /v1.0/books?offset=2&key=secret /v1.0/books?offset=4&key=secret" {
		t.Errorf("requests %s", got)
	}
}

// What does not lead on ends the walk with an error that says why, and never in silence.
func TestPagingEndsWithAnError(t *testing.T) {
	for _, tt := range []struct {
		name, body, link string
		paging           *rest.Paging
		want             string
	}{
		{"circle of cursors", `{"data":[{}],"next":"x"}`, "", &rest.Paging{Items: "data", Next: "next", Query: "c"}, "in a circle"},
		{"page that ignores its number", `{"data":[{}]}`, "", &rest.Paging{Items: "data", Page: "page", First: 1}, `did not know the query parameter "page"`},
		{"offset that is ignored", `{"data":[{}],"total":9}`, "", &rest.Paging{Items: "data", Offset: "skip", Total: "total"}, `did not know the query parameter "skip"`},
		{"other host", `{"data":[{}],"next":"https://evil.example.com/?t=private"}`, "", &rest.Paging{Items: "data", Next: "next"}, "is not followed"},
		{"other host in the header", `[{}]`, `<https://evil.example.com/?t=private>; rel=next`, &rest.Paging{LinkHeader: true}, "is not followed"},
		{"no URL", `{"data":[{}],"next":"http://%zz/private"}`, "", &rest.Paging{Items: "data", Next: "next"}, "is no URL"},
		{"number for a link", `{"data":[{}],"next":7}`, "", &rest.Paging{Items: "data", Next: "next"}, `the member "next" is no link: 7`},
		{"object for a cursor", `{"data":[{}],"next":{"a":1}}`, "", &rest.Paging{Items: "data", Next: "next", Query: "c"}, `the member "next" is no text and no number`},
		{"true for a cursor", `{"data":[{}],"next":true}`, "", &rest.Paging{Items: "data", Next: "next", Query: "c"}, "is no text and no number: true"},
		{"more without a cursor", `{"data":[{}],"more":true,"next":null}`, "", &rest.Paging{Items: "data", Next: "next", Query: "c", More: "more"}, `"more" is true, and "next" leads to no page`},
		{"more without elements", `{"data":[],"more":true}`, "", &rest.Paging{Items: "data", Last: "id", Query: "after", More: "more"}, `"more" is true, and the page has no elements`},
		{"flag that is none", `{"data":[{}],"more":"maybe"}`, "", &rest.Paging{Items: "data", Next: "next", More: "more"}, "neither true nor false"},
		{"last element without an id", `{"data":[{"content":"x"}],"more":true}`, "", &rest.Paging{Items: "data", Last: "id", Query: "after", More: "more"}, `"id" of the last element has no value`},
		{"last element that is no object", `{"data":[null]}`, "", &rest.Paging{Items: "data", Last: "id", Query: "after"}, "is no object"},
		{"total that is no number", `{"data":[{}],"total":"many"}`, "", &rest.Paging{Items: "data", Offset: "skip", Total: "total"}, `"total" is no number`},
		{"no elements' member", `{"date":[{}]}`, "", &rest.Paging{Items: "data", Next: "next"}, `no member "data"`},
		{"text for an object", `"x"`, "", &rest.Paging{Items: "data", Next: "next"}, `an object with the member "data" was expected`},
		{"object for an array", `{"data":[{}]}`, "", &rest.Paging{LinkHeader: true}, "decoding the answer"},
		{"member twice", `{"data":[{}],"data":[]}`, "", &rest.Paging{Items: "data", Next: "next"}, "duplicate"},

		{"unknown cursor", `{"data":[{}],"nextToken":"private"}`, "", &rest.Paging{Items: "data", Next: "next"}, `the member "nextToken" has a value (next)`},
		{"unknown cursor further in", `{"data":[{}],"meta":{"next_page":2}}`, "", &rest.Paging{Items: "data", Next: "next"}, `the member "meta.next_page" has a value (next)`},
		{"unknown link that is an object", `{"data":[{}],"_links":{"next":{"href":"/b?p=2"}}}`, "", &rest.Paging{Items: "data"}, `the member "_links.next" has a value (next)`},
		{"unknown flag", `{"data":[{}],"has_more":true}`, "", &rest.Paging{Items: "data"}, `the member "has_more" is true (more)`},
		{"unknown header", `{"data":[{}]}`, `</next>; rel=next`, &rest.Paging{Items: "data"}, "(link-header)"},
		{"pages that nothing leads to", `{"data":[{}],"pages":3}`, "", &rest.Paging{Items: "data", LinkHeader: true, Pages: "pages"}, `the member "pages" counts 3 pages`},
		{"elements that nothing leads to", `{"data":[{}],"total":"5"}`, "", &rest.Paging{Items: "data", Next: "next", Query: "c", Total: "total"}, `the member "total" counts 5 elements, and 1 have come`},
		{"unknown beside OData", `{"value":[{}],"nextLink":"https://example.com/private"}`, "", nil, `the member "nextLink" has a value (next)`},
	} {
		s := &collection{answer: func(_ *http.Request, h http.Header) string {
			if tt.link != "" {
				h.Set("Link", tt.link)
			}
			return tt.body
		}}
		c, _ := serve(t, s.ServeHTTP)
		n, failed := 0, error(nil)
		for b, err := range rest.All[*ItemBody](t.Context(), c, rest.Request{Method: "GET", Path: "/books", Paging: tt.paging}) {
			if n++; err != nil {
				if failed = err; b != nil {
					t.Errorf("%s: an element came with the error", tt.name)
				}
			}
		}
		if failed == nil || !strings.Contains(failed.Error(), tt.want) || strings.Contains(failed.Error(), "private") || n > 3 {
			t.Errorf("%s: %v after %v", tt.name, failed, s.requests)
		}
		if strings.Contains(tt.name, "unknown") {
			p, err := rest.List[*ItemBody](t.Context(), c, rest.Request{Method: "GET", Path: "/books", Paging: tt.paging})
			if err != nil {
				t.Errorf("%s: %v", tt.name, err) // the page itself is whole
				continue
			}
			if next, err := p.Next(t.Context(), c); next != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: Next: %v", tt.name, err)
			}
		}
	}
}

// What only looks like a sign of more pages ends nothing.
func TestPagingKnowsItsEnd(t *testing.T) {
	for _, body := range []string{
		`{"data":[{}],"next":null,"has_more":false,"nextLink":"","meta":{"next_page":0,"next":"null"}}`,
		`{"data":[{}],"next":null,"schedule":{"next":"2026-01-01"},"total":100,"count":1}`,
		`{"data":[{}],"next":null,"links":{"next":{}},"previous":"x","paging":[1]}`,
		`{"data":null,"next":null}`,
		`{"data":[{}],"next":null,"paging":{"next":{"href":null}},"_links":{"next":{"href":""}}}`,
	} {
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, body) })
		for _, err := range rest.All[*ItemBody](t.Context(), c, rest.Request{Method: "GET", Path: "/books", Paging: &rest.Paging{Items: "data", Next: "next"}}) {
			if err != nil {
				t.Errorf("%s: %v", body, err)
			}
		}
	}
}

// A page asked for by anything but GET has nothing behind it that could be asked for.
func TestPagingByPost(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, `{"data":[{}],"next":"x"}`) })
	r := rest.Request{Method: "POST", Path: "/search", Paging: &rest.Paging{Items: "data", Next: "next", Query: "cursor"}}
	p, err := rest.List[*ItemBody](t.Context(), c, r)
	if err != nil || p.NextLink != "" {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := p.Next(t.Context(), c); err == nil || !strings.Contains(err.Error(), "by GET alone") {
		t.Error(err)
	}
}

// Pages without elements in the middle of a collection are passed over, in every kind whose
// answers say that there is more.
func TestPagingPassesEmptyPages(t *testing.T) {
	s := &collection{answer: func(r *http.Request, _ http.Header) string {
		switch r.URL.Query().Get("page") {
		case "":
			return `{"data":[{"content":"1"}],"more":true}`
		case "2", "3":
			return `{"data":[],"more":true}`
		}
		return `{"data":[{"content":"2"}],"more":false}`
	}}
	c, _ := serve(t, s.ServeHTTP)
	got := ""
	for b, err := range rest.All[*ItemBody](t.Context(), c, rest.Request{Method: "GET", Path: "/b", Paging: &rest.Paging{Items: "data", Page: "page", First: 1, More: "more"}}) {
		if err != nil {
			t.Fatal(err)
		}
		got += b.Content.Value()
	}
	if got != "12" || len(s.requests) != 4 {
		t.Errorf("%s by %v", got, s.requests)
	}
}

// A page of simple values is read as one of objects is.
func TestPagingOfValues(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{`{"names":["a","b"],"next":null}`, "[a b]"},
		{`{"names":[],"next":null}`, "[]"},
		{`{"names":["a",null],"next":null}`, "[]"}, // in Extra, as a list with a null in it is anywhere
	} {
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, tt.body) })
		p, err := rest.List[string](t.Context(), c, rest.Request{Method: "GET", Path: "/names", Paging: &rest.Paging{Items: "names", Next: "next"}})
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(p)
		var want, got any
		if err := errors.Join(err, json.Unmarshal([]byte(tt.body), &want), json.Unmarshal(raw, &got)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" || fmt.Sprint(p.Value) != tt.want {
			t.Errorf("%s: %v, encoded %s", tt.body, p.Value, raw)
		}
	}
}
