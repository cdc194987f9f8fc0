package calls

// This file finds the requests that a page documents wherever it writes them: in code
// blocks, in the text, in a table of methods and URLs, in its title. It tells the pages
// that document an operation from others, and reports a page that shows a request and
// is not read.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
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
	return kind == "" && (!describesType(page) && (documentsRequest(page) || len(outlineOf(page).heads()) > 1) || hasVerbSections(page) || len(headedRequests(page)) > 0 || len(boundRequests(page)) > 0)
}

// boundRequests returns the requests that the page of a type shows in its text: those of
// actions and functions that are bound to the type.
func boundRequests(page *parser.Page) []parser.Template {
	if !describesType(page) {
		return nil
	}
	return allOpeningRequests(page)
}

// hasVerbSections reports whether a page has a section that is headed by a verb of HTTP and
// shows a request with that verb: a page on a thing and what can be done to it.
func hasVerbSections(page *parser.Page) bool {
	verb, level := "", 0
	for _, s := range page.Sections {
		if v := s.Heading.Plain; isVerb(v) {
			verb, level = v, s.Level
		} else if s.Level <= level {
			verb = ""
		}
		for _, b := range s.Blocks {
			if c, ok := b.(*parser.Code); ok && verb != "" && visibleTab(c.TabID) && c.Request != nil && c.Request.Method == verb {
				return true
			}
		}
	}
	return false
}

// showsTemplate reports whether a block below a heading of request templates has one.
func showsTemplate(b parser.Block, heading phrases.Heading) bool {
	if heading != phrases.HTTPRequest {
		return false
	}
	switch b := b.(type) {
	case *parser.Paragraph:
		return len(inlineTemplates(b.Text)) > 0 || len(plainTemplates(b.Text)) > 0
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
// requests or examples, or in a chapter with a table of parameters or an example.
func documentsRequest(page *parser.Page) bool {
	if _, ok := titleRequest(page); ok {
		return true
	}
	const chapterLevel = 2 // of headings that open a chapter, and those above
	shows, specifies := false, false
	for _, div := range divide(page) {
		if s := div.Section; s.Level <= chapterLevel {
			shows, specifies = false, false
		}
		for _, b := range div.Section.Blocks {
			switch b := b.(type) {
			case *parser.Table:
				if len(tableTemplates(b)) > 0 {
					return true
				}
				specifies = specifies || listsParameters(b)
			case *parser.Code:
				switch {
				case !visibleTab(b.TabID):
				case b.Request != nil || len(b.Templates) > 0:
					if div.Area.inExample() || div.Area == areaTemplates {
						return true
					}
					shows = true
				default:
					specifies = specifies || b.Response != nil || b.JSON != nil && (div.Area.inExample() || div.Area == AreaResponse)
				}
			case *parser.List, *parser.Paragraph:
				shows = shows || len(openingRequests(b)) > 0
			}
		}
		if shows && specifies {
			return true
		}
	}
	return false
}

// listsParameters reports whether a table is headed as one of parameters is.
func listsParameters(t *parser.Table) bool {
	return column(t, phrases.ParameterColumn) >= 0 && (column(t, phrases.TypeColumn) >= 0 || column(t, phrases.RequiredColumn) >= 0)
}

// titleRequest returns the request that is the title of a page, or that it ends in:
// "GET /orders/{id}", with or without parentheses around the path.
func titleRequest(page *parser.Page) (parser.Template, bool) {
	if _, t, ok := parser.CutRequest(page.Title); ok {
		t.Pos = page.TitlePos
		return t, true
	}
	method, url, ok := strings.Cut(strings.Trim(page.Title, "` "), " ")
	url = strings.Trim(url, "` ")
	if inner, open := strings.CutPrefix(url, "(/"); open && strings.HasSuffix(inner, ")") {
		url = "/" + strings.TrimSpace(inner[:len(inner)-1]) // GET (/orders/{id})
	}
	if !ok || !isVerb(method) || !isPath(url) {
		return parser.Template{}, false
	}
	return parser.Template{Pos: page.TitlePos, Method: method, URL: url}, true
}

// Written returns the requests that a page documents outside its code blocks: in its
// title, in tables, and in the text below a heading of request templates; where there are
// none, at the beginning of paragraphs and list items.
func Written(page *parser.Page) []parser.Template {
	var out []parser.Template
	if t, ok := titleRequest(page); ok {
		out = append(out, t)
	}
	out = append(out, headedRequests(page)...)
	for _, s := range page.Sections {
		heading := phrases.HeadingOf(s.Heading.Plain)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *parser.Table:
				out = append(out, tableTemplates(b)...)
			case *parser.Paragraph:
				if heading == phrases.HTTPRequest {
					out = append(out, inlineTemplates(b.Text)...)
					out = append(out, plainTemplates(b.Text)...)
				}
			}
		}
	}
	if len(out) == 0 {
		return allOpeningRequests(page)
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
			for _, text := range textsOf(b) {
				for _, t := range append(inlineTemplates(text), plainTemplates(text)...) {
					d.addTemplate(t, &parser.Code{}, namespace, r)
				}
			}
		}
	}
}

// textsOf returns the texts of a paragraph or a list.
func textsOf(b parser.Block) []parser.Text {
	switch b := b.(type) {
	case *parser.Paragraph:
		return []parser.Text{b.Text}
	case *parser.List:
		return b.Items
	}
	return nil
}

// openingRequests returns the requests in code spans that texts begin with, and those that
// a colon announces: what stands around each says what it does.
func openingRequests(b parser.Block) []parser.Template {
	return slices.DeleteFunc(openingLines(b), func(t parser.Template) bool { return !isVerb(t.Method) })
}

// openingLines is openingRequests with those whose verb is no method of HTTP.
func openingLines(b parser.Block) []parser.Template {
	var out []parser.Template
	for _, text := range textsOf(b) {
		i := slices.IndexFunc(text.Spans, func(s parser.Span) bool {
			before := strings.TrimSpace(text.Plain[:s.Start])
			return s.Kind == parser.CodeSpan && (before == "" || strings.HasSuffix(before, ":") && strings.Trim(text.Plain[s.End:], " .") == "")
		})
		if i >= 0 {
			method, url, _ := strings.Cut(text.Plain[text.Spans[i].Start:text.Spans[i].End], " ")
			if url = strings.TrimSpace(url); isPath(url) && (isVerb(method) || isCapital(method) && api.Host(url) != "") {
				out = append(out, parser.Template{Pos: text.Pos, Method: method, URL: url})
			}
		}
	}
	return out
}

// isCapital reports whether a word is one of capital letters.
func isCapital(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// readOpeningRequests reads the requests in code spans that the text of the page shows by
// themselves.
func (d *Draft) readOpeningRequests(namespace string, r *report.Reporter) {
	for _, s := range d.Page.Sections {
		for _, b := range s.Blocks {
			for _, t := range openingLines(b) {
				if isVerb(t.Method) {
					d.addTemplate(t, &parser.Code{}, namespace, r)
					continue
				}
				r.Add(d.Page, t.Pos, "template-unreadable", diag.Error, "cannot read the request template: "+report.Quote(t.Method)+" is no method of HTTP",
					"write the template as METHOD /path/{placeholder}")
			}
		}
	}
}

// allOpeningRequests returns those of a whole page.
func allOpeningRequests(page *parser.Page) []parser.Template {
	var out []parser.Template
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			out = append(out, openingRequests(b)...)
		}
	}
	return out
}

// plainTemplates returns the requests that a text consists of, and has in no code span:
// DELETE https://shop.example/orders/{id}. The line ends of a text are blanks.
func plainTemplates(text parser.Text) []parser.Template {
	if slices.ContainsFunc(text.Spans, func(s parser.Span) bool { return s.Kind == parser.CodeSpan }) {
		return nil
	}
	var out []parser.Template
	for words := strings.Fields(text.Plain); len(words) > 0; {
		if len(words) < 2 || !isVerb(words[0]) || !isPath(words[1]) {
			return nil
		}
		out = append(out, parser.Template{Pos: text.Pos, Method: words[0], URL: words[1]})
		if words = words[2:]; len(words) > 0 && strings.HasPrefix(words[0], "HTTP/") {
			words = words[1:]
		}
	}
	return out
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

// isVerb reports whether a word is a method that request templates have. LIST is one of
// services whose paths are those of folders.
func isVerb(s string) bool {
	return s == "GET" || s == "POST" || s == "PATCH" || s == "PUT" || s == "DELETE" || s == "HEAD" || s == "LIST"
}

// isPath reports whether a text is a URL or a path, with or without its first slash.
func isPath(s string) bool {
	path, _, _ := strings.Cut(s, "?")
	if !strings.Contains(path, "/") {
		return false
	}
	within := false // of a placeholder, whose words may have blanks between them
	for _, c := range []byte(path) {
		switch {
		case c == '<':
			within = true
		case c == '>':
			within = false
		case c == ' ' && !within:
			return false
		}
	}
	return !within
}
