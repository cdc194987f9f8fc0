package lint

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// The meaning of a page is what the parser reads in it, without positions and without what
// fixes change: the notation of JSON, the number of a Content-Length, the case of letters.
// A fix that would change the meaning is not made.

// meaning renders what a page means. Two pages that mean the same render alike.
func meaning(p *parser.Page) string {
	m := &meaningWriter{}
	m.line("page", p.Title, fmt.Sprint(p.FrontMatter))
	m.annotation(p.Annotation)
	for _, s := range p.Sections {
		m.line("section", fmt.Sprint(s.Level))
		m.texts(s.Heading)
		for _, b := range s.Blocks {
			m.block(b)
		}
	}
	return strings.ToLower(m.String())
}

type meaningWriter struct{ strings.Builder }

func (m *meaningWriter) line(words ...string) {
	fmt.Fprintf(m, "%q\n", words)
}

func (m *meaningWriter) texts(texts ...parser.Text) {
	for _, t := range texts {
		m.line("text", t.Plain)
		for _, s := range t.Spans {
			m.line("span", fmt.Sprint(s))
		}
	}
}

func (m *meaningWriter) block(b parser.Block) {
	switch b := b.(type) {
	case *parser.Paragraph:
		m.line("paragraph", fmt.Sprint(b.Quoted))
		m.texts(b.Text)
	case *parser.List:
		m.line("list")
		m.texts(b.Items...)
	case *parser.Tab:
		m.line("tab", b.ID, b.Title)
	case *parser.Table:
		m.line("table")
		m.annotation(b.Annotation)
		m.texts(b.Header...)
		for _, row := range b.Rows {
			m.line("row")
			m.texts(row...)
		}
	case *parser.Code:
		m.code(b)
	}
}

func (m *meaningWriter) code(c *parser.Code) {
	m.line("code", c.Info, c.TabID)
	m.annotation(c.Annotation)
	for _, t := range c.Templates {
		m.line("template", t.Method, t.URL)
	}
	switch {
	case c.Request != nil:
		m.line("request", c.Request.Method, c.Request.URL)
		m.message(c.Request.Header, c.Request.Body)
	case c.Response != nil:
		m.line("response", fmt.Sprint(c.Response.Status), c.Response.Reason)
		m.message(c.Response.Header, c.Response.Body)
	case c.JSON != nil:
		m.json(c.JSON.Value)
	case len(c.Templates) == 0:
		m.line(c.Text)
	}
}

func (m *meaningWriter) message(header []parser.Field, body parser.Body) {
	for _, f := range header {
		if strings.EqualFold(f.Name, "Content-Length") {
			f.Value = ""
		}
		m.line("field", f.Name, f.Value)
	}
	if body.JSON != nil {
		m.json(body.JSON.Value)
		return
	}
	m.line("body", body.Text)
}

func (m *meaningWriter) json(v *relaxed.Value) { m.line("json", string(v.Append(nil))) }

func (m *meaningWriter) annotation(a *parser.Annotation) {
	if a != nil {
		m.json(a.Value)
	}
}
