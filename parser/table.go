package parser

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
)

// Pipe tables. GitHub's rules are followed (a header, a rule of dashes, rows up
// to the end of the paragraph) with these differences that real pages need:
// text may stand directly above the header; the rule may have another number of
// cells than the header; a pipe inside a code span separates nothing where the
// row would have too many cells otherwise; and lines that all start with a pipe
// are a table even without the rule, with a diagnostic.

type tableTransformer struct{}

func (tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, src := node.Lines(), reader.Source()
	rule := tableRule(lines, src)
	first := rule - 1
	if rule < 0 {
		if !looksTabular(lines, src) {
			if size(lines) > maxText {
				replace(node, newBlock(kindLong, lines.Sliced(0, lines.Len())...))
			}
			return
		}
		rule, first = 0, 0
	}
	table := newBlock(kindTable)
	table.loose = rule == 0
	header := lines.At(first)
	columns := splitCells(header.Value(src), 0)
	table.AppendChild(table, newRow(header, columns, src))
	for i := rule + 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if len(bytes.TrimSpace(line.Value(src))) > 0 {
			table.AppendChild(table, newRow(line, splitCells(line.Value(src), len(columns)), src))
		}
	}
	table.SetPos(header.Start)
	parent := node.Parent()
	parent.InsertAfter(parent, node, table)
	if first == 0 {
		parent.RemoveChild(parent, node)
		return
	}
	above := text.NewSegments()
	above.AppendAll(lines.Sliced(0, first))
	node.SetLines(above)
}

// tableRule returns the index of the line of dashes, or -1.
func tableRule(lines *text.Segments, src []byte) int {
	for i := 1; i < lines.Len(); i++ {
		line, above := lines.At(i), lines.At(i-1)
		if isRule(line.Value(src)) && bytes.IndexByte(above.Value(src), '|') >= 0 {
			return i
		}
	}
	return -1
}

func isRule(line []byte) bool {
	dash, pipe := false, false
	for _, c := range line {
		switch c {
		case '-':
			dash = true
		case '|':
			pipe = true
		case ':', ' ', '\t', '\r', '\n':
		default:
			return false
		}
	}
	return dash && pipe
}

// looksTabular reports whether there are several lines and all start with a pipe.
func looksTabular(lines *text.Segments, src []byte) bool {
	for i := range lines.Len() {
		line := lines.At(i)
		if v := bytes.TrimLeft(line.Value(src), " \t"); len(v) == 0 || v[0] != '|' {
			return false
		}
	}
	return lines.Len() > 1
}

// A span of bytes within a line.
type cell struct{ start, stop int }

// splitCells cuts a row into cells. columns is how many the header has, 0 for
// the header itself. Pipes in code spans are distinguished only where the plain
// reading yields too many cells.
func splitCells(line []byte, columns int) []cell {
	cells := cut(line, false)
	if columns > 0 && len(cells) > columns && bytes.IndexByte(line, '`') >= 0 {
		if spared := cut(line, true); len(spared) >= columns {
			return spared
		}
	}
	return cells
}

// cut splits a row at its unescaped pipes. On request it does not split at pipes in code
// spans.
func cut(line []byte, spare bool) []cell {
	line = bytes.TrimRight(line, " \t\r\n")
	i := len(line) - len(bytes.TrimLeft(line, " \t"))
	if i < len(line) && line[i] == '|' {
		i++
	}
	var cells []cell
	start := i
	for i < len(line) {
		switch c := line[i]; {
		case c == '\\':
			i++
		case c == '`' && spare:
			i += codeLength(line[i:]) - 1
		case c == '|':
			cells = append(cells, trimCell(line, start, i))
			start = i + 1
		}
		i++
	}
	if start < len(line) {
		cells = append(cells, trimCell(line, start, len(line)))
	}
	return cells
}

// codeLength returns the length of the code span at the start of s, or of the
// run of backquotes where it is not closed.
func codeLength(s []byte) int {
	n := 0
	for n < len(s) && s[n] == '`' {
		n++
	}
	limit := min(len(s), n+maxText)
	for i := n; i < limit; i++ {
		if s[i] != '`' {
			continue
		}
		run := i
		for i < limit && s[i] == '`' {
			i++
		}
		if i-run == n {
			return i
		}
	}
	return n
}

func trimCell(line []byte, start, stop int) cell {
	for start < stop && (line[start] == ' ' || line[start] == '\t') {
		start++
	}
	for stop > start && (line[stop-1] == ' ' || line[stop-1] == '\t') {
		stop--
	}
	return cell{start, stop}
}

func newRow(line text.Segment, cells []cell, src []byte) *blockNode {
	row := newBlock(kindRow)
	row.SetPos(line.Start)
	for _, c := range cells {
		// A padded line (a tab in front, cut by its container) has no bytes for its padding.
		shift := line.Start - line.Padding
		kind := kindCell
		if c.stop-c.start > maxText {
			kind = kindLong
		}
		n := newBlock(kind)
		n.SetPos(max(line.Start, shift+c.start))
		if c.stop > c.start {
			n.Lines().Append(text.NewSegment(max(line.Start, shift+c.start), shift+c.stop))
		}
		row.AppendChild(row, n)
	}
	return row
}

// table hands a table node out.
func (r *reader) table(n *blockNode) {
	t := &Table{Pos: r.src.pos(n.Pos())}
	t.Annotation = r.takeForTable()
	if n.loose {
		r.warn(n.Pos(), CodeTableRule, "this table has no line of dashes below its header", "add a line such as |:---|:---| below the header")
	}
	short := tableShort{}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if lacking := len(t.Header) - row.ChildCount(); lacking > 0 {
			if r.lacking += lacking; r.lacking > limits.MissingCells {
				r.tooWide(row, len(t.Header))
				continue
			}
		}
		cells := r.cells(row, len(t.Header))
		if t.Header == nil {
			t.Header = cells
			continue
		}
		if lacking := len(t.Header) - row.ChildCount(); lacking > 0 {
			short.add(row.Pos(), lacking)
		}
		t.Rows = append(t.Rows, cells)
	}
	r.tooShort(short, len(t.Header))
	r.add(t)
}

// A tableShort counts the rows of a table that lack cells: where the first one is, and
// what it lacks.
type tableShort struct{ at, lacking, rows int }

func (s *tableShort) add(at, lacking int) {
	if s.rows++; s.rows == 1 {
		s.at, s.lacking = at, lacking
	}
}

// tooShort reports the rows of a table that lack cells, once for all of them: there are
// many where text stands right below a table, and is read as more of it.
func (r *reader) tooShort(s tableShort, columns int) {
	if s.rows == 0 {
		return
	}
	message := fmt.Sprintf("this row lacks %d of the table's %d cells; they are read as empty", s.lacking, columns)
	if s.rows > 1 {
		message += fmt.Sprintf("; so are those of %d more rows of the table", s.rows-1)
	}
	r.report(diag.Info, r.src.pos(s.at), CodeTableRowShort, message, "write a cell for every column, an empty one where there is nothing to say, and a blank line behind the table")
}

// tooWide reports, once a page, that a table's rows from this one on are not read.
func (r *reader) tooWide(row ast.Node, columns int) {
	if r.wide {
		return
	}
	r.wide = true
	r.report(diag.Error, r.src.pos(row.Pos()), CodeTableTooWide,
		fmt.Sprintf("up to this row, rows of the page's tables lack more than %d cells, the table here has %d columns; rows that lack cells are not read from here on", limits.MissingCells, columns),
		"write a cell for every column, or leave columns out")
}

// cells reads a row. A row has as many cells as the header, which is read with
// columns 0: missing ones are empty, those too many are reported and taken for
// parts of the last one.
func (r *reader) cells(row ast.Node, columns int) []Text {
	count := row.ChildCount()
	if columns == 0 {
		columns = max(1, count)
	}
	cells := make([]Text, columns)
	i := 0
	end := row.Pos()
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if i == columns {
			if r.cellText(c) {
				r.warn(c.Pos(), CodeTableRow, fmt.Sprintf("this row has %d cells, the table has %d columns", count, columns),
					`write \| for a pipe that is part of a cell, and a header cell for every column`)
				r.extra(&cells[columns-1], c)
			}
			break
		}
		cells[i] = r.text(c)
		if c.Lines().Len() > 0 {
			end = c.Lines().At(0).Stop
		}
		i++
	}
	for ; i < columns; i++ {
		cells[i].Pos = r.src.pos(end)
	}
	return cells
}

// extra joins the cells from c on to the last column's.
func (r *reader) extra(last *Text, c ast.Node) {
	var rest strings.Builder
	for ; c != nil; c = c.NextSibling() {
		rest.WriteString(r.pipeBefore(c.Pos()))
		rest.WriteString(r.text(c).Plain)
	}
	last.Plain += rest.String()
	last.trim()
}

// pipeBefore returns the pipe before a cell with the blanks that stand around it.
func (r *reader) pipeBefore(cell int) string {
	before := strings.TrimRight(r.src.text[:min(cell, len(r.src.text))], " \t")
	pipe := "|"
	if len(before) < cell {
		pipe = "| "
	}
	if before = strings.TrimSuffix(before, "|"); strings.HasSuffix(before, " ") || strings.HasSuffix(before, "\t") {
		pipe = " " + pipe
	}
	return pipe
}

// cellText reports whether this cell or one behind it holds text.
func (r *reader) cellText(c ast.Node) bool {
	for ; c != nil; c = c.NextSibling() {
		if c.Lines().Len() > 0 {
			return true
		}
	}
	return false
}

func (r *reader) warn(offset int, code, message, hint string) {
	r.report(diag.Warning, r.src.pos(offset), code, message, hint)
}
