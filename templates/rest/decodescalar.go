package rest

// This file reads single values.

import (
	"bytes"
	"encoding/base64"
	"errors"
	"math"
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// scalar reads a value that is not null into what is at at. It returns the form
// that the value was written in.
func (d *decoder) scalar(s scalar, at unsafe.Pointer) (form state, err error) {
	switch s.kind {
	case text:
		*(*string)(at), err = d.string(s.typ)
	case boolean:
		return d.bool(s.typ, (*bool)(at))
	case integer:
		return d.integer(s.typ, at)
	case floating:
		return d.float(s.typ, at)
	case instant:
		return present, d.instant((*DateTimeOffset)(at), s.layout)
	case checked:
		return d.checked(s, (*string)(at))
	case decimal:
		return d.decimal((*Decimal)(at))
	case binary:
		return d.binary((*Binary)(at))
	default:
		return present, d.other(s.typ, at)
	}
	return present, err
}

// other has package json read a value.
func (d *decoder) other(t reflect.Type, at unsafe.Pointer) error {
	begin, found := d.pos, 0
	if d.odd != nil {
		found = len(d.odd.found)
	}
	err := json.Unmarshal(d.value(), reflect.NewAt(t, at).Interface(), d.source.Options())
	d.shift(found, begin)
	if e, ok := err.(*json.SemanticError); ok {
		e.ByteOffset += int64(begin)
	}
	return err
}

// stringOf reads a string, for a value of type t, and returns its content, valid
// until the next one is read.
func (d *decoder) stringOf(t reflect.Type) ([]byte, error) {
	if d.raw[d.pos] != '"' {
		return nil, d.mismatch(d.pos, t, nil)
	}
	return d.text()
}

// string reads a string.
func (d *decoder) string(t reflect.Type) (string, error) {
	content, err := d.stringOf(t)
	if err != nil {
		return "", err
	}
	s := d.memory.string(content)
	if d.garbled {
		return s, errGarbled
	}
	return s, nil
}

// bool reads a boolean, one in a string, or a number that stands for one, 0 or 1, which some
// services send.
func (d *decoder) bool(t reflect.Type, p *bool) (state, error) {
	begin := d.pos
	switch c := d.raw[begin]; c {
	case 't', 'f':
		d.skipLiteral()
		*p = c == 't'
		return present, nil
	case '0', '1':
		if d.skipLiteral(); d.pos == begin+1 {
			*p = c == '1'
			return digit, nil
		}
		return absent, d.mismatch(begin, t, errors.New("the number is neither 0 nor 1"))
	case '"':
		content, err := d.text()
		if err != nil {
			return absent, err
		}
		if text := string(content); text == "true" || text == "false" {
			*p = text == "true"
			return quoted, nil
		}
		return absent, d.mismatch(begin, t, errors.New("the string holds no boolean"))
	}
	return absent, d.mismatch(begin, t, nil)
}

// checked reads a string that has to be one of a certain form.
func (d *decoder) checked(of scalar, p *string) (state, error) {
	begin, t := d.pos, of.typ
	content, err := d.stringOf(t)
	if err != nil {
		return absent, err
	}
	s := d.memory.string(content)
	if of.layout != "" && t == reflect.TypeFor[Date]() {
		if day, ok := dayIn(s, of.layout); ok {
			*p = string(day)
			return present, nil
		}
	}
	if err := checkText(t, s); err != nil {
		return absent, d.mismatch(begin, t, err)
	}
	if *p = s; of.layout != "" {
		return bare, nil
	}
	return present, nil
}

// checkText says what is wrong with s as a value of type t. Types that take any text
// have nothing wrong.
func checkText(t reflect.Type, s string) error {
	switch t {
	case reflect.TypeFor[Date]():
		return Date(s).check()
	case reflect.TypeFor[TimeOfDay]():
		return TimeOfDay(s).check()
	case reflect.TypeFor[Duration]():
		return Duration(s).check()
	case reflect.TypeFor[Decimal]():
		return Decimal(s).check()
	case reflect.TypeFor[GUID]():
		return GUID(s).check()
	}
	return nil
}

// number reads a number, or one in a string where inString allows it, and returns
// its literal, valid until the next string is read.
func (d *decoder) number(t reflect.Type, inString bool) (literal []byte, form state, err error) {
	begin := d.pos
	switch c := d.raw[begin]; {
	case c == '-' || isDigit(c):
		d.skipLiteral()
		return d.raw[begin:d.pos], present, nil
	case c == '"' && inString:
		content, err := d.text()
		if err != nil || !isNumber(content) {
			return nil, absent, d.mismatch(begin, t, errors.New("the string holds no number"))
		}
		return content, quoted, nil
	}
	return nil, absent, d.mismatch(begin, t, nil)
}

// isNumber reports whether text is the literal of a JSON number, without white space.
func isNumber(text []byte) bool {
	return len(text) > 0 && (text[0] == '-' || isDigit(text[0])) && isDigit(text[len(text)-1]) &&
		jsontext.Value(text).IsValid()
}

// integer reads an integer, or one in a string, as those of 64 bits may come (OData JSON
// 3.2, IEEE754Compatible) and services send shorter ones too. Integers written as 1.0 or 1e3 are integers too.
func (d *decoder) integer(t reflect.Type, at unsafe.Pointer) (state, error) {
	begin, bits := d.pos, t.Bits()
	literal, form, err := d.number(t, true)
	if err != nil {
		return absent, err
	}
	if t.Kind() == reflect.Uint8 {
		bits = -bits
	}
	n, err := parseInt(literal, bits)
	if err != nil {
		return absent, d.mismatch(begin, t, err)
	}
	switch t.Kind() {
	case reflect.Int32:
		*(*int32)(at) = int32(n)
	case reflect.Int64:
		*(*int64)(at) = n
	case reflect.Uint8:
		*(*uint8)(at) = uint8(n)
	default:
		reflect.NewAt(t, at).Elem().SetInt(n)
	}
	return form, nil
}

// parseInt reads an integer of so many bits, unsigned where bits is negative.
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

// float reads a number, one in a string, which some services send, or one of the strings
// that stand for what is none (OData JSON 7.1): "INF", "-INF", "NaN".
func (d *decoder) float(t reflect.Type, at unsafe.Pointer) (state, error) {
	begin := d.pos
	f, form, err := d.parseFloat(t)
	if err != nil {
		if _, ok := err.(*json.SemanticError); !ok {
			err = d.mismatch(begin, t, err)
		}
		return absent, err
	}
	if t.Kind() == reflect.Float32 {
		*(*float32)(at) = float32(f)
	} else {
		*(*float64)(at) = f
	}
	return form, nil
}

func (d *decoder) parseFloat(t reflect.Type) (f float64, form state, err error) {
	var literal []byte
	if form = present; d.raw[d.pos] == '"' {
		if literal, err = d.text(); err != nil {
			return 0, absent, err
		}
		switch string(literal) {
		case "INF":
			return math.Inf(1), present, nil
		case "-INF":
			return math.Inf(-1), present, nil
		case "NaN":
			return math.NaN(), present, nil
		}
		if form = quoted; !isNumber(literal) {
			return 0, absent, errors.New(`a string that holds no number and is none of "INF", "-INF" and "NaN"`)
		}
	} else if literal, _, err = d.number(t, false); err != nil {
		return 0, absent, err
	}
	if f, err = strconv.ParseFloat(string(literal), t.Bits()); err != nil {
		return 0, absent, errors.New("the number is out of range")
	}
	return f, form, nil
}

// instant reads a date and time, in a layout if there is one.
func (d *decoder) instant(p *DateTimeOffset, layout string) error {
	begin, t := d.pos, reflect.TypeFor[DateTimeOffset]()
	content, err := d.stringOf(t)
	if err != nil {
		return err
	}
	if layout != "" {
		v, ok := instantIn(string(content), layout)
		if *p = v; ok {
			return nil
		}
	}
	v, canonical, ok := parseDateTime(string(content)) // stays on the stack: most instants are canonical
	if !ok {
		return d.mismatch(begin, t, invalid("date and time", string(content), time.RFC3339))
	}
	*p = DateTimeOffset{Time: v}
	if !canonical || layout != "" {
		p.text = d.memory.string(content)
	}
	return nil
}

// decimal reads a number, or one in a string.
func (d *decoder) decimal(p *Decimal) (state, error) {
	literal, form, err := d.number(reflect.TypeFor[Decimal](), true)
	if err != nil {
		return absent, err
	}
	*p = Decimal(d.memory.string(literal))
	return form, nil
}

// binary reads base64 in either alphabet, padded or not (OData JSON 7.1 has it
// in base64url, services write it in the standard alphabet).
func (d *decoder) binary(p *Binary) (state, error) {
	begin, t := d.pos, reflect.TypeFor[Binary]()
	content, err := d.stringOf(t)
	if err != nil {
		return absent, err
	}
	form := base64Form(content)
	data, err := base64Encoding(form).AppendDecode(make([]byte, 0, len(content)/4*3+3), content)
	if err != nil {
		return absent, d.mismatch(begin, t, err)
	}
	*p = data
	return form, nil
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
