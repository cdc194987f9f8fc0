package code

import "github.com/dave/jennifer/jen"

// This file writes the test of names: the types and constants of the SDK, as data that
// costs the compiler next to nothing, for golden.Members to compare with the pages' words.

// A MembersTest describes the test of names.
type MembersTest struct {
	Name, File string
	Types      []string // structs
	Constants  []string // of enumerations and error codes
}

// declare declares the test.
func (m *MembersTest) declare(p packages) jen.Code {
	doc := newComment(m.Name, " encodes and decodes a value of every property that the tables of the pages have, and compares "+
		"every constant with the member that they name.")
	return documented(doc, jen.Func().Id(m.Name).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		jen.Id("types").Op(":=").Index().Any().Add(broken(m.types()...)),
		jen.Id("constants").Op(":=").Index().String().Add(broken(m.constants()...)),
		p.support("Members").Call(jen.Id("t"), text(m.File), jen.Id("types"), jen.Id("constants")),
	))
}

// types are nil pointers to the structs.
func (m *MembersTest) types() []jen.Code {
	types := make([]jen.Code, len(m.Types))
	for i, name := range m.Types {
		types[i] = jen.Parens(jen.Op("*").Id(name)).Call(jen.Nil())
	}
	return types
}

// constants are the constants, each behind its name.
func (m *MembersTest) constants() []jen.Code {
	constants := make([]jen.Code, len(m.Constants))
	for i, name := range m.Constants {
		constants[i] = jen.List(text(name), jen.String().Call(jen.Id(name)))
	}
	return constants
}
