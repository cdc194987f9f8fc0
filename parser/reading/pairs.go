package reading

// This phase finds the examples of an API page: which code blocks are requests,
// which are responses, and which belong together.
//
// A response belongs to the request before it, unless its name says otherwise
// (one response may name several requests). A request may have several
// responses, a success and an error say: each of them makes an example.
// A request that shows its header alone has its body in the block behind it.
// Blocks without annotations are read by the headings they stand under, and
// are marked as such. A block marked "ignored" is skipped, except where an
// annotated response answers it: then the page plainly shows an exchange.

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// A pair is a request with one of its responses.
type pair struct {
	name      string
	annotated bool
	request   *parser.Code
	response  *parser.Code // nil where the page shows none
	// path and query are those of the request's URL; no path where there is no request,
	// or no URL that can be read.
	path  api.Path
	query string
	base  string // what the URL is below: scheme, host and version
	// note is the annotation of the request's body where that is a block of its own.
	note *parser.Annotation
	// jsonOnly tells that response is a bare JSON block without a status line.
	jsonOnly bool
	// elsewhere tells that the request is none of the page's templates: a step
	// before or after, or a call to another host.
	elsewhere bool
}

// role is what a code block is in an example.
type role byte

const (
	noRole role = iota
	requestRole
	responseRole
	ignoredRequest
	bodyRole
)

// maxPerPage bounds how many templates, examples and parameters of one page are
// read. Honest pages have dozens; a page of millions shall not cost the product
// of their numbers.
const maxPerPage = 2000

// A pairing finds the pairs of one page.
type pairing struct {
	page   *parser.Page
	r      *reporter
	out    []*pair
	byName map[string]*pair
	names  map[string]int // of pairs, with how often each was asked for
}

// pairs finds the examples of a page, in order.
func pairs(page *parser.Page, divisions []division, r *reporter) []*pair {
	s := &pairing{page: page, r: r, byName: map[string]*pair{}, names: map[string]int{}}
	var current *pair // the request that awaits its response
	var ignored *pair // an ignored request right before
	var bare *pair    // a request without its body right before
	var answers []answered
	for _, d := range divisions {
		for _, b := range d.section.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || !visibleTab(code.TabID) {
				continue
			}
			if len(s.out) >= maxPerPage {
				crowded(page, code.Pos, "examples", r)
				return s.settle(answers)
			}
			switch roleOf(code, d.area) {
			case requestRole:
				current, ignored = newPair(code, len(s.out)), nil
				bare = current
				s.add(current)
				for _, n := range annotationNames(code) {
					s.byName[n] = current
				}
			case ignoredRequest:
				ignored = newPair(code, len(s.out))
			case bodyRole:
				if bare != nil && lacksBody(bare.request.Request) {
					bare.complete(code)
				}
				bare = nil
			case responseRole:
				bare = nil
				if ignored != nil && explicit(code) {
					if current != nil && !answeredYet(answers, current) {
						// Two ways to ask for the same.
						answers = append(answers, answered{current, code})
					}
					current, ignored = ignored, nil
					s.add(current)
				}
				answers = append(answers, answered{current, code})
			}
		}
	}
	return s.settle(answers)
}

// An answered is a response block with the pair of the request before it.
type answered struct {
	current *pair
	code    *parser.Code
}

// answeredYet tells whether the last response was one to p.
func answeredYet(answers []answered, p *pair) bool {
	return len(answers) > 0 && answers[len(answers)-1].current == p
}

// settle gives the responses to their requests. Names may point forward, so all
// requests are found first.
func (s *pairing) settle(answers []answered) []*pair {
	for _, a := range answers {
		s.answer(a.current, a.code)
	}
	return s.out
}

// add adds a pair and notes its name.
func (s *pairing) add(p *pair) {
	s.names[p.name]++
	s.out = append(s.out, p)
}

// crowded reports that a page holds more of something than is read.
func crowded(page *parser.Page, pos parser.Pos, what string, r *reporter) {
	r.add(page, pos, "page-crowded", diag.Error, fmt.Sprintf("the page has more than %d %s; the others are not read", maxPerPage, what),
		"divide the page")
}

// visibleTab tells whether a tab shows HTTP rather than another language's SDK.
func visibleTab(id string) bool { return !parser.IsLanguage(id) }

// explicit tells whether a block has an annotation that states its type.
func explicit(c *parser.Code) bool { return c.Annotation != nil && !c.Annotation.Inferred }

// annotationNames returns the names that a block's annotation gives it.
func annotationNames(c *parser.Code) []string {
	if c.Annotation == nil {
		return nil
	}
	return c.Annotation.Names
}

// roleOf tells what a block is in an example.
func roleOf(c *parser.Code, a area) role {
	if explicit(c) {
		switch c.Annotation.BlockType {
		case "request":
			if c.Request != nil || len(c.Templates) > 0 {
				return requestRole
			}
		case "response", "simulatedresponse":
			if c.Response != nil || c.JSON != nil {
				return responseRole
			}
		case "example":
			switch {
			case c.Request != nil && a.inExample():
				return requestRole
			case c.JSON != nil:
				return bodyRole
			}
		case "ignored":
			if c.Request != nil && a.inExample() {
				return ignoredRequest
			}
		}
		return noRole
	}
	switch {
	case a == areaTemplates || a == areaPermissions || a == areaIntro:
		return noRole
	case c.Request != nil && (a.inExample() || a == areaOther), len(c.Templates) > 1 && a.inExample():
		return requestRole
	case c.Response != nil && a != areaErrors:
		return responseRole
	case c.JSON != nil && a == areaExampleResponse:
		return responseRole
	}
	return noRole
}

// lacksBody tells whether a request announces JSON and shows none.
func lacksBody(q *parser.Request) bool {
	return q != nil && q.Method != "GET" && strings.TrimSpace(q.Body.Text) == "" && strings.Contains(mediaType(q.Header), "json")
}

// complete gives a request the body that a block of its own shows.
func (p *pair) complete(body *parser.Code) {
	code, request := *p.request, *p.request.Request
	request.Body = parser.Body{Pos: body.Pos, Text: body.Text, JSON: body.JSON}
	code.Request = &request
	p.request, p.note = &code, body.Annotation
}

// readURL reads the URL of the request.
func (p *pair) readURL(namespace string) {
	if p.request.Request == nil {
		return
	}
	p.base = baseOf(p.request.Request.URL)
	text, query := api.SplitURL(p.request.Request.URL)
	if path, err := api.ParsePath(text, namespace); err == nil {
		path.DropParens()
		p.path, p.query = path, query
	}
}

// newPair starts the pair of a request block. i tells unnamed ones apart.
func newPair(c *parser.Code, i int) *pair {
	p := &pair{request: c, annotated: c.Annotation != nil && c.Annotation.BlockType == "request"}
	if names := annotationNames(c); len(names) > 0 {
		p.name = names[0]
	} else {
		p.name = fmt.Sprintf("example_%d", i+1)
	}
	return p
}

// answer adds a response to the request that it belongs to.
func (s *pairing) answer(current *pair, c *parser.Code) {
	var to []*pair
	names := annotationNames(c)
	for _, n := range names {
		if p := s.byName[n]; p != nil && (p != current || len(names) > 1) {
			to = append(to, p)
		}
	}
	if len(to) == 0 && current != nil {
		to = []*pair{current}
	}
	if len(to) == 0 && explicit(c) {
		s.r.add(s.page, c.Pos, "response-unpaired", diag.Warning, "no request stands before this response",
			"put the request block it answers before it, or give both the same name")
	}
	for _, p := range to {
		if p.response == nil {
			p.response, p.jsonOnly = c, c.Response == nil
			continue
		}
		if c.Response == nil || (!explicit(c) && explicit(p.response)) || sameStatus(p.response, c) && !explicit(c) {
			continue
		}
		if len(s.out) >= maxPerPage {
			crowded(s.page, c.Pos, "examples", s.r)
			return
		}
		more := *p
		more.response, more.jsonOnly = c, false
		more.name = s.free(fmt.Sprintf("%s_%d", p.name, c.Response.Status))
		s.add(&more)
	}
}

// free returns name, or name with a number where a pair is called so already.
func (s *pairing) free(name string) string {
	if s.names[name] == 0 {
		return name
	}
	for {
		s.names[name]++
		if numbered := fmt.Sprintf("%s_%d", name, s.names[name]); s.names[numbered] == 0 {
			return numbered
		}
	}
}

// sameStatus tells whether two response blocks show one status.
func sameStatus(a, b *parser.Code) bool {
	return a.Response != nil && b.Response != nil && a.Response.Status == b.Response.Status
}

// opaque tells whether a request is annotated as one to a URL that the caller
// got from somewhere else (API Doctor's opaqueUrl).
func opaque(c *parser.Code) bool { return c.Annotation != nil && c.Annotation.OpaqueURL }

// baseOf returns the scheme, host and version of an absolute URL, or "".
func baseOf(url string) string {
	host := hostOf(url)
	if host == "" || strings.ContainsAny(host, "{<>}") {
		return ""
	}
	base := "https://" + host
	rest := strings.ReplaceAll(url[strings.Index(url, "://")+3+len(host):], `\`, "/")
	if first, _, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/"); api.IsVersion(first) {
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
