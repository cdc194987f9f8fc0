package rest

// This file reads the bodies of answers. How long one is shows only when it is read: a
// length that is announced may be a lie, and a compressed body may be a thousand times
// what was sent. So memory is taken as content arrives, and once: a body that is refused
// for its length has cost its limit and no more, one that is taken twice its own length.

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

const (
	mostPooled = 1 << 20 // of a body that is read into a buffer which is used again
	mostPiece  = 8 << 20 // of what is set aside at once for the rest
)

// errTooLong is the error for a body that is longer than its limit.
var errTooLong = errors.New("the body is too long")

// buffer is what the body of an answer is read into.
type buffer struct {
	bytes.Buffer
	from io.LimitedReader
}

// release gives a buffer back unless it has become large. Nothing that was decoded
// refers to it.
func (c *Client) release(buf *buffer) {
	if buf.Cap() <= mostPooled {
		buf.Reset()
		buf.from.R = nil
		c.buffers.Put(buf)
	}
}

// readAll reads a whole body, up to a limit. It is valid as long as buf is not used
// again.
func readAll(buf *buffer, resp *http.Response, limit int64) ([]byte, error) {
	first := min(limit+1, mostPooled)
	if n := min(resp.ContentLength, first); n > 0 {
		buf.Grow(int(n) + bytes.MinRead)
	}
	buf.from = io.LimitedReader{R: resp.Body, N: first}
	n, err := buf.ReadFrom(&buf.from)
	body := buf.Bytes()
	if err == nil && n == first {
		body, err = readRest(body, resp.Body, limit)
	}
	return body, err
}

// readRest reads what follows head of a body, and returns both.
func readRest(head []byte, r io.Reader, limit int64) ([]byte, error) {
	pieces := [][]byte{head}
	for total := int64(len(head)); total <= limit; {
		piece := make([]byte, min(total, mostPiece, limit+1-total))
		n, err := 0, error(nil)
		for n < len(piece) && err == nil {
			var k int
			k, err = r.Read(piece[n:])
			n += k
		}
		pieces = append(pieces, piece[:n])
		total += int64(n)
		switch {
		case err != nil && err != io.EOF:
			return nil, err
		case err != nil && total <= limit:
			body := make([]byte, 0, total)
			for _, piece := range pieces {
				body = append(body, piece...)
			}
			return body, nil
		}
	}
	return nil, errTooLong
}
