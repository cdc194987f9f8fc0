package parser

// This file reads lists of definitions, as PHP Markdown Extra and Hugo have them: a line
// with the term, and below it one that begins with a colon and a blank.
//
//	weight
//	: Integer. In grams.
//
// A list of definitions is a List whose items begin with the term in bold.

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// longestTerm bounds the terms of definitions, in bytes: a longer line is a sentence.
const longestTerm = 80

// definitionTransformer makes terms and definitions of the lines of a paragraph, where it
// has nothing else.
type definitionTransformer struct{}

// Transform replaces a paragraph by its terms and definitions.
func (definitionTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, src := node.Lines(), reader.Source()
	if lines.Len() < 2 || !isTerm(lines, 0, src) {
		return
	}
	list := newBlock(kindDefinitions)
	for i := 0; i < lines.Len(); {
		term := newBlock(kindTerm, trimmed(lines.At(i), src))
		first := lines.At(i + 1)
		at := bytes.IndexByte(first.Value(src), ':') - first.Padding + 1
		first = text.NewSegment(first.Start+at, first.Stop)
		body := []text.Segment{first.TrimLeftSpace(src)}
		for i += 2; i < lines.Len() && !isTerm(lines, i, src); i++ {
			body = append(body, lines.At(i))
		}
		body[len(body)-1] = body[len(body)-1].TrimRightSpace(src)
		definition := newBlock(kindDefinition, body...)
		term.SetPos(lines.At(0).Start)
		list.AppendChild(list, term)
		list.AppendChild(list, definition)
	}
	replace(node, list)
}

// isTerm reports whether line i is a term: a short one above one that begins with a colon.
func isTerm(lines *text.Segments, i int, src []byte) bool {
	if i+1 >= lines.Len() {
		return false
	}
	term, below := bytes.TrimSpace(at(lines, i, src)), bytes.TrimLeft(at(lines, i+1, src), " ")
	return len(term) > 0 && len(term) <= longestTerm && !bytes.HasPrefix(term, []byte(": ")) &&
		len(below) > 2 && below[0] == ':' && (below[1] == ' ' || below[1] == '\t') && bytes.IndexByte(below, '|') < 0 && bytes.IndexByte(term, '|') < 0
}

// at is line i of a block.
func at(lines *text.Segments, i int, src []byte) []byte {
	line := lines.At(i)
	return line.Value(src)
}

// trimmed is a line without the blanks around it.
func trimmed(line text.Segment, src []byte) text.Segment {
	line = line.TrimLeftSpace(src)
	return line.TrimRightSpace(src)
}

// definitions adds a list of definitions.
func (r *reader) definitions(n *blockNode) {
	list := &List{}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		said := r.text(c)
		if c.Kind() == kindTerm {
			said.Spans = []Span{{Kind: Strong, End: len(said.Plain)}}
			list.Items = append(list.Items, said)
			continue
		}
		item := &list.Items[len(list.Items)-1]
		item.Plain += ": "
		shift := len(item.Plain)
		item.Plain += said.Plain
		for _, s := range said.Spans {
			s.Start, s.End = s.Start+shift, s.End+shift
			item.Spans = append(item.Spans, s)
		}
		r.comments()
	}
	r.flush(list)
}
