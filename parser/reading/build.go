package reading

// This phase runs the others in order: types first, then each page's operation
// on its own, then what needs all of them, then the examples.

import (
	"cmp"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/learn"
	"github.com/sdkscribe/sdkscribe/parser/reading/play"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// Build makes the API that the pages document: [Read] without what the pages have to
// show for it.
func Build(pages []*parser.Page) *api.API { return Read(pages).API }

// Read makes the API that the pages document. It never fails: what cannot be
// read is a diagnostic, and what cannot be called or tested says why. The order
// of the pages does not matter.
func Read(pages []*parser.Page) *ReadResult {
	pages = slices.SortedFunc(slices.Values(pages), func(a, b *parser.Page) int { return cmp.Compare(a.Path, b.Path) })
	r := &report.Reporter{}
	c, drafts := readPages(pages, r)
	learn.Bases(drafts, c)
	s := resolve.New(c, drafts, r)
	drafts = s.Resolve(drafts)
	learn.Members(drafts, c, r)
	result := &ReadResult{Statements: map[*api.Operation]calls.Statement{}}
	made := &api.API{Schema: api.Schema, Namespace: c.Namespace(), Operations: []*api.Operation{}, BaseURL: play.BaseURL(drafts)}
	methods := s.Methods(drafts)
	made.Methods, result.Blocks = play.Examples(s, drafts, methods, made.BaseURL)
	for _, d := range drafts {
		made.Operations = append(made.Operations, d.Op)
		result.Statements[d.Op] = d.Statement()
	}
	made.SetTypes(c.All())
	made.Diagnostics = gather(pages, r)
	result.API = made
	return result
}

// readPages reads the types, and drafts each page's operation. The two need nothing
// of each other at first and are done side by side.
func readPages(pages []*parser.Page, r *report.Reporter) (*types.Catalog, []*calls.Draft) {
	c, found := types.Declare(pages, r)
	var drafts []*calls.Draft
	var own report.Reporter
	wait := parallel.Go(func() { drafts = calls.Drafts(pages, c.Namespace(), &own) })
	c.Complete(found)
	wait()
	r.Found = append(r.Found, own.Found...)
	calls.ReadTypes(drafts, c, r)
	return c, drafts
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
