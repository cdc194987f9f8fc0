package odata

// Lists in URLs. A list that is an argument of a function is a JSON array (OData URL
// Conventions 4.01, section 5.1.1.11.2: "complex literals and collection literals in URLs
// are represented as JSON objects and arrays"). Many pages write its texts as other literals of
// URLs are written, in single quotes: ['red','blue']. Services read one or the other.

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ListForm is how a list is written in a URL.
type ListForm byte

// The forms of lists.
const (
	NoList     ListForm = iota // it is none
	JSONList                   // ["red","blue"]
	QuotedList                 // ['red','blue']
)

// isBare reports whether elements of a type stand in a list without quotes.
func isBare(typ string) bool {
	switch typ {
	case "Edm.Boolean", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte":
		return true
	}
	return false
}

// ReadList reads a list of elements of a type from a URL, whose escapes are decoded. Blanks
// around elements say nothing. Lists without text are the same in both forms, and called
// JSON. ok is false for what is no such list.
func ReadList(text, typ string) (elements []string, form ListForm, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) < 2 || text[0] != '[' || text[len(text)-1] != ']' {
		return nil, NoList, false
	}
	inner := text[1 : len(text)-1]
	form = JSONList
	for rest := strings.TrimSpace(inner); rest != ""; {
		var element string
		var quote byte
		if element, quote, rest, ok = cutElement(rest); !ok || !elementFits(element, quote, typ) {
			return nil, NoList, false
		}
		if quote == '\'' {
			form = QuotedList
		}
		elements = append(elements, element)
		rest = strings.TrimSpace(rest)
		after, more := strings.CutPrefix(rest, ",")
		if after = strings.TrimSpace(after); rest != "" && !more || more && after == "" {
			return nil, NoList, false
		}
		rest = after
	}
	return elements, form, true
}

// cutElement cuts the first element off the inside of a list, and tells its quotes, 0 for
// none.
func cutElement(s string) (element string, quote byte, rest string, ok bool) {
	switch s[0] {
	case '\'':
		for i := 1; i < len(s); i++ {
			if s[i] != '\'' {
				continue
			}
			if i+1 < len(s) && s[i+1] == '\'' { // twice where one stands in a text
				i++
				continue
			}
			return strings.ReplaceAll(s[1:i], "''", "'"), '\'', s[i+1:], true
		}
		return "", 0, "", false
	case '"':
		end := 1
		for end < len(s) && s[end] != '"' {
			if s[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(s) || json.Unmarshal([]byte(s[:end+1]), &element) != nil {
			return "", 0, "", false
		}
		return element, '"', s[end+1:], true
	}
	end := strings.IndexByte(s, ',')
	if end < 0 {
		end = len(s)
	}
	return strings.TrimSpace(s[:end]), 0, s[end:], true
}

// elementFits reports whether an element in a list is one of a type.
func elementFits(element string, quote byte, typ string) bool {
	if !isBare(typ) {
		return quote != 0
	}
	if typ == "Edm.Boolean" {
		return quote == 0 && (element == "true" || element == "false")
	}
	n, err := strconv.ParseInt(element, 10, 64)
	return quote == 0 && err == nil && strconv.FormatInt(n, 10) == element && NumberFits(element, typ)
}

// IsQuoted reports whether a text is one literal in single quotes.
func IsQuoted(text string) bool {
	if text == "" || text[0] != '\'' {
		return false
	}
	_, _, rest, ok := cutElement(text)
	return ok && rest == ""
}

// WriteList writes a list into a URL, unescaped and without blanks.
func WriteList(elements []string, typ string, form ListForm) string {
	b := []byte{'['}
	for i, element := range elements {
		if i > 0 {
			b = append(b, ',')
		}
		switch {
		case isBare(typ):
			b = append(b, element...)
		case form == QuotedList:
			b = append(append(append(b, '\''), strings.ReplaceAll(element, "'", "''")...), '\'')
		default:
			b, _ = jsontext.AppendQuote(b, element) // text that is no UTF-8 is made it
		}
	}
	return string(append(b, ']'))
}
