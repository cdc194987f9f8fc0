package rest

import (
	"net/http"
	"time"
)

// setbacks counts the faults of something that goes on behind them: an upload, content
// that is read. Only what was never reached before counts as progress, so that a service
// that goes back and forth is left at the bounds of the [RetryPolicy] too.
type setbacks struct {
	faults int       // since the last progress
	since  time.Time // the first of them
	mark   int64     // the furthest byte that was ever reached
}

// reached notes how far it has come.
func (s *setbacks) reached(mark int64) {
	if mark > s.mark {
		s.mark, s.faults = mark, 0
	}
}

// again counts a fault. It returns how long to wait before going on, and whether to go
// on at all; resp is the answer that the fault was, or nil.
func (s *setbacks) again(p RetryPolicy, resp *http.Response) (time.Duration, bool) {
	if s.faults++; s.faults == 1 {
		s.since = time.Now()
	}
	return p.delay(s.faults, time.Since(s.since), resp)
}
