package types

// This file reads JSON representations: the block of a resource page that shows
// every property once, with a type's name or a sample for its value. Tables say
// more, so the JSON only adds the properties that they forgot, and settles what
// a cell leaves open.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// shownBy returns the members of a resource's JSON representation by folded name.
func shownBy(res *resource) map[string]*relaxed.Member {
	members := map[string]*relaxed.Member{}
	if res.code == nil || res.code.JSON == nil || res.code.JSON.Value == nil {
		return members
	}
	v := res.shown()
	for i := range v.Members {
		key := odata.Fold(strings.TrimSpace(v.Members[i].Name))
		if members[key] == nil {
			members[key] = &v.Members[i]
		}
	}
	return members
}

// shown is the object that the JSON representation of a resource shows.
func (res *resource) shown() *relaxed.Value { return Represented(res.code) }

// Represented returns the object that a JSON representation shows. A page may show the
// one within the list that a service answers with: {"value": [{...}]}.
func Represented(code *parser.Code) *relaxed.Value {
	v := code.JSON.Value
	if v.Kind == relaxed.Array && len(v.Elements) == 1 {
		return v.Elements[0]
	}
	declared := code.Annotation != nil && code.Annotation.BlockType == "resource"
	if !declared && len(v.Members) == 1 {
		list := v.Members[0].Value
		if list.Kind == relaxed.Array && len(list.Elements) == 1 && list.Elements[0].Kind == relaxed.Object && len(list.Elements[0].Members) > 1 {
			return list.Elements[0]
		}
	}
	return v
}

// readRepresentations adds what only JSON shows. Bases come first, so that a
// derived type does not declare anew what it inherits.
func (c *Catalog) readRepresentations(all []*resource, readers map[*api.Type]*propertyReader) {
	byType := map[*api.Type][]*resource{}
	for _, res := range all {
		byType[res.t] = append(byType[res.t], res)
	}
	done := map[*api.Type]bool{}
	for _, res := range all {
		var chain []*api.Type
		for t := res.t; t != nil && !done[t]; t = t.BaseType {
			done[t] = true
			chain = append(chain, t)
		}
		for i := len(chain) - 1; i >= 0; i-- {
			for _, of := range byType[chain[i]] {
				r := readers[of.t]
				r.readRepresentation(of, readers)
				r.applyAnnotation(of, readers)
			}
			c.conform(chain[i], readers)
		}
	}
}

// conform gives a repeated property the type that the base declares, where the
// derived type's page says less: "String" for an enumeration, or nothing.
func (c *Catalog) conform(t *api.Type, readers map[*api.Type]*propertyReader) {
	if t.BaseType == nil {
		return
	}
	for _, p := range t.Properties {
		if p.Type != "Edm.String" && p.Type != odata.Untyped {
			continue
		}
		base := inheritedProperty(t, p.Name, readers)
		if base == nil || base.Collection != p.Collection {
			continue
		}
		if u := c.types[odata.Fold(base.Type)]; p.Type == odata.Untyped || u != nil && u.Kind == api.Enum {
			p.Type = base.Type
		}
	}
}

// inheritedProperty returns the property of that name that t's bases declare, or nil.
func inheritedProperty(t *api.Type, name string, readers map[*api.Type]*propertyReader) *api.Property {
	key := odata.Fold(name)
	for u, seen := t.BaseType, 0; u != nil && seen < api.MaxDepth; u, seen = u.BaseType, seen+1 {
		if r := readers[u]; r != nil && r.seen[key] != nil {
			return r.seen[key]
		}
	}
	return nil
}

// readRepresentation adds the properties that only the JSON shows.
func (r *propertyReader) readRepresentation(res *resource, readers map[*api.Type]*propertyReader) {
	if res.code == nil || res.code.JSON == nil || res.code.JSON.Value == nil {
		return
	}
	v := res.shown()
	// Of an open type that no table describes, one object is shown as an example.
	dynamic := r.t.Open && len(r.t.Properties) == 0
	var untold []shownOnly
	for i := range v.Members {
		m := &v.Members[i]
		name := strings.TrimSpace(m.Name)
		key := odata.Fold(name)
		if r.seen[key] != nil || r.seen[name] != nil || strings.Contains(name, r.c.Convention.Protocol) || name == r.c.Convention.TypeName || inheritedProperty(r.t, name, readers) != nil {
			continue
		}
		pos := res.code.JSON.Pos(m.Offset)
		if !odata.IsPropertyName(name) {
			r.notProperty(res, name, pos)
			continue
		}
		if dynamic && isSample(m.Value) {
			r.notProperty(res, name, pos)
			continue
		}
		ref, ok := r.c.jsonType(res, m.Value)
		if t := r.c.shownAs(name, m.Value); !ok && t != nil {
			ref, ok = api.TypeRef{Name: t.Name, Collection: m.Value.Kind == relaxed.Array}, true
		}
		if !ok {
			ref = api.TypeRef{Name: odata.Untyped, Collection: ref.Collection}
		}
		p := &api.Property{Name: name, Type: ref.Name, Collection: ref.Collection, Optional: true, Nullable: true, Line: pos.Line}
		if m.Value.Kind == relaxed.String && phrases.KindOf(odata.Fold(m.Value.Text)) == phrases.SomeNumber {
			p.Type, r.c.unsettled[p] = "Edm.Decimal", phrases.SomeNumber
		}
		untold = append(untold, shownOnly{"“" + name + "”", pos})
		r.add(res, p, key)
		r.c.weigh(p, m.Value)
	}
	r.undescribed(res, untold)
}

// A shownOnly is a property that the JSON representation alone shows.
type shownOnly struct {
	name string // in quotes
	pos  parser.Pos
}

// undescribed reports the properties that the JSON representation alone shows: each where the
// page has a table of properties, which lacks it, and all at once where it has none.
func (r *propertyReader) undescribed(res *resource, untold []shownOnly) {
	if len(untold) == 0 {
		return
	}
	if !slices.ContainsFunc(res.tables, func(t propertyTable) bool { return t.methods == nil }) {
		names := make([]string, len(untold))
		for i := range untold {
			names[i] = untold[i].name
		}
		r.c.r.Add(res.on.Page, untold[0].pos, "property-undescribed", diag.Info,
			"no table describes the properties that the JSON representation shows: "+strings.Join(names, ", "),
			"add a table of properties")
		return
	}
	for _, p := range untold {
		r.c.r.Add(res.on.Page, p.pos, "property-undescribed", diag.Info,
			p.name+" is in the JSON representation and in no table",
			"add a row for it to the table of properties")
	}
}

// isSample reports whether a JSON representation shows a value rather than the name of
// a type.
func isSample(v *relaxed.Value) bool {
	switch v.Kind {
	case relaxed.String:
		inner, _ := unwrapCollection(v.Text)
		return odata.Primitive(inner) == "" && !strings.Contains(v.Text, "|")
	case relaxed.Number, relaxed.Bool:
		return true
	}
	return false
}

// notProperty reports a member whose name is a sample or a placeholder. In an
// open type that is how pages show dynamic properties.
func (r *propertyReader) notProperty(res *resource, name string, pos parser.Pos) {
	if r.t.Open || r.c.Convention.IsControl(name) {
		return
	}
	r.c.r.Add(res.on.Page, pos, "property-unreadable", diag.Info,
		"“"+name+"” in the JSON representation is no name of a property; it is taken for a sample of dynamic ones",
		`declare the type open ("openType": true), or correct the name`)
}

// reconcile holds a cell's type against the JSON representation. It decides
// where the cell could not be read or says "any JSON", and whether there are
// many; otherwise the cell stands, because it says more than a sample.
func (c *Catalog) reconcile(res *resource, ref api.TypeRef, ok bool, cell string, v *relaxed.Value) (api.TypeRef, bool) {
	if t := c.typeNamed(res, v); t != nil && (!ok || ref.Name == odata.Untyped) {
		return api.TypeRef{Name: t.Name, Collection: ref.Collection || v.Kind == relaxed.Array}, true
	}
	if !ok || ref.Name == odata.Untyped && v.Kind != relaxed.String {
		if shown, told := c.jsonType(res, v); told {
			return shown, true
		}
		return ref, ok
	}
	if t := c.Find(c.typeShown(v)); t != nil && t.Name != ref.Name && mentions(cell, odata.Fold(odata.BareName(t.Name))) {
		ref.Name = t.Name // the link leads elsewhere, its text does not
	}
	switch v.Kind {
	case relaxed.Array:
		ref.Collection = true
	case relaxed.Object:
		// A cell says String of an enumeration that the JSON names.
		if t := c.Find(c.typeShown(v)); ref.Name == "Edm.String" && t != nil && t.Kind == api.Enum {
			ref.Name = t.Name
		}
	case relaxed.String:
		if held := odata.HeldNumber(v.Text); ref.Name == "Edm.String" && held != "" {
			ref.Name = held
		}
		if q := odata.Primitive(v.Text); ref.Name == "Edm.String" && q != "" && !strings.Contains(v.Text, "(") {
			ref.Name = q // the word alone, "guid", says more than "String" beside it
		}
	}
	return ref, ok
}

// jsonType tells a property's type from the value that a JSON representation
// shows for it: a type's name in a string, a sample, or an object that names
// its type.
func (c *Catalog) jsonType(res *resource, v *relaxed.Value) (api.TypeRef, bool) {
	if v == nil {
		return api.TypeRef{}, false
	}
	switch v.Kind {
	case relaxed.Bool:
		return api.TypeRef{Name: "Edm.Boolean", Collection: false}, true
	case relaxed.Number:
		return api.TypeRef{Name: numberType(v.Text), Collection: false}, true
	case relaxed.String:
		if t := c.typeNamed(res, v); t != nil {
			return api.TypeRef{Name: t.Name}, true
		}
		return c.stringType(v.Text), true
	case relaxed.Array:
		for _, e := range v.Elements {
			if ref, ok := c.jsonType(res, e); ok && ref.Collection && odata.NestingOf(ref.Name)+2 <= odata.MaxNesting {
				return api.TypeRef{Name: odata.List.Held(ref.Name), Collection: true}, true
			} else if ok && !ref.Collection {
				return api.TypeRef{Name: ref.Name, Collection: true}, true
			}
		}
		return api.TypeRef{Name: "", Collection: true}, false
	case relaxed.Object:
		for _, key := range []string{c.Convention.TypeName, "@type"} {
			if name := v.Get(key); key != "" && name != nil && name.Kind == relaxed.String {
				return c.objectType(res, name.Text)
			}
		}
	}
	return api.TypeRef{}, false
}

// typeShown returns what "@odata.type" an object, or an array's first element,
// shows; "" for none.
func (c *Catalog) typeShown(v *relaxed.Value) string {
	if v != nil && v.Kind == relaxed.Array && len(v.Elements) > 0 {
		v = v.Elements[0]
	}
	return c.Convention.Named(v)
}

// typeNamed returns the declared type that a value of a JSON representation names
// where a value would stand, in quotes or without: "NAV.Address", {NAV.Address}. It is
// nil where there is none.
func (c *Catalog) typeNamed(res *resource, v *relaxed.Value) *api.Type {
	if v != nil && v.Kind == relaxed.Array && len(v.Elements) > 0 {
		v = v.Elements[0]
	}
	if v == nil || v.Kind != relaxed.String {
		return nil
	}
	inner, _ := unwrapCollection(strings.Trim(v.Text, "{}<> "))
	if plain := !strings.ContainsAny(v.Text, ".{<"); plain || !odata.IsTypeName(inner) || odata.Primitive(inner) != "" {
		return nil // a word alone may be a sample
	}
	return c.Named(res.on.Page, inner)
}

// Shown returns the declared type that a member's name is that of, or of whose set,
// where the value is an object whose simple members it declares, and most of all; nil
// for none.
func (c *Catalog) Shown(name string, v *relaxed.Value) *api.Type {
	if v == nil || v.Kind != relaxed.Object || len(v.Members) == 0 {
		return nil
	}
	t := c.described(name)
	if t == nil {
		t = c.ofSet(name)
	}
	if t == nil || t.Kind == api.Enum {
		return nil
	}
	known := 0
	for _, m := range v.Members {
		switch {
		case t.Property(m.Name) != nil:
			known++
		case m.Value.Kind != relaxed.Object && m.Value.Kind != relaxed.Array:
			return nil
		}
	}
	if known*2 < len(v.Members) {
		return nil
	}
	return t
}

// shownAs is Shown for an object or for the first of a list of them.
func (c *Catalog) shownAs(name string, v *relaxed.Value) *api.Type {
	if v.Kind == relaxed.Array && len(v.Elements) > 0 {
		v = v.Elements[0]
	}
	return c.Shown(name, v)
}

// Unsettled returns the kind of type that the cell of a property names instead of a type,
// NoKind where it names one.
func (c *Catalog) Unsettled(p *api.Property) phrases.Kind { return c.unsettled[p] }

// stringType reads a string of a JSON representation: "String (timestamp)".
func (c *Catalog) stringType(text string) api.TypeRef {
	if ref, ok := nestedType(text); ok {
		return ref
	}
	inner, collection := unwrapCollection(text)
	p := odata.Primitive(inner)
	if p == "" || p == "Edm.Stream" && collection {
		p = "Edm.String"
	}
	if name := c.opaque(p, inner); name != "" {
		p = name
	}
	return api.TypeRef{Name: p, Collection: collection}
}

// objectType reads the "@odata.type" of an object in a JSON representation.
func (c *Catalog) objectType(res *resource, text string) (api.TypeRef, bool) {
	name := strings.TrimPrefix(strings.TrimSpace(text), "#")
	inner, collection := odata.InsideCollection(name)
	inner = odata.CleanTypeName(inner)
	if p := odata.Primitive(inner); p != "" {
		return api.TypeRef{Name: p, Collection: collection}, true
	}
	if !odata.IsTypeName(inner) {
		return api.TypeRef{}, false
	}
	return api.TypeRef{Name: c.mention(res.on.Page, inner, res.pos).Name, Collection: collection}, true
}

// numberType tells the type of a sample number: a fraction makes it a double,
// and what does not fit 32 bits is long.
func numberType(literal string) string {
	if strings.ContainsAny(literal, ".eE") {
		return "Edm.Double"
	}
	if digits := strings.TrimLeft(strings.TrimPrefix(literal, "-"), "0"); len(digits) > 10 || len(digits) == 10 && digits > "2147483647" {
		return "Edm.Int64"
	}
	return "Edm.Int32"
}

// weigh notes what a JSON representation tells of an undeclared type: a string
// in its place makes it an enumeration.
func (c *Catalog) weigh(p *api.Property, v *relaxed.Value) {
	t := c.types[odata.Fold(p.Type)]
	if t == nil || !t.Inferred || v == nil {
		return
	}
	if v.Kind == relaxed.Array {
		if len(v.Elements) == 0 {
			return
		}
		v = v.Elements[0]
	}
	f := c.Clues(t)
	switch v.Kind {
	case relaxed.String:
		if name, _ := unwrapCollection(strings.Trim(v.Text, "#{}<> ")); odata.EqualFold(odata.BareName(name), odata.BareName(t.Name)) {
			return // the name of the type, which says nothing of its values
		}
		f.text = true
		if strings.Contains(v.Text, "|") {
			c.addMembers(t, plainValues(v.Text), api.Place{})
		}
	case relaxed.Object:
		f.object = true
	}
}
