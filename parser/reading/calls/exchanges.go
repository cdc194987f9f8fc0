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
	// Doubtful reports that the answer may be to another request of the page as well: it
	// shows what comes back, and not to what.
	Doubtful bool
	// Path and Query are those of the request's URL. There is no Path where the URL
	// cannot be read, or there are several. What the annotation lists as sample keys
	// are keys of Path. Written is the path without regard to that, nil where it is the
	// same.
	Path    api.Path
	Written api.Path
	Query   string
	Base    string // what the URL is below: scheme, host and version
	// Repeated shows the request's body once more, in front of it. It is nil where the page
	// does not.
	Repeated *parser.Code
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
	case c.Request != nil && (a.inExample() || a == areaOther), len(c.Templates) > 1 && (a.inExample() || a == areaOther):
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
	// chapter numbers the parts of a page that have a heading of the second level or above
	// which says nothing, or one that is a verb: each may be about another call.
	chapter int
	// failure reports that the page says of an answer without a status line that it is an
	// error.
	failure bool
}

// shownIn lists the code blocks of a page that show HTTP.
func shownIn(divisions []division) []shown {
	const chapterLevel = 2
	var out []shown
	chapter := 0
	for _, d := range divisions {
		if d.Section.Level <= chapterLevel && (d.Area == areaOther || d.Area == AreaIntro) || isVerb(d.Section.Heading.Plain) {
			chapter++
		}
		read := -1 // the last block that another one has taken
		for i, b := range d.Section.Blocks {
			if c, taken := statusBeside(d.Section.Blocks, i, d.Area); c != nil {
				out, read = append(out, shown{division: d, code: c, chapter: chapter}), taken
				continue
			}
			if c, ok := b.(*parser.Code); ok && visibleTab(c.TabID) && i != read {
				if c, failure := statusAbove(d.Section, i, textAnswer(c, d.Area), d.Area); c != nil {
					out = append(out, shown{d, withBody(c, d.Section.Blocks[i+1:]), chapter, failure})
				}
			}
		}
	}
	return withIntroduction(out)
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

// headsBody reports whether a block shows the media type of what follows it and nothing
// else: a request's header in a block of its own, between the request line and the body.
func headsBody(c *parser.Code) bool {
	name, value, ok := strings.Cut(strings.TrimSpace(c.Text), ":")
	return ok && strings.EqualFold(name, "Content-Type") && !strings.Contains(value, "\n")
}

// hasRoom reports whether a request may have a body and shows none.
func hasRoom(q *Exchange) bool {
	switch q.Asked.Method {
	case "GET", "LIST", "HEAD", "DELETE", "OPTIONS":
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

// Opaque reports whether a request is annotated as one to a URL that the caller
// got from somewhere else (API Doctor's opaqueUrl).
func Opaque(c *parser.Code) bool { return c.Annotation != nil && c.Annotation.OpaqueURL }

// setUnrelatedApart tells the examples of the page's own templates from what it shows
// besides. Where none is of its own, all of them are taken for it.
func (d *Draft) setUnrelatedApart() {
	own := 0
	for _, p := range d.Exchanges {
		p.Unrelated = Opaque(p.Block) || !d.Covers(p)
		if !p.Unrelated {
			own++
		}
	}
	for _, p := range d.Exchanges {
		p.Unrelated = p.Unrelated && own > 0
	}
}

// Covers reports whether a request is one of the draft's templates.
func (d *Draft) Covers(p *Exchange) bool {
	if p.Several {
		return true
	}
	if p.Path == nil {
		return false
	}
	for _, v := range d.Templates {
		if v.Method == p.Asked.Method && p.IsOf(v.Path) {
			return true
		}
	}
	return false
}

// IsOf reports whether a template's path covers that of the request.
func (p *Exchange) IsOf(template api.Path) bool {
	if _, ok := api.Bind(template, p.Path); ok {
		return true
	}
	if p.Written == nil {
		return false
	}
	_, ok := api.Bind(template, p.Written)
	return ok
}
