package rest

// This file reads and writes single values. A value is handed over as a pointer
// in an interface, so that the code exists once and not once per type; the
// types that occur most are told apart by a type switch, enumerations (any other
// type of kind string) by reflection, and the rest by its own JSON methods.

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// slot reads null or a value into *value, a pointer, and notes which it was.
func (d *decoder) slot(value any, st *state) error {
	if d.dec.PeekKind() == jsontext.KindNull {
		if _, err := d.dec.ReadToken(); err != nil {
			return err
		}
		reflect.ValueOf(value).Elem().SetZero()
		*st = null
		return nil
	}
	form, err := d.scalar(value)
	if err != nil {
		return err
	}
	*st = form
	return nil
}

// scalar reads a value that is not null into what the pointer value points to.
// It returns the form that the value was written in.
func (d *decoder) scalar(value any) (form state, err error) {
	switch p := value.(type) {
	case *string:
		*p, err = d.string(reflect.TypeFor[string]())
	case *bool:
		*p, err = d.bool()
	case *int32:
		var n int64
		n, form, err = d.int(value, 32)
		*p = int32(n)
		return max(form, present), err
	case *int64:
		*p, form, err = d.int(value, 64)
		return max(form, present), err
	case *float64:
		*p, err = d.float(value, 64)
	case *float32:
		var f float64
		f, err = d.float(value, 32)
		*p = float32(f)
	case *Binary:
		*p, form, err = d.binary()
		return max(form, present), err
	case *Decimal:
		*p, form, err = d.decimal()
		return max(form, present), err
	default:
		return d.otherScalar(value)
	}
	return present, err
}

// otherScalar reads the rarer kinds of value.
func (d *decoder) otherScalar(value any) (form state, err error) {
	if u, ok := value.(json.UnmarshalerFrom); ok {
		return present, u.UnmarshalJSONFrom(d.dec)
	}
	v := reflect.ValueOf(value).Elem()
	switch v.Kind() {
	case reflect.String:
		var s string
		if s, err = d.string(v.Type()); err == nil {
			v.SetString(s)
		}
		return present, err
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int, reflect.Uint8:
		var n int64
		bits := v.Type().Bits()
		if v.Kind() == reflect.Uint8 {
			bits = -bits
		}
		if n, form, err = d.int(value, bits); err != nil {
			return absent, err
		}
		if v.CanUint() {
			v.SetUint(uint64(n))
		} else {
			v.SetInt(n)
		}
		return max(form, present), nil
	}
	return present, json.UnmarshalDecode(d.dec, value)
}

// text reads a JSON string and returns its content, valid until the next read.
func (d *decoder) text(t reflect.Type) ([]byte, error) {
	raw, err := d.dec.ReadValue()
	if err != nil {
		return nil, truncated(err)
	}
	if raw.Kind() != jsontext.KindString {
		return nil, d.mismatch(raw, t, nil)
	}
	return d.unquote(raw)
}

// unquote returns the content of a JSON string, valid until the next read.
func (d *decoder) unquote(raw jsontext.Value) ([]byte, error) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1], nil
	}
	text, err := jsontext.AppendUnquote(d.scratch[:0], raw)
	d.scratch = text
	return text, err
}

// string reads a JSON string.
func (d *decoder) string(t reflect.Type) (string, error) {
	text, err := d.text(t)
	if err != nil {
		return "", err
	}
	return d.intern(text), nil
}

// bool reads a JSON boolean.
func (d *decoder) bool() (bool, error) {
	raw, err := d.dec.ReadValue()
	if err != nil {
		return false, truncated(err)
	}
	switch raw.Kind() {
	case jsontext.KindTrue:
		return true, nil
	case jsontext.KindFalse:
		return false, nil
	}
	return false, d.mismatch(raw, reflect.TypeFor[bool](), nil)
}

// number reads a JSON number, or one in a JSON string where inString allows it,
// and returns its literal, valid until the next read.
func (d *decoder) number(t reflect.Type, inString bool) (literal []byte, form state, err error) {
	raw, err := d.dec.ReadValue()
	if err != nil {
		return nil, absent, truncated(err)
	}
	switch {
	case raw.Kind() == jsontext.KindNumber:
		return raw, present, nil
	case raw.Kind() == jsontext.KindString && inString:
		text, err := d.unquote(raw)
		if err != nil || !isNumber(text) {
			return nil, absent, d.mismatch(raw, t, errors.New("the string holds no number"))
		}
		return text, quoted, nil
	}
	return nil, absent, d.mismatch(raw, t, nil)
}

// isNumber tells whether text is the literal of a JSON number, without white space.
func isNumber(text []byte) bool {
	return len(text) > 0 && (text[0] == '-' || isDigit(text[0])) && isDigit(text[len(text)-1]) &&
		jsontext.Value(text).IsValid()
}

// int reads an integer of so many bits, unsigned where bits is negative. Those
// of 64 bits may come in a string (OData JSON 3.2, IEEE754Compatible). Integers
// written as 1.0 or 1e3 are integers too.
func (d *decoder) int(value any, bits int) (int64, state, error) {
	t := reflect.TypeOf(value).Elem()
	literal, form, err := d.number(t, bits == 64)
	if err != nil {
		return 0, absent, err
	}
	n, err := parseInt(literal, bits)
	if err != nil {
		return 0, absent, d.mismatch(literal, t, err)
	}
	return n, form, nil
}

func parseInt(literal []byte, bits int) (int64, error) {
	n, err := strconv.ParseInt(string(literal), 10, 64)
	if errors.Is(err, strconv.ErrSyntax) {
		f, ferr := strconv.ParseFloat(string(literal), 64)
		if ferr != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
			return 0, errors.New("the number is no integer")
		}
		n, err = int64(f), nil
	}
	low, high := int64(math.MinInt64), int64(math.MaxInt64)
	switch {
	case bits < 0:
		low, high = 0, 1<<-bits-1
	case bits < 64:
		low, high = -1<<(bits-1), 1<<(bits-1)-1
	}
	if err != nil || n < low || n > high {
		return 0, errors.New("the number is out of range")
	}
	return n, nil
}

// float reads a number, or one of the strings that stand for what is none
// (OData JSON 7.1): "INF", "-INF", "NaN".
func (d *decoder) float(value any, bits int) (float64, error) {
	t := reflect.TypeOf(value).Elem()
	if d.dec.PeekKind() == jsontext.KindString {
		text, err := d.text(t)
		if err != nil {
			return 0, err
		}
		switch string(text) {
		case "INF":
			return math.Inf(1), nil
		case "-INF":
			return math.Inf(-1), nil
		case "NaN":
			return math.NaN(), nil
		}
		return 0, d.mismatch(nil, t, errors.New(`a string other than "INF", "-INF" and "NaN"`))
	}
	literal, _, err := d.number(t, false)
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(string(literal), bits)
	if err != nil {
		return 0, d.mismatch(literal, t, errors.New("the number is out of range"))
	}
	return f, nil
}

func (d *decoder) decimal() (Decimal, state, error) {
	literal, form, err := d.number(reflect.TypeFor[Decimal](), true)
	return Decimal(literal), form, err
}

// binary reads base64 in either alphabet, padded or not (OData JSON 7.1 has it
// in base64url, services write it in the standard alphabet).
func (d *decoder) binary() (Binary, state, error) {
	t := reflect.TypeFor[Binary]()
	text, err := d.text(t)
	if err != nil {
		return nil, absent, err
	}
	form := base64Form(text)
	data, err := base64Encoding(form).AppendDecode(make([]byte, 0, len(text)/4*3+3), text)
	if err != nil {
		return nil, absent, d.mismatch(nil, t, err)
	}
	return data, form, nil
}

// base64Form tells which of the four ways of writing base64 text is in.
func base64Form(text []byte) state {
	url := bytes.ContainsAny(text, "-_")
	padded := len(text)%4 == 0 || bytes.IndexByte(text, '=') >= 0
	switch {
	case url && padded:
		return base64URL
	case url:
		return base64RawURL
	case padded:
		return present
	}
	return base64RawStd
}

func base64Encoding(form state) *base64.Encoding {
	switch form {
	case base64URL:
		return base64.URLEncoding
	case base64RawURL:
		return base64.RawURLEncoding
	case base64RawStd:
		return base64.RawStdEncoding
	}
	return base64.StdEncoding
}

// encodeScalar writes what the pointer value points to, in the form st, or null
// where st says that there is no value.
func encodeScalar(enc *jsontext.Encoder, value any, st state) error {
	if st < present {
		return enc.WriteToken(jsontext.Null)
	}
	switch p := value.(type) {
	case *string:
		return enc.WriteToken(jsontext.String(*p))
	case *bool:
		return enc.WriteToken(jsontext.Bool(*p))
	case *int32:
		return encodeInt(enc, int64(*p), st)
	case *int64:
		return encodeInt(enc, *p, st)
	case *float64:
		return encodeFloat(enc, *p, 64)
	case *float32:
		return encodeFloat(enc, float64(*p), 32)
	case *Binary:
		b := append(enc.AvailableBuffer(), '"')
		b = base64Encoding(st).AppendEncode(b, *p)
		return enc.WriteValue(append(b, '"'))
	case *Decimal:
		return encodeDecimal(enc, *p, st)
	case json.MarshalerTo:
		return p.MarshalJSONTo(enc)
	}
	v := reflect.ValueOf(value).Elem()
	switch {
	case v.Kind() == reflect.String:
		return enc.WriteToken(jsontext.String(v.String()))
	case v.CanInt():
		return encodeInt(enc, v.Int(), st)
	case v.CanUint():
		return encodeInt(enc, int64(v.Uint()), st)
	}
	return json.MarshalEncode(enc, value)
}

func encodeInt(enc *jsontext.Encoder, n int64, st state) error {
	if st == quoted {
		return enc.WriteToken(jsontext.String(strconv.FormatInt(n, 10)))
	}
	return enc.WriteToken(jsontext.Int(n))
}

func encodeFloat(enc *jsontext.Encoder, f float64, bits int) error {
	switch {
	case math.IsNaN(f):
		return enc.WriteToken(jsontext.String("NaN"))
	case math.IsInf(f, 1):
		return enc.WriteToken(jsontext.String("INF"))
	case math.IsInf(f, -1):
		return enc.WriteToken(jsontext.String("-INF"))
	}
	return enc.WriteValue(jsontext.AppendFloat(enc.AvailableBuffer(), f, bits))
}

func encodeDecimal(enc *jsontext.Encoder, d Decimal, st state) error {
	if !isNumber([]byte(d)) {
		return fmt.Errorf("rest: decimal %.40q is no number", string(d))
	}
	if st == quoted {
		return enc.WriteToken(jsontext.String(string(d)))
	}
	return enc.WriteValue(jsontext.Value(d))
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
