package golden

// This file plays what a monitor answers to a poller, in the states that the service has.

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"reflect"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// poll is one answer of a monitor, and what has to come of it.
type poll struct {
	outcome string // running, done, failed, unknown
	body    []byte
}

// pollOf reads a line "@ done {...}".
func pollOf(line []byte) poll {
	outcome, body, _ := bytes.Cut(bytes.TrimSpace(bytes.TrimPrefix(line, []byte("@ "))), []byte(" "))
	return poll{string(outcome), body}
}

// monitored is the answer of a monitor.
func (l *line) monitored(r *http.Request) *http.Response {
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Body: io.NopCloser(bytes.NewReader(l.polled)), ContentLength: int64(len(l.polled)),
	}
}

// comparePolls asks a poller for each answer of its monitor.
func comparePolls(t *testing.T, l *line, poller reflect.Value) {
	t.Helper()
	for _, p := range l.polls {
		l.polled = p.body
		out := poller.MethodByName("Poll").Call([]reflect.Value{reflect.ValueOf(t.Context())})
		err, _ := out[2].Interface().(error)
		if got := outcomeOf(out[1].Bool(), err); got != p.outcome {
			t.Errorf("golden: %s is taken for %s, should be %s: %v", p.body, got, p.outcome, err)
		}
	}
	l.polled = nil
}

// outcomeOf says what has come of a poll.
func outcomeOf(done bool, err error) string {
	var unknown *rest.StateError
	var failed *rest.Error
	switch {
	case errors.As(err, &unknown):
		return "unknown"
	case errors.As(err, &failed) && done:
		return "failed"
	case err != nil:
		return "an error"
	case done:
		return "done"
	}
	return "running"
}
