package lint

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
)

// Fixes of a line: the text at the position of a finding is replaced, or something is put
// in front of it.

// line returns the edits of a finding, nil where there is no one right answer.
func (f *fixer) line(k key) []edit {
	pos := parser.Pos{Line: k.line, Column: k.column}
	at := f.text.offset(pos)
	if at < 0 {
		return nil
	}
	rest := f.text.line(k.line)[min(k.column-1, len(f.text.line(k.line))):]
	switch k.code {
	case parser.CodeContentLength:
		return f.contentLength(pos, at, rest)
	case parser.CodeAnnotationKeyCase:
		return f.annotationKey(at, rest)
	case parser.CodeHTTPMethodCase:
		return f.methodCase(at, rest)
	case parser.CodeHTTPVersion:
		return f.version(k, at, rest)
	case parser.CodeHTTPBlankLine:
		return f.blankLines(k.line)
	case parser.CodeHTTPNoBlankLine:
		return f.newBlankLine(k, at)
	case parser.CodeHeadingBlank:
		hashes := len(rest) - len(strings.TrimLeft(rest, "#"))
		if hashes > 0 {
			return []edit{{at + hashes, at + hashes, " "}}
		}
	case parser.CodeTableRow:
		return f.tableRow(k.line)
	case "type-case":
		return f.typeName(pos, at, rest)
	}
	return nil
}

// A lengthField is a Content-Length with its number.
var lengthField = regexp.MustCompile(`(?i)^content-length\s*:?\s*([0-9]+)\s*$`)

// contentLength writes the length of the body with LF line ends.
func (f *fixer) contentLength(pos parser.Pos, at int, rest string) []edit {
	m := lengthField.FindStringSubmatchIndex(rest)
	body := f.bodyOf(pos)
	if m == nil || body == nil {
		return nil
	}
	length := len(body.Text) - strings.Count(body.Text, "\r")
	return []edit{{at + m[2], at + m[3], strconv.Itoa(length)}}
}

// bodyOf returns the body of the message that has a Content-Length at a place.
func (f *fixer) bodyOf(pos parser.Pos) *parser.Body {
	if f.bodies == nil {
		f.bodies = map[parser.Pos]*parser.Body{}
		for _, s := range f.page.Sections {
			for _, b := range s.Blocks {
				if c, ok := b.(*parser.Code); ok {
					f.addBody(c)
				}
			}
		}
	}
	return f.bodies[pos]
}

func (f *fixer) addBody(c *parser.Code) {
	header, body := []parser.Field(nil), (*parser.Body)(nil)
	switch {
	case c.Request != nil:
		header, body = c.Request.Header, &c.Request.Body
	case c.Response != nil:
		header, body = c.Response.Header, &c.Response.Body
	}
	for _, x := range header {
		if strings.EqualFold(x.Name, "Content-Length") {
			f.bodies[x.Pos] = body
		}
	}
}

// aKey is a key of an annotation, in quotes or without.
var aKey = regexp.MustCompile(`^["']?([@A-Za-z.]+)["']?\s*:`)

// annotationKey writes a key as the vocabulary does.
func (f *fixer) annotationKey(at int, rest string) []edit {
	m := aKey.FindStringSubmatchIndex(rest)
	if m == nil {
		return nil
	}
	name := rest[m[2]:m[3]]
	spelling := parser.KeySpelling(name)
	if spelling == "" || spelling == name {
		return nil
	}
	return []edit{{at + m[2], at + m[3], spelling}}
}

// methodCase writes a method in upper case.
func (f *fixer) methodCase(at int, rest string) []edit {
	word, _, ok := strings.Cut(rest, " ")
	if !ok || strings.ToUpper(word) == word {
		return nil
	}
	return []edit{{at, at + len(word), strings.ToUpper(word)}}
}

// A status line with a version that is none, or without one; and a version at the end
// of a request line.
var (
	statusVersion = regexp.MustCompile(`(?i)^(https?[ ]?[/\\]?[ ]?[0-9.,]*[ ,:]*)?[1-5][0-9]{2}\b`)
	lineVersion   = regexp.MustCompile(`(?i)^https?[/\\]?[0-9.,/\\]*\s*$`)
)

// version writes HTTP/1.1.
func (f *fixer) version(k key, at int, rest string) []edit {
	if m := statusVersion.FindStringSubmatchIndex(rest); m != nil {
		end := max(m[3], 0)
		if end > 0 && !strings.HasPrefix(strings.ToLower(rest), "http") {
			return nil
		}
		return []edit{{at, at + end, "HTTP/1.1 "}}
	}
	if k.column > 1 && lineVersion.MatchString(rest) {
		return []edit{{at, at + len(strings.TrimRight(rest, " \t")), "HTTP/1.1"}}
	}
	return nil
}

// blankLines takes out a line and the blank ones behind it.
func (f *fixer) blankLines(line int) []edit {
	end := line
	for end < len(f.text.starts) && strings.TrimSpace(f.text.line(end)) == "" {
		end++
	}
	if end == line {
		return nil // a quote's blank line has its mark
	}
	return []edit{{f.text.starts[line-1], f.text.starts[end-1], ""}}
}

// newBlankLine puts a blank line in front of one.
func (f *fixer) newBlankLine(k key, at int) []edit {
	start := f.text.starts[k.line-1]
	if strings.TrimSpace(string(f.text.bytes[start:at])) != "" {
		return nil // in a quote
	}
	return []edit{{start, start, f.text.lineEnd(k.line - 1)}}
}

// tableRow escapes pipes in brackets, if the row then has as many cells as there are
// columns. The pipes have to be in the last cell, to which the parser adds the cells that
// are too many. Elsewhere the cells behind them would change their columns.
func (f *fixer) tableRow(line int) []edit {
	columns := f.columns(line)
	row := strings.TrimRight(f.text.line(line), " \t")
	pipes, inBrackets := rowPipes(row)
	if columns == 0 || len(inBrackets) == 0 {
		return nil
	}
	cells, before := len(pipes)+1, 1
	if strings.HasPrefix(strings.TrimLeft(row, " \t"), "|") {
		cells, before = cells-1, 0
	}
	if pipes[len(pipes)-1] == len(row)-1 {
		cells--
	}
	for _, i := range pipes {
		if i < inBrackets[0] {
			before++
		}
	}
	if cells-len(inBrackets) != columns || before != columns {
		return nil
	}
	start := f.text.starts[line-1]
	var edits []edit
	for _, i := range inBrackets {
		edits = append(edits, edit{start + i, start + i, `\`})
	}
	return edits
}

// columns returns the number of columns of the table that has a row on a line, 0
// where no table has.
func (f *fixer) columns(line int) int {
	if f.rows == nil {
		f.rows = map[int]int{}
		for _, s := range f.page.Sections {
			for _, b := range s.Blocks {
				t, ok := b.(*parser.Table)
				if !ok {
					continue
				}
				for _, row := range t.Rows {
					if len(row) > 0 && row[0].Pos.Line > t.Pos.Line {
						f.rows[row[0].Pos.Line] = len(t.Header)
					}
				}
			}
		}
	}
	return f.rows[line]
}

// maxBrackets is how deep brackets in a row may be nested.
const maxBrackets = 16

// rowPipes returns where a row has pipes that are not escaped, and which of them
// stand between an outermost bracket and the one that closes it.
func rowPipes(row string) (all, inBrackets []int) {
	var open []byte // the brackets that are to close the open ones
	var within []int
	for i := 0; i < len(row); i++ {
		switch c := row[i]; c {
		case '\\':
			i++
		case '|':
			all = append(all, i)
			if len(open) > 0 {
				within = append(within, i)
			}
		case '(', '[', '{', '<':
			if len(open) < maxBrackets {
				open = append(open, map[byte]byte{'(': ')', '[': ']', '{': '}', '<': '>'}[c])
			}
		case ')', ']', '}', '>':
			if j := bytes.LastIndexByte(open, c); j >= 0 {
				open = open[:j]
				if j == 0 {
					inBrackets, within = append(inBrackets, within...), nil
				}
			}
		}
	}
	return all, inBrackets
}

// aType is the name of a type in quotes, as annotations and bodies have it.
var aType = regexp.MustCompile(`(?i)^"#?(?:Collection\()?#?([a-z0-9_.]+)`)

// typeName writes a type's name as its page does.
func (f *fixer) typeName(pos parser.Pos, at int, rest string) []edit {
	if c := f.codeAt(pos); c != nil {
		// The finding is about the block that declares the type.
		if c.Annotation == nil || c.Annotation.TypePos.Line == 0 {
			return nil
		}
		at = f.text.offset(c.Annotation.TypePos)
		line := f.text.line(c.Annotation.TypePos.Line)
		rest = line[min(c.Annotation.TypePos.Column-1, len(line)):]
	}
	m := aType.FindStringSubmatchIndex(rest)
	if m == nil || at < 0 {
		return nil
	}
	name := rest[m[2]:m[3]]
	t := f.api.Type(name)
	if t == nil || t.Name == name || !strings.EqualFold(t.Name, name) {
		return nil
	}
	return []edit{{at + m[2], at + m[3], t.Name}}
}

// codeAt returns the code block that starts at a place, or whose annotation does.
func (f *fixer) codeAt(pos parser.Pos) *parser.Code {
	for _, s := range f.page.Sections {
		for _, b := range s.Blocks {
			if c, ok := b.(*parser.Code); ok && (c.Pos == pos || c.Annotation != nil && c.Annotation.Pos == pos) {
				return c
			}
		}
	}
	return nil
}
