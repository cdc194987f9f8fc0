package source

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// Finding pages. fs.WalkDir does not follow symbolic links, so this is a walk of our own.
// A link to something in the docs folder is followed, but every folder is visited and every
// file is taken once: real ones first, then linked ones in the order of their names. So a
// page that can be reached in two ways has its own path, and a link to a folder above is
// not followed for ever.

// A found is a page that the walk has found.
type found struct {
	path string
	info fs.FileInfo // of the file, where a link led to it
}

// A finder walks the docs folder.
type finder struct {
	root           *os.Root
	skip           func(path string) bool
	mark           string // the file that marks a reference of its own, or ""
	made           Made
	apart          []string // folders that have it
	folders, files identities
	links          []string // symbolic links not looked at yet
	pages          []found
	diags          []diag.Diagnostic
}

// find returns the pages below root, and the folders that are references of their own, in
// the order of their paths.
func find(ctx context.Context, root *os.Root, o Options) (pages []found, apart []string, _ []diag.Diagnostic, _ error) {
	f := &finder{root: root, skip: o.Skip, mark: o.Apart, made: o.Made, folders: identities{}, files: identities{}}
	info, err := root.Stat(".")
	if err != nil {
		return nil, nil, nil, err
	}
	f.folders.add(info)
	if err := f.walk(ctx, ".", false); err != nil {
		return nil, nil, nil, err
	}
	if len(f.links) > 0 { // which may lead to what has been taken
		for _, page := range f.pages {
			f.files.add(page.info)
		}
	}
	for len(f.links) > 0 {
		links := f.links
		f.links = nil
		slices.Sort(links)
		for _, link := range links {
			if err := f.follow(ctx, link); err != nil {
				return nil, nil, nil, err
			}
		}
	}
	slices.SortFunc(f.pages, func(a, b found) int { return strings.Compare(a.path, b.path) })
	slices.Sort(f.apart)
	return f.pages, f.apart, f.diags, nil
}

// walk visits the folder dir and the folders below it. Links are followed later. Where dir
// was reached by a link, what has been visited before is skipped.
func (f *finder) walk(ctx context.Context, dir string, linked bool) error {
	pending := []string{dir}
	for len(pending) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		dir := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		entries, err := fs.ReadDir(f.root.FS(), dir)
		if err != nil {
			return err
		}
		if f.isApart(dir, entries) {
			f.apart = append(f.apart, dir)
			continue
		}
		output := f.made.Beside != "" && holds(entries, f.made.Beside)
		for _, entry := range entries {
			name := path.Join(dir, entry.Name())
			if hidden(entry.Name()) || output && isPage(name) && f.isMade(name) {
				continue
			}
			info, err := entry.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue // removed since the folder was listed
			}
			if err != nil {
				return err
			}
			switch {
			case entry.Type()&fs.ModeSymlink != 0:
				f.links = append(f.links, name)
			case !entry.IsDir():
				f.take(name, info, linked)
			case !fragments(entry.Name()) && !(linked && f.folders.has(info)):
				f.folders.add(info)
				pending = append(pending, name)
			}
		}
	}
	return nil
}

// isApart reports whether a folder is a reference of its own, with pages that describe
// another service. The docs folder itself is the one that is read.
func (f *finder) isApart(dir string, entries []fs.DirEntry) bool {
	return f.mark != "" && dir != "." && holds(entries, f.mark)
}

// holds reports whether a folder has something called name.
func holds(entries []fs.DirEntry, name string) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
}

// isMade reports whether a file was made from pages.
func (f *finder) isMade(name string) bool {
	info, err := f.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	file, err := f.root.Open(name)
	if err != nil {
		return false // which whoever reads it will say
	}
	defer file.Close()
	begin := make([]byte, len(f.made.Begins))
	_, err = io.ReadFull(file, begin)
	return err == nil && string(begin) == f.made.Begins
}

// follow takes what a symbolic link leads to, or reports why it cannot.
func (f *finder) follow(ctx context.Context, link string) error {
	info, err := f.root.Stat(link)
	switch {
	case err == nil && info.IsDir():
		if fragments(path.Base(link)) || f.folders.has(info) {
			return nil
		}
		f.folders.add(info)
		return f.walk(ctx, link, true)
	case err == nil:
		f.take(link, info, true)
		return nil
	case errors.Is(err, fs.ErrPermission):
		return err
	case errors.Is(err, fs.ErrNotExist):
		if isPage(link) && f.wanted(link) {
			f.report(link, "page-missing", "the page is a symbolic link to a file that does not exist",
				"mend the link or remove it")
		}
	default: // out of the folder, or round in a circle
		f.report(link, "page-outside", "the symbolic link leads out of the docs folder or nowhere; it is not followed",
			"put the pages into the docs folder, or link to them by a relative path that stays in it")
	}
	return nil
}

// take adds the file of a name if it is a page that is to be read.
func (f *finder) take(name string, info fs.FileInfo, linked bool) {
	switch {
	case !isPage(name) || !f.wanted(name):
	case !info.Mode().IsRegular():
		f.report(name, "page-not-a-file", "the page is not a regular file; it is not read", "replace it by a file")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl):
		f.report(printable(name), "page-name", "the page's path is not UTF-8 or holds control characters; it is not read", "rename the file")
	case !linked:
		f.pages = append(f.pages, found{name, info})
	case !f.files.has(info):
		f.files.add(info)
		f.pages = append(f.pages, found{name, info})
	}
}

// wanted reports whether the page of a name is to be read.
func (f *finder) wanted(name string) bool { return f.skip == nil || !f.skip(name) }

func (f *finder) report(name, code, message, hint string) {
	f.diags = append(f.diags, fileDiagnostic(name, code, message, hint))
}

// fileDiagnostic is about a whole file.
func fileDiagnostic(name, code, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: code, Severity: diag.Error, File: name, Line: 1, Column: 1, Message: message, Hint: hint,
	}
}

// hidden reports whether a name is one that tools and people keep out of sight.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || name == "node_modules" }

// fragments reports whether the files of a folder are parts of pages, which are read
// only where INCLUDE lines name them. DocFX and the Open Publishing System use this name.
func fragments(name string) bool {
	return strings.EqualFold(name, "includes") || strings.EqualFold(name, "_includes")
}

func isPage(name string) bool { return api.IsPage(name) }

// printable renders a name that cannot stand in a message as it is.
func printable(name string) string {
	quoted := strconv.QuoteToGraphic(name)
	return quoted[1 : len(quoted)-1]
}

// identities distinguishes files by what they are, not by their names.
// Size and time narrow the search, so that it does not grow with the folder.
type identities map[identity][]fs.FileInfo

type identity struct {
	size int64
	time time.Time
}

func identify(info fs.FileInfo) identity { return identity{info.Size(), info.ModTime()} }

func (seen identities) add(info fs.FileInfo) {
	key := identify(info)
	seen[key] = append(seen[key], info)
}

func (seen identities) has(info fs.FileInfo) bool {
	return slices.ContainsFunc(seen[identify(info)], func(other fs.FileInfo) bool { return os.SameFile(info, other) })
}
