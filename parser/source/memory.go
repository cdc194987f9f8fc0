package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unsafe"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/source/stamp"
)

// Remembering pages. A page has to be parsed again only if its text has changed, or a file
// that its INCLUDE lines name. A Memory holds pages together with the sums of these files,
// as bytes that can be kept between runs. Pages from a Memory are the same as parsed ones.

// sumOf returns the sum by which a text is known. Its first half is that of the text
// with line ends of Unix, which is what it means and what [Folder.Sums] tells: git may
// check out either. Its second half tells the text itself from all others.
func sumOf(text []byte) stamp.Sum {
	sum := stamp.Sum(sha256.Sum256(text))
	if bytes.Contains(text, []byte("\r\n")) {
		unix := sha256.Sum256(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		copy(sum[:len(sum)/2], unix[:])
	}
	return sum
}

// A Memory holds pages as they were parsed. It is kept in two parts: a base of all pages,
// which has megabytes and is seldom written, and the few pages that have changed since.
type Memory struct {
	entries []entry
	// before are the entries of both parts as they were kept, base those of the
	// first.
	before, base map[string]*entry
	edited       bool
}

// An entry is a remembered page.
type entry struct {
	path string
	sum  stamp.Sum
	// asked are the files that INCLUDE lines have led to, in order.
	asked []inclusion
	// most is how many bytes the page was allowed to include.
	most int
	// page is encoded; "" for a page that cannot be.
	page string
}

// An inclusion is what there was at the path of a file to be included, as
// [part.state] has it.
type inclusion struct{ name, state string }

// page parses a page, or takes it from memory.
func (f *Folder) page(from *file, memory *Memory) (*parser.Page, entry, error) {
	if memory != nil {
		if e := memory.before[from.path]; e != nil && e.page != "" && f.holds(from, e) {
			if page, err := parser.Decode(e.page); err == nil {
				return page, *e, nil
			}
		}
	}
	if !from.read {
		var err error
		if *from, err = f.readPage(from.path); err != nil {
			return nil, entry{}, err
		}
	}
	e := entry{path: from.path, sum: from.sum, most: f.maxIncluded()}
	page := parser.Parse(from.path, from.text, parser.Options{MaxSize: int(f.maxPage), MaxIncluded: e.most, Include: func(page, target string) ([]byte, string, error) {
		text, name, err := f.include(page, target)
		if memory != nil && name != "" {
			e.asked = append(e.asked, inclusion{name, f.part(name).state()})
		}
		return text, name, err
	}})
	if memory != nil {
		if data, err := parser.Encode(nil, page); err == nil {
			e.page = string(data)
		}
	}
	return page, e, nil
}

// holds reports whether a page and the files that it includes are as they were when e was
// made.
func (f *Folder) holds(from *file, e *entry) bool {
	if e.sum != from.sum || len(e.asked) > 0 && e.most != f.maxIncluded() {
		return false
	}
	for _, x := range e.asked {
		if f.part(x.name).state() != x.state {
			return false
		}
	}
	return true
}

// replace makes m hold entries instead of those before. Two entries that hold the
// same bytes are one that was used again.
func (m *Memory) replace(entries []entry) {
	m.edited = false
	for i := range entries {
		m.edited = m.edited || !entries[i].same(m.before[entries[i].path])
	}
	m.entries = entries
}

// same reports whether two entries, of which the second may be nil, hold the same.
func (e *entry) same(f *entry) bool {
	return f != nil && e.sum == f.sum && e.page == f.page && e.most == f.most && slices.Equal(e.asked, f.asked)
}

// worthKeeping says when the base is written again: when the pages that have changed since
// have more than one in so many of its bytes.
const worthKeeping = 8

// Encode returns the two parts of the memory to keep. A part is nil where the one that was
// kept before is still right.
func (m *Memory) Encode() (base, edits []byte) {
	if !m.edited {
		return nil, nil
	}
	var changed []entry
	size, changedSize := 0, 0
	for _, e := range m.entries {
		size += len(e.page)
		if !e.same(m.base[e.path]) {
			changed = append(changed, e)
			changedSize += len(e.page)
		}
	}
	if changedSize*worthKeeping > size {
		return encodeEntries(m.entries), encodeEntries(nil)
	}
	return nil, encodeEntries(changed)
}

func encodeEntries(entries []entry) []byte {
	size := 0
	for _, e := range entries {
		size += len(e.page) + 256
	}
	out := make([]byte, 0, size)
	text := func(s string) {
		out = binary.AppendUvarint(out, uint64(len(s)))
		out = append(out, s...)
	}
	out = binary.AppendUvarint(out, uint64(len(entries)))
	for _, e := range entries {
		text(e.path)
		out = append(out, e.sum[:]...)
		out = binary.AppendUvarint(out, uint64(e.most))
		out = binary.AppendUvarint(out, uint64(len(e.asked)))
		for _, x := range e.asked {
			text(x.name)
			text(x.state)
		}
		text(e.page)
	}
	return out
}

// DecodeMemory returns the memory of two parts from [Memory.Encode]. A part that cannot be
// decoded counts as empty. Pages share the memory of the parts, which must not be changed.
func DecodeMemory(base, edits []byte) *Memory {
	m := &Memory{before: map[string]*entry{}, base: map[string]*entry{}}
	entries := decodeEntries(base)
	for i := range entries {
		m.base[entries[i].path] = &entries[i]
	}
	maps.Copy(m.before, m.base)
	later := decodeEntries(edits)
	for i := range later {
		m.before[later[i].path] = &later[i]
	}
	return m
}

// leastEntry is how many bytes an entry takes at least.
const leastEntry = len(stamp.Sum{}) + 4

func decodeEntries(data []byte) []entry {
	// Not string(data): there may be tens of megabytes of it.
	r := &memoryReader{rest: unsafe.String(unsafe.SliceData(data), len(data))}
	n := r.count()
	entries := make([]entry, 0, min(n, len(data)/leastEntry))
	for range n {
		if r.failed {
			return nil
		}
		e := entry{path: r.text()}
		copy(e.sum[:], r.take(len(e.sum)))
		e.most = r.number()
		for range r.count() {
			if r.failed {
				return nil
			}
			e.asked = append(e.asked, inclusion{r.text(), r.text()})
		}
		e.page = r.text()
		entries = append(entries, e)
	}
	if r.failed || r.rest != "" {
		return nil
	}
	return entries
}

// A memoryReader reads what Encode has written.
type memoryReader struct {
	rest   string
	failed bool
}

func (r *memoryReader) take(n int) string {
	if n > len(r.rest) {
		r.rest, r.failed = "", true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// count reads the number of things that take at least one byte each.
func (r *memoryReader) count() int {
	n := r.number()
	if n > len(r.rest) {
		r.rest, r.failed = "", true
		return 0
	}
	return n
}

func (r *memoryReader) number() int {
	n, length := binary.Uvarint([]byte(r.rest[:min(len(r.rest), binary.MaxVarintLen64)]))
	if length <= 0 || n > math.MaxInt32 {
		r.rest, r.failed = "", true
		return 0
	}
	r.rest = r.rest[length:]
	return int(n)
}

func (r *memoryReader) text() string { return r.take(r.count()) }

// State returns a sum of all that the pages depend on: two folders with the same state
// have the same pages and diagnostics. It may be called after Pages has returned, because
// only then it is known which files the pages include.
func (f *Folder) State() State {
	s := State{Files: f.fileState(), Parts: map[string]string{}}
	for name := range f.parts.files {
		p := f.part(name)
		if p.lacking != "" {
			name = p.lacking + "/"
		}
		s.Parts[name] = p.state()
	}
	return s
}

// Sums returns the sum of each page, and of each file that pages include, by its path. A
// sum has as many hexadecimal digits as are needed to notice an edit. Line ends, which git
// may change, make no difference to it. Sums may be called after Pages has returned.
func (f *Folder) Sums() map[string]string {
	const bytes = 8
	sums := make(map[string]string, len(f.files)+len(f.parts.files))
	for name, slot := range f.parts.files {
		if p := slot.part; p != nil && p.err == nil {
			sums[name] = hex.EncodeToString(p.sum[:bytes])
		}
	}
	for _, file := range f.files {
		sums[file.path] = hex.EncodeToString(file.sum[:bytes])
	}
	return sums
}

// A State is what State returns: the sum of the files that are pages, and those of
// the files that they include or try to. A name with a slash at its end is that of
// a folder that they would be in.
type State struct {
	Files string            `json:"files"`
	Parts map[string]string `json:"parts"`
}

// Is reports whether the folder is in the state s, which is that of an earlier run. It may
// be called before Pages.
func (f *Folder) Is(s State) bool {
	if s.Files != f.fileState() {
		return false
	}
	for _, name := range slices.Sorted(maps.Keys(s.Parts)) {
		// f.part would add it to the included files, and today's pages may include others.
		var now string
		if dir, ok := strings.CutSuffix(name, "/"); ok {
			now = folderState(f.lacks(dir))
		} else {
			now = f.readPart(name).state()
		}
		if now != s.Parts[name] {
			return false
		}
	}
	return true
}

func (f *Folder) fileState() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %q\n", f.maxPage, f.Diagnostics)
	for _, file := range f.files {
		fmt.Fprintf(h, "%d %s", len(file.path), file.path)
		h.Write(file.sum[:])
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func folderState(missing bool) string {
	if missing {
		return "missing"
	}
	return "there"
}

func (p *part) state() string {
	if p.lacking != "" {
		return folderState(true)
	}
	if p.err != nil {
		return p.err.Error()
	}
	return hex.EncodeToString(p.sum[:])
}
