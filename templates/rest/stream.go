package rest

import (
	"context"
	"io"
	"net/http"
)

// A Stream is content that is read as it arrives. It must be closed.
type Stream struct {
	io.ReadCloser
	StatusCode    int
	ContentType   string
	ContentLength int64 // -1 where the service does not tell
	Header        http.Header
	// Location is where a redirection leads that [NoRedirect] kept from being
	// followed, or "".
	Location string
}

// Stream makes a call whose answer is content of any media type. Redirections are
// followed, without the token where they lead to another host. The error is that of
// [Client.Do]; the reading of the content is not tried again.
func (c *Client) Stream(ctx context.Context, r Request, opts ...Option) (*Stream, error) {
	o, err := newCall(opts)
	if err != nil {
		return nil, err
	}
	if r.Accept == "" {
		r.Accept = "*/*"
	}
	q, err := c.prepare(r, o)
	if err != nil {
		return nil, err
	}
	cancel := context.CancelFunc(func() {})
	if o.timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, o.timeout)
	}
	resp, err := c.try(ctx, q, func(*http.Response) error { return nil })
	if o.into != nil {
		*o.into = resp
	}
	if err != nil {
		cancel()
		return nil, err
	}
	return &Stream{ReadCloser: &content{resp.Body, cancel}, StatusCode: resp.StatusCode,
		ContentType: resp.Header.Get("Content-Type"), ContentLength: resp.ContentLength,
		Header: resp.Header, Location: resp.Header.Get("Location")}, nil
}

// content ends the time limit of a call when its content is closed.
type content struct {
	io.ReadCloser
	cancel context.CancelFunc
}

// Close closes the content.
func (c *content) Close() error {
	defer c.cancel()
	return c.ReadCloser.Close()
}
