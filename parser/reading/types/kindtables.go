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

// A kindRow is a row of a table of types: a value, and the cell that links the type.
type kindRow struct {
	value string
	cell  parser.Text
}

// kindRows reads a table of types, which is headed by a property that another table of the
// page describes. It is nil for any other table.
func kindRows(page *parser.Page, table *parser.Table) (member string, rows []kindRow) {
	if len(table.Header) < 2 || len(table.Rows) < 2 {
		return "", nil
	}
	member = strings.Trim(table.Header[0].Plain, "`* ")
	if !odata.IsPropertyName(member) || !describesRow(page, table, member) {
		return "", nil
	}
	for _, row := range table.Rows {
		if len(row) == 0 {
			return "", nil
		}
		value := strings.Trim(row[0].Plain, "`*\"' ")
		at := slices.IndexFunc(row[1:], func(cell parser.Text) bool { return len(linksIn(cell)) == 1 })
		if !isMemberName(value) || at < 0 {
			return "", nil
		}
		rows = append(rows, kindRow{value, row[at+1]})
	}
	return member, rows
}

// describesRow reports whether another table of a page has a row on a member.
func describesRow(page *parser.Page, table *parser.Table, member string) bool {
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			other, ok := b.(*parser.Table)
			if ok && other != table && typeColumn(other) > 0 && slices.ContainsFunc(other.Rows, func(row []parser.Text) bool {
				return len(row) > 0 && strings.Trim(row[0].Plain, "`* ") == member
			}) {
				return true
			}
		}
	}
	return false
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
