package endtoend

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
	}
}
