package lint

import (
	"bytes"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Fixes of JSON. Package relaxed returns the edits that make a text strict. This file turns
// them into edits of the page. The text of a block in a list or a quote is not one run of
// bytes of the page.

// json adds the edits of relaxed JSON, in blocks, bodies and annotations.
func (f *fixer) json(all map[key][]edit) {
	if f.page.Annotation != nil {
		f.annotation(f.page.Annotation, all)
	}
	for _, s := range f.page.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Table:
				f.annotation(b.Annotation, all)
			case *parser.Code:
				f.annotation(b.Annotation, all)
				f.code(b, all)
			}
		}
	}
}

// code adds the edits of a code block.
func (f *fixer) code(c *parser.Code, all map[key][]edit) {
	switch {
	case c.Request != nil:
		f.body(&c.Request.Body, all)
	case c.Response != nil:
		f.body(&c.Response.Body, all)
	case c.JSON != nil:
		f.strict(strings.TrimRight(c.Text, " \t\r\n"), c.At, all)
	}
}

func (f *fixer) body(b *parser.Body, all map[key][]edit) {
	if b.JSON != nil {
		f.strict(b.Text, b.At, all)
	}
}

// annotation adds the edits of an annotation, which stands in an HTML comment.
func (f *fixer) annotation(a *parser.Annotation, all map[key][]edit) {
	if a == nil {
		return
	}
	open := f.text.offset(a.Pos)
	if open < 0 || !bytes.HasPrefix(f.text.bytes[open:], []byte("<!--")) {
		return
	}
	inner, _, ok := strings.Cut(string(f.text.bytes[open+len("<!--"):]), "-->")
	if !ok {
		return
	}
	brace := strings.IndexByte(inner, '{')
	if brace < 0 || strings.Trim(inner[:brace], " \t\r\n-\ufeff\u00a0") != "" {
		return
	}
	start := open + len("<!--") + brace
	f.strict(strings.TrimRight(inner[brace:], " \t\r\n"), func(i int) parser.Pos { return f.text.pos(start + i) }, all)
}

// strict adds the edits of a text whose bytes stand at places of the page.
func (f *fixer) strict(text string, at func(int) parser.Pos, all map[key][]edit) {
	_, notes, _ := relaxed.ParseString(text)
	first := map[string]key{} // notes of one kind are told of where the first one stands
	for _, n := range notes {
		if _, told := first[n.Message]; !told {
			p := at(n.Offset)
			first[n.Message] = key{parser.CodeRelaxedJSON, p.Line, p.Column}
		}
	}
	keyAt := func(n relaxed.Note) key { return first[n.Message] }
	found := func(n relaxed.Note) bool { return f.found[keyAt(n)] }
	if relaxed.Edits(text, found) == nil {
		return
	}
	for _, n := range notes {
		if !found(n) || len(n.Edits) == 0 {
			continue
		}
		var edits []edit
		for _, e := range n.Edits {
			mapped, ok := f.inPage(text, at, e)
			if !ok {
				edits = nil
				break
			}
			edits = append(edits, mapped)
		}
		if edits != nil {
			all[keyAt(n)] = append(all[keyAt(n)], edits...)
		}
	}
}

// inPage returns the edit of the page for an edit of a text in it. It reports false where
// the page does not hold there what the edit is about.
func (f *fixer) inPage(text string, at func(int) parser.Pos, e relaxed.Edit) (edit, bool) {
	var start, end int
	switch {
	case e.End > e.Start:
		start, end = f.text.offset(at(e.Start)), f.text.offset(at(e.End-1))+1
	case e.Start > 0:
		// Behind the byte before it rather than in front of the next, which may be
		// on another line.
		start = f.text.offset(at(e.Start-1)) + 1
		end = start
	default:
		start = f.text.offset(at(0))
		end = start
	}
	if start < 0 || end < start || end > len(f.text.bytes) {
		return edit{}, false
	}
	if e.End > e.Start && string(f.text.bytes[start:end]) != text[e.Start:e.End] {
		return edit{}, false
	}
	if e.End == e.Start && e.Start > 0 && (start == 0 || f.text.bytes[start-1] != text[e.Start-1]) {
		return edit{}, false
	}
	return edit{start, end, e.New}, true
}
