package inspect

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestModel prints an API with one of everything that has a name.
func TestModel(t *testing.T) {
	path := api.Path{{Kind: api.Static, Name: "jobs"}}
	call := &api.Method{Verb: "GET", Path: path, Kind: api.KindGet}
	x := &api.Example{Name: "get_job", Line: 9, Status: 204, Call: call, Request: &api.Message{Method: "GET", Path: "/jobs"}, Response: &api.Message{Status: 204}}
	lost := &api.Example{Name: "lost", Line: 12, Skipped: "no request template matches"}
	op := &api.Operation{
		ID: "job-get", Page: "job-get.md", Kind: api.KindGet,
		Requests: []*api.Request{
			{Method: "GET", Template: "/jobs", Line: 4, Path: path, Call: call, Intent: api.KindGet},
			{Method: "GET", Template: "/...", Line: 5, Skipped: "it has no path"},
		},
		Examples: []*api.Example{x, lost},
	}
	call.Operations = []*api.Operation{op}
	a := &api.API{
		Schema: api.Schema, Namespace: "sample", Operations: []*api.Operation{op}, Methods: []*api.Method{call},
		Types: []*api.Type{{Name: "sample.job", Kind: api.Complex, Page: "job.md", Line: 3, Properties: []*api.Property{{Name: "id", Type: "Edm.String"}}}},
	}
	names := generator.Name(a, generator.Options{Package: "sample", ImportPath: "example.com/sample"}).Names()
	for _, test := range []struct {
		names *generator.Names
		want  []string
	}{
		{names, []string{
			`"inferred":false,"go":"Job","page":"job.md"`,
			`{"method":"GET","template":"/jobs","go":"Jobs.Get","line":4}`,
			`{"method":"GET","template":"/...","go":"","line":5,"skipped":"it has no path"}`,
			`{"name":"get_job","line":9,"annotated":false,"status":204,"go":"Jobs.Get","test":"TestJobsGet_GetJob_JobGet","skipped":""}`,
			`{"name":"lost","line":12,"annotated":false,"status":0,"go":"","test":"","skipped":"no request template matches"}`,
		}},
		{nil, []string{`"inferred":false,"go":"","page":"job.md"`, `"template":"/jobs","go":""`, `"go":"","test":"","skipped":""`}},
	} {
		text, err := json.Marshal(Model{a, test.names}, json.Deterministic(true))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range test.want {
			if !strings.Contains(string(text), want) {
				t.Errorf("there is no %s in\n%s", want, text)
			}
		}
	}
}

// TestKeys holds the keys of what has names to those of the model: the same, in the same
// order and with the same options, and the names among them.
func TestKeys(t *testing.T) {
	for _, test := range []struct {
		model, named any
		names        []string
	}{
		{api.Type{}, namedType{}, []string{"go"}},
		{api.Request{}, namedRequest{}, []string{"go"}},
		{api.Example{}, namedExample{}, []string{"go", "test"}},
	} {
		got := slices.DeleteFunc(keys(test.named), func(key string) bool { return slices.Contains(test.names, key) })
		if diff := cmp.Diff(keys(test.model), got); diff != "" {
			t.Errorf("%T (-model +printed):\n%s", test.named, diff)
		}
	}
}

// keys are the JSON tags of a struct.
func keys(v any) []string {
	var out []string
	typ := reflect.TypeOf(v)
	for i := range typ.NumField() {
		if tag := typ.Field(i).Tag.Get("json"); typ.Field(i).IsExported() && tag != "-" {
			out = append(out, tag)
		}
	}
	return out
}

// TestEveryField fills every field that is printed, and compares what is printed with what
// the model itself encodes as, but for the names.
func TestEveryField(t *testing.T) {
	a := &api.API{
		Types: []*api.Type{{
			Name: "a", Kind: api.Entity, Base: "b", Abstract: true, Open: true, Key: "k", Inferred: true, Page: "p", Line: 1,
			Description: "d", Deprecated: true, Members: []api.Member{{Name: "m"}}, Properties: []*api.Property{{Name: "q"}},
		}},
		Operations: []*api.Operation{{
			Requests: []*api.Request{{Method: "GET", Template: "/t", Line: 2, Inferred: true, Skipped: "s"}},
			Examples: []*api.Example{{Name: "e", Line: 3, Annotated: true, Status: 200, Skipped: "z", Received: "r"}},
		}},
	}
	compact := func(v any) string {
		text, err := json.Marshal(v, json.Deterministic(true))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	printed := strings.NewReplacer(`"go":"",`, "", `"test":"",`, "").Replace(compact(Model{API: a}))
	if diff := cmp.Diff(compact(a), printed); diff != "" {
		t.Error(diff)
	}
	if err := (Model{API: a}).MarshalJSONTo(jsontext.NewEncoder(new(strings.Builder))); err != nil {
		t.Error(err)
	}
}
