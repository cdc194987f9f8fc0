package calls

// This phase reads the tables of what a call has outside of its path and its body: query
// parameters and header fields.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// readOutside reads a table of query parameters or header fields. The text above it may
// call all of them required, but for those that say something else themselves.
func (d *Draft) readOutside(in division, t *parser.Table, part api.ParameterIn) {
	before := len(d.Op.Parameters)
	d.readParameters(t, part)
	added := d.Op.Parameters[before:]
	for _, p := range added {
		if p.Type == "Edm.String" && !p.Collection && phrases.SaysInstant(p.Description) {
			p.Type = "Edm.DateTimeOffset" // which no column for types says of a text
		}
	}
	if !phrases.SaysAllRequired(lead(in, t).Plain) || column(t, phrases.RequiredColumn) >= 0 {
		return
	}
	for _, p := range added {
		said := phrases.ParameterRequirement(p.Description)
		if said == phrases.UnsaidRequirement && !phrases.HasCondition(odata.Fold(p.Description)) {
			p.Required = true
		}
	}
}
