package generator

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// This file puts the parts of neighbouring lines into columns, by the rules of gofmt:
// the values of a composite literal, the types and tags of a struct's fields, the
// values of constants.

// A row is an element with a key, on lines of its own: where it starts, where its
// value does, where it ends.
type row struct{ start, value, end int }

// key begins a row, end ends it.
func (l *layout) key(key string) row {
	l.line()
	start := len(l.text)
	l.put(key, ":")
	value := len(l.text)
	l.put(" ")
	return row{start: start, value: value}
}

func (l *layout) end(r row) row {
	r.end = len(l.text)
	l.put(",")
	return r
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
// spans lines. The rows are the last thing that was written.
func (l *layout) align(rows []row) {
	if l.dry || len(rows) < 2 {
		return
	}
	var out []byte // what follows from, the start of the first row, comes to
	from := rows[0].start
	last := 0
	for first := 0; first < len(rows); {
		// The rows from first to next share a column.
		next, width := first, 0
		logs, count := 0.0, 0
		for ; next < len(rows); next++ {
			size := l.keySize(rows[next])
			if next > first && breaksColumn(last, size, logs, count) {
				break
			}
			if last = size; size > 0 {
				logs += math.Log(float64(size))
				count++
			}
			width = max(width, utf8.RuneCount(l.text[rows[next].start:rows[next].value]))
		}
		for i, r := range rows[first:next] {
			if out == nil {
				out = make([]byte, 0, len(l.text)-from+8*len(rows))
			} else if first+i > 0 {
				out = append(out, l.text[rows[first+i-1].end:r.start]...)
			}
			out = append(out, l.text[r.start:r.value]...)
			for range width - utf8.RuneCount(l.text[r.start:r.value]) {
				out = append(out, ' ')
			}
			out = append(out, l.text[r.value:r.end]...)
		}
		first = next
	}
	out = append(out, l.text[rows[len(rows)-1].end:]...)
	l.text = append(l.text[:from], out...)
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

// columns writes lines of cells, the cells of neighbouring lines below each other.
// A line that a comment stands above begins new columns.
func (l *layout) columns(lines []columnLine) {
	for first := 0; first < len(lines); {
		next := first + 1
		for next < len(lines) && lines[next].comment.empty() {
			next++
		}
		l.aligned(lines[first:next])
		first = next
	}
}

// A columnLine is a line of cells with the comment above it.
type columnLine struct {
	comment *comment
	cells   [3]string
}

// aligned writes lines whose cells are below each other.
func (l *layout) aligned(lines []columnLine) {
	var widths [2]int
	for _, x := range lines {
		for i := range widths {
			widths[i] = max(widths[i], utf8.RuneCountInString(x.cells[i]))
		}
	}
	for _, x := range lines {
		l.comment(x.comment)
		l.line()
		for i, width := range widths {
			l.put(x.cells[i])
			for range width - utf8.RuneCountInString(x.cells[i]) + 1 {
				l.put(" ")
			}
		}
		l.put(x.cells[2])
	}
}
