package generator

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestBodyNames names the bodies of actions after what they are for.
func TestBodyNames(t *testing.T) {
	comment := &api.Parameter{Name: "comment", In: api.InBody, Type: "Edm.String"}
	until := &api.Parameter{Name: "until", In: api.InBody, Type: "Edm.DateTimeOffset"}
	body := func(params ...*api.Parameter) api.Body { return api.Body{Kind: api.ParamsBody, Params: params} }
	type page struct {
		name, title string
		body        api.Body
		requests    []string
	}
	for _, test := range []struct {
		what  string
		pages []page
		want  []string
	}{
		{"by the title", []page{{"x", "lot: hold", body(comment), []string{"POST /me/lots/{id}/hold", "POST /stores/{id}/lots/{id}/hold"}}}, []string{"LotHoldRequest"}},
		{"by the path", []page{{"ref-lots-hold", "Hold a lot", body(comment), []string{"POST /lots/{id}/hold", "POST /stores/{id}/lots/{id}/hold"}}}, []string{"LotHoldRequest"}},
		{"with a key in front", []page{{"x", "Send", body(comment), []string{"POST /me/send", "POST /clerks/{id}/send"}}}, []string{"ClerkSendRequest"}},
		{"of different things", []page{{"x", "Check", body(comment), []string{"POST /clerks/{id}/check", "POST /stores/{id}/check"}}}, []string{"CheckRequest"}},
		{"of no thing", []page{{"x", "Reset", body(comment), []string{"POST /reset"}}}, []string{"ResetRequest"}},
		{"of a file", []page{{"x", "Copy", body(comment), []string{"POST /drive/root:/{path}:/copy", "POST /drive/items/{id}/copy"}}}, []string{"ItemCopyRequest"}},
		{"of two pages that agree", []page{{"x", "lot: hold", body(comment), []string{"POST /lots/{id}/hold"}}, {"y", "lot: hold", body(comment, until), []string{"POST /me/lots/{id}/hold"}}}, []string{"LotHoldRequest"}},
		{"of two pages that differ", []page{{"x", "lot: hold", body(comment), []string{"POST /lots/{id}/hold"}}, {"y", "lot: hold", body(until), []string{"POST /me/lots/{id}/hold"}}}, []string{"LotHoldRequest", "LotHoldRequest2"}},
	} {
		f := newFixture(t)
		for _, p := range test.pages {
			f.op(p.name, api.KindAction, p.body, api.Result{}, p.requests...).Title = p.title
		}
		p := Name(f.api, sampleOptions())
		var got []string
		for _, m := range p.methods {
			if !slices.Contains(got, m.params.name) {
				got = append(got, m.params.name)
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.what, diff)
		}
		if len(test.want) == 1 && len(p.Diagnostics) > 0 {
			t.Errorf("%s: %v", test.what, p.Diagnostics)
		}
	}
}

// TestUndocumented makes a test and no method of a call that an example alone shows.
func TestUndocumented(t *testing.T) {
	f := newFixture(t)
	f.typ("sample.lot", api.Entity, "", "id Edm.String")
	one := api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.lot"}}
	op := f.op("lot-get", api.KindGet, api.Body{}, one, "GET /lots/{id}")
	shown := *op.Requests[0].Call
	shown.Path, shown.Undocumented, shown.Operations = samplePath("/me/lots/{id}"), true, []*api.Operation{op}
	f.api.Methods = append(f.api.Methods, &shown)
	op.Requests = append(op.Requests, &api.Request{Method: "GET", Template: "/me/lots/{id}", Inferred: true, Skipped: "an example alone shows it", Path: shown.Path, Call: &shown})
	x := f.example(op, "get_lot", []string{"7"}, "GET /me/lots/7", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\":\"7\"}")
	x.Call = &shown
	p := Name(f.api, sampleOptions())
	if got := p.Names().Example(x); got.Call != "Do" || got.Test == "" || got.Skipped != "" {
		t.Errorf("the example is %+v", got)
	}
	code, tests := emitted(t, p)
	if strings.Contains(code, "/me/lots") || !strings.Contains(tests, `client.Do(t.Context(), rest.Request{Method: "GET", URL: x.URL + "/me/lots/7"}`) {
		t.Errorf("the code has a method, or the tests have no call:\n%s", tests)
	}
}
