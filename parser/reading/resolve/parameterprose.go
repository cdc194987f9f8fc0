package resolve

// This phase reads the parameters of an action that its page speaks of and no table
// lists: "the `message` parameter", "the **comment** parameter", and the JSON object
// that a Request body section shows instead of a table.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// saidParameters adds the parameters that the prose about an action names.
func (s *Resolver) saidParameters(d *Operation) {
	if d.NoBody {
		return
	}
	for _, div := range d.Divisions {
		if div.Area != calls.AreaIntro && div.Area != calls.AreaBody {
			continue
		}
		for _, b := range div.Section.Blocks {
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
func (s *Resolver) saidIn(d *Operation, t parser.Text) {
	for _, span := range t.Spans {
		name := strings.TrimSpace(t.Plain[span.Start:span.End])
		after := strings.TrimLeft(t.Plain[span.End:], " ")
		if span.Kind != parser.CodeSpan && span.Kind != parser.Strong || !odata.IsIdentifier(name) {
			continue
		}
		// "the **settings** parameter of [x]" belongs to x, "their **settings** parameter" to them.
		if phrases.ParameterWordOf(after) != phrases.OwnParameter || phrases.NamesOwner(t.Plain[:span.Start]) || d.hasParameter(name) {
			continue
		}
		ref := s.saidParameterType(d, name)
		calls.AddParameter(d.Op, &api.Parameter{Name: name, In: api.InBody, Type: ref.Name, Collection: ref.Collection})
	}
}

// saidParameterType is the type of a parameter that has but a name: that of the
// subject's property of the same name, or the type called so, or a string.
func (s *Resolver) saidParameterType(d *Operation, name string) api.TypeRef {
	if d.Subject != nil {
		if p := d.Subject.Property(name); p != nil {
			return api.TypeRef{Name: p.Type, Collection: p.Collection}
		}
	}
	if t := s.Catalog.Find(name); t != nil && !t.Inferred {
		return api.TypeRef{Name: t.Name}
	}
	return api.TypeRef{Name: "Edm.String"}
}
