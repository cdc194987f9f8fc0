package rest

// This file is about what there is to an answer besides the result of a method: its header,
// its body as it came, and a body that the pages do not document.

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

// A Response is an answer without content that matters: what there is to know is
// its status and its header.
type Response struct {
	StatusCode int
	Header     http.Header
	// Misfits are the values in the answer that did not fit.
	Misfits []Misfit
}

// Location returns the URL of what was created, moved or started, or "".
func (r *Response) Location() string { return r.Header.Get("Location") }

// ETag returns the new version of what was changed, fit for [IfMatch], or "".
func (r *Response) ETag() string { return r.Header.Get("ETag") }

// Peek has look called with the answer to the call, that of an error as well: its status, a
// copy of its header, and what did not fit. Of an iteration, it is called with that to every
// page, and of a batch with that to the call's own part.
//
//	user, err := client.Users.Get(ctx, id, rest.Peek(func(r *rest.Response) { left = r.Header.Get("RateLimit-Remaining") }))
func Peek(look func(*Response)) Option { return func(c *call) { c.look = look } }

// Raw has *body set to the body of the answer as it came, decompressed: that of an error as
// well, up to 1 MiB. Content that is streamed is read from its [Stream].
func Raw(body *[]byte) Option {
	return func(c *call) {
		if c.raw = body; body != nil {
			*body = nil
		}
	}
}

// Representation asks for what was changed in the answer to the change, where that has no
// content otherwise: by the preference return=representation (RFC 7240 4.2). It is decoded
// into what out points to, which stays as it is where the service does not follow.
//
//	var user shop.User
//	_, err := client.Users.Update(ctx, id, changes, rest.Representation(&user))
func Representation(out any) Option {
	return func(c *call) {
		if out == nil {
			c.fail(errors.New("rest: Representation needs something to decode into"))
			return
		}
		Prefer("return=representation")(c)
		c.content = out
	}
}

// keepsBody reports whether the body of an answer is wanted although the method ignores it.
func (c *call) keepsBody() bool { return c.raw != nil || c.into != nil || c.content != nil }

// checkStream tells which option is for other calls than those whose answer is streamed.
func (c *call) checkStream() error {
	if c.raw != nil || c.content != nil {
		return errors.New("rest: Raw and Representation: the content of a stream is read from it")
	}
	return nil
}

// keepBody keeps a copy of a body, where that is wanted.
func (c *call) keepBody(resp *http.Response, body []byte) {
	if c.raw != nil {
		*c.raw = bytes.Clone(body)
	}
	if c.into != nil {
		resp.Body = io.NopCloser(bytes.NewReader(bytes.Clone(body)))
	}
}

// show hands the answer to who wants to see it.
func (c *call) show(resp *http.Response, misfits []Misfit) {
	if c.into != nil {
		*c.into = resp
	}
	if c.look != nil && resp != nil {
		c.look(&Response{StatusCode: resp.StatusCode, Header: resp.Header.Clone(), Misfits: misfits})
	}
}
