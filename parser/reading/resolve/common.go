package resolve

// This phase finds what the examples of one page have in common. A page on
// creating a named location links two kinds of it and shows an example of each:
// what it takes and returns is the type that both derive from.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// widened is t, or the base that t shares with all that examples show besides.
// A base that says no more than that there is a key joins everything and is none.
func (s *Resolver) widened(t *api.Type, shown []*api.Type) *api.Type {
	for _, u := range shown {
		for t != nil && u != nil && !u.DerivesFrom(t) {
			base := t.BaseType
			if base == nil || !api.ShareBase(t, u) || !s.isMoreThanKey(base) {
				break
			}
			t = base
		}
	}
	return t
}

// haveCommonBase reports whether two types have a base in common that says something, or one
// is the other's.
func (s *Resolver) haveCommonBase(a, b *api.Type) bool {
	for t, seen := a, 0; t != nil && seen < api.MaxDepth; t, seen = t.BaseType, seen+1 {
		if b.DerivesFrom(t) && (t == a || t == b || s.isMoreThanKey(t)) {
			return true
		}
	}
	return false
}

// isMoreThanKey reports whether a type or one of its bases has a property besides its key.
func (s *Resolver) isMoreThanKey(t *api.Type) bool {
	return slices.ContainsFunc(t.AllProperties(), func(p *api.Property) bool { return p.Name != s.convention.Key && p.Name != t.Key })
}

// answered lists the types that the answers to the first template state, or their
// annotations.
func (s *Resolver) answered(d *Operation) []*api.Type {
	return s.stated(d, func(p *calls.Exchange) (*relaxed.Value, *parser.Annotation) {
		if p.Answer == nil || p.Answer.Response != nil && p.Answer.Response.Status >= 300 {
			return nil, nil
		}
		return calls.BodyOf(p.Answer), p.Answer.Annotation
	})
}

// sent lists the types that the bodies of requests of the first template state, or
// their annotations.
func (s *Resolver) sent(d *Operation) []*api.Type {
	return s.stated(d, func(p *calls.Exchange) (*relaxed.Value, *parser.Annotation) {
		if q := p.Asked; q.Body.JSON != nil {
			return q.Body.JSON.Value, p.Block.Annotation
		}
		return nil, nil
	})
}

// stated lists the types of one side of the examples.
func (s *Resolver) stated(d *Operation, side func(*calls.Exchange) (*relaxed.Value, *parser.Annotation)) []*api.Type {
	var types []*api.Type
	for _, p := range d.Exchanges {
		if p.Unrelated || !s.alike(d, p) {
			continue
		}
		body, a := side(p)
		name := OwnType(body, s.convention)
		if a != nil && a.Type != "" && name == "" {
			name = a.Type
		}
		if t := s.Catalog.Find(name); t != nil && t.Kind != api.Enum && odata.Primitive(name) == "" && !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	return types
}

// alike reports whether a pair's request is one of the first template, or of another
// that ends alike.
func (s *Resolver) alike(d *Operation, p *calls.Exchange) bool {
	q, first := p.Asked, d.FirstTemplate()
	if p.Path == nil || first == nil {
		return false
	}
	end := first.Path.Last()
	for _, v := range d.Templates {
		if v.Method != q.Method || v.Path.Last().Kind != end.Kind || !odata.EqualFold(v.Path.Last().Name, end.Name) {
			continue
		}
		if _, ok := api.Bind(v.Path, p.Path); ok {
			return true
		}
	}
	return false
}
