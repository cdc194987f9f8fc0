package rest

// This file writes single values, and compares them.

import (
	"bytes"
	"math"
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// scalar writes what is at at, in the form st, or null where st says that there is
// no value.
func (e *encoder) scalar(s scalar, at unsafe.Pointer, st state) error {
	if st < present {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	st = s.form.sent(st)
	switch s.kind {
	case text:
		return e.string(*(*string)(at))
	case checked:
		return e.checked(s, *(*string)(at), st)
	case boolean:
		e.bool(*(*bool)(at), st)
	case integer:
		e.integer(s.typ, at, st)
	case floating:
		e.float(s.typ, at, st)
	case instant:
		return e.instant((*DateTimeOffset)(at), s.layout)
	case decimal:
		return e.decimal(*(*Decimal)(at), st)
	case binary:
		e.buf = append(e.buf, '"')
		e.buf = base64Encoding(st).AppendEncode(e.buf, *(*Binary)(at))
		e.buf = append(e.buf, '"')
	default:
		raw, err := json.Marshal(reflect.NewAt(s.typ, at).Interface(), e.options)
		e.buf = append(e.buf, raw...)
		return err
	}
	return nil
}

// string writes a string. One that is no UTF-8 is an error, unless the options of
// the encoding allow it.
func (e *encoder) string(s string) (err error) {
	e.buf, err = jsontext.AppendQuote(e.buf, s)
	if allowed, _ := json.GetOption(e.options, jsontext.AllowInvalidUTF8); err != nil && allowed {
		err = nil
	}
	return err
}

// bool writes a boolean: true, "true", or 1.
func (e *encoder) bool(b bool, st state) {
	switch {
	case st == digit && b:
		e.buf = append(e.buf, '1')
	case st == digit:
		e.buf = append(e.buf, '0')
	default:
		e.quote(st)
		e.buf = strconv.AppendBool(e.buf, b)
		e.quote(st)
	}
}

// quote writes a quotation mark around a value that came in a string.
func (e *encoder) quote(st state) {
	if st == quoted {
		e.buf = append(e.buf, '"')
	}
}

func (e *encoder) integer(t reflect.Type, at unsafe.Pointer, st state) {
	var n int64
	switch t.Kind() {
	case reflect.Int32:
		n = int64(*(*int32)(at))
	case reflect.Int64:
		n = *(*int64)(at)
	case reflect.Uint8:
		n = int64(*(*uint8)(at))
	default:
		n = reflect.NewAt(t, at).Elem().Int()
	}
	e.quote(st)
	e.buf = strconv.AppendInt(e.buf, n, 10)
	e.quote(st)
}

func (e *encoder) float(t reflect.Type, at unsafe.Pointer, st state) {
	var f float64
	if t.Kind() == reflect.Float32 {
		f = float64(*(*float32)(at))
	} else {
		f = *(*float64)(at)
	}
	switch {
	case math.IsNaN(f):
		e.buf = append(e.buf, `"NaN"`...)
	case math.IsInf(f, 1):
		e.buf = append(e.buf, `"INF"`...)
	case math.IsInf(f, -1):
		e.buf = append(e.buf, `"-INF"`...)
	default:
		e.quote(st)
		e.buf = jsontext.AppendFloat(e.buf, f, t.Bits())
		e.quote(st)
	}
}

// checked writes a text that has to look like something: a day in its field's layout, unless
// it came otherwise.
func (e *encoder) checked(s scalar, text string, st state) error {
	if s.layout != "" && s.typ == reflect.TypeFor[Date]() && st != bare {
		if t, err := Date(text).Time(); err == nil {
			text = t.Format(s.layout)
		}
	}
	return e.string(text)
}

// instant writes a date and time, in a layout if there is one.
func (e *encoder) instant(d *DateTimeOffset, layout string) error {
	if d.text != "" {
		return e.string(d.text)
	}
	if layout != "" {
		return e.string(formatIn(d.Time, layout))
	}
	t, err := sendable(d.Time)
	if err != nil {
		return err
	}
	e.buf = append(e.buf, '"')
	e.buf = t.AppendFormat(e.buf, time.RFC3339Nano)
	e.buf = append(e.buf, '"')
	return nil
}

func (e *encoder) decimal(d Decimal, st state) error {
	if err := d.check(); err != nil {
		return err
	}
	if st == quoted {
		return e.string(string(d))
	}
	e.buf = append(e.buf, d...)
	return nil
}

// equalScalar compares what two pointers of one type point to.
func equalScalar(a, b any) bool {
	switch p := a.(type) {
	case *string:
		return *p == *b.(*string)
	case *DateTimeOffset:
		return p.Equal(*b.(*DateTimeOffset))
	case *Binary:
		return bytes.Equal(*p, *b.(*Binary))
	case *float64:
		q := *b.(*float64)
		return *p == q || *p != *p && q != q
	case *float32:
		q := *b.(*float32)
		return *p == q || *p != *p && q != q
	}
	return reflect.DeepEqual(a, b)
}
