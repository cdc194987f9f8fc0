package generator

import (
	"cmp"
	"strconv"
	"strings"

	model "github.com/sdkscribe/sdkscribe/parser/api"
)

// This file writes the options of the calls that golden tests make: the documented
// query parameters and headers.

// options writes the documented query parameters and headers, each with a comma in
// front.
func (l *layout) options(t *test) {
	req := t.example.Request
	for _, q := range req.Query {
		l.queryOption(q)
	}
	for _, h := range req.Header {
		if hopByHop(h.Name) {
			continue
		}
		switch strings.ToLower(h.Name) {
		case "prefer":
			l.option("Prefer", h.Value)
		case "if-match":
			l.option("IfMatch", h.Value)
		case "if-none-match":
			l.option("IfNoneMatch", h.Value)
		case "content-type":
		default:
			l.option("Header", h.Name, h.Value)
		}
	}
	if replaced(t) {
		l.put(", ", l.rest("Body("))
		l.quote(req.ContentType)
		l.put(", ")
		l.reader(req.Text)
		l.put(")")
	} else if ct := bodyType(req); ct != "" && ct != defaultType(t.method) {
		l.option("ContentType", ct)
	}
	if redirected(t.example) {
		l.option("NoRedirect")
	}
	if catches(t.method, t.example) {
		l.put(", ", l.rest("Into(&resp)"))
	}
}

// option writes an option whose arguments are strings.
func (l *layout) option(name string, args ...string) {
	l.put(", ", l.rest(name), "(")
	for i, a := range args {
		if i > 0 {
			l.put(", ")
		}
		l.quote(a)
	}
	l.put(")")
}

// replaced tells whether the request sends something else than the JSON that the
// method takes: a message as MIME.
func replaced(t *test) bool {
	switch t.method.call.Body.Kind {
	case model.NoBody, model.StreamBody:
		return false
	}
	return t.example.Request.JSON == nil && t.example.Request.Text != ""
}

// bodyType is the media type that a request documents for its body, "" for none.
func bodyType(m *model.Message) string {
	if m.JSON == nil && m.Text == "" {
		return ""
	}
	return m.ContentType
}

// defaultType is what a method sends unless told otherwise. A call to a URL that was
// handed out is the client's own, which knows no media type of a page.
func defaultType(m *method) string {
	if m.call.Body.Kind == model.StreamBody && m.service == nil {
		return "application/octet-stream"
	}
	if m.call.Body.Kind == model.StreamBody {
		return cmp.Or(m.call.Body.ContentType, "application/octet-stream")
	}
	return "application/json"
}

// queryOption writes one query parameter, by its own option where there is one that
// can say it.
func (l *layout) queryOption(q model.Field) {
	switch name := optionOf(q.Name); name {
	case "Select":
		if q.Value != "" && !strings.ContainsAny(q.Value, " ()") {
			l.option(name, strings.Split(q.Value, ",")...)
			return
		}
	case "Expand", "OrderBy", "Filter", "Search":
		l.option(name, q.Value)
		return
	case "Top", "Skip":
		if n, err := strconv.Atoi(q.Value); err == nil && itoa(n) == q.Value {
			l.put(", ", l.rest(name), "(", q.Value, ")")
			return
		}
	case "Count":
		if q.Value == "true" || q.Value == "false" {
			l.put(", ", l.rest(name), "(", q.Value, ")")
			return
		}
	}
	l.option("Query", q.Name, q.Value)
}

// optionOf names the runtime's option for a query parameter of OData, "" for none
// (OData URL Conventions 4.01, section 5.1).
func optionOf(parameter string) string {
	switch parameter {
	case "$select":
		return "Select"
	case "$expand":
		return "Expand"
	case "$orderby":
		return "OrderBy"
	case "$filter":
		return "Filter"
	case "$search":
		return "Search"
	case "$top":
		return "Top"
	case "$skip":
		return "Skip"
	case "$count":
		return "Count"
	}
	return ""
}
