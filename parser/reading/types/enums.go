package types

// This file reads enumerations: pages titled "x enum type", and sections headed
// "x values" with a table of members, on pages of their own or on the page of a
// resource. Those that no page lists are told from the descriptions of the
// properties that hold them (see typecell.go).

import (
	"cmp"
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

// readEnumerations declares the enumerations of the resource pages.
func (c *Catalog) readEnumerations(found []*Declarations) {
	for _, d := range found {
		if d.form == phrases.EnumTitle {
			c.readEnumPage(d, d.title)
			continue
		}
		for _, s := range d.Page.Sections {
			if name := cmp.Or(enumHeading(s.Heading.Plain), d.citedAs(s)); name != "" {
				c.readEnumSection(d, s, name)
			}
		}
	}
}

// readEnumPage reads a page about one enumeration. Its title names it, unless
// an annotation does.
func (c *Catalog) readEnumPage(d *Declarations, name string) {
	pos := d.Page.TitlePos
	var members []api.Member
	for _, s := range d.Page.Sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*parser.Code); ok && code.Annotation != nil && code.Annotation.BlockType == "resource" && code.Annotation.Type != "" {
				name = odata.CleanTypeName(code.Annotation.Type)
			}
		}
		members = append(members, c.membersIn(d.Page, s)...)
	}
	t := c.declareEnum(d, odata.LowerFirst(name), pos, members)
	if t == nil {
		return
	}
	d.main = t
	if t.Description == "" {
		t.Description = leadParagraph(d.Page)
	}
	t.Deprecation, t.Deprecated = saysDeprecated(d.Page)
	if len(t.Members) == 0 {
		c.r.Add(d.Page, pos, "enum-empty", diag.Warning,
			"this page is about the enumeration "+name+" and lists no members",
			"add a table with the columns Member, Value and Description")
	}
}

// citedAs returns the name of the type that the links of type cells give to a section of
// the page, or "".
func (d *Declarations) citedAs(s *parser.Section) string {
	if len(d.cited) == 0 || s.Level < 2 || describesProperties(s, true) {
		return ""
	}
	anchor := anchorOf(s.Heading.Plain)
	for _, link := range d.cited {
		if link.anchor == anchor {
			return odata.LowerFirst(link.name)
		}
	}
	return ""
}

// readEnumSection reads one section "x values" of a page.
func (c *Catalog) readEnumSection(d *Declarations, s *parser.Section, name string) {
	members := c.membersIn(d.Page, s)
	if len(members) == 0 {
		return
	}
	if t := c.declareEnum(d, name, s.Pos, members); t != nil && t.Description == "" {
		t.Description = firstProse(s)
	}
}

// declareEnum adds an enumeration, or its members where it is there. A resource
// of the same name wins: then there is no enumeration, and nil is returned.
func (c *Catalog) declareEnum(d *Declarations, name string, pos parser.Pos, members []api.Member) *api.Type {
	full, ok := c.declarable(d, name, pos)
	if !ok {
		return nil
	}
	t := c.add(full, api.Enum)
	if t.Kind != api.Enum {
		c.r.Add(d.Page, pos, "type-duplicate", diag.Warning,
			t.Name+" is declared as a resource on "+t.Page+" and as an enumeration here; the resource is kept",
			"give the enumeration a name of its own")
		return nil
	}
	t.Name = odata.BetterSpelling(t.Name, full)
	if t.Page == "" {
		t.Page, t.Line = d.Page.Path, pos.Line
	}
	d.declare(full, t)
	c.addMembers(t, members, api.Place{Page: d.Page.Path, Line: pos.Line})
	return t
}

// addMembers adds the members that an enumeration lacks, in order. A member in
// another case is no new one.
func (c *Catalog) addMembers(t *api.Type, members []api.Member, at api.Place) {
	f := c.Clues(t)
	if f.members == nil {
		f.members = map[string]bool{}
		for _, m := range t.Members {
			f.members[odata.Fold(m.Name)] = true
		}
	}
	twins := caseTwins(members)
	for _, m := range members {
		key := odata.Fold(m.Name)
		if twins[key] {
			key = m.Name
		}
		if !f.members[key] && !strings.EqualFold(key, "null") {
			f.members[key] = true
			m.At = cmp.Or(m.At, at)
			t.Members = append(t.Members, m)
		}
	}
}

// caseTwins returns the folded names that a list has in several cases: there they are
// members of their own.
func caseTwins(members []api.Member) map[string]bool {
	spelled := map[string]string{}
	var twins map[string]bool
	for _, m := range members {
		key := odata.Fold(m.Name)
		if other, ok := spelled[key]; ok && other != m.Name {
			if twins == nil {
				twins = map[string]bool{}
			}
			twins[key] = true
		}
		spelled[key] = m.Name
	}
	return twins
}

// enumHeading returns x of a heading "x values" or "x enumeration", or "".
func enumHeading(heading string) string {
	name := phrases.EnumeratedName(heading)
	if !odata.IsTypeName(name) {
		return ""
	}
	return odata.LowerFirst(name)
}

// membersIn reads the members that a section lists in a table or a list.
func (c *Catalog) membersIn(page *parser.Page, s *parser.Section) []api.Member {
	var members []api.Member
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *parser.Table:
			if isMemberTable(b) || enumHeading(s.Heading.Plain) != "" && listsMembers(b) {
				members = append(members, c.memberRows(page, b)...)
			}
		case *parser.List:
			if enumHeading(s.Heading.Plain) == "" {
				continue
			}
			for _, item := range b.Items {
				name, rest, _ := strings.Cut(strings.TrimSpace(item.Plain), " ")
				if name = strings.Trim(name, "`*:,."); isMemberName(name) {
					members = append(members, api.Member{Name: name, Description: strings.Trim(rest, "-: "), At: api.Place{Page: page.Path, Line: item.Pos.Line}})
				}
			}
		}
	}
	return members
}

// isMemberTable reports whether a table's first column holds members.
func isMemberTable(t *parser.Table) bool {
	return len(t.Header) > 0 && phrases.HeadsMembers(strings.Trim(t.Header[0].Plain, "`*: "))
}

// listsMembers reports whether the first column of a table holds nothing but names, so
// that below the heading of an enumeration it lists members, whatever it is headed.
func listsMembers(t *parser.Table) bool {
	if len(t.Header) < 2 || len(t.Rows) == 0 {
		return false
	}
	for _, row := range t.Rows {
		if memberName(row[0].Plain) == "" {
			return false
		}
	}
	return true
}

// memberRows reads a table of members. The column to describe them is the one
// that says so, else the last one.
func (c *Catalog) memberRows(page *parser.Page, t *parser.Table) []api.Member {
	described := -1
	for i := range t.Header {
		if phrases.MemberColumnOf(t.Header[i].Plain) == phrases.MemberDescriptions {
			described = i
		}
	}
	if described < 0 && len(t.Header) == 2 && phrases.MemberColumnOf(t.Header[1].Plain) != phrases.MemberValues {
		described = 1
	}
	var members []api.Member
	for _, row := range t.Rows {
		if len(row) == 0 || strings.TrimSpace(row[0].Plain) == "" {
			continue
		}
		name := memberName(row[0].Plain)
		if name == "" {
			c.r.Add(page, row[0].Pos, "member-unreadable", diag.Warning,
				"“"+row[0].Plain+"” is no name of an enumeration's member",
				"write the member's name alone in the first column")
			continue
		}
		if odata.Fold(name) == "null" {
			c.r.Add(page, row[0].Pos, "member-null", diag.Info,
				"null is no member of an enumeration but the absence of one; it is left out",
				"say in the text that the property may be null")
			continue
		}
		m := api.Member{Name: name, At: api.Place{Page: page.Path, Line: row[0].Pos.Line}}
		if described > 0 && described < len(row) {
			m.Description = row[described].Plain
		}
		members = append(members, m)
	}
	return members
}

// memberName cleans the name in a member's cell, or returns "".
func memberName(cell string) string {
	name := strings.Trim(strings.TrimSpace(cell), "`*'\"., ")
	if i := strings.IndexByte(name, '('); i > 0 {
		name = strings.TrimSpace(name[:i])
	}
	const words = 4 // that a member has at most; more are a sentence
	if isMemberName(name) || name != "" && len(name) <= limits.Name && len(strings.Fields(name)) <= words && !strings.ContainsFunc(name, isNoMember) {
		return name
	}
	return ""
}

// isNoMember reports whether a character stands in no member's name: members are words,
// but also zones such as Etc/GMT+1, signs and versions.
func isNoMember(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune("\"'`<>{}[]|\\", r) }

// indexValues indexes the enumerations by the set of their members, for properties
// that pages call strings while listing an enumeration's values. One that stands
// on a resource's page is left out: what the page calls a string there is one.
func (c *Catalog) indexValues() {
	c.values = map[string][]*api.Type{}
	for _, t := range c.All() {
		d := c.On(t.Page)
		if t.Kind == api.Enum && d != nil && len(d.resources) == 0 && len(t.Members) > 1 {
			key := valueSet(t.Members)
			c.values[key] = append(c.values[key], t)
		}
	}
}

// valueSet is a key under which lists of the same values are equal, whatever
// their order and case. The member that stands for later ones does not count.
func valueSet(members []api.Member) string {
	names := make([]string, 0, len(members))
	for _, m := range members {
		if name := odata.Fold(m.Name); name != "unknownfuturevalue" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ",")
}

// enumOf returns the enumeration that a property called a string really has:
// its description lists the very members of one, and the names go together.
func (c *Catalog) enumOf(owner *api.Type, row *propertyRow) *api.Type {
	property, values := row.p.Name, row.values
	if len(values) == 0 {
		if t := c.namesake(owner, property, colonValues(*row.description), false); t != nil {
			return t
		}
	}
	if len(values) < 2 {
		return nil
	}
	if t := c.namesake(owner, property, values, listsValues(row.member)); t != nil {
		return t
	}
	var found *api.Type
	name := row.key
	for _, t := range c.values[valueSet(values)] {
		bare := odata.Fold(odata.BareName(t.Name))
		if !strings.HasSuffix(bare, name) && !strings.HasPrefix(bare, name) && bare != odata.Fold(odata.BareName(owner.Name))+name {
			continue
		}
		if found != nil {
			return nil
		}
		found = t
	}
	return found
}

// namesake returns the enumeration that is called after a property's owner and the
// property, or after the first words of the owner (eventType of eventMessage.type),
// where all values but one that the description lists are its members: pages
// misspell one, and leave out what does not apply. The property's name alone says
// too little, since many strings share theirs with an enumeration, unless the JSON
// representation lists the values too, as it does for enumerations.
func (c *Catalog) namesake(owner *api.Type, property string, values []api.Member, listed bool) *api.Type {
	bare := odata.BareName(owner.Name)
	for i := len(bare); i >= 0; i-- {
		if i == 0 && !listed || i > 0 && i < len(bare) && !unicode.IsUpper(rune(bare[i])) {
			continue
		}
		t := c.types[odata.Fold(odata.NamespaceOf(owner.Name)+"."+bare[:i]+property)]
		if t == nil || t.Kind != api.Enum || t.Inferred {
			continue
		}
		if n := sharedValues(t, values); n >= 2 && n >= len(values)-1 {
			return t
		}
	}
	return nil
}

// sharedValues counts the values that are members of an enumeration.
func sharedValues(t *api.Type, values []api.Member) int {
	shared := 0
	for _, v := range values {
		if slices.ContainsFunc(t.Members, func(m api.Member) bool { return odata.Fold(m.Name) == odata.Fold(v.Name) }) {
			shared++
		}
	}
	return shared
}

// ownEnum declares the enumeration of a property whose cell says "Enum" and nothing
// else. A property whose description lists no values is a string.
func (c *Catalog) ownEnum(owner *api.Type, res *resource, row *propertyRow) string {
	if t := explainedHere(res, row); t != nil && t.Kind == api.Enum {
		return t.Name
	}
	values := row.values
	if len(values) == 0 {
		values = ownValues(*row.description)
	}
	if len(values) == 0 {
		values = c.linkedMembers(res.on.Page, row.description)
	}
	if len(values) == 0 {
		ReportUnlisted(c.r, res.on.Page, row.typ.Pos, row.p.Name)
		return "Edm.String"
	}
	return c.DeclareValues(owner.Name, row.p.Name, values, api.Place{Page: res.on.Page.Path, Line: row.description.Pos.Line})
}

// ReportUnlisted tells that a table calls something an enumeration whose values are unknown.
func ReportUnlisted(r *report.Reporter, page *parser.Page, pos parser.Pos, name string) {
	r.Add(page, pos, "enum-unlisted", diag.Info,
		"the table calls the type of “"+name+"” an enumeration, and its values could not be told from the description; it is a string",
		"list them: “The possible values are: `a`, `b`.”")
}

// linkedMembers are the members in the table of a section of the page that a description
// links to: "See [Finish](#finish)."
func (c *Catalog) linkedMembers(page *parser.Page, description *parser.Text) []api.Member {
	for _, span := range description.Spans {
		anchor, own := strings.CutPrefix(span.Dest, "#")
		if span.Kind != parser.Link || !own {
			continue
		}
		for _, s := range page.Sections {
			if anchorOf(s.Heading.Plain) == odata.Fold(anchor) {
				return c.membersIn(page, s)
			}
		}
	}
	return nil
}

// ownValues are the values that a description lists, which is known to be that of an
// enumeration.
func ownValues(description parser.Text) []api.Member {
	if values := sentenceOfValues(description); len(values) > 0 {
		return values
	}
	if values := colonValues(description); len(values) > 0 {
		return values
	}
	return explainedValues(description)
}

// EnumValues are the values of what a cell calls an enumeration without a name, as the
// description beside it lists them. It reports false for any other cell.
func EnumValues(cell parser.Text, description parser.Text) (values []api.Member, ok bool) {
	if spell(firstSentence(cell.Plain)).kind != phrases.SomeEnum {
		return nil, false
	}
	if values = PossibleValues(description); len(values) == 0 {
		values = ownValues(description)
	}
	return values, true
}

// DeclareValues declares the enumeration of a member that its page gives no name, and returns
// the type of that. It is called after the owner and the member. What is true or false is
// a boolean.
func (c *Catalog) DeclareValues(owner, member string, values []api.Member, at api.Place) string {
	if isTrueOrFalse(values) {
		return "Edm.Boolean"
	}
	name := NestedName(odata.BareName(owner), member)
	if ns := odata.NamespaceOf(owner); ns != "" {
		name = ns + "." + name
	}
	t := c.declare(name, api.Enum)
	if t.Kind != api.Enum {
		return "Edm.String"
	}
	c.Clues(t).listed = true
	c.addMembers(t, values, at)
	return t.Name
}

// isTrueOrFalse reports whether the values are those of a boolean.
func isTrueOrFalse(values []api.Member) bool {
	const both = "false,true"
	return valueSet(values) == both
}

// listsValues reports whether a JSON representation shows "a | b | c".
func listsValues(shown *relaxed.Member) bool {
	return shown != nil && shown.Value != nil && shown.Value.Kind == relaxed.String && strings.Contains(shown.Value.Text, "|")
}

// enumShown returns the enumeration that a JSON representation names for a property
// that its cell calls a string, where the description lists the members.
func (c *Catalog) enumShown(res *resource, row *propertyRow) *api.Type {
	if row.member == nil || len(row.values) < 2 {
		return nil
	}
	name := odata.CleanTypeName(c.typeShown(row.member.Value))
	if !odata.IsTypeName(name) || odata.Primitive(name) != "" {
		return nil
	}
	t := c.mention(res.on.Page, name, res.pos)
	if t.Kind != api.Enum && !(t.Inferred && len(t.Properties) == 0) {
		return nil
	}
	t.Kind = api.Enum
	c.Clues(t).listed = true
	c.addMembers(t, row.values, api.Place{Page: res.on.Page.Path, Line: row.description.Pos.Line})
	return t
}
