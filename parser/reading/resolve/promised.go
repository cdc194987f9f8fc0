package resolve

// This phase looks after results that the page of a call does not type itself: the page
// of the resource may, in its table of methods, and what is promised in words and typed
// nowhere is JSON of any kind, which a caller can at least have.

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// listedResult is the type that tables of methods give to what a call returns, where the
// body that the page shows, if it shows one, has a member of it. It is "" for none.
func (s *Resolver) listedResult(d *Operation, body *relaxed.Value) string {
	t := s.Catalog.ResultOf(d.Page.Path)
	if t == nil || d.branch || body == nil && !d.Said.Promised {
		return ""
	}
	if body == nil {
		return t.Name
	}
	for _, m := range s.oneOf(body).Members {
		if t.Property(m.Name) != nil {
			return t.Name
		}
	}
	return ""
}

// oneOf is what a body shows of one result: the first of several, or the body itself.
func (s *Resolver) oneOf(body *relaxed.Value) *relaxed.Value {
	if inner := body.Get(s.convention.Wrapper); inner != nil && s.alone(body) || inner != nil && inner.Kind == relaxed.Array {
		body = inner
	}
	if body != nil && body.Kind == relaxed.Array && len(body.Elements) > 0 {
		return body.Elements[0]
	}
	return body
}

// promised makes JSON of any kind of a result that the page promises and nobody types.
func (s *Resolver) promised(d *Operation) {
	res := &d.Op.Response
	if res.Name != "" || d.Said.Empty {
		return
	}
	switch d.Op.Kind {
	case api.KindList:
	case api.KindGet, api.KindFunction, api.KindAction, api.KindCreate, api.KindUpdate, api.KindReplace:
		if !d.Said.Promised {
			return
		}
	default:
		return
	}
	if shown, _, _ := d.Success(); shown != nil || res.Status == 202 || res.Status == 204 {
		return // what is shown to have no body has none, whatever the text says
	}
	if res.Name = s.mentioned(d); res.Name != "" {
		return
	}
	if t := s.Catalog.Find(s.Catalog.InNamespace(s.noun(d))); t != nil && t.Kind != api.Enum && !res.Collection {
		res.Name = t.Name // what the collection is known to hold
		return
	}
	res.Name = odata.Untyped
	if res.Collection {
		res.Wrapper = s.convention.Wrapper
	}
	pos := d.Statement().Pos
	if pos.Line == 0 {
		pos = d.Page.TitlePos
	}
	s.Reporter.Add(d.Page, pos, "result-untyped", diag.Info,
		"the text says that the call returns something, and names no type that a page describes; the result is any JSON",
		"link the type, or show a response")
}
