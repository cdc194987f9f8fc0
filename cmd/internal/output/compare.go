package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// Finding the files that are not as wanted, without writing. A file with the sum that the
// manifest has for it was written by sdkscribe. Any other was changed by somebody else.

// A State is how a file in the folder differs from what is wanted.
type State string

// The states of a file that is not as wanted.
const (
	Missing  State = "missing"  // the manifest lists it, and it is not there
	New      State = "new"      // the manifest does not list it, and it is not there
	Outdated State = "outdated" // as sdkscribe wrote it, and not as wanted any more
	Edited   State = "edited"   // not as sdkscribe wrote it, nor as wanted
	Leftover State = "leftover" // as sdkscribe wrote it, and not wanted any more
	Foreign  State = "foreign"  // not sdkscribe's, and where a wanted file belongs
	Claimed  State = "claimed"  // not sdkscribe's, although the manifest lists it
	LineEnds State = "lineEnds" // as wanted, but for its line ends, which git may change
)

// A Difference is a file that is not as wanted.
type Difference struct {
	// Path is relative to the output folder, with slashes.
	Path  string
	State State
	// Old is what stands there, New what is wanted; nil for nothing.
	Old, New []byte
}

// A Comparison is the outcome of [Folder.Compare].
type Comparison struct {
	// Differences are in the order of their paths.
	Differences []Difference
	// Yielded is that of [Report].
	Yielded []string
	// Files is how many are wanted.
	Files int
	// Manifest is the sum of the wanted manifest's content.
	Manifest string
	// Interrupted is true where a run was killed between the first change to the files
	// and the last. The next one that writes restores what was there before.
	Interrupted bool
	// Stray is that of [Report]: the next run that writes removes it.
	Stray bool
}

// OpenToLook is [Open] for reading only: it does not undo what a killed run has left.
func OpenToLook(ctx context.Context, dir string) (*Folder, error) {
	return hold(ctx, dir, func(op, name string) error {
		return fmt.Errorf("%s %s: the folder is open for reading alone", op, name)
	})
}

// Compare returns how the folder differs from what Write would make of it. A file that
// differs counts as wanted where same reports true for the two contents. Same may be nil.
func (f *Folder) Compare(ctx context.Context, files []File, same func(path string, there, wanted []byte) bool) (Comparison, error) {
	files, err := checked(files)
	if err != nil {
		return Comparison{}, err
	}
	t, err := f.openTree()
	if errors.Is(err, fs.ErrNotExist) {
		return f.nothingThere(files)
	}
	if err != nil {
		return Comparison{}, fmt.Errorf("opening the output folder: %w", err)
	}
	defer t.close()
	old, err := t.readManifest()
	if err != nil {
		return Comparison{}, err
	}
	left, _, err := t.remains()
	if err != nil {
		return Comparison{}, err
	}
	out := Comparison{Files: len(files), Interrupted: left == unfinished, Stray: left == stray}
	next := make(manifest, len(files))
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return Comparison{}, err
		}
		found, err := t.lookAt(file.Path)
		if err != nil {
			return Comparison{}, fmt.Errorf("cannot compare %s: %w", filepath.Join(t.dir, filepath.FromSlash(file.Path)), err)
		}
		if file.Stays != "" {
			if !found.regular || sum(found.content) != file.Stays {
				return Comparison{}, changedMeanwhile(t.dir, file.Path)
			}
			file.Content = found.content
		}
		if file.Yields && found.exists && !old.owns(file.Path, found) {
			out.Yielded = append(out.Yielded, file.Path)
			continue
		}
		if found.regular && same != nil && same(file.Path, found.content, file.Content) {
			file.Content = found.content
		}
		next.add(file.Path, sum(file.Content))
		if state := t.state(old, file, found); state != "" {
			out.Differences = append(out.Differences, Difference{file.Path, state, found.content, file.Content})
		}
	}
	for _, name := range out.Yielded {
		delete(old, name)
	}
	out.Differences = append(out.Differences, t.leftovers(old, next)...)
	if err := t.compareManifest(&out, next); err != nil {
		return Comparison{}, err
	}
	slices.SortFunc(out.Differences, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

// nothingThere is the comparison with a folder that does not exist.
func (f *Folder) nothingThere(files []File) (Comparison, error) {
	out := Comparison{Files: len(files)}
	for _, file := range files {
		if file.Stays != "" {
			return Comparison{}, changedMeanwhile(f.dir, file.Path)
		}
		out.Differences = append(out.Differences, Difference{file.Path, New, nil, file.Content})
	}
	return out, nil
}

// state says how a file differs from what is wanted. It is "" if the file is as wanted.
func (t *tree) state(old manifest, file File, found finding) State {
	switch {
	case found.regular && string(found.content) == string(file.Content):
		return ""
	case !found.exists && old.has(file.Path):
		return Missing
	case !found.exists:
		return New
	case found.regular && string(unixLines(found.content)) == string(file.Content):
		return LineEnds
	case !old.owns(file.Path, found):
		return Foreign
	case old.wrote(file.Path, found.content):
		return Outdated
	}
	return Edited
}

// unixLines is a text with the line ends that sdkscribe writes.
func unixLines(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

// leftovers returns the files that the manifest lists and that are not wanted any more.
func (t *tree) leftovers(old, next manifest) []Difference {
	var out []Difference
	for _, name := range old.paths() {
		if next.has(name) {
			continue
		}
		found, err := t.lookAt(name)
		switch {
		case err != nil || !found.exists:
		case !old.owns(name, found):
			out = append(out, Difference{name, Claimed, found.content, found.content})
		case old.wrote(name, found.content):
			out = append(out, Difference{name, Leftover, found.content, nil})
		default:
			out = append(out, Difference{name, Edited, found.content, nil})
		}
	}
	return out
}

// compareManifest adds the manifest if it is not as wanted.
func (t *tree) compareManifest(out *Comparison, next manifest) error {
	wanted := next.encode()
	out.Manifest = sum(wanted)
	found, err := t.lookAt(ManifestName)
	if err != nil {
		return err
	}
	switch {
	case found.regular && string(found.content) == string(wanted):
	case found.regular && string(unixLines(found.content)) == string(wanted):
		out.Differences = append(out.Differences, Difference{ManifestName, LineEnds, found.content, wanted})
	case !found.exists:
		out.Differences = append(out.Differences, Difference{ManifestName, Missing, nil, wanted})
	default:
		out.Differences = append(out.Differences, Difference{ManifestName, Outdated, found.content, wanted})
	}
	return nil
}

// Stored returns the content of the file called name, whatever it is.
func (f *Folder) Stored(name string) ([]byte, bool) {
	if checkPath(name) != nil {
		return nil, false
	}
	t, err := f.openTree()
	if err != nil {
		return nil, false
	}
	defer t.close()
	found, err := t.lookAt(name)
	return found.content, err == nil && found.regular
}

// Yields reports whether a file of somebody else stands in the place called name, for
// which a [File] that yields is not written.
func (f *Folder) Yields(name string) bool {
	if checkPath(name) != nil {
		return false
	}
	t, err := f.openTree()
	if err != nil {
		return false
	}
	defer t.close()
	found, err := t.lookAt(name)
	return err == nil && found.exists && !(found.regular && kindOf(name).signed(found.content))
}
