package parser

// This file reads shortcodes of Hugo: {{< relref "crates" >}}, {{% required %}}. One that is
// called by what a mark says of a value is read as that, in parentheses. One in the place of
// a link's destination stands for that. Others stand for what only the site can show.

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// longestShortcode bounds shortcodes, in bytes.
const longestShortcode = 512

// A shortcodeNode is a shortcode inside running text.
type shortcodeNode struct {
	ast.BaseInline
	said string // what it stands for
}

func (*shortcodeNode) Kind() ast.NodeKind { return kindShortcode }

// Dump prints the node for debugging, as goldmark's interface asks.
func (n *shortcodeNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// shortcodeParser reads shortcodes.
type shortcodeParser struct{}

func (shortcodeParser) Trigger() []byte { return []byte{'{'} }

// Parse reads a shortcode that ends on its line.
func (shortcodeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	inner, n := cutShortcode(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	said := ""
	if name := strings.Trim(string(inner), " \t/"); phrases.RemarkOf(strings.ToLower(name)) != phrases.NoRemark {
		said = "(" + name + ")"
	}
	return &shortcodeNode{said: said}
}

// cutShortcode returns what the shortcode at the start of a line holds, and its length; 0
// where there is none.
func cutShortcode(line []byte) (inner []byte, n int) {
	line = line[:min(len(line), longestShortcode)]
	end := ""
	switch {
	case bytes.HasPrefix(line, []byte("{{<")):
		end = ">}}"
	case bytes.HasPrefix(line, []byte("{{%")):
		end = "%}}"
	default:
		return nil, 0
	}
	i := bytes.Index(line[3:], []byte(end))
	if i < 0 || bytes.IndexByte(line[3:3+i], '\n') >= 0 {
		return nil, 0
	}
	return line[3 : 3+i], 3 + i + len(end)
}

// linkShortcodes writes shortcodes in the places of destinations in a way that markdown
// takes for one: without blanks. The text keeps its length.
func linkShortcodes(b []byte) []byte {
	mark := []byte("]({{")
	for at := 0; ; {
		i := bytes.Index(b[at:], mark)
		if i < 0 {
			return b
		}
		at += i + len("](")
		_, n := cutShortcode(b[at:])
		for j := at; j < at+n; j++ {
			if b[j] == ' ' || b[j] == '\t' {
				b[j] = '+'
			}
		}
		at += n
	}
}

// destination is where a link leads whose destination a shortcode may stand for: its first
// argument.
func destination(written string) string {
	if !strings.HasPrefix(written, "{{<") && !strings.HasPrefix(written, "{{%") {
		return written
	}
	_, rest, _ := strings.Cut(written, `"`)
	to, _, _ := strings.Cut(rest, `"`)
	return to
}
