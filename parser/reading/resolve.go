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
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// resolver settles drafts with the help of all of them.
type resolver struct {
	c   *catalog
	nav *navigator
	r   *reporter
}

// settle decides kind, resource, body and response of a draft's operation.
func (s *resolver) settle(d *draft) {
	first := d.firstVerb()
	if first == nil {
		d.op.Kind = KindAction
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

// firstVerb returns the first template that could be read, or nil.
func (d *draft) firstVerb() *drafted {
	for _, v := range d.verbs {
		if v.Path != nil {
			return v
		}
	}
	return nil
}

// kind tells what a request of an operation does, whose path leads to at, if that
// is ok.
func (s *resolver) kind(d *draft, v *drafted, at step, ok bool) OperationKind {
	last := v.Path.last()
	if last.Kind == System {
		switch foldName(last.Name) {
		case "$ref":
			return KindReference
		case "$count":
			return KindCount
		default:
			return KindStream
		}
	}
	if ok && at.Name == "Edm.Stream" {
		return KindStream
	}
	if v.Method == "PUT" && d.sendsBytes() {
		return KindStream
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
func (s *resolver) postKind(d *draft, v *drafted, at step, ok bool) OperationKind {
	last := v.Path.last()
	if last.Kind == Operator || last.Kind == Cast && s.c.find(last.Name) == nil {
		return KindAction
	}
	if last.Kind != Static {
		return KindAction
	}
	if ok && (at.property != nil && at.Collection || len(v.Path) == 1) || s.nav.hasKeyed(v.Path) {
		return KindCreate
	}
	if d.names(last.Name) || isCommand(last.Name) {
		return KindAction
	}
	title := strings.ToLower(d.page.Title)
	for _, verb := range []string{"create ", "add ", "post ", "list "} {
		if strings.HasPrefix(title, verb) && strings.HasSuffix(foldName(last.Name), "s") {
			return KindCreate
		}
	}
	if d.said.status == 201 && strings.HasSuffix(foldName(last.Name), "s") {
		return KindCreate
	}
	return KindAction
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
func (s *resolver) getKind(d *draft, v *drafted, at step, ok bool) OperationKind {
	last := v.Path.last()
	switch {
	case last.Kind == Operator, last.Kind == Cast && s.c.find(last.Name) == nil:
		return KindFunction
	case last.Kind == Static && at.property == nil && len(v.Path) > 1 && (d.names(last.Name) || d.saysFunction()):
		return KindFunction
	case !at.sure() && d.onlyBytes():
		return KindStream
	case ok && (at.Collection || d.said.collection && d.showsCollection() && at.property != nil && len(d.verbs) == 1):
		return KindList
	case ok:
		return KindGet
	case d.said.stream || d.onlyBytes():
		return KindStream
	case last.Kind == Key || last.Kind == AlternateKey:
		return KindGet
	case d.said.collection || d.showsCollection():
		return KindList
	}
	return KindGet
}

// names tells whether the page is named after a path's last segment as actions
// and functions are: event-cancel, against user-post-events.
func (d *draft) names(segment string) bool {
	segment = foldName(segment[strings.LastIndexByte(segment, '.')+1:])
	if len(d.words) < 2 || d.words[len(d.words)-1] != segment {
		return false
	}
	switch d.words[len(d.words)-2] {
	case "post", "list", "get", "put", "delete", "update", "create", "add":
		return false
	}
	return true
}

// saysFunction tells whether the page calls what it documents a function.
func (d *draft) saysFunction() bool {
	return strings.HasSuffix(foldName(d.page.Title), " function")
}

// sendsBytes tells whether the examples send something other than JSON.
func (d *draft) sendsBytes() bool {
	for _, p := range d.pairs {
		if q := p.request.Request; q != nil && !p.elsewhere && q.Body.Text != "" && q.Body.JSON == nil {
			return true
		}
	}
	return false
}

// answersBytes tells whether the examples answer with something other than JSON,
// or send the client to where that is.
func (d *draft) answersBytes() bool {
	for _, p := range d.pairs {
		if p.response == nil || p.elsewhere || p.response.Response == nil {
			continue
		}
		a := p.response.Response
		if redirects(a.Status) && a.Body.JSON == nil {
			return true
		}
		if a.Status >= 300 {
			continue
		}
		if media := mediaType(a.Header); media != "" && !strings.Contains(media, "json") && a.Body.JSON == nil && strings.TrimSpace(a.Body.Text) != "" {
			return true
		}
	}
	return false
}

// onlyBytes tells whether the examples answer with bytes and never with JSON.
func (d *draft) onlyBytes() bool {
	_, body, _ := d.success()
	return body == nil && d.answersBytes()
}

// mediaType returns the Content-Type without its parameters, in lower case.
func mediaType(header []parser.Field) string {
	for _, f := range header {
		if strings.EqualFold(f.Name, "Content-Type") {
			m, _, _ := strings.Cut(f.Value, ";")
			return strings.ToLower(strings.TrimSpace(m))
		}
	}
	return ""
}

// settleResponse decides status, type, wrapper and media type of the result.
func (s *resolver) settleResponse(d *draft, at step) {
	c, body, a := d.success()
	res := &d.op.Response
	for _, div := range d.divisions {
		if div.area == areaResponse && res.At == (Place{}) {
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
	case KindReference, KindDelete:
		if d.op.Kind == KindReference && d.firstVerb().Method == "GET" {
			res.TypeRef, res.Wrapper = TypeRef{"Edm.Untyped", true}, "value"
		}
		return
	case KindCount:
		res.TypeRef = TypeRef{Name: "Edm.Int64"}
		return
	}
	if redirects(res.Status) {
		// What a redirect leads to is a download, whatever type describes it.
		res.TypeRef = TypeRef{Name: "Edm.Stream"}
		if a != nil && s.c.find(a.Type) != nil {
			res.TypeRef = TypeRef{Name: s.c.find(a.Type).Name}
		}
		return
	}
	if d.returnsBytes(body) && (at.Name == "" || at.Name == "Edm.Stream" || d.op.Kind == KindStream) {
		res.TypeRef = TypeRef{Name: "Edm.Stream"}
		return
	}
	if body == nil && d.returnsNothing(a) && d.op.Kind != KindGet && d.op.Kind != KindList {
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
	if res.Collection || primitive(res.Name) != "" || s.isEnum(res.Name) {
		res.Wrapper = "value"
	} else if wrapped(body, s.c.find(res.Name)) {
		res.Wrapper = "value"
	}
}

// redirects tells whether a status sends the client to another URL.
func redirects(status int) bool {
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308
}

// isEnum tells whether a name is that of an enumeration.
func (s *resolver) isEnum(name string) bool {
	t := s.c.find(name)
	return t != nil && t.Kind == Enum
}

// defaultStatus is the status that a page means which does not name one.
func defaultStatus(k OperationKind) int {
	switch k {
	case KindCreate:
		return 201
	case KindDelete, KindReference:
		return 204
	}
	return 200
}

// returnsBytes tells whether the result is a stream.
func (d *draft) returnsBytes(body *relaxed.Value) bool {
	if body != nil {
		return false
	}
	if d.op.Kind == KindStream {
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
func wrapped(body *relaxed.Value, t *Type) bool {
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
func (s *resolver) resultType(d *draft, at step, body *relaxed.Value, a *parser.Annotation) TypeRef {
	kind := d.op.Kind
	ref := TypeRef{Collection: s.resultCollection(d, at, body, a)}
	var walked *Type
	if kind != KindAction && kind != KindFunction {
		walked = s.c.find(at.Name)
		if answers := kind == KindStream && body != nil; walked == nil && at.Name != "" && !answers {
			ref.Name = at.Name
			return ref
		}
	}
	said := s.saidType(d, body, a)
	switch {
	case walked != nil && (said == nil || !related(walked, said) && !at.loose):
		ref.Name = walked.Name
	case said != nil:
		ref.Name = said.Name
	case d.said.primitive != "":
		ref.Name = d.said.primitive
	case a != nil && a.Type != "":
		ref.Name = annotatedName(a.Type, s.c)
	case primitiveOf(body) != "":
		ref.Name = primitiveOf(body)
	case ownType(body) != "":
		ref.Name = annotatedName(ownType(body), s.c) // which no page describes
	default:
		ref.Name = s.c.declaring(body)
	}
	if said != nil && d.said.primitive != "" && (kind == KindAction || kind == KindFunction) && len(d.said.types) == 0 && (a == nil || s.c.find(a.Type) == nil) {
		ref.Name = d.said.primitive
	}
	return ref
}

// saidType is the type that the page itself gives its result: what the prose
// links, else the annotation, else the example's own @odata.type.
func (s *resolver) saidType(d *draft, body *relaxed.Value, a *parser.Annotation) *Type {
	var annotated *Type
	if a != nil && primitive(a.Type) == "" {
		annotated = s.c.find(a.Type)
	}
	if len(d.said.types) > 0 {
		t := d.said.types[0]
		if own := s.c.find(ownType(body)); annotated == nil && own != nil && own.Kind != Enum && !kin(own, t) {
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

// related tells whether one type derives from the other.
func related(a, b *Type) bool { return a.DerivesFrom(b) || b.DerivesFrom(a) }

// annotatedName is the name of a result type that no page describes.
func annotatedName(name string, c *catalog) string {
	if p := primitive(name); p != "" {
		return p
	}
	name = strings.TrimPrefix(name, "#")
	if !strings.Contains(name, ".") && c.namespace() != "" {
		return c.namespace() + "." + name
	}
	return name
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
	return primitiveLike(body)
}

// resultCollection tells whether the result is a collection.
func (s *resolver) resultCollection(d *draft, at step, body *relaxed.Value, a *parser.Annotation) bool {
	switch d.op.Kind {
	case KindList:
		return true
	case KindGet:
		if last := d.firstVerb().Path.last().Kind; last == Key || last == AlternateKey {
			return false
		}
		if at.Name != "" {
			return at.Collection
		}
	case KindCreate, KindUpdate, KindReplace:
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
