package generator

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file describes the options of the calls that golden tests make: the documented
// query parameters and headers.

// options are the options for the documented query parameters and headers.
func options(t *test) []code.Option {
	req := t.example.Request
	var options []code.Option
	continues := t.method.call.Continues(req.Query)
	if continues {
		options = append(options, resume(req))
	}
	for _, q := range req.Query {
		if continues || t.method.sent(q.Name, false) {
			continue
		}
		options = append(options, queryOption(q))
	}
	if req.Method == "PATCH" && t.sends.Form == code.NilValue && !replaced(t) {
		options = append(options, option("NoBody")) // the page shows none, which is a mistake of a caller
	}
	for _, h := range req.Header {
		if hopByHop(h.Name) || t.method.sent(h.Name, true) {
			continue
		}
		switch strings.ToLower(h.Name) {
		case "prefer":
			options = append(options, option("Prefer", h.Value))
		case "if-match":
			options = append(options, option("IfMatch", h.Value))
		case "if-none-match":
			options = append(options, option("IfNoneMatch", h.Value))
		case "idempotency-key":
			options = append(options, option("IdempotencyKey", h.Value))
		case "content-type":
		default:
			options = append(options, option("Header", h.Name, h.Value))
		}
	}
	if replaced(t) {
		options = append(options, code.Option{Name: "Body", Args: []code.Value{text(req.ContentType), reader(req.Text)}})
	} else if ct := req.ContentType; ct != "" && !strings.EqualFold(ct, sentType(t)) {
		options = append(options, option("ContentType", ct))
	}
	if redirected(t.example) {
		options = append(options, option("NoRedirect"))
	}
	return options
}

// option is an option whose arguments are strings.
func option(name string, args ...string) code.Option {
	o := code.Option{Name: name}
	for _, a := range args {
		o.Args = append(o.Args, text(a))
	}
	return o
}

// replaced reports whether the request sends something else than what the method takes:
// a message as MIME for JSON, {} for nothing.
func replaced(t *test) bool {
	if t.method.call.Body.Kind == api.StreamBody {
		return false
	}
	return t.example.Request.JSON == nil && t.example.Request.Text != ""
}

// sentType is what the Content-Type of a test's request is unless its call says otherwise,
// "" for none.
func sentType(t *test) string {
	if req := t.example.Request; t.method.call.Body.Kind != api.StreamBody && req.JSON == nil && req.Text == "" {
		return ""
	}
	return defaultType(t.method)
}

// defaultType is what a method sends unless told otherwise. A call to a URL that was
// handed out is the client's own, which knows no media type of a page.
func defaultType(m *method) string {
	if m.call.Body.Kind == api.StreamBody && m.service == nil {
		return "application/octet-stream"
	}
	if m.call.Body.Kind == api.StreamBody {
		return cmp.Or(m.call.Body.ContentType, "application/octet-stream")
	}
	return cmp.Or(m.call.Body.ContentType, "application/json")
}

// queryOption is the option for a query parameter: its own where there is one that can
// say it.
func queryOption(q api.Field) code.Option {
	switch name := optionOf(q.Name); name {
	case "Select":
		if q.Value != "" && !strings.ContainsAny(q.Value, " ()") {
			return option(name, strings.Split(q.Value, ",")...)
		}
	case "Expand", "OrderBy", "Filter", "Search":
		return option(name, q.Value)
	case "Top", "Skip":
		if n, err := strconv.Atoi(q.Value); err == nil && itoa(n) == q.Value {
			return code.Option{Name: name, Args: []code.Value{number(q.Value)}}
		}
	case "Count":
		if q.Value == "true" || q.Value == "false" {
			return code.Option{Name: name, Args: []code.Value{{Form: code.BoolValue, Text: q.Value}}}
		}
	}
	return option("Query", q.Name, q.Value)
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
