package endtoend

// What a page is made of, for those who change it: pieces, one behind the other.
// A page is cut by its lines and not parsed, so that what has been changed once can
// be cut and changed again, however wrong it is.

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// A pieceKind is what a piece of a page is.
type pieceKind byte

const (
	proseText pieceKind = iota
	heading
	annotation
	fence
	table
	blank
)

// A piece is some lines of a page, each with its line end.
type piece struct {
	kind  pieceKind
	lines []string
}

var (
	headingLine = regexp.MustCompile(`^#{1,6}\s`)
	fenceLine   = regexp.MustCompile("^\\s*(```+|~~~+)")
)

// cut divides a page into pieces.
func cut(page string) []piece {
	lines := slices.Collect(strings.Lines(page))
	var pieces []piece
	for i := 0; i < len(lines); {
		kind, end := pieceAt(lines, i)
		pieces = append(pieces, piece{kind, lines[i:end:end]})
		i = end
	}
	return pieces
}

// pieceAt says what the piece is that starts at a line, and the line behind it.
func pieceAt(lines []string, i int) (kind pieceKind, end int) {
	line := lines[i]
	switch {
	case strings.TrimSpace(line) == "":
		return blank, i + 1
	case headingLine.MatchString(line):
		return heading, i + 1
	case strings.HasPrefix(strings.TrimSpace(line), "<!--"):
		return annotation, upTo(lines, i, func(s string) bool { return strings.Contains(s, "-->") })
	case fenceLine.MatchString(line):
		mark := fenceLine.FindStringSubmatch(line)[1]
		return fence, upTo(lines, i+1, func(s string) bool { return strings.HasPrefix(strings.TrimSpace(s), mark) })
	case isRow(line):
		for end = i; end < len(lines) && isRow(lines[end]); end++ {
		}
		return table, end
	}
	for end = i + 1; end < len(lines); end++ {
		if kind, _ := pieceAt(lines[end:end+1], 0); kind != proseText {
			break
		}
	}
	return proseText, end
}

// upTo is the line behind the first, from i on, that ends something.
func upTo(lines []string, i int, ends func(string) bool) int {
	for ; i < len(lines); i++ {
		if ends(lines[i]) {
			return i + 1
		}
	}
	return len(lines)
}

func isRow(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), "|") }

// join puts pieces together.
func join(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		for _, line := range p.lines {
			b.WriteString(line)
		}
	}
	return b.String()
}

// clonePieces copies pieces, so that those of one page can go into another.
func clonePieces(pieces []piece) []piece {
	out := make([]piece, len(pieces))
	for i, p := range pieces {
		out[i] = piece{p.kind, slices.Clone(p.lines)}
	}
	return out
}

// sectionAt is the range of pieces from the heading at i up to the next one.
func sectionAt(pieces []piece, i int) (from, to int) {
	to = i + 1
	for to < len(pieces) && pieces[to].kind != heading {
		to++
	}
	return i, to
}

// A folder is the pages, by their path, that one mutant is made of.
type folder map[string]string

// A mutator changes a folder at random.
type mutator struct {
	*rand.Rand
	folder folder
	paths  []string // in order
	page   string   // that is being changed
	done   []string // what has been done, for people
}

// pick is one of a list, its zero value if there is none.
func pick[T any](r *rand.Rand, list []T) (x T) {
	if len(list) > 0 {
		x = list[r.IntN(len(list))]
	}
	return x
}

// indexOf picks a piece of one of some kinds, -1 where there is none.
func (m *mutator) indexOf(pieces []piece, kinds ...pieceKind) int {
	var at []int
	for i, p := range pieces {
		if slices.Contains(kinds, p.kind) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return -1
	}
	return pick(m.Rand, at)
}

// solid are the kinds of pieces that say something.
func solid() []pieceKind { return []pieceKind{heading, annotation, fence, table, proseText} }

// otherPiece is a piece of a kind from any page of the folder.
func (m *mutator) otherPiece(kinds ...pieceKind) (piece, bool) {
	for range 8 {
		pieces := cut(m.folder[pick(m.Rand, m.paths)])
		if i := m.indexOf(pieces, kinds...); i >= 0 {
			return clonePieces(pieces[i : i+1])[0], true
		}
	}
	return piece{}, false
}
