package report

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// A Reporter gathers what the phases of the model have to say about pages.
type Reporter struct {
	Found []diag.Diagnostic
}

// Add reports one finding at a place of a page.
func (r *Reporter) Add(page *parser.Page, pos parser.Pos, code string, severity diag.Severity, message, hint string) {
	r.Found = append(r.Found, diag.Diagnostic{
		Code: code, Severity: severity,
		File: page.Path, Line: max(pos.Line, 1), Column: max(pos.Column, 1),
		Message: message, Hint: hint,
	})
}

// Quote quotes what a page wrote for a message, cut where it is long.
func Quote(s string) string {
	if len(s) > 80 {
		s = strings.ToValidUTF8(s[:80], "") + "…"
	}
	return "`" + s + "`"
}

// TooLong says that a path at pos is beyond the limits.
func (r *Reporter) TooLong(page *parser.Page, pos parser.Pos, err api.TooLong) {
	r.Add(page, pos, "path-too-long", diag.Error, err.Why+"; the request is not read", "write the path of one request")
}
