package model

// This phase matches every example's request with the method it calls, and
// turns both of its sides into messages that a test can play.
//
// An example writes values where the template has placeholders. Its own page's
// templates are tried first, then every page's, then its own with a stray
// prefix taken off ("docs/api/..."). A request that no template covers is
// documented all the same: a template is made from it, with ids told from
// names by following the types.

import (
	"errors"
	"net/url"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/internal/relaxed"
	"github.com/sdkscribe/sdkscribe/parser"
)

// matcher finds the method that a URL calls.
type matcher struct {
	s *resolver
	// buckets holds the requests of all pages by verb, length and first name.
	buckets map[bucket][]*Request
	// host is the one that the examples' URLs name most often.
	host string
	// made are the methods of templates that were made from examples.
	made []*Method
	// matched are the examples that call a method, in order.
	matched []*match
}

// A match is an example that calls a method.
type match struct {
	d     *draft
	p     *pair
	e     *Example
	asked *parser.Request
	query string
}

// newMatcher indexes the templates of all drafts.
func newMatcher(s *resolver, drafts []*draft, base string) *matcher {
	m := &matcher{s: s, buckets: map[bucket][]*Request{}, host: hostOf(base)}
	seen := map[*Method]bool{}
	for _, d := range drafts {
		for _, v := range d.verbs {
			if v.Path != nil && !seen[v.Call] {
				seen[v.Call] = true
				m.index(v.Request)
			}
		}
	}
	return m
}

// commonBase is the base URL that most examples call: scheme, host and version.
// Examples of notifications and of pre-authorised URLs name other hosts.
func commonBase(drafts []*draft) string {
	count := map[string]int{}
	best := ""
	for _, d := range drafts {
		for _, p := range d.pairs {
			b := p.base
			if b == "" || p.elsewhere {
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

// baseOf returns the scheme, host and version of an absolute URL, or "".
func baseOf(url string) string {
	host := hostOf(url)
	if host == "" || strings.ContainsAny(host, "{<>}") {
		return ""
	}
	base := "https://" + host
	rest := strings.ReplaceAll(url[strings.Index(url, "://")+3+len(host):], `\`, "/")
	if first, _, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/"); isVersion(first) {
		base += "/" + first
	}
	return base
}

// hostOf returns the host of an absolute URL, or "".
func hostOf(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, `/?\`); i >= 0 {
		rest = rest[:i]
	}
	return strings.ToLower(rest)
}

// opaque tells whether a request is annotated as one to a URL that the caller
// got from somewhere else (API Doctor's opaqueUrl).
func opaque(c *parser.Code) bool { return c.Annotation != nil && c.Annotation.OpaqueURL }

// index files one request.
func (m *matcher) index(q *Request) {
	b := bucketOf(q.Method, q.Path, q.Path.last().Kind == Static)
	m.buckets[b] = append(m.buckets[b], q)
}

// A bucket is where requests that may match each other are filed: those of one
// verb and length that begin alike and, where the end is a name, end alike.
type bucket struct {
	method     string
	length     int
	first, end string // folded names
}

func bucketOf(method string, p Path, named bool) bucket {
	b := bucket{method: method, length: len(p), first: foldName(p[0].Name)}
	if named {
		b.end = foldName(p.last().Name)
	}
	return b
}

// bind compares an example's path with a template's and returns the values of
// the placeholders.
func bind(template, example Path) ([]string, bool) {
	if len(template) != len(example) {
		return nil, false
	}
	// Most paths that are no match differ in their end.
	if t, e := template.last(), example.last(); t.Kind == Static && (e.Kind != Static || !sameName(e.Name, t.Name)) {
		return nil, false
	}
	var args []string
	for i := range template {
		var ok bool
		if args, ok = bindSegment(args, &template[i], &example[i]); !ok {
			return nil, false
		}
	}
	return args, true
}

// bindSegment compares one segment, and appends its values to args.
func bindSegment(args []string, t, e *Segment) ([]string, bool) {
	switch t.Kind {
	case Key:
		switch e.Kind {
		case Key:
			return append(args, argValue(e.Args[0])), true
		case Static, Cast:
			return append(args, unescape(e.Name)), true
		}
		return args, false
	case ByPath:
		if e.Kind != ByPath {
			return args, false
		}
		return append(args, argValue(e.Args[0])), true
	case AlternateKey, Operator:
		if e.Kind != t.Kind || !sameName(e.Name, t.Name) {
			return args, false
		}
		values, ok := bindArgs(t.Args, e.Args)
		return append(args, values...), ok
	}
	return args, e.Kind == t.Kind && sameName(e.Name, t.Name)
}

// bindArgs compares named arguments, in any order.
func bindArgs(template, example []Arg) ([]string, bool) {
	if len(template) != len(example) {
		return nil, false
	}
	var values []string
	for _, t := range template {
		found := false
		for _, e := range example {
			if !sameName(e.Name, t.Name) {
				continue
			}
			found = true
			if t.Placeholder != "" {
				values = append(values, argValue(e))
			} else if t.Literal != e.Literal {
				return nil, false
			}
		}
		if !found {
			return nil, false
		}
	}
	return values, true
}

// argValue is the value that an example gives an argument; where it shows a
// placeholder, the placeholder's name will do.
func argValue(a Arg) string {
	if a.Placeholder != "" {
		name := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
				return r
			}
			return '-'
		}, a.Placeholder)
		return firstNonEmpty(strings.Trim(name, "-"), "id")
	}
	v := unescape(a.Literal)
	if a.Quoted {
		v = strings.ReplaceAll(v, "''", "'")
	}
	return v
}

// unescape decodes percent escapes, and leaves what is none as it is.
func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// find returns the request that an example's URL is one of, and its arguments.
// own is searched first.
func (m *matcher) find(own []*Request, method string, p Path) (*Request, []string) {
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
func bestMatch(list []*Request, method string, p Path) (best *Request, args []string) {
	for _, q := range list {
		if q.Method != method || q.Path == nil || q.Call == nil {
			continue
		}
		values, ok := bind(q.Path, p)
		if ok && (best == nil || len(values) < len(args)) {
			best, args = q, values
		}
	}
	return best, args
}

// example makes the example of a pair.
func (m *matcher) example(d *draft, p *pair) {
	e := &Example{Name: p.name, Line: p.request.Pos.Line, Annotated: p.annotated, asked: p.request, shown: p.response}
	op := m.play(d, p, e)
	op.Examples = append(op.Examples, e)
}

// play fills in an example and returns the operation that it belongs to.
func (m *matcher) play(d *draft, p *pair, e *Example) *Operation {
	q := p.request.Request
	if q == nil && len(p.request.Templates) > 0 {
		t := p.request.Templates[0]
		q = &parser.Request{Method: t.Method, URL: t.URL, URLPos: t.Pos}
	}
	if q == nil {
		skip(e, "the block shows no HTTP request")
		return d.op
	}
	path, query := p.path, p.query
	if path == nil {
		var text string
		var err error
		text, query = splitURL(q.URL)
		if path, err = parsePath(text, m.s.c.namespace()); err != nil {
			m.unreadable(d, q.URLPos, err)
			skip(e, "unreadable URL: "+err.Error())
			return d.op
		}
		path.nameBound()
	}
	request, args := m.find(d.requests(), q.Method, path)
	if request == nil {
		request, args = m.stray(d, q, path)
	}
	if host := hostOf(q.URL); request == nil && (host != "" && host != m.host || opaque(p.request)) {
		m.foreign(d, p, e, host)
		return d.op
	}
	if request == nil {
		request, args = m.template(d, p, q, path)
	}
	if request == nil || request.Call == nil {
		skip(e, "no request template matches "+q.Method+" "+path.String())
		return d.op
	}
	e.Call, e.Args = request.Call, args
	m.matched = append(m.matched, &match{d, p, e, q, query})
	return d.owner(request)
}

// unreadable reports an example whose URL cannot be read.
func (m *matcher) unreadable(d *draft, pos parser.Pos, err error) {
	var long tooLong
	if errors.As(err, &long) {
		long.report(d.page, pos, m.s.r)
		return
	}
	m.s.r.add(d.page, pos, "example-url-unreadable", diag.Error, "cannot read the request URL: "+err.Error(), "write an absolute URL or a path that starts with /")
}

// fitArgs holds the arguments of a call to the types of its placeholders: (count=n)
// becomes a number.
func (m *match) fitArgs(r *reporter) {
	holes, args := m.e.Call.Path.holes(), m.e.Args
	for i, a := range holes {
		if i >= len(args) || a.Type == "Edm.String" || a.Type == "" {
			continue
		}
		_, text, fits := fitScalar(&relaxed.Value{Kind: relaxed.String, Text: args[i]}, a.Type)
		if !fits && text != args[i] {
			r.add(m.d.page, m.asked.URLPos, "argument-placeholder", diag.Warning, quote(args[i])+" is no value of "+quote(a.Type)+", the type of "+quote(firstNonEmpty(a.Name, a.Placeholder)),
				"show a real value, such as "+text)
		}
		args[i] = text
	}
}

// nameBound leaves an example's own placeholders be and clears the parentheses
// that keys may stand in, which a template need not have.
func (p Path) nameBound() {
	for i := range p {
		if p[i].Kind == Key {
			p[i].Parens = false
		}
	}
}

// skip marks an example as one without a test.
func skip(e *Example, why string) {
	e.Skipped = why
	e.Call = nil
}

// stray tries a URL without its first segments: a page whose URLs carry
// "docs/api" in front says what it means all the same.
func (m *matcher) stray(d *draft, q *parser.Request, path Path) (*Request, []string) {
	for cut := 1; cut <= 3 && cut < len(path); cut++ {
		if path[cut-1].Kind != Static {
			break
		}
		request, args := bestMatch(d.requests(), q.Method, path[cut:])
		if request == nil {
			continue
		}
		pos := q.URLPos
		pos.Column += pathStart(q.URL)
		m.s.r.add(d.page, pos, "url-stray-prefix", diag.Warning,
			"the URL has "+quote(strings.TrimPrefix(path[:cut].String(), "/"))+" in front of the path that the HTTP request section documents",
			"leave it out: "+request.Path.String())
		return request, args
	}
	return nil, nil
}

// template makes a request template from an example that none covers.
func (m *matcher) template(d *draft, p *pair, q *parser.Request, path Path) (*Request, []string) {
	made := make(Path, len(path))
	var args []string
	before := walker{n: m.s.nav}
	for i, seg := range path {
		made[i] = m.generalize(&before, seg, i == len(path)-1 && d.action != "" && d.names(seg.Name))
		before.step(&made[i])
		if more, ok := bindSegment(args, &made[i], &path[i]); ok {
			args = more
		}
	}
	m.s.nav.canonical(made)
	request := &Request{Method: q.Method, Template: made.String(), Line: q.URLPos.Line, Inferred: true, Path: made}
	v := &drafted{Request: request, pos: q.URLPos, key: made.key()}
	v.Intent = d.intent(v)
	d = m.home(d, v)
	d.op.Requests = append(d.op.Requests, request)
	d.verbs = append(d.verbs, v)
	d.pathParameters(v)
	m.s.r.add(d.page, q.URLPos, "request-undocumented", diag.Warning, "no request template of the page matches "+q.Method+" "+quote(path.String()),
		"add "+q.Method+" "+made.String()+" to the HTTP request section, or mend the URL")
	call := m.s.method([]claim{{m.alone(d, p, v), v}})
	call.Operations = []*Operation{d.op}
	m.made = append(m.made, call)
	m.index(request)
	return request, args
}

// alone is the page as if the example of one request were all that it shows: the
// page's statements are about its own templates, and not about this one.
func (m *matcher) alone(d *draft, p *pair, v *drafted) *draft {
	g := d.branchOff(v)
	own := *p
	own.elsewhere = false
	g.verbs, g.pairs, g.subject, g.linked, g.bodyTable = []*drafted{v}, []*pair{&own}, d.subject, d.linked, d.bodyTable
	g.op.Parameters = d.op.Parameters
	if q := p.request.Request; q != nil && q.Body.JSON == nil {
		g.bodyTable = false
	}
	m.s.settle(g)
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
func (m *matcher) home(d *draft, v *drafted) *draft {
	at, ok := m.s.nav.walk(v.Path)
	kind := m.s.kind(d, v, at, ok)
	for _, g := range d.branches {
		if kind == g.op.Kind && kind != d.op.Kind {
			return g
		}
	}
	return d
}

// generalize turns a segment of an example, behind those walked before, into one of a
// template.
func (m *matcher) generalize(before *walker, seg Segment, isAction bool) Segment {
	switch seg.Kind {
	case Key:
		seg.Args = []Arg{{Placeholder: firstNonEmpty(seg.Args[0].Placeholder, "id"), Type: "Edm.String"}}
	case ByPath:
		seg.Args = []Arg{{Placeholder: firstNonEmpty(seg.Args[0].Placeholder, "path"), Type: "Edm.String"}}
	case AlternateKey, Operator:
		args := make([]Arg, len(seg.Args))
		for i, a := range seg.Args {
			a.Placeholder, a.Literal = firstNonEmpty(a.Placeholder, a.Name, "value"), ""
			args[i] = a
		}
		seg.Args = args
	case Static:
		if before.count == 0 || isAction {
			return seg
		}
		at, ok := before.where()
		if ok && at.Collection && !isDelta(seg.Name) || looksLiteral(seg.Name) {
			return keySegment("id")
		}
	}
	return seg
}

// isDelta tells whether a name behind a collection is the delta function, which
// stands where a key could.
func isDelta(name string) bool { return sameName(localName(name), "delta") }

// parseQuery reads a query as written on a page: escapes decoded where they
// are right, anything else kept.
func parseQuery(query string) []Field {
	var out []Field
	for _, part := range splitOutside(query, '&') {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		out = append(out, Field{queryText(name), queryText(value)})
	}
	return out
}

// queryText decodes one name or value of a query.
func queryText(s string) string {
	s = strings.TrimSpace(s)
	if u, err := url.QueryUnescape(s); err == nil {
		return u
	}
	return s
}

// header keeps the fields of a request that its caller chooses.
func (d *draft) header(q *parser.Request, r *reporter) []Field {
	var out []Field
	for _, f := range q.Header {
		switch strings.ToLower(f.Name) {
		case "authorization", "host", "content-length", "connection", "date", "user-agent", "accept-encoding", "transfer-encoding", "cookie", "accept", "":
			continue
		case "content-type":
			if strings.TrimSpace(q.Body.Text) == "" && q.Method != "POST" && q.Method != "PATCH" && q.Method != "PUT" || strings.TrimSpace(q.Body.Text) == "" && d.noBody {
				r.add(d.page, f.Pos, "content-type-without-body", diag.Warning, "the request has a Content-Type but no body", "leave the header out")
			}
			continue
		}
		value := strings.TrimSpace(f.Value)
		if value == "" || strings.ContainsAny(f.Name, " \t{}<>\"'()") {
			continue
		}
		out = append(out, Field{f.Name, strings.Join(strings.Fields(value), " ")})
	}
	return out
}
