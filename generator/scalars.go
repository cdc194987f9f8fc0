package generator

import (
	"encoding/base64"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// This file describes documented values of primitive and enumeration types as Go
// values. What counts as a value of a type is the runtime's to say, so it is
// asked: what it would not read, or would write in another form, is no test.

// scalarValue is a value of a primitive or enumeration type. typed asks for an expression
// that has the type by itself.
func scalarValue(s shape, v *relaxed.Value, typed bool) (code.Value, error) {
	if s.kind == enum {
		return member(s.named, v, typed)
	}
	switch s.prim.name {
	case "string":
		if v.Kind != relaxed.String {
			return code.Value{}, misfit(v, "a string")
		}
		return text(v.Text), nil
	case "bool":
		if v.Kind != relaxed.Bool {
			return code.Value{}, misfit(v, "a boolean")
		}
		return code.Value{Form: code.BoolValue, Text: v.Text}, nil
	case "float64", "float32":
		return float(s, v, typed)
	case "DateTimeOffset", "Binary", "Decimal", "Date", "TimeOfDay", "Duration", "GUID":
		if err := decodes(s, v); err != nil {
			return code.Value{}, err
		}
		return spelled(s, v, typed), nil
	}
	return integer(s, v, typed)
}

// spelled is a value of one of the runtime's types that are spelled as text. The
// runtime has read it before.
func spelled(s shape, v *relaxed.Value, typed bool) code.Value {
	switch s.prim.name {
	case "DateTimeOffset":
		return code.Value{Form: code.TimeValue, Text: v.Text}
	case "Binary":
		data, _ := base64.StdEncoding.DecodeString(v.Text)
		return converted(s, text(string(data)))
	}
	if typed {
		return converted(s, text(v.Text))
	}
	return text(v.Text)
}

// text is a string.
func text(s string) code.Value { return code.Value{Form: code.TextValue, Text: s} }

// number is a number, as Go writes it.
func number(s string) code.Value { return code.Value{Form: code.NumberValue, Text: s} }

// converted is a value converted to the type of one of a shape.
func converted(s shape, v code.Value) code.Value {
	return code.Value{Form: code.ConvertedValue, Type: s.typeName(), Elements: []code.Value{v}}
}

// member is a member of an enumeration, by its constant if it has one.
func member(g *goType, v *relaxed.Value, typed bool) (code.Value, error) {
	if v.Kind != relaxed.String {
		return code.Value{}, misfit(v, "a member of "+g.model.Name)
	}
	for _, c := range g.constants {
		if c.Value == v.Text {
			return code.Value{Form: code.ConstantValue, Text: c.Name}, nil
		}
	}
	if typed {
		return converted(shape{kind: enum, named: g}, text(v.Text)), nil
	}
	return text(v.Text), nil
}

// integer is a number of one of the integer types.
func integer(s shape, v *relaxed.Value, typed bool) (code.Value, error) {
	if v.Kind != relaxed.Number {
		return code.Value{}, misfit(v, "an integer")
	}
	n, err := strconv.ParseInt(v.Text, 10, 64)
	if inAll := err == nil && 0 <= n && n <= math.MaxInt8; !inAll { // a value of every integer type needs no look
		if err := decodes(s, v); err != nil {
			return code.Value{}, err
		}
	}
	if err != nil {
		f, _ := strconv.ParseFloat(v.Text, 64)
		n = int64(f)
	}
	if typed {
		return converted(s, number(strconv.FormatInt(n, 10))), nil
	}
	return number(strconv.FormatInt(n, 10)), nil
}

// float is a number of one of the floating-point types.
func float(s shape, v *relaxed.Value, typed bool) (code.Value, error) {
	if v.Kind != relaxed.Number {
		return code.Value{}, misfit(v, "a number")
	}
	f, err := strconv.ParseFloat(v.Text, 64)
	if err != nil || s.prim.name == "float32" && math.Abs(f) > math.MaxFloat32 {
		return code.Value{}, misfit(v, "a number in the range of "+s.prim.name)
	}
	if err := encodesAs(v.Text, f, s.prim.name); err != nil {
		return code.Value{}, err
	}
	digits := v.Text
	if !strings.ContainsAny(digits, ".eE") {
		digits += ".0"
	}
	if typed && s.prim.name == "float32" {
		return converted(s, number(digits)), nil
	}
	return number(digits), nil
}

// encodesAs reports whether a number, whose value is f, is the same when a Go value of a
// floating-point type has been made of it and is encoded: whether it has no more digits
// than the type. Integers are the same digit by digit, as golden tests compare them.
func encodesAs(text string, f float64, name string) error {
	var value any = f
	if name == "float32" {
		value = float32(f)
	}
	again, err := json.Marshal(value)
	same := string(again) == text || f == 0
	if strings.ContainsAny(text+string(again), ".eE") {
		g, parsed := strconv.ParseFloat(string(again), 64)
		same = parsed == nil && f == g
	}
	if err != nil || !same {
		return fmt.Errorf("%.80s is encoded as %.80s", text, again)
	}
	return nil
}

// oddForm reports whether v is written in a form that a Go value of the type would
// not be encoded in: a number in quotes, unpadded base64.
func oddForm(s shape, v *relaxed.Value) bool {
	if s.kind != scalar {
		return false
	}
	switch s.prim.name {
	case "int64", "float64", "float32", "bool", "Decimal", "UnixSeconds", "UnixMillis":
		return v.Kind == relaxed.String
	case "Binary":
		data, err := base64.StdEncoding.DecodeString(v.Text)
		return err != nil || !printable(data)
	}
	return false
}

// isBase64 reports whether v is binary data as it is encoded, whatever bytes it holds.
func isBase64(s shape, v *relaxed.Value) bool {
	_, err := base64.StdEncoding.DecodeString(v.Text)
	return s.prim.name == "Binary" && v.Kind == relaxed.String && err == nil
}

func printable(data []byte) bool {
	for _, c := range data {
		if (c < ' ' || c > '~') && c != '\n' {
			return false
		}
	}
	return true
}

// decodes asks the runtime whether v is a value of the type, and whether the
// runtime would write it as it stands.
func decodes(s shape, v *relaxed.Value) error {
	var target any
	switch s.prim.name {
	case "uint8":
		target = new(rest.Opt[uint8])
	case "int8":
		target = new(rest.Opt[int8])
	case "int16":
		target = new(rest.Opt[int16])
	case "int32":
		target = new(rest.Opt[int32])
	case "int64":
		target = new(rest.Opt[int64])
	case "float64", "float32":
		target = new(rest.Opt[float64])
	case "bool":
		target = new(rest.Opt[bool])
	case "UnixSeconds":
		target = new(rest.Opt[rest.UnixSeconds])
	case "UnixMillis":
		target = new(rest.Opt[rest.UnixMillis])
	case "Decimal":
		target = new(rest.Opt[rest.Decimal])
	case "DateTimeOffset":
		target = new(rest.Opt[rest.DateTimeOffset])
	case "Date":
		target = new(rest.Opt[rest.Date])
	case "TimeOfDay":
		target = new(rest.Opt[rest.TimeOfDay])
	case "Duration":
		target = new(rest.Opt[rest.Duration])
	case "GUID":
		target = new(rest.Opt[rest.GUID])
	case "Binary":
		target = new(rest.Opt[rest.Binary])
	default:
		return nil
	}
	raw := v.Append(nil)
	if err := json.Unmarshal(raw, target); err != nil {
		return misfit(v, "a value of "+s.prim.name)
	}
	again, err := json.Marshal(target)
	if err != nil || v.Kind == relaxed.String && string(again) != string(raw) {
		return fmt.Errorf("%.80s is encoded as %.80s", raw, again)
	}
	return nil
}

// misfit is the error for a value of another JSON type than its declaration says.
func misfit(v *relaxed.Value, want string) error {
	return fmt.Errorf("%.80s is not %s", v.Append(nil), want)
}
