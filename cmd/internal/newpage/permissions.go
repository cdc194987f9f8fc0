package newpage

// This file makes the table of permissions. A reference that has such a table on most of
// its pages has one on each, with the same rows. Other references have none, unless the
// writer names a permission.

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/readfile"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A permissionRow is a kind of caller with the permissions that it needs.
type permissionRow struct{ Caller, Permissions string }

// checkPermission returns why a text cannot be the name of a permission.
func checkPermission(name string) error {
	if found := phrases.PermissionsIn(name); len(found) != 1 || found[0] != name {
		return fmt.Errorf("--permission %q is no name of a permission, such as Books.Read", name)
	}
	return nil
}

// permissionRows returns the rows for a call: with the permissions that the writer names, or
// else with names made of the type's. There are none where the pages of the reference have
// none.
func (c *call) permissionRows(r *reference, names []string) []permissionRow {
	rows := []permissionRow{{Caller: "Delegated"}, {Caller: "Application"}}
	if table := r.permissionTable(); table != nil {
		rows = table
	} else if len(names) == 0 {
		return nil
	}
	permission := strings.Join(names, ", ")
	if permission == "" {
		permission = capital(plural(lowerFirst(c.name))) + ".ReadWrite"
		if c.method == http.MethodGet {
			permission = strings.TrimSuffix(permission, "Write")
		}
	}
	for i := range rows {
		if rows[i].Permissions == "" {
			rows[i].Permissions = permission
		}
	}
	return rows
}

// maxPage bounds how much of a page is read for its table, in bytes.
const maxPage = 1 << 20

// permissionTable returns the rows that tables of permissions have here: those of the first
// one. Kinds of callers that have no permission there keep what is said of them. It is nil
// where most pages have no such table.
func (r *reference) permissionTable() []permissionRow {
	with, place := 0, api.Place{}
	for _, op := range r.api.Operations {
		if op.Permissions.At.Page == "" {
			continue
		}
		if with++; with == 1 {
			place = op.Permissions.At
		}
	}
	if with*2 <= len(r.api.Operations) {
		return nil
	}
	text, err := readfile.Within(r.docs, filepath.Join(r.docs, filepath.FromSlash(place.Page)), maxPage)
	if err != nil {
		return nil
	}
	lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	const head = 2 // lines: the header, and the line below it
	var rows []permissionRow
	for i := place.Line - 1 + head; i >= head && i < len(lines); i++ {
		cells := strings.Split(strings.Trim(strings.TrimSpace(lines[i]), "|"), "|")
		if len(cells) != head || phrases.CallerOf(cells[0]) == phrases.NoCaller {
			break
		}
		row := permissionRow{Caller: strings.TrimSpace(cells[0])}
		if len(phrases.PermissionsIn(cells[1])) == 0 {
			row.Permissions = strings.TrimSpace(cells[1])
		}
		rows = append(rows, row)
	}
	return rows
}
