package account

// This file accounts for code blocks, line by line: requests and answers of examples,
// templates, representations of types, and what is none of these.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/play"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// code accounts for a code block with its annotation.
func (p *pageReader) code(c *parser.Code) {
	before := len(p.entries)
	p.add(c.Pos.Line, Fence, Prose, "fence")
	p.content(c)
	if p.quiet {
		return
	}
	fate, to := p.entries[before].Fate, p.entries[before].To
	if len(p.entries) > before+1 {
		fate, to = p.entries[before+1].Fate, p.entries[before+1].To
	}
	p.entries[before].Fate = fate
	if c.Annotation != nil {
		p.annotation(c.Annotation, "annotation of the block below: "+to)
	}
}

// content accounts for the lines of a block's text.
func (p *pageReader) content(c *parser.Code) {
	switch {
	case p.exampleBlock(c), p.representation(c), p.templates(c), p.evidence(c):
		return
	case blockType(c) == "ignored":
		p.lines(c, Ignored, "ignored: the annotation says so")
		return
	case blockType(c) == "testparams":
		p.lines(c, Read, "values of scenarios")
		return
	case otherLanguage(c):
		p.lines(c, Ignored, "ignored: a tab of another language ("+c.TabID+")")
		return
	case blockType(c) == "" && p.b.illustrated[api.Place{Page: p.page.Path, Line: c.Pos.Line}] != "":
		p.lines(c, Prose, "illustrates "+p.b.illustrated[api.Place{Page: p.page.Path, Line: c.Pos.Line}])
		return
	case p.paging > 0 && blockType(c) == "":
		p.lines(c, Read, "how lists come in pages")
		return
	}
	if p.errors > 0 && len(p.operations) == 0 && blockType(c) == "" && (c.Request != nil || c.Response != nil || c.JSON != nil || len(c.Templates) > 0) {
		p.lines(c, Read, "how errors look")
		return
	}
	if said := p.saidOf(c); said != "" {
		p.lines(c, Reported, said)
		return
	}
	if said := p.coveredBy(c.Pos.Line); said != "" {
		p.lines(c, Reported, said)
		return
	}
	if language := languageOf(c); language != "" && blockType(c) == "" {
		p.lines(c, Ignored, "ignored: code in "+language)
		return
	}
	if of := p.sampled(c); of != "" {
		p.lines(c, Prose, "a sample of "+of)
		return
	}
	if !p.meant(c) {
		p.lines(c, Prose, "code in the "+p.about.name)
		return
	}
	p.lines(c, Unread, "not read: code in the "+p.about.name)
	p.lostBlock(c)
}

// blockType returns the type that a block's annotation states, in lower case, or "".
func blockType(c *parser.Code) string {
	if c.Annotation == nil || c.Annotation.Inferred {
		return ""
	}
	return strings.ToLower(c.Annotation.BlockType)
}

// otherLanguage reports whether a block shows a call in another language, as the tab says
// that it stands in. HTTP and JSON in such a tab are there by mistake: an author has
// forgotten to end the tab.
func otherLanguage(c *parser.Code) bool {
	return parser.IsLanguage(c.TabID) && c.Info != "http" && c.Info != "json"
}

// saidOf returns what diagnostics say of a block as a whole: those at the block or its
// annotation, and errors within, which keep it from being read.
func (p *pageReader) saidOf(c *parser.Code) string {
	if said := p.diagnosed(c.Pos.Line); said != "" {
		return said
	}
	if c.Annotation != nil && c.Annotation.Pos.Line > 0 {
		if said := p.diagnosed(c.Annotation.Pos.Line); said != "" {
			return said
		}
	}
	if len(c.Text) == 0 {
		return ""
	}
	for line := c.TextPos.Line; line <= c.At(len(c.Text)-1).Line; line++ {
		for _, d := range p.said(line) {
			if d.Severity == diag.Error {
				return diagnosticName(d)
			}
		}
	}
	return ""
}

// coveredBy returns the diagnostic that says that nothing is read of the page, or that more
// could be said from a line on, above the one that is asked for. It is "" for none.
func (p *pageReader) coveredBy(line int) string {
	if d, ok := p.b.unread[p.page.Path]; ok && (d.Code == pageUnread || d.Line < line) {
		return fmt.Sprintf("line %d, %s", d.Line, diagnosticName(d))
	}
	return ""
}

// languageOf returns the language of a block that is not that of calls, "" where it may
// show one. Markup may be an answer.
func languageOf(c *parser.Code) string {
	switch {
	case !parser.IsOtherLanguage(c.Info), c.Request != nil, c.Response != nil, c.JSON != nil, isMarkup(c):
		return ""
	}
	return c.Info
}

// isMarkup reports whether a block shows XML.
func isMarkup(c *parser.Code) bool {
	return c.Info == "xml" || c.Info == "" && strings.HasPrefix(strings.TrimSpace(c.Text), "<") && strings.HasSuffix(strings.TrimSpace(c.Text), ">")
}

// sampled says what a block of JSON is a sample of, "" for nothing: of a type that has all
// its members, which the page declares or its calls send or are answered with, or of the
// parameters of these calls.
func (p *pageReader) sampled(c *parser.Code) string {
	if c.JSON == nil || c.JSON.Value == nil || blockType(c) != "" && blockType(c) != "example" {
		return ""
	}
	v := c.JSON.Value
	if t := p.exemplified(c); t != nil {
		return odata.BareName(t.Name) + ", as the annotation says"
	}
	if v.Kind == relaxed.Array && len(v.Elements) > 0 {
		v = v.Elements[0]
	}
	if v.Kind != relaxed.Object || len(v.Members) == 0 {
		return ""
	}
	all := func(known func(name string) bool) bool {
		return !slices.ContainsFunc(v.Members, func(m relaxed.Member) bool {
			return !p.b.catalog.Convention.IsControl(m.Name) && !known(strings.TrimSpace(m.Name))
		})
	}
	of := p.types
	calls := !p.about.exchanges || len(p.operations) == 0 // else an exchange is missing
	if calls {
		of = slices.Concat(of, p.lookup.bodies)
	}
	for _, t := range of {
		if all(func(name string) bool { return p.property(t, name) != "" }) {
			return odata.BareName(t.Name) + ", which has all its members"
		}
	}
	if code, message := p.b.catalog.Convention.Errors.Read(v); calls && code != "" && message != "" {
		return "the errors of the service"
	}
	if calls && all(func(name string) bool { return p.lookup.parameters[odata.Fold(name)] != "" }) {
		return "what the calls of the page take"
	}
	return ""
}

// exemplified is the type that a block shows an example of, by its annotation and by what
// it shows: one whose members the type has, all or some. It is nil where there is none.
func (p *pageReader) exemplified(c *parser.Code) *api.Type {
	if blockType(c) != "example" {
		return nil
	}
	t := p.b.catalog.Find(c.Annotation.Type)
	if t == nil || c.JSON.Value.Kind != relaxed.Object {
		return nil
	}
	if !slices.ContainsFunc(c.JSON.Value.Members, func(m relaxed.Member) bool { return p.property(t, strings.TrimSpace(m.Name)) != "" }) {
		return nil
	}
	return t
}

// meant reports whether a block that nothing was made of should mean something: it has
// an annotation, shows a message or what one may hold, or stands where messages do.
func (p *pageReader) meant(c *parser.Code) bool {
	switch {
	case c.Annotation != nil && !c.Annotation.Inferred:
		return true
	case c.Request != nil, c.Response != nil, len(c.Templates) > 0, parser.IsLanguage(c.TabID), listsRequest(c),
		c.JSON != nil, isMarkup(c):
		return true
	}
	return p.about.code && strings.TrimSpace(c.Text) != ""
}

// listsRequest reports whether a block lists the parts of a request, each behind its name:
// url: https://shop.example/orders, and method: GET in a line of its own.
func listsRequest(c *parser.Code) bool {
	const most = 20 // lines until both have come
	url, method := false, false
	for i, line := range strings.SplitN(c.Text, "\n", most) {
		if i == most-1 {
			break // which is the rest of the text
		}
		name, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		name = strings.ToLower(strings.Trim(name, `"' `))
		if ok && strings.TrimSpace(value) != "" {
			url = url || name == "url" || name == "endpoint"
			method = method || name == "method" || name == "type"
		}
	}
	return url && method
}

// lines gives every line of a block's text the same entry.
func (p *pageReader) lines(c *parser.Code, fate Fate, to string) {
	p.linesBy(c, func(int) (Fate, string) { return fate, to })
}

// linesBy gives every line of a block's text the entry that of returns for it.
func (p *pageReader) linesBy(c *parser.Code, of func(line int) (Fate, string)) {
	if p.quiet {
		return
	}
	for at := 0; at < len(c.Text); {
		n := strings.IndexByte(c.Text[at:], '\n')
		if n < 0 {
			n = len(c.Text) - at - 1
		}
		line := c.At(at).Line
		if strings.TrimSpace(c.Text[at:at+n+1]) != "" {
			fate, to := of(line)
			p.add(line, Fence, fate, to)
		}
		at += n + 1
	}
}

// exampleBlock accounts for a block of an example: its request, the request's body in a
// block of its own, its answer.
func (p *pageReader) exampleBlock(c *parser.Code) bool {
	if x := p.lookup.asked[c.Pos.Line]; x != nil {
		p.message(c, exampleName(x), c.Request, c.Response)
		return true
	}
	if x := p.lookup.answers[c.Pos.Line]; x != nil {
		p.message(c, exampleName(x)+": answer", nil, c.Response)
		return true
	}
	if c.Text == "" {
		return false
	}
	for line := c.Pos.Line; line <= c.At(len(c.Text)-1).Line; line++ {
		if x := p.lookup.sent[line]; x != nil {
			p.lines(c, Read, exampleName(x)+": request body")
			return true
		}
	}
	return false
}

func exampleName(x *play.Example) string {
	if x.Skipped != "" {
		return "example " + x.Name + ", no test: " + x.Skipped
	}
	return "example " + x.Name
}

// message accounts for the lines of a message.
func (p *pageReader) message(c *parser.Code, name string, q *parser.Request, a *parser.Response) {
	var header []parser.Field
	body := 0
	switch {
	case q != nil:
		header = q.Header
		if q.Body.Text != "" {
			body = q.Body.At(0).Line
		}
	case a != nil:
		header = a.Header
		if a.Body.Text != "" {
			body = a.Body.At(0).Line
		}
	}
	p.linesBy(c, func(line int) (Fate, string) {
		if q != nil && a != nil && line >= a.Pos.Line {
			return Read, name + ": answer" // in the block of its request
		}
		if body > 0 && line >= body {
			return Read, name + ": body"
		}
		for _, f := range header {
			if f.Pos.Line == line {
				return Read, name + ": header field " + f.Name
			}
		}
		return Read, name
	})
}

// templates accounts for a block of request lines that are in the model.
func (p *pageReader) templates(c *parser.Code) bool {
	written := c.Templates
	if len(written) == 0 && c.Request != nil {
		written = []parser.Template{{Pos: c.Request.URLPos, Method: c.Request.Method, URL: c.Request.URL}}
	}
	at, any := map[int]string{}, false
	for _, t := range written {
		to := p.lookup.requests[requestLine(t.Method, t.URL)]
		at[t.Pos.Line], any = to, any || to != ""
	}
	if !any {
		return false
	}
	for _, t := range written {
		if at[t.Pos.Line] == "" && p.diagnosed(t.Pos.Line) == "" {
			p.lost(t.Pos, "block-unread", diag.Warning, "nothing is made of this request line", "write METHOD and the path of one request on a line")
		}
	}
	fate, current := Ignored, "a remark in front of requests"
	p.linesBy(c, func(line int) (Fate, string) {
		if to, ok := at[line]; ok {
			if fate, current = Read, to; to == "" {
				fate, current = p.otherwise(line)
			}
		} else if said := p.noTemplate(line); said != "" {
			return Reported, said
		}
		return fate, current
	})
	return true
}

// noTemplate returns the diagnostic that says that a line among requests is none, or "".
func (p *pageReader) noTemplate(line int) string {
	for _, d := range p.said(line) {
		if d.Code == parser.CodeTemplate {
			return diagnosticName(d)
		}
	}
	return ""
}

// otherwise returns the fate of a line that is in no model.
func (p *pageReader) otherwise(line int) (Fate, string) {
	if said := p.diagnosed(line); said != "" {
		return Reported, said
	}
	return Unread, "not read: code in the " + p.about.name
}

// evidence accounts for a block that is no example and from which the type of what is
// sent or comes back was told.
func (p *pageReader) evidence(c *parser.Code) bool {
	what := p.lookup.evidence[c.Pos]
	if what != "" {
		p.lines(c, Read, what)
	}
	return what != ""
}

// representation accounts for the JSON that shows a type, member by member.
func (p *pageReader) representation(c *parser.Code) bool {
	for _, s := range p.shown {
		if s.Code == nil || s.Code.Pos != c.Pos || s.Type == nil {
			continue
		}
		if c.JSON == nil || c.JSON.Value == nil || c.JSON.Value.Kind != relaxed.Object {
			continue
		}
		p.members(c, s.Type)
		return true
	}
	return false
}

// members accounts for the members of a representation. A line without one belongs to
// that of the lines before it.
func (p *pageReader) members(c *parser.Code, t *api.Type) {
	const mostNamed = 8 // members of one line
	type destination struct {
		fate    Fate
		to      string
		members int // of the line, of which the first are named
	}
	at := map[int]destination{}
	shown := types.Represented(c)
	for i := range shown.Members {
		m := &shown.Members[i]
		line := c.JSON.Pos(m.Offset).Line
		to := destination{fate: Read, to: p.property(t, strings.TrimSpace(m.Name))}
		switch {
		case to.to != "":
		case p.b.catalog.Convention.IsControl(m.Name):
			to.to = "control information of " + odata.BareName(t.Name)
		case api.IsOpen(t):
			to.fate, to.to = Prose, "a sample of the dynamic properties of "+odata.BareName(t.Name)
		default:
			to.fate, to.to = p.otherwise(line)
			if to.fate == Unread {
				p.lostMember(c.JSON.Pos(m.Offset), m.Name)
			}
		}
		old := at[line]
		to.members = old.members + 1
		switch {
		case to.members > mostNamed: // a line of thousands would be told again and again
			to.to = old.to
		case old.members > 0:
			to.to = old.to + "; " + to.to
		}
		if old.fate == Unread {
			to.fate = Unread
		}
		at[line] = to
	}
	for line, to := range at {
		if more := to.members - mostNamed; more > 0 {
			to.to += fmt.Sprintf("; and %d more", more)
			at[line] = to
		}
	}
	current := destination{fate: Read, to: "type " + odata.BareName(t.Name)}
	p.linesBy(c, func(line int) (Fate, string) {
		if to, ok := at[line]; ok {
			current = to
		}
		return current.fate, current.to
	})
}
