package calls

// This phase reads tables of errors, and finds the statuses that texts name.

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// readErrors reads a table of errors. It reports whether it was one.
func (d *Draft) readErrors(t *parser.Table) bool {
	rows, ok := ErrorRows(t)
	d.Op.Errors = append(d.Op.Errors, rows...)
	return ok
}

// ErrorRows reads a table of errors: a status, a code, a message, in columns
// whose headings say so. It reports whether it was one.
func ErrorRows(t *parser.Table) (rows []api.ErrorCode, ok bool) {
	status := column(t, phrases.StatusColumn)
	code := column(t, phrases.ErrorCodeColumn)
	message := column(t, phrases.MessageColumn)
	if status < 0 {
		status = statuses(t)
	}
	if code == status {
		code = otherCode(t, status)
	}
	if status < 0 && code < 0 {
		return nil, false
	}
	for _, row := range t.Rows {
		e := api.ErrorCode{}
		if status >= 0 {
			e.Status = firstStatus(row[status].Plain, 400)
		}
		if code >= 0 {
			e.Code = strings.Trim(row[code].Plain, "` ")
			if s := firstStatus(e.Code, 400); s > 0 && e.Status == 0 {
				e.Status = s
			}
		}
		if message >= 0 && message != status && message != code {
			e.Message = row[message].Plain
		}
		if e.Status >= 400 || (e.Code != "" && e.Status == 0 && odata.IsIdentifier(e.Code)) {
			rows = append(rows, e)
		}
	}
	return rows, true
}

// statuses returns the column of codes that holds the statuses of errors and nothing else,
// where no column is headed as one of statuses, or -1.
func statuses(t *parser.Table) int {
	for i, h := range t.Header {
		if len(t.Rows) > 0 && phrases.ErrorCodeColumn.Fits(h.Plain) && !slices.ContainsFunc(t.Rows, func(row []parser.Text) bool {
			text := strings.Trim(row[i].Plain, "` ")
			return len(text) < 3 || firstStatus(text[:3], 400) == 0
		}) {
			return i
		}
	}
	return -1
}

// otherCode returns the column of codes beside that of statuses, or -1.
func otherCode(t *parser.Table, status int) int {
	found, best := -1, -1
	for i, h := range t.Header {
		if rank := phrases.OtherCodeColumn.Rank(h.Plain); i != status && rank >= 0 && (found < 0 || rank < best) {
			found, best = i, rank
		}
	}
	return found
}

// saidStatus finds the HTTP status of at least low that a sentence names, or 0. Of several
// numbers that may be one, it is the first that stands as a status does: in code, behind
// "status", or before its reason phrase. "Office 365" and "500 items" are none.
func saidStatus(t parser.Text, low int) int {
	for i := 0; i+3 <= len(t.Plain); i++ {
		n := firstStatus(t.Plain[i:min(i+4, len(t.Plain))], low)
		if n == 0 || i > 0 && (odata.IsDigit(t.Plain[i-1]) || t.Plain[i-1] == '.') || !odata.IsDigit(t.Plain[i]) || http.StatusText(n) == "" {
			continue
		}
		reason := strings.TrimLeft(t.Plain[i+3:], " -–—:`(,")
		before := strings.ToLower(t.Plain[:i])
		if odata.HasPrefixFold(reason, http.StatusText(n)) || odata.HasPrefixFold(reason, "ok ") || phrases.AnnouncesStatus(before) || slices.ContainsFunc(t.Spans, func(s parser.Span) bool {
			return s.Kind == parser.CodeSpan && s.Start <= i && i < s.End || s.Kind == parser.Strong && s.Start == i
		}) {
			return n
		}
	}
	return 0
}

// firstStatus finds the first HTTP status of at least low in a text, or 0.
func firstStatus(s string, low int) int {
	for i := 0; i+3 <= len(s); i++ {
		if (i > 0 && odata.IsDigit(s[i-1])) || (i+3 < len(s) && odata.IsDigit(s[i+3])) {
			continue
		}
		if !odata.IsDigit(s[i]) || !odata.IsDigit(s[i+1]) || !odata.IsDigit(s[i+2]) {
			continue
		}
		if n, _ := strconv.Atoi(s[i : i+3]); n >= max(low, 100) && n <= 599 {
			return n
		}
	}
	return 0
}
