package odata

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser/limits"
)

// CleanTypeName returns a type's name without what surrounds it: "#", Collection(), blanks.
func CleanTypeName(name string) string {
	name = strings.TrimSpace(name)
	for {
		rest := strings.TrimPrefix(name, "#")
		if inner, ok := InsideCollection(rest); ok {
			rest = inner
		}
		if rest = strings.TrimSpace(rest); rest == name {
			return name
		}
		name = rest
	}
}

// InsideCollection returns x of "Collection(x)". It reports false, with s, where s has no
// such form.
func InsideCollection(s string) (string, bool) {
	const word = "collection"
	if len(s) < len(word)+2 || !strings.EqualFold(s[:len(word)], word) {
		return s, false
	}
	rest := strings.TrimSpace(s[len(word):])
	if len(rest) < 2 || rest[0] != '(' || rest[len(rest)-1] != ')' {
		return s, false
	}
	return strings.TrimSpace(rest[1 : len(rest)-1]), true
}

// BareName returns a type's name without its namespace.
func BareName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// NamespaceOf returns the namespace of a type's name, without the dot behind it, or "".
func NamespaceOf(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i]
	}
	return ""
}

// BetterSpelling returns one of two spellings of a name. Names of an API begin in lower
// case and mark words by capitals. Other is better if it does more of that than old.
func BetterSpelling(old, other string) string {
	if other != old && strings.EqualFold(old, other) && spellingRank(other) > spellingRank(old) {
		return other
	}
	return old
}

func spellingRank(name string) int {
	bare := BareName(name)
	first, size := utf8.DecodeRuneInString(bare)
	rank := 0
	if unicode.IsLower(first) {
		rank += 2
	}
	if rest := bare[size:]; strings.ContainsFunc(rest, unicode.IsUpper) && strings.ContainsFunc(rest, unicode.IsLower) {
		rank++
	}
	return rank
}

// WithBareName returns bare in the namespace of name.
func WithBareName(name, bare string) string {
	if ns := NamespaceOf(name); ns != "" {
		return ns + "." + BareName(bare)
	}
	return bare
}

// LowerFirst returns a type's name with the first letter behind its namespace in lower
// case: baseItem of BaseItem.
func LowerFirst(name string) string {
	dot := strings.LastIndexByte(name, '.') + 1
	r, size := utf8.DecodeRuneInString(name[dot:])
	if size == 0 {
		return name
	}
	return name[:dot] + string(unicode.ToLower(r)) + name[dot+size:]
}

// IsTypeName reports whether s can be a type's name, with or without namespace: simple
// identifiers of OData with dots between them.
func IsTypeName(s string) bool {
	if len(s) > limits.Name {
		return false
	}
	start := true
	for _, r := range s {
		switch {
		case r == '.':
			if start {
				return false
			}
			start = true
			continue
		case r == '_' || unicode.IsLetter(r):
		case unicode.IsDigit(r) && !start:
		default:
			return false
		}
		start = false
	}
	return s != "" && !start
}

// IsIdentifier reports whether s is an OData simple identifier (ABNF odataIdentifier),
// or an alias of a parameter.
func IsIdentifier(s string) bool {
	for i, r := range s {
		letter := r == '_' || r == '@' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// IsPropertyName reports whether s can be a property's name: an identifier, or a
// control information such as "@microsoft.graph.downloadUrl".
func IsPropertyName(s string) bool {
	before, after, found := strings.Cut(s, "@")
	if found {
		return (before == "" || IsTypeName(before)) && IsTypeName(after)
	}
	return IsTypeName(s) && !strings.Contains(s, ".")
}

// MoreWords returns one of two spellings of a name that differ in case: the one whose
// capitals show more words, as calendarGroups does in comparison with calendargroups.
// Where both show as many, it is the one that is in lower case where they first differ.
func MoreWords(a, b string) string {
	if n, m := countWords(a), countWords(b); n < m || n == m && b > a {
		return b
	}
	return a
}

// countWords returns how many words of two letters or more the capitals of a name show.
func countWords(name string) int {
	count, length := 0, 0
	for _, r := range name {
		if unicode.IsUpper(r) {
			length = 0
		}
		if length++; length == 2 {
			count++
		}
	}
	return count
}

// UpperFirst returns a name with its first letter in upper case.
func UpperFirst(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return name
	}
	return string(unicode.ToUpper(r)) + name[size:]
}

// LongestName is how many letters a name may have that is made from several.
const LongestName = 72

// Shortened returns a name of words in camel case, or where it is longer than [LongestName],
// its first words and its last ones, with a sum of the whole between them. What a thing is
// of stands in front, what it is at the end, and the sum keeps two that agree in both apart:
// it depends on nothing but the name.
func Shortened(name string) string {
	const first, last = 32, 32
	runes := []rune(name)
	if len(runes) <= LongestName {
		return name
	}
	head, tail := string(runes[:first]), string(runes[len(runes)-last:])
	if i := strings.LastIndexFunc(string(runes[:first+1]), unicode.IsUpper); i > 0 {
		head = name[:i]
	}
	if i := strings.IndexFunc(tail, unicode.IsUpper); i > 0 {
		tail = tail[i:]
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(name))
	return fmt.Sprintf("%s%08X%s", head, sum.Sum32(), tail)
}
