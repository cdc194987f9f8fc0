package output

import (
	"context"
	"errors"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/parallel"
)

// Checking without writing. A file is unchanged if its sum is. After [Folder.Trust] its
// stamp can show that.

// Holds reports whether the folder is as [Folder.Write] left it when it reported the
// given manifest: then writing the same files again would change nothing. It also
// returns how many files that is.
func (f *Folder) Holds(ctx context.Context, manifest string) (files int, ok bool) {
	t, err := f.openTree()
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
	err = parallel.Try(ctx, len(names), func(i int) error {
		sum, err := t.sumOf(names[i])
		if err == nil && !slices.Equal(m[names[i]], []string{sum}) {
			return errDiffers
		}
		return err
	})
	return len(names), err == nil
}

var errDiffers = errors.New("the content differs")
