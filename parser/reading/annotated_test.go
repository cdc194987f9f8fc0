package reading

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestAnnotatedExamples reads the pages whose annotations have all keys, and compares what
// a test plays of their examples: scenarios with their own values, an empty page, and
// members by the names that their type has.
func TestAnnotatedExamples(t *testing.T) {
	got := map[string]string{}
	for _, op := range Build(pagesIn(t, filepath.Join("testdata", "build", "annotated"))).Operations {
		for _, e := range op.Examples {
			if e.Skipped == "" {
				got[e.Name] = played(e)
			}
		}
	}
	want := map[string]string{
		"dim":                          `POST /lamps/1/dim {"level":4,"plan":{"steps":[{"after":1},{"after":2}]}} 204`,
		"dim_a_lamp_that_is_not_there": `POST /lamps/0/dim {"level":4,"plan":{"steps":[{"after":1},{"after":2}]}} 404`,
		"dim_another_body":             `POST /lamps/1/dim {"level":2} 204`,
		"dim_another_lamp_darker":      `POST /lamps/two%20words/dim {"level":1,"plan":{"steps":[{"after":1},{"after":2}]},"comment":"late"} 204`,
		"dim_later":                    `POST /lamps/1/dim If-Match: "a" {"level":4,"plan":{"steps":[{"after":1},{"after":7}]}} 204`,
		"following":                    `GET /lamps/1/following 200 {"id":"2"}`,
		"get_lamp":                     `GET /lamps/hallway 200 {"id":"hallway","level":4,"since":"2031-05-09T12:00:00Z"}`,
		"get_lamp_again":               `GET /lamps/porch 200 {"id":"porch"}`,
		"list_lamps_lit":               `GET /lamps 200 {"value":[{"id":"porch"}]}`,
		"measure":                      `POST /me/lamps/1/measure 204`,
		"plug":                         `GET /lamps/1/following/socket 200 {"volts":115}`,
		"toggle":                       `POST /lamps/1/toggle 204`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got): %s", d)
	}
}

// played is an example in one line.
func played(e *api.Example) string {
	text := e.Request.Method + " " + e.Request.Path
	for _, f := range e.Request.Header {
		text += " " + f.Name + ": " + f.Value
	}
	if e.Request.JSON != nil {
		text += " " + string(e.Request.JSON.Append(nil))
	}
	text += fmt.Sprintf(" %d", e.Response.Status)
	if e.Response.JSON != nil {
		text += " " + string(e.Response.JSON.Append(nil))
	}
	return text
}
