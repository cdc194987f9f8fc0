package endtoend

// The shapes of what is spread over several files: includes, types, folders of pages.

import (
	"fmt"
	"strings"
)

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
			of := max(2, n/leastFile)
			for i := range of {
				files[fmt.Sprintf("includes/a%d.md", i)] = fmt.Sprintf("note\n\n[!INCLUDE [a](a%d.md)]\n", i+1)
			}
			return with(n, files, get("things/1", "{}")+"[!INCLUDE [a](../includes/a0.md)]\n")
		},
		"includes that double": func(n int) map[string]string {
			files := map[string]string{}
			of := max(2, n/leastFile)
			for i := range of {
				files[fmt.Sprintf("includes/a%d.md", i)] = strings.Repeat(fmt.Sprintf("[!INCLUDE [a](a%d.md)]\n\n", i+1), 2)
			}
			return with(n, files, get("things/1", "{}")+"[!INCLUDE [a](../includes/a0.md)]\n")
		},
		"includes that double in a line": func(n int) map[string]string {
			files := map[string]string{}
			of := max(2, n/leastFile)
			for i := range of {
				files[fmt.Sprintf("includes/a%d.md", i)] = "x " + strings.Repeat(fmt.Sprintf("[!INCLUDE [a](a%d.md)] ", i+1), 2)
			}
			return with(n, files, get("things/1", "{}")+"x [!INCLUDE [a](../includes/a0.md)]\n")
		},
		"includes of nothing that double": func(n int) map[string]string {
			files := map[string]string{}
			of := max(2, n/leastFile)
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
