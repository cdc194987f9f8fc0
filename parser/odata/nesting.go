package odata

// Names of types that hold several values. CSDL 4.01, 14.2.4 has Collection(Edm.Int32); of
// maps, objects whose members are data, OData knows nothing, so that Map(Edm.String) is
// ours. They nest: Collection(Collection(Edm.Int32)), Map(Collection(sample.song)).

import "strings"

// MaxNesting is how many lists and maps may be in each other: what is deeper is any JSON.
const MaxNesting = 4

// A Holder is what a type holds its values in.
type Holder byte

const (
	NoHolder Holder = iota // it is the type of one value
	List                   // an array
	Map                    // an object whose members are data
)

// heads begin the names of types that hold others.
const listHead, mapHead = "Collection(", "Map("

// Held returns the name of a type that holds values of the named one.
func (h Holder) Held(name string) string {
	switch h {
	case List:
		return listHead + name + ")"
	case Map:
		return mapHead + name + ")"
	}
	return name
}

// ElementOf returns what the type of a name holds, and in what: Edm.Int32 and List for
// Collection(Edm.Int32). The type of one value is its own element.
func ElementOf(name string) (element string, in Holder) {
	if len(name) < len(mapHead)+2 || name[len(name)-1] != ')' {
		return name, NoHolder
	}
	if inner, ok := strings.CutPrefix(name, listHead); ok {
		return inner[:len(inner)-1], List
	}
	if inner, ok := strings.CutPrefix(name, mapHead); ok {
		return inner[:len(inner)-1], Map
	}
	return name, NoHolder
}

// LeafOf returns the type of the single values in a type.
func LeafOf(name string) string {
	for {
		element, in := ElementOf(name)
		if in == NoHolder {
			return name
		}
		name = element
	}
}

// WithLeaf returns a type that holds others with another type in the place of its leaf.
func WithLeaf(name, leaf string) string {
	element, in := ElementOf(name)
	if in == NoHolder {
		return leaf
	}
	return in.Held(WithLeaf(element, leaf))
}

// NestingOf returns how many lists and maps are in each other in a type.
func NestingOf(name string) int {
	n := 0
	for in := NoHolder; ; n++ {
		if name, in = ElementOf(name); in == NoHolder {
			return n
		}
	}
}
