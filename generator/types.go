package generator

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/sdkscribe/sdkscribe/internal/model"
)

// This file emits the types: a struct per entity and complex type and per body
// of an action, a string type with constants per enumeration.
//
// A derived type repeats its base's properties: Go has no inheritance, and
// embedding would show in every literal. Each struct's two JSON methods only
// call the runtime, whose plan for the struct is made from its fields and tags,
// for code that is spelled out per type would be most of the SDK's compile time.

// shapeKind tells what a value is in Go.
type shapeKind byte

const (
	untyped shapeKind = iota // jsontext.Value
	scalar                   // a primitive type of OData
	enum                     // a generated string type
	object                   // a pointer to a generated struct
)

// A shape is the Go form of a model.TypeRef.
type shape struct {
	kind       shapeKind
	collection bool
	prim       primitive // of a scalar
	named      *goType   // of an enum or object
}

// A primitive is the Go type for a primitive type of OData.
type primitive struct {
	name    string // "string", or a name of the runtime: "Date"
	runtime bool
}

// shapeOf returns the Go form of a type. What nobody describes is raw JSON.
func (p *Plan) shapeOf(ref model.TypeRef) shape {
	s := shape{collection: ref.Collection}
	if prim, ok := primitiveOf(ref.Name); ok {
		s.kind, s.prim = scalar, prim
		return s
	}
	if s.named = p.typeOf[strings.ToLower(ref.Name)]; s.named == nil || s.named.model.Untyped {
		s.named = nil
		return s
	}
	s.kind = object
	if s.named.model.Kind == model.Enum {
		s.kind = enum
	}
	return s
}

// primitiveOf maps OData's primitive types (CSDL 4.4) to Go's.
func primitiveOf(name string) (primitive, bool) {
	switch name {
	case "Edm.String":
		return primitive{"string", false}, true
	case "Edm.Boolean":
		return primitive{"bool", false}, true
	case "Edm.Byte":
		return primitive{"uint8", false}, true
	case "Edm.SByte":
		return primitive{"int8", false}, true
	case "Edm.Int16":
		return primitive{"int16", false}, true
	case "Edm.Int32":
		return primitive{"int32", false}, true
	case "Edm.Int64":
		return primitive{"int64", false}, true
	case "Edm.Double":
		return primitive{"float64", false}, true
	case "Edm.Single":
		return primitive{"float32", false}, true
	case "Edm.Decimal", "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration", "Edm.Binary":
		return primitive{strings.TrimPrefix(name, "Edm."), true}, true
	case "Edm.Guid":
		return primitive{"GUID", true}, true
	}
	return primitive{}, false
}

// element is the Go type of one value: string, rest.Date, Importance, *Event.
func (e *emitter) element(s shape) *jen.Statement {
	switch s.kind {
	case scalar:
		if s.prim.runtime {
			return e.rest(s.prim.name)
		}
		return jen.Id(s.prim.name)
	case enum:
		return jen.Id(s.named.name)
	case object:
		return jen.Id("*" + s.named.name)
	}
	return jen.Qual(jsontextPath, "Value")
}

// fieldType is the Go type of a struct field: rest.Opt[string], []*Event.
func (e *emitter) fieldType(s shape) *jen.Statement {
	switch {
	case s.collection:
		return jen.Index().Add(e.element(s))
	case s.kind == scalar || s.kind == enum:
		return e.rest("Opt").Index(e.element(s))
	}
	return e.element(s)
}

// typeDecl emits a struct or an enumeration.
func (e *emitter) typeDecl(g *goType) {
	if g.model.Kind == model.Enum {
		e.enumDecl(g)
		return
	}
	what := "complex type"
	if g.model.Kind == model.Entity {
		what = "entity type"
	}
	doc := newComment(g.name + " is the " + what + " " + g.model.Name + ".")
	if g.model.Inferred {
		doc.paragraph("No page describes it: its properties are those that examples show.")
	}
	doc.paragraph(g.model.Description)
	if g.model.Base != "" {
		base := g.model.Base
		if b := e.plan.typeOf[strings.ToLower(base)]; b != nil {
			base = "[" + b.name + "]"
		}
		doc.paragraph("It has all properties of its base type " + base + ".")
	}
	doc.paragraph(e.plan.link(g.model.Page))
	if g.model.Deprecated {
		doc.deprecated("the API deprecates this type.")
	}
	e.structDecl(g.name, doc, g.fields, g.model.Name)
}

// paramsDecl emits the struct for the body of an action.
func (e *emitter) paramsDecl(s *paramsType) {
	doc := newComment(s.name + " is the request body of " + s.op.ID + ".")
	e.structDecl(s.name, doc, s.fields, "")
}

// structDecl emits a struct and its JSON methods. Only types of the API have an
// OData name; the body of an action is no type there.
func (e *emitter) structDecl(name string, doc *comment, fields []field, odata string) {
	extraTag := `json:"-"`
	if odata != "" {
		extraTag += " odata:" + strconv.Quote("#"+odata)
	}
	e.file.Add(doc.code())
	e.file.Type().Id(name).StructFunc(func(g *jen.Group) {
		for _, f := range fields {
			if c := fieldComment(f); c != nil {
				g.Add(c)
			}
			g.Id(f.name).Add(e.fieldType(f.shape)).Add(rawTag("json:" + strconv.Quote(f.json)))
		}
		if len(fields) > 0 {
			g.Line()
		}
		g.Comment("Extra holds the members that have no field here.")
		g.Id("Extra").Add(e.rest("Extra")).Add(rawTag(extraTag))
	})
	e.jsonMethods(name)
}

// jsonMethods emits the methods by which package json reads and writes a struct.
func (e *emitter) jsonMethods(name string) {
	e.file.Comment("// MarshalJSONTo writes x as a JSON object, what is absent left out.")
	e.file.Func().Params(jen.Id("x *" + name)).Id("MarshalJSONTo").
		Params(jen.Id("enc").Op("*").Qual(jsontextPath, "Encoder")).Error().
		Block(jen.Return(e.rest("EncodeObject").Call(jen.Id("enc"), jen.Id("x"))))
	e.file.Line()
	e.file.Comment("// UnmarshalJSONFrom reads a JSON object. Unknown members go to Extra.")
	e.file.Func().Params(jen.Id("x *" + name)).Id("UnmarshalJSONFrom").
		Params(jen.Id("dec").Op("*").Qual(jsontextPath, "Decoder")).Error().
		Block(jen.Return(e.rest("DecodeObject").Call(jen.Id("dec"), jen.Id("x"))))
	e.file.Line()
}

// enumDecl emits an enumeration: values that no page lists pass through it.
func (e *emitter) enumDecl(g *goType) {
	doc := newComment(g.name + " is the enumeration " + g.model.Name + ".")
	doc.paragraph(g.model.Description)
	doc.paragraph("Values other than the constants pass through unchanged.")
	doc.paragraph(e.plan.link(g.model.Page))
	if g.model.Deprecated {
		doc.deprecated("the API deprecates this type.")
	}
	e.file.Add(doc.code())
	e.file.Type().Id(g.name).String()
	e.file.Line()
	if len(g.constants) == 0 {
		return
	}
	e.file.Commentf("// The documented values of %s.", g.name)
	e.file.Const().DefsFunc(func(group *jen.Group) {
		for _, c := range g.constants {
			if c.description != "" {
				group.Add(newComment(c.description).code())
			}
			group.Id(c.name).Id(g.name).Op("=").Lit(c.value)
		}
	})
}

// fieldComment says what the page says about a property.
func fieldComment(f field) jen.Code {
	if f.prop == nil {
		return nil
	}
	text := f.prop.Description
	if f.prop.ReadOnly && !strings.Contains(strings.ToLower(text), "read-only") {
		text = strings.TrimSpace(text + " Read-only.")
	}
	doc := newComment(text)
	if f.prop.Deprecated {
		doc.deprecated("the API deprecates this property.")
	}
	if doc.empty() {
		return nil
	}
	return doc.code()
}

// rawTag emits a struct tag. It is quoted as a Go string where backquotes, or
// anything that they cannot hold, occur in it.
func rawTag(tag string) jen.Code {
	if canBackquote(tag) {
		return jen.Op("`" + tag + "`")
	}
	return jen.Lit(tag)
}
