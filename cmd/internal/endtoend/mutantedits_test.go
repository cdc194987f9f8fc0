package endtoend

// The changes that mutants are made with, from whole pages down to a single value.
// Every one is a slip of the kinds that people, editors and merges make, or a page
// of somebody who means harm.

import (
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// An edit changes the pieces of a page. It returns nil where it finds nothing to do.
type edit struct {
	name string
	do   func(*mutator, []piece) []piece
}

// edits are all of them. Those that come up more than once are made more often.
func edits() []edit {
	return slices.Concat(pieceEdits(), sectionEdits(), tableEdits(), annotationEdits(), fenceEdits(), messageEdits(), lineEdits())
}

func pieceEdits() []edit {
	at := func(do func(m *mutator, p []piece, i int) []piece) func(*mutator, []piece) []piece {
		return func(m *mutator, p []piece) []piece {
			i := m.indexOf(p, solid()...)
			if i < 0 {
				return nil
			}
			return do(m, p, i)
		}
	}
	return []edit{
		{"drop a block", at(func(_ *mutator, p []piece, i int) []piece { return slices.Delete(p, i, i+1) })},
		{"double a block", at(func(m *mutator, p []piece, i int) []piece {
			return slices.Insert(p, m.IntN(len(p)+1), clonePieces(p[i:i+1])...)
		})},
		{"swap blocks", at(func(m *mutator, p []piece, i int) []piece {
			j := m.indexOf(p, solid()...)
			p[i], p[j] = p[j], p[i]
			return p
		})},
		{"move a block", at(func(m *mutator, p []piece, i int) []piece {
			moved := p[i]
			p = slices.Delete(p, i, i+1)
			return slices.Insert(p, m.IntN(len(p)+1), moved)
		})},
		{"swap blocks of a kind", at(func(m *mutator, p []piece, i int) []piece {
			j := m.indexOf(p, p[i].kind)
			p[i], p[j] = p[j], p[i]
			return p
		})},
		{"take a block from another page", at(func(m *mutator, p []piece, i int) []piece {
			if other, ok := m.otherPiece(p[i].kind); ok {
				p[i] = other
			}
			return p
		})},
		{"add a block from another page", at(func(m *mutator, p []piece, i int) []piece {
			other, _ := m.otherPiece(solid()...)
			return slices.Insert(p, i, other)
		})},
		{"merge blocks", mergeBlocks},
		{"drop a blank line", func(m *mutator, p []piece) []piece {
			i := m.indexOf(p, blank)
			if i < 0 {
				return nil
			}
			return slices.Delete(p, i, i+1)
		}},
		{"quote or indent a block", at(func(m *mutator, p []piece, i int) []piece {
			with := pick(m.Rand, []string{"> ", "    ", "- ", "\t", "  "})
			for j := range p[i].lines {
				p[i].lines[j] = with + p[i].lines[j]
			}
			return p
		})},
	}
}

// mergeBlocks makes one of two fences, tables, annotations or headings that follow
// each other.
func mergeBlocks(m *mutator, p []piece) []piece {
	i := m.indexOf(p, annotation, fence, table, heading)
	if i < 0 {
		return nil
	}
	j := i + 1
	for j < len(p) && p[j].kind != p[i].kind {
		j++
	}
	if j == len(p) {
		return nil
	}
	one, other := p[i].lines, p[j].lines
	switch p[i].kind {
	case fence:
		if len(one) < 2 || len(other) < 2 {
			return nil
		}
		p[i].lines = slices.Concat(one[:len(one)-1], other[1:])
	case annotation:
		text := strings.Join(one, "") + strings.Join(other, "")
		if open, end := strings.LastIndex(text[:len(strings.Join(one, ""))], "}"), len(strings.Join(one, "")); open > 0 {
			if next := strings.Index(text[end:], "{"); next >= 0 {
				text = text[:open] + "," + text[end+next+1:]
			}
		}
		p[i].lines = slices.Collect(strings.Lines(text))
	default:
		p[i].lines = slices.Concat(one, other)
	}
	return slices.Delete(p, j, j+1)
}

// headings are what sections are called by convention.
func headings() []string {
	return []string{
		"HTTP request", "Request", "Request body", "Request headers", "Response", "Example", "Examples", "Example 1: x", "Permissions", "Properties", "Relationships",
		"JSON representation", "Methods", "Members", "Optional query parameters", "Function parameters", "Path parameters", "Errors", "Error response", "Namespace", "Enumeration", "enum values", "",
	}
}

func sectionEdits() []edit {
	section := func(do func(m *mutator, p []piece, from, to int) []piece) func(*mutator, []piece) []piece {
		return func(m *mutator, p []piece) []piece {
			i := m.indexOf(p, heading)
			if i < 0 {
				return nil
			}
			from, to := sectionAt(p, i)
			return do(m, p, from, to)
		}
	}
	return []edit{
		{"drop a section", section(func(_ *mutator, p []piece, from, to int) []piece { return slices.Delete(p, from, to) })},
		{"double a section", section(func(_ *mutator, p []piece, from, to int) []piece {
			return slices.Insert(p, to, clonePieces(p[from:to])...)
		})},
		{"move a section", section(func(m *mutator, p []piece, from, to int) []piece {
			moved := slices.Clone(p[from:to])
			p = slices.Delete(p, from, to)
			at := m.indexOf(p, heading)
			if at < 0 {
				at = len(p)
			}
			return slices.Insert(p, at, moved...)
		})},
		{"take a section from another page", section(func(m *mutator, p []piece, from, to int) []piece {
			others := cut(m.folder[pick(m.Rand, m.paths)])
			i := m.indexOf(others, heading)
			if i < 0 {
				return nil
			}
			a, b := sectionAt(others, i)
			return slices.Replace(p, from, to, clonePieces(others[a:b])...)
		})},
		{"heading level", section(func(m *mutator, p []piece, from, _ int) []piece {
			text := strings.TrimLeft(p[from].lines[0], "#")
			p[from].lines = []string{strings.Repeat("#", 1+m.IntN(7)) + text}
			return p
		})},
		{"heading text", section(func(m *mutator, p []piece, from, _ int) []piece {
			marks, _, _ := strings.Cut(p[from].lines[0], " ")
			p[from].lines = []string{marks + " " + pick(m.Rand, headings()) + "\n"}
			return p
		})},
		{"bold for a heading", section(func(_ *mutator, p []piece, from, _ int) []piece {
			p[from] = piece{proseText, []string{"**" + strings.TrimSpace(strings.TrimLeft(p[from].lines[0], "#")) + "**\n"}}
			return p
		})},
	}
}

// rows edits the lines of a table.
func rows(do func(m *mutator, lines []string) []string) func(*mutator, []piece) []piece {
	return within(table, do)
}

// within edits the lines of a piece of a kind.
func within(kind pieceKind, do func(m *mutator, lines []string) []string) func(*mutator, []piece) []piece {
	return func(m *mutator, p []piece) []piece {
		i := m.indexOf(p, kind)
		if i < 0 {
			return nil
		}
		lines := do(m, slices.Clone(p[i].lines))
		if lines == nil {
			return nil
		}
		p[i].lines = lines
		return p
	}
}

// cells edits the cells of every row, or of one.
func cells(all bool, do func(m *mutator, row []string, at int) []string) func(*mutator, []piece) []piece {
	return rows(func(m *mutator, lines []string) []string {
		at, only := m.IntN(6), m.IntN(len(lines))
		for i, line := range lines {
			row := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
			if at < len(row) && (all || i == only) {
				lines[i] = "|" + strings.Join(do(m, row, at), "|") + "|\n"
			}
		}
		return lines
	})
}

// cellTexts are what stands in cells where something else is meant.
func cellTexts() []string {
	return []string{
		"", "String", "Int64", "Boolean", "String collection", "Edm.Int32", "Edm.Stream", "Collection(Edm.String)", "Collection()", "DateTimeOffset", "Enum", "object", "id", "value", "count", "@odata.type", "error", "type",
		"[x](../resources/event.md) collection", "[a](a.md)/[b](b.md)", "Required. The possible values are: `a`, `b`, `unknownFutureValue`.", "Possible values are: `1`, `-`, ``.", "Inherited from [entity](entity.md).", "<br>", "microsoft.graph.event", "func", "Extra",
		"Duration", "Guid", "Double", "Binary", "Date", "TimeOfDay", "Json", "Int32 collection", "null", "Content-Type", "$select",
	}
}

func tableEdits() []edit {
	return []edit{
		{"drop a row", rows(func(m *mutator, lines []string) []string {
			i := m.IntN(len(lines))
			return slices.Delete(lines, i, i+1)
		})},
		{"double a row", rows(func(m *mutator, lines []string) []string {
			return slices.Insert(lines, m.IntN(len(lines)+1), pick(m.Rand, lines))
		})},
		{"swap rows", rows(func(m *mutator, lines []string) []string {
			i, j := m.IntN(len(lines)), m.IntN(len(lines))
			lines[i], lines[j] = lines[j], lines[i]
			return lines
		})},
		{"rows of another table", rows(func(m *mutator, lines []string) []string {
			other, _ := m.otherPiece(table)
			return append(lines, other.lines...)
		})},
		{"merge rows", rows(func(m *mutator, lines []string) []string {
			i := m.IntN(len(lines))
			lines[i] = strings.TrimRight(lines[i], "\r\n")
			return lines
		})},
		{"drop a column", cells(true, func(_ *mutator, row []string, at int) []string { return slices.Delete(row, at, at+1) })},
		{"double a column", cells(true, func(_ *mutator, row []string, at int) []string { return slices.Insert(row, at, row[at]) })},
		{"swap columns", cells(true, func(_ *mutator, row []string, at int) []string { row[0], row[at] = row[at], row[0]; return row })},
		{"drop a cell", cells(false, func(_ *mutator, row []string, at int) []string { return slices.Delete(row, at, at+1) })},
		{"double a cell", cells(false, func(_ *mutator, row []string, at int) []string { return slices.Insert(row, at, row[at]) })},
		{"swap cells", cells(false, func(_ *mutator, row []string, at int) []string { row[0], row[at] = row[at], row[0]; return row })},
		{"empty a cell", cells(false, func(_ *mutator, row []string, at int) []string { row[at] = ""; return row })},
		{"text of a cell", cells(false, func(m *mutator, row []string, at int) []string { row[at] = pick(m.Rand, cellTexts()); return row })},
		{"text of a type cell", cells(false, func(m *mutator, row []string, _ int) []string {
			row[min(1, len(row)-1)] = pick(m.Rand, cellTexts())
			return row
		})},
		{"merge cells", cells(false, func(_ *mutator, row []string, at int) []string {
			if at > 0 {
				row[at-1] += row[at]
				row = slices.Delete(row, at, at+1)
			}
			return row
		})},
	}
}

// annotationKeys are those of the vocabulary, and some that are none.
func annotationKeys() []string {
	return []string{
		"blockType", "name", "@odata.type", "@type", "@type.aka", "@property.aka", "isCollection", "collectionProperty", "isEmpty", "truncated", "expectError", "optionalProperties",
		"nullableProperties", "keyProperty", "baseType", "abstract", "openType", "isMediaEntity", "opaqueUrl", "isComposable", "idempotent", "longRunningResponseType", "sampleKeys", "scopes",
		"apiVersions", "tags", "target", "requestUrls", "mergePermissions", "@odata.annotations", "type", "suppressions", "BlockType", "odata.type", "naem",
	}
}

// annotationValues are values of every kind.
func annotationValues() []string {
	return []string{
		"true", "false", "null", "0", "1.5", `""`, `"x"`, "[]", "{}", `["a", "b"]`, `[null]`, `{"a": 1}`, `[[]]`, `"request"`, `"response"`, `"resource"`, `"example"`, `"samples"`, `"simulatedResponse"`,
		`"ignored"`, `"permissions"`, `"testParams"`, `"Collection(microsoft.graph.event)"`, `"microsoft.graph.event"`, `"Edm.String"`, `"Edm.Int32"`, `"#microsoft.graph.entity"`, `"Edm.Stream"`, `"microsoft.graph.group"`,
		`"value"`, `"id"`, `"stream"`, `"string"`, `"microsoft.graph.user,microsoft.graph.group"`, `"a b"`, `"func"`, "'x'", "x",
	}
}

var member = regexp.MustCompile(`"([^"\n]*)"\s*:\s*("[^"\n]*"|[a-z0-9.]+|\[[^\]\n]*\])`)

// keyed edits one member of an annotation: the text before it, its key, its value
// and the text behind it are put together anew.
func keyed(do func(m *mutator, before, key, value, after string) string) func(*mutator, []piece) []piece {
	return within(annotation, func(m *mutator, lines []string) []string {
		text := strings.Join(lines, "")
		found := member.FindAllStringSubmatchIndex(text, -1)
		if len(found) == 0 {
			return nil
		}
		at := pick(m.Rand, found)
		return slices.Collect(strings.Lines(do(m, text[:at[0]], text[at[2]:at[3]], text[at[4]:at[5]], text[at[1]:])))
	})
}

func annotationEdits() []edit {
	value := func(m *mutator, before, key, _, after string) string {
		return before + strconv.Quote(key) + ": " + pick(m.Rand, annotationValues()) + after
	}
	add := func(m *mutator, before, key, value, after string) string {
		return before + strconv.Quote(pick(m.Rand, annotationKeys())) + ": " + pick(m.Rand, annotationValues()) + ", " + strconv.Quote(key) + ": " + value + after
	}
	return []edit{
		{"drop a key", keyed(func(_ *mutator, before, _, _, after string) string {
			return before + strings.TrimPrefix(strings.TrimLeft(after, " "), ",")
		})},
		{"drop a member", keyed(func(_ *mutator, before, _, _, after string) string { return before + after })},
		{"double a key", keyed(func(m *mutator, before, key, value, after string) string {
			return before + strconv.Quote(key) + ": " + pick(m.Rand, []string{value, value, pick(m.Rand, annotationValues())}) + ", " + strconv.Quote(key) + ": " + value + after
		})},
		{"another key", keyed(func(m *mutator, before, _, value, after string) string {
			return before + strconv.Quote(pick(m.Rand, annotationKeys())) + ": " + value + after
		})},
		{"another value", keyed(value)}, {"another value", keyed(value)},
		{"add a key", keyed(add)}, {"add a key", keyed(add)},
		{"value of another annotation", keyed(func(m *mutator, before, key, value, after string) string {
			other, _ := m.otherPiece(annotation)
			if found := member.FindAllStringSubmatch(strings.Join(other.lines, ""), -1); found != nil {
				value = pick(m.Rand, found)[2]
			}
			return before + strconv.Quote(key) + ": " + value + after
		})},
		{"annotation cut short", within(annotation, func(m *mutator, lines []string) []string {
			text := strings.Join(lines, "")
			return slices.Collect(strings.Lines(text[:m.IntN(len(text))] + pick(m.Rand, []string{"", "-->\n", "} -->\n"})))
		})},
	}
}

func fenceEdits() []edit {
	info := func(m *mutator, lines []string) []string {
		mark := fenceLine.FindString(lines[0])
		lines[0] = mark + pick(m.Rand, []string{"http", "json", "", "msgraph-interactive", "HTTP", "jsonc", "xml", "csharp", "http json", "javascript", "text", "http-req"}) + "\n"
		return lines
	}
	inside := func(do func(m *mutator, body []string) []string) func(*mutator, []piece) []piece {
		return within(fence, func(m *mutator, lines []string) []string {
			if len(lines) < 3 {
				return nil
			}
			last := len(lines) - 1
			return slices.Concat(lines[:1], do(m, slices.Clone(lines[1:last])), lines[last:])
		})
	}
	return []edit{
		{"fence language", within(fence, info)},
		{"fence marks", within(fence, func(m *mutator, lines []string) []string {
			mark := pick(m.Rand, []string{"~~~", "````", "``", "   ```", "    ```", "\t```", "> ```"})
			lines[0] = mark + strings.TrimLeft(strings.TrimSpace(lines[0]), "`~") + "\n"
			if m.IntN(3) > 0 {
				lines[len(lines)-1] = mark + "\n"
			}
			return lines
		})},
		{"fence not closed", within(fence, func(_ *mutator, lines []string) []string { return lines[:len(lines)-1] })},
		{"drop a line of code", inside(func(m *mutator, body []string) []string { i := m.IntN(len(body)); return slices.Delete(body, i, i+1) })},
		{"double a line of code", inside(func(m *mutator, body []string) []string {
			i := m.IntN(len(body))
			return slices.Insert(body, i, body[i])
		})},
		{"swap lines of code", inside(func(m *mutator, body []string) []string {
			i, j := m.IntN(len(body)), m.IntN(len(body))
			body[i], body[j] = body[j], body[i]
			return body
		})},
		{"code of another fence", inside(func(m *mutator, body []string) []string {
			other, _ := m.otherPiece(fence)
			if len(other.lines) < 3 {
				return body
			}
			return slices.Insert(body, m.IntN(len(body)+1), other.lines[1:len(other.lines)-1]...)
		})},
		{"blank line in code", inside(func(m *mutator, body []string) []string { return slices.Insert(body, m.IntN(len(body)+1), "\n") })},
		{"JSON value", inside(jsonValue)}, {"JSON value", inside(jsonValue)},
	}
}

var jsonMember = regexp.MustCompile(`^(\s*"[^"]*"\s*:\s*)(.*?)(,?\s*)$`)

// jsonValue puts another value in place of one that stands on a line of its own.
func jsonValue(m *mutator, body []string) []string {
	var at []int
	for i, line := range body {
		if jsonMember.MatchString(line) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return body
	}
	i := pick(m.Rand, at)
	parts := jsonMember.FindStringSubmatch(body[i])
	value := pick(m.Rand, []string{
		"null", "true", `"true"`, "1", "-0", "1e400", "9223372036854775807", "12345678901234567890", "1.5", `"x"`, `""`, `"\ud800"`, `"\u0000"`, "[]", "{}", "[null]", "[[1]]", `[{"id": "1"}]`, `{"id": "1"}`, `{"@odata.type": "#microsoft.graph.event"}`,
		`{"@odata.type": "microsoft.graph.nothing", "id": 5}`, `"2016-01-01T00:00:00Z"`, `"P1D"`, `"00:00:00.0000000"`, `"{id}"`, `"<value>"`, "{", "]", "...", `"String"`, `["a", 1]`, "NaN", `"AQ=="`, "'x'", `{"a": {"b": []}, "a": 2}`,
	})
	name := parts[1]
	if m.IntN(6) == 0 {
		name = pick(m.Rand, []string{`"value": `, `"@odata.type": `, `"@odata.nextLink": `, `"@odata.id": `, `"error": `, `"id": `, `"": `, `"a@odata.bind": `, `"x y": `, `"ID": `})
	}
	body[i] = name + value + parts[3]
	return body
}

func messageEdits() []edit {
	replace := func(pattern string, with ...string) func(*mutator, []piece) []piece {
		re := regexp.MustCompile(pattern)
		return within(fence, func(m *mutator, lines []string) []string {
			found := false
			for i, line := range lines {
				if loc := re.FindStringIndex(line); loc != nil {
					lines[i] = line[:loc[0]] + pick(m.Rand, with) + line[loc[1]:]
					found = true
					break
				}
			}
			if !found {
				return nil
			}
			return lines
		})
	}
	const verb = `^\s*(GET|POST|PUT|PATCH|DELETE)\b`
	media := replace(`(?i)content-type:.*`, "Content-Type: application/json", "Content-Type: text/plain", "Content-Type: text/html", "Content-Type: application/x-ndjson", "Content-Type: application/octet-stream", "Content-Type: multipart/form-data; boundary=x",
		"Content-Type: image/jpeg", "Content-Type: application/json; charset=utf-16", "Content-Type: ", "Content-type; x", "Content-Type: application/vnd.api+json", "Content-Type: application/xml", "Content-Type: application/problem+json", "Content-Type: text/event-stream", "Accept: image/png", "Content-Encoding: gzip")
	status := replace(`HTTP/1.1 +[0-9]+[^\n]*`, "HTTP/1.1 200 OK", "HTTP/1.1 201 Created", "HTTP/1.1 202 Accepted", "HTTP/1.1 204 No Content", "HTTP/1.1 205 Reset Content", "HTTP/1.1 206 Partial Content", "HTTP/1.1 207 Multi-Status", "HTTP/1.1 100 Continue", "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 103 Early Hints",
		"HTTP/1.1 300 Multiple Choices", "HTTP/1.1 301 Moved Permanently", "HTTP/1.1 302 Found", "HTTP/1.1 303 See Other", "HTTP/1.1 304 Not Modified", "HTTP/1.1 307 Temporary Redirect", "HTTP/1.1 308 Permanent Redirect", "HTTP/1.1 400 Bad Request", "HTTP/1.1 401 Unauthorized", "HTTP/1.1 404 Not Found", "HTTP/1.1 407 Proxy Authentication Required",
		"HTTP/1.1 408 Request Timeout", "HTTP/1.1 409 Conflict", "HTTP/1.1 412 Precondition Failed", "HTTP/1.1 416 Range Not Satisfiable", "HTTP/1.1 421 Misdirected Request", "HTTP/1.1 425 Too Early", "HTTP/1.1 429 Too Many Requests", "HTTP/1.1 500 Internal Server Error", "HTTP/1.1 501 Not Implemented", "HTTP/1.1 502 Bad Gateway", "HTTP/1.1 503 Service Unavailable",
		"HTTP/1.1 504 Gateway Timeout", "HTTP/1.1 509 Bandwidth", "HTTP/1.1 599 x", "HTTP/1.1 600 x", "HTTP/1.1 999 x", "HTTP/1.1 0 x", "HTTP/1.1 99 x", "HTTP/1.1 1000 x", "HTTP/2 200", "HTTP/1.1")
	header := replace(`(?i)^(content-type|content-length|authorization|prefer|if-match|location|accept)\b`, "Location: https://graph.microsoft.com/v1.0/x\nX", "Location: /x\nX", "Location: ://\nX", "Retry-After: 100000\nX", "Transfer-Encoding: chunked\nX", "Content-Length: 5\nX", "Host: x\nX", "Connection: close\nX", "Content-Encoding: gzip\nX", "Expect: 100-continue\nX", "Set-Cookie: a=b\nX",
		"Trailer: x\nX", "Range: bytes=0-1\nX", "If-Match: *\nX", "ConsistencyLevel: eventual\nX", "Prefer: a, b\nX", "X-é: ü\nX", "Accept-Encoding: br\nX", "Upgrade: h2c\nX", "client-request-id: 1\nX", "Operation-Location: /y\nX", "Content-Range: bytes 0-1/2\nX", "Accept: text/plain\nX")
	url := replace(`https?://[^/\s]+`, "https://other.example", "http://graph.microsoft.com", "", "https://{host}", "{serviceRoot}", "https://graph.microsoft.com/v1.0", "https://user:pass@graph.microsoft.com", "https://graph.microsoft.com:8080", "//graph.microsoft.com", "https://graph.microsoft.com/beta/x")
	segment := replace(`/[^/\s?]*`, "/", "/{id}", "/x", "/$value", "/$ref", "/$count", "/microsoft.graph.event", "/fn(a='b')", "/fn(a={a},b=@c)", "('x')", "/..", "/%2F", "/é", "/a b", "/root:/x:", "/{a}/{a}", "/me", "/{id | name}", "/delta", "/f()", "/x(y='it''s')", "/{id}:act", "/@x", "/*", "/func", "/a%zz")
	query := replace(`(\s+HTTP/1.1)?\s*$`, "?$select=id\n", "?$filter=a eq 'b' and c\n", "?a=b&a=c\n", "?a\n", "?=\n", "?$skiptoken=x%zz\n", "?$top={n}\n", "#x\n", "?x=ü y\n", "?a=1&amp;b=2\n", "\nGET https://graph.microsoft.com/v1.0/me/events\n", "\nPOST /x\n\n{}\n", " HTTP/1.1\nhttps://x.example/y\n")
	return []edit{
		{"verb", replace(verb, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "get", "TRACE", "CONNECT", "MERGE", "QUERY")},
		{"status", status}, {"status", status},
		{"media type", media}, {"media type", media},
		{"header field", header},
		{"host", url},
		{"path segment", segment}, {"path segment", segment},
		{"end of the request line", query},
	}
}

// lineEdits change the bytes of a page that lines end with, and such.
func lineEdits() []edit {
	text := func(do func(m *mutator, s string) string) func(*mutator, []piece) []piece {
		return func(m *mutator, p []piece) []piece { return cut(do(m, join(p))) }
	}
	ends := func(with string) func(*mutator, []piece) []piece {
		return text(func(_ *mutator, s string) string {
			return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", with)
		})
	}
	return []edit{
		{"CRLF line ends", ends("\r\n")},
		{"CR line ends", ends("\r")},
		{"mixed line ends", text(func(m *mutator, s string) string {
			var b strings.Builder
			for line := range strings.Lines(s) {
				b.WriteString(strings.TrimRight(line, "\r\n") + pick(m.Rand, []string{"\n", "\n", "\r\n", "\r", "\n\n", " \n", "\t\n", "\u2028\n"}))
			}
			return b.String()
		})},
		{"tabs", text(func(_ *mutator, s string) string { return strings.ReplaceAll(s, "  ", "\t") })},
		{"byte order mark", text(func(_ *mutator, s string) string { return "\ufeff" + s })},
		{"cut short", text(func(m *mutator, s string) string { return s[:m.IntN(len(s)+1)] })},
		{"a byte", text(func(m *mutator, s string) string {
			at := m.IntN(len(s) + 1)
			return s[:at] + pick(m.Rand, []string{"\x00", "\xff", "\r", "`", "|", "\"", "{", "<", "\u202e", "\\", "'", "&#0;", "[", "<!--", "-->"}) + s[at:]
		})},
		{"blank lines gone", text(func(_ *mutator, s string) string { return strings.ReplaceAll(s, "\n\n", "\n") })},
	}
}

// change makes one change somewhere in the folder, and notes what it was.
func (m *mutator) change(all []edit) {
	m.page = pick(m.Rand, m.paths)
	if m.IntN(12) == 0 {
		m.changeFolder()
		return
	}
	for range 10 {
		e := pick(m.Rand, all)
		text := m.folder[m.page]
		if p := e.do(m, clonePieces(cut(text))); p != nil {
			if changed := join(p); changed != text {
				m.folder[m.page] = changed
				m.done = append(m.done, e.name+" in "+m.page)
				return
			}
		}
	}
}

// changeFolder renames, drops, doubles, swaps and merges pages, and renames types.
func (m *mutator) changeFolder() {
	other := pick(m.Rand, m.paths)
	switch m.IntN(7) {
	case 0:
		m.did("drop the page", m.page)
		delete(m.folder, m.page)
	case 1:
		name := path.Dir(m.page) + "/" + pick(m.Rand, []string{"x.md", "Event.md", "event-list.md", "a_b-c.md", "func.md", "user-post-events.md", "con.md", "é.md", "rest-rest.md", "client.md", "X_test.md", "list.md", "a-b-c-d.md"})
		m.did("rename to "+name, m.page)
		m.folder[name] = m.folder[m.page]
		delete(m.folder, m.page)
	case 2:
		name := strings.TrimSuffix(m.page, ".md") + pick(m.Rand, []string{"2", "-get", "-", "_x"}) + ".md"
		m.did("double as "+name, m.page)
		m.folder[name] = m.folder[m.page]
	case 3:
		m.did("swap with "+other, m.page)
		m.folder[m.page], m.folder[other] = m.folder[other], m.folder[m.page]
	case 4:
		m.did("add the text of "+other, m.page)
		m.folder[m.page] += "\n" + m.folder[other]
	default:
		m.renameType()
	}
	m.paths = slices.Sorted(maps.Keys(m.folder))
	if len(m.paths) == 0 {
		m.folder[zeroPage] = ""
		m.paths = []string{zeroPage}
	}
}

func (m *mutator) did(what, page string) { m.done = append(m.done, what+": "+page) }

var word = regexp.MustCompile(`[A-Za-z][A-Za-z0-9]{3,}`)

// renameType calls something differently, on one page or wherever it stands.
func (m *mutator) renameType() {
	words := word.FindAllString(m.folder[m.page], -1)
	if len(words) == 0 {
		return
	}
	old := pick(m.Rand, words)
	name := pick(m.Rand, []string{strings.ToUpper(old), strings.ToLower(old), old + "s", "x", "func", "error", "Client", "entity", "value", "id", "String", "_" + old, old + "_Test", "é" + old, pick(m.Rand, words), "9" + old, "Rest", "context"})
	m.did("rename "+old+" to "+name, m.page)
	everywhere := m.IntN(2) == 0
	for path, text := range m.folder {
		if everywhere || path == m.page {
			m.folder[path] = strings.ReplaceAll(text, old, name)
		}
	}
}

// mutate changes a folder at random, and returns what has been done.
func mutate(f folder, r *rand.Rand) (folder, []string) {
	m := &mutator{Rand: r, folder: maps.Clone(f), paths: slices.Sorted(maps.Keys(f))}
	all := edits()
	few := 1 + r.IntN(4)
	if r.IntN(3) == 0 {
		few = 1 + r.IntN(2*len(m.paths)+10)
	}
	for range few {
		m.change(all)
	}
	if _, ok := m.folder[zeroPage]; !ok {
		m.folder[zeroPage] = ""
	}
	return m.folder, m.done
}
