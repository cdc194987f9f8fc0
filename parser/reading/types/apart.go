package types

// This file parts what a page says of types from what it says of calls, where it has both:
// sections whose headings end in a request are about calls.

import (
	"github.com/sdkscribe/sdkscribe/parser"
)

// withoutCalls returns a page without its sections on calls: each from a heading that ends
// in a request to the next one of its level, or to one that names a type. A page that has
// none is returned as it is.
func withoutCalls(page *parser.Page) *parser.Page {
	var kept []*parser.Section
	level, found := 0, false // of the call that is passed, 0 for none
	for _, s := range page.Sections {
		if level > 0 && (s.Level <= level || headedName(s.Heading.Plain) != "") {
			level = 0
		}
		if _, _, ok := parser.CutRequest(s.Heading.Plain); ok && s.Level > 1 {
			level, found = s.Level, true
		}
		if level == 0 {
			kept = append(kept, s)
		}
	}
	if !found {
		return page
	}
	cut := *page
	cut.Sections = kept
	return &cut
}
