package rest

// This file tells a logger of the attempts of calls. It does without package log/slog,
// whose Logger fits nevertheless: with slog would come encoding/json, and a program
// that logs nothing would be compiled and linked with both.

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"time"
)

// A Log is what a [Client] tells of its attempts. *slog.Logger is one.
type Log interface {
	DebugContext(ctx context.Context, message string, args ...any)
	WarnContext(ctx context.Context, message string, args ...any)
}

// Logger has every attempt of every call logged at level Debug, and at level Warn
// where it is followed by another: the method, the path without its arguments, the
// number of the attempt, the status and the time taken. No header, no body, no
// query is logged.
//
//	rest.Logger(slog.Default())
func Logger(l Log) ClientOption {
	return func(s *settings) {
		s.log = l
		if v := reflect.ValueOf(l); v.Kind() == reflect.Pointer && v.IsNil() {
			s.log = nil
		}
	}
}

// attempt is what is logged of an attempt.
type attempt struct {
	n     int
	took  time.Duration
	resp  *http.Response
	err   error
	again bool
	delay time.Duration
}

// logTo writes one attempt to a logger. Errors of the service are logged by their
// code alone, because a message may quote what was sent.
func (a *attempt) logTo(ctx context.Context, l Log, q *prepared) {
	args := []any{"method", q.method, "path", q.pattern, "attempt", a.n, "took", a.took}
	if a.resp != nil {
		args = append(args, "status", a.resp.StatusCode)
	}
	if e := asError(a.err); e != nil {
		args = append(args, "code", oneLine(e.Code), "requestID", oneLine(e.RequestID))
	} else if broken, ok := errors.AsType[*brokenError](a.err); ok {
		args = append(args, "error", broken.Error())
	}
	if a.again {
		l.WarnContext(ctx, "rest: attempt", append(args, "retryIn", a.delay)...)
		return
	}
	l.DebugContext(ctx, "rest: attempt", args...)
}
