package golden

// Reading of the wire files.

import (
	"bytes"
	"fmt"
	"mime"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// message is one wire file.
type message struct {
	start  string
	header []field
	body   []byte
}

type field struct{ name, value string }

// load reads testdata/name.
func load(name string) (*message, error) {
	path := filepath.Join("testdata", name)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := parseMessage(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

func parseMessage(data []byte) (*message, error) {
	m := &message{}
	line, rest, _ := cutLine(data)
	m.start = line
	for {
		var found bool
		if line, rest, found = cutLine(rest); line == "" {
			break
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("%q is no header field", line)
		}
		m.header = append(m.header, field{textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name)), strings.TrimSpace(value)})
		if !found {
			break
		}
	}
	m.body = bytes.TrimSuffix(bytes.TrimSuffix(rest, []byte("\n")), []byte("\r"))
	return m, nil
}

// cutLine returns the first line of data without its end.
func cutLine(data []byte) (line string, rest []byte, found bool) {
	before, rest, found := bytes.Cut(data, []byte("\n"))
	return strings.TrimSuffix(string(before), "\r"), rest, found
}

// get returns the value of the first field called name.
func (m *message) get(name string) string {
	for _, f := range m.header {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

// wireRequest is what a request asks for.
type wireRequest struct {
	method string
	path   []string // its segments, unescaped
	query  url.Values
}

// request reads the start line of a request.
func (m *message) request() (wireRequest, error) {
	parts := strings.Split(strings.TrimSuffix(m.start, " HTTP/1.1"), " ")
	if len(parts) != 2 {
		return wireRequest{}, fmt.Errorf("%q is no request line", m.start)
	}
	return readTarget(parts[0], parts[1])
}

// readTarget splits a target into what is compared. A path is compared by segment
// and unescaped, so that "%3D" and "=" are the same and "%2F" and "/" are not.
func readTarget(method, target string) (wireRequest, error) {
	path, rawQuery, _ := strings.Cut(target, "?")
	r := wireRequest{method: method}
	for segment := range strings.SplitSeq(path, "/") {
		text, err := url.PathUnescape(segment)
		if err != nil {
			return r, err
		}
		r.path = append(r.path, text)
	}
	var err error
	// A semicolon separates nothing here: it is part of OData's $expand.
	r.query, err = url.ParseQuery(strings.ReplaceAll(rawQuery, ";", "%3B"))
	return r, err
}

// status reads the start line of a response.
func (m *message) status() (int, error) {
	parts := strings.SplitN(m.start, " ", 3)
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "HTTP/") {
		return 0, fmt.Errorf("%q is no status line", m.start)
	}
	code, err := strconv.Atoi(parts[1])
	if err != nil || code < 200 || code > 599 {
		return 0, fmt.Errorf("%q is no final status", parts[1])
	}
	return code, nil
}

// mediaType returns a Content-Type without its parameters.
func mediaType(contentType string) string {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(kind))
}

func isJSON(contentType string) bool {
	kind := mediaType(contentType)
	return kind == "application/json" || kind == "text/json" || strings.HasSuffix(kind, "+json")
}
