package generator

import (
	"bytes"
	"maps"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// This file lays literals out the way gofmt does, and keeps them from gofmt.
//
// To gofmt a literal that spans lines is the most expensive thing there is: it
// prints every part of it once to see whether that fits on a line, at each level
// anew. What is known about literals here is what makes it simple: each element
// is on a line of its own or all are on one, and there are no comments. So they
// are written in their final form. While the code around them is formatted a name
// stands in their place, which is a call so that the packages of the literal are
// imported:
//
//	golden.Equal(t, got, goLiteral0_(rest.Some, golden.Time))

// open begins the elements of a composite literal, close ends them. Lines between
// them begin with line.
func (l *literal) open() {
	l.put("{")
	l.depth++
}

func (l *literal) close(lines bool) {
	l.depth--
	if lines {
		l.line()
	}
	l.put("}")
}

const tabs = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"

func (l *literal) line() {
	l.put("\n")
	for n := l.depth; n > 0; n -= len(tabs) {
		l.put(tabs[:min(n, len(tabs))])
	}
}

// A row is an element with a key, on lines of its own: where it starts, where its
// value does, where it ends.
type row struct{ start, value, end int }

// key begins a row, end ends it.
func (l *literal) key(key string) row {
	l.line()
	start := len(l.text)
	l.put(key, ":")
	value := len(l.text)
	l.put(" ")
	return row{start: start, value: value}
}

func (l *literal) end(r row) row {
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
func (l *literal) align(rows []row) {
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
func (l *literal) keySize(r row) int {
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

// code returns what stands in the place of l until the file is formatted.
func (e *emitter) code(l *literal) *jen.Statement {
	var names []jen.Code
	for _, name := range slices.Sorted(maps.Keys(l.uses)) {
		names = append(names, jen.Qual(e.importPath(name), l.uses[name]))
	}
	e.literals = append(e.literals, l.text)
	return jen.Id(e.standIn + strconv.Itoa(len(e.literals)-1) + "_").Call(names...)
}

// fillIn puts the literals into formatted code in which names that begin with
// standIn are in their place.
func fillIn(src []byte, standIn string, literals [][]byte) []byte {
	size := len(src)
	for _, text := range literals {
		size += len(text)
	}
	out := make([]byte, 0, size)
	for _, text := range literals {
		at := bytes.Index(src, []byte(standIn))
		out = append(append(out, src[:at]...), text...)
		src = src[at+bytes.IndexByte(src[at:], ')')+1:]
	}
	return append(out, src...)
}
