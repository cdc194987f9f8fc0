package project

import (
	"cmp"
	"context"
	"errors"

	"github.com/sdkscribe/sdkscribe/internal/config"
	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/internal/lint"
	"github.com/sdkscribe/sdkscribe/internal/selection"
)

// LintOptions say what [Lint] is to do besides finding.
type LintOptions struct {
	// WriteBaseline makes all that is found known.
	WriteBaseline bool
}

// Lint checks the pages that the settings name. All pages are checked, however
// little of them the SDK takes; those that exclude patterns are over are not there.
func Lint(ctx context.Context, s config.Settings, o LintOptions, progress Progress) (lint.Report, error) {
	failOn := diag.Severity(cmp.Or(s.Lint.FailOn, string(diag.Error)))
	if o.WriteBaseline && s.Lint.Baseline == "" {
		return lint.Report{}, errors.New("there is no baseline to write: name a file with --baseline or, in sdkscribe.yaml, with \"baseline\" below \"lint\"")
	}
	findings, err := lintOnce(ctx, s, progress)
	if err != nil {
		return lint.Report{}, err
	}
	if s.Lint.Baseline == "" {
		return lint.NewReport(findings, failOn), nil
	}
	if o.WriteBaseline {
		if err := lint.MakeBaseline(findings).Write(s.Lint.Baseline); err != nil {
			return lint.Report{}, err
		}
	}
	baseline, err := lint.ReadBaseline(s.Lint.Baseline)
	if err != nil {
		return lint.Report{}, err
	}
	unknown, known, gone := baseline.Unknown(findings)
	report := lint.NewReport(unknown, failOn)
	report.Known, report.Gone = known, gone
	return report, nil
}

// lintOnce reads the pages and returns what is found.
func lintOnce(ctx context.Context, s config.Settings, progress Progress) ([]lint.Finding, error) {
	chosen, err := choose(s)
	if err != nil {
		return nil, err
	}
	chosen.rules = selection.Rules{}
	folder, err := open(ctx, s, chosen, progress)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	p, err := read(ctx, s, folder, chosen, nil, progress)
	if err != nil {
		return nil, err
	}
	progress.report("checking pages", 0, 0)
	return lint.Check(lint.Input{Pages: p.pages, API: p.API, Docs: folder}, s.Lint)
}
