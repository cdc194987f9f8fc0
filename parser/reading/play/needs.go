package play

// This file holds the query and the header of an example to what its method cannot do
// without.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// needs holds an example to the parameters that its page calls required, and to those that
// all request lines have. A header field that is text can be left empty, and is not sent
// then, so that the example is a test of what it shows. Other parameters no call can leave
// out.
func (f *fitter) needs(e *api.Example, q *parser.Request) {
	continues := e.Call.Continues(e.Request.Query) // which needs them no more
	for _, p := range e.Call.Needs {
		field := shown(e.Request, p)
		if field == nil && continues && p.In == api.InQuery {
			continue
		}
		if field != nil {
			f.need(field, p, q)
			continue
		}
		why := "the example has no " + what(p) + " " + report.Quote(p.Name) + ", which the page calls required"
		f.r.Add(f.page, q.URLPos, "required-missing", diag.Warning, why, "show it with a value, or do not call it required")
		if p.In != api.InHeader || p.Type != "Edm.String" {
			f.refuse(q.URLPos, why)
		}
	}
	for _, c := range e.Call.Fixed {
		if continues || slices.Contains(e.Request.Query, c) {
			continue
		}
		why := "the example has no query parameter " + report.Quote(c.Name+"="+c.Value) + ", which all request lines have"
		f.r.Add(f.page, q.URLPos, "required-missing", diag.Warning, why, "write the URL as the request line has it")
		f.refuse(q.URLPos, why)
	}
}

// shown is the field of a request for a parameter, nil where it has none. Names of header
// fields are the same in any case (RFC 9110, 5.1).
func shown(m *api.Message, p *api.Parameter) *api.Field {
	if p.In == api.InHeader {
		if i := slices.IndexFunc(m.Header, func(h api.Field) bool { return strings.EqualFold(h.Name, p.Name) }); i >= 0 {
			return &m.Header[i]
		}
		return nil
	}
	if i := slices.IndexFunc(m.Query, func(q api.Field) bool { return q.Name == p.Name }); i >= 0 {
		return &m.Query[i]
	}
	return nil
}

// need holds a value to its parameter's type. A value of the type stands in the place of a
// placeholder.
func (f *fitter) need(field *api.Field, p *api.Parameter, q *parser.Request) {
	if p.Collection {
		field.Value = asList(field.Value, p.Type, p.List)
		return
	}
	if p.Type == "Edm.String" {
		return
	}
	v := &relaxed.Value{Kind: odata.LiteralKind(field.Value, p.Type), Text: field.Value}
	_, text, fits := odata.FitScalar(v, p.Type)
	why := report.Quote(field.Value) + " is no value of " + report.Quote(p.Type) + ", the type of " + report.Quote(p.Name)
	switch {
	case fits:
	case odata.IsPlaceholder(field.Value):
		f.r.Add(f.page, q.URLPos, "argument-placeholder", diag.Warning, why, "show a real value, such as "+text)
		field.Value = text
	default:
		f.r.Add(f.page, q.URLPos, "argument-misfit", diag.Warning, why, "show a value of the type, or correct the type")
		f.refuse(q.URLPos, why)
	}
}

// what is a parameter in words.
func what(p *api.Parameter) string {
	if p.In == api.InHeader {
		return "header field"
	}
	return "query parameter"
}
