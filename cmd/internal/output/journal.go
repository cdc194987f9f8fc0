package output

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"
)

// How a tree is changed completely or not at all.
//
// A rename replaces one file in one step, but the output folder has many files, and files
// of others that must stay. So files are changed one by one, and the changes are written
// down first, as in the undo log of a database:
//
//  1. stage: every new content is written below staging. The names of files there are
//     the numbers of their changes. Nothing has changed yet; a run that is killed here
//     leaves files that are not needed.
//  2. begin: staging/journal, which lists all changes, appears by a rename, after
//     the proof of it.
//  3. change: each old file is moved to staging/old, each new one is moved from
//     staging/new0, new1... to its path. The manifest is the last one.
//  4. commit: the journal is removed, then its proof and what is left of staging.
//
// While there is a journal, its changes can be undone, the last one first: by the run
// itself when a step fails, or by the next run when this one was killed. An undo step finds
// out what has been done before it does anything, so that it may be interrupted and
// repeated. It removes nothing: a new file goes back to where it was staged. From step 2
// on there are only renames, so that a full disk is found out in step 1. Files are not
// synced to disk: after a power cut, the next run writes what the disk has lost.
//
// A journal may also be part of a pull request and list any file. So it counts only if
// the run that wrote it has left proof of that (lock.go). Any other is removed with all of
// staging. And an undo step changes a file only if sdkscribe has written it (see [ours]).
// Any other file stays.
//
// A cancelled context ends the run up to step 2. The rest takes milliseconds and is always
// completed.

// stagingName is the folder, below the output folder so that it is on the same
// file system, that new and replaced files stand in. Go ignores folders that
// begin with a dot.
const (
	stagingName = ".sdkscribe-staging"
	journalPart = stagingName + "/journal.part"
	journalName = stagingName + "/journal"
)

// stagingFolders is how many folders the new files are spread over. A file system
// makes the files of one folder one after the other.
const stagingFolders = 4

// stagedNew and stagedOld are where the new and the previous content of the i-th
// change stand.
func stagedNew(i int) string { return newFolder(i) + "/" + strconv.Itoa(i) }
func stagedOld(i int) string { return stagingName + "/old/" + strconv.Itoa(i) }
func newFolder(i int) string { return stagingName + "/new" + strconv.Itoa(i%stagingFolders) }

// A changeKind is what happens to one file. Its values are those of the journal.
type changeKind string

const (
	create  changeKind = "create"
	replace changeKind = "replace"
	remove  changeKind = "remove"
)

type change struct {
	kind    changeKind
	path    string
	content []byte
}

// A plan is what a run will change, in order.
type plan struct {
	changes []change
	report  Report
}

func (p *plan) add(file File, exists bool) {
	kind := create
	if exists {
		kind = replace
	}
	p.changes = append(p.changes, change{kind, file.Path, file.Content})
}

// apply makes all changes of p, or none.
func (t *tree) apply(ctx context.Context, p *plan) error {
	if err := t.stage(ctx, p.changes); err != nil {
		return errors.Join(err, t.removeAll(stagingName))
	}
	for i, c := range p.changes {
		if err := t.do(i, c); err != nil {
			if undo := t.undo(p.changes); undo != nil {
				return fmt.Errorf("%w (the previous files are in %s: %w)", err, filepath.Join(t.dir, stagingName), undo)
			}
			return err
		}
	}
	if err := t.remove(journalName); err != nil {
		return errors.Join(err, t.undo(p.changes))
	}
	// From here on the new tree is complete. It is no error if the proof or files of
	// staging cannot be removed: the next run removes them.
	_ = t.lock.settle()
	_ = t.removeAll(stagingName)
	return nil
}

// stage writes the new files and then the journal.
func (t *tree) stage(ctx context.Context, changes []change) error {
	if err := t.stageFiles(ctx, changes); err != nil {
		return err
	}
	if err := t.mkdirs(stagingName); err != nil {
		return err
	}
	journal := encodeJournal(changes)
	if err := t.create(t.root, journalPart, journal); err != nil {
		return err
	}
	if err := t.step("prove", journalName); err != nil {
		return err
	}
	if err := t.lock.prove(journal); err != nil {
		return err
	}
	return t.move(journalPart, journalName)
}

// stageFiles writes the new files, into several folders at a time.
func (t *tree) stageFiles(ctx context.Context, changes []change) error {
	group, ctx := errgroup.WithContext(ctx)
	for first := range min(stagingFolders, len(changes)) {
		if err := t.mkdirs(newFolder(first)); err != nil {
			return errors.Join(err, group.Wait())
		}
		group.Go(func() error {
			folder, err := t.root.OpenRoot(newFolder(first))
			if err != nil {
				return err
			}
			defer folder.Close()
			for i := first; i < len(changes); i += stagingFolders {
				if err := ctx.Err(); err != nil {
					return err
				}
				if changes[i].kind == remove {
					continue
				}
				if err := t.create(folder, strconv.Itoa(i), changes[i].content); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// do carries out the i-th change.
func (t *tree) do(i int, c change) error {
	if c.kind != create {
		if err := t.move(c.path, stagedOld(i)); err != nil {
			return err
		}
	}
	if c.kind == remove {
		t.prune(c.path)
		return nil
	}
	return t.move(stagedNew(i), c.path)
}

// undo restores the files that changes have replaced or removed, and removes those that
// they have created.
func (t *tree) undo(changes []change) error {
	known := t.knownIn(changes)
	for i, c := range slices.Backward(changes) {
		if err := t.undoOne(i, c, known); err != nil {
			return err
		}
	}
	if err := t.remove(journalName); err != nil {
		return err
	}
	return errors.Join(t.lock.settle(), t.removeAll(stagingName))
}

func (t *tree) undoOne(i int, c change, known ours) error {
	if c.kind != create && !t.has(stagedOld(i)) {
		return nil // it was not carried out, or has been undone
	}
	if c.kind != remove && !t.has(stagedNew(i)) {
		if err := t.takeBack(i, c, known); err != nil {
			return err
		}
	}
	if c.kind == create {
		t.prune(c.path) // its folder may have been made
		return nil
	}
	return t.putBack(i, c, known)
}

// takeBack moves what the i-th change has put in its place back to where it was staged.
func (t *tree) takeBack(i int, c change, known ours) error {
	found, err := t.lookAt(c.path)
	if err != nil || !found.exists || !known.wrote(c.path, found) {
		return nil // somebody has put something else there
	}
	return t.move(c.path, stagedNew(i))
}

// putBack moves what the i-th change has taken away back to its place, if that is free.
func (t *tree) putBack(i int, c change, known ours) error {
	there, err := t.lookAt(c.path)
	if err != nil || there.exists {
		return nil
	}
	found, err := t.lookAt(stagedOld(i))
	if err != nil || !known.held(c.path, found) {
		return nil
	}
	return t.move(stagedOld(i), c.path)
}

// Ours are the manifests that list the files that sdkscribe has written: the one in the
// folder, and the old and the new one of a change of it. Somebody who can change all of
// them can change the one in the folder, by which every run goes.
type ours []manifest

func (t *tree) knownIn(changes []change) ours {
	names := []string{ManifestName}
	for i, c := range changes {
		if c.path == ManifestName {
			names = append(names, stagedNew(i), stagedOld(i))
		}
	}
	var known ours
	for _, name := range names {
		if found, err := t.lookAt(name); err == nil && found.regular {
			if m, err := parseManifest(found.content); err == nil {
				known = append(known, m)
			}
		}
	}
	return known
}

// wrote reports whether a file is as sdkscribe writes it.
func (o ours) wrote(name string, found finding) bool {
	if !found.regular {
		return false
	}
	k := kindOf(name)
	return name == ManifestName || k.signed(found.content) ||
		k.looks(found.content) && slices.ContainsFunc(o, func(m manifest) bool { return m.lists(name, sum(found.content)) })
}

// held reports whether a file was in the place of one of ours, as somebody may have
// edited it.
func (o ours) held(name string, found finding) bool {
	return o.wrote(name, found) || slices.ContainsFunc(o, func(m manifest) bool { return m.owns(name, found) })
}

// Remains are what stands in the place of the staging folder before a run.
type remains byte

const (
	nothing    remains = iota
	rubbish            // a run was killed before its first change to the files, or after the last
	unfinished         // a run was killed in between
	stray              // no run here has left it
)

// remains returns what there is, and the changes of an unfinished run.
func (t *tree) remains() (remains, []change, error) {
	info, err := t.root.Lstat(stagingName)
	if errors.Is(err, fs.ErrNotExist) {
		return nothing, nil, nil
	}
	if err != nil {
		return nothing, nil, err
	}
	if !info.IsDir() {
		return stray, nil, nil
	}
	info, err = t.root.Lstat(journalName)
	if errors.Is(err, fs.ErrNotExist) {
		return rubbish, nil, nil
	}
	if err != nil {
		return nothing, nil, err
	}
	if info.IsDir() {
		return stray, nil, nil
	}
	journal, err := t.lookAt(journalName)
	if err != nil {
		return nothing, nil, err
	}
	if !journal.regular || !t.lock.proves(journal.content) {
		return stray, nil, nil
	}
	changes, err := parseJournal(journal.content)
	if err != nil {
		return nothing, nil, fmt.Errorf("%s: %w; look into %s and remove it", filepath.Join(t.dir, filepath.FromSlash(journalName)), err, filepath.Join(t.dir, stagingName))
	}
	return unfinished, changes, nil
}

// recover undoes the changes of a run that was killed and removes its staging
// folder, or what stands in its place. It reports whether that was stray.
func (t *tree) recover() (bool, error) {
	found, changes, err := t.remains()
	switch {
	case err != nil || found == nothing:
		return false, err
	case found == unfinished:
		return false, t.undo(changes)
	}
	return found == stray, t.removeAll(stagingName)
}

// runWord begins the first line of a journal, which has a number that no other has.
const runWord = "run "

func encodeJournal(changes []change) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s\n", runWord, rand.Text())
	for _, c := range changes {
		fmt.Fprintf(&b, "%s %s\n", c.kind, c.path)
	}
	return b.Bytes()
}

func parseJournal(text []byte) ([]change, error) {
	head, rest, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.HasPrefix(head, []byte(runWord)) {
		return nil, fmt.Errorf("%q is not how a journal begins", head)
	}
	var changes []change
	for line := range bytes.Lines(rest) {
		kind, name, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
		switch k := changeKind(kind); k {
		case create, replace, remove:
			changes = append(changes, change{kind: k, path: name})
		default:
			return nil, fmt.Errorf("%q is no line of a journal", line)
		}
		if err := checkPath(name); err != nil && name != ManifestName {
			return nil, fmt.Errorf("%q: %w", name, err)
		}
	}
	return changes, nil
}
