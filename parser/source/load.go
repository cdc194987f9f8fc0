// Package source finds the pages below a folder and reads them.
//
// A folder goes in; pages as syntax trees come out, with diagnostics about files that
// could not be read as pages. [Load] does all of that. [Open] does it in two steps, for
// programs that want to look at the folder between them, or that keep a [Memory] of pages
// from one run to the next.
//
// An error means that the folder itself cannot be read or has no pages, or that the
// context is done. What is wrong with one file is a diagnostic, and the other pages are
// read. Pages may come from people who are not trusted: the folder is opened as an
// [os.Root], so that no symbolic link and no INCLUDE line in it reaches a file outside,
// and the size of a page and of all pages is limited. Pages are in the order of their
// paths below the folder. Nothing depends on where the folder is or on the order in which
// the system lists it.
package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// The default limits of [Options], in bytes. The longest page of Microsoft Graph's
// reference has 200 KB, all of its pages have 14 MB.
const (
	DefaultMaxPage  = parser.DefaultMaxSize
	DefaultMaxTotal = 1 << 30
)

// Options says what [Load] reads.
type Options struct {
	// Dir is the docs folder.
	Dir string
	// Skip reports whether a page, by its path below Dir, is not to be read;
	// nil skips none. It is asked about every page once.
	Skip func(path string) bool
	// Apart is the name of a file, such as a configuration, that makes a folder below Dir
	// a reference of its own: no page in it or below it is read. "" looks for none.
	Apart string
	// Made tells what was made from pages, and is none itself.
	Made Made
	// MaxPage and MaxTotal limit the bytes of one page and of all; zero means
	// the defaults.
	MaxPage, MaxTotal int64
	// Stamps holds the sums of files that have not changed since an earlier run, and is
	// given those of files that are read. It may be nil.
	Stamps *stamp.Book
	// Progress is called when done of total pages have been read, from several
	// goroutines at a time. It may be nil.
	Progress func(done, total int)
}

// Made tells files that were made from pages, such as the README of an SDK that stands below
// the docs folder: they begin with a text, in folders that have a file called Beside. The
// zero Made tells none.
type Made struct{ Beside, Begins string }

// Load reads and parses the pages of a docs folder. It returns them in the order of
// their paths, with diagnostics about files that could not be read as pages. Diagnostics
// about what is on a page are in the page. The error is that the folder is missing, is
// not a folder, cannot be read or has no pages, or that of ctx.
func Load(ctx context.Context, o Options) ([]*parser.Page, []diag.Diagnostic, error) {
	f, err := Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	pages, err := f.Pages(ctx, nil)
	return pages, f.Diagnostics, err
}

// A Folder is a docs folder whose pages have been found, but not parsed. It has to be
// closed.
type Folder struct {
	// Diagnostics are about files that could not be read as pages.
	Diagnostics []diag.Diagnostic
	// Apart are the folders that are references of their own, by their paths, in order.
	Apart []string

	dir      string
	root     *os.Root
	maxPage  int64
	stamps   *stamp.Book
	progress func(done, total int)
	files    []file
	parts    parts
	lacking  sync.Map // from folders to whether they are missing

	mu   sync.Mutex
	dirs map[string]*os.Root // the folders of the pages, opened
}

// A file is a page as it stands in the folder. Its text has not been read where its
// stamp told the sum.
type file struct {
	path string
	text []byte
	sum  stamp.Sum
	read bool
}

// Open finds the pages of a docs folder and reads the texts of those that their stamps
// do not tell to be as they were. Its errors are those of [Load].
func Open(ctx context.Context, o Options) (*Folder, error) {
	root, err := openDocs(o.Dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{dir: o.Dir, root: root, dirs: map[string]*os.Root{}, maxPage: orDefault(o.MaxPage, DefaultMaxPage), stamps: o.Stamps, progress: o.Progress}
	if err := f.open(ctx, o); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (f *Folder) open(ctx context.Context, o Options) error {
	files, apart, diags, err := find(ctx, f.root, o)
	if err != nil {
		return f.error(err)
	}
	f.Apart = apart
	if len(files) == 0 && len(diags) == 0 {
		return noPages(o)
	}
	files, tooLong := f.fitting(files)
	f.Diagnostics = append(diags, tooLong...)
	if err := checkTotal(files, orDefault(o.MaxTotal, DefaultMaxTotal)); err != nil {
		return f.error(err)
	}
	f.files = make([]file, len(files))
	err = parallel.Try(ctx, len(files), func(i int) error {
		if sum, ok := f.stamps.Sum(files[i].path, files[i].info); ok {
			f.files[i] = file{path: files[i].path, sum: sum}
			return nil
		}
		var err error
		f.files[i], err = f.readPage(files[i].path)
		return err
	})
	if err != nil {
		return f.error(err)
	}
	return nil
}

// Close closes the folder. Pages that were returned stay valid.
func (f *Folder) Close() {
	for _, dir := range f.dirs {
		if dir != nil {
			_ = dir.Close()
		}
	}
	_ = f.root.Close()
}

func (f *Folder) error(err error) error { return fmt.Errorf("docs folder %s: %w", f.dir, err) }

// Pages parses the pages and returns them in the order of their paths. Pages that are in
// memory and have not changed are taken from there, and afterwards memory holds all pages.
// It may be nil. The error is that of reading a file, or that of ctx.
func (f *Folder) Pages(ctx context.Context, memory *Memory) ([]*parser.Page, error) {
	pages := make([]*parser.Page, len(f.files))
	entries := make([]entry, len(f.files))
	var done atomic.Int64
	err := parallel.Try(ctx, len(f.files), func(i int) error {
		var err error
		pages[i], entries[i], err = f.page(&f.files[i], memory)
		if n := int(done.Add(1)); f.progress != nil {
			f.progress(n, len(f.files))
		}
		return err
	})
	if err != nil {
		return nil, f.error(err)
	}
	if memory != nil {
		memory.replace(entries)
	}
	return f.withoutFragments(pages), nil
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

// ErrNoPages reports that there is a docs folder, and no page in it.
var ErrNoPages = errors.New("holds no pages (*.md, *.markdown, *.mdx)")

func noPages(o Options) error {
	if o.Skip != nil {
		return fmt.Errorf("docs folder %s: no page (*.md, *.markdown, *.mdx) is left by the exclude patterns", o.Dir)
	}
	return fmt.Errorf("docs folder %s %w", o.Dir, ErrNoPages)
}

func checkTotal(files []found, limit int64) error {
	var total int64
	for _, file := range files {
		if total += file.info.Size(); total > limit {
			return fmt.Errorf("more than %d MiB of pages: narrow it with exclude patterns", limit>>20)
		}
	}
	return nil
}

// fitting returns the files that are not too long, and a diagnostic for each other.
func (f *Folder) fitting(files []found) (kept []found, tooLong []diag.Diagnostic) {
	for _, file := range files {
		if file.info.Size() <= f.maxPage {
			kept = append(kept, file)
			continue
		}
		tooLong = append(tooLong, fileDiagnostic(file.path, parser.CodePageTooLarge,
			fmt.Sprintf("the page has %d bytes; pages of more than %d are not read", file.info.Size(), f.maxPage),
			"split the page, or leave it out with an exclude pattern"))
	}
	return kept, tooLong
}

// read returns a regular file's content.
func (f *Folder) read(name string) ([]byte, error) {
	info, err := f.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNoFile}
	}
	text, _, err := f.readFound(name)
	return text, err
}

// readPage reads a page that was found, and notes its sum.
func (f *Folder) readPage(name string) (file, error) {
	before := time.Now()
	text, info, err := f.readFound(name)
	if err != nil {
		return file{}, err
	}
	sum := sumOf(text)
	f.stamps.Note(name, info, before, sum)
	return file{name, text, sum, true}, nil
}

// readFound returns the content of a file that was a regular one when it was
// looked at, and what there is to know of it besides.
func (f *Folder) readFound(name string) ([]byte, fs.FileInfo, error) {
	opened, err := f.openFile(name)
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close()
	info, err := opened.Stat()
	if err != nil {
		return nil, nil, err
	}
	var text bytes.Buffer
	text.Grow(int(min(info.Size(), f.maxPage)) + bytes.MinRead)
	_, err = text.ReadFrom(io.LimitReader(opened, f.maxPage+1))
	if err == nil && int64(text.Len()) > f.maxPage {
		err = &fs.PathError{Op: "read", Path: name, Err: errTooLong}
	}
	return text.Bytes(), info, err
}

// openFile opens a file from its own folder: from the docs folder, each of thousands
// would be reached through all folders on the way to it.
func (f *Folder) openFile(name string) (*os.File, error) {
	if dir := f.opened(path.Dir(name)); dir != nil {
		if opened, err := dir.Open(path.Base(name)); err == nil {
			return opened, nil
		}
	}
	return f.root.Open(name) // where it is a link to another folder, or not to be opened
}

// maxOpened is how many folders are held open: systems limit that.
const maxOpened = 64

// opened returns a folder below the docs folder, nil where it cannot be opened or too
// many are.
func (f *Folder) opened(name string) *os.Root {
	f.mu.Lock()
	defer f.mu.Unlock()
	dir, ok := f.dirs[name]
	if !ok && len(f.dirs) < maxOpened {
		dir, _ = f.root.OpenRoot(name)
		f.dirs[name] = dir
	}
	return dir
}

// withoutFragments leaves out what is only a part of other pages: a file that
// some page includes and that has neither front matter nor a title of its own.
func (f *Folder) withoutFragments(pages []*parser.Page) []*parser.Page {
	kept := pages[:0]
	for _, page := range pages {
		included := f.parts.files[page.Path] != nil
		if included && len(page.FrontMatter) == 0 && page.Title == "" {
			continue
		}
		kept = append(kept, page)
	}
	return kept
}
