package learn

// This phase learns from the tables of what calls send. A call that creates or updates
// something sends its properties, and the table on the call's page lists those that can
// be sent. One that the page of the type has forgotten is a property all the same: the
// call cannot be made as it is documented without it.
//
// Pages put the rows of several objects into one table, and tables of other objects into
// the section. So an example must show the property among what is sent, or the table must
// be about the type, which then has most of its rows; and what examples show within an
// inner object alone is no property of the outer one.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A Body is what a page says of what its call sends.
type Body struct {
	Page *parser.Page
	Type string           // the full name of what is sent
	Rows []*api.Parameter // of the table
	// Shown is what the page's examples send.
	Shown []*relaxed.Value
}

// Bodies adds to the types the properties that only tables of what is sent have.
func Bodies(bodies []Body, c *types.Catalog, r *report.Reporter) {
	owners := declaring(bodies, c)
	for _, b := range bodies {
		t := c.Find(b.Type)
		if t == nil || t.Kind == api.Enum || t.Untyped || t.Inferred {
			continue
		}
		for _, row := range b.forgotten(t, c, owners) {
			r.Add(b.Page, parser.Pos{Line: row.At.Line, Column: 1}, "property-sent-only", diag.Info,
				report.Quote(row.Name)+" is in this table of what is sent and on no page of "+report.Quote(t.Name)+"; it is taken for a property of it",
				"describe it on "+t.Page)
			c.Apply("learn", types.HasProperty{Type: t, Property: &api.Property{
				Name: row.Name, Type: row.Type, Collection: row.Collection, Description: row.Description,
				Navigation: c.IsEntity(row.Type), Optional: !row.Required, Nullable: true, Line: t.Line, At: row.At,
			}})
		}
	}
}

// declaring returns the types that declare a property of the name of a row, by the folded
// name.
func declaring(bodies []Body, c *types.Catalog) map[string][]*api.Type {
	names := map[string]bool{}
	for _, b := range bodies {
		for _, row := range b.Rows {
			names[odata.Fold(row.Name)] = true
		}
	}
	owners := map[string][]*api.Type{}
	c.EachProperty(names, func(t *api.Type, _ *api.Property, name string) { owners[name] = append(owners[name], t) })
	return owners
}

// forgotten returns the rows that are properties of a type and that its page lacks.
func (b *Body) forgotten(t *api.Type, c *types.Catalog, owners map[string][]*api.Type) []*api.Parameter {
	var lacking []*api.Parameter
	known := 0
	for _, row := range b.Rows {
		switch {
		case row.In != api.InBody || row.At.Line == 0 || c.Convention.IsControl(row.Name):
		case t.Property(row.Name) != nil, slices.ContainsFunc(owners[odata.Fold(row.Name)], func(d *api.Type) bool { return d.DerivesFrom(t) }):
			known++
		case !b.shows(row.Name) && b.showsWithin(row.Name):
		case odata.IsPropertyName(row.Name):
			lacking = append(lacking, row)
		default:
			known-- // a row of something else
		}
	}
	if known > len(lacking) {
		return lacking
	}
	return slices.DeleteFunc(lacking, func(row *api.Parameter) bool { return !b.shows(row.Name) })
}

// shows reports whether an example shows a member, or control information about it, in
// what is sent.
func (b *Body) shows(name string) bool {
	return slices.ContainsFunc(b.Shown, func(v *relaxed.Value) bool {
		return v != nil && slices.ContainsFunc(v.Members, func(m relaxed.Member) bool {
			of, _, _ := strings.Cut(m.Name, "@")
			return odata.EqualFold(of, name)
		})
	})
}

// showsWithin reports whether an example shows a member within inner objects alone.
func (b *Body) showsWithin(name string) bool {
	return slices.ContainsFunc(b.Shown, func(v *relaxed.Value) bool { return shownWithin(v, name, 0) })
}

// shownWithin reports whether an object has a member of a name within others and not
// among its own.
func shownWithin(v *relaxed.Value, name string, depth int) bool {
	if v == nil || depth > types.InferDepth {
		return false
	}
	for _, m := range v.Members {
		if odata.EqualFold(m.Name, name) {
			return depth > 0
		}
	}
	for _, m := range v.Members {
		if shownWithin(m.Value, name, depth+1) {
			return true
		}
	}
	for _, e := range v.Elements {
		if shownWithin(e, name, depth+1) {
			return true
		}
	}
	return false
}
