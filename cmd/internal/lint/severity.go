package lint

import (
	"fmt"
	"path"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/nearest"
)

// Severities. A finding has the severity that it is reported with. The configuration can
// give a rule another one, for all pages and then for some. The last entry that applies
// counts, so that lists go from the general to the particular.

// off is the severity of rules that report nothing.
const off diag.Severity = "off"

// A policy is the lint section of the configuration.
type policy struct {
	rules []config.Severity
	paths []config.LintPaths
}

// compile checks the settings: every rule and every severity has to exist.
func compile(s config.Lint) (*policy, error) {
	for _, r := range s.Rules {
		if err := checkSeverity(r); err != nil {
			return nil, err
		}
	}
	for _, o := range s.Paths {
		for _, p := range o.Pages {
			if !doublestar.ValidatePattern(p.Text) {
				return nil, fmt.Errorf("%s%q is no pattern of pages: a bracket, a brace or a backslash in it is left open", p.Position(), p.Text)
			}
		}
		for _, r := range o.Rules {
			if err := checkSeverity(r); err != nil {
				return nil, err
			}
		}
	}
	return &policy{s.Rules, s.Paths}, nil
}

func checkSeverity(r config.Severity) error {
	switch diag.Severity(r.Severity) {
	case diag.Error, diag.Warning, diag.Info, off:
	default:
		return fmt.Errorf("%sthere is no severity %q; write error, warning, info or off", r.Position(), r.Severity)
	}
	codes := Codes()
	for _, code := range codes {
		if ok, err := path.Match(r.Rule, code); err == nil && ok {
			return nil
		}
	}
	return fmt.Errorf("%sthere is no rule %q; %s", r.Position(), r.Rule, suggestion(r.Rule))
}

// suggestion returns a hint about a rule that does not exist.
func suggestion(code string) string {
	if near := nearest.Word(code, Codes()); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "\"sdkscribe lint --explain all\" lists them"
}

// severity returns the severity that a diagnostic is to have.
func (p *policy) severity(d diag.Diagnostic) diag.Severity {
	s := severityOf(p.rules, d.Code, d.Severity)
	for _, o := range p.paths {
		if matchesPage(o.Pages, d.File) {
			s = severityOf(o.Rules, d.Code, s)
		}
	}
	return s
}

// severityOf returns the severity that the last rule about a code gives it, s where there
// is none.
func severityOf(rules []config.Severity, rule string, s diag.Severity) diag.Severity {
	for _, r := range rules {
		if ok, err := path.Match(r.Rule, rule); err == nil && ok {
			s = diag.Severity(r.Severity)
		}
	}
	return s
}

// matchesPage reports whether one of the patterns matches a page.
func matchesPage(pages []config.Pattern, page string) bool {
	for _, p := range pages {
		if ok, err := doublestar.Match(p.Text, page); err == nil && ok {
			return true
		}
	}
	return false
}
