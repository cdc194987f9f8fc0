package generator

import (
	"bytes"
	"go/format"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file makes Go files out of syntax trees: those of the client and of the
// package's comment. See layout.go for the others.

// A skeleton is one Go file in the making.
type skeleton struct {
	plan *Plan
	file *jen.File
}

// skeleton emits and formats one Go file. The error tells that it is not Go.
func (p *Plan) skeleton(emit func(*skeleton)) ([]byte, error) {
	f := jen.NewFilePathName(p.opts.ImportPath, p.opts.Package)
	f.HeaderComment(header)
	f.ImportName(p.restPath(), "rest")
	f.ImportName(p.goldenPath(), "golden")
	f.ImportName(jsontextPath, "jsontext")
	f.NoFormat = true // formatted below, once the imports are in order
	emit(&skeleton{plan: p, file: f})
	var out bytes.Buffer
	if err := f.Render(&out); err != nil {
		return nil, err
	}
	return format.Source(groupImports(out.Bytes()))
}

// rest is a name of the runtime package.
func (e *skeleton) rest(name string) *jen.Statement { return jen.Qual(e.plan.restPath(), name) }

// comment emits a comment above a declaration.
func (e *skeleton) comment(c *comment) {
	e.file.Comment(string(c.text))
}

// groupImports puts an empty line between the imports of the standard library
// and the others, as Go programmers do, and jennifer does not.
func groupImports(src []byte) []byte {
	open := []byte("import (\n")
	start := bytes.Index(src, open)
	if start < 0 {
		return src
	}
	start += len(open)
	end := start + bytes.IndexByte(src[start:], ')')
	var std, others []string
	for line := range strings.Lines(string(src[start:end])) {
		first, _, _ := strings.Cut(strings.TrimLeft(line, "\t \""), "/")
		if strings.Contains(first, ".") {
			others = append(others, line)
		} else {
			std = append(std, line)
		}
	}
	if len(std) == 0 || len(others) == 0 {
		return src
	}
	grouped := strings.Join(std, "") + "\n" + strings.Join(others, "")
	return slices.Concat(src[:start], []byte(grouped), src[end:])
}
