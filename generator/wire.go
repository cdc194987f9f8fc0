package generator

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/model"
	"github.com/sdkscribe/sdkscribe/internal/relaxed"
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

// wireFile writes the exchanges that the tests of one resource play.
func wireFile(tests []*test) []byte {
	var b bytes.Buffer
	b.Grow(len(tests) << 11)
	for i, t := range tests {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("### " + t.wire + "\n\n")
		writeMarked(&b, ">", wireRequest(t.example.Request))
		if t.received == nil {
			b.WriteByte('\n')
			writeMarked(&b, "<", wireResponse(t.example.Response))
		}
	}
	return b.Bytes()
}

// writeMarked writes text with mark in front of each of its lines.
func writeMarked(b *bytes.Buffer, mark, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(mark)
		if line != "" {
			b.WriteString(" ")
			b.WriteString(line)
		}
		b.WriteByte('\n')
	}
}

// wireRequest writes a request.
func wireRequest(m *model.Message) string {
	var b strings.Builder
	b.WriteString(m.Method + " " + m.Path)
	for i, q := range m.Query {
		b.WriteByte("?&"[min(i, 1)])
		b.WriteString(escapeQuery(q.Name) + "=" + escapeQuery(q.Value))
	}
	b.WriteString(" HTTP/1.1")
	return wireRest(&b, m, bodyType(m))
}

// wireResponse writes a response.
func wireResponse(m *model.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %d %s", m.Status, http.StatusText(m.Status))
	return wireRest(&b, m, m.ContentType)
}

// wireRest writes header fields and body.
func wireRest(b *strings.Builder, m *model.Message, contentType string) string {
	if contentType != "" {
		b.WriteString("\nContent-Type: " + contentType)
	}
	for _, h := range m.Header {
		if !hopByHop(h.Name) && !strings.EqualFold(h.Name, "Content-Type") {
			b.WriteString("\n" + h.Name + ": " + h.Value)
		}
	}
	switch {
	case m.Status == http.StatusNoContent, m.Status == http.StatusNotModified:
		// HTTP sends no body here, whatever the page shows.
	case m.JSON != nil:
		b.WriteString("\n\n")
		b.Write(indented(m.JSON))
	case m.Text != "":
		b.WriteString("\n\n" + m.Text)
	}
	return b.String()
}

// checkWire tells whether a request and its response can be written down as HTTP.
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

// hopByHop tells whether a header field concerns the connection and not the
// message (RFC 9110, 7.6.1), or is set by Go's transport alone.
func hopByHop(name string) bool {
	switch strings.ToLower(name) {
	case "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
		"content-length", "content-encoding", "accept-encoding", "host", "expect":
		return true
	}
	return false
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// isToken tells whether s can be the name of a header field (RFC 9110, 5.6.2).
func isToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}

// escapeQuery percent-encodes a name or value of a query, and leaves readable
// what has no meaning there (RFC 3986, 3.4).
func escapeQuery(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isUpper(c) || isLower(c) || c >= '0' && c <= '9' || strings.IndexByte("-._~!$'()*,/:?@", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// indented writes JSON for people.
func indented(v *relaxed.Value) []byte {
	return appendIndented(nil, v, "\n")
}

func appendIndented(dst []byte, v *relaxed.Value, line string) []byte {
	deeper := line + "  "
	switch {
	case v.Kind == relaxed.Object && len(v.Members) > 0:
		dst = append(dst, '{')
		seen := make(map[string]bool, len(v.Members))
		for _, m := range v.Members {
			if seen[m.Name] {
				continue // a duplicate: the first one counts
			}
			if len(seen) > 0 {
				dst = append(dst, ',')
			}
			seen[m.Name] = true
			dst = append(dst, deeper...)
			dst = relaxed.AppendString(dst, m.Name)
			dst = append(dst, ": "...)
			dst = appendIndented(dst, m.Value, deeper)
		}
		dst = append(dst, line...)
		return append(dst, '}')
	case v.Kind == relaxed.Array && len(v.Elements) > 0:
		dst = append(dst, '[')
		for i, e := range v.Elements {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(dst, deeper...)
			dst = appendIndented(dst, e, deeper)
		}
		dst = append(dst, line...)
		return append(dst, ']')
	}
	return v.Append(dst)
}
