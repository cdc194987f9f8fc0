package project

import (
	"context"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/cmd/internal/watch"
)

// A Run is one run of generate among those that [Watch] makes.
type Run struct {
	Settings config.Settings
	Result   Result
	// API is what has changed in the API since the run before, nil for the first run.
	API *apidiff.Report
	// Err says why nothing was written. Watching goes on.
	Err error
}

// Watch generates, and again each time that a page or the configuration is saved,
// until ctx ends. Load returns the settings as they are now, and the files that they are
// read from. Watch calls tell after each run, and returns its error.
func Watch(ctx context.Context, load func() (config.Settings, []string, error), store *cache.Store, progress Progress, tell func(Run) error) error {
	w, err := watch.New()
	if err != nil {
		return err
	}
	defer w.Close()
	var docs []string
	var out string
	var made *apidiff.Surface // of the last run that wrote out
	for {
		s, files, err := load()
		if err == nil {
			docs = []string{s.Docs} // else those that were right before
		}
		if err := w.Cover(docs, files); err != nil {
			return err
		}
		run := Run{Settings: s, Err: err}
		if err == nil {
			if out != s.Out {
				out, made = s.Out, recorded(ctx, s)
			}
			run, made = again(ctx, s, store, made, progress)
		}
		if ctx.Err() != nil {
			return nil
		}
		if err := tell(run); err != nil {
			return err
		}
		if err := w.Wait(ctx); err != nil {
			if ctx.Err() != nil {
				return nil // that is how watching ends
			}
			return err
		}
	}
}

// again generates, and compares the API with the one before, which may be nil. It returns
// the API of now.
func again(ctx context.Context, s config.Settings, store *cache.Store, was *apidiff.Surface, progress Progress) (Run, *apidiff.Surface) {
	result, err := Generate(ctx, s, store, progress)
	run := Run{Settings: s, Result: result, Err: err}
	if err != nil || result.Project == nil {
		return run, was
	}
	is := apidiff.Of(result.Project.API, result.Project.Names)
	if was != nil {
		run.API = apidiff.Compare(was, is)
		run.Err = allow(run.API, s)
	}
	return run, is
}

// recorded returns the surface of the API that the output folder was made of, nil where it
// was not recorded.
func recorded(ctx context.Context, s config.Settings) *apidiff.Surface {
	folder, err := output.OpenToLook(ctx, s.Out)
	if err != nil {
		return nil // Generate says why
	}
	defer func() { _ = folder.Close() }()
	text, ok := folder.Stored(RecordName)
	if !ok {
		return nil
	}
	r, err := parseRecord(text)
	if err != nil {
		return nil
	}
	return r.surface
}
