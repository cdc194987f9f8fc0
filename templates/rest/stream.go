package rest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// A Stream is content that is read as it arrives. It must be closed.
//
// Where the connection breaks while it is read, the rest of the content is asked for,
// as often as the [RetryPolicy] allows, provided that the service has told a version of
// the content (a strong ETag, RFC 9110 8.8.3) and still has that one. Otherwise the
// reading ends with the error. Content that ends before the length that was announced is
// an error as well.
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
// [Client.Do].
func (c *Client) Stream(ctx context.Context, r Request, opts ...Option) (*Stream, error) {
	o, err := newCall(opts)
	if err != nil {
		return nil, err
	}
	if r.Accept == "" {
		r.Accept = "*/*"
	}
	q, err := c.prepare(r, o)
	if err == nil {
		err = o.checkStream()
	}
	if err != nil {
		return nil, err
	}
	if ctx = withOperation(ctx, q); c.doer != nil {
		r.URL = q.url.String()
		return c.doer.Stream(ctx, r, opts...)
	}
	cancel := context.CancelFunc(func() {})
	if o.timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, o.timeout)
	}
	resp, err := c.try(ctx, q, func(resp *http.Response) error { return checkRange(q, resp) })
	o.show(resp, nil)
	if err != nil {
		cancel()
		return nil, err
	}
	body := &content{ReadCloser: resp.Body, cancel: cancel, ctx: ctx, client: c, request: q}
	body.remember(resp)
	return &Stream{ReadCloser: body, StatusCode: resp.StatusCode,
		ContentType: resp.Header.Get("Content-Type"), ContentLength: resp.ContentLength,
		Header: resp.Header, Location: resp.Header.Get("Location")}, nil
}

// content is the body of an answer, and of those that continue it.
type content struct {
	io.ReadCloser
	cancel  context.CancelFunc // ends the time limit of the call
	ctx     context.Context
	client  *Client
	request *prepared
	faults  setbacks
	etag    string
	next    int64 // where what is not read yet begins
	last    int64 // the last byte of the range that was asked for, or -1
	end     int64 // where the content ends, or -1 where the service has not told
}

// remember notes what is needed to continue behind a fault; without an etag that
// cannot be done.
func (c *content) remember(resp *http.Response) {
	c.last, c.end = -1, resp.ContentLength
	etag := resp.Header.Get("ETag")
	if c.request.method != http.MethodGet || resp.Uncompressed || !strings.HasPrefix(etag, `"`) {
		return
	}
	if resp.StatusCode == http.StatusPartialContent {
		first, last, _, ok := contentRange(resp.Header)
		if !ok {
			return
		}
		c.next, c.last, c.end = first, last, last+1
	}
	c.etag = etag
}

// contentRange reads the header Content-Range (RFC 9110 14.4). The total is -1 where it
// is not told.
func contentRange(h http.Header) (first, last, total int64, ok bool) {
	text, ok := strings.CutPrefix(h.Get("Content-Range"), "bytes ")
	text, size, _ := strings.Cut(text, "/")
	from, to, _ := strings.Cut(text, "-")
	first, ok1 := parseOffset(from)
	last, ok2 := parseOffset(to)
	total, known := parseOffset(size)
	if !known {
		total = -1
	}
	return first, last, total, ok && ok1 && ok2 && first <= last && (total < 0 || last < total)
}

// checkRange refuses another part of the content than the one that was asked for.
func checkRange(q *prepared, resp *http.Response) error {
	asked, single := strings.CutPrefix(q.header.Get("Range"), "bytes=")
	from, to, _ := strings.Cut(asked, "-")
	begin, ok := parseOffset(from)
	first, last, _, told := contentRange(resp.Header)
	if !single || !ok || !told || resp.StatusCode != http.StatusPartialContent {
		return nil
	}
	if end, bounded := parseOffset(to); first != begin || bounded && last > end {
		resp.Body.Close()
		return q.fail(fmt.Errorf("%s was asked for and bytes %d-%d came", asked, first, last))
	}
	return nil
}

// Read reads content.
func (c *content) Read(b []byte) (int, error) {
	for {
		n, err := c.ReadCloser.Read(b)
		c.next += int64(n)
		c.faults.reached(c.next)
		if c.etag == "" {
			return n, err
		}
		if c.end >= 0 && c.next > c.end {
			return n, fmt.Errorf("rest: the content goes on behind its %d bytes", c.end)
		}
		if err == io.EOF && c.next < c.end {
			err = io.ErrUnexpectedEOF // also where each of several answers is whole
		}
		if err == nil || err == io.EOF || !c.resume(err) {
			return n, err
		}
		if n > 0 {
			return n, nil
		}
	}
}

// resume asks for the rest of the content, and reports whether it comes.
func (c *content) resume(fault error) bool {
	delay, again := c.faults.again(c.request.retry, nil)
	if !again || !isBroken(&brokenError{fault}) || sleep(c.ctx, delay) != nil {
		return false
	}
	q := *c.request
	q.header = q.header.Clone()
	q.header.Set("If-Range", c.etag)
	q.header.Set("Range", fmt.Sprintf("bytes=%d-", c.next))
	if c.last >= 0 {
		q.header.Set("Range", fmt.Sprintf("bytes=%d-%d", c.next, c.last))
	}
	resp, err := c.client.try(c.ctx, &q, func(*http.Response) error { return nil })
	if err != nil {
		return false
	}
	if !c.continues(resp) {
		resp.Body.Close()
		return false
	}
	c.ReadCloser.Close()
	c.ReadCloser = resp.Body
	return true
}

// continues reports whether an answer is the rest of the content, or a part of it.
func (c *content) continues(resp *http.Response) bool {
	first, last, total, ok := contentRange(resp.Header)
	if c.end < 0 {
		c.end = total
	}
	switch {
	case resp.StatusCode != http.StatusPartialContent || resp.Header.Get("ETag") != c.etag:
		return false
	case !ok || first != c.next || c.end >= 0 && last >= c.end:
		return false
	}
	return resp.ContentLength < 0 || resp.ContentLength == last-first+1
}

// Close closes the content.
func (c *content) Close() error {
	defer c.cancel()
	return c.ReadCloser.Close()
}
