package parser

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// This file sets goldmark up. Three of its parts are replaced through its
// extension points: tables (pages put pipes in code spans and rows of any
// length), raw HTML inside text (placeholders such as <id> are text, and the
// work must stay linear on hostile input), and headings without the blank
// behind the #. A paragraph that starts with an include is split into lines.

// markdown returns the one goldmark parser; it is set up once, holds no state of
// a page and may be used by many goroutines.
var markdown = sync.OnceValue(func() parser.Parser {
	blocks := append(parser.DefaultBlockParsers(), util.Prioritized(looseHeading{}, 650))
	for i, b := range blocks {
		if b.Priority == setextPriority || b.Priority == atxPriority || b.Priority == 650 {
			blocks[i].Value = boundedHeading{b.Value.(parser.BlockParser)}
		}
		if b.Priority == htmlPriority {
			blocks[i].Value = fencedHTML{b.Value.(parser.BlockParser)}
		}
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(shortcodeParser{}, 350),
			util.Prioritized(htmlParser{}, 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(lineTransformer{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(definitionTransformer{}, 150),
			util.Prioritized(tableTransformer{}, 200),
		),
	)
})

// The priorities of goldmark's parsers of headings and of HTML.
const (
	setextPriority = 100
	atxPriority    = 600
	htmlPriority   = 900
)

// maxText is the length from which on a paragraph or table cell is kept as plain
// text: goldmark's inline parsing may take time quadratic in it.
const maxText = 16 << 10

// The kinds of our own nodes.
var (
	kindInclude = ast.NewNodeKind("Include")
	kindLong    = ast.NewNodeKind("LongText")
	kindHTML    = ast.NewNodeKind("InlineHTML")
	kindTable   = ast.NewNodeKind("PipeTable")
	kindRow     = ast.NewNodeKind("PipeRow")
	kindCell    = ast.NewNodeKind("PipeCell")

	kindShortcode   = ast.NewNodeKind("Shortcode")
	kindDefinitions = ast.NewNodeKind("Definitions")
	kindTerm        = ast.NewNodeKind("Term")
	kindDefinition  = ast.NewNodeKind("Definition")
)

// A blockNode is a block of a kind of our own.
type blockNode struct {
	ast.BaseBlock
	kind ast.NodeKind
	// loose is true for a table without the rule below its header.
	loose bool
}

func (n *blockNode) Kind() ast.NodeKind { return n.kind }

// Dump prints the node for debugging, as goldmark's interface asks.
func (n *blockNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// IsRaw tells goldmark whether to leave the node's lines alone.
func (n *blockNode) IsRaw() bool { return n.kind == kindInclude || n.kind == kindLong }

func newBlock(kind ast.NodeKind, lines ...text.Segment) *blockNode {
	n := &blockNode{kind: kind}
	if len(lines) > 0 {
		segments := text.NewSegments()
		segments.AppendAll(lines)
		n.SetLines(segments)
	}
	return n
}

// lineTransformer splits paragraphs at includes, and takes very long ones out of
// inline parsing.
type lineTransformer struct{}

func (lineTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, src := node.Lines(), reader.Source()
	if !hasInclude(lines, src) {
		if size(lines) > maxText && !looksTabular(lines, src) {
			replace(node, newBlock(kindLong, lines.Sliced(0, lines.Len())...))
		}
		return
	}
	parent := node.Parent()
	var rest []text.Segment
	flush := func() {
		if len(rest) > 0 {
			p := ast.NewParagraph()
			segments := text.NewSegments()
			segments.AppendAll(rest)
			p.SetLines(segments)
			p.SetPos(rest[0].Start)
			parent.InsertBefore(parent, node, p)
			rest = nil
		}
	}
	for i := range lines.Len() {
		line := lines.At(i)
		if !isInclude(line.Value(src)) {
			rest = append(rest, line)
			continue
		}
		flush()
		parent.InsertBefore(parent, node, newBlock(kindInclude, line))
	}
	flush()
	parent.RemoveChild(parent, node)
}

func hasInclude(lines *text.Segments, src []byte) bool {
	for i := range lines.Len() {
		line := lines.At(i)
		if line.Start < len(src) && isInclude(line.Value(src)) {
			return true
		}
	}
	return false
}

// isInclude reports whether a line starts with [!INCLUDE.
func isInclude[T ~string | ~[]byte](line T) bool {
	const mark = "[!include"
	i := 0
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	return len(line)-i > len(mark) && line[i+1] == '!' && strings.EqualFold(string(line[i:i+len(mark)]), mark)
}

func size(lines *text.Segments) int {
	if lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len()-1).Stop - lines.At(0).Start
}

func replace(node, by ast.Node) {
	parent := node.Parent()
	by.SetPos(node.Pos())
	parent.ReplaceChild(parent, node, by)
}

// boundedHeading takes very long headings out of inline parsing, as lineTransformer
// does paragraphs.
type boundedHeading struct{ parser.BlockParser }

// Close ends a heading.
func (b boundedHeading) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	b.BlockParser.Close(node, reader, pc)
	if lines := node.Lines(); node.Parent() != nil && size(lines) > maxText {
		replace(node, newBlock(kindLong, lines.Sliced(0, lines.Len())...))
	}
}

// fencedHTML ends a block of HTML where a fence opens. CommonMark has such a block go on
// up to a blank line, so that a fence right below a tag is HTML; its author means code.
// Where the text of an element is verbatim, as in <pre>, and in comments a fence is text.
type fencedHTML struct{ parser.BlockParser }

// Continue reads the next line of the block, or ends it.
func (b fencedHTML) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if n, ok := node.(*ast.HTMLBlock); ok && (n.HTMLBlockType == ast.HTMLBlockType6 || n.HTMLBlockType == ast.HTMLBlockType7) {
		if line, _ := reader.PeekLine(); opensFence(line) {
			return parser.Close
		}
	}
	return b.BlockParser.Continue(node, reader, pc)
}

// opensFence reports whether a line opens a fenced code block (CommonMark 4.5).
func opensFence(line []byte) bool {
	text := bytes.TrimLeft(line, " ")
	return len(line)-len(text) < 4 && (bytes.HasPrefix(text, []byte("~~~")) || bytes.HasPrefix(text, []byte("```")) && !bytes.Contains(bytes.TrimLeft(text, "`"), []byte("`")))
}

// looseHeading reads "##Request" as the heading that its author meant. A single # starts
// no such heading, because type names and numbers start with one.
type looseHeading struct{}

func (looseHeading) Trigger() []byte { return []byte{'#'} }

func (looseHeading) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	start := pc.BlockOffset()
	level := 0
	for start+level < len(line) && line[start+level] == '#' {
		level++
	}
	if level < 2 || level > 6 || start+level >= len(line) || !isLetter(line[start+level]) {
		return nil, parser.NoChildren
	}
	stop := len(bytes.TrimRight(line, " \t\r\n#"))
	node := ast.NewHeading(level)
	node.SetAttributeString("loose", true)
	segments := text.NewSegments()
	segments.Append(text.NewSegment(segment.Start+start+level-segment.Padding, segment.Start+stop-segment.Padding))
	node.SetLines(segments)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

func (looseHeading) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (looseHeading) Close(ast.Node, text.Reader, parser.Context)                 {}
func (looseHeading) CanInterruptParagraph() bool                                 { return true }
func (looseHeading) CanAcceptIndentedLine() bool                                 { return false }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// An htmlNode is an HTML tag or comment inside running text.
type htmlNode struct {
	ast.BaseInline
	start, stop int
}

func (*htmlNode) Kind() ast.NodeKind { return kindHTML }

// Dump prints the node for debugging, as goldmark's interface asks.
func (n *htmlNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// htmlParser reads tags of HTML's own elements, those of components, and comments. Anything else in
// angle brackets, such as the placeholder <id>, is text.
type htmlParser struct{}

func (htmlParser) Trigger() []byte { return []byte{'<'} }

func (htmlParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, []byte("<!--")) {
		return inlineComment(block, segment)
	}
	n := tagLength(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return &htmlNode{start: segment.Start, stop: segment.Start + n}
}

// inlineComment reads a comment that ends on its line. A longer one is nearly always an
// HTML block; where it is not, it is text.
func inlineComment(block text.Reader, segment text.Segment) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.Contains(line, []byte("-->")) {
		return nil
	}
	_, n := cutComment(string(line[:min(len(line), maxText)]))
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return &htmlNode{start: segment.Start, stop: segment.Start + n}
}

// tagLength returns the length of the HTML tag at the start of line, or 0.
func tagLength(line []byte) int {
	i := 1
	if i < len(line) && line[i] == '/' {
		i++
	}
	start := i
	for i < len(line) && i-start < 40 && (isLetter(line[i]) || '0' <= line[i] && line[i] <= '9') {
		i++
	}
	if i == start || i >= len(line) {
		return 0
	}
	if c := line[i]; c != '>' && c != ' ' && c != '\t' && c != '/' {
		return 0
	}
	end := bytes.IndexAny(line[i:min(len(line), i+1024)], "><\n")
	if end < 0 || line[i+end] != '>' {
		return 0
	}
	if !isElement(string(bytes.ToLower(line[start:i]))) && !isComponent(line[start:i], line[i:i+end]) {
		return 0
	}
	return i + end + 1
}

// isComponent reports whether a tag, given its name and what follows, is one of a component
// of JSX, as pages of MDX have them: its name starts with a capital letter, and it is empty
// or has attributes. Without either it may be a placeholder: <Name>.
func isComponent(name, rest []byte) bool {
	return 'A' <= name[0] && name[0] <= 'Z' && (bytes.HasSuffix(rest, []byte("/")) || bytes.Contains(rest, []byte("=")))
}

// isElement reports whether name is an element that pages use for markup.
func isElement(name string) bool {
	switch name {
	case "a", "abbr", "b", "big", "blockquote", "br", "center", "cite", "code", "dd", "del", "details", "dfn", "div",
		"dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img", "ins", "kbd", "li",
		"mark", "nobr", "ol", "p", "pre", "s", "samp", "section", "small", "span", "strike", "strong", "style", "sub", "summary",
		"sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "video", "wbr":
		return true
	}
	return false
}
