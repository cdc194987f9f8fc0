package parser

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
)

// Includes. A line [!INCLUDE [title](target)] stands for the text of another file. Its
// blocks become blocks of the section that includes it. Diagnostics about them have the
// position of the including line.

const (
	maxIncludes   = 8 // how deeply includes may nest
	includeOpener = "]("
)

// ErrOutside is what [Options.Include] returns for a file outside the folders that may be
// read, whether it exists or not.
var ErrOutside = errors.New("it is outside the docs folder")

func (r *reader) include(n *blockNode) {
	line := n.Lines().At(0)
	r.includeLine(line.Start, r.src.text[line.Start:line.Stop])
}

// includeLines reads the includes among a block's lines and returns how many there are.
func (r *reader) includeLines(n ast.Node) int {
	count := 0
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text := r.src.text[line.Start:line.Stop]
		if isInclude(text) {
			r.includeLine(line.Start, text)
			count++
		}
	}
	return count
}

// includeLine reads every include of a line; text behind them is kept.
func (r *reader) includeLine(at int, line string) {
	for line != "" {
		i := strings.Index(line, includeOpener)
		if i < 0 {
			break
		}
		end := strings.IndexByte(line[i:], ')')
		if end < 0 {
			break
		}
		r.includeFile(at, strings.TrimSpace(line[i+len(includeOpener):i+end]))
		line = strings.TrimPrefix(strings.TrimLeft(line[i+end+1:], " \t"), "]")
		if !isInclude(line) {
			break
		}
	}
	if rest := strings.TrimSpace(line); rest != "" && !isInclude(line) {
		pos := r.src.pos(at)
		r.add(&Paragraph{Text: Text{Pos: pos, Plain: strings.Join(strings.Fields(rest), " ")}, Quoted: r.quote > 0})
	}
}

func (r *reader) includeFile(at int, target string) {
	if content, path, ok := r.load(at, target); ok {
		r.included(at, path, content)
	}
}

// load returns the file that the text at the offset at includes as target.
func (r *reader) load(at int, target string) (content, path string, ok bool) {
	pos := r.src.pos(at)
	if r.opts.Include == nil {
		r.includeMissing(at, target, errors.New("nothing can be included here"))
		return "", "", false
	}
	if len(r.files) >= maxIncludes {
		r.report(diag.Error, pos, CodeIncludeCycle, fmt.Sprintf("includes nest deeper than %d levels at %s", maxIncludes, target), "include less deeply")
		return "", "", false
	}
	from := r.page.Path
	if n := len(r.files); n > 0 {
		from = r.files[n-1]
	}
	bytes, path, err := r.opts.Include(from, target)
	if err != nil {
		r.includeMissing(at, target, err)
		return "", "", false
	}
	if path == r.page.Path || slices.Contains(r.files, path) {
		r.report(diag.Error, pos, CodeIncludeCycle, fmt.Sprintf("%s includes itself", path), "remove the include")
		return "", "", false
	}
	most := cmp.Or(r.opts.MaxIncluded, limits.Included)
	if r.volume += len(bytes); r.volume > most {
		if r.volume-len(bytes) <= most {
			r.report(diag.Error, pos, CodePageTooLarge, fmt.Sprintf("the page includes more than %d bytes; %s and what comes behind it is left out", most, target), "include less")
		}
		return "", "", false
	}
	return strings.TrimPrefix(string(bytes), "\uFEFF"), path, true
}

// includeMissing reports a file that cannot be included. It does not report code samples
// of other languages, which are often kept in other repositories and are not needed.
func (r *reader) includeMissing(at int, target string, reason error) {
	if r.tab != "" && r.tab != "http" {
		return
	}
	message := fmt.Sprintf("%s cannot be included: %s", target, reason)
	if errors.Is(reason, ErrOutside) {
		r.report(diag.Info, r.src.pos(at), CodeIncludeOutside, message, "put it into the docs folder, or name a folder with --docs that holds both")
		return
	}
	r.report(diag.Warning, r.src.pos(at), CodeIncludeMissing, message, "correct the path, or add the file")
}

// included reads an included text in place.
func (r *reader) included(at int, path, content string) {
	outer, skip, within, matter := r.src, r.skip, r.within, r.page.FrontMatter
	pos := outer.pos(at)
	r.within = &pos
	text, _ := r.frontMatter(r.clean(content))
	r.page.FrontMatter = matter
	r.src = newSource(text, 1)
	r.src.fixed = &pos
	r.skip = 0
	r.files = append(r.files, path)
	if !r.tooComplex(text) {
		r.markdown()
	}
	r.files = r.files[:len(r.files)-1]
	r.src, r.skip, r.within = outer, skip, within
}

// inlineMark is how an include within running text begins once its link is read:
// [!INCLUDE title]. The blank before the title is often left out.
const inlineMark = "[!INCLUDE"

// inlineIncludes puts the texts of files in place of the includes in t, which
// starts at offset at.
func (r *reader) inlineIncludes(at int, t *Text) {
	var out strings.Builder
	done, spans := 0, t.Spans
	t.Spans = nil
	for _, s := range spans {
		mark := len(strings.TrimRight(t.Plain[:s.Start], " ")) - len(inlineMark)
		if s.Kind != Link || mark < done || t.Plain[mark:mark+len(inlineMark)] != inlineMark || !strings.HasPrefix(t.Plain[s.End:], "]") {
			if s.Start >= done {
				shift := out.Len() - done
				t.Spans = append(t.Spans, Span{s.Kind, s.Start + shift, s.End + shift, s.Dest})
			}
			continue
		}
		out.WriteString(t.Plain[done:mark])
		out.WriteString(r.inlineFile(at, s.Dest, t.Plain[s.Start:s.End]))
		done = s.End + 1
	}
	out.WriteString(t.Plain[done:])
	t.Plain = out.String()
	t.trim()
}

// inlineFile returns what a file included within running text says, as plain text. What
// the include is called stands in for a file that cannot be read.
func (r *reader) inlineFile(at int, target, title string) string {
	content, path, ok := r.load(at, target)
	if !ok {
		return strings.Join(strings.FieldsFunc(title, func(c rune) bool { return c == '_' || c == '-' || c == ' ' }), " ")
	}
	if len(content) > maxText {
		r.warn(at, CodeTextTooLong, fmt.Sprintf("%s is too long to be included within a line; it is left out", target), "include it on a line of its own")
		return ""
	}
	// A reader of its own keeps the included blocks out of the section being read.
	inner := &reader{page: &Page{Path: r.page.Path}, opts: r.opts, src: r.src, within: r.within, files: r.files, volume: r.volume, tab: r.tab}
	inner.included(at, path, content)
	r.volume = inner.volume
	for _, d := range inner.page.Diagnostics {
		r.report(d.Severity, Pos{d.Line, d.Column}, d.Code, d.Message, d.Hint)
	}
	return inner.page.prose()
}

// prose returns what the paragraphs of a page say, in one line.
func (p *Page) prose() string {
	var words []string
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if paragraph, ok := b.(*Paragraph); ok {
				words = append(words, strings.Fields(paragraph.Plain)...)
			}
		}
	}
	return strings.Join(words, " ")
}
