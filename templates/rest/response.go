package rest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// utf8BOM is what some services begin their texts with.
var utf8BOM = []byte("\uFEFF")

// readResult decodes the body of a successful answer into out and closes it.
func (c *Client) readResult(ctx context.Context, resp *http.Response, q *prepared, out any) error {
	defer resp.Body.Close()
	if out == nil && q.options.content != nil {
		out = &maybe{q.options.content}
	}
	if out == nil && !q.options.keepsBody() || resp.StatusCode/100 == 3 {
		_, _ = io.CopyN(io.Discard, resp.Body, maxDrain) // lets the connection be used again
		return nil
	}
	buf := c.buffers.Get().(*buffer)
	defer c.release(buf)
	body, err := readAll(buf, resp, c.maxBody)
	switch err {
	case nil:
		q.options.keepBody(resp, body)
		if out == nil {
			return nil
		}
		return decodeBody(ctx, resp, q, bytes.TrimPrefix(body, utf8BOM), out)
	case errTooLong:
		return q.fail(fmt.Errorf("the answer has more than %d bytes (see MaxResponse)", c.maxBody))
	}
	return q.fail(&brokenError{fmt.Errorf("reading the answer: %w", err)})
}

// decodeBody decodes the body of a successful answer, which is only valid for the
// time of the call, into out.
func decodeBody(ctx context.Context, resp *http.Response, q *prepared, body []byte, out any) (err error) {
	m, optional := out.(*maybe)
	if optional {
		out = m.out
	}
	if len(bytes.TrimSpace(body)) == 0 {
		if _, ok := out.(*string); ok || optional || mayBeEmpty(resp.StatusCode) {
			return nil
		}
		return q.fail(fmt.Errorf("status %d without a body", resp.StatusCode))
	}
	switch out := out.(type) {
	case *int64:
		*out, err = strconv.ParseInt(string(bytes.TrimSpace(body)), 10, 64)
		if err != nil {
			return unreadable(resp, q, body, "a number was expected")
		}
		return nil
	case *string:
		*out = textOf(resp, body)
		return nil
	}
	if kind := resp.Header.Get("Content-Type"); kind != "" && !isJSON(kind) {
		return unreadable(resp, q, body, fmt.Sprintf("JSON was expected and %.80q came", kind))
	}
	if isErrorDocument(body) {
		return newError(resp, q.place, clip(body))
	}
	if q.misfits, err = q.client.decode(ctx, body, out); err != nil {
		return q.fail(fmt.Errorf("decoding the answer: %w", err))
	}
	return nil
}

// textOf returns the text that an answer is: the content of a JSON string where it is one
// and does not say that it is anything else, and the body as it is for any other.
func textOf(resp *http.Response, body []byte) string {
	if kind := resp.Header.Get("Content-Type"); kind == "" || isJSON(kind) {
		if raw := jsontext.Value(bytes.TrimSpace(body)); raw.Kind() == jsontext.KindString && raw.IsValid() {
			if text, err := jsontext.AppendUnquote(nil, raw); err == nil {
				return string(text)
			}
		}
	}
	return string(body)
}

// maybe is a result that an answer of any status may lack.
type maybe struct{ out any }

// maxDrain bounds what is read of a body that nobody wants.
const maxDrain = 64 << 10

// mayBeEmpty reports whether an answer of this status needs no body.
func mayBeEmpty(status int) bool {
	return status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusAccepted
}

// unreadable is the error for an answer that is not what was asked for.
func unreadable(resp *http.Response, q *prepared, body []byte, why string) error {
	e := newError(resp, q.place, clip(body))
	e.Message = strings.TrimPrefix(e.Message+"; "+why, "; ")
	if e.Code == "" {
		e.Message += ": " + oneLine(string(e.Body[:min(len(e.Body), maxLine)]))
	}
	return e
}

// clip returns a copy of what an [Error] keeps of a body.
func clip(body []byte) []byte { return bytes.Clone(body[:min(len(body), maxErrorBody)]) }

// isJSON reports whether a media type is JSON (RFC 8259, RFC 6839 3.1).
func isJSON(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == mediaJSON || kind == "text/json" || strings.HasSuffix(kind, "+json")
}

// isErrorDocument reports whether body is {"error": {...}} and nothing else, which
// some services send with status 200.
func isErrorDocument(body []byte) bool {
	inner, ok := bytes.CutPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{"))
	if !ok || !bytes.HasPrefix(bytes.TrimLeft(inner, " \t\r\n"), []byte(`"error"`)) {
		return false
	}
	var doc map[string]jsontext.Value
	return json.Unmarshal(body, &doc) == nil && len(doc) == 1 && doc["error"].Kind() == jsontext.KindBeginObject
}

// decodeResult decodes a whole JSON text.
func decodeResult(body []byte, out any, opts ...json.Options) error {
	if v := reflect.ValueOf(out); v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("cannot decode into %T: it is no pointer", out)
	}
	return json.Unmarshal(body, readable(out), opts...)
}

// Wrapped returns a result for [Client.Do] that decodes the member called name of
// a JSON object into the value that out points to: {"value": ...}. The name may be a way
// to a member inside of others, with dots between the names. Other members
// are ignored. A null leaves out's value zero. Where there is no such member, an
// object is taken to be the result itself, since services are known to send bare
// what their documentation shows wrapped; for any other result that is an error.
func Wrapped(name string, out any) any { return &wrapped{name, out} }

type wrapped struct {
	name string
	out  any
}

// UnmarshalJSONFrom reads the wrapper.
func (w *wrapped) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	v := reflect.ValueOf(w.out)
	t := v.Type().Elem()
	d, err := newDecoder(dec)
	if err != nil {
		return err
	}
	if d.raw[0] != '{' {
		return d.located(d.mismatch(0, t, nil))
	}
	s := shapeOf(t)
	found, err := d.seek(w.name)
	if err == nil && !found && strings.Contains(w.name, ".") {
		found, err = d.seekWithin(w.name)
	}
	switch {
	case err != nil:
		return err
	case !found && s.kind != inPlace && s.kind != object:
		return d.located(d.mismatch(0, t, fmt.Errorf("the object has no member %q", w.name)))
	case !found:
		d.pos = 0
		return d.located(d.into(&s, v.UnsafePointer()))
	case d.raw[d.pos] == 'n':
		v.Elem().SetZero()
		return nil
	}
	return d.located(within(d.into(&s, v.UnsafePointer()), w.name))
}

// seekWithin moves to the value that a way leads to, from the beginning of the text. A null on
// the way is the value.
func (d *decoder) seekWithin(way string) (bool, error) {
	d.pos = 0
	for name := range strings.SplitSeq(way, ".") {
		if d.raw[d.pos] != '{' {
			return d.raw[d.pos] == 'n', nil
		}
		if found, err := d.seek(name); err != nil || !found {
			return false, err
		}
	}
	return true, nil
}

// seek moves to the value of the member called name of an object.
func (d *decoder) seek(name string) (bool, error) {
	d.pos++ // '{'
	for d.more() {
		text, err := d.text()
		if err != nil {
			return false, err
		}
		found := string(text) == name
		d.colon()
		if found {
			return true, nil
		}
		d.value()
	}
	return false, nil
}
