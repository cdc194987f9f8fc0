package types

// This file tells which primitive type holds what is shown in its place.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Holding returns the narrowest primitive type, from that of ref on, whose values can be
// those that v shows: one, or several where ref is a collection. It is ref's own where
// that holds them, and where no wider one does.
func Holding(ref api.TypeRef, v *relaxed.Value) string {
	if !ref.Collection {
		return odata.Wider(ref.Name, v)
	}
	name := ref.Name
	if element, in := odata.ElementOf(name); in != odata.NoHolder {
		return holdingNested(element, in, v)
	}
	if ref, ok := listOfLists(name, v); ok {
		return ref
	}
	if isList := func(e *relaxed.Value) bool { return e.Kind == relaxed.Array }; odata.Primitive(name) != "" && slices.ContainsFunc(v.Elements, isList) {
		return odata.Untyped
	}
	for _, e := range v.Elements {
		name = odata.Wider(name, e)
	}
	return name
}

// holdingNested is Holding for several lists or maps of values of the type called element.
func holdingNested(element string, in odata.Holder, v *relaxed.Value) string {
	for _, e := range v.Elements {
		if in == odata.List && e.Kind == relaxed.Array {
			element = Holding(api.TypeRef{Name: element, Collection: true}, e)
		}
		for _, m := range e.Members {
			if in == odata.Map {
				element = odata.Wider(element, m.Value)
			}
		}
	}
	return in.Held(element)
}

// listOfLists returns the type of what is in a list that should have values of a primitive
// type and has lists of such values, at least two deep. It reports false where v has
// anything else.
func listOfLists(name string, v *relaxed.Value) (string, bool) {
	lists := 0
	for _, e := range v.Elements {
		switch e.Kind {
		case relaxed.Array:
			lists++
		case relaxed.Null:
		default:
			return "", false
		}
	}
	if lists == 0 || name == odata.Untyped || odata.Primitive(name) == "" {
		return "", false
	}
	for _, e := range v.Elements {
		name = Holding(api.TypeRef{Name: name, Collection: true}, e)
	}
	return odata.List.Held(name), odata.NestingOf(name)+2 <= odata.MaxNesting && name != odata.Untyped
}
