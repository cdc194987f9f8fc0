package generator

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

func TestNames(t *testing.T) {
	one := api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.x"}}
	page := api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "sample.x"}}
	for _, test := range []struct {
		kind     api.OperationKind
		result   api.Result
		request  string
		want     string
		wantArgs string
	}{
		{api.KindList, page, "GET /users", "Users.List", ""},
		{api.KindGet, one, "GET /users/{id | userPrincipalName}", "Users.Get", "userID string"},
		{api.KindGet, page, "GET /users/{id}", "Users.Get", "userID string"},
		{api.KindGet, one, "GET /me", "Me.Get", ""},
		{api.KindCreate, one, "POST /me/calendars/{id}/events", "Me.Calendars.Events.Create", "calendarID string"},
		{api.KindUpdate, one, "PATCH /users/{id}/events/{id}/instances/{id}", "Users.Events.Instances.Update", "userID string, eventID string, instanceID string"},
		{api.KindReplace, one, "PUT /a/{id}/{id}", "A.Replace", "aID string, aID2 string"},
		{api.KindDelete, one, "DELETE /policies/{id}", "Policies.Delete", "policyID string"},
		{api.KindAction, one, "POST /me/events/{id}/cancel", "Me.Events.Cancel", "eventID string"},
		{api.KindAction, one, "POST /me/sample.getMailTips", "Me.GetMailTips", ""},
		{api.KindAction, one, "POST /teams/sample.services.api.clone", "Teams.Clone", ""},
		{api.KindFunction, page, "GET /users/delta", "Users.Delta", ""},
		{api.KindFunction, one, "GET /reports/getUsage(period='{period_value}')", "Reports.GetUsage", "period string"},
		{api.KindStream, one, "GET /me/photo/$value", "Me.Photo.GetValue", ""},
		{api.KindStream, one, "PATCH /me/photo/$value", "Me.Photo.UpdateValue", ""},
		{api.KindStream, one, "PUT /me/photo/$value", "Me.Photo.ReplaceValue", ""},
		{api.KindStream, one, "DELETE /me/photo/$value", "Me.Photo.DeleteValue", ""},
		{api.KindReference, one, "POST /groups/{id}/members/$ref", "Groups.Members.AddRef", "groupID string"},
		{api.KindReference, one, "PUT /users/{id}/manager/$ref", "Users.Manager.SetRef", "userID string"},
		{api.KindReference, one, "DELETE /groups/{id}/members/{id}/$ref", "Groups.Members.RemoveRef", "groupID string, memberID string"},
		{api.KindReference, page, "GET /groups/{id}/members/$ref", "Groups.Members.ListRef", "groupID string"},
		{api.KindReference, one, "GET /users/{id}/manager/$ref", "Users.Manager.GetRef", "userID string"},
		{api.KindCount, one, "GET /users/$count", "Users.Count", ""},
		{api.KindStream, one, "GET /me/drive/items/{item-id}/content", "Me.Drive.Items.Content.Get", "itemID string"},
		{api.KindList, page, "GET /groups/{id}/members/sample.user", "Groups.Members.AsUser.List", "groupID string"},
		{api.KindList, page, "GET /me/drive/root:/{item-path}:/children", "Me.Drive.Root.ByPath.Children.List", "itemPath string"},
		{api.KindGet, one, "GET /applications(appId='{appId}')", "Applications.ByAppID.Get", "appID string"},
		{api.KindAction, one, "POST /sheets/{id|name}/range(address='{x}')/clear", "Sheets.RangeOf.Clear", "sheetID string, address string"},
		{api.KindUpdate, one, "PATCH /sheets/{id}/range(address='{type}')", "Sheets.RangeOf.Update", "sheetID string, address string"},
		{api.KindGet, one, "GET /users/{usersId}/names/{name}", "Users.Names.Get", "userID string, name string"},
		{api.KindGet, one, "GET /drive/root:/{path}", "Drive.Root.ByPath.Get", "itemPath string"},
		{api.KindGet, one, "GET /x/{type}/y/{rest}", "X.Y.Get", "xType string, restValue string"},
	} {
		f := newFixture(t)
		op := f.op("some-page", test.kind, api.Body{}, test.result, test.request)
		p := Name(f.api, sampleOptions())
		if got := p.Names().Request(op.Requests[0]); got != test.want {
			t.Errorf("%s: %s, want %s", test.request, got, test.want)
		}
		args := ""
		for i, a := range p.methods[0].args {
			args += []string{"", ", "}[min(i, 1)] + a.Name + " " + typeText(a.Type)
		}
		if args != test.wantArgs {
			t.Errorf("%s takes (%s), want (%s)", test.request, args, test.wantArgs)
		}
		if len(p.Diagnostics) > 0 {
			t.Errorf("%s: %v", test.request, p.Diagnostics)
		}
	}
}

// TestNamesOnOneThing names the calls that one page or two document on one path.
func TestNamesOnOneThing(t *testing.T) {
	one := api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.x"}}
	for _, test := range []struct {
		other string // page
		found int
	}{{"note", 0}, {"note-set", 1}} {
		f := newFixture(t)
		f.op("note", api.KindGet, api.Body{}, one, "GET /me/note")
		op := f.op(test.other, api.KindAction, api.Body{}, one, "POST /me/note")
		p := Name(f.api, sampleOptions())
		if got := p.Names().Request(op.Requests[0]); got != "Me.Note.Create" || len(p.Diagnostics) != test.found {
			t.Errorf("%s: %s, %v", test.other, got, p.Diagnostics)
		}
	}
}

// TestNamesOfVerbs names a call after the verb in front of its arguments.
func TestNamesOfVerbs(t *testing.T) {
	f := newFixture(t)
	op := f.op("stop", api.KindAction, api.Body{}, api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.x"}}, "POST /v1/stop/machine/{id}")
	op.Requests[0].Act = "stop"
	if got := Name(f.api, sampleOptions()).Names().Request(op.Requests[0]); got != "V1.Stop.Machine.Stop" {
		t.Error(got)
	}
}

// TestStableNames takes one page after another away: no name may change but
// those that are reported as having given way to another.
func TestStableNames(t *testing.T) {
	all, reported := namesWithout(t, -1)
	for i := range len(sample(t).Operations) {
		some, _ := namesWithout(t, i)
		for key, name := range some {
			if all[key] != name && !reported[all[key]] {
				t.Errorf("%s is %s, and %s without page %d", key, all[key], name, i)
			}
		}
	}
}

// namesWithout returns the names of the sample without one of its pages, and
// which of them have given way.
func namesWithout(t *testing.T, without int) (names map[string]string, gaveWay map[string]bool) {
	a := sample(t)
	if without >= 0 {
		gone := a.Operations[without]
		a.Operations = slices.Delete(a.Operations, without, without+1)
		a.Methods = slices.DeleteFunc(a.Methods, func(m *api.Method) bool { return m.Operations[0] == gone })
	}
	p := Name(a, sampleOptions())
	names, gaveWay = map[string]string{}, map[string]bool{}
	for _, op := range a.Operations {
		for _, r := range op.Requests {
			names[r.Method+" "+r.Template] = p.Names().Request(r)
		}
		for _, x := range op.Examples {
			names[op.ID+" "+x.Name] = p.Names().Example(x).Test
		}
	}
	for _, typ := range a.Types {
		names[typ.Name] = p.Names().Type(typ)
	}
	for _, d := range p.Diagnostics {
		got := d.Message[strings.LastIndexByte(d.Message, ' ')+1:]
		for name := range maps.Values(names) {
			if name == got || strings.HasPrefix(name, got+".") {
				gaveWay[name] = true
			}
		}
	}
	return names, gaveWay
}

// TestOrderDoesNotMatter names a model whose methods stand in another order: each has the
// name that it has in theirs.
func TestOrderDoesNotMatter(t *testing.T) {
	calls := func(a *api.API) map[string]string {
		names := map[string]string{}
		for _, m := range Name(a, sampleOptions()).methods {
			names[m.call.Verb+" "+m.call.Path.String()] = m.service.typeName + " " + m.callName()
		}
		return names
	}
	want := calls(sample(t))
	a := sample(t)
	slices.Reverse(a.Methods)
	if diff := cmp.Diff(want, calls(a)); diff != "" || len(want) == 0 {
		t.Errorf("%d methods; names differ in another order (-want +got):\n%s", len(want), diff)
	}
}

// TestPageNames names what is called after pages.
func TestPageNames(t *testing.T) {
	for page, want := range map[string]string{
		"api/event-cancel.md":                          "event",
		"api/user-list-messages.md":                    "user",
		"api/intune-deviceconfig-reportroot-get.md":    "intunedeviceconfigreportroot",
		"api/reportroot-getemailactivityuserdetail.md": "reportroot",
		"api/post-reply.md":                            "post",
		"api/post-list-attachments.md":                 "post",
		"api/get-user.md":                              "user",
		"api/driveitem_upload.md":                      "driveitem",
		"api/search.md":                                "search",
		"api/-.md":                                     "other",
		"api/client-get.md":                            "clientresource",
		"api/" + strings.Repeat("x", 3*maxFileKey) + "-delete.md": strings.Repeat("x", maxFileKey),
	} {
		if got := operationFile(page); got != want {
			t.Errorf("%s goes to %s.go, want %s.go", page, got, want)
		}
	}
	for _, x := range []struct{ page, example, want string }{
		{"api/event-cancel.md", "event_cancel", "TestMeEventsCancel_EventCancel"},
		{"api/event-cancel.md", "cancel_event", "TestMeEventsCancel_CancelEvent_EventCancel"},
		{"api/event-cancel.md", "example_1", "TestMeEventsCancel_Example1_EventCancel"},
		{"api/-.md", "-", "TestMeEventsCancel_Example"},
	} {
		me := &service{name: "Me", parent: &service{}}
		m := &method{name: "Cancel", service: &service{name: "Events", parent: me}}
		got := testName(&test{op: &api.Operation{Page: x.page}, example: &api.Example{Name: x.example}, method: m})
		if got != x.want {
			t.Errorf("the test of %s in %s is %s, want %s", x.example, x.page, got, x.want)
		}
	}
}

// typeText is the type of an argument as code has it.
func typeText(t code.Type) string {
	if t.Package == code.Runtime {
		return "rest." + t.Name
	}
	return t.Name
}
