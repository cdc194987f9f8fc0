package types

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// ReportCollection reports a property at the row that describes it.
func (c *Catalog) ReportCollection(owner *api.Type, p *api.Property, message, hint string) {
	if d := c.On(owner.Page); d != nil && ownProperty(owner, p.Name) == p {
		c.r.Add(d.Page, parser.Pos{Line: p.Line, Column: 1}, "property-collection", diag.Info, message, hint)
	}
}
