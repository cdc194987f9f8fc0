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
	for total := int64(len(head)); ; {
		if total > limit {
			return nil, errTooLong
		}
		piece, err := readPiece(r, min(total, mostPiece, limit+1-total))
		total += int64(len(piece))
		pieces = append(pieces, piece)
		if err == io.EOF && total <= limit {
			return bytes.Join(pieces, nil), nil
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
	}
}

// readPiece reads size bytes, or fewer with the error that ended the reading.
func readPiece(r io.Reader, size int64) ([]byte, error) {
	piece := make([]byte, size)
	n := 0
	for n < len(piece) {
		k, err := r.Read(piece[n:])
		n += k
		if err != nil {
			return piece[:n], err
		}
	}
	return piece, nil
}
