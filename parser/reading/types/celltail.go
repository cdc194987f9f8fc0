package types

// This file reads types that tables have no column for, because the sentence that describes
// a property ends in its type: "The names.Array of String", "How it is sent.Nullable
// (sendKind)Letter, or Mail". Generated pages have lost the line that it stood on.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// TailCell returns the type that a description ends in, as a type cell, and the values of
// the enumeration that it names. ok is false where it ends in none.
func TailCell(description parser.Text) (cell parser.Text, values []api.Member, ok bool) {
	text := strings.TrimRight(description.Plain, " ")
	i := strings.LastIndexByte(text, '(')
	if j := strings.LastIndexByte(text, ')'); i >= 0 && j > i && odata.IsTypeName(text[i+1:j]) && !strings.HasPrefix(text[j+1:], " ") {
		before := phrases.TypeTail(text[:i])
		if values = plainValues(text[j+1:]); len(values) > 1 && (before != "" || i == 0 || text[i-1] == '.') {
			return parser.Text{Plain: before + text[i+1:j], Pos: description.Pos}, values, true
		}
	}
	stop := strings.LastIndexByte(text, '.')
	if stop <= 0 {
		return cell, nil, false // of the type alone it would be no description
	}
	cell = parser.Text{Plain: strings.TrimSpace(text[stop+1:]), Pos: description.Pos}
	first, _, _ := strings.Cut(cell.Plain, " ")
	if first == "" || first[0] < 'A' || first[0] > 'Z' {
		return cell, nil, false
	}
	_, ok = PlainCell(&cell)
	return cell, nil, ok
}
