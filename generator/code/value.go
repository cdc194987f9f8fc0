package code

import "github.com/dave/jennifer/jen"

// This file writes documented JSON as Go values: the bodies of examples as their reader
// would write them in a program.

// A Value describes a Go value in a golden test.
type Value struct {
	Form Form
	// Key is the name of the field, or of the member, that the value is of. Values
	// that stand alone or in a slice have none.
	Key  string
	Type Type
	// Text is a string, a number, a JSON text or a name, as the form says.
	Text string
	// Elements are the fields of a struct, the members of a map, the elements of a
	// slice, or what the form is about.
	Elements []Value
	// Lines is whether the elements of a slice are on lines of their own.
	Lines bool
}

// A Form is what a value looks like in Go.
type Form byte

// The forms of values.
const (
	Nothing   Form = iota // no value
	NilValue              // nil
	TextValue             // "text"
	NumberOf              // 12, -1.5e3
	TrueOrNot             // true, false
	NameOf                // a constant's name
	Converted             // Type(element)
	Null                  // rest.Null[Type]()
	Some                  // rest.Some(element)
	OddScalar             // golden.Scalar[Type](JSON text)
	SomeTime              // golden.Time("text"), an rest.Opt
	TimeOf                // golden.At("text")
	RawJSON               // golden.Raw(JSON text)
	ReaderOf              // strings.NewReader("text")
	StructOf              // &Type{elements}
	Elided                // {elements}, in a slice that says of what type
	DerivedOf             // rest.From[Type](element)
	SliceOf               // []Type{elements}
	ExtraOf               // rest.Extra{elements}
)

// value is a value.
func (p packages) value(v *Value) *jen.Statement {
	switch v.Form {
	case NilValue:
		return jen.Nil()
	case TextValue:
		return text(v.Text)
	case NumberOf, TrueOrNot, NameOf:
		return jen.Id(v.Text)
	case Converted:
		return p.typ(v.Type).Call(p.value(&v.Elements[0]))
	case Null:
		return p.runtime("Null").Types(p.typ(v.Type)).Call()
	case Some:
		return p.runtime("Some").Call(p.value(&v.Elements[0]))
	case OddScalar:
		return p.support("Scalar").Types(p.typ(v.Type)).Call(raw(v.Text))
	case SomeTime:
		return p.support("Time").Call(text(v.Text))
	case TimeOf:
		return p.support("At").Call(text(v.Text))
	case RawJSON:
		return p.support("Raw").Call(raw(v.Text))
	case ReaderOf:
		return jen.Qual("strings", "NewReader").Call(text(v.Text))
	}
	return p.composite(v)
}

// composite is a value that has elements.
func (p packages) composite(v *Value) *jen.Statement {
	switch v.Form {
	case StructOf:
		return jen.Op("&").Add(p.typ(v.Type), p.fields(v.Elements))
	case Elided:
		return jen.Add(p.fields(v.Elements))
	case DerivedOf:
		return p.runtime("From").Types(p.typ(v.Type)).Call(p.value(&v.Elements[0]))
	case ExtraOf:
		return p.runtime("Extra").Add(p.members(v.Elements))
	case SliceOf:
		elements := make([]jen.Code, len(v.Elements))
		for i := range v.Elements {
			elements[i] = p.value(&v.Elements[i])
		}
		if v.Lines {
			return p.typ(v.Type).Add(broken(elements...))
		}
		return p.typ(v.Type).Values(elements...)
	}
	return jen.Null()
}

// fields is what is between the braces of a struct.
func (p packages) fields(values []Value) jen.Code {
	fields := make([]jen.Code, len(values))
	for i := range values {
		fields[i] = jen.Id(values[i].Key).Op(":").Add(p.value(&values[i]))
	}
	return broken(fields...)
}

// members is what is between the braces of a map.
func (p packages) members(values []Value) jen.Code {
	members := make([]jen.Code, len(values))
	for i := range values {
		members[i] = text(values[i].Key).Op(":").Add(p.value(&values[i]))
	}
	return broken(members...)
}
