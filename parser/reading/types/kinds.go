package types

// This file decides what is an entity and what is a complex type. OData's rule
// is simple (an entity type has a key) but pages often leave the key out, or
// show an "id" that is none. So clues are weighed: what the page says in so many
// words, the annotation's "keyProperty", the page's list of methods, and how
// other types hold this one (relationships lead to entities). A type is of one
// kind with the types that it derives from, so that a whole family decides
// together.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// settleKinds sets the kind and the key of every type that is no enumeration.
func (c *Catalog) settleKinds() {
	all := c.All()
	weight := map[*api.Type]int{}
	roots := map[*api.Type]*api.Type{}
	for _, t := range all {
		if t.Inferred && c.looksEnumerated(t) {
			t.Kind = api.Enum
		}
		if t.Kind != api.Enum {
			weight[rootOf(t, roots)] += c.entityWeight(t)
		}
	}
	for _, t := range all {
		if t.Kind == api.Enum {
			continue
		}
		t.Kind = api.Complex
		if weight[rootOf(t, roots)] > 0 {
			t.Kind = api.Entity
		}
	}
	for _, t := range all {
		if t.Kind == api.Entity {
			t.Key = c.keyOf(t)
		}
		t.Untyped = t.Kind == api.Complex && len(t.Properties) == 0 && t.BaseType == nil && odata.Primitive(odata.BareName(t.Name)) == odata.Untyped
	}
}

// addKeys declares the key that the annotation of an entity names and no table or
// JSON shows: an entity cannot be addressed without it (OData CSDL 4.01, section 6.5).
// That a type is an entity must be told from something else, for annotations are
// copied from page to page. Keys of reference pages are strings.
func (c *Catalog) addKeys(found []*Declarations) {
	for _, d := range found {
		for _, res := range d.resources {
			if res.t == nil || res.t.Kind != api.Entity || res.note == nil || !odata.IsPropertyName(res.note.KeyProperty) || res.t.Property(res.note.KeyProperty) != nil {
				continue
			}
			c.r.Add(d.Page, res.note.Pos, "key-undescribed", diag.Info,
				"the annotation names the key “"+res.note.KeyProperty+"”, which no table of the page describes; it is taken for a string",
				"add a row for it to the table of properties")
			res.t.Properties = append(res.t.Properties, &api.Property{
				Name: res.note.KeyProperty, Type: "Edm.String", ReadOnly: true, Line: res.note.Pos.Line, At: api.Place{Page: d.Page.Path, Line: res.note.Pos.Line},
			})
			res.t.Key = c.keyOf(res.t)
		}
	}
}

// looksEnumerated reports whether an undeclared type is an enumeration: a
// description lists its values, or a string stands in its place.
func (c *Catalog) looksEnumerated(t *api.Type) bool {
	f := c.Clues(t)
	return len(t.Properties) == 0 && !f.object && (f.listed || f.text)
}

// rootOf returns the end of a type's chain of bases, which has no cycles.
func rootOf(t *api.Type, known map[*api.Type]*api.Type) *api.Type {
	var walked []*api.Type
	for t.BaseType != nil && known[t] == nil {
		walked = append(walked, t)
		t = t.BaseType
	}
	root := t
	if known[t] != nil {
		root = known[t]
	}
	for _, u := range walked {
		known[u] = root
	}
	return root
}

// entityWeight sums up what speaks for t being an entity (more than 0) or
// against it.
func (c *Catalog) entityWeight(t *api.Type) int {
	f := c.Clues(t)
	id := ownProperty(t, c.Convention.Key) != nil
	switch {
	case f.saysEntity:
		return 100
	case f.saysComplex:
		return -100
	}
	weight := 0
	if f.keyProperty != "" && ownProperty(t, f.keyProperty) != nil {
		weight += 4
	}
	if f.HasMethods {
		weight += 4
	}
	if f.IsTarget {
		weight += 3
	}
	if id && t.BaseType == nil {
		weight++
	}
	if f.value && !f.IsTarget {
		weight -= 2
	}
	return weight
}

// keyOf returns the name of t's own key property, or "".
func (c *Catalog) keyOf(t *api.Type) string {
	if name := c.Clues(t).keyProperty; name != "" {
		if p := ownProperty(t, name); p != nil {
			return p.Name
		}
	}
	if p := ownProperty(t, c.Convention.Key); p != nil {
		return p.Name
	}
	return ""
}

// ownProperty returns the property that t itself declares, in any case.
func ownProperty(t *api.Type, name string) *api.Property {
	for _, p := range t.Properties {
		if odata.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// reportUnknown tells of types that pages name and none declares.
func (c *Catalog) reportUnknown() {
	for _, t := range c.All() {
		f := c.facts[t]
		if !t.Inferred || f == nil || f.namedOn == nil {
			continue
		}
		if t.Kind == api.Enum && len(t.Members) == 0 {
			c.r.Add(f.namedOn, f.namedAt, "enum-undeclared", diag.Info,
				"no page lists the members of "+t.Name+", nor does a description tell them",
				"add a section “"+odata.BareName(t.Name)+" values” with a table of members")
			continue
		}
		if t.Kind == api.Enum {
			continue // a description lists its members
		}
		c.reportUndeclared(f.namedOn, f.namedAt, t)
	}
}

func (c *Catalog) reportUndeclared(page *parser.Page, pos parser.Pos, t *api.Type) {
	c.r.Add(page, pos, "type-unknown", diag.Warning,
		"no page declares the type "+t.Name,
		"add a resource page for it, or correct the name")
}
