package rest

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A Duration is an Edm.Duration: a span of time as ISO 8601 writes it,
// "P1DT12H30M5.5S".
type Duration string

// DurationOf returns d as hours, minutes and seconds.
func DurationOf(d time.Duration) Duration {
	if d == 0 {
		return "PT0S"
	}
	var b strings.Builder
	u := uint64(d)
	if d < 0 {
		b.WriteByte('-')
		u = -u
	}
	b.WriteString("PT")
	if h := u / uint64(time.Hour); h > 0 {
		fmt.Fprintf(&b, "%dH", h)
	}
	if m := u / uint64(time.Minute) % 60; m > 0 {
		fmt.Fprintf(&b, "%dM", m)
	}
	if ns := u % uint64(time.Minute); ns > 0 {
		s := fmt.Sprintf("%d.%09d", ns/1e9, ns%1e9)
		b.WriteString(strings.TrimRight(strings.TrimRight(s, "0"), ".") + "S")
	}
	return Duration(b.String())
}

// Std returns d as a time.Duration, a day having 24 hours and a week 7 days. The
// error tells that d is no duration, that it counts years or months, which have
// no fixed length, or that it is out of time.Duration's range.
func (d Duration) Std() (time.Duration, error) {
	p, err := parseDuration(string(d))
	switch {
	case err != nil:
		return 0, err
	case p.calendar:
		return 0, fmt.Errorf("rest: duration %.60q has years or months, whose length is not fixed", string(d))
	case p.overflow:
		return 0, fmt.Errorf("rest: duration %.60q is too long for a time.Duration", string(d))
	case p.negative:
		return -p.length, nil
	}
	return p.length, nil
}

// UnmarshalJSON reads a JSON string that is a duration.
func (d *Duration) UnmarshalJSON(text []byte) error {
	return unmarshalValue(text, d)
}

func (d Duration) check() error { _, err := parseDuration(string(d)); return err }

// span is what a duration's text says.
type span struct {
	length   time.Duration
	negative bool
	calendar bool // it has years or months
	overflow bool
}

// parseDuration reads [-]P[nY][nM][nW][nD][T[nH][nM][n[.n]S]]: the form of
// ISO 8601 that OData's dayTimeDuration is a part of.
func parseDuration(text string) (span, error) {
	s, negative := strings.CutPrefix(text, "-")
	if !negative {
		s = strings.TrimPrefix(s, "+")
	}
	p := span{negative: negative}
	s, ok := strings.CutPrefix(s, "P")
	days, clock, timed := strings.Cut(s, "T")
	if ok && (days != "" || clock != "") && timed == (clock != "") &&
		p.add(days, "YMWD", []time.Duration{0, 0, 7 * 24 * time.Hour, 24 * time.Hour}) &&
		p.add(clock, "HMS", []time.Duration{time.Hour, time.Minute, time.Second}) {
		return p, nil
	}
	return span{}, invalid("duration", text, "P1DT12H30M5.5S")
}

// add reads counts that are each followed by one of units, in their order. It
// reports whether s has that form.
func (p *span) add(s, units string, lengths []time.Duration) bool {
	for s != "" {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789."))
		if digits == len(s) {
			return false
		}
		at := strings.IndexByte(units, s[digits])
		count, fraction, dotted := strings.Cut(s[:digits], ".")
		if at < 0 || count == "" || dotted && (fraction == "" || strings.Contains(fraction, ".") || s[digits] != 'S') {
			return false
		}
		p.plus(count, fraction, lengths[at])
		s, units, lengths = s[digits+1:], units[at+1:], lengths[at+1:]
	}
	return true
}

// plus adds count.fraction times unit. A unit of no fixed length is 0.
func (p *span) plus(count, fraction string, unit time.Duration) {
	if unit == 0 {
		p.calendar = true
		return
	}
	n, err := strconv.ParseInt(count, 10, 64)
	if err != nil || n > int64(math.MaxInt64/unit) {
		p.overflow = true
		return
	}
	sum := p.length + time.Duration(n)*unit + nanoseconds(fraction)
	if sum < p.length {
		p.overflow = true
		return
	}
	p.length = sum
}

// nanoseconds reads the digits behind a second's decimal point, as many as count.
func nanoseconds(digits string) time.Duration {
	var n time.Duration
	for i := range 9 {
		n *= 10
		if i < len(digits) {
			n += time.Duration(digits[i] - '0')
		}
	}
	return n
}
