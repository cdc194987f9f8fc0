package golden

// This file compares what the method of a request line has sent with what the line asks
// for: the target in either notation of OData, and the body.

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// compareLine compares what a request asks for.
func compareLine(t *testing.T, l *line, r *http.Request, want wireRequest) {
	t.Helper()
	target, ok := strings.CutPrefix(r.URL.RequestURI(), "/base")
	got, err := readTarget(r.Method, target)
	if err != nil || !ok {
		t.Errorf("golden: %s %s: %v", r.Method, r.URL.RequestURI(), err)
		return
	}
	if got.method != want.method {
		t.Errorf("golden: method %s, documented is %s", got.method, want.method)
	}
	if l.loose {
		got.path, want.path = plainPath(got.path), plainPath(want.path)
	}
	if diff := cmp.Diff(want.path, got.path); diff != "" {
		t.Errorf("golden: path differs (-documented +sent):\n%s", diff)
	}
	if diff := cmp.Diff(sorted(want.query), sorted(got.query)); diff != "" {
		t.Errorf("golden: query differs (-documented +sent):\n%s", diff)
	}
}

// plainPath writes a path in one of the notations that OData has (URL Conventions 4.3):
// keys as segments of their own, names in lower case, no quotes, no blanks.
func plainPath(path []string) []string {
	var plain []string
	for _, s := range path {
		s = strings.NewReplacer("'", "", " ", "", "()", "").Replace(strings.ToLower(s))
		name, key, parens := strings.Cut(s, "(")
		if parens && !strings.Contains(key, "=") {
			plain = append(plain, name, strings.TrimSuffix(key, ")"))
			continue
		}
		plain = append(plain, s)
	}
	return plain
}

// compareSent compares the body of a request and its media type.
func compareSent(t *testing.T, l *line, r *http.Request, body []byte) {
	t.Helper()
	if got := mediaType(r.Header.Get("Content-Type")); l.kind != "" && got != mediaType(l.kind) {
		t.Errorf("golden: media type %q, should be %q", got, l.kind)
	}
	for _, f := range l.header {
		if got := r.Header.Get(f.name); f.name != "Content-Type" && got != f.value {
			t.Errorf("golden: header %s is %q, should be %q", f.name, got, f.value)
		}
	}
	if diff := diffBody(l.body, body, l.kind == "" || isJSON(l.kind)); diff != "" {
		t.Errorf("golden: body differs (-documented +sent):\n%s", diff)
	}
}
