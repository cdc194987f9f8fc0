package endtoend

// Examples of every status, media type, verb and header field that pages show, the odd
// ones above all. Each either has a golden test, which passes, or is skipped with a
// reason: a page that shows what no client can play makes no red test.

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// oddStatuses are those of RFC 9110 and its relatives, and numbers that are none.
func oddStatuses() []string {
	return []string{
		"100 Continue", "101 Switching Protocols", "102 Processing", "103 Early Hints", "200 OK", "201 Created", "202 Accepted", "203 Non-Authoritative Information", "204 No Content", "205 Reset Content", "206 Partial Content", "207 Multi-Status",
		"226 IM Used", "299 x", "300 Multiple Choices", "301 Moved Permanently", "302 Found", "303 See Other", "304 Not Modified", "305 Use Proxy", "307 Temporary Redirect", "308 Permanent Redirect", "399 x",
		"400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "405 Method Not Allowed", "407 Proxy Authentication Required", "408 Request Timeout", "409 Conflict", "410 Gone", "412 Precondition Failed", "413 Content Too Large", "416 Range Not Satisfiable",
		"417 Expectation Failed", "421 Misdirected Request", "423 Locked", "425 Too Early", "429 Too Many Requests", "499 x", "500 Internal Server Error", "501 Not Implemented", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout", "509 x", "599 x",
		"0 x", "7 x", "99 x", "600 x", "999 x", "1000 x", "99999999999999999999 x",
	}
}

// oddMedia are the header of an answer, down to none.
func oddMedia() []string {
	return []string{
		"", "Content-Type: application/json", "Content-Type: json", "Content-Type: text/json", "Content-Type: application/x-json", "Content-Type: application/x-ndjson", "Content-Type: application/jsonl", "Content-Type: application/json-seq", "Content-Type: application/vnd.api+json", "Content-Type: application/problem+json",
		"Content-Type: application/json; charset=utf-8; odata.metadata=full", "Content-Type: application/json, text/plain", "Content-Type: application/json;;", "Content-Type: \"application/json\"", "Content-Type: application / json", "Content-Type: APPLICATION/JSON",
		"Content-Type: text/plain", "Content-Type: text/html", "Content-Type: application/xml", "Content-Type: text/event-stream", "Content-Type: application/octet-stream", "Content-Type: image/jpeg", "Content-Type: multipart/mixed; boundary=x", "Content-Type: x", "Content-Type: é/ü", "Content-Type: text/\u007fplain", "Content-Type:",
		"Content-Encoding: gzip", "Transfer-Encoding: chunked", "Content-Length: 3", "Location: https://things.example/v1/x", "Location: /x", "Location: ://", "Location: x y", "Operation-Location: /y", "Retry-After: 100000", "Connection: close", "Connection: upgrade\nUpgrade: h2c", "Trailer: X-Sum", "Set-Cookie: a=b", "WWW-Authenticate: Bearer", "Date: x", "ETag: W/\"1\"", "X-é: ü", "X: \u202e", "a b: c",
	}
}

// oddBodies are what an answer shows.
func oddBodies() []string {
	return []string{
		"", `{ "id": "1", "name": "x" }`, `{ "value": [{ "id": "1" }] }`, `[{ "id": "1" }]`, `{ "error": { "code": "gone", "message": "It is gone." } }`, `7`, `"text"`, `null`, "plain text", "<a/>", "{}", "[]", `{ "id": 1 }`, `{ "value": null }`, `{ "value": "x" }`, "{ \"id\": \"1\" }\n{ \"id\": \"2\" }", "\u0001\ufeff", "true",
	}
}

// oddCalls are a request template, the request of the example, and what the page says
// is returned.
func oddCalls() [][3]string {
	thing, things := "a `200 OK` response code and a [thing](../resources/thing.md) object in the response body", "a `200 OK` response code and a collection of [thing](../resources/thing.md) objects in the response body"
	return [][3]string{
		{"GET /things/{id}", "GET https://things.example/v1/things/1", thing},
		{"GET /things", "GET https://things.example/v1/things", things},
		{"GET /things/{id}/content", "GET https://things.example/v1/things/1/content", "a `200 OK` response code and the content of the thing"},
		{"GET /things/$count", "GET https://things.example/v1/things/$count", "a `200 OK` response code and a number"},
		{"GET /things/{id}/size", "GET https://things.example/v1/things/1/size", "a `200 OK` response code and an Int32 in the response body"},
		{"POST /things", "POST https://things.example/v1/things\nContent-Type: application/json\n\n{ \"name\": \"x\" }", thing},
		{"PATCH /things/{id}", "PATCH https://things.example/v1/things/1\nContent-Type: application/json\n\n{ \"name\": \"x\" }", thing},
		{"PUT /things/{id}/content", "PUT https://things.example/v1/things/1/content\nContent-Type: text/plain\n\nwords", thing},
		{"DELETE /things/{id}", "DELETE https://things.example/v1/things/1", "a `204 No Content` response code"},
		{"PUT /sessions/destroy/{id}", "PUT https://things.example/v1/sessions/destroy/1", "a `200 OK` response code"},
		{"POST /things/{id}/paint", "POST https://things.example/v1/things/1/paint", "a `202 Accepted` response code"},
		{"HEAD /things/{id}", "HEAD https://things.example/v1/things/1", "a `200 OK` response code"},
		{"GET /things/{id}/link", "GET https://elsewhere.example/x", "a `302 Found` response code"},
	}
}

const oddThing = "# thing resource type\n\nNamespace: odd\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Identifies it.|\n|name|String|What it is called.|\n\n" +
	"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"odd.thing\", \"keyProperty\": \"id\" } -->\n```json\n{ \"id\": \"String\", \"name\": \"String\" }\n```\n"

// oddPage documents a call with examples: requests, each with its answer. With -mutants
// it has all of them, else a part.
func oddPage(template, returns string, exchanges [][2]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Call\n\nIt is called.\n\n## HTTP request\n\n```http\n%s\n```\n\n## Response\n\nIf successful, this method returns %s.\n\n## Examples\n", template, returns)
	for i, x := range exchanges {
		if *mutantCount == 0 && (i+len(template))%4 != 0 {
			continue // a build of thousands of tests is for long runs
		}
		fmt.Fprintf(&b, "\n### Example %d\n\n<!-- { \"blockType\": \"request\", \"name\": \"x%d\" } -->\n```http\n%s\n```\n\n<!-- { \"blockType\": \"response\" } -->\n```http\n%s\n```\n", i, i, x[0], x[1])
	}
	return b.String()
}

// oddAnswers are what the examples of the i-th call are answered with.
func oddAnswers(i int) []string {
	var answers []string
	for j, status := range oddStatuses() {
		answers = append(answers, "HTTP/1.1 "+status+"\nContent-Type: application/json\n\n"+oddBodies()[(i+j)%2])
	}
	for j, header := range oddMedia() {
		status := []string{"200 OK", "202 Accepted", "404 Not Found"}[(i/4+j)%3]
		if i%4 == 0 {
			answers = append(answers, "HTTP/1.1 "+status+"\n"+header+"\n\n"+oddBodies()[1])
		}
	}
	for _, body := range oddBodies() {
		answers = append(answers, "HTTP/1.1 200 OK\nContent-Type: "+[]string{"application/json", "text/plain"}[i%2]+"\n\n"+body)
	}
	return answers
}

func TestOddAnswers(t *testing.T) {
	pages := map[string]string{"resources/thing.md": oddThing}
	for i, call := range oddCalls() {
		var exchanges [][2]string
		for _, answer := range oddAnswers(i) {
			exchanges = append(exchanges, [2]string{call[1], answer})
		}
		pages[fmt.Sprintf("api/thing-call%d.md", i)] = oddPage(call[0], call[2], exchanges)
	}
	playOdd(t, pages)
}

// oddFields are a header field of a request each.
func oddFields() []string {
	return []string{
		"Content-Type: application/json", "Content-Type: json", "Content-Type: text/json", "Content-Type: application/x-ndjson", "Content-Type: application/vnd.api+json", "Content-Type: application/json; charset=utf-8", "Content-Type: application/json, text/plain", "Content-Type: \"application/json\"", "Content-Type: text/plain",
		"Content-Type: application/xml", "Content-Type: multipart/mixed; boundary=x", "Content-Type: image/jpeg", "Content-Type: x", "Content-Type: é/ü", "Content-Type:", "Content-Type: application / json", "Content-Encoding: gzip", "Transfer-Encoding: chunked", "Content-Length: 3", "Expect: 100-continue", "Connection: close", "Upgrade: h2c", "Trailer: x",
		"Accept: text/plain", "Accept-Encoding: br", "Host: x", "Authorization: Bearer x", "Cookie: a=b", "User-Agent: x", "Date: x", "Range: bytes=0-1", "If-Match: *", "If-None-Match: W/\"1\"", "Prefer: a, b", "Prefer: a\nPrefer: b", "X-é: ü", "X: \u202e", "a b: c", "X: a\tb", "client-request-id: 1", "Accept-Language: de", "ConsistencyLevel: eventual", ":path: x", "TE: trailers", "HTTP2-Settings: x", "X-Empty:", "X: {value}",
	}
}

// oddURLs are what stands behind the service's address.
func oddURLs() []string {
	return []string{
		"/things/1?$select=id,name", "/things/1?$select=", "/things/1?$top=x", "/things/1?a=b&a=c", "/things/1?a", "/things/1?=x", "/things/1?a=%zz", "/things/1?a=ü y", "/things/1?a=1;b=2", "/things/1?$filter=a eq 'b' and c", "/things/1?$count=yes", "/things/1?$skip=-1", "/things/1?$expand=a($select=b;$top=1)", "/things/1?a=b#c", "/things/1?&&", "/things/1?$SELECT=id",
		"/things/%2F", "/things/a%20b", "/things/a b", "/things/..", "/things/.", "/things/é", "/things/%zz", "/things/'1'", "/things('1')", "/things(1)", "/things/1/", "/things//1", "/things/{id}", "/things/<id>", "/things/1 HTTP/1.1", "/things/1 HTTP/2", "/things/a'b", "/things/a;b", "/things/a:b", "/things/a@b", "/things/a+b", "/things/\u202e", "/things/\\x", "/things/a\tb", "/things/a%00b", "/things/*", "/things/\"x\"",
	}
}

func TestOddRequests(t *testing.T) {
	const address = "https://things.example/v1"
	pages := map[string]string{"resources/thing.md": oddThing}
	answer := "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + oddBodies()[1]
	for i, call := range oddCalls() {
		request, _, _ := strings.Cut(call[1], "\n")
		exchanges := [][2]string{{call[1], answer}}
		for j, field := range oddFields() {
			exchanges = append(exchanges, [2]string{request + "\n" + field + "\n\n" + oddBodies()[(i+j)%3], answer})
		}
		for _, body := range oddBodies() {
			exchanges = append(exchanges, [2]string{request + "\nContent-Type: application/json\n\n" + body, answer})
		}
		if verb, _, _ := strings.Cut(request, " "); i%3 == 0 {
			for _, url := range oddURLs() {
				exchanges = append(exchanges, [2]string{verb + " " + address + url, answer})
			}
		}
		pages[fmt.Sprintf("api/thing-call%d.md", i)] = oddPage(call[0], call[2], exchanges)
	}
	playOdd(t, pages)
}

// oddTypes are what stands in type cells of properties.
func oddTypes() []string {
	return []string{
		"String", "Boolean", "Int16", "Int32", "Int64", "Double", "Single", "Decimal", "Byte", "Guid", "Date", "TimeOfDay", "Duration", "DateTimeOffset", "Binary", "Stream", "Json", "Object", "Untyped", "colour", "[thing](thing.md)", "[colour](colour.md)",
		"String collection", "Int32 collection", "Boolean collection", "[thing](thing.md) collection", "[colour](colour.md) collection", "Collection(Edm.Binary)", "Collection(Edm.Int64)", "Collection(Edm.DateTimeOffset)", "",
	}
}

// oddValues are what examples show as values.
func oddValues() []string {
	return []string{
		"null", "true", "\"true\"", "0", "-0", "1.5", "1e400", "-1e-400", "255", "256", "32768", "2147483648", "9007199254740993", "9223372036854775807", "9223372036854775808", "123456789012345678901234567890", "0.1234567890123456789", "NaN", "\"NaN\"", "\"INF\"", "\"1\"", "\"1.50\"", "1.50",
		"\"\"", "\" \"", "\"red\"", "\"Red\"", "\"purple\"", "\"String\"", "\"{id}\"", "\"\\ud800\"", "\"\\u0000\"", "\"a\\u2028b\"", "\"2024-02-30\"", "\"2024-02-29\"", "\"2024-02-29T25:00:00Z\"", "\"2024-02-29T23:59:60Z\"", "\"2024-02-29T23:00:00.1234567890Z\"", "\"2024-02-29T23:00:00\"", "\"2024-02-29T23:00:00+14:00\"", "\"0001-01-01T00:00:00Z\"",
		"\"P1D\"", "\"PT0S\"", "\"-P1DT2H3M4.5S\"", "\"P1Y2M\"", "\"24:00:00\"", "\"00:00:00.0000000\"", "\"7\"", "\"AQ==\"", "\"AQ\"", "\"_-8\"", "\"11111111-2222-3333-4444-555555555555\"", "\"{11111111-2222-3333-4444-555555555555}\"", "[]", "{}", "[null]", "[[]]", "[\"red\"]", "[\"a\", 1]", "[1, null]", "[{ \"id\": \"1\" }]", "{ \"id\": 1 }", "{ \"id\": \"1\", \"id\": \"2\" }",
		"{ \"@odata.type\": \"#odd.thing\", \"id\": \"1\" }", "{ \"@odata.type\": \"#odd.colour\" }", "{ \"@odata.type\": 5 }", "{ \"value\": [] }", "{ \"ID\": \"1\" }", "{ \"\": 1 }", "\"...\"", "{ ... }",
	}
}

func TestOddValues(t *testing.T) {
	pages := map[string]string{
		"resources/thing.md":  oddThing,
		"resources/colour.md": "# colour enum type\n\nNamespace: odd\n\n## Members\n\n|Member|Description|\n|:---|:---|\n|red|It is red.|\n|blue|It is blue.|\n|unknownFutureValue|Do not use.|\n",
	}
	for i, typ := range oddTypes() {
		name := fmt.Sprintf("kind%d", i)
		pages["resources/"+name+".md"] = strings.NewReplacer("thing", name, "|name|String|", "|name|"+typ+"|").Replace(oddThing)
		var exchanges [][2]string
		for j, value := range oddValues() {
			body := "{ \"id\": \"1\", \"name\": " + value + " }"
			asked := "GET https://things.example/v1/" + name + "s/1"
			if (i+j)%3 == 0 {
				asked = "PATCH https://things.example/v1/" + name + "s/1\nContent-Type: application/json\n\n" + body
			}
			exchanges = append(exchanges, [2]string{asked, "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body})
		}
		template := "GET /" + name + "s/{id}\nPATCH /" + name + "s/{id}"
		pages["api/"+name+"-get.md"] = oddPage(template, "a `200 OK` response code and a ["+name+"](../resources/"+name+".md) object in the response body", exchanges)
	}
	playOdd(t, pages)
}

// playOdd makes an SDK of pages and runs its golden tests.
func playOdd(t *testing.T, pages map[string]string) {
	docs, module := t.TempDir(), t.TempDir()
	newModule(t, module)
	write(t, docs, pages)
	p := generate(t, module, "graph", docs)
	played, skipped := 0, map[string]int{}
	for _, op := range p.API.Operations {
		for _, x := range op.Examples {
			switch given := p.Names.Example(x); {
			case given.Test != "":
				played++
			case given.Skipped != "":
				skipped[given.Skipped]++
			default:
				t.Errorf("%s: example %s is neither played nor skipped", op.Page, x.Name)
			}
		}
	}
	t.Logf("%d are played, skipped are %v", played, skipped)
	if played == 0 {
		t.Fatal("no example is played")
	}
	if testing.Short() {
		t.Skip("builds and tests the package")
	}
	mustGo(t, module, "vet", "./graph")
	out, err := goTool(t, filepath.Join(module, "graph"), "test", ".")
	if err != nil {
		t.Errorf("golden tests fail:\n%s", head(out))
	}
}
