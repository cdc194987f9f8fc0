package newpage

// This file makes up the JSON of examples: a value of each type that the types of the
// model can hold, and that no one takes for a placeholder.

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// An object is JSON that is being written, member by member.
type object struct{ b []byte }

// add adds a member whose value is JSON.
func (o *object) add(name, value string) {
	if len(o.b) > 0 {
		o.b = append(o.b, ',')
	}
	o.b = append(append(append(o.b, quote(name)...), ':'), value...)
}

func (o *object) String() string { return "{" + string(o.b) + "}" }

// quote returns a text as JSON.
func quote(text string) string {
	b, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return `""` // of invalid UTF-8, which names and sentences have been checked for
	}
	return string(b)
}

// indent returns JSON with a member in each line.
func indent(text string) (string, error) {
	v := jsontext.Value(text)
	err := v.Indent(jsontext.WithIndent("  "))
	return string(v), err
}

// inline returns JSON in one line, as annotations have it.
func inline(o *object) (string, error) {
	v := jsontext.Value(o.String())
	err := v.Format(jsontext.SpaceAfterColon(true), jsontext.SpaceAfterComma(true))
	text := strings.TrimSuffix(strings.TrimPrefix(string(v), "{"), "}")
	return "{ " + text + " }", err
}

// mostNested is how deep objects of an example are nested.
const mostNested = 3

// A sampler writes examples of a reference's types.
type sampler struct {
	r *reference
	// sent reports that the example is of a request, which read-only properties are no part of.
	sent bool
	open []*api.Type // the types around what is being written
	// short reports that something was left out: objects that have one of their own type.
	short bool
}

// objectOf returns an object with properties of the type of a name.
func (s *sampler) objectOf(properties []*property, owner string) string {
	var o object
	for _, p := range properties {
		if s.sent && p.readOnly {
			continue
		}
		if value := s.value(p.Name, p.shape, owner); value != "" {
			o.add(p.Name, value)
		} else {
			s.short = true
		}
	}
	return o.String()
}

// value returns a value of a shape, "" for an object that would be nested without end.
func (s *sampler) value(name string, of shape, owner string) string {
	if of.collection {
		name = strings.TrimSuffix(name, "s")
	}
	value := ""
	switch {
	case len(of.members) > 0:
		value = quote(of.members[0])
	case of.of != nil:
		value = s.typed(of.of)
	case of.primitive != "":
		value = sample(of.primitive, name, owner)
	}
	if of.collection {
		value = "[" + value + "]" // empty where objects would be nested without end
	}
	return value
}

// typed returns a value of a type that the model has.
func (s *sampler) typed(t *api.Type) string {
	if t.Kind == api.Enum {
		if len(t.Members) == 0 {
			return ""
		}
		return quote(t.Members[0].Name)
	}
	for _, around := range s.open {
		if around == t {
			return ""
		}
	}
	if len(s.open) >= mostNested || t.Abstract {
		return ""
	}
	s.open = append(s.open, t)
	defer func() { s.open = s.open[:len(s.open)-1] }()
	return s.objectOf(s.r.propertiesOf(t, t.Page), odata.BareName(t.Name))
}

// sample returns a value of a primitive type: what a property of a name may hold.
func sample(primitive, name, owner string) string {
	switch primitive {
	case "Edm.Boolean":
		return "true"
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		return "12.5"
	case "Edm.DateTimeOffset":
		return `"2026-01-31T09:30:00Z"`
	case "Edm.Date":
		return `"2026-01-31"`
	case "Edm.TimeOfDay":
		return `"09:30:00"`
	case "Edm.Duration":
		return `"PT1H30M"`
	case "Edm.Guid":
		return `"7f3c1a52-0b4e-4a8e-9d27-5c6f1e2b3a40"`
	case "Edm.Binary":
		return `"Qm9va3Nob3A="`
	case odata.Untyped:
		return "{}"
	}
	if odata.IsNumeric(primitive) {
		return "12"
	}
	switch low := strings.ToLower(name); {
	case name == "id":
		return quote(strings.ReplaceAll(words(owner), " ", "-") + "-1")
	case strings.HasSuffix(low, "url"), strings.HasSuffix(low, "uri"):
		return quote("https://www.example.com/" + strings.ReplaceAll(words(name), " ", "-"))
	case strings.HasSuffix(low, "email"):
		return quote("someone@example.com")
	}
	return quote(capital(withArticle(words(name))))
}

// word is the word that a JSON representation has for a primitive type.
func (p *property) word() string {
	value := quote("String")
	switch {
	case p.self:
		value = "{}"
	case p.of != nil && p.of.Kind != api.Enum:
		var o object
		o.add("@type", quote(p.of.Name))
		value = o.String()
	case p.primitive == odata.Untyped:
		value = "{}"
	case p.primitive != "":
		value = quote(strings.TrimPrefix(p.primitive, "Edm."))
	}
	if p.collection {
		return "[" + value + "]"
	}
	return value
}
