package resolve

// This phase tells how an answer holds its result from what the page shows: as it is, or
// in a member of an object, whatever that is called. OData has {"value": ...}; other
// services have {"data": [...], "next": ...}, a bare array, or a bare number. What is on
// the wire decides, since a client that looks for another form reads nothing.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// shownWrapper returns the member of a body that holds a result, where that is another one
// than the convention's: "" for the whole body. It reports false where the body does not
// tell.
func (s *Resolver) shownWrapper(ref api.TypeRef, body *relaxed.Value) (string, bool) {
	simple := odata.Primitive(ref.Name) != "" && ref.Name != odata.Untyped || s.Catalog.IsEnum(ref.Name)
	switch {
	case body == nil || body.Kind == relaxed.Null:
		return "", false
	case body.Kind != relaxed.Object:
		return "", simple && !ref.Collection && body.Kind != relaxed.Array
	case body.Get(s.convention.Wrapper) != nil:
		return "", false
	}
	t := s.Catalog.Find(ref.Name)
	if name := calls.WrapperIn(body, s.convention); ref.Collection && name != "" && holds(body.At(name), true, simple, t) {
		return name, true
	}
	found := ""
	for _, m := range body.Members {
		switch {
		case s.convention.IsControl(m.Name):
		case t != nil && t.Property(m.Name) != nil:
			return "", false // the body is the result
		case holds(m.Value, ref.Collection, simple, t):
			if found != "" {
				return "", false
			}
			found = m.Name
		case simple && !ref.Collection:
			return "", false // one value among others is one of them
		}
	}
	return found, found != ""
}

// formed is the type of a result that is said to be a simple value, where the whole answer
// shows something else that is made of such values: "the new list of strings" is a list,
// and "the map of strings" a map.
func (s *Resolver) formed(ref api.TypeRef, body *relaxed.Value, kind api.OperationKind) api.TypeRef {
	if t := s.Catalog.Find(ref.Name); t != nil && t.Kind != api.Enum && body != nil && body.Kind == relaxed.Array && kind != api.KindGet {
		ref.Collection = true // "an array of slots", whatever the verb
		return ref
	}
	if ref.Collection || body == nil || odata.Primitive(ref.Name) != ref.Name || ref.Name == odata.Untyped || ref.Name == "Edm.Stream" || ref.Name == "" {
		return ref
	}
	are := func(values []*relaxed.Value) bool {
		return len(values) > 0 && !slices.ContainsFunc(values, func(v *relaxed.Value) bool { return !fitsPrimitive(v, ref.Name) })
	}
	switch body.Kind {
	case relaxed.Array:
		ref.Collection = are(body.Elements)
	case relaxed.Object:
		var values []*relaxed.Value
		for _, m := range body.Members {
			values = append(values, m.Value)
		}
		if len(values) > 1 && are(values) {
			return types.MapOf(ref)
		}
	}
	return ref
}

// fitsPrimitive reports whether a value can be one of a primitive type.
func fitsPrimitive(v *relaxed.Value, primitive string) bool {
	switch v.Kind {
	case relaxed.Bool:
		return primitive == "Edm.Boolean"
	case relaxed.Number:
		return odata.IsNumeric(primitive) && odata.NumberFits(v.Text, primitive)
	case relaxed.String:
		return primitive != "Edm.Boolean" && !odata.IsNumeric(primitive)
	}
	return false
}

// holds reports whether the member of an answer can be its result: several values of a
// type or one, simple ones or objects.
func holds(v *relaxed.Value, several, simple bool, t *api.Type) bool {
	if !several {
		return simple && v.Kind != relaxed.Object && v.Kind != relaxed.Array && v.Kind != relaxed.Null || !simple && likely(v, t)
	}
	if v.Kind != relaxed.Array {
		return false
	}
	if len(v.Elements) == 0 {
		return true
	}
	first := v.Elements[0]
	return simple && first.Kind != relaxed.Object || !simple && (likely(first, t) || t == nil && first.Kind == relaxed.Object)
}

// likely reports whether an object shows a property of a type.
func likely(v *relaxed.Value, t *api.Type) bool {
	if t == nil || v.Kind != relaxed.Object {
		return false
	}
	for _, m := range v.Members {
		if t.Property(m.Name) != nil {
			return true
		}
	}
	return !t.HasProperties() && len(v.Members) > 0
}

// hold widens the type of a result that is one simple value, or several, to hold what the
// body shows.
func hold(res *api.Response, body *relaxed.Value) {
	if inner := body.At(res.Wrapper); inner != nil {
		body = inner
	}
	if body != nil && odata.Primitive(res.Name) != "" {
		res.Name = types.Holding(res.TypeRef, body)
	}
}

// hasCollection reports whether the member that an annotation says the collection is in is
// an array of the body. One that the body does not have is reported, and what it has counts.
func (s *Resolver) hasCollection(d *Operation, c *parser.Code, body *relaxed.Value, a *parser.Annotation) bool {
	if body == nil || body.Kind != relaxed.Object {
		return true
	}
	v := body.At(a.CollectionProperty)
	if v != nil && v.Kind == relaxed.Array {
		return true
	}
	message, hint := report.Quote(a.CollectionProperty)+` is the "collectionProperty", and the response has no array of that name`, `leave "collectionProperty" out, or name the member that holds the collection`
	if name := calls.WrapperIn(body, s.convention); name != "" {
		hint = `write "collectionProperty": "` + name + `"`
	}
	pos := d.Page.TitlePos
	if c != nil {
		pos = c.Pos
	}
	s.Reporter.Add(d.Page, pos, "collection-property", diag.Warning, message, hint)
	return false
}
