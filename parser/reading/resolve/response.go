package resolve

// This phase decides what an operation answers with: the status, the type, and which member
// of the answer holds the result. What the type is itself is told beside it.

import (
	"net/http"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// settleResponse decides status, type, wrapper and media type of the result.
func (s *Resolver) settleResponse(d *Operation, at step) {
	c, body, a := d.Success()
	res := &d.Op.Response
	for _, div := range d.Divisions {
		if div.Area == calls.AreaResponse && res.At == (api.Place{}) {
			res.At = d.Place(div.Section.Pos)
		}
	}
	res.Status = d.Said.Status
	if c != nil && c.Response != nil {
		if !c.Response.Unstated {
			res.Status = c.Response.Status
		}
		res.ContentType = calls.MediaType(c.Response.Header)
	}
	if res.Status == 0 {
		res.Status = defaultStatus(d.Op.Kind)
	}
	switch d.Op.Kind {
	case api.KindReference, api.KindDelete:
		if d.Op.Kind == api.KindReference && d.FirstTemplate().Method == "GET" {
			res.TypeRef, res.Wrapper = api.TypeRef{Name: "Edm.Untyped", Collection: true}, s.convention.Wrapper
		}
		if d.Op.Kind == api.KindReference || body == nil || body.Kind != relaxed.Object || res.Status == 204 {
			return // few services say anything of what is gone
		}
	case api.KindCount:
		res.TypeRef = api.TypeRef{Name: "Edm.Int64"}
		return
	}
	if calls.Redirects(res.Status) {
		res.TypeRef = s.redirected(d, a)
		return
	}
	if d.ReturnsBytes(body) && (at.Name == "" || at.Name == "Edm.Stream" || d.Op.Kind == api.KindStream) {
		res.TypeRef = api.TypeRef{Name: "Edm.Stream"}
		return
	}
	if body == nil && d.ReturnsNothing(a) && d.Op.Kind != api.KindGet && d.Op.Kind != api.KindList {
		return
	}
	if res.Status == http.StatusNoContent && body != nil {
		if d.Said.Empty || d.Said.Status == http.StatusNoContent || d.Said.Status == 0 {
			return // whatever is shown, HTTP has no place for it
		}
		res.Status = d.Said.Status // the page means the answer that it speaks of and shows
	}
	res.TypeRef = s.formed(s.resultType(d, at, body, a), body, d.Op.Kind)
	s.settleWrapper(d, c, body, a)
}

// settleWrapper decides which member of the answer holds the result, if one does.
func (s *Resolver) settleWrapper(d *Operation, c *parser.Code, body *relaxed.Value, a *parser.Annotation) {
	res := &d.Op.Response
	if res.Name == "" || s.settleSearched(d, body) {
		return
	}
	if a != nil && a.CollectionProperty != "" {
		res.Collection = true
		if s.hasCollection(d, c, body, a) {
			res.Wrapper = a.CollectionProperty
			return
		}
	}
	if wrapper, shown := s.shownWrapper(res.TypeRef, body); shown {
		res.Wrapper = wrapper
	} else if res.Collection || odata.Primitive(res.Name) != "" || s.Catalog.IsEnum(res.Name) {
		res.Wrapper = s.convention.Wrapper
	} else if s.wrapped(body, s.Catalog.Find(res.Name)) {
		res.Wrapper = s.convention.Wrapper
	}
	hold(res, body)
}

// redirected is the type of what a redirect leads to: a download, whatever type describes it,
// but for what a page says is to be seen elsewhere (RFC 9110, 15.4.4).
func (s *Resolver) redirected(d *Operation, a *parser.Annotation) api.TypeRef {
	if t := s.ledTo(d, a); t != nil {
		return api.TypeRef{Name: t.Name}
	}
	if a != nil && s.Catalog.Find(a.Type) != nil {
		return api.TypeRef{Name: s.Catalog.Find(a.Type).Name}
	}
	return api.TypeRef{Name: "Edm.Stream"}
}

// ledTo is the type of what a 303 leads to, as the page says: "returns `303 See Other`, the
// header Location leads to the [report](report.md)". It is nil for a download.
func (s *Resolver) ledTo(d *Operation, a *parser.Annotation) *api.Type {
	if d.Op.Response.Status != 303 || s.convention.IsOData() || d.Said.Collection || d.Said.Primitive != "" || len(d.Said.Types) > 1 {
		return nil
	}
	t := s.saidType(d, nil, a)
	if len(d.Said.Types) == 0 {
		t = s.linkedInResponse(d)
	}
	if t == nil || t.Inferred || t.Kind == api.Enum {
		return nil
	}
	return t
}

// linkedInResponse is the one type that the text on the response links to, nil for none and
// for several.
func (s *Resolver) linkedInResponse(d *Operation) *api.Type {
	var found *api.Type
	for _, div := range d.Divisions {
		if div.Area != calls.AreaResponse {
			continue
		}
		for _, b := range div.Section.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok {
				continue
			}
			for _, t := range s.Catalog.Linked(d.Page, p.Text) {
				if found != nil && found != t {
					return nil
				}
				found = t
			}
		}
	}
	return found
}

// defaultStatus is the status that a page means which does not name one.
func defaultStatus(k api.OperationKind) int {
	switch k {
	case api.KindCreate:
		return 201
	case api.KindDelete, api.KindReference:
		return 204
	}
	return 200
}

// wrapped reports whether a body holds a single object in a member "value" that
// its type does not declare.
func (s *Resolver) wrapped(body *relaxed.Value, t *api.Type) bool {
	v := body.Get(s.convention.Wrapper)
	if v == nil || v.Kind != relaxed.Object {
		return false
	}
	if t != nil && t.Property(s.convention.Wrapper) != nil {
		return false
	}
	return s.alone(body)
}

// alone reports whether an object has nothing but control information besides the member
// that wraps results: else that member is one of its own.
func (s *Resolver) alone(body *relaxed.Value) bool {
	for _, m := range body.Members {
		if m.Name != s.convention.Wrapper && !s.convention.IsControl(m.Name) {
			return false
		}
	}
	return true
}
