package calls

// This file reads what pages show beside the messages of an example: the file that a
// command sends, the body without its request line, the status without its line.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// fileSent returns the name of the file that a request's body stands for, as in the
// curl option --data @order.json, or "".
func fileSent(q *parser.Request) string {
	text := strings.TrimSpace(q.Body.Text)
	if len(text) < 2 || text[0] != '@' || strings.ContainsAny(text, " \t\r\n{}\"") {
		return ""
	}
	return text[1:]
}

// takeFile gives a request that sends a file what the page shows of it, the JSON above. It
// has no test where the page does not show it.
func (s *pairing) takeFile(p *Exchange, payload *parser.Code) {
	name := fileSent(p.Asked)
	if p.Several || name == "" {
		return
	}
	if payload != nil {
		p.complete(payload)
		return
	}
	why := "the request sends the file " + report.Quote(name) + ", which the page does not show"
	p.Skipped = why
	s.r.Add(s.page, p.Asked.Body.Pos, "body-in-file", diag.Info, why, "show the file's JSON above the request, below a heading such as \"Sample payload\"")
}

// bodyAlone begins the exchange of a request of which an example shows the body alone: it is
// the page's one template, if that has nothing to fill in. It is nil for others.
func (s *pairing) bodyAlone(body *parser.Code) *Exchange {
	line := onlyTemplate(s.divisions)
	if line == nil || !mayHaveBody(line.Method) || strings.ContainsAny(line.URL, "{<$") || strings.Contains(line.URL, "/:") {
		return nil
	}
	code := *body
	code.JSON = nil
	code.Request = &parser.Request{Method: line.Method, URL: line.URL, URLPos: line.Pos, Body: parser.Body{Pos: body.TextPos, Text: body.Text, JSON: body.JSON}}
	return s.begin(&code)
}

// onlyTemplate returns the one request line of the sections that are about it, nil where
// there are several.
func onlyTemplate(divisions []division) (line *parser.Template) {
	for _, div := range divisions {
		if div.Area != areaTemplates {
			continue
		}
		for _, b := range div.Section.Blocks {
			c, ok := b.(*parser.Code)
			if !ok || !visibleTab(c.TabID) {
				continue
			}
			lines := c.Templates
			if len(lines) == 0 && c.Request != nil {
				lines = []parser.Template{requestLine(c.Request)}
			}
			if len(lines) > 1 || len(lines) == 1 && line != nil {
				return nil
			}
			if len(lines) == 1 {
				line = &lines[0]
			}
		}
	}
	return line
}

// comesRequest reports whether a request is the next message among blocks.
func comesRequest(blocks []shown) bool {
	for _, b := range blocks {
		switch role := roleOf(b.code, b.Area); {
		case role == requestRole:
			return true
		case role != noRole && b.Area != areaExampleRequest:
			return false
		}
	}
	return false
}

// textAnswer returns the answer that a block of plain text is below the heading of an
// example's answer: "Order removed". The block itself is returned where it is none.
func textAnswer(c *parser.Code, a area) *parser.Code {
	switch c.Info {
	case "plain", "plaintext", "text", "txt":
	default:
		return c
	}
	if a != areaExampleResponse || explicit(c) || c.Request != nil || c.Response != nil || c.JSON != nil || len(c.Templates) > 0 || strings.TrimSpace(c.Text) == "" {
		return c
	}
	code := *c
	code.Response = &parser.Response{Unstated: true, Pos: c.Pos, Body: parser.Body{Pos: c.TextPos, Text: c.Text}}
	return &code
}

// isText reports whether an answer is plain text that nothing says the form of.
func isText(a *parser.Response) bool {
	return a.Unstated && len(a.Header) == 0 && a.Body.JSON == nil && strings.TrimSpace(a.Body.Text) != ""
}

// mayHaveBody reports whether requests of a method have bodies.
func mayHaveBody(method string) bool { return method == "POST" || method == "PUT" || method == "PATCH" }

// statusBeside returns the answer whose status stands in a text of an example rather than
// on a status line ("Status code: 201"), nil where the text is no status. Header fields
// may stand in texts behind it. JSON below, which has no status line either, is its body,
// and taken is its index.
func statusBeside(blocks []parser.Block, i int, a area) (answer *parser.Code, taken int) {
	p, ok := blocks[i].(*parser.Paragraph)
	if !ok || a != areaExampleResponse || p.Quoted || !phrases.LabelsStatus(strings.ToLower(p.Plain)) {
		return nil, 0
	}
	status := firstStatus(p.Plain, 200)
	if status == 0 {
		return nil, 0
	}
	response := &parser.Response{Status: status, Pos: p.Pos, Body: parser.Body{Pos: p.Pos}}
	for j, b := range blocks[i+1:] {
		switch b := b.(type) {
		case *parser.Paragraph:
			if name, value, ok := strings.Cut(b.Plain, ": "); ok && strings.Contains(name, "-") && !strings.Contains(name, " ") {
				response.Header = append(response.Header, parser.Field{Name: name, Value: value, Pos: b.Pos})
			}
			continue
		case *parser.Code:
			if b.JSON == nil || explicit(b) || !visibleTab(b.TabID) {
				break
			}
			shown := *b
			response.Body = parser.Body{Pos: b.TextPos, Text: b.Text, JSON: b.JSON}
			shown.JSON, shown.Response = nil, response
			return &shown, i + 1 + j
		}
		break
	}
	return &parser.Code{Pos: p.Pos, TextPos: p.Pos, Response: response}, i
}
