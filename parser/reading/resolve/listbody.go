package resolve

// This phase gives an action whose body is an array a type for what the array holds. Such a
// body has no members that could be parameters: what the page's table lists are the members
// of each element.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// sendsList reports whether the examples of an action send an array whose first object has
// members that the page's table lists.
func (s *Resolver) sendsList(d *Operation) bool {
	_, v, _ := d.RequestBody()
	if !d.BodyTable || d.NoBody || v == nil || v.Kind != relaxed.Array || len(v.Elements) == 0 {
		return false
	}
	return slices.ContainsFunc(d.Op.In(api.InBody), func(p *api.Parameter) bool { return has(v.Elements[0], p.Name) })
}

// tabledList makes the body a list of the type that the table describes.
func (s *Resolver) tabledList(d *Operation) {
	_, v, _ := d.RequestBody()
	if s.settleTable(d); d.Op.Body.Name == "" {
		return
	}
	d.Op.Body.Collection = true
	d.Op.Parameters = d.Op.Outside(api.InBody)
	for _, e := range v.Elements {
		if e.Kind == relaxed.Object {
			s.Catalog.InferObject(e, d.Op.Body.Name, 0)
		}
	}
}

// linkedList decides the body of an action that is an array and has no parameters: it is of
// the type that the page links to where it speaks of the body, if that declares all that
// the example shows of each element.
func (s *Resolver) linkedList(d *Operation) {
	_, body, _ := d.RequestBody()
	if body == nil || body.Kind != relaxed.Array || len(d.Op.In(api.InBody)) > 0 {
		return
	}
	for _, t := range d.Linked {
		foreign := func(v *relaxed.Value) bool { return v.Kind != relaxed.Object || !types.Declares(t, v) }
		if t.Kind != api.Enum && !slices.ContainsFunc(body.Elements, foreign) {
			d.Op.Body = api.TypeRef{Name: t.Name, Collection: true}
			return
		}
	}
}
