package rest

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// An Error is a call that the service answered, but not with success. Its fields
// are what the answer says (OData JSON 21, Microsoft Graph's error responses).
//
//	var e *rest.Error
//	if errors.As(err, &e) { log.Print(e.Code, e.RequestID) }
//	if errors.Is(err, rest.ErrNotFound) { ... }
//	if errors.Is(err, graph.CodeErrorItemNotFound) { ... }
type Error struct {
	StatusCode int
	// Code, Message and Target are the service's; empty where the answer is
	// no error document, which Body then shows.
	Code       string
	Message    string
	Target     string
	InnerError *InnerError
	Details    []ErrorDetail
	// RequestID is what the service's support asks for.
	RequestID string
	Method    string
	// Path is the path of the request as it was sent, without the query. Of
	// another host than the configured one it is that host alone, because
	// such URLs are often a secret themselves.
	Path string
	// Body is the answer's body as it came, up to 1 MiB of it.
	Body   []byte
	Header http.Header
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

// newError makes an Error from an answer and its body.
func newError(resp *http.Response, where place, body []byte) *Error {
	e := &Error{StatusCode: resp.StatusCode, Method: where.method, Path: where.path, Body: body, Header: resp.Header}
	e.read(body)
	for _, name := range []string{"request-id", "x-ms-request-id", "x-request-id"} {
		if e.RequestID == "" {
			e.RequestID = resp.Header.Get(name)
		}
	}
	for inner := e.InnerError; e.RequestID == "" && inner != nil; inner = inner.Inner {
		e.RequestID = inner.RequestID
	}
	return e
}

// read fills in what an error document says. A body that is none leaves e as it
// is. The forms are {"error": {"code": ...}}, the same without its wrapper, and
// OAuth's {"error": "code", "error_description": ...}.
func (e *Error) read(body []byte) {
	var doc struct {
		Error       jsontext.Value `json:"error"`
		Description string         `json:"error_description"`
		errorBody
	}
	if lenient(body, &doc) != nil && doc.Error == nil {
		return
	}
	b := doc.errorBody
	switch doc.Error.Kind() {
	case jsontext.KindBeginObject:
		b = errorBody{}
		_ = lenient(doc.Error, &b) // what could be read counts
	case jsontext.KindString:
		_ = lenient(doc.Error, &b.Code)
		b.Message = doc.Description
	}
	e.Code, e.Message, e.Target, e.Details = b.Code, b.Message, b.Target, b.Details
	e.InnerError = b.Inner.export(0)
}

// errorBody is the wire form of an error; innerBody that of an inner error.
type errorBody struct {
	Code    string        `json:"code"`
	Message string        `json:"message"`
	Target  string        `json:"target"`
	Details []ErrorDetail `json:"details"`
	Inner   *innerBody    `json:"innerError,case:ignore"`
}

type innerBody struct {
	Code            string     `json:"code"`
	Message         string     `json:"message"`
	Date            string     `json:"date"`
	RequestID       string     `json:"request-id"`
	ClientRequestID string     `json:"client-request-id"`
	Inner           *innerBody `json:"innerError,case:ignore"`
}

// maxInner bounds how deep inner errors are followed.
const maxInner = 16

func (b *innerBody) export(depth int) *InnerError {
	if b == nil || depth == maxInner {
		return nil
	}
	return &InnerError{Code: b.Code, Message: b.Message, Date: b.Date, RequestID: b.RequestID,
		ClientRequestID: b.ClientRequestID, Inner: b.Inner.export(depth + 1)}
}

// lenient decodes what a failing service sends, mistakes included.
func lenient(body []byte, out any) error {
	return json.Unmarshal(bytes.TrimPrefix(body, utf8BOM), out,
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// asError returns err's *Error, or nil.
func asError(err error) *Error {
	e, _ := errors.AsType[*Error](err)
	return e
}
