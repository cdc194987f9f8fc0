package resolve

// This phase decides what each operation is, takes and returns, from its own
// page first and from where its path leads second. Pages err in every way: the
// sentence says one type and the annotation another, an example shows a single
// object for a collection. The rule throughout: what a property's declaration
// says about a path outweighs one page's prose, unless the prose names a type
// that derives from it, which is then the more exact word.

import (
	"cmp"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Resolver settles drafts with the help of all of them.
type Resolver struct {
	Catalog    *types.Catalog
	convention api.Convention
	nav        *navigator
	Reporter   *report.Reporter
	missing    []missing // types of results that no page describes
	asked      map[*parser.Page]*asked
	bases      map[*api.Type]bool // what types derive from
}

// New makes a resolver of the operations that the drafts begin.
func New(c *types.Catalog, drafts []*calls.Draft, r *report.Reporter) *Resolver {
	s := &Resolver{Catalog: c, convention: c.Convention, nav: newNavigator(c, drafts), Reporter: r, bases: basesOf(c.All())}
	for _, odd := range s.nav.odd {
		odd.d.ReportOther(odd.said, odd.named, odd.d.Statement().Pos, r)
	}
	return s
}

// Resolve decides what the operations of the drafts are, take and return. Its result
// has them in the order of the drafts, and behind each the further operations that its
// page documents.
func (s *Resolver) Resolve(drafts []*calls.Draft) []*Operation {
	operations := make([]*Operation, len(drafts))
	for i, d := range drafts {
		operations[i] = newOperation(d)
	}
	s.markListed(operations)
	for _, d := range operations {
		s.spell(d)
		s.settle(d)
		s.inferResult(d)
		s.checkComposable(d)
	}
	for _, d := range operations {
		s.promised(d)
	}
	var all []*Operation
	for _, d := range operations {
		all = append(all, s.split(d)...)
	}
	s.reportMissing()
	return all
}

// settle decides kind, resource, body and response of a draft's operation.
func (s *Resolver) settle(d *Operation) {
	first := d.FirstTemplate()
	if first == nil {
		d.Op.Kind = api.KindAction
		s.settleResource(d, step{})
		return
	}
	at, ok := s.nav.walk(first.Path)
	d.Op.Kind = s.kind(d, first, at, ok)
	s.settleResponse(d, at)
	s.settleBody(d, at)
	s.settleResource(d, at)
	s.settleParameters(d)
}

// checkComposable reports a composable operation that is no function: what an action
// returns has no path (OData CSDL 4.01, section 12.6).
func (s *Resolver) checkComposable(d *Operation) {
	v := d.FirstTemplate()
	if !d.Op.Composable || d.Op.Kind == api.KindFunction || v == nil {
		return
	}
	d.Op.Composable = false
	message, hint := "the annotation says that this is a composable function, and the page calls it by "+v.Method, `a function is called by GET: correct the verb, or leave "isComposable" out`
	if v.Method == "GET" {
		message, hint = "the annotation says that this is a composable function, and the page describes no function", `add "target": "function", or leave "isComposable" out`
	}
	s.Reporter.Add(d.Page, v.Pos, "composable-not-function", diag.Info, message, hint)
}

// kind tells what a request of an operation does, whose path leads to at, if that
// is ok.
func (s *Resolver) kind(d *Operation, v *calls.Template, at step, ok bool) api.OperationKind {
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
	if v.Method == "PUT" && d.SendsBytes() && !d.ShowingOnly(v).SendsJSON() {
		return api.KindStream
	}
	if kind, ok := calls.KindOfVerb(v.Method); ok {
		return kind
	}
	if kind, ok := d.TargetKind(v); ok {
		return kind
	}
	if v.Method == "POST" {
		return s.postKind(d, v, at, ok)
	}
	return s.getKind(d, v, at, ok)
}

// postKind tells the creation of something from an action.
func (s *Resolver) postKind(d *Operation, v *calls.Template, at step, ok bool) api.OperationKind {
	last := v.Path.Last()
	if last.Kind == api.Operator || last.Verb() != "" || last.Kind == api.Cast && s.Catalog.Find(last.Name) == nil {
		return api.KindAction
	}
	if last.Kind == api.Key && ok && d.Said.Status == 201 && phrases.TitlesCreation(d.Page.Title) && len(d.Templates) == 1 {
		return api.KindCreate // whatever key the template has behind the collection
	}
	if last.Kind != api.Static {
		return api.KindAction
	}
	if ok && (at.property != nil && at.Collection || len(v.Path) == 1) || s.nav.hasKeyed(v.Path) {
		return api.KindCreate
	}
	if d.IsNamedAfter(last.Name) || phrases.IsCommand(last.Name) {
		return api.KindAction
	}
	if (d.Said.Status == 201 || phrases.TitlesCreation(d.Page.Title)) && (strings.HasSuffix(odata.Fold(last.Name), "s") || phrases.OneOf(last.Name) != "") {
		return api.KindCreate
	}
	return api.KindAction
}

// getKind tells a function from the reading of one or of many.
func (s *Resolver) getKind(d *Operation, v *calls.Template, at step, ok bool) api.OperationKind {
	last := v.Path.Last()
	switch {
	case last.Kind == api.Operator, last.Verb() != "", last.Kind == api.Cast && s.Catalog.Find(last.Name) == nil:
		return api.KindFunction
	case last.Kind == api.Static && at.property == nil && len(v.Path) > 1 && !s.nav.sets[v.Key] && (d.IsNamedAfter(last.Name) || d.SaysFunction()):
		return api.KindFunction
	case !at.declared() && d.OnlyBytes():
		return api.KindStream
	case ok && (at.Collection || d.Said.Collection && d.ShowsCollection() && at.property != nil && len(d.Templates) == 1):
		return api.KindList
	case (d.ListsBy(v) || s.nav.sets[v.Key] || d.ListsIn(v) || d.ListsBehind(v)) && (at.property == nil || at.property.Inferred):
		return api.KindList
	case ok:
		return api.KindGet
	case d.Said.Stream || d.OnlyBytes():
		return api.KindStream
	case last.Kind == api.Key || last.Kind == api.AlternateKey:
		return api.KindGet
	case (d.Said.Collection || d.AnswersCollection(v)) && !d.ShowsOne(v):
		return api.KindList
	}
	return api.KindGet
}

// resultType weighs the path, the annotation, the prose and the example.
func (s *Resolver) resultType(d *Operation, at step, body *relaxed.Value, a *parser.Annotation) api.TypeRef {
	kind := d.Op.Kind
	ref := api.TypeRef{Collection: s.resultCollection(d, at, body, a)}
	var walked *api.Type
	if kind != api.KindAction && kind != api.KindFunction && kind != api.KindDelete {
		walked = s.Catalog.Find(at.Name)
		if answers := kind == api.KindStream && body != nil; walked == nil && at.Name != "" && !answers && !at.shown && !s.belied(d, at, body, a) {
			ref.Name = at.Name
			return ref
		}
	}
	said := s.saidType(d, body, a)
	switch {
	case walked != nil && (said == nil || !api.Related(walked, said) && !at.derived && !at.shown && !(len(d.Said.Types) > 0 && d.Said.Types[0] == said && s.showsOther(body, walked, said))):
		ref.Name = walked.Name
	case walked != nil && said != nil && walked.DerivesFrom(said):
		ref.Name = walked.Name
	case said != nil:
		ref.Name = said.Name
	case d.Said.Map:
		return types.MapOf(api.TypeRef{Name: d.Said.Primitive})
	case d.Said.Primitive != "":
		ref.Name = d.Said.Primitive
	case a != nil && a.Type != "":
		ref.Name = s.Catalog.AnnotatedName(a.Type)
	case d.Said.Stream && s.primitiveOf(body) == "Edm.String":
		ref.Name = "Edm.Binary" // a stream in words, and Base64 in the example
	case s.primitiveOf(body) != "":
		ref.Name = s.primitiveOf(body)
	case OwnType(body, s.convention) != "":
		ref.Name = s.Catalog.AnnotatedName(OwnType(body, s.convention)) // which no page describes
	case ref.Collection && s.tabledResult(d, body) != "":
		ref.Name = s.tabledResult(d, body)
	default:
		ref.Name = cmp.Or(s.Catalog.Declaring(s.oneOf(body)), s.listedResult(d, body))
	}
	if said != nil && d.Said.Primitive != "" && (kind == api.KindAction || kind == api.KindFunction) && len(d.Said.Types) == 0 && (a == nil || s.Catalog.Find(a.Type) == nil) {
		ref.Name = d.Said.Primitive
	}
	return ref
}

// belied reports whether a page names a type that pages describe for its result, and shows
// an object or nothing, where its path leads to a simple value. Two things of one name are
// not the same: "duties" of a person may be words, and /me/duties/{id} a record of one.
func (s *Resolver) belied(d *Operation, at step, body *relaxed.Value, a *parser.Annotation) bool {
	if odata.Primitive(at.Name) == "" || at.Name == "Edm.Stream" {
		return false
	}
	said := s.saidType(d, body, a)
	return said != nil && said.Kind != api.Enum && (body == nil || body.Kind == relaxed.Object && s.primitiveOf(body) == "")
}

// showsOther reports whether the example of a page shows the type that the page names for
// its result, and not the one that another page's resource has in its path's place: it has
// more of its properties.
func (s *Resolver) showsOther(body *relaxed.Value, walked, said *api.Type) bool {
	v := s.oneOf(body)
	if v == nil || v.Kind != relaxed.Object {
		return false
	}
	ofWalked, ofSaid := 0, 0
	for _, m := range v.Members {
		if walked.Property(m.Name) != nil {
			ofWalked++
		}
		if said.Property(m.Name) != nil {
			ofSaid++
		}
	}
	return ofSaid > ofWalked
}

// saidType is the type that the page itself gives its result: what the prose
// links, else the annotation, else the example's own @odata.type.
func (s *Resolver) saidType(d *Operation, body *relaxed.Value, a *parser.Annotation) *api.Type {
	var annotated *api.Type
	if a != nil && odata.Primitive(a.Type) == "" {
		annotated = s.Catalog.Find(a.Type)
	}
	if len(d.Said.Types) > 0 {
		t := d.Said.Types[0]
		if own := s.Catalog.Find(OwnType(body, s.convention)); annotated == nil && own != nil && own.Kind != api.Enum && !t.Inferred && !s.haveCommonBase(own, t) {
			return own // what the service sends, whatever the page links to
		}
		if len(d.Said.Types) > 1 {
			return s.widened(t, s.answered(d)) // one or the other
		}
		if annotated != nil && annotated.DerivesFrom(t) && calledAfter(annotated, d.FirstTemplate().Path) {
			return annotated // the word for what this very call answers with
		}
		return t
	}
	if annotated != nil {
		return s.widened(annotated, s.answered(d))
	}
	if a != nil && a.Type != "" || d.Said.Primitive != "" {
		return nil
	}
	return s.Catalog.Find(OwnType(body, s.convention))
}

// calledAfter reports whether the name of a type begins with the last one of a path, as
// that of what a call is answered with may: cancelLoadingOperation of .../cancelLoading.
func calledAfter(t *api.Type, p api.Path) bool {
	last := odata.Fold(odata.BareName(p.Last().Name))
	return last != "" && strings.HasPrefix(odata.Fold(odata.BareName(t.Name)), last)
}

// OwnType returns the @odata.type that a body states for itself, or for the
// object inside "value".
func OwnType(body *relaxed.Value, convention api.Convention) string {
	for _, v := range []*relaxed.Value{body, body.Get(convention.Wrapper)} {
		if v == nil {
			continue
		}
		if v.Kind == relaxed.Array && len(v.Elements) > 0 {
			v = v.Elements[0]
		}
		if name := convention.Named(v); name != "" {
			return name
		}
	}
	return ""
}

// primitiveOf tells the primitive that {"value": x} or a bare x shows; that of the elements
// where x is a list, which are any JSON where they are lists themselves.
func (s *Resolver) primitiveOf(body *relaxed.Value) string {
	if body == nil {
		return ""
	}
	if v := body.Get(s.convention.Wrapper); v != nil {
		if v.Kind != relaxed.Array && !s.alone(body) {
			return "" // a member among others
		}
		body = v
	} else if name := calls.WrapperIn(body, s.convention); name != "" {
		body = body.At(name)
	}
	if body.Kind == relaxed.Array && len(body.Elements) > 0 {
		if body = body.Elements[0]; body.Kind == relaxed.Array {
			return odata.Untyped
		}
	}
	if body.Kind == relaxed.Object || body.Kind == relaxed.Array || body.Kind == relaxed.Null {
		return ""
	}
	return odata.PrimitiveLike(body)
}

// resultCollection reports whether the result is a collection.
func (s *Resolver) resultCollection(d *Operation, at step, body *relaxed.Value, a *parser.Annotation) bool {
	switch d.Op.Kind {
	case api.KindList:
		return true
	case api.KindGet:
		if last := d.FirstTemplate().Path.Last().Kind; last == api.Key || last == api.AlternateKey {
			return at.Name == "" && d.Said.Collection && d.ShowsCollection()
		}
		if at.Name != "" {
			return at.Collection
		}
	case api.KindCreate, api.KindUpdate, api.KindReplace:
		return false
	}
	if v := body.Get(s.convention.Wrapper); v != nil {
		return v.Kind == relaxed.Array
	}
	if body != nil && body.Kind == relaxed.Object && len(body.Members) > 0 {
		return d.Said.Collection && len(d.Said.Types) > 0 && calls.WrapperIn(body, s.convention) != ""
	}
	if body != nil && body.Kind == relaxed.Array {
		return true
	}
	return d.Said.Collection || a != nil && a.IsCollection
}
