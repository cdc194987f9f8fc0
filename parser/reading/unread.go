package reading

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// This file reports pages of which nothing is read: no operation and no type, though they
// show what makes one. A page of text alone is none of those.

// unread reports the pages that none of an API comes from.
func unread(pages []*parser.Page, a *api.API, shown map[api.Place]string, r *report.Reporter) {
	read, called := map[string]bool{}, map[string]bool{}
	for _, op := range a.Operations {
		read[op.Page], called[op.Page] = true, true
	}
	for _, t := range a.Types {
		read[t.Page] = true
		for _, p := range t.Properties {
			read[p.At.Page] = true // a table of its properties
		}
	}
	for _, d := range r.Found {
		if d.Code == "type-duplicate" { // read into the type of another page
			read[d.File] = true
		}
	}
	var first *parser.Page
	for _, page := range pages {
		if at, ok := headsRequest(page); ok && !called[page.Path] {
			r.Add(page, at, "page-unread", diag.Warning, "a heading of the page holds a request, and no call is read from it",
				"end the heading in METHOD /path, outside of examples, or put the request below a heading such as \"HTTP request\"")
			continue
		}
		if read[page.Path] {
			continue
		}
		at, ok := showsRequest(page, shown)
		if ok && first == nil {
			first = page
		}
		if ok {
			r.Add(page, at, "page-unread", diag.Warning, "the page shows a request, and is not read: nothing says that it documents an operation",
				"put the request below a heading such as \"HTTP request\" or \"Request\", or write the title as GET /path; if it only illustrates the text, annotate it with \"blockType\": \"ignored\"")
		} else if at, ok := showsProperties(page); ok && shown[api.Place{Page: page.Path}] == "" {
			r.Add(page, at, "page-unread", diag.Warning, "the page has a table of properties, and is not read: nothing says of which type they are",
				"call the page after the type, as in \"event resource type\", or show the type as JSON below a heading \"JSON representation\"")
		}
	}
	if len(a.Operations) == 0 && first != nil {
		at, _ := showsRequest(first, shown)
		r.Add(first, at, "reference-unread", diag.Error, "no request is read on any page, here or where else one is shown, so there is nothing to call",
			"name the folder of the reference's pages with --docs, and show each request as METHOD /path in a code block below a heading such as \"HTTP request\" or \"Request\"")
	}
}

// showsRequest is where a page shows its first request that its author does not say to
// ignore. What illustrates how lists come in pages is read as that, and so is what shows a
// call that another page documents.
func showsRequest(page *parser.Page, shown map[api.Place]string) (parser.Pos, bool) {
	below := 0 // the level of a heading about that which sections stand below, 0 for none
	for _, s := range page.Sections {
		if below == 0 || s.Level <= below {
			if below = 0; phrases.HeadsPaging(s.Heading.Plain) {
				below = s.Level
			}
		}
		if below > 0 {
			continue
		}
		for _, b := range s.Blocks {
			c, ok := b.(*parser.Code)
			if !ok || parser.IsLanguage(c.TabID) || c.Request == nil && len(c.Templates) == 0 {
				continue
			}
			if shown[api.Place{Page: page.Path, Line: c.Pos.Line}] != "" {
				continue
			}
			if c.Annotation == nil || c.Annotation.BlockType != "ignored" {
				return c.Pos, true
			}
		}
	}
	return parser.Pos{}, false
}

// headsRequest is where a page has its first heading that ends in a request.
func headsRequest(page *parser.Page) (parser.Pos, bool) {
	for _, s := range page.Sections {
		if _, _, ok := parser.CutRequest(s.Heading.Plain); ok {
			return s.Pos, true
		}
	}
	return parser.Pos{}, false
}

// showsProperties is where a page has its first table below a heading of properties.
func showsProperties(page *parser.Page) (parser.Pos, bool) {
	for _, s := range page.Sections {
		if phrases.PropertyHeadingOf(odata.Fold(s.Heading.Plain)) == phrases.NoPropertyHeading {
			continue
		}
		for _, b := range s.Blocks {
			if t, ok := b.(*parser.Table); ok && len(t.Rows) > 0 {
				return t.Pos, true
			}
		}
	}
	return parser.Pos{}, false
}
