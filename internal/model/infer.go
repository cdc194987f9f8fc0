package model

// This phase tells types from examples, for what no page describes: a result
// whose type has no resource page, the parameters of an action without a table.
// An inferred type is marked as such, carries the name that the example states
// in @odata.type or one made from where it stands, and grows with every example
// that shows it. Two examples that contradict each other make a member of any
// JSON type.

import (
	"strings"
	"time"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/internal/limits"
	"github.com/sdkscribe/sdkscribe/internal/relaxed"
)

// inferDepth bounds how deep nested objects become types of their own; what is
// deeper stays untyped JSON.
const inferDepth = 12

// inferValue tells the type of a value shown as member name of owner.
func (s *resolver) inferValue(v *relaxed.Value, owner, name string) TypeRef {
	return s.inferNested(v, owner, name, 0)
}

// inferNested is inferValue at a depth of nesting.
func (s *resolver) inferNested(v *relaxed.Value, owner, name string, depth int) TypeRef {
	switch v.Kind {
	case relaxed.Array:
		var merged TypeRef
		for i, e := range v.Elements {
			ref := s.inferNested(e, owner, name, depth)
			if i > 0 && ref != merged {
				return TypeRef{"Edm.Untyped", false}
			}
			merged = ref
		}
		if merged.Name == "" || merged.Collection || merged.Name == "Edm.Untyped" {
			return TypeRef{"Edm.Untyped", false}
		}
		return TypeRef{merged.Name, true}
	case relaxed.Object:
		if depth > inferDepth {
			return TypeRef{Name: "Edm.Untyped"}
		}
		typeName := inNamespace(nestedName(localName(owner), name), s.c)
		if ns := namespaceOf(owner); ns != "" {
			typeName = ns + "." + nestedName(localName(owner), name)
		}
		if t := v.Get("@odata.type"); t != nil && t.Kind == relaxed.String && t.Text != "" && len(t.Text) <= limits.Name {
			typeName = annotatedName(t.Text, s.c)
		}
		return TypeRef{Name: s.inferObject(v, typeName, depth+1).Name}
	}
	return TypeRef{Name: primitiveLike(v)}
}

// inferObject declares the type called name, or adds to it where it was itself
// told from examples. A documented type is left as its page has it.
func (s *resolver) inferObject(v *relaxed.Value, name string, depth int) *Type {
	t := s.c.find(name)
	if t == nil {
		t = s.c.declare(name, Complex)
	}
	if !t.Inferred || t.Kind == Enum {
		return t
	}
	for _, m := range v.Members {
		if m.Name == "" || len(m.Name) > limits.Name || strings.Contains(m.Name, "@") {
			continue
		}
		ref := s.inferNested(m.Value, t.Name, m.Name, depth)
		p := t.Property(m.Name)
		if p == nil {
			t.Properties = append(t.Properties, &Property{Name: m.Name, Type: ref.Name, Collection: ref.Collection, Nullable: true, Optional: true})
			if m.Name == "id" {
				t.Kind, t.Key = Entity, "id"
			}
			continue
		}
		p.Type, p.Collection = mergeInferred(TypeRef{p.Type, p.Collection}, ref)
	}
	return t
}

// mergeInferred reconciles what two examples show of one member.
func mergeInferred(a, b TypeRef) (string, bool) {
	switch {
	case a == b, b.Name == "Edm.Untyped":
		return a.Name, a.Collection
	case a.Name == "Edm.Untyped":
		return b.Name, b.Collection
	case a.Collection == b.Collection && isNumber(a.Name) && isNumber(b.Name):
		if a.Name == "Edm.Double" || b.Name == "Edm.Double" {
			return "Edm.Double", a.Collection
		}
		return "Edm.Int64", a.Collection
	case a.Collection == b.Collection && (a.Name == "Edm.String" && b.Name == "Edm.DateTimeOffset" || b.Name == "Edm.String" && a.Name == "Edm.DateTimeOffset"):
		return "Edm.String", a.Collection
	}
	return "Edm.Untyped", false
}

// isNumber tells whether a primitive is one of those that inference yields.
func isNumber(name string) bool {
	return name == "Edm.Int32" || name == "Edm.Int64" || name == "Edm.Double"
}

// primitiveLike tells the primitive that a scalar looks like.
func primitiveLike(v *relaxed.Value) string {
	switch v.Kind {
	case relaxed.Bool:
		return "Edm.Boolean"
	case relaxed.Number:
		if strings.ContainsAny(v.Text, ".eE") {
			return "Edm.Double"
		}
		if len(strings.TrimPrefix(v.Text, "-")) > 9 {
			return "Edm.Int64"
		}
		return "Edm.Int32"
	case relaxed.String:
		if looksLikeTime(v.Text) {
			return "Edm.DateTimeOffset"
		}
		return "Edm.String"
	}
	return "Edm.Untyped"
}

// looksLikeTime tells whether a string is a date and time of RFC 3339.
func looksLikeTime(s string) bool {
	if len(s) < 20 || s[4] != '-' || s[10] != 'T' {
		return false
	}
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil
}

// localName cuts the namespace off a type name.
func localName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// maxNameLength bounds the names that are made: nesting makes them longer.
const maxNameLength = 120

// nestedName makes the name of an inferred type from where it stands: the
// member schedule of event-cancel gives eventCancelSchedule.
func nestedName(owner, member string) string {
	var b strings.Builder
	upper := false
	for _, r := range owner + "-" + member {
		if b.Len() >= maxNameLength {
			break
		}
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' && b.Len() > 0
		if !letter {
			upper = b.Len() > 0
			continue
		}
		if upper && r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		upper = false
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "anonymous"
	}
	return b.String()
}

// inferResult makes sure that the result and the body of an operation have a
// type, told from its examples where no page describes it.
func (s *resolver) inferResult(d *draft) {
	res := &d.op.Response
	_, body, _ := d.success()
	inner := body
	if v := body.Get("value"); v != nil && (res.Wrapper == "value" || v.Kind == relaxed.Array) {
		inner = v
	}
	if inner != nil && inner.Kind == relaxed.Array {
		for _, e := range inner.Elements {
			s.inferOne(e, d, "Item")
		}
		return
	}
	if inner != nil {
		s.inferOne(inner, d, "Response")
	}
	if _, v, _ := d.requestBody(); v != nil && v.Kind == relaxed.Object && d.op.Body.Name != "" && primitive(d.op.Body.Name) == "" {
		s.inferObject(v, d.op.Body.Name, 0)
	}
}

// inferOne tells the result's type from one object shown for it.
func (s *resolver) inferOne(v *relaxed.Value, d *draft, suffix string) {
	res := &d.op.Response
	if v.Kind != relaxed.Object || strings.HasPrefix(res.Name, "Edm.") {
		return
	}
	if res.Name == "" {
		if res.Status == 204 || d.op.Kind == KindReference || d.op.Kind == KindDelete || len(v.Members) == 0 || d.said.empty {
			return
		}
		res.Name = inNamespace(nestedName(d.op.ID, suffix), s.c)
	}
	s.adoptSpelling(v, d)
	t := s.inferObject(v, res.Name, 0)
	if res.Name = t.Name; t.Inferred {
		s.undescribed(t, d)
	}
}

// adoptSpelling settles a type name that annotation and body write in different
// cases: the body is what the service sends, so its spelling is the API's own.
func (s *resolver) adoptSpelling(v *relaxed.Value, d *draft) {
	own := v.Get("@odata.type")
	code, _, a := d.success()
	if own == nil || own.Kind != relaxed.String || a == nil || a.Type == "" {
		return
	}
	name := annotatedName(own.Text, s.c)
	if !sameName(name, a.Type) || name == a.Type {
		return
	}
	pos := a.TypePos
	if pos.Line == 0 {
		pos = code.Pos
	}
	s.r.add(d.page, pos, "type-case", diag.Warning,
		"the annotation spells the type "+quote(a.Type)+", the response body "+quote(name), "write "+quote(name)+" in both")
	res := &d.op.Response
	if t := s.c.find(res.Name); t == nil {
		if sameName(d.op.Resource, res.Name) {
			d.op.Resource = name
		}
		res.Name = name
	}
}

// undescribed reports a result type that no page describes.
func (s *resolver) undescribed(t *Type, d *draft) {
	code, _, a := d.success()
	pos := code.Pos
	if a != nil && a.TypePos.Line > 0 {
		pos = a.TypePos
	}
	s.r.add(d.page, pos, "resource-page-missing", diag.Warning,
		"no resource page describes "+quote(t.Name)+"; its properties are told from the examples",
		"add a resource page with a Properties table and a JSON representation of the type")
}
