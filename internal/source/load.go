// Package source finds the pages below the docs folder and reads them.
//
// Pages come from pull requests, so the folder is opened as an [os.Root]: no
// link and no INCLUDE line in it reaches a file outside. What cannot be read as
// a page for a reason that lies in the folder's content is a diagnostic, and the
// other pages are read; an error means that the machine or the caller is at
// fault. The pages come back in the order of their paths below the folder, and
// nothing depends on where the folder is or on the order in which it lists them.
package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/parser"
)

// The default limits of [Options]. The longest page of Microsoft Graph's
// reference has 200 KB, the whole of it 14 MB.
const (
	DefaultMaxPage  = parser.DefaultMaxSize
	DefaultMaxTotal = 1 << 30
)

// Options tells [Load] what to read.
type Options struct {
	// Dir is the docs folder.
	Dir string
	// Skip tells of pages, by their paths below Dir, that are not to be read;
	// nil means none. It is asked about every page once.
	Skip func(path string) bool
	// MaxPage and MaxTotal limit the bytes of one page and of all; zero means
	// the defaults.
	MaxPage, MaxTotal int64
	// Progress is called, from any goroutine, when done of total pages are read.
	Progress func(done, total int)
}

// Load reads and parses the pages of a docs folder. It returns them in the order
// of their paths, with what is to be said about files that are none. Errors are
// about the folder: it is missing, is no folder, cannot be read, holds no pages.
func Load(ctx context.Context, o Options) ([]*parser.Page, []diag.Diagnostic, error) {
	root, err := openDocs(o.Dir)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	files, diags, err := find(ctx, root, o.Skip)
	if err != nil {
		return nil, nil, fmt.Errorf("docs folder %s: %w", o.Dir, err)
	}
	if len(files) == 0 && len(diags) == 0 {
		return nil, nil, noPages(o)
	}
	l := &loader{root: root, maxPage: orDefault(o.MaxPage, DefaultMaxPage)}
	files, tooLong := l.fitting(files)
	diags = append(diags, tooLong...)
	if err := checkTotal(files, orDefault(o.MaxTotal, DefaultMaxTotal)); err != nil {
		return nil, nil, fmt.Errorf("docs folder %s: %w", o.Dir, err)
	}
	pages, err := l.load(ctx, files, o.Progress)
	if err != nil {
		return nil, nil, fmt.Errorf("docs folder %s: %w", o.Dir, err)
	}
	return l.withoutFragments(pages), diags, nil
}

func orDefault(n, otherwise int64) int64 {
	if n > 0 {
		return n
	}
	return otherwise
}

func openDocs(dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("docs folder %s does not exist: name the folder of the pages with --docs or \"docs\" in sdkscribe.yaml", dir)
	case err != nil:
		return nil, fmt.Errorf("docs folder %s: %w", dir, err)
	case !info.IsDir():
		return nil, fmt.Errorf("docs folder %s is not a folder", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("docs folder %s: %w", dir, err)
	}
	return root, nil
}

func noPages(o Options) error {
	if o.Skip != nil {
		return fmt.Errorf("docs folder %s: no page (*.md) is left by the exclude patterns", o.Dir)
	}
	return fmt.Errorf("docs folder %s holds no pages (*.md)", o.Dir)
}

func checkTotal(files []found, limit int64) error {
	var total int64
	for _, file := range files {
		if total += file.size; total > limit {
			return fmt.Errorf("more than %d MiB of pages: narrow it with exclude patterns", limit>>20)
		}
	}
	return nil
}

// A loader reads pages and what they include.
type loader struct {
	root    *os.Root
	maxPage int64
	parts   parts
}

// fitting returns the files that are not too long, and a diagnostic for each other.
func (l *loader) fitting(files []found) (kept []found, tooLong []diag.Diagnostic) {
	for _, file := range files {
		if file.size <= l.maxPage {
			kept = append(kept, file)
			continue
		}
		tooLong = append(tooLong, fileDiagnostic(file.path, parser.CodePageTooLarge,
			fmt.Sprintf("the page has %d bytes; pages of more than %d are not read", file.size, l.maxPage),
			"split the page, or leave it out with an exclude pattern"))
	}
	return kept, tooLong
}

func (l *loader) load(ctx context.Context, files []found, progress func(done, total int)) ([]*parser.Page, error) {
	pages := make([]*parser.Page, len(files))
	var done atomic.Int64
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range files {
		if running.Err() != nil {
			break
		}
		g.Go(func() (err error) {
			if pages[i], err = l.page(file.path); err != nil {
				return err
			}
			if n := int(done.Add(1)); progress != nil {
				progress(n, len(files))
			}
			return running.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return pages, ctx.Err()
}

// page reads and parses one page.
func (l *loader) page(name string) (*parser.Page, error) {
	text, err := l.read(name)
	if err != nil {
		return nil, err
	}
	return parser.Parse(name, text, parser.Options{Include: l.include, MaxSize: int(l.maxPage)}), nil
}

// read returns a regular file's content.
func (l *loader) read(name string) ([]byte, error) {
	info, err := l.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNoFile}
	}
	f, err := l.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var text bytes.Buffer
	text.Grow(int(min(info.Size(), l.maxPage)) + bytes.MinRead)
	_, err = text.ReadFrom(io.LimitReader(f, l.maxPage+1))
	if err == nil && int64(text.Len()) > l.maxPage {
		err = &fs.PathError{Op: "read", Path: name, Err: errTooLong}
	}
	return text.Bytes(), err
}

// withoutFragments leaves out what is only a part of other pages: a file that
// some page includes and that has neither front matter nor a title of its own.
func (l *loader) withoutFragments(pages []*parser.Page) []*parser.Page {
	kept := pages[:0]
	for _, page := range pages {
		included := l.parts.files[page.Path] != nil
		if included && len(page.FrontMatter) == 0 && page.Title == "" {
			continue
		}
		kept = append(kept, page)
	}
	return kept
}
