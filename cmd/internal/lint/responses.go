package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// The status and the type of a response: the text of a page against its examples.

// responses compares the examples with the Response section. Where a page documents
// several operations, the section is about the first one. Where it has parts with headings
// of their own, they are about different calls, and which part is about which call is not
// known.
func (c *checker) responses() {
	seen := map[string]bool{}
	for _, op := range c.API.Operations {
		p, said := c.pages[op.Page], c.Statements[op]
		if p == nil || said.Pos.Line == 0 || seen[op.Page] {
			continue
		}
		seen[op.Page] = true
		section := sectionAt(p, said.Pos)
		if phrases.HeadingOf(section.Heading.Plain) != phrases.Response {
			continue
		}
		statuses := saidStatuses(section)
		for _, e := range op.Examples {
			code := c.Blocks[e].Response
			if code == nil || code.Response == nil || isFailure(code) || !speaksOf(op, e) {
				continue
			}
			if !c.status(p, code, statuses) {
				c.resultType(p, op, section, statuses, code)
			}
		}
	}
}

// speaksOf reports whether the Response section of an operation is about an example: it
// calls one of the page's own templates, rather than something else on the way.
func speaksOf(op *api.Operation, e *api.Example) bool {
	return e.Call != nil && slices.ContainsFunc(op.Requests, func(r *api.Request) bool { return r.Call == e.Call && !r.Inferred })
}

// sectionAt returns the section that has a paragraph at a place.
func sectionAt(p *parser.Page, at parser.Pos) *parser.Section {
	for _, s := range p.Sections {
		if slices.ContainsFunc(s.Blocks, func(b parser.Block) bool { return b.Position() == at }) {
			return s
		}
	}
	return &parser.Section{}
}

// sectionTexts returns the running texts of a section.
func sectionTexts(s *parser.Section) []parser.Text {
	var texts []parser.Text
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *parser.Paragraph:
			texts = append(texts, b.Text)
		case *parser.List:
			texts = append(texts, b.Items...)
		case *parser.Table:
			for _, row := range b.Rows {
				texts = append(texts, row...)
			}
		}
	}
	return texts
}

// isFailure reports whether a response is an error or a redirection, which a Response
// section need not mention.
func isFailure(code *parser.Code) bool {
	return code.Response.Status >= 300 || code.Annotation != nil && code.Annotation.ExpectError
}

// aStatus is a status code in running text.
var aStatus = regexp.MustCompile(`\b[1-5][0-9][0-9]\b`)

// saidStatuses returns all statuses that a section names.
func saidStatuses(section *parser.Section) []int {
	var statuses []int
	for _, t := range sectionTexts(section) {
		for _, s := range aStatus.FindAllString(t.Plain, -1) {
			n, _ := strconv.Atoi(s)
			statuses = append(statuses, n)
		}
	}
	return statuses
}

// status reports a successful status that the text does not name.
func (c *checker) status(p *parser.Page, code *parser.Code, said []int) bool {
	status := code.Response.Status
	if status < 200 || len(said) == 0 || slices.Contains(said, status) {
		return false
	}
	c.report(p.Path, code.Response.Pos, "response-status", diag.Warning,
		fmt.Sprintf("the example answers %d, the text says %d", status, said[0]), "say the same in both places")
	return true
}

// resultType reports a response whose annotation has another type than the text, and
// one with a body where the text says that there is none. A text that names several
// statuses is about several responses.
func (c *checker) resultType(p *parser.Page, op *api.Operation, section *parser.Section, said []int, code *parser.Code) {
	body := code.Response.Body.JSON
	if c.Statements[op].Empty && len(slices.Compact(slices.Sorted(slices.Values(said)))) < 2 && code.Response.Status != 204 && body != nil && len(body.Value.Members) > 0 {
		c.report(p.Path, code.Response.Body.Pos, "response-type", diag.Warning, "the response has a body, and the text says that nothing is returned",
			"say what is returned, or leave the body out")
		return
	}
	a := code.Annotation
	if a == nil || a.Inferred || a.Type == "" || len(c.Statements[op].Types) == 0 {
		return
	}
	t := c.typeNamed(a.Type)
	if t == nil || namesType(section, t) {
		return
	}
	names := make([]string, len(c.Statements[op].Types))
	for i, said := range c.Statements[op].Types {
		if t.DerivesFrom(said) || said.DerivesFrom(t) {
			return
		}
		names[i] = said.Name
	}
	pos := a.TypePos
	if pos.Line == 0 {
		pos = a.Pos
	}
	c.report(p.Path, pos, "response-type", diag.Warning,
		fmt.Sprintf("the annotation says that the response is of %s, the text says %s", t.Name, strings.Join(names, ", ")), "say the same in both places")
}

// namesType reports whether a section names a type in some sentence.
func namesType(s *parser.Section, t *api.Type) bool {
	name := strings.ToLower(t.Name[strings.LastIndexByte(t.Name, '.')+1:])
	return slices.ContainsFunc(sectionTexts(s), func(t parser.Text) bool { return strings.Contains(strings.ToLower(t.Plain), name) })
}

// typeNamed returns the type of a name with or without its namespace.
func (c *checker) typeNamed(name string) *api.Type {
	if t := c.API.Type(name); t != nil {
		return t
	}
	return c.API.Type(c.API.Namespace + "." + name)
}
