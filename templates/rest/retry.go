package rest

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A RetryPolicy tells when a call is tried again. The zero value of a field means
// its default.
//
// A call is tried again only if its body can be sent again: JSON, bytes, or an io.Seeker.
// Whatever its verb, that is done where it was not carried out: behind the status 429 (RFC
// 6585 4), behind 503 with a Retry-After (RFC 9110 15.6.4), and where the request never left.
// Behind other 503, 504 and broken connections, where nobody knows whether it was, it is done
// if the verb is idempotent (RFC 9110 9.2.2: GET, HEAD, OPTIONS, PUT, DELETE) or the call has
// an [IdempotencyKey].
//
// A Retry-After of the service is followed, as long as it stays within the policy; without
// one the delay doubles from attempt to attempt up to 30 s, less a random part of up to a
// half. For one call, [Attempts] and [MaxDelay] change the policy.
type RetryPolicy struct {
	// MaxAttempts counts the first attempt too; 1 means no retries. Default: 4.
	MaxAttempts int
	// MinDelay is the first delay. Default: 500 ms.
	MinDelay time.Duration
	// MaxDelay is the longest delay. A service that asks for a longer one gets
	// no further attempt. Default: 3 min.
	MaxDelay time.Duration
	// MaxElapsed bounds the time from the first attempt to the start of the
	// last. Default: 10 min.
	MaxElapsed time.Duration
}

// withDefaults returns p without zero fields.
func (p RetryPolicy) withDefaults() RetryPolicy {
	if p.MaxAttempts <= 0 {
		p.MaxAttempts = 4
	}
	if p.MinDelay <= 0 {
		p.MinDelay = 500 * time.Millisecond
	}
	if p.MaxDelay <= 0 {
		p.MaxDelay = 3 * time.Minute
	}
	if p.MaxElapsed <= 0 {
		p.MaxElapsed = 10 * time.Minute
	}
	return p
}

// mostOwnDelay is how far the delay grows for which no service has asked.
const mostOwnDelay = 30 * time.Second

// Attempts sets how often a call is tried at most, in place of [RetryPolicy.MaxAttempts]: 1
// means no retries.
func Attempts(n int) Option {
	return func(c *call) {
		if n < 1 {
			c.fail(fmt.Errorf("rest: Attempts of %d: a call takes one at least", n))
		}
		c.attempts = n
	}
}

// MaxDelay sets how long a call waits at most before it is tried again, in place of
// [RetryPolicy.MaxDelay], and as often as it has attempts: [RetryPolicy.MaxElapsed] does not
// count. A service that asks for longer gets no further attempt, and [Error.RetryAfter] says
// for how long it has asked.
func MaxDelay(d time.Duration) Option {
	return func(c *call) {
		if d <= 0 {
			c.fail(fmt.Errorf("rest: MaxDelay of %v: Attempts(1) has a call not tried again", d))
		}
		c.maxDelay = d
	}
}

// of returns the policy of a call.
func (p RetryPolicy) of(c *call) RetryPolicy {
	if c.attempts > 0 {
		p.MaxAttempts = c.attempts
	}
	if c.maxDelay > 0 {
		p.MaxDelay, p.MaxElapsed = c.maxDelay, math.MaxInt64
	}
	return p
}

// delay returns how long to wait behind attempt number n, from 1, and whether to
// try again at all.
func (p RetryPolicy) delay(n int, elapsed time.Duration, resp *http.Response) (time.Duration, bool) {
	if n >= p.MaxAttempts {
		return 0, false
	}
	d, most := p.MinDelay<<min(n-1, 20), min(p.MaxDelay, max(mostOwnDelay, p.MinDelay))
	if d > most || d < p.MinDelay {
		d = most
	}
	d -= time.Duration(rand.Int64N(int64(d)/2 + 1))
	if resp != nil {
		if after, ok := retryAfter(resp.Header, time.Now()); ok {
			d = after
		}
	}
	return d, d <= p.MaxDelay && d <= p.MaxElapsed-elapsed
}

// retryAfter reads the header Retry-After (RFC 9110 10.2.3), in seconds or as a date. A
// time in the past is 0. What is neither, as a negative number, counts as not sent; a
// fraction of a second, which services write against the standard, as what it says. A
// number of any length is read: the result ends at what a Duration can hold.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if whole, fraction, dotted := strings.Cut(text, "."); isDigits(whole) && dotted == isDigits(fraction) {
		const most = int64(math.MaxInt64 / time.Second)
		s, err := strconv.ParseInt(whole, 10, 64)
		if err != nil || s >= most {
			return math.MaxInt64, true
		}
		return time.Duration(s)*time.Second + nanoseconds(fraction), true
	}
	if t, err := http.ParseTime(text); err == nil {
		return max(t.Sub(now), 0), true
	}
	return 0, false
}

// isDigits reports whether s is digits and nothing else.
func isDigits(s string) bool {
	_, ok := number(s)
	return ok && s != ""
}

// notDone reports whether an answer says that the request was not carried out, whatever it
// was: there were too many, or the service tells when it takes it.
func (e *Error) notDone() bool {
	if e.StatusCode == http.StatusServiceUnavailable {
		_, told := retryAfter(e.Header, time.Now())
		return told
	}
	return e.StatusCode == http.StatusTooManyRequests
}

// isTransient reports whether an answer of this status may be another one soon.
func isTransient(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable ||
		status == http.StatusGatewayTimeout
}

// brokenError is a connection that failed.
type brokenError struct{ error }

func (e *brokenError) Unwrap() error { return e.error }

// permanentError is a failure inside net/http that no further attempt can mend.
type permanentError struct{ error }

func (e *permanentError) Unwrap() error { return e.error }

// isBroken tells a broken connection from what will not change by itself: an
// error of ours, an end that the caller asked for, a host that does not exist, is
// not who it should be or speaks another protocol.
func isBroken(err error) bool {
	if _, ok := errors.AsType[*brokenError](err); !ok {
		return false
	}
	return !isPermanent(err) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
}

// isPermanent reports whether no further attempt can mend a failed connection.
func isPermanent(err error) bool {
	if _, ok := errors.AsType[*permanentError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*net.AddrError](err); ok { // no port, or one that there cannot be
		return true
	}
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound || errors.Is(err, http.ErrSchemeMismatch)
}

// neverLeft reports whether err happened before the request was sent.
func neverLeft(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// isIdempotent reports whether a verb may be repeated (RFC 9110 9.2.2).
func isIdempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}

// sleep waits for d or until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
