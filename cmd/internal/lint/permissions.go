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
	var tables []pageTable
	pages, listing := 0, 0
	seen := map[string]bool{}
	for _, op := range c.API.Operations {
		p := c.pages[op.Page]
		if p == nil || seen[op.Page] || len(op.Requests) == 0 {
			continue
		}
		seen[op.Page] = true
		pages++
		has := permissionTables(p)
		for _, t := range has {
			tables = append(tables, pageTable{p, t})
		}
		switch {
		case len(has) > 0:
			listing++
		case !lacksIncluded(p):
			lacking = append(lacking, p)
		}
	}
	c.permissionRows(tables)
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

// callers are the kinds of caller.
var callers = []phrases.Caller{phrases.DelegatedCaller, phrases.PersonalCaller, phrases.ApplicationCaller}

// A pageTable is a table with its page.
type pageTable struct {
	page  *parser.Page
	table *parser.Table
}

// permissionRows reports the kinds of caller that a table says nothing of, and others of
// the reference do: a service may not have all of them.
func (c *checker) permissionRows(tables []pageTable) {
	lacks := make([][]int, len(tables))   // of the callers
	known := make([]string, len(callers)) // as the first table names them
	for i, t := range tables {
		names := callerNames(t.table)
		for j, caller := range callers {
			at := slices.IndexFunc(names, func(name string) bool { return caller.Names(strings.ToLower(name)) })
			if at < 0 {
				lacks[i] = append(lacks[i], j)
			} else if known[j] == "" {
				known[j] = names[at]
			}
		}
	}
	for i, t := range tables {
		if len(lacks[i]) == len(callers) {
			continue // of another kind
		}
		var missing []string
		for _, j := range lacks[i] {
			if known[j] != "" {
				missing = append(missing, known[j])
			}
		}
		if len(missing) > 0 {
			c.report(t.page.Path, t.table.Pos, "permissions-row-missing", diag.Warning, "the table of permissions has no row for "+strings.Join(missing, " and "),
				"add the row; where there are none, write \"Not supported.\"")
		}
	}
}

// callerNames are what a table has in its header and in its first column.
func callerNames(t *parser.Table) []string {
	var names []string
	for _, h := range t.Header {
		names = append(names, h.Plain)
	}
	for _, row := range t.Rows {
		names = append(names, row[0].Plain)
	}
	return names
}
