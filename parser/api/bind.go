package api

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// Bind compares an example's path with a template's and returns the values of
// the placeholders.
func Bind(template, example Path) ([]string, bool) {
	if len(template) != len(example) {
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

// BindSegment compares one segment, and appends its values to args.
func BindSegment(args []string, t, e *Segment) ([]string, bool) {
	switch t.Kind {
	case Key:
		switch e.Kind {
		case Key:
			return append(args, argValue(e.Args[0])), true
		case Static, Cast:
			return append(args, unescape(e.Name)), true
		}
		return args, false
	case ByPath:
		if e.Kind != ByPath {
			return args, false
		}
		return append(args, argValue(e.Args[0])), true
	case AlternateKey, Operator:
		if e.Kind != t.Kind || !odata.EqualFold(e.Name, t.Name) {
			return args, false
		}
		values, ok := bindArgs(t.Args, e.Args)
		return append(args, values...), ok
	}
	return args, e.Kind == t.Kind && odata.EqualFold(e.Name, t.Name)
}

// bindArgs compares named arguments, in any order.
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

// argValue is the value that an example gives an argument; where it shows a
// placeholder, the placeholder's name will do.
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

// unescape decodes percent escapes, and leaves what is none as it is.
func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// DropParens leaves an example's own placeholders be and clears the parentheses
// that keys may stand in, which a template need not have.
func (p Path) DropParens() {
	for i := range p {
		if p[i].Kind == Key {
			p[i].Parens = false
		}
	}
}
