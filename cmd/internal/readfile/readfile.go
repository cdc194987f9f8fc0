// Package readfile reads single files that a pull request may have put where a
// configuration is looked for.
//
// What is there may be a pipe that nobody writes to, a device without an end, a file
// too long to be meant, or a symbolic link to a file of the system, whose lines an
// error message would then print. Each is an error here before a byte of it is read.
package readfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotRegular means that there is something, but a folder, a pipe or a device.
var ErrNotRegular = errors.New("is no regular file")

// Regular reads a regular file of at most limit bytes. Symbolic links are followed.
// The error wraps that of the system, [fs.ErrNotExist] among others.
func Regular(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name) // not of the opened file: opening a pipe waits
	if err != nil {
		return nil, err
	}
	return read(name, limit, info, func() (*os.File, error) { return os.Open(name) })
}

// Within reads a file as [Regular] does, but a file in the folder dir only: no
// symbolic link on the way from there leads out of it. A name that does not lie in
// dir is read as Regular reads it: it has been chosen by whoever wrote it.
func Within(dir, name string, limit int64) ([]byte, error) {
	rel, err := filepath.Rel(dir, name)
	if err != nil || !filepath.IsLocal(rel) {
		return Regular(name, limit)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(rel)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%s cannot be followed: a symbolic link on the way leads out of %s, or round in a circle", name, dir)
	}
	return read(name, limit, info, func() (*os.File, error) { return root.Open(rel) })
}

func read(name string, limit int64, info fs.FileInfo, open func() (*os.File, error)) ([]byte, error) {
	tooLong := fmt.Errorf("%s is longer than %d bytes", name, limit)
	switch {
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s %w", name, ErrNotRegular)
	case info.Size() > limit:
		return nil, tooLong
	}
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1)) // there are files that say they have no bytes
	if err == nil && int64(len(text)) > limit {
		err = tooLong
	}
	return text, err
}
