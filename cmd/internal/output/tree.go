package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"

	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// A tree is the output folder while it is worked on. Its methods take paths
// below the folder, with slashes, and are the only ones that touch it. Those that
// look, and create, may be used by several goroutines at a time.
type tree struct {
	dir    string // for messages
	root   *os.Root
	lock   *lock
	step   func(op, name string) error
	stamps *stamp.Book
	// made are the folders known to be there: thousands of files stand in few.
	made map[string]bool
}

func (f *Folder) openTree() (*tree, error) {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, err
	}
	return &tree{dir: f.dir, root: root, lock: f.lock, step: f.step, stamps: f.stamps, made: map[string]bool{}}, nil
}

func (t *tree) close() { _ = t.root.Close() }

// A finding is what stands at a path.
type finding struct {
	exists  bool
	regular bool   // a file, and no link to one, of a size that ours have
	kind    string // what it is where it is not regular, for messages
	content []byte // of a regular file
}

// stat returns what stands at name, nil for nothing. It is an error if that is a folder,
// or if a folder above it is a link or a file: sdkscribe would write to somewhere else.
func (t *tree) stat(name string) (fs.FileInfo, error) {
	for parent := range parents(name) {
		info, err := t.root.Lstat(parent)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("%s is no folder but %s", parent, kindInWords(info))
		}
	}
	info, err := t.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("a folder stands in its place")
	}
	return info, nil
}

// lookAt is stat with the content of a file.
func (t *tree) lookAt(name string) (finding, error) {
	info, err := t.stat(name)
	if err != nil || info == nil {
		return finding{}, err
	}
	switch {
	case !info.Mode().IsRegular():
		return finding{exists: true, kind: kindInWords(info)}, nil
	case info.Size() > maxFile:
		return finding{exists: true, kind: fmt.Sprintf("longer than %d bytes", maxFile)}, nil
	}
	content, err := t.root.ReadFile(name)
	if err != nil {
		return finding{}, err
	}
	return finding{exists: true, regular: true, content: content}, nil
}

// sumOf returns the sum of the file at name, "" where there is none. A file that its
// stamp shows to be as it was is not read.
func (t *tree) sumOf(name string) (string, error) {
	at := time.Now()
	info, err := t.stat(name)
	if err != nil || info == nil || !info.Mode().IsRegular() || info.Size() > maxFile {
		return "", err
	}
	known, ok := t.stamps.Sum(name, info)
	if !ok {
		content, err := t.root.ReadFile(name)
		if err != nil {
			return "", err
		}
		known = sha256.Sum256(content)
		t.stamps.Note(name, info, at, known)
	}
	return hex.EncodeToString(known[:]), nil
}

func kindInWords(info fs.FileInfo) string {
	switch {
	case info.Mode().IsRegular():
		return "a file"
	case info.Mode()&fs.ModeSymlink != 0:
		return "a symbolic link"
	}
	return "neither a file nor a folder"
}

func (t *tree) has(name string) bool {
	_, err := t.root.Lstat(name)
	return err == nil
}

// create writes a new file into a folder of the tree that is there.
func (t *tree) create(folder *os.Root, name string, content []byte) error {
	if err := t.step("create", name); err != nil {
		return err
	}
	f, err := folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

func (t *tree) mkdirs(name string) error {
	if name == "." || t.made[name] {
		return nil
	}
	if !t.has(name) {
		if err := t.step("mkdir", name); err != nil {
			return err
		}
		if err := t.root.MkdirAll(name, 0o777); err != nil {
			return err
		}
	}
	t.made[name] = true
	return nil
}

// move renames from to to, making the folders above to.
func (t *tree) move(from, to string) error {
	if err := t.mkdirs(path.Dir(to)); err != nil {
		return err
	}
	if err := t.step("rename", to); err != nil {
		return err
	}
	return t.root.Rename(from, to)
}

func (t *tree) remove(name string) error {
	if err := t.step("remove", name); err != nil {
		return err
	}
	return t.root.Remove(name)
}

func (t *tree) removeAll(name string) error {
	if err := t.step("remove", name); err != nil {
		return err
	}
	clear(t.made)
	return t.root.RemoveAll(name)
}

// prune removes the folders above name that are empty, innermost first.
func (t *tree) prune(name string) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if err := t.remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return // something stands in it
		}
		delete(t.made, dir)
	}
}
