package calls

// This file notes the codes of the errors that a page shows as examples: what tables of
// errors leave out is as good as documented by them.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// readShownCodes notes the codes of the answers that are errors by their status lines.
func (d *Draft) readShownCodes() {
	for _, x := range d.Exchanges {
		if !x.Unrelated && x.Answer != nil && x.Answer.Response != nil && x.Answer.Response.Status >= 400 {
			d.addCode(x.Answer.Response.Status, BodyOf(x.Answer))
		}
	}
}

// addCode notes the code of an error document, if it has one that is a single word and no
// status. Where the page names the status alone, the code is that of it.
func (d *Draft) addCode(status int, document *relaxed.Value) {
	code, message := d.Convention.Errors.Read(document)
	if !api.IsErrorWord(code) || len(code) <= 3 && strings.Trim(code, "0123456789") == "" || odata.IsPlaceholder(code) {
		return
	}
	known := func(e api.ErrorCode) bool { return e.Code == code }
	if len(d.Op.Errors) >= MaxPerPage || slices.ContainsFunc(d.Op.Errors, known) {
		return
	}
	bare := slices.IndexFunc(d.Op.Errors, func(e api.ErrorCode) bool { return e.Status == status && e.Code == "" })
	if bare >= 0 {
		d.Op.Errors[bare].Code = code
		return
	}
	d.Op.Errors = append(d.Op.Errors, api.ErrorCode{Status: status, Code: code, Message: message})
}
