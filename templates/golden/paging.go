package golden

// This file plays services that part their lists into pages in other ways than OData does:
// what each page says of the next one, and what has to be sent for it.

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Next fails the test unless the link to the next page, got, leads to where the documented
// answer says: to want, which may be relative to the URL of the request, or to that of the
// service; "" is for the last page. It returns got.
func Next(t testing.TB, e *Exchange, got, want string) string {
	t.Helper()
	if want == "" || got == "" {
		if want != got {
			t.Errorf("golden: the next page is at %q, documented is %q", got, want)
		}
		return got
	}
	_, target, _ := strings.Cut(e.request.start, " ")
	target, _, _ = strings.Cut(target, " HTTP/")
	base, err := url.Parse(e.URL + target)
	if err != nil {
		t.Errorf("golden: the request's URL: %v", err)
		return got
	}
	if got == want {
		return got // a placeholder in the documented link makes it no URL
	}
	if !leadsTo(got, base, want) && !leadsBack(got, base, want) {
		t.Errorf("golden: the next page is at %q, documented is %q behind %s", got, want, base)
	}
	return got
}

// leadsTo reports whether a URL is what a reference leads to from base, with the parameters
// of the query in any order.
func leadsTo(link string, base *url.URL, reference string) bool {
	got, err := url.Parse(link)
	if err != nil {
		return false
	}
	want, err := base.Parse(reference)
	if err != nil {
		return false
	}
	return got.Scheme == want.Scheme && got.Host == want.Host && got.Path == want.Path && cmp.Equal(got.Query(), want.Query())
}

// leadsBack reports whether a URL is that of the request but for its query, which is a
// reference's, and the reference has the end of that path.
func leadsBack(link string, base *url.URL, reference string) bool {
	path, query, ok := strings.Cut(reference, "?")
	return ok && strings.HasSuffix(strings.TrimRight(base.Path, "/"), strings.TrimRight(path, "/")) && leadsTo(link, base, "?"+query)
}

// A series is the pages of a list as they are played: the documented answer, then one that
// has its elements twice, and where the service does not say that this is the last one, one
// that has none.
type series struct {
	*rest.Paging
	pages    int // that are asked for
	first    []jsontext.Value
	around   map[string]jsontext.Value // nil where the answer is the array
	link     string                    // where a link leads
	numbered string                    // the parameter that counts, "" for none
}

// token is sent back as it comes.
const token = "é/ +&=%"

// seriesOf makes the pages of an answer.
func seriesOf(p *rest.Paging, answer []byte, link string) (*series, error) {
	s := &series{Paging: p, pages: 2, link: link}
	array := jsontext.Value(answer)
	if p.Items != "" {
		if err := json.Unmarshal(answer, &s.around); err != nil {
			return nil, err
		}
		array = at(s.around, p.Items)
	}
	if err := json.Unmarshal(array, &s.first); err != nil {
		return nil, err
	}
	switch {
	case p.LinkHeader, p.Next != "":
	case p.Last != "":
		s.numbered = p.Query
	case p.Page != "":
		s.numbered = p.Page
	default:
		s.numbered = p.Offset
	}
	ends := p.More != "" || p.Total != "" && p.Last == "" || p.Pages != "" && p.Page != ""
	if s.numbered != "" && !ends && p.Last == "" {
		s.pages = 3
	}
	return s, nil
}

// elements are those of the n-th page.
func (s *series) elements(n int) []jsontext.Value {
	switch {
	case n == 1:
		return s.first
	case n == 2 && (s.Last == "" || s.More != "" || s.numbered == ""):
		return append(s.first[:len(s.first):len(s.first)], s.first...)
	}
	return nil
}

// all are the elements of all pages.
func (s *series) all() []jsontext.Value {
	var all []jsontext.Value
	for n := range s.pages {
		all = append(all, s.elements(n+1)...)
	}
	return all
}

// asked is what has to be asked for the n-th page, after the first was asked for by want.
func (s *series) asked(want wireRequest, n int) wireRequest {
	want.method, want.query = http.MethodGet, maps.Clone(want.query)
	if n == 1 {
		return want
	}
	if want.query == nil {
		want.query = map[string][]string{}
	}
	set := func(name, value string) { want.query[name] = []string{value} }
	switch {
	case s.LinkHeader, s.Next != "" && s.Query == "":
		want.path, want.query = []string{"", "next", "page 2"}, map[string][]string{"token": {"é/ +"}}
	case s.Next != "":
		set(s.Query, token)
	case s.Last != "":
		set(s.Query, s.lastText())
	case s.Page != "":
		set(s.Page, strconv.FormatInt(s.First+int64(n)-1, 10))
	default:
		before := 0
		for i := 1; i < n; i++ {
			before += len(s.elements(i))
		}
		set(s.Offset, strconv.FormatInt(s.First+int64(before), 10))
	}
	return want
}

// lastText is the property of the last element that is sent back.
func (s *series) lastText() string {
	var last map[string]jsontext.Value
	if len(s.first) == 0 || json.Unmarshal(s.first[len(s.first)-1], &last) != nil {
		return ""
	}
	raw := last[s.Last]
	if text, err := jsontext.AppendUnquote(nil, raw); err == nil {
		return string(text)
	}
	return string(raw)
}

// answer is the n-th page, and the header fields that say something beside it.
func (s *series) answer(n int) (body []byte, header http.Header, err error) {
	elements := s.elements(n)
	if elements == nil {
		elements = []jsontext.Value{}
	}
	last, header := n == s.pages || n == 2, http.Header{}
	if s.LinkHeader && !last {
		header.Set("Link", "<"+s.link+`>; rel="next"; title="1, 2"`)
	}
	array, err := json.Marshal(elements)
	if err != nil {
		return nil, nil, err
	}
	doc := maps.Clone(s.around)
	if doc != nil && s.Items != "" {
		err = put(doc, s.Items, array)
	}
	say := func(way, text string, raw jsontext.Value) {
		if name, ok := strings.CutPrefix(way, "header:"); ok {
			header.Set(name, text)
		} else if way != "" && doc != nil && err == nil {
			err = put(doc, way, raw)
		}
	}
	if s.Next != "" {
		value := ""
		if !last {
			value = s.link
			if s.Query != "" {
				value = token
			}
		}
		say(s.Next, value, quoted(value))
	}
	for way, value := range map[string]string{
		s.More: strconv.FormatBool(!last), s.Pages: "2", s.Total: strconv.Itoa(3 * len(s.first)),
	} {
		say(way, value, jsontext.Value(value))
	}
	if err != nil || doc == nil {
		return array, header, err
	}
	body, err = json.Marshal(doc)
	return body, header, err
}

// quoted is a JSON string, null for "".
func quoted(text string) jsontext.Value {
	if text == "" {
		return jsontext.Value("null")
	}
	raw, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return jsontext.Value("null")
	}
	return raw
}

// at is the member that a way leads to, nil for none.
func at(doc map[string]jsontext.Value, way string) jsontext.Value {
	head, rest, inside := strings.Cut(way, ".")
	if raw, there := doc[way]; there || !inside {
		return raw
	}
	var inner map[string]jsontext.Value
	if json.Unmarshal(doc[head], &inner) != nil {
		return nil
	}
	return at(inner, rest)
}

// put sets the member that a way leads to, and makes the objects around it where they are
// missing.
func put(doc map[string]jsontext.Value, way string, value jsontext.Value) error {
	head, rest, inside := strings.Cut(way, ".")
	if _, there := doc[way]; there || !inside || strings.HasPrefix(way, "@") {
		doc[way] = value
		return nil
	}
	inner := map[string]jsontext.Value{}
	if raw := doc[head]; len(raw) > 0 && !bytes.Equal(raw, []byte("null")) {
		if err := json.Unmarshal(raw, &inner); err != nil {
			return err
		}
	}
	if err := put(inner, rest, value); err != nil {
		return err
	}
	raw, err := json.Marshal(inner)
	doc[head] = raw
	return err
}
