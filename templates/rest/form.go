package rest

// This file is about values that a service does not write as OData does: amounts in
// strings, booleans as 0 and 1, days as 27/11/2026. A field whose values are written in such
// a form says so in its tag, `wire:"string"`, so that its Go type is the usual one. What
// comes in another form than the field's is read all the same, and an [Opt] sends it back as
// it came.

import (
	"strings"
	"time"
)

// form is how the values of a field are written.
type form uint8

const (
	usual    form = iota // as OData has it
	inString             // numbers and booleans in a JSON string
	asNumber             // booleans as 0 and 1
	inLayout             // instants and days in a layout of package time
)

// formOf returns the form that a field's tag names.
func formOf(tag string) form {
	switch tag {
	case "string":
		return inString
	case "number":
		return asNumber
	case "":
		return usual
	}
	return inLayout
}

// write says by a field's tag in which form the single values of a shape are written,
// however deep they are in lists and maps.
func (s *shape) write(tag string) {
	if s.scalar.form = formOf(tag); s.scalar.form == inLayout {
		s.scalar.layout = tag
	}
	if s.elem != nil {
		s.elem.write(tag)
	}
}

// formatIn writes an instant in a layout: with the clock of its own location, but for GMT,
// which a layout has in so many words.
func formatIn(t time.Time, layout string) string {
	if strings.HasSuffix(layout, "GMT") {
		t = t.UTC()
	}
	return t.Format(layout)
}

// instantIn reads an instant in a layout. The second result is false for one that is written
// otherwise.
func instantIn(text, layout string) (DateTimeOffset, bool) {
	t, err := time.Parse(layout, text)
	if err != nil {
		return DateTimeOffset{}, false
	}
	d := DateTimeOffset{Time: t.UTC()}
	if formatIn(d.Time, layout) != text {
		d.text = text
	}
	return d, true
}

// dayIn reads a day in a layout.
func dayIn(text, layout string) (Date, bool) {
	t, err := time.Parse(layout, text)
	if err != nil || t.Format(layout) != text {
		return "", false
	}
	return DateOf(t), true
}

// own is how a value is written by itself that is in the form f.
func (f form) own() state {
	switch f {
	case inString:
		return quoted
	case asNumber:
		return digit
	}
	return present
}

// came returns the state of a value that was read as st from a field of form f: present
// where it came in the field's form.
func (f form) came(st state) state {
	switch {
	case f == usual || f == inLayout:
		return st
	case st == f.own():
		return present
	case st == present:
		return bare
	}
	return st
}

// sent returns how the value of a field of form f is written that is in a state.
func (f form) sent(st state) state {
	switch st {
	case present:
		return f.own()
	case bare:
		if f == inLayout {
			return bare // the layout is for those that came in it
		}
		return present
	}
	return st
}
