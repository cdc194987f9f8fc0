package api

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// Capabilities are what can be done with a property, or with the objects of a type, by
// the names that OData's Capabilities vocabulary has for it: "insertable", "expandable".
// The values are "true", "false" or a word. What is not listed is not known.
type Capabilities map[string]string

// ReadOnly reports whether only the service sets the value: it computes it, or the value
// can be given neither to a new object nor to an old one.
func (c Capabilities) ReadOnly() bool {
	return c["computed"] == "true" || c["insertable"] == "false" && c["updatable"] == "false"
}

// PropertyCalled returns t's own or inherited property that has a name in any case of
// letters, or has it as an alias. It returns nil for none.
func (t *Type) PropertyCalled(name string) *Property {
	if p := t.Property(name); p != nil {
		return p
	}
	for seen := 0; t != nil && seen < MaxDepth; t, seen = t.BaseType, seen+1 {
		for _, p := range t.Properties {
			if len(p.Aliases) > 0 && slices.ContainsFunc(p.Aliases, func(alias string) bool { return odata.EqualFold(alias, name) }) {
				return p
			}
		}
	}
	return nil
}
