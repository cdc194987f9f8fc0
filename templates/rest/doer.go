package rest

// This file is the seam for tests of what uses an SDK: a fake of two methods takes the place
// of the service, below all methods of the SDK.

import (
	"context"
	"errors"
	"io"
	"net/http"
)

// A Doer makes calls. [Client] is one, and so is a fake that a test makes its calls with; see
// [Through].
type Doer interface {
	// Do makes a call and decodes its answer into out, as [Client.Do] does.
	Do(ctx context.Context, r Request, out any, opts ...Option) error
	// Stream makes a call whose answer is content, as [Client.Stream] does.
	Stream(ctx context.Context, r Request, opts ...Option) (*Stream, error)
}

// Through has all calls of a client made by d and none by HTTP: for tests of code that uses an
// SDK. d is given the call as the SDK's method makes it, once it is known to be one that
// could be sent: the verb, the path's template and its arguments, the typed body, and in
// [Request.URL] the whole URL with its query. out is a pointer to what the method returns, a
// *rest.Page[*shop.Order] for a List, or nil where the answer has no content; to decode JSON
// into it, use [Decode]. The error of d is that of the call, such as
// &rest.Error{StatusCode: 404}.
//
//	client, err := shop.NewClient(nil, rest.Through(fake))
func Through(d Doer) ClientOption {
	return func(s *settings) {
		if d == nil {
			s.fail(errors.New("rest: Through needs a Doer"))
		}
		s.doer = d
	}
}

// Decode decodes JSON into what out points to, as the answer to a call is: for a [Doer] that
// answers with texts.
func Decode(text []byte, out any) error { return decodeResult(text, out) }

// NewPage returns a page with items, which is the last one unless a NextLink is set.
func NewPage[T any](items ...T) *Page[T] { return &Page[T]{Value: items} }

// NewStream returns content as [Client.Stream] does. If content is no io.Closer, closing it
// does nothing.
func NewStream(content io.Reader, contentType string) *Stream {
	c, ok := content.(io.ReadCloser)
	if !ok {
		c = io.NopCloser(content)
	}
	return &Stream{ReadCloser: c, StatusCode: http.StatusOK, ContentType: contentType, ContentLength: -1,
		Header: http.Header{"Content-Type": {contentType}}}
}

// through has a call made by the client's Doer.
func (c *Client) through(ctx context.Context, q *prepared, r Request, out any, opts []Option) (*http.Response, error) {
	r.URL = q.url.String()
	for { // what the runtime puts around the result is its own
		switch inner := out.(type) {
		case *wrapped:
			out = inner.out
			continue
		case *maybe:
			out = inner.out
			continue
		}
		break
	}
	if err := c.doer.Do(ctx, r, out, opts...); err != nil {
		return nil, err
	}
	resp := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody,
		Request: &http.Request{Method: r.Method, URL: q.url, Header: q.header}}
	if out == nil {
		resp.StatusCode = http.StatusNoContent
	}
	return resp, nil
}
