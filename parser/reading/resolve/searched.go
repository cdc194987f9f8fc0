package resolve

// This file tells the answers of actions that hold a part of a list: a search that is sent by
// POST answers with what it has found and with what is sent back, in the body of the next
// call, for more. Such an answer is returned whole, since an iterator that asks by GET has
// no part in it, and the list alone would lose what leads on.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// settleSearched declares the type of an answer that holds a part of a list of what the page
// says that the action returns. It reports false for any other.
func (s *Resolver) settleSearched(d *Operation, body *relaxed.Value) bool {
	res := &d.Op.Response
	t := s.Catalog.Find(res.Name)
	list := calls.WrapperIn(body, s.convention)
	if d.Op.Kind != api.KindAction || s.convention.IsOData() || t == nil || t.Kind == api.Enum || list == "" || strings.Contains(list, ".") {
		return false
	}
	leads := false
	for _, m := range body.Members {
		if t.Property(m.Name) != nil {
			return false // it is of the type itself
		}
		switch phrases.PagingMemberOf(m.Name) {
		case phrases.TokenNext, phrases.LinksNext, phrases.LeadsNext, phrases.SaysMore:
			leads = true
		}
		leads = leads || m.Value.Kind == relaxed.Object && phrases.GroupsPaging(m.Name)
	}
	if !leads {
		return false
	}
	whole := s.Catalog.DeclareInferred(s.Catalog.InNamespace(types.NestedName(d.stem(), "Response")))
	if whole.Property(list) == nil {
		s.Catalog.Apply("resolve", types.HasProperty{Type: whole, Property: &api.Property{Name: list, Type: t.Name, Collection: true, Optional: true, Nullable: true, Line: res.At.Line, At: res.At}})
	}
	res.TypeRef, res.Wrapper = api.TypeRef{Name: whole.Name}, ""
	return true
}
