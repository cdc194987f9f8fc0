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
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// area is what a section of an API page is about.
type area byte

const (
	areaOther area = iota
	AreaIntro
	areaPermissions
	areaTemplates // HTTP request
	areaPathParameters
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

// inExample tells whether code in the area illustrates rather than defines.
func (a area) inExample() bool {
	return a == areaExample || a == areaExampleRequest || a == areaExampleResponse
}

// A division is one section with its area.
type division struct {
	Area    area
	Section *parser.Section
}

// divide tells the area of every section of a page.
func divide(page *parser.Page) []division {
	type open struct {
		level int
		area  area
	}
	var stack []open
	out := make([]division, 0, len(page.Sections))
	examples := false // an example heading has been seen
	exampleLevel := 0 // the first one's level, until a Request heading stands there too
	answered := false // there is an area of the response
	for _, s := range page.Sections {
		for len(stack) > 0 && stack[len(stack)-1].level >= s.Level {
			stack = stack[:len(stack)-1]
		}
		above := AreaIntro
		if len(stack) > 0 {
			above = stack[len(stack)-1].area
		}
		a := headingArea(s.Heading.Plain, above, examples)
		if s.Level <= 1 && a == areaOther {
			a = AreaIntro
		}
		switch {
		case a == areaExample && !examples:
			examples, exampleLevel = true, s.Level
		case a == areaExampleRequest && s.Level <= exampleLevel:
			exampleLevel = 0
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
	h := odata.Fold(strings.TrimRight(strings.TrimSpace(heading), ": 0123456789."))
	within := above.inExample() || examples
	switch {
	case strings.HasPrefix(h, "http request"):
		return areaTemplates
	case strings.HasPrefix(h, "permission"), h == "prerequisites":
		return areaPermissions
	case strings.HasPrefix(h, "path parameter"), h == "url parameters":
		return areaPathParameters
	case strings.Contains(h, "function parameter"):
		return areaFunctionParameters
	case strings.Contains(h, "query parameter"), strings.Contains(h, "query option"), h == "query string parameters":
		return areaQueryParameters
	case strings.Contains(h, "request header"):
		return areaHeaders
	case strings.HasPrefix(h, "request body"), h == "parameters":
		if within && strings.HasPrefix(h, "request body") {
			return areaExampleRequest
		}
		return AreaBody
	case strings.Contains(h, "error"):
		return errorArea(h, above)
	case strings.HasPrefix(h, "example"), strings.HasPrefix(h, "sample"), strings.HasSuffix(h, " example"), strings.HasSuffix(h, " examples"):
		return areaExample
	case strings.HasPrefix(h, "request"):
		return areaExampleRequest
	case strings.HasPrefix(h, "response"):
		if within {
			return areaExampleResponse
		}
		return AreaResponse
	case strings.HasPrefix(h, "remarks"), strings.HasPrefix(h, "see also"), strings.HasPrefix(h, "next steps"):
		return areaOther
	}
	return inherited(above)
}

// errorArea tells "Error responses" from "Example 2: request with errors".
func errorArea(h string, above area) area {
	if above.inExample() || strings.HasPrefix(h, "example") {
		return areaExample
	}
	return areaErrors
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
