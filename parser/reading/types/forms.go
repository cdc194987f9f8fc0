package types

// This file tells values that are in a form of the service's own, and which form it is.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// FormSaid returns the type and the form of a value, whose type is known by its name, that a
// cell and the description beside it say: what the number counts, and how it is written.
func FormSaid(name, cell, description string) (string, api.Form) {
	leaf := odata.LeafOf(name)
	if leaf != "Edm.DateTimeOffset" && leaf != "Edm.Boolean" && !odata.IsNumeric(leaf) {
		return name, ""
	}
	low := odata.Fold(cell) + "\n" + odata.Fold(description)
	form := api.Form("")
	moment := leaf == "Edm.DateTimeOffset" && phrases.CountOf(odata.Fold(cell)) != phrases.NoCount
	if CanCount(leaf) || moment {
		switch phrases.CountOf(low) {
		case phrases.CountsSecond:
			form = api.Seconds
		case phrases.CountsMilli:
			form = api.Millis
		}
	}
	if form != "" {
		leaf = "Edm.Int64" // 32 bits end in 2038
	}
	switch writing := phrases.WritingOf(low); {
	case writing == phrases.WrittenText && leaf != "Edm.DateTimeOffset":
		form = form.With(api.InString)
	case writing == phrases.WrittenDigit && leaf == "Edm.Boolean":
		form = api.AsNumber
	}
	return odata.WithLeaf(name, leaf), form
}

// IsWritten reports whether a value is one of the primitive type of a name in a form that
// is none of OData's.
func IsWritten(v *relaxed.Value, name string, form api.Form) bool {
	if layout := form.Layout(); layout != "" {
		return v.Kind == relaxed.String && (name == "Edm.Date" || name == "Edm.DateTimeOffset") && odata.WrittenIn(v.Text, layout)
	}
	switch form.Written() {
	case api.InString:
		return v.Kind == relaxed.String && (name == "Edm.Boolean" && (v.Text == "true" || v.Text == "false") || odata.IsNumeric(name) && odata.NumberFits(v.Text, name))
	case api.AsNumber:
		return v.Kind == relaxed.Number && name == "Edm.Boolean" && (v.Text == "0" || v.Text == "1")
	}
	return false
}

// FormShown returns the form, none of OData's, that a value of the primitive type of a name
// is in; "" for none.
func FormShown(v *relaxed.Value, name string) api.Form {
	for _, form := range []api.Form{api.InString, api.AsNumber} {
		if IsWritten(v, name, form) {
			return form
		}
	}
	return ""
}

// CanCount reports whether values of a type by its name can count from 1970: integers.
func CanCount(name string) bool {
	return name == "Edm.Int32" || name == "Edm.Int64"
}

// CountShown returns what an instant counts that is shown as a number: of this century, one
// of milliseconds has thirteen digits and one of seconds ten. It is "" for any other.
func CountShown(text string) api.Form {
	switch digits := strings.TrimPrefix(text, "-"); {
	case strings.Trim(digits, "0123456789") != "":
		return ""
	case len(digits) == 12 || len(digits) == 13:
		return api.Millis
	case len(digits) == 9 || len(digits) == 10:
		return api.Seconds
	}
	return ""
}
