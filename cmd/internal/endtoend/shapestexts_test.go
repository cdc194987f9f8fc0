package endtoend

// The shapes of JSON, annotations and prose.

import "strings"

func jsonShapes() map[string]shape {
	return map[string]shape{
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
}

// jsonTexts are values that a body or an annotation has, mistakes among them.
func jsonTexts() map[string]func(n int) string {
	return map[string]func(n int) string{
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
}

func jsonPlaces() []place {
	return []place{
		{"response", func(text func(n int) string) shape {
			return one(func(n int) string { return get("things/1", text(n)) })
		}},
		{"request", func(text func(n int) string) shape {
			return one(func(n int) string { return post(text(n), "{}") })
		}},
		{"resource", func(text func(n int) string) shape {
			return about(func(n int) string { return resource("thing", "", "|id|String|x|\n", text(n)) })
		}},
		{"annotation", func(text func(n int) string) shape {
			return one(func(n int) string {
				return get("things/1", "{}") + "\n<!-- {\"blockType\":\"request\", \"x\": " + text(n) + "} -->\n```http\nGET /things/1\n```\n"
			})
		}},
	}
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

// proseTexts are pieces of text, many times.
func proseTexts() map[string]func(n int) string {
	out := map[string]func(n int) string{}
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
		out[name] = func(n int) string { return rep(n, unit) }
	}
	return out
}

// prosePlaces are the sections and cells that text stands in.
func prosePlaces() []place {
	section := func(heading string) place {
		return place{"text under " + heading, func(text func(n int) string) shape {
			return one(func(n int) string {
				return strings.Replace(get("things/1", "{}"), "## Example", "## "+heading+"\n\n"+text(n)+"\n\n## Example", 1)
			})
		}}
	}
	inLine := func(name string, put func(text string) map[string]string) place {
		return place{name, func(text func(n int) string) shape {
			if strings.Contains(text(1), "\n") {
				return nil
			}
			return func(n int) map[string]string { return put(strings.ReplaceAll(text(n), "|", `\|`)) }
		}}
	}
	rows := func(rows string) map[string]string {
		return map[string]string{thing: resource("thing", "", rows, "{}"), "api/get.md": get("things/1", `{ "id": "1", "name": "x" }`)}
	}
	return []place{
		{"text", func(of func(n int) string) shape { return text(of) }},
		{"description", func(text func(n int) string) shape {
			return func(n int) map[string]string {
				return rows("|id|String|" + strings.NewReplacer("\n", " ", "|", `\|`).Replace(text(n)) + "|\n")
			}
		}},
		section("Permissions"), section("HTTP request"), section("Request headers"), section("Request body"), section("Response"), section("Examples"),
		inLine("type", func(text string) map[string]string { return rows("|id|" + text + "|x|\n") }),
		inLine("name", func(text string) map[string]string { return rows("|" + text + "|String|x|\n") }),
		inLine("title", func(text string) map[string]string {
			return map[string]string{"api/act.md": strings.Replace(get("things/1", "{}"), "# thing: act", "# thing: "+text, 1), thing: thingPage()}
		}),
	}
}

func proseShapes() map[string]shape {
	return map[string]shape{
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
}
