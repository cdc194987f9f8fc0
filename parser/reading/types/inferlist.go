package types

// This file tells the types of lists and of maps from examples, however deep they are in
// each other.

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// inferList tells the type of a list that is shown as member name of owner. Values of
// several types are any JSON. Lists among others tell no type if they are empty.
func (c *Catalog) inferList(v *relaxed.Value, owner, name string, depth int) api.TypeRef {
	var merged api.TypeRef
	lists := len(v.Elements) > 0
	for _, e := range v.Elements {
		lists = lists && e.Kind == relaxed.Array
	}
	seen := 0
	for _, e := range v.Elements {
		if lists && len(e.Elements) == 0 {
			continue
		}
		ref := c.InferNested(e, owner, name, depth)
		if seen++; seen > 1 && ref != merged {
			if lists {
				ref.Name, ref.Collection = MergeInferred(merged, ref)
			} else {
				ref = api.TypeRef{Name: odata.Untyped}
			}
			if ref.Name == odata.Untyped {
				return ref
			}
		}
		merged = ref
	}
	switch {
	case merged.Name == "" || merged.Name == odata.Untyped:
		return api.TypeRef{Name: odata.Untyped}
	case !merged.Collection:
		return api.TypeRef{Name: merged.Name, Collection: true}
	case odata.NestingOf(merged.Name)+2 > odata.MaxNesting:
		return api.TypeRef{Name: odata.Untyped}
	}
	return api.TypeRef{Name: odata.List.Held(merged.Name), Collection: true}
}

// inferMap tells the type of a map that is shown as member name of owner.
func (c *Catalog) inferMap(v *relaxed.Value, owner, name string, depth int) api.TypeRef {
	return MapOf(c.InferValues(v, func(e *relaxed.Value) api.TypeRef { return c.InferNested(e, owner, name, depth) }))
}

// InferValues tells the type of the members of a map, each of which infer tells.
func (c *Catalog) InferValues(v *relaxed.Value, infer func(*relaxed.Value) api.TypeRef) api.TypeRef {
	var merged api.TypeRef
	for _, m := range v.Members {
		if c.Convention.IsControl(m.Name) || m.Value.Kind == relaxed.Null || m.Value.Kind == relaxed.Array && len(m.Value.Elements) == 0 {
			continue
		}
		ref := infer(m.Value)
		if merged.Name != "" {
			was := merged
			if ref.Name, ref.Collection = MergeInferred(merged, ref); ref.Name == odata.Untyped && was != ref {
				return api.TypeRef{Name: odata.Untyped}
			}
		}
		merged = ref
	}
	if merged.Name == "" {
		merged.Name = odata.Untyped
	}
	return merged
}

// MapOf is the type of a map of values of a type, whose maps and lists are not too deep.
func MapOf(value api.TypeRef) api.TypeRef {
	if value.Collection {
		value.Name = odata.List.Held(value.Name)
	}
	if odata.NestingOf(value.Name) >= odata.MaxNesting-1 {
		value.Name = odata.Untyped
	}
	return api.TypeRef{Name: odata.Map.Held(value.Name)}
}

// Leaves returns the single values, among them objects of a type, that a value shows in the
// place of the lists and maps of a type by its name.
func Leaves(name string, v *relaxed.Value) []*relaxed.Value {
	element, in := odata.ElementOf(name)
	for in == odata.List {
		element, in = odata.ElementOf(element)
	}
	var leaves []*relaxed.Value
	switch {
	case v.Kind == relaxed.Array:
		for _, e := range v.Elements {
			leaves = append(leaves, Leaves(name, e)...)
		}
	case in == odata.Map && v.Kind == relaxed.Object:
		for _, m := range v.Members {
			leaves = append(leaves, Leaves(element, m.Value)...)
		}
	default:
		leaves = append(leaves, v)
	}
	return leaves
}

// EachLeaf calls f with what a value shows in the place of a type by its name: the value, or
// those in its lists and maps; t is the type of each, nil for none that is described.
func (c *Catalog) EachLeaf(name string, v *relaxed.Value, f func(leaf *relaxed.Value, t *api.Type)) {
	if _, in := odata.ElementOf(name); in == odata.NoHolder {
		f(v, c.Find(name))
		return
	}
	t := c.Find(odata.LeafOf(name))
	for _, leaf := range Leaves(name, v) {
		f(leaf, t)
	}
}

// grow adds what an example shows of the objects in lists and maps that a table describes to
// their type, if no page does. It reports false where the example shows something else.
func (c *Catalog) grow(told api.TypeRef, v *relaxed.Value, depth int) bool {
	if told.Collection {
		told.Name = odata.List.Held(told.Name)
	}
	if !isHeldAs(told.Name, v) || depth > InferDepth {
		return false
	}
	if t := c.Find(odata.LeafOf(told.Name)); t != nil && t.Inferred {
		for _, leaf := range Leaves(told.Name, v) {
			if leaf.Kind == relaxed.Object {
				c.InferObject(leaf, t.Name, depth+1)
			}
		}
	}
	return true
}

// isHeldAs reports whether a value has lists and maps where a type by its name has them.
func isHeldAs(name string, v *relaxed.Value) bool {
	element, in := odata.ElementOf(name)
	switch {
	case v.Kind == relaxed.Null || in == odata.NoHolder:
		return true
	case in == odata.List && v.Kind == relaxed.Array:
		for _, e := range v.Elements {
			if !isHeldAs(element, e) {
				return false
			}
		}
		return true
	case in == odata.Map && v.Kind == relaxed.Object:
		for _, m := range v.Members {
			if !isHeldAs(element, m.Value) {
				return false
			}
		}
		return true
	}
	return false
}
