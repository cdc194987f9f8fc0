package types

// This phase tells types from examples, for what no page describes: a result
// whose type has no resource page, the parameters of an action without a table.
// An inferred type is marked as such, carries the name that the example states
// in @odata.type or one made from where it stands, and grows with every example
// that shows it. Two examples that contradict each other make a member of any
// JSON type.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/limits"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// InferDepth bounds how deep nested objects become types of their own; what is
// deeper stays untyped JSON.
const InferDepth = 12

// InferValue tells the type of a value shown as member name of owner.
func (c *Catalog) InferValue(v *relaxed.Value, owner, name string) api.TypeRef {
	return c.InferNested(v, owner, name, 0)
}

// InferNested is inferValue at a depth of nesting.
func (c *Catalog) InferNested(v *relaxed.Value, owner, name string, depth int) api.TypeRef {
	switch v.Kind {
	case relaxed.Array:
		return c.inferList(v, owner, name, depth)
	case relaxed.Object:
		if depth > InferDepth {
			return api.TypeRef{Name: "Edm.Untyped"}
		}
		if isKeyed(v, c.Convention.IsControl) {
			return c.inferMap(v, owner, name, depth)
		}
		typeName := c.InNamespace(NestedName(odata.BareName(owner), name))
		if ns := odata.NamespaceOf(owner); ns != "" {
			typeName = ns + "." + NestedName(odata.BareName(owner), name)
		}
		if own := c.Convention.Named(v); own != "" && len(own) <= limits.Name {
			typeName = c.AnnotatedName(own)
		}
		return api.TypeRef{Name: c.InferObject(v, typeName, depth+1).Name}
	}
	return api.TypeRef{Name: odata.PrimitiveLike(v)}
}

// InferObject declares the type called name, or adds to it where it was itself
// told from examples. A documented type is left as its page has it.
func (c *Catalog) InferObject(v *relaxed.Value, name string, depth int) *api.Type {
	t := c.Find(name)
	if t == nil {
		t = c.declare(name, api.Complex)
	}
	if !t.Inferred || t.Kind == api.Enum {
		return t
	}
	for _, m := range v.Members {
		if m.Name == "" || len(m.Name) > limits.Name || c.Convention.IsControl(m.Name) || strings.Contains(m.Name, "/") {
			continue
		}
		p := t.Property(m.Name)
		if p == nil {
			ref := c.InferNested(m.Value, t.Name, m.Name, depth)
			t.Properties = append(t.Properties, &api.Property{Name: m.Name, Type: ref.Name, Collection: ref.Collection, Nullable: true, Optional: true})
			if m.Name == c.Convention.Key {
				t.Kind, t.Key = api.Entity, m.Name
			}
			continue
		}
		c.adoptCase(t, p, m.Name, v)
		if !c.tells(p, m.Value) {
			c.mergeMember(t, p, m.Value, depth)
		}
	}
	return t
}

// tells reports whether what a table says of a property tells more than an example that
// shows a text: that it is an enumeration's member, or a text of some form, which it has.
func (c *Catalog) tells(p *api.Property, v *relaxed.Value) bool {
	if p.At.Page == "" || p.Type == odata.Untyped || p.Collection != (v.Kind == relaxed.Array) {
		return false
	}
	one := v
	if p.Collection && len(v.Elements) > 0 {
		one = v.Elements[0]
	}
	if c.IsEnum(p.Type) {
		return one.Kind == relaxed.String
	}
	if odata.PrimitiveLike(one) != "Edm.String" {
		return false
	}
	_, _, fits := odata.FitScalar(v, p.Type)
	return fits && odata.Primitive(p.Type) != "" && !odata.InQuotes(v, p.Type)
}

// DeclareRequest declares the type of what an operation takes, which no page describes
// but for a table on the operation's own, by which it is called.
func (c *Catalog) DeclareRequest(operation string) *api.Type {
	return c.declare(c.InNamespace(NestedName(operation, "request")), api.Complex)
}

// MergeInferred reconciles what two examples show of one member.
func MergeInferred(a, b api.TypeRef) (string, bool) {
	inA, inB := odata.NoHolder, odata.NoHolder
	elementA, elementB := a.Name, b.Name
	if a.Collection == b.Collection {
		elementA, inA = odata.ElementOf(a.Name)
		elementB, inB = odata.ElementOf(b.Name)
	}
	switch {
	case a == b, b.Name == "Edm.Untyped":
		return a.Name, a.Collection
	case a.Name == "Edm.Untyped":
		return b.Name, b.Collection
	case inA != odata.NoHolder && inA == inB:
		name, _ := MergeInferred(api.TypeRef{Name: elementA}, api.TypeRef{Name: elementB})
		return inA.Held(name), a.Collection
	case a.Collection == b.Collection && isNumber(a.Name) && isNumber(b.Name):
		if a.Name == "Edm.Double" || b.Name == "Edm.Double" {
			return "Edm.Double", a.Collection
		}
		return "Edm.Int64", a.Collection
	case a.Collection == b.Collection && (a.Name == "Edm.Date" && b.Name == "Edm.DateTimeOffset" || b.Name == "Edm.Date" && a.Name == "Edm.DateTimeOffset"):
		return "Edm.DateTimeOffset", a.Collection
	case a.Collection == b.Collection && (a.Name == "Edm.String" && b.Name == "Edm.DateTimeOffset" || b.Name == "Edm.String" && a.Name == "Edm.DateTimeOffset"):
		return "Edm.String", a.Collection
	}
	return "Edm.Untyped", false
}

// isNumber reports whether a primitive is one of those that inference yields.
func isNumber(name string) bool {
	return name == "Edm.Int32" || name == "Edm.Int64" || name == "Edm.Double"
}

// NestedName makes the name of an inferred type from where it stands: the
// member schedule of event-cancel gives eventCancelSchedule. Nesting makes names longer: one
// of too many letters is shortened.
func NestedName(owner, member string) string {
	var b strings.Builder
	upper := false
	for _, r := range owner + "-" + member {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' && b.Len() > 0
		if !letter {
			upper = b.Len() > 0
			continue
		}
		if upper && r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		upper = false
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "anonymous"
	}
	return odata.Shortened(b.String())
}

// AnnotatedName is the name of a result type that no page describes.
func (c *Catalog) AnnotatedName(name string) string {
	if p := odata.Primitive(name); p != "" {
		return p
	}
	return c.InNamespace(strings.TrimPrefix(name, "#"))
}

// InNamespace puts a bare name into the API's namespace.
func (c *Catalog) InNamespace(name string) string {
	if ns := c.Namespace(); ns != "" && !strings.Contains(name, ".") {
		return ns + "." + name
	}
	return name
}
