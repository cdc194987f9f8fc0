package rest

// The primitive types of OData that Go has no type for. Those whose text means
// more than a Go value could keep are strings that are checked when they are
// decoded, with methods that convert them.

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// A Date is an Edm.Date: a day without a time zone, as "2006-01-02". One that came with a
// time behind it keeps that, and is sent back with it.
type Date string

// DateOf returns the day that t is in, in t's location.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Time returns the start of the day in UTC. A date that a service has sent with a time
// behind it is that day. The error tells that d is no date.
func (d Date) Time() (time.Time, error) {
	t, rest, ok := cutDate(string(d))
	if ok && rest != "" {
		_, _, ok = parseDateTime(string(d))
	}
	if !ok {
		return time.Time{}, invalid("date", string(d), "2006-01-02")
	}
	return t, nil
}

// UnmarshalJSON reads a JSON string that is a date.
func (d *Date) UnmarshalJSON(text []byte) error {
	return unmarshalValue(text, d)
}

func (d Date) check() error { _, err := d.Time(); return err }

// A TimeOfDay is an Edm.TimeOfDay: a time without a day, as "15:04:05.999".
type TimeOfDay string

// TimeOfDayOf returns the time of day of t, in t's location.
func TimeOfDayOf(t time.Time) TimeOfDay { return TimeOfDay(t.Format("15:04:05.999999999")) }

// Std returns the time since midnight. The error tells that t is no time of day.
func (t TimeOfDay) Std() (time.Duration, error) {
	d, rest, ok := cutClock(string(t))
	if !ok || rest != "" {
		return 0, invalid("time of day", string(t), "15:04:05")
	}
	return d, nil
}

// UnmarshalJSON reads a JSON string that is a time of day.
func (t *TimeOfDay) UnmarshalJSON(text []byte) error {
	return unmarshalValue(text, t)
}

func (t TimeOfDay) check() error { _, err := t.Std(); return err }

// A GUID is an Edm.Guid, as "01234567-89ab-cdef-0123-456789abcdef".
type GUID string

// Valid reports whether g is 32 hexadecimal digits in five groups.
func (g GUID) Valid() bool {
	if len(g) != 36 {
		return false
	}
	for i := range len(g) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if g[i] != '-' {
				return false
			}
		} else if !isHex(g[i]) {
			return false
		}
	}
	return true
}

// UnmarshalJSON reads a JSON string that is a GUID.
func (g *GUID) UnmarshalJSON(text []byte) error {
	return unmarshalValue(text, g)
}

func (g GUID) check() error {
	if !g.Valid() {
		return invalid("GUID", string(g), "01234567-89ab-cdef-0123-456789abcdef")
	}
	return nil
}

// A Decimal is an Edm.Decimal: the exact literal of a JSON number. To calculate
// with it, give it to math/big: new(big.Rat).SetString(string(d)).
type Decimal string

// Float64 returns the nearest float64. The error tells that d is no number, or one out of
// range.
func (d Decimal) Float64() (float64, error) {
	if err := d.check(); err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(string(d), 64)
	if err != nil {
		return 0, fmt.Errorf("rest: decimal %.40q: %w", string(d), errors.Unwrap(err))
	}
	return f, nil
}

// check refuses what strconv reads as a number and neither JSON nor OData does: "Inf",
// "0x1p-2", "1_000", ".5".
func (d Decimal) check() error {
	if !isNumber([]byte(d)) {
		return fmt.Errorf("rest: decimal %.40q is no number", string(d))
	}
	return nil
}

// MarshalJSON returns d as a JSON number, its digits unchanged.
func (d Decimal) MarshalJSON() ([]byte, error) {
	return marshalValue(&d)
}

// UnmarshalJSON reads a JSON number, or a JSON string that holds one.
func (d *Decimal) UnmarshalJSON(text []byte) error {
	return unmarshalValue(text, d)
}

// Binary is an Edm.Binary: bytes, sent as base64 in the standard alphabet. Both
// that and base64url are read, padded or not.
type Binary []byte

// MarshalJSON returns b as a JSON string in padded base64.
func (b Binary) MarshalJSON() ([]byte, error) {
	return marshalValue(&b)
}

// UnmarshalJSON reads a JSON string in base64 or base64url.
func (b *Binary) UnmarshalJSON(text []byte) error {
	return unmarshalValue(text, b)
}

// invalid is the error for a text that is no value of its type. The text is cut
// short: it may be of any length.
func invalid(what, text, want string) error {
	const most = 60
	if len(text) > most {
		text = text[:most] + "..."
	}
	return fmt.Errorf("rest: %q is no %s (like %q)", text, what, want)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
