package types

// This file finds the types that sections of any page describe: "### Crate resource" with
// a table of names and types. The page may be about something else.

import (
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// isResourceSection reports whether a section describes a type: its heading calls it so,
// and it has a table with types.
func isResourceSection(s *parser.Section) bool {
	return s.Level > 1 && headedName(s.Heading.Plain) != "" && describesProperties(s, true)
}

// titlesTypes reports whether a page says in its title that it is about types: "Loaf
// resources", "loaf resource".
func titlesTypes(page *parser.Page) bool {
	words := strings.Fields(strings.Trim(page.Title, "`* "))
	if len(words) < 2 {
		return false
	}
	last := strings.TrimSuffix(odata.Fold(words[len(words)-1]), "s")
	return phrases.TitleOf(last) == phrases.ResourceTitle
}

// namesType reports whether the heading of a section is one word and may be the name of the
// type that the section describes.
func namesType(s *parser.Section) bool {
	name := strings.Trim(s.Heading.Plain, "`* ")
	heading := phrases.HeadingOf(name)
	return odata.IsTypeName(name) && odata.Primitive(name) == "" && (heading == phrases.NoHeading || heading == phrases.Permissions) &&
		phrases.TopicsOf(odata.Fold(name))&^phrases.TopicOther == 0
}

// showsPart reports whether a block shows what the tables of a part describe: not one
// member alone that holds it.
func showsPart(code *parser.Code, names []string) bool {
	if code == nil || code.JSON == nil || code.JSON.Value == nil || len(code.JSON.Value.Members) != 1 {
		return true
	}
	m := code.JSON.Value.Members[0]
	if m.Value.Kind != relaxed.Object && m.Value.Kind != relaxed.Array {
		return true
	}
	return slices.Contains(names, odata.Fold(m.Name))
}

// rowNames lists the folded names in the first column of the tables of a part.
func rowNames(sections []*parser.Section) []string {
	var names []string
	for _, s := range sections {
		for _, b := range s.Blocks {
			if table, ok := b.(*parser.Table); ok && typeColumn(table) > 0 {
				for _, row := range table.Rows {
					if len(row) > 0 {
						names = append(names, odata.Fold(strings.Trim(row[0].Plain, "`* ")))
					}
				}
			}
		}
	}
	return names
}

// setAlikeApart gives the type of a section a name with that of its page in front where
// a section of another page describes something else by the same name.
func setAlikeApart(all []*Declarations) {
	first := map[string]*resource{}
	for _, d := range all {
		for _, res := range d.resources {
			if res.part == "" || res.kind == nil && !res.headed {
				continue
			}
			key := odata.Fold(res.name)
			other := first[key]
			switch {
			case other == nil:
				first[key] = res
			case other.on != d && !slices.Equal(sorted(rowNames(other.sections)), sorted(rowNames(res.sections))):
				file := strings.TrimSuffix(path.Base(d.Page.Path), path.Ext(d.Page.Path))
				res.name = odata.LowerFirst(NestedName(file, res.name))
			}
		}
	}
}

// sorted returns names in order.
func sorted(names []string) []string {
	slices.Sort(names)
	return names
}
