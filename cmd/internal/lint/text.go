package lint

import (
	"bytes"
	"sort"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
)

// Pages as they are written. Findings show lines of them, and fixes change bytes of them.
// Two things are looked for in them because the parser does not keep them: where exactly in
// a paragraph a link stands, and which HTML elements have names.

// texts holds the texts that were asked for.
type texts struct {
	docs  Docs
	known map[string]*text
}

func newTexts(docs Docs) *texts { return &texts{docs: docs, known: map[string]*text{}} }

// of returns the text of a page, an empty one where there is no such page.
func (t *texts) of(path string) *text {
	x := t.known[path]
	if x == nil {
		x = newText(t.docs.Text(path))
		t.known[path] = x
	}
	return x
}

// line returns a line of a page without its line end.
func (t *texts) line(path string, line int) string { return t.of(path).line(line) }

// source is what a finding shows of its line: of one beyond the limit its beginning,
// and nothing where the place is behind that.
func (t *texts) source(d diag.Diagnostic) string {
	line := t.line(d.File, d.Line)
	switch {
	case len(line) <= limits.SourceLine:
		return line
	case d.Column > limits.SourceLine:
		return ""
	}
	return strings.ToValidUTF8(line[:limits.SourceLine], "")
}

// A text is a page's bytes with the starts of its lines. Positions are those of
// [parser.Pos]: a byte order mark does not count.
type text struct {
	bytes  []byte
	whole  string // bytes once more, where a line was asked for
	starts []int
}

var byteOrderMark = []byte("\uFEFF")

func newText(b []byte) *text {
	t := &text{bytes: b}
	start := 0
	if bytes.HasPrefix(b, byteOrderMark) {
		start = len(byteOrderMark)
	}
	t.starts = append(t.starts, start)
	for i, c := range b {
		if c == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// line returns a line, counted from 1, without its line end.
func (t *text) line(n int) string {
	if n < 1 || n > len(t.starts) {
		return ""
	}
	if t.whole == "" {
		t.whole = string(t.bytes)
	}
	end := len(t.whole)
	if n < len(t.starts) {
		end = t.starts[n] - 1
	}
	return strings.TrimRight(t.whole[t.starts[n-1]:end], "\r")
}

// offset returns where a position is among the bytes, -1 where it is nowhere.
func (t *text) offset(p parser.Pos) int {
	if p.Line < 1 || p.Line > len(t.starts) || p.Column < 1 {
		return -1
	}
	at := t.starts[p.Line-1] + p.Column - 1
	if at > len(t.bytes) {
		return -1
	}
	return at
}

// pos is the position of an offset.
func (t *text) pos(at int) parser.Pos {
	line := sort.SearchInts(t.starts, at+1)
	if line == 0 {
		return parser.Pos{Line: 1, Column: 1} // in the byte order mark
	}
	return parser.Pos{Line: line, Column: at - t.starts[line-1] + 1}
}

// find returns the position of the first of words behind p, or p itself.
func (t *text) find(p parser.Pos, words ...string) parser.Pos {
	at := t.offset(p)
	if at < 0 {
		return p
	}
	// The search ends where no paragraph is that long.
	rest := t.bytes[at:min(len(t.bytes), at+32<<10)]
	for _, word := range words {
		if i := bytes.Index(rest, []byte(word)); i >= 0 {
			return t.pos(at + i)
		}
	}
	return p
}
