package selection

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// This file reports rules that match nothing: mostly typing errors, or things that the
// pages no longer document.

// CodeUnmatched is the code of a pattern that matches nothing.
const CodeUnmatched = "pattern-unmatched"

// unmatched reports the rules that have matched nothing.
func (s *selector) unmatched() []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, r := range slices.Concat(s.include, s.exclude) {
		if !r.matched {
			out = append(out, Unmatched(r.Rule, r.key, s.hint(r)))
		}
	}
	return out
}

// Unmatched says that a rule of the list called key matches nothing. The hint
// may be "".
func Unmatched(r Rule, key, hint string) diag.Diagnostic {
	what := "documented request"
	switch r.Subject {
	case pattern.Resources:
		what = "resource"
	case pattern.Pages:
		what = "page"
	}
	if hint == "" {
		hint = "mend the pattern, or remove it"
	}
	return diag.Diagnostic{
		Code: CodeUnmatched, Severity: diag.Warning, File: r.File, Line: r.Line, Column: r.Column,
		Message: fmt.Sprintf("the %s pattern %q matches no %s", key, r.Text, what), Hint: hint,
	}
}

// hint says what may be meant by a rule that matches nothing.
func (s *selector) hint(r *rule) string {
	switch r.Subject {
	case pattern.Paths:
		return s.pathHint(r)
	case pattern.Resources:
		return s.resourceHint(r)
	}
	var pages []string
	for _, op := range s.api.Operations {
		pages = append(pages, op.Page)
	}
	for _, t := range s.api.Types {
		pages = append(pages, t.Page)
	}
	return r.NearestName(pages)
}

// pathHint returns a hint about a wrong method or a wrong segment.
func (s *selector) pathHint(r *rule) string {
	var paths, verbs []string
	for _, m := range s.api.Methods {
		paths = append(paths, s.paths[m])
		if r.Path(s.paths[m]) && !slices.Contains(verbs, m.Verb) {
			verbs = append(verbs, m.Verb)
		}
	}
	if len(verbs) > 0 {
		return "the pages document " + strings.Join(verbs, ", ") + " there"
	}
	return r.NearestPath(paths)
}

func (s *selector) resourceHint(r *rule) string {
	var short, full []string
	for _, t := range s.api.Types {
		if !r.Method("") && r.Resource(t.Name, s.relative(t.Name)) {
			return "no page documents such a request of " + t.Name
		}
		short, full = append(short, s.relative(t.Name)), append(full, t.Name)
	}
	if hint := r.NearestName(short); hint != "" {
		return hint
	}
	return r.NearestName(full)
}

// nothingLeft is the error of rules that select nothing.
func nothingLeft(unmatched []diag.Diagnostic) error {
	if len(unmatched) == 0 {
		return errors.New("the include and exclude patterns leave nothing of the API")
	}
	return fmt.Errorf("the include and exclude patterns leave nothing of the API: %s; %s", unmatched[0].Message, unmatched[0].Hint)
}
