package api

import "strings"

// A Form is how the values of a primitive type are written, and what numbers count, where
// OData has it otherwise: "string", "number", "seconds", "milliseconds", or what counts with
// how it is written behind it, "seconds string"; of instants and days a layout of package
// time, "layout:02/01/2006". The zero Form is OData's.
type Form string

// The words of a [Form].
const (
	// InString has numbers and booleans in a JSON string: "380.00".
	InString Form = "string"
	// AsNumber has booleans as 0 and 1.
	AsNumber Form = "number"
	// Seconds and Millis are integers that count from 1970-01-01T00:00:00Z.
	Seconds Form = "seconds"
	Millis  Form = "milliseconds"
)

// layout begins forms that are layouts.
const layout = "layout:"

// InLayout is the form of instants and days in a layout of package time.
func InLayout(text string) Form { return Form(layout + text) }

// Layout returns the layout of package time that values are written in, or "".
func (f Form) Layout() string {
	text, ok := strings.CutPrefix(string(f), layout)
	if !ok {
		return ""
	}
	return text
}

// Wire is how a value is written in one text: "string", "number", a layout, or "".
func (f Form) Wire() string {
	if text := f.Layout(); text != "" {
		return text
	}
	return string(f.Written())
}

// Counts returns what an integer counts, Seconds or Millis, or "".
func (f Form) Counts() Form {
	first, _, _ := strings.Cut(string(f), " ")
	switch c := Form(first); c {
	case Seconds, Millis:
		return c
	}
	return ""
}

// Written returns how a value is written: InString, AsNumber, a layout, or "" for OData's
// way.
func (f Form) Written() Form {
	if f.Layout() != "" {
		return f
	}
	switch w := f[strings.LastIndexByte(string(f), ' ')+1:]; w {
	case InString, AsNumber:
		return w
	}
	return ""
}

// With returns the form of what counts and how it is written, of which any may be "".
func (f Form) With(written Form) Form {
	return Form(strings.TrimSpace(string(f.Counts()) + " " + string(written)))
}
