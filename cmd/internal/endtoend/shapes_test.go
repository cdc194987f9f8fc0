package endtoend

// Pages that are made to be slow: for every construct that is read, a folder of about
// n bytes in which there is as much of that construct as fits.

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A shape makes pages of about n bytes, by their paths below the docs folder.
type shape func(n int) map[string]string

// fit writes format with 0, 1, 2 … for its verbs until n bytes are reached.
func fit(n int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// rep repeats s up to n bytes.
func rep(n int, s string) string { return strings.Repeat(s, max(1, n/len(s))) }

// operation is a page about one request, with an example.
func operation(template, url, request, response string) string {
	return "# thing: act\n\nNamespace: acme.api\n\nActs on a [thing](../resources/thing.md).\n\n## HTTP request\n\n```http\n" + template +
		"\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object in the response body.\n\n" +
		"## Example\n\n<!-- { \"blockType\": \"request\", \"name\": \"act\" } -->\n```http\n" + url + "\n" + request +
		"```\n\n<!-- { \"blockType\": \"response\", \"@odata.type\": \"acme.api.thing\" } -->\n```http\n" +
		"HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + response + "\n```\n"
}

// get is a page about GET url, answered with response.
func get(url, response string) string {
	return operation("GET /things/{id}", "GET https://api.example.com/v1.0/"+strings.TrimPrefix(url, "/"), "", response)
}

// post is a page about a request with a body.
func post(body, response string) string {
	return operation("POST /things", "POST https://api.example.com/v1.0/things", "Content-Type: application/json\n\n"+body+"\n", response)
}

// resource is a page about a type: the rows of its table and its JSON.
func resource(name, intro, rows, json string) string {
	return "# " + name + " resource type\n\nNamespace: acme.api\n\nA " + name + ".\n\n" + intro + "\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n" + rows +
		"\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"acme.api." + name + "\", \"keyProperty\": \"id\" } -->\n```json\n" + json + "\n```\n"
}

const thing = "resources/thing.md"

// thingPage is a plain resource that the pages of the shapes speak of.
func thingPage() string {
	return resource("thing", "", "|id|String|The identifier.|\n|name|String|The name.|\n", `{ "id": "String", "name": "String" }`)
}

// one makes a folder of one operation page, beside the resource that it is about.
func one(page func(n int) string) shape {
	return func(n int) map[string]string { return map[string]string{"api/act.md": page(n), thing: thingPage()} }
}

// about makes a folder of the resource page alone, beside a page that gets it.
func about(page func(n int) string) shape {
	return func(n int) map[string]string {
		return map[string]string{thing: page(n), "api/get.md": get("things/1", `{ "id": "1", "name": "x" }`)}
	}
}

// leastFile is how many bytes a file counts at least: to make thousands of files takes
// longer than to read them.
const leastFile = 256

// many makes a folder of pages.
func many(dir string, page func(i, of int) string) shape {
	return func(n int) map[string]string {
		pages := map[string]string{thing: thingPage()}
		of := max(2, n/max(leastFile, len(page(0, 10))))
		for i := range of {
			pages[fmt.Sprintf("%s/p%d.md", dir, i)] = page(i, of)
		}
		return pages
	}
}

// text puts text behind the heading of an operation page.
func text(of func(n int) string) shape {
	return one(func(n int) string { return strings.Replace(get("things/1", "{}"), "Acts on", of(n)+"\n\nActs on", 1) })
}

// nest writes open n times around middle.
func nest(n int, open, middle, closing string) string {
	k := max(1, n/(len(open)+len(closing)))
	return strings.Repeat(open, k) + middle + strings.Repeat(closing, k)
}

// shapes are all of them, by what there is much of. Every JSON text and every piece of
// prose is in every place where it can stand, or else in one of these.
func shapes(everywhere bool) map[string]shape {
	all := map[string]shape{}
	for _, of := range []map[string]shape{
		urlShapes(), templateShapes(), tableShapes(), jsonShapes(), annotationShapes(), proseShapes(), includeShapes(), typeShapes(), folderShapes(), mistakeShapes(), plainShapes(),
		placed(jsonTexts(), jsonPlaces(), everywhere), placed(proseTexts(), prosePlaces(), everywhere),
	} {
		maps.Copy(all, of)
	}
	return all
}

// A place makes a shape of a text of n bytes, nil where that cannot stand there.
type place struct {
	name string
	put  func(text func(n int) string) shape
}

// placed puts each text into every place, or each into the next one in turn.
func placed(texts map[string]func(n int) string, places []place, everywhere bool) map[string]shape {
	out := map[string]shape{}
	for i, name := range slices.Sorted(maps.Keys(texts)) {
		for j := range places {
			p := places[(i+j)%len(places)]
			if s := p.put(texts[name]); s != nil {
				out[p.name+" of "+name] = s
				if !everywhere {
					break
				}
			}
		}
	}
	return out
}

func urlShapes() map[string]shape {
	return map[string]shape{
		"URL of many segments":           one(func(n int) string { return get(rep(n, "a/"), "{}") }),
		"URL of many keys":               one(func(n int) string { return get(fit(n, "a%d/42/"), "{}") }),
		"URL with a long segment":        one(func(n int) string { return get("things/"+rep(n, "x"), "{}") }),
		"URL of its own type's path":     one(func(n int) string { return get("things/1/"+rep(n, "name/"), "{}") }),
		"URL of many casts":              one(func(n int) string { return get("things/"+rep(n, "acme.api.thing/"), "{}") }),
		"URL of many parentheses":        one(func(n int) string { return get("things/"+rep(n, "f(a=1)/"), "{}") }),
		"URL of many arguments":          one(func(n int) string { return get("things/f("+fit(n, "a%d=1,")+"z=1)", "{}") }),
		"URL of many quotes":             one(func(n int) string { return get("things/f(a='"+rep(n, "'")+")", "{}") }),
		"URL of many open brackets":      one(func(n int) string { return get("things/"+rep(n, "("), "{}") }),
		"URL of many braces":             one(func(n int) string { return get("things/"+rep(n, "{a}"), "{}") }),
		"URL of many drive paths":        one(func(n int) string { return get("things"+rep(n, ":/b"), "{}") }),
		"URL of many drive paths closed": one(func(n int) string { return get("root"+rep(n, ":/b:/c"), "{}") }),
		"URL of many percent signs":      one(func(n int) string { return get("things/"+rep(n, "%41"), "{}") }),
		"query of many options":          one(func(n int) string { return get("things?"+fit(n, "$a%d=1&"), "{}") }),
		"query of one option":            one(func(n int) string { return get("things?"+rep(n, "$filter=a&"), "{}") }),
		"query of many names":            one(func(n int) string { return get("things?$select="+fit(n, "a%d,"), "{}") }),
		"query of nested expands":        one(func(n int) string { return get("things?$expand="+nest(n, "a($expand=", "b", ")"), "{}") }),
		"query of many placeholders":     one(func(n int) string { return get("things?"+fit(n, "a%d={b}&"), "{}") }),
		"headers": one(func(n int) string {
			return operation("GET /things/{id}", "GET https://api.example.com/v1.0/things/1", fit(n, "X-A%d: b\n"), "{}")
		}),
		"header of one name": one(func(n int) string {
			return operation("GET /things/{id}", "GET https://api.example.com/v1.0/things/1", rep(n, "X-A: b\n"), "{}")
		}),
		"long header": one(func(n int) string {
			return operation("GET /things/{id}", "GET https://api.example.com/v1.0/things/1", "X-A: "+rep(n, "b")+"\n", "{}")
		}),
		"folded URL": one(func(n int) string {
			return operation("GET /things", "GET https://api.example.com/v1.0/things", rep(n, "?a=b\n"), "{}")
		}),
		"many examples": one(func(n int) string {
			return get("things/1", "{}") + fit(n, "\n### Example %d\n\n```http\nGET https://api.example.com/v1.0/things/%[1]d\n```\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n")
		}),
		"many examples of one name": one(func(n int) string {
			return get("things/1", "{}") + rep(n, "\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://api.example.com/v1.0/things/1\n```\n\n<!-- { \"blockType\": \"response\", \"name\": \"a\" } -->\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n")
		}),
		"many examples of unknown paths": one(func(n int) string {
			return get("things/1", "{}") + fit(n, "\n```http\nGET https://api.example.com/v1.0/a%d/b\n```\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n")
		}),
		"many requests":  one(func(n int) string { return get("things/1", "{}") + rep(n, "\n```http\nGET /things/1\n```\n") }),
		"many responses": one(func(n int) string { return get("things/1", "{}") + rep(n, "\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n") }),
		"many hosts": one(func(n int) string {
			return get("things/1", "{}") + fit(n, "\n```http\nGET https://h%d.example.com/v1.0/things/1\n```\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n")
		}),
		"many batch requests": one(func(n int) string {
			return operation("POST /$batch", "POST https://api.example.com/v1.0/$batch", "Content-Type: application/json\n\n{\"requests\":["+fit(n, `{"id":"%d","method":"GET","url":"/things/1"},`)+"{}]}\n", `{"responses":[`+fit(n, `{"id":"%d","status":200},`)+`{}]}`)
		}),
	}
}

func templateShapes() map[string]shape {
	template := func(of func(n int) string) shape {
		return one(func(n int) string { return operation(of(n), "GET https://api.example.com/v1.0/things/1", "", "{}") })
	}
	return map[string]shape{
		"template of many segments":      template(func(n int) string { return "GET /" + rep(n, "a/") }),
		"template of many names":         template(func(n int) string { return "GET /" + fit(n, "a%d/") }),
		"template of many keys":          template(func(n int) string { return "GET /" + fit(n, "a%d/{b%[1]d}/") }),
		"template of one key":            template(func(n int) string { return "GET /" + rep(n, "{id}/") }),
		"template of many drive paths":   template(func(n int) string { return "PUT /a" + rep(n, ":/b") }),
		"template of closed drive paths": template(func(n int) string { return "PUT /a" + rep(n, ":/{b}:/c") }),
		"template of many alternatives":  template(func(n int) string { return "GET /things/{" + fit(n, "a%d | ") + "b}" }),
		"template of many arguments":     template(func(n int) string { return "GET /things/f(" + fit(n, "a%d={b%[1]d},") + "z={z})" }),
		"template of nested braces":      template(func(n int) string { return "GET /things/" + nest(n, "{", "a", "}") }),
		"template of a long name":        template(func(n int) string { return "GET /things/" + rep(n, "abcDef") }),
		"template of a long key":         template(func(n int) string { return "GET /things/{" + rep(n, "abcDef") + "}" }),
		"template of many options":       template(func(n int) string { return "GET /things?" + fit(n, "a%d={b}&") }),
		"many templates":                 template(func(n int) string { return fit(n, "GET /things/{id}/a%d\n") }),
		"many templates below another":   template(func(n int) string { return fit(n, "GET /a%d/{id}/things\n") }),
		"many templates of one path":     template(func(n int) string { return rep(n, "GET /things/{id}\n") }),
		"many templates of other keys":   template(func(n int) string { return fit(n, "GET /things/{a%d}\n") }),
		"many functions of one name":     template(func(n int) string { return fit(n, "GET /things/f(a%d={b})\n") }),
		"many functions of one argument": template(func(n int) string { return fit(n, "GET /things/f(a=%d)\n") }),
		"many methods":                   template(func(n int) string { return rep(n, "GET /a\nPOST /a\nPUT /a\nPATCH /a\nDELETE /a\n") }),
		"many names in two cases":        template(func(n int) string { return fit(n, "GET /things/ab%d\nGET /things/aB%[1]d\n") }),
		"growing templates": template(func(n int) string {
			var b strings.Builder
			for k := 1; b.Len() < n; k++ {
				b.WriteString("GET " + strings.Repeat("/a", k) + "\n")
			}
			return b.String()
		}),
		"templates and examples of them": one(func(n int) string {
			return operation(fit(n/4, "GET /things/{id}/a%d"+"\n"), "GET https://api.example.com/v1.0/things/1", "", "{}") +
				fit(n, "\n```http\nGET https://api.example.com/v1.0/things/1/a%d\n```\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n")
		}),
	}
}

func tableShapes() map[string]shape {
	table := func(of func(n int) string) shape {
		return one(func(n int) string {
			return strings.Replace(get("things/1", "{}"), "## Example", of(n)+"\n\n## Example", 1)
		})
	}
	rows := func(heading, columns, row string) shape {
		rule := strings.Repeat("|-", strings.Count(columns, "|")-1) + "|"
		return table(func(n int) string {
			return "## " + heading + "\n\n" + columns + "\n" + rule + "\n" + fit(n, row)
		})
	}
	out := map[string]shape{
		"table of columns":          table(func(n int) string { return rep(n/2, "|a") + "|\n" + rep(n/2, "|-") + "|\n|b|\n" }),
		"table of columns and rows": table(func(n int) string { return rep(n/3, "|a") + "|\n" + rep(n/3, "|-") + "|\n" + rep(n/3, "|b\n") }),
		"properties of columns and rows": about(func(n int) string {
			return resource("thing", "", "", "{}") + "\n## Properties\n\n|Property|Type" + rep(n/3, "|a") + "|\n|-|-" + rep(n/3, "|-") + "|\n" + fit(n/3, "|b%d\n")
		}),
		"row of cells":       table(func(n int) string { return "|a|b|\n|-|-|\n" + rep(n, "|c") + "\n" }),
		"rows of many cells": table(func(n int) string { return "|a|b|\n|-|-|\n" + rep(n, "|c|d|e|f|g|h\n") }),
		"many tables":        table(func(n int) string { return rep(n, "|a|b|\n|-|-|\n|c|d|\n\n") }),
		"table without rule": table(func(n int) string { return rep(n, "|a|b|\n") }),
		"rules":              table(func(n int) string { return rep(n, "|-|-|\n") }),
		"long cell":          table(func(n int) string { return "|a|b|\n|-|-|\n|c|" + rep(n, "d ") + "|\n" }),
		"cell of links":      table(func(n int) string { return "|a|b|\n|-|-|\n|c|" + rep(n, "[d](e.md) ") + "|\n" }),
		"cell of backquotes": table(func(n int) string { return "|a|b|\n|-|-|\n|c|" + rep(n, "`|") + "|\n" }),
		"text above a table": table(func(n int) string { return rep(n, "a|b\n") + "|-|-|\n|c|d|\n" }),
		"permissions":        rows("Permissions", "|Permission type|Permissions (from least to most privileged)|", "|Application|A.Read%d|\n"),
		"permissions in a cell": table(func(n int) string {
			return "## Permissions\n\n|Permission type|Permissions (from least to most privileged)|\n|-|-|\n|Application|" + fit(n, "A%d.Read, ") + "B|\n"
		}),
		"request headers":             rows("Request headers", "|Name|Description|", "|X-A%d|b|\n"),
		"query parameters":            rows("Query parameters", "|Name|Type|Description|", "|a%d|String|b|\n"),
		"optional parameters":         rows("Optional query parameters", "|Name|Value|Description|", "|$a%d|String|b|\n"),
		"function parameters":         rows("Function parameters", "|Parameter|Type|Description|", "|a%d|String|b|\n"),
		"path parameters":             rows("Path parameters", "|Parameter|Type|Description|", "|a%d|String|b|\n"),
		"body parameters":             rows("Request body", "|Parameter|Type|Description|", "|a%d|String|b|\n"),
		"body parameters of one name": rows("Request body", "|Parameter|Type|Description|", "|a|String|b%d|\n"),
		"error codes":                 rows("Error codes", "|Status|Code|Description|", "|400|a%d|b|\n"),
		"methods": about(func(n int) string {
			return resource("thing", "## Methods\n\n|Method|Return type|Description|\n|-|-|-|\n"+fit(n, "|[a%d](../api/get.md)|[thing](thing.md)|b|\n"), "|id|String|x|\n", "{}")
		}),
	}
	for _, columns := range []string{"Property|Type|Description", "Relationship|Type|Description", "Member|Description", "Value|Description"} {
		head := strings.Split(columns, "|")
		filler := strings.Repeat("|-", len(head))
		cell := "|String|b|"
		if len(head) == 2 {
			cell = "|b|"
		}
		out["rows of "+head[0]] = about(func(n int) string {
			return resource("thing", "", "|id|String|x|\n", "{}") + "\n## " + head[0] + "s\n\n|" + columns + "|\n" + filler + "|\n" + fit(n, "|a%d"+cell+"\n")
		})
		out["rows of one "+head[0]] = about(func(n int) string {
			return resource("thing", "", "|id|String|x|\n", "{}") + "\n## " + head[0] + "s\n\n|" + columns + "|\n" + filler + "|\n" + rep(n, "|a"+cell+"\n")
		})
	}
	return out
}
