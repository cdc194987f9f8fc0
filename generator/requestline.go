package generator

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file turns a request line, as its page writes it, into what a call of it sends.
//
// It reads the text of the template and nothing that has been made of it: not the
// segments of [api.Path], not the pattern that the method has. So the golden text of a
// request line and the client come to the URL by two ways that share no code, and a fault
// of one shows as a difference.

// A lineArg is a value for one placeholder of a request line.
type lineArg struct {
	text string
	// spans is true for the path of a file, whose slashes part segments.
	spans bool
	// written is true for a value that the line itself has in the place.
	written bool
}

// lineTarget is the target of a request line: its path, escaped, with args in place of
// its placeholders, and its query. The error says that the line has more or fewer
// placeholders than args.
func lineTarget(template string, convention api.Convention, args []lineArg) (path string, query []api.Field, err error) {
	text, rawQuery := api.SplitURL(template, convention)
	w := lineWriter{args: args}
	w.path(strings.TrimSuffix(text, "/"))
	if w.used != len(args) {
		return "", nil, fmt.Errorf("the request line has %d placeholders, and the method takes %d arguments", w.used, len(args))
	}
	if convention.EndsInSlash(template) {
		w.text = append(w.text, '/')
	}
	return string(w.text), lineQuery(rawQuery, convention.Auth), nil
}

// A lineWriter writes the path of a request line.
type lineWriter struct {
	text []byte
	args []lineArg
	used int // so many of args
}

// path writes segment by segment. Behind one that ends in a colon stands the path of a
// file, up to the next colon.
func (w *lineWriter) path(text string) {
	segments := lineSegments(strings.TrimPrefix(text, "/"))
	colons := true // whether a colon in front marks a placeholder
	for _, s := range segments {
		colons = colons && !strings.HasSuffix(strings.TrimSpace(s), ":")
	}
	for i := 0; i < len(segments); i++ {
		s := strings.TrimSpace(segments[i])
		if s == "" || s == "..." || s == "…" { // any number of segments: none
			continue
		}
		w.text = append(w.text, '/')
		if end := markedEnd(s); end > 0 && (colons || s[0] != ':') {
			w.value(false)
			w.fixed(s[end:])
			continue
		}
		w.segment(s)
		if !strings.HasSuffix(s, ":") || i+1 == len(segments) {
			continue
		}
		last := i + 1
		for last < len(segments)-1 && !strings.HasSuffix(segments[last], ":") {
			last++
		}
		file := strings.Join(segments[i+1:last+1], "/")
		w.text = append(w.text, '/')
		if strings.ContainsAny(file, "{<") {
			w.value(false)
		} else {
			w.fixed(strings.TrimSuffix(file, ":"))
		}
		if strings.HasSuffix(file, ":") && last+1 < len(segments) {
			w.text = append(w.text, ':')
		}
		i = last
	}
}

// markedEnd is where a placeholder ends that a segment begins with and that has a mark in
// front alone: :id, $ACCOUNT_ID, :id.json. It is 0 where there is none.
func markedEnd(s string) int {
	end := len(s)
	if at := strings.LastIndexByte(s, '.'); at > 0 && (s[at:] == ".json" || s[at:] == ".xml") {
		end = at
	}
	letters := 0
	for i, c := range []byte(s[:end]) {
		switch {
		case i == 0 && c != ':' && c != '$':
			return 0
		case i == 0:
		case c == '-' && s[0] == ':', c == '_', c >= '0' && c <= '9' && letters > 0:
		case s[0] == '$' && (c == '{' && i == 1 || c == '}' && i == end-1):
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z' && s[0] == ':':
			letters++
		default:
			return 0
		}
	}
	if letters == 0 {
		return 0
	}
	return end
}

// segment writes one segment. Placeholders in parentheses are written each on its own;
// a segment outside of them is one value, in whatever way its name is written:
// {id | name}, {host},{site}, (team-id).
func (w *lineWriter) segment(s string) {
	open, hole := strings.IndexByte(s, '('), strings.IndexAny(s, "{<")
	switch {
	case open == 0:
		w.value(false)
	case hole < 0:
		w.fixed(quotedSlashes(s))
	case open > 0 && open < hole:
		w.fixed(s[:open+1])
		w.inside(s[open+1:])
	default:
		before, _, named := strings.Cut(s[:hole], "=")
		if named { // templateId={id}
			w.fixed(before + "=")
		}
		w.value(strings.HasSuffix(s[:hole], "'"))
		if rest := s[strings.LastIndexAny(s, "}>")+1:]; rest == ":" || hole == 0 && rest != "" && strings.IndexByte(":.;", rest[0]) >= 0 {
			w.fixed(rest) // {id}:reserve, {id}.json
		}
	}
}

// quotedSlashes escapes the slashes of values in quotes, which part no segments.
func quotedSlashes(s string) string {
	parts := strings.Split(s, "'")
	for i := 1; i < len(parts)-1; i += 2 {
		parts[i] = strings.ReplaceAll(parts[i], "/", "%2F")
	}
	return strings.Join(parts, "'")
}

// inside writes the arguments in a segment's parentheses.
func (w *lineWriter) inside(s string) {
	closed := strings.HasSuffix(s, ")")
	for {
		at := strings.IndexAny(s, "{<")
		if at < 0 {
			break
		}
		end := at + matching(s[at:])
		if open := strings.LastIndexByte(s[:at], '['); open >= 0 && strings.IndexByte(s[end:], ']') >= 0 {
			// ['{a}','{b}'] and [{ids}]: a list is one value.
			at, end = open, end+strings.IndexByte(s[end:], ']')+1
		}
		w.fixed(strings.TrimRight(s[:at], " "))
		quoted := strings.Count(s[:at], "'")%2 == 1
		if inner := strings.Trim(s[at:end], "{}<>"); len(inner) > 2 && inner[0] == '\'' && inner[len(inner)-1] == '\'' {
			w.text = append(w.text, '\'')
			w.value(true)
			w.text = append(w.text, '\'')
		} else {
			w.value(quoted)
		}
		if s = s[end:]; quoted && strings.HasPrefix(s, "'") {
			w.text, s = append(w.text, '\''), s[1:]
		}
	}
	w.fixed(s)
	if !closed {
		w.text = append(w.text, ')') // which the page forgets
	}
}

// value writes the next value. In quotes, a quote is doubled.
func (w *lineWriter) value(quoted bool) {
	if w.used++; w.used > len(w.args) {
		return
	}
	a := w.args[w.used-1]
	text := a.text
	if quoted {
		text = strings.ReplaceAll(text, "'", "''")
	}
	for i, part := range strings.Split(text, "/") {
		if i > 0 && a.spans {
			w.text = append(w.text, '/')
		} else if i > 0 {
			w.text = append(w.text, "%2F"...)
		}
		w.escaped(part, "")
	}
}

// fixed writes what stands on the page. What is percent-encoded there stays so.
func (w *lineWriter) fixed(s string) { w.escaped(s, "%/!$&'()*+,;=:@") }

// escaped writes text, with every byte percent-encoded that is neither unreserved (RFC
// 3986, 2.3) nor kept.
func (w *lineWriter) escaped(s, keep string) {
	for _, c := range []byte(s) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~"+keep, c) >= 0 {
			w.text = append(w.text, c)
		} else {
			w.text = fmt.Appendf(w.text, "%%%02X", c)
		}
	}
}

// lineSegments parts a path at the slashes outside of braces, parentheses and quotes.
func lineSegments(path string) []string {
	if strings.Count(path, "(") > strings.Count(path, ")") {
		return strings.Split(path, "/") // a parenthesis that the page forgets would hide them
	}
	var segments []string
	start, deep := 0, 0
	for i, c := range []byte(path) {
		switch c {
		case '{', '<', '(':
			deep++
		case '}', '>', ')':
			deep = max(deep-1, 0)
		case '/':
			if deep == 0 {
				segments, start = append(segments, path[start:i]), i+1
			}
		}
	}
	return append(segments, path[start:])
}

// matching is where the brace that s begins with is closed.
func matching(s string) int {
	deep := 0
	for i, c := range []byte(s) {
		switch c {
		case '{', '<':
			deep++
		case '}', '>':
			if deep--; deep == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// lineQuery is the query of a request line, with a value of its own in place of each
// placeholder. Of a parameter that it has twice, the first counts; what authorizes the call
// is the client's to add.
func lineQuery(query string, auth api.Auth) []api.Field {
	var fields []api.Field
	seen := map[string]bool{}
	for _, part := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if name = strings.TrimSpace(name); name == "" || seen[name] || strings.ContainsAny(name, "{}<>[]|") || auth.Has(api.InQuery, name) {
			continue
		}
		seen[name] = true
		fields = append(fields, api.Field{Name: name, Value: fmt.Sprintf("q%d é/%%&'%s", len(fields)+1, strings.Trim(strings.TrimSpace(value), "{}<>"))})
	}
	return fields
}
