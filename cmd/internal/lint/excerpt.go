package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/sdkscribe/sdkscribe/parser/visible"
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
		before = "…" + lastColumns(before, excerptBefore-1)
	} else {
		before = strings.TrimLeft(before, " ")
	}
	if room := excerptWidth - columns(before); columns(after) > room {
		after = firstColumns(after, room-1) + "…"
	}
	return before + strings.TrimRight(after, " "), strings.Repeat(" ", columns(before))
}

// expand makes blanks of tabs, and escapes of what a terminal does not show.
func expand(s string) string { return visible.Escape(strings.ReplaceAll(s, "\t", "    ")) }

// columns returns how many columns of a terminal a text takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case isWide(r):
		return 2
	}
	return 1
}

// firstColumns returns the longest start of s that takes at most n columns.
func firstColumns(s string, n int) string {
	for i, r := range s {
		if n -= columnsOf(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// lastColumns returns the longest end of s that takes at most n columns.
func lastColumns(s string, n int) string {
	for at := len(s); at > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if n -= columnsOf(r); n < 0 {
			return s[at:]
		}
		at -= size
	}
	return s
}

func isWide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}
