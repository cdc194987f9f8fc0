package golden

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// RequestLines plays the request lines that pages list, with or without examples. There
// are thousands of them, so it plays them inside the client's transport: a request is
// compared as it would go over the wire, and goes nowhere.
//
// An exchange in its files may end, instead of an answer, in a line such as
//
//	= event.http event-cancel/event_cancel
//
// Body and answer are then those of that exchange. A line that begins with "~" says that
// the page writes the path in another of OData's notations than the page that the method
// has its path from: what is compared is then what the two have in common. Lines such as
//
//	@ done {"state":"served"}
//
// are what a monitor answers to the poller that the call returns, and what has to come of
// it: running, done, failed, unknown.
type RequestLines struct {
	// URL is the base URL to make the calls with.
	URL string

	t     *testing.T
	file  string
	data  []byte
	files map[string][]byte // others, by name

	line   *line // that is played
	played *testing.T
}

// line is one request line that is played.
type line struct {
	want     wireRequest
	header   []field
	body     []byte
	kind     string // the media type of the body, "" where that is another exchange's
	response *message
	status   int
	loose    bool
	pages    int     // how many pages the answer has
	series   *series // that the pages are where they do not hang together as OData's do
	received int
	polls    []poll
	polled   []byte // what the monitor answers now, nil before it is asked
}

// marker is a header field that every call is made with, to see that its options arrive.
const marker, marked = "X-Golden", "from the request line"

// Lines reads the request lines in testdata/file.
func Lines(t *testing.T, file string) *RequestLines {
	t.Helper()
	x := &RequestLines{URL: "https://golden.invalid/base", t: t, file: file, files: map[string][]byte{}}
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatalf("golden: %v", err)
	}
	x.data = data
	return x
}

// Client returns an HTTP client that answers all requests itself.
func (x *RequestLines) Client() *http.Client { return &http.Client{Transport: transport{x}} }

// A Line is one request line, and how it is called.
type Line struct {
	// Name is that of its exchange.
	Name string
	// Call is a method expression, (*Service).Get, and Args are the arguments of its path.
	Call any
	Args []any
	// Own are the query parameters that the method sends of itself: constants, and what it
	// has arguments for. The others of the line are given by options.
	Own []string
	// Member is the member of the answer that the result is, "" for the whole.
	Member string
	// All is true for an iterator. The answer is the first of two pages then; the second
	// is asked for by the link on it, and is the last.
	All bool
	// Paging is how the pages of the iterator hang together, nil for OData's way.
	Paging *rest.Paging
}

// Play makes the calls of lines with the services of client, a pointer, and compares each
// request with its line. Results, encoded again, have to equal the answers.
func (x *RequestLines) Play(client any, lines []Line) {
	x.t.Helper()
	services := map[reflect.Type]reflect.Value{}
	find(services, reflect.ValueOf(client))
	for _, l := range lines {
		f := reflect.ValueOf(l.Call)
		service, ok := services[f.Type().In(0)]
		if !ok {
			x.t.Errorf("golden: line %s: the client has no %s", l.Name, f.Type().In(0))
			continue
		}
		call := func(in []reflect.Value) []reflect.Value { return f.Call(append([]reflect.Value{service}, in...)) }
		with, test := x.once, l.Name
		if l.All {
			with, test = x.all, l.Name+"/All"
		}
		x.play(test, l.Name, func(t *testing.T, played *line) {
			in, err := arguments(t, played, f.Type(), l)
			if err != nil {
				t.Fatalf("golden: %v", err)
			}
			if l.All && l.Paging != nil {
				if played.series, err = seriesOf(l.Paging, played.response.body, x.nextURL()); err != nil {
					t.Fatalf("golden: the answer is no page: %v", err)
				}
			}
			with(t, played, l.Member, call(in))
		})
	}
}

// find finds the services of a client: what its exported fields hold.
func find(services map[reflect.Type]reflect.Value, pointer reflect.Value) {
	services[pointer.Type()] = pointer
	for i := range pointer.Elem().NumField() {
		if f := pointer.Elem().Field(i); f.Kind() == reflect.Struct && pointer.Elem().Type().Field(i).IsExported() {
			find(services, f.Addr())
		}
	}
}

// once compares what a call has returned.
func (x *RequestLines) once(t *testing.T, l *line, member string, out []reflect.Value) {
	t.Helper()
	if err, failed := out[len(out)-1].Interface().(error); failed {
		t.Fatalf("golden: %v", err)
	}
	compareResult(t, l, out[0].Interface(), member)
	if l.received != 1 {
		t.Errorf("golden: %d requests were sent", l.received)
	}
}

// all compares what an iterator yields.
func (x *RequestLines) all(t *testing.T, l *line, _ string, out []reflect.Value) {
	t.Helper()
	elements, err := l.allElements()
	if err != nil || len(elements) == 0 {
		t.Fatalf("golden: the answer is no page with elements: %v", err)
	}
	n := 0
	for item, err := range out[0].Seq2() {
		if !err.IsNil() {
			t.Fatalf("golden: %v", err)
		}
		compareJSON(t, elements[n%len(elements)], item.Interface())
		n++
	}
	if n != len(elements) || l.received != l.pages {
		t.Errorf("golden: %d items came of %d requests, should be %d of %d", n, l.received, len(elements), l.pages)
	}
}

// allElements are the elements of all pages that a line is played with, and makes their
// number that of the answers.
func (l *line) allElements() ([]jsontext.Value, error) {
	if l.series != nil {
		l.pages = l.series.pages
		return l.series.all(), nil
	}
	l.pages = 2
	var page struct {
		Value []jsontext.Value `json:"value"`
	}
	err := json.Unmarshal(l.response.body, &page)
	return append(page.Value[:len(page.Value):len(page.Value)], page.Value...), err
}

// nextURL is a link to another page, in need of care.
func (x *RequestLines) nextURL() string { return x.URL + "/next/page%202?token=%C3%A9%2F%20%2B" }

// play plays a line in a test of its own.
func (x *RequestLines) play(test, name string, with func(*testing.T, *line)) {
	x.t.Helper()
	x.t.Run(test, func(t *testing.T) {
		l, err := x.load(name)
		if err != nil {
			t.Fatalf("golden: %s: line %s: %v", x.file, name, err)
		}
		x.line, x.played = l, t
		with(t, l)
	})
}

// load reads a line, with the body and answer of the exchange that it names.
func (x *RequestLines) load(name string) (*line, error) {
	l := &line{pages: 1}
	text, like := directions(block(x.data, name), l)
	sent, received, err := example(text, name)
	if err != nil {
		return nil, err
	}
	request, err := parseMessage(sent)
	if err != nil {
		return nil, err
	}
	if l.want, err = request.request(); err != nil {
		return nil, err
	}
	l.header, l.body, l.kind = request.header, request.body, request.get("Content-Type")
	if like != "" {
		file, other, _ := strings.Cut(like, " ")
		if sent, received, err = x.other(file, other); err != nil {
			return nil, err
		}
		if request, err = parseMessage(sent); err != nil {
			return nil, err
		}
		l.body = request.body
	}
	if l.response, err = parseMessage(received); err == nil {
		l.status, err = l.response.status()
	}
	return l, err
}

// block is what a file has from the name of an exchange up to the next.
func block(data []byte, name string) []byte {
	head := []byte("### " + name + "\n")
	at := bytes.Index(data, head)
	if at < 0 {
		return nil
	}
	end := bytes.Index(data[at+len(head):], []byte("\n### "))
	if end < 0 {
		return data[at:]
	}
	return data[at : at+len(head)+end+1]
}

// directions takes the lines out of an exchange that are of no message.
func directions(text []byte, l *line) (rest []byte, like string) {
	for s := range bytes.Lines(text) {
		switch {
		case bytes.HasPrefix(s, []byte("~")):
			l.loose = true
		case bytes.HasPrefix(s, []byte("@ ")):
			l.polls = append(l.polls, pollOf(s))
		case bytes.HasPrefix(s, []byte("= ")):
			like = strings.TrimSpace(string(s[2:]))
		default:
			rest = append(rest, s...)
		}
	}
	return rest, like
}

// other finds an exchange in another file.
func (x *RequestLines) other(file, name string) (request, response []byte, err error) {
	if x.files[file] == nil {
		if x.files[file], err = os.ReadFile(filepath.Join("testdata", file)); err != nil {
			return nil, nil, err
		}
	}
	return example(block(x.files[file], name), name)
}

// arguments are what a method expression takes behind its receiver: the context, the
// arguments of the path, the body where it takes one, and options.
func arguments(t *testing.T, l *line, f reflect.Type, called Line) ([]reflect.Value, error) {
	in := []reflect.Value{reflect.ValueOf(t.Context())}
	for _, a := range called.Args {
		in = append(in, reflect.ValueOf(a).Convert(f.In(1+len(in))))
	}
	if 1+len(in) < f.NumIn()-1 {
		body, err := bodyOf(f.In(1+len(in)), l.body)
		if err != nil {
			return nil, fmt.Errorf("decoding the body: %w", err)
		}
		in = append(in, body)
	}
	if len(bytes.TrimSpace(l.body)) == 0 {
		in = append(in, reflect.ValueOf(rest.NoBody()))
	}
	in = append(in, reflect.ValueOf(rest.Header(marker, marked)))
	for name, values := range l.want.query {
		if slices.Contains(called.Own, name) {
			continue
		}
		in = append(in, reflect.ValueOf(rest.Query(name, values[0])))
	}
	return in, nil
}

// bodyOf is a body as a parameter of a method.
func bodyOf(t reflect.Type, body []byte) (reflect.Value, error) {
	if t == reflect.TypeFor[io.Reader]() {
		return reflect.ValueOf(strings.NewReader(string(body))), nil
	}
	if t.Kind() == reflect.Interface && len(body) == 0 {
		return reflect.Zero(t), nil // as the caller has it who sends nothing
	}
	if t.Kind() == reflect.Interface {
		return reflect.ValueOf(jsontext.Value(body)), nil
	}
	v := reflect.New(t)
	if len(bytes.TrimSpace(body)) == 0 {
		return v.Elem(), nil
	}
	return v.Elem(), rest.UnmarshalStrict(body, v.Interface())
}

// compareResult compares what a call returns with the answer.
func compareResult(t *testing.T, l *line, got any, member string) {
	t.Helper()
	want := l.response.body
	switch r := got.(type) {
	case *rest.Response:
		Status(t, l.status, r.StatusCode)
		return
	case *rest.Stream:
		if diff := cmp.Diff(foldLines(string(want)), Text(t, r)); diff != "" {
			t.Errorf("golden: the stream differs (-answered +read):\n%s", diff)
		}
		return
	}
	if _, poller := reflect.TypeOf(got).MethodByName("Wait"); poller {
		comparePolls(t, l, reflect.ValueOf(got)) // its location is that of the answer, or the call would have failed
		return
	}
	if member != "" {
		var doc map[string]jsontext.Value
		if err := json.Unmarshal(want, &doc); err == nil && at(doc, member) != nil {
			want = at(doc, member) // an answer without it is the result itself
		}
	}
	compareJSON(t, want, got)
}

// compareJSON encodes a value and compares it with JSON.
func compareJSON(t *testing.T, want []byte, got any) {
	t.Helper()
	raw, err := json.Marshal(got)
	if err != nil {
		t.Fatalf("golden: encoding the result: %v", err)
	}
	if diff := diffBody(want, raw, true); diff != "" {
		t.Errorf("golden: encoding the result differs (-answered +encoded):\n%s", diff)
	}
}

// transport answers requests without a network.
type transport struct{ x *RequestLines }

func (c transport) RoundTrip(r *http.Request) (*http.Response, error) {
	x, l := c.x, c.x.line
	if l.polled != nil {
		return l.monitored(r), nil
	}
	var body []byte
	if r.Body != nil {
		defer r.Body.Close()
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	l.received++
	want, answer, header := l.want, l.response.body, http.Header(nil)
	switch {
	case l.received == 1:
		compareLine(x.played, l, r, want)
		compareSent(x.played, l, r, body)
	case l.series != nil:
		compareLine(x.played, &line{loose: l.loose}, r, l.series.asked(want, l.received))
	default:
		want.method, want.path = http.MethodGet, []string{"", "next", "page 2"}
		want.query = map[string][]string{"token": {"é/ +"}}
		compareLine(x.played, &line{}, r, want)
	}
	if got := r.Header.Get(marker); got != marked {
		x.played.Errorf("golden: an option is lost: header %s is %q", marker, got)
	}
	switch {
	case l.series != nil:
		var err error
		if answer, header, err = l.series.answer(l.received); err != nil {
			return nil, err
		}
	case l.pages > 1:
		answer = paged(answer, x.nextURL(), l.received < l.pages)
	}
	resp := l.answer(r, answer)
	if l.series != nil {
		resp.Header.Del("Link")
		maps.Copy(resp.Header, header)
	}
	return resp, nil
}

// answer is a response with a body.
func (l *line) answer(r *http.Request, body []byte) *http.Response {
	resp := &http.Response{
		Status: strconv.Itoa(l.status) + " " + http.StatusText(l.status), StatusCode: l.status, Header: http.Header{},
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
	}
	for _, f := range l.response.header {
		switch f.name {
		case "Content-Length", "Transfer-Encoding", "Content-Encoding", "Connection", "Trailer", "Upgrade":
		default:
			resp.Header.Add(f.name, f.value)
		}
	}
	if l.status == http.StatusNoContent || r.Method == http.MethodHead {
		body = nil
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return resp
}

// paged is a page with a link to the next one, or without.
func paged(body []byte, link string, more bool) []byte {
	var doc map[string]jsontext.Value
	if err := json.Unmarshal(body, &doc); err != nil {
		return body
	}
	delete(doc, "@odata.nextLink")
	delete(doc, "@odata.deltaLink")
	if more {
		doc["@odata.nextLink"] = jsontext.Value(strconv.Quote(link))
	}
	out, err := json.Marshal(doc)
	if err != nil {
		return body
	}
	return out
}
