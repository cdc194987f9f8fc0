// Package visible writes text from pages so that all of it shows.
//
// A page can hold characters that do not show, or that change what is shown: controls
// that terminals obey, marks that turn the direction of the text around them, line
// separators that some programs break lines at, characters of no width. In a report,
// or in a file that people review, they could hide what stands there (CVE-2021-42574).
// So they are written as escapes, in a form that the place has anyway: as in Go's
// strings, or as in JSON.
package visible

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Hidden reports whether a character does not show or acts on others: those of
// Unicode's categories Cc, Cf, Zl and Zp, letters that are blank by definition, and variation
// selectors, any number of which may stand behind a character.
func Hidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r == 0x7f
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// Escape returns s with escapes of Go's strings in the place of hidden characters and
// of bytes that are no UTF-8. Backslashes stay as they are: it is text for people.
func Escape(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if Hidden(r) || r == utf8.RuneError && n == 1 {
			quoted := strconv.QuoteToASCII(s[:n])
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// AppendQuote appends s as a string of Go in double quotes, in which all shows.
func AppendQuote(dst []byte, s string) []byte {
	start := len(dst)
	dst = strconv.AppendQuote(dst, s)
	if quoted := dst[start:]; bytes.ContainsFunc(quoted, Hidden) { // few letters
		return append(dst[:start], Escape(string(quoted))...)
	}
	return dst
}

// JSON returns a JSON text in which all shows, and that means the same. White space
// between its tokens stays.
func JSON(text []byte) []byte {
	if !bytes.ContainsFunc(text, hiddenInJSON) {
		return text
	}
	out := make([]byte, 0, len(text)+64)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case !hiddenInJSON(r):
			out = append(out, text[:n]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = appendUnit(appendUnit(out, high), low)
		default:
			out = appendUnit(out, r)
		}
		text = text[n:]
	}
	return out
}

// hiddenInJSON reports whether a character is to be escaped. Those below the blank
// stand between tokens: in strings there are none.
func hiddenInJSON(r rune) bool { return r > ' ' && Hidden(r) }

// appendUnit appends an escape of JSON.
func appendUnit(dst []byte, unit rune) []byte {
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', hex[unit>>12&15], hex[unit>>8&15], hex[unit>>4&15], hex[unit&15])
}

// plain reports whether there is nothing to escape in s.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return utf8.ValidString(s) && !strings.ContainsFunc(s, Hidden)
		}
	}
	return true
}
