package types

// This file reads which values of a property tell of which type an object is: the only one
// that it has in objects of its type, or those that its description lists. It finds out what
// an object says of its type.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Stated returns the type that an object in a place of type t, which may be nil, says it is:
// as the convention has it for all types, or by the discriminator of t. It is nil where the
// object says nothing that is known.
func (c *Catalog) Stated(v *relaxed.Value, t *api.Type) *api.Type {
	if name := c.Convention.Named(v); name != "" {
		return c.Find(name)
	}
	return t.Stated(v)
}

// Constant returns the value that a property has in all objects of its type, by its
// description or because its enumeration has no other; "" for none.
func (c *Catalog) Constant(p *api.Property) string {
	t := c.descriptions[p]
	low := odata.Fold(t.Plain)
	if from := phrases.ConstantFrom(low); from >= 0 && len(low) == len(t.Plain) {
		if value := valueAt(t, from); value != "" {
			return value
		}
	}
	if e := c.Find(p.Type); e != nil && e.Kind == api.Enum && len(e.Members) == 1 {
		return e.Members[0].Name
	}
	return ""
}

// valueAt is the value that stands at a place of a text, marked or in quotes, if no other
// follows it.
func valueAt(t parser.Text, from int) string {
	rest := t.Plain[from:]
	lead := len(rest) - len(strings.TrimLeft(rest, ` :"'`))
	spans := codeSpans(t, from, len(t.Plain))
	if len(spans) == 1 && spans[0].Start <= from+lead {
		return strings.Trim(t.Plain[spans[0].Start:spans[0].End], `"'`)
	}
	if quoted := strings.TrimLeft(rest, " :"); len(spans) == 0 && quoted != "" && (quoted[0] == '"' || quoted[0] == '\'') {
		value, tail, ok := strings.Cut(quoted[1:], quoted[:1])
		if ok && !strings.Contains(tail, quoted[:1]) {
			return value
		}
	}
	return ""
}

// Listed returns the values that a property may have: the members of its enumeration, or
// what its description lists or marks.
func (c *Catalog) Listed(p *api.Property) []api.Member {
	if e := c.Find(p.Type); e != nil && e.Kind == api.Enum {
		return e.Members
	}
	t := c.descriptions[p]
	if values := PossibleValues(t); len(values) > 0 {
		return values
	}
	var values []api.Member
	for _, s := range codeSpans(t, 0, len(t.Plain)) {
		if text := strings.Trim(t.Plain[s.Start:s.End], `"'`); isMemberName(text) {
			values = append(values, api.Member{Name: text})
		}
	}
	return values
}
