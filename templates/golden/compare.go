package golden

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Equal fails the test, with the difference, if got and want are not equal by the
// rules of go-cmp, JSON in them being compared by value.
func Equal(t testing.TB, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.Comparer(equalRaw), cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("golden: result differs (-documented +decoded):\n%s", diff)
	}
}

// equalRaw compares two JSON values. Those that cannot be read are compared as
// they are.
func equalRaw(a, b jsontext.Value) bool {
	x, errX := decodeJSON(a)
	y, errY := decodeJSON(b)
	if errX != nil || errY != nil {
		return bytes.Equal(a, b)
	}
	return cmp.Equal(x, y, compareNumbers())
}

// RoundTrip encodes got again and fails the test unless that equals the
// documented response, or where wrapper is given the member of it of that name.
func RoundTrip(t testing.TB, e *Exchange, got any, wrapper ...string) {
	t.Helper()
	want := e.response.body
	for _, name := range wrapper {
		var doc map[string]jsontext.Value
		if err := json.Unmarshal(want, &doc); err != nil || at(doc, name) == nil {
			t.Errorf("golden: the documented response has no member %q (%v)", name, err)
			return
		}
		want = at(doc, name)
	}
	raw, err := json.Marshal(got)
	if err != nil {
		t.Errorf("golden: encoding the result: %v", err)
		return
	}
	if diff := diffBody(want, raw, true); diff != "" {
		t.Errorf("golden: encoding the result differs (-documented +encoded):\n%s", diff)
	}
}

// Error fails the test unless err is a [rest.Error] of this status, code and message, which
// are "" where the page shows none.
func Error(t testing.TB, err error, status int, code, message string) {
	t.Helper()
	e, ok := errors.AsType[*rest.Error](err)
	switch {
	case !ok:
		t.Errorf("golden: got error %v, documented is one of status %d", err, status)
	case e.StatusCode != status:
		t.Errorf("golden: status %d, documented is %d: %v", e.StatusCode, status, err)
	case e.Code != code && (code != "" || message != ""):
		t.Errorf("golden: error code %q, documented is %q: %v", e.Code, code, err)
	case message != "" && e.Message != message:
		t.Errorf("golden: error message %q, documented is %q: %v", e.Message, message, err)
	}
}

// Unanswered fails the test unless err says that the server has no answer, as it has none
// to a request of which the page shows the request alone.
func Unanswered(t testing.TB, err error) {
	t.Helper()
	if e, ok := errors.AsType[*rest.Error](err); !ok || e.StatusCode != unanswered {
		t.Errorf("golden: got error %v, and the server has none but that it has no answer (%d)", err, unanswered)
	}
}

// Status fails the test unless the answer that [rest.Into] has caught is of this
// status.
func Status(t testing.TB, status int, got int) {
	t.Helper()
	if got != status {
		t.Errorf("golden: status %d, documented is %d", got, status)
	}
}

// Text reads a stream to its end, closes it and returns what was in it, line ends
// folded to LF.
func Text(t testing.TB, r io.ReadCloser) string {
	t.Helper()
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Errorf("golden: reading the stream: %v", err)
	}
	return foldLines(string(data))
}

// Body returns the documented response's body, line ends folded to LF: what [Text]
// is to be compared with.
func (e *Exchange) Body() string { return foldLines(string(e.response.body)) }

// diffBody compares two bodies and returns what differs, or "".
func diffBody(want, got []byte, asJSON bool) string {
	if asJSON {
		x, errX := decodeJSON(want)
		y, errY := decodeJSON(got)
		if errX == nil && errY == nil {
			return cmp.Diff(x, y, compareNumbers())
		}
	}
	return cmp.Diff(foldLines(string(want)), foldLines(string(got)))
}

// decodeJSON reads JSON into maps, slices and scalars. Numbers keep their text.
func decodeJSON(data []byte) (out any, err error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, io.EOF
	}
	err = json.Unmarshal(data, &out, json.WithUnmarshalers(json.UnmarshalFromFunc(
		func(dec *jsontext.Decoder, p *any) error {
			if dec.PeekKind() != jsontext.KindNumber {
				return errors.ErrUnsupported
			}
			raw, err := dec.ReadValue()
			*p = number(raw)
			return err
		})))
	return out, err
}

// number is the literal of a JSON number.
type number string

// compareNumbers compares numbers by value: 1, 1.0 and 1e0 are equal. Integers are
// compared digit by digit, other numbers as float64, which is what an API means by
// them: more digits than that has are not kept.
func compareNumbers() cmp.Option {
	return cmp.Comparer(func(a, b number) bool {
		if a == b || a.isInteger() && b.isInteger() {
			return a.digits() == b.digits()
		}
		x, errX := strconv.ParseFloat(string(a), 64)
		y, errY := strconv.ParseFloat(string(b), 64)
		return errX == nil && errY == nil && x == y
	})
}

// digits is an integer without the sign of zero.
func (n number) digits() number {
	if n == "-0" {
		return "0"
	}
	return n
}

func (n number) isInteger() bool { return !strings.ContainsAny(string(n), ".eE") }

func foldLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

func sortStrings(s []string) []string {
	slices.Sort(s)
	return s
}
