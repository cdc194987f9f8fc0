package reading

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestMedia sees what calls send their bodies as, which the model that is printed does
// not have: what all examples say, else what a table of header fields says, and else JSON.
func TestMedia(t *testing.T) {
	files, err := filepath.Glob("testdata/build/media/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var pages []*parser.Page
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, parser.Parse(filepath.Base(name), text, parser.Options{}))
	}
	type sent struct {
		Kind api.BodyKind
		Type api.TypeRef
		As   string
	}
	got := map[string]sent{}
	for _, op := range Build(pages).Operations {
		for _, r := range op.Requests {
			b := r.Call.Body
			got[op.ID] = sent{b.Kind, b.Type, b.ContentType}
		}
	}
	want := map[string]sent{
		"kite-create":  {api.ObjectBody, api.TypeRef{Name: "kite"}, ""},
		"kite-replace": {api.ObjectBody, api.TypeRef{Name: "kite"}, "application/vnd.kites.v2+json"},
		"kite-update":  {api.ObjectBody, api.TypeRef{Name: "kite"}, "application/merge-patch+json"},
		"kites-name":   {api.AnyBody, api.TypeRef{}, ""},
		"kites-tie":    {api.ListBody, api.TypeRef{Name: "mooring"}, ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what is sent (-want +got):\n%s", diff)
	}
}
