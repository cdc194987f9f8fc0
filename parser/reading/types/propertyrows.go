package types

// This file reads the tables of a resource as far as that takes no types: which of
// them list properties, and what their rows say in words. It is the greater part of
// the work and done for many resources at a time. What the rows say of types comes
// after (properties.go), one resource after the other: a type that no page declares
// is there once a row has named it.

import (
	"slices"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/limits"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// anyProperties is the heading that tables of properties stand under.
const anyProperties = "properties"

// A propertyTable is a table of properties, or of methods.
type propertyTable struct {
	rows    []propertyRow
	methods *parser.Table
}

// A propertyRow is what a row says of one property.
type propertyRow struct {
	p      *api.Property   // without its type
	key    string          // its folded name
	member *relaxed.Member // that shows it in the JSON representation, or nil
	// name, typ and description are the row's cells.
	name, typ, description *parser.Text
	ref                    api.TypeRef // that the type cell names, if it is plain
	plain                  bool
	values                 []api.Member // that the description lists
	// What the description says of the type: that there is but one, that it counts
	// seconds, that it is called a navigation property.
	single, seconds, navigation bool
}

// A tableReader reads the tables of one resource.
type tableReader struct {
	res *resource
	r   *report.Reporter
	// shown are the members of the JSON representation, by folded name.
	shown map[string]*relaxed.Member
	// exactly are the members by their own names where twins has any: the folded names
	// that several members have.
	exactly map[string]*relaxed.Member
	twins   map[string]bool
	none    *parser.Text // the cell of a column that is not there
}

// readTables reads the tables of the declared types.
func (c *Catalog) readTables(found []*Declarations) {
	all := described(found)
	report.Each(len(all), c.r, func(i int, r *report.Reporter) { all[i].readTables(r) })
}

// readTables reads the tables of a resource into it.
func (res *resource) readTables(r *report.Reporter) {
	reader := &tableReader{res: res, r: r, shown: shownBy(res), none: &parser.Text{}}
	reader.findTwins()
	part := res.part != ""
	under, read := "", false
	for i, s := range res.sections {
		heading := odata.Fold(strings.TrimSpace(s.Heading.Plain))
		if s.Level <= 1 || i == 0 && res.headed || part && phrases.TopicsOf(heading)&^phrases.TopicOther == 0 {
			heading = anyProperties // the heading is the type's name
		}
		if s.Level <= 2 {
			under, read = odata.Fold(strings.TrimSpace(s.Heading.Plain)), false
		}
		for _, b := range s.Blocks {
			table, ok := b.(*parser.Table)
			if !ok {
				continue
			}
			cols, ok := propertyColumns(table, heading, under)
			switch {
			case res.on.kinds[table].member != "":
			case ok:
				read = true
				res.tables = append(res.tables, propertyTable{rows: reader.rows(table, cols)})
			case isMethodTable(table):
				res.tables = append(res.tables, propertyTable{methods: table})
			case !read && phrases.PropertyHeadingOf(heading) != phrases.NoPropertyHeading:
				r.Add(res.on.Page, table.Pos, "table-unreadable", diag.Warning,
					"this table stands under “"+heading+"” and has no column of names and types that could be read",
					"head its columns Property, Type and Description")
			}
		}
	}
}

// findTwins notes the members of the JSON representation that differ in case alone.
func (t *tableReader) findTwins() {
	if len(t.shown) == 0 {
		return
	}
	members := t.res.shown().Members
	if len(members) == len(t.shown) {
		return // as in most
	}
	t.exactly, t.twins = map[string]*relaxed.Member{}, map[string]bool{}
	for i := range members {
		m := &members[i]
		t.exactly[m.Name] = m
		if key := odata.Fold(strings.TrimSpace(m.Name)); t.shown[key] != nil && t.shown[key].Name != m.Name {
			t.twins[key] = true
		}
	}
}

// columns tells what the columns of a property table hold; -1 for none.
type columns struct {
	name, typ, description int
	navigation             bool
}

// isMethodTable reports whether a table lists the methods of a resource.
func isMethodTable(t *parser.Table) bool {
	return len(t.Header) >= 2 && phrases.HeadsMethods(headerWord(t.Header[0]))
}

func headerWord(t parser.Text) string {
	return odata.Fold(strings.Trim(strings.TrimSpace(t.Plain), "`*: "))
}

// propertyColumns tells where a table has names, types and descriptions. A
// table headed "Property" or "Relationship" is one of properties unless its
// section is about the properties of something else ("Properties of a token
// lifetime policy definition"); one headed "Name" only under such a heading.
func propertyColumns(t *parser.Table, heading, under string) (columns, bool) {
	cols := columns{name: 0, typ: -1, description: -1}
	topics := phrases.TopicsOf(heading)
	if len(t.Header) < 2 || topics&(phrases.TopicOther|phrases.TopicExample) != 0 {
		return cols, false
	}
	for i := 1; i < len(t.Header); i++ {
		switch about := phrases.AboutColumnOf(headerWord(t.Header[i])); {
		case cols.typ < 0 && about == phrases.PropertyTypes:
			cols.typ = i
		case cols.description < 0 && about == phrases.PropertyDescriptions:
			cols.description = i
		}
	}
	first := phrases.NameColumnOf(headerWord(t.Header[0]))
	properties := topics&(phrases.TopicProperties|phrases.TopicAttributes) != 0 || phrases.TopicsOf(under)&phrases.TopicProperties != 0
	relations := topics&(phrases.TopicRelationships|phrases.TopicNavigation) != 0
	cols.navigation = relations
	switch {
	case first == phrases.RelationshipNames:
		cols.navigation = true
	case isMethodTable(t) && !holdsNames(t):
		return cols, false // whose second column says what the methods return
	case phrases.PropertyHeadingOf(heading) != phrases.NoPropertyHeading && cols.typ > 0:
		// Whatever the first column is headed: it can hold nothing else.
	case relations && cols.typ > 0 && holdsNames(t):
		// The same, of a table "Go to | Type" or "Method | Type" that lists no calls.
	case first == phrases.PropertyNames:
		if cols.typ < 0 && !properties && !relations {
			return cols, false
		}
	case first == phrases.AnyNames:
		if !properties && !relations || cols.typ < 0 {
			return cols, false
		}
	default:
		return cols, false
	}
	if cols.typ < 0 && cols.description < 0 {
		return cols, false
	}
	return cols, true
}

// holdsNames reports whether the first column of a table has names alone.
func holdsNames(t *parser.Table) bool {
	return len(t.Rows) > 0 && !slices.ContainsFunc(t.Rows, func(row []parser.Text) bool {
		return len(row) == 0 || len(propertyNames(row[0].Plain)) != 1
	})
}

// rows reads the rows of a table of properties.
func (t *tableReader) rows(table *parser.Table, cols columns) []propertyRow {
	rows := make([]propertyRow, 0, len(table.Rows))
	for _, row := range table.Rows {
		rows = t.appendRow(rows, row, cols)
	}
	return rows
}

// appendRow reads one property, or several that share a row.
func (t *tableReader) appendRow(rows []propertyRow, row []parser.Text, cols columns) []propertyRow {
	cell := func(i int) *parser.Text {
		if i < 0 || i >= len(row) {
			return t.none
		}
		return &row[i]
	}
	name := cell(cols.name)
	text := strings.TrimSpace(name.Plain)
	if text == "" || phrases.IsNoType(strings.Trim(text, ".*_ ")) && !isTyped(cell(cols.typ)) {
		return rows
	}
	if isGroupRow(row, cols.name) && t.member(text) == nil {
		return rows
	}
	names := propertyNames(text)
	if len(names) == 0 && t.isOddName(text) {
		names = []string{strings.Trim(text, "`*")}
	}
	if len(names) == 0 {
		t.r.Add(t.res.on.Page, name.Pos, "property-unreadable", diag.Warning,
			"“"+text+"” is no name of a property",
			"write the property's name alone in the first column")
		return rows
	}
	about := propertyRow{name: name, typ: cell(cols.typ), description: cell(cols.description)}
	low := odata.Fold(about.description.Plain)
	about.ref, about.plain = PlainCell(about.typ)
	if !about.plain || about.ref.Name == "Edm.String" {
		about.values = valuesIn(*about.description, low) // what else can be no enumeration
	}
	about.single, about.seconds, about.navigation = phrases.LeadsToOne(low), phrases.CountsSeconds(about.description.Plain), phrases.SaysNavigation(low)
	for _, name := range names {
		rows = append(rows, t.row(about, name, low, cols.navigation))
	}
	return rows
}

// isTyped reports whether a cell names a type: then a row called "none" is a property's.
func isTyped(cell *parser.Text) bool {
	word := strings.Trim(strings.TrimSpace(cell.Plain), ".*_-– ")
	return word != "" && !phrases.IsNoType(word)
}

// isOddName reports whether a cell that holds no identifier is a property's name all the
// same: JSON allows any, such as 2fa-enabled. The JSON representation shows it, or it
// consists of letters, digits and hyphens.
func (t *tableReader) isOddName(text string) bool {
	name := strings.Trim(text, "`*")
	if m := t.member(name); m != nil && m.Name == name && len(name) <= limits.Name && !strings.ContainsFunc(name, isNoMember) {
		return true
	}
	letters := false
	for _, r := range name {
		letters = letters || unicode.IsLetter(r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' {
			return false
		}
	}
	return letters && len(name) <= limits.Name
}

// isGroupRow reports whether a row only heads those below it: it has a name and
// nothing else.
func isGroupRow(row []parser.Text, name int) bool {
	for i, cell := range row {
		if i != name && strings.TrimSpace(cell.Plain) != "" {
			return false
		}
	}
	return true
}

// member returns the member of the JSON representation that shows a property, or nil.
func (t *tableReader) member(name string) *relaxed.Member {
	if t.twins != nil && t.exactly[name] != nil {
		return t.exactly[name]
	}
	var buffer [96]byte
	return t.shown[string(odata.AppendFold(buffer[:0], name))]
}

// row is what a row says of the property called name. low is its description, folded.
func (t *tableReader) row(about propertyRow, name, low string, navigation bool) propertyRow {
	about.member = t.member(name)
	if m := about.member; m != nil && m.Name != name && strings.EqualFold(m.Name, name) {
		t.r.Add(t.res.on.Page, about.name.Pos, "property-case", diag.Info,
			"“"+name+"” is spelled “"+m.Name+"” in the JSON representation, which is taken",
			"spell it the same in both places")
		name = m.Name
	}
	about.key = odata.Fold(name)
	if about.member != nil && about.member.Name == name && t.twins[about.key] {
		about.key = name // the JSON representation shows several that differ in case
	}
	about.p = &api.Property{Name: name, Navigation: navigation, Description: about.description.Plain, Line: about.name.Pos.Line}
	describeProperty(about.p, low)
	if about.p.Deprecated {
		about.p.Deprecation, about.p.Description = CutDeprecation(t.res.on.Page, *about.description, phrases.SaysDeprecated)
	}
	about.p.Deprecated = about.p.Deprecated || phrases.MentionsDeprecated(strings.Replace(about.name.Plain, name, "", 1))
	return about
}

// propertyNames reads the names in a cell: one, or several with commas or line
// breaks between them. Footnote marks and remarks in parentheses are dropped.
func propertyNames(text string) []string {
	var names []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '\n' }) {
		if i := strings.IndexAny(part, "(["); i > 0 {
			part = part[:i]
		}
		part = strings.Trim(strings.TrimSpace(part), "`*\"'.:~\u200b\u00a0 ")
		part = strings.TrimRight(part, "?`") // which marks what may be left out
		part = strings.ReplaceAll(part, `\`, "")
		if part == "" {
			continue
		}
		if !odata.IsPropertyName(part) {
			return nil
		}
		names = append(names, part)
	}
	return names
}
