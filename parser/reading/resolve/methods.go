package resolve

// This phase gathers requests into methods: one per verb and path, however many
// pages document it. The Intune reference describes POST
// /deviceAppManagement/mobileApps on fifteen pages, one for each kind of app; a
// client has one method there, which takes and returns what the path leads to.

import (
	"cmp"
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// claim is one page's request for a path.
type claim struct {
	d *Operation
	v *calls.Template
}

// Methods makes the methods of all operations, and points every request to its own. paging
// says of the lists that come in pages in another way than OData's how they do that.
func (s *Resolver) Methods(operations []*Operation, paging map[*api.Operation]api.Paging) []*api.Method {
	for _, d := range operations {
		if p, ok := paging[d.Op]; ok {
			d.Op.Response.Paging, d.Op.Response.Wrapper = p, p.Items
		}
	}
	type call struct{ verb, key string }
	at := map[call]int{}
	var all [][]claim
	for _, d := range operations {
		for _, v := range d.Templates {
			k := call{v.Method, v.Key}
			i, known := at[k]
			if !known {
				i = len(all)
				at[k] = i
				all = append(all, nil)
			}
			all[i] = append(all[i], claim{d, v})
		}
	}
	s.asked = askedOn(operations)
	out, steps := make([]*api.Method, len(all)), make([]step, len(all))
	parallel.Each(len(all), func(i int) { out[i], steps[i] = s.begin(all[i]) })
	for i, m := range out {
		s.finish(m, all[i], steps[i])
	}
	return out
}

// method settles the method that one template alone documents.
func (s *Resolver) method(d *Operation, v *calls.Template) *api.Method {
	claims := []claim{{d, v}}
	m, at := s.begin(claims)
	s.finish(m, claims, at)
	return m
}

// begin makes a method from the requests that document it, and sorts these. at is what
// its path leads to. Nothing but the requests themselves changes.
func (s *Resolver) begin(claims []claim) (m *api.Method, at step) {
	asked := claims[0]
	at, ok := s.nav.walk(asked.v.Path)
	slices.SortStableFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(s.rank(a, at), s.rank(b, at)), cmp.Compare(a.d.NameLength(), b.d.NameLength()), cmp.Compare(a.d.Page.Path, b.d.Page.Path), cmp.Compare(a.v.Line, b.v.Line))
	})
	first, to := claims[0], at
	if first != asked {
		to, ok = s.nav.walk(first.v.Path) // which may be in another case
	}
	m = &api.Method{Verb: first.v.Method, Path: spelling(claims), Slash: s.convention.EndsInSlash(first.v.Template), Kind: s.kind(first.d, first.v, to, ok)}
	for _, c := range claims {
		if len(m.Operations) == 0 || m.Operations[len(m.Operations)-1] != c.d.Op {
			m.Operations = append(m.Operations, c.d.Op)
		}
		c.v.Call = m
	}
	return m, at
}

// finish decides what a method takes and returns. It changes operations, so that the
// order of methods matters.
func (s *Resolver) finish(m *api.Method, claims []claim, at step) {
	adopt(claims)
	m.Body = s.methodBody(m, claims, at)
	switch m.Body.Kind {
	case api.ObjectBody, api.ListBody, api.ParamsBody, api.AnyBody:
		m.Body.ContentType = jsonMedia(claims)
	}
	m.Result = s.methodResult(m, claims, at)
	s.ask(m, claims)
}

// adopt gives an action that a page lists among others of its own (reply, on a page
// about extended properties) the parameters and the response that the page about
// that action documents.
func adopt(claims []claim) {
	from := claims[0].d
	if from.branch || from.Op.Kind != api.KindAction {
		return
	}
	for _, c := range claims[1:] {
		if !c.d.branch || c.d.Op.Kind != api.KindAction || c.d.Subject != nil {
			continue
		}
		if params := from.Op.In(api.InBody); len(params) > 0 {
			c.d.Op.Parameters = append(c.d.Op.Outside(api.InBody), cloneParameters(params)...)
		}
		c.d.Op.Response = from.Op.Response
	}
}

// rank orders the pages that document one path: the one about what the path
// leads to speaks for it, then one named after the path's end, then pages about
// relatives of the type, then others. Templates made from examples come last, but for
// those of pages that list requests and say nothing about them.
func (s *Resolver) rank(c claim, at step) int {
	t := s.Catalog.Find(at.Name)
	switch {
	case len(c.d.Exchanges) == 0 && c.d.Statement().Pos.Line == 0:
		return 5 // an index: it shows and says nothing of what comes back
	case c.v.Inferred:
		return 4
	case c.d.Subject != nil && (c.d.Subject == t || (t == nil || t.Inferred) && c.d.Subject == s.namedBy(c.v.Path)):
		return 0
	case c.d.Mentions(c.v.Path):
		return 1
	case c.d.Subject != nil && t != nil && api.Related(c.d.Subject, t):
		return 2
	}
	return otherSubject
}

// namedBy is the type that the last name of a path says, where a key may follow; nil for none.
func (s *Resolver) namedBy(path api.Path) *api.Type {
	for _, seg := range slices.Backward(path) {
		if seg.Kind == api.Static {
			return calls.TypeNamed(seg.Name, s.Catalog)
		}
	}
	return nil
}

// otherSubject is the rank of a page that only mentions a path in passing.
const otherSubject = 3

// methodBody decides how a method's body is passed.
func (s *Resolver) methodBody(m *api.Method, claims []claim, at step) api.Body {
	switch m.Verb {
	case "DELETE":
		if m.Kind != api.KindDelete || !slices.ContainsFunc(claims, func(c claim) bool { return c.d.takesParameters() }) {
			return api.Body{}
		}
		return s.actionBody(claims)
	case "GET", "LIST", "HEAD":
		return api.Body{}
	}
	if m.Kind == api.KindReference {
		return api.Body{Kind: api.ReferenceBody}
	}
	d := claims[0].d
	if d.TakesBytes() && !d.SendsJSON() && !d.BodyTable || m.Kind == api.KindStream || d.SendsBytes() && !d.SendsJSON() && !d.BodyTable && (m.Kind != api.KindUpdate || claims[0].v.Inferred) {
		return api.Body{Kind: api.StreamBody, ContentType: d.SentMedia()}
	}
	if m.Kind == api.KindAction {
		return s.actionBody(claims)
	}
	ref := s.common(claims, at, func(o *api.Operation) api.TypeRef { return o.Body })
	switch {
	case bodyless(m.Verb, ref.Name != "", claims):
		return api.Body{}
	case ref.Name == "":
		return api.Body{Kind: api.AnyBody}
	case ref.Collection:
		return api.Body{Kind: api.ListBody, Type: api.TypeRef{Name: ref.Name}}
	}
	return api.Body{Kind: api.ObjectBody, Type: ref}
}

// bodyless reports whether a method has no body although its verb can have one: no page
// describes or shows one, and one says that there is none. Where no page gives a type
// either, to show the request without a body is enough. Where none shows the request at
// all, the verb decides: POST, PUT and PATCH are about a body.
func bodyless(verb string, typed bool, claims []claim) bool {
	said, shown := false, false
	for _, c := range claims {
		if c.d.BodyTable || c.d.SendsBytes() || c.d.SendsJSON() || c.d.ShownIn(calls.AreaBody) != nil {
			return false
		}
		said = said || c.d.NoBody
		shown = shown || slices.ContainsFunc(c.d.Exchanges, func(x *calls.Exchange) bool { return !x.Unrelated && x.Asked.Method == verb })
	}
	return said || !typed && (shown || verb != "POST" && verb != "PUT" && verb != "PATCH")
}

// actionBody is the body of an action: its parameters, or where its page says
// so, an object of a type. The page that is named after the action describes its
// parameters before others do: conversationthread-reply before post-post-attachments.
func (s *Resolver) actionBody(claims []claim) api.Body {
	claims = slices.Clone(claims)
	slices.SortStableFunc(claims, func(a, b claim) int {
		named := func(c claim) int {
			if c.d.IsNamedAfter(c.v.Path.Last().Name) {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(named(a), named(b)), byPlainness(a, b))
	})
	var params []*api.Parameter
	for _, c := range claims {
		for _, p := range c.d.Op.Parameters {
			if p.In == api.InBody && !slices.ContainsFunc(params, func(q *api.Parameter) bool { return odata.EqualFold(q.Name, p.Name) }) {
				params = append(params, p)
			}
		}
		if len(params) > 0 {
			return api.Body{Kind: api.ParamsBody, Params: params, From: c.d.Op}
		}
	}
	for _, c := range claims {
		_, value, _ := c.d.RequestBody()
		if body := c.d.Op.Body; body.Collection && body.Name != "" {
			return api.Body{Kind: api.ListBody, Type: api.TypeRef{Name: body.Name}}
		}
		if value != nil && value.Kind == relaxed.Array {
			return api.Body{Kind: api.AnyBody}
		}
		if value != nil && len(value.Members) > 0 {
			return api.Body{Kind: api.AnyBody}
		}
	}
	return api.Body{}
}

// common is the type that all pages of a method agree on: what the path leads
// to where their types derive from it, else the first page's.
func (s *Resolver) common(claims []claim, at step, of func(*api.Operation) api.TypeRef) api.TypeRef {
	ref := api.TypeRef{}
	for _, c := range claims {
		if ref = of(c.d.Op); ref.Name != "" {
			break
		}
	}
	walked, own := s.Catalog.Find(at.Name), s.Catalog.Find(ref.Name)
	if walked != nil && own != nil && api.Related(own, walked) && !at.shown {
		return api.TypeRef{Name: walked.Name, Collection: ref.Collection}
	}
	if walked != nil && own != nil && at.declared() && !api.Related(walked, own) {
		// The page speaks of another of its templates.
		return api.TypeRef{Name: walked.Name, Collection: ref.Collection}
	}
	for _, c := range claims {
		other := s.Catalog.Find(of(c.d.Op).Name)
		if s.rank(c, at) == otherSubject {
			continue // what all entities derive from is nothing that the two agree on
		}
		for own != nil && other != nil && !other.DerivesFrom(own) && own.BaseType != nil && api.ShareBase(own, other) {
			own = own.BaseType
		}
	}
	if own != nil {
		ref.Name = own.Name
	}
	return ref
}

// methodResult decides how a method's result is returned.
func (s *Resolver) methodResult(m *api.Method, claims []claim, at step) api.Result {
	if m.Verb == "HEAD" {
		return api.Result{} // RFC 9110, 9.3.2: the answer has no content
	}
	switch m.Kind {
	case api.KindDelete:
		if claims[0].d.Op.Response.Name == "" {
			return api.Result{}
		}
	case api.KindCount:
		return api.Result{Kind: api.CountResult, Type: api.TypeRef{Name: "Edm.Int64"}}
	case api.KindReference:
		if m.Verb == "GET" {
			return api.Result{Kind: api.PageResult, Type: api.TypeRef{Name: "Edm.Untyped"}}
		}
		return api.Result{}
	}
	if r, ok := s.monitored(claims); ok {
		return r
	}
	res := claims[0].d.Op.Response
	for _, c := range claims {
		if res.Name != "" || m.Kind == api.KindAction || m.Kind == api.KindFunction {
			break // what an action returns its own page says, or nobody
		}
		res = c.d.Op.Response
	}
	if res.Collection && res.Wrapper == s.convention.Wrapper {
		res.Wrapper = ""
	}
	if m.Kind == api.KindStream && m.Verb == "GET" || res.Name == "Edm.Stream" || calls.Redirects(res.Status) && (res.Status != 303 || s.convention.IsOData()) {
		return api.Result{Kind: api.StreamResult}
	}
	if res.Name == "" {
		return api.Result{}
	}
	collection := res.Collection
	if m.Kind == api.KindList || m.Kind == api.KindGet {
		// Pages with several templates speak of the first; this path may differ.
		collection = m.Kind == api.KindList
	}
	elem := s.common(claims, at, func(o *api.Operation) api.TypeRef { return api.TypeRef{Name: o.Response.Name} })
	if m.Kind == api.KindAction || m.Kind == api.KindFunction {
		elem = api.TypeRef{Name: res.Name}
	}
	return s.resultOf(elem, collection, res.Wrapper, claims)
}

// resultOf is the result that a type, its collection-ness and wrapper make.
func (s *Resolver) resultOf(elem api.TypeRef, collection bool, wrapper string, claims []claim) api.Result {
	elem.Collection = false
	t := s.Catalog.Find(elem.Name)
	scalar := odata.Primitive(elem.Name) != "" || t != nil && t.Kind == api.Enum
	paging, paged := pagingOf(claims)
	switch {
	case collection && paged:
		return api.Result{Kind: api.PageResult, Type: elem, Wrapper: paging.Items, Paging: paging}
	case collection && s.convention.Whole && !bareArray(claims):
		return api.Result{Kind: api.ListResult, Type: elem, Wrapper: cmp.Or(wrapper, s.convention.Wrapper)}
	case collection && bareArray(claims):
		return api.Result{Kind: api.ListResult, Type: elem}
	case collection && wrapper != "" && wrapper != s.convention.Wrapper:
		return api.Result{Kind: api.ListResult, Type: elem, Wrapper: wrapper}
	case collection:
		return api.Result{Kind: api.PageResult, Type: elem, Wrapper: s.convention.Wrapper}
	case elem.Name == "Edm.Untyped":
		return api.Result{Kind: api.AnyResult}
	case scalar && bareValue(claims):
		return api.Result{Kind: api.ValueResult, Type: elem}
	case scalar:
		return api.Result{Kind: api.ValueResult, Type: elem, Wrapper: cmp.Or(wrapper, s.convention.Wrapper)}
	case wrapper != "":
		return api.Result{Kind: api.ObjectResult, Type: elem, Wrapper: wrapper}
	}
	for _, c := range claims {
		if w := c.d.Op.Response.Wrapper; w != "" && !c.d.Op.Response.Collection {
			return api.Result{Kind: api.ObjectResult, Type: elem, Wrapper: w}
		}
	}
	return api.Result{Kind: api.ObjectResult, Type: elem}
}

// pagingOf is how the list that a method returns comes in pages, by the first of its pages
// that tells.
func pagingOf(claims []claim) (api.Paging, bool) {
	for _, c := range claims {
		if p := c.d.Op.Response.Paging; p.Leads() && c.v.Method == "GET" {
			return p, true
		}
	}
	return api.Paging{}, false
}

// bareArray reports whether the examples answer with an array and no object around it.
func bareArray(claims []claim) bool {
	for _, c := range claims {
		if _, body, _ := c.d.Success(); body != nil {
			return body.Kind == relaxed.Array
		}
	}
	return false
}

// bareValue reports whether the examples answer with a simple value and no object around
// it.
func bareValue(claims []claim) bool {
	for _, c := range claims {
		if _, body, _ := c.d.Success(); body != nil {
			return body.Kind != relaxed.Object && body.Kind != relaxed.Array && body.Kind != relaxed.Null
		}
	}
	return false
}

// monitored reports whether a method starts something long-running: its answer is
// a 202 that names where to look for the result. OData's has no body.
func (s *Resolver) monitored(claims []claim) (api.Result, bool) {
	for _, c := range claims {
		long, monitor := c.d.Op.LongRunning, c.d.Op.Monitor
		_, body, _ := c.d.Success()
		if c.d.Op.Response.Status != 202 || body != nil && monitor == "" && s.convention.IsOData() {
			continue
		}
		if monitor != "" || long != "" && body == nil || location(c.d) != "" {
			return api.Result{Kind: api.MonitorResult, Type: api.TypeRef{Name: long}, Monitor: monitor}, true
		}
	}
	return api.Result{}, false
}

// spelling is the path as the pages of a method spell it: the placeholders as the
// page with the plainest name calls them, each name in the spelling that shows
// most words. What types say about the path has no part in it.
func spelling(claims []claim) api.Path {
	plain := slices.MinFunc(claims, byPlainness)
	path := slices.Clone(plain.v.Path)
	for _, c := range claims {
		for i, seg := range c.v.Path {
			path[i].Name = odata.MoreWords(path[i].Name, seg.Name)
		}
	}
	return path
}

// byPlainness orders pages about one call by their names, the plainest first, and
// templates that were made from examples last.
func byPlainness(a, b claim) int {
	made := func(c claim) int {
		if c.v.Inferred {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(made(a), made(b)), cmp.Compare(a.d.NameLength(), b.d.NameLength()),
		cmp.Compare(a.d.Page.Path, b.d.Page.Path), cmp.Compare(a.v.Line, b.v.Line))
}
