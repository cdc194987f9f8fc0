package odata

// The layouts that services write instants and days in besides RFC 3339, as package time
// has them.

import "time"

// A Layout is one of them. Of those that have a month and a day in two orders, a day beyond
// the twelfth tells which.
type Layout struct {
	Text string
	// Day reports that it has no time of day.
	Day bool
}

// Layouts are the layouts that values are tried in, in that order.
func Layouts() []Layout {
	return []Layout{
		{"2006-01-02T15:04:05", false}, {"2006-01-02 15:04:05", false}, {"2006-01-02T15:04", false}, {"2006-01-02 15:04", false},
		{"Mon, 02 Jan 2006 15:04:05 GMT", false}, // RFC 9110, 5.6.7
		{"02/01/2006 15:04:05", false}, {"01/02/2006 15:04:05", false}, {"02/01/2006 15:04", false}, {"01/02/2006 15:04", false},
		{"02.01.2006 15:04:05", false}, {"02.01.2006 15:04", false}, {"2006/01/02 15:04:05", false}, {"20060102T150405Z", false},
		{"02/01/2006", true}, {"01/02/2006", true}, {"02.01.2006", true}, {"02-01-2006", true}, {"01-02-2006", true},
		{"2006/01/02", true}, {"20060102", true}, {"02 Jan 2006", true}, {"2 January 2006", true}, {"January 2, 2006", true},
	}
}

// WrittenIn reports whether a text is an instant or a day in a layout.
func WrittenIn(text, layout string) bool {
	t, err := time.Parse(layout, text)
	return err == nil && t.Format(layout) == text
}

// LayoutOf returns the one layout, of days or of instants, that all texts are in, "" where
// there is none or where they are in several, which says nothing of the order of month and
// day.
func LayoutOf(texts []string, day bool) string {
	found := ""
	for _, l := range Layouts() {
		if l.Day != day || !allIn(texts, l.Text) {
			continue
		}
		if found != "" {
			return ""
		}
		found = l.Text
	}
	return found
}

func allIn(texts []string, layout string) bool {
	for _, text := range texts {
		if !WrittenIn(text, layout) {
			return false
		}
	}
	return len(texts) > 0
}
