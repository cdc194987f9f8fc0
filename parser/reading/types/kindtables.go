package types

// This file reads how pages say which value of a property is that of which type, where the
// service has no member that names types: the page of the base has a table of the values and
// the types, headed by the property, and the page of a type says so of its objects, "a piece
// of [gear](gear.md) whose `kind` is `amplifier`".

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A kindTold is what a page says of the objects of a type: which value they have in which
// member.
type kindTold struct {
	t             *api.Type
	member, value string
}

// ValueTold returns the value that objects of a type have in a member, as a page says in
// words or in a table of types; "" where none does.
func (c *Catalog) ValueTold(t *api.Type, member string) string {
	for _, k := range c.told[t] {
		if k.member == member {
			return k.value
		}
	}
	return ""
}

// A kindRow is a row of a table of types: a value, and the cell that links the type.
type kindRow struct {
	value string
	cell  parser.Text
}

// kindRows reads a table of types: one column holds values of a property that another table
// of the page describes, and a second one links the type of the objects that have each. The
// column of values is headed by the property, or the property's description lists them all.
// It is nil for any other table.
func kindRows(page *parser.Page, table *parser.Table) (member string, rows []kindRow) {
	if len(table.Header) < 2 || len(table.Rows) < 2 {
		return "", nil
	}
	linked := linkColumns(table)
	for column := range table.Header {
		to := slices.IndexFunc(linked, func(other int) bool { return other != column })
		values := kindValues(table, column)
		if to < 0 || values == nil {
			continue
		}
		if member = tellingMember(page, table, column, values); member == "" {
			continue
		}
		for i, row := range table.Rows {
			rows = append(rows, kindRow{values[i], row[linked[to]]})
		}
		return member, rows
	}
	return "", nil
}

// linkColumns lists the columns of a table whose cells have one link each.
func linkColumns(table *parser.Table) (columns []int) {
	for i := range table.Header {
		if !slices.ContainsFunc(table.Rows, func(row []parser.Text) bool { return i >= len(row) || len(linksIn(row[i])) != 1 }) {
			columns = append(columns, i)
		}
	}
	return columns
}

// kindValues returns what stands in a column, if it is one value in each row, and none twice.
func kindValues(table *parser.Table, column int) (values []string) {
	for _, row := range table.Rows {
		if column >= len(row) {
			return nil
		}
		value := strings.Trim(row[column].Plain, "`*\"' ")
		if !isMemberName(value) || slices.Contains(values, value) {
			return nil
		}
		values = append(values, value)
	}
	return values
}

// tellingMember returns the property whose values a column holds, "" for none.
func tellingMember(page *parser.Page, table *parser.Table, column int, values []string) (member string) {
	head := strings.Trim(table.Header[column].Plain, "`* ")
	listing := ""
	eachPropertyRow(page, table, func(name string, row []parser.Text) {
		switch {
		case name == head && odata.IsPropertyName(head):
			member = name
		case listing == "" && phrases.NameColumnOf(headerWord(table.Header[column])) != phrases.PropertyNames && listsAll(row, values):
			listing = name
		}
	})
	return cmp.Or(member, listing)
}

// listsAll reports whether cells of a row have all values as code.
func listsAll(row []parser.Text, values []string) bool {
	return !slices.ContainsFunc(values, func(value string) bool {
		return !slices.ContainsFunc(row[1:], func(cell parser.Text) bool {
			return slices.ContainsFunc(codeSpans(cell, 0, len(cell.Plain)), func(s parser.Span) bool { return trimmed(cell, s) == value })
		})
	})
}

// eachPropertyRow calls yield for the rows of the tables of a page, but for one, that have a
// column of types.
func eachPropertyRow(page *parser.Page, but *parser.Table, yield func(name string, row []parser.Text)) {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			other, ok := b.(*parser.Table)
			if !ok || other == but || typeColumn(other) <= 0 {
				continue
			}
			for _, row := range other.Rows {
				if len(row) > 0 {
					yield(strings.Trim(row[0].Plain, "`* "), row)
				}
			}
		}
	}
}

// linksIn lists the links of a text.
func linksIn(t parser.Text) []parser.Span {
	var links []parser.Span
	for _, s := range t.Spans {
		if s.Kind == parser.Link {
			links = append(links, s)
		}
	}
	return links
}

// fromKindTables reads the tables of types on the page of their base.
func (c *Catalog) fromKindTables(a *ancestry, d *Declarations) {
	for _, s := range d.Page.Sections {
		for _, b := range s.Blocks {
			table, ok := b.(*parser.Table)
			if !ok {
				continue
			}
			member, rows := kindRows(d.Page, table)
			for _, row := range rows {
				if t := c.Linked(d.Page, row.cell); len(t) == 1 && t[0] != d.main {
					a.below = append(a.below, descent{t[0], d.main})
					a.kinds = append(a.kinds, kindTold{t[0], member, row.value})
				}
			}
		}
	}
}

// fromKindProse reads the sentences that say which of another type's objects are of the
// page's.
func (c *Catalog) fromKindProse(a *ancestry, res *resource, t parser.Text) {
	codes := codeSpans(t, 0, len(t.Plain))
	for i := range codes[:max(len(codes)-1, 0)] {
		member, value := codes[i], codes[i+1]
		lead := odata.Fold(strings.TrimRight(t.Plain[:member.Start], "` "))
		verb := odata.Fold(strings.Trim(t.Plain[member.End:value.Start], "` "))
		if !phrases.LeadsToOwnKind(lead) || !phrases.SaysKindIs(verb) {
			continue
		}
		from := strings.LastIndex(t.Plain[:member.Start], ". ") + 1
		for _, link := range linksIn(t) {
			if link.Start < from || link.End > member.Start {
				continue
			}
			if base := c.follow(res.on.Page, link.Dest, t.Plain[link.Start:link.End]); base != nil && base != res.t {
				a.prose = append(a.prose, descent{res.t, base})
				a.kinds = append(a.kinds, kindTold{res.t, trimmed(t, member), trimmed(t, value)})
			}
			break
		}
	}
}

// trimmed is the text of a span of code, without marks.
func trimmed(t parser.Text, s parser.Span) string {
	return strings.Trim(t.Plain[s.Start:s.End], "`\"' ")
}

// isKindTable reports whether a table of a page says which values are those of which types.
func isKindTable(page *parser.Page, table *parser.Table) bool {
	_, rows := kindRows(page, table)
	return len(rows) > 0
}
