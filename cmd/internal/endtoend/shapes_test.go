package endtoend

// Pages that are made to be slow: for every construct that is read, a folder of about
// n bytes in which there is as much of that construct as fits.

import (
	"fmt"
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

// many makes a folder of pages of about size bytes each.
func many(dir string, page func(i, of int) string) shape {
	return func(n int) map[string]string {
		pages := map[string]string{thing: thingPage()}
		of := max(2, n/len(page(0, 10)))
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

// shapes are all of them, by what there is much of.
func shapes() map[string]shape {
	all := map[string]shape{}
	for _, of := range []map[string]shape{urlShapes(), templateShapes(), tableShapes(), jsonShapes(), annotationShapes(), proseShapes(), includeShapes(), typeShapes(), folderShapes(), mistakeShapes()} {
		for name, s := range of {
			all[name] = s
		}
	}
	return all
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

func jsonShapes() map[string]shape {
	out := map[string]shape{
		"plain response": one(func(n int) string {
			return "# thing: act\n\n## Response\n\n```json\n{" + fit(n, `"a%d":1,`) + "}\n```\n"
		}),
		"response of items with members of their own": one(func(n int) string { return get("things", `{"value":[`+fit(n, `{"a%d":1},`)+`{}]}`) }),
		"untyped response of items with members of their own": func(n int) map[string]string {
			return map[string]string{"api/act.md": get("things", `{"value":[`+fit(n, `{"a%d":1},`)+`{}]}`)}
		},
		"untyped list of items with objects of their own": func(n int) map[string]string {
			return map[string]string{"api/act.md": strings.ReplaceAll(get("things", `[`+fit(n, `{"a%d":{"b":1}},`)+`{}]`), `, "@odata.type": "acme.api.thing"`, "")}
		},
		"response of typed items": one(func(n int) string {
			return get("things", `{"value":[`+fit(n, `{"@odata.type":"#acme.api.t%d","a%[1]d":1},`)+`{}]}`)
		}),
		"response of typed members": one(func(n int) string {
			return get("things/1", `{`+fit(n, `"a%d":{"@odata.type":"#acme.api.t%[1]d","b":1},`)+`"z":1}`)
		}),
		"resource of members": about(func(n int) string {
			return resource("thing", "", "|id|String|x|\n", "{"+fit(n, `"a%d":"String",`)+`"z":"String"}`)
		}),
		"resource and its response": func(n int) map[string]string {
			return map[string]string{
				thing:        resource("thing", "", fit(n/3, "|a%d|String|x|\n"), "{"+fit(n/3, `"a%d":"String",`)+`"z":"String"}`),
				"api/get.md": get("things/1", "{"+fit(n/3, `"a%d":"x",`)+`"z":"x"}`),
			}
		},
		"resource and a list of it": func(n int) map[string]string {
			return map[string]string{
				thing:        resource("thing", "", fit(n/2, "|a%d|String|x|\n"), "{}"),
				"api/get.md": get("things", `{"value":[`+rep(n/2, `{"a1":"x"},`)+"{}]}"),
			}
		},
		"action parameters": one(func(n int) string {
			return operation("POST /things/{id}/act", "POST https://api.example.com/v1.0/things/1/act", "Content-Type: application/json\n\n{"+fit(n, `"a%d":1,`)+"\"z\":1}\n", "{}")
		}),
		"action parameters as objects": one(func(n int) string {
			return operation("POST /things/{id}/act", "POST https://api.example.com/v1.0/things/1/act", "Content-Type: application/json\n\n{"+fit(n, `"a%d":{"b":1},`)+"\"z\":1}\n", "{}")
		}),
		"text body": one(func(n int) string {
			return operation("PUT /things/{id}/content", "PUT https://api.example.com/v1.0/things/1/content", "Content-Type: text/plain\n\n"+rep(n, "some text\n"), "{}")
		}),
		"number body": one(func(n int) string { return post(`{"name":`+rep(n, "9")+`}`, "{}") }),
	}
	values := map[string]func(n int) string{
		"members":                func(n int) string { return "{" + fit(n, `"a%d":1,`) + `"z":1}` },
		"objects":                func(n int) string { return "{" + fit(n, `"a%d":{"b":1},`) + `"z":1}` },
		"lists of objects":       func(n int) string { return "{" + fit(n, `"a%d":[{"b":1}],`) + `"z":1}` },
		"members of one name":    func(n int) string { return "{" + rep(n, `"a":1,`) + `"z":1}` },
		"names in many cases":    func(n int) string { return "{" + fit(n, `"ab%d":1,"aB%[1]d":2,`) + `"z":1}` },
		"annotated members":      func(n int) string { return "{" + fit(n, `"a%d@odata.type":"#Int64","a%[1]d":"1",`) + `"z":1}` },
		"items":                  func(n int) string { return `{"name":[` + rep(n, `1,`) + `1]}` },
		"items of many kinds":    func(n int) string { return `{"name":[` + rep(n, `1,"a",null,{},[],1.5,true,`) + `1]}` },
		"items of many members":  func(n int) string { return `{"name":[` + fit(n, `{"a%d":1},`) + `{}]}` },
		"items alike":            func(n int) string { return `{"name":[` + rep(n, `{"a":1,"b":"x"},`) + `{}]}` },
		"nested objects":         func(n int) string { return nest(n, `{"a":`, "1", "}") },
		"nested lists":           func(n int) string { return nest(n, `[`, "1", "]") },
		"nested in both":         func(n int) string { return nest(n, `{"a":[`, "1", "]}") },
		"nested up to the bound": func(n int) string { return "[" + rep(n, nest(2000, `{"a":`, "1", "}")+",") + "1]" },
		"nested with names of their own": func(n int) string {
			return fit(n, `{"a%d":`) + "1" + strings.Repeat("}", strings.Count(fit(n, `{"a%d":`), "{"))
		},
		"open brackets":      func(n int) string { return rep(n, "[") },
		"open braces":        func(n int) string { return rep(n, `{"a":`) },
		"closing brackets":   func(n int) string { return "{" + rep(n, "]") },
		"comments":           func(n int) string { return "{" + rep(n, "/* a */") + `"a":1}` },
		"comment lines":      func(n int) string { return "{" + rep(n, "// a\n") + `"a":1}` },
		"open comment":       func(n int) string { return `{"a":1` + rep(n, "/* ") },
		"trailing commas":    func(n int) string { return `{"a":1` + rep(n, ",") + "}" },
		"missing commas":     func(n int) string { return `{` + fit(n, "\"a%d\":1\n") + "}" },
		"missing quotes":     func(n int) string { return `{` + fit(n, "a%d:b,\n") + "z:1}" },
		"single quotes":      func(n int) string { return `{` + fit(n, "'a%d':'b',\n") + "z:1}" },
		"open string":        func(n int) string { return `{"a":"` + rep(n, "b\n") },
		"open strings":       func(n int) string { return `{` + rep(n, "\"a\":\"b,\n") },
		"quotes in a string": func(n int) string { return `{"a":"` + rep(n, `b"c`) + `"}` },
		"quotes":             func(n int) string { return `{"a":` + rep(n, `"`) + `}` },
		"escapes":            func(n int) string { return `{"a":"` + rep(n, `\u0041`) + `"}` },
		"wrong escapes":      func(n int) string { return `{"a":"` + rep(n, `\x`) + `"}` },
		"long string":        func(n int) string { return `{"name":"` + rep(n, "x") + `"}` },
		"long name":          func(n int) string { return `{"` + rep(n, "x") + `":1}` },
		"dots":               func(n int) string { return `{"a":[` + rep(n, "1, ...\n") + `]}` },
		"placeholders":       func(n int) string { return `{` + fit(n, `"a%d": {b},`) + `"z":1}` },
		"several values":     func(n int) string { return rep(n, "{}\n") },
		"colons":             func(n int) string { return "{" + rep(n, "a:") + "}" },
		"bare words":         func(n int) string { return "{\"a\": " + rep(n, "b ") + "}" },
	}
	for name, value := range values {
		out["response of "+name] = one(func(n int) string { return get("things/1", value(n)) })
		out["request of "+name] = one(func(n int) string { return post(value(n), "{}") })
		out["resource of "+name] = about(func(n int) string { return resource("thing", "", "|id|String|x|\n", value(n)) })
		out["annotation of "+name] = one(func(n int) string {
			return get("things/1", "{}") + "\n<!-- {\"blockType\":\"request\", \"x\": " + value(n) + "} -->\n```http\nGET /things/1\n```\n"
		})
	}
	return out
}

func annotationShapes() map[string]shape {
	key := func(of func(n int) string) shape {
		return one(func(n int) string {
			return strings.Replace(get("things/1", "{}"), `"name": "act"`, `"name": "act", `+of(n), 1)
		})
	}
	page := func(of func(n int) string) shape {
		return one(func(n int) string {
			return get("things/1", "{ ]") + "\n<!-- { \"type\": \"#page.annotation\", " + of(n) + " } -->\n"
		})
	}
	return map[string]shape{
		"annotation of unknown keys":   key(func(n int) string { return fit(n, `"keyword%d": 1,`) + `"z": 1` }),
		"annotation of repeated keys":  key(func(n int) string { return rep(n, `"tags": "a",`) + `"z": 1` }),
		"annotation of names":          key(func(n int) string { return `"name": [` + fit(n, `"a%d",`) + `"z"]` }),
		"annotation of scopes":         key(func(n int) string { return `"scopes": "` + fit(n, "a%d ") + `"` }),
		"annotation of sample keys":    key(func(n int) string { return `"sampleKeys": [` + fit(n, `"a%d",`) + `"z"]` }),
		"annotation of one sample key": key(func(n int) string { return `"sampleKeys": [` + rep(n, `"1",`) + `"z"]` }),
		"annotation of request URLs":   key(func(n int) string { return `"requestUrls": [` + fit(n, `"/things/%d",`) + `"z"]` }),
		"annotation of tags":           key(func(n int) string { return `"tags": "` + fit(n, "a%d,") + `"` }),
		"annotation of optional properties": about(func(n int) string {
			return strings.Replace(resource("thing", "", fit(n/2, "|a%d|String|x|\n"), "{}"), `"keyProperty"`, `"optionalProperties": [`+fit(n/2, `"a%d",`)+`"z"], "nullableProperties": [`+fit(n/2, `"a%d",`)+`"z"], "keyProperty"`, 1)
		}),
		"annotation of capabilities": about(func(n int) string {
			return strings.Replace(resource("thing", "", fit(n/2, "|a%d|String|x|\n"), "{}"), `"keyProperty"`, `"@odata.annotations": [`+fit(n/2, `{"property":"a%d","capabilities":{"changeTracking":false}},`)+`{}], "keyProperty"`, 1)
		}),
		"annotations alone":     text(func(n int) string { return rep(n, "<!-- { \"blockType\": \"request\" } -->\n\n") }),
		"annotations in a line": text(func(n int) string { return rep(n, "<!-- { \"blockType\": \"request\" } -->") }),
		"many resources on a page": about(func(n int) string {
			return resource("thing", "", "|id|String|x|\n", "{}") + fit(n, "\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"acme.api.t%d\" } -->\n```json\n{ \"id\": \"String\" }\n```\n")
		}),
		"one resource many times": about(func(n int) string {
			return resource("thing", "", "|id|String|x|\n", "{}") + rep(n, "\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"acme.api.thing\" } -->\n```json\n{ \"id\": \"String\" }\n```\n")
		}),
		"other names of properties": about(func(n int) string {
			return strings.Replace(resource("thing", "", fit(n/2, "|a%d|String|x|\n"), "{}"), `"keyProperty"`, `"@property.aka": {`+fit(n/2, `"a%d":"b%[1]d",`)+`"z":"z"}, "keyProperty"`, 1)
		}),
		"suppressions": page(func(n int) string { return `"suppressions": [` + fit(n, `"Error: something or other %d",`) + `"z"]` }),
		"suppressions of mistakes": one(func(n int) string {
			return get("things/1", "{ "+fit(n/2, "a%d:b,\n")+"}") + "\n<!-- { \"type\": \"#page.annotation\", \"suppressions\": [" + fit(n/2, `"Error: something or other %d",`) + "\"z\"] } -->\n" + rep(n/4, "```json\n{'a':1,}\n```\n")
		}),
		"bookmarks":        page(func(n int) string { return `"tocBookmarks": {` + fit(n, `"a%d":"b",`) + `"z":"z"}` }),
		"keywords":         page(func(n int) string { return `"keywords": "` + fit(n, "a%d,") + `"` }),
		"page annotations": text(func(n int) string { return rep(n, "<!-- { \"type\": \"#page.annotation\" } -->\n\n") }),
	}
}

func proseShapes() map[string]shape {
	out := map[string]shape{}
	for name, unit := range map[string]string{
		"quotes": "> ", "quotes in lines": "> > > a\n", "lists in a line": "- ", "lists": "- a\n", "ordered lists": "1. a\n\n", "nested lists": "- a\n  - b\n    - c\n",
		"headings": "## a\n\n", "loose headings": "##a\n\n", "underlined headings": "a\n===\n\n", "tabs": "# [a](#tab/b)\n\na\n\n", "tab groups": "# [a](#tab/b)\n\na\n\n---\n\n",
		"fences": "```\na\n```\n\n", "open fences": "````\n```\n", "indented code": "    a\n\nb\n\n", "HTML comments": "<!-- a -->\n\n", "open comments": "<!-- ", "HTML blocks": "<div>\n\n", "tags": "a <b> ", "entities": "&amp; ",
		"links": "[a](b.md) ", "links in paragraphs": "[a](b.md)\n\n", "brackets": "[", "nested links": "[a](", "closing brackets": "]", "stars": "*a **a ", "underscores": "_a __a ", "backquotes": "`a ", "backslashes": "\\", "angles": "<", "autolinks": "<https://a.b> ",
		"images": "![a](b.png) ", "words": "word ", "lines": "word\n", "paragraphs": "word\n\n", "sentences": "If successful, this method returns a `200 OK` response code. ", "sentences in paragraphs": "If successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object.\n\n",
		"possible values": "The possible values are: `a`, `b`. ", "values in a sentence": "`abc`, ", "required": "Required. Optional. Read-only. Nullable. ", "deprecated": "Deprecated. ", "inherits": "Inherits from [a](a.md). ", "inherits in paragraphs": "Inherits from [a](a.md).\n\n",
		"blank lines": "\n", "tab characters": "\t", "carriage returns": "a\r", "not UTF-8": "\xff", "NUL": "\x00", "notes": "> [!NOTE]\n> a\n\n", "hyphens": "-", "parentheses": "(", "commas": "a, ", "full stops": ". ",
		"bold labels": "**Request**\n\n", "language switches": "```csharp\na\n```\n\n", "broken tables": "|a\n\n",
	} {
		out["text of "+name] = text(func(n int) string { return rep(n, unit) })
		out["description of "+name] = about(func(n int) string {
			return resource("thing", "", "|id|String|"+strings.NewReplacer("\n", " ", "|", `\|`).Replace(rep(n, unit))+"|\n", "{}")
		})
		if !strings.Contains(unit, "\n") {
			out["type of "+name] = about(func(n int) string {
				return resource("thing", "", "|id|"+strings.ReplaceAll(rep(n, unit), "|", `\|`)+"|x|\n", "{}")
			})
			out["name of "+name] = about(func(n int) string {
				return resource("thing", "", "|"+strings.ReplaceAll(rep(n, unit), "|", `\|`)+"|String|x|\n", "{}")
			})
			out["title of "+name] = one(func(n int) string {
				return strings.Replace(get("things/1", "{}"), "# thing: act", "# thing: "+rep(n, unit), 1)
			})
		}
	}
	more := map[string]shape{
		"sentences about the result": one(func(n int) string {
			return strings.Replace(get("things/1", "{}"), "If successful", rep(n, "This returns `200 OK`. ")+"If successful", 1)
		}),
		"values in prose": about(func(n int) string {
			return resource("thing", "", "|a|String|The possible values are: "+fit(n, "`v%d`, ")+"`z`.|\n", "{}")
		}),
		"values in a list": about(func(n int) string {
			return resource("thing", "", "|a|color|x|\n", "{}") + "\n### color values\n\n" + fit(n, "- v%d\n")
		}),
		"values in a type":      about(func(n int) string { return resource("thing", "", "|a|"+fit(n, "v%d, ")+"z|x|\n", "{}") }),
		"values with bars":      about(func(n int) string { return resource("thing", "", "|a|String|x|\n", `{"a":"`+fit(n, "v%d | ")+`z"}`) }),
		"headings of their own": text(func(n int) string { return fit(n, "## heading %d\n\n") }),
		"broken anchors":        text(func(n int) string { return fit(n, "## heading %d\n\n[x](#heding-%[1]d)\n\n") }),
		"good anchors":          text(func(n int) string { return fit(n, "## heading %d\n\n[x](#heading-%[1]d)\n\n") }),
		"broken links":          text(func(n int) string { return fit(n, "[x](absent%d.md)\n\n") }),
		"references":            text(func(n int) string { return fit(n, "[a%d]: b\n") + rep(n/2, "[a1] ") }),
		"footnotes":             text(func(n int) string { return fit(n, "[^a%d]\n\n[^a%[1]d]: b\n\n") }),
		"backquote runs":        text(func(n int) string { return fit(n, "%d`a``b```c````") }),
		"linked types": about(func(n int) string {
			return resource("thing", "", "|a|"+fit(n, "[t%d](t%[1]d.md) or ")+"String|x|\n", "{}")
		}),
		"front matter keys": func(n int) map[string]string {
			return map[string]string{"api/act.md": "---\n" + fit(n, "a%d: b\n") + "---\n" + get("things/1", "{}")}
		},
		"front matter of flow lists": func(n int) map[string]string {
			return map[string]string{"api/act.md": "---\na: " + rep(n, "[") + "\n---\n" + get("things/1", "{}")}
		},
		"front matter of lists": func(n int) map[string]string {
			return map[string]string{"api/act.md": "---\n" + rep(n, "- ") + "a\n---\n" + get("things/1", "{}")}
		},
		"front matter of aliases": func(n int) map[string]string {
			return map[string]string{"api/act.md": "---\na0: &a0 [x]\n" + strings.ReplaceAll(fit(n, "b%d: &b%[1]d [*a0,*a0]\n"), "%", "") + "---\n" + get("things/1", "{}")}
		},
		"front matter of maps": func(n int) map[string]string {
			return map[string]string{"api/act.md": "---\n" + "a: " + rep(n, "{a: ") + "\n---\n" + get("things/1", "{}")}
		},
		"front matter without an end": func(n int) map[string]string {
			return map[string]string{"api/act.md": "---\n" + rep(n, "a: b\n") + get("things/1", "{}")}
		},
		"list of many levels": text(func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("  ", i%40) + "- a\n")
			}
			return b.String()
		}),
		"quote of many levels": text(func(n int) string { return rep(n, strings.Repeat("> ", 40)+"a\n") }),
	}
	for name, s := range more {
		out[name] = s
	}
	return out
}

func includeShapes() map[string]shape {
	with := func(n int, files map[string]string, page string) map[string]string {
		files["api/act.md"], files[thing] = page, thingPage()
		return files
	}
	return map[string]shape{
		"includes of one file": func(n int) map[string]string {
			return with(n, map[string]string{"includes/a.md": "note\n"}, get("things/1", "{}")+rep(n, "[!INCLUDE [a](../includes/a.md)]\n\n"))
		},
		"includes of a long file": func(n int) map[string]string {
			return with(n, map[string]string{"includes/a.md": rep(n/2, "word\n\n")}, get("things/1", "{}")+rep(n/2, "[!INCLUDE [a](../includes/a.md)]\n\n"))
		},
		"includes in a line": func(n int) map[string]string {
			return with(n, map[string]string{"includes/a.md": "note"}, get("things/1", "{}")+rep(n, "[!INCLUDE [a](../includes/a.md)] "))
		},
		"chain of includes": func(n int) map[string]string {
			files := map[string]string{}
			of := max(2, n/40)
			for i := range of {
				files[fmt.Sprintf("includes/a%d.md", i)] = fmt.Sprintf("note\n\n[!INCLUDE [a](a%d.md)]\n", i+1)
			}
			return with(n, files, get("things/1", "{}")+"[!INCLUDE [a](../includes/a0.md)]\n")
		},
		"includes that double": func(n int) map[string]string {
			files := map[string]string{}
			of := max(2, n/80)
			for i := range of {
				files[fmt.Sprintf("includes/a%d.md", i)] = strings.Repeat(fmt.Sprintf("[!INCLUDE [a](a%d.md)]\n\n", i+1), 2)
			}
			return with(n, files, get("things/1", "{}")+"[!INCLUDE [a](../includes/a0.md)]\n")
		},
		"includes that double in a line": func(n int) map[string]string {
			files := map[string]string{}
			of := max(2, n/80)
			for i := range of {
				files[fmt.Sprintf("includes/a%d.md", i)] = "x " + strings.Repeat(fmt.Sprintf("[!INCLUDE [a](a%d.md)] ", i+1), 2)
			}
			return with(n, files, get("things/1", "{}")+"x [!INCLUDE [a](../includes/a0.md)]\n")
		},
		"includes of nothing that double": func(n int) map[string]string {
			files := map[string]string{}
			of := max(2, n/80)
			for i := range of {
				files[fmt.Sprintf("includes/a%d.md", i)] = fit(200, fmt.Sprintf("[!INCLUDE [a](a%d.md)]\n\n", i+1)+"%.0d")
			}
			return with(n, files, get("things/1", "{}")+"[!INCLUDE [a](../includes/a0.md)]\n")
		},
		"includes of themselves": func(n int) map[string]string {
			return with(n, map[string]string{"includes/a.md": rep(n/2, "[!INCLUDE [a](a.md)]\n\n")}, get("things/1", "{}")+rep(n/2, "[!INCLUDE [a](../includes/a.md)]\n\n"))
		},
		"pages that include a long file": func(n int) map[string]string {
			pages := many("api", func(i, of int) string { return "# a\n\n[!INCLUDE [a](../includes/a.md)]\n" })(n / 2)
			pages["includes/a.md"] = rep(n/2, "```http\nGET /things/1\n```\n\n")
			return pages
		},
		"pages that include one": many("api", func(i, of int) string {
			return strings.ReplaceAll(get("things/1", "{}"), "/things", fmt.Sprintf("/things%d", i)) + "\n[!INCLUDE [a](../includes/a.md)]\n"
		}),
	}
}

func typeShapes() map[string]shape {
	named := func(i int) string { return fmt.Sprintf("t%d", i) }
	return map[string]shape{
		"chain of bases": many("resources", func(i, of int) string {
			return resource(named(i), fmt.Sprintf("Inherits from [%s](p%d.md).", named(i+1), i+1), fmt.Sprintf("|a%d|String|x|\n", i), fmt.Sprintf(`{"a%d":"String"}`, i))
		}),
		"circle of bases": many("resources", func(i, of int) string {
			return resource(named(i), fmt.Sprintf("Inherits from [%s](p%d.md).", named((i+1)%of), (i+1)%of), "|a|String|x|\n", "{}")
		}),
		"many types of one base": many("resources", func(i, of int) string {
			return resource(named(i), "Inherits from [thing](thing.md).", fmt.Sprintf("|a%d|String|x|\n", i), "{}")
		}),
		"many types of one base, a list of them": func(n int) map[string]string {
			pages := many("resources", func(i, of int) string {
				return resource(named(i), "Inherits from [thing](thing.md).", fmt.Sprintf("|a%d|String|x|\n", i), "{}")
			})(n / 2)
			pages["api/list.md"] = get("things", `{"value":[`+fit(n/2, `{"a%d":"x","id":"1"},`)+"{}]}")
			return pages
		},
		"base of many properties": func(n int) map[string]string {
			pages := many("resources", func(i, of int) string {
				return resource(named(i), "Inherits from [thing](thing.md).", "|z|String|x|\n", "{}")
			})(n / 2)
			pages[thing] = resource("thing", "", fit(n/2, "|a%d|String|x|\n"), "{}")
			return pages
		},
		"long underlined heading": text(func(n int) string { return rep(n, "[a](") + "\n===\n" }),
		"long loose heading":      text(func(n int) string { return "##" + rep(n, "a[a](") + "\n" }),
		"many types of one base, walked": func(n int) map[string]string {
			pages := many("resources", func(i, of int) string {
				return resource(named(i), "Inherits from [thing](thing.md).", fmt.Sprintf("|a%d|String|x|\n", i), "{}")
			})(n / 2)
			pages["api/list.md"] = operation(fit(n/2, "GET /things/{id}/b%d\n"), "GET https://api.example.com/v1.0/things/1", "", "{}")
			return pages
		},
		"many types in each other": many("resources", func(i, of int) string {
			return resource(named(i), "", fmt.Sprintf("|next|[%s](p%d.md)|x|\n", named((i+1)%of), (i+1)%of), fmt.Sprintf(`{"next":{"@odata.type":"acme.api.%s"}}`, named((i+1)%of)))
		}),
		"many types of one name": many("resources", func(i, of int) string { return resource("same", "", fmt.Sprintf("|a%d|String|x|\n", i), "{}") }),
		"many types of two cases": many("resources", func(i, of int) string {
			return resource([]string{"same", "Same", "SAME", "sAme"}[i%4], "", fmt.Sprintf("|a%d|String|x|\n", i), "{}")
		}),
		"many namespaces": many("resources", func(i, of int) string {
			return strings.ReplaceAll(resource("same", "", "|a|String|x|\n", "{}"), "acme.api", fmt.Sprintf("acme.api%d", i))
		}),
		"type of all types": func(n int) map[string]string {
			pages := many("resources", func(i, of int) string { return resource(named(i), "", "|a|String|x|\n", "{}") })(n / 2)
			pages[thing] = resource("thing", "", fit(n/2, "|a%d|[t%[1]d](p%[1]d.md)|x|\n"), "{}")
			pages["api/get.md"] = get("things/1", "{"+fit(n/2, `"a%d":{"a":"x"},`)+`"id":"x"}`)
			return pages
		},
		"long type name":   about(func(n int) string { return resource(rep(n, "abcDef"), "", "|id|String|x|\n", "{}") }),
		"dotted type name": about(func(n int) string { return resource(rep(n, "a.")+"b", "", "|id|String|x|\n", "{}") }),
		"long property":    about(func(n int) string { return resource("thing", "", "|"+rep(n, "abcDef")+"|String|x|\n", "{}") }),
		"collections of collections": about(func(n int) string {
			return resource("thing", "", "|a|"+nest(n, "Collection(", "String", ")")+"|x|\n", "{}")
		}),
		"many enumerations": about(func(n int) string {
			return resource("thing", "", fit(n/2, "|a%d|enum%[1]d|The possible values are: `x`, `y`.|\n"), "{}") + fit(n/2, "\n### enum%d values\n\n|Member|Description|\n|-|-|\n|x|x|\n")
		}),
		"many missing types": about(func(n int) string { return resource("thing", "", fit(n, "|a%d|[m%[1]d](m%[1]d.md)|x|\n"), "{}") }),
		"names alike": about(func(n int) string {
			return resource("thing", "", fit(n, "|a-%d|String|x|\n|a_%[1]d|String|x|\n"), "{}")
		}),
		"names of one kind": about(func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				b.WriteString("|a" + strings.Repeat("-", i) + "b|String|x|\n")
			}
			return resource("thing", "", b.String(), "{}")
		}),
	}
}

func folderShapes() map[string]shape {
	return map[string]shape{
		"many pages of one request": many("api", func(i, of int) string { return get("things/1", "{}") }),
		"many pages of one title": many("api", func(i, of int) string {
			return strings.ReplaceAll(get("things/1", "{}"), "/things", fmt.Sprintf("/things/%d/a", i))
		}),
		"many pages of their own": many("api", func(i, of int) string {
			return strings.ReplaceAll(get(fmt.Sprintf("things%d/1", i), "{}"), "/things/{id}", fmt.Sprintf("/things%d/{id}", i))
		}),
		"many pages without a request": many("api", func(i, of int) string { return "# thing: act\n\nText.\n" }),
		"many pages without templates": many("api", func(i, of int) string {
			return strings.Replace(get("things/1", `{"id":"1"}`), "GET /things/{id}\n", "", 1)
		}),
		"many pages of unlike answers": many("api", func(i, of int) string { return get("things/1", fmt.Sprintf(`{"a%d":{"b%[1]d":1}}`, i)) }),
		"many pages of actions": many("api", func(i, of int) string {
			return operation(fmt.Sprintf("POST /things/{id}/act%d", i), fmt.Sprintf("POST https://api.example.com/v1.0/things/1/act%d", i), "Content-Type: application/json\n\n{\"a\":{\"b\":1}}\n", "{}")
		}),
		"many pages of one action": many("api", func(i, of int) string {
			return operation("POST /things/{id}/act", "POST https://api.example.com/v1.0/things/1/act", fmt.Sprintf("Content-Type: application/json\n\n{\"a%d\":{\"b\":1}}\n", i), "{}")
		}),
		"many pages that inherit from nothing": many("resources", func(i, of int) string { return "# a resource type\n\nInherits from [x](x.md).\n" }),
		"many notes":                           many("includes", func(i, of int) string { return "note\n" }),
		"many anchors of another page": func(n int) map[string]string {
			return map[string]string{"api/a.md": "# a\n\n" + fit(n/2, "[x](b.md#heding-%d)\n\n"), "api/b.md": "# b\n\n" + fit(n/2, "## heading %d\n\n")}
		},
	}
}

func mistakeShapes() map[string]shape {
	return map[string]shape{
		"mistakes in fences": text(func(n int) string { return rep(n, "```json\n{'a':1,}\n```\n\n") }),
		"content lengths":    text(func(n int) string { return rep(n, "```http\nGET /a\nContent-Length: 9\n\n{}\n```\n\n") }),
		"wrong templates":    one(func(n int) string { return operation(fit(n, "what is %d\n"), "GET /things/1", "", "{}") }),
		"wrong headers": one(func(n int) string {
			return operation("GET /things", "GET https://api.example.com/v1.0/things", rep(n, "x y z\n"), "{}")
		}),
		"wrong response": one(func(n int) string { return get("things/1", rep(n, "} ")) }),
		"values of wrong types": func(n int) map[string]string {
			return map[string]string{thing: resource("thing", "", fit(n/2, "|a%d|Int32|x|\n"), "{}"), "api/get.md": get("things/1", "{"+fit(n/2, `"a%d":"x",`)+`"z":"x"}`)}
		},
		"members of another case": func(n int) map[string]string {
			return map[string]string{thing: resource("thing", "", fit(n/2, "|ab%d|Int32|x|\n"), "{}"), "api/get.md": get("things/1", "{"+fit(n/2, `"aB%d":1,`)+`"z":"x"}`)}
		},
		"members misspelt": func(n int) map[string]string {
			return map[string]string{thing: resource("thing", "", fit(n/2, "|property%d|Int32|x|\n"), "{}"), "api/get.md": get("things/1", "{"+fit(n/2, `"proprety%d":1,`)+`"z":"x"}`)}
		},
		"enumeration values misspelt": func(n int) map[string]string {
			return map[string]string{thing: resource("thing", "", "|a|String|The possible values are: "+fit(n/2, "`value%d`, ")+"`z`.|\n", "{}"), "api/get.md": get("things", `{"value":[`+fit(n/2, `{"a":"vaule%d"},`)+`{}]}`)}
		},
		"types misspelt": func(n int) map[string]string {
			pages := many("resources", func(i, of int) string { return resource(fmt.Sprintf("typename%d", i), "", "|a|String|x|\n", "{}") })(n / 2)
			pages[thing] = resource("thing", "", fit(n/2, "|a%d|tpyename%[1]d|x|\n"), "{}")
			return pages
		},
	}
}
