// Package output writes generated files into a folder, compares them with it, and removes
// those that are no longer generated.
//
// An output folder is shared: there are files of others in it, and other tools read it at
// any time. So three things are true whatever happens.
//
//   - All or nothing. Every file is staged below the output folder before the
//     first change to what stands there (journal.go), and a run that fails or
//     is interrupted leaves the previous tree. A run that is killed leaves a
//     journal, from which the next one restores that tree first.
//   - Only our own. The manifest (manifest.go) lists what sdkscribe wrote, and
//     what it lists counts as ours if it looks like it (kind.go). A file of
//     somebody else with the path of a new one is an error before anything is
//     written, and no file that is not ours is ever changed or removed.
//   - Only what changed. A file whose content is the same is not written, so that
//     build caches and editors see no change.
//
// The folder, its manifest and its journal may come from a pull request. All
// access goes through an [os.Root], so that no name and no symbolic link in
// them reaches out of the folder; the folder itself is found as
// [checkout.Resolve] says. A journal counts only with proof of its run (lock.go).
package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// A File is one file to write.
type File struct {
	// Path is relative to the output folder, with slashes.
	Path    string
	Content []byte
	// Stays is the sum of the content of a file that [Folder.Seen] has with that sum
	// and that is to stay as it is: it has no Content. It is "" for others.
	Stays string
	// Yields is true for a file in whose place others may have written one of their own:
	// that stays, and this one is not written.
	Yields bool
}

// A Report says what [Folder.Write] did.
type Report struct {
	Written   int `json:"written"`   // new or changed
	Unchanged int `json:"unchanged"` // already as wanted
	Removed   int `json:"removed"`   // ours, no longer produced
	// Kept are files that the manifest lists, that are no longer generated, and that
	// somebody has edited. They stay.
	Kept []string `json:"kept"`
	// Foreign are files that the manifest listed although they are not of a kind
	// that sdkscribe writes, or do not look like it: they stay.
	Foreign []string `json:"foreign"`
	// Yielded are files of others that stand where sdkscribe would write one that is no
	// part of the code: they stay.
	Yielded []string `json:"yielded"`
	// Stray is true where the folder had what runs keep there while they write, left by
	// no run of this user in this place, such as a journal that was committed. It has
	// been removed, and nothing that it says was done.
	Stray bool `json:"stray"`
	// Manifest is the sum of the manifest's content. [Folder.Holds] compares it.
	Manifest string `json:"-"`
}

// A Folder is an output folder that is locked for other runs until Close.
type Folder struct {
	dir  string
	lock *lock
	// step is called before each change to the file system, by one goroutine at
	// a time. Tests make it fail.
	step   func(op, name string) error
	stamps *stamp.Book
	survey *survey // nil for none
	stray  bool
}

// Open locks the output folder dir, and waits for another run that has locked it. If a
// run was killed in the folder, Open restores the tree that was there before it. The
// folder need not exist: it is made when something is written.
func Open(ctx context.Context, dir string) (*Folder, error) {
	return open(ctx, dir, func(string, string) error { return nil })
}

func open(ctx context.Context, dir string, step func(op, name string) error) (*Folder, error) {
	var mu sync.Mutex
	f, err := hold(ctx, dir, func(op, name string) error {
		mu.Lock()
		defer mu.Unlock()
		return step(op, name)
	})
	if err != nil {
		return nil, err
	}
	if err := f.recover(); err != nil {
		f.lock.release()
		return nil, fmt.Errorf("output folder %s: restoring what an interrupted run left: %w", dir, err)
	}
	return f, nil
}

// hold locks the folder, and waits until no other run has locked it.
func hold(ctx context.Context, dir string, step func(op, name string) error) (*Folder, error) {
	abs, err := checkout.Resolve(dir)
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", dir, err)
	}
	l, err := acquire(ctx, abs)
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", dir, err)
	}
	return &Folder{dir: abs, lock: l, step: step}, nil
}

// Trust makes the folder take the sums of files from stamps where it has them, and add
// those of files that are read. Without it every file is read.
func (f *Folder) Trust(stamps *stamp.Book) { f.stamps = stamps }

// Close unlocks the folder.
func (f *Folder) Close() error {
	f.survey.end()
	return f.lock.release()
}

// Stray reports whether what [Report] calls so has been removed.
func (f *Folder) Stray() bool { return f.stray }

// recover undoes what a killed run left half done, if there is anything.
func (f *Folder) recover() error {
	t, err := f.openTree()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer t.close()
	f.stray, err = t.recover()
	return err
}

// Write makes the folder hold files and nothing else of ours. On any error,
// ctx's included, the folder is as it was before.
func (f *Folder) Write(ctx context.Context, files []File) (Report, error) {
	files, err := checked(files)
	if err != nil {
		return Report{}, err
	}
	made, err := makeDirs(f.dir)
	if err != nil {
		return Report{}, fmt.Errorf("creating the output folder: %w", err)
	}
	report, err := f.write(ctx, files)
	if err != nil {
		for _, dir := range slices.Backward(made) {
			_ = os.Remove(dir) // fails where something stands in it, as it should
		}
	}
	report.Stray = f.stray
	return report, err
}

func (f *Folder) write(ctx context.Context, files []File) (Report, error) {
	t, err := f.openTree()
	if err != nil {
		return Report{}, fmt.Errorf("opening the output folder: %w", err)
	}
	defer t.close()
	plan, err := t.plan(ctx, files, f.survey.end())
	if err != nil {
		return Report{}, err
	}
	if len(plan.changes) > 0 {
		if err := t.apply(ctx, plan); err != nil {
			return Report{}, fmt.Errorf("writing the output: %w", err)
		}
	}
	return plan.report, nil
}

// checked returns files in order of their paths, or says which path cannot be
// written on every system: names come from pages.
func checked(files []File) ([]File, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	folded := make(map[string]string, len(files))
	for _, file := range files {
		if err := checkPath(file.Path); err != nil {
			return nil, fmt.Errorf("cannot write %q: %w", file.Path, err)
		}
		if file.Stays == "" && (!kindOf(file.Path).looks(file.Content) || len(file.Content) > maxFile) {
			return nil, fmt.Errorf("cannot write %q: it would not be known again as written by sdkscribe", file.Path)
		}
		fold := strings.ToLower(file.Path)
		if other, ok := folded[fold]; ok {
			return nil, fmt.Errorf("cannot write both %q and %q: they are one file where case does not count", other, file.Path)
		}
		folded[fold] = file.Path
	}
	for _, file := range files {
		for parent := range parents(strings.ToLower(file.Path)) {
			if other, ok := folded[parent]; ok {
				return nil, fmt.Errorf("cannot write %q below the file %q", file.Path, other)
			}
		}
	}
	return files, nil
}

// plan compares files with what stands in the folder, of some of which seen knows the sums.
func (t *tree) plan(ctx context.Context, files []File, seen map[string]string) (*plan, error) {
	old, err := t.readManifest()
	if err != nil {
		return nil, err
	}
	current, err := t.lookAtAll(ctx, files, old, seen)
	if err != nil {
		return nil, err
	}
	p := &plan{}
	next := make(manifest, len(files))
	var foreign []string
	for i, file := range files {
		found := current[i]
		if file.Yields && found.exists && !found.ours {
			p.report.Yielded = append(p.report.Yielded, file.Path)
			continue
		}
		next.add(file.Path, found.sum)
		switch {
		case found.same:
			p.report.Unchanged++
		case found.exists && !found.ours:
			foreign = append(foreign, file.Path)
		default:
			p.report.Written++
			p.add(file, found.exists)
		}
	}
	if len(foreign) > 0 {
		return nil, foreignError(t.dir, foreign)
	}
	if err := t.planRemovals(p, old, next); err != nil {
		return nil, err
	}
	return p, t.planManifest(p, next)
}

// A comparison is what the folder has at the path of a file.
type comparison struct {
	exists bool
	same   bool   // as wanted
	ours   bool   // may be replaced
	sum    string // of the wanted content
}

// lookAtAll compares files with what stands in the folder, of which old lists some.
func (t *tree) lookAtAll(ctx context.Context, files []File, old manifest, seen map[string]string) ([]comparison, error) {
	current := make([]comparison, len(files))
	err := parallel.Try(ctx, len(files), func(i int) error {
		wanted := files[i].Stays
		if wanted == "" {
			wanted = sum(files[i].Content)
		}
		if seen[files[i].Path] == wanted {
			current[i] = comparison{exists: true, same: true, ours: true, sum: wanted}
			return nil
		}
		if files[i].Stays != "" {
			return changedMeanwhile(t.dir, files[i].Path)
		}
		found, err := t.lookAt(files[i].Path)
		if err != nil {
			return fmt.Errorf("cannot write %s: %w", filepath.Join(t.dir, filepath.FromSlash(files[i].Path)), err)
		}
		current[i] = comparison{
			exists: found.exists, sum: wanted, ours: old.owns(files[i].Path, found),
			same: found.regular && bytes.Equal(found.content, files[i].Content),
		}
		return nil
	})
	return current, err
}

// planRemovals adds what old lists and next does not.
func (t *tree) planRemovals(p *plan, old, next manifest) error {
	for _, name := range old.paths() {
		if next.has(name) || slices.Contains(p.report.Yielded, name) {
			continue
		}
		found, err := t.lookAt(name)
		if err != nil || !found.exists {
			continue // below a file or a link now: what stood there is gone
		}
		if !old.owns(name, found) {
			p.report.Foreign = append(p.report.Foreign, name)
			continue
		}
		if !kindOf(name).signed(found.content) && !old.wrote(name, found.content) {
			p.report.Kept = append(p.report.Kept, name)
			continue
		}
		p.report.Removed++
		p.changes = append(p.changes, change{kind: remove, path: name})
	}
	return nil
}

// planManifest adds the manifest itself, as the last change.
func (t *tree) planManifest(p *plan, next manifest) error {
	file := File{Path: ManifestName, Content: next.encode()}
	p.report.Manifest = sum(file.Content)
	found, err := t.lookAt(ManifestName)
	if err != nil {
		return err
	}
	if !found.exists || !bytes.Equal(found.content, file.Content) {
		p.add(file, found.exists)
	}
	return nil
}

// changedMeanwhile is the error for a file that was to stay as it had been seen.
func changedMeanwhile(dir, path string) error {
	return fmt.Errorf("%s was changed while sdkscribe was at work: run it again", filepath.Join(dir, filepath.FromSlash(path)))
}

func foreignError(dir string, paths []string) error {
	const shown = 3
	first := filepath.Join(dir, filepath.FromSlash(paths[0]))
	if len(paths) == 1 {
		return fmt.Errorf("%s was not written by sdkscribe: move it away or choose another output folder", first)
	}
	list := strings.Join(paths[:min(shown, len(paths))], ", ")
	if len(paths) > shown {
		list += ", ..."
	}
	return fmt.Errorf("%d files in %s were not written by sdkscribe (%s): move them away or choose another output folder", len(paths), dir, list)
}

// makeDirs makes dir and returns the folders that were missing, outermost first.
func makeDirs(dir string) (made []string, err error) {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		made = append(made, at)
	}
	slices.Reverse(made)
	return made, os.MkdirAll(dir, 0o777)
}
