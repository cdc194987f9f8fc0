package model

// This phase runs the others in order: types first, then each page's operation
// on its own, then what needs all of them, then the examples.

import (
	"cmp"
	"slices"
	"sync"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/parser"
)

// Build makes the API that the pages document. It never fails: what cannot be
// read is a diagnostic, and what cannot be called or tested says why. The order
// of the pages does not matter.
func Build(pages []*parser.Page) *API {
	pages = slices.SortedFunc(slices.Values(pages), func(a, b *parser.Page) int { return cmp.Compare(a.Path, b.Path) })
	r := &reporter{}
	c, drafts := readPages(pages, r)
	s := &resolver{c: c, r: r}
	var voting sync.WaitGroup
	voting.Go(func() { s.nav = newNavigator(c, drafts) }) // which asks nothing of bases
	s.learnBases(drafts)
	c.boundInheritance()
	voting.Wait()
	s.nav.settle()
	s.countListed(drafts)
	for _, d := range drafts {
		s.spell(d)
		s.settle(d)
		s.inferResult(d)
	}
	var all []*draft
	for _, d := range drafts {
		all = append(all, s.split(d)...)
	}
	drafts = all
	s.learnMembers(drafts)
	api := &API{Schema: Schema, Namespace: c.namespace(), Operations: []*Operation{}, BaseURL: commonBase(drafts)}
	methods := s.methods(drafts)
	api.Methods = s.readExamples(drafts, methods, api.BaseURL)
	for _, d := range drafts {
		api.Operations = append(api.Operations, d.op)
	}
	api.Types = c.all()
	api.types = c.types
	api.Diagnostics = gather(pages, r)
	return api
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

// spell puts the names in a page's templates into the API's own spelling.
func (s *resolver) spell(d *draft) {
	for _, v := range d.verbs {
		if name := s.nav.canonical(v.Path); name != "" {
			s.r.add(d.page, v.pos, "template-case", diag.Info, "the template spells "+quote(name)+" in another case than the resource page", "write "+quote(name))
		}
	}
}

// readExamples matches and fits the examples of all drafts. It returns the
// methods with those added that only examples document.
func (s *resolver) readExamples(drafts []*draft, methods []*Method, base string) []*Method {
	m := newMatcher(s, drafts, base)
	for _, d := range drafts {
		if d.branch {
			continue
		}
		for _, p := range d.pairs {
			m.example(d, p)
		}
	}
	s.c.indexProperties()
	untyped := make([][]*Type, len(m.matched))
	each(len(m.matched), s.r, func(i int, r *reporter) { untyped[i] = m.matched[i].fit(s, r) })
	for _, t := range slices.Concat(untyped...) {
		t.Untyped = true
	}
	methods = append(methods, m.made...)
	sortMethods(methods)
	return methods
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
