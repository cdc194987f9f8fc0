package pattern

import (
	"errors"
	"fmt"
	"strings"
)

// This file turns a pattern of request paths into a glob.
//
// People copy templates from pages, so a pattern is read as a template is: with
// keys in either notation of OData (URL conventions, section 4.3), alternate keys,
// functions with arguments, and paths in drives between colons. A placeholder,
// whatever it is called, stands for a key and for nothing else.
//
// Paths that are matched are in one notation, with a slash in front of each segment:
//
//	events         names, casts and $value as they are, without empty parentheses
//	<>             a key
//	(appId=<>)     an alternate key
//	:<>            a path in a drive
//	fn(a=<>,b=1)   a function: placeholders as <>, fixed values without quotes
//
// A slash that is part of a segment is written %2F there.

// Key is how a placeholder is written in the paths that [Pattern.Path] takes.
const Key = "<>"

// keyGlob matches keys, plain and alternate.
const keyGlob = "{" + Key + ",(*)}"

// compilePath fills in p's segments.
func (p *Pattern) compilePath(body string) error {
	parts, err := split(strings.TrimRight(body[1:], "/"), '/')
	switch {
	case err != nil:
		return err
	case len(parts) == 1 && parts[0] == "":
		return errors.New(`it names no path; "/**" is every path`)
	case isVersion(parts[0]):
		return fmt.Errorf("paths are written without the version %q in front", parts[0])
	}
	for i := 0; i < len(parts); i++ {
		name, opens := strings.CutSuffix(strings.TrimSpace(parts[i]), ":")
		if name == "" {
			return errors.New("a segment of the path is empty")
		}
		if name == "..." || name == "…" {
			name = "**" // what pages mean by it
		}
		glob, err := segment(name)
		if err != nil {
			return err
		}
		p.add(glob, parts[i])
		if opens && i+1 < len(parts) {
			i += p.addDrivePath(parts[i+1:])
		}
	}
	return nil
}

// isVersion reports whether a segment is a version, which a URL has in front of the path:
// v1.0, v2, beta.
func isVersion(s string) bool {
	s = strings.ToLower(s)
	number, ok := strings.CutPrefix(s, "v")
	return s == "beta" || ok && number != "" && strings.Trim(number, "0123456789.") == ""
}

// add adds a segment. "**" twice is "**" once.
func (p *Pattern) add(glob, written string) {
	if n := len(p.segments); glob == "**" && n > 0 && p.segments[n-1] == glob {
		return
	}
	p.segments, p.written = append(p.segments, glob), append(p.written, written)
}

// addDrivePath adds the path in a drive that parts begin with, up to the colon that
// closes it. It returns the number of parts that it consists of.
func (p *Pattern) addDrivePath(parts []string) int {
	taken := 1
	for i, part := range parts {
		if strings.HasSuffix(part, ":") {
			taken = i + 1
			break
		}
	}
	text := strings.TrimSuffix(strings.Join(parts[:taken], "/"), ":")
	glob, hole, err := translate(text)
	if hole || err != nil || text == "**" {
		glob = "*"
	}
	p.add(":"+strings.ReplaceAll(glob, "/", "%2f"), strings.Join(parts[:taken], "/"))
	if text == "**" {
		p.add("**", "**")
	}
	return taken
}

// segment turns one segment into a glob.
func segment(s string) (string, error) {
	if open := strings.IndexByte(s, '('); open >= 0 {
		inner, closed := strings.CutSuffix(s[open+1:], ")")
		if !closed {
			return "", fmt.Errorf("there is something behind the parentheses of %q", s)
		}
		return call(s[:open], inner)
	}
	name, _, alternate := strings.Cut(s, "=")
	if at := strings.IndexByte(s, '?'); at >= 0 && (alternate && at < len(name) || strings.HasPrefix(s[at+1:], "$")) {
		return "", errors.New("a query is no part of the path: leave it out")
	}
	if alternate { // directoryRoles/roleTemplateId={id}
		return arguments(s)
	}
	if end := strings.IndexByte(s, '}'); end > 0 && strings.HasPrefix(s, "{") && !strings.ContainsAny(s[1:end], "{,") && s[end+1:] != "" {
		glob, _, err := translate(s[end+1:]) // {id}:reserve, {id}.json
		return keyGlob + glob, err
	}
	glob, hole, err := translate(s)
	if hole {
		glob = keyGlob
	}
	return glob, err
}

// call turns name(inner) into a glob: of a function, which is one segment, or of
// a name with a key behind it, which are two.
func call(name, inner string) (string, error) {
	glob, _, err := translate(name)
	if err != nil {
		return "", err
	}
	args, err := arguments(inner)
	switch {
	case err != nil:
		return "", err
	case name == "": // (id): parentheses where braces were meant
		return keyGlob, nil
	case args == "()":
		return glob, nil
	case strings.Contains(inner, "="):
		return glob + "{,/}" + args, nil
	}
	value, hole, err := translate(unquoted(inner))
	switch {
	case hole:
		return glob + "/" + keyGlob, err
	case value == "*": // anything in parentheses
		return glob + "{(*),/(*),/" + Key + "}", err
	}
	return glob + "/" + strings.ReplaceAll(value, "/", "%2f"), err
}

// arguments turns "a='{x}',b=1" into a glob, with its parentheses.
func arguments(s string) (string, error) {
	parts, err := split(s, ',')
	if err != nil {
		return "", err
	}
	for i, part := range parts {
		if parts[i], _, err = translate(unquoted(part)); err != nil {
			return "", err
		}
	}
	return "(" + strings.ReplaceAll(strings.Join(parts, ","), "/", "%2f") + ")", nil
}

func unquoted(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "'", "")) }

// translate turns text into a glob in lower case. Placeholders become "*"; hole
// reports whether there are any. {a,b} is a choice and no placeholder.
func translate(s string) (glob string, hole bool, err error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			end := min(i+2, len(s))
			b.WriteString(s[i:end])
			i = end - 1
		case '{', '<':
			n, err := closing(s[i:])
			if err != nil {
				return "", false, err
			}
			choice, placeholder, err := braces(s[i : i+n+1])
			if err != nil {
				return "", false, err
			}
			b.WriteString(choice)
			hole = hole || placeholder
			i += n
		default:
			b.WriteByte(s[i])
		}
	}
	return strings.ToLower(b.String()), hole, nil
}

// braces turns {a,b} into a glob, and {id} and <id> into that of a placeholder.
func braces(s string) (glob string, hole bool, err error) {
	parts, err := split(s[1:len(s)-1], ',')
	if err != nil || s[0] == '<' || len(parts) == 1 {
		return "*", true, err
	}
	for i, part := range parts {
		if parts[i], _, err = translate(part); err != nil {
			return "", false, err
		}
	}
	return "{" + strings.Join(parts, ",") + "}", false, nil
}

// closer returns what closes a bracket that nests, 0 if c is none.
func closer(c byte) byte {
	switch c {
	case '{':
		return '}'
	case '<':
		return '>'
	case '(':
		return ')'
	}
	return 0
}

// closing returns where the bracket that s begins with is closed.
func closing(s string) (int, error) {
	var open []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' {
			i++
			continue
		}
		if end := closer(c); end != 0 {
			open = append(open, end)
			continue
		}
		if len(open) > 0 && c == open[len(open)-1] {
			if open = open[:len(open)-1]; len(open) == 0 {
				return i, nil
			}
		}
	}
	return 0, fmt.Errorf("the %q in it is not closed", s[0])
}

// split splits s at every sep that stands in no brackets.
func split(s string, sep byte) ([]string, error) {
	var parts []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == sep:
			parts = append(parts, s[start:i])
			start = i + 1
		case closer(c) != 0:
			n, err := closing(s[i:])
			if err != nil {
				return nil, err
			}
			i += n
		case c == '}' || c == ')' || c == '>':
			return nil, fmt.Errorf("there is a %q in it that nothing opens", c)
		}
	}
	return append(parts, s[start:]), nil
}

// withoutArguments returns a path as it is matched, its functions without their
// arguments. Alternate keys, which begin with a parenthesis, stay.
func withoutArguments(path string) string {
	if !strings.Contains(path, "(") {
		return path
	}
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if at := strings.IndexByte(s, '('); at > 0 {
			segments[i] = s[:at]
		}
	}
	return strings.Join(segments, "/")
}
