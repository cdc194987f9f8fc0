package relaxed

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Most texts on pages are strict JSON: jsontext reads them, and this file builds the
// tree. It reports no errors. A text that jsontext refuses goes to the mender, which
// says what is wrong with it.

// A strictReader builds the tree of one text of RFC 8259 JSON. Values are allocated
// many at a time. Members and elements are gathered on stacks and copied when their
// object or array ends. Both keep the number of allocations small.
type strictReader struct {
	text     string
	tokens   *jsontext.Decoder
	slab     []Value
	members  []Member
	elements []*Value
}

// readStrict reads text as one value. It reports false where text is not strict JSON
// or is nested too deeply.
func readStrict(text string) (*Value, bool) {
	r := strictReader{
		text:   text,
		tokens: jsontext.NewDecoder(bytes.NewBufferString(text), jsontext.AllowDuplicateNames(true)),
	}
	v, ok := r.value()
	return v, ok && strings.Trim(text[r.tokens.InputOffset():], " \t\r\n") == ""
}

// token reads the next token. It returns where its text starts and ends.
func (r *strictReader) token() (kind Kind, start, end int, ok bool) {
	start = int(r.tokens.InputOffset())
	token, err := r.tokens.ReadToken()
	if err != nil {
		return 0, 0, 0, false
	}
	for strings.IndexByte(" \t\r\n,:", r.text[start]) >= 0 {
		start++
	}
	return Kind(token.Kind()), start, int(r.tokens.InputOffset()), true
}

func (r *strictReader) value() (*Value, bool) {
	if r.tokens.StackDepth() >= MaxDepth {
		return nil, false
	}
	kind, start, end, ok := r.token()
	if !ok {
		return nil, false
	}
	v := r.newValue(kind, start)
	switch kind {
	case Object:
		return v, r.readMembers(v)
	case Array:
		return v, r.readElements(v)
	case String:
		v.Text = unquoted(r.text[start:end])
	case Number:
		v.Text = r.text[start:end]
	case Bool, 'f':
		v.Kind, v.Text = Bool, r.text[start:end]
	}
	return v, true
}

func (r *strictReader) newValue(kind Kind, offset int) *Value {
	if len(r.slab) == cap(r.slab) {
		r.slab = make([]Value, 0, max(4, min(2*cap(r.slab), 128)))
	}
	r.slab = append(r.slab, Value{Kind: kind, Offset: offset})
	return &r.slab[len(r.slab)-1]
}

// readMembers reads the members of the object v and the bracket that closes it.
func (r *strictReader) readMembers(v *Value) bool {
	first := len(r.members)
	for r.tokens.PeekKind() != jsontext.KindEndObject {
		_, start, end, ok := r.token()
		if !ok {
			return false
		}
		value, ok := r.value()
		if !ok {
			return false
		}
		r.members = append(r.members, Member{Name: unquoted(r.text[start:end]), Offset: start, Value: value})
	}
	v.Members = append([]Member(nil), r.members[first:]...)
	r.members = r.members[:first]
	_, err := r.tokens.ReadToken()
	return err == nil
}

// readElements reads the elements of the array v and the bracket that closes it.
func (r *strictReader) readElements(v *Value) bool {
	first := len(r.elements)
	for r.tokens.PeekKind() != jsontext.KindEndArray {
		element, ok := r.value()
		if !ok {
			return false
		}
		r.elements = append(r.elements, element)
	}
	v.Elements = append([]*Value(nil), r.elements[first:]...)
	r.elements = r.elements[:first]
	_, err := r.tokens.ReadToken()
	return err == nil
}

// unquoted returns the content of a string literal that jsontext has read. It shares
// the literal's memory where it has no escapes.
func unquoted(literal string) string {
	if strings.IndexByte(literal, '\\') < 0 {
		return literal[1 : len(literal)-1]
	}
	content, _ := jsontext.AppendUnquote(nil, literal) // what was read is valid
	return string(content)
}
