// Package project runs the phases of sdkscribe one after the other, the way
// every command needs them: settings, pages, model, names, selection,
// files, output.
//
// It is the only place that knows their order. Each phase takes the result of
// the one before it and is a package of its own; nothing here looks inside.
package project

import (
	"context"
	"errors"
	"slices"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/internal/config"
	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/internal/model"
	"github.com/sdkscribe/sdkscribe/internal/output"
	"github.com/sdkscribe/sdkscribe/internal/selection"
	"github.com/sdkscribe/sdkscribe/internal/source"
	"github.com/sdkscribe/sdkscribe/parser"
)

// Progress is told what is being done, and how far it is: done of total, where
// total is zero if nobody knows. It may be called from any goroutine.
type Progress func(stage string, done, total int)

// A Project is the API that a docs folder describes, or what the settings take of
// it, with the names that the generated package has for it.
type Project struct {
	Settings config.Settings
	API      *model.API
	// Pages is the number of pages read.
	Pages int

	plan *generator.Plan
	// notTarget tells why the output has no import path. It matters to
	// whoever wants files, not to whoever looks at the model.
	notTarget error
	target    config.Target
	progress  Progress
}

// Read makes a Project of the pages that the settings name. Everything that is
// wrong with the pages is among the diagnostics of the API; an error means that
// they could not be read.
func Read(ctx context.Context, s config.Settings, progress Progress) (*Project, error) {
	if progress == nil {
		progress = func(string, int, int) {}
	}
	p := &Project{Settings: s, progress: progress}
	rules, err := rules(s)
	if err != nil {
		return nil, err
	}
	excluded := newSkipper(rules)
	pages, found, err := source.Load(ctx, source.Options{
		Dir: s.Docs, Skip: excluded.skip(),
		Progress: func(done, total int) { progress("reading pages", done, total) },
	})
	if err != nil {
		return nil, err
	}
	p.Pages = len(pages)
	progress("building the model", 0, 0)
	p.API = build(pages)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.target, p.notTarget = s.Target()
	if p.notTarget != nil {
		p.target = config.Target{Package: "sdk", ImportPath: "example.com/sdk"}
	}
	progress("choosing names", 0, 0)
	p.plan = name(p.API, p.target, s)
	p.API.Diagnostics = slices.Concat(p.API.Diagnostics, found, unsuppressed(pages, p.plan.Diagnostics))
	if !rules.Everything() {
		if p.API, err = selection.Select(p.API, rules); err != nil {
			return nil, err
		}
		p.plan.Keep(p.API)
	}
	p.API.Diagnostics = diag.Sort(slices.Concat(p.API.Diagnostics, homeless(p.API, s), excluded.unmatched()))
	return p, ctx.Err()
}

// homeless reports that nothing says where the service is: a client made from the
// pages has to be told before it can make a call.
func homeless(api *model.API, s config.Settings) []diag.Diagnostic {
	if s.BaseURL != "" || api.BaseURL != "" || len(api.Operations) == 0 {
		return nil
	}
	first := api.Operations[0]
	return []diag.Diagnostic{{
		Code: "base-url-unknown", Severity: diag.Warning, File: first.Page, Line: first.Line, Column: 1,
		Message: "no example names the service's address, here or on another page",
		Hint:    "set base-url in sdkscribe.yaml or with --base-url, or write the examples with absolute URLs",
	}}
}

// unsuppressed returns those of ds that no page annotation silences. The phases
// before the choice of names have seen to theirs.
func unsuppressed(pages []*parser.Page, ds []diag.Diagnostic) []diag.Diagnostic {
	byPath := make(map[string]*parser.Page, len(pages))
	for _, page := range pages {
		byPath[page.Path] = page
	}
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool {
		page := byPath[d.File]
		return page != nil && parser.Suppresses(page, d)
	})
}

// Files returns the files of the output: the generated package and its runtime.
func (p *Project) Files(ctx context.Context) ([]output.File, error) {
	if p.notTarget != nil {
		return nil, p.notTarget
	}
	p.progress("writing Go", 0, 0)
	generated, err := emit(ctx, p.plan)
	if err != nil {
		return nil, err
	}
	runtime, err := runtimeFiles(p.target.ImportPath)
	if err != nil {
		return nil, err
	}
	return slices.Concat(generated, runtime), nil
}

// Generate reads the pages and writes the output. The output folder is held from
// before the pages are read, so that of two runs at once the later one sees the
// later pages.
func Generate(ctx context.Context, s config.Settings, progress Progress) (_ *Project, _ output.Report, err error) {
	if _, err := s.Target(); err != nil {
		return nil, output.Report{}, err
	}
	folder, err := output.Open(ctx, s.Out)
	if err != nil {
		return nil, output.Report{}, err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	p, err := Read(ctx, s, progress)
	if err != nil {
		return nil, output.Report{}, err
	}
	files, err := p.Files(ctx)
	if err != nil {
		return nil, output.Report{}, err
	}
	p.progress("putting files in place", 0, 0)
	report, err := folder.Write(ctx, files)
	return p, report, err
}
