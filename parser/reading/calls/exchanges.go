package calls

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
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// An Exchange is a request that a page shows, with one of its responses.
type Exchange struct {
	Name      string
	Annotated bool
	// Block shows the request, and Asked is the request. Where the block lists several
	// request lines, Asked is the first of them, without header and body.
	Block   *parser.Code
	Asked   *parser.Request
	Several bool
	// Answer is the block that shows the response, nil where the page shows none.
	// BareJSON reports that it has no status line.
	Answer   *parser.Code
	BareJSON bool
	// Path and Query are those of the request's URL. There is no Path where the URL
	// cannot be read, or there are several. What the annotation lists as sample keys
	// are keys of Path. Written is the path without regard to that, nil where it is the
	// same.
	Path    api.Path
	Written api.Path
	Query   string
	Base    string // what the URL is below: scheme, host and version
	// BodyNote is the annotation of the request's body where that is a block of its own.
	BodyNote *parser.Annotation
	// Unrelated reports that the request is none of the page's templates: a step
	// before or after, or a call to another host.
	Unrelated bool
	// Scenario reports that the request is one that the page shows, with other values.
	// Skipped says why a scenario has no test, or is "".
	Scenario bool
	Skipped  string
	// Misplaced reports that the request sends the arguments of a function in a body.
	Misplaced bool
}

// role is what a code block is in an example.
type role byte

const (
	noRole role = iota
	requestRole
	responseRole
	ignoredRequest
	bodyRole
	// jsonRole is JSON that no annotation and no status line says anything of: what it
	// is follows from the request before it.
	jsonRole
)

// MaxPerPage bounds how many templates, examples and parameters of one page are
// read. Honest pages have dozens; a page of millions shall not cost the product
// of their numbers.
const MaxPerPage = 2000

// A pairing finds the pairs of one page.
type pairing struct {
	page   *parser.Page
	r      *report.Reporter
	out    []*Exchange
	byName map[string]*Exchange
	names  map[string]int // of pairs, with how often each was asked for
}

// exchanges finds the examples of a page, in order.
func exchanges(page *parser.Page, divisions []division, r *report.Reporter) []*Exchange {
	s := &pairing{page: page, r: r, byName: map[string]*Exchange{}, names: map[string]int{}}
	var current *Exchange // the request that awaits its response
	var ignored *Exchange // an ignored request right before
	var bare *Exchange    // a request without its body right before
	var answers []answered
	blocks := shownIn(divisions)
	for i, b := range blocks {
		code := b.code
		if len(s.out) >= MaxPerPage {
			crowded(page, code.Pos, "examples", r)
			return s.settle(answers)
		}
		switch roleOf(code, b.Area) {
		case requestRole:
			current, ignored = newExchange(code, len(s.out)), nil
			bare = current
			s.add(current)
			for _, n := range annotationNames(code) {
				s.byName[n] = current
			}
		case ignoredRequest:
			ignored = newExchange(code, len(s.out))
		case jsonRole:
			if current != nil && i > 0 && hasRoom(current) && headsBody(blocks[i-1].code) {
				current.complete(code)
			} else {
				answers = s.bare(current, answers, blocks[i:])
			}
			bare = nil
		case bodyRole:
			if bare != nil && !bare.Several && lacksBody(bare.Asked) {
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
	return s.settle(answers)
}

// An answered is a response block with the pair of the request before it.
type answered struct {
	current *Exchange
	code    *parser.Code
}

// answeredYet reports whether the last response was one to p.
func answeredYet(answers []answered, p *Exchange) bool {
	return len(answers) > 0 && answers[len(answers)-1].current == p
}

// settle gives the responses to their requests. Names may point forward, so all
// requests are found first.
func (s *pairing) settle(answers []answered) []*Exchange {
	for _, a := range answers {
		s.answer(a.current, a.code)
	}
	return s.out
}

// add adds a pair and notes its name.
func (s *pairing) add(p *Exchange) {
	s.names[p.Name]++
	s.out = append(s.out, p)
}

// crowded reports that a page holds more of something than is read.
func crowded(page *parser.Page, pos parser.Pos, what string, r *report.Reporter) {
	r.Add(page, pos, "page-crowded", diag.Error, fmt.Sprintf("the page has more than %d %s; the others are not read", MaxPerPage, what),
		"divide the page")
}

// visibleTab reports whether a tab shows HTTP rather than another language's SDK.
func visibleTab(id string) bool { return !parser.IsLanguage(id) }

// explicit reports whether a block has an annotation that states its type.
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
	case a == areaTemplates || a == areaPermissions || a == AreaIntro:
		return noRole
	case c.Request != nil && (a.inExample() || a == areaOther), len(c.Templates) > 1 && a.inExample():
		return requestRole
	case c.Response != nil && a != areaErrors:
		return responseRole
	case c.JSON != nil && a == areaExampleResponse:
		return responseRole
	case c.JSON != nil && (a.inExample() || a == AreaResponse || a == areaOther):
		return jsonRole
	}
	return noRole
}

// A shown is a code block that shows HTTP, with the division it stands in.
type shown struct {
	division
	code *parser.Code
}

// shownIn lists the code blocks of a page that show HTTP.
func shownIn(divisions []division) []shown {
	var out []shown
	for _, d := range divisions {
		for i, b := range d.Section.Blocks {
			if c, ok := b.(*parser.Code); ok && visibleTab(c.TabID) {
				out = append(out, shown{d, withBody(c, d.Section.Blocks[i+1:])})
			}
		}
	}
	return out
}

// withBody gives an answer that shows no body the one that stands right behind it: JSON
// in a fence of its own where the answer announces JSON, a code span alone where it
// announces plain text, as pages write the number that a count returns. The block itself
// stays as it is.
func withBody(c *parser.Code, behind []parser.Block) *parser.Code {
	if c.Response == nil || strings.TrimSpace(c.Response.Body.Text) != "" || len(behind) == 0 {
		return c
	}
	var body parser.Body
	switch media := MediaType(c.Response.Header); b := behind[0].(type) {
	case *parser.Code:
		if media == "" || !IsJSON(media) || b.JSON == nil || b.Request != nil || b.Response != nil || explicit(b) && b.Annotation.BlockType != "example" {
			return c
		}
		body = parser.Body{Pos: b.TextPos, Text: b.Text, JSON: b.JSON}
	case *parser.Paragraph:
		if media != "text/plain" || len(b.Spans) != 1 || b.Spans[0].Kind != parser.CodeSpan || b.Spans[0].Start > 0 || b.Spans[0].End < len(b.Plain) {
			return c
		}
		body = parser.Body{Pos: b.Pos, Text: b.Plain}
	default:
		return c
	}
	code, response := *c, *c.Response
	response.Body = body
	code.Response = &response
	return &code
}

// bare reads JSON that stands alone, the first of the blocks, behind the request q: as
// the body of one that may have a body and shows none, else as its answer. A piece of JSON
// between a request and a response is neither where the request has no room for it.
func (s *pairing) bare(q *Exchange, answers []answered, blocks []shown) []answered {
	if q == nil || answeredYet(answers, q) {
		return answers
	}
	json, next := blocks[0], noRole // of the block behind that is an answer as well
	for _, b := range blocks[1:] {
		role := roleOf(b.code, b.Area)
		if role == responseRole || role == jsonRole {
			next = role
			break
		}
		if role != noRole {
			break
		}
	}
	switch {
	case hasRoom(q) && (json.Area == areaExampleRequest || next != noRole && json.Area != AreaResponse):
		q.complete(json.code)
	case next != responseRole:
		answers = append(answers, answered{q, json.code})
	}
	return answers
}

// headsBody reports whether a block shows the media type of what follows it and nothing
// else: a request's header in a block of its own, between the request line and the body.
func headsBody(c *parser.Code) bool {
	name, value, ok := strings.Cut(strings.TrimSpace(c.Text), ":")
	return ok && strings.EqualFold(name, "Content-Type") && !strings.Contains(value, "\n")
}

// hasRoom reports whether a request may have a body and shows none.
func hasRoom(q *Exchange) bool {
	switch q.Asked.Method {
	case "GET", "HEAD", "DELETE", "OPTIONS":
		return false
	}
	return !q.Several && strings.TrimSpace(q.Asked.Body.Text) == ""
}

// lacksBody reports whether a request announces JSON and shows none.
func lacksBody(q *parser.Request) bool {
	return q.Method != "GET" && strings.TrimSpace(q.Body.Text) == "" && strings.Contains(MediaType(q.Header), "json")
}

// complete gives a request the body that a block of its own shows.
func (p *Exchange) complete(body *parser.Code) {
	code, request := *p.Block, *p.Asked
	request.Body = parser.Body{Pos: body.Pos, Text: body.Text, JSON: body.JSON}
	code.Request = &request
	p.Block, p.Asked, p.BodyNote = &code, &request, body.Annotation
}

// readURL reads the URL of the request.
func (p *Exchange) readURL(convention api.Convention, namespace string) {
	if p.Several {
		return
	}
	p.Base = api.BaseURL(p.Asked.URL, convention)
	text, query := api.SplitURL(p.Asked.URL, convention)
	if path, err := api.ParsePath(text, namespace); err == nil {
		p.Path, p.Query = path, query
		if marked, any := markKeys(path, sampleKeys(p.Block)); any {
			p.Path, p.Written = marked, path
		}
	}
}

// newExchange starts the pair of a request block. i tells unnamed ones apart.
func newExchange(c *parser.Code, i int) *Exchange {
	p := &Exchange{Block: c, Asked: c.Request, Annotated: c.Annotation != nil && c.Annotation.BlockType == "request"}
	if p.Asked == nil {
		first := c.Templates[0]
		p.Asked, p.Several = &parser.Request{Method: first.Method, URL: first.URL, URLPos: first.Pos}, true
	}
	if names := annotationNames(c); len(names) > 0 {
		p.Name = names[0]
	} else {
		p.Name = fmt.Sprintf("example_%d", i+1)
	}
	return p
}

// answer adds a response to the request that it belongs to.
func (s *pairing) answer(current *Exchange, c *parser.Code) {
	var to []*Exchange
	names := annotationNames(c)
	for _, n := range names {
		if p := s.byName[n]; p != nil && (p != current || len(names) > 1) {
			to = append(to, p)
		}
	}
	if len(to) == 0 && current != nil {
		to = []*Exchange{current}
	}
	if len(to) == 0 && explicit(c) {
		s.r.Add(s.page, c.Pos, "response-unpaired", diag.Warning, "no request stands before this response",
			"put the request block it answers before it, or give both the same name")
	}
	for _, p := range to {
		if p.Answer == nil {
			p.Answer, p.BareJSON = c, c.Response == nil
			continue
		}
		if c.Response == nil || (!explicit(c) && explicit(p.Answer)) || sameStatus(p.Answer, c) && !explicit(c) {
			continue
		}
		if len(s.out) >= MaxPerPage {
			crowded(s.page, c.Pos, "examples", s.r)
			return
		}
		more := *p
		more.Answer, more.BareJSON = c, false
		more.Name = s.free(fmt.Sprintf("%s_%d", p.Name, c.Response.Status))
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

// sameStatus reports whether two response blocks show one status.
func sameStatus(a, b *parser.Code) bool {
	return a.Response != nil && b.Response != nil && a.Response.Status == b.Response.Status
}

// Opaque reports whether a request is annotated as one to a URL that the caller
// got from somewhere else (API Doctor's opaqueUrl).
func Opaque(c *parser.Code) bool { return c.Annotation != nil && c.Annotation.OpaqueURL }
