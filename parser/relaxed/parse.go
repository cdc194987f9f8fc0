package relaxed

import (
	"errors"
	"fmt"

	"github.com/tailscale/hujson"
)

// MaxDepth is how deep objects and arrays may be nested. Real pages stay below
// twenty; the bound keeps a page of opening brackets from exhausting the stack.
const MaxDepth = 1000

// A SyntaxError tells why a text cannot be read as JSON, whatever one does to it.
type SyntaxError struct {
	Offset  int    // in bytes from the start of the text
	Message string // what is wrong there
	Hint    string // what to write instead
}

// Error returns the message with the offset.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("offset %d: %s", e.Offset, e.Message)
}

// Parse reads text as one JSON value.
//
// Strict JSON (RFC 8259) yields no notes. Anything else that can be read yields
// one [Note] per liberty, in the order of their offsets. The error is a
// [*SyntaxError]; where there is one, there is no value. Time and memory are
// linear in the length of text.
func Parse(text []byte) (*Value, []Note, error) {
	return ParseString(string(text))
}

// ParseString is [Parse] for a string. The values' Text shares its memory.
func ParseString(text string) (*Value, []Note, error) {
	s := strict{text: text}
	if v, ok := s.document(); ok {
		return v, nil, nil
	}
	return mendAndParse(text)
}

// mendAndParse reads a text that is not strict: what hujson does not accept is
// mended, hujson reads the outcome, and offsets are led back to the original.
func mendAndParse(text string) (*Value, []Note, error) {
	m := mender{text: text}
	if err := m.run(); err != nil {
		return nil, nil, err
	}
	tree, err := hujson.Parse(m.out)
	if err != nil {
		return nil, nil, &SyntaxError{
			Offset:  0,
			Message: "this cannot be read as JSON: " + reason(err),
			Hint:    "write a JSON object, array or value here",
		}
	}
	c := converter{places: m.places}
	return c.value(&tree), m.notes, nil
}

// reason strips hujson's own account of the place, which is of the mended text.
func reason(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// A converter turns hujson's tree into ours.
type converter struct {
	places []place
}

func (c *converter) value(h *hujson.Value) *Value {
	v := &Value{Offset: original(c.places, h.StartOffset)}
	switch x := h.Value.(type) {
	case *hujson.Object:
		v.Kind = Object
		v.Members = make([]Member, len(x.Members))
		for i := range x.Members {
			name := &x.Members[i].Name
			lit, _ := name.Value.(hujson.Literal)
			v.Members[i] = Member{
				Name:   lit.String(),
				Offset: original(c.places, name.StartOffset),
				Value:  c.value(&x.Members[i].Value),
			}
		}
	case *hujson.Array:
		v.Kind = Array
		v.Elements = make([]*Value, len(x.Elements))
		for i := range x.Elements {
			v.Elements[i] = c.value(&x.Elements[i])
		}
	case hujson.Literal:
		v.Kind, v.Text = literal(x)
	}
	return v
}

func literal(x hujson.Literal) (Kind, string) {
	switch x[0] {
	case 'n':
		return Null, ""
	case 't', 'f':
		return Bool, string(x)
	case '"':
		return String, x.String()
	default:
		return Number, string(x)
	}
}
