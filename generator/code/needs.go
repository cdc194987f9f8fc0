package code

import (
	"net/url"
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file writes what methods send in the query and the header of every call: arguments,
// and parameters that have one value.
//
// Those of the query are part of the URL's pattern, so that a link to a page, which has
// them already, takes their place together with that of the path. Fields of the header are
// options in front of the caller's, who may override both.

// A Need describes an argument for the query or the header.
type Need struct {
	Arg
	Name   string // as it is sent
	Header bool
	// Literal is whether the value stands in the query as a literal of OData, in quotes.
	Literal bool
}

// A Fixed is a query parameter that has one value.
type Fixed struct{ Name, Value string }

// positional are all arguments in front of the body.
func (m *Method) positional() []Arg {
	args := append([]Arg(nil), m.Args...)
	for _, n := range m.Needs {
		args = append(args, n.Arg)
	}
	return args
}

// inURL are the arguments for the placeholders of the URL's pattern.
func (m *Method) inURL() []Arg {
	args := append([]Arg(nil), m.Args...)
	for _, n := range m.Needs {
		if !n.Header {
			args = append(args, n.Arg)
		}
	}
	return args
}

// target is the pattern of the URL: the path, and the query that all calls have.
func (m *Method) target() string {
	var query []string
	for _, f := range m.Fixed {
		query = append(query, url.QueryEscape(f.Name)+"="+url.QueryEscape(f.Value))
	}
	for _, n := range m.Needs {
		if !n.Header {
			query = append(query, n.field())
		}
	}
	if len(query) == 0 {
		return m.Path
	}
	return m.Path + "?" + strings.Join(query, "&")
}

// field is the parameter in the pattern of a URL. The name of an alias begins with @.
func (n *Need) field() string {
	name := url.QueryEscape(n.Name)
	if rest, ok := strings.CutPrefix(n.Name, "@"); ok {
		name = "@" + rest
	}
	if n.Literal {
		return name + "='{" + n.Arg.Name + "}'"
	}
	return name + "={" + n.Arg.Name + "}"
}

// withOptions are the options of the call: some of the method's own and those that its
// arguments make, and behind them the caller's.
func (m *Method) withOptions(p packages, own ...jen.Code) *jen.Statement {
	for i := range m.Needs {
		if n := &m.Needs[i]; n.Header {
			own = append(own, n.sent(p))
		}
	}
	if len(own) == 0 {
		return jen.Id("opts")
	}
	return jen.Append(jen.Index().Add(p.runtime("Option")).Values(own...), jen.Id("opts").Op("..."))
}

// options are the options of the call as they are handed on one by one.
func (m *Method) options(p packages) jen.Code { return m.withOptions(p).Op("...") }

// sent is the option that sends the argument in the header. An empty text sends none: there
// are examples that do without, and calls that are made like them.
func (n *Need) sent(p packages) jen.Code {
	switch strings.ToLower(n.Name) {
	case "if-match":
		return p.runtime("IfMatch").Call(n.text(p))
	case "if-none-match":
		return p.runtime("IfNoneMatch").Call(n.text(p))
	case "idempotency-key":
		return p.runtime("IdempotencyKey").Call(n.text(p))
	}
	if strings.Contains(strings.ToLower(n.Name), "idempotency") {
		return p.runtime("IdempotencyKeyAs").Call(text(n.Name), n.text(p))
	}
	return p.runtime("Header").Call(text(n.Name), n.text(p))
}

// arguments adds the arguments for the query and the header to a comment.
func arguments(doc *comment, args []ParamDoc) {
	for i, a := range args {
		if i == 0 {
			doc.paragraph("Arguments:")
		}
		where := "query parameter "
		if a.Header {
			where = "header field "
		}
		doc.add(a.Name, ", the ", where, a.Sent)
		if a.Description != "" {
			doc.add(": ", a.Description)
		}
		doc.item("")
	}
}
