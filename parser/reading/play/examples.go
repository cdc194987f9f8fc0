package play

// This phase matches every example's request with the method it calls, and
// turns both of its sides into messages that a test can play.
//
// An example writes values where the template has placeholders. Its own page's
// templates are tried first, then every page's, then its own with a stray
// prefix taken off ("docs/api/..."). A request that no template covers is
// documented all the same: a template is made from it, with ids told from
// names by following the types.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// matcher finds the method that a URL calls.
type matcher struct {
	s *resolve.Resolver
	// buckets holds the requests of all pages by verb, length and first name.
	buckets map[bucket][]*api.Request
	// host is the one that the examples' URLs name most often.
	host string
	// made are the methods of templates that were made from examples.
	made []*api.Method
	// matched are the examples that call a method, in order.
	matched []*match
	// blocks are those that the examples are made of.
	blocks map[*api.Example]Blocks
}

// A match is an example that calls a method.
type match struct {
	d     *calls.Draft
	p     *calls.Exchange
	e     *api.Example
	asked *parser.Request
	query string
}

// newMatcher indexes the templates of all drafts.
func newMatcher(s *resolve.Resolver, drafts []*calls.Draft, base string) *matcher {
	m := &matcher{s: s, buckets: map[bucket][]*api.Request{}, host: calls.HostOf(base), blocks: map[*api.Example]Blocks{}}
	seen := map[*api.Method]bool{}
	for _, d := range drafts {
		for _, v := range d.Templates {
			if v.Path != nil && !seen[v.Call] {
				seen[v.Call] = true
				m.index(v.Request)
			}
		}
	}
	return m
}

// BaseURL is the base URL that most examples call: scheme, host and version.
// Examples of notifications and of pre-authorised URLs name other hosts.
func BaseURL(drafts []*calls.Draft) string {
	count := map[string]int{}
	best := ""
	for _, d := range drafts {
		for _, p := range d.Exchanges {
			b := p.Base
			if b == "" || p.Unrelated {
				continue
			}
			count[b]++
			if count[b] > count[best] || count[b] == count[best] && b < best {
				best = b
			}
		}
	}
	return best
}

// index files one request.
func (m *matcher) index(q *api.Request) {
	b := bucketOf(q.Method, q.Path, q.Path.Last().Kind == api.Static)
	m.buckets[b] = append(m.buckets[b], q)
}

// A bucket is where requests that may match each other are filed: those of one
// verb and length that begin alike and, where the end is a name, end alike.
type bucket struct {
	method     string
	length     int
	first, end string // folded names
}

func bucketOf(method string, p api.Path, named bool) bucket {
	b := bucket{method: method, length: len(p), first: odata.Fold(p[0].Name)}
	if named {
		b.end = odata.Fold(p.Last().Name)
	}
	return b
}

// find returns the request that an example's URL is one of, and its arguments.
// own is searched first.
func (m *matcher) find(own []*api.Request, method string, p api.Path) (*api.Request, []string) {
	if q, args := bestMatch(own, method, p); q != nil {
		return q, args
	}
	for _, named := range []bool{true, false} {
		if q, args := bestMatch(m.buckets[bucketOf(method, p, named)], method, p); q != nil {
			return q, args
		}
	}
	return nil, nil
}

// bestMatch returns the request with the most names in common: a name that is
// written out beats a placeholder in its place.
func bestMatch(list []*api.Request, method string, p api.Path) (best *api.Request, args []string) {
	for _, q := range list {
		if q.Method != method || q.Path == nil || q.Call == nil {
			continue
		}
		values, ok := api.Bind(q.Path, p)
		if ok && (best == nil || len(values) < len(args)) {
			best, args = q, values
		}
	}
	return best, args
}

// example makes the example of a pair.
func (m *matcher) example(d *calls.Draft, p *calls.Exchange) {
	e := &api.Example{Name: p.Name, Line: p.Request.Pos.Line, Annotated: p.Annotated}
	m.blocks[e] = Blocks{Request: p.Request, Response: p.Response}
	op := m.play(d, p, e)
	op.Examples = append(op.Examples, e)
}

// play fills in an example and returns the operation that it belongs to.
func (m *matcher) play(d *calls.Draft, p *calls.Exchange, e *api.Example) *api.Operation {
	q := p.Request.Request
	if q == nil && len(p.Request.Templates) > 1 {
		t := p.Request.Templates[0]
		q = &parser.Request{Method: t.Method, URL: t.URL, URLPos: t.Pos}
		m.s.Reporter.Add(d.Page, p.Request.Templates[1].Pos, "request-lines", diag.Warning, "the block shows several requests; the first is taken for the example",
			"give every request a block of its own, with its response")
	}
	if q == nil {
		skip(e, "the block shows no HTTP request")
		return d.Op
	}
	path, query := p.Path, p.Query
	if path == nil {
		var text string
		var err error
		text, query = api.SplitURL(q.URL)
		if path, err = api.ParsePath(text, m.s.Catalog.Namespace()); err != nil {
			m.s.Reporter.Add(d.Page, q.URLPos, "example-url-unreadable", diag.Error, "cannot read the request URL: "+err.Error(), "write an absolute URL or a path that starts with /")
			skip(e, "unreadable URL: "+err.Error())
			return d.Op
		}
		path.DropParens()
	}
	request, args := m.find(d.Requests(), q.Method, path)
	if request == nil {
		request, args = m.stray(d, q, path)
	}
	if host := calls.HostOf(q.URL); request == nil && (host != "" && host != m.host || calls.Opaque(p.Request)) {
		m.foreign(d, p, q, e, host)
		return d.Op
	}
	if request == nil {
		request, args = m.template(d, p, q, path)
	}
	if request == nil || request.Call == nil {
		skip(e, "no request template matches "+q.Method+" "+path.String())
		return d.Op
	}
	e.Call, e.Args = request.Call, args
	m.matched = append(m.matched, &match{d, p, e, q, query})
	return d.Owner(request)
}

// fitArgs holds the arguments of a call to the types of its placeholders: (count=n)
// becomes a number.
func (m *match) fitArgs(r *report.Reporter) {
	holes, args := m.e.Call.Path.Holes(), m.e.Args
	for i, a := range holes {
		if i >= len(args) || a.Type == "Edm.String" || a.Type == "" {
			continue
		}
		_, text, fits := odata.FitScalar(&relaxed.Value{Kind: relaxed.String, Text: args[i]}, a.Type)
		if !fits && text != args[i] {
			r.Add(m.d.Page, m.asked.URLPos, "argument-placeholder", diag.Warning, report.Quote(args[i])+" is no value of "+report.Quote(a.Type)+", the type of "+report.Quote(cmp.Or(a.Name, a.Placeholder)),
				"show a real value, such as "+text)
		}
		args[i] = text
	}
}

// skip marks an example as one without a test.
func skip(e *api.Example, why string) {
	e.Skipped = why
	e.Call = nil
}

// stray tries a URL without its first segments: a page whose URLs carry
// "docs/api" in front says what it means all the same.
func (m *matcher) stray(d *calls.Draft, q *parser.Request, path api.Path) (*api.Request, []string) {
	for cut := 1; cut <= 3 && cut < len(path); cut++ {
		if path[cut-1].Kind != api.Static {
			break
		}
		request, args := bestMatch(d.Requests(), q.Method, path[cut:])
		if request == nil {
			continue
		}
		pos := q.URLPos
		pos.Column += pathStart(q.URL)
		m.s.Reporter.Add(d.Page, pos, "url-stray-prefix", diag.Warning,
			"the URL has "+report.Quote(strings.TrimPrefix(path[:cut].String(), "/"))+" in front of the path that the HTTP request section documents",
			"leave it out: "+request.Path.String())
		return request, args
	}
	return nil, nil
}

// template makes a request template from an example that none covers.
func (m *matcher) template(d *calls.Draft, p *calls.Exchange, q *parser.Request, path api.Path) (*api.Request, []string) {
	made := make(api.Path, len(path))
	var args []string
	for i, seg := range path {
		made[i] = m.generalize(made[:i], seg, i == len(path)-1 && d.Action != "" && d.IsNamedAfter(seg.Name))
		if more, ok := api.BindSegment(args, &made[i], &path[i]); ok {
			args = more
		}
	}
	m.s.Navigator.Canonical(made)
	request := &api.Request{Method: q.Method, Template: made.String(), Line: q.URLPos.Line, Inferred: true, Path: made}
	v := &calls.Template{Request: request, Pos: q.URLPos, Key: made.Key()}
	v.Intent = d.Intent(v)
	d = m.home(d, v)
	d.Op.Requests = append(d.Op.Requests, request)
	d.Templates = append(d.Templates, v)
	d.PathParameters(v)
	m.s.Reporter.Add(d.Page, q.URLPos, "request-undocumented", diag.Warning, "no request template of the page matches "+q.Method+" "+report.Quote(path.String()),
		"add "+q.Method+" "+made.String()+" to the HTTP request section, or mend the URL")
	call := m.s.Method(m.alone(d, p, v), v)
	call.Operations = []*api.Operation{d.Op}
	m.made = append(m.made, call)
	m.index(request)
	return request, args
}

// alone is the page as if the example of one request were all that it shows: the
// page's statements are about its own templates, and not about this one.
func (m *matcher) alone(d *calls.Draft, p *calls.Exchange, v *calls.Template) *calls.Draft {
	g := d.BranchOff(v)
	own := *p
	own.Unrelated = false
	g.Templates, g.Exchanges, g.Subject, g.Linked, g.BodyTable = []*calls.Template{v}, []*calls.Exchange{&own}, d.Subject, d.Linked, d.BodyTable
	g.Op.Parameters = calls.CloneParameters(d.Op.Parameters)
	if q := p.Request.Request; q != nil && q.Body.JSON == nil {
		g.BodyTable = false
	}
	m.s.Settle(g)
	return g
}

// pathStart is where a URL's path starts, behind the scheme, the host and the slash.
func pathStart(url string) int {
	scheme := strings.Index(url, "://")
	if scheme < 0 {
		return len(url) - len(strings.TrimLeft(url, `/\`))
	}
	if i := strings.IndexAny(url[scheme+3:], `/\`); i >= 0 {
		return scheme + 3 + i + 1
	}
	return 0
}

// home is the draft of a page, or that of its branches, whose operation does what
// a template does.
func (m *matcher) home(d *calls.Draft, v *calls.Template) *calls.Draft {
	at, ok := m.s.Navigator.Walk(v.Path)
	kind := m.s.Kind(d, v, at, ok)
	for _, g := range d.Branches {
		if kind == g.Op.Kind && kind != d.Op.Kind {
			return g
		}
	}
	return d
}

// generalize turns a segment of an example into one of a template.
func (m *matcher) generalize(before api.Path, seg api.Segment, isAction bool) api.Segment {
	switch seg.Kind {
	case api.Key:
		seg.Args = []api.Arg{{Placeholder: cmp.Or(seg.Args[0].Placeholder, "id"), Type: "Edm.String"}}
	case api.ByPath:
		seg.Args = []api.Arg{{Placeholder: cmp.Or(seg.Args[0].Placeholder, "path"), Type: "Edm.String"}}
	case api.AlternateKey, api.Operator:
		args := make([]api.Arg, len(seg.Args))
		for i, a := range seg.Args {
			a.Placeholder, a.Literal = cmp.Or(a.Placeholder, a.Name, "value"), ""
			args[i] = a
		}
		seg.Args = args
	case api.Static:
		if len(before) == 0 || isAction {
			return seg
		}
		at, ok := m.s.Navigator.Walk(before)
		if ok && at.Collection && !isDelta(seg.Name) || api.LooksLiteral(seg.Name) {
			return api.KeySegment("id")
		}
	}
	return seg
}

// isDelta tells whether a name behind a collection is the delta function, which
// stands where a key could.
func isDelta(name string) bool { return odata.EqualFold(odata.BareName(name), "delta") }

// Examples matches and fits the examples of all drafts. It returns the
// methods with those added that only examples document.
func Examples(s *resolve.Resolver, drafts []*calls.Draft, methods []*api.Method, base string) ([]*api.Method, map[*api.Example]Blocks) {
	m := newMatcher(s, drafts, base)
	for _, d := range drafts {
		if d.Branch {
			continue
		}
		for _, p := range d.Exchanges {
			m.example(d, p)
		}
	}
	s.Catalog.IndexProperties()
	untyped := make([][]*api.Type, len(m.matched))
	report.Each(len(m.matched), s.Reporter, func(i int, r *report.Reporter) { untyped[i] = m.matched[i].fit(s, r) })
	for _, t := range slices.Concat(untyped...) {
		t.Untyped = true
	}
	methods = append(methods, m.made...)
	api.SortMethods(methods)
	return methods, m.blocks
}

// Blocks are the code blocks that an example is made of, as the page has them.
type Blocks struct {
	Request  *parser.Code
	Response *parser.Code // nil where the page shows none
}
