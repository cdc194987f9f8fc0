package rest

// A path pattern is a request template: "/users/{id}/events". Its arguments are
// untrusted: whatever one holds, it stays within its segment, adds no query and
// no fragment, and inside parentheses ends no argument. RFC 3986 3.3 tells what a
// segment may hold; OData URL Conventions 4.3 how keys and parameters are written.

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// expand puts args into the placeholders of pattern and escapes them. The result
// is an escaped path, with a query if pattern has one.
func expand(pattern string, args []any) (string, error) {
	if !strings.HasPrefix(pattern, "/") {
		return "", fmt.Errorf("rest: path %q does not begin with '/'", pattern)
	}
	var b strings.Builder
	b.Grow(len(pattern) + 32*len(args))
	rest := pattern
	for n := 0; ; n++ {
		static, after, found := strings.Cut(rest, "{")
		b.WriteString(static)
		if !found {
			if n != len(args) {
				return "", fmt.Errorf("rest: path %q takes %d arguments and was given %d", pattern, n, len(args))
			}
			return b.String(), nil
		}
		name, after, closed := strings.Cut(after, "}")
		if !closed {
			return "", fmt.Errorf("rest: path %q has a '{' without '}'", pattern)
		}
		if n >= len(args) {
			return "", fmt.Errorf("rest: path %q lacks an argument for {%s}", pattern, name)
		}
		if err := appendArg(&b, slotOf(b.String()), args[n]); err != nil {
			return "", fmt.Errorf("rest: argument {%s} of path %q %w", name, pattern, err)
		}
		rest = after
	}
}

// argSlot tells where in a path an argument stands.
type argSlot byte

const (
	inSegment  argSlot = iota
	inQuotes           // '...': an OData string literal
	inParens           // (name={value}): any other literal
	inFilePath         // :/{path}: several segments
	inQuery
)

// slotOf tells where the argument that follows before stands.
func slotOf(before string) argSlot {
	segment := before[strings.LastIndexByte(before, '/')+1:]
	switch {
	case strings.Count(before, "'")%2 == 1: // those of arguments are escaped
		return inQuotes
	case strings.IndexByte(before, '?') >= 0:
		return inQuery
	case strings.LastIndexByte(segment, '(') > strings.LastIndexByte(segment, ')'):
		return inParens
	case strings.HasSuffix(before, ":/") && strings.Count(before, ":/")%2 == 1: // every other colon ends such a path
		return inFilePath
	}
	return inSegment
}

func appendArg(b *strings.Builder, slot argSlot, arg any) error {
	value, err := argText(arg)
	if err != nil {
		return err
	}
	switch slot {
	case inQuotes:
		value = strings.ReplaceAll(value, "'", "''")
	case inParens:
		if !isLiteral(value) {
			return fmt.Errorf("is %.60q, which is no OData literal", value)
		}
	case inFilePath:
		for i, segment := range strings.Split(value, "/") {
			if err := checkSegment(segment); err != nil {
				return err
			}
			if i > 0 {
				b.WriteByte('/')
			}
			escapeTo(b, segment, inPath)
		}
		return nil
	case inQuery:
		if value == "" {
			return errors.New("is empty")
		}
		escapeTo(b, value, inQueryArg)
		return nil
	case inSegment:
		if err := checkSegment(value); err != nil {
			return err
		}
	}
	escapeTo(b, value, inPath)
	return nil
}

// checkSegment refuses what would make a segment vanish or another one of it.
func checkSegment(s string) error {
	switch s {
	case "":
		return fmt.Errorf("is empty")
	case ".", "..":
		return fmt.Errorf("is %q, which names another resource", s)
	}
	return nil
}

// isLiteral reports whether s is one OData literal: a quoted string, a JSON array or
// object, a list of literals in brackets, or anything that has none of the characters
// that end an argument.
func isLiteral(s string) bool {
	if len(s) >= 2 && s[0] == '\'' && s[len(s)-1] == '\'' {
		return !strings.Contains(strings.ReplaceAll(s[1:len(s)-1], "''", ""), "'")
	}
	if kind := jsontext.Value(s).Kind(); kind == jsontext.KindBeginArray || kind == jsontext.KindBeginObject {
		return jsontext.Value(s).IsValid() || isListLiteral(s)
	}
	return s != "" && !strings.ContainsAny(s, "'(),")
}

// isListLiteral reports whether s is a list of literals: ['red','blue'].
func isListLiteral(s string) bool {
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return false
	}
	quoted := false
	for _, c := range s[1 : len(s)-1] {
		switch {
		case c == '\'':
			quoted = !quoted // twice where one stands in a string
		case !quoted && (c == '(' || c == ')' || c == '[' || c == ']'):
			return false
		}
	}
	return !quoted
}

// argText returns an argument as text, unescaped.
func argText(arg any) (string, error) {
	switch a := arg.(type) {
	case string:
		return a, nil
	case time.Time:
		t, err := sendable(a)
		return t.Format(time.RFC3339Nano), err
	case time.Duration:
		return "", errors.New("is a time.Duration, which services do not read (see DurationOf)")
	case fmt.Stringer:
		switch v := reflect.ValueOf(a); {
		case v.Kind() == reflect.Pointer && v.IsNil():
			return "", errors.New("is nil")
		case isOpt(reflect.Indirect(v).Type()):
			return "", errors.New("is an Opt: its value is to be given")
		}
		return a.String(), nil
	}
	switch v := reflect.ValueOf(arg); {
	case v.Kind() == reflect.String:
		if err := checkText(v.Type(), v.String()); err != nil {
			return "", fmt.Errorf("cannot be sent: %w", err)
		}
		return v.String(), nil
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), nil
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), nil
	case v.CanFloat():
		return floatLiteral(v.Float(), v.Type().Bits()), nil
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	}
	return "", fmt.Errorf("is a %T, which a path cannot hold", arg)
}

// Which bytes, besides letters, digits and "-._~", stay as they are. In a path
// these leave out all that a service may give a meaning to inside a segment: ':'
// ends a file path, '$' begins $value and $ref, parentheses begin a key.
const (
	inPath       = "!,=@"
	inQueryValue = "!$'()*,/:=?@"
	inQueryArg   = "!$()*,/:=@" // in a pattern, where quotes begin a literal
)

// escapeTo writes s, percent-encoding every byte that is not kept.
func escapeTo(b *strings.Builder, s, keep string) {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		c := s[i]
		if isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~' || strings.IndexByte(keep, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
}

func isAlphanumeric(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
