package code

import (
	"go/token"

	"github.com/dave/jennifer/jen"
)

// jsontext is the import path of the package that declares raw JSON.
const jsontext = "github.com/go-json-experiment/json/jsontext"

// packages are the import paths of the packages that stand below the SDK's own.
//
// Own is the SDK's own where the code is outside of it and has to name it, else "".
type packages struct{ rest, golden, own string }

// runtime is a name of the runtime.
func (p packages) runtime(name string) *jen.Statement { return jen.Qual(p.rest, name) }

// named is a name of the SDK's own package.
func (p packages) named(name string) *jen.Statement {
	if p.own == "" || !token.IsExported(name) {
		return jen.Id(name)
	}
	return jen.Qual(p.own, name)
}

// support is a name of the package that supports golden tests.
func (p packages) support(name string) *jen.Statement { return jen.Qual(p.golden, name) }

// A Package says where a type is declared.
type Package byte

// The packages whose types the SDK names.
const (
	Own      Package = iota // the SDK itself, or none: string
	Runtime                 // rest
	JSONText                // github.com/go-json-experiment/json/jsontext
	IO                      // io
)

// A Type describes a Go type: string, *Event, []rest.Date, rest.Opt[string], [][]int32,
// map[string]*Event.
type Type struct {
	Slice, Pointer bool // a slice of pointers where both are set
	// Map is whether it is a map from strings, a slice of maps where Slice is set too.
	Map bool
	// Elem is what a map holds, or a slice that holds slices; nil for any other. What has
	// one has no name.
	Elem    *Type
	Package Package
	Name    string
	Of      *Type // the type argument, nil for none
}

// typ is a type.
func (p packages) typ(t Type) *jen.Statement {
	s := &jen.Statement{}
	if t.Slice {
		s.Index()
	}
	if t.Map {
		s.Map(jen.String())
	}
	if t.Elem != nil {
		return s.Add(p.typ(*t.Elem))
	}
	if t.Pointer {
		s.Op("*")
	}
	switch t.Package {
	case Own:
		s.Add(p.named(t.Name))
	case Runtime:
		s.Qual(p.rest, t.Name)
	case JSONText:
		s.Qual(jsontext, t.Name)
	case IO:
		s.Qual("io", t.Name)
	}
	if t.Of != nil {
		s.Types(p.typ(*t.Of))
	}
	return s
}

// isPointer reports whether t is a pointer, and no slice of them.
func (t Type) isPointer() bool { return t.Pointer && !t.Slice }

// pointee is the type that a pointer of type t points to.
func (t Type) pointee() Type {
	t.Pointer = false
	return t
}

// String is the type as it is written in code, for texts.
func (t Type) String() string {
	s := ""
	if t.Slice {
		s = "[]"
	}
	if t.Map {
		s += "map[string]"
	}
	if t.Elem != nil {
		return s + t.Elem.String()
	}
	if t.Pointer {
		s += "*"
	}
	s += [...]string{Own: "", Runtime: "rest.", JSONText: "jsontext.", IO: "io."}[t.Package] + t.Name
	if t.Of != nil {
		s += "[" + t.Of.String() + "]"
	}
	return s
}
