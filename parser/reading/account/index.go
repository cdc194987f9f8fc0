package account

// This file indexes the model by the lines of pages that its parts come from.

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// index indexes what the evidence holds.
func (b *Book) index(e Evidence) {
	for _, t := range e.Catalog.All() {
		b.indexType(t)
	}
	for _, o := range e.Operations {
		b.operations[o.Op.Page] = append(b.operations[o.Op.Page], o)
		for _, q := range o.Op.Requests {
			b.indexRequest(o.Op, q)
		}
		if o.Result.Name != "" {
			b.add(o.Result.At, "result of "+o.Op.ID)
		}
		for _, p := range o.Op.Parameters {
			if p.At.Line > 0 {
				b.add(p.At, parameterName(o.Op, p))
			}
		}
	}
	for _, x := range e.Examples {
		// The page that shows an example may be another than that of its operation.
		page := x.Page
		b.examples[page] = append(b.examples[page], x)
	}
}

func (b *Book) add(at api.Place, what string) { b.things[at] = append(b.things[at], what) }

// indexType indexes a type's properties and members.
func (b *Book) indexType(t *api.Type) {
	name := odata.BareName(t.Name)
	for _, p := range t.Properties {
		if p.At.Line > 0 {
			b.add(p.At, "property "+name+"."+p.Name)
		}
	}
	for _, m := range t.Members {
		if m.At.Line > 0 {
			b.add(m.At, "member "+name+"."+m.Name)
		}
	}
}

// indexRequest indexes a template.
func (b *Book) indexRequest(op *api.Operation, q *api.Request) {
	if q.Inferred {
		return // it stands nowhere
	}
	b.add(api.Place{Page: op.Page, Line: q.Line}, requestName(q))
}

func requestName(q *api.Request) string {
	what := "request " + requestLine(q.Method, q.Template)
	if q.Skipped != "" {
		what += ", no method: " + q.Skipped
	}
	return what
}

func parameterName(op *api.Operation, p *api.Parameter) string {
	return "parameter " + p.Name + " of " + op.ID + ", " + string(p.In)
}

func requestLine(method, url string) string {
	if method == "" {
		return url
	}
	return method + " " + url
}
