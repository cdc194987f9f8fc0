package rest

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Filter keeps the elements for which an expression holds ($filter). Every '?' in
// format stands for one of args, which is written as an OData literal, so that no
// value can break out of its place:
//
//	rest.Filter("displayName eq ? and accountEnabled eq ?", "O'Neil", true)
//	rest.Filter("id in ?", []string{"1", "2"})
//
// A string, also one of a named type, becomes a quoted literal; numbers, booleans,
// [Date], [TimeOfDay], [DateTimeOffset], time.Time and [GUID] stand bare; a
// [Duration] or time.Duration becomes duration'...'; nil becomes null; a slice
// becomes a list in parentheses. A '?' inside quotes is itself. With no args,
// format is sent as it is.
func Filter(format string, args ...any) Option {
	return func(c *call) {
		text := format
		if len(args) > 0 {
			var err error
			if text, err = bind(format, args); err != nil {
				c.fail(err)
				return
			}
		}
		c.add("$filter", text, "")
	}
}

// bind replaces the placeholders of format.
func bind(format string, args []any) (string, error) {
	var b strings.Builder
	inQuotes, n := false, 0
	for i := range len(format) {
		switch c := format[i]; {
		case c == '\'':
			inQuotes = !inQuotes // a doubled quote closes and opens
			b.WriteByte(c)
		case c != '?' || inQuotes:
			b.WriteByte(c)
		case n == len(args):
			return "", fmt.Errorf("rest: filter %q has more placeholders than its %d arguments", format, len(args))
		default:
			text, err := literal(args[n])
			if err != nil {
				return "", fmt.Errorf("rest: argument %d of filter %q: %w", n+1, format, err)
			}
			b.WriteString(text)
			n++
		}
	}
	if n < len(args) {
		return "", fmt.Errorf("rest: filter %q has %d placeholders and was given %d arguments", format, n, len(args))
	}
	return b.String(), nil
}

// Search searches ($search). Every '?' in format stands for one of args, strings or what
// else a path may have for an argument, so that none can end the phrase that it is in
// (OData ABNF, searchPhrase): inside double quotes its quotes and backslashes are
// escaped, elsewhere it becomes a phrase in quotes. With no args, format is sent as it
// is.
//
//	rest.Search(`"displayName:?" OR "mail:?"`, name, name)
func Search(format string, args ...any) Option {
	return func(c *call) {
		text := format
		if len(args) > 0 {
			var err error
			if text, err = bindSearch(format, args); err != nil {
				c.fail(err)
				return
			}
		}
		c.add("$search", text, "")
	}
}

// bindSearch replaces the placeholders of format.
func bindSearch(format string, args []any) (string, error) {
	parts := strings.Split(format, "?")
	if len(parts) != len(args)+1 {
		return "", fmt.Errorf("rest: search %q has %d placeholders and was given %d arguments", format, len(parts)-1, len(args))
	}
	var b strings.Builder
	quotes := 0
	for i, part := range parts {
		b.WriteString(part)
		if i == len(args) {
			break
		}
		text, err := argText(args[i])
		if err != nil {
			return "", fmt.Errorf("rest: argument %d of search %q %w", i+1, format, err)
		}
		text = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text)
		quotes += strings.Count(strings.ReplaceAll(part, `\"`, ""), `"`)
		if quotes%2 == 0 {
			text = `"` + text + `"`
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// literal returns v as an OData literal (OData ABNF, primitiveLiteral).
func literal(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "null", nil
	case time.Time:
		return v.Format(time.RFC3339Nano), nil
	case DateTimeOffset:
		return bare(v.String(), parses(ParseDateTimeOffset))
	case Date:
		return bare(string(v), func(string) error { _, err := v.Time(); return err })
	case TimeOfDay:
		return bare(string(v), func(string) error { _, err := v.Std(); return err })
	case GUID:
		if !v.Valid() {
			return "", fmt.Errorf("%.60q is no GUID", string(v))
		}
		return string(v), nil
	case Decimal:
		return bare(string(v), func(string) error { _, err := v.Float64(); return err })
	case time.Duration:
		return literal(DurationOf(v))
	case Duration:
		return bare("duration'"+string(v)+"'", func(string) error { _, err := parseDuration(string(v)); return err })
	}
	return reflectLiteral(reflect.ValueOf(v))
}

// bare returns text, or what check finds wrong: text goes out without quotes.
func bare(text string, check func(string) error) (string, error) {
	if err := check(text); err != nil {
		return "", err
	}
	return text, nil
}

func parses[T any](parse func(string) (T, error)) func(string) error {
	return func(s string) error { _, err := parse(s); return err }
}

func reflectLiteral(v reflect.Value) (string, error) {
	switch {
	case v.Kind() == reflect.String:
		return "'" + strings.ReplaceAll(v.String(), "'", "''") + "'", nil
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), nil
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), nil
	case v.CanFloat():
		return floatLiteral(v.Float(), v.Type().Bits()), nil
	case v.Kind() == reflect.Slice:
		items := make([]string, v.Len())
		for i := range items {
			var err error
			if items[i], err = literal(v.Index(i).Interface()); err != nil {
				return "", err
			}
		}
		return "(" + strings.Join(items, ",") + ")", nil
	}
	return "", fmt.Errorf("a %s cannot be an OData literal", v.Type())
}

func floatLiteral(f float64, bits int) string {
	switch s := strconv.FormatFloat(f, 'g', -1, bits); s {
	case "+Inf":
		return "INF"
	case "-Inf":
		return "-INF"
	default:
		return s
	}
}
