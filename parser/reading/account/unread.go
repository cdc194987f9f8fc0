package account

// This file reports what is in no model and in no other diagnostic, and should be. A
// table none of whose rows is read is one finding and not one for each row.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// A finding is something that is left out.
type finding struct {
	pos                 parser.Pos
	code, message, hint string
	severity            diag.Severity
}

// An unreadRow is a row with the index of its entry.
type unreadRow struct {
	cells []parser.Text
	entry int
}

func (p *pageReader) lost(pos parser.Pos, code string, severity diag.Severity, message, hint string) {
	p.unread = append(p.unread, finding{pos: pos, code: code, severity: severity, message: message, hint: hint})
}

// lostRows notes the rows of a table that are not read.
func (p *pageReader) lostRows(t *parser.Table, rows []unreadRow) {
	if len(rows) == 0 {
		return
	}
	if said := p.diagnosed(t.Pos.Line); said != "" {
		for _, row := range rows {
			if !p.quiet {
				p.entries[row.entry].Fate, p.entries[row.entry].To = Reported, said
			}
		}
		return
	}
	if len(rows) == len(t.Rows) {
		severity := diag.Info
		if p.about.tables && describes(t) {
			severity = diag.Warning
		}
		p.lost(t.Pos, "table-unread", severity,
			fmt.Sprintf("nothing is read of this table in the %s, headed %s", p.about.name, report.Quote(headings(t))),
			"head its columns as tables of such sections are, or put it into a section that says what it is")
		return
	}
	hint := "write a name in its first column as other rows do, or take what is no such thing out of the table"
	if p.about.answer {
		hint = "what stands beside the result of an answer, or is in no part of it that is known, is not read; describe the type of the answer on a page of its own"
	}
	severity := diag.Info
	if p.about.tables {
		severity = diag.Warning
	}
	for _, row := range rows {
		p.lost(row.cells[0].Pos, "row-unread", severity,
			"nothing is made of this row, which begins with "+report.Quote(firstText(row.cells)), hint)
	}
}

// describes reports whether a table is headed as one of parameters or properties is: a
// column of names, one of types, one that describes them.
func describes(t *parser.Table) bool {
	return heads(t, phrases.ParameterColumn) && heads(t, phrases.TypeColumn) && heads(t, phrases.DescriptionColumn)
}

// headings returns the headings of a table's columns.
func headings(t *parser.Table) string {
	var all []string
	for _, h := range t.Header {
		all = append(all, h.Plain)
	}
	return strings.Join(all, " | ")
}

// firstText returns the first cell that says something.
func firstText(row []parser.Text) string {
	for _, cell := range row {
		if cell.Plain != "" {
			return cell.Plain
		}
	}
	return ""
}

// maxBlocks is how many blocks of one page are reported.
const maxBlocks = 1000

// lostBlock notes a code block that is not read.
func (p *pageReader) lostBlock(c *parser.Code) {
	if p.blocks++; p.blocks >= maxBlocks {
		if p.blocks == maxBlocks && !slices.ContainsFunc(p.page.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == parser.CodeTooMany }) {
			p.lost(c.Pos, parser.CodeTooMany, diag.Warning, fmt.Sprintf("nothing is made of this code block, and of more on this page than are reported, which are %d", maxBlocks), "divide the page")
		}
		return
	}
	severity := diag.Info
	if p.about.exchanges && (len(p.operations) > 0 || c.Request != nil || c.Response != nil) || c.Annotation != nil && !c.Annotation.Inferred {
		severity = diag.Warning
	}
	what := "this code block"
	switch {
	case c.Request != nil || len(c.Templates) > 0:
		what = "the request in this code block"
	case c.Response != nil:
		what = "the response in this code block"
	case c.JSON != nil:
		what = "the JSON in this code block"
	case isMarkup(c):
		what = "the XML in this code block"
	case listsRequest(c):
		what = "the request in this code block, whose parts are listed by their names"
	case parser.IsLanguage(c.TabID):
		what = "this code block in the tab " + report.Quote(c.TabID)
	default:
		severity = diag.Info
	}
	hint := "annotate it as what it is, put it under a heading such as Request or Response, or annotate it with \"blockType\": \"ignored\""
	if listsRequest(c) {
		hint = "write it as HTTP has it: the method and the URL on one line, the header fields below, a blank line, the body"
	}
	p.lost(c.Pos, "block-unread", severity, "nothing is made of "+what, hint)
}

// lostMember notes a member of a representation that is no property.
func (p *pageReader) lostMember(pos parser.Pos, name string) {
	p.lost(pos, "row-unread", diag.Warning, "nothing is made of the member "+report.Quote(name), "add a row for it to the table of properties")
}

// report reports what is left out of the page.
func (p *pageReader) report(r *report.Reporter) {
	for _, f := range p.unread {
		r.Add(p.page, f.pos, f.code, f.severity, f.message, f.hint)
	}
}
