package odata

// The JSON forms of OData's primitive types (OData JSON Format 4.01, section 7.1; the
// ABNF for the text of dates, durations and identifiers), by which the values of examples
// are checked.

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// FitScalar returns the JSON kind and the text of the value of a primitive type that v
// shows, and reports whether it is v itself. Name is the type's full name. Where v is not
// a value of the type, the value returned is one that can take its place.
func FitScalar(v *relaxed.Value, name string) (kind relaxed.Kind, text string, fits bool) {
	switch name {
	case "Edm.Boolean":
		if v.Kind == relaxed.Bool {
			return v.Kind, v.Text, true
		}
		if strings.EqualFold(strings.TrimSpace(v.Text), "false") {
			return relaxed.Bool, "false", false
		}
		return relaxed.Bool, "true", false
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Single", "Edm.Decimal":
		return fitNumber(v, name)
	case "Edm.Stream":
		return relaxed.String, "", false
	}
	if v.Kind != relaxed.String {
		return relaxed.String, StandIn(name, v.Text), false
	}
	if IsValueOf(v.Text, name) {
		return v.Kind, v.Text, true
	}
	return relaxed.String, StandIn(name, v.Text), false
}

// PrimitiveLike returns the primitive type that a scalar looks like.
func PrimitiveLike(v *relaxed.Value) string {
	switch v.Kind {
	case relaxed.Bool:
		return "Edm.Boolean"
	case relaxed.Number:
		if strings.ContainsAny(v.Text, ".eE") {
			return "Edm.Double"
		}
		if len(strings.TrimPrefix(v.Text, "-")) > 9 {
			return "Edm.Int64"
		}
		return "Edm.Int32"
	case relaxed.String:
		if looksLikeTime(v.Text) {
			return "Edm.DateTimeOffset"
		}
		return "Edm.String"
	}
	return "Edm.Untyped"
}

// looksLikeTime reports whether a string is a date and time of RFC 3339.
func looksLikeTime(s string) bool {
	if len(s) < 20 || s[4] != '-' || s[10] != 'T' {
		return false
	}
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil
}

// fitNumber is [FitScalar] for numeric types. A string that contains a number becomes the
// number.
func fitNumber(v *relaxed.Value, name string) (kind relaxed.Kind, text string, fits bool) {
	whole := name != "Edm.Double" && name != "Edm.Single" && name != "Edm.Decimal"
	if v.Kind == relaxed.String && !whole && name != "Edm.Decimal" && (v.Text == "INF" || v.Text == "-INF" || v.Text == "NaN") {
		return v.Kind, v.Text, true
	}
	literal := strings.TrimSpace(v.Text)
	if (v.Kind == relaxed.Number || v.Kind == relaxed.String) && NumberFits(literal, name) {
		return relaxed.Number, literal, v.Kind == relaxed.Number
	}
	if f, err := strconv.ParseFloat(literal, 64); err == nil && whole && v.Kind == relaxed.Number && math.Abs(f) < 1<<53 {
		if t := strconv.FormatInt(int64(f), 10); NumberFits(t, name) {
			return relaxed.Number, t, false
		}
	}
	return relaxed.Number, "1", false
}

// NumberFits reports whether s is a JSON number in the range of the numeric type of a
// full name.
func NumberFits(s, name string) bool {
	if s == "" || s[0] == '+' || s[0] == '.' || strings.HasPrefix(s, "0") && len(s) > 1 && IsDigit(s[1]) || strings.HasPrefix(s, "-0") && len(s) > 2 && IsDigit(s[2]) {
		return false
	}
	bits := map[string]int{"Edm.SByte": 8, "Edm.Int16": 16, "Edm.Int32": 32, "Edm.Int64": 64}[name]
	switch {
	case name == "Edm.Byte":
		_, err := strconv.ParseUint(s, 10, 8)
		return err == nil
	case bits > 0:
		_, err := strconv.ParseInt(s, 10, bits)
		return err == nil
	}
	for i := range len(s) {
		if !IsDigit(s[i]) && strings.IndexByte("+-.eE", s[i]) < 0 {
			return false
		}
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil && !strings.HasSuffix(s, ".")
}

// IsValueOf reports whether a string is a value of a primitive type whose JSON
// form is a string.
func IsValueOf(s, name string) bool {
	switch name {
	case "Edm.DateTimeOffset":
		return isDateTime(s)
	case "Edm.Date":
		_, err := time.Parse(time.DateOnly, s)
		return err == nil
	case "Edm.TimeOfDay":
		return isTimeOfDay(s)
	case "Edm.Duration":
		return isDuration(s)
	case "Edm.Guid":
		return isGUID(s)
	case "Edm.Binary":
		return isBase64(s)
	}
	return true
}

// isDateTime accepts what RFC 3339 and OData allow, seconds or zone left out.
func isDateTime(s string) bool {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04:05.999999999"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// isTimeOfDay accepts hh:mm, hh:mm:ss and hh:mm:ss.fff.
func isTimeOfDay(s string) bool {
	for _, layout := range []string{"15:04:05.999999999", "15:04:05", "15:04"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// isDuration accepts the durations of ISO 8601 that XML Schema's dayTimeDuration
// and yearMonthDuration have: P1Y2M3DT4H5M6.7S, and weeks.
func isDuration(s string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "-"), "P")
	if !ok || rest == "" || rest == "T" {
		return false
	}
	units, digits := "YMWD", false
	for i := range len(rest) {
		switch c := rest[i]; {
		case IsDigit(c) || c == '.' && digits:
			digits = true
		case c == 'T' && !digits && units != "HMS":
			units = "HMS"
			if i == len(rest)-1 {
				return false
			}
		default:
			if !digits || strings.IndexByte(units, c) < 0 {
				return false
			}
			digits = false
		}
	}
	return !digits
}

// isGUID accepts 8-4-4-4-12 hexadecimal digits.
func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
			continue
		}
		if !IsDigit(c) && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

// isBase64 accepts the standard alphabet with padding, because a client that reads
// another form writes it differently.
func isBase64(s string) bool {
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	return err == nil && base64.StdEncoding.EncodeToString(b) == s
}

// StandIn returns the text of a value of a primitive type, to be shown in place of a
// placeholder with a text. It keeps as much of the text as the type allows.
func StandIn(name, text string) string {
	switch name {
	case "Edm.DateTimeOffset":
		if isDateTime(text + "Z") {
			return text + "Z"
		}
		if _, err := time.Parse(time.DateOnly, text); err == nil {
			return text + "T00:00:00Z"
		}
		return "2020-01-01T00:00:00Z"
	case "Edm.Date":
		if len(text) > 10 && IsValueOf(text[:10], name) {
			return text[:10]
		}
		return "2020-01-01"
	case "Edm.TimeOfDay":
		return "12:00:00"
	case "Edm.Duration":
		return "PT1H"
	case "Edm.Guid":
		return "00000000-0000-0000-0000-000000000001"
	case "Edm.Binary":
		return "AAECAw=="
	}
	return text
}

// IsDigit reports whether a byte is an ASCII digit.
func IsDigit(b byte) bool { return b >= '0' && b <= '9' }
