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
	sections := labelled(page.Sections)
	out := make([]division, 0, len(sections))
	examples := false // an example heading has been seen
	exampleLevel := 0 // the first one's level, until a Request heading stands there too
	answered := false // there is an area of the response
	for _, s := range sections {
		for len(stack) > 0 && stack[len(stack)-1].level >= s.Level {
			stack = stack[:len(stack)-1]
		}
		above := AreaIntro
		if len(stack) > 0 {
			above = stack[len(stack)-1].area
		}
		if isVerb(s.Heading.Plain) {
			examples, exampleLevel, answered = false, 0, false // of another call
		}
		a := headingArea(s.Heading.Plain, above, examples || asks && phrases.IsSample(s.Heading.Plain))
		if s.Level <= 1 && a == areaOther {
			a = AreaIntro
		}
		switch {
		case a == areaExample && !examples:
			examples, exampleLevel = true, s.Level
		case a == areaExampleRequest && s.Level <= exampleLevel:
			exampleLevel = 0
		case a == areaExampleRequest && s.Level == labelLevel && !examples:
			examples = true // what a label calls a response below answers this one
		case a == areaExampleResponse && s.Level <= exampleLevel && !answered:
			// OneDrive's reference has the response behind the example, as a
			// section of its own that also holds what the example is answered by.
			a = AreaResponse
		}
		answered = answered || a == AreaResponse
		if s.Level > 0 {
			stack = append(stack, open{s.Level, a})
		}
		out = append(out, division{a, s})
	}
	return out
}

// headingArea tells the area of a section from its heading, the area it stands
// in, and whether examples have begun.
func headingArea(heading string, above area, examples bool) area {
	within := above.inExample() || examples
	switch phrases.HeadingOf(heading) {
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
		if within {
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
		return areaExampleRequest
	case phrases.Response:
		if within {
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
		return p.Text, headsExample(phrases.HeadingOf(p.Plain))
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
