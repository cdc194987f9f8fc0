package model

// This phase reads each API page on its own into a draft of an operation: the
// templates, the tables, the permissions and what the prose says, with the
// examples still as code blocks. Nothing here looks at another page except
// through the catalog of types, and that only in the second of two steps, so
// names that derive from a draft do not depend on its neighbours. What needs the
// whole API (what a path leads to, who else documents it) comes after, in
// resolve.go.

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/parser"
)

// A draft is an operation as its own page tells it.
type draft struct {
	page      *parser.Page
	op        *Operation
	divisions []division
	pairs     []*pair

	verbs  []*drafted // one per request template
	said   responseProse
	typed  []typed // that is not read yet
	linked []*Type // types that the request body section links to
	// bodyTable tells that the request body section has a table.
	bodyTable bool
	// crowded tells that its tables hold more than is read.
	crowded bool
	// noBody tells that the page says to send no body.
	noBody bool
	// contentType is where the headers table asks for a Content-Type.
	contentType parser.Pos
	// subject is the type that the page is about, as its name and title say.
	subject *Type
	// branches are the further operations of a page that documents several.
	branches []*draft
	// branch tells that the draft is one of those. Its examples are played by
	// the page's first.
	branch bool
	// words are those of the page's name, folded.
	words []string
	// action is the last word of the page's name: "cancel" in event-cancel.
	action string
}

// drafted is a template with its place.
type drafted struct {
	*Request
	pos   parser.Pos
	query string
	key   string // of the path
}

// isAPIPage tells whether a page documents an operation: it says so, or it has
// a section of request templates whatever it says (a wrong doc_type is easily
// copied), or it says nothing and shows annotated requests.
func isAPIPage(page *parser.Page) bool {
	kind := page.FrontMatter["doc_type"]
	if beginsFolded(kind, "api") {
		return true
	}
	for _, s := range page.Sections {
		templates := beginsFolded(s.Heading.Plain, "http request")
		for _, b := range s.Blocks {
			c, ok := b.(*parser.Code)
			if p, text := b.(*parser.Paragraph); text && templates && showsTemplate(p.Text) {
				return true
			}
			if !ok {
				continue
			}
			if templates && (len(c.Templates) > 0 || c.Request != nil) {
				return true
			}
			if kind == "" && explicit(c) && (c.Annotation.BlockType == "request" || c.Annotation.BlockType == "samples") {
				return true
			}
		}
	}
	return false
}

// showsTemplate tells whether a text holds a request template as a code span.
func showsTemplate(t parser.Text) bool {
	for _, s := range t.Spans {
		if method, url, ok := strings.Cut(t.Plain[s.Start:s.End], " "); ok && s.Kind == parser.CodeSpan && isVerb(method) && strings.HasPrefix(url, "/") {
			return true
		}
	}
	return false
}

// draftPages begins the drafts of the API pages among pages, in their order.
func draftPages(pages []*parser.Page, namespace string, r *reporter) []*draft {
	drafts := make([]*draft, len(pages))
	each(len(pages), r, func(i int, r *reporter) {
		if isAPIPage(pages[i]) {
			drafts[i] = newDraft(pages[i], namespace, r)
		}
	})
	return slices.DeleteFunc(drafts, func(d *draft) bool { return d == nil })
}

// newDraft begins the draft of an API page's operation with what no type has a part
// in.
func newDraft(page *parser.Page, namespace string, r *reporter) *draft {
	id := strings.TrimSuffix(path.Base(page.Path), path.Ext(page.Path))
	d := &draft{
		page:      page,
		divisions: divide(page),
		op: &Operation{
			ID: id, Title: page.Title, Page: page.Path, Line: max(page.TitlePos.Line, 1),
			Requests: []*Request{}, Parameters: []*Parameter{}, Errors: []ErrorCode{}, Examples: []*Example{},
			Permissions: Permissions{DelegatedWork: []string{}, DelegatedPersonal: []string{}, Application: []string{}},
		},
	}
	d.words = idWords(id)
	d.pairs = pairs(page, d.divisions, r)
	for _, p := range d.pairs {
		p.readURL(namespace)
	}
	d.readIntro()
	d.readTemplates(namespace, r)
	d.completeFunctions()
	for _, v := range d.verbs {
		v.key = v.Path.key() // which no phase changes any more
	}
	d.placePairs()
	d.readAnnotations()
	d.intents()
	d.readTables(r)
	d.op.Spelling = d.spellID()
	return d
}

// readTypes goes on with what speaks of types.
func readTypes(drafts []*draft, c *catalog, r *reporter) {
	for _, d := range drafts {
		d.readTyped(c, r) // which may name types that are declared nowhere
	}
	c.indexProperties()
	each(len(drafts), r, func(i int, _ *reporter) {
		drafts[i].readSubject(c)
		drafts[i].said = drafts[i].readResponseProse(c)
		drafts[i].op.Said = drafts[i].statement()
	})
}

// readIntro takes the description: the first paragraph that says something
// about the operation, as against its namespace or a note.
func (d *draft) readIntro() {
	for _, div := range d.divisions {
		if div.area != areaIntro {
			continue
		}
		for _, b := range div.section.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok || strings.HasPrefix(p.Plain, "Namespace:") || p.Plain == "" {
				continue
			}
			if isDeprecated(p.Plain) {
				d.op.Deprecated = true
			}
			if d.op.Description == "" && !p.Quoted {
				d.op.Description = p.Plain
			}
		}
	}
	if d.op.Description == "" {
		d.op.Description = d.page.FrontMatter["description"]
	}
	if holdsFolded(d.page.Title, "(deprecated)") {
		d.op.Deprecated = true
	}
}

// isDeprecated tells whether a paragraph of a page's introduction deprecates
// the operation itself, as against some property of it.
func isDeprecated(s string) bool {
	if !holdsFolded(s, "deprecated") {
		return false
	}
	s = strings.ToLower(s)
	for _, phrase := range []string{"this api is deprecated", "this method is deprecated", "this api has been deprecated",
		"this action is deprecated", "this function is deprecated", "api is deprecated and"} {
		if strings.Contains(s, phrase) {
			return true
		}
	}
	return false
}

// readSubject tells from the page's name and title which type it is about:
// event-cancel and "event: cancel" are about event.
func (d *draft) readSubject(c *catalog) {
	words := strings.FieldsFunc(d.op.ID, func(r rune) bool { return r == '-' || r == '_' })
	if len(words) > 1 {
		d.action = words[len(words)-1]
	}
	ns := namespaceLine(d.page)
	if head, _, ok := strings.Cut(d.page.Title, ":"); ok {
		if t := c.findIn(ns, strings.TrimSpace(head)); t != nil {
			d.subject = t
			return
		}
	}
	for _, w := range words {
		if t := c.findIn(ns, w); t != nil && t.Kind != Enum {
			d.subject = t
			return
		}
	}
}

// readTemplates reads the request templates: the HTTP request section and
// samples blocks, and where there is neither, the annotated requests.
func (d *draft) readTemplates(namespace string, r *reporter) {
	d.eachCode(func(div division, c *parser.Code) {
		samples := explicit(c) && c.Annotation.BlockType == "samples"
		if div.area != areaTemplates && !samples {
			return
		}
		if explicit(c) && c.Annotation.BlockType == "response" {
			return
		}
		for _, t := range c.Templates {
			d.addTemplate(t, namespace, r)
		}
		if len(c.Templates) == 0 && c.Request != nil {
			d.addTemplate(parser.Template{Pos: c.Request.URLPos, Method: c.Request.Method, URL: c.Request.URL}, namespace, r)
		}
	})
	d.readInlineTemplates(namespace, r)
	if len(d.verbs) > 0 {
		return
	}
	for _, p := range d.pairs {
		if q := p.request.Request; q != nil {
			d.addTemplate(parser.Template{Pos: q.URLPos, Method: q.Method, URL: q.URL}, namespace, r)
		}
	}
	if len(d.verbs) == 0 {
		r.add(d.page, d.page.TitlePos, "no-request-template", diag.Warning, "the page shows no request template",
			"add an \"HTTP request\" section with one line per path, such as GET /things/{id}, or, if the page is about a type, write doc_type: resourcePageType")
	}
}

// readInlineTemplates reads templates that the HTTP request section writes in the
// text, as in `GET /users/{id}`, instead of in a code block.
func (d *draft) readInlineTemplates(namespace string, r *reporter) {
	for _, div := range d.divisions {
		if div.area != areaTemplates {
			continue
		}
		for _, b := range div.section.Blocks {
			var texts []parser.Text
			switch b := b.(type) {
			case *parser.Paragraph:
				texts = []parser.Text{b.Text}
			case *parser.List:
				texts = b.Items
			}
			for _, t := range texts {
				for _, s := range t.Spans {
					method, url, ok := strings.Cut(t.Plain[s.Start:s.End], " ")
					if s.Kind == parser.CodeSpan && ok && isVerb(method) && strings.HasPrefix(strings.TrimSpace(url), "/") {
						d.addTemplate(parser.Template{Pos: t.Pos, Method: method, URL: strings.TrimSpace(url)}, namespace, r)
					}
				}
			}
		}
	}
}

// isVerb tells whether a word is a method that request templates have.
func isVerb(s string) bool {
	return s == "GET" || s == "POST" || s == "PATCH" || s == "PUT" || s == "DELETE"
}

// eachCode calls f with every code block that shows HTTP, in order.
func (d *draft) eachCode(f func(division, *parser.Code)) {
	for _, div := range d.divisions {
		for _, b := range div.section.Blocks {
			if c, ok := b.(*parser.Code); ok && visibleTab(c.TabID) {
				f(div, c)
			}
		}
	}
}

// addTemplate adds one template line. A line that stands there twice is one request.
func (d *draft) addTemplate(t parser.Template, namespace string, r *reporter) {
	same := func(v *drafted) bool { return v.Method == t.Method && v.Template == t.URL }
	if len(d.verbs) >= maxPerPage || slices.ContainsFunc(d.verbs, same) {
		return
	}
	if len(d.verbs) == maxPerPage-1 {
		crowded(d.page, t.Pos, "request templates", r)
	}
	q := &Request{Method: t.Method, Template: t.URL, Line: t.Pos.Line}
	d.op.Requests = append(d.op.Requests, q)
	pathText, query := splitURL(t.URL)
	pathText, elided := withoutEllipsis(pathText)
	if elided {
		r.add(d.page, t.Pos, "template-ellipsis", diag.Info, "`...` stands for any number of segments; the method is made without them",
			"write a template for each depth that shall be callable")
	}
	v := &drafted{Request: q, pos: t.Pos, query: query}
	d.verbs = append(d.verbs, v)
	p, err := parsePath(pathText, namespace)
	if err != nil {
		q.Skipped = "unreadable template: " + err.Error()
		var long tooLong
		if errors.As(err, &long) {
			long.report(d.page, t.Pos, r)
			return
		}
		r.add(d.page, t.Pos, "template-unreadable", diag.Error, "cannot read the request template: "+err.Error(),
			"write the template as METHOD /path/{placeholder}, one per line")
		return
	}
	d.nameLiterals(p, t, r)
	q.Path = p
}

// withoutEllipsis leaves out a "..." between two segments of a template: folders in
// folders in folders. What remains is the template at its least depth.
func withoutEllipsis(path string) (shorter string, elided bool) {
	shorter = strings.ReplaceAll(strings.ReplaceAll(path, "/…/", "/"), "/.../", "/")
	return shorter, shorter != path
}

// nameLiterals turns ids that a template writes out into placeholders.
func (d *draft) nameLiterals(p Path, t parser.Template, r *reporter) {
	for i := range p {
		s := &p[i]
		if s.Kind == ByPath && s.Args[0].Placeholder == "" {
			s.Args[0] = Arg{Placeholder: "path", Type: "Edm.String"}
			continue
		}
		if s.Kind == Key && s.Args[0].Placeholder == "" {
			s.Args[0].Placeholder, s.Args[0].Literal = "id", ""
		}
		if s.Kind == Operator {
			nameOperands(s)
		}
		if s.Kind != Static || i == 0 || !looksLiteral(s.Name) {
			continue
		}
		r.add(d.page, t.Pos, "template-literal-id", diag.Warning, "the template writes out "+quote(s.Name)+" where a placeholder is meant",
			"write {id} in its place")
		*s = keySegment("id")
	}
}

// nameOperands turns stand-ins for arguments into placeholders: (count=n),
// (on='parameterValue'), (startDateTime=startDateTime-value).
func nameOperands(s *Segment) {
	for j := range s.Args {
		a := &s.Args[j]
		if a.Placeholder != "" || a.Name == "" {
			if a.Placeholder == "" && a.Literal != "" {
				a.Placeholder, a.Literal = "value", ""
			}
			continue
		}
		a.Placeholder, a.Literal = a.Name, ""
	}
}

// readAnnotations takes what the annotations of the requests say about the
// operation as a whole.
func (d *draft) readAnnotations() {
	d.eachCode(func(_ division, c *parser.Code) {
		a := c.Annotation
		if a == nil || a.BlockType == "resource" {
			return
		}
		d.op.Scopes = union(d.op.Scopes, a.Scopes)
		d.op.Tags = union(d.op.Tags, a.Tags)
		d.op.APIVersions = union(d.op.APIVersions, a.APIVersions)
		d.op.Idempotent = d.op.Idempotent || a.Idempotent
		if d.op.LongRunning == "" {
			d.op.LongRunning = strings.TrimPrefix(a.LongRunningResponse, "#")
		}
	})
}

// union appends the members of more that list lacks.
func union(list, more []string) []string {
	for _, m := range more {
		if len(list) >= maxPerPage {
			break
		}
		found := false
		for _, l := range list {
			found = found || l == m
		}
		if !found && m != "" {
			list = append(list, m)
		}
	}
	return list
}

// quote quotes what a page wrote for a message, cut where it is long.
func quote(s string) string {
	if len(s) > 80 {
		s = strings.ToValidUTF8(s[:80], "") + "…"
	}
	return "`" + s + "`"
}

// placePairs tells the examples of the page's own templates from what it shows
// besides. Where none is of its own, all of them are taken for it.
func (d *draft) placePairs() {
	own := 0
	for _, p := range d.pairs {
		p.elsewhere = opaque(p.request) || !d.covers(p)
		if !p.elsewhere {
			own++
		}
	}
	for _, p := range d.pairs {
		p.elsewhere = p.elsewhere && own > 0
	}
}

// covers tells whether a request is one of the draft's templates.
func (d *draft) covers(p *pair) bool {
	if p.request.Request == nil {
		return true
	}
	if p.path == nil {
		return false
	}
	for _, v := range d.verbs {
		if v.Path == nil || v.Method != p.request.Request.Method {
			continue
		}
		if _, ok := bind(v.Path, p.path); ok {
			return true
		}
	}
	return false
}
