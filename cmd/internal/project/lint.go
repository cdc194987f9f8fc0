package project

import (
	"cmp"
	"context"
	"errors"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/cmd/internal/selection"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// LintOptions say what [Lint] is to do besides finding.
type LintOptions struct {
	// Fix corrects findings that have one right answer, before anything is reported.
	Fix bool
	// WriteBaseline writes a baseline with all findings.
	WriteBaseline bool
}

// Lint checks the pages that the settings name: all of them, even if the SDK takes only a
// few, but for those that exclude patterns match.
func Lint(ctx context.Context, s config.Settings, o LintOptions, progress Progress) (lint.Report, error) {
	failOn := diag.Severity(cmp.Or(s.Lint.FailOn, string(diag.Error)))
	if o.WriteBaseline && s.Lint.Baseline == "" {
		return lint.Report{}, errors.New("there is no baseline to write: name a file with --baseline or, in sdkscribe.yaml, with \"baseline\" below \"lint\"")
	}
	fixed := 0
	if o.Fix {
		var err error
		if fixed, err = fix(ctx, s, progress); err != nil {
			return lint.Report{}, err
		}
	}
	findings, err := lintOnce(ctx, s, progress, nil)
	if err != nil {
		return lint.Report{}, err
	}
	report, err := known(s, o, findings, failOn)
	report.Fixed = fixed
	return report, err
}

// known makes a report of the findings that are not in the baseline.
func known(s config.Settings, o LintOptions, findings []lint.Finding, failOn diag.Severity) (lint.Report, error) {
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

// maxFixes is how often all pages are read and fixed again. A misspelt type, for example,
// is found only after the JSON around it has been corrected.
const maxFixes = 4

// fix mends the pages, and returns how many findings it has mended.
func fix(ctx context.Context, s config.Settings, progress Progress) (int, error) {
	if err := s.CheckFix(); err != nil {
		return 0, err
	}
	all := 0
	for range maxFixes {
		fixed := 0
		_, err := lintOnce(ctx, s, progress, func(in lint.Input, folder *source.Folder, findings []lint.Finding) error {
			fixes, err := lint.Fixes(in, s.Lint, findings, folder.Parse)
			if err != nil {
				return err
			}
			for _, f := range fixes {
				if err := folder.Rewrite(f.Path, f.Content); err != nil {
					return err
				}
				fixed += f.Fixed
			}
			return nil
		})
		all += fixed
		if err != nil || fixed == 0 {
			return all, err
		}
	}
	return all, nil
}

// lintOnce reads the pages and returns the findings. It calls then, which may be nil, with
// them before it closes the folder.
func lintOnce(ctx context.Context, s config.Settings, progress Progress, then func(lint.Input, *source.Folder, []lint.Finding) error) ([]lint.Finding, error) {
	chosen, err := choose(s)
	if err != nil {
		return nil, err
	}
	chosen.rules = selection.Rules{}
	folder, err := open(ctx, s, chosen, nil, progress)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	p, err := read(ctx, s, folder, chosen, nil, progress)
	if err != nil {
		return nil, err
	}
	progress.report("checking pages", 0, 0)
	in := lint.Input{Pages: p.pages, Result: p.read, Names: p.Names, Docs: folder}
	findings, err := lint.Check(in, s.Lint)
	if err == nil && then != nil {
		err = then(in, folder, findings)
	}
	return findings, err
}
