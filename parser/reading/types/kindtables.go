package types

// This file reads how pages say which value of a property is that of which type, where the
// service has no member that names types: the page of the base has a table of the values and
// the types, headed by the property, and the page of a type says so of its objects, "a piece
// of [gear](gear.md) whose `kind` is `amplifier`".

import (
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

// A kindTable is a table of types: which values of a member are those of which types.
type kindTable struct {
	member string
	rows   []kindRow
}

// A kindRow is a row of a table of types: a value, and the cell that links the type.
type kindRow struct {
	value string
	cell  parser.Text
}

// kindTables finds the tables of types on a page: one column holds values of a property that
// another table of the page describes, and a second one links the type of the objects that
// have each. The column of values is headed by the property, or the property's description
// lists them all.
func kindTables(page *parser.Page) map[*parser.Table]kindTable {
	var tables []*parser.Table
	some := false
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			if table, ok := b.(*parser.Table); ok {
				tables = append(tables, table)
				some = some || mayListKinds(table)
			}
		}
	}
	if !some {
		return nil // as on most pages
	}
	described := describedOn(tables)
	found := map[*parser.Table]kindTable{}
	for _, table := range tables {
		if kinds := described.kindsIn(table); kinds.member != "" {
			found[table] = kinds
		}
	}
	return found
}

// mayListKinds reports whether a table has a column of links and another one.
func mayListKinds(table *parser.Table) bool {
	return len(table.Header) >= 2 && len(table.Rows) >= 2 && len(linkColumns(table)) > 0
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

// A describedRow is a property as a row of a table describes it, with what its cells have
// as code.
type describedRow struct {
	name  string
	table *parser.Table
	codes map[string]bool
}

// describedRows are the properties that the tables of a page describe, by their names and by
// the values in their descriptions. Of each there are a few: it is enough to know one, and
// one in another table.
type describedRows struct{ byName, byCode map[string][]*describedRow }

// describedOn gathers the properties that tables describe.
func describedOn(tables []*parser.Table) describedRows {
	d := describedRows{map[string][]*describedRow{}, map[string][]*describedRow{}}
	for _, table := range tables {
		if typeColumn(table) <= 0 {
			continue
		}
		for _, row := range table.Rows {
			if len(row) == 0 {
				continue
			}
			r := &describedRow{strings.Trim(row[0].Plain, "`* "), table, map[string]bool{}}
			note(d.byName, r.name, r)
			for _, cell := range row[1:] {
				for _, s := range codeSpans(cell, 0, len(cell.Plain)) {
					if code := trimmed(cell, s); !r.codes[code] {
						r.codes[code] = true
						note(d.byCode, code, r)
					}
				}
			}
		}
	}
	return d
}

// note adds what is found to a few others of the same key.
func note[T any](to map[string][]T, key string, found T) {
	const few = 8
	if len(to[key]) < few {
		to[key] = append(to[key], found)
	}
}

// kindsIn reads a table of types. Its member is "" for any other table.
func (d describedRows) kindsIn(table *parser.Table) (kinds kindTable) {
	if !mayListKinds(table) {
		return kinds
	}
	linked := linkColumns(table)
	for column := range table.Header {
		to := slices.IndexFunc(linked, func(other int) bool { return other != column })
		if to < 0 {
			continue
		}
		values := kindValues(table, column)
		if kinds.member = d.tellingMember(table, column, values); kinds.member == "" {
			continue
		}
		for i, row := range table.Rows {
			kinds.rows = append(kinds.rows, kindRow{values[i], row[linked[to]]})
		}
		return kinds
	}
	return kinds
}

// kindValues returns what stands in a column, if it is one value in each row, and none twice.
func kindValues(table *parser.Table, column int) (values []string) {
	seen := map[string]bool{}
	for _, row := range table.Rows {
		if column >= len(row) {
			return nil
		}
		value := strings.Trim(row[column].Plain, "`*\"' ")
		if !isMemberName(value) || seen[value] {
			return nil
		}
		seen[value] = true
		values = append(values, value)
	}
	return values
}

// tellingMember returns the property whose values a column holds, "" for none.
func (d describedRows) tellingMember(table *parser.Table, column int, values []string) string {
	if len(values) == 0 {
		return ""
	}
	elsewhere := func(r *describedRow) bool { return r.table != table }
	head := strings.Trim(table.Header[column].Plain, "`* ")
	if odata.IsPropertyName(head) && slices.ContainsFunc(d.byName[head], elsewhere) {
		return head
	}
	if phrases.NameColumnOf(headerWord(table.Header[column])) == phrases.PropertyNames {
		return ""
	}
	lists := func(r *describedRow) bool {
		return elsewhere(r) && !slices.ContainsFunc(values, func(value string) bool { return !r.codes[value] })
	}
	if i := slices.IndexFunc(d.byCode[values[0]], lists); i >= 0 {
		return d.byCode[values[0]][i].name
	}
	return ""
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
	if len(d.kinds) == 0 {
		return
	}
	for _, s := range d.Page.Sections {
		for _, b := range s.Blocks {
			table, ok := b.(*parser.Table)
			if !ok {
				continue
			}
			kinds := d.kinds[table]
			for _, row := range kinds.rows {
				if t := c.Linked(d.Page, row.cell); len(t) == 1 && t[0] != d.main {
					a.below = append(a.below, descent{t[0], d.main})
					a.kinds = append(a.kinds, kindTold{t[0], kinds.member, row.value})
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
