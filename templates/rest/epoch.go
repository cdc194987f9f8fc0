package rest

import "time"

// A UnixSeconds is an instant as the number of seconds since 1970-01-01T00:00:00Z, leap
// seconds not counted (POSIX.1-2024, 4.19, Seconds Since the Epoch). It is written as an
// integer.
type UnixSeconds int64

// UnixSecondsOf returns the second that t is in.
func UnixSecondsOf(t time.Time) UnixSeconds { return UnixSeconds(t.Unix()) }

// Time returns the beginning of the second, in UTC.
func (s UnixSeconds) Time() time.Time { return time.Unix(int64(s), 0).UTC() }

// A UnixMillis is an instant as the number of milliseconds since 1970-01-01T00:00:00Z, leap
// seconds not counted. It is written as an integer.
type UnixMillis int64

// UnixMillisOf returns the millisecond that t is in.
func UnixMillisOf(t time.Time) UnixMillis { return UnixMillis(t.UnixMilli()) }

// Time returns the beginning of the millisecond, in UTC.
func (m UnixMillis) Time() time.Time { return time.UnixMilli(int64(m)).UTC() }
