package rest

// This file is the way of one call: prepared once, attempted until it succeeds,
// fails for good, or the policy, the time or the context is at its end.

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Do makes a call and decodes its answer into out:
//
//   - nil: any answer is taken, and its body ignored;
//   - *int64: a bare number in text, as $count returns it;
//   - *string: the whole text, or the content of the JSON string that it is;
//   - what [Wrapped] returns: one member of a JSON object;
//   - any other pointer: the JSON value.
//
// An answer without a body and with a status that allows that (204, 202) leaves
// out as it is. The error is an [*Error] where the service answered with another
// status than 2xx, with an error document, or with something that is no JSON.
func (c *Client) Do(ctx context.Context, r Request, out any, opts ...Option) error {
	_, err := c.do(ctx, r, out, opts)
	return err
}

// do is Do; the answer that it returns has its body read.
func (c *Client) do(ctx context.Context, r Request, out any, opts []Option) (*http.Response, error) {
	resp, _, err := c.exchangeOf(ctx, r, out, opts)
	return resp, err
}

// exchangeOf is do; it returns besides what in the answer did not fit.
func (c *Client) exchangeOf(ctx context.Context, r Request, out any, opts []Option) (*http.Response, []Misfit, error) {
	o, err := newCall(opts)
	if err != nil {
		return nil, nil, err
	}
	q, err := c.prepare(r, o)
	if err != nil {
		return nil, nil, err
	}
	ctx = withOperation(ctx, q)
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.timeout)
		defer cancel()
	}
	page, isPage := out.(interface {
		anyPage
		arrived(*Client, *http.Response) error
	})
	if isPage {
		form, _, _ := page.parts()
		form.path = q.pattern
		if r.Paging != nil {
			form.paging = r.Paging
		}
	}
	var resp *http.Response
	if c.doer != nil {
		resp, err = c.through(ctx, q, r, out, opts)
	} else {
		resp, err = c.try(ctx, q, func(resp *http.Response) error { return c.readResult(ctx, resp, q, out) })
	}
	if isPage && err == nil {
		err = page.arrived(c, resp)
	}
	o.show(resp, q.misfits)
	if err == nil {
		o.keepHeader(resp)
	}
	if o.deltaLink != nil && err == nil {
		keepDelta(out, o.deltaLink)
	}
	return resp, q.misfits, err
}

// try makes attempts until one is final. read takes a successful answer; a
// *brokenError from it counts as a broken connection.
func (c *Client) try(ctx context.Context, q *prepared, read func(*http.Response) error) (*http.Response, error) {
	start := time.Now()
	for n := 1; ; n++ {
		began := time.Now()
		resp, err := c.send(ctx, q, n > 1, read)
		delay, again := time.Duration(0), false
		if err != nil && q.mayRepeat(err) {
			delay, again = q.retry.delay(n, time.Since(start), resp)
		}
		if c.log != nil {
			(&attempt{n, time.Since(began), resp, err, again, delay}).logTo(ctx, c.log, q)
		}
		if !again || ctx.Err() != nil {
			return resp, err
		}
		if ended := sleep(ctx, delay); ended != nil {
			return resp, fmt.Errorf("%w (while waiting to try again: %w)", err, ended)
		}
	}
}

// mayRepeat reports whether another attempt is safe and may help.
func (q *prepared) mayRepeat(err error) bool {
	if q.once || !q.body.replayable() {
		return false
	}
	if e := asError(err); e != nil {
		return e.notDone() || q.idempotent && isTransient(e.StatusCode)
	}
	return (q.idempotent || neverLeft(err)) && isBroken(err)
}

// send makes one attempt. The answer is returned together with the error
// that it is, if it is one.
func (c *Client) send(ctx context.Context, q *prepared, again bool, read func(*http.Response) error) (*http.Response, error) {
	req, done, err := c.newRequest(ctx, q, again)
	if err != nil {
		return nil, q.fail(err)
	}
	defer done() // not before the answer is read: a service may answer while it still reads
	resp, err := c.exchange(req)
	if err != nil {
		return nil, q.fail(&brokenError{q.secret.cutFromError(withoutURL(err))})
	}
	if ok := resp.StatusCode/100 == 2 || q.noRedirect && isRedirect(resp); !ok {
		var body bytes.Buffer
		_, cut := body.ReadFrom(io.LimitReader(resp.Body, maxErrorBody)) // what could be read counts
		resp.Body.Close()
		q.options.keepBody(resp, body.Bytes())
		err := error(newError(resp, q.place, body.Bytes()))
		if ended := ctx.Err(); ended != nil && cut != nil {
			err = fmt.Errorf("%w (while it was read: %w)", err, ended)
		}
		return resp, err
	}
	return resp, read(resp)
}

// isRedirect reports whether an answer sends the client elsewhere.
func isRedirect(resp *http.Response) bool {
	return resp.StatusCode/100 == 3 && resp.Header.Get("Location") != ""
}
