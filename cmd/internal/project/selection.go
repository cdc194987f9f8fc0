package project

import (
	"path/filepath"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/pattern"
	"github.com/sdkscribe/sdkscribe/cmd/internal/selection"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// A choice is what the settings take of a reference.
type choice struct {
	rules    selection.Rules
	excluded *skipper
}

// choose reads the patterns of the settings.
func choose(s config.Settings) (*choice, error) {
	r, err := rules(s)
	if err != nil {
		return nil, err
	}
	return &choice{rules: r, excluded: newSkipper(r)}, nil
}

// rules reads the patterns of the settings.
func rules(s config.Settings) (selection.Rules, error) {
	var r selection.Rules
	for _, list := range []struct {
		patterns config.Patterns
		to       *[]selection.Rule
	}{{s.Include, &r.Include}, {s.Exclude, &r.Exclude}} {
		for _, p := range list.patterns {
			parsed, err := pattern.Parse(p.Text)
			if err != nil {
				return selection.Rules{}, err // of settings that nobody has checked
			}
			*list.to = append(*list.to, selection.Rule{Pattern: parsed, File: belowDocs(s.Docs, p.File), Line: p.Line, Column: p.Column})
		}
	}
	return r, nil
}

// belowDocs is the name of a file as diagnostics have it.
func belowDocs(docs, name string) string {
	if name == "" {
		return ""
	}
	if rel, err := filepath.Rel(docs, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// A skipper keeps the pages that exclude patterns match from being read.
type skipper struct {
	rules   []selection.Rule
	matched map[*pattern.Pattern]bool
	pages   []string
}

func newSkipper(r selection.Rules) *skipper {
	s := &skipper{matched: map[*pattern.Pattern]bool{}}
	for _, x := range r.Exclude {
		if x.Subject == pattern.Pages {
			s.rules = append(s.rules, x)
		}
	}
	return s
}

// skip returns what [source.Options] takes, nil where there is nothing to skip.
func (s *skipper) skip() func(string) bool {
	if len(s.rules) == 0 {
		return nil
	}
	return func(page string) bool {
		s.pages = append(s.pages, page)
		matched := false
		for _, r := range s.rules {
			if r.Page(page) {
				s.matched[r.Pattern], matched = true, true
			}
		}
		return matched
	}
}

// unmatched reports the patterns that have matched no page.
func (s *skipper) unmatched() []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, r := range s.rules {
		if !s.matched[r.Pattern] {
			out = append(out, selection.Unmatched(r, "exclude", r.NearestName(s.pages)))
		}
	}
	return out
}
