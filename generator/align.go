package generator

import (
	"bytes"
	"math"
	"slices"
	"unicode/utf8"
)

// This file puts the parts of neighbouring lines into columns, by the rules of gofmt:
// the values of a composite literal, the types and tags of a struct's fields, the
// values of constants.

// A row is an element with a key, on lines of its own: where it starts, where its
// value does, where it ends.
type row struct{ start, value, end int }

// key begins a row, end ends it.
func (l *layout) key(key string) {
	l.line()
	start := len(l.text)
	l.put(key, ":")
	l.rows = append(l.rows, row{start: start, value: len(l.text)})
	l.put(" ")
}

func (l *layout) end() {
	l.rows[len(l.rows)-1].end = len(l.text)
	l.put(",")
}

// The rules by which gofmt breaks the alignment of values: see exprList in
// go/printer. Keys of up to smallKey bytes are aligned whatever their lengths,
// longer ones if they do not differ too much from those before.
const (
	smallKey  = 40
	keyRatio  = 2.5
	longLine  = 1e6
	keyColons = 1
)

// align puts the values of neighbouring rows into one column, except where a row
// spans lines. The rows are those from first on, and the last thing that was written.
func (l *layout) align(first int) {
	rows := l.rows[first:]
	last := 0
	for len(rows) > 0 {
		next, width := 0, 0 // the rows up to next share a column
		logs, count := 0.0, 0
		for ; next < len(rows); next++ {
			size := l.keySize(rows[next])
			if next > 0 && breaksColumn(last, size, logs, count) {
				break
			}
			if last = size; size > 0 {
				logs += math.Log(float64(size))
				count++
			}
			width = max(width, utf8.RuneCount(l.text[rows[next].start:rows[next].value]))
		}
		for _, r := range rows[:next] {
			l.gaps = append(l.gaps, gap{r.value, width - utf8.RuneCount(l.text[r.start:r.value])})
		}
		rows = rows[next:]
	}
	l.rows = l.rows[:first]
	l.widen()
}

// A gap is a place in the text where blanks are missing.
type gap struct{ at, blanks int }

// widen puts the missing blanks into the text. It moves the text from the last gap
// on, so that each part is moved once.
func (l *layout) widen() {
	shift := 0
	for _, g := range l.gaps {
		shift += g.blanks
	}
	end := len(l.text)
	l.text = slices.Grow(l.text, shift)[:end+shift]
	for i := len(l.gaps) - 1; shift > 0; i-- {
		g := l.gaps[i]
		copy(l.text[g.at+shift:], l.text[g.at:end])
		for range g.blanks {
			shift--
			l.text[g.at+shift] = ' '
		}
		end = g.at
	}
	l.gaps = l.gaps[:0]
}

// keySize is the length of a row's key, 0 where the row does not fit on a line.
func (l *layout) keySize(r row) int {
	if r.end-r.start > longLine || bytes.IndexByte(l.text[r.value:r.end], '\n') >= 0 {
		return 0
	}
	return r.value - r.start - keyColons
}

// breaksColumn tells whether a new column begins with a row whose key has the
// given size, after one of size last. The sizes of the column's keys are known by
// the sum of their logarithms and their count.
func breaksColumn(last, size int, logs float64, count int) bool {
	if last == 0 || size == 0 {
		return true
	}
	if count == 0 || last <= smallKey && size <= smallKey {
		return false
	}
	ratio := float64(size) / math.Exp(logs/float64(count))
	return keyRatio*ratio <= 1 || keyRatio <= ratio
}

// A columnLine is a line of three cells: where it starts, and where the gaps between
// its cells are.
type columnLine struct {
	start int
	gaps  [2]int
	cells int // that have ended
}

// columnLine begins a line of cells, between which stands a call of gap.
func (l *layout) columnLine() {
	l.line()
	l.lines = append(l.lines, columnLine{start: len(l.text)})
}

// columnLineBelow begins a line of cells, which a comment that says something stands
// above.
func (l *layout) columnLineBelow(doc *comment) {
	if !doc.empty() {
		l.columns()
		l.comment(doc)
	}
	l.columnLine()
}

func (l *layout) gap() {
	x := &l.lines[len(l.lines)-1]
	x.gaps[x.cells] = len(l.text)
	x.cells++
	l.put(" ")
}

// columns puts the cells of all lines since the last call below each other. A line
// that a comment stands above begins new columns.
func (l *layout) columns() {
	var widths [2]int
	for _, x := range l.lines {
		for i := range widths {
			widths[i] = max(widths[i], l.cellSize(x, i))
		}
	}
	for _, x := range l.lines {
		for i, width := range widths {
			l.gaps = append(l.gaps, gap{x.gaps[i], width - l.cellSize(x, i)})
		}
	}
	l.lines = l.lines[:0]
	l.widen()
}

// cellSize is the width of the i-th cell of a line.
func (l *layout) cellSize(x columnLine, i int) int {
	if i == 0 {
		return utf8.RuneCount(l.text[x.start:x.gaps[0]])
	}
	return utf8.RuneCount(l.text[x.gaps[i-1]+1 : x.gaps[i]])
}
