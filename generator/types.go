package generator

import (
	"strings"

	model "github.com/sdkscribe/sdkscribe/parser/api"
)

// This file writes the types: a struct per entity and complex type and per body
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
	if s.named = p.typeCalled(ref.Name); s.named == nil || s.named.model.Untyped {
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

// element writes the Go type of one value: string, rest.Date, Importance, *Event.
func (l *layout) element(s shape) {
	if s.kind == object {
		l.put("*")
	}
	l.typeName(s)
}

// fieldType writes the Go type of a struct field: rest.Opt[string], []*Event.
func (l *layout) fieldType(s shape) {
	switch {
	case s.collection:
		l.put("[]")
	case s.kind == scalar || s.kind == enum:
		l.put(l.rest("Opt["))
		l.element(s)
		l.put("]")
		return
	}
	l.element(s)
}

// typeDecl writes a struct or an enumeration.
func (l *layout) typeDecl(g *goType) {
	if g.model.Kind == model.Enum {
		l.enumDecl(g)
		return
	}
	what := "complex type"
	if g.model.Kind == model.Entity {
		what = "entity type"
	}
	doc := l.newComment(g.name, " is the ", what, " ", g.model.Name, ".")
	if g.model.Inferred {
		doc.paragraph("No page describes it: its properties are those that examples show.")
	}
	doc.paragraph(g.model.Description)
	if g.model.Base != "" {
		base := g.model.Base
		if b := l.plan.typeCalled(base); b != nil {
			base = "[" + b.name + "]"
		}
		doc.paragraph("It has all properties of its base type ", base, ".")
	}
	doc.paragraph(l.plan.link(g.model.Page))
	if g.model.Deprecated {
		doc.deprecated("the API deprecates this type.")
	}
	l.structDecl(g.name, doc, g.fields, g.model.Name)
}

// paramsDecl writes the struct for the body of an action.
func (l *layout) paramsDecl(s *paramsType) {
	doc := l.newComment(s.name, " is the request body of ", s.op.ID, ".")
	l.structDecl(s.name, doc, s.fields, "")
}

// structDecl writes a struct and its JSON methods. Only types of the API have an
// OData name; the body of an action is no type there.
func (l *layout) structDecl(name string, doc *comment, fields []field, odata string) {
	l.doc(doc)
	l.put("type ", name, " struct ")
	l.block(func() {
		for _, f := range fields {
			l.columnLineBelow(l.fieldComment(f))
			l.put(f.name)
			l.gap()
			l.fieldType(f.shape)
			l.gap()
			l.tag(f.json, "")
		}
		l.columns()
		if len(fields) > 0 {
			l.put("\n")
		}
		l.statement("// Extra holds the members that have no field here.")
		l.statement("Extra ", l.rest("Extra"), " ")
		l.tag("-", odata)
	})
	l.jsonMethods(name)
}

// jsonMethods writes the methods by which package json reads and writes a struct.
func (l *layout) jsonMethods(name string) {
	l.doc(l.newComment("MarshalJSONTo writes x as a JSON object, what is absent left out."))
	l.put("func (x *", name, ") MarshalJSONTo(enc *", l.of("jsontext", "Encoder"), ") error ")
	l.block(func() { l.statement("return ", l.rest("EncodeObject(enc, x)")) })
	l.doc(l.newComment("UnmarshalJSONFrom reads a JSON object. Unknown members go to Extra."))
	l.put("func (x *", name, ") UnmarshalJSONFrom(dec *", l.of("jsontext", "Decoder"), ") error ")
	l.block(func() { l.statement("return ", l.rest("DecodeObject(dec, x)")) })
}

// enumDecl writes an enumeration: values that no page lists pass through it.
func (l *layout) enumDecl(g *goType) {
	doc := l.newComment(g.name, " is the enumeration ", g.model.Name, ".")
	doc.paragraph(g.model.Description)
	doc.paragraph("Values other than the constants pass through unchanged.")
	doc.paragraph(l.plan.link(g.model.Page))
	if g.model.Deprecated {
		doc.deprecated("the API deprecates this type.")
	}
	l.doc(doc)
	l.put("type ", g.name, " string")
	if len(g.constants) == 0 {
		return
	}
	l.doc(l.newComment("The documented values of ", g.name, "."))
	l.put("const (")
	l.depth++
	for _, c := range g.constants {
		l.columnLineBelow(l.newComment(c.description))
		l.put(c.name)
		l.gap()
		l.put(g.name)
		l.gap()
		l.put("= ")
		l.quote(c.value)
	}
	l.columns()
	l.depth--
	l.line()
	l.put(")")
}

// fieldComment says what the page says about a property.
func (l *layout) fieldComment(f field) *comment {
	doc := l.newComment()
	doc.add(f.prop.Description)
	if f.prop.ReadOnly && !strings.Contains(strings.ToLower(f.prop.Description), "read-only") {
		doc.add(" Read-only.")
	}
	doc.paragraph()
	if f.prop.Deprecated {
		doc.deprecated("the API deprecates this property.")
	}
	return doc
}

// tag writes the tag of a field, with the type's name in OData where it is not "".
// It is in double quotes where backquotes, or anything that they cannot hold, occur
// in it.
func (l *layout) tag(member, odata string) {
	start := len(l.text)
	l.put("`json:")
	l.quote(member)
	if odata != "" {
		l.put(" odata:")
		l.quote("#" + odata)
	}
	if tag := string(l.text[start+1:]); !canBackquote(tag) {
		l.text = l.text[:start]
		l.quote(tag)
		return
	}
	l.put("`")
}
