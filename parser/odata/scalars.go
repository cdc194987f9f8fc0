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
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// FitScalar returns the JSON kind and the text of the value of a primitive type that v
// shows, and reports whether it is v itself. Name is the type's full name. Where v is not
// a value of the type, the value returned is one that can take the place of a placeholder.
// What counts as a value is what clients read and write again as it stands.
func FitScalar(v *relaxed.Value, name string) (kind relaxed.Kind, text string, fits bool) {
	if IsNumeric(name) {
		return fitNumber(v, name)
	}
	switch name {
	case "Edm.Boolean":
		if v.Kind == relaxed.Bool || v.Kind == relaxed.String && (v.Text == "true" || v.Text == "false") {
			return v.Kind, v.Text, true
		}
		return relaxed.Bool, "true", false
	case "Edm.Stream": // is no part of JSON, so that what stands in its place may be anything
		return v.Kind, v.Text, true
	}
	if v.Kind == relaxed.String && IsValueOf(v.Text, name) {
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

// IsNumeric reports whether a primitive type, by its full name, is one of numbers.
func IsNumeric(name string) bool {
	switch name {
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Single", "Edm.Decimal":
		return true
	}
	return false
}

// InQuotes reports whether a value of a primitive type is in a string that has none there:
// Int64 and Decimal may be (OData JSON Format 4.01, 3.2: IEEE754Compatible), others are
// read by clients all the same.
func InQuotes(v *relaxed.Value, name string) bool {
	switch name {
	case "Edm.Boolean":
		return v.Kind == relaxed.String
	case "Edm.Double", "Edm.Single":
		return v.Kind == relaxed.String && v.Text != "INF" && v.Text != "-INF" && v.Text != "NaN"
	}
	return false
}

// fitNumber is [FitScalar] for numeric types. Clients read numbers of many bits from strings
// too, and integers that are written as 1.0 or 1e3.
func fitNumber(v *relaxed.Value, name string) (kind relaxed.Kind, text string, fits bool) {
	switch v.Kind {
	case relaxed.Number:
		if NumberFits(v.Text, name) || isWhole(v.Text) && NumberFits(wholeText(v.Text), name) {
			return v.Kind, v.Text, true
		}
	case relaxed.String:
		float := name == "Edm.Double" || name == "Edm.Single"
		if float && (v.Text == "INF" || v.Text == "-INF" || v.Text == "NaN") ||
			(float || name == "Edm.Int64" || name == "Edm.Decimal") && NumberFits(v.Text, name) {
			return v.Kind, v.Text, true
		}
	}
	return relaxed.Number, "1", false
}

// Wider returns the narrowest type that holds a value which one of the type of a full name
// does not, or that name: an integer that is too long becomes an Int64 or a Decimal, what
// has more digits a Double; an identifier, a date or a duration in a notation of the
// service's own becomes a String. A slip in OData's notation is none of those.
func Wider(name string, v *relaxed.Value) string {
	if v.Kind == relaxed.String && isOtherNotation(v.Text, name) {
		return "Edm.String"
	}
	if v.Kind != relaxed.Number || !IsNumeric(name) {
		return name
	}
	if _, _, fits := fitNumber(v, name); fits {
		return name
	}
	for _, wider := range []string{"Edm.Int64", "Edm.Double", "Edm.Decimal"} {
		if wider == "Edm.Double" && !strings.ContainsAny(v.Text, ".eE") {
			continue // which does not hold each digit of an integer
		}
		if NumberFits(v.Text, wider) && (wider != "Edm.Int64" || name != "Edm.Single") {
			return wider
		}
	}
	return name
}

// IsSpelled reports whether the values of a primitive type are texts of a notation.
func IsSpelled(name string) bool {
	switch name {
	case "Edm.Guid", "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration", "Edm.Binary":
		return true
	}
	return false
}

// isOtherNotation reports whether a text is what a primitive type is for, in a notation
// that OData does not have.
func isOtherNotation(s, name string) bool {
	if s == "" || IsValueOf(s, name) || IsPlaceholder(s) {
		return false
	}
	switch name {
	case "Edm.Guid":
		return strings.Count(s, "-") != 4 && isOneWord(s)
	case "Edm.DateTimeOffset", "Edm.Date":
		return isOtherDate(s)
	case "Edm.Duration":
		return isTimeSpan(s)
	}
	return false
}

// isOneWord reports whether a text is letters and digits, and what identifiers have
// between them.
func isOneWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:=+/", r)
	})
}

// isOtherDate reports whether a text is a date, and perhaps a time, in the notations of
// HTTP and mail (RFC 9110, 5.6.7; RFC 5322), of writers (1/31/2020, 31.1.2020), or of
// old JSON libraries (/Date(1580428800000)/).
func isOtherDate(s string) bool {
	if millis, ok := strings.CutPrefix(s, "/Date("); ok {
		return strings.HasSuffix(millis, ")/")
	}
	for _, layout := range []string{
		time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC, time.RFC822, time.RFC822Z,
		"2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", "20060102",
	} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	day, clock, _ := strings.Cut(s, " ")
	for _, layout := range []string{"1/2/2006", "2/1/2006", "1/2/06", "2/1/06", "2.1.2006", "2006/1/2"} {
		if _, err := time.Parse(layout, day); err == nil {
			return clock == "" || IsDigit(clock[0])
		}
	}
	return false
}

// isTimeSpan reports whether a text is a duration as .NET writes one: 1.02:03:04.5.
func isTimeSpan(s string) bool {
	days, clock, found := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if !found || strings.Contains(days, ":") {
		days, clock = "0", strings.TrimPrefix(s, "-")
	}
	return days != "" && strings.Trim(days, "0123456789") == "" && isTimeOfDay(clock)
}

// isWhole reports whether a JSON number is an integer that a float64 holds exactly.
func isWhole(s string) bool {
	f, err := strconv.ParseFloat(s, 64)
	return err == nil && f == math.Trunc(f) && math.Abs(f) < 1<<53
}

// wholeText is such a number without fraction and exponent.
func wholeText(s string) string {
	f, _ := strconv.ParseFloat(s, 64)
	return strconv.FormatInt(int64(f), 10)
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
	f, err := strconv.ParseFloat(s, 64)
	if strings.HasSuffix(s, ".") {
		return false
	}
	if name == "Edm.Single" {
		return err == nil && singleHolds(f)
	}
	return err == nil
}

// singleHolds reports whether a float32, written again, is the same number.
func singleHolds(f float64) bool {
	g, err := strconv.ParseFloat(strconv.FormatFloat(float64(float32(f)), 'g', -1, 32), 64)
	return err == nil && f == g
}

// IsValueOf reports whether a string is a value of a primitive type whose JSON
// form is a string.
func IsValueOf(s, name string) bool {
	switch name {
	case "Edm.DateTimeOffset":
		return isDateTime(s)
	case "Edm.Date":
		return isDateTime(s) // clients read the day of it
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

// isDateTime accepts what RFC 3339 and OData allow, and what services send besides:
// seconds, zone or the whole time left out, a blank for the T.
func isDateTime(s string) bool {
	if _, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return true
	}
	const day = len(time.DateOnly)
	if len(s) > day && (s[day] == ' ' || s[day] == 't') {
		s = s[:day] + "T" + s[day+1:]
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05"} {
		for _, zone := range []string{"", "Z07:00", "Z0700", "Z07"} {
			if layout == time.DateOnly && zone != "" {
				break
			}
			if _, err := time.Parse(layout+zone, s); err == nil {
				return true
			}
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

// isBase64 accepts base64 in either alphabet, padded or not, as long as what is read of it
// is written the same again.
func isBase64(s string) bool {
	for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		if b, err := e.Strict().DecodeString(s); err == nil && e.EncodeToString(b) == s {
			return true
		}
	}
	return false
}

// StandIn returns the text of a value of a primitive type, to be shown in place of a
// placeholder with a text, which stays where the type takes any.
func StandIn(name, text string) string {
	switch name {
	case "Edm.DateTimeOffset":
		return "2020-01-01T00:00:00Z"
	case "Edm.Date":
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
