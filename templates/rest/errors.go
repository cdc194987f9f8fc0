package rest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// An Error is a call that the service answered, but not with success. Its fields
// are what the answer says, in any of the forms that services have for that: OData's
// (JSON Format 4.01, 21), problem details (RFC 9457), OAuth's (RFC 6749, 5.2), lists of
// errors, and objects with a code and a message under names of their own ([ErrorMembers]).
//
//	var e *rest.Error
//	if errors.As(err, &e) { log.Print(e.Code, e.RequestID) }
//	if errors.Is(err, rest.ErrNotFound) { ... }
//	if errors.Is(err, shop.CodeErrorOrderNotFound) { ... }
type Error struct {
	StatusCode int
	// Code, Message and Target are the service's; empty where the answer is
	// no error document, which Body then shows. A code that is a number is its text.
	Code       string
	Message    string
	Target     string
	InnerError *InnerError
	Details    []ErrorDetail
	// RequestID is what the service's support asks for.
	RequestID string
	// ClientRequestID is what the call has called itself, by [SendRequestID].
	ClientRequestID string
	Method          string
	// Path is the path of the request as it was sent, without the query. Of
	// another host than the configured one it is that host alone, because
	// such URLs are often a secret themselves.
	Path string
	// Body is the answer's body as it came, up to 1 MiB of it.
	Body   []byte
	Header http.Header
	// RetryAfter is how long the service asks to wait before the call is made again, 0 where
	// it does not tell or the time is over.
	RetryAfter time.Duration
}

// An InnerError tells more about an error. It may hold another one.
type InnerError struct {
	Code            string
	Message         string
	Date            string
	RequestID       string
	ClientRequestID string
	Inner           *InnerError
}

// An ErrorDetail is one of several reasons for an error.
type ErrorDetail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target"`
}

// What errors.Is compares an [*Error] with, each a status.
var (
	ErrNotModified        error = statusError(http.StatusNotModified)
	ErrBadRequest         error = statusError(http.StatusBadRequest)
	ErrUnauthorized       error = statusError(http.StatusUnauthorized)
	ErrForbidden          error = statusError(http.StatusForbidden)
	ErrNotFound           error = statusError(http.StatusNotFound)
	ErrConflict           error = statusError(http.StatusConflict)
	ErrGone               error = statusError(http.StatusGone)
	ErrPreconditionFailed error = statusError(http.StatusPreconditionFailed)
	ErrTooLarge           error = statusError(http.StatusRequestEntityTooLarge)
	ErrRange              error = statusError(http.StatusRequestedRangeNotSatisfiable)
	ErrFailedDependency   error = statusError(http.StatusFailedDependency)
	ErrThrottled          error = statusError(http.StatusTooManyRequests)
	ErrUnavailable        error = statusError(http.StatusServiceUnavailable)
)

// statusError stands for all errors of one status.
type statusError int

func (s statusError) Error() string { return strings.ToLower(http.StatusText(int(s))) }

// A Code is what errors.Is compares an [*Error] with whose code it is: the code itself
// or, since services put the more specific one there, that of an inner error. SDKs have
// a constant for each that is documented.
type Code string

func (c Code) Error() string { return string(c) }

// Is reports whether target stands for e's status, as [ErrNotFound] does, or is a [Code]
// that e has.
func (e *Error) Is(target error) bool {
	switch t := target.(type) {
	case statusError:
		return int(t) == e.StatusCode
	case Code:
		return t != "" && (e.Code == string(t) || e.InnerError.has(string(t)))
	}
	return false
}

// has reports whether an error has a code, itself or inside.
func (e *InnerError) has(code string) bool {
	return e != nil && (e.Code == code || e.Inner.has(code))
}

// Error returns one line: status, code, message, request id, method and path.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "rest: %s %s: %d %s", e.Method, e.Path, e.StatusCode, http.StatusText(e.StatusCode))
	for _, s := range []string{e.Code, e.Message} {
		if s != "" {
			b.WriteString(": " + oneLine(s))
		}
	}
	if e.Code == "" && e.Message == "" && len(e.Body) > 0 {
		b.WriteString(": " + oneLine(string(e.Body[:min(len(e.Body), 4*maxLine)])))
	}
	if e.RequestID != "" {
		b.WriteString(" (request id " + oneLine(e.RequestID) + ")")
	}
	return b.String()
}

// maxLine bounds how much of a service's text goes into an error's line.
const maxLine = 300

// oneLine folds white space and control characters and cuts long texts short. What is
// no UTF-8 becomes U+FFFD.
func oneLine(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		if r <= ' ' || r >= 0x7f && r < 0xa0 {
			gap = b.Len() > 0
			continue
		}
		if b.Len() >= maxLine {
			return b.String() + "..."
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// maxErrorBody bounds how much of an error's body is read.
const maxErrorBody = 1 << 20

// newError makes an Error from an answer and its body. What the call was authorized with
// is cut from both, since services quote it: "there is no /rooms?api_key=...".
func newError(resp *http.Response, where place, body []byte) *Error {
	e := &Error{StatusCode: resp.StatusCode, Method: where.method, Path: where.path, ClientRequestID: where.clientID,
		Body: where.secret.cutFrom(body), Header: where.secret.cutFromHeader(resp.Header)}
	e.RetryAfter, _ = retryAfter(e.Header, time.Now())
	e.read(e.Body, where.members)
	for name := range strings.SplitSeq(requestIDFields, " ") {
		if id := e.Header.Get(name); id != "" {
			e.RequestID = id
			break
		}
	}
	return e
}

// requestIDFields are the header fields in which services say what they call a request.
const requestIDFields = "request-id x-ms-request-id x-request-id x-correlation-id x-trace-id x-amzn-requestid"

// asError returns err's *Error, or nil.
func asError(err error) *Error {
	e, _ := errors.AsType[*Error](err)
	return e
}
