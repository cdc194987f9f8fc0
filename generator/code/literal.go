package code

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// This file writes strings. No text of a page gets into code as a string except
// through text, raw and tag.

// text is a string in double quotes. What does not show in it is escaped.
//
// jennifer's own strings leave some of what does not show as it is, so the text comes
// from [visible.AppendQuote].
func text(s string) *jen.Statement { return jen.Id(string(visible.AppendQuote(nil, s))) }

// raw is a string in backquotes where it is short, would need escapes in double quotes
// and can be read without: a small JSON text. Others are in double quotes.
func raw(s string) *jen.Statement {
	const short = 200
	if len(s) < short && strings.ContainsAny(s, `"\`) && canBackquote(s) {
		return jen.Op("`" + s + "`")
	}
	return text(s)
}

// canBackquote reports whether a text can stand in backquotes and be read there. What
// does not show, and what changes the direction of the text around it, can not.
func canBackquote(s string) bool {
	return utf8.ValidString(s) && strconv.CanBackquote(s) && !strings.ContainsFunc(s, func(r rune) bool { return !strconv.IsPrint(r) || visible.Hidden(r) })
}

// tag is the tag of a struct's field. One that does not show in full is in double quotes,
// where it can be escaped.
func tag(values map[string]string) jen.Code {
	var b strings.Builder
	hidden := false
	for i, key := range slices.Sorted(maps.Keys(values)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(key + ":" + strconv.Quote(values[key]))
		hidden = hidden || visible.Escape(values[key]) != values[key]
	}
	if hidden {
		return text(b.String())
	}
	return jen.Null().Tag(values)
}
