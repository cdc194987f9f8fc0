package calls

// This file reads tables that say by the heading of their first column where their
// parameters are sent, and stand in sections that do not: below a request line in the text.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// readPlaced reads a table in a section that says nothing of where its parameters are sent,
// and whose first column does: "Path parameter". It reports whether it is one.
func (d *Draft) readPlaced(in division, t *parser.Table) bool {
	if in.Area != areaTemplates && in.Area != areaOther && in.Area != AreaIntro && in.Area != areaExampleRequest || len(t.Header) < 2 {
		return false
	}
	switch phrases.PlaceOfColumn(t.Header[0].Plain) {
	case phrases.InPath:
		return d.readParameters(t, api.InPath)
	case phrases.InQuery:
		d.readOutside(in, t, api.InQuery)
	case phrases.InHeader:
		d.readOutside(in, t, api.InHeader)
	case phrases.InBody:
		d.describeBody(division{AreaBody, in.Section}, t)
	default:
		return false
	}
	return true
}
