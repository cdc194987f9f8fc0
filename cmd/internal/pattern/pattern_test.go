package pattern

import (
	"slices"
	"strings"
	"testing"
)

func TestForm(t *testing.T) {
	tests := []struct {
		text    string
		subject Subject
		methods []string
	}{
		{"/users/**", Paths, nil},
		{"/me/events/**#POST", Paths, []string{"POST"}},
		{"/**#get, patch", Paths, []string{"GET", "PATCH"}},
		{" /me ", Paths, nil},
		{"event", Resources, nil},
		{"microsoft.graph.event", Resources, nil},
		{"callRecords.*#GET", Resources, []string{"GET"}},
		{"**", Resources, nil},
		{"api/**", Pages, nil},
		{"drafts/event", Pages, nil},
		{"**/*-beta.md", Pages, nil},
		{"README.MD", Pages, nil},
		{"api/c#.md", Pages, nil},
		{"c#/get-it.md", Pages, nil},
	}
	for _, test := range tests {
		p, err := Parse(test.text)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		if p.Subject != test.subject || !slices.Equal(p.Methods, test.methods) || p.Text != test.text {
			t.Errorf("%q: %+v", test.text, p)
		}
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "the pattern is empty"},
		{"  ", "the pattern is empty"},
		{"#GET", `for every path, write "/**#GET"`},
		{"/", `it names no path; "/**" is every path`},
		{"//", `it names no path`},
		{"/a//b", "a segment of the path is empty"},
		{"/a/:/b", "a segment of the path is empty"},
		{"GET /users", `the method stands behind the path: write "/users#GET"`},
		{"post /me/sendMail", `write "/me/sendMail#POST"`},
		{"https://graph.microsoft.com/v1.0/me", `"/me/events/**"`},
		{"/v1.0/me/events", `without the version "v1.0" in front`},
		{"/beta/**", `without the version "beta" in front`},
		{"/users#", `a method is missing`},
		{"/users#GET,", `a method is missing`},
		{"/users#PSOT", `there is no method "PSOT"; did you mean POST?`},
		{"/users#x1y2z3", `there is no method "X1Y2Z3"; the methods are GET, POST,`},
		{"event#PATHC", `did you mean PATCH?`},
		{"api/**#GET", "pages are taken whole"},
		{"/users/[ab", "left open"},
		{"/users/{id", `the '{' in it is not closed`},
		{"/users/id}", `there is a '}' in it that nothing opens`},
		{"/f(a={b)/c", `is not closed`},
		{"/f(a)b", "something behind the parentheses"},
		{"/users?$top=5", "a query is no part of the path"},
		{"/users?top=5", "a query is no part of the path"},
		{"/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", "more than 256 choices"},
		{"[x", "left open"},
		{"api/[x", "left open"},
		{"event type", `a resource's name holds no ' '`},
		{"microsoft..event", "a part of the resource's name is empty"},
		{".event", "a part of the resource's name is empty"},
		{"/a\x00b", "control characters"},
		{"/" + strings.Repeat("a", maxLength), "more than 1000 bytes"},
	}
	for _, test := range tests {
		if _, err := Parse(test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.60q: error %v, want %q", test.text, err, test.want)
		}
	}
}

// match reports whether a pattern matches what is written, which is taken for what
// the pattern matches.
func match(t *testing.T, text, what string) bool {
	t.Helper()
	p, err := Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	switch p.Subject {
	case Paths:
		return p.Path(what)
	case Resources:
		return p.Resource(what, strings.TrimPrefix(what, "microsoft.graph."))
	}
	return p.Page(what)
}

func TestMatch(t *testing.T) {
	tests := []struct {
		pattern string
		yes, no string // separated by blanks
	}{
		{"/users/**", "/users /users/<> /Users/<>/messages/<>/$value /users/delta", "/me /me/users /usersx"},
		{"/users", "/users /USERS", "/users/<>"},
		{"/users/", "/users", "/users/<>"},
		{"/users/*", "/users/<> /users/delta /users/(upn=<>) /users/fn(a=<>)", "/users /users/<>/messages"},
		{"/users/{id}", "/users/<> /users/(upn=<>)", "/users /users/delta /users/fn(a=<>) /users/:<>"},
		{"/users/{id | userPrincipalName}/messages", "/users/<>/messages", "/users/delta/messages"},
		{"/users/<id>/messages", "/users/<>/messages", "/users/delta/messages"},
		{"/users/(user-id)/messages", "/users/<>/messages", "/users/delta/messages"},
		{"/users('{id}')/messages", "/users/<>/messages", "/users/messages"},
		{"/users({id})", "/users/<>", "/users"},
		{"/users(*)", "/users/<> /users/(upn=<>) /users(a=<>)", "/users /users/delta"},
		{"/users('me')", "/users/me", "/users/<>"},
		{"/a/v{n}", "/a/<>", "/a/vn /a/v1"},
		{"/applications(appId='{appId}')/owners", "/applications/(appId=<>)/owners", "/applications/<>/owners /applications/(id=<>)/owners"},
		{"/applications/**", "/applications/(appId=<>)/owners /applications", "/applicationTemplates"},
		{"/directoryRoles/roleTemplateId={id}", "/directoryRoles/(roleTemplateId=<>)", "/directoryRoles/<>"},
		{"/reports/getX(period='{period}')", "/reports/getX(period=<>) /reports/getX(period=D7)", "/reports/getX /reports/getX(date=<>)"},
		{"/reports/getX(period='D7')", "/reports/getX(period=D7)", "/reports/getX(period=<>)"},
		{"/reports/getX(*)", "/reports/getX(period=<>) /reports/getX(a=<>,b=1)", "/reports/getX"},
		{"/reports/getX", "/reports/getX /reports/getX(period=<>) /reports/getX(a=<>,b=1)", "/reports/getXY /reports/getX/(a=<>)"},
		{"/**/range/clear", "/a/<>/range(address=<>)/clear /range/clear", "/range(address=<>)"},
		{"/reports/getX*", "/reports/getX(period=<>) /reports/getXY", "/reports/getY"},
		{"/reports/getX()", "/reports/getX /reports/getX(period=<>)", "/reports/getY"},
		{"/f(path='/a/b')", "/f(path=%2Fa%2Fb)", "/f(path=<>)"},
		{"/f(a={a},b={b})/g", "/f(a=<>,b=<>)/g /f(a=1,b=2)/g", "/f(a=<>)/g"},
		{"/me/drive/root:/{item-path}:/children", "/me/drive/root/:<>/children", "/me/drive/root/children /me/drive/root/<>/children"},
		{"/me/drive/root:/{item-path}", "/me/drive/root/:<>", "/me/drive/root /me/drive/root/:<>/children"},
		{"/me/drive/root:/**", "/me/drive/root/:<> /me/drive/root/:<>/children/<>", "/me/drive/root /me/drive/root/children"},
		{"/me/drive/root/**", "/me/drive/root /me/drive/root/:<>/children /me/drive/root/children", "/me/drive"},
		{"/me/drive/root/*", "/me/drive/root/:<> /me/drive/root/children", "/me/drive/root/:<>/children"},
		{"/drive/root:/a/b:/children", "/drive/root/:a%2Fb/children", "/drive/root/:<>/children"},
		{"/**/$value", "/$value /me/photo/$value", "/me/photo"},
		{"/groups/*/members/microsoft.graph.*", "/groups/<>/members/microsoft.graph.user", "/groups/<>/members"},
		{"/{me,users/*}/events/**", "/me/events /users/<>/events/<>", "/groups/<>/events"},
		{"/me/{messages,mailFolders}", "/me/messages /me/MailFolders", "/me/events"},
		{"/me/**/**", "/me /me/a /me/a/b", "/users"},
		{"/me/[em]*", "/me/events /me/messages", "/me/calendar"},
		{"/{a{b,c}d,[{,}]}", "/abd /acd /{ /,", "/ad /abcd"},
		{"/folders/{id}/.../contacts", "/folders/<>/contacts /folders/<>/x/<>/contacts", "/folders/contacts"},
		{`/me/\*`, "/me/*", "/me/events"},
		{"/m?", "/me", "/men"},

		{"event", "microsoft.graph.event microsoft.graph.EVENT", "microsoft.graph.eventMessage microsoft.graph.x.event"},
		{"Microsoft.graph.event", "microsoft.graph.Event", "event other.event"},
		{"microsoft.graph.*", "microsoft.graph.event", "microsoft.graph.callRecords.session"},
		{"microsoft.graph.**", "microsoft.graph.event microsoft.graph.callRecords.session", "other.event"},
		{"callRecords.*", "microsoft.graph.callRecords.session", "microsoft.graph.callRecord"},
		{"event*", "microsoft.graph.eventMessage", "microsoft.graph.outlookEvent"},
		{"{event,calendar}", "microsoft.graph.event microsoft.graph.calendar", "microsoft.graph.user"},
		{"**", "microsoft.graph.event", ""},

		{"api/*", "api/a.md", "api/sub/b.md"},
		{"api/**", "api/a.md api/sub/b.md", "resources/c.md"},
		{"{api,resources}/*.md", "api/a.md resources/c.md", "d.md"},
		{"**/b.md", "b.md api/sub/b.md", "api/B.md"},
	}
	for _, test := range tests {
		for what := range strings.FieldsSeq(test.yes) {
			if !match(t, test.pattern, what) {
				t.Errorf("%q does not match %s", test.pattern, what)
			}
		}
		for what := range strings.FieldsSeq(test.no) {
			if match(t, test.pattern, what) {
				t.Errorf("%q matches %s", test.pattern, what)
			}
		}
	}
	if p, _ := Parse("**"); !p.Resource("") {
		t.Error(`"**" does not match an operation without a resource`)
	}
}

func TestNearest(t *testing.T) {
	paths := []string{"/me/events", "/me/events/<>/cancel", "/me/calendarGroups/<>", "/reports/getX(period=<>)", "/users/<>/events"}
	for text, want := range map[string]string{
		"/me/evnts/**":                  `did you mean "/me/events/**"?`,
		"/me/evnts/**#POST":             `did you mean "/me/events/**#POST"?`,
		"/me/calendargrops/*":           `did you mean "/me/calendarGroups/*"?`,
		"/me/events/{id}/cancle":        `did you mean "/me/events/{id}/cancel"?`,
		"/user/{id | upn}/events":       `did you mean "/users/{id | upn}/events"?`,
		"/reports":                      `did you mean "/reports/**"?`,
		"/reports#GET":                  `did you mean "/reports/**#GET"?`,
		"/reports/getX(period='{a}')/b": "",
		"/me/zzzzzzz":                   "",
		"/**/evnts":                     "",
		"event":                         "",
	} {
		p, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.NearestPath(paths); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"evnt": `did you mean "event"?`, "evnt#GET": `did you mean "event#GET"?`, "evn*": "", "zzzz": ""} {
		p, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.NearestName([]string{"calendar", "event"}); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// FuzzParse expects of any text either one line of error, or a pattern that can
// be matched and that means the same however its letters are cased.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"/users/{id | upn}/messages/**#GET,POST", "/me/drive/root:/{p}:/children", "/f(a='{x}',b=<y>)/{a,b}/[!c]*", "/a(*)/(b)/c=d",
		"microsoft.graph.*#get", "api/**/*-beta.md", "/{{a,b},{c}}/\\{", "/:/a", "/a:/**:/b", "#GET", "GET /x", "/?$x", "/(/)", "/<{>}",
	} {
		f.Add(seed, "/users/<>/messages")
	}
	f.Fuzz(func(t *testing.T, text, what string) {
		p, err := Parse(text)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("an error of several lines: %q", err)
			}
			return
		}
		matched := []bool{p.Path(what), p.Resource(what), p.Page(what)}
		for i, yes := range matched {
			if yes && Subject(i) != p.Subject {
				t.Errorf("%q matches %d and %d", text, p.Subject, i)
			}
		}
		p.NearestPath([]string{"/" + strings.ToValidUTF8(what, "")})
		p.NearestName([]string{what})
		if again, err := Parse(text); err != nil || !slices.Equal(again.globs, p.globs) {
			t.Errorf("%q is read in two ways", text)
		}
	})
}
