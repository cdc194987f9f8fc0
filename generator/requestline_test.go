package generator

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestLineTarget writes request lines in the notations that pages have.
func TestLineTarget(t *testing.T) {
	args := []lineArg{{text: "1/ é"}, {text: "it's"}}
	file := []lineArg{{text: "a b/c", spans: true}}
	for _, tt := range []struct {
		template string
		args     []lineArg
		want     string // with what is percent-encoded decoded, but for slashes
	}{
		{"/me/events", nil, "/me/events"},
		{"https://api.example.com/v1.0/users/{id | name}/", args[:1], "/users/1%2F é"},
		{"{root-url}/users/{user-id} | user-name/chats/<chat>", args, "/users/1%2F é/chats/it's"},
		{"/teams/(team-id)/members", args[:1], "/teams/1%2F é/members"},
		{"/sites/{host},{site}/lists", args[:1], "/sites/1%2F é/lists"},
		{"/messages('{id}')/{part}", []lineArg{args[1], args[0]}, "/messages('it''s')/1%2F é"},
		{"/usage(period='{p}', date={d})", []lineArg{args[1], {text: "2026-01-02"}}, "/usage(period='it''s', date=2026-01-02)"},
		{"/usage(kind={'k'},top=5)", args[1:], "/usage(kind='it''s',top=5)"},
		{"/sheets/{id}/range(address='<address>'/clear", args, "/sheets/1%2F é/range(address='it''s')/clear"},
		{"/zones(standard=ns.zone'{z}')/x", args[1:], "/zones(standard=ns.zone'it''s')/x"},
		{"/roles/templateId={id}/members", args[:1], "/roles/templateId=1%2F é/members"},
		{"/drive/root:/{item-path}:/children", file, "/drive/root:/a b/c:/children"},
		{"/drive/root:/{item-path}", file, "/drive/root:/a b/c"},
		{"/drive/root:/{folder}/{name}:/content", file, "/drive/root:/a b/c:/content"},
		{"/drive/items/{id}:/{name}:/content", append(args[:1:1], file...), "/drive/items/1%2F é:/a b/c:/content"},
		{"/folders/{id}/.../messages/$count", args[:1], "/folders/1%2F é/messages/$count"},
		{"/a%20b/{id}", args[1:], "/a b/it's"},
		{"/boats/:id/crew/:crew-id.json", args, "/boats/1%2F é/crew/it's.json"},
		{"/$SHOP/boats/${BOAT_2}", args, "/1%2F é/boats/it's"},
		{"/boats/$count", nil, "/boats/$count"},
		{"/drive/root:/{path}:/:id", file, "/drive/root:/a b/c:/:id"},
		{"/boats/{id}:reserve", args[1:], "/boats/it's:reserve"},
		{"/boats/{id}.json", args[1:], "/boats/it's.json"},
	} {
		path, _, err := lineTarget(tt.template, api.OData(), tt.args)
		if err != nil {
			t.Errorf("%s: %v", tt.template, err)
			continue
		}
		got, err := url.PathUnescape(strings.ReplaceAll(path, "%2F", "%252F"))
		if err != nil || got != tt.want {
			t.Errorf("%s is written %s, want %s (%v)", tt.template, got, tt.want, err)
		}
	}
	for _, template := range []string{"/a/{b}/{c}", "/a"} {
		if path, _, err := lineTarget(template, api.OData(), args[:1]); err == nil {
			t.Errorf("%s with one argument is %s", template, path)
		}
	}
}

// TestLineQuery gives every parameter of a line's query a value of its own.
func TestLineQuery(t *testing.T) {
	_, query, err := lineTarget("/me/view?start={start}&end={end}&start={again}&{more}", api.OData(), nil)
	want := []api.Field{{Name: "start", Value: "q1 é/%&'start"}, {Name: "end", Value: "q2 é/%&'end"}}
	if diff := cmp.Diff(want, query); diff != "" || err != nil {
		t.Errorf("-want +got: %s%v", diff, err)
	}
}

// TestWithLists takes values of functions' arguments from the method, and no name.
func TestWithLists(t *testing.T) {
	for _, tt := range []struct{ line, made, want string }{
		{"/range/cell", "/range/cell(row=1,column=2)", "/range/cell(row=1,column=2)"},
		{"/range()/top(count=n)", "/range()/top(count=7)", "/range()/top(count=7)"},
		{"/range(address='1')/cell", "/range(address='1')/cell(row=2)", "/range(address='1')/cell(row=2)"},
		{"/range/top(limit=n)", "/range/top(count=7)", "/range/top(limit=n)"},
		{"/range/cells", "/range/cell(row=1)", "/range/cells"},
		{"/zzz/wrong", "/range/cell(row=1)", "/zzz/wrong"},
		{"", "/range/cell(row=1)", ""},
	} {
		if got := withLists(tt.line, tt.made); got != tt.want {
			t.Errorf("%s with the lists of %s is %s, want %s", tt.line, tt.made, got, tt.want)
		}
	}
}
