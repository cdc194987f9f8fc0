// Package lint finds what is wrong with pages, for those who write them.
//
// Pages and the model made of them go in; a [Report] of findings comes out. Diagnostics of
// the parser, of the model and of the generator are findings. This package adds those that
// matter to readers of the pages and not to an SDK: links that lead nowhere, examples that
// show less than their resource has, rows that a table lacks. Every finding belongs to a
// rule of one catalogue (see [Rules]). The configuration may give a rule another severity,
// for all pages or for some. Findings of a baseline are left out, so that old mistakes do
// not hide new ones.
//
// Rules look at pages and at the model, not at the text of the markdown. The exceptions are
// in text.go.
package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// A Docs is a folder of pages: their texts, and what else is there.
type Docs interface {
	// Text returns a page as it is written, nil where there is no such page.
	Text(path string) []byte
	// Look says what stands at a path below the folder.
	Look(path string) source.Kind
	// Names lists what is in a folder below the folder.
	Names(dir string) []string
}

// Input is what is checked: the pages, the model that was made of them, the names that an
// SDK has for it, the diagnostics, and the folder.
type Input struct {
	Pages []*parser.Page
	// What was read from them.
	*reading.Result
	// Names say which examples an SDK has a test for. Where they are nil, those that
	// call a method count.
	Names *generator.Names
	Docs  Docs
}

// A Finding is a diagnostic that no setting turns off, with the line that it is about.
type Finding struct {
	diag.Diagnostic
	// Source is the line that it is about, without its line end; "" where it is
	// about a file that is no page. Of a line beyond [limits.SourceLine] it is the
	// beginning, and "" where the place is behind that.
	Source string `json:"source"`
	// Fixable is true where "lint --fix" fixes it.
	Fixable bool `json:"fixable"`
}

// A Report is the outcome of a check.
type Report struct {
	// Findings are in the order of pages and places.
	Findings []Finding `json:"findings"`
	// Pages is the number of pages with findings.
	Pages    int `json:"pages"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	// Known counts the findings that are in the baseline and not among Findings. Gone
	// counts the entries of the baseline that are not found any more.
	Known int `json:"known"`
	Gone  int `json:"gone"`
	// Fixed counts the findings that were fixed.
	Fixed int `json:"fixed"`
	// Fails is true where a finding has the severity that fails a check, or a graver one.
	Fails bool `json:"fails"`
}

// Check returns the findings about the input that the settings do not turn off. The error
// says what is wrong with the settings.
func Check(in Input, s config.Lint) ([]Finding, error) {
	p, err := compile(s)
	if err != nil {
		return nil, err
	}
	found := slices.Concat(in.API.Diagnostics, inspect(in))
	texts := newTexts(in.Docs)
	var out []Finding
	for _, d := range gathered(diag.Sort(found)) {
		if d.Severity = p.severity(d); d.Severity == off {
			continue
		}
		out = append(out, Finding{Diagnostic: d, Source: texts.source(d)})
	}
	markFixable(out, in, texts)
	return out, nil
}

// gathered returns sorted diagnostics. Those that say of many pages that they include the
// same file outside the folder become one.
func gathered(ds []diag.Diagnostic) []diag.Diagnostic {
	out := make([]diag.Diagnostic, 0, len(ds))
	first, more := map[string]int{}, map[int]int{}
	for _, d := range ds {
		if d.Code == parser.CodeIncludeOutside {
			if i, ok := first[d.Message]; ok {
				more[i]++
				continue
			}
			first[d.Message] = len(out)
		}
		out = append(out, d)
	}
	for i, n := range more {
		out[i].Message += fmt.Sprintf("; so it is in %d other places", n)
	}
	return out
}

// inspect applies the rules of this package, and leaves out findings that pages suppress.
func inspect(in Input) []diag.Diagnostic {
	c := &checker{Input: in, pages: map[string]*parser.Page{}, texts: newTexts(in.Docs), count: map[string]int{}}
	for _, p := range in.Pages {
		c.pages[p.Path] = p
	}
	c.links()
	c.names()
	c.permissions()
	c.responses()
	c.members()
	c.requests()
	return slices.DeleteFunc(c.found, func(d diag.Diagnostic) bool { return parser.Suppresses(c.pages[d.File], d) })
}

// A checker collects what the rules find.
type checker struct {
	Input
	pages map[string]*parser.Page
	texts *texts
	found []diag.Diagnostic
	count map[string]int // of findings, by page
}

// maxFindings is how many findings of this package one page can have. Pages that people
// write have fewer; the bound limits the time that others take.
const maxFindings = 2000

// crowded reports whether a page has all the findings that it can have.
func (c *checker) crowded(page string) bool { return c.count[page] > maxFindings }

// report adds a finding at a position of a page.
func (c *checker) report(page string, pos parser.Pos, code string, severity diag.Severity, message, hint string) {
	if c.count[page]++; c.count[page] == maxFindings {
		code, severity = parser.CodeTooMany, diag.Warning
		message, hint = fmt.Sprintf("there is more to find fault with on this page than %d times", maxFindings), "correct what is found, then run again"
	}
	if c.crowded(page) {
		return
	}
	c.found = append(c.found, diag.Diagnostic{
		Code: code, Severity: severity, File: page, Line: max(pos.Line, 1), Column: max(pos.Column, 1), Message: message, Hint: hint,
	})
}

// NewReport returns a report of findings. Findings of the severity failOn or a graver one
// make it fail.
func NewReport(findings []Finding, failOn diag.Severity) Report {
	r := Report{Findings: findings}
	if findings == nil {
		r.Findings = []Finding{}
	}
	pages := map[string]bool{}
	for _, f := range findings {
		pages[f.File] = true
		switch f.Severity {
		case diag.Error:
			r.Errors++
		case diag.Warning:
			r.Warnings++
		default:
			r.Infos++
		}
		r.Fails = r.Fails || rank(f.Severity) >= rank(failOn)
	}
	r.Pages = len(pages)
	return r
}

// rank orders severities by how much they matter.
func rank(s diag.Severity) int {
	return cmp.Or(slices.Index([]diag.Severity{off, diag.Info, diag.Warning, diag.Error}, s), 0)
}
