package reading

import (
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// TestIntent reads what requests do from their pages alone.
func TestIntent(t *testing.T) {
	const one, many = `{ "id": "1" }`, `{ "value": [ { "id": "1" } ] }`
	for _, test := range []struct {
		page, title, templates string
		answer                 string // to the first template
		want                   string
	}{
		{"user-list", "List users", "GET /users", "", "list"},
		{"user-list", "List users", "GET /users", one, "list"}, // the example errs
		{"organization-list", "List organization", "GET /organization", "", "list"},
		{"organization-get", "Get organization", "GET /organization", many, "list"},
		{"organization-get", "Get organization", "GET /organization", "", "get"},
		{"user-get-mailboxsettings", "Get mailbox settings", "GET /me/mailboxSettings", "", "get"},
		{"user-get-mailboxsettings", "Mailbox settings", "GET /me/mailboxSettings", one, "get"},
		{"meeting-get", "Get meeting", "GET /meetings/{id}\nGET /meetings", "", "get list"},
		{"insights-list-used", "List used", "GET /me/insights/used\nGET /me/insights/used/{id}/resource", "", "list get"},
		{"user-settings", "Settings of a user", "GET /me/mailFolders", "", "list"},
		{"group-list-members", "List members", "GET /groups/{id}/members\nGET /groups/{id}/members/sample.user\nGET /groups/{id}/members/$ref\nGET /groups/{id}/members/$count", "", "list list list count"},
		{"user-list-manager", "Get manager", "GET /users/{id}/manager/$ref", "", "get"},
		{"user-delta", "user: delta", "GET /users/delta", many, "function"},
		{"user-delta", "user: delta", "GET /users/sample.delta", many, "function"},
		{"report-use", "report: getUse", "GET /reports/getUse(period='{period}')", "", "function"},
		{"item-get", "Get item", "GET /items/{id}/content\nGET /root:/{path}", "", "get get"},
		{"photo-get", "Get photo", "GET /me/photo/$value", "", "stream"},
		{"event-cancel", "event: cancel", "POST /me/events/{id}/cancel", "", "action"},
		{"post-reply", "post: reply", "POST /posts/{id}/reply", "", "action"},
		{"team-archive", "Archive a team", "POST /teams/{id}/archive", "", "action"},
		{"object-getmembers", "Get members", "POST /groups/{id}/getMemberGroups", "", "action"},
		{"p01", "Lamp: Blink slowly", "POST /lamps/{id}/blinkSlowly", "", "action"}, // whatever the page's file is called
		{"p01", "lamp: delta", "GET /lamps/delta", many, "function"},
		{"p01", "resets action", "POST /lamps/{id}/resets", "", "action"},
		{"lamp-shade", "Shade", "GET /lamps/{id}/shade", one, "get"}, // a name alone is that of a thing
		{"user-post-events", "Create event", "POST /me/events", "", "create"},
		{"principal-post-assignedto", "Grant an assignment", "POST /principals/{id}/assignedTo", "", "create"},
		{"summary-create", "Create summary", "POST /books/{id}/stateSummary", "", "create"},
		{"app-publish", "Publish app", "POST /catalogs/apps", "", "create"},
		{"drive-create", "New drive", "POST /drive", "", "create"},
		{"extension-post", "Create extension", "POST /messages\nPOST /threads/{id}/reply", "", "create action"},
		{"photo-update", "Update photo", "PATCH /me/photo\nPUT /me/photo/$value\nDELETE /me/photo", "", "update stream delete"},
		{"schedule-put", "Replace schedule", "PUT /teams/{id}/schedule\nPUT /x/$ref", "", "replace reference"},
	} {
		text := "---\ndoc_type: apiPageType\n---\n# " + test.title + "\n\n## HTTP request\n\n```http\n" + test.templates + "\n```\n"
		if test.answer != "" {
			first, _, _ := strings.Cut(test.templates, "\n")
			text += "\n## Example\n\n<!-- { \"blockType\": \"request\", \"name\": \"x\" } -->\n```http\n" + first +
				"\n```\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + test.answer + "\n```\n"
		}
		resource := "---\ndoc_type: resourcePageType\n---\n# user resource type\n\nNamespace: sample\n\n" +
			"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"sample.user\" } -->\n```json\n{ \"id\": \"String\" }\n```\n"
		api := Build([]*parser.Page{
			parser.Parse("api/"+test.page+".md", []byte(text), parser.Options{}),
			parser.Parse("resources/user.md", []byte(resource), parser.Options{}),
		})
		intents := map[string]string{}
		for _, op := range api.Operations {
			for _, r := range op.Requests {
				intents[r.Method+" "+r.Template] = string(r.Intent)
			}
		}
		var got []string
		for template := range strings.Lines(test.templates) {
			got = append(got, intents[strings.TrimSpace(template)])
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s, %q, %q: %s, want %s", test.page, test.title, test.templates, got, test.want)
		}
	}
}

func TestMoreWords(t *testing.T) {
	for _, test := range []struct{ a, b, want string }{
		{"calendargroups", "calendarGroups", "calendarGroups"},
		{"oauth2PermissionGrants", "oAuth2Permissiongrants", "oauth2PermissionGrants"},
		{"openShifts", "openshifts", "openShifts"},
		{"Users", "users", "users"},
		{"", "", ""},
	} {
		if got := odata.MoreWords(test.a, test.b); got != test.want {
			t.Errorf("moreWords(%q, %q) = %q, want %q", test.a, test.b, got, test.want)
		}
		if got := odata.MoreWords(test.b, test.a); got != test.want {
			t.Errorf("moreWords(%q, %q) = %q, want %q", test.b, test.a, got, test.want)
		}
	}
}
