// Package selection reduces an API to the part that an SDK is made of.
//
// It takes the whole API, after every page has been read and every name has been chosen,
// and leaves things out. What remains has the names, signatures and types that it has in an
// SDK of the whole API, so that a program still compiles when more is selected later.
//
// Documented requests are selected, which are the templates and examples of pages: those
// that an include pattern matches, or all where there is none, without those that an
// exclude pattern matches. A type is selected if a selected request reaches it (reach.go),
// or if an include pattern matches the type itself.
//
// Exclude patterns of pages are not handled here: such pages are not read at all.
package selection

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// A Rule is a pattern and where it is written.
type Rule struct {
	*pattern.Pattern
	// File is as in a [diag.Diagnostic], "" for a pattern of the command line.
	File         string
	Line, Column int
}

// Rules say what to select.
type Rules struct{ Include, Exclude []Rule }

// Everything reports whether the rules take all of an API.
func (r Rules) Everything() bool {
	return len(r.Include) == 0 && !slices.ContainsFunc(r.Exclude, func(x Rule) bool { return x.Subject != pattern.Pages })
}

// Select returns the part of an API that the rules select. It does not change the API. The
// diagnostics of the part are those about pages of which something is selected, and new
// ones about rules that match nothing. [api.API.Type] still finds every type.
//
// The error says that nothing is selected.
func Select(a *api.API, rules Rules) (*api.API, error) {
	if rules.Everything() {
		return a, nil
	}
	s := newSelector(a, rules)
	out := *a
	out.Operations = s.operations()
	out.Methods = kept(a.Methods, s.methods)
	out.Types = s.types(&out)
	unmatched := s.unmatched()
	if len(out.Operations)+len(out.Types) == 0 {
		return nil, nothingLeft(unmatched)
	}
	out.Diagnostics = diag.Sort(append(s.diagnostics(&out), unmatched...))
	return &out, nil
}

// A selector is the state of selecting from one API.
type selector struct {
	api              *api.API
	include, exclude []*rule
	paths            map[*api.Method]string // as patterns take them
	methods          map[*api.Method]bool   // the selected ones
}

// A rule is a [Rule] that remembers whether it has matched anything.
type rule struct {
	Rule
	key     string // "include" or "exclude"
	matched bool
}

func newSelector(a *api.API, rules Rules) *selector {
	s := &selector{api: a, paths: make(map[*api.Method]string, len(a.Methods)), methods: map[*api.Method]bool{}}
	for _, m := range a.Methods {
		s.paths[m] = pathText(m.Path)
	}
	for _, r := range rules.Include {
		s.include = append(s.include, &rule{Rule: r, key: "include"})
	}
	for _, r := range rules.Exclude {
		if r.Subject != pattern.Pages {
			s.exclude = append(s.exclude, &rule{Rule: r, key: "exclude"})
		}
	}
	return s
}

// A subject is what a pattern may match: a request, or a type.
type subject struct {
	page     string
	resource string
	// method and paths are a request's: the path as the SDK has it, and as the
	// page writes it. A type has none, nor an operation without requests.
	method string
	paths  []string
}

// takes reports whether the rules select a subject. It tries every rule, so that rules that
// match nothing can be reported.
func (s *selector) takes(x subject) bool {
	included, excluded := len(s.include) == 0, false
	for _, r := range s.include {
		if s.matches(r, x) {
			r.matched, included = true, true
		}
	}
	for _, r := range s.exclude {
		if s.matches(r, x) {
			r.matched, excluded = true, true
		}
	}
	return included && !excluded
}

// matches reports whether a rule matches a subject.
func (s *selector) matches(r *rule, x subject) bool {
	switch r.Subject {
	case pattern.Paths:
		return r.Method(x.method) && slices.ContainsFunc(x.paths, r.Path)
	case pattern.Resources:
		return r.Method(x.method) && r.Resource(x.resource, s.relative(x.resource))
	}
	return r.Page(x.page)
}

// relative is a type's name without the API's own namespace.
func (s *selector) relative(name string) string {
	if ns := s.api.Namespace + "."; ns != "." && len(name) > len(ns) && strings.EqualFold(name[:len(ns)], ns) {
		return name[len(ns):]
	}
	return name
}

// operations returns the operations that something is taken of, with the
// requests and examples that are taken.
func (s *selector) operations() []*api.Operation {
	taken := make([][]*api.Request, len(s.api.Operations))
	for i, op := range s.api.Operations {
		for _, r := range op.Requests {
			if !s.takes(s.request(op, r)) {
				continue
			}
			taken[i] = append(taken[i], r)
			if r.Call != nil {
				s.methods[r.Call] = true
			}
		}
	}
	out := []*api.Operation{}
	for i, op := range s.api.Operations {
		examples := s.examples(op, len(taken[i]) > 0)
		if len(taken[i])+len(examples) == 0 &&
			(len(op.Requests) > 0 || !s.takes(subject{page: op.Page, resource: op.Resource})) {
			continue
		}
		part := *op
		part.Requests, part.Examples = taken[i], examples
		if part.Requests == nil {
			part.Requests = []*api.Request{}
		}
		out = append(out, &part)
	}
	return out
}

// request returns a documented request as a subject of the rules.
func (s *selector) request(op *api.Operation, r *api.Request) subject {
	x := subject{page: op.Page, resource: op.Resource, method: r.Method, paths: []string{rawText(r.Template)}}
	if path := s.paths[r.Call]; r.Call != nil && path != x.paths[0] {
		x.paths = append(x.paths, path)
	}
	return x
}

// examples returns the selected examples of an operation: those that call selected
// methods, and those that call no method.
func (s *selector) examples(op *api.Operation, taken bool) []*api.Example {
	out := []*api.Example{}
	for _, e := range op.Examples {
		if (e.Call == nil || e.Call.Path == nil) && taken ||
			s.methods[e.Call] && s.takes(subject{op.Page, op.Resource, e.Call.Verb, []string{s.paths[e.Call]}}) {
			out = append(out, e)
		}
	}
	return out
}

// types returns the types that what is selected reaches, in the model's order.
func (s *selector) types(selected *api.API) []*api.Type {
	r := newReach(s.api)
	for _, m := range selected.Methods {
		r.method(m)
	}
	for _, op := range selected.Operations {
		r.operation(op)
	}
	for _, t := range s.api.Types {
		// Without a pattern that names it, a type is selected only because of requests.
		if s.takes(subject{page: t.Page, resource: t.Name}) && len(s.include) > 0 {
			r.place(t)
		}
	}
	return kept(s.api.Types, r.reached())
}

// kept returns those of list that are in set.
func kept[T comparable](list []T, set map[T]bool) []T {
	out := []T{}
	for _, x := range list {
		if set[x] {
			out = append(out, x)
		}
	}
	return out
}

// diagnostics returns those about pages of which something is selected or that an include
// pattern matches, and those about other files: a file that could not be read may contain
// something that is to be selected.
func (s *selector) diagnostics(selected *api.API) []diag.Diagnostic {
	known, taken := map[string]bool{}, map[string]bool{}
	note := func(set map[string]bool, a *api.API) {
		for _, op := range a.Operations {
			set[op.Page] = true
		}
		for _, t := range a.Types {
			set[t.Page] = true
		}
	}
	note(known, s.api)
	note(taken, selected)
	return slices.DeleteFunc(slices.Clone(s.api.Diagnostics), func(d diag.Diagnostic) bool {
		if taken[d.File] || !known[d.File] && d.Severity == diag.Error {
			return false
		}
		return !slices.ContainsFunc(s.include, func(r *rule) bool { return r.Page(d.File) })
	})
}
