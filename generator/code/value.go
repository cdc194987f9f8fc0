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
	NoValue        Form = iota // no value
	NilValue                   // nil
	TextValue                  // "text"
	NumberValue                // 12, -1.5e3
	BoolValue                  // true, false
	ConstantValue              // a constant's name
	ConvertedValue             // Type(element)
	NullValue                  // rest.Null[Type]()
	SomeValue                  // rest.Some(element)
	ScalarValue                // golden.Scalar[Type](JSON text)
	OptTimeValue               // golden.Time("text"), a rest.Opt
	TimeValue                  // golden.At("text")
	JSONValue                  // golden.Raw(JSON text)
	ReaderValue                // strings.NewReader("text")
	StructValue                // &Type{elements}
	ElidedValue                // {elements}, in a slice that says of what type
	DerivedValue               // rest.From[Type](element)
	SliceValue                 // []Type{elements}
	ExtraValue                 // rest.Extra{elements}
	MapValue                   // map[string]Type{elements}
	NextValue                  // golden.Next(t, x, got.NextLink, "text")
	ServedValue                // x.URL + "text"
	MonthValue                 // rest.At(time.Now()), or so many months later
)

// value is a value.
func (p packages) value(v *Value) *jen.Statement {
	switch v.Form {
	case NilValue:
		return jen.Nil()
	case TextValue:
		return text(v.Text)
	case NumberValue, BoolValue, ConstantValue:
		return p.named(v.Text)
	case ConvertedValue:
		return p.typ(v.Type).Call(p.inner(v))
	case NullValue:
		return p.runtime("Null").Types(p.typ(v.Type)).Call()
	case SomeValue:
		return p.runtime("Some").Call(p.inner(v))
	case ScalarValue:
		return p.support("Scalar").Types(p.typ(v.Type)).Call(raw(v.Text))
	case OptTimeValue:
		return p.support("Time").Call(text(v.Text))
	case TimeValue:
		return p.support("At").Call(text(v.Text))
	case JSONValue:
		return p.support("Raw").Call(raw(v.Text))
	case NextValue:
		return p.support("Next").Call(jen.Id("t"), jen.Id("x"), jen.Id("got").Dot("NextLink"), text(v.Text))
	case ServedValue:
		return jen.Id("x").Dot("URL").Op("+").Add(text(v.Text))
	case MonthValue:
		return p.runtime("At").Call(month(v.Text))
	case ReaderValue:
		return jen.Qual("strings", "NewReader").Call(text(v.Text))
	}
	return p.composite(v)
}

// month is an instant: now, or a number of months later.
func month(later string) jen.Code {
	now := jen.Qual("time", "Now").Call()
	if later == "0" {
		return now
	}
	return now.Dot("AddDate").Call(jen.Lit(0), jen.Id(later), jen.Lit(0))
}

// inner is the value that the form of another is about.
func (p packages) inner(v *Value) jen.Code {
	if len(v.Elements) == 0 {
		return jen.Null()
	}
	return p.value(&v.Elements[0])
}

// composite is a value that has elements.
func (p packages) composite(v *Value) *jen.Statement {
	switch v.Form {
	case StructValue:
		return jen.Op("&").Add(p.typ(v.Type), p.fields(v.Elements))
	case ElidedValue:
		return jen.Add(p.fields(v.Elements))
	case DerivedValue:
		return p.runtime("From").Types(p.typ(v.Type)).Call(p.inner(v))
	case ExtraValue:
		return p.runtime("Extra").Add(p.members(v.Elements))
	case SliceValue:
		elements := make([]jen.Code, len(v.Elements))
		for i := range v.Elements {
			elements[i] = p.value(&v.Elements[i])
		}
		typ := &jen.Statement{}
		if v.Type != (Type{}) { // which Go knows in a slice of slices
			typ = p.typ(v.Type)
		}
		if v.Lines {
			return typ.Add(broken(elements...))
		}
		return typ.Values(elements...)
	case MapValue:
		if v.Type == (Type{}) {
			return jen.Add(p.members(v.Elements))
		}
		return p.typ(v.Type).Add(p.members(v.Elements))
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
