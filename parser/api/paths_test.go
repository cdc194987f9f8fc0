package api

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// sketch writes a path's segments with their kinds, for comparison.
func sketch(p Path) string {
	var parts []string
	for _, s := range p {
		kind := map[SegmentKind]string{Static: "name", Key: "key", AlternateKey: "alternate", Operator: "function", Cast: "cast", ByPath: "path", System: "system"}[s.Kind]
		text := kind + " " + s.Name
		for _, a := range s.Args {
			value := a.Literal
			if a.Placeholder != "" {
				value = "{" + a.Placeholder + "}"
			}
			if a.Quoted {
				value = "'" + value + "'"
			}
			text += fmt.Sprintf(" %s=%s%s", a.Name, a.Prefix, value)
		}
		parts = append(parts, strings.Join(strings.Fields(text), " "))
	}
	return strings.Join(parts, "; ")
}

func TestParsePath(t *testing.T) {
	for _, tt := range []struct{ url, want string }{
		{"/me/events/{id}/cancel", "name me; name events; key ={id}; name cancel"},
		{"https://api.example.com/v1.0/me/events/{id}", "name me; name events; key ={id}"},
		{"https://api.example.com/beta/me?$select=id", "name me"},
		{"{root-url}/me/drive", "name me; name drive"},
		{"users/{id | userPrincipalName}/", "name users; key ={id | userPrincipalName}"},
		{"/users/{user-id} | user-principal-name/chats", "name users; key ={user-id}; name chats"},
		{"/teams/(team-id)/channels/<channel>", "name teams; key ={team-id}; name channels; key ={channel}"},
		{`/docs\api/things`, "name docs; name api; name things"},
		{"/me/drive/root:/{item-path}:/children", "name me; name drive; name root; path ={item-path}; name children"},
		{"/me/drive/root:/{item-path}", "name me; name drive; name root; path ={item-path}"},
		{"/drive/items/{parent-id}:/{filename}:/content", "name drive; name items; key ={parent-id}; path ={filename}; name content"},
		{"/drive/root:/a/b%20c/d.txt:/content", "name drive; name root; path =a/b%20c/d.txt; name content"},
		{"/reports/usage(period='{p}')", "name reports; function usage period='{p}'"},
		{"/reports/usage(date={d},kind={'k'})", "name reports; function usage date={d} kind='{k}'"},
		{"/sheets/{id}/range(address='A1:B2')/clear", "name sheets; key ={id}; function range address='A1:B2'; name clear"},
		{"/sheets/{id}/range(address='<address>'/clear", "name sheets; key ={id}; function range address='{address}'; name clear"},
		{"/zones/supported(Standard=ns.zone'{format}')", "name zones; function supported Standard=ns.zone'{format}'"},
		{"/applications(appId='{id}')/owners", "name applications; alternate appId='{id}'; name owners"},
		{"/sites/{id}/lists(name='{n}')/items", "name sites; key ={id}; name lists; alternate name='{n}'; name items"},
		{"/findings(externalId='{n}')", "name findings; alternate externalId='{n}'"},
		{"/rules/findMatches(ruleName='{n}')", "name rules; function findMatches ruleName='{n}'"},
		{"/roles/templateId={id}/members", "name roles; alternate templateId={id}; name members"},
		{"/messages('{id}')/attachments", "name messages; key ='{id}'; name attachments"},
		{"/things/delta()", "name things; function delta"},
		{"/groups/{id}/members/api.user/$count", "name groups; key ={id}; name members; cast api.user; system $count"},
		{"/groups/{id}/members/$ref", "name groups; key ={id}; name members; system $ref"},
		{"/sites/{host},{site}/lists", "name sites; key ={host,site}; name lists"},
		{"/boats/:id/crew/:crew_id", "name boats; key ={id}; name crew; key ={crew_id}"},
		{"/boats/:boat-id.json", "name boats; key ={boat-id}"},
		{"/boats/:reserve/{id}:reserve", "name boats; key ={reserve}; key ={id}"},
		{"/drive/root:/:id:/children", "name drive; name root; path =:id; name children"},
		{"/drive/root:/{path}:/:id", "name drive; name root; path ={path}; name :id"},
		{"/$ACCOUNT_ID/boats/${BOAT}.json", "key ={ACCOUNT_ID}; name boats; key ={BOAT}"},
		{"/boats/$ref", "name boats; system $ref"},
		{"/boats/7.json", "name boats; name 7"},
	} {
		text, _ := SplitURL(tt.url, OData())
		p, err := ParsePath(text, "api")
		if err != nil {
			t.Errorf("%s: %v", tt.url, err)
			continue
		}
		if d := cmp.Diff(tt.want, sketch(p)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.url, d)
		}
	}
}

func TestParsePathErrors(t *testing.T) {
	for url, want := range map[string]string{
		"/":                 "no path",
		"/a/.../b":          "any number of segments",
		"/a/f(x=)":          "no value",
		"/a/f(x='1', y=)/b": "no value",
	} {
		text, _ := SplitURL(url, OData())
		if p, err := ParsePath(text, "api"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, %v; want an error about %q", url, sketch(p), err, want)
		}
	}
}

func TestBind(t *testing.T) {
	for _, tt := range []struct {
		template, example string
		want              []string // nil where they do not match
	}{
		{"/users/{id}/events", "/Users/ann%40example.com/events", []string{"ann@example.com"}},
		{"/users/{id}", "/users/{id | upn}", []string{"id---upn"}},
		{"/users/{id}", "/users/a/b", nil},
		{"/users/{id}", "/users('a')", []string{"a"}},
		{"/drive/root:/{path}:/children", "/drive/root:/a/b:/children", []string{"a/b"}},
		{"/r/f(a='{a}',b={b})", "/r/F(b=2,a='it''s')", []string{"it's", "2"}},
		{"/r/f(a='{a}')", "/r/f(b='{a}')", nil},
		{"/me/delta", "/me/{id}", nil},
	} {
		p, _ := ParsePath(tt.template, "api")
		q, _ := ParsePath(tt.example, "api")
		got, ok := Bind(p, q)
		if ok != (tt.want != nil) || ok && !cmp.Equal(got, tt.want) {
			t.Errorf("bind(%s, %s) = %q, %v; want %q", tt.template, tt.example, got, ok, tt.want)
		}
	}
}

// TestAppend writes paths in notations: as templates, in segments without quotes, and with
// marks around what pages write and numbers in place of placeholders.
func TestAppend(t *testing.T) {
	for _, tt := range []struct{ template, segments, marked string }{
		{"/users/{id | upn}/$count", "/users/{id | upn}/$count", "/[users]/0/[$count]"},
		{"/messages('{id}')/attachments", "/messages/{id}/attachments", "/[messages]('0')/[attachments]"},
		{"/drive/root:/{path}:/children", "/drive/root/:{path}/children", "/[drive]/[root]:/0:/[children]"},
		{"/drive/root:/{path}", "/drive/root/:{path}", "/[drive]/[root]:/0"},
		{"/apps(appId='{id}')/owners", "/apps(appId={id})/owners", "/[apps]([appId]='0')/[owners]"},
		{"/roles/templateId={id}", "/roles/templateId={id}", "/[roles]/[templateId]=0"},
		{"/things/delta()", "/things/delta()", "/[things]/[delta]()"},
		{"/usage(date={d},kind='week')", "/usage(date={d},kind=week)", "/[usage]([date]=0,[kind]='[week]')"},
		{"/zones(standard=ns.zone'{z}')/x", "/zones(standard=ns.zone{z})/x", "/[zones]([standard]=[ns.zone]'0')/[x]"},
	} {
		p, err := ParsePath(tt.template, "ns")
		if err != nil {
			t.Errorf("%s: %v", tt.template, err)
			continue
		}
		holes := 0
		marks := Notation{
			Fixed: func(dst []byte, text string) []byte {
				if text == "" {
					return dst
				}
				return fmt.Appendf(dst, "[%s]", text)
			},
			Hole: func(dst []byte, _ SegmentKind, _ *Arg) []byte { holes++; return fmt.Append(dst, holes-1) },
		}
		for _, got := range []struct{ text, want string }{
			{p.String(), tt.template}, {string(p.Append(nil, Notation{Segments: true, Bare: true})), tt.segments},
			{string(p.Append([]byte("GET "), marks)), "GET " + tt.marked},
		} {
			if got.text != got.want {
				t.Errorf("%s is written %s, want %s", tt.template, got.text, got.want)
			}
		}
		if holes != len(p.Holes()) {
			t.Errorf("%s: %d placeholders are written of %d", tt.template, holes, len(p.Holes()))
		}
	}
}

func TestRenderArgs(t *testing.T) {
	p, err := ParsePath("/drives/{id}/root:/{path}:/find(text='{q}')", "api")
	if err != nil {
		t.Fatal(err)
	}
	got := p.RenderArgs([]string{"a/b?c", "x y/z#1", "O'Neil/é"})
	if want := "/drives/a%2Fb%3Fc/root:/x%20y/z%231:/find(text='O''Neil%2F%C3%A9')"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestValues(t *testing.T) {
	for _, tt := range []struct {
		text, kind string
		want       bool
	}{
		{"2021-05-06T07:08:09Z", "Edm.DateTimeOffset", true},
		{"2021-05-06T07:08:09.1234567+02:00", "Edm.DateTimeOffset", true},
		{"2021-05-06T07:08Z", "Edm.DateTimeOffset", true},
		{"2021-05-06", "Edm.DateTimeOffset", true},
		{"2021-05-06 07:08:09.123", "Edm.DateTimeOffset", true},
		{"2021-05-06T07: 08: 09Z", "Edm.DateTimeOffset", false},
		{"2021-05-06T07:08:09Z", "Edm.Date", true},
		{"datetime-value", "Edm.DateTimeOffset", false},
		{"2021-02-29", "Edm.Date", false},
		{"2020-02-29", "Edm.Date", true},
		{"07:08:09.5", "Edm.TimeOfDay", true},
		{"25:00", "Edm.TimeOfDay", false},
		{"P1Y2M3DT4H5M6.7S", "Edm.Duration", true},
		{"-PT30S", "Edm.Duration", true},
		{"P2W", "Edm.Duration", true},
		{"P", "Edm.Duration", false},
		{"PT", "Edm.Duration", false},
		{"P1", "Edm.Duration", false},
		{"P1H", "Edm.Duration", false},
		{"1 hour", "Edm.Duration", false},
		{"6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0", "Edm.Guid", true},
		{"6ea91a8d-e32e-41a1-b7bd-d2d185eed0eg", "Edm.Guid", false},
		{"AAECAw==", "Edm.Binary", true},
		{"AAECAw", "Edm.Binary", true},
		{"AAECA", "Edm.Binary", false},
		{"AAECB7==", "Edm.Binary", false},
		{"anything", "Edm.String", true},
	} {
		if got := odata.IsValueOf(tt.text, tt.kind); got != tt.want {
			t.Errorf("isValueOf(%q, %s) = %v", tt.text, tt.kind, got)
		}
		if _, s := tt.text, odata.StandIn(tt.kind, tt.text); !odata.IsValueOf(s, tt.kind) {
			t.Errorf("the stand-in %q for %q is no %s", s, tt.text, tt.kind)
		}
	}
}

func TestNumberFits(t *testing.T) {
	for _, tt := range []struct {
		text, kind string
		want       bool
	}{
		{"127", "Edm.SByte", true}, {"128", "Edm.SByte", false}, {"255", "Edm.Byte", true}, {"-1", "Edm.Byte", false},
		{"2147483648", "Edm.Int32", false}, {"2147483648", "Edm.Int64", true}, {"1.5", "Edm.Int32", false},
		{"1.5e3", "Edm.Double", true}, {"1.", "Edm.Double", false}, {"01", "Edm.Int32", false}, {"0x1", "Edm.Double", false},
		{"NaN", "Edm.Double", false}, {"", "Edm.Int32", false},
	} {
		if got := odata.NumberFits(tt.text, tt.kind); got != tt.want {
			t.Errorf("numberFits(%q, %s) = %v", tt.text, tt.kind, got)
		}
	}
}

// FuzzPath reads any text as a URL. What it makes of it must name itself: the
// path written out and read again is the same path.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"/me/events/{id}/cancel", "/a/f(x='{y}',z={w})", "/drive/root:/{p}:/children", "/a(b='c')", "https://x/v1.0/a?b=c", "/a/((", "/{", "/a:/b:/c:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, url string) {
		text, _ := SplitURL(url, OData())
		p, err := ParsePath(text, "api")
		if err != nil {
			return
		}
		args := make([]string, len(p.Holes()))
		for i := range args {
			args[i] = "a/../b?c#d"
		}
		if q := p.RenderArgs(args); strings.Count(q, "/../") > strings.Count(p.String(), "/../")+strings.Count(q, ":/a/../b") {
			t.Errorf("an argument of %s adds segments: %s", p, q)
		}
		if _, ok := Bind(p, p); !ok {
			t.Errorf("%s does not match itself", p)
		}
	})
}
