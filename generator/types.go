package generator

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file says what values of the API's types are in Go, and describes the types of
// the SDK.

// shapeKind tells what a value is in Go.
type shapeKind byte

const (
	untyped shapeKind = iota // jsontext.Value
	scalar                   // a primitive type of OData
	enum                     // a generated string type
	object                   // a pointer to a generated struct
	list                     // a slice, in something else that holds it
	dict                     // a map from strings
)

// A shape is the Go form of a api.TypeRef.
type shape struct {
	kind       shapeKind
	collection bool
	prim       primitive // of a scalar
	named      *goType   // of an enum or object
	elem       *shape    // of a list or dict
	form       api.Form  // of the single values in it
}

// A primitive is the Go type for a primitive type of OData.
type primitive struct {
	name    string // "string", or a name of the runtime: "Date"
	runtime bool
}

// shapeOf returns the Go form of a type. What nobody describes is raw JSON.
func (p *Plan) shapeOf(ref api.TypeRef) shape {
	s := shape{collection: ref.Collection}
	if element, in := odata.ElementOf(ref.Name); in != odata.NoHolder {
		elem := p.shapeOf(api.TypeRef{Name: element})
		if s.kind, s.elem = list, &elem; in == odata.Map {
			s.kind = dict
		}
		return s
	}
	if prim, ok := primitiveOf(ref.Name); ok {
		s.kind, s.prim = scalar, prim
		return s
	}
	if s.named = p.typeCalled(ref.Name); s.named == nil || s.named.model.Untyped {
		s.named = nil
		return s
	}
	s.kind = object
	if s.named.model.Kind == api.Enum {
		s.kind = enum
	}
	return s
}

// written is the shape of values that are written in a form.
func (s shape) written(form api.Form) shape {
	if form == "" {
		return s
	}
	s.form = form
	if s.elem != nil {
		elem := s.elem.written(form)
		s.elem = &elem
	}
	switch form.Counts() {
	case api.Seconds:
		s.prim = primitive{"UnixSeconds", true}
	case api.Millis:
		s.prim = primitive{"UnixMillis", true}
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

// typeName is the Go type of one value, an object's without pointer: string, rest.Date,
// Importance, Event.
func (s shape) typeName() code.Type {
	switch {
	case s.kind == scalar && s.prim.runtime:
		return code.Type{Package: code.Runtime, Name: s.prim.name}
	case s.kind == scalar:
		return code.Type{Name: s.prim.name}
	case s.kind == enum, s.kind == object:
		return code.Type{Name: s.named.name}
	case s.kind == list:
		return sliceOf(s.elem.element())
	case s.kind == dict:
		elem := s.elem.element()
		return code.Type{Map: true, Elem: &elem}
	}
	return code.Type{Package: code.JSONText, Name: "Value"}
}

// element is the Go type of one value: string, rest.Date, Importance, *Event.
func (s shape) element() code.Type {
	t := s.typeName()
	t.Pointer = t.Pointer || s.kind == object
	return t
}

// slice is the Go type of several values: []string, []*Event.
func (s shape) slice() code.Type { return sliceOf(s.element()) }

// sliceOf is a slice of values of a type.
func sliceOf(t code.Type) code.Type {
	if t.Slice {
		return code.Type{Slice: true, Elem: &t}
	}
	t.Slice = true
	return t
}

// fieldType is the Go type of a struct field: rest.Opt[string], []*Event.
func (s shape) fieldType() code.Type {
	switch {
	case s.collection:
		return s.slice()
	case s.kind == scalar, s.kind == enum:
		return generic("Opt", s.element())
	}
	return s.element()
}

// generic is a type of the runtime, of a type.
func generic(name string, of code.Type) code.Type {
	return code.Type{Package: code.Runtime, Name: name, Of: &of}
}

// pointer is the type of pointers to t.
func pointer(t code.Type) code.Type {
	t.Pointer = true
	return t
}

// describeType describes a struct or an enumeration.
func (p *Plan) describeType(g *goType) code.Decl {
	t := g.model
	doc := code.TypeDoc{
		Name: t.Name, Entity: t.Kind == api.Entity, OData: p.api.Convention.IsOData(), Inferred: t.Inferred, Tabled: isTabled(t), Description: t.Description,
		Page: p.link(t.Page), Deprecated: t.Deprecated, Deprecation: p.deprecatedType(g), Unsupported: unsupported(t.Capabilities, false),
	}
	if t.Kind == api.Enum {
		return &code.Enum{Name: g.name, Doc: doc, Constants: g.constants}
	}
	if doc.BaseName = t.Base; t.Base != "" {
		if b := p.typeCalled(t.Base); b != nil {
			doc.Base = b.name
		}
	}
	s := &code.Struct{Name: g.name, Doc: doc, Fields: p.describeFields(g.name, g.fields)}
	s.TypeTag, s.TypeValue = p.typeTag(t)
	return s
}

// typeTag is the tag that says how objects name their type: as OData has it, or by the
// member that the service has for it.
func (p *Plan) typeTag(t *api.Type) (key, value string) {
	switch d := t.Discriminator; {
	case d != nil && d.Value != "":
		return "type", d.Member + "=" + d.Value
	case p.api.Convention.IsOData():
		return "odata", "#" + t.Name
	}
	return "", ""
}

// describeParams describes the struct for the body of an action.
func (p *Plan) describeParams(s *paramsType) code.Decl {
	return &code.Struct{Name: s.name, Doc: code.TypeDoc{BodyOf: s.op.ID}, Fields: p.describeFields(s.name, s.fields)}
}

// describeFields describes the fields of the struct called name.
func (p *Plan) describeFields(name string, fields []field) []code.Field {
	described := make([]code.Field, len(fields))
	for i, f := range fields {
		described[i] = code.Field{
			Name: f.name, Member: f.json, Type: f.shape.fieldType(), Wire: f.shape.form.Wire(),
			Description: f.prop.Description, ReadOnly: f.prop.ReadOnly, Deprecated: f.prop.Deprecated,
			Deprecation: p.deprecatedField(name, fields, f.prop.Deprecation),
			Unsupported: unsupported(f.prop.Capabilities, f.prop.ReadOnly),
		}
	}
	return described
}

// isTabled reports whether a table has the properties of a type that no page of its own
// describes.
func isTabled(t *api.Type) bool {
	return slices.ContainsFunc(t.Properties, func(p *api.Property) bool { return p.At.Page != "" && !p.Inferred })
}
