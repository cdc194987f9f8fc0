package reading

// This phase decides what each operation is, takes and returns, from its own
// page first and from where its path leads second. Pages err in every way: the
// sentence says one type and the annotation another, an example shows a single
// object for a collection. The rule throughout: what a property's declaration
// says about a path outweighs one page's prose, unless the prose names a type
// that derives from it, which is then the more exact word.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// resolver settles drafts with the help of all of them.
type resolver struct {
	c   *catalog
	nav *navigator
	r   *reporter
}

// newResolver makes a resolver of the operations that the drafts begin.
func newResolver(c *catalog, drafts []*draft, r *reporter) *resolver {
	return &resolver{c: c, nav: newNavigator(c, drafts), r: r}
}

// resolve decides what the operations are, take and return. Its result has the
// drafts, and behind each those of the further operations that its page documents.
func (s *resolver) resolve(drafts []*draft) []*draft {
	s.countListed(drafts)
	for _, d := range drafts {
		s.spell(d)
		s.settle(d)
		s.inferResult(d)
	}
	var all []*draft
	for _, d := range drafts {
		all = append(all, s.split(d)...)
	}
	return all
}

// settle decides kind, resource, body and response of a draft's operation.
func (s *resolver) settle(d *draft) {
	first := d.firstVerb()
	if first == nil {
		d.op.Kind = api.KindAction
		s.settleResource(d, step{})
		return
	}
	at, ok := s.nav.walk(first.Path)
	d.op.Kind = s.kind(d, first, at, ok)
	s.settleResponse(d, at)
	s.settleBody(d, at)
	s.settleResource(d, at)
	s.settleParameters(d)
}

// kind tells what a request of an operation does, whose path leads to at, if that
// is ok.
func (s *resolver) kind(d *draft, v *drafted, at step, ok bool) api.OperationKind {
	last := v.Path.Last()
	if last.Kind == api.System {
		switch odata.Fold(last.Name) {
		case "$ref":
			return api.KindReference
		case "$count":
			return api.KindCount
		default:
			return api.KindStream
		}
	}
	if ok && at.Name == "Edm.Stream" {
		return api.KindStream
	}
	if v.Method == "PUT" && d.sendsBytes() {
		return api.KindStream
	}
	if kind, ok := kindOfVerb(v.Method); ok {
		return kind
	}
	if v.Method == "POST" {
		return s.postKind(d, v, at, ok)
	}
	return s.getKind(d, v, at, ok)
}

// postKind tells the creation of something from an action.
func (s *resolver) postKind(d *draft, v *drafted, at step, ok bool) api.OperationKind {
	last := v.Path.Last()
	if last.Kind == api.Operator || last.Kind == api.Cast && s.c.find(last.Name) == nil {
		return api.KindAction
	}
	if last.Kind != api.Static {
		return api.KindAction
	}
	if ok && (at.property != nil && at.Collection || len(v.Path) == 1) || s.nav.hasKeyed(v.Path) {
		return api.KindCreate
	}
	if d.names(last.Name) || isCommand(last.Name) {
		return api.KindAction
	}
	title := strings.ToLower(d.page.Title)
	for _, verb := range []string{"create ", "add ", "post ", "list "} {
		if strings.HasPrefix(title, verb) && strings.HasSuffix(odata.Fold(last.Name), "s") {
			return api.KindCreate
		}
	}
	if d.said.status == 201 && strings.HasSuffix(odata.Fold(last.Name), "s") {
		return api.KindCreate
	}
	return api.KindAction
}

// isCommand tells whether a name begins with a word for doing something, as names
// of actions do and those of collections do not: getUserOwnedObjects.
func isCommand(name string) bool {
	for _, verb := range []string{"get", "set", "add", "remove", "check", "find", "send", "copy", "create", "delete", "update", "list", "validate", "assign", "reset", "query"} {
		if rest, ok := strings.CutPrefix(name, verb); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return true
		}
	}
	return false
}

// getKind tells a function from the reading of one or of many.
func (s *resolver) getKind(d *draft, v *drafted, at step, ok bool) api.OperationKind {
	last := v.Path.Last()
	switch {
	case last.Kind == api.Operator, last.Kind == api.Cast && s.c.find(last.Name) == nil:
		return api.KindFunction
	case last.Kind == api.Static && at.property == nil && len(v.Path) > 1 && (d.names(last.Name) || d.saysFunction()):
		return api.KindFunction
	case !at.sure() && d.onlyBytes():
		return api.KindStream
	case ok && (at.Collection || d.said.collection && d.showsCollection() && at.property != nil && len(d.verbs) == 1):
		return api.KindList
	case ok:
		return api.KindGet
	case d.said.stream || d.onlyBytes():
		return api.KindStream
	case last.Kind == api.Key || last.Kind == api.AlternateKey:
		return api.KindGet
	case d.said.collection || d.showsCollection():
		return api.KindList
	}
	return api.KindGet
}

// settleResponse decides status, type, wrapper and media type of the result.
func (s *resolver) settleResponse(d *draft, at step) {
	c, body, a := d.success()
	res := &d.op.Response
	for _, div := range d.divisions {
		if div.area == areaResponse && res.At == (api.Place{}) {
			res.At = d.place(div.section.Pos)
		}
	}
	res.Status = d.said.status
	if c != nil && c.Response != nil {
		res.Status = c.Response.Status
		res.ContentType = mediaType(c.Response.Header)
	}
	if res.Status == 0 {
		res.Status = defaultStatus(d.op.Kind)
	}
	switch d.op.Kind {
	case api.KindReference, api.KindDelete:
		if d.op.Kind == api.KindReference && d.firstVerb().Method == "GET" {
			res.TypeRef, res.Wrapper = api.TypeRef{Name: "Edm.Untyped", Collection: true}, "value"
		}
		return
	case api.KindCount:
		res.TypeRef = api.TypeRef{Name: "Edm.Int64"}
		return
	}
	if redirects(res.Status) {
		// What a redirect leads to is a download, whatever type describes it.
		res.TypeRef = api.TypeRef{Name: "Edm.Stream"}
		if a != nil && s.c.find(a.Type) != nil {
			res.TypeRef = api.TypeRef{Name: s.c.find(a.Type).Name}
		}
		return
	}
	if d.returnsBytes(body) && (at.Name == "" || at.Name == "Edm.Stream" || d.op.Kind == api.KindStream) {
		res.TypeRef = api.TypeRef{Name: "Edm.Stream"}
		return
	}
	if body == nil && d.returnsNothing(a) && d.op.Kind != api.KindGet && d.op.Kind != api.KindList {
		return
	}
	res.TypeRef = s.resultType(d, at, body, a)
	if res.Name == "" {
		return
	}
	if a != nil && a.CollectionProperty != "" {
		res.Collection, res.Wrapper = true, a.CollectionProperty
		return
	}
	if res.Collection || odata.Primitive(res.Name) != "" || s.isEnum(res.Name) {
		res.Wrapper = "value"
	} else if wrapped(body, s.c.find(res.Name)) {
		res.Wrapper = "value"
	}
}

// isEnum tells whether a name is that of an enumeration.
func (s *resolver) isEnum(name string) bool {
	t := s.c.find(name)
	return t != nil && t.Kind == api.Enum
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

// returnsBytes tells whether the result is a stream.
func (d *draft) returnsBytes(body *relaxed.Value) bool {
	if body != nil {
		return false
	}
	if d.op.Kind == api.KindStream {
		return d.firstVerb().Method == "GET"
	}
	return d.said.stream || d.answersBytes()
}

// returnsNothing tells whether the page shows or says an answer without body.
func (d *draft) returnsNothing(a *parser.Annotation) bool {
	if d.said.empty {
		return true
	}
	if d.op.Response.Status == 204 || d.op.Response.Status == 202 {
		return true
	}
	typed := a != nil && a.Type != ""
	return len(d.said.types) == 0 && d.said.primitive == "" && !typed
}

// wrapped tells whether a body holds a single object in a member "value" that
// its type does not declare.
func wrapped(body *relaxed.Value, t *api.Type) bool {
	v := body.Get("value")
	if v == nil || v.Kind != relaxed.Object {
		return false
	}
	if t != nil && t.Property("value") != nil {
		return false
	}
	for _, m := range body.Members {
		if m.Name != "value" && !strings.HasPrefix(m.Name, "@") {
			return false
		}
	}
	return true
}

// resultType weighs the path, the annotation, the prose and the example.
func (s *resolver) resultType(d *draft, at step, body *relaxed.Value, a *parser.Annotation) api.TypeRef {
	kind := d.op.Kind
	ref := api.TypeRef{Collection: s.resultCollection(d, at, body, a)}
	var walked *api.Type
	if kind != api.KindAction && kind != api.KindFunction {
		walked = s.c.find(at.Name)
		if answers := kind == api.KindStream && body != nil; walked == nil && at.Name != "" && !answers {
			ref.Name = at.Name
			return ref
		}
	}
	said := s.saidType(d, body, a)
	switch {
	case walked != nil && (said == nil || !api.Related(walked, said) && !at.loose):
		ref.Name = walked.Name
	case said != nil:
		ref.Name = said.Name
	case d.said.primitive != "":
		ref.Name = d.said.primitive
	case a != nil && a.Type != "":
		ref.Name = s.c.annotatedName(a.Type)
	case primitiveOf(body) != "":
		ref.Name = primitiveOf(body)
	case ownType(body) != "":
		ref.Name = s.c.annotatedName(ownType(body)) // which no page describes
	default:
		ref.Name = s.c.declaring(body)
	}
	if said != nil && d.said.primitive != "" && (kind == api.KindAction || kind == api.KindFunction) && len(d.said.types) == 0 && (a == nil || s.c.find(a.Type) == nil) {
		ref.Name = d.said.primitive
	}
	return ref
}

// saidType is the type that the page itself gives its result: what the prose
// links, else the annotation, else the example's own @odata.type.
func (s *resolver) saidType(d *draft, body *relaxed.Value, a *parser.Annotation) *api.Type {
	var annotated *api.Type
	if a != nil && odata.Primitive(a.Type) == "" {
		annotated = s.c.find(a.Type)
	}
	if len(d.said.types) > 0 {
		t := d.said.types[0]
		if own := s.c.find(ownType(body)); annotated == nil && own != nil && own.Kind != api.Enum && !kin(own, t) {
			return own // what the service sends, whatever the page links to
		}
		if len(d.said.types) > 1 {
			return widened(t, s.answered(d)) // one or the other
		}
		if annotated != nil && annotated.DerivesFrom(t) {
			if all := widened(annotated, s.answered(d)); all.DerivesFrom(t) {
				return all
			}
		}
		return t
	}
	if annotated != nil {
		return widened(annotated, s.answered(d))
	}
	if a != nil && a.Type != "" || d.said.primitive != "" {
		return nil
	}
	return s.c.find(ownType(body))
}

// ownType returns the @odata.type that a body states for itself, or for the
// object inside "value".
func ownType(body *relaxed.Value) string {
	for _, v := range []*relaxed.Value{body, body.Get("value")} {
		if v == nil {
			continue
		}
		if v.Kind == relaxed.Array && len(v.Elements) > 0 {
			v = v.Elements[0]
		}
		if t := v.Get("@odata.type"); t != nil && t.Kind == relaxed.String {
			return t.Text
		}
	}
	return ""
}

// primitiveOf tells the primitive that {"value": x} or a bare x shows.
func primitiveOf(body *relaxed.Value) string {
	if body == nil {
		return ""
	}
	if v := body.Get("value"); v != nil {
		body = v
	}
	if body.Kind == relaxed.Array && len(body.Elements) > 0 {
		body = body.Elements[0]
	}
	if body.Kind == relaxed.Object || body.Kind == relaxed.Array || body.Kind == relaxed.Null {
		return ""
	}
	return odata.PrimitiveLike(body)
}

// resultCollection tells whether the result is a collection.
func (s *resolver) resultCollection(d *draft, at step, body *relaxed.Value, a *parser.Annotation) bool {
	switch d.op.Kind {
	case api.KindList:
		return true
	case api.KindGet:
		if last := d.firstVerb().Path.Last().Kind; last == api.Key || last == api.AlternateKey {
			return false
		}
		if at.Name != "" {
			return at.Collection
		}
	case api.KindCreate, api.KindUpdate, api.KindReplace:
		return false
	}
	if v := body.Get("value"); v != nil {
		return v.Kind == relaxed.Array
	}
	if body != nil && body.Kind == relaxed.Object && len(body.Members) > 0 {
		return false
	}
	if body != nil && body.Kind == relaxed.Array {
		return true
	}
	return d.said.collection || a != nil && a.IsCollection
}
