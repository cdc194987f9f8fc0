package rest

import (
	"context"
	"net/http"
)

// A Response is an answer without content that matters: what there is to know is
// its status and its header.
type Response struct {
	StatusCode int
	Header     http.Header
}

// Location returns the URL of what was created, moved or started, or "".
func (r *Response) Location() string { return r.Header.Get("Location") }

// ETag returns the new version of what was changed, fit for [IfMatch], or "".
func (r *Response) ETag() string { return r.Header.Get("ETag") }

// Call is [Client.Do] with the fields of a [Request] that most calls have as
// parameters. The thousands of methods of a large SDK are made of it: code that
// fills in a Request each time takes the compiler a fifth longer.
func (c *Client) Call(ctx context.Context, method, path string, args []any, body, out any, opts []Option) error {
	_, err := c.do(ctx, Request{Method: method, Path: path, Args: args, Body: body}, out, opts)
	return err
}

// Send is [Client.Call] for calls whose answer has no content. What content there
// is nevertheless is ignored.
func (c *Client) Send(ctx context.Context, method, path string, args []any, body any, opts []Option) (*Response, error) {
	resp, err := c.do(ctx, Request{Method: method, Path: path, Args: args, Body: body}, nil, opts)
	if err != nil {
		return nil, err
	}
	return &Response{StatusCode: resp.StatusCode, Header: resp.Header}, nil
}
