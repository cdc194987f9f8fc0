package parser

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// Blocks of request lines. A request line with header fields or a body behind it is a
// request. Lines that are all request lines are templates. A request line alone is both.

// requests reads a block whose line first is a request line.
func (r *reader) requests(c *Code, s *lines, first int) {
	if r.onlyRequestLines(s, first) || severalRequests(s, first) {
		r.templates(c, s, first)
		if len(c.Templates) == 1 {
			t := c.Templates[0]
			c.Request = &Request{Method: t.Method, URL: t.URL, URLPos: t.urlPos}
			c.Request.Body.Pos = c.At(len(c.Text))
			c.Request.Body.origin = c.origin.from(len(c.Text))
		}
		return
	}
	t, next := r.requestLine(c, s, first)
	c.Request = &Request{Method: t.Method, URL: t.URL, URLPos: t.urlPos}
	m := message{reader: r, code: c, lines: s, header: &c.Request.Header, body: &c.Request.Body}
	m.read(next)
}

// onlyRequestLines reports whether the block holds request lines and remarks alone.
func (r *reader) onlyRequestLines(s *lines, first int) bool {
	for i := first; i < s.count(); i++ {
		line := strings.TrimSpace(s.line(i))
		switch {
		case line == "" || isRequestLine(line) || isURL(line) || isComment(line) || isConjunction(line):
		case i > first && isFold(s.line(i)):
		default:
			name, _, ok := strings.Cut(line, ":")
			if ok && isFieldName(strings.TrimSpace(name)) || startsBody(line) {
				return false
			}
		}
	}
	return true
}

// severalRequests reports whether request lines follow each other without a blank
// line: templates then, whatever header fields they share.
func severalRequests(s *lines, first int) bool {
	for i := first + 1; i < s.count(); i++ {
		line := s.line(i)
		if isRequestLine(strings.TrimSpace(line)) {
			return true
		}
		if line == "" || !isFold(line) {
			return false
		}
	}
	return false
}

// isConjunction reports whether a line is only the word "or".
func isConjunction(line string) bool {
	return phrases.IsConjunction(line)
}

// isFold reports whether a line continues the URL of the line before it.
func isFold(line string) bool {
	text := strings.TrimLeft(line, " \t")
	if text == "" {
		return false
	}
	if text[0] == '?' || text[0] == '&' {
		return true
	}
	if len(text) == len(line) || isRequestLine(text) || startsBody(text) || isComment(text) {
		return false
	}
	name, _, ok := strings.Cut(text, ":")
	return !ok || !isFieldName(name)
}

// templates reads every request line.
func (r *reader) templates(c *Code, s *lines, first int) {
	for i := first; i < s.count(); {
		line := strings.TrimSpace(s.line(i))
		switch {
		case line == "" || isComment(line) || isConjunction(line):
			i++
		case isRequestLine(line) || isURL(line) || s.partsRequest(i):
			var t Template
			t, i = r.requestLine(c, s, i)
			c.Templates = append(c.Templates, t)
		default:
			r.report(diag.Warning, c.At(s.starts[i]+indent(s.line(i))), CodeTemplate, fmt.Sprintf("%q is no request line", short(line)), "write METHOD and URL, one request per line, and keep remarks out of the block")
			i++
		}
	}
}

// requestLine reads the request line i and the lines that continue its URL, and returns
// the index of the line behind them.
func (r *reader) requestLine(c *Code, s *lines, i int) (Template, int) {
	line := s.line(i)
	at := s.starts[i] + indent(line)
	line = strings.TrimLeft(line, " \t")
	t := Template{Pos: c.At(at)}
	url := line
	if isRequestLine(line) {
		method, rest, _ := cutWord(line)
		t.Method = strings.ToUpper(method)
		if method != t.Method {
			r.report(diag.Warning, t.Pos, CodeHTTPMethodCase, fmt.Sprintf("the method %s is not in upper case", method), "write "+t.Method)
		}
		at += len(line) - len(rest)
		url = rest
	} else if s.partsRequest(i) {
		t.Method = line
		i++
		url = s.line(i)
		at = s.starts[i] + indent(url)
		url = url[indent(url):]
		r.report(diag.Warning, c.At(at), CodeURLFolded, "the URL stands in the line below its method", "write both on one line")
	} else if c.Annotation != nil || r.section != nil && phrases.HeadsRequests(r.section.Heading.Plain) {
		r.report(diag.Warning, t.Pos, CodeTemplateMethod, "this request line has no method", "write the method before the URL")
	}
	t.urlPos = c.At(at)
	url = r.dropVersion(c, at, url)
	for last := i + maxFolds; i+1 < s.count() && i < last; i++ {
		line := s.line(i + 1)
		within := line != "" && opensBrace(url) && strings.Contains(line, "}")
		if !isFold(line) && !within && (line == "" || !endsOpen(url)) {
			break
		}
		at := s.starts[i+1] + indent(line)
		r.report(diag.Warning, c.At(at), CodeURLFolded, "the URL goes on in this line", "write the URL on one line")
		if within {
			url += " " // between the words of a placeholder
		}
		url += r.dropVersion(c, at, line[indent(line):])
	}
	if j := strings.IndexByte(url, '\\'); j >= 0 {
		r.report(diag.Warning, c.At(min(at+j, len(c.Text))), CodeURLBackslash, `a backslash in the URL`, "write a slash")
	}
	if j := strings.Index(url, ampersand); j >= 0 {
		r.report(diag.Warning, c.At(min(at+j, len(c.Text))), CodeURLEntity, "an entity of HTML in the URL, which code blocks show as it is", "write &")
		url = strings.ReplaceAll(url, ampersand, "&")
	}
	t.URL = url
	return t, i + 1
}

// ampersand is what writers of HTML put for the sign that parts the options of a query.
const ampersand = "&amp;"

// maxFolds is how many lines may continue a URL.
const maxFolds = 100

// endsOpen reports whether a URL ends in the middle of its query.
func endsOpen(url string) bool {
	return strings.HasSuffix(url, "?") || strings.HasSuffix(url, "&")
}

// opensBrace reports whether a URL ends inside the braces of a placeholder.
func opensBrace(url string) bool {
	return strings.LastIndexByte(url, '{') > strings.LastIndexByte(url, '}')
}

// partsRequest reports whether line i is a method alone, with its URL in the line below.
func (l *lines) partsRequest(i int) bool {
	if i+1 >= l.count() {
		return false
	}
	switch strings.TrimSpace(l.line(i)) {
	case "GET", "POST", "PUT", "PATCH", "DELETE":
		return isURL(strings.TrimSpace(l.line(i + 1)))
	}
	return false
}

// dropVersion removes the protocol version from the end of a request line.
func (r *reader) dropVersion(c *Code, at int, line string) string {
	line = strings.TrimRight(line, " \t")
	i := strings.LastIndexAny(line, " \t")
	if i < 0 {
		return line
	}
	last := line[i+1:]
	if !hasPrefixFold(last, "HTTP") || strings.Contains(last, "://") || !isVersion(last[4:]) {
		return line
	}
	if !validVersion(last) {
		r.report(diag.Warning, c.At(at+i+1), CodeHTTPVersion, fmt.Sprintf("%q is no HTTP version", last), "write HTTP/1.1, or leave it out")
	}
	return strings.TrimRight(line[:i], " \t")
}

// isVersion reports whether s is what follows "HTTP" in a version, misspelt ones included.
func isVersion(s string) bool {
	s = strings.TrimLeft(s, "sS")
	for i := range len(s) {
		if c := s[i]; !isDigit(c) && c != '.' && c != '/' && c != ',' && c != '\\' {
			return false
		}
	}
	return true
}
