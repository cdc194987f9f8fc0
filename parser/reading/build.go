package reading

// This phase runs the others in order: types first, then each page's operation
// on its own, then what needs all of them, then the examples.

import (
	"cmp"
	"slices"
	"sync"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// Build makes the API that the pages document: [Read] without what the pages have to
// show for it.
func Build(pages []*parser.Page) *api.API { return Read(pages).API }

// Read makes the API that the pages document. It never fails: what cannot be
// read is a diagnostic, and what cannot be called or tested says why. The order
// of the pages does not matter.
func Read(pages []*parser.Page) *ReadResult {
	pages = slices.SortedFunc(slices.Values(pages), func(a, b *parser.Page) int { return cmp.Compare(a.Path, b.Path) })
	r := &reporter{}
	c, drafts := readPages(pages, r)
	learnBases(drafts, c)
	s := newResolver(c, drafts, r)
	drafts = s.resolve(drafts)
	learnMembers(drafts, c, r)
	result := &ReadResult{Statements: map[*api.Operation]Statement{}}
	made := &api.API{Schema: api.Schema, Namespace: c.namespace(), Operations: []*api.Operation{}, BaseURL: commonBase(drafts)}
	methods := s.methods(drafts)
	made.Methods, result.Blocks = playExamples(s, drafts, methods, made.BaseURL)
	for _, d := range drafts {
		made.Operations = append(made.Operations, d.op)
		result.Statements[d.op] = d.statement()
	}
	made.SetTypes(c.all())
	made.Diagnostics = gather(pages, r)
	result.API = made
	return result
}

// readPages reads the types, and drafts each page's operation. The two need nothing
// of each other at first and are done side by side.
func readPages(pages []*parser.Page, r *reporter) (*catalog, []*draft) {
	c, found := declareTypes(pages, r)
	var drafts []*draft
	var own reporter
	var drafting sync.WaitGroup
	drafting.Go(func() { drafts = draftPages(pages, c.namespace(), &own) })
	c.complete(found)
	drafting.Wait()
	r.found = append(r.found, own.found...)
	readTypes(drafts, c, r)
	return c, drafts
}

// gather collects the diagnostics of pages and phases, leaves out those that
// their page suppresses, and sorts them.
func gather(pages []*parser.Page, r *reporter) []diag.Diagnostic {
	byPath := make(map[string]*parser.Page, len(pages))
	out := []diag.Diagnostic{}
	for _, p := range pages {
		byPath[p.Path] = p
		out = append(out, p.Diagnostics...)
	}
	for _, d := range r.found {
		if p := byPath[d.File]; p == nil || !parser.Suppresses(p, d) {
			out = append(out, d)
		}
	}
	return diag.Sort(out)
}
