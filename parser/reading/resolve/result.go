package resolve

// This phase makes sure that the result and the body of an operation have a type,
// told from the examples where no page describes it.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// inferResult makes sure that the result and the body of an operation have a
// type, told from its examples where no page describes it.
func (s *Resolver) inferResult(d *Operation) {
	_, body, _ := d.Success()
	s.inferFrom(d, body)
	for _, other := range s.others(d, body) {
		s.inferFrom(d, other)
	}
	s.inferBody(d)
	if _, v, _ := d.RequestBody(); v != nil && v.Kind == relaxed.Object && d.Op.Body.Name != "" && odata.Primitive(odata.LeafOf(d.Op.Body.Name)) == "" {
		s.Catalog.InferObject(v, d.Op.Body.Name, 0)
	}
	s.inferBodyItems(d)
}

// inferFrom tells the type of an operation's result from one body.
func (s *Resolver) inferFrom(d *Operation, body *relaxed.Value) {
	res := &d.Op.Response
	inner, wrapper := body, ""
	if name := s.otherCase(body); name != "" && res.Name == "" && d.Op.Kind == api.KindList {
		inner, res.Collection, res.Wrapper, wrapper = body.At(name), true, name, name
	} else if v := body.Get(s.convention.Wrapper); v != nil && (res.Wrapper == s.convention.Wrapper || v.Kind == relaxed.Array) {
		inner, wrapper = v, s.convention.Wrapper
	} else if v := body.At(res.Wrapper); v != nil && res.Wrapper != "" {
		inner, wrapper = v, res.Wrapper
	}
	switch {
	case inner == nil:
		s.tellUnshown(d)
	case inner.Kind == relaxed.Array:
		for _, e := range inner.Elements {
			s.inferOne(e, d, "Item", wrapper)
		}
		if res.Collection && res.Wrapper == "" {
			res.Wrapper = wrapper
		}
	default:
		s.inferOne(inner, d, "Response", wrapper)
	}
}

// otherCase is the member of a body that holds several results, where the service writes
// the convention's name for it in another case, "" for none.
func (s *Resolver) otherCase(body *relaxed.Value) string {
	if name := calls.WrapperIn(body, s.convention); name != s.convention.Wrapper {
		return name
	}
	return ""
}

// others lists the bodies that other examples of an operation answer with, where the type
// of the result is told from examples: one shows what another leaves out. A body of
// another form than the first is none of those.
func (s *Resolver) others(d *Operation, first *relaxed.Value) []*relaxed.Value {
	if t := s.Catalog.Find(d.Op.Response.Name); t == nil || !t.Inferred || first == nil {
		return nil
	}
	var all []*relaxed.Value
	for _, p := range d.Exchanges {
		if p.Unrelated || p.Answer == nil || p.Answer.Response != nil && p.Answer.Response.Status >= 300 || !s.alike(d, p) {
			continue
		}
		if body := calls.BodyOf(p.Answer); body != nil && body != first && body.Kind == first.Kind {
			all = append(all, body)
		}
	}
	return all
}

// inferBody gives the body of a creation or an update its type where nothing says it: that
// of the result where this has all that the example sends, else one of its own.
func (s *Resolver) inferBody(d *Operation) {
	_, v, _ := d.RequestBody()
	switch d.Op.Kind {
	case api.KindCreate, api.KindUpdate, api.KindReplace:
	default:
		return
	}
	if d.Op.Body.Name != "" || v == nil || v.Kind != relaxed.Object || len(v.Members) == 0 {
		return
	}
	if t := s.Catalog.Find(d.Op.Response.Name); t != nil && types.Declares(t, v) && t.Name != s.Catalog.InNamespace(types.NestedName(d.stem(), "Response")) {
		d.Op.Body.Name = t.Name
		return
	}
	d.Op.Body.Name = s.Catalog.InNamespace(types.NestedName(d.stem(), "Request"))
}

// inferBodyItems gives a body that is shown to be a list of objects the type of these, where
// nothing says it.
func (s *Resolver) inferBodyItems(d *Operation) {
	_, v, _ := d.RequestBody()
	if v == nil || v.Kind != relaxed.Array || d.Op.Body.Name != "" || !d.Op.Body.Collection {
		return
	}
	objects := types.Objects(v)
	if len(objects) == 0 || len(objects) < len(v.Elements) {
		return
	}
	d.Op.Body.Name = s.Catalog.InNamespace(types.NestedName(d.stem(), "RequestItem"))
	for _, o := range objects {
		d.Op.Body.Name = s.Catalog.InferObject(o, d.Op.Body.Name, 0).Name
	}
}

// inferOne tells the result's type from one object shown for it, perhaps in a wrapper.
func (s *Resolver) inferOne(v *relaxed.Value, d *Operation, suffix, wrapper string) {
	res := &d.Op.Response
	if v.Kind != relaxed.Object || strings.HasPrefix(res.Name, "Edm.") || odata.NestingOf(res.Name) > 0 {
		return
	}
	if res.Name == "" {
		if res.Status == 204 || d.Op.Kind == api.KindReference || len(v.Members) == 0 || d.Said.Empty {
			return
		}
		res.Name = cmp.Or(d.Said.Named, s.mentioned(d))
	}
	if res.Name == "" && d.Result.Name != "" {
		res.Name = s.Catalog.InNamespace(d.Result.Name)
	}
	if res.Name == "" {
		res.Name = s.inferredName(d, v, suffix)
	}
	s.adoptSpelling(v, d)
	answer := s.answerTables(d, wrapper)
	answer.tell(s.Catalog.DeclareInferred(res.Name), v)
	t := s.Catalog.InferObject(v, res.Name, 0)
	answer.tellInner(t, v)
	if res.Name = t.Name; t.Inferred && !answer.describes(t) {
		s.undescribed(t, d)
	}
}

// mentioned is the type that pages name and none describes, where the path of an operation
// ends in its name: /invoices/{id}/pdfDocument answers a pdfDocument. It is "" for none.
func (s *Resolver) mentioned(d *Operation) string {
	v := d.FirstTemplate()
	if v == nil || len(v.Path) < 2 || v.Path.Last().Kind != api.Static {
		return ""
	}
	if t := s.Catalog.Find(v.Path.Last().Name); t != nil && t.Inferred && t.Kind != api.Enum {
		return t.Name
	}
	return ""
}

// adoptSpelling settles a type name that annotation and body write in different
// cases: the body is what the service sends, so its spelling is the API's own.
func (s *Resolver) adoptSpelling(v *relaxed.Value, d *Operation) {
	own := s.convention.Named(v)
	code, _, a := d.Success()
	if own == "" || a == nil || a.Type == "" {
		return
	}
	name := s.Catalog.AnnotatedName(own)
	if !odata.EqualFold(name, a.Type) || name == a.Type {
		return
	}
	pos := a.TypePos
	if pos.Line == 0 {
		pos = code.Pos
	}
	s.Reporter.Add(d.Page, pos, "type-case", diag.Warning,
		"the annotation spells the type "+report.Quote(a.Type)+", the response body "+report.Quote(name), "write "+report.Quote(name)+" in both")
	res := &d.Op.Response
	if t := s.Catalog.Find(res.Name); t == nil {
		if odata.EqualFold(d.Op.Resource, res.Name) {
			d.Op.Resource = name
		}
		res.Name = name
	}
}

// undescribed notes a result type that no page describes.
func (s *Resolver) undescribed(t *api.Type, d *Operation) {
	code, _, a := d.Success()
	pos := code.Pos
	if a != nil && a.TypePos.Line > 0 {
		pos = a.TypePos
	}
	s.missing = append(s.missing, missing{t, d.Page, pos})
}

// A missing is a result type that no page describes, with where it is shown.
type missing struct {
	t    *api.Type
	page *parser.Page
	pos  parser.Pos
}

// tabled reports whether tables, on the pages of the operations that answer so, describe all
// properties of a type, or of what it wraps, as in {"items": [...]}. Nothing is missing then.
func (s *Resolver) tabled(t *api.Type, depth int) bool {
	if t == nil || len(t.Properties) == 0 || depth > api.MaxDepth {
		return false
	}
	return !slices.ContainsFunc(t.Properties, func(p *api.Property) bool { return p.At.Line == 0 && !s.tabled(s.Catalog.Find(p.Type), depth+1) })
}

// reportMissing reports the result types that no page describes. Where pages describe
// none at all, the reference is of a kind that has no such pages: that is one note.
func (s *Resolver) reportMissing() {
	s.missing = slices.DeleteFunc(s.missing, func(m missing) bool { return s.tabled(m.t, 0) })
	if len(s.missing) == 0 {
		return
	}
	for _, t := range s.Catalog.All() {
		if !t.Inferred && t.Page != "" && t.Kind != api.Enum {
			for _, m := range s.missing {
				s.Reporter.Add(m.page, m.pos, "resource-page-missing", diag.Warning,
					"no resource page describes "+report.Quote(m.t.Name)+"; its properties are told from the examples",
					"add a resource page with a Properties table and a JSON representation of the type")
			}
			return
		}
	}
	first := s.missing[0]
	which := report.Quote(first.t.Name)
	if n := len(s.missing) - 1; n > 0 {
		which = fmt.Sprintf("%s and %d more", which, n)
	}
	s.Reporter.Add(first.page, first.pos, "resource-page-missing", diag.Info,
		"no page of the reference describes a type; those that calls return are told from the examples: "+which,
		"to have what examples do not show, add pages with a Properties table and a JSON representation of the type")
}
