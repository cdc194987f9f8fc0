// Package newpage writes the first edition of a reference page: of a type, or of a call
// of one of seven kinds. What the writer does not say is told from the pages that are
// there, or is a default that makes the page whole: it lints clean, and the SDK that is
// made of it passes its golden tests.
//
// The pages themselves are text templates in files/. A page of calls is about a type; where
// no page describes that yet, its page is written too, since what an answer holds would be
// guessed from one example otherwise.
package newpage

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
)

// Options say which page to write. What is not set is told from other pages, or a default.
type Options struct {
	// Kind is what the page is about: one of [Kinds].
	Kind string
	// Name is the type that the page is about, such as "Book".
	Name string
	// Path is the path of the call below the address of the service: "/books/{id}".
	Path string
	// Method is the method of HTTP.
	Method string
	// Type is the type of the answer where it is not Name.
	Type string
	// Properties are those of the type, of the request body, or the parameters of an action:
	// "name:Type:modifiers:description" with all but the name and the type left out as needed.
	Properties []string
	// Part reports that objects of the type are parts of others and have no key.
	Part bool
	// Host is the address of the service, with the path that all calls have in front.
	Host string
	// Auth is how callers prove who they are: "bearer", "basic", "key:HEADER", "query:NAME"
	// or "none".
	Auth string
	// Permissions are the names of those that the call needs, the least privileged first.
	Permissions []string
	// MediaType is that of what is uploaded.
	MediaType string
	// Title and Description are the page's heading and what stands below it.
	Title, Description string
	// Status is the status of the answer.
	Status int
	// File is where the page is written, relative to the docs folder.
	File string
	// Force allows that a page is overwritten.
	Force bool
}

// A Result is what [Write] has done.
type Result struct {
	// Written are the files, in the order in which they were written.
	Written []string
	// Refers reports that a page was written besides since the one that was asked for refers
	// to it.
	Refers bool
}

// Write writes a page into the docs folder of the settings. The result is what was written,
// also where it ends in an error.
func Write(ctx context.Context, s config.Settings, o Options) (Result, error) {
	k := kindOf(o.Kind)
	if k == nil {
		return Result{}, fmt.Errorf("there is no page of kind %q: write %s", o.Kind, strings.Join(Kinds(), ", "))
	}
	if err := k.check(o); err != nil {
		return Result{}, err
	}
	if err := checkName("NAME", o.Name); err != nil {
		return Result{}, err
	}
	if s.DocsElsewhere {
		return Result{}, fmt.Errorf("no page is written to %s: the configuration names the folder, which is not among the files of the repository; name it with --docs", s.Docs)
	}
	there, err := look(ctx, s)
	if err != nil {
		return Result{}, err
	}
	w := &writer{docs: s.Docs, force: o.Force}
	if k.name == resource {
		return w.result, w.resource(there, o)
	}
	err = w.call(ctx, s, k, there, o)
	return w.result, err
}

// A writer writes the pages of one docs folder.
type writer struct {
	docs   string
	force  bool
	result Result
}

// resource writes the page of a type.
func (w *writer) resource(there *reference, o Options) error {
	file, err := pageFile(o.File, "resources/"+strings.ToLower(o.Name)+".md")
	if err != nil {
		return err
	}
	if t := there.typeOf(o.Name); t != nil && t.Page != file {
		return fmt.Errorf("%s describes the type %s already", t.Page, o.Name)
	}
	page, err := describeType(there, file, o)
	if err != nil {
		return err
	}
	return w.write(file, "resource.md", page)
}

// call writes the page of a call, and those of the types that it needs and no page has.
func (w *writer) call(ctx context.Context, s config.Settings, k *kind, there *reference, o Options) error {
	c, err := newCall(k, there, o)
	if err != nil {
		return err
	}
	if err := w.absent(c.file); err != nil {
		return err
	}
	for _, name := range c.needs() {
		if there.typeOf(name) != nil {
			continue
		}
		of := Options{Name: name}
		if name == c.subject() {
			of.Properties, o.Properties = o.Properties, nil
		}
		if err := w.resource(there, of); err != nil {
			return err
		}
		w.result.Refers = true
		if there, err = look(ctx, s); err != nil {
			return err
		}
	}
	page, err := c.describe(there, o)
	if err != nil {
		return err
	}
	return w.write(c.file, "call.md", page)
}

// pageFile returns the path of a page below the docs folder, with slashes: the one that
// was asked for or else another.
func pageFile(asked, otherwise string) (string, error) {
	if asked == "" {
		return otherwise, nil
	}
	clean := path.Clean(filepath.ToSlash(asked))
	switch {
	case !filepath.IsLocal(filepath.FromSlash(clean)) || path.IsAbs(clean):
		return "", fmt.Errorf("--file %q leads out of the docs folder: the path is relative to that", asked)
	case !slices.Contains([]string{".md", ".markdown", ".mdx"}, path.Ext(clean)):
		return "", fmt.Errorf("--file %q is no page: the names of pages end in .md", asked)
	case strings.ContainsFunc(clean, func(r rune) bool { return !isNameRune(r) && !strings.ContainsRune("/.-", r) }):
		return "", fmt.Errorf("--file %q: write letters, digits, hyphens and underscores alone, since links lead to the page", asked)
	case strings.HasPrefix(clean, ".") || strings.Contains(clean, "/."):
		return "", fmt.Errorf("--file %q is hidden, and hidden files are no pages", asked)
	}
	return clean, nil
}

// place returns the path of a page on disk. No link below the docs folder leads there.
func (w *writer) place(file string) (string, error) {
	docs, err := checkout.Resolve(w.docs)
	if err != nil {
		return "", fmt.Errorf("docs folder: %w", err)
	}
	dir := filepath.Join(docs, filepath.FromSlash(path.Dir(file)))
	real, err := checkout.Resolve(dir)
	if err == nil && real != dir {
		err = errors.New("a symbolic link leads out of the docs folder")
	}
	if err != nil {
		return "", fmt.Errorf("%s is not written: %w", config.Short(filepath.Join(w.docs, filepath.FromSlash(file))), err)
	}
	return filepath.Join(dir, path.Base(file)), nil
}
