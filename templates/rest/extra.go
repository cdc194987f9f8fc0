package rest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Extra holds the members of an object that its Go type has no field for, as
// they were received, and the nulls that stand in place of an object or a
// collection. It is sent with the object; where a field and Extra have the same
// name, the field wins if it is set.
//
// OData's control information is found here too: see [Extra.ODataType] and
// [Extra.ETag].
type Extra map[string]jsontext.Value

// Set sets the member called name to the JSON encoding of v. A jsontext.Value is
// taken as it is. The error tells why v cannot be encoded.
func (e *Extra) Set(name string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("rest: cannot set %q: %w", name, err)
	}
	e.put(name, raw)
	return nil
}

// SetNull sets the members called names to null. It is how a null is sent for an
// object or a collection: SetNull("manager").
func (e *Extra) SetNull(names ...string) {
	for _, name := range names {
		e.put(name, jsontext.Value("null"))
	}
}

func (e *Extra) put(name string, raw jsontext.Value) {
	if *e == nil {
		*e = make(Extra)
	}
	(*e)[name] = raw
}

// Get decodes the member called name into the value that out points to. It tells
// whether there is such a member, null counting as one; the error tells why it
// does not fit out.
func (e Extra) Get(name string, out any) (bool, error) {
	raw, ok := e[name]
	if !ok {
		return false, nil
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return true, fmt.Errorf("rest: member %q: %w", name, err)
	}
	return true, nil
}

// IsNull reports whether the member called name is there and null.
func (e Extra) IsNull(name string) bool { return e[name].Kind() == jsontext.KindNull }

// ODataType returns the type that the object's "@odata.type" names, without what
// stands in front of its '#': "shop.order". It is "" where the object
// does not name its type.
func (e Extra) ODataType() string { return typeName(e.text("@odata.type")) }

// ETag returns the object's "@odata.etag", fit for [IfMatch], or "".
func (e Extra) ETag() string { return e.text("@odata.etag") }

// text returns the string that the member called name is, or "".
func (e Extra) text(name string) string {
	raw := e[name]
	if raw.Kind() != jsontext.KindString {
		return ""
	}
	text, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return ""
	}
	return string(text)
}

// names returns the names in the order in which they are sent: control
// information first, as OData JSON 4.5 asks for, then by name.
func (e Extra) names() []string {
	names := make([]string, 0, len(e))
	for name := range e {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if x, y := isControl(a), isControl(b); x != y {
			if x {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	return names
}

// isControl reports whether name is control information about the whole object.
func isControl(name string) bool { return strings.HasPrefix(name, "@") }

// typeName strips the '#' and the URL in front of it from a type's name.
func typeName(s string) string { return s[strings.LastIndexByte(s, '#')+1:] }
