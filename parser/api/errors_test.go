package api

import (
	"os"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// TestErrorsRead reads the documents that the runtime is tested with. What a test of an
// SDK expects of an error comes from here, and what it gets from there: they agree because
// both read the document right, not because they are one.
func TestErrorsRead(t *testing.T) {
	text, err := os.ReadFile("../../templates/rest/testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	documents := strings.Split(string(text), "=== ")[1:]
	for _, document := range documents {
		name, body, _ := strings.Cut(document, "\n")
		body, read, _ := strings.Cut(body, "\n> ")
		var names Errors
		if name == "names of its own" {
			names = Errors{Code: "reasonToken", Message: "explanation2", Details: "causes7"}
		}
		v, _, err := relaxed.ParseString(body)
		if err != nil {
			t.Fatal(name, err)
		}
		var wantCode, wantMessage string
		for line := range strings.SplitSeq("> "+read, "\n") {
			if text, ok := strings.CutPrefix(line, "> code: "); ok {
				wantCode = text
			}
			if text, ok := strings.CutPrefix(line, "> message: "); ok {
				wantMessage = text
			}
		}
		if code, message := names.Read(v); code != wantCode || message != wantMessage {
			t.Errorf("%s: got %q and %q, want %q and %q", name, code, message, wantCode, wantMessage)
		}
	}
	if len(documents) < 30 {
		t.Errorf("there are %d documents", len(documents))
	}
}
