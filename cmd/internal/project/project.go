// Package project runs the phases of sdkscribe one after the other, the way
// every command needs them: settings, pages, model, names, selection,
// files, output.
//
// Only this package knows their order. Each phase is a package of its own and takes the
// result of the one before it.
package project

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/cmd/internal/selection"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// Progress is called with what is being done, and how far it is: done of total, where
// total is zero where it is not known. It may be called from any goroutine.
type Progress func(stage string, done, total int)

// report calls p. It does nothing where p is nil.
func (p Progress) report(stage string, done, total int) {
	if p != nil {
		p(stage, done, total)
	}
}

// A Project is the API that a docs folder describes, or what the settings take of
// it, with the names that the generated package has for it.
type Project struct {
	Settings config.Settings
	API      *api.API
	// Names are those that the generated package has for the API.
	Names *generator.Names
	// Pages is the number of pages read, Apart the folders below the docs folder that have
	// a configuration of their own and are not read.
	Pages int
	Apart []string

	// empty reports that the pages have neither a request nor a type, whatever the settings
	// take of them.
	empty bool
	pages []*parser.Page
	read  *reading.Result
	plan  *generator.Plan
	sums  map[string]string // of the pages
	// notTarget says why the output has no import path. It is an error only for
	// commands that write or compare files.
	notTarget error
	target    config.Target
	progress  Progress
}

// Read makes a Project of the pages that the settings name. Everything that is
// wrong with the pages is among the diagnostics of the API; an error means that
// they could not be read.
func Read(ctx context.Context, s config.Settings, progress Progress) (*Project, error) {
	chosen, err := choose(s)
	if err != nil {
		return nil, err
	}
	pages, err := open(ctx, s, chosen, nil, progress)
	if err != nil {
		return nil, err
	}
	defer pages.Close()
	return read(ctx, s, pages, chosen, nil, progress)
}

// open finds the pages that the settings name and reads the texts of those that are not
// known to be as they were.
func open(ctx context.Context, s config.Settings, chosen *choice, k *knowledge, progress Progress) (*source.Folder, error) {
	return source.Open(ctx, source.Options{
		Dir: s.Docs, Skip: chosen.excluded.skip(), Apart: config.FileName, Stamps: k.stamps(),
		Made:     source.Made{Beside: output.ManifestName, Begins: output.GuideHead},
		Progress: func(done, total int) { progress.report("reading pages", done, total) },
	})
}

// read makes a Project of a folder, with the help of what is known of it.
func read(ctx context.Context, s config.Settings, folder *source.Folder, chosen *choice, k *knowledge, progress Progress) (*Project, error) {
	p := &Project{Settings: s, progress: progress}
	pages, err := k.pages(ctx, folder)
	if err != nil {
		return nil, err
	}
	p.Pages, p.Apart, p.pages, p.sums = len(pages), folder.Apart, pages, folder.Sums()
	progress.report("building the model", 0, 0)
	p.read = build(pages, s)
	p.API = p.read.API
	p.empty = len(p.API.Operations) == 0 && len(p.API.Types) == 0
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.target, p.notTarget = s.Target()
	if p.notTarget != nil {
		p.target = config.Target{Package: "sdk", ImportPath: "example.com/sdk"}
	}
	progress.report("choosing names", 0, 0)
	p.plan = name(p.API, p.target, s)
	p.Names = p.plan.Names()
	p.API.Diagnostics = slices.Concat(p.API.Diagnostics, folder.Diagnostics, unsuppressed(pages, p.plan.Diagnostics))
	if !chosen.rules.Everything() {
		if p.API, err = selection.Select(p.API, chosen.rules); err != nil {
			return nil, err
		}
		p.plan.Keep(p.API)
	}
	p.API.Diagnostics = diag.Sort(slices.Concat(p.API.Diagnostics, homeless(p.API, s), chosen.excluded.unmatched()))
	return p, ctx.Err()
}

// homeless returns a diagnostic where nothing says what the address of the service is.
// Callers of the SDK have to give it then.
func homeless(a *api.API, s config.Settings) []diag.Diagnostic {
	if s.BaseURL != "" || a.BaseURL != "" || len(a.Operations) == 0 {
		return nil
	}
	message, hint := "no example names the service's address, here or on another page", "set base-url in sdkscribe.yaml or with --base-url, or write the examples with absolute URLs"
	if a.Address != "" {
		message = "the examples have a placeholder in the service's address: " + a.Address
		hint = "set base-url in sdkscribe.yaml or with --base-url to an address without one"
	}
	first := a.Operations[0]
	return []diag.Diagnostic{{Code: "base-url-unknown", Severity: diag.Warning, File: first.Page, Line: first.Line, Column: 1, Message: message, Hint: hint}}
}

// unsuppressed returns those of ds that no page annotation suppresses. Diagnostics of the
// phases before the choice of names have been filtered already.
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

// Files returns the files of the output: the generated package, its runtime, and the
// record of what they were made of.
func (p *Project) Files(ctx context.Context) ([]output.File, error) { return p.files(ctx, nil) }

// files is Files without the contents of those that are known to be there.
func (p *Project) files(ctx context.Context, made *madeFiles) ([]output.File, error) {
	if p.notTarget != nil {
		return nil, p.notTarget
	}
	p.progress.report("writing Go", 0, 0)
	var record output.File
	recorded := parallel.Go(func() { record = newRecord(p).file() })
	generated, err := emit(ctx, p.plan, made)
	recorded()
	if err != nil {
		return nil, err
	}
	runtime, err := runtimeFiles(p.target.ImportPath)
	if err != nil {
		return nil, err
	}
	return slices.Concat(generated, runtime, []output.File{record}), nil
}

// A Result is the outcome of [Generate].
type Result struct {
	Summary     Summary           `json:"summary"`
	Files       output.Report     `json:"files"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
	// Project is what was read, nil where nothing had to be read.
	Project *Project `json:"-"`
}

// ErrNothing is the error of [Generate] where the pages document neither a request nor a
// type: an SDK of nothing would take the place of one that there is.
var ErrNothing = errors.New("nothing is written")

// Generate reads the pages and writes the output. It locks the output folder before it
// reads the pages, so that of two runs at the same time the one that writes last has read
// last. The entries of store make it faster and change nothing else; store may be nil. The
// error says what could not be read or written.
func Generate(ctx context.Context, s config.Settings, store *cache.Store, progress Progress) (_ Result, err error) {
	target, err := s.Target()
	if err != nil {
		return Result{}, err
	}
	folder, err := output.Open(ctx, s.Out)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	chosen, err := choose(s)
	if err != nil {
		return Result{}, err
	}
	k := newKnowledge(store, s, target, folder)
	defer k.close()
	pages, err := open(ctx, s, chosen, k, progress)
	if err != nil {
		return Result{}, err
	}
	defer pages.Close()
	if result, ok := k.result(ctx, pages); ok {
		result.Files.Stray = folder.Stray()
		return result, nil
	}
	folder.Survey(ctx)
	p, err := read(ctx, s, pages, chosen, k, progress)
	if err != nil {
		return Result{}, err
	}
	if p.empty {
		return Result{}, fmt.Errorf("%w: no request and no type is read on the pages of %s; \"sdkscribe lint\" says why, page by page", ErrNothing, s.Docs)
	}
	files, err := p.files(ctx, k.made())
	if err != nil {
		return Result{}, err
	}
	progress.report("putting files in place", 0, 0)
	result := Result{Summary: p.Summary(), Diagnostics: p.API.Diagnostics, Project: p}
	encoded := k.encode(result.Summary, result.Diagnostics)
	if result.Files, err = folder.Write(ctx, files); err != nil {
		return Result{}, err
	}
	k.keep("run", pages, result.Files.Manifest, result.Files.Yielded, encoded)
	return result, nil
}
