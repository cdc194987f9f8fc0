package parser

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// DefaultMaxSize is the size up to which a page is read where Options says nothing.
const DefaultMaxSize = 8 << 20

// Options say how a page is read. The zero Options are enough for a page that includes
// nothing.
type Options struct {
	// Include reads the file that page includes as target. It returns the file's text
	// and its path, by which cycles are found. It has to refuse files that the author
	// of a page may not read. Where it is nil, including is a diagnostic.
	Include func(page, target string) (text []byte, path string, err error)
	// MaxSize is the size in bytes above which a page is not read. Zero means
	// DefaultMaxSize.
	MaxSize int
	// MaxIncluded is how many bytes the page may include. Zero means [limits.Included].
	MaxIncluded int
}

// Parse reads one page. It never fails: whatever is wrong with the page is among its
// Diagnostics, each with its position, and the rest of the page is read. Path is the page's
// path below the docs folder, with slashes. Parse may be called from several goroutines.
// Time and memory are linear in the size of source and of what it includes.
func Parse(path string, source []byte, opts Options) *Page {
	r := &reader{page: &Page{Path: path}, opts: opts}
	r.read(source)
	r.finish()
	return r.page
}

// A reader is the state of reading one page.
type reader struct {
	page *Page
	opts Options
	src  *source // the page's body, or the included text being read
	// section is the one that blocks go to, nil before the first.
	section *Section
	tab     string // the tab that blocks stand in
	quote   int    // how many block quotes are open
	pending *pending
	inline  inline
	skip    int      // nodes that start before this offset belong to a comment
	files   []string // the included files being read, outermost first
	within  *Pos     // the line that includes what is being read, nil on the page itself
	volume  int      // bytes included so far
	lacking int      // cells that the rows of tables lack, so far
	wide    bool     // they lack too many, and it was said
}

// maxDiagnostics is how many diagnostics one page can have.
const maxDiagnostics = 2000

func (r *reader) report(severity diag.Severity, pos Pos, code, message, hint string) {
	if r.within != nil {
		pos = *r.within
	}
	if n := len(r.page.Diagnostics); n >= maxDiagnostics {
		if n == maxDiagnostics {
			r.page.Diagnostics = append(r.page.Diagnostics, diag.Diagnostic{
				Code: CodeTooMany, Severity: diag.Warning, File: r.page.Path, Line: pos.Line, Column: pos.Column,
				Message: fmt.Sprintf("there is more to say about this page than %d diagnostics", maxDiagnostics), Hint: "correct the ones reported, then run again",
			})
		}
		return
	}
	r.page.Diagnostics = append(r.page.Diagnostics, diag.Diagnostic{
		Code: code, Severity: severity, File: r.page.Path, Line: pos.Line, Column: pos.Column, Message: message, Hint: hint,
	})
}

// read reads the page's own text.
func (r *reader) read(source []byte) {
	limit := r.opts.MaxSize
	if limit <= 0 {
		limit = DefaultMaxSize
	}
	if len(source) > limit {
		r.report(diag.Error, Pos{1, 1}, CodePageTooLarge,
			fmt.Sprintf("the page has %d bytes and is not read; the limit is %d", len(source), limit), "split the page")
		return
	}
	clean := r.clean(strings.TrimPrefix(string(source), "\uFEFF"))
	if strings.TrimSpace(clean) == "" {
		r.report(diag.Warning, Pos{1, 1}, CodeEmptyPage, "the page is empty", "write the page, or remove the file")
		return
	}
	body, line := r.frontMatter(clean)
	r.src = newSource(body, line)
	if r.page.FrontMatter["title"] != "" {
		r.page.Title = r.page.FrontMatter["title"]
		r.page.TitlePos = Pos{1, 1}
	}
	if r.tooComplex(body) {
		return
	}
	r.markdown()
}

// finish completes the page after its last block.
func (r *reader) finish() {
	r.dropPending()
	r.page.title()
	r.page.foldSuppressions()
	r.page.Diagnostics = diag.Sort(r.page.Diagnostics)
	kept := r.page.Diagnostics[:0]
	for _, d := range r.page.Diagnostics {
		if !Suppresses(r.page, d) {
			kept = append(kept, d)
		}
	}
	r.page.Diagnostics = kept
}

// title sets the title from the first heading of level one.
func (p *Page) title() {
	for _, s := range p.Sections {
		if s.Level == 1 && s.Heading.Plain != "" {
			p.Title, p.TitlePos = s.Heading.Plain, s.Heading.Pos
			return
		}
	}
	if a := p.Annotation; p.Title == "" && a != nil && a.Title != "" {
		p.Title, p.TitlePos = a.Title, a.Pos
	}
}

// markdown reads r.src. If goldmark panics, the page is reported and the others are
// read: pages may come from people who try to make it panic.
func (r *reader) markdown() {
	defer func() {
		if v := recover(); v != nil {
			r.report(diag.Error, r.src.pos(0), CodeInternal, fmt.Sprintf("the markdown cannot be read: %v", v), "simplify the page's markdown")
		}
	}()
	r.src.bytes = linkShortcodes([]byte(r.src.text))
	doc := markdown().Parse(text.NewReader(r.src.bytes))
	r.blocks(doc)
}

// clean replaces bytes that no page should hold. The text keeps its length, so that
// positions stay right.
func (r *reader) clean(s string) string {
	if !utf8.ValidString(s) {
		s = r.cleanUTF8(s)
	}
	if i := strings.IndexByte(s, 0); i >= 0 {
		r.report(diag.Warning, newSource(s, 1).pos(i), CodeNulByte,
			fmt.Sprintf("the page holds %d NUL bytes, read as blanks", strings.Count(s, "\x00")), "remove them")
		s = strings.ReplaceAll(s, "\x00", " ")
	}
	return s
}

func (r *reader) cleanUTF8(s string) string {
	out := []byte(s)
	first, count := -1, 0
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if c == utf8.RuneError && n == 1 {
			if first < 0 {
				first = i
			}
			count++
			out[i] = '?'
		}
		i += n
	}
	r.report(diag.Error, newSource(s, 1).pos(first), CodeNotUTF8,
		fmt.Sprintf("byte %#02x is no UTF-8; %d bytes of the page were read as question marks", s[first], count), "save the page as UTF-8")
	return string(out)
}

// Bounds on what goldmark is given. Its work and its memory grow with lines times
// open containers, and it calls itself once per container.
const (
	maxNesting = 48
	maxWork    = 2_000_000
)

// tooComplex reports a page that would take goldmark time or memory out of proportion.
func (r *reader) tooComplex(body string) bool {
	deepest, lines := 0, 0
	for at := 0; at < len(body); lines++ {
		n := strings.IndexByte(body[at:], '\n')
		if n < 0 {
			n = len(body) - at - 1
		}
		depth := nesting(body[at : at+n+1])
		if depth > maxNesting {
			r.report(diag.Error, r.src.pos(at), CodePageTooComplex,
				fmt.Sprintf("lists and quotes are nested deeper than %d levels; the page is not read", maxNesting), "write the page flatter")
			return true
		}
		deepest = max(deepest, depth)
		at += n + 1
	}
	if lines*(deepest+1) > maxWork {
		r.report(diag.Error, r.src.pos(0), CodePageTooComplex,
			fmt.Sprintf("the page has %d lines with lists and quotes up to %d levels deep and is not read", lines, deepest), "split the page")
		return true
	}
	return false
}

// nesting bounds from above how many containers a line's markers open.
func nesting(line string) int {
	depth, indent := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			indent++
		case c == '\t':
			indent += 4
		case c == '>':
			depth++
		case (c == '-' || c == '*' || c == '+') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
		case '0' <= c && c <= '9':
			j := i
			for j < len(line) && j-i < 9 && '0' <= line[j] && line[j] <= '9' {
				j++
			}
			if j+1 >= len(line) || line[j] != '.' && line[j] != ')' || line[j+1] != ' ' && line[j+1] != '\t' {
				return depth
			}
			depth++
			i = j
		default:
			if depth == 0 {
				return 0
			}
			return depth + indent/8
		}
	}
	if depth == 0 {
		return 0
	}
	return depth + indent/8
}

// add appends a block to the section being read.
func (r *reader) add(b Block) {
	if r.section == nil {
		r.open(&Section{Pos: b.Position()})
	}
	r.section.Blocks = append(r.section.Blocks, b)
}

func (r *reader) open(s *Section) {
	r.section = s
	r.page.Sections = append(r.page.Sections, s)
}

var _ ast.Node = (*blockNode)(nil)
