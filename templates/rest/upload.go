package rest

// An upload session takes content in pieces: the service has made a URL for it (the
// method CreateUploadSession of a generated SDK), to which the pieces are put one
// after the other. It answers each with what it expects next, so that an upload goes
// on behind a fault where it was, and not from its start.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	// ChunkUnit is what the size of every piece of an upload is a multiple of, the
	// last one aside.
	ChunkUnit = 320 << 10
	// defaultChunk is below what any service takes at once: the least is 4 MB.
	defaultChunk = 10 * ChunkUnit
	// mostChunk is what OneDrive takes at most: below 60 MiB.
	mostChunk = 187 * ChunkUnit
)

// An UploadOption changes an [Upload].
type UploadOption func(*upload)

// ChunkSize sets how many bytes are put at once, rounded down to a multiple of
// [ChunkUnit]. That much is held in memory.
func ChunkSize(bytes int) UploadOption {
	return func(u *upload) { u.chunk = min(max(bytes/ChunkUnit, 1)*ChunkUnit, mostChunk) }
}

// Progress has f called whenever the service has taken a piece, and once with 0 at
// the start.
func Progress(f func(sent, size int64)) UploadOption { return func(u *upload) { u.progress = f } }

// Continued goes on with an upload to a URL that another one was begun with. It asks
// the service what it has, and skips that of the content.
func Continued() UploadOption { return func(u *upload) { u.continued = true } }

// UploadResponse has *r set to the last answer of an upload, whose [Response.Location] says
// where what was uploaded is, with services that do not say so in the body.
func UploadResponse(r *Response) UploadOption { return func(u *upload) { u.answer = r } }

// Upload puts content of size bytes to the URL of an upload session and returns what
// the service answers in the end, T's zero value if that is nothing. A size below 0
// stands for all that is left of content, which must be an io.Seeker then.
//
//	session, err := client.Files.CreateUploadSession(ctx, fileID)
//	...
//	uploaded, err := rest.Upload[*shop.File](ctx, client.Core(), session.UploadURL.Value(), file, -1)
//
// Where a connection breaks or the service is busy, as the [RetryPolicy] has it, the
// upload goes on from what the service expects next, as long as that is nothing that was
// never sent, and the policy bounds the faults that follow each other without a byte
// that is new to the service. What is behind the piece under
// way can be read again only from an io.Seeker. The URL is a secret: whoever has it
// needs no token, and none is sent unless it is of the configured host. An upload
// that was given up can be [Continued]; [CancelUpload] ends the session.
func Upload[T any](ctx context.Context, c *Client, url string, content io.Reader, size int64, opts ...UploadOption) (T, error) {
	var result T
	u := &upload{client: c, url: url, content: content, size: size, chunk: defaultChunk}
	for _, opt := range opts {
		opt(u)
	}
	err := u.run(ctx, &result)
	return result, err
}

// CancelUpload ends an upload session. The service deletes what it has of the content.
func CancelUpload(ctx context.Context, c *Client, url string) error {
	return c.Do(ctx, Request{Method: http.MethodDelete, URL: url}, nil)
}

// upload is an upload under way.
type upload struct {
	client    *Client
	url       string
	content   io.Reader
	size      int64
	chunk     int
	progress  func(sent, size int64)
	continued bool
	answer    *Response

	start    int64  // where a content that can seek stood
	buf      []byte // the piece under way
	begin    int64  // where in the content buf begins
	sent     int64  // how much of the content the service may have
	setbacks setbacks
}

// run puts all pieces.
func (u *upload) run(ctx context.Context, out any) error {
	if err := u.measure(); err != nil {
		return fmt.Errorf("rest: upload: %w", err)
	}
	next := int64(0)
	if u.continued {
		var err error
		if next, err = u.resume(ctx); err != nil {
			return err
		}
	}
	u.report(next)
	for {
		if err := u.load(next); err != nil {
			return fmt.Errorf("rest: upload: %w", err)
		}
		done, after, err := u.put(ctx, out)
		if err != nil {
			if after, err = u.recover(ctx, err); err != nil {
				return err
			}
		}
		u.setbacks.reached(after)
		if after > next {
			u.report(after)
		}
		if done {
			return nil
		}
		next = after
	}
}

func (u *upload) report(sent int64) {
	if u.progress != nil {
		u.progress(sent, u.size)
	}
}

// measure finds out where the content stands and how much there is.
func (u *upload) measure() error {
	p := payload{reader: u.content, length: -1}
	if err := p.measure(); err != nil {
		return err
	}
	u.start = p.start
	switch {
	case u.size < 0 && p.length < 0:
		return errors.New("the size is unknown and the content is no io.Seeker")
	case u.size < 0:
		u.size = p.length
	case p.length >= 0 && p.length < u.size:
		return fmt.Errorf("the content has %d bytes, %d are to be sent", p.length, u.size)
	}
	if u.size == 0 {
		return errors.New("there is no content; an upload session takes none that is empty")
	}
	return nil
}

// load fills buf with the piece that begins at next.
func (u *upload) load(next int64) error {
	end := u.begin + int64(len(u.buf))
	switch {
	case next < 0 || next >= u.size:
		return fmt.Errorf("the service expects byte %d of %d next", next, u.size)
	case next >= u.begin && next < end: // a part of the piece is there already
		u.buf = u.buf[next-u.begin:]
		u.begin = next
		return nil
	case next != end || u.buf == nil && next > 0:
		if err := u.seek(next, end); err != nil {
			return err
		}
	}
	u.buf = make([]byte, min(int64(u.chunk), u.size-next))
	u.begin = next
	if _, err := io.ReadFull(u.content, u.buf); err != nil {
		return fmt.Errorf("reading the content behind byte %d: %w", next, err)
	}
	return nil
}

// seek moves the content, which stands at end, to next.
func (u *upload) seek(next, end int64) error {
	if s, ok := u.content.(io.Seeker); ok {
		if _, err := s.Seek(u.start+next, io.SeekStart); err == nil {
			return nil
		}
	}
	if next < end {
		return fmt.Errorf("the service asks for byte %d again and the content is no io.Seeker", next)
	}
	if _, err := io.CopyN(io.Discard, u.content, next-end); err != nil {
		return fmt.Errorf("reading the content up to byte %d: %w", next, err)
	}
	return nil
}

// put sends the piece. It reports whether it was the last one, whose answer goes to out,
// and returns the byte that the service expects next.
func (u *upload) put(ctx context.Context, out any) (done bool, next int64, err error) {
	end := u.begin + int64(len(u.buf))
	var raw jsontext.Value
	r := Request{Method: http.MethodPut, URL: u.url, Body: u.buf}
	resp, err := u.client.do(ctx, r, &maybe{&raw}, []Option{once,
		Header("Content-Range", fmt.Sprintf("bytes %d-%d/%d", u.begin, end-1, u.size))})
	if !neverLeft(err) {
		u.sent = max(u.sent, end)
	}
	if err != nil {
		return false, 0, err
	}
	expects, err := readExpectation(raw, u.size)
	switch pending := resp.StatusCode == http.StatusAccepted; {
	case err != nil:
		return false, 0, err
	case len(expects.ranges) > 0:
		next, err = u.after(&expects, end)
		return false, next, err
	case end < u.size && pending && !expects.told:
		return false, end, nil
	case end < u.size:
		return false, 0, fmt.Errorf("rest: upload: the service ends it with status %d and was sent %d of %d bytes", resp.StatusCode, end, u.size)
	case pending:
		return false, 0, fmt.Errorf("rest: upload: the service was sent all %d bytes and does not end it", u.size)
	}
	if u.answer != nil {
		*u.answer = Response{StatusCode: resp.StatusCode, Header: resp.Header}
	}
	if len(raw) > 0 {
		err = u.client.decodeKept(ctx, raw, out)
	}
	return err == nil, end, err
}

// after returns what the service expects behind a piece that ends at end. Unless it has
// taken the piece as a whole, that is a fault: there may be no end to it.
func (u *upload) after(expects *expectation, end int64) (int64, error) {
	next, err := expects.next(u.sent)
	switch {
	case err != nil || next >= end:
		return next, err
	case next > u.begin:
		return 0, &brokenError{fmt.Errorf("rest: upload: the service has taken %d bytes of the %d behind byte %d", next-u.begin, len(u.buf), u.begin)}
	}
	return 0, &brokenError{fmt.Errorf("rest: upload: the service has taken nothing of the piece behind byte %d", u.begin)}
}

// once keeps a call from being tried again.
func once(c *call) { c.once = true }

// recover finds out where to go on after a fault, or returns the fault if there is no
// going on.
func (u *upload) recover(ctx context.Context, fault error) (next int64, err error) {
	var resp *http.Response
	if e := asError(fault); e != nil {
		if !isTransient(e.StatusCode) && e.StatusCode/100 != 5 && !errors.Is(e, ErrRange) {
			return 0, fault
		}
		resp = &http.Response{Header: e.Header}
	} else if !isBroken(fault) {
		return 0, fault
	}
	delay, again := u.setbacks.again(u.client.retry, resp)
	if !again {
		return 0, fault
	}
	if ended := sleep(ctx, delay); ended != nil {
		return 0, fmt.Errorf("%w (while waiting to go on: %w)", fault, ended)
	}
	expects, err := u.expected(ctx)
	if err == nil {
		next, err = expects.next(u.sent)
	}
	if err != nil {
		return 0, fmt.Errorf("%w (going on behind: %w)", err, fault)
	}
	return next, nil
}

// resume finds out where to go on with an upload that another one was begun with. What
// the service says that it has of it cannot be checked.
func (u *upload) resume(ctx context.Context) (int64, error) {
	expects, err := u.expected(ctx)
	if err != nil {
		return 0, err
	}
	u.sent = expects.had()
	next, err := expects.next(u.sent)
	u.setbacks.reached(next)
	return next, err
}

// expected asks the service what it expects.
func (u *upload) expected(ctx context.Context) (*expectation, error) {
	var raw jsontext.Value
	if err := u.client.Do(ctx, Request{Method: http.MethodGet, URL: u.url}, &raw); err != nil {
		return nil, err
	}
	expects, err := readExpectation(raw, u.size)
	if err == nil && len(expects.ranges) == 0 {
		err = errors.New("rest: upload: the service does not tell what it expects next")
	}
	return &expects, err
}
