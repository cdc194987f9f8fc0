package model

// This file reads a resource's properties: first the tables under its
// "Properties" and "Relationships" headings, which say what a property is and
// means, then the JSON representation, which has what tables forgot and shows
// how names are really spelled.

import (
	"path"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/internal/relaxed"
	"github.com/sdkscribe/sdkscribe/parser"
)

// readProperties fills in the properties of every declared type: all tables
// first, then what only JSON representations show. Pages that speak for a type
// come before others that declare it too.
func (c *catalog) readProperties(found []*declared) {
	readers := map[*Type]*propertyReader{}
	var all, late []*resource
	for _, d := range found {
		for _, res := range d.resources {
			switch {
			case res.t == nil || res.t.Kind == Enum:
			case res.t.Page == d.page.Path:
				all = append(all, res)
			default:
				late = append(late, res)
			}
		}
	}
	all = append(all, late...)
	for _, res := range all {
		r := readers[res.t]
		if r == nil {
			r = &propertyReader{c: c, t: res.t, seen: map[string]*Property{}, on: map[*Property]*parser.Page{}, listed: map[string]string{}}
			readers[res.t] = r
		}
		r.readTables(res)
	}
	for _, res := range all {
		readers[res.t].countListed()
	}
	c.readRepresentations(all, readers)
}

// A propertyReader gathers the properties of one type.
type propertyReader struct {
	c    *catalog
	t    *Type
	seen map[string]*Property
	// on is the page that each property was first read from.
	on map[*Property]*parser.Page
	// listed are the types of what methods list, by folded property name.
	listed map[string]string
	// shown are the members of the JSON representation at hand, by folded name.
	shown map[string]*relaxed.Member
}

// readTables reads the tables of one page about the type.
func (r *propertyReader) readTables(res *resource) {
	r.shown = shownBy(res)
	under, read := "", false
	for _, s := range res.sections {
		heading := foldName(strings.TrimSpace(s.Heading.Plain))
		if s.Level <= 2 {
			under, read = heading, false
		}
		for _, b := range s.Blocks {
			table, ok := b.(*parser.Table)
			if !ok {
				continue
			}
			if r.readTable(res, table, heading, under) {
				read = true
			} else if !read && isPropertyHeading(heading) && !isMethodTable(table) {
				r.c.r.add(res.on.page, table.Pos, "table-unreadable", diag.Warning,
					"this table stands under “"+heading+"” and has no column of names and types that could be read",
					"head its columns Property, Type and Description")
			}
		}
	}
}

// isPropertyHeading tells whether a section holds the properties of the page's
// type and nothing else.
func isPropertyHeading(heading string) bool {
	switch heading {
	case "properties", "relationships", "navigation properties":
		return true
	}
	return false
}

// columns tells what the columns of a property table hold; -1 for none.
type columns struct {
	name, typ, description int
	navigation             bool
}

// readTable reads one table, and tells whether it is one of properties.
func (r *propertyReader) readTable(res *resource, table *parser.Table, heading, under string) bool {
	cols, ok := propertyColumns(table, heading, under)
	if !ok {
		if isMethodTable(table) {
			r.readMethods(res.on.page, table)
		}
		return false
	}
	for _, row := range table.Rows {
		r.readRow(res, row, cols)
	}
	return true
}

// isMethodTable tells whether a table lists the methods of a resource.
func isMethodTable(t *parser.Table) bool {
	if len(t.Header) < 2 {
		return false
	}
	switch headerWord(t.Header[0]) {
	case "method", "methods", "common task", "task", "function", "action", "operation":
		return true
	}
	return false
}

// readMethods notes whether a table of methods lists any, and which properties
// they list: "[List replies](../api/message-list-replies.md)" returns a collection.
func (r *propertyReader) readMethods(page *parser.Page, t *parser.Table) {
	for _, row := range t.Rows {
		if len(row) < 2 {
			continue
		}
		for _, s := range row[0].Spans {
			if s.Kind != parser.Link {
				continue
			}
			r.c.about(r.t).methods = true
			file := strings.TrimSuffix(path.Base(foldName(s.Dest)), ".md")
			_, listed, ok := strings.Cut(strings.ReplaceAll(file, "_", "-"), "-list-")
			if types := r.c.linked(page, row[1]); ok && len(types) == 1 && strings.Contains(foldName(row[1].Plain), "collection") {
				r.listed[listed] = types[0].Name
			}
		}
	}
}

// countListed makes collections of the relationships that methods list, where
// the cell forgets to say so.
func (r *propertyReader) countListed() {
	for _, p := range r.t.Properties {
		if p.Navigation && !p.Collection && p.Type != "" && r.listed[foldName(p.Name)] == p.Type {
			p.Collection = true
			r.c.r.add(r.on[p], parser.Pos{Line: p.Line, Column: 1}, "property-collection", diag.Info,
				"a method lists “"+p.Name+"”, so that it is a collection of "+p.Type,
				"add “collection” to its type")
		}
	}
}

func headerWord(t parser.Text) string {
	return foldName(strings.Trim(strings.TrimSpace(t.Plain), "`*: "))
}

// propertyColumns tells where a table has names, types and descriptions. A
// table headed "Property" or "Relationship" is one of properties unless its
// section is about the properties of something else ("Properties of a token
// lifetime policy definition"); one headed "Name" only under such a heading.
func propertyColumns(t *parser.Table, heading, under string) (columns, bool) {
	cols := columns{name: 0, typ: -1, description: -1}
	if len(t.Header) < 2 || strings.Contains(heading, " of ") || strings.Contains(heading, "example") {
		return cols, false
	}
	for i := range t.Header {
		word := headerWord(t.Header[i])
		switch {
		case i == 0:
		case cols.typ < 0 && (word == "type" || word == "data type" || word == "datatype" || word == "property type" || word == "value type" || word == "return type"):
			cols.typ = i
		case cols.description < 0 && (strings.Contains(word, "description") || word == "notes" || word == "remarks" || word == "details" || word == "comments"):
			cols.description = i
		}
	}
	first := headerWord(t.Header[0])
	properties := strings.Contains(heading, "propert") || strings.Contains(heading, "attribute") || strings.Contains(under, "propert")
	relations := strings.Contains(heading, "relationship") || strings.Contains(heading, "navigation")
	cols.navigation = relations
	switch {
	case strings.HasPrefix(first, "relationship") || strings.HasPrefix(first, "navigation"):
		cols.navigation = true
	case isPropertyHeading(heading) && cols.typ > 0:
		// Whatever the first column is headed: it can hold nothing else.
	case first == "property" || first == "property name" || first == "properties" || first == "attribute" || first == "field" || first == "field name":
		if cols.typ < 0 && !properties && !relations {
			return cols, false
		}
	case first == "name" || first == "key" || first == "parameter" || first == "member" || first == "column":
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

// readRow reads one property, or several that share a row.
func (r *propertyReader) readRow(res *resource, row []parser.Text, cols columns) {
	cell := func(i int) parser.Text {
		if i < 0 || i >= len(row) {
			return parser.Text{}
		}
		return row[i]
	}
	nameCell := cell(cols.name)
	text := strings.TrimSpace(nameCell.Plain)
	if text == "" || isNoType(strings.Trim(text, ".*_ ")) {
		return
	}
	names := propertyNames(text)
	if isGroupRow(row, cols.name) && r.shown[foldName(text)] == nil {
		return
	}
	if len(names) == 0 {
		r.c.r.add(res.on.page, nameCell.Pos, "property-unreadable", diag.Warning,
			"“"+text+"” is no name of a property",
			"write the property's name alone in the first column")
		return
	}
	for _, name := range names {
		r.addRow(res, name, nameCell, cell(cols.typ), cell(cols.description), cols.navigation)
	}
}

// isGroupRow tells whether a row only heads those below it: it has a name and
// nothing else.
func isGroupRow(row []parser.Text, name int) bool {
	for i, cell := range row {
		if i != name && strings.TrimSpace(cell.Plain) != "" {
			return false
		}
	}
	return true
}

// addRow adds one property as its row describes it.
func (r *propertyReader) addRow(res *resource, name string, nameCell, typeCell, description parser.Text, navigation bool) {
	member := r.shown[foldName(name)]
	if member != nil && member.Name != name && strings.EqualFold(member.Name, name) {
		r.c.r.add(res.on.page, nameCell.Pos, "property-case", diag.Info,
			"“"+name+"” is spelled “"+member.Name+"” in the JSON representation, which is taken",
			"spell it the same in both places")
		name = member.Name
	}
	if old := r.seen[foldName(name)]; old != nil {
		r.repeat(res, old, nameCell.Pos, navigation)
		return
	}
	p := &Property{Name: name, Navigation: navigation, Description: description.Plain, Line: nameCell.Pos.Line}
	describeProperty(p, description.Plain)
	p.Deprecated = p.Deprecated || mentions(nameCell.Plain, "deprecated")
	ref, ok := r.c.describedCell(res.on.page, typeCell, description)
	if member != nil {
		ref, ok = r.c.reconcile(res, ref, ok, typeCell.Plain, member.Value)
	}
	if !ok {
		ref = TypeRef{untyped, ref.Collection}
		r.c.r.add(res.on.page, typeCell.Pos, "property-untyped", diag.Warning,
			"the type “"+typeCell.Plain+"” of "+name+" could not be read",
			"name a primitive, or link to the page of a type, and add “collection” for several")
	}
	if ref.Name == "Edm.String" {
		if t := r.c.enumShown(res, member, description); t != nil {
			ref.Name = t.Name
		} else if t := r.c.enumOf(r.t, name, description, member); t != nil {
			ref.Name = t.Name
		}
	}
	if ref.Name == "Edm.Int32" && countsSeconds(description.Plain) {
		ref.Name = "Edm.Int64" // 32 bits end in 2038
	}
	p.Type, p.Collection = ref.Name, ref.Collection && !leadsToOne(description.Plain)
	if strings.Contains(foldName(description.Plain), "navigation property") && primitive(p.Type) == "" {
		p.Navigation = true
	}
	r.add(res, p)
	if member != nil {
		r.c.weigh(p, member.Value)
		if t := r.c.find(typeShown(member.Value)); t != nil && t.Name != p.Type {
			r.c.shown[p] = t
		}
	}
}

// add appends a property and notes what it tells about its type.
func (r *propertyReader) add(res *resource, p *Property) {
	r.seen[foldName(p.Name)] = p
	r.on[p] = res.on.page
	p.At = Place{res.on.page.Path, p.Line}
	r.t.Properties = append(r.t.Properties, p)
	if t := r.c.types[foldName(p.Type)]; t != nil {
		f := r.c.about(t)
		f.target = f.target || p.Navigation
		f.value = f.value || !p.Navigation
	}
}

// repeat deals with a property that was there already: on another page about
// the same type that is no news; in the same table of one page it is a slip.
func (r *propertyReader) repeat(res *resource, old *Property, pos parser.Pos, navigation bool) {
	if r.on[old] != res.on.page {
		return
	}
	if navigation && !old.Navigation {
		old.Navigation = true
		return
	}
	r.c.r.add(res.on.page, pos, "property-duplicate", diag.Warning,
		"the property “"+old.Name+"” was described before; this row is left out",
		"describe each property once")
}

// propertyNames reads the names in a cell: one, or several with commas or line
// breaks between them. Footnote marks and remarks in parentheses are dropped.
func propertyNames(text string) []string {
	var names []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '\n' }) {
		if i := strings.IndexAny(part, "(["); i > 0 {
			part = part[:i]
		}
		part = strings.Trim(strings.TrimSpace(part), "`*\"'.:\u200b\u00a0 ")
		part = strings.ReplaceAll(part, `\`, "")
		if part == "" {
			continue
		}
		if !isPropertyName(part) {
			return nil
		}
		names = append(names, part)
	}
	return names
}

// isPropertyName tells whether s can be a property's name: an identifier, or a
// control information such as "@microsoft.graph.downloadUrl".
func isPropertyName(s string) bool {
	before, after, found := strings.Cut(s, "@")
	if found {
		return (before == "" || isTypeName(before)) && isTypeName(after)
	}
	return isTypeName(s) && !strings.Contains(s, ".")
}

// applyAnnotation sets what the annotation says of properties.
func (r *propertyReader) applyAnnotation(res *resource) {
	if res.note == nil {
		return
	}
	for _, name := range res.note.OptionalProperties {
		if p := r.seen[foldName(name)]; p != nil {
			p.Optional = true
		}
	}
	for _, name := range res.note.NullableProperties {
		if p := r.seen[foldName(name)]; p != nil {
			p.Nullable = true
		}
	}
}
