package bookshop

// The server against its reference. What the pages show is sent as they show it, by
// net/http alone, and has to be answered as they say: then a call of the SDK that fails is
// no mistake of either.

import (
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// documented is where the pages say that the service is.
const documented = "https://api.lanternbooks.example"

const picture = "\x89PNG\r\n\x1a\n0123456789"

func TestPages(t *testing.T) {
	pages, _, err := source.Load(t.Context(), source.Options{Dir: filepath.Join("..", "..", "..", "docs", "bookshop")})
	must(t, err)
	played := 0
	for _, page := range pages {
		if !strings.HasPrefix(page.Path, "api/") {
			continue
		}
		server := httptest.NewServer(asShown())
		var request *parser.Code
		for _, s := range page.Sections {
			for _, b := range s.Blocks {
				code, ok := b.(*parser.Code)
				switch {
				case !ok:
				case code.Request != nil && strings.HasPrefix(code.Request.URL, documented):
					request = code
				case code.Response != nil && request != nil:
					play(t, page, server.URL, request.Request, code.Response)
					played++
					request = nil
				}
			}
		}
		server.Close()
	}
	if played < 37 {
		t.Errorf("%d examples were played", played)
	}
}

// asShown is a shop in the state that the examples presume: with a cover, an import that
// is running on the page of imports and has ended otherwise, and one that is broken.
func asShown() http.Handler {
	shop := New(testKey)
	shop.covers[101] = []byte(picture)
	reason := "The catalogue breaks off in line 7."
	running := &job{ID: "imp-1", State: "running", Percent: 50}
	shop.imports["imp-1"] = running
	shop.imports["imp-2"] = &job{ID: "imp-2", State: "broken", Percent: 50, Reason: &reason}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/result"):
			running.State = "finished"
		case r.Method == "POST" && strings.HasSuffix(r.URL.Path, "/imports"):
			clear(shop.imports)
		}
		shop.ServeHTTP(w, r)
	})
}

// play sends one example, and compares what comes back with what the page shows: status,
// media type, the header fields' names, and the names and kinds of all members.
func play(t *testing.T, page *parser.Page, base string, shown *parser.Request, want *parser.Response) {
	t.Helper()
	body := shown.Body.Text
	if strings.HasPrefix(body, "{bytes") {
		body = picture
	}
	request, err := http.NewRequestWithContext(t.Context(), shown.Method, base+strings.TrimPrefix(shown.URL, documented), strings.NewReader(body))
	must(t, err)
	for _, f := range shown.Header {
		request.Header.Add(f.Name, f.Value)
	}
	answer, err := http.DefaultClient.Do(request)
	must(t, err)
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	must(t, err)
	what := page.Path + ": " + shown.Method + " " + shown.URL
	if answer.StatusCode != want.Status {
		t.Errorf("%s is answered with %d, the page says %d: %s", what, answer.StatusCode, want.Status, got)
		return
	}
	for _, f := range want.Header {
		if value := answer.Header.Get(f.Name); value == "" || f.Name == "Content-Type" && media(value) != media(f.Value) {
			t.Errorf("%s is answered with %s %q, the page says %q", what, f.Name, value, f.Value)
		}
	}
	if !strings.HasSuffix(media(answer.Header.Get("Content-Type")), "json") {
		return
	}
	var is, says any
	must(t, json.Unmarshal(got, &is))
	must(t, json.Unmarshal([]byte(want.Body.Text), &says))
	if diff := cmp.Diff(outline(says), outline(is)); diff != "" {
		t.Errorf("%s (-page +server):\n%s", what, diff)
	}
}

func media(contentType string) string {
	media, _, _ := mime.ParseMediaType(contentType)
	return media
}

// outline is a JSON value with the kinds of its values in their place. Of the elements of
// an array it is one that has the members of all.
func outline(value any) any {
	switch v := value.(type) {
	case map[string]any:
		members := map[string]any{}
		for name, member := range v {
			members[name] = outline(member)
		}
		return members
	case []any:
		var one any
		for _, element := range v {
			one = joined(one, outline(element))
		}
		return []any{one}
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "boolean"
	}
	return nil
}

// joined has the members of two outlines. Null is any kind.
func joined(a, b any) any {
	x, ok := a.(map[string]any)
	y, both := b.(map[string]any)
	switch {
	case ok && both:
		for name, member := range y {
			x[name] = joined(x[name], member)
		}
		return x
	case a == nil:
		return b
	}
	return a
}
