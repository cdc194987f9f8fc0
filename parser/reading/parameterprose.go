package reading

// This phase reads the parameters of an action that its page speaks of and no table
// lists: "the `message` parameter", "the **comment** parameter", and the JSON object
// that a Request body section shows instead of a table.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// saidParameters adds the parameters that the prose about an action names.
func (s *resolver) saidParameters(d *draft) {
	if d.noBody {
		return
	}
	for _, div := range d.divisions {
		if div.area != areaIntro && div.area != areaBody {
			continue
		}
		for _, b := range div.section.Blocks {
			switch b := b.(type) {
			case *parser.Paragraph:
				s.saidIn(d, b.Text)
			case *parser.List:
				for _, item := range b.Items {
					s.saidIn(d, item)
				}
			}
		}
	}
}

// saidIn adds the parameters that one text names.
func (s *resolver) saidIn(d *draft, t parser.Text) {
	for _, span := range t.Spans {
		name := strings.TrimSpace(t.Plain[span.Start:span.End])
		after := strings.TrimLeft(t.Plain[span.End:], " ")
		if span.Kind != parser.CodeSpan && span.Kind != parser.Strong || !odata.IsIdentifier(name) || odata.FirstWord(after) != "parameter" {
			continue
		}
		// "the **settings** parameter of [x]" belongs to x.
		if strings.HasPrefix(strings.TrimPrefix(after, "parameter"), " of ") || d.hasParameter(name) {
			continue
		}
		ref := s.saidParameterType(d, name)
		d.addParameter(&api.Parameter{Name: name, In: api.InBody, Type: ref.Name, Collection: ref.Collection})
	}
}

// saidParameterType is the type of a parameter that has but a name: that of the
// subject's property of the same name, or the type called so, or a string.
func (s *resolver) saidParameterType(d *draft, name string) api.TypeRef {
	if d.subject != nil {
		if p := d.subject.Property(name); p != nil {
			return api.TypeRef{Name: p.Type, Collection: p.Collection}
		}
	}
	if t := s.c.find(name); t != nil && !t.Inferred {
		return api.TypeRef{Name: t.Name}
	}
	return api.TypeRef{Name: "Edm.String"}
}

// hasParameter tells whether the operation has a parameter called so, wherever.
func (d *draft) hasParameter(name string) bool {
	for _, p := range d.op.Parameters {
		if odata.EqualFold(p.Name, name) {
			return true
		}
	}
	for _, v := range d.verbs {
		for _, a := range v.Path.Holes() {
			if odata.EqualFold(a.Placeholder, name) || odata.EqualFold(a.Name, name) {
				return true
			}
		}
	}
	return false
}
