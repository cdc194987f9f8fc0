package generator

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	model "github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file writes the golden exchanges: what goes over the wire, in the plain
// notation of HTTP. They are the pages' own examples, so that a change of a page
// shows as a change of data. One file holds the examples of one resource, as one
// file holds its tests: thousands of small files would cost more time to write,
// to check out and to look through than all the rest.
//
// The notation is that of package golden, which reads it. Every line of a message
// has a mark in front of it, so whatever stands in a message, it can neither end
// it nor begin another.

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
		if t.received == nil {
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
		if len(line) > 0 {
			w.text = append(append(w.text, ' '), line...)
		}
		w.text = append(w.text, '\n')
	}
}

// appendRequest writes a request.
func appendRequest(dst []byte, m *model.Message) []byte {
	dst = append(append(append(dst, m.Method...), ' '), m.Path...)
	for i, q := range m.Query {
		dst = append(dst, "?&"[min(i, 1)])
		dst = append(appendQuery(dst, q.Name), '=')
		dst = appendQuery(dst, q.Value)
	}
	return appendRest(append(dst, " HTTP/1.1"...), m, bodyType(m))
}

// appendResponse writes a response.
func appendResponse(dst []byte, m *model.Message) []byte {
	dst = fmt.Appendf(dst, "HTTP/1.1 %d %s", m.Status, http.StatusText(m.Status))
	return appendRest(dst, m, m.ContentType)
}

// appendRest writes header fields and body.
func appendRest(dst []byte, m *model.Message, contentType string) []byte {
	if contentType != "" {
		dst = append(append(dst, "\nContent-Type: "...), contentType...)
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
		dst = appendIndented(append(dst, "\n\n"...), m.JSON, 0)
	case m.Text != "":
		dst = append(append(dst, "\n\n"...), m.Text...)
	}
	return dst
}

// checkWire tells why a request and its response cannot be written down as HTTP, nil where they can.
func checkWire(messages ...*model.Message) error {
	for _, m := range messages {
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
	}
	return nil
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
