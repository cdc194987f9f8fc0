package pattern

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
)

// This file matches globs. Choices such as {a,b} are expanded first, up to a limit. A
// matcher that tries them while it matches takes time that grows exponentially with their
// number.

// maxGlobs bounds how many globs a pattern is expanded to.
const maxGlobs = 256

// globs are matched one after the other.
type globs []string

// compile expands a glob and checks the globs that it is expanded to.
func compile(glob string) (globs, error) {
	if !doublestar.ValidatePattern(glob) {
		return nil, errors.New("a bracket, a brace or a backslash in it is left open")
	}
	list, err := expand(glob)
	if err != nil {
		return nil, err
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

func (list globs) match(name string) bool {
	return slices.ContainsFunc(list, func(glob string) bool { return doublestar.MatchUnvalidated(glob, name) })
}

// expand returns a glob without its choices: for a{b,c}d, abd and acd.
func expand(glob string) (globs, error) {
	list := globs{""}
	for len(glob) > 0 {
		n := plain(glob)
		for i := range list {
			list[i] += glob[:n]
		}
		if glob = glob[n:]; glob == "" {
			break
		}
		end := closingBrace(glob)
		var choices globs
		for _, choice := range splitChoices(glob[1:end]) {
			expanded, err := expand(choice)
			if err != nil {
				return nil, err
			}
			choices = append(choices, expanded...)
		}
		if len(list)*len(choices) > maxGlobs {
			return nil, fmt.Errorf("there are more than %d choices in it", maxGlobs)
		}
		var product globs
		for _, head := range list {
			for _, choice := range choices {
				product = append(product, head+choice)
			}
		}
		list, glob = product, glob[end+1:]
	}
	return list, nil
}

// plain returns the length of what is in front of the first choice.
func plain(glob string) int {
	for i := 0; i < len(glob); i += step(glob[i:]) {
		if glob[i] == '{' {
			return i
		}
	}
	return len(glob)
}

// closingBrace returns where the choice that glob begins with ends.
func closingBrace(glob string) int {
	depth := 0
	for i := 0; i < len(glob); i += step(glob[i:]) {
		switch glob[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(glob) - 1 // of a glob that is not valid
}

// splitChoices splits at the commas that are not inside a choice.
func splitChoices(s string) []string {
	var parts []string
	start, depth := 0, 0
	for i := 0; i < len(s); i += step(s[i:]) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, s[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, s[start:])
}

// step returns the length of what a glob begins with: an escape, a class, or one byte.
func step(glob string) int {
	switch glob[0] {
	case '\\':
		return min(2, len(glob))
	case '[':
		for i := 1; i < len(glob); i++ {
			switch {
			case glob[i] == '\\':
				i++
			case glob[i] == ']':
				return i + 1
			}
		}
	}
	return 1
}
