package output

import (
	"context"
	"errors"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// Looking without writing. Nothing here goes by names, sizes or times: a file is
// what it was if its content is.

// Holds tells whether the folder is as [Folder.Write] left it when it reported the
// given manifest: then writing the same files again would change nothing. It also
// returns how many files that is.
func (f *Folder) Holds(ctx context.Context, manifest string) (files int, ok bool) {
	t, err := openTree(f.dir, f.step)
	if err != nil {
		return 0, false
	}
	defer t.close()
	found, err := t.lookAt(ManifestName)
	if err != nil || !found.regular || sum(found.content) != manifest || t.has(journalName) {
		return 0, false
	}
	m, err := parseManifest(found.content)
	if err != nil {
		return 0, false
	}
	names := m.paths()
	group, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	for first := range workers {
		group.Go(func() error {
			for i := first; i < len(names); i += workers {
				found, err := t.lookAt(names[i])
				if err == nil && (!found.regular || !slices.Equal(m[names[i]], []string{sum(found.content)})) {
					err = errDiffers
				}
				if err == nil {
					err = ctx.Err()
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	return len(names), group.Wait() == nil
}

var errDiffers = errors.New("the content differs")
