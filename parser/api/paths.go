package api

// This file reads request templates and example URLs into paths.
//
// A template is a URL with placeholders. OData gives its segments a meaning (part 2,
// URL conventions, section 4): names, keys in either notation, type casts, functions
// with named arguments, segments that start with $. Pages add notations of their own:
// {id | userPrincipalName}, <address>, (team-id), root:/{item-path}:, and sometimes an
// id where a placeholder was meant. Templates and examples are read in the same way, so
// that they can be compared segment by segment. Whether a segment is a placeholder
// depends on its notation alone, never on other pages.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/limits"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// cutOutside cuts s around the first sep that is not inside brackets or quotes.
func cutOutside(s string, sep byte) (before, after string, found bool) {
	depth, quoted := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\'':
			quoted = !quoted && strings.IndexByte(s[i+1:], '\'') >= 0
		case quoted:
		case c == '{' || c == '(' || c == '<' || c == '[':
			depth++
		case c == '}' || c == ')' || c == '>' || c == ']':
			depth = max(depth-1, 0)
		case c == sep && depth == 0:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// SplitOutside splits s at every sep that is not inside brackets or quotes.
func SplitOutside(s string, sep byte) []string {
	parts := make([]string, 0, strings.Count(s, string(sep))+1)
	for {
		before, after, found := cutOutside(s, sep)
		parts = append(parts, before)
		if !found {
			return parts
		}
		s = after
	}
}

// ParsePath reads the path of a template or of an example's URL, as [SplitURL] returns
// it. A segment that starts with namespace, which is the API's own, is a type cast. The
// error says which segment cannot be read and why.
func ParsePath(path, namespace string) (Path, error) {
	raw := SplitOutside(strings.Trim(path, "/"), '/')
	if strings.Count(path, "(") > strings.Count(path, ")") {
		// range(address='x'/entireRow: a parenthesis was forgotten.
		raw = strings.Split(strings.Trim(path, "/"), "/")
	}
	const usual = 16
	out := make(Path, 0, min(len(raw), usual))
	colons := !slices.ContainsFunc(raw, opensPath)
	for i := 0; i < len(raw); i++ {
		s := strings.TrimSpace(raw[i])
		if s == "" {
			continue
		}
		if name, suffix, ok := marked(s, colons); ok {
			key := KeySegment(name)
			key.Suffix = suffix
			out = append(out, key)
			continue
		}
		if s == "..." || s == "…" {
			return nil, fmt.Errorf("%s stands for any number of segments", s)
		}
		name, opens := strings.CutSuffix(s, ":")
		var err error
		if out, err = appendSegment(out, name, namespace); err != nil {
			return nil, err
		}
		if !opens || i+1 == len(raw) {
			continue
		}
		arg, next := pathArgument(raw, i+1)
		out = append(out, Segment{Kind: ByPath, Args: []Arg{arg}})
		i = next
	}
	if len(out) > limits.Segments {
		return nil, TooLong{fmt.Sprintf("the path has %d segments, more than %d", len(out), limits.Segments)}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the URL has no path")
	}
	return out, nil
}

// TooLong is the error of a path beyond the limits: no client could have a method for
// it. Why says what there is too much of.
type TooLong struct{ Why string }

func (e TooLong) Error() string { return e.Why }

// pathArgument returns the path inside a path, as in root:/a/b:/children. It joins the
// segments from at up to the one that ends in a colon, and returns that one's index.
func pathArgument(raw []string, at int) (Arg, int) {
	last := at
	for last < len(raw)-1 && !strings.HasSuffix(raw[last], ":") {
		last++
	}
	text := strings.TrimSuffix(strings.Join(raw[at:last+1], "/"), ":")
	if inner, ok := hole(text); ok {
		return Arg{Placeholder: inner, Type: "Edm.String"}, last
	}
	if strings.ContainsAny(text, "{<") {
		return Arg{Placeholder: "path", Type: "Edm.String"}, last
	}
	return Arg{Literal: text, Type: "Edm.String"}, last
}

// opensPath reports whether a path inside the path begins or ends behind a segment, as in
// root:/{path}:/children.
func opensPath(segment string) bool { return strings.HasSuffix(strings.TrimSpace(segment), ":") }

// marked returns the name of a placeholder that has a mark in front and nothing around it,
// and what stands behind it: id of :id and .json of :id.json, where colons says that no
// path stands inside the path; ACCOUNT_ID of the shell's $ACCOUNT_ID and ${ACCOUNT_ID}.
// What OData itself writes with a dollar is in lower case.
func marked(s string, colons bool) (name, suffix string, ok bool) {
	if len(s) < 2 {
		return "", "", false
	}
	name = s[1:]
	if i := strings.LastIndexByte(name, '.'); i > 0 && isFormat(name[i+1:]) {
		name, suffix = name[:i], name[i:]
	}
	switch s[0] {
	case ':':
		return name, suffix, colons && odata.IsIdentifier(strings.ReplaceAll(name, "-", "_"))
	case '$':
		if len(name) > 2 && name[0] == '{' && name[len(name)-1] == '}' {
			name = name[1 : len(name)-1]
		}
		return name, suffix, odata.IsIdentifier(name) && name == strings.ToUpper(name)
	}
	return "", "", false
}

// hole returns the name of a placeholder: x of {x}, <x>, {x} | y and {{x}}.
func hole(s string) (string, bool) {
	if len(s) < 2 {
		return "", false
	}
	switch {
	case s[0] == '{':
		inner, rest, ok := strings.Cut(s[1:], "}")
		rest = strings.Trim(rest, "} ")
		if ok && (rest == "" || rest[0] == '|') {
			return strings.Trim(inner, "{ "), true
		}
	case s[0] == '<' && s[len(s)-1] == '>':
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	return "", false
}

// appendSegment reads one segment and appends it to p. A name with a key in parentheses
// becomes two segments.
func appendSegment(p Path, s, namespace string) (Path, error) {
	if inner, ok := hole(s); ok {
		return append(p, KeySegment(inner)), nil
	}
	if strings.HasPrefix(s, "$") && len(s) > 1 {
		return append(p, Segment{Kind: System, Name: s}), nil
	}
	if before, suffix := cutSuffix(s); suffix != "" {
		p, err := appendSegment(p, before, namespace)
		if err == nil {
			p[len(p)-1].Suffix = suffix
		}
		return p, err
	}
	if open := strings.IndexByte(s, '('); open >= 0 {
		return appendParens(p, s, open)
	}
	if name, value, ok := strings.Cut(s, "="); ok {
		// directoryRoles/roleTemplateId={roleTemplateId}: an alternate key
		// that lost its parentheses.
		if inner, isHole := hole(value); isHole && odata.IsIdentifier(name) {
			return append(p, Segment{Kind: AlternateKey, Bare: true, Args: []Arg{{Name: name, Placeholder: inner, Type: "Edm.String"}}}), nil
		}
	}
	if strings.ContainsAny(s, "{<") && !strings.HasPrefix(s, "http") {
		// {a},{b} or v{n}: composed, but one key to the caller.
		return append(p, KeySegment(strings.Map(func(r rune) rune {
			if strings.ContainsRune("{}<>", r) {
				return -1
			}
			return r
		}, s))), nil
	}
	if isQualified(s, namespace) {
		return append(p, Segment{Kind: Cast, Name: s}), nil
	}
	return append(p, Segment{Kind: Static, Name: s}), nil
}

// KeySegment returns a key whose placeholder has a name.
func KeySegment(name string) Segment {
	return Segment{Kind: Key, Args: []Arg{{Placeholder: name, Type: "Edm.String"}}}
}

// appendParens reads name(...): a key in parentheses, an alternate key, or a
// function with its arguments.
func appendParens(p Path, s string, open int) (Path, error) {
	name, inner := s[:open], strings.TrimSuffix(strings.TrimSpace(s[open+1:]), ")")
	inner = strings.TrimSpace(inner)
	if name == "" {
		// (team-id): parentheses where braces were meant.
		return append(p, KeySegment(inner)), nil
	}
	if inner == "" {
		return append(p, Segment{Kind: Operator, Name: name}), nil
	}
	parts := SplitOutside(inner, ',')
	if len(parts) > limits.Arguments {
		return nil, TooLong{fmt.Sprintf("%s has %d arguments, more than %d", name, len(parts), limits.Arguments)}
	}
	var args []Arg
	for _, part := range parts {
		arg, err := parseArg(strings.TrimSpace(part))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s, err)
		}
		args = append(args, arg)
	}
	if isPositional(args) {
		for _, a := range args {
			if a.Placeholder == "" && a.Literal == "" {
				return nil, fmt.Errorf("%s: an argument without a value", s)
			}
		}
		key := Segment{Kind: Key, Parens: true, Args: args}
		return append(p, Segment{Kind: Static, Name: name}, key), nil
	}
	named := map[string]bool{}
	for _, a := range args {
		if a.Name == "" || named[odata.Fold(a.Name)] {
			return nil, fmt.Errorf("%s: each argument needs a name of its own", s)
		}
		named[odata.Fold(a.Name)] = true
	}
	if isAlternateKey(name, args) {
		return append(p, Segment{Kind: Static, Name: name}, Segment{Kind: AlternateKey, Args: args}), nil
	}
	return append(p, Segment{Kind: Operator, Name: name, Args: args}), nil
}

// isPositional reports whether arguments are those of a key without names: one, or the
// parts of a composite key in their order.
func isPositional(args []Arg) bool {
	return !slices.ContainsFunc(args, func(a Arg) bool { return a.Name != "" })
}

// isAlternateKey reports whether a name with arguments is a collection with a key by
// names, as in applications(appId='{id}'), rather than a function, as in
// getByPath(path='{path}'). It is where the name is a plural noun and all arguments'
// names are those of identifying properties.
func isAlternateKey(collection string, args []Arg) bool {
	c := strings.ToLower(collection)
	if phrases.IsQuery(collection) || strings.Contains(c, ".") || !strings.HasSuffix(c, "s") {
		return false
	}
	return !slices.ContainsFunc(args, func(a Arg) bool { return !phrases.IsIdentifier(a.Name) })
}

// parseArg reads one argument of a function: name='{x}', name={x}, name=x-value,
// name=microsoft.graph.zone'{x}', or a bare value.
func parseArg(s string) (Arg, error) {
	arg := Arg{Type: "Edm.String"}
	if name, value, ok := strings.Cut(s, "="); ok && odata.IsIdentifier(strings.TrimSpace(name)) {
		arg.Name, s = strings.TrimSpace(name), strings.TrimSpace(value)
	}
	if s == "" {
		return arg, fmt.Errorf("argument %q has no value", arg.Name)
	}
	if i := strings.IndexByte(s, '\''); i > 0 && odata.IsIdentifier(strings.ReplaceAll(s[:i], ".", "_")) {
		arg.Prefix, s = s[:i], s[i:]
	}
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' {
		arg.Quoted = true
		s = s[1 : len(s)-1]
	}
	if inner, ok := hole(strings.Trim(s, "()/")); ok {
		arg.Placeholder = inner // also of id=({id}) and id=/{id}
		if len(inner) > 2 && inner[0] == '\'' && inner[len(inner)-1] == '\'' {
			arg.Placeholder, arg.Quoted = inner[1:len(inner)-1], true
		}
		return arg, nil
	}
	arg.Literal = s
	return arg, nil
}

// isQualified reports whether s is a name in the API's namespace, in full or by
// its last part: microsoft.graph.user, graph.user.
func isQualified(s, namespace string) bool {
	if namespace == "" {
		return false
	}
	return inSpace(s, namespace) || inSpace(s, odata.BareName(namespace))
}

// inSpace reports whether a name begins with a namespace and a dot, in any case.
func inSpace(name, namespace string) bool {
	return odata.HasPrefixFold(name, namespace) && strings.HasPrefix(name[len(namespace):], ".")
}

// LooksLiteral reports whether a segment looks like the id of one thing rather than a
// name: a GUID, an address, a long opaque string.
func LooksLiteral(s string) bool {
	if strings.ContainsAny(s, "@%=!,|") {
		return true
	}
	digits, runs, letters, other := 0, 0, 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
			if i == 0 || s[i-1] < '0' || s[i-1] > '9' {
				runs++ // one run of digits is a part of a name: getOffice365Counts
			}
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			letters++
		default:
			other++
		}
	}
	switch {
	case digits > 0 && letters == 0:
		return true
	case digits >= 2 && runs > 1 && len(s) >= 16:
		return true
	case len(s) == 36 && strings.Count(s, "-") == 4:
		return true
	}
	return digits >= 2 && other > 0 && letters > 0
}

// Holes returns the arguments of a path that are placeholders, in order.
func (p Path) Holes() []Arg {
	var out []Arg
	for _, s := range p {
		for _, a := range s.Args {
			if a.Placeholder != "" {
				out = append(out, a)
			}
		}
	}
	return out
}

// Last returns the path's last segment. It panics for an empty path.
func (p Path) Last() Segment { return p[len(p)-1] }

// Unformatted returns the path without the format of what it answers: /orders for
// /orders.json. What is below /orders.json are /orders/{id}.json.
func (p Path) Unformatted() Path {
	if len(p) == 0 || !strings.HasPrefix(p.Last().Suffix, ".") {
		return p
	}
	out := slices.Clone(p)
	out[len(out)-1].Suffix = ""
	return out
}

// Clone returns a copy that shares nothing with p.
func (p Path) Clone() Path {
	out := slices.Clone(p)
	for i := range out {
		out[i].Args = slices.Clone(out[i].Args)
	}
	return out
}
