package rest

// This file walks over JSON text that has been checked: a decoder of package
// jsontext has read it as one value. What is left to find is where things begin
// and end, which takes a fraction of the time that its tokens would.

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// peek skips white space and returns the byte behind it.
func (d *decoder) peek() byte {
	for {
		c := d.raw[d.pos]
		if c > ' ' {
			return c
		}
		d.pos++
	}
}

// more moves to the next member of an object or element of an array, and tells
// whether there is one; if not, it has read the closing bracket.
func (d *decoder) more() bool {
	switch d.peek() {
	case ']', '}':
		d.pos++
		return false
	case ',':
		d.pos++
		d.peek()
	}
	return true
}

// colon moves from behind a name to the value.
func (d *decoder) colon() {
	d.peek()
	d.pos++
	d.peek()
}

// text reads a string and returns its content, valid until the next one is read.
func (d *decoder) text() ([]byte, error) {
	begin := d.pos + 1
	rest := d.raw[begin:]
	n := bytes.IndexByte(rest, '"')
	if bytes.IndexByte(rest[:n], '\\') < 0 && !d.patient() {
		d.pos = begin + n + 1
		return rest[:n], nil
	}
	d.pos = begin + stringEnd(rest)
	var err error
	d.scratch, err = jsontext.AppendUnquote(d.scratch[:0], d.raw[begin-1:d.pos])
	if d.patient() {
		d.garbled, err = err != nil, nil
	}
	return d.scratch, err
}

// stringEnd returns how far the rest of a string goes, with its closing quote.
func stringEnd(rest []byte) int {
	for i := 0; ; i++ {
		switch rest[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}

// value reads a value, whatever it is, and returns its text, a part of the text
// that is decoded.
func (d *decoder) value() []byte {
	begin := d.pos
	switch d.raw[d.pos] {
	case '"':
		d.pos += 1 + stringEnd(d.raw[d.pos+1:])
	case '{', '[':
		d.skipNested()
	default:
		d.skipLiteral()
	}
	return d.raw[begin:d.pos:d.pos]
}

// skipNested skips an object or an array.
func (d *decoder) skipNested() {
	for depth := 0; ; d.pos++ {
		switch d.raw[d.pos] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				d.pos++
				return
			}
		case '"':
			d.pos += stringEnd(d.raw[d.pos+1:])
		}
	}
}

// skipLiteral skips a number, true, false or null.
func (d *decoder) skipLiteral() {
	for d.pos < len(d.raw) {
		switch d.raw[d.pos] {
		case ',', '}', ']', ' ', '\t', '\n', '\r':
			return
		}
		d.pos++
	}
}
