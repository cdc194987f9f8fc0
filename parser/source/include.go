package source

import (
	"errors"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/limits"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// Including. The parser asks for the file that an INCLUDE line names, and this file finds
// it. As in DocFX, a target is relative to the page that names it, or to the docs folder if
// it starts with "~/" or "/". Its text is resolved to a path first, so that it means the
// same on every system. The file is opened through the folder's [os.Root], so that no
// symbolic link leads outside.

// parts are the files that INCLUDE lines have named: a note that every page
// includes is read once.
type parts struct {
	mu    sync.Mutex
	files map[string]*slot
}

type slot struct {
	once sync.Once
	part *part
}

type part struct {
	text []byte
	sum  stamp.Sum
	err  error
	// lacking is the folder that the part would be in, where that is missing.
	lacking string
}

// at returns the slot for the part at a path, the same for the same path.
func (p *parts) at(name string) *slot {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.files == nil {
		p.files = map[string]*slot{}
	}
	if p.files[name] == nil {
		p.files[name] = &slot{}
	}
	return p.files[name]
}

// include is [parser.Options.Include]. Its errors say in the same words on every
// system why a file cannot be included.
func (f *Folder) include(page, target string) (text []byte, name string, err error) {
	name, err = resolve(page, target)
	if err != nil {
		return nil, "", err
	}
	p := f.part(name)
	return p.text, name, p.err
}

// maxIncluded is how many bytes each page may include: an even share of what all pages
// may include together, so that it does not depend on which page is read first.
func (f *Folder) maxIncluded() int {
	return min(max(limits.IncludedByAll/max(len(f.files), 1), limits.IncludedByEach), limits.Included)
}

// part returns the file at a path below the docs folder, or why it cannot be read.
func (f *Folder) part(name string) *part {
	slot := f.parts.at(name)
	slot.once.Do(func() { slot.part = f.readPart(name) })
	return slot.part
}

func (f *Folder) readPart(name string) *part {
	if dir := path.Dir(name); f.lacks(dir) {
		return &part{lacking: dir, err: reason(fs.ErrNotExist)}
	}
	text, err := f.read(name)
	return &part{text: text, sum: sumOf(text), err: reason(err)}
}

// lacks reports whether there is no folder dir. Where pages include thousands of
// files that were not published with them, it saves looking for each.
func (f *Folder) lacks(dir string) bool {
	if known, ok := f.lacking.Load(dir); ok {
		return known.(bool)
	}
	_, err := f.root.Stat(dir)
	missing := errors.Is(err, fs.ErrNotExist)
	f.lacking.Store(dir, missing)
	return missing
}

var (
	errTooLong = errors.New("it is too long")
	errNoFile  = errors.New("it is no file")
)

// resolve returns the path below the docs folder of what page includes as target.
func resolve(page, target string) (string, error) {
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	target = strings.ReplaceAll(target, `\`, "/")
	name := path.Join(path.Dir(page), target)
	for _, fromTop := range []string{"~/", "/"} {
		if rest, ok := strings.CutPrefix(target, fromTop); ok {
			name = path.Clean(rest)
			break
		}
	}
	if !fs.ValidPath(name) || strings.Contains(name, "\x00") {
		return "", parser.ErrOutside
	}
	return name, nil
}

// reason says what is wrong with an included file, without the names and codes
// that differ between systems.
func reason(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errTooLong), errors.Is(err, errNoFile):
		return errors.Unwrap(err)
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("it may not be read")
	}
	return parser.ErrOutside // a link that leads out, or round in a circle
}
