// Package watch waits for files to be saved.
//
// Editors save in several steps, and a checkout saves many files, so a change counts
// once nothing has happened for a moment. New folders are watched with everything in them.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A change is reported when nothing more has happened for the time quiet, and at the
// latest after the time patience, for those who save all the time.
const (
	quiet    = 100 * time.Millisecond
	patience = 500 * time.Millisecond
)

// A Watcher watches folders and files.
type Watcher struct {
	events *fsnotify.Watcher
	// folders are watched with all that is below them, files alone. Both are
	// absolute.
	folders, files []string
}

// New returns a watcher that watches nothing yet. It has to be closed.
func New() (*Watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watching files: %w", err)
	}
	return &Watcher{events: events}, nil
}

// Close ends the watching.
func (w *Watcher) Close() error { return w.events.Close() }

// Cover makes the watcher watch these folders and files and no others. They need not
// exist: the watcher notices when they are made.
func (w *Watcher) Cover(folders, files []string) error {
	var err error
	if w.folders, err = absolute(folders); err != nil {
		return err
	}
	if w.files, err = absolute(files); err != nil {
		return err
	}
	for _, folder := range w.folders {
		if err := w.add(folder); err != nil {
			return err
		}
	}
	for _, name := range slices.Concat(w.folders, w.files) {
		if err := w.addAbove(name); err != nil {
			return err
		}
	}
	return nil
}

func absolute(names []string) ([]string, error) {
	out := make([]string, len(names))
	for i, name := range names {
		var err error
		if out[i], err = filepath.Abs(name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// addAbove watches the nearest folder above name that exists, to notice when name is made
// or removed.
func (w *Watcher) addAbove(name string) error {
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == filepath.Dir(dir) {
			return w.watch(dir)
		}
	}
}

// add watches a folder and all that are below it, hidden ones aside.
func (w *Watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // it went while it was looked for
		case err != nil:
			return err
		case !d.IsDir() && name != dir: // dir itself may be a link to a folder
			return nil
		case name != dir && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		return w.watch(name)
	})
}

func (w *Watcher) watch(dir string) error {
	err := w.events.Add(dir)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return fmt.Errorf("watching %s: %w (the system may allow more: see fs.inotify.max_user_watches on Linux)", dir, err)
}

// Wait returns when something that is covered has changed, or with ctx's error.
func (w *Watcher) Wait(ctx context.Context) error {
	var calm, late <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-calm:
			return nil
		case <-late:
			return nil
		case err, ok := <-w.events.Errors:
			if !ok {
				return fsnotify.ErrClosed
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watching files: %w", err)
			}
			calm = time.After(quiet) // so much has changed that nobody could say what
		case event, ok := <-w.events.Events:
			if !ok {
				return fsnotify.ErrClosed
			}
			if event.Op == fsnotify.Chmod || !w.covers(event.Name) {
				continue
			}
			if event.Has(fsnotify.Create) {
				if err := w.created(event.Name); err != nil {
					return err
				}
			}
			calm = time.After(quiet)
			if late == nil {
				late = time.After(patience)
			}
		}
	}
}

// covers reports whether name is a covered file, is below a covered folder, or is a folder
// above either.
func (w *Watcher) covers(name string) bool {
	if slices.Contains(w.files, name) {
		return true
	}
	for _, target := range slices.Concat(w.folders, w.files) {
		if strings.HasPrefix(target, name+string(filepath.Separator)) {
			return true
		}
	}
	for _, folder := range w.folders {
		if name == folder || strings.HasPrefix(name, folder+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// created watches what has been created, if it is a folder.
func (w *Watcher) created(name string) error {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return nil
	}
	for _, folder := range w.folders {
		if name == folder || strings.HasPrefix(name, folder+string(filepath.Separator)) {
			return w.add(name)
		}
	}
	return w.Cover(w.folders, w.files) // a folder on the way
}
