package types

// This file tells the objects of examples that are maps: their members are no properties
// but keys of what is there at the time, as in {"1.9.0": {...}, "1.9.1": {...}} or
// {"en": {...}, "ru": {...}}. A struct of them would fit that example alone.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// IsKeyed reports whether a value is an object that is a map by the names of its members.
func (c *Catalog) IsKeyed(v *relaxed.Value) bool {
	return v.Kind == relaxed.Object && isKeyed(v, c.Convention.IsControl)
}

// isKeyed reports whether an object is a map by the names of its members: all are what no
// property is called, or all are codes of countries or languages and their values alike.
// Two letters may be a word too ("id"), so that it takes several languages, or a region.
func isKeyed(v *relaxed.Value, control func(string) bool) bool {
	keys, countries, languages, regions, n := 0, 0, 0, 0, 0
	for _, m := range v.Members {
		if control(m.Name) {
			continue
		}
		n++
		switch {
		case isKeyOnly(m.Name):
			keys++
		case len(m.Name) == 2 && isLetters(m.Name, 'A', 'Z'):
			countries++
		case len(m.Name) == 2 && isLetters(m.Name, 'a', 'z'):
			languages++
		case hasRegion(m.Name):
			languages, regions = languages+1, regions+1
		}
	}
	switch {
	case n == 0:
		return false
	case keys == n:
		return true
	case countries == n:
		return n > 1 && ofOneShape(v)
	}
	return languages == n && (n > 1 || regions > 0) && ofOneShape(v) && v.Members[0].Value.Kind == relaxed.Object
}

// isKeyOnly reports whether a name is one that no property has: it begins with a digit, as
// versions and numbers do, or is a path.
func isKeyOnly(name string) bool {
	return name != "" && (odata.IsDigit(name[0]) || strings.Contains(name, "/"))
}

// hasRegion reports whether a name is the code of a language with that of a region: en-us.
func hasRegion(name string) bool {
	language, region, ok := strings.Cut(odata.Fold(name), "-")
	return ok && len(language) == 2 && len(region) == 2 && isLetters(language, 'a', 'z') && isLetters(region, 'a', 'z')
}

// isLetters reports whether a text has no letters but those of a range.
func isLetters(s string, from, to byte) bool {
	for i := range len(s) {
		if s[i] < from || s[i] > to {
			return false
		}
	}
	return true
}

// ofOneShape reports whether the members of an object are of one kind, and those that are
// objects have the same members.
func ofOneShape(v *relaxed.Value) bool {
	first := v.Members[0].Value
	for _, m := range v.Members[1:] {
		if m.Value.Kind != first.Kind || len(m.Value.Members) != len(first.Members) {
			return false
		}
		for _, inner := range m.Value.Members {
			if first.Get(inner.Name) == nil {
				return false
			}
		}
	}
	return true
}
