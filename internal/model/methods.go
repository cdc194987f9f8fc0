package model

// This phase gathers requests into methods: one per verb and path, however many
// pages document it. The Intune reference describes POST
// /deviceAppManagement/mobileApps on fifteen pages, one for each kind of app; a
// client has one method there, which takes and returns what the path leads to.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/parallel"
	"github.com/sdkscribe/sdkscribe/internal/relaxed"
)

// claim is one page's request for a path.
type claim struct {
	d *draft
	v *drafted
}

// methods makes the methods of all drafts, and points every request to its own.
func (s *resolver) methods(drafts []*draft) []*Method {
	type call struct{ verb, key string }
	at := map[call]int{}
	var all [][]claim
	for _, d := range drafts {
		for _, v := range d.verbs {
			if v.Path == nil {
				continue
			}
			k := call{v.Method, v.key}
			i, known := at[k]
			if !known {
				i = len(all)
				at[k] = i
				all = append(all, nil)
			}
			all[i] = append(all[i], claim{d, v})
		}
	}
	out, steps := make([]*Method, len(all)), make([]step, len(all))
	parallel.Each(len(all), func(i int) { out[i], steps[i] = s.begin(all[i]) })
	for i, m := range out {
		s.finish(m, all[i], steps[i])
	}
	return out
}

// sortMethods puts methods into the order of their paths.
func sortMethods(list []*Method) {
	slices.SortStableFunc(list, func(a, b *Method) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.Verb, b.Verb))
	})
}

// method settles one method from the requests that document it.
func (s *resolver) method(claims []claim) *Method {
	m, at := s.begin(claims)
	s.finish(m, claims, at)
	return m
}

// begin makes a method from the requests that document it, and sorts these. at is what
// its path leads to. Nothing but the requests themselves changes.
func (s *resolver) begin(claims []claim) (m *Method, at step) {
	asked := claims[0]
	at, ok := s.nav.walk(asked.v.Path)
	slices.SortStableFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(s.rank(a, at), s.rank(b, at)), cmp.Compare(a.d.nameLength(), b.d.nameLength()), cmp.Compare(a.d.page.Path, b.d.page.Path), cmp.Compare(a.v.Line, b.v.Line))
	})
	first, to := claims[0], at
	if first != asked {
		to, ok = s.nav.walk(first.v.Path) // which may be in another case
	}
	m = &Method{Verb: first.v.Method, Path: spelling(claims), Kind: s.kind(first.d, first.v, to, ok), key: first.v.key}
	for _, c := range claims {
		if len(m.Operations) == 0 || m.Operations[len(m.Operations)-1] != c.d.op {
			m.Operations = append(m.Operations, c.d.op)
		}
		c.v.Call = m
	}
	return m, at
}

// finish decides what a method takes and returns. It changes operations, so that the
// order of methods matters.
func (s *resolver) finish(m *Method, claims []claim, at step) {
	adopt(claims)
	m.Body = s.methodBody(m, claims, at)
	m.Result = s.methodResult(m, claims, at)
}

// adopt gives an action that a page lists among others of its own (reply, on a page
// about extended properties) the parameters and the response that the page about
// that action documents.
func adopt(claims []claim) {
	from := claims[0].d
	if from.branch || from.op.Kind != KindAction {
		return
	}
	for _, c := range claims[1:] {
		if !c.d.branch || c.d.op.Kind != KindAction || c.d.subject != nil {
			continue
		}
		if params := from.op.in(InBody); len(params) > 0 {
			c.d.op.Parameters = append(c.d.op.outside(InBody), cloneParameters(params)...)
		}
		c.d.op.Response = from.op.Response
	}
}

// in lists the parameters of one place.
func (op *Operation) in(place ParameterIn) []*Parameter {
	var list []*Parameter
	for _, p := range op.Parameters {
		if p.In == place {
			list = append(list, p)
		}
	}
	return list
}

// outside lists the parameters of all places but one, in a list of its own.
func (op *Operation) outside(place ParameterIn) []*Parameter {
	list := []*Parameter{}
	for _, p := range op.Parameters {
		if p.In != place {
			list = append(list, p)
		}
	}
	return list
}

// rank orders the pages that document one path: the one about what the path
// leads to speaks for it, then one named after the path's end, then pages about
// relatives of the type, then others. Templates made from examples come last.
func (s *resolver) rank(c claim, at step) int {
	t := s.c.find(at.Name)
	switch {
	case c.v.Inferred:
		return 4
	case c.d.subject != nil && c.d.subject == t:
		return 0
	case c.d.mentions(c.v.Path):
		return 1
	case c.d.subject != nil && t != nil && related(c.d.subject, t):
		return 2
	}
	return 3
}

// nameLength counts the words of a page's name. Of pages about one thing the one
// with the plainest name speaks for it: user-get before intune-devices-user-get.
func (d *draft) nameLength() int {
	return strings.Count(d.op.ID, "-") + strings.Count(d.op.ID, "_")
}

// mentions tells whether a page's name holds the last name of a path:
// user-list-messages and /me/messages.
func (d *draft) mentions(p Path) bool {
	name := ""
	for _, seg := range p {
		if seg.Kind == Static || seg.Kind == Operator {
			name = foldName(seg.Name)
		}
	}
	for _, w := range d.words {
		if w == name {
			return true
		}
	}
	return false
}

// methodBody decides how a method's body is passed.
func (s *resolver) methodBody(m *Method, claims []claim, at step) Body {
	switch m.Verb {
	case "GET", "DELETE", "HEAD":
		return Body{}
	}
	if m.Kind == KindReference {
		return Body{Kind: ReferenceBody}
	}
	d := claims[0].d
	if m.Kind == KindStream || d.sendsBytes() && !d.sendsJSON() && !d.bodyTable && (m.Kind != KindUpdate || claims[0].v.Inferred) {
		return Body{Kind: StreamBody, ContentType: d.sentMedia()}
	}
	if m.Kind == KindAction {
		return s.actionBody(claims)
	}
	ref := s.common(claims, at, func(o *Operation) TypeRef { return o.Body })
	switch {
	case ref.Name == "":
		return Body{Kind: AnyBody}
	case ref.Collection:
		return Body{Kind: ListBody, Type: TypeRef{Name: ref.Name}}
	}
	return Body{Kind: ObjectBody, Type: ref}
}

// sendsJSON tells whether an example sends JSON: what a page shows as bytes besides
// (a message as JSON or as MIME) is another way to make the call, and does not take
// the typed one away.
func (d *draft) sendsJSON() bool {
	_, value, _ := d.requestBody()
	return value != nil
}

// sentMedia is the media type of what the examples send, where they agree.
func (d *draft) sentMedia() string {
	media := ""
	for _, p := range d.pairs {
		q := p.request.Request
		if q == nil || q.Body.Text == "" {
			continue
		}
		m := mediaType(q.Header)
		if media != "" && m != media {
			return ""
		}
		media = m
	}
	if strings.HasPrefix(media, "multipart/") {
		return ""
	}
	return media
}

// actionBody is the body of an action: its parameters, or where its page says
// so, an object of a type. The page that is named after the action describes its
// parameters before others do: conversationthread-reply before post-post-attachments.
func (s *resolver) actionBody(claims []claim) Body {
	claims = slices.Clone(claims)
	slices.SortStableFunc(claims, func(a, b claim) int {
		named := func(c claim) int {
			if c.d.names(c.v.Path.last().Name) {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(named(a), named(b)), byPlainness(a, b))
	})
	var params []*Parameter
	for _, c := range claims {
		for _, p := range c.d.op.Parameters {
			if p.In == InBody && !slices.ContainsFunc(params, func(q *Parameter) bool { return sameName(q.Name, p.Name) }) {
				params = append(params, p)
			}
		}
		if len(params) > 0 {
			return Body{Kind: ParamsBody, Params: params, From: c.d.op}
		}
	}
	for _, c := range claims {
		_, value, _ := c.d.requestBody()
		if value != nil && value.Kind == relaxed.Array {
			return Body{Kind: AnyBody}
		}
		if value != nil && len(value.Members) > 0 {
			return Body{Kind: AnyBody}
		}
	}
	return Body{}
}

// common is the type that all pages of a method agree on: what the path leads
// to where their types derive from it, else the first page's.
func (s *resolver) common(claims []claim, at step, of func(*Operation) TypeRef) TypeRef {
	ref := TypeRef{}
	for _, c := range claims {
		if ref = of(c.d.op); ref.Name != "" {
			break
		}
	}
	walked, own := s.c.find(at.Name), s.c.find(ref.Name)
	if walked != nil && own != nil && related(own, walked) {
		return TypeRef{Name: walked.Name, Collection: ref.Collection}
	}
	if walked != nil && own != nil && at.sure() && !related(walked, own) {
		// The page speaks of another of its templates.
		return TypeRef{Name: walked.Name, Collection: ref.Collection}
	}
	for _, c := range claims {
		other := s.c.find(of(c.d.op).Name)
		for own != nil && other != nil && !other.DerivesFrom(own) && own.BaseType != nil && related2(own, other) {
			own = own.BaseType
		}
	}
	if own != nil {
		ref.Name = own.Name
	}
	return ref
}

// related2 tells whether two types share a base.
func related2(a, b *Type) bool {
	for t, i := a, 0; t != nil && i < maxDepth; t, i = t.BaseType, i+1 {
		if b.DerivesFrom(t) {
			return true
		}
	}
	return false
}

// methodResult decides how a method's result is returned.
func (s *resolver) methodResult(m *Method, claims []claim, at step) Result {
	if m.Verb == "HEAD" {
		return Result{} // RFC 9110, 9.3.2: the answer has no content
	}
	switch m.Kind {
	case KindDelete:
		return Result{}
	case KindCount:
		return Result{Kind: CountResult, Type: TypeRef{Name: "Edm.Int64"}}
	case KindReference:
		if m.Verb == "GET" {
			return Result{Kind: PageResult, Type: TypeRef{Name: "Edm.Untyped"}}
		}
		return Result{}
	}
	if r, ok := monitored(claims); ok {
		return r
	}
	res := claims[0].d.op.Response
	for _, c := range claims {
		if res.Name != "" || m.Kind == KindAction || m.Kind == KindFunction {
			break // what an action returns its own page says, or nobody
		}
		res = c.d.op.Response
	}
	if res.Collection && res.Wrapper == "value" {
		res.Wrapper = ""
	}
	if m.Kind == KindStream && m.Verb == "GET" || res.Name == "Edm.Stream" || redirects(res.Status) {
		return Result{Kind: StreamResult}
	}
	if res.Name == "" {
		return Result{}
	}
	collection := res.Collection
	if m.Kind == KindList || m.Kind == KindGet {
		// Pages with several templates speak of the first; this path may differ.
		collection = m.Kind == KindList
	}
	elem := s.common(claims, at, func(o *Operation) TypeRef { return TypeRef{Name: o.Response.Name} })
	if m.Kind == KindAction || m.Kind == KindFunction {
		elem = TypeRef{Name: res.Name}
	}
	return s.resultOf(elem, collection, res.Wrapper, claims)
}

// resultOf is the result that a type, its collection-ness and wrapper make.
func (s *resolver) resultOf(elem TypeRef, collection bool, wrapper string, claims []claim) Result {
	elem.Collection = false
	t := s.c.find(elem.Name)
	scalar := primitive(elem.Name) != "" || t != nil && t.Kind == Enum
	switch {
	case collection && bareArray(claims):
		return Result{Kind: ListResult, Type: elem}
	case collection && wrapper != "" && wrapper != "value":
		return Result{Kind: ListResult, Type: elem, Wrapper: wrapper}
	case collection:
		return Result{Kind: PageResult, Type: elem, Wrapper: "value"}
	case elem.Name == "Edm.Untyped":
		return Result{Kind: AnyResult}
	case scalar:
		return Result{Kind: ValueResult, Type: elem, Wrapper: "value"}
	case wrapper != "":
		return Result{Kind: ObjectResult, Type: elem, Wrapper: wrapper}
	}
	for _, c := range claims {
		if w := c.d.op.Response.Wrapper; w != "" && !c.d.op.Response.Collection {
			return Result{Kind: ObjectResult, Type: elem, Wrapper: w}
		}
	}
	return Result{Kind: ObjectResult, Type: elem}
}

// bareArray tells whether the examples answer with an array and no object around it.
func bareArray(claims []claim) bool {
	for _, c := range claims {
		if _, body, _ := c.d.success(); body != nil {
			return body.Kind == relaxed.Array
		}
	}
	return false
}

// monitored tells whether a method starts something long-running: its answer is
// a 202 that names where to look for the result.
func monitored(claims []claim) (Result, bool) {
	for _, c := range claims {
		long := c.d.op.LongRunning
		code, body, _ := c.d.success()
		if body != nil || c.d.op.Response.Status != 202 {
			continue
		}
		located := long != ""
		if code != nil && code.Response != nil {
			for _, f := range code.Response.Header {
				located = located || strings.EqualFold(f.Name, "Location") || strings.EqualFold(f.Name, "Operation-Location")
			}
		}
		if located {
			return Result{Kind: MonitorResult, Type: TypeRef{Name: long}}, true
		}
	}
	return Result{}, false
}
