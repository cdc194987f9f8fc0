package generator

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file writes doc comments from the text of pages.
//
// A comment is where a page gets closest to code, so text is not copied but laid
// out anew, word by word. Every line is written with "// " in front, which rules
// out directives (//go:…, //line, //export: they allow no blank). Characters
// that are no visible text are left out: line breaks of any kind, controls,
// zero-width and bidirectional marks. And a word that would mean something at
// the start of a line or paragraph ("Deprecated:", "#", "Code generated", "+build")
// is put in quotes there.

// width is where the lines of a comment end, counted from the text's start.
const width = 77

// maxParagraph bounds how much of a paragraph is repeated in code.
const maxParagraph = 4000

// A comment is a doc comment in the making.
type comment struct {
	lines []string
	// last is the line that the last paragraph begins with.
	last int
}

// newComment returns a comment that starts with a first paragraph.
func newComment(text string) *comment {
	c := &comment{}
	c.paragraph(text)
	return c
}

func (c *comment) empty() bool { return c == nil || len(c.lines) == 0 }

// paragraph adds text as a paragraph of its own, or several where it has empty
// lines. Empty text adds nothing.
func (c *comment) paragraph(text string) {
	if len(text) > maxParagraph {
		text = strings.ToValidUTF8(text[:maxParagraph], "") + "…"
	}
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		lines := wrap(part)
		if len(lines) == 0 {
			continue
		}
		c.begin()
		c.lines = append(c.lines, lines...)
	}
}

// begin parts the next paragraph from the ones before it.
func (c *comment) begin() {
	if end := len(c.lines) - 1; end >= 0 {
		if end > 0 && end == c.last && looksLikeHeading(strings.TrimPrefix(c.lines[end], "// ")) {
			c.lines[end] += "."
		}
		c.lines = append(c.lines, "//")
	}
	c.last = len(c.lines)
}

// looksLikeHeading tells whether a line between two paragraphs is, to gofmt, a
// heading. A full stop makes a sentence of it. What package go/doc/comment asks of
// the characters in between is not asked here but for the most common of them.
func looksLikeHeading(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return unicode.IsUpper(first) && (unicode.IsLetter(last) || unicode.IsDigit(last)) &&
		!strings.ContainsAny(line, ";:!?+*/=[]{}_^°&§~%#@<\">\\")
}

// list adds a paragraph of items, a line or more each, as a list. Lists are
// indented as gofmt does it.
func (c *comment) list(title string, items []string) {
	if len(items) == 0 {
		return
	}
	c.paragraph(title)
	for _, item := range items {
		for i, line := range wrap(item) {
			indent := "//     "
			if i == 0 {
				indent = "//   - "
			}
			c.lines = append(c.lines, indent+strings.TrimPrefix(line, "// "))
		}
	}
}

// deprecated adds the paragraph by which Go's tools know what is deprecated. What it
// says is ours, and a line.
func (c *comment) deprecated(why string) {
	c.begin()
	c.lines = append(c.lines, "// Deprecated: "+why)
}

// wrap lays text out in comment lines.
func wrap(text string) []string {
	var lines []string
	var buffer [256]byte
	line := buffer[:0]
	length := 0
	word, rest := nextWord(text)
	for word != "" {
		var next string
		next, rest = nextWord(rest)
		n := utf8.RuneCountInString(word)
		if length > 0 && length+1+n > width {
			lines = append(lines, string(line))
			line, length = line[:0], 0
		}
		if length == 0 {
			line = append(line, "//"...)
			word = harmless(word, next)
		}
		line = append(append(line, ' '), word...)
		length += 1 + n
		word = next
	}
	if length > 0 {
		lines = append(lines, string(line))
	}
	return lines
}

// nextWord cuts the first word of visible characters off a text, "" where there is
// none. Quotation marks made of two characters, as in TeX, become those that gofmt
// makes of them.
func nextWord(text string) (word, rest string) {
	start, plain := -1, true
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c > ' ' && c < 0x7f:
			if start < 0 {
				start = i
			}
			plain = plain && c != '`' && c != '\''
			continue
		case c >= utf8.RuneSelf || c < ' ' && !asciiSpace(c) || c == 0x7f:
			return nextOddWord(text[max(start, 0):])
		}
		if start < 0 {
			continue
		}
		return quoted(text[start:i], plain), text[i:]
	}
	if start < 0 {
		return "", ""
	}
	return quoted(text[start:], plain), ""
}

func asciiSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// nextOddWord is nextWord where not all is ASCII.
func nextOddWord(text string) (word, rest string) {
	var b strings.Builder
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			if b.Len() > 0 {
				return quoted(b.String(), false), text[i:]
			}
		case r != utf8.RuneError && unicode.IsGraphic(r):
			b.WriteRune(r)
		}
	}
	return quoted(b.String(), false), ""
}

// quoted puts quotation marks in the place of doubled ones, of which a plain word
// has none.
func quoted(word string, plain bool) string {
	if plain {
		return word
	}
	return strings.ReplaceAll(strings.ReplaceAll(word, "``", "“"), "''", "”")
}

// harmless puts a word in quotes that would not be text at the start of a line:
// for gofmt's and go doc's headings, lists, link targets and notes, for
// deprecation, build constraints, or the mark of generated code.
func harmless(word, next string) string {
	switch word[0] {
	case '#', '-', '*', '+', '[', "•"[0], 'd', 'D', 'g', 'G', 'b', 'B', 'o', 'O', 'c', 'C':
	default:
		return word
	}
	upper := strings.ToUpper(word)
	switch {
	case strings.HasPrefix(upper, "DEPRECATED:"), strings.HasPrefix(upper, "+BUILD"), strings.HasPrefix(upper, "GO:"),
		strings.HasPrefix(upper, "BUG("), strings.HasPrefix(upper, "OUTPUT:"),
		upper == "CODE" && strings.EqualFold(next, "generated"),
		strings.HasPrefix(word, "#"), strings.HasPrefix(word, "[") && !docLink(word),
		word == "-", word == "*", word == "+", word == "•":
		return `"` + word + `"`
	}
	return word
}

// docLink tells whether a word is a link to a Go name and no link's definition.
func docLink(word string) bool {
	return strings.HasSuffix(strings.TrimRight(word, ".,;"), "]")
}

// indented adds lines that are set as code.
func (c *comment) indented(code ...string) {
	c.lines = append(c.lines, "//")
	for _, line := range code {
		c.lines = append(c.lines, "//\t"+line)
	}
}

// canBackquote tells whether text can stand in backquotes and be read there. What
// does not show, and what changes the direction of the text around it, can not.
func canBackquote(text string) bool {
	return strconv.CanBackquote(text) && !strings.ContainsFunc(text, func(r rune) bool { return !strconv.IsPrint(r) })
}
