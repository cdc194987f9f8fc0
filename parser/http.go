package parser

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// HTTP messages as pages write them: HTTP/1.1 (RFC 9112) with liberties. Request lines
// have no version, have blanks inside the URL, or go on over several lines. Header fields
// have a blank line before them, or none behind them.

// isRequestLine reports whether a line starts with a method and something like a URL.
func isRequestLine(line string) bool {
	method, rest, ok := cutWord(line)
	if !ok {
		return false
	}
	switch strings.ToUpper(method) {
	case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "MERGE":
	case "LIST": // which is a word as well
		return method == "LIST" && isURL(rest)
	default:
		return false
	}
	if isURL(rest) {
		return true
	}
	// A URL relative to the service: me/drive.
	target, more, _ := cutWord(rest)
	return method == strings.ToUpper(method) && target != "" && more == "" || strings.Contains(target, "/")
}

// isURL reports whether s starts like a URL or a path.
func isURL(s string) bool {
	return s != "" && (s[0] == '/' && !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "/*") ||
		hasPrefixFold(s, "https:") || hasPrefixFold(s, "http:") ||
		s[0] == '{' && strings.Contains(s, "}/") || s[0] == '<' && strings.Contains(s, ">/"))
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// cutWord cuts s at its first run of blanks.
func cutWord(s string) (word, rest string, ok bool) {
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimLeft(s[i:], " \t"), true
}

// isStatusLine reports whether a line is the first one of a response.
func isStatusLine(line string) bool {
	if !hasPrefixFold(line, "HTTP") {
		return false
	}
	word, rest, _ := cutWord(line)
	return !strings.Contains(word, "://") && (statusIndex(rest) >= 0 || statusIndex(word[4:]) >= 0 || strings.Contains(word, "/") || reasonStatus(rest) > 0)
}

// statusIndex returns where a number from 100 to 599 stands alone near the start
// of s, or -1.
func statusIndex(s string) int {
	for i := 0; i+3 <= len(s) && i < 16; i++ {
		if s[i] < '1' || s[i] > '5' || i > 0 && (isDigit(s[i-1]) || s[i-1] == '.') {
			continue
		}
		if isDigit(s[i+1]) && isDigit(s[i+2]) && (i+3 == len(s) || !isDigit(s[i+3])) {
			return i
		}
	}
	return -1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// reasonStatus returns the status that a reason phrase alone stands for, or 0.
func reasonStatus(s string) int {
	switch strings.ToLower(strings.TrimRight(s, ". ")) {
	case "ok":
		return 200
	case "created":
		return 201
	case "accepted":
		return 202
	case "no content":
		return 204
	case "found":
		return 302
	case "bad request":
		return 400
	case "forbidden":
		return 403
	case "not found":
		return 404
	case "conflict":
		return 409
	}
	return 0
}

// bareStatus reports whether a line is a status line without the version: 200 OK.
func (r *reader) bareStatus(c *Code, line string) bool {
	if c.Annotation == nil && !isHTTP(c.Info) {
		return false
	}
	word, rest, _ := cutWord(line)
	return len(word) == 3 && statusIndex(word) == 0 && (rest == "" || isLetter(rest[0]))
}

// response reads a response that starts on line i.
func (r *reader) response(c *Code, s *lines, i int) {
	at := s.starts[i] + indent(s.line(i))
	line := strings.TrimSpace(s.line(i))
	res := &Response{Pos: c.At(at)}
	version, rest := splitVersion(line)
	r.checkVersion(res.Pos, version)
	rest = strings.TrimLeft(rest, " \t,:")
	if i := statusIndex(rest); i >= 0 {
		res.Status, _ = strconv.Atoi(rest[i : i+3])
		res.Reason = strings.TrimSpace(strings.TrimLeft(rest[i+3:], ",:"))
	} else if res.Status = reasonStatus(rest); res.Status > 0 {
		res.Reason = rest
		r.report(diag.Warning, res.Pos, CodeHTTPStatus, "the status line has no status code", fmt.Sprintf("write HTTP/1.1 %d %s", res.Status, rest))
	} else {
		r.report(diag.Error, res.Pos, CodeHTTPStatus, fmt.Sprintf("%q has no status code", short(line)), "write a status line such as HTTP/1.1 200 OK")
	}
	r.reasonHeader(c, res, at, line)
	c.Response = res
	m := message{reader: r, code: c, lines: s, header: &res.Header, body: &res.Body}
	m.read(i + 1)
}

// isHeader reports whether lines are header fields, from line i to a blank one, and JSON
// behind them: an answer without its status line.
func isHeader(s *lines, i int) bool {
	usual := false
	for ; i < s.count() && s.line(i) != ""; i++ {
		name, _, ok := strings.Cut(s.line(i), ":")
		if !ok || !isFieldName(name) {
			return false
		}
		usual = usual || isUsualField(name)
	}
	for ; i < s.count(); i++ {
		if line := s.line(i); line != "" {
			return usual && (line[0] == '{' || line[0] == '[')
		}
	}
	return false
}

// headed reads a response that starts with its header, on line i. It has no status.
func (r *reader) headed(c *Code, s *lines, i int) {
	at := s.starts[i] + indent(s.line(i))
	res := &Response{Pos: c.At(at), Unstated: true}
	r.report(diag.Warning, res.Pos, CodeHTTPStatus, "the response has no status line", "write a status line such as HTTP/1.1 200 OK above the header fields")
	c.Response = res
	m := message{reader: r, code: c, lines: s, header: &res.Header, body: &res.Body}
	m.read(i)
}

// reasonHeader reads a header field that is written behind the reason phrase.
func (r *reader) reasonHeader(c *Code, res *Response, at int, line string) {
	colon := strings.Index(res.Reason, ": ")
	if colon < 0 {
		return
	}
	name := strings.LastIndexAny(res.Reason[:colon], " .,;") + 1
	if !isFieldName(res.Reason[name:colon]) || !isUsualField(res.Reason[name:colon]) {
		return
	}
	pos := c.At(at + strings.LastIndex(line, res.Reason[name:]))
	r.report(diag.Warning, pos, CodeHTTPHeader, "a header field stands on the status line", "write it on a line of its own")
	res.Header = append(res.Header, Field{Name: res.Reason[name:colon], Value: strings.TrimSpace(res.Reason[colon+1:]), Pos: pos})
	res.Reason = strings.TrimRight(res.Reason[:name], " .,;")
}

// splitVersion returns the version of a status line, "" for none, and what follows it.
func splitVersion(line string) (version, rest string) {
	if !hasPrefixFold(line, "HTTP") {
		return "", line
	}
	version, rest, _ = cutWord(line)
	// HTTP /1.1 200, HTTP 1.1 200
	if next, after, ok := cutWord(rest); ok && (strings.HasPrefix(next, "/") || strings.Contains(next, ".") && statusIndex(next) < 0) {
		return version + " " + next, after
	}
	return strings.TrimRight(version, ","), rest
}

// checkVersion reports a version that is not HTTP's.
func (r *reader) checkVersion(pos Pos, version string) {
	switch {
	case validVersion(version):
	case version == "":
		r.report(diag.Warning, pos, CodeHTTPVersion, "the status line lacks the HTTP version", "write HTTP/1.1 before the status code")
	default:
		r.report(diag.Warning, pos, CodeHTTPVersion, fmt.Sprintf("%q is no HTTP version", version), "write HTTP/1.1")
	}
}

func validVersion(v string) bool {
	switch v {
	case "HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/2.0", "HTTP/3":
		return true
	}
	return false
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// A message is the state of reading a message's header fields and body.
type message struct {
	*reader
	code   *Code
	lines  *lines
	header *[]Field
	body   *Body
}

// read reads from line i, the one behind the message's first line.
func (m *message) read(i int) {
	i = m.skipBlank(i)
	for ; i < m.lines.count(); i++ {
		line := m.lines.line(i)
		if line == "" {
			i++
			break
		}
		if (startsBody(line) || len(*m.header) > 0 && isWord(line)) && !m.continues(line) {
			at := m.lines.starts[i]
			m.report(diag.Warning, m.code.At(at), CodeHTTPNoBlankLine, "no blank line between the header fields and the body", "add a blank line")
			break
		}
		if m.answered(line) {
			break
		}
		m.field(i, line)
	}
	m.readBody(i)
}

// skipBlank skips blank lines between the first line and the header fields. Where no field
// follows, they end the header.
func (m *message) skipBlank(i int) int {
	j := i
	for j < m.lines.count() && m.lines.line(j) == "" {
		j++
	}
	if j == i || j == m.lines.count() {
		return i
	}
	line := m.lines.line(j)
	name, _, ok := strings.Cut(line, ":")
	if !(ok && isFieldName(name) && isUsualField(name)) && !lacksColon(line) || m.code.Response != nil && startsMail(name) {
		return i
	}
	m.report(diag.Warning, m.code.At(m.lines.starts[i]), CodeHTTPBlankLine, "a blank line stands between the first line and the header fields", "remove the blank line")
	return j
}

// continues reports whether a line continues a header field whose value starts on the line
// below its name, as in mail: Message-ID: <...>.
func (m *message) continues(line string) bool {
	text := strings.TrimLeft(line, " \t")
	n := len(*m.header)
	return len(text) < len(line) && (text[0] == '<' || text[0] == '"') && n > 0 && (*m.header)[n-1].Value == ""
}

// startsMail reports whether a field name is the first one of a mail (RFC 5322) rather
// than of a response. The mail is the body then.
func startsMail(name string) bool {
	switch strings.ToLower(name) {
	case "from", "to", "received", "subject", "message-id", "mime-version", "return-path", "delivered-to", "reply-to", "sender":
		return true
	}
	return false
}

// startsBody reports whether a line among the header fields can only be a body.
func startsBody(line string) bool {
	switch line = strings.TrimLeft(line, " \t"); line[0] {
	case '{', '[', '<', '"':
		return true
	}
	return strings.HasPrefix(line, "&lt;") // markup that was escaped for a page of HTML
}

// isWord reports whether a line is one word: no header field, but perhaps what stands for
// a body.
func isWord(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// isFieldName reports whether s is a token (RFC 9110, 5.6.2) as header names are.
func isFieldName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && !isDigit(c) && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return s != "" && isLetter(s[0])
}

// isUsualField reports whether name is a header field rather than a word of prose
// or a member of a body: it has a hyphen or is one of the common ones.
func isUsualField(name string) bool {
	switch strings.ToLower(name) {
	case "accept", "allow", "authorization", "connection", "cookie", "date", "etag", "expires", "from", "host", "link",
		"location", "origin", "prefer", "range", "referer", "server", "slug", "te", "vary", "via", "warning",
		"scenario", "throttle", "version", "consistencylevel":
		return true
	}
	return strings.Contains(name, "-")
}

// lacksColon reports whether a line is a common header field without its colon.
func lacksColon(line string) bool {
	name, value, ok := cutWord(line)
	if !ok || value == "" || value[0] == ':' {
		return false
	}
	switch strings.ToLower(name) {
	case "content-type", "content-length", "authorization", "accept", "prefer", "if-match", "if-none-match", "location",
		"retry-after", "consistencylevel", "content-range":
		return true
	}
	return false
}

// field reads a header field, or the continuation of one.
func (m *message) field(i int, line string) {
	start := m.lines.starts[i]
	text := strings.TrimLeft(line, " \t")
	name, value, ok := strings.Cut(text, ":")
	pos := m.code.At(start + len(line) - len(text))
	if fields := *m.header; len(text) < len(line) && len(fields) > 0 && (!ok || !isFieldName(name)) {
		last := &fields[len(fields)-1]
		if len(last.Value) > maxText {
			m.report(diag.Warning, pos, CodeHTTPHeader, fmt.Sprintf("the header field %s is too long; the rest of it is left out", short(last.Name)), "write a shorter value")
			return
		}
		last.Value = strings.TrimSpace(last.Value + " " + text)
		return
	}
	name = strings.TrimRight(name, " \t")
	if lacksColon(text) {
		m.report(diag.Warning, pos, CodeHTTPHeader, fmt.Sprintf("no colon behind the field name in %q", short(text)), "write Name: value")
		name, value, _ = cutWord(text)
	} else if !ok || !isFieldName(name) {
		if isComment(text) {
			return
		}
		m.report(diag.Warning, pos, CodeHTTPHeader, fmt.Sprintf("%q is no header field", short(text)), "write Name: value, and a blank line before a body")
		return
	}
	*m.header = append(*m.header, Field{Name: name, Value: strings.TrimSpace(value), Pos: pos})
}

// short cuts s for a message.
func short(s string) string {
	const limit = 60
	if len(s) <= limit {
		return s
	}
	cut := limit
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "..."
}

// readBody reads what follows from line i as the body.
func (m *message) readBody(i int) {
	for i < m.lines.count() && m.lines.line(i) == "" {
		i++
	}
	if i >= m.lines.count() {
		m.body.Pos = m.code.At(len(m.lines.text))
		m.body.origin = m.code.origin.from(len(m.lines.text))
		return
	}
	start := m.lines.starts[i]
	end := len(m.lines.text)
	next := m.next(i)
	if next < m.lines.count() {
		end = m.lines.starts[next]
	}
	m.body.Text = strings.TrimRight(m.lines.text[start:end], " \t\r\n")
	m.body.origin = m.code.origin.from(start)
	m.body.Pos = m.body.At(0)
	if strings.HasPrefix(m.body.Text, "&lt;") {
		m.body.Text = html.UnescapeString(m.body.Text)
	}
	if m.body.Text != "" {
		m.readJSON()
		m.checkLength()
	}
	if next == m.lines.count() {
		return
	}
	if m.answered(m.lines.line(next)) {
		m.response(m.code, m.lines, next)
		return
	}
	m.report(diag.Warning, m.code.At(m.lines.starts[next]), CodeHTTPSecond, "a second HTTP message stands in this block, and is not read", "give each message a block of its own")
}

// next returns the first line, from line i on, behind a blank one or the header that begins
// another message: the line behind the last where none does. What has messages for its
// parts is one message.
func (m *message) next(i int) int {
	if media, ok := fieldValue(*m.header, "Content-Type"); ok && (hasPrefixFold(media.Value, "multipart/") || hasPrefixFold(media.Value, "application/http") || hasPrefixFold(media.Value, "message/")) {
		return m.lines.count()
	}
	for j := i; j < m.lines.count(); j++ {
		line := m.lines.line(j)
		if (j == i || m.lines.line(j-1) == "") && (saysStatus(line) || isRequestLine(line)) {
			return j
		}
	}
	return m.lines.count()
}

// answered reports whether a line begins the answer to the request that is being read. An
// annotation says what the block is, which is one message.
func (m *message) answered(line string) bool {
	return m.code.Annotation == nil && m.code.Request != nil && m.code.Response == nil && m.body == &m.code.Request.Body && saysStatus(line)
}

// saysStatus reports whether a line is a status line with a status. The version of HTTP
// alone may be the end of a request line.
func saysStatus(line string) bool {
	_, rest, _ := cutWord(line)
	return isStatusLine(line) && statusIndex(rest) == 0
}

// fieldValue returns the value of the first header field of that name.
func fieldValue(fields []Field, name string) (*Field, bool) {
	for i := range fields {
		if strings.EqualFold(fields[i].Name, name) {
			return &fields[i], true
		}
	}
	return nil, false
}

// checkLength compares Content-Length with the body where the body is there in
// full. Line ends count one byte or two, and the last one may count or not.
func (m *message) checkLength() {
	f, ok := fieldValue(*m.header, "Content-Length")
	if !ok || !m.complete() {
		return
	}
	want, err := strconv.Atoi(strings.TrimSpace(f.Value))
	if err != nil {
		return
	}
	text := m.body.Text
	if strings.Contains(text, "&quot;") && !strings.Contains(text, `"`) {
		text = html.UnescapeString(text) // it is read so
	}
	lf := len(text) - strings.Count(text, "\r")
	crlf := lf + strings.Count(text, "\n")
	if want == lf || want == lf+1 || want == crlf || want == crlf+2 {
		return
	}
	m.report(diag.Warning, f.Pos, CodeContentLength,
		fmt.Sprintf("Content-Length is %d, the body has %d bytes, or %d with CRLF line ends", want, lf, crlf),
		fmt.Sprintf("write %d, leave the field out, or mark the example as truncated", lf))
}

// complete reports whether the page shows the whole body.
func (m *message) complete() bool {
	a := m.code.Annotation
	return (a == nil || !a.Truncated) && m.body.JSON != nil && !strings.Contains(m.body.Text, "...") && !strings.Contains(m.body.Text, "…")
}
