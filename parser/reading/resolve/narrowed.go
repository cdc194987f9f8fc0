package resolve

// This file tells the bodies that hold less than the thing which they create or change. The
// page of such a call has a table of what can be sent, and the service refuses the rest: what
// it sets itself, and what cannot be changed any more. The body then is of a type of its own,
// so that a client cannot send what is not taken.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// narrows reports whether a table of what a call sends leaves out some of the properties of
// the type that the call is about. In OData a body is an entity whatever the table says, and so
// is one that an annotation calls so. A table beside a link to the type may list the properties that matter most: it leaves out none
// but what is read-only. A body that may be of several types is of their base.
func (s *Resolver) narrows(d *Operation, t *api.Type, described []*api.Parameter) bool {
	if s.convention.IsOData() || t.BaseType != nil || t.Discriminator != nil || s.bases[t] || d.sendsMany() {
		return false
	}
	if _, _, a := d.RequestBody(); a != nil && !a.Inferred && s.Catalog.Find(a.Type) == t {
		return false
	}
	rows := map[string]bool{}
	known := 0
	for _, p := range described {
		if !odata.IsPropertyName(p.Name) || rows[p.Name] {
			return false // a table of several objects
		}
		rows[p.Name] = true
		if t.Property(p.Name) != nil {
			known++
		}
	}
	left, lost := 0, 0
	for _, p := range t.Properties {
		if !rows[p.Name] {
			left++
			if !p.ReadOnly {
				lost++
			}
		}
	}
	if left == 0 || known*2 <= len(described) || lost > 0 && slices.Contains(d.Linked, t) {
		return false
	}
	return !slices.ContainsFunc(d.sentObjects(), func(v *relaxed.Value) bool {
		return slices.ContainsFunc(v.Members, func(m relaxed.Member) bool { return !rows[m.Name] })
	})
}

// basesOf are the types that others derive from.
func basesOf(all []*api.Type) map[*api.Type]bool {
	bases := map[*api.Type]bool{}
	for _, t := range all {
		if t.BaseType != nil {
			bases[t.BaseType] = true
		}
	}
	return bases
}

// sendsMany reports whether the examples of a call send several objects at once.
func (d *Operation) sendsMany() bool {
	_, body, _ := d.RequestBody()
	return body != nil && body.Kind == relaxed.Array
}

// sentObjects lists the objects that the examples of a call send.
func (d *Operation) sentObjects() []*relaxed.Value {
	var list []*relaxed.Value
	for _, p := range d.Exchanges {
		if !p.Unrelated && p.Asked != nil && p.Asked.Body.JSON != nil && p.Asked.Body.JSON.Value.Kind == relaxed.Object {
			list = append(list, p.Asked.Body.JSON.Value)
		}
	}
	return list
}

// sentAs is the property that a row of a table of what is sent describes. What the page of the
// thing knows better of one of the same name counts, of whose type the row says no more than
// that it is a text.
func sentAs(p *api.Parameter, known *api.Property, isEnum func(string) bool) *api.Property {
	sent := &api.Property{
		Name: p.Name, Type: p.Type, Collection: p.Collection, Form: p.Form, Nullable: !p.Required, Optional: !p.Required, Description: p.Description, Line: p.At.Line, At: p.At,
	}
	if known == nil || known.Collection != p.Collection {
		return sent
	}
	switch {
	case known.Type == p.Type && sent.Form == "":
		sent.Form = known.Form
	case p.Type == "Edm.String" && (isEnum(known.Type) || odata.Primitive(known.Type) == known.Type):
		sent.Type, sent.Form = known.Type, known.Form
	case p.Type == "" || p.Type == odata.Untyped:
		sent.Type, sent.Form = known.Type, known.Form
	}
	return sent
}

// settleTabled makes own, the type of a body, of the rows of its table. t is the type of the
// thing that they are of, nil where none is known.
func (s *Resolver) settleTabled(d *Operation, own, t *api.Type, described []*api.Parameter) {
	for _, p := range described {
		var known *api.Property
		if t != nil {
			known = t.Property(p.Name)
		}
		if known == nil || !s.Catalog.IsEnum(known.Type) {
			s.enumerate(own.Name, p)
		} else {
			p.Type = known.Type
		}
		if own.Property(p.Name) == nil {
			s.Catalog.Apply("resolve", types.HasProperty{Type: own, Property: sentAs(p, known, s.Catalog.IsEnum)})
		}
	}
	d.Op.Body.Name = own.Name
	s.tellBody(d, own)
}
