package types

// This phase bounds what types inherit. A derived type has all the properties of its
// bases, written out in its own struct, so that the SDK grows with the product of the
// types and their properties, where the pages grow with the sum.

import (
	"fmt"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// BoundInheritance takes their base from the types, in the order of their names, that
// would inherit more properties than all types together may.
func (c *Catalog) BoundInheritance() {
	inherited := map[*api.Type]int{}
	var count func(t *api.Type, depth int) int
	count = func(t *api.Type, depth int) int {
		if t.BaseType == nil || depth == api.MaxDepth {
			return 0
		}
		n, known := inherited[t]
		if !known {
			n = len(t.BaseType.Properties) + count(t.BaseType, depth+1)
			inherited[t] = n
		}
		return n
	}
	var heavy []*api.Type
	total := 0
	for _, t := range c.All() {
		n := count(t, 0)
		if n > 0 && total+n > limits.Inherited {
			heavy = append(heavy, t)
			continue
		}
		total += n
	}
	for _, t := range heavy {
		c.heavy(t, inherited[t])
	}
}

// heavy takes a type's base from it, and says so.
func (c *Catalog) heavy(t *api.Type, n int) {
	if d := c.On(t.Page); d != nil {
		c.r.Add(d.Page, parser.Pos{Line: t.Line, Column: 1}, "base-too-large", diag.Error,
			fmt.Sprintf("%s would inherit %d properties of %s, and with those before it all types together more than %d; it is read as a type without a base", report.Quote(t.Name), n, report.Quote(t.BaseType.Name), limits.Inherited),
			"declare fewer properties in types that others derive from")
	}
	c.Apply("types", DerivesFrom{Type: t})
}
