package rest

import (
	"encoding/base64"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

// Filter keeps the elements for which an expression holds ($filter). Every '?' in
// format stands for one of args, which is written as an OData literal, so that no
// value can break out of its place:
//
//	rest.Filter("buyer eq ? and paid eq ?", "O'Neil", true)
//	rest.Filter("id in ?", []string{"1", "2"})
//
// A string, also one of a named type, becomes a quoted literal; numbers, booleans,
// [Date], [TimeOfDay], [DateTimeOffset], time.Time, [GUID] and what else has the 16 bytes
// and the text of one stand bare; a [Duration] or time.Duration becomes duration'...',
// a []byte or [Binary] binary'...'; nil, a nil pointer and an [Opt] that is null become
// null; any other slice becomes a list in parentheses. A pointer or an Opt stands for its
// value. All else is an error: structs, maps, lists that are empty or in another list,
// JSON, and values that their OData type does not have. A '?' inside quotes is itself.
// With no args, format is sent as it is.
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
//	rest.Search(`"buyer:?" OR "mail:?"`, name, name)
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

// literal returns v as an OData literal (OData ABNF, primitiveLiteral), or as a list of
// them.
func literal(v any) (string, error) {
	if list := reflect.Indirect(reflect.ValueOf(v)); list.Kind() == reflect.Slice && !isBytes(list.Type()) {
		return listLiteral(list)
	}
	return primitiveLiteral(v)
}

func primitiveLiteral(v any) (string, error) {
	if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer {
		if p.IsNil() {
			return "null", nil
		}
		if v = p.Elem().Interface(); p.Elem().Kind() == reflect.Pointer {
			return "", fmt.Errorf("a %s cannot be an OData literal", p.Type())
		}
	}
	switch v := v.(type) {
	case nil:
		return "null", nil
	case time.Time:
		t, err := sendable(v)
		return t.Format(time.RFC3339Nano), err
	case DateTimeOffset:
		return primitiveLiteral(v.Time) // it may have come in a form that is no literal
	case Duration:
		return durationLiteral(v)
	case time.Duration:
		return durationLiteral(DurationOf(v))
	case []byte:
		return binaryLiteral(v), nil
	case Binary:
		return binaryLiteral(v), nil
	}
	return reflectLiteral(reflect.ValueOf(v))
}

// durationLiteral returns a duration (OData ABNF, dayTimeDuration): years, months and
// weeks it may not have.
func durationLiteral(d Duration) (string, error) {
	if err := d.check(); err != nil {
		return "", err
	}
	if days, _, _ := strings.Cut(string(d), "T"); strings.ContainsAny(days, "YMW") {
		return "", fmt.Errorf("%.60q has years, months or weeks, which no literal can have", string(d))
	}
	return "duration'" + string(d) + "'", nil
}

// binaryLiteral returns bytes (OData ABNF, binary).
func binaryLiteral(b []byte) string {
	return "binary'" + base64.URLEncoding.EncodeToString(b) + "'"
}

func reflectLiteral(v reflect.Value) (string, error) {
	switch {
	case isOpt(v.Type()):
		return optLiteral(v)
	case scalarOf(v.Type()).kind == checked || scalarOf(v.Type()).kind == decimal:
		return v.String(), checkText(v.Type(), v.String())
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
	case isBytes(v.Type()) && v.Type().Name() == "": // an array
		b := make([]byte, v.Len())
		reflect.Copy(reflect.ValueOf(b), v)
		return binaryLiteral(b), nil
	}
	if s, ok := v.Interface().(fmt.Stringer); ok && isBytes(v.Type()) && v.Len() == 16 && GUID(s.String()).Valid() {
		return s.String(), nil
	}
	return "", fmt.Errorf("a %s cannot be an OData literal", v.Type())
}

// isBytes reports whether t is a slice or an array of bytes. Those of named types may
// mean anything: JSON, an IP address, a UUID.
func isBytes(t reflect.Type) bool {
	return (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) && t.Elem() == reflect.TypeFor[byte]()
}

// optLiteral returns the value of an Opt, or null.
func optLiteral(v reflect.Value) (string, error) {
	value, ok := optValue(v)
	if !ok && v.IsZero() {
		return "", errors.New("an Opt that is absent has no value to compare with")
	}
	return primitiveLiteral(value)
}

// optValue returns the value of an Opt, and whether it has one.
func optValue(opt reflect.Value) (any, bool) {
	p := reflect.New(opt.Type())
	p.Elem().Set(opt)
	if *(*state)(unsafe.Add(p.UnsafePointer(), opt.Type().Field(1).Offset)) < present {
		return nil, false
	}
	return reflect.NewAt(opt.Type().Field(0).Type, p.UnsafePointer()).Elem().Interface(), true
}

// listLiteral returns a list (OData ABNF, listExpr).
func listLiteral(v reflect.Value) (string, error) {
	if v.Len() == 0 {
		return "", errors.New("an empty list cannot be an OData literal")
	}
	items := make([]string, v.Len())
	for i := range items {
		var err error
		if items[i], err = primitiveLiteral(v.Index(i).Interface()); err != nil {
			return "", err
		}
	}
	return "(" + strings.Join(items, ",") + ")", nil
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
