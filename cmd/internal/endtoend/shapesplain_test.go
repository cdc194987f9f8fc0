package endtoend

import "fmt"

// The shapes of pages without annotations: operations in sections of their own, tables that
// describe members of others, lists of parameters.

// plainPage makes a folder of one page.
func plainPage(page func(n int) string) shape {
	return func(n int) map[string]string { return map[string]string{"calls.md": page(n)} }
}

func plainShapes() map[string]shape {
	const request = "\n```http\nPOST /things\n```\n"
	return map[string]shape{
		"operations in sections": plainPage(func(n int) string {
			return "# Calls\n\n" + fit(n, "## Call %d\n\n```http\nGET /a%[1]d/{id}\n```\n\n")
		}),
		"operations and sections for all of them": plainPage(func(n int) string {
			return "# Calls\n\n" + fit(n/2, "## Call %d\n\n```http\nGET /a%[1]d/{id}\n```\n\n") +
				fit(n/2, "## Permissions\n\n|Permission type|Permissions|\n|--|--|\n|Application|A.B%d|\n\n")
		}),
		"calls in headings": plainPage(func(n int) string {
			return "# Calls\n\n" + fit(n, "## Do %d %% POST /a%[1]d/{x.id#X/y}\n\n###### JSON Params\n\n| Field | Type | Description |\n|--|--|--|\n| x? | ?string | y |\n\n")
		}),
		"guide of requests with answers": plainPage(func(n int) string {
			return "# Calls\n\n" + fit(n, "## Call %d\n\n```http\nGET https://a.example/v1/a%[1]d/7\n\nHTTP/1.1 200 OK\n\n{}\n```\n\n")
		}),
		"tables about members of others": plainPage(func(n int) string {
			return "# Calls\n\n## HTTP request\n" + request + "\n## Response\n\n| Name | Type | Description |\n|--|--|--|\n" +
				fit(n/2, "| a%d | object | The a%[1]d object contains the following. |\n") +
				fit(n/2, "\nThe a%d object contains the following parameters.\n\n| Name | Type | Description |\n|--|--|--|\n| x | string | y |\n")
		}),
		"list of parameters": plainPage(func(n int) string {
			return "# Calls\n\n## Parameters\n\n" + fit(n, "- `p%d` `(string: \"\")` - what it is of the object.\n") + request
		}),
		"definitions of parameters": plainPage(func(n int) string {
			return "# Calls\n\n## HTTP request\n" + request + "\n## Query parameters\n\n" + fit(n, "p%d\n: {{<required>}} String. What it is.\n\n")
		}),
		"rows that head others": plainPage(func(n int) string {
			return "# Calls\n\n## HTTP request\n" + request + "\n## Request body\n\n| Name | Type | Description |\n|--|--|--|\n" + fit(n, "| Query |\n| q%d | string | x |\n")
		}),
		"errors below their statuses": plainPage(func(n int) string {
			return "# Calls\n\n## HTTP request\n" + request + "\n## Response\n\n" + fit(n, "##### 422: No %d\n\n```json\n{\"e\":%[1]d}\n```\n\n")
		}),
		"sections that describe types": plainPage(func(n int) string {
			return "# Things\n\n" + fit(n, "### Thing%d resource\n\n| Value | Type | Description |\n|--|--|--|\n| x | [Thing0 resource](#thing0-resource) | y |\n\n")
		}),
		"pages that links call by their titles": func(n int) map[string]string {
			return map[string]string{
				"get.md":   "# Get a thing\n\n## HTTP request\n\n```http\nGET /things/{id}\n```\n\n## Response\n\n" + rep(n, "Returns a [Thing](thing.md) in the response body. "),
				"thing.md": "# Thing\n\n## Properties\n\n| Property | Type | Description |\n|--|--|--|\n| id | string | x |\n",
			}
		},
		"values that a cell lists": plainPage(func(n int) string {
			return "# thing resource type\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|a|string|It can be " + fit(n/2, "\"v%d\", ") + "or \"z\".|\n|b|string|<ul>" + fit(n/2, "<li>**w%d** is one</li>") + "</ul>|\n"
		}),
		"tables that link a type in each row": plainPage(func(n int) string {
			return "# thing resource type\n\n## Properties\n\n" + fit(n, "|Kind%d|Type|Description|\n|--|--|--|\n|a%[1]d|[thing](calls.md)|x `b%[1]d`|\n|b%[1]d|[thing](calls.md)|y `a%[1]d`|\n\n")
		}),
		"kinds of a thing": plainPage(func(n int) string {
			return "# thing resource type\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|kind|string|One of " + fit(n/2, "`k%d`, ") + "`z`.|\n\n" +
				fit(n/2, "### K%d\n\nA thing whose `kind` is `k%[1]d` also has:\n\n|Property|Type|Description|\n|--|--|--|\n|p%[1]d|string|x|\n\n")
		}),
		"sections that links call things": func(n int) map[string]string {
			return map[string]string{
				"things.md": "# Things\n\n" + fit(n/2, "## Thing%d\n\n|Field|Type|Description|\n|--|--|--|\n|a|string|x|\n\n"),
				"other.md":  "# Other\n\n" + fit(n/2, "A [Thing%d](things.md#thing%[1]d) is sent.\n\n"),
			}
		},
		"a guide to the paging of many lists": func(n int) map[string]string {
			pages := many("api", func(i, of int) string {
				return fmt.Sprintf("# List a%d\n\n## HTTP request\n\n```http\nGET /a%[1]d\n```\n\n## Response\n\nA list.\n\n## Example\n\n```http\nGET https://api.example.com/v1.0/a%[1]d?page=1\n```\n\n```http\nHTTP/1.1 200 OK\n\n{\"items\":[{\"id\":\"1\"}]}\n```\n", i)
			})(n / 2)
			pages["guide.md"] = "# Guide\n\n## Pagination\n\n" + fit(n/2, "Lists of a%d are paged by number, and a%[1]d with a `Link` header.\n\n")
			return pages
		},
		"bodies that take less than things": func(n int) map[string]string {
			pages := map[string]string{}
			for i := range max(2, n/900) {
				pages[fmt.Sprintf("t%d.md", i)] = fmt.Sprintf("# Thing%d resource\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|id|string|x Read-only.|\n|a|string|x|\n|b|string|x|\n", i)
				pages[fmt.Sprintf("c%d.md", i)] = fmt.Sprintf("# Create thing%d\n\n## HTTP request\n\n```http\nPOST /things%[1]d\n```\n\n## Request body\n\n|Property|Type|Description|\n|--|--|--|\n|a|string|x|\n|b|string|x|\n\n## Response\n\nReturns `201 Created` and a [Thing%[1]d](t%[1]d.md).\n\n## Example\n\n```http\nPOST https://api.example.com/v1/things%[1]d\n\n{\"a\":\"x\"}\n```\n\n```http\nHTTP/1.1 201 Created\n\n{\"id\":\"1\",\"a\":\"x\",\"b\":\"x\"}\n```\n", i)
			}
			return pages
		},
		"types whose pages are missing": func(n int) map[string]string {
			return map[string]string{
				"resources/thing.md": "# thing resource type\n\n## Properties\n\n|Property|Type|Description|\n|--|--|--|\n|id|string|x|\n",
				"api/x.md": "# Get x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n## Response\n\n" + fit(n/2, "Returns a [m%d](../resources/m%[1]d.md) object in the response body.\n\n") +
					"## Example\n\n" + fit(n/2, "<!-- {\"blockType\":\"response\",\"@odata.type\":\"a.b%d\"} -->\n```json\n{}\n```\n\n"),
			}
		},
	}
}
