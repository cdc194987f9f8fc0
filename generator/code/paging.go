package code

import "github.com/dave/jennifer/jen"

// A Paging describes how the pages of a list hang together, as the runtime's type of this
// name does. The zero Paging is OData's.
type Paging struct {
	Items              string
	LinkHeader         bool
	Next, Last, Query  string
	Page, Offset       string
	First              int
	Total, Pages, More string
}

// literal is the value for the runtime.
func (d *Paging) literal(p packages) jen.Code {
	return jen.Op("&").Add(p.runtime("Paging").ValuesFunc(func(g *jen.Group) {
		member := func(name, value string) {
			if value != "" {
				g.Id(name).Op(":").Add(text(value))
			}
		}
		member("Items", d.Items)
		if d.LinkHeader {
			g.Id("LinkHeader").Op(":").True()
		}
		member("Next", d.Next)
		member("Last", d.Last)
		member("Query", d.Query)
		member("Page", d.Page)
		member("Offset", d.Offset)
		if d.First != 0 {
			g.Id("First").Op(":").Lit(d.First)
		}
		member("Total", d.Total)
		member("Pages", d.Pages)
		member("More", d.More)
	}))
}

// paged reports whether a method returns a page in another way than OData's.
func (m *Method) paged() bool { return m.Paging != (Paging{}) }
