// Package fold writes names in lower case, under which they are looked up: names on
// pages differ in case where they mean the same.
package fold

import (
	"strings"
	"unicode/utf8"
)

// Append appends strings.ToLower(s) to dst. With a buffer of the caller's it makes no
// garbage, for looking a name up.
func Append(dst []byte, s string) []byte {
	at := len(dst)
	dst = append(dst, s...)
	for i, c := range dst[at:] {
		switch {
		case c >= utf8.RuneSelf:
			return append(dst[:at], strings.ToLower(s)...)
		case 'A' <= c && c <= 'Z':
			dst[at+i] = c + ('a' - 'A')
		}
	}
	return dst
}
