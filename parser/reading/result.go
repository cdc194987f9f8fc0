package reading

// This phase makes sure that the result and the body of an operation have a type,
// told from the examples where no page describes it.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

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
	if _, v, _ := d.requestBody(); v != nil && v.Kind == relaxed.Object && d.op.Body.Name != "" && odata.Primitive(d.op.Body.Name) == "" {
		s.c.inferObject(v, d.op.Body.Name, 0)
	}
}

// inferOne tells the result's type from one object shown for it.
func (s *resolver) inferOne(v *relaxed.Value, d *draft, suffix string) {
	res := &d.op.Response
	if v.Kind != relaxed.Object || strings.HasPrefix(res.Name, "Edm.") {
		return
	}
	if res.Name == "" {
		if res.Status == 204 || d.op.Kind == api.KindReference || d.op.Kind == api.KindDelete || len(v.Members) == 0 || d.said.empty {
			return
		}
		res.Name = s.c.inNamespace(nestedName(d.op.ID, suffix))
	}
	s.adoptSpelling(v, d)
	t := s.c.inferObject(v, res.Name, 0)
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
	name := s.c.annotatedName(own.Text)
	if !odata.EqualFold(name, a.Type) || name == a.Type {
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
		if odata.EqualFold(d.op.Resource, res.Name) {
			d.op.Resource = name
		}
		res.Name = name
	}
}

// undescribed reports a result type that no page describes.
func (s *resolver) undescribed(t *api.Type, d *draft) {
	code, _, a := d.success()
	pos := code.Pos
	if a != nil && a.TypePos.Line > 0 {
		pos = a.TypePos
	}
	s.r.add(d.page, pos, "resource-page-missing", diag.Warning,
		"no resource page describes "+quote(t.Name)+"; its properties are told from the examples",
		"add a resource page with a Properties table and a JSON representation of the type")
}
