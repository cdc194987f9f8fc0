package generator

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// This file lays code out the way gofmt does.
//
// Of the code of types, methods and tests there are megabytes, in a handful of
// forms. Syntax trees of it take longer to make and to render than all that is
// decided about it, and gofmt takes longer than both. So it is written as text, in
// the form that gofmt would give it, and the tests hold every file to what gofmt
// makes of it. What gives code its form here is little: each statement, field and
// element is on a line of its own, and neighbouring lines have their columns
// aligned. The client, of which there is one and which has more forms, is left to
// package jennifer and to gofmt (skeleton.go).

// A layout is Go code in the making. It can be used again for other code, so that
// what it holds need not grow anew.
type layout struct {
	plan *Plan
	text []byte
	// depth is how many tabs stand in front of a new line.
	depth int
	// uses holds the names of the packages that the text names, each once.
	uses []string

	draft   comment      // the comment in the making
	entries []entry      // of the literals that are not closed
	rows    []row        // the same, as far as they are written
	lines   []columnLine // that are not in columns yet
	gaps    []gap        // to be widened
	scratch []byte       // what is about to be quoted

	indexes map[*field]map[string]int // of fields by their JSON names, where there are many
}

// newLayout returns an empty layout; a literal in it is one for a statement of a
// function.
func (p *Plan) newLayout() *layout { return &layout{plan: p, depth: 1} }

// reset makes l empty.
func (l *layout) reset() {
	l.text, l.uses, l.depth = l.text[:0], l.uses[:0], 1
	l.entries, l.rows, l.lines, l.gaps = l.entries[:0], l.rows[:0], l.lines[:0], l.gaps[:0]
}

func (l *layout) put(parts ...string) {
	for _, s := range parts {
		l.text = append(l.text, s...)
	}
}

// pkg writes a qualified name, and what follows it.
func (l *layout) pkg(name, selector string) {
	l.use(name)
	l.put(name, ".", selector)
}

func (l *layout) quote(s string) {
	l.text = appendQuoted(l.text, s)
}

// appendQuoted is strconv.AppendQuote, faster where there is nothing to escape.
func appendQuoted(dst []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return strconv.AppendQuote(dst, s)
		}
	}
	dst = append(dst, '"')
	dst = append(dst, s...)
	return append(dst, '"')
}

// rest is a name of the runtime package, to be written.
func (l *layout) rest(name string) string { return l.of("rest", name) }

// golden is a name of the package that supports golden tests, to be written.
func (l *layout) golden(name string) string { return l.of("golden", name) }

// of is a name of a package, to be written.
func (l *layout) of(name, selector string) string {
	l.use(name)
	return name + "." + selector
}

func (l *layout) use(name string) {
	if !slices.Contains(l.uses, name) {
		l.uses = append(l.uses, name)
	}
}

// A fragment is Go code that has been written before its place is known, with the names
// of the packages that it names.
type fragment struct {
	text string
	uses []string
}

// cut takes out of l what it holds.
func (l *layout) cut() fragment {
	f := fragment{string(l.text), slices.Clone(l.uses)}
	l.reset()
	return f
}

// paste writes a fragment.
func (l *layout) paste(f fragment) {
	l.put(f.text)
	for _, name := range f.uses {
		l.use(name)
	}
}

// open begins the elements of a composite literal, close ends them. Lines between
// them begin with line.
func (l *layout) open() {
	l.put("{")
	l.depth++
}

func (l *layout) close(lines bool) {
	l.depth--
	if lines {
		l.line()
	}
	l.put("}")
}

const tabs = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"

func (l *layout) line() {
	l.put("\n")
	for n := l.depth; n > 0; n -= len(tabs) {
		l.put(tabs[:min(n, len(tabs))])
	}
}

// newComment begins a comment, which ends the one before.
func (l *layout) newComment(text ...string) *comment {
	l.draft.reset()
	l.draft.paragraph(text...)
	return &l.draft
}

// comment writes the lines of a comment, each on a new line.
func (l *layout) comment(c *comment) {
	for rest := c.text; len(rest) > 0; {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		l.line()
		l.text = append(l.text, line...)
	}
}

// doc writes the comment above a declaration.
func (l *layout) doc(c *comment) {
	l.depth = 0
	l.put("\n")
	l.comment(c)
	l.line()
}

// block writes statements in braces.
func (l *layout) block(statements func()) {
	l.open()
	statements()
	l.close(true)
}

// statement writes a statement of one line.
func (l *layout) statement(parts ...string) {
	l.line()
	l.put(parts...)
}

// file is the text with what stands above it in a file.
func (l *layout) file(header, name string) []byte {
	var std, others []string
	for _, name := range l.uses {
		path := l.plan.importPath(name)
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
			others = append(others, path)
		} else {
			std = append(std, path)
		}
	}
	slices.Sort(std)
	slices.Sort(others)
	var buffer [1024]byte
	head := append(buffer[:0], header+"\n\npackage "+name...)
	switch all := append(std, others...); {
	case len(all) == 1:
		head = appendQuoted(append(head, "\n\nimport "...), all[0])
	case len(all) > 1:
		head = append(head, "\n\nimport (\n"...)
		for i, path := range all {
			if i == len(std) && i > 0 {
				head = append(head, '\n')
			}
			head = append(appendQuoted(append(head, '\t'), path), '\n')
		}
		head = append(head, ')')
	}
	file := make([]byte, 0, len(head)+len(l.text)+1)
	return append(append(append(file, head...), l.text...), '\n')
}

// importPath is the path of the package that code calls name.
func (p *Plan) importPath(name string) string {
	switch name {
	case "rest":
		return p.restPath()
	case "golden":
		return p.goldenPath()
	case "jsontext":
		return jsontextPath
	case "http":
		return "net/http"
	}
	return name
}
