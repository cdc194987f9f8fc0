package rest

// This file tells a logger of the attempts of calls. Nothing else of this package
// refers to package log/slog, and a [Client] knows of it by a function alone: so the
// linker leaves slog and the JSON package that it brings along out of programs that
// set no [Logger], which makes them a third of a megabyte smaller.

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"
)

// Logger has every attempt of every call logged at level Debug, and at level Warn
// where it is followed by another: the method, the path without its arguments, the
// number of the attempt, the status and the time taken. No header, no body, no
// query is logged.
func Logger(l *slog.Logger) ClientOption {
	return func(s *settings) {
		s.log = nil
		if l != nil {
			s.log = func(ctx context.Context, q *prepared, a attempt) { logTo(ctx, l, q, a) }
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
func logTo(ctx context.Context, l *slog.Logger, q *prepared, a attempt) {
	level := slog.LevelDebug
	if a.again {
		level = slog.LevelWarn
	}
	if !l.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{slog.String("method", q.method), slog.String("path", q.pattern),
		slog.Int("attempt", a.n), slog.Duration("took", a.took)}
	if a.resp != nil {
		attrs = append(attrs, slog.Int("status", a.resp.StatusCode))
	}
	if e := asError(a.err); e != nil {
		attrs = append(attrs, slog.String("code", oneLine(e.Code)), slog.String("requestID", oneLine(e.RequestID)))
	} else if broken, ok := errors.AsType[*brokenError](a.err); ok {
		attrs = append(attrs, slog.String("error", broken.Error()))
	}
	if a.again {
		attrs = append(attrs, slog.Duration("retryIn", a.delay))
	}
	l.LogAttrs(ctx, level, "rest: attempt", attrs...)
}
