package calls

// This file reads headings that end in a request: "Create a crate - POST /crates/{id}".
// Such a heading opens what the page says of one operation, and defines its request.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// headedRequest returns the title and the request of a section whose heading defines one.
// A heading of an example or of a part of an outline defines none.
func headedRequest(s *parser.Section) (title string, request parser.Template, ok bool) {
	title, request, ok = parser.CutRequest(s.Heading.Plain)
	if !ok || s.Level < 2 {
		return "", parser.Template{}, false
	}
	switch phrases.HeadingOf(title) {
	case phrases.Example, phrases.Request, phrases.Response, phrases.HTTPRequest:
		return "", parser.Template{}, false
	}
	request.Pos = s.Pos
	return title, request, true
}

// opensCall reports whether the heading of a section defines a request.
func opensCall(s *parser.Section) bool {
	_, _, ok := headedRequest(s)
	return ok
}

// headingOf is what a heading says of its section: nothing where it defines a request, for
// its words are the title of an operation.
func headingOf(s *parser.Section) phrases.Heading {
	if opensCall(s) {
		return phrases.NoHeading
	}
	return phrases.HeadingOf(s.Heading.Plain)
}

// headedRequests returns the requests that headings of a page define, outside of its
// examples.
func headedRequests(page *parser.Page) []parser.Template {
	if !slices.ContainsFunc(page.Sections, opensCall) {
		return nil
	}
	var out []parser.Template
	for _, div := range divide(page) {
		if _, t, ok := headedRequest(div.Section); ok && !div.Area.inExample() {
			out = append(out, t)
		}
	}
	return out
}

// titleOf is the title of a page or a section without the request that it ends in.
func titleOf(heading string) string {
	if title, _, ok := parser.CutRequest(heading); ok && title != "" {
		return title
	}
	return heading
}
