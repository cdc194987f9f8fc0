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
	if isList := func(e *relaxed.Value) bool { return e.Kind == relaxed.Array }; odata.Primitive(name) != "" && slices.ContainsFunc(v.Elements, isList) {
		return odata.Untyped
	}
	for _, e := range v.Elements {
		name = odata.Wider(name, e)
	}
	return name
}
