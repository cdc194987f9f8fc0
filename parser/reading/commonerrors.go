package reading

// This file reads the errors that any call may answer with, which services list in their
// guide to errors and not on the pages of calls.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
)

// commonErrors lists the errors in the tables of guides, each code once, in the order of the
// pages. OData's services have none: their codes are those of the pages of calls.
func commonErrors(pages []*parser.Page, operations []*resolve.Operation, convention api.Convention) []api.CommonError {
	if convention.IsOData() {
		return nil
	}
	called := map[*parser.Page]bool{}
	for _, o := range operations {
		called[o.Page] = true
	}
	var list []api.CommonError
	known := map[string]bool{}
	for _, page := range pages {
		if called[page] {
			continue
		}
		for s, inErrors := range errorSections(page) {
			for _, b := range s.Blocks {
				if table, ok := b.(*parser.Table); ok && inErrors {
					list = appendErrors(list, page, table, known)
				}
			}
		}
	}
	return list
}

// appendErrors appends the errors of a table, a row of which may have several codes.
func appendErrors(list []api.CommonError, page *parser.Page, table *parser.Table, known map[string]bool) []api.CommonError {
	rows, _ := calls.ErrorRows(table)
	for _, e := range rows {
		for code := range strings.SplitSeq(e.Code, ",") {
			code = strings.Trim(code, "` ")
			if e.Status < 400 || code == "" || strings.Contains(code, " ") || known[code] {
				continue
			}
			known[code] = true
			list = append(list, api.CommonError{ErrorCode: api.ErrorCode{Status: e.Status, Code: code, Message: e.Message}, At: api.Place{Page: page.Path, Line: table.Pos.Line}})
		}
	}
	return list
}
