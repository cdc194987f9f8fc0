package types

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// DerivedWith returns the first type by name that derives from t and declares a
// property, or nil.
func (c *Catalog) DerivedWith(t *api.Type, name string) *api.Type {
	for _, d := range c.derivedFrom()[t] {
		if slices.ContainsFunc(d.Properties, func(p *api.Property) bool { return p.Name == name }) {
			return d
		}
	}
	return nil
}

// below lists the types that derive from each, in the order of their names.
func (c *Catalog) below() map[*api.Type][]*api.Type {
	below := map[*api.Type][]*api.Type{}
	for _, d := range c.All() {
		for t, depth := d.BaseType, 0; t != nil && depth < api.MaxDepth; t, depth = t.BaseType, depth+1 {
			below[t] = append(below[t], d)
		}
	}
	return below
}
