package newpage

// This file puts a page in place: whole or not at all, and never over another one unless
// that was asked for.

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/template"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
)

//go:embed files
var files embed.FS

// write writes a page by a template.
func (w *writer) write(file, name string, view any) error {
	text, err := render(name, view)
	if err != nil {
		return err
	}
	if err := w.absent(file); err != nil {
		return err
	}
	to, err := w.place(file)
	if err != nil {
		return err
	}
	if err := put(to, text, w.force); err != nil {
		return err
	}
	w.result.Written = append(w.result.Written, config.Short(to))
	return nil
}

func render(name string, view any) ([]byte, error) {
	t, err := template.New(name).ParseFS(files, "files/"+name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, view); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// absent returns why a page cannot be written, nil where it can.
func (w *writer) absent(file string) error {
	to, err := w.place(file)
	if err != nil {
		return err
	}
	info, err := os.Lstat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no regular file, and stays as it is", config.Short(to))
	case !w.force:
		return thereAlready(to)
	}
	return nil
}

func thereAlready(name string) error {
	return fmt.Errorf("%s is there and stays as it is: --force overwrites it, --file names another", config.Short(name))
}

// put writes a file under another name and gives it its own when it is whole. Without
// replace a file that has come there in the meantime stays.
func put(name string, text []byte, replace bool) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".page-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // which is not there any more where all went well
	_, err = f.Write(text)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	if replace {
		return os.Rename(f.Name(), name)
	}
	err = os.Link(f.Name(), name)
	if errors.Is(err, fs.ErrExist) {
		return thereAlready(name)
	}
	if err != nil { // a file system without links to files
		if _, err := os.Lstat(name); err == nil {
			return thereAlready(name)
		}
		return os.Rename(f.Name(), name)
	}
	return nil
}
