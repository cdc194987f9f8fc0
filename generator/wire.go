package generator

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// This file writes the golden exchanges: what goes over the wire, in the plain
// notation of HTTP. They are the pages' own examples, so that a change of a page
// shows as a change of data. One file holds the examples of one resource, as one
// file holds its tests: thousands of small files would cost more time to write,
// to check out and to look through than all the rest.
//
// The notation is that of package golden, which reads it. Every line of a message
// has a mark in front of it, so whatever stands in a message, it can neither end
// it nor begin another. What does not show is escaped: in JSON as JSON has it, in a
// path as URLs have it, in any other line as Go has it, with a mark that says so.

// wireFile is the file of the exchanges that the tests of one resource play.
func wireFile(tests []*test) []byte {
	var w exchanger
	for i, t := range tests {
		if i > 0 {
			w.text = append(w.text, '\n')
		}
		w.text = append(append(append(w.text, "### "...), t.wire...), "\n\n"...)
		w.message = appendRequest(w.message[:0], t.example.Request)
		w.marked('>')
		if t.received == nil && !unanswered(t.example) {
			w.text = append(w.text, '\n')
			w.message = appendResponse(w.message[:0], t.example.Response)
			w.marked('<')
		}
	}
	return w.text
}

// An exchanger writes exchanges.
type exchanger struct {
	text    []byte
	message []byte // without marks
}

// marked writes the message with mark in front of each of its lines.
func (w *exchanger) marked(mark byte) {
	for line := range bytes.SplitSeq(w.message, []byte("\n")) {
		w.text = append(w.text, mark)
		switch {
		case !readable(line):
			w.text = appendShown(append(w.text, '\\'), string(line))
		case len(line) > 0:
			w.text = append(append(w.text, ' '), line...)
		}
		w.text = append(w.text, '\n')
	}
}

// readable reports whether a line can stand as it is. A carriage return at its end is
// a part of the line end.
func readable(line []byte) bool {
	for _, c := range line {
		if (c < ' ' || c >= 0x7f) && c != '\t' {
			line = bytes.TrimSuffix(line, []byte("\r"))
			return utf8.Valid(line) && !bytes.ContainsFunc(line, func(r rune) bool { return r != '\t' && visible.Hidden(r) })
		}
	}
	return true
}

// appendShown writes a line as it would stand in a string of Go.
func appendShown(dst []byte, line string) []byte {
	start := len(dst)
	dst = visible.AppendQuote(dst, line)
	inside := dst[start+1 : len(dst)-1]
	return append(dst[:start], inside...)
}

// appendRequest writes a request.
func appendRequest(dst []byte, m *api.Message) []byte {
	dst = appendPath(append(append(dst, m.Method...), ' '), m.Path)
	for i, q := range m.Query {
		dst = append(dst, "?&"[min(i, 1)])
		dst = append(appendQuery(dst, q.Name), '=')
		dst = appendQuery(dst, q.Value)
	}
	if c := m.Credential; c != nil && c.Query != "" {
		dst = append(dst, "?&"[min(len(m.Query), 1)])
		dst = append(append(appendQuery(dst, c.Query), '='), goldenToken...)
	}
	return appendRest(append(dst, " HTTP/1.1"...), m)
}

// appendResponse writes a response.
func appendResponse(dst []byte, m *api.Message) []byte {
	dst = fmt.Appendf(dst, "HTTP/1.1 %d %s", m.Status, http.StatusText(m.Status))
	return appendRest(dst, m)
}

// appendRest writes header fields and body.
func appendRest(dst []byte, m *api.Message) []byte {
	if m.ContentType != "" {
		dst = append(append(dst, "\nContent-Type: "...), m.ContentType...)
	}
	if c := m.Credential; c != nil && c.Query == "" {
		dst = append(append(append(dst, '\n'), cmp.Or(c.Header, "Authorization")...), ": "...)
		dst = append(dst, c.Fill(goldenToken)...)
	}
	for _, h := range m.Header {
		if !hopByHop(h.Name) && !strings.EqualFold(h.Name, "Content-Type") {
			dst = append(append(dst, '\n'), h.Name...)
			dst = append(append(dst, ": "...), h.Value...)
		}
	}
	switch {
	case m.Status == http.StatusNoContent, m.Status == http.StatusNotModified:
		// HTTP sends no body here, whatever the page shows.
	case m.JSON != nil:
		dst = append(dst, "\n\n"...)
		start := len(dst)
		dst = appendIndented(dst, m.JSON, 0)
		dst = append(dst[:start], visible.JSON(dst[start:])...)
	case m.Text != "":
		dst = append(append(dst, "\n\n"...), m.Text...)
	}
	return dst
}

// checkWire tells why a request and its response cannot be written down as HTTP, nil where they can.
func checkWire(m *api.Message) error {
	seen := map[string]bool{}
	for _, h := range m.Header {
		name := strings.ToLower(h.Name)
		if !isToken(h.Name) || strings.ContainsFunc(h.Value, isControl) {
			return fmt.Errorf("the header field %.60q is not one that HTTP allows", h.Name)
		}
		if seen[name] && m.Status == 0 {
			return fmt.Errorf("the request has the header field %s twice", h.Name)
		}
		seen[name] = true
	}
	if strings.ContainsFunc(m.ContentType, isControl) || strings.ContainsFunc(m.Path, isControl) || strings.Contains(m.Path, " ") {
		return fmt.Errorf("the request line or the media type has white space in it")
	}
	for _, q := range m.Query {
		if seen["?"+q.Name] {
			return fmt.Errorf("the URL has the query parameter %s twice", q.Name)
		}
		seen["?"+q.Name] = true
	}
	return nil
}

// checkBody reports whether a call of m sends the body of a request as the page shows it:
// what is encoded from Go values is the documented JSON in other white space, which only
// the media types of JSON allow.
func checkBody(m *method, asked *api.Message) error {
	switch m.call.Body.Kind {
	case api.NoBody, api.StreamBody:
		return nil
	}
	if asked.JSON != nil && asked.ContentType != "" && !isJSON(asked.ContentType) {
		return fmt.Errorf("the request body is JSON of the media type %.60q, which is none of JSON", asked.ContentType)
	}
	return nil
}

// checkAnswer reports whether a server can give a response as the page shows it, and a
// call of m read it.
func checkAnswer(m *method, answer *api.Message) error {
	if answer.Status < 200 || answer.Status > 599 {
		// RFC 9110, 15 and 15.2: there are no others, and those of 1xx are followed by one.
		return fmt.Errorf("the response has the status %d, which is none that ends an exchange", answer.Status)
	}
	if answer.Status >= 300 && answer.Status < 400 && answer.Status != 304 {
		switch {
		case m.call.Result.Kind != api.StreamResult:
			return fmt.Errorf("the response has the status %d, and the call does not return where that leads to", answer.Status)
		case headerOf(answer, "Location") == "":
			return fmt.Errorf("the response has the status %d and no Location", answer.Status)
		}
	}
	if answer.Status < 300 && readsJSON(m.call.Result) && isErrorDocument(answer.JSON) {
		return fmt.Errorf("the response shows an error with the status %d, which says that there is none", answer.Status)
	}
	if answer.JSON != nil && answer.Status < 300 && readsJSON(m.call.Result) && answer.ContentType != "" && !isJSON(answer.ContentType) {
		return fmt.Errorf("the response is of the media type %.60q, which no client reads JSON from", answer.ContentType)
	}
	return nil
}

// isErrorDocument reports whether a body is an error and nothing else, as the runtime
// takes it.
func isErrorDocument(v *relaxed.Value) bool {
	inner := v.Get("error")
	return inner != nil && inner.Kind == relaxed.Object && len(v.Members) == 1
}

// readsJSON reports whether a result is decoded from JSON.
func readsJSON(r api.Result) bool {
	switch r.Kind {
	case api.NoResult, api.StreamResult, api.CountResult, api.MonitorResult:
		return false
	}
	return true
}

// isJSON reports whether a media type is JSON, as the runtime has it (RFC 8259, RFC 6839
// 3.1).
func isJSON(mediaType string) bool {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	kind := strings.ToLower(strings.TrimSpace(mediaType))
	return kind == "application/json" || kind == "text/json" || strings.HasSuffix(kind, "+json")
}

// hopByHop reports whether a header field concerns the connection and not the
// message (RFC 9110, 7.6.1), or is set by Go's transport alone.
func hopByHop(name string) bool {
	var buffer [32]byte
	switch string(odata.AppendFold(buffer[:0], name)) {
	case "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
		"content-length", "content-encoding", "accept-encoding", "host", "expect":
		return true
	}
	return false
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// isToken reports whether s can be the name of a header field (RFC 9110, 5.6.2).
func isToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}

// appendPath writes a path, which is encoded as far as its page has it so, and encodes
// what does not show.
func appendPath(dst []byte, path string) []byte {
	for len(path) > 0 {
		r, n := utf8.DecodeRuneInString(path)
		if visible.Hidden(r) || r == utf8.RuneError && n == 1 {
			dst = append(dst, url.PathEscape(path[:n])...)
		} else {
			dst = append(dst, path[:n]...)
		}
		path = path[n:]
	}
	return dst
}

// appendQuery percent-encodes a name or value of a query, and leaves readable
// what has no meaning there (RFC 3986, 3.4).
func appendQuery(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		c := s[i]
		if isUpper(c) || isLower(c) || isDigit(c) || strings.IndexByte("-._~!$'()*,/:?@", c) >= 0 {
			dst = append(dst, c)
			continue
		}
		dst = append(dst, '%', hex[c>>4], hex[c&15])
	}
	return dst
}

// appendIndented writes JSON for people, as it stands so many levels deep.
func appendIndented(dst []byte, v *relaxed.Value, deep int) []byte {
	line := func(deep int) {
		dst = append(dst, '\n')
		for range deep {
			dst = append(dst, "  "...)
		}
	}
	switch {
	case v.Kind == relaxed.Object && len(v.Members) > 0:
		dst = append(dst, '{')
		for i, m := range relaxed.Distinct(v.Members) { // of duplicates, the first one counts
			if i > 0 {
				dst = append(dst, ',')
			}
			line(deep + 1)
			dst = append(relaxed.AppendString(dst, m.Name), ": "...)
			dst = appendIndented(dst, m.Value, deep+1)
		}
		line(deep)
		return append(dst, '}')
	case v.Kind == relaxed.Array && len(v.Elements) > 0:
		dst = append(dst, '[')
		for i, e := range v.Elements {
			if i > 0 {
				dst = append(dst, ',')
			}
			line(deep + 1)
			dst = appendIndented(dst, e, deep+1)
		}
		line(deep)
		return append(dst, ']')
	}
	return v.Append(dst)
}
