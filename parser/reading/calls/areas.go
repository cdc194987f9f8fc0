package calls

// This phase divides an API page into areas: what each section is about.
//
// Reference pages follow one outline (Permissions, HTTP request, Request
// headers, Request body, Response, Example), at any heading level and with
// small variations of wording. A heading that says nothing ("For users:")
// belongs to the area of the heading above it, by level; a "Response" below
// "Example" is part of the example, not the page's statement of what the call
// returns. Pages whose author skipped levels ("## Example", then "##### Request",
// or "## Example" followed by "## Request") are told by order as well.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// area is what a section of an API page is about.
type area byte

const (
	areaOther area = iota
	AreaIntro
	areaPermissions
	areaTemplates // HTTP request
	areaPathParameters
	areaURIParameters // of the path and of the query
	areaParameters    // of the body, unless the requests have none
	areaFunctionParameters
	areaQueryParameters
	areaHeaders
	AreaBody
	AreaResponse
	areaErrors
	areaExample
	areaExampleRequest
	areaExampleResponse
)

// inExample reports whether code in the area illustrates rather than defines.
func (a area) inExample() bool {
	return a == areaExample || a == areaExampleRequest || a == areaExampleResponse
}

// String says what the area is about, as in "a row in the path parameters".
func (a area) String() string {
	switch a {
	case AreaIntro:
		return "introduction"
	case areaPermissions:
		return "permissions"
	case areaTemplates:
		return "HTTP request"
	case areaPathParameters:
		return "path parameters"
	case areaFunctionParameters:
		return "function parameters"
	case areaURIParameters:
		return "URI parameters"
	case areaParameters:
		return "parameters"
	case areaQueryParameters:
		return "query parameters"
	case areaHeaders:
		return "request headers"
	case AreaBody:
		return "request body"
	case AreaResponse:
		return "response"
	case areaErrors:
		return "errors"
	case areaExample, areaExampleRequest, areaExampleResponse:
		return "example"
	}
	return "rest of the page"
}

// Defines reports whether tables in the area say what a call is like.
func (a area) Defines() bool {
	return a != areaOther && a != AreaIntro && !a.inExample()
}

// Exchanges reports whether code in the area shows what is sent or comes back.
func (a area) Exchanges() bool {
	return a.inExample() || a == areaTemplates || a == AreaBody || a == AreaResponse
}

// Illustrates reports whether code in the area shows calls.
func (a area) Illustrates() bool { return a.inExample() }

// HeadsRequests reports whether a heading of the page is about what is requested: the
// request lines below it are ways to one operation.
func (d *Draft) HeadsRequests() bool {
	return slices.ContainsFunc(d.Divisions, func(div division) bool { return div.Area == areaTemplates })
}

// A division is one section with its area.
type division struct {
	Area    area
	Section *parser.Section
}

// divide tells the area of every section of a page. A sample response is part of an
// example where the page shows a request, and else what the page says of the response.
func divide(page *parser.Page) []division {
	out := divideBy(page, false)
	for _, d := range out {
		if d.Area == areaTemplates || d.Area == areaPermissions {
			continue
		}
		for _, b := range d.Section.Blocks {
			if c, ok := b.(*parser.Code); ok && visibleTab(c.TabID) && c.Request != nil {
				return divideBy(page, true)
			}
		}
	}
	return out
}

// divideBy is divide for a page that shows requests in examples, or none.
func divideBy(page *parser.Page, asks bool) []division {
	type open struct {
		level int
		area  area
	}
	var stack []open
	o := outliner{asks: asks}
	sections := labelled(page.Sections)
	out := make([]division, 0, len(sections))
	for i, s := range sections {
		for len(stack) > 0 && stack[len(stack)-1].level >= s.Level {
			stack = stack[:len(stack)-1]
		}
		around := open{0, AreaIntro}
		if len(stack) > 0 {
			around = stack[len(stack)-1]
		}
		a := o.area(sections[i:], around.area, around.level)
		if s.Level > 0 {
			stack = append(stack, open{s.Level, a})
		}
		out = append(out, division{a, s})
	}
	return out
}

// An outliner goes through the sections of a page and notes what it has passed.
type outliner struct {
	asks         bool // the page shows requests in examples
	examples     bool // an example heading
	exampleLevel int  // the first one's level, until a Request heading stands there too
	began        int  // the level that the examples of a call began at
	answered     bool // an area of the response
	bodyLevel    int  // the level of the section in which a label heads the body; 0 for none
}

// area tells the area of the first of some sections, which stands in another one.
func (o *outliner) area(sections []*parser.Section, above area, aboveLevel int) area {
	s := sections[0]
	silent := headingOf(s) == phrases.NoHeading
	if s.Level < o.began && silent {
		o.examples, o.answered = false, false // the page goes on to another call
	}
	if isVerb(s.Heading.Plain) || opensCall(s) && !above.inExample() {
		o.examples, o.exampleLevel, o.answered = false, 0, false // of another call
	}
	a := headingArea(s, above, o.examples || o.asks && phrases.IsSample(s.Heading.Plain))
	if !silent || s.Level <= o.bodyLevel {
		o.bodyLevel = 0
	} else if o.bodyLevel > 0 {
		a = AreaBody // what a member of the body holds
	}
	if a == AreaBody && s.Level == labelLevel {
		o.bodyLevel = aboveLevel
	}
	if s.Level <= 1 && a == areaOther {
		a = AreaIntro
	}
	if a == areaExampleRequest && !above.inExample() && !o.examples && definesRequest(sections) {
		a = areaTemplates
	}
	switch {
	case a == areaExample && !o.examples:
		o.examples, o.exampleLevel, o.began = true, s.Level, s.Level
	case a == areaExampleRequest && s.Level <= o.exampleLevel:
		o.exampleLevel = 0
	case a == areaExampleRequest && s.Level == labelLevel && !o.examples:
		o.examples, o.began = true, labelLevel // what a label calls a response below answers this one
		if above == areaTemplates {
			o.exampleLevel = labelLevel - 1 // and a section on the response is one
		}
	case a == areaExampleResponse && s.Level <= o.exampleLevel && !o.answered:
		// OneDrive's reference has the response behind the example, as a
		// section of its own that also holds what the example is answered by.
		a = AreaResponse
	}
	o.answered = o.answered || a == AreaResponse
	return a
}

// definesRequest reports whether the first of some sections is headed as an example's
// request is and has sections below it that describe a request in tables or lists: it is the
// section on the request.
func definesRequest(sections []*parser.Section) bool {
	for _, s := range sections[1:] {
		if s.Level <= sections[0].Level {
			return false
		}
		switch headingOf(s) {
		case phrases.RequestHeaders, phrases.PathParameters, phrases.QueryParameters, phrases.URIParameters, phrases.RequestBody, phrases.Parameters:
			if hasTable(s) || listsNames(s) {
				return true
			}
		}
	}
	return false
}

// listsNames reports whether a section has a list whose items begin with a name that is
// set off from what they say of it.
func listsNames(s *parser.Section) bool {
	return slices.ContainsFunc(s.Blocks, func(b parser.Block) bool {
		list, ok := b.(*parser.List)
		if !ok {
			return false
		}
		_, ok = readItem(&list.Items[0], false)
		return ok
	})
}

// hasTable reports whether a section has a table of names.
func hasTable(s *parser.Section) bool {
	return slices.ContainsFunc(s.Blocks, func(b parser.Block) bool {
		t, ok := b.(*parser.Table)
		return ok && len(t.Header) > 1 && phrases.ParameterColumn.Fits(t.Header[0].Plain)
	})
}

// hasTypes reports whether a section has a table of names and their types.
func hasTypes(s *parser.Section) bool {
	return slices.ContainsFunc(s.Blocks, func(b parser.Block) bool {
		t, ok := b.(*parser.Table)
		return ok && nameColumn(t) == 0 && column(t, phrases.TypeColumn) > 0
	})
}

// headingArea tells the area of a section from its heading, the area it stands
// in, and whether examples have begun.
func headingArea(s *parser.Section, above area, examples bool) area {
	within := above.inExample() || examples
	switch headingOf(s) {
	case phrases.HTTPRequest:
		return areaTemplates
	case phrases.Permissions, phrases.Prerequisites:
		return areaPermissions
	case phrases.PathParameters:
		return areaPathParameters
	case phrases.FunctionParameters:
		return areaFunctionParameters
	case phrases.QueryParameters:
		return areaQueryParameters
	case phrases.RequestHeaders:
		return areaHeaders
	case phrases.RequestBody:
		if within && above != areaTemplates {
			return areaExampleRequest
		}
		return AreaBody
	case phrases.Parameters:
		return areaParameters
	case phrases.URIParameters:
		return areaURIParameters
	case phrases.Errors:
		if above.inExample() {
			return areaExample // "A request with errors"
		}
		return areaErrors
	case phrases.Example:
		return areaExample
	case phrases.Request:
		if !within && hasTypes(s) && !slices.ContainsFunc(s.Blocks, asks) {
			return areaParameters // "Payload", with a table of what is sent
		}
		return areaExampleRequest
	case phrases.Response:
		if within && (above != AreaResponse || !hasTable(s)) {
			return areaExampleResponse
		}
		return AreaResponse
	case phrases.Aside:
		return areaOther
	}
	return inherited(above)
}

// inherited is the area of a section whose heading says nothing.
func inherited(above area) area {
	if above == AreaIntro {
		return areaOther
	}
	if above.inExample() {
		return areaExample
	}
	return above
}

// labelLevel is the level of what a label heads: below all headings.
const labelLevel = 7

// labelled parts sections at the labels in their text: what pages write in place of a
// heading above an example, be it a line in bold or a sentence.
func labelled(sections []*parser.Section) []*parser.Section {
	out := make([]*parser.Section, 0, len(sections))
	for _, s := range sections {
		part := s
		for i, b := range s.Blocks {
			heading, ok := label(s.Blocks, i)
			if !ok {
				if part != s {
					part.Blocks = append(part.Blocks, b)
				}
				continue
			}
			if part == s { // which stays as it is
				first := *s
				first.Blocks = slices.Clip(s.Blocks[:i])
				out = append(out, &first)
			} else {
				out = append(out, part)
			}
			part = &parser.Section{Level: labelLevel, Heading: heading, Pos: b.Position(), Blocks: []parser.Block{b}}
		}
		out = append(out, part)
	}
	return out
}

// label returns the heading that a block stands for, if it is a label.
func label(blocks []parser.Block, i int) (parser.Text, bool) {
	p, ok := blocks[i].(*parser.Paragraph)
	if !ok || p.Quoted {
		return parser.Text{}, false
	}
	if isBold(p.Text) {
		heading := phrases.HeadingOf(p.Plain)
		if headsExample(heading) || headsRequest(heading) && tableBelow(blocks, i) {
			return p.Text, true
		}
	}
	name := ""
	switch phrases.LabelOf(p.Plain) {
	case phrases.Request:
		name = "Request"
	case phrases.Response:
		name = "Response"
	}
	if name != "" && phrases.IsSample(p.Plain) {
		name = "Example " + strings.ToLower(name)
	}
	code := above(blocks, i)
	return parser.Text{Pos: p.Pos, Plain: name}, name != "" && code != nil && !explicit(code)
}

// headsExample reports whether a heading is one of a side of an example.
func headsExample(h phrases.Heading) bool {
	return h == phrases.Request || h == phrases.Response || h == phrases.RequestBody
}

// headsRequest reports whether a heading is one of a part of the request.
func headsRequest(h phrases.Heading) bool {
	return h == phrases.HTTPRequest || h == phrases.URIParameters || h == phrases.PathParameters || h == phrases.QueryParameters || h == phrases.RequestHeaders
}

// tableBelow reports whether a text stands above a table, with nothing but text between
// the two.
func tableBelow(blocks []parser.Block, i int) bool {
	for _, b := range blocks[i+1:] {
		switch b := b.(type) {
		case *parser.Table:
			return true
		case *parser.Paragraph:
			if !isBold(b.Text) {
				continue
			}
		}
		return false
	}
	return false
}

// isBold reports whether a text is a few words in bold and nothing else.
func isBold(t parser.Text) bool {
	const most = 40 // bytes
	text := strings.Trim(t.Plain, ": ")
	return text != "" && len(text) < most && slices.ContainsFunc(t.Spans, func(s parser.Span) bool {
		return s.Kind == parser.Strong && s.Start == 0 && s.End >= len(text)
	})
}

// above returns the code block that a text stands above, with nothing but notes between
// the two, or nil.
func above(blocks []parser.Block, i int) *parser.Code {
	for _, b := range blocks[i+1:] {
		switch b := b.(type) {
		case *parser.Code:
			return b
		case *parser.Paragraph:
			if b.Quoted {
				continue
			}
		}
		return nil
	}
	return nil
}
