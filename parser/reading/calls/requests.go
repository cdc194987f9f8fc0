package calls

// This file finds the requests that a page documents wherever it writes them: in code
// blocks, in the text, in a table of methods and URLs, in its title. It tells the pages
// that document an operation from others, and reports a page that shows a request and
// is not read.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// isAPIPage reports whether a page documents an operation: it says so, or it has
// a section of request templates whatever it says (a wrong doc_type is easily
// copied), or it says nothing and shows requests as such pages do.
func isAPIPage(page *parser.Page) bool {
	kind := page.FrontMatter["doc_type"]
	if odata.HasPrefixFold(kind, "api") {
		return true
	}
	for _, s := range page.Sections {
		heading := phrases.HeadingOf(s.Heading.Plain)
		for _, b := range s.Blocks {
			if showsTemplate(b, heading) {
				return true
			}
			if c, ok := b.(*parser.Code); ok && kind == "" && explicit(c) && (c.Annotation.BlockType == "request" || c.Annotation.BlockType == "samples") {
				return true
			}
		}
	}
	return kind == "" && !describesType(page) && documentsRequest(page)
}

// showsTemplate reports whether a block below a heading of request templates has one.
func showsTemplate(b parser.Block, heading phrases.Heading) bool {
	if heading != phrases.HTTPRequest {
		return false
	}
	switch b := b.(type) {
	case *parser.Paragraph:
		return len(inlineTemplates(b.Text)) > 0
	case *parser.Table:
		return len(tableTemplates(b)) > 0
	case *parser.Code:
		return len(b.Templates) > 0 || b.Request != nil
	}
	return false
}

// describesType reports whether a page is about a type: its title says so, or it has a
// section of properties.
func describesType(page *parser.Page) bool {
	if _, rest, _ := strings.Cut(page.Title, " "); phrases.TitleOf(strings.TrimSpace(rest)) != phrases.NoTitle {
		return true
	}
	for _, s := range page.Sections {
		if phrases.PropertyHeadingOf(odata.Fold(strings.TrimSpace(s.Heading.Plain))) != phrases.NoPropertyHeading {
			return true
		}
	}
	return false
}

// documentsRequest reports whether a page that says nothing about itself shows a request
// where pages of operations do: in its title, in a table, below a heading or a label of
// requests or examples.
func documentsRequest(page *parser.Page) bool {
	if _, ok := titleRequest(page); ok {
		return true
	}
	for _, div := range divide(page) {
		for _, b := range div.Section.Blocks {
			switch b := b.(type) {
			case *parser.Table:
				if len(tableTemplates(b)) > 0 {
					return true
				}
			case *parser.Code:
				if visibleTab(b.TabID) && (b.Request != nil || len(b.Templates) > 0) && (div.Area.inExample() || div.Area == areaTemplates) {
					return true
				}
			}
		}
	}
	return false
}

// titleRequest returns the request that is the title of a page: "GET /orders/{id}".
func titleRequest(page *parser.Page) (parser.Template, bool) {
	method, url, ok := strings.Cut(strings.Trim(page.Title, "` "), " ")
	if !ok || !isVerb(method) || !isPath(url) {
		return parser.Template{}, false
	}
	return parser.Template{Pos: page.TitlePos, Method: method, URL: url}, true
}

// Written returns the requests that a page documents outside its code blocks: in its
// title, in tables, and in the text below a heading of request templates.
func Written(page *parser.Page) []parser.Template {
	var out []parser.Template
	if t, ok := titleRequest(page); ok {
		out = append(out, t)
	}
	for _, s := range page.Sections {
		heading := phrases.HeadingOf(s.Heading.Plain)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Table:
				out = append(out, tableTemplates(b)...)
			case *parser.Paragraph:
				if heading == phrases.HTTPRequest {
					out = append(out, inlineTemplates(b.Text)...)
				}
			}
		}
	}
	return out
}

// readInlineTemplates reads templates that the HTTP request section writes in the
// text, as in `GET /users/{id}`, instead of in a code block.
func (d *Draft) readInlineTemplates(namespace string, r *report.Reporter) {
	for _, div := range d.Divisions {
		if div.Area != areaTemplates {
			continue
		}
		for _, b := range div.Section.Blocks {
			var texts []parser.Text
			switch b := b.(type) {
			case *parser.Paragraph:
				texts = []parser.Text{b.Text}
			case *parser.List:
				texts = b.Items
			}
			for _, text := range texts {
				for _, t := range inlineTemplates(text) {
					d.addTemplate(t, &parser.Code{}, namespace, r)
				}
			}
		}
	}
}

// inlineTemplates returns the requests that a text has in code spans.
func inlineTemplates(text parser.Text) []parser.Template {
	var out []parser.Template
	for _, s := range text.Spans {
		method, url, ok := strings.Cut(text.Plain[s.Start:s.End], " ")
		if url = strings.TrimSpace(url); s.Kind == parser.CodeSpan && ok && isVerb(method) && isPath(url) {
			out = append(out, parser.Template{Pos: text.Pos, Method: method, URL: url})
		}
	}
	return out
}

// readTemplateTables reads tables of methods and URLs.
func (d *Draft) readTemplateTables(namespace string, r *report.Reporter) {
	for _, div := range d.Divisions {
		for _, b := range div.Section.Blocks {
			t, ok := b.(*parser.Table)
			if !ok {
				continue
			}
			for _, t := range tableTemplates(t) {
				d.addTemplate(t, &parser.Code{}, namespace, r)
			}
		}
	}
}

// tableTemplates returns the requests of a table that has a column of methods and one of
// URLs.
func tableTemplates(t *parser.Table) []parser.Template {
	verb, url := column(t, phrases.VerbColumn), column(t, phrases.URLColumn)
	if verb < 0 || url < 0 || verb == url {
		return nil
	}
	var out []parser.Template
	for _, row := range t.Rows {
		method := strings.ToUpper(strings.Trim(row[verb].Plain, "*` "))
		text := strings.Trim(row[url].Plain, "*` ")
		if i := strings.LastIndex(text, " HTTP/"); i > 0 {
			text = strings.TrimSpace(text[:i])
		}
		if isVerb(method) && isPath(text) {
			out = append(out, parser.Template{Pos: row[url].Pos, Method: method, URL: text})
		}
	}
	return out
}

// isVerb reports whether a word is a method that request templates have.
func isVerb(s string) bool {
	return s == "GET" || s == "POST" || s == "PATCH" || s == "PUT" || s == "DELETE"
}

// isPath reports whether a text is a URL or a path, with or without its first slash.
func isPath(s string) bool {
	path, _, _ := strings.Cut(s, "?")
	return strings.Contains(path, "/") && !strings.Contains(path, " ")
}
