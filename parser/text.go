package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// Inline content. A text is what a reader of the page sees. Most texts are one piece of
// the page without markup: they share its memory.

// An inline collects one text. Its buffers are used again for the next one.
type inline struct {
	buf      []byte
	spans    []Span
	blank    bool  // a blank is due before the next visible byte
	comments []int // offsets of comments that were met
	table    bool
}

// text reads the inline content of a block.
func (r *reader) text(n ast.Node) Text {
	in := &r.inline
	in.buf, in.spans, in.comments, in.blank = in.buf[:0], in.spans[:0], in.comments[:0], false
	in.table = n.Kind() == kindCell
	t := Text{Pos: r.src.pos(start(n))}
	first := n.FirstChild()
	if first == nil {
		return t
	}
	if leaf, ok := first.(*ast.Text); ok && first.NextSibling() == nil {
		if s := r.src.text[leaf.Segment.Start:leaf.Segment.Stop]; isVisible(s) {
			t.Plain = s
			return t
		}
	}
	in.walk(r.src, n)
	in.take(&t)
	if strings.Contains(t.Plain, inlineMark) {
		r.inlineIncludes(start(n), &t)
	}
	return t
}

// take returns the text that was collected.
func (in *inline) take(t *Text) {
	t.Plain = string(in.buf)
	if len(in.spans) > 0 {
		t.Spans = append([]Span(nil), in.spans...)
	}
	t.trim()
}

// trim removes white space of any kind at both ends, and adjusts the spans.
func (t *Text) trim() {
	tail := strings.TrimRightFunc(t.Plain, unicode.IsSpace)
	whole := strings.TrimLeftFunc(tail, unicode.IsSpace)
	if len(whole) == len(t.Plain) {
		return
	}
	lead := len(tail) - len(whole)
	for i := range t.Spans {
		s := &t.Spans[i]
		s.Start = max(0, min(s.Start-lead, len(whole)))
		s.End = max(s.Start, min(s.End-lead, len(whole)))
	}
	t.Plain = whole
}

// isVisible reports whether s is its own visible text.
func isVisible(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c == '\\' || c == '&' || c < ' ' || c == ' ' && last == ' ' || c >= utf8.RuneSelf {
			return false
		}
		last = c
	}
	return last != ' '
}

// walk collects the text below n. It does not call itself, because a page may nest
// emphasis as deeply as it likes.
func (in *inline) walk(src *source, root ast.Node) {
	type frame struct {
		node ast.Node
		span int
	}
	var open []frame
	n := root.FirstChild()
	for {
		for n == nil {
			if len(open) == 0 {
				return
			}
			top := open[len(open)-1]
			open = open[:len(open)-1]
			if top.span >= 0 {
				in.spans[top.span].End = len(in.buf)
			}
			n = top.node.NextSibling()
			if n == nil && len(open) == 0 {
				return
			}
		}
		span := in.node(src, n)
		if n.FirstChild() != nil && n.Kind() != ast.KindCodeSpan {
			open = append(open, frame{n, span})
			n = n.FirstChild()
			continue
		}
		if span >= 0 {
			in.spans[span].End = len(in.buf)
		}
		n = n.NextSibling()
	}
}

// node collects one node without its children, and returns the index of the span that it
// opens, or -1.
func (in *inline) node(src *source, n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		in.add(src.text[n.Segment.Start:n.Segment.Stop], !n.IsRaw())
		switch {
		case n.HardLineBreak():
			in.lineFeed()
		case n.SoftLineBreak():
			in.blank = true
		}
	case *ast.String:
		in.add(string(n.Value), false)
	case *ast.CodeSpan:
		return in.code(src, n)
	case *ast.Emphasis:
		if n.Level >= 2 {
			return in.span(Strong, "")
		}
		return in.span(Emphasis, "")
	case *ast.Link:
		return in.span(Link, destination(string(n.Destination)))
	case *ast.Image:
		return in.span(Image, string(n.Destination))
	case *ast.AutoLink:
		label := string(n.Label(src.bytes))
		i := in.span(Link, label)
		in.add(label, false)
		return i
	case *shortcodeNode:
		in.add(n.said, false)
	case *htmlNode:
		in.tag(src, n)
	}
	return -1
}

// span opens a span where the next visible byte will be.
func (in *inline) span(kind SpanKind, dest string) int {
	in.writeBlank()
	in.spans = append(in.spans, Span{Kind: kind, Start: len(in.buf), End: len(in.buf), Dest: dest})
	return len(in.spans) - 1
}

// writeBlank writes the blank that is due, if any.
func (in *inline) writeBlank() {
	if in.blank && len(in.buf) > 0 && in.buf[len(in.buf)-1] != '\n' {
		in.buf = append(in.buf, ' ')
	}
	in.blank = false
}

func (in *inline) lineFeed() {
	in.blank = false
	if len(in.buf) > 0 {
		in.buf = append(in.buf, '\n')
	}
}

func (in *inline) code(src *source, n *ast.CodeSpan) int {
	i := in.span(CodeSpan, "")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		s := src.text[t.Segment.Start:t.Segment.Stop]
		if in.table {
			s = strings.ReplaceAll(s, `\|`, "|")
		}
		in.add(s, false)
	}
	in.spans[i].End = len(in.buf)
	return i
}

// tag reads an HTML tag or comment in the text.
func (in *inline) tag(src *source, n *htmlNode) {
	s := src.text[n.start:n.stop]
	switch {
	case strings.HasPrefix(s, "<!--"):
		in.comments = append(in.comments, n.start)
	case isBreak(s):
		in.lineFeed()
	}
}

// isBreak reports whether a tag starts a new line.
func isBreak(tag string) bool {
	name := strings.ToLower(strings.TrimLeft(tag[1:], "/"))
	for _, b := range [...]string{"br", "p", "li", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4"} {
		if strings.HasPrefix(name, b) && len(name) > len(b) && !isLetter(name[len(b)]) {
			return true
		}
	}
	return false
}

// add collects s with white space folded. It resolves escapes and entities where markdown
// does.
func (in *inline) add(s string, resolve bool) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			in.blank = true
			i++
		case resolve && c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			in.put(s[i+1 : i+2])
			i += 2
		case resolve && c == '&':
			i += in.entity(s[i:])
		case c < ' ' || c == 0x7f:
			i++
		case c < utf8.RuneSelf:
			in.put(s[i : i+1])
			i++
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			in.wide(s[i : i+n])
			i += n
		}
	}
}

func (in *inline) put(s string) {
	in.writeBlank()
	in.buf = append(in.buf, s...)
}

// wide collects a character beyond ASCII. Blanks of any width are folded, and invisible
// characters are left out.
func (in *inline) wide(s string) {
	switch s {
	case "\u00a0", "\u2002", "\u2003", "\u2009", "\u202f", "\u3000", "\u2028", "\u2029":
		in.blank = true
	case "\ufeff", "\u200b", "\u200c", "\u200d", "\u2060", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
		"\u2066", "\u2067", "\u2068", "\u2069":
	default:
		in.put(s)
	}
}

// entity collects the character reference at the start of s and returns its length.
func (in *inline) entity(s string) int {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		in.put("&")
		return 1
	}
	ref := s[:end+1]
	var resolved []byte
	if ref[1] == '#' {
		resolved = util.ResolveNumericReferences([]byte(ref))
	} else {
		resolved = util.ResolveEntityNames([]byte(ref))
	}
	if string(resolved) == ref {
		in.put("&")
		return 1
	}
	in.add(string(resolved), false)
	return len(ref)
}

// rawText returns a block's lines as they are written, white space folded.
func (r *reader) rawText(n ast.Node) Text {
	in := &r.inline
	in.buf, in.spans, in.blank = in.buf[:0], in.spans[:0], false
	t := Text{Pos: r.src.pos(start(n))}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		in.add(r.src.text[line.Start:line.Stop], false)
	}
	in.take(&t)
	return t
}

// html returns the text between the tags of src.text[start:stop].
func (in *inline) html(src *source, start, stop int) Text {
	in.buf, in.spans, in.blank, in.table = in.buf[:0], in.spans[:0], false, false
	t := Text{Pos: src.pos(start)}
	s := src.text[start:stop]
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			in.add(s, true)
			break
		}
		in.add(s[:i], true)
		s = s[i:]
		end := strings.IndexByte(s[:min(len(s), 1024)], '>')
		if end < 0 || len(s) < 2 || !isLetter(s[1]) && s[1] != '/' {
			in.put("<")
			s = s[1:]
			continue
		}
		if isBreak(s[:end+1]) {
			in.lineFeed()
		}
		s = s[end+1:]
	}
	in.take(&t)
	return t
}
