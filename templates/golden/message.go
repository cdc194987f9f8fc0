package golden

// Reading of the wire files.

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// message is what goes one way.
type message struct {
	start  string
	header []field
	body   []byte
}

type field struct{ name, value string }

// load reads the messages of the example called name from testdata/file.
func load(file, name string) (request, response *message, err error) {
	path := filepath.Join("testdata", file)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	sent, received, err := example(data, name)
	if err == nil {
		request, err = parseMessage(sent)
	}
	if err == nil {
		response, err = parseMessage(received)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: example %s: %w", path, name, err)
	}
	return request, response, nil
}

// example finds an example in a wire file and returns its two messages, the marks
// in front of their lines taken away.
func example(data []byte, name string) (request, response []byte, err error) {
	line, found := "", true
	for found && line != "### "+name {
		line, data, found = cutLine(data)
	}
	if !found {
		return nil, nil, errors.New("the file has no such example")
	}
	var sent, received [][]byte
	for len(data) > 0 {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte("\n"))
		if bytes.HasPrefix(line, []byte("### ")) {
			break
		}
		if text, ok := unmark(line, '>'); ok && received == nil {
			sent = append(sent, text)
		} else if text, ok := unmark(line, '<'); ok {
			received = append(received, text)
		} else if len(bytes.TrimSpace(line)) > 0 {
			return nil, nil, fmt.Errorf("%.80q has no place there", line)
		}
	}
	return bytes.Join(sent, []byte("\n")), bytes.Join(received, []byte("\n")), nil
}

// unmark takes the mark and the space after it away from the front of a line; an
// empty line is the mark alone. A line with a backslash after the mark has escapes.
func unmark(line []byte, mark byte) (text []byte, ok bool) {
	if len(line) == 0 || line[0] != mark {
		return nil, false
	}
	if text, ok = bytes.CutPrefix(line[1:], []byte(" ")); ok {
		return text, true
	}
	if text, ok = bytes.CutPrefix(line[1:], []byte(`\`)); ok {
		plain, err := strconv.Unquote(`"` + string(bytes.TrimSuffix(text, []byte("\r"))) + `"`)
		return []byte(plain), err == nil
	}
	return line[1:], len(bytes.TrimSuffix(line[1:], []byte("\r"))) == 0
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
	m.body = rest
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

// canonicalType returns a Content-Type in the form in which two that mean the same are
// equal. One that cannot be read stays as it is.
func canonicalType(contentType string) string {
	kind, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return contentType
	}
	return mime.FormatMediaType(kind, parameters)
}

func isJSON(contentType string) bool {
	kind := mediaType(contentType)
	return kind == "application/json" || kind == "text/json" || strings.HasSuffix(kind, "+json")
}
