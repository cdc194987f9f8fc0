package api

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// Bind returns the values that an example's path gives the placeholders of a template's
// path, in their order. It reports false where the example is not of the template.
func Bind(template, example Path) ([]string, bool) {
	if len(template) != len(example) {
		return nil, false
	}
	// Most paths that are no match differ in their end.
	if t, e := template.Last(), example.Last(); t.Kind == Static && (e.Kind != Static || !odata.EqualFold(e.Name, t.Name)) {
		return nil, false
	}
	var args []string
	for i := range template {
		var ok bool
		if args, ok = BindSegment(args, &template[i], &example[i]); !ok {
			return nil, false
		}
	}
	return args, true
}

// BindSegment is [Bind] for one segment. It appends the values to args.
func BindSegment(args []string, t, e *Segment) ([]string, bool) {
	switch t.Kind {
	case Key:
		return bindKey(args, t, e)
	case ByPath:
		if e.Kind != ByPath || !odata.EqualFold(e.Suffix, t.Suffix) {
			return args, false
		}
		return append(args, argValue(e.Args[0])), true
	case AlternateKey, Operator:
		if e.Kind != t.Kind || !odata.EqualFold(e.Name, t.Name) || !odata.EqualFold(e.Suffix, t.Suffix) {
			return args, false
		}
		values, ok := bindArgs(t.Args, e.Args)
		return append(args, values...), ok
	}
	return args, e.Kind == t.Kind && odata.EqualFold(e.Name, t.Name) && odata.EqualFold(e.Suffix, t.Suffix)
}

// bindKey is [BindSegment] for a key. In an example it may be a name like others.
func bindKey(args []string, t, e *Segment) ([]string, bool) {
	switch e.Kind {
	case Key:
		if len(e.Args) != len(t.Args) || !odata.EqualFold(e.Suffix, t.Suffix) {
			return args, false
		}
		for _, a := range e.Args {
			args = append(args, argValue(a))
		}
		return args, true
	case Static, Cast:
		value, ok := strings.CutSuffix(e.Name+e.Suffix, t.Suffix)
		if !ok || value == "" || len(t.Args) > 1 {
			return args, false
		}
		return append(args, unescape(value)), true
	}
	return args, false
}

// bindArgs is [Bind] for named arguments, which may be in any order.
func bindArgs(template, example []Arg) ([]string, bool) {
	if len(template) != len(example) {
		return nil, false
	}
	var values []string
	for _, t := range template {
		found := false
		for _, e := range example {
			if !odata.EqualFold(e.Name, t.Name) {
				continue
			}
			found = true
			if t.Placeholder != "" {
				values = append(values, argValue(e))
			} else if t.Literal != e.Literal {
				return nil, false
			}
		}
		if !found {
			return nil, false
		}
	}
	return values, true
}

// QuotedOtherwise returns the name of an argument of a function or alternate key that is
// in quotes in only one of a template's path and an example's, both of the same length. It
// reports false where there is none; a placeholder in the example says nothing.
func QuotedOtherwise(template, example Path) (name string, differs bool) {
	for i := range template {
		t, e := &template[i], &example[i]
		if t.Kind != e.Kind || t.Kind != Operator && t.Kind != AlternateKey {
			continue
		}
		for _, a := range t.Args {
			for _, b := range e.Args {
				if odata.EqualFold(a.Name, b.Name) && b.Placeholder == "" && a.Quoted != b.Quoted {
					return a.Name, true
				}
			}
		}
	}
	return "", false
}

// argValue returns the value that an example gives an argument. Where the example shows
// a placeholder itself, it is the placeholder's name.
func argValue(a Arg) string {
	if a.Placeholder != "" {
		name := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
				return r
			}
			return '-'
		}, a.Placeholder)
		return cmp.Or(strings.Trim(name, "-"), "id")
	}
	v := unescape(a.Literal)
	if a.Quoted {
		v = strings.ReplaceAll(v, "''", "'")
	}
	return v
}

// unescape decodes percent escapes. A text with an invalid one is returned as it is.
func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
