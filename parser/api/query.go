package api

import (
	"net/url"
	"strings"
)

// ParseQuery reads a query as it is written on a page. Valid escapes are decoded, and
// anything else is kept as it is.
func ParseQuery(query string) []Field {
	var out []Field
	for _, part := range SplitOutside(query, '&') {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		out = append(out, Field{queryText(name), queryText(value)})
	}
	return out
}

// queryText decodes one name or value of a query.
func queryText(s string) string {
	s = strings.TrimSpace(s)
	if u, err := url.QueryUnescape(s); err == nil {
		return u
	}
	return s
}
