package calls

// This file reads the codes of errors that sentences on the response name beside a status:
// "No such loaf: `404 Not Found`, code `loaf_unknown`."

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// readSaidCodes notes the codes that the sections on the response and on errors name.
func (d *Draft) readSaidCodes() {
	d.eachSaid(d.readSaidCode)
}

// readSaidCode reads the code that a text names, unless it names several or no status of an
// error.
func (d *Draft) readSaidCode(t parser.Text) {
	status := saidStatus(t, 400)
	low := odata.Fold(t.Plain)
	if status == 0 || len(low) != len(t.Plain) {
		return
	}
	e := api.ErrorCode{Status: status}
	for _, s := range t.Spans {
		if s.Kind != parser.CodeSpan || !phrases.AnnouncesCode(low[:s.Start]) {
			continue
		}
		if e.Code != "" {
			return
		}
		e.Code = strings.TrimSpace(t.Plain[s.Start:s.End])
	}
	if len(e.Code) <= 3 || !api.IsErrorWord(e.Code) || len(d.Op.Errors) >= MaxPerPage || slices.ContainsFunc(d.Op.Errors, func(known api.ErrorCode) bool { return known.Code == e.Code }) {
		return
	}
	if when, _, ok := strings.Cut(t.Plain, ":"); ok {
		e.Message = when
	}
	d.Op.Errors = append(d.Op.Errors, e)
}
