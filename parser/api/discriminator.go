package api

import "github.com/sdkscribe/sdkscribe/parser/relaxed"

// A Discriminator is how objects say of which type they are, where a property of the
// service's own says it and not what its convention has for all types ([Convention.TypeName]).
type Discriminator struct {
	// Member is the property: "kind".
	Member string `json:"member"`
	// Value is what objects of the type itself have there, "" for none of their own.
	Value string `json:"value,omitzero"`
	// Types are those that derive from the type, by what their objects have there.
	Types []Kind `json:"types,omitzero"`
}

// A Kind is the value by which objects of a type are known.
type Kind struct {
	Value string `json:"value"`
	Type  string `json:"type"` // its full name
	model *Type
}

// NewKind is the kind of a type.
func NewKind(value string, t *Type) Kind { return Kind{value, t.Name, t} }

// Stated returns the type that an object in a place of type t says it is, by its
// discriminator or that of a base: t or one that derives from it. It is nil where the object
// says nothing that is known.
func (t *Type) Stated(v *relaxed.Value) *Type {
	for base, depth := t, 0; base != nil && depth < MaxDepth; base, depth = base.BaseType, depth+1 {
		d := base.Discriminator
		if d == nil {
			continue
		}
		said := v.Get(d.Member)
		if said == nil || said.Kind != relaxed.String || said.Text == "" {
			return nil
		}
		if d.Value == said.Text && base.DerivesFrom(t) {
			return base
		}
		for _, k := range d.Types {
			if k.Value == said.Text && k.model.DerivesFrom(t) {
				return k.model
			}
		}
	}
	return nil
}

// Discriminates reports whether an object in a place of type t says of which type it is by
// the discriminator of t or of a base, in whatever value.
func (t *Type) Discriminates(v *relaxed.Value) bool {
	for depth := 0; t != nil && depth < MaxDepth; t, depth = t.BaseType, depth+1 {
		if t.Discriminator != nil && len(t.Discriminator.Types) > 0 {
			said := v.Get(t.Discriminator.Member)
			return said != nil && said.Kind == relaxed.String
		}
	}
	return false
}
