package golden

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// TestAnswer asks for a list whose documented page leads to another one.
func TestAnswer(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("testdata", 0o777); err != nil {
		t.Fatal(err)
	}
	const file = "### lamps/list\n\n> GET /lamps HTTP/1.1\n\n< HTTP/1.1 200 OK\n< Content-Type: application/json\n< Link: <https://example.com/2>; rel=\"next\"\n< X-Lamp: on\n<\n" +
		"< {\"value\":[{\"id\":\"1\"}],\"next\":\"https://example.com/2\"}\n\n### lamps/none\n\n> GET /lamps HTTP/1.1\n"
	if err := os.WriteFile(filepath.Join("testdata", "lamp.http"), []byte(file), 0o666); err != nil {
		t.Fatal(err)
	}
	ask := func(opts ...rest.ClientOption) (string, http.Header, error) {
		c, err := rest.NewClient(nil, append(opts, rest.Retry(rest.RetryPolicy{MaxAttempts: 1}))...)
		if err != nil {
			t.Fatal(err)
		}
		s, err := c.Stream(t.Context(), rest.Request{Method: "GET", Path: "/whatever"})
		if err != nil {
			return "", nil, err
		}
		defer s.Close()
		text, err := io.ReadAll(s)
		return string(text), s.Header, err
	}
	got, header, err := ask(Answer("lamp.http", "lamps/list", "next")...)
	if err != nil || got != `{"value":[{"id":"1"}]}` || header.Get("Link") != "" || header.Get("X-Lamp") != "on" {
		t.Errorf("%s %v %v", got, header, err)
	}
	if got, _, err = ask(Answer("lamp.http", "lamps/list")...); err != nil || got != `{"value":[{"id":"1"}],"next":"https://example.com/2"}` {
		t.Errorf("%s %v", got, err)
	}
	for _, name := range []string{"lamps/none", "lamps/other"} {
		if _, _, err := ask(Answer("lamp.http", name)...); err == nil {
			t.Errorf("%s is answered", name)
		}
	}
}
