package endtoend

// What is asked of sdkscribe about every mutant: that each command does its work on
// it, that the Go that comes out is as it has to be, and that neither the number of
// CPUs nor the order of the pages shows in it.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// A bench is where mutants are tried, one after the other: a folder for the pages and
// a module for what is made of them. The output folder stays, so that a mutant's SDK
// takes the place of the one before it.
type bench struct{ settings config.Settings }

// sdkPath is the import path of the SDKs that are made of mutants.
const sdkPath = modulePath + "/graph"

// newBench makes a bench below dir, which is to be a module already.
func newBench(dir string) *bench {
	return &bench{settings: config.Settings{Docs: filepath.Join(dir, "docs"), Out: filepath.Join(dir, "graph")}}
}

// A failure is what is wrong with a mutant.
type failure struct {
	kind string // what failed: "panic", "type-check", "lint" ...
	text string
}

func (f *failure) Error() string { return f.kind + ": " + f.text }

func fail(kind, format string, args ...any) *failure {
	return &failure{kind, fmt.Sprintf(format, args...)}
}

// try does with the pages what users do, and returns the files of the SDK. The pages
// before they were changed are in original. Procs and order, a seed, are what the
// second run has that the first has not.
func (b *bench) try(ctx context.Context, original, pages folder, procs int, order uint64) (files map[string]string, wrong *failure) {
	defer func() {
		if v := recover(); v != nil {
			wrong = fail("panic", "%v\n%s", v, debug.Stack())
		}
	}()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	if err := b.write(pages); err != nil {
		return nil, fail("write", "%v", err)
	}
	p, files, wrong := b.read(ctx)
	if wrong == nil {
		wrong = b.again(ctx, p, files, procs)
	}
	if wrong == nil {
		wrong = b.shuffled(ctx, files, order)
	}
	if wrong == nil {
		wrong = checkGo(files)
	}
	if wrong == nil {
		wrong = b.generate(ctx)
	}
	if wrong == nil {
		wrong = b.diff(ctx, p, original)
	}
	if wrong == nil {
		wrong = b.lint(ctx, pages)
	}
	return files, wrong
}

// write makes the docs folder hold pages and nothing else.
func (b *bench) write(pages folder) error {
	if err := os.RemoveAll(b.settings.Docs); err != nil {
		return err
	}
	for path, text := range pages {
		name := filepath.Join(b.settings.Docs, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// read reads the pages, prints what was read as inspect does, and makes the files.
func (b *bench) read(ctx context.Context) (*project.Project, map[string]string, *failure) {
	p, err := project.Read(ctx, b.settings, nil)
	if err != nil {
		return nil, nil, fail("inspect", "%v", err)
	}
	if _, err := json.Marshal(p.Model()); err != nil {
		return nil, nil, fail("inspect", "%v", err)
	}
	list, err := p.Files(ctx)
	if err != nil {
		return nil, nil, fail("generate", "%v", err)
	}
	files := make(map[string]string, len(list))
	for _, f := range list {
		if _, twice := files[f.Path]; twice {
			return nil, nil, fail("generate", "two files are called %s", f.Path)
		}
		files[f.Path] = string(f.Content)
	}
	return p, files, nil
}

// again reads the pages with another number of CPUs.
func (b *bench) again(ctx context.Context, p *project.Project, files map[string]string, procs int) *failure {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	q, others, wrong := b.read(ctx)
	switch {
	case wrong != nil:
		return wrong
	case !maps.Equal(files, others):
		return fail("determinism", "%d CPUs make a difference: %s", procs, head(gocmp.Diff(files, others)))
	}
	if diff := gocmp.Diff(p.API.Diagnostics, q.API.Diagnostics); diff != "" {
		return fail("determinism", "%d CPUs make a difference to diagnostics: %s", procs, head(diff))
	}
	return nil
}

// shuffled makes the SDK of the pages in another order.
func (b *bench) shuffled(ctx context.Context, files map[string]string, order uint64) *failure {
	pages, _, err := source.Load(ctx, source.Options{Dir: b.settings.Docs})
	if err != nil {
		return fail("inspect", "%v", err)
	}
	r := rand.New(rand.NewPCG(order, 0))
	r.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
	api := reading.Build(pages)
	plan := generator.Name(api, generator.Options{Package: "graph", ImportPath: sdkPath, BaseURL: api.BaseURL})
	generated, err := generator.Generate(ctx, plan, nil)
	if err != nil {
		return fail("generate", "%v", err)
	}
	for _, f := range generated {
		if files[f.Path] != string(f.Content) {
			return fail("determinism", "%s shows the order of the pages: %s", f.Path, head(gocmp.Diff(files[f.Path], string(f.Content))))
		}
	}
	return nil
}

// checkGo type-checks and vets the Go among files, and looks at it as go/format does.
func checkGo(files map[string]string) *failure {
	c, err := check(sdkPath, withoutRuntime(files))
	if err != nil {
		return fail("type-check", "%v", err)
	}
	if wrong := offences(sdkPath, c); len(wrong) > 0 {
		return fail("offence", "%s", head(strings.Join(wrong, "\n")))
	}
	remarks, err := vet(sdkPath, c)
	if err != nil {
		return fail("vet", "%v", err)
	}
	if len(remarks) > 0 {
		return fail("vet", "%s", head(strings.Join(remarks, "\n")))
	}
	return nil
}

// withoutRuntime leaves out the files that are the same in every SDK.
func withoutRuntime(files map[string]string) map[string]string {
	own := maps.Clone(files)
	maps.DeleteFunc(own, func(path, _ string) bool {
		return strings.HasPrefix(path, "rest/") || strings.HasPrefix(path, "internal/golden/")
	})
	return own
}

// generate writes the SDK, in the place of the one before it, and checks that nothing
// has drifted.
func (b *bench) generate(ctx context.Context) *failure {
	_, err := project.Generate(ctx, b.settings, nil, nil)
	if errors.Is(err, project.ErrNothing) {
		return nil // it leaves what there is
	}
	if err != nil {
		return fail("generate", "%v", err)
	}
	drift, err := project.Check(ctx, b.settings, nil, nil)
	if err != nil {
		return fail("check", "%v", err)
	}
	if !drift.InStep {
		states := map[string]output.State{}
		for _, f := range drift.Files {
			states[f.Path] = f.State
		}
		return fail("check", "what has just been generated has drifted: %v", states)
	}
	return nil
}

// diff compares the API of the pages with that of the original ones, both ways.
func (b *bench) diff(ctx context.Context, p *project.Project, original folder) *failure {
	is := apidiff.Of(p.API, p.Names)
	if err := b.write(original); err != nil {
		return fail("write", "%v", err)
	}
	q, err := project.Read(ctx, b.settings, nil)
	if err != nil {
		return fail("inspect", "the original: %v", err)
	}
	was := apidiff.Of(q.API, q.Names)
	for _, report := range []*apidiff.Report{apidiff.Compare(was, is), apidiff.Compare(is, was)} {
		if err := report.Markdown(io.Discard); err != nil {
			return fail("diff", "%v", err)
		}
		if _, err := json.Marshal(report); err != nil {
			return fail("diff", "%v", err)
		}
	}
	if same := apidiff.Compare(is, is); len(same.Changes) > 0 {
		return fail("diff", "the pages differ from themselves: %+v", same.Changes[0])
	}
	return nil
}

// lint finds what is wrong with the pages, mends what can be, and looks whether that
// is all: nothing is left to be mended, and the SDK has not lost anything.
func (b *bench) lint(ctx context.Context, pages folder) *failure {
	if err := b.write(pages); err != nil {
		return fail("write", "%v", err)
	}
	report, err := project.Lint(ctx, b.settings, project.LintOptions{}, nil)
	if err != nil {
		return fail("lint", "%v", err)
	}
	for _, f := range report.Findings {
		if f.Line < 1 || f.Column < 1 || f.Message == "" || strings.ContainsAny(f.Message+f.Hint, "\r\n") {
			return fail("lint", "a finding that is none: %+v", f)
		}
	}
	if !slices.ContainsFunc(report.Findings, func(f lint.Finding) bool { return f.Fixable }) {
		return nil
	}
	if _, err := project.Lint(ctx, b.settings, project.LintOptions{Fix: true}, nil); err != nil {
		return fail("lint --fix", "%v", err)
	}
	_, files, wrong := b.read(ctx)
	if wrong != nil {
		return wrong
	}
	if _, err := check(sdkPath, withoutRuntime(files)); err != nil {
		return fail("type-check", "after lint --fix: %v", err)
	}
	return nil
}
