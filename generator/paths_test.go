package generator

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestPattern writes paths for the runtime: with the names of the arguments, with fixed
// values in the quotes that they are sent in, and with what a URL cannot hold escaped.
func TestPattern(t *testing.T) {
	for template, want := range map[string]string{
		"/users/{id}/events/{id}":                   "/users/{userID}/events/{eventID}",
		"/messages('{id}')/attachments":             "/messages('{messageID}')/attachments",
		"/drive/root:/{item-path}:/children":        "/drive/root:/{itemPath}:/children",
		"/usage(kind='per week',date={d},top=5)":    "/usage(kind='per%20week',date={date},top=5)",
		"/zones/of(standard=ns.zone'{z}')/a%20b/c?": "/zones/of(standard=ns.zone'{standard}')/a%20b/c%3F",
	} {
		path, err := api.ParsePath(template, "ns")
		if err != nil {
			t.Fatal(err)
		}
		if got := pattern(&api.Method{Path: path}, pathArgs(path)); got != want {
			t.Errorf("%s is %s, want %s", template, got, want)
		}
	}
}
