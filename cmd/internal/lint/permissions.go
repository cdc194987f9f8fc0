package lint

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// Permissions. A reference that lists permissions has to list them for every call and every
// kind of caller, including those that have none.

// permissions checks the tables of permissions of all pages with operations.
func (c *checker) permissions() {
	var lacking []*parser.Page
	pages, listing := 0, 0
	seen := map[string]bool{}
	for _, op := range c.API.Operations {
		p := c.pages[op.Page]
		if p == nil || seen[op.Page] || len(op.Requests) == 0 {
			continue
		}
		seen[op.Page] = true
		pages++
		tables := permissionTables(p)
		for _, t := range tables {
			c.permissionRows(p, t)
		}
		switch {
		case len(tables) > 0:
			listing++
		case !lacksIncluded(p):
			lacking = append(lacking, p)
		}
	}
	if listing*2 <= pages {
		return // not a reference that does so
	}
	for _, p := range lacking {
		c.report(p.Path, permissionsAt(p), "permissions-missing", diag.Warning, "the page has no table of the permissions that the call needs",
			"add a section Permissions with a table of permission types and permissions")
	}
}

// lacksIncluded reports whether something that the page includes could not be read: it
// may be the table.
func lacksIncluded(p *parser.Page) bool {
	for _, d := range p.Diagnostics {
		if d.Code == parser.CodeIncludeMissing || d.Code == parser.CodeIncludeOutside {
			return true
		}
	}
	return false
}

// permissionsAt is the heading Permissions, or the title.
func permissionsAt(p *parser.Page) parser.Pos {
	for _, s := range p.Sections {
		if phrases.HeadingOf(s.Heading.Plain) == phrases.Permissions {
			return s.Pos
		}
	}
	return p.TitlePos
}

// permissionTables returns the tables with a row for each kind of caller.
func permissionTables(p *parser.Page) []*parser.Table {
	var tables []*parser.Table
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if t, ok := b.(*parser.Table); ok && len(t.Header) > 1 && isPermissionHeader(t.Header) {
				tables = append(tables, t)
			}
		}
	}
	return tables
}

func isPermissionHeader(header []parser.Text) bool {
	return phrases.CallerColumn.Fits(header[0].Plain) || len(header) == 4 && phrases.DelegatedColumn.Fits(header[1].Plain)
}

// callers are the kinds of caller, as rows or columns name them.
var callers = []struct {
	name string
	kind phrases.Caller
}{
	{"Delegated (work or school account)", phrases.DelegatedCaller},
	{"Delegated (personal Microsoft account)", phrases.PersonalCaller},
	{"Application", phrases.ApplicationCaller},
}

// permissionRows reports the kinds of caller that a table says nothing of.
func (c *checker) permissionRows(p *parser.Page, t *parser.Table) {
	var names []string
	for _, h := range t.Header {
		names = append(names, strings.ToLower(h.Plain))
	}
	for _, row := range t.Rows {
		names = append(names, strings.ToLower(row[0].Plain))
	}
	var missing []string
	for _, caller := range callers {
		if !slices.ContainsFunc(names, caller.kind.Names) {
			missing = append(missing, caller.name)
		}
	}
	if len(missing) == 0 || len(missing) == len(callers) {
		return // complete, or of another kind
	}
	c.report(p.Path, t.Pos, "permissions-row-missing", diag.Warning, "the table of permissions has no row for "+strings.Join(missing, " and "),
		"add the row; where there are none, write \"Not supported.\"")
}
