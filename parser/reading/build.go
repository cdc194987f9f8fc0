package reading

// This phase runs the others in order: types first, then each page's operation
// on its own, then what needs all of them, then the examples.

import (
	"cmp"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading/account"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/learn"
	"github.com/sdkscribe/sdkscribe/parser/reading/play"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// Build makes the API that the pages document: [Read] without what the pages have to
// show for it.
func Build(pages []*parser.Page) *api.API { return Read(pages, nil).API }

// Read makes the API that the pages document, of a service whose habits the pages tell, or
// the user where service says so. It never fails: what cannot be
// read is a diagnostic, and what cannot be called or tested says why. The order
// of the pages does not matter.
func Read(pages []*parser.Page, service api.Service) *Result {
	pages = slices.SortedFunc(slices.Values(pages), func(a, b *parser.Page) int { return cmp.Compare(a.Path, b.Path) })
	r := &report.Reporter{}
	convention, habits := conventionOf(pages, service, r)
	catalog := types.Read(pages, convention, r)
	drafts := calls.Read(pages, catalog, r)
	habits = append(habits, learn.Discriminators(catalog, typeMember(service))...)
	learn.Bases(drafts, catalog)
	learn.Navigations(drafts, catalog)
	catalog.BoundInheritance()
	resolver := resolve.New(catalog, drafts, r)
	operations := resolver.Resolve(drafts)
	jobs, said := resolver.Jobs(operations, service)
	convention.Jobs, habits = jobs, append(habits, said...)
	learn.Bodies(sentTables(drafts, operations), catalog, r)
	learn.Members(answers(operations), catalog, r)
	bodies := shownBodies(operations, convention.Wrapper)
	learn.Scalars(bodies, catalog, r)
	values, written := learn.Forms(bodies, catalog, service, r)
	convention.Values, habits = values, append(habits, written...)
	paging, pagingHabits := pagingOf(pages, operations, catalog, service, r)
	convention.Paging, habits = commonPaging(paging), append(habits, pagingHabits...)
	matches, methods := resolver.Match(operations, resolver.Methods(operations, paging))
	resolver.Keys(matches, methods)
	examples, facts := play.Examples(catalog, matches, r)
	catalog.Apply("play", facts...)

	result := &Result{
		API:        &api.API{Schema: api.Schema, Convention: convention, Habits: habits, Errors: commonErrors(pages, operations, convention), Namespace: catalog.Namespace(), BaseURL: resolve.BaseURL(operations), Address: resolve.Address(operations), Operations: []*api.Operation{}, Methods: methods},
		Blocks:     map[*api.Example]play.Blocks{},
		Statements: map[*api.Operation]calls.Statement{},
	}
	for _, x := range examples {
		x.Operation.Examples = append(x.Operation.Examples, x.Example)
		result.Blocks[x.Example] = x.Blocks
	}
	for _, o := range operations {
		result.API.Operations = append(result.API.Operations, o.Op)
		result.Statements[o.Op] = o.Statement()
	}
	result.API.SetTypes(catalog.All())
	shown := illustrated(pages, result.API)
	unread(pages, result.API, shown, r)
	result.Account = accountOf(account.Evidence{Pages: pages, Catalog: catalog, Operations: operations, Examples: examples, Illustrated: shown, Found: r.Found}, r)
	result.API.Diagnostics = gather(pages, r)
	return result
}

// accountOf draws up the account of the pages, and reports what nothing has become of.
func accountOf(e account.Evidence, r *report.Reporter) *account.Book {
	book := account.New(e)
	known := len(r.Found)
	book.Report(e.Pages, r)
	book.Close(r.Found[known:])
	return book
}

// sentTables lists what the pages of calls that create and update say in tables of what
// these send.
func sentTables(drafts []*calls.Draft, operations []*resolve.Operation) []learn.Body {
	tables := make(map[*parser.Page]*calls.Draft, len(drafts))
	for _, d := range drafts {
		tables[d.Page] = d
	}
	var list []learn.Body
	for i, o := range operations {
		d := tables[o.Page]
		// The table of a page with several operations may be about any of them.
		several := i+1 < len(operations) && operations[i+1].Page == o.Page || i > 0 && operations[i-1].Page == o.Page
		if d == nil || several || o.Op.Body.Name == "" {
			continue
		}
		switch o.Op.Kind {
		case api.KindCreate, api.KindUpdate, api.KindReplace:
			b := learn.Body{Page: o.Page, Type: o.Op.Body.Name, Rows: d.Op.Parameters}
			for _, p := range d.Exchanges {
				if q := p.Asked; q.Body.JSON != nil {
					b.Shown = append(b.Shown, q.Body.JSON.Value)
				}
			}
			list = append(list, b)
		}
	}
	return list
}

// answers lists the successful responses that the pages show to their own calls.
func answers(operations []*resolve.Operation) []learn.Answer {
	var list []learn.Answer
	for _, o := range operations {
		for _, p := range o.Exchanges {
			if p.Unrelated || p.Answer == nil || calls.Empty(p.Answer) || p.Answer.Response != nil && p.Answer.Response.Status >= 300 {
				continue
			}
			list = append(list, learn.Answer{Page: o.Page, Block: p.Answer, Result: o.Op.Response.Name, Wrapper: o.Op.Response.Wrapper})
		}
	}
	return list
}

// shownBodies lists the JSON bodies that pages show, of requests and of successful responses,
// which wrapper may be around.
func shownBodies(operations []*resolve.Operation, wrapper string) []learn.Shown {
	var list []learn.Shown
	for _, o := range operations {
		for _, p := range o.Exchanges {
			if p.Unrelated {
				continue
			}
			if p.Asked != nil && p.Asked.Body.JSON != nil {
				shown := learn.Shown{Page: o.Page, JSON: p.Asked.Body.JSON, Type: o.Op.Body.Name}
				if o.Op.Kind == api.KindAction {
					shown.Params = o.Op.In(api.InBody)
				}
				list = append(list, shown)
			}
			if a := p.Answer; a != nil && a.Response != nil && a.Response.Body.JSON != nil && a.Response.Status < 300 {
				list = append(list, learn.Shown{Page: o.Page, JSON: a.Response.Body.JSON, Type: o.Op.Response.Name, Wrapper: cmp.Or(o.Op.Response.Wrapper, wrapper), Answer: true})
			} else if a != nil && a.Response == nil && a.JSON != nil {
				list = append(list, learn.Shown{Page: o.Page, JSON: a.JSON, Type: o.Op.Response.Name, Wrapper: cmp.Or(o.Op.Response.Wrapper, wrapper), Answer: true})
			}
		}
	}
	return list
}

// gather collects the diagnostics of pages and phases, leaves out those that
// their page suppresses, and sorts them.
func gather(pages []*parser.Page, r *report.Reporter) []diag.Diagnostic {
	byPath := make(map[string]*parser.Page, len(pages))
	out := []diag.Diagnostic{}
	for _, p := range pages {
		byPath[p.Path] = p
		out = append(out, p.Diagnostics...)
	}
	for _, d := range r.Found {
		if p := byPath[d.File]; p == nil || !parser.Suppresses(p, d) {
			out = append(out, d)
		}
	}
	return diag.Sort(out)
}
