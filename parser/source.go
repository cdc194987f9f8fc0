package parser

import (
	"sort"
	"strings"
)

// Positions. The parser works with offsets into the page's text. It turns them into lines
// and columns only in what it returns.

// A source is a text with the offsets of its lines. An included text has one fixed position
// instead: that of the line that includes it.
type source struct {
	text  string
	bytes []byte // text once more, for goldmark
	line0 int    // the line number of the first line
	lines []int  // where each line starts
	fixed *Pos
}

func newSource(text string, line0 int) *source {
	s := &source{text: text, line0: line0, lines: make([]int, 1, strings.Count(text, "\n")+1)}
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return s
		}
		i += n + 1
		s.lines = append(s.lines, i)
	}
}

// pos returns the position of an offset; one past the end is that of the end.
func (s *source) pos(offset int) Pos {
	if s == nil {
		return Pos{}
	}
	if s.fixed != nil {
		return *s.fixed
	}
	i := sort.SearchInts(s.lines, offset+1) - 1
	if i < 0 {
		return Pos{s.line0, 1}
	}
	return Pos{s.line0 + i, offset - s.lines[i] + 1}
}

// An origin is where a text that was cut out of a source stands in it. Most texts are
// one run. The content of an indented or quoted block has one run per line.
type origin struct {
	src  *source
	base int   // offset of the text in the source, where runs is empty
	runs []run // in order
}

// A run is a part of a text that stands in one piece in the source: it starts at the
// offset text of the text and at the offset src of the source.
type run struct{ text, src int }

func (p origin) offset(i int) int {
	if len(p.runs) == 0 {
		return p.base + i
	}
	n := sort.Search(len(p.runs), func(j int) bool { return p.runs[j].text > i }) - 1
	if n < 0 {
		return p.runs[0].src
	}
	return p.runs[n].src + i - p.runs[n].text
}

func (p origin) pos(i int) Pos { return p.src.pos(p.offset(i)) }

// from returns the origin of the text's part that starts at i.
func (p origin) from(i int) origin {
	if i == 0 {
		return p
	}
	if len(p.runs) == 0 {
		return origin{src: p.src, base: p.base + i}
	}
	n := max(0, sort.Search(len(p.runs), func(j int) bool { return p.runs[j].text > i })-1)
	runs := make([]run, 0, len(p.runs)-n)
	for _, r := range p.runs[n:] {
		if r.text < i {
			r = run{i, r.src + i - r.text}
		}
		runs = append(runs, run{r.text - i, r.src})
	}
	return origin{src: p.src, runs: runs}
}

// At returns the position of the byte of Text at offset.
func (b *Code) At(offset int) Pos { return b.origin.pos(offset) }

// At returns the position of the byte of Text at offset.
func (b *Body) At(offset int) Pos { return b.origin.pos(offset) }

// Pos returns the position of a value's or a name's offset.
func (j *JSON) Pos(offset int) Pos {
	if j == nil {
		return Pos{}
	}
	return j.origin.pos(offset)
}
