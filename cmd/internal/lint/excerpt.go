package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Excerpts show the place of a finding: its line, or as much of a long one as a
// terminal holds, and what to write below it in front of a caret.

// The widths in columns: of an excerpt, and of what is shown before the place.
const (
	excerptWidth  = 100
	excerptBefore = 60
)

// Excerpt returns the line of a finding, shortened on both sides where it is long,
// and the blanks that bring a caret below its place. Both are "" where there is no
// line, or nothing on it.
func (f Finding) Excerpt() (line, indent string) {
	at := min(max(f.Column-1, 0), len(f.Source))
	if strings.TrimSpace(f.Source) == "" {
		return "", ""
	}
	for at > 0 && at < len(f.Source) && !utf8.RuneStart(f.Source[at]) {
		at--
	}
	before, after := expand(f.Source[:at]), expand(f.Source[at:])
	if columns(before) > excerptBefore {
		for columns(before) > excerptBefore-1 {
			_, n := utf8.DecodeRuneInString(before)
			before = before[n:]
		}
		before = "…" + before
	} else {
		trimmed := strings.TrimLeft(before, " ")
		before = trimmed
	}
	if room := excerptWidth - columns(before); columns(after) > room {
		for columns(after) > room-1 {
			_, n := utf8.DecodeLastRuneInString(after)
			after = after[:len(after)-n]
		}
		after += "…"
	}
	return before + strings.TrimRight(after, " "), strings.Repeat(" ", columns(before))
}

// expand replaces tabs by blanks.
func expand(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

// columns returns how many columns of a terminal a text takes. What a terminal does
// not show is escaped before it is printed, with four to eight characters; such a
// line's caret is off.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r):
		case isWide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

func isWide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}
