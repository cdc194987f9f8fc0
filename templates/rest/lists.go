package rest

// Lists that are arguments of functions in a URL. OData has them as JSON arrays (URL
// Conventions 4.01, section 5.1.1.11.2). Services whose pages show other literals in them,
// texts in single quotes, are sent those.

import (
	"strings"

	"github.com/go-json-experiment/json"
)

// JSONList returns a list as an argument of a function in a path: ["red","blue"]. Without
// elements it is []. A list with text that is no UTF-8 becomes "", which is refused.
func JSONList[T ~string | ~bool | ~int32 | ~int64](list []T) string {
	text, err := json.Marshal(list)
	if err != nil {
		return ""
	}
	return string(text)
}

// QuotedList is [JSONList] for services that read texts in single quotes: ['red','blue'].
func QuotedList[T ~string](list []T) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, text := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("'" + strings.ReplaceAll(string(text), "'", "''") + "'")
	}
	b.WriteByte(']')
	return b.String()
}
