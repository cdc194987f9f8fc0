package generator

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestKeep keeps one of two methods that want one name: it has the name that it
// has beside the other, and of the other nothing is left.
func TestKeep(t *testing.T) {
	f := newFixture(t)
	f.typ("sample.job", api.Complex, "", "name Edm.String")
	f.typ("sample.reason", api.Complex, "", "text Edm.String")
	reason := api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.reason"}}
	params := api.Body{Kind: api.ParamsBody, Params: []*api.Parameter{{Name: "why", In: api.InBody, Type: "Edm.String"}}}
	f.op("job-get", api.KindGet, api.Body{}, api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.job"}}, "GET /jobs/{id}")
	f.op("job-stop", api.KindAction, params, reason, "POST /jobs/{id}/stop")
	kept := f.op("job-stop-all", api.KindAction, api.Body{}, reason, "POST /jobs/{id}/{id}/stop")
	x := f.example(kept, "stop", []string{"1", "2"}, "POST /jobs/1/2/stop", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"text\": \"x\"}")

	p := Name(f.api, sampleOptions())
	wanted := p.Names().Request(kept.Requests[0])
	if wanted == "Jobs.Stop" {
		t.Fatal("the fixture has no collision")
	}
	part := *f.api
	part.Types, part.Methods, part.Operations = f.api.Types[1:], []*api.Method{x.Call}, []*api.Operation{kept}
	p.Keep(&part)
	code, tests := emitted(t, p)
	for _, text := range []string{"type Reason struct", ") " + strings.TrimPrefix(wanted, "Jobs.") + "("} {
		if !strings.Contains(code, text) {
			t.Errorf("there is no %q in\n%s", text, code)
		}
	}
	for _, text := range []string{"type Job struct", ") Get(", ") Stop(", "JobStopRequest"} {
		if strings.Contains(code, text) {
			t.Errorf("there is a %q in\n%s", text, code)
		}
	}
	if name := p.Names().Example(x).Test; !strings.Contains(tests, "func "+name+"(") {
		t.Errorf("there is no %s in\n%s", name, tests)
	}

	p.Keep(&api.API{})
	files, err := Generate(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	if diff := cmp.Diff([]string{"README.md", "api.md", "client.go", "doc.go", "example_test.go"}, paths); diff != "" {
		t.Error(diff)
	}
}

// emitted is the text of all Go files, and of all tests.
func emitted(t *testing.T, p *Plan) (code, tests string) {
	t.Helper()
	files, err := Generate(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch {
		case strings.HasSuffix(f.Path, "_test.go"):
			tests += string(f.Content)
		case strings.HasSuffix(f.Path, ".go"):
			code += string(f.Content)
		}
	}
	return code, tests
}
