package generator

import (
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestSeveralPages comments on calls that a page for each derived type documents.
func TestSeveralPages(t *testing.T) {
	for _, test := range []struct {
		what           string
		resources      []string
		want, unwanted []string
	}{
		{
			"of derived types", []string{"sample.vase", "sample.bowl"},
			[]string{"[Bowl], [Vase]", "Pages:\n//   - api/page-a.md\n//   - api/page-b.md\n", "delegated (work or school account)\n// Pots.A, Pots.B"},
			[]string{"Do what page-a says", "Do what page-b says", "Page: "},
		},
		{"one of the base", []string{"sample.vase", "sample.pot"}, []string{"Do what page-b says.", "[Vase]", "api/page-a.md"}, []string{"Do what page-a says"}},
		{"of one type", []string{"sample.pot", "sample.pot"}, []string{"Do what page-a says.", "api/page-b.md"}, []string{"may be one of these"}},
	} {
		f := newFixture(t)
		f.typ("sample.pot", api.Entity, "", "id Edm.String")
		f.typ("sample.bowl", api.Entity, "sample.pot", "rim Edm.String")
		f.typ("sample.vase", api.Entity, "sample.pot", "neck Edm.String")
		ref := api.TypeRef{Name: "sample.pot"}
		for i, resource := range test.resources {
			name := []string{"a", "b"}[i]
			op := f.op("page-"+name, api.KindCreate, api.Body{Kind: api.ObjectBody, Type: ref}, api.Result{Kind: api.ObjectResult, Type: ref}, "POST /pots")
			op.Resource, op.Permissions.DelegatedWork = resource, []string{"Pots." + strings.ToUpper(name)}
		}
		code, _ := emitted(t, Name(f.api, sampleOptions()))
		_, comment, _ := strings.Cut(code, "// Create calls POST /pots.")
		comment, _, _ = strings.Cut(comment, "\nfunc ")
		for _, want := range test.want {
			if !strings.Contains(comment+"\n", want) {
				t.Errorf("%s: the comment lacks %q:\n%s", test.what, want, comment)
			}
		}
		for _, unwanted := range test.unwanted {
			if strings.Contains(comment, unwanted) {
				t.Errorf("%s: the comment has %q:\n%s", test.what, unwanted, comment)
			}
		}
	}
}
