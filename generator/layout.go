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

// A layout is Go code in the making.
type layout struct {
	plan *Plan
	// dry tells that nothing is written: only whether it could be matters.
	dry  bool
	text []byte
	// depth is how many tabs stand in front of a new line.
	depth int
	// uses holds the names of the packages that the text names.
	uses map[string]bool
}

// newLayout returns an empty layout; a literal in it is one for a statement of a
// function.
func (p *Plan) newLayout(dry bool) *layout {
	return &layout{plan: p, dry: dry, depth: 1, uses: map[string]bool{}}
}

func (l *layout) put(parts ...string) {
	if l.dry {
		return
	}
	for _, s := range parts {
		l.text = append(l.text, s...)
	}
}

// pkg writes a qualified name, and what follows it.
func (l *layout) pkg(name, selector string) {
	if l.dry {
		return
	}
	l.uses[name] = true
	l.put(name, ".", selector)
}

func (l *layout) quote(s string) {
	if !l.dry {
		l.text = strconv.AppendQuote(l.text, s)
	}
}

// rest is a name of the runtime package, to be written.
func (l *layout) rest(name string) string { return l.of("rest", name) }

// golden is a name of the package that supports golden tests, to be written.
func (l *layout) golden(name string) string { return l.of("golden", name) }

// of is a name of a package, to be written.
func (l *layout) of(name, selector string) string {
	l.uses[name] = true
	return name + "." + selector
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

// comment writes the lines of a comment, each on a new line.
func (l *layout) comment(c *comment) {
	if c == nil {
		return
	}
	for _, line := range c.lines {
		l.line()
		l.put(line)
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

// returnIf writes an if statement that returns results where the condition holds.
func (l *layout) returnIf(condition, results string) {
	l.statement("if ", condition, " ")
	l.block(func() { l.returns(results) })
}

// returns writes a return statement on a line of its own.
func (l *layout) returns(results ...string) {
	l.statement("return ", strings.Join(results, ", "))
}

// file is the text with what stands above it in a file.
func (l *layout) file(header, name string) []byte {
	var b bytes.Buffer
	b.Grow(len(l.text) + 1024)
	b.WriteString(header + "\n\npackage " + name)
	var std, others []string
	for name := range l.uses {
		path := l.plan.importPath(name)
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
			others = append(others, path)
		} else {
			std = append(std, path)
		}
	}
	slices.Sort(std)
	slices.Sort(others)
	switch all := slices.Concat(std, others); {
	case len(all) == 1:
		b.WriteString("\n\nimport " + strconv.Quote(all[0]))
	case len(all) > 1:
		b.WriteString("\n\nimport (\n")
		for i, path := range all {
			if i == len(std) && i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString("\t" + strconv.Quote(path) + "\n")
		}
		b.WriteString(")")
	}
	b.Write(l.text)
	b.WriteByte('\n')
	return b.Bytes()
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
