package code

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// This file writes the types: a struct per entity and complex type and per body of an
// action, a string type with constants per enumeration.
//
// A derived type repeats its base's properties: Go has no inheritance, and embedding
// would show in every literal. Each struct's two JSON methods only call the runtime,
// whose plan for the struct is made from its fields and tags, for code that is spelled
// out per type would be most of the SDK's compile time.

// A Struct describes a struct for JSON objects.
type Struct struct {
	Name   string
	Doc    TypeDoc
	Fields []Field
	// TypeTag is the key and the value of the tag by which the runtime knows how objects name
	// the type, "" where nothing names it: odata, "#shop.book"; type, "kind=book".
	TypeTag, TypeValue string
}

// A TypeDoc is what the comment on a type says.
type TypeDoc struct {
	// BodyOf is the page about the action that takes the struct as its body. All
	// else is then empty: it is no type of the API.
	BodyOf string
	// Name is the type's name in the API.
	Name   string
	Entity bool // or complex
	OData  bool // whether the service tells the two apart
	// Inferred is whether no page describes the type.
	Inferred bool
	// Tabled is whether a table on the page of an operation does.
	Tabled      bool
	Description string
	// Base is the Go name of the base type, or its name in the API in BaseName where
	// it has no Go type.
	Base, BaseName string
	Page           string // the sentence that says where it is
	Deprecated     bool
	Deprecation    Deprecation
	// Unsupported is what cannot be done with objects of the type.
	Unsupported []string
}

// A Field describes a field that carries a JSON member.
type Field struct {
	Name, Member string
	Type         Type
	// Wire is the form in which the values are written, "" for OData's.
	Wire        string
	Description string
	ReadOnly    bool
	Deprecated  bool
	Deprecation Deprecation
	// Unsupported is what cannot be done with the property.
	Unsupported []string
}

// declare declares a struct and the methods by which it is read, written and printed.
func (s *Struct) declare(p packages) jen.Code {
	return declarations(append([]jen.Code{s.typ(p)}, s.methods(p)...)...)
}

// typ declares the struct.
func (s *Struct) typ(p packages) jen.Code {
	return documented(s.comment(), jen.Type().Id(s.Name).StructFunc(func(g *jen.Group) {
		for _, f := range s.Fields {
			g.Add(documented(f.comment(), jen.Id(f.Name).Add(p.typ(f.Type)).Add(f.tag())))
		}
		if len(s.Fields) > 0 {
			g.Line()
		}
		g.Add(remark("Extra holds the members that have no field here."))
		extra := g.Id("Extra").Add(p.runtime("Extra"))
		if s.TypeTag != "" {
			extra.Add(tag(map[string]string{s.TypeTag: s.TypeValue}))
		}
	}))
}

// tag is the tag of a field.
func (f *Field) tag() jen.Code {
	if f.Wire == "" {
		return tag(map[string]string{"json": f.Member})
	}
	return tag(map[string]string{"json": f.Member, "wire": f.Wire})
}

// methods declares the methods by which packages json and fmt write and read a struct.
func (s *Struct) methods(p packages) []jen.Code {
	x := jen.Id("x")
	method := func(name string) *jen.Statement {
		return jen.Func().Params(jen.Id("x").Op("*").Id(s.Name)).Id(name)
	}
	return []jen.Code{
		documented(newComment("MarshalJSON returns x as a JSON object, what is absent left out."),
			method("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
				Block(jen.Return(p.runtime("MarshalObject").Call(x)))),
		documented(newComment("UnmarshalJSON reads a JSON object. Unknown members go to Extra."),
			method("UnmarshalJSON").Params(jen.Id("text").Index().Byte()).Error().
				Block(jen.Return(p.runtime("UnmarshalObject").Call(jen.Id("text"), x)))),
		documented(newComment("String returns x as JSON, what is absent left out."),
			method("String").Params().String().
				Block(jen.Return(p.runtime("ObjectString").Call(x)))),
	}
}

// comment is the comment on a struct.
func (s *Struct) comment() *comment {
	if s.Doc.BodyOf != "" {
		return newComment(s.Name, " is the request body of ", s.Doc.BodyOf, ".")
	}
	what := "type"
	switch {
	case s.Doc.OData && s.Doc.Entity:
		what = "entity type"
	case s.Doc.OData:
		what = "complex type"
	}
	doc := newComment(s.Name, " is the ", what, " ", s.Doc.Name, ".")
	switch {
	case s.Doc.Inferred && s.Doc.Tabled:
		doc.paragraph("No page of its own describes it: its properties are those that the page of an operation lists.")
	case s.Doc.Inferred:
		doc.paragraph("No page describes it: its properties are those that examples show.")
	}
	doc.paragraph(s.Doc.Description)
	if len(s.Doc.Unsupported) > 0 {
		doc.paragraph("Not supported: ", strings.Join(s.Doc.Unsupported, ", "), ".")
	}
	switch {
	case s.Doc.Base != "":
		doc.paragraph("It has all properties of its base type [", s.Doc.Base, "].")
	case s.Doc.BaseName != "":
		doc.paragraph("It has all properties of its base type ", s.Doc.BaseName, ".")
	}
	doc.paragraph(s.Doc.Page)
	if s.Doc.Deprecated {
		doc.deprecated(s.Doc.Deprecation, "the API deprecates this type.")
	}
	return doc
}

// comment is the comment on a field: what the page says about the property.
func (f *Field) comment() *comment {
	doc := newComment()
	doc.add(f.Description)
	if f.ReadOnly && !strings.Contains(strings.NewReplacer("-", "", " ", "").Replace(strings.ToLower(f.Description)), "readonly") {
		doc.add(" Read-only.")
	}
	if len(f.Unsupported) > 0 {
		doc.add(" Not supported: ", strings.Join(f.Unsupported, ", "), ".")
	}
	doc.paragraph()
	if f.Deprecated {
		doc.deprecated(f.Deprecation, "the API deprecates this property.")
	}
	return doc
}

// An Enum describes an enumeration. Values that no page lists pass through it.
type Enum struct {
	Name      string
	Doc       TypeDoc
	Constants []Constant
}

// A Constant describes the constant for a member of an enumeration.
type Constant struct{ Name, Value, Description string }

// declare declares the type and its constants.
func (e *Enum) declare(packages) jen.Code {
	typ := documented(e.comment(), jen.Type().Id(e.Name).String())
	if len(e.Constants) == 0 {
		return typ
	}
	return declarations(typ, documented(newComment("The documented values of ", e.Name, "."),
		jen.Const().DefsFunc(func(g *jen.Group) {
			for _, c := range e.Constants {
				g.Add(documented(newComment(c.Description), jen.Id(c.Name).Id(e.Name).Op("=").Add(text(c.Value))))
			}
		})))
}

// comment is the comment on an enumeration.
func (e *Enum) comment() *comment {
	doc := newComment(e.Name, " is the enumeration ", e.Doc.Name, ".")
	doc.paragraph(e.Doc.Description)
	doc.paragraph("Values other than the constants pass through unchanged.")
	doc.paragraph(e.Doc.Page)
	if e.Doc.Deprecated {
		doc.deprecated(e.Doc.Deprecation, "the API deprecates this type.")
	}
	return doc
}
