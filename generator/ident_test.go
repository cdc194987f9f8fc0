package generator

import (
	"go/token"
	"strings"
	"testing"
)

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"subject": "Subject", "iCalUId": "ICalUID", "id": "ID", "userIds": "UserIDs", "webUrl": "WebURL",
		"webURLs": "WebURLs", "HTTPServer": "HTTPServer", "item-path": "ItemPath", "snake_case_name": "SnakeCaseName",
		"microsoft.graph.user": "MicrosoftGraphUser", "b2cUserFlows": "B2cUserFlows", "win32LobApp": "Win32LobApp",
		"$value": "Value", "2d": "N2d", "": "X", "...": "X", "größe": "GrU00F6U00DFe", "a\u202eb": "AB", "מפתח": "U05DEU05E4U05EAU05D7",
		"type": "Type", "appId": "AppID", "apiUri": "APIURI", "guid": "GUID", "oauth2Grants": "OAuth2Grants", "oAuth2Grant": "OAuth2Grant", "iosLobApp": "IOSLobApp", "managedIOSLobApp": "ManagedIOSLobApp", "osVersion": "OSVersion", "x\nfunc init() {}": "XFuncInit",
	} {
		if got := exported(name, "X"); got != want {
			t.Errorf("exported(%q) = %s, want %s", name, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for name, want := range map[string]string{
		"eventId": "eventID", "ID": "id", "URL": "url", "type": "typeValue", "range": "rangeValue", "string": "stringValue",
		"rest": "restValue", "ctx": "ctxValue", "user principal name": "userPrincipalName", "": "x", "2d": "n2d",
	} {
		if got := unexported(name, "x"); got != want {
			t.Errorf("unexported(%q) = %s, want %s", name, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"events": "event", "policies": "policy", "addresses": "address", "licenses": "license", "children": "child",
		"people": "person", "series": "series", "access": "access", "status": "status", "boxes": "box", "me": "me", "s": "s",
	} {
		if got := singular(plural); got != want {
			t.Errorf("singular(%q) = %s, want %s", plural, got, want)
		}
	}
}

func FuzzIdent(f *testing.F) {
	for _, s := range []string{"iCalUId", "a b", "\u202e", "世界", "9", "IDs", "x\x00y", "_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, u := exported(s, "X"), unexported(s, "x")
		if !token.IsIdentifier(e) || !token.IsExported(e) {
			t.Errorf("exported(%q) = %q", s, e)
		}
		if !token.IsIdentifier(u) || token.IsExported(u) {
			t.Errorf("unexported(%q) = %q", s, u)
		}
		if strings.ContainsFunc(e+u, func(r rune) bool { return r > 0x7f || r == '_' }) {
			t.Errorf("%q, %q have more than letters and digits", e, u)
		}
	})
}
