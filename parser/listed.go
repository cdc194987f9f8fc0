package parser

// Requests whose parts are listed, each behind its name, as a program would be given them:
//
//	url: https://shop.example/orders
//	method: POST
//	body: { "note": "by hand" }
//	headers:
//	    accept: "application/json"
//
// Such a block is a request like others. Values may be in quotes, and end in a comma.
// Where a value is an expression or a choice, the text in its first quotes is taken.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A listedPart is a part of a request, by its name.
type listedPart byte

const (
	noPart listedPart = iota
	urlPart
	methodPart
	bodyPart
	headerPart
	// fieldPart is a header field that stands among the parts.
	fieldPart
)

// partOf returns which part of a request a line gives, and the value behind its name.
func partOf(line string) (part listedPart, name, value string) {
	name, value, ok := strings.Cut(line, ":")
	name = strings.Trim(name, `"' `)
	if !ok || name == "" {
		return noPart, "", ""
	}
	switch strings.ToLower(name) {
	case "url", "uri", "endpoint":
		return urlPart, name, value
	case "method", "verb", "type":
		return methodPart, name, value
	case "body", "data", "payload":
		return bodyPart, name, value
	case "header", "headers":
		return headerPart, name, value
	}
	if isFieldName(name) && isUsualField(name) {
		return fieldPart, name, value
	}
	return noPart, "", ""
}

// listsRequest reports whether the lines from first on list the parts of a request, and
// among them its method and its URL.
func (l *lines) listsRequest(first int) bool {
	const most = 50 // lines until both have come
	base := indent(l.line(first))
	if part, _, _ := partOf(strings.TrimSpace(l.line(first))); part != urlPart && part != methodPart {
		return false
	}
	url, method := false, false
	for i := first; i < l.count() && i < first+most && !(url && method); i++ {
		line := l.line(i)
		if line == "" || indent(line) != base {
			continue
		}
		switch part, _, value := partOf(strings.TrimSpace(line)); part {
		case urlPart:
			value = listedValue(value)
			url = url || isURL(value) || strings.Contains(value, "/")
		case methodPart:
			method = method || isMethod(strings.ToUpper(listedValue(value)))
		}
	}
	return url && method
}

// isMethod reports whether a word is a method of HTTP that pages document.
func isMethod(word string) bool { return isMethodWord(word) || word == "MERGE" || word == "OPTIONS" }

// listedValue returns a value without its quotes and what stands behind them.
func listedValue(value string) string {
	value = strings.TrimSpace(value)
	for i := range len(value) {
		if c := value[i]; c == '"' || c == '\'' {
			before := strings.TrimSpace(value[:i])
			if before != "" && !strings.HasSuffix(before, " or") {
				break // an apostrophe of the value
			}
			if inner, rest, ok := strings.Cut(value[i+1:], string(c)); ok {
				return withOperand(inner, rest)
			}
			break
		}
	}
	return strings.TrimSpace(strings.TrimRight(value, ","))
}

// withOperand returns a text to which a program would add the value of a name: a
// placeholder of that name stands behind it.
func withOperand(text, rest string) string {
	name, ok := strings.CutPrefix(strings.TrimSpace(rest), "+")
	if name = strings.Trim(name, " ,"); !ok || !isFieldName(name) {
		return text
	}
	return text + "{" + name + "}"
}

// listed reads a block that lists the parts of a request from line first on.
func (r *reader) listed(c *Code, s *lines, first int) {
	q := &Request{}
	base := indent(s.line(first))
	part, body, end := noPart, -1, len(c.Text)
	for i := first; i < s.count(); i++ {
		line := s.line(i)
		if line == "" {
			continue
		}
		at := s.starts[i] + indent(line)
		text := strings.TrimSpace(line)
		value := text
		if next, name, rest := partOf(text); indent(line) == base && next != noPart && (next != fieldPart || part != bodyPart) {
			if part == bodyPart {
				end = s.starts[i]
			}
			part, value = next, strings.TrimSpace(rest)
			at += len(text) - len(value)
			if part == fieldPart {
				q.Header = append(q.Header, Field{Name: name, Value: listedValue(value), Pos: c.At(s.starts[i] + base)})
				continue
			}
			if part == bodyPart {
				body, end = at, len(c.Text)
			}
		}
		switch part {
		case urlPart:
			if q.URL == "" {
				q.URL, q.URLPos = listedValue(value), c.At(at)
			}
		case methodPart:
			if q.Method == "" {
				q.Method = strings.ToUpper(listedValue(value))
			}
		case headerPart:
			r.listedFields(c, q, value, at)
		}
	}
	c.Request = q
	q.Body.Pos = c.At(len(c.Text))
	q.Body.origin = c.origin.from(len(c.Text))
	if body >= 0 {
		r.listedBody(c, q, body, end)
	}
}

// listedFields reads header fields: one from a line, or those of an object on one line.
func (r *reader) listedFields(c *Code, q *Request, line string, at int) {
	if strings.HasPrefix(line, "{") && strings.HasSuffix(strings.TrimRight(line, ","), "}") {
		if v, _, err := relaxed.ParseString(strings.TrimRight(line, ",")); err == nil {
			for _, m := range v.Members {
				if m.Value.Kind == relaxed.String && isFieldName(m.Name) {
					q.Header = append(q.Header, Field{Name: m.Name, Value: m.Value.Text, Pos: c.At(at)})
				}
			}
		}
		return
	}
	name, value, ok := strings.Cut(line, ":")
	name = strings.Trim(name, `"' {`)
	if ok && isFieldName(name) {
		q.Header = append(q.Header, Field{Name: name, Value: listedValue(value), Pos: c.At(at)})
	}
}

// listedBody reads the body of a request whose parts are listed: JSON as it stands, text
// in quotes without them.
func (r *reader) listedBody(c *Code, q *Request, start, end int) {
	text := c.Text[start:end]
	trimmed := strings.TrimLeft(text, " \t\r\n")
	start += len(text) - len(trimmed)
	trimmed = strings.TrimRight(trimmed, " \t\r\n,")
	if n := len(trimmed); n > 1 && (trimmed[0] == '"' || trimmed[0] == '\'') && trimmed[n-1] == trimmed[0] {
		start, trimmed = start+1, trimmed[1:n-1]
	}
	switch strings.ToLower(trimmed) {
	case "", "none", "null", "empty", "n/a":
		return
	}
	q.Body = Body{Pos: c.At(start), Text: trimmed, origin: c.origin.from(start)}
	m := message{reader: r, code: c, header: &q.Header, body: &q.Body}
	m.readJSON()
}
