package generator

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// sample is an API that has every kind of type, path, body and result once.
func sample(t *testing.T) *api.API {
	f := newFixture(t)
	sampleTypes(f)
	sampleCRUD(f)
	sampleCalls(f)
	sampleStreams(f)
	sampleForeign(f)
	return f.api
}

func sampleTypes(f *fixture) {
	f.enum("sample.importance", "low", "normal", "high", "low-ish")
	f.typ("sample.entity", api.Entity, "", "id Edm.String")
	f.typ("sample.itemBody", api.Complex, "", "content Edm.String", "contentType sample.importance")
	f.typ("sample.attachment", api.Entity, "sample.entity", "name Edm.String", "size Edm.Int32")
	f.typ("sample.fileAttachment", api.Entity, "sample.attachment", "contentBytes Edm.Binary")
	event := f.typ("sample.event", api.Entity, "sample.entity",
		"subject Edm.String", "iCalUId Edm.String", "start Edm.DateTimeOffset", "day Edm.Date", "at Edm.TimeOfDay", "length Edm.Duration",
		"key Edm.Guid", "big Edm.Int64", "small Edm.Int16", "ratio Edm.Double", "price Edm.Decimal", "online Edm.Boolean",
		"importance sample.importance", "body sample.itemBody", "categories []Edm.String", "levels []sample.importance",
		"attachments []sample.attachment", "anything Edm.Untyped", "extra Edm.String", "content Edm.Stream", "times []Edm.DateTimeOffset")
	event.Open = true
	event.Properties[1].ReadOnly = true
	event.Properties[2].Deprecated = true
	f.typ("sample.callRecords.session", api.Entity, "sample.entity", "caller Edm.String")
}

const eventJSON = `{
  "@odata.type": "#sample.event",
  "id": "AAMk=",
  "subject": "Lunch with \"O'Neil\"",
  "start": "2017-07-20T17:33:45.1230000+00:00",
  "day": "2017-07-20",
  "at": "12:30:00.5",
  "length": "PT30M",
  "key": "01234567-89ab-cdef-0123-456789abcdef",
  "big": "9007199254740993",
  "small": 7,
  "ratio": 1,
  "price": 1.50,
  "online": true,
  "importance": "high",
  "body": {"content": "Café\u2028", "contentType": "other"},
  "categories": ["a", "b"],
  "levels": ["low", "new"],
  "attachments": [
    {"@odata.type": "#sample.fileAttachment", "id": "1", "name": "a.txt", "contentBytes": "SGVsbG8="},
    {"id": "2", "size": 3}
  ],
  "anything": {"x": [1, null]},
  "extra": null,
  "times": ["2020-01-01T00:00:00Z"],
  "organizer": null,
  "body@odata.context": "x"
}`

func sampleCRUD(f *fixture) {
	object := api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.event"}}
	page := api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "sample.event"}}
	body := api.Body{Kind: api.ObjectBody, Type: api.TypeRef{Name: "sample.event"}}
	list := f.op("event-list", api.KindList, api.Body{}, page, "GET /me/events", "GET /users/{id | userPrincipalName}/events")
	list.Permissions = api.Permissions{DelegatedWork: []string{"Calendars.Read"}, DelegatedPersonal: []string{"Calendars.Read"},
		Application: []string{"Calendars.Read", "Calendars.ReadWrite"}}
	list.Parameters = []*api.Parameter{
		{Name: "$filter", In: api.InQuery, Type: "Edm.String", Description: "Which events to return."},
		{Name: "Prefer", In: api.InHeader, Type: "Edm.String", Description: "The time zone.", Required: true},
		{Name: "Authorization", In: api.InHeader, Type: "Edm.String", Description: "Bearer {token}.", Required: true},
	}
	f.example(list, "list_events", nil,
		"GET /me/events?$select=id,subject&$filter=startsWith(subject,'a')&$top=5&$count=true&x=y z\nPrefer: outlook.timezone=\"UTC\"\nConsistencyLevel: eventual\n\n",
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n"+`{"@odata.context": "c", "@odata.nextLink": "https://api.example.com/v1/me/events?$skip=1", "@odata.count": 9, "value": [`+eventJSON+`, {}]}`)
	create := f.op("event-post", api.KindCreate, body, object, "POST /me/events")
	create.Errors = []api.ErrorCode{{Status: 400, Code: "ErrorInvalid", Message: "The event has no start."}}
	f.example(create, "create_event", nil, "POST /me/events\nContent-Type: application/json\n\n"+eventJSON,
		"HTTP/1.1 201 Created\nContent-Type: application/json\n\n"+eventJSON)
	f.example(create, "create_event_error", nil, "POST /me/events\nContent-Type: application/json\n\n{\"subject\": null, \"body\": null}",
		"HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{\"error\": {\"code\": \"ErrorInvalid\", \"message\": \"No start.\"}}")
	get := f.op("event-get", api.KindGet, api.Body{}, object, "GET /me/events/{id}")
	f.example(get, "get_event", []string{"AAMk="}, "GET /me/events/AAMk%3D\nIf-None-Match: \"x\"\n\n",
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n"+eventJSON)
	f.example(get, "get_event_unchanged", []string{"AAMk="}, "GET /me/events/AAMk%3D\nIf-None-Match: \"x\"\n\n",
		"HTTP/1.1 304 Not Modified\n\n")
	update := f.op("event-update", api.KindUpdate, body, api.Result{}, "PATCH /me/events/{id}")
	f.example(update, "update event", []string{"AAMk="}, "PATCH /me/events/AAMk%3D\nContent-Type: application/json\n\n{\"subject\": \"x\", \"categories\": []}",
		"HTTP/1.1 204 No Content\n\n")
	del := f.op("event-delete", api.KindDelete, api.Body{}, api.Result{}, "DELETE /me/events/{id}", "DELETE /users/{id}/events/{id}")
	del.Deprecated = true
	f.example(del, "delete", []string{"AAMk="}, "DELETE /me/events/AAMk%3D\n\n", "HTTP/1.1 204 No Content\n\n")
	f.op("event-put", api.KindReplace, body, object, "PUT /me/events/{id}")
	attachments := f.op("event-post-attachments", api.KindCreate,
		api.Body{Kind: api.ObjectBody, Type: api.TypeRef{Name: "sample.attachment"}},
		api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.attachment"}}, "POST /me/events/{id}/attachments")
	file := `{"@odata.type": "#sample.fileAttachment", "name": "a.txt", "contentBytes": "SGVsbG8="}`
	f.example(attachments, "add_file", []string{"1"}, "POST /me/events/1/attachments\nContent-Type: application/json\n\n"+file,
		"HTTP/1.1 201 Created\nContent-Type: application/json\n\n"+file)
}

func sampleCalls(f *fixture) {
	params := api.Body{Kind: api.ParamsBody, Params: []*api.Parameter{
		{Name: "comment", In: api.InBody, Type: "Edm.String", Description: "Why.", Required: true},
		{Name: "notify", In: api.InBody, Type: "sample.importance", Collection: true},
	}}
	cancel := f.op("event-cancel", api.KindAction, params, api.Result{}, "POST /me/events/{id}/cancel", "POST /users/{id}/events/{id}/cancel")
	cancel.Resource = "sample.event"
	f.example(cancel, "event_cancel", []string{"1"}, "POST /me/events/1/cancel\nContent-Type: application/json\n\n{\"comment\": \"Moved\", \"notify\": [\"low\"]}",
		"HTTP/1.1 202 Accepted\n\n")
	f.example(cancel, "event_cancel_busy", []string{"1"}, "POST /me/events/1/cancel\n\n",
		"HTTP/1.1 429 Too Many Requests\nRetry-After: 1\n\n")
	page := api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "sample.event"}}
	delta := f.op("event-delta", api.KindFunction, api.Body{}, page, "GET /me/events/delta")
	f.example(delta, "delta", nil, "GET /me/events/delta\n\n",
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"@odata.deltaLink\": \"https://api.example.com/d\", \"value\": []}")
	value := api.Result{Kind: api.ValueResult, Wrapper: "value", Type: api.TypeRef{Name: "Edm.Int32"}}
	usage := f.op("report-usage", api.KindFunction, api.Body{}, value,
		"GET /reports/getUsage(period='{period}')", "GET /reports/getUsage(date={date})")
	f.example(usage, "usage", []string{"D7"}, "GET /reports/getUsage(period='D7')\n\n",
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\": 7}")
	f.op("names-range", api.KindFunction, api.Body{}, api.Result{Kind: api.AnyResult}, "GET /names/{name}/range")
	f.op("range-clear", api.KindAction, api.Body{Kind: api.AnyBody}, api.Result{}, "POST /names/{name}/range/format/clear",
		"POST /sheets/{id}/range(address='{address}')/clear")
	f.op("range-get", api.KindFunction, api.Body{}, api.Result{Kind: api.AnyResult}, "GET /sheets/{id}/range(address='{address}')")
	status := f.op("event-status", api.KindGet, api.Body{}, api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.callRecords.session"}, Wrapper: "value"},
		"GET /communications/sessions(callId='{callId}')")
	f.example(status, "status", []string{"o'neil"}, "GET /communications/sessions(callId='o''neil')\n\n",
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\": {\"id\": \"1\", \"caller\": \"x\"}}")
	list := f.op("words-list", api.KindList, api.Body{}, api.Result{Kind: api.ListResult, Type: api.TypeRef{Name: "Edm.String"}}, "GET /words")
	f.example(list, "words", nil, "GET /words\n\n", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n[\"a\", \"b\"]")
	pages := f.op("tags-list", api.KindList, api.Body{}, api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "Edm.String"}}, "GET /tags")
	f.example(pages, "tags", nil, "GET /tags\n\n", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\": [\"a\"]}")
}

func sampleStreams(f *fixture) {
	ref := api.Body{Kind: api.ReferenceBody}
	add := f.op("group-post-members", api.KindReference, ref, api.Result{}, "POST /groups/{id}/members/$ref")
	f.example(add, "add_member", []string{"1"}, "POST /groups/1/members/$ref\nContent-Type: application/json\n\n{\"@odata.id\": \"https://api.example.com/v1/users/2\"}",
		"HTTP/1.1 204 No Content\n\n")
	f.op("group-delete-members", api.KindReference, api.Body{}, api.Result{}, "DELETE /groups/{id}/members/{id}/$ref")
	f.op("group-list-members", api.KindReference, api.Body{}, api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "Edm.Untyped"}}, "GET /groups/{id}/members/$ref")
	f.op("group-list-members-as", api.KindList, api.Body{}, api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "sample.entity"}}, "GET /groups/{id}/members/sample.user")
	count := f.op("group-count", api.KindCount, api.Body{}, api.Result{Kind: api.CountResult}, "GET /groups/$count")
	f.example(count, "count", nil, "GET /groups/$count\nConsistencyLevel: eventual\n\n", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n893")
	down := f.op("driveitem-get-content", api.KindStream, api.Body{}, api.Result{Kind: api.StreamResult},
		"GET /drive/root:/{item-path}:/content", "GET /drive/items/{item-id}/content")
	f.example(down, "download", []string{"a b/c.txt"}, "GET /drive/root:/a%20b/c.txt:/content\n\n", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nhello\nworld")
	f.example(down, "download_redirect", []string{"a"}, "GET /drive/root:/a:/content\n\n", "HTTP/1.1 302 Found\nLocation: https://b.example.com/x?y\n\n")
	up := f.op("driveitem-put-content", api.KindStream, api.Body{Kind: api.StreamBody, ContentType: "text/plain"},
		api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.entity"}}, "PUT /drive/root:/{item-path}:/content")
	f.example(up, "upload", []string{"a"}, "PUT /drive/root:/a:/content\nContent-Type: text/csv\n\n1,2",
		"HTTP/1.1 201 Created\nContent-Type: application/json\n\n{\"id\": \"1\"}")
	f.example(up, "upload_alone", []string{"b"}, "PUT /drive/root:/b:/content\nContent-Type: text/csv\n\n3", "")
	copied := f.op("driveitem-copy", api.KindAction, api.Body{Kind: api.AnyBody},
		api.Result{Kind: api.MonitorResult, Type: api.TypeRef{Name: "sample.entity"}}, "POST /drive/items/{item-id}/copy")
	f.example(copied, "copy", []string{"1"}, "POST /drive/items/1/copy\nContent-Type: application/json\n\n{\"name\": \"b\"}",
		"HTTP/1.1 202 Accepted\nLocation: https://b.example.com/monitor/1\n\n")
	f.op("photo-get", api.KindStream, api.Body{}, api.Result{Kind: api.StreamResult}, "GET /me/photo/$value")
	f.op("people-post", api.KindCreate, api.Body{Kind: api.ListBody, Type: api.TypeRef{Name: "sample.entity"}}, api.Result{}, "POST /people")
}

// sampleForeign has the examples that no method is for.
func sampleForeign(f *fixture) {
	op := f.op("event-subscribe", api.KindAction, api.Body{Kind: api.AnyBody}, api.Result{}, "POST /me/events/subscribe")
	op.Resource = "sample.event"
	f.example(op, "subscribe_text", nil, "POST /me/events/subscribe\nContent-Type: text/plain\n\nplease", "HTTP/1.1 202 Accepted\n\n")
	notice := f.message("POST /hooks?code=a%20b\nContent-Type: application/json\n\n" +
		`{"@odata.type": "#sample.fileAttachment", "id": "1", "contentBytes": "SGVsbG8=", "more": [1]}`)
	op.Examples = append(op.Examples, &api.Example{Name: "example_2", Line: 50, Received: "sample.attachment", Request: notice})
	handedOut := func(name string, body api.Body, result api.Result, request, response string) {
		x := f.example(op, name, nil, request, response)
		x.Call = &api.Method{Verb: x.Request.Method, Body: body, Result: result}
	}
	handedOut("upload_piece", api.Body{Kind: api.StreamBody, ContentType: ""},
		api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: "sample.entity"}},
		"PUT /up/1?x=y\nContent-Range: bytes 0-1/2\n\nab", "HTTP/1.1 201 Created\nContent-Type: application/json\n\n{\"id\": \"1\"}")
	handedOut("upload_failed", api.Body{Kind: api.StreamBody}, api.Result{}, "PUT /up/1\n\nab", "HTTP/1.1 409 Conflict\n\n")
	handedOut("upload_status", api.Body{}, api.Result{Kind: api.AnyResult}, "GET /up/1\n\n",
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n[1]")
	handedOut("upload_list", api.Body{}, api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "sample.entity"}}, "GET /up\n\n",
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\": [{\"id\": \"1\"}]}")
	handedOut("upload_cancel", api.Body{}, api.Result{}, "DELETE /up/1\n\n", "HTTP/1.1 204 No Content\n\n")
	handedOut("download_part", api.Body{}, api.Result{Kind: api.StreamResult}, "GET /down/1\nRange: bytes=0-1\n\n",
		"HTTP/1.1 206 Partial Content\nContent-Type: text/plain\n\nab")
}
