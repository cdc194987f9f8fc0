package rest

import (
	"errors"
	"time"
)

// A DateTimeOffset is an Edm.DateTimeOffset: an instant and its offset from UTC.
//
// It is a [time.Time] that also remembers how it was written where that is not
// how Go would write it ("2017-07-20T17:33:45.1230000+00:00"), so that it is sent
// back as it came. [At] and [Time] make one from a time.Time.
type DateTimeOffset struct {
	time.Time
	text string // as received, where it differs from the canonical form
}

// At returns t as a DateTimeOffset.
func At(t time.Time) DateTimeOffset { return DateTimeOffset{Time: t} }

// Time returns an Opt that holds t: Start: rest.Time(time.Now()).
func Time(t time.Time) Opt[DateTimeOffset] { return Some(At(t)) }

// ParseDateTimeOffset reads an instant as RFC 3339 writes it. Other forms that
// services use are read as well: without seconds, without a zone (UTC is meant
// then), with any number of digits behind the second, a date alone.
func ParseDateTimeOffset(text string) (DateTimeOffset, error) {
	t, canonical, ok := parseDateTime(text)
	if !ok {
		return DateTimeOffset{}, invalid("date and time", text, time.RFC3339)
	}
	d := DateTimeOffset{Time: t}
	if !canonical {
		d.text = text
	}
	return d, nil
}

// Equal reports whether d and e are the same instant, wherever they were written.
func (d DateTimeOffset) Equal(e DateTimeOffset) bool { return d.Time.Equal(e.Time) }

// String returns the text that is sent.
func (d DateTimeOffset) String() string {
	if d.text != "" {
		return d.text
	}
	t, _ := sendable(d.Time)
	return t.Format(time.RFC3339Nano)
}

// errYear is the error for an instant that RFC 3339 cannot write.
var errYear = errors.New("rest: an instant is sent with a year of four digits")

// sendable returns t in a zone that RFC 3339 can write: one of whole minutes, of less
// than a day. The error says that t's year is not one of four digits.
func sendable(t time.Time) (time.Time, error) {
	if _, offset := t.Zone(); offset%60 != 0 || offset <= -24*60*60 || offset >= 24*60*60 {
		t = t.UTC()
	}
	if y := t.Year(); y < 0 || y > 9999 {
		return t, errYear
	}
	return t, nil
}

// MarshalJSON returns d as a JSON string.
func (d DateTimeOffset) MarshalJSON() ([]byte, error) {
	return marshalValue(&d)
}

// UnmarshalJSON reads a JSON string; see [ParseDateTimeOffset] for its forms.
func (d *DateTimeOffset) UnmarshalJSON(text []byte) error {
	return unmarshalValue(text, d)
}

// parseDateTime reads date [("T" | " ") clock [zone]]. canonical reports whether s is
// how Go would write t.
func parseDateTime(s string) (t time.Time, canonical, ok bool) {
	day, rest, ok := cutDate(s)
	if !ok || rest == "" {
		return day, false, ok
	}
	if rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ' {
		return time.Time{}, false, false
	}
	clock, zone, ok := cutClock(rest[1:])
	if !ok {
		return time.Time{}, false, false
	}
	offset, ok := parseZone(zone)
	if !ok {
		return time.Time{}, false, false
	}
	t = day.Add(clock)
	if offset != 0 {
		t = t.Add(-offset).In(time.FixedZone("", int(offset/time.Second)))
	}
	return t, rest[0] == 'T' && isCanonicalClock(rest[1:len(rest)-len(zone)]) && isCanonicalZone(zone, offset), true
}

// isCanonicalClock reports whether a time of day that is one is written as Go does:
// with seconds, none of them a leap second, and without zeros at the end.
func isCanonicalClock(s string) bool {
	const whole, nano = len("15:04:05"), len("15:04:05.999999999")
	return len(s) >= whole && s[6] != '6' && (len(s) == whole || len(s) <= nano && s[len(s)-1] != '0')
}

// isCanonicalZone tells the same of a zone.
func isCanonicalZone(s string, offset time.Duration) bool {
	return s == "Z" || offset != 0 && len(s) == len("+01:00")
}

// cutDate reads "2006-01-02" off the front of s.
func cutDate(s string) (day time.Time, rest string, ok bool) {
	const n = len(time.DateOnly)
	if len(s) < n || s[4] != '-' || s[7] != '-' {
		return time.Time{}, s, false
	}
	y, ok1 := number(s[:4])
	m, ok2 := number(s[5:7])
	d, ok3 := number(s[8:n])
	if !ok1 || !ok2 || !ok3 || m < 1 || m > 12 || d < 1 {
		return time.Time{}, s, false
	}
	day = time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return day, s[n:], day.Day() == d
}

// cutClock reads "15:04[:05[.999]]" off the front of s. The second may be a leap
// second.
func cutClock(s string) (clock time.Duration, rest string, ok bool) {
	if len(s) < 5 || s[2] != ':' {
		return 0, s, false
	}
	h, ok1 := number(s[:2])
	m, ok2 := number(s[3:5])
	if !ok1 || !ok2 || h > 23 || m > 59 {
		return 0, s, false
	}
	clock = time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	s = s[5:]
	if len(s) < 3 || s[0] != ':' {
		return clock, s, true
	}
	sec, ok := number(s[1:3])
	if !ok || sec > 60 {
		return 0, s, false
	}
	clock += time.Duration(sec) * time.Second
	s = s[3:]
	if len(s) < 2 || s[0] != '.' || !isDigit(s[1]) {
		return clock, s, true
	}
	n := 1
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return clock + nanoseconds(s[1:n]), s[n:], true
}

// parseZone reads "", "Z", "+01:00", "+0100" or "+01".
func parseZone(s string) (offset time.Duration, ok bool) {
	if s == "" || s == "Z" || s == "z" {
		return 0, true
	}
	digits := s[1:]
	if len(digits) == 5 && digits[2] == ':' {
		digits = digits[:2] + digits[3:]
	}
	if s[0] != '+' && s[0] != '-' || len(digits) != 2 && len(digits) != 4 {
		return 0, false
	}
	h, ok1 := number(digits[:2])
	m, ok2 := 0, true
	if len(digits) == 4 {
		m, ok2 = number(digits[2:])
	}
	offset = time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if s[0] == '-' {
		offset = -offset
	}
	return offset, ok1 && ok2 && h < 24 && m < 60
}

// number reads a few digits and nothing else.
func number(s string) (n int, ok bool) {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
