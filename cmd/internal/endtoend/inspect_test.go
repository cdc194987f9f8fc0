package endtoend

// What no page may bring about in the output, found from the files' names, bytes
// and tokens.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/scanner"
	"go/token"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/module"

	"github.com/sdkscribe/sdkscribe/parser/visible"

	"github.com/sdkscribe/sdkscribe/templates"
)

// examples is the file of the SDK's examples.
const examples = "example_test.go"

// offences lists what is wrong with the files of an SDK, which have been checked.
// The runtime's files are not made of pages: only their names are looked at.
func offences(base string, c *checked) []string {
	var found []string
	add := func(path, format string, args ...any) {
		found = append(found, path+": "+fmt.Sprintf(format, args...))
	}
	folded := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(c.text)) {
		if problem := badPath(name); problem != "" {
			add(name, "%s", problem)
		}
		if other, ok := folded[strings.ToLower(name)]; ok {
			add(name, "is %s on some file systems", other)
		}
		folded[strings.ToLower(name)] = name
		for n, line := range strings.Split(c.text[name], "\n") {
			line = strings.ReplaceAll(line, "\t", " ")
			if strings.HasPrefix(name, "testdata/") {
				line = strings.TrimSuffix(line, "\r") // a body's own line end
			}
			if visible.Escape(line) != line {
				add(name, "line %d has characters that do not show: %+.120q", n+1, line)
			}
		}
		if file := c.files[name]; file != nil && !strings.Contains(name, "/") {
			badSource(name, c.text[name], add)
			badComments(c, name, file, add)
			badDeclarations(base, name, file, add)
		}
	}
	return found
}

// badPath says what is wrong with a file's path, "" if nothing is. A name without
// an underscore has no build constraint in it, that of a test but one.
func badPath(name string) string {
	switch {
	case !filepath.IsLocal(filepath.FromSlash(name)), path.Clean(name) != name:
		return "is no path below the output folder"
	case module.CheckFilePath(name) != nil:
		return module.CheckFilePath(name).Error()
	case len(path.Base(name)) > 128:
		return "has a very long name"
	case strings.Contains(name, "/") && !strings.HasPrefix(name, "testdata/") &&
		!strings.HasPrefix(name, "rest/") && !strings.HasPrefix(name, "internal/golden/"):
		return "is in a folder that the SDK does not have"
	case strings.HasPrefix(path.Base(name), "-"), strings.HasPrefix(path.Base(name), "_"), strings.HasPrefix(path.Base(name), "."):
		return "has a name that tools take for something else"
	}
	if stem, isGo := strings.CutSuffix(name, ".go"); isGo && !strings.Contains(name, "/") {
		if strings.Contains(strings.TrimSuffix(stem, "_test"), "_") {
			return "has a name that may be a build constraint"
		}
	}
	return ""
}

// badSource looks at a file's bytes and tokens.
func badSource(name, text string, add func(path, format string, args ...any)) {
	if !strings.HasPrefix(text, templates.Header+"\n\npackage ") && !strings.HasPrefix(text, templates.Header+"\n\n// ") {
		add(name, "does not start with its header: %.80q", text)
	}
	formatted, err := format.Source([]byte(text))
	if err != nil || !bytes.Equal(formatted, []byte(text)) {
		add(name, "is not as gofmt has it (%v)", err)
	}
	var s scanner.Scanner
	file := token.NewFileSet().AddFile(name, -1, len(text))
	s.Init(file, []byte(text), func(at token.Position, message string) { add(name, "%d: %s", at.Line, message) }, scanner.ScanComments)
	for {
		at, tok, lit := s.Scan()
		if tok == token.EOF {
			return
		}
		line := file.Line(at)
		if !utf8.ValidString(lit) || strings.ContainsFunc(strings.TrimSuffix(lit, "\n"), hiddenRune) {
			add(name, "%d: %s with invisible characters: %.120q", line, tok, lit)
		}
		if tok == token.IDENT && strings.ContainsFunc(lit, func(r rune) bool { return r >= utf8.RuneSelf }) {
			add(name, "%d: identifier %+q", line, lit)
		}
	}
}

// hiddenRune reports whether a character does not show, or changes how others show.
func hiddenRune(r rune) bool {
	return r != '\t' && !unicode.IsPrint(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)
}

// badComments looks for comments that a tool obeys.
func badComments(c *checked, name string, file *ast.File, add func(path, format string, args ...any)) {
	for i, group := range file.Comments {
		marks := 0
		for k, comment := range group.List {
			text, line := comment.Text, c.fset.Position(comment.Pos()).Line
			said := strings.TrimLeft(strings.TrimPrefix(text, "//"), " \t")
			switch {
			case text == templates.Header && i == 0 && line == 1:
			case text == "// Output:" && k == 0 && name == examples:
			case strings.HasPrefix(text, "/*"):
				add(name, "%d: a comment that is no line comment: %.80q", line, text)
			case text != "//" && !strings.HasPrefix(text, "// ") && !strings.HasPrefix(text, "//\t"):
				add(name, "%d: a comment in the form of a directive: %.80q", line, text)
			case strings.HasPrefix(said, "+build"), strings.HasPrefix(said, "go:"), strings.HasPrefix(said, "#cgo"),
				strings.HasPrefix(said, "Code generated"), strings.HasPrefix(said, "Output:"):
				add(name, "%d: a comment that tools may obey: %.80q", line, text)
			case strings.HasPrefix(said, "Deprecated:"):
				// What a page says of it stands behind our mark, once, in the last paragraph.
				if marks++; marks > 1 || k > 0 && group.List[k-1].Text != "//" || slices.ContainsFunc(group.List[k:], func(c *ast.Comment) bool { return c.Text == "//" }) {
					add(name, "%d: a page's own mark of deprecation: %.80q", line, text)
				}
			}
		}
	}
}

// badDeclarations looks for imports and declarations of other kinds than an SDK has.
func badDeclarations(base, name string, file *ast.File, add func(path, format string, args ...any)) {
	allowed := []string{"context", "io", "iter", "net/http", "strings", "testing", base + "/rest", base + "/internal/golden", "github.com/go-json-experiment/json/jsontext"}
	if name == examples {
		allowed = append(allowed, base, "errors", "fmt", "log", "os", "time")
	}
	for _, spec := range file.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); !slices.Contains(allowed, p) || spec.Name != nil {
			add(name, "imports %s", spec.Path.Value)
		}
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.GenDecl:
			if decl.Tok == token.VAR {
				add(name, "declares a variable")
			}
		case *ast.FuncDecl:
			isTest := strings.HasSuffix(name, "_test.go") && strings.HasPrefix(decl.Name.Name, "Test") || name == examples && strings.HasPrefix(decl.Name.Name, "Example")
			if decl.Recv == nil && !isTest && !(name == "client.go" && decl.Name.Name == "NewClient") || decl.Body == nil {
				add(name, "declares func %s", decl.Name.Name)
			}
		}
	}
}
