package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
)

// What else is in the folder. Programs that check pages need their texts as they are
// written, and need to know which files links lead to.

// Text returns the text of the page at a path. It returns nil where no page was found
// there, or where it cannot be read any more.
func (f *Folder) Text(path string) []byte {
	i, ok := slices.BinarySearchFunc(f.files, path, func(x file, path string) int { return strings.Compare(x.path, path) })
	if !ok {
		return nil
	}
	if f.files[i].read {
		return f.files[i].text
	}
	text, err := f.read(path)
	if err != nil {
		return nil
	}
	return text
}

// Parse parses a text as if it were that of the page at a path: its INCLUDE lines are
// relative to that path.
func (f *Folder) Parse(path string, text []byte) *parser.Page {
	return parser.Parse(path, text, parser.Options{MaxSize: int(f.maxPage), MaxIncluded: f.maxIncluded(), Include: f.include})
}

// A Kind is the kind of thing that stands at a path below the docs folder.
type Kind byte

// The kinds of thing. Outside is for a path that leads out of the folder:
// what is there is not looked at.
const (
	Nothing Kind = iota
	File
	Dir
	Outside
)

// Look returns what stands at a path below the docs folder, with slashes.
func (f *Folder) Look(name string) Kind {
	if !fs.ValidPath(name) || strings.Contains(name, "\x00") {
		return Outside
	}
	info, err := f.root.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return Dir
	case err == nil:
		return File
	case errors.Is(err, fs.ErrNotExist), isNoFolder(err):
		return Nothing
	}
	return Outside // a link that leads out, or what may not be looked at
}

// isNoFolder reports whether an error is about a path below a file.
func isNoFolder(err error) bool {
	var p *fs.PathError
	return errors.As(err, &p) && strings.Contains(p.Err.Error(), "not a directory")
}

// Names lists what is in a folder below the docs folder, nothing where it is none.
func (f *Folder) Names(dir string) []string {
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if err != nil {
		return nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// Rewrite puts content in place of a page's text: all of it or, where that fails,
// nothing. A page that is a symbolic link is left alone.
func (f *Folder) Rewrite(name string, content []byte) error {
	info, err := f.root.Lstat(name)
	if err != nil {
		return f.error(err)
	}
	if !info.Mode().IsRegular() {
		return f.error(fmt.Errorf("%s is a symbolic link and is not rewritten: mend the file that it leads to", name))
	}
	temporary := path.Join(path.Dir(name), "."+path.Base(name)+".sdkscribe-new")
	if err := f.write(temporary, content, info.Mode().Perm()); err != nil {
		_ = f.root.Remove(temporary)
		return f.error(err)
	}
	if err := f.root.Rename(temporary, name); err != nil {
		_ = f.root.Remove(temporary)
		return f.error(err)
	}
	return nil
}

func (f *Folder) write(name string, content []byte, mode fs.FileMode) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Sync(), file.Close())
}
