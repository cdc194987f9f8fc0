package code

import (
	"bytes"
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
	"github.com/sdkscribe/sdkscribe/parser/visible"
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
	// text are its lines, without the blanks that an indented comment has before them.
	text []byte
	// last is where the last paragraph begins.
	last int
	// source is what the next paragraph or item says.
	source []byte
}

// newComment returns a comment that starts with a first paragraph.
func newComment(text ...string) *comment {
	c := &comment{}
	c.paragraph(text...)
	return c
}

// String is the comment as it stands in code, without a line break at its end.
func (c *comment) String() string { return string(c.text) }

func (c *comment) empty() bool { return len(c.text) == 0 }

// add adds to what the next paragraph or item says.
func (c *comment) add(text ...string) {
	for _, s := range text {
		c.source = append(c.source, s...)
	}
}

// paragraph adds text as a paragraph of its own, or several where it has empty
// lines. Empty text adds nothing.
func (c *comment) paragraph(text ...string) {
	c.add(text...)
	rest := c.source
	if len(rest) > maxParagraph {
		rest = append(bytes.ToValidUTF8(rest[:maxParagraph], nil), "…"...)
	}
	if bytes.IndexByte(rest, '\r') >= 0 {
		rest = bytes.ReplaceAll(rest, []byte("\r\n"), []byte("\n"))
	}
	for len(rest) > 0 {
		var part []byte
		part, rest, _ = bytes.Cut(rest, []byte("\n\n"))
		if word, _ := nextWord(part); len(word) > 0 {
			c.begin()
			c.wrap(part, "// ", "// ")
		}
	}
	c.source = c.source[:0]
}

// item adds text as an item of a list, indented as gofmt does it.
func (c *comment) item(text ...string) {
	c.add(text...)
	c.wrap(c.source, "//   - ", "//     ")
	c.source = c.source[:0]
}

// begin parts the next paragraph from the ones before it.
func (c *comment) begin() {
	if c.empty() {
		return
	}
	last := c.text[c.last:]
	if c.last > 0 && bytes.IndexByte(last, '\n') < 0 && looksLikeHeading(bytes.TrimPrefix(last, []byte("// "))) {
		c.text = append(c.text, '.')
	}
	c.line("//")
	c.last = len(c.text) + 1
}

// line begins a line.
func (c *comment) line(start string) {
	if !c.empty() {
		c.text = append(c.text, '\n')
	}
	c.text = append(c.text, start...)
}

// looksLikeHeading reports whether a line between two paragraphs is, to gofmt, a
// heading. A full stop makes a sentence of it. What package go/doc/comment asks of
// the characters in between is not asked here but for the most common of them.
func looksLikeHeading(line []byte) bool {
	first, _ := utf8.DecodeRune(line)
	last, _ := utf8.DecodeLastRune(line)
	return unicode.IsUpper(first) && (unicode.IsLetter(last) || unicode.IsDigit(last)) &&
		!bytes.ContainsAny(line, ";:!?+*/=[]{}_^°&§~%#@<\">\\")
}

// deprecated adds the paragraph by which Go's tools know what is deprecated, with the
// page's words where there are some, and what is to be used instead.
func (c *comment) deprecated(d Deprecation, otherwise string) {
	c.add(cmp.Or(strings.TrimSpace(d.Text), otherwise))
	if d.Use != "" {
		c.add(" In Go: ", d.Use, ".")
	}
	c.begin()
	c.wrap(bytes.ReplaceAll(c.source, []byte("\n"), []byte(" ")), "// Deprecated: ", "// ")
	c.source = c.source[:0]
}

// A Deprecation is what a page says of something that is deprecated, and what this package
// has in the place of it, as a link of a doc comment.
type Deprecation struct{ Text, Use string }

// wrap lays text out in lines. The first begins with first, the others with next.
func (c *comment) wrap(text []byte, first, next string) {
	start, length := first, 0
	word, rest := nextWord(text)
	for len(word) > 0 {
		var following []byte
		following, rest = nextWord(rest)
		n := utf8.RuneCount(word)
		switch {
		case length > 0 && length+1+n <= width:
			c.text = append(append(c.text, ' '), word...)
		case meansSomething(word, following):
			c.line(start)
			c.text = append(append(append(c.text, '"'), word...), '"')
			start, length = next, 0
		default:
			c.line(start)
			c.text = append(c.text, word...)
			start, length = next, 0
		}
		length += 1 + n
		word = following
	}
}

// nextWord cuts the first word of visible characters off a text, which is empty where
// there is none. Quotation marks made of two characters, as in TeX, become those that
// gofmt makes of them.
func nextWord(text []byte) (word, rest []byte) {
	start, plain := -1, true
	for i, c := range text {
		switch {
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
		return nil, nil
	}
	return quoted(text[start:], plain), nil
}

func asciiSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// nextOddWord is nextWord where not all is ASCII.
func nextOddWord(text []byte) (word, rest []byte) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		switch {
		case unicode.IsSpace(r):
			if len(word) > 0 {
				return quoted(word, false), text[i:]
			}
		case r != utf8.RuneError && unicode.IsGraphic(r) && !visible.Hidden(r):
			word = append(word, text[i:i+n]...)
		}
		i += n
	}
	return quoted(word, false), nil
}

// quoted puts quotation marks in the place of doubled ones, of which a plain word
// has none.
func quoted(word []byte, plain bool) []byte {
	if plain || !bytes.Contains(word, []byte("``")) && !bytes.Contains(word, []byte("''")) {
		return word
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(word, []byte("``"), []byte("“")), []byte("''"), []byte("”"))
}

// meansSomething reports whether a word would not be text at the start of a line and
// has to be quoted: for gofmt's and go doc's headings, lists, link targets and notes,
// for deprecation, build constraints, or the mark of generated code.
func meansSomething(word, next []byte) bool {
	upper := func() string { return string(bytes.ToUpper(word)) }
	switch word[0] {
	case '#':
		return true
	case '[':
		return !docLink(word)
	case '-', '*':
		return len(word) == 1
	case "•"[0]:
		return string(word) == "•"
	case '+':
		return len(word) == 1 || strings.HasPrefix(upper(), "+BUILD")
	case 'c', 'C':
		return bytes.EqualFold(next, []byte("generated")) && upper() == "CODE"
	case 'd', 'D', 'g', 'G', 'b', 'B', 'o', 'O':
		if !bytes.ContainsAny(word, ":(") {
			return false
		}
		text := upper()
		return strings.HasPrefix(text, "DEPRECATED:") || strings.HasPrefix(text, "GO:") ||
			strings.HasPrefix(text, "BUG(") || strings.HasPrefix(text, "OUTPUT:")
	}
	return false
}

// docLink reports whether a word is a link to a Go name and no link's definition.
func docLink(word []byte) bool {
	return bytes.HasSuffix(bytes.TrimRight(word, ".,;"), []byte("]"))
}

// indented adds lines that are set as code.
func (c *comment) indented(code ...string) {
	c.line("//")
	for _, line := range code {
		c.line("//\t" + line)
	}
}

// remark is a comment of a line, which says what is ours to say.
func remark(text string) jen.Code { return jen.Comment("// " + text) }
