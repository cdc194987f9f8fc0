package learn

// This phase settles properties whose tables say no more of their types than a kind:
// "numeric", "array", "complex". What the service sends in their place decides: a
// numeric code that comes as text is a string, an array of texts one of strings.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A sample is what examples show in the place of a property whose type is not settled.
type sample struct {
	owner  *api.Type
	p      *api.Property
	values []*relaxed.Value // that are not null
}

// sampled notes a value of a property, if that is one of those.
func (l *learner) sampled(t *api.Type, p *api.Property, v *relaxed.Value) {
	if v.Kind == relaxed.Null || l.c.Unsettled(p) == phrases.NoKind && !l.undescribed(p) {
		return
	}
	s := l.samples[p]
	if s == nil {
		s = &sample{owner: t, p: p}
		l.samples[p] = s
		l.order = append(l.order, s)
	}
	s.values = append(s.values, v)
}

// undescribed reports whether the cell of a property names a type that nothing describes:
// "identifier", a word of the writer's own for simple values, perhaps.
func (l *learner) undescribed(p *api.Property) bool {
	t := l.c.Find(p.Type)
	return t != nil && t.Inferred && t.Page == "" && t.Kind == api.Complex && t.Base == "" && len(t.Properties) == 0
}

// simple is the primitive type that all values of a property have, where its cell names a
// type that nothing describes. It reports false where one of them is no simple value.
func (l *learner) simple(s *sample) (api.TypeRef, bool) {
	var merged api.TypeRef
	for i, v := range s.values {
		ref := l.shown(s, v)
		if i > 0 {
			ref.Name, ref.Collection = types.MergeInferred(merged, ref)
		}
		merged = ref
	}
	return merged, merged.Name != odata.Untyped && odata.Primitive(merged.Name) == merged.Name && merged.Name != ""
}

// settle gives the properties the types that their values have.
func (l *learner) settle() {
	for _, s := range l.order {
		if ref, ok := l.settled(s); ok {
			l.c.Apply(phase, types.HasType{Property: s.p, Name: ref.Name}, types.IsCollection{Property: s.p, Several: ref.Collection})
		}
	}
}

// settled is the type that the values of a property have. It reports false where they
// do not agree, or do not contradict what the table says.
func (l *learner) settled(s *sample) (api.TypeRef, bool) {
	switch l.c.Unsettled(s.p) {
	case phrases.NoKind:
		return l.simple(s)
	case phrases.SomeNumber:
		texts, fractions := 0, false
		for _, v := range s.values {
			if v.Kind == relaxed.String {
				texts++
				fractions = fractions || strings.Contains(v.Text, ".")
			} else if !odata.NumberFits(v.Text, s.p.Type) {
				return api.TypeRef{Name: "Edm.Decimal", Collection: s.p.Collection}, true
			}
		}
		if fractions && !slices.ContainsFunc(s.values, func(v *relaxed.Value) bool { return !odata.NumberFits(v.Text, "Edm.Decimal") }) {
			return api.TypeRef{Name: "Edm.Decimal", Collection: s.p.Collection}, true // no code, but an amount
		}
		return api.TypeRef{Name: "Edm.String", Collection: s.p.Collection}, texts == len(s.values)
	case phrases.SomeMoment:
		for _, v := range s.values {
			if v.Kind != relaxed.Number {
				return api.TypeRef{}, false
			}
		}
		return api.TypeRef{Name: "Edm.Int64", Collection: s.p.Collection}, true
	case phrases.SomeMap:
		return l.settledMap(s)
	case phrases.SomeObject, phrases.SomeList, phrases.SomeValue:
		if s.p.Type != odata.Untyped {
			return api.TypeRef{}, false // the JSON representation has said more
		}
		var merged api.TypeRef
		for i, v := range s.values {
			ref := l.shown(s, v)
			if i > 0 {
				ref.Name, ref.Collection = types.MergeInferred(merged, ref)
			}
			merged = ref
		}
		return merged, merged.Name != odata.Untyped
	}
	return api.TypeRef{}, false
}

// settledMap is the type of a map whose values the table gives no type, or, where every
// example shows something else than the table, what that has. What no example shows stays
// any JSON.
func (l *learner) settledMap(s *sample) (api.TypeRef, bool) {
	if odata.LeafOf(s.p.Type) != odata.Untyped {
		return api.TypeRef{}, false
	}
	var merged api.TypeRef
	for _, v := range s.values {
		maps := []*relaxed.Value{v}
		if s.p.Collection {
			maps = v.Elements
		}
		for _, m := range maps {
			ref := l.mapped(s, m)
			if merged.Name != "" {
				ref.Name, ref.Collection = types.MergeInferred(merged, ref)
			}
			merged = ref
		}
	}
	if merged.Name == odata.Untyped {
		return merged, true // some are maps and some are not
	}
	merged.Collection = merged.Collection || s.p.Collection
	return merged, merged.Name != ""
}

// mapped is the type of one map, or of the value that stands where one should.
func (l *learner) mapped(s *sample, v *relaxed.Value) api.TypeRef {
	if v.Kind != relaxed.Object {
		return l.shown(s, v)
	}
	value := l.c.InferValues(v, func(e *relaxed.Value) api.TypeRef { return l.shown(s, e) })
	return types.MapOf(value)
}

// shown is the type of one value: a declared one, by the property's name or by all its
// members, else one that is told from it.
func (l *learner) shown(s *sample, v *relaxed.Value) api.TypeRef {
	one, several := v, v.Kind == relaxed.Array
	if several && len(v.Elements) > 0 {
		one = v.Elements[0]
	}
	if t := l.c.Shown(s.p.Name, one); t != nil {
		return api.TypeRef{Name: t.Name, Collection: several}
	}
	if name := l.c.Declaring(one); name != "" {
		return api.TypeRef{Name: name, Collection: several}
	}
	return l.c.InferNested(v, s.owner.Name, s.p.Name, 0)
}
