package calls

// This file finds the status that a page documents outside its examples, for the answers
// that it does not show, or shows without a status line. What is not said for a call, or
// is said for several at a time, is not made up.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// readStatus completes what the Response section says: by the table of its statuses, and
// where there is no such section, by the text on the operation.
func (d *Draft) readStatus(c *types.Catalog) {
	s := &d.Said
	if s.Status > 0 || s.spoken || s.decided() {
		return
	}
	responses := false
	for _, div := range d.Divisions {
		responses = responses || div.Area == AreaResponse
		if div.Area != AreaResponse && div.Area != areaErrors {
			continue
		}
		for _, b := range div.Section.Blocks {
			if t, ok := b.(*parser.Table); ok && s.Status == 0 {
				s.Status = tableStatus(t)
				s.Empty = s.Status == 204
			}
		}
	}
	if s.Status > 0 || responses {
		return
	}
	for i, div := range d.Divisions {
		if div.Area != AreaIntro && !(d.Part && i == 0) {
			continue
		}
		for _, b := range div.Section.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				if !b.Quoted {
					d.readEnding(b.Text, c)
				}
			case *parser.List:
				for _, item := range b.Items {
					d.readEnding(item, c)
				}
			}
		}
	}
}

// readEnding reads a text on the operation if it says what the operation ends with: "It
// returns `204 No Content`."
func (d *Draft) readEnding(t parser.Text, c *types.Catalog) {
	if d.Said.Status > 0 || !phrases.SpeaksOfResult(strings.ToLower(t.Plain)) {
		return
	}
	if status := saidStatus(t, 200); status == 0 || status > 299 {
		return
	}
	d.Said.pos = t.Pos
	d.readResultSentence(t, c, &d.Said)
}

// tableStatus returns the first successful status that has a row of a table, 0 for none.
func tableStatus(t *parser.Table) int {
	for _, row := range t.Rows {
		if n := RowStatus(row); n > 0 {
			return n
		}
	}
	return 0
}

// RowStatus returns the successful status that a row is about, 0 for none: one of its first
// cells begins with the number, as in "201 Created".
func RowStatus(row []parser.Text) int {
	for _, cell := range row[:min(len(row), 2)] {
		text := strings.Trim(cell.Plain, "`* ")
		if len(text) < 3 || len(text) > 3 && odata.IsDigit(text[3]) {
			continue
		}
		if n := firstStatus(text[:3], 200); n > 0 && n < 300 {
			return n
		}
	}
	return 0
}

// Documented returns the successful status that the page documents for a request of its
// own, 0 where it does not: on a page with several methods it may be that of any.
func (d *Draft) Documented(p *Exchange) int {
	if p.Unrelated || d.verbs > 1 || d.Said.Status > 299 {
		return 0
	}
	return d.Said.Status
}

// DocumentedEmpty returns the status that the page documents for a request of its own
// whose answer has no body, 0 where it does not.
func (d *Draft) DocumentedEmpty(p *Exchange) int {
	if status := d.Documented(p); status == 204 || d.Said.Empty || !d.Said.body {
		return status
	}
	return 0
}

// countVerbs counts the methods of the requests that the page states.
func (d *Draft) countVerbs() int {
	verbs := map[string]bool{}
	for _, q := range d.Op.Requests {
		verbs[q.Method] = true
	}
	return len(verbs)
}
