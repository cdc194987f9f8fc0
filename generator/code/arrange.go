package code

import "github.com/dave/jennifer/jen"

// This file says what stands on lines of its own. All else about lines and columns is
// gofmt's.

// declarations are several declarations, with empty lines between them.
func declarations(decls ...jen.Code) jen.Code {
	return jen.Custom(jen.Options{Separator: "\n\n"}, decls...)
}

// documented is a declaration, or a field, with its comment above it.
func documented(doc *comment, decl jen.Code) jen.Code {
	if doc.empty() {
		return decl
	}
	return lines(jen.Comment(doc.String()), decl)
}

// lines are several pieces of code, each on a line of its own.
func lines(code ...jen.Code) jen.Code {
	return jen.Custom(jen.Options{Separator: "\n"}, code...)
}

// broken is what stands between braces, with each element on a line of its own.
func broken(elements ...jen.Code) jen.Code {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, elements...)
}
