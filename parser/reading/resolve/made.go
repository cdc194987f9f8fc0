package resolve

// This phase makes templates from examples that no template covers. What they call is no
// part of the API, for the page says so in no line that is meant to: it is reported, the
// example is a test of what is sent and answered, and no method is made of it.

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
)

// stray tries a URL without its first segments: a page whose URLs carry
// "docs/api" in front says what it means all the same.
func (m *matcher) stray(d *Operation, q *parser.Request, path api.Path) (*api.Request, []string) {
	for cut := 1; cut <= 3 && cut < len(path); cut++ {
		if path[cut-1].Kind != api.Static {
			break
		}
		request, args := bestMatch(d.requests(), q.Method, path[cut:])
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

// mistaken reports an example that its page's templates show to be a slip of the pen: it
// has their path under another verb, or a key behind a collection that things are put
// into. No method is made of it. It returns what is wrong, or "".
func (m *matcher) mistaken(d *Operation, q *parser.Request, path api.Path) string {
	for _, v := range d.requests() {
		if v.Path == nil || v.Inferred {
			continue
		}
		if _, ok := api.Bind(v.Path, path); ok && v.Method != q.Method {
			m.s.Reporter.Add(d.Page, q.URLPos, "example-verb", diag.Warning,
				"the example sends "+q.Method+", the page documents "+v.Method+" for this path", "write "+v.Method+", or document "+q.Method+" as well")
			return "the page documents " + v.Method + " for this path, not " + q.Method
		}
		if n := len(path) - 1; q.Method == "POST" && v.Method == "POST" && n > 0 && isKey(path[n]) && v.Path.Last().Kind == api.Static {
			if _, ok := api.Bind(v.Path, path[:n]); ok {
				m.s.Reporter.Add(d.Page, q.URLPos, "example-key", diag.Warning,
					"the example has a key behind the collection that the page documents", "write "+v.Path.String())
				return "the page documents POST " + v.Path.String() + ", without a key behind it"
			}
		}
	}
	return ""
}

// isKey reports whether a segment of an example is a key beyond doubt.
func isKey(s api.Segment) bool {
	return s.Kind == api.Key || s.Kind == api.Static && api.LooksLiteral(s.Name)
}

// template makes a request template from an example that none covers.
func (m *matcher) template(d *Operation, p *calls.Exchange, q *parser.Request, path api.Path) (*api.Request, []string) {
	made := make(api.Path, len(path))
	var args []string
	before := walker{n: m.s.nav}
	for i, seg := range path {
		made[i] = m.generalize(&before, seg, i == len(path)-1 && d.Action != "" && d.IsNamedAfter(seg.Name))
		before.step(&made[i])
		if more, ok := api.BindSegment(args, &made[i], &path[i]); ok {
			args = more
		}
	}
	m.s.nav.canonical(made)
	request := &api.Request{Method: q.Method, Template: made.String(), Line: q.URLPos.Line, Inferred: true, Path: made}
	v := &calls.Template{Request: request, Pos: q.URLPos, Key: made.Key()}
	v.Intent = d.Intent(v)
	v.Act, v.Reads = calls.Act(v), d.Reads(v)
	d = m.home(d, v)
	d.Templates = append(d.Templates, v)
	d.argumentsOf(v)
	m.s.Reporter.Add(d.Page, q.URLPos, "request-undocumented", diag.Warning, "no request template of the page matches "+q.Method+" "+report.Quote(path.String())+"; it is no method",
		"add "+q.Method+" "+made.String()+" to the HTTP request section, or mend the URL")
	call := m.s.method(m.onlyExample(d, p, v), v)
	call.Operations, call.Undocumented = []*api.Operation{d.Op}, true
	m.made = append(m.made, call)
	m.index(request)
	return request, args
}

// argumentsOf notes the arguments of a function that an example alone shows. Keys in its path
// are no parameters of what the page documents.
func (d *Operation) argumentsOf(v *calls.Template) {
	documented := len(d.Op.Parameters)
	d.pathParameters(v)
	d.Op.Parameters = append(d.Op.Parameters[:documented], slices.DeleteFunc(d.Op.Parameters[documented:], func(p *api.Parameter) bool { return p.In == api.InPath })...)
}

// onlyExample is the page as if the example of one request were all that it shows: the
// page's statements are about its own templates, and not about this one.
func (m *matcher) onlyExample(d *Operation, p *calls.Exchange, v *calls.Template) *Operation {
	g := d.branchOff(v)
	own := *p
	own.Unrelated = false
	g.Templates, g.Exchanges, g.Subject, g.Linked, g.BodyTable = []*calls.Template{v}, []*calls.Exchange{&own}, d.Subject, d.Linked, d.BodyTable
	g.Sent, g.Answers = d.Sent, d.Answers
	g.Op.Parameters = cloneParameters(d.Op.Parameters)
	if !p.Several && p.Asked.Body.JSON == nil {
		g.BodyTable = false
	}
	m.s.settle(g)
	return g
}

// home is the draft of a page, or that of its branches, whose operation does what
// a template does.
func (m *matcher) home(d *Operation, v *calls.Template) *Operation {
	at, ok := m.s.nav.walk(v.Path)
	kind := m.s.kind(d, v, at, ok)
	for _, g := range d.branches {
		if kind == g.Op.Kind && kind != d.Op.Kind {
			return g
		}
	}
	return d
}

// generalize turns a segment of an example, behind those walked before, into one of a
// template.
func (m *matcher) generalize(before *walker, seg api.Segment, isAction bool) api.Segment {
	switch seg.Kind {
	case api.Key:
		if len(seg.Args) > 1 {
			seg.Args = holes(seg.Args)
			break
		}
		seg.Args = []api.Arg{{Placeholder: cmp.Or(seg.Args[0].Placeholder, m.s.convention.Key), Type: "Edm.String"}}
	case api.ByPath:
		seg.Args = []api.Arg{{Placeholder: cmp.Or(seg.Args[0].Placeholder, "path"), Type: "Edm.String"}}
	case api.AlternateKey, api.Operator:
		seg.Args = holes(seg.Args)
	case api.Static:
		if before.count == 0 || isAction {
			return seg
		}
		at, ok := before.where()
		if ok && at.Collection && !isDelta(seg.Name) || api.LooksLiteral(seg.Name) {
			key := api.KeySegment(m.s.convention.Key)
			key.Suffix = seg.Suffix
			return key
		}
	}
	return seg
}

// holes are arguments with placeholders in place of their values.
func holes(values []api.Arg) []api.Arg {
	args := make([]api.Arg, len(values))
	for i, a := range values {
		a.Placeholder, a.Literal = cmp.Or(a.Placeholder, a.Name, "value"), ""
		args[i] = a
	}
	return args
}

// isDelta reports whether a name behind a collection is the delta function, which
// stands where a key could.
func isDelta(name string) bool { return odata.EqualFold(odata.BareName(name), "delta") }

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
