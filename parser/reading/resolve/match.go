package resolve

// This phase tells of every exchange that pages show which method it calls.
//
// An example writes values where the template has placeholders. Its own page's
// templates are tried first, then every page's, then its own with a stray
// prefix taken off ("docs/api/..."). A request that no template covers is
// documented all the same: a template is made from it, with ids told from
// names by following the types.

import (
	"errors"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// A Match is an exchange with what its request is one of.
type Match struct {
	// Page is the operation of the page that shows the exchange, Operation the one that
	// the request belongs to.
	Page      *Operation
	Operation *api.Operation
	Exchange  *calls.Exchange
	// Call is the method that is called, with the decoded values of its placeholders in
	// Args and the query as written. It is nil where Foreign or Skipped say why.
	Call  *api.Method
	Args  []string
	Query string
	// Foreign reports that the request goes to a URL that is not the API's, on Host.
	Foreign bool
	Host    string
	// Skipped says why the request is none of a method.
	Skipped string
}

// Match matches all exchanges of the operations, in order. Its second result are the
// methods with those that only examples document, in the order of their paths.
func (s *Resolver) Match(operations []*Operation, methods []*api.Method) ([]*Match, []*api.Method) {
	m := newMatcher(s, operations)
	var matches []*Match
	for _, d := range operations {
		for _, v := range d.Templates {
			m.checkHost(d, v.Pos, v.Method, v.Template)
		}
		if d.branch {
			continue
		}
		for _, p := range slices.Concat(d.Exchanges, d.Scenarios) {
			x := m.match(d, p)
			matches = append(matches, x)
			if x.Call != nil {
				m.checkHost(d, p.Asked.URLPos, p.Asked.Method, p.Asked.URL)
			}
		}
	}
	methods = append(slices.Clip(methods), m.made...)
	api.SortMethods(methods)
	return matches, methods
}

// A matcher finds the method that a URL calls.
type matcher struct {
	s *Resolver
	// buckets holds the requests of all pages by verb, length and first name.
	buckets map[bucket][]*api.Request
	// host is the one that the examples' URLs name most often.
	host string
	// made are the methods of templates that were made from examples.
	made []*api.Method
	// hosts are the pages and other hosts that were reported.
	hosts map[[2]string]bool
}

// newMatcher indexes the templates of all operations.
func newMatcher(s *Resolver, operations []*Operation) *matcher {
	m := &matcher{s: s, buckets: map[bucket][]*api.Request{}, host: api.Host(Address(operations)), hosts: map[[2]string]bool{}}
	seen := map[*api.Method]bool{}
	for _, d := range operations {
		for _, v := range d.Templates {
			if !seen[v.Call] {
				seen[v.Call] = true
				m.index(v.Request)
			}
		}
	}
	return m
}

// listsOptions reports whether a URL has options in brackets: /orders?page={n}[&size={n}].
func listsOptions(url string) bool {
	return strings.Contains(url, "[&") || strings.Contains(url, "[?")
}

// match finds what one exchange calls.
func (m *matcher) match(d *Operation, p *calls.Exchange) *Match {
	x := &Match{Page: d, Operation: d.Op, Exchange: p}
	q := p.Asked
	if p.Skipped != "" {
		x.Skipped = p.Skipped
		return x
	}
	if p.Several {
		m.s.Reporter.Add(d.Page, p.Block.Templates[1].Pos, "request-lines", diag.Warning, "the block shows several requests; the first is taken for the example",
			"give every request a block of its own, with its response")
	}
	if p.Misplaced {
		x.Skipped = "the arguments of the function are in a request body, which a GET has none of"
		return x
	}
	if listsOptions(q.URL) {
		x.Skipped = "the URL lists in brackets what it may have in it, as no request does"
		return x
	}
	path, query := p.Path, p.Query
	if path == nil {
		var text string
		var err error
		text, query = api.SplitURL(q.URL, m.s.convention)
		if path, err = api.ParsePath(text, m.s.Catalog.Namespace()); err != nil {
			m.unreadable(d, q.URLPos, err)
			x.Skipped = "unreadable URL: " + err.Error()
			return x
		}
	}
	request, args := m.find(d.requests(), q.Method, path)
	if request == nil && p.Written != nil {
		request, args = m.find(d.requests(), q.Method, p.Written)
	}
	if request == nil {
		request, args = m.stray(d, q, path)
	}
	if host := api.Host(q.URL); request == nil && (host != "" && host != m.host || calls.Opaque(p.Block)) {
		x.Foreign, x.Host = true, host
		return x
	}
	if request == nil {
		if x.Skipped = m.mistaken(d, q, path); x.Skipped != "" {
			return x
		}
		request, args = m.template(d, p, q, path)
	}
	if request == nil || request.Call == nil {
		x.Skipped = "no request template matches " + q.Method + " " + path.String()
		return x
	}
	if x.Skipped = m.quotes(d, q, request, path); x.Skipped != "" {
		return x
	}
	x.Operation, x.Call, x.Args, x.Query = d.owner(request), request.Call, args, query
	return x
}

// quotes reports an example that quotes an argument of a function where the template does
// not, or the other way round. The two are literals of different types (OData ABNF,
// primitiveLiteral), so that the client cannot send what the example shows. It returns what
// is wrong, or "".
func (m *matcher) quotes(d *Operation, q *parser.Request, request *api.Request, path api.Path) string {
	template := request.Path
	if request.Inferred || len(path) < len(template) {
		return ""
	}
	name, differs := api.QuotedOtherwise(template, path[len(path)-len(template):])
	if !differs {
		return ""
	}
	m.s.Reporter.Add(d.Page, q.URLPos, "argument-quotes", diag.Error,
		"the example and "+request.Template+" do not agree on quotes around the argument "+report.Quote(name), "write the argument alike in both")
	return "the argument " + report.Quote(name) + " is in quotes in one of the example and " + request.Template + ", not in both"
}

// unreadable reports an example whose URL cannot be read.
func (m *matcher) unreadable(d *Operation, pos parser.Pos, err error) {
	var long api.TooLong
	if errors.As(err, &long) {
		m.s.Reporter.TooLong(d.Page, pos, long)
		return
	}
	m.s.Reporter.Add(d.Page, pos, "example-url-unreadable", diag.Error, "cannot read the request URL: "+err.Error(), "write an absolute URL or a path that starts with /")
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
		if ok && (best == nil || len(values) < len(args) || len(values) == len(args) && suffixed(q.Path) > suffixed(best.Path)) {
			best, args = q, values
		}
	}
	return best, args
}

// suffixed counts the segments that more than a placeholder stands for: {id}:reserve.
func suffixed(p api.Path) int {
	n := 0
	for i := range p {
		if p[i].Suffix != "" {
			n++
		}
	}
	return n
}
