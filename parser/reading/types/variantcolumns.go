package types

// This file reads the tables of properties that say in a column objects of which kind have
// which: "Applies to", or the name of the property that tells kinds apart.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// divided gives the rows of a table of properties to the variants that its column of kinds
// names, and returns what is left for the base. A table without such a column is returned as
// it is.
func (v *variantReader) divided(s *parser.Section, t *parser.Table) *parser.Table {
	column, m := v.kindColumn(t)
	if column < 0 {
		return t
	}
	base := headedAs(t, column)
	of := map[*variant]*parser.Table{}
	for _, row := range t.Rows {
		cells := slices.Delete(slices.Clone(row), column, column+1)
		if phrases.SaysEveryKind(row[column].Plain) {
			base.Rows = append(base.Rows, cells)
			continue
		}
		v.sure = true
		for _, k := range v.of(m.name, v.named(m, row[column].Plain)) {
			if of[k] == nil {
				of[k] = headedAs(t, column)
				section := *s
				section.Blocks, section.Level = []parser.Block{of[k]}, max(s.Level, 2)
				k.sections = append(k.sections, &section)
			}
			of[k].Rows = append(of[k].Rows, cells)
		}
	}
	return base
}

// headedAs is a table headed as another one, without one column and without rows.
func headedAs(t *parser.Table, column int) *parser.Table {
	cut := *t
	cut.Header, cut.Rows = slices.Delete(slices.Clone(t.Header), column, column+1), nil
	return &cut
}

// kindColumn returns the column of a table of properties whose cells name kinds, and the
// property whose values these are; -1 for none.
func (v *variantReader) kindColumn(t *parser.Table) (int, *kindMember) {
	for i := 1; i < len(t.Header); i++ {
		head := headerWord(t.Header[i])
		for j := range v.members {
			m := &v.members[j]
			if !phrases.HeadsKinds(head) && !strings.EqualFold(strings.Trim(head, "`* "), m.name) {
				continue
			}
			if without := headedAs(t, i); typeColumn(without) > 0 && v.namesKinds(t, i, m) {
				return i, m
			}
		}
	}
	return -1, nil
}

// namesKinds reports whether each cell of a column names values of a property, or all, and
// some name a value.
func (v *variantReader) namesKinds(t *parser.Table, column int, m *kindMember) bool {
	some := false
	for _, row := range t.Rows {
		if column >= len(row) {
			return false
		}
		if cell := row[column].Plain; !phrases.SaysEveryKind(cell) {
			if len(v.named(m, cell)) == 0 {
				return false
			}
			some = true
		}
	}
	return some
}
