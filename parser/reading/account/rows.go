package account

// This file accounts for the rows of tables. Most are parts of the model that know their
// line. Others are looked up by what they say: permissions and errors, which have no
// place of their own, and what another row or another page declares too.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
)

// table accounts for a table.
func (p *pageReader) table(t *parser.Table) {
	p.add(t.Pos.Line, Row, Prose, "header of a table in the "+p.about.name)
	var lost []unreadRow
	caller := phrases.NoCaller
	for i, row := range t.Rows {
		if len(row) == 0 {
			continue
		}
		if c := phrases.CallerOf(row[0].Plain); c != phrases.NoCaller {
			caller = c
		}
		fate, to := p.row(t, i, caller)
		if fate == Unread {
			lost = append(lost, unreadRow{row, len(p.entries)})
		}
		p.add(rowLine(row), Row, fate, to)
	}
	p.lostRows(t, lost)
}

// rowLine returns the line of a row.
func rowLine(row []parser.Text) int { return row[0].Pos.Line }

// row returns what became of a row. caller is whom the permissions of the row are for,
// where its table is one of permissions.
func (p *pageReader) row(t *parser.Table, i int, caller phrases.Caller) (Fate, string) {
	row := t.Rows[i]
	line := rowLine(row)
	if things := p.things(line); things != "" {
		return Read, things
	}
	if said := p.blamed(line); said != "" {
		return Reported, said
	}
	if said := p.byContent(t, row, caller); said != "" {
		return Read, said
	}
	if p.errors > 0 && len(p.operations) == 0 && heads(t, phrases.ErrorCodeColumn) {
		return Read, "an error that any call may answer with"
	}
	if p.errors > 0 && len(p.operations) == 0 && p.declared == nil && describes(t) {
		return Read, "what errors hold"
	}
	if p.paging > 0 && len(p.operations) == 0 {
		return Read, "how lists come in pages"
	}
	if said := p.diagnosed(line); said != "" {
		return Reported, said
	}
	switch filled(row) {
	case 0:
		return Prose, "an empty row"
	case 1:
		if (isHeading(row) || phrases.PlaceOfRow(row[0].Plain) != phrases.NoPlace) && !p.permissions() {
			return Prose, "a heading within the table"
		}
	}
	if said := p.coveredBy(line); said != "" && describes(t) {
		return Reported, said
	}
	if said := p.explains(); said != "" {
		return Prose, said
	}
	if !p.about.tables && !describes(t) {
		return Prose, "a table in the " + p.about.name
	}
	return Unread, "not read: a row in the " + p.about.name
}

// explains returns what a table explains that neither declares a type nor describes JSON of a
// call: on a guide how lists come in pages or what errors hold, on the page of a call what
// the bytes hold that it answers with. It is "" for none of these.
func (p *pageReader) explains() string {
	stream := func(o *resolve.Operation) bool { return o.Op.Response.Name == "Edm.Stream" }
	switch {
	case len(p.operations) > 0 && p.about.answer && !slices.ContainsFunc(p.operations, func(o *resolve.Operation) bool { return !stream(o) }):
		return "what the bytes of the answer hold"
	case len(p.operations) > 0 || p.declared != nil:
		return ""
	case p.paging > 0:
		return "how lists come in pages"
	case p.b.illustrated[api.Place{Page: p.page.Path}] != "":
		return "what errors hold"
	}
	return ""
}

// isHeading reports whether a row with one filled cell heads those below it: what stands
// there is in bold letters, or no name.
func isHeading(row []parser.Text) bool {
	cell := row[0]
	if len(row) < 2 || cell.Plain == "" {
		return false
	}
	bold := slices.ContainsFunc(cell.Spans, func(s parser.Span) bool {
		return s.Kind == parser.Strong && s.Start == 0 && s.End == len(cell.Plain)
	})
	return bold || !odata.IsIdentifier(cell.Plain)
}

// filled counts the cells that are not empty.
func filled(row []parser.Text) int {
	n := 0
	for _, cell := range row {
		if cell.Plain != "" {
			n++
		}
	}
	return n
}

// byContent looks up what a row says.
func (p *pageReader) byContent(t *parser.Table, row []parser.Text, caller phrases.Caller) string {
	name := cellName(row[nameColumn(t)].Plain)
	if p.declared != nil {
		if said := p.typeRow(t, row, name); said != "" {
			return said
		}
	}
	if p.about.tables && p.b.catalog.Convention.IsControl(name) {
		return "control information " + name
	}
	if said := p.permissionRow(t, row, caller); said != "" {
		return said
	}
	if said := p.errorRow(row); said != "" {
		return said
	}
	if said := p.statusRow(row, name); said != "" {
		return said
	}
	if phrases.IsTransportHeader(name) && p.about.tables {
		return "header field " + name + ", which the transport sets"
	}
	if said := p.hostRow(t, name); said != "" {
		return said
	}
	if p.about.tables {
		return p.named(name)
	}
	return ""
}

// hostRow looks up a row about what stands in front of the paths of request lines.
func (p *pageReader) hostRow(t *parser.Table, name string) string {
	if name == "" || !heads(t, phrases.ParameterColumn) {
		return ""
	}
	for _, o := range p.operations {
		for _, q := range o.Op.Requests {
			if calls.InAddress(q.Template, name) {
				return "placeholder of the address in " + requestLine(q.Method, q.Template)
			}
		}
	}
	return ""
}

// statusRow looks up a row on the status that a call ends with, well or not.
func (p *pageReader) statusRow(row []parser.Text, name string) string {
	if !p.about.tables {
		return ""
	}
	status := calls.RowStatus(row)
	for _, o := range p.operations {
		if status > 0 && o.Statement().Status == status {
			return "status of the answer of " + o.Op.ID
		}
	}
	if begun, err := strconv.Atoi(name); err == nil {
		return cmp.Or(p.lookup.statuses[begun], p.lookup.errors[name])
	}
	return ""
}

// nameColumn returns the column that names what a row is about.
func nameColumn(t *parser.Table) int {
	found, best := 0, -1
	for i := range t.Header {
		if rank := phrases.ParameterColumn.Rank(t.Header[i].Plain); rank >= 0 && (best < 0 || rank < best) {
			found, best = i, rank
		}
	}
	return found
}

// cellName returns the name in a cell that may say more.
func cellName(cell string) string {
	cell = strings.TrimSpace(cell)
	if i := strings.IndexAny(cell, " (\n"); i > 0 {
		cell = cell[:i]
	}
	return calls.WithoutMarks(cell)
}

// permissions reports whether the section is about permissions.
func (p *pageReader) permissions() bool { return p.about.name == "permissions" }

// permissionRow looks up a row of permissions: those of its caller, or in a table with a
// column for each caller those of the columns.
func (p *pageReader) permissionRow(t *parser.Table, row []parser.Text, caller phrases.Caller) string {
	if len(p.operations) == 0 || !p.permissions() && !heads(t, phrases.PermissionColumn) {
		return ""
	}
	columns := heads(t, phrases.DelegatedColumn)
	var found []string
	said := 0
	for i, cell := range row {
		of := caller
		if columns {
			of = phrases.CallerOf(t.Header[i].Plain)
		} else if i == 0 || phrases.DescribesPermission(t.Header[i].Plain) {
			continue
		}
		words := phrases.PermissionsIn(cell.Plain)
		said += len(words)
		for _, w := range words {
			if p.lookup.permissions[permission{of, w}] {
				found = append(found, w)
			}
		}
	}
	switch {
	case len(found) > 0:
		return "permission " + strings.Join(unique(found), ", ")
	case said == 0 && (caller != phrases.NoCaller || columns):
		return "no permission"
	}
	return ""
}

// heads reports whether a table has a column of a kind.
func heads(t *parser.Table, c phrases.Column) bool {
	return slices.ContainsFunc(t.Header, func(h parser.Text) bool { return c.Fits(h.Plain) })
}

// errorRow looks up a row of errors, by its code or its message.
func (p *pageReader) errorRow(row []parser.Text) string {
	for _, cell := range row {
		if said := p.lookup.errors[strings.Trim(cell.Plain, "` ")]; said != "" {
			return said
		}
	}
	return ""
}

// named looks up a parameter, or a property of what is sent or comes back.
func (p *pageReader) named(name string) string {
	if name == "" {
		return ""
	}
	if said := p.lookup.parameters[odata.Fold(name)]; said != "" {
		return said
	}
	for _, t := range p.lookup.bodies {
		if said := p.property(t, name); said != "" {
			return said
		}
	}
	return p.lookup.innerProperty(p, name)
}

// property looks up a property of a type, or of one that derives from it.
func (p *pageReader) property(t *api.Type, name string) string {
	if t == nil {
		return ""
	}
	q := t.Property(name)
	if q == nil {
		if t = p.b.catalog.DeclaredBelow(t, name); t == nil {
			return ""
		}
		q = t.Property(name)
	}
	return "property " + odata.BareName(t.Name) + "." + q.Name
}

// typeRow looks up a row on the page of a type: a method, or what another place declares
// as well.
func (p *pageReader) typeRow(t *parser.Table, row []parser.Text, name string) string {
	if phrases.HeadsMethods(odata.Fold(strings.Trim(t.Header[0].Plain, "`*: "))) {
		for _, s := range row[0].Spans {
			if s.Kind == parser.Link {
				return "method " + row[0].Plain[s.Start:s.End] + ", " + s.Dest
			}
		}
		return "method " + row[0].Plain
	}
	if name == "" || !p.about.tables && !phrases.HeadsMembers(t.Header[0].Plain) {
		return ""
	}
	return p.declaredAs(name)
}

// declaredAs looks up a property or a member of the page's types.
func (p *pageReader) declaredAs(name string) string {
	for _, of := range p.types {
		if said := p.property(of, name); said != "" {
			return said
		}
	}
	return p.lookup.members[odata.Fold(name)]
}
