package relaxed

import "fmt"

// MaxDepth is how deep objects and arrays may be nested. Real pages stay below
// twenty; the bound keeps a page of opening brackets from exhausting the stack.
const MaxDepth = 1000

// A SyntaxError says why a text cannot be read as JSON, however much of it is mended.
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

// ParseString is [Parse] for a string. The values' Text may share its memory.
func ParseString(text string) (*Value, []Note, error) {
	if v, ok := readStrict(text); ok {
		return v, nil, nil
	}
	m := mender{text: text}
	if err := m.run(); err != nil {
		return nil, nil, err
	}
	return m.tree.root, m.notes, nil
}
