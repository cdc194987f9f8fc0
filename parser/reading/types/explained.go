package types

// This file tells what an object holds from the description beside a cell that says no more
// than "object": "The [place](#the-place-object) where it starts". The link has to stand
// where the description says what the value is, or to call what it leads to an object or the
// like. Other links further on lead to other things.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// Explained is the type that a description says a value is of, by a link to the section or
// the page without annotations that describes it. It is nil for none, and where the
// description has several to choose from.
func (c *Catalog) Explained(page *parser.Page, description *parser.Text) *api.Type {
	if c.Convention.IsOData() || description == nil {
		return nil
	}
	var found *api.Type
	for _, span := range description.Spans {
		if span.Kind != parser.Link || span.End > len(description.Plain) {
			continue
		}
		text := description.Plain[span.Start:span.End]
		t := c.follow(page, span.Dest, headedOr(text))
		if t == nil || t.Kind == api.Enum || !c.IsPlain(t) {
			continue
		}
		switch {
		case found != nil && found != t && phrases.LeadsToAlternative(description.Plain[:span.Start]):
			return nil
		case found == nil && (phrases.LeadsToThing(description.Plain[:span.Start]) || headedName(text) != ""):
			found = t
		}
	}
	return found
}

// headedOr is the name of a thing in the text of a link, or that text.
func headedOr(text string) string {
	if name := headedName(text); name != "" {
		return name
	}
	return strings.Trim(text, "`* ")
}

// explainedHere is the type that the description of a row leads to on its own page, by
// what the link calls it: "enum | A [mood type](#moods)". It is nil for none.
func explainedHere(res *resource, row *propertyRow) *api.Type {
	for _, span := range row.description.Spans {
		if span.Kind == parser.Link && strings.HasPrefix(span.Dest, "#") && span.End <= len(row.description.Plain) {
			return res.on.types[odata.Fold(headedName(row.description.Plain[span.Start:span.End]))]
		}
	}
	return nil
}
