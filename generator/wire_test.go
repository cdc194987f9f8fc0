package generator

import (
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// parsed is the JSON of an example, read.
func parsed(t *testing.T, text string) *relaxed.Value {
	t.Helper()
	v, _, err := relaxed.ParseString(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// TestCheckAnswer tells answers that a test can play from those that no server gives or
// no call reads.
func TestCheckAnswer(t *testing.T) {
	thing := parsed(t, `{"id": "1"}`)
	location := []api.Field{{Name: "location", Value: "/x"}}
	for name, test := range map[string]struct {
		result api.ResultKind
		answer api.Message
		want   string // a part of the reason, "" for none
	}{
		"JSON":                   {api.ObjectResult, api.Message{Status: 200, ContentType: "application/json", JSON: thing}, ""},
		"JSON, no media type":    {api.ObjectResult, api.Message{Status: 200, JSON: thing}, ""},
		"+json":                  {api.ObjectResult, api.Message{Status: 200, ContentType: "application/vnd.api+json", JSON: thing}, ""},
		"x-ndjson":               {api.ObjectResult, api.Message{Status: 200, ContentType: "application/x-ndjson", JSON: thing}, "media type"},
		"json alone":             {api.PageResult, api.Message{Status: 200, ContentType: "json", JSON: thing}, "media type"},
		"text of nobody":         {api.NoResult, api.Message{Status: 200, ContentType: "text/plain", JSON: thing}, ""},
		"an error as text":       {api.ObjectResult, api.Message{Status: 404, ContentType: "text/plain", JSON: thing}, ""},
		"interim":                {api.NoResult, api.Message{Status: 103}, "status 103"},
		"no status":              {api.NoResult, api.Message{}, "status 0"},
		"beyond":                 {api.NoResult, api.Message{Status: 600}, "status 600"},
		"redirect":               {api.StreamResult, api.Message{Status: 302, Header: location}, ""},
		"redirect to nowhere":    {api.StreamResult, api.Message{Status: 302}, "no Location"},
		"redirect of an object":  {api.ObjectResult, api.Message{Status: 303, Header: location}, "where that leads"},
		"not modified":           {api.ObjectResult, api.Message{Status: 304}, ""},
		"an error that succeeds": {api.ObjectResult, api.Message{Status: 200, JSON: parsed(t, `{"error": {"code": "gone"}}`)}, "shows an error"},
		"an error and more":      {api.ObjectResult, api.Message{Status: 200, JSON: parsed(t, `{"error": {"code": "gone"}, "id": "1"}`)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := checkAnswer(&method{call: &api.Method{Result: api.Result{Kind: test.result}}}, &test.answer)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// TestCheckBody looks at the media type of JSON that is encoded from Go values.
func TestCheckBody(t *testing.T) {
	for kind, ok := range map[string]bool{"": true, "application/json": true, "text/json": true, "json": false, "application/x-ndjson": false, "text/plain": false} {
		m := &method{call: &api.Method{Body: api.Body{Kind: api.ObjectBody}}}
		asked := &api.Message{ContentType: kind, JSON: parsed(t, `{}`)}
		if err := checkBody(m, asked); (err == nil) != ok {
			t.Errorf("%q: %v", kind, err)
		}
		m.call.Body.Kind = api.StreamBody
		if err := checkBody(m, asked); err != nil {
			t.Errorf("%q as it stands: %v", kind, err)
		}
	}
}

// TestEncodesAs finds numbers with more digits than their type keeps.
func TestEncodesAs(t *testing.T) {
	for _, test := range []struct {
		text, kind string
		value      float64
		ok         bool
	}{
		{"1", "float64", 1, true}, {"1.50", "float64", 1.5, true}, {"-0", "float64", 0, true}, {"0.1", "float32", 0.1, true}, {"0.123456789", "float32", 0.123456789, false}, {"0.5", "float32", 0.5, true},
		{"9007199254740992", "float64", 1 << 53, true}, {"9007199254740993", "float64", 1 << 53, false}, {"16777217", "float32", 1<<24 + 1, false}, {"1e300", "float64", 1e300, true},
	} {
		if err := encodesAs(test.text, test.value, test.kind); (err == nil) != test.ok {
			t.Errorf("%s as %s: %v", test.text, test.kind, err)
		}
	}
}
