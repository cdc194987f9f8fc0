package types

// This file settles the members of types that no page declares where the page of an
// operation describes them in a table, as those of its body or its answer. The table's
// word counts where what examples show is a value of it; what they send is on the wire,
// so that it counts where the two cannot both be right.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// DeclareInferred returns the type called name, which is declared as one that no page
// describes if there is none.
func (c *Catalog) DeclareInferred(name string) *api.Type { return c.declare(name, api.Complex) }

// isTold reports whether a table on an operation's page describes a property.
func isTold(p *api.Property) bool { return p.At.Line > 0 && !p.Inferred }

// mergeMember brings together what is known of a member of a type that no page declares
// and what an example shows of it.
func (c *Catalog) mergeMember(t *api.Type, p *api.Property, v *relaxed.Value, depth int) {
	known := api.TypeRef{Name: p.Type, Collection: p.Collection}
	if !isTold(p) {
		p.Type, p.Collection = MergeInferred(known, c.InferNested(v, t.Name, p.Name, depth))
		return
	}
	if inner := c.Find(p.Type); inner != nil && inner.Kind != api.Enum {
		if objects := Objects(v); len(objects) > 0 && depth <= InferDepth {
			for _, o := range objects {
				c.InferObject(o, inner.Name, depth+1)
			}
			p.Collection = v.Kind == relaxed.Array
			return
		}
	}
	ref := c.mergeTold(known, v, t.Name, p.Name, depth)
	p.Type, p.Collection = ref.Name, ref.Collection
}

// Objects returns an object, or those of a list of objects; nil for any other value.
func Objects(v *relaxed.Value) []*relaxed.Value {
	if v == nil {
		return nil
	}
	if v.Kind == relaxed.Object {
		return []*relaxed.Value{v}
	}
	for _, e := range v.Elements {
		if e.Kind != relaxed.Object {
			return nil
		}
	}
	return v.Elements
}

// adoptCase gives a member that a table spells in another case than an example the name
// that the example has: it is what is on the wire.
func (c *Catalog) adoptCase(t *api.Type, p *api.Property, shown string, v *relaxed.Value) {
	if p.Name == shown || !isTold(p) || v.Get(p.Name) != nil {
		return
	}
	if d := c.On(p.At.Page); d != nil {
		c.r.Add(d.Page, parser.Pos{Line: p.At.Line, Column: 1}, "property-case", diag.Info,
			"“"+p.Name+"” is spelled “"+shown+"” in the example, which is taken", "spell it the same in both places")
	}
	t.Rename(p, shown)
}

// mergeTold is the type of a member that a table gives a type and an example a value.
func (c *Catalog) mergeTold(told api.TypeRef, v *relaxed.Value, owner, name string, depth int) api.TypeRef {
	if v.Kind == relaxed.Null || v.Kind == relaxed.Array && len(v.Elements) == 0 {
		told.Collection = told.Collection || v.Kind == relaxed.Array
		return told
	}
	if _, in := odata.ElementOf(told.Name); in != odata.NoHolder && c.grow(told, v, depth) {
		return told
	}
	values := []*relaxed.Value{v}
	if v.Kind == relaxed.Array {
		values = v.Elements
	}
	held := told.Name
	for _, e := range values {
		held = c.holding(held, e)
	}
	if told.Name == odata.Untyped || held == "" {
		merged, several := c.InferNested(v, owner, name, depth), v.Kind == relaxed.Array
		if merged.Name == odata.Untyped {
			merged.Collection = several
		}
		if held == "" && !several {
			merged.Name, merged.Collection = MergeInferred(told, merged)
		}
		return merged
	}
	return api.TypeRef{Name: held, Collection: v.Kind == relaxed.Array}
}

// holding returns the type, from one called name on, that has a value, or "" for none.
func (c *Catalog) holding(name string, v *relaxed.Value) string {
	switch {
	case name == "" || v.Kind == relaxed.Null:
		return name
	case c.IsEnum(name) && v.Kind == relaxed.String:
		return name
	case odata.Primitive(name) == "" || v.Kind == relaxed.Object || v.Kind == relaxed.Array:
		return ""
	case v.Kind == relaxed.String && odata.IsPlaceholder(v.Text):
		return name
	}
	if name == "Edm.Date" && odata.PrimitiveLike(v) == "Edm.DateTimeOffset" {
		return "Edm.DateTimeOffset" // "date" is what pages call both
	}
	wider := odata.Wider(name, v)
	if _, _, fits := odata.FitScalar(v, wider); fits {
		return wider
	}
	return ""
}
