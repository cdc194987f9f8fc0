package calls

// This phase reads each API page on its own into a draft of an operation: the
// templates, the tables, the permissions and what the prose says, with the
// examples still as code blocks. Nothing here looks at another page except
// through the catalog of types, and that only in the second of two steps, so
// names that derive from a draft do not depend on its neighbours. What needs the
// whole API (what a path leads to, who else documents it) comes after, in
// resolve.go.

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// A Draft is an operation as its own page tells it.
type Draft struct {
	// Page is the page, or of a page with several operations what is about this one:
	// Part reports that.
	Page *parser.Page
	Part bool
	// Convention is that of the service.
	Convention api.Convention
	Op         *api.Operation
	Divisions  []division
	Exchanges  []*Exchange
	Failures   []*parser.Code // errors that are shown without a status line
	Scenarios  []*Exchange    // test scenarios of Exchanges

	Templates []*Template // those of Op.Requests that could be read
	Said      responseProse
	typed     []typed     // that is not read yet
	Linked    []*api.Type // types that the request body section links to
	// Listed is what the request body section says that the body is a list of, zero for none.
	Listed api.TypeRef
	// bodyTable tells that the request body section has a table.
	BodyTable bool
	// Sent and Answers are what tables say of the bodies of requests and answers.
	Sent, Answers []Described
	// Properties are what the page says of the resource that it is about.
	Properties []Described
	// Result is what a table calls the result.
	Result    Result
	permitted []permissionTable
	namespace string // of the API
	// crowded tells that its tables hold more than is read.
	crowded bool
	// noBody tells that the page says to send no body.
	NoBody bool
	// contentType is where the headers table asks for a Content-Type.
	contentType parser.Pos
	// subject is the type that the page is about, as its name and title say.
	Subject *api.Type
	// name is the page's, words are those of it, folded.
	name  string
	words []string
	// verbs is how many methods its requests have, shown how many requests the page shows.
	verbs, shown int
	// action is the last word of the page's name: "cancel" in event-cancel.
	Action string
}

// A Template is a request that the page documents, with a path that could be read.
type Template struct {
	*api.Request
	Pos   parser.Pos
	Query string // as written
	Key   string // of the path
	// Target is what the annotation says that the path leads to: "function", "" where
	// it does not say.
	Target string
}

// Read drafts the operations of the API pages among pages, in their order. What is
// wrong with them goes to r.
func Read(pages []*parser.Page, c *types.Catalog, r *report.Reporter) []*Draft {
	drafts := begin(pages, c, r)
	readTypes(drafts, c, r)
	return drafts
}

// begin begins the drafts of the API pages with what no type has a part in.
func begin(pages []*parser.Page, c *types.Catalog, r *report.Reporter) []*Draft {
	drafts := make([][]*Draft, len(pages))
	known := documentedBy(pages, c.Convention, c.Namespace())
	report.Each(len(pages), r, func(i int, r *report.Reporter) {
		if isAPIPage(pages[i]) && !known.explainsErrors(pages[i]) {
			drafts[i] = draftsOf(pages[i], c.Convention, c.Namespace(), r)
		}
	})
	return slices.Concat(drafts...)
}

// newDraft begins the draft of an operation with what no type has a part in.
func newDraft(of part, convention api.Convention, namespace string, r *report.Reporter) *Draft {
	page := of.page
	d := &Draft{
		Convention: convention,
		namespace:  namespace,
		Page:       page,
		Part:       of.heading != "",
		Divisions:  divide(page),
		Op: &api.Operation{
			ID: of.id, Title: titleOf(page.Title), Page: page.Path, Line: of.line,
			Requests: []*api.Request{}, Parameters: []*api.Parameter{}, Errors: []api.ErrorCode{}, Examples: []*api.Example{},
			Permissions: api.Permissions{DelegatedWork: []string{}, DelegatedPersonal: []string{}, Application: []string{}},
		},
	}
	d.name, d.words = of.name, idWords(of.name)
	d.Exchanges = exchanges(of, d.Divisions, r)
	d.shown = len(d.Exchanges)
	for _, p := range d.Exchanges {
		p.readURL(convention, namespace)
		slip(page, p.Asked.URLPos, p.Asked.URL, r)
	}
	d.readIntro()
	d.readTemplates(namespace, r)
	d.verbs = d.countVerbs()
	d.completeFunctions()
	d.settleAliases()
	d.dropCreatedKeys(r)
	d.setUnrelatedApart()
	d.readScenarios(r)
	d.readAnnotations()
	d.checkSampleKeys(r)
	d.intents()
	d.readTables(r)
	d.readFailures()
	d.readSaidCodes()
	d.readSaidStatuses()
	d.readShownCodes()
	d.readArguments(r)
	for _, v := range d.Templates {
		v.Key = v.Path.Key() // which no phase changes any more
	}
	d.assignPermissions(namespace, r)
	return d
}

// readTypes goes on with what speaks of types.
func readTypes(drafts []*Draft, c *types.Catalog, r *report.Reporter) {
	for _, d := range drafts {
		d.declareDescribed(c)
	}
	for _, d := range drafts {
		d.readTyped(c, r) // which may name types that are declared nowhere
	}
	c.IndexProperties()
	report.Each(len(drafts), r, func(i int, r *report.Reporter) {
		drafts[i].readSubject(c)
		drafts[i].Said = drafts[i].readResponseProse(c)
		drafts[i].readStatus(c)
		drafts[i].heedShown(c, r)
	})
}

// readSubject tells from the page's name and title which type it is about:
// event-cancel and "event: cancel" are about event.
func (d *Draft) readSubject(c *types.Catalog) {
	words := strings.FieldsFunc(d.name, func(r rune) bool { return r == '-' || r == '_' })
	if len(words) > 1 {
		d.Action = words[len(words)-1]
	}
	ns := types.NamespaceLine(d.Page)
	if head, _, ok := strings.Cut(d.Page.Title, ":"); ok {
		if t := c.FindIn(ns, strings.TrimSpace(head)); t != nil {
			d.Subject = t
			return
		}
	}
	for _, w := range words {
		if t := c.FindIn(ns, w); t != nil && t.Kind != api.Enum {
			d.Subject = t
			return
		}
	}
	for _, w := range words {
		if t := c.Named(d.Page, w); t != nil && t.Kind != api.Enum {
			d.Subject = t
			return
		}
	}
}

// readTemplates reads the request templates: the HTTP request section and
// samples blocks, and where there is neither, the annotated requests.
func (d *Draft) readTemplates(namespace string, r *report.Reporter) {
	d.eachCode(func(div division, c *parser.Code) {
		samples := explicit(c) && c.Annotation.BlockType == "samples"
		if div.Area != areaTemplates && !samples {
			return
		}
		if explicit(c) && c.Annotation.BlockType == "response" {
			return
		}
		for _, t := range c.Templates {
			d.addTemplate(t, c, namespace, r)
		}
		if len(c.Templates) == 0 && c.Request != nil {
			d.addTemplate(requestLine(c.Request), c, namespace, r)
		}
	})
	d.eachCode(func(_ division, c *parser.Code) { d.addRequestURLs(c, namespace, r) })
	d.readInlineTemplates(namespace, r)
	d.readTemplateTables(namespace, r)
	if len(d.Op.Requests) > 0 {
		return
	}
	if t, ok := titleRequest(d.Page); ok {
		d.addTemplate(t, &parser.Code{}, namespace, r)
		return
	}
	if headed := headedRequests(d.Page); len(headed) > 0 {
		for _, t := range headed {
			d.addTemplate(t, &parser.Code{}, namespace, r)
		}
		return
	}
	d.readOpeningRequests(namespace, r)
	for _, p := range d.takeDefinitions() {
		for _, t := range p.Block.Templates {
			d.addTemplate(t, p.Block, namespace, r)
		}
	}
	d.readShown(namespace, r)
	if len(d.Op.Requests) == 0 {
		r.Add(d.Page, d.Page.TitlePos, "no-request-template", diag.Warning, "the page shows no request template",
			"add an \"HTTP request\" section with one line per path, such as GET /things/{id}, or, if the page is about a type, call it so in its title, as in \"event resource type\"")
	}
}

// addRequestURLs adds the further templates that the annotation of a block lists.
func (d *Draft) addRequestURLs(c *parser.Code, namespace string, r *report.Reporter) {
	if c.Annotation == nil || c.Annotation.BlockType == "permissions" {
		return
	}
	for _, text := range c.Annotation.RequestURLs {
		pos := c.Annotation.PosOf("requestUrls", text)
		method, url, _ := strings.Cut(text, " ")
		if url = strings.TrimSpace(url); !isVerb(method) || url == "" {
			r.Add(d.Page, pos, "template-unreadable", diag.Error, "cannot read the request template "+report.Quote(text), "write the template as METHOD /path/{placeholder}")
			continue
		}
		d.addTemplate(parser.Template{Pos: pos, Method: method, URL: url}, c, namespace, r)
	}
}

// requestLine is the template that a request shows.
func requestLine(q *parser.Request) parser.Template {
	return parser.Template{Pos: q.URLPos, Method: q.Method, URL: q.URL}
}

// eachCode calls f with every code block that shows HTTP, in order.
func (d *Draft) eachCode(f func(division, *parser.Code)) {
	for _, div := range d.Divisions {
		for _, b := range div.Section.Blocks {
			if c, ok := b.(*parser.Code); ok && visibleTab(c.TabID) {
				f(div, c)
			}
		}
	}
}

// addTemplate adds one template line of a block. A line that stands there twice is one
// request.
func (d *Draft) addTemplate(t parser.Template, on *parser.Code, namespace string, r *report.Reporter) {
	same := func(q *api.Request) bool { return q.Method == t.Method && q.Template == t.URL }
	if len(d.Op.Requests) >= MaxPerPage || slices.ContainsFunc(d.Op.Requests, same) {
		return
	}
	if len(d.Op.Requests) == MaxPerPage-1 {
		crowded(d.Page, t.Pos, "request templates", r)
	}
	q := &api.Request{Method: t.Method, Template: t.URL, Line: t.Pos.Line}
	d.Op.Requests = append(d.Op.Requests, q)
	pathText, query := api.SplitURL(t.URL, d.Convention)
	slip(d.Page, t.Pos, t.URL, r)
	if remark := remarkIn(t.URL); remark != "" {
		q.Skipped = "unreadable template: it holds the remark " + report.Quote(remark)
		r.Add(d.Page, t.Pos, "template-unreadable", diag.Error, "the request template holds a remark: "+report.Quote(remark),
			"write the template as METHOD /path/{placeholder}, one per line")
		return
	}
	pathText, elided := withoutEllipsis(pathText)
	if elided {
		r.Add(d.Page, t.Pos, "template-ellipsis", diag.Info, "`...` stands for any number of segments; the method is made without them",
			"write a template for each depth that shall be callable")
	}
	p, err := api.ParsePath(pathText, namespace)
	if err != nil {
		q.Skipped = "unreadable template: " + err.Error()
		var long api.TooLong
		if errors.As(err, &long) {
			r.TooLong(d.Page, t.Pos, long)
			return
		}
		r.Add(d.Page, t.Pos, "template-unreadable", diag.Error, "cannot read the request template: "+err.Error(),
			"write the template as METHOD /path/{placeholder}, one per line")
		return
	}
	p, _ = markKeys(p, sampleKeys(on))
	d.nameLiterals(p, t, r)
	q.Path = p
	d.Templates = append(d.Templates, &Template{Request: q, Pos: t.Pos, Query: query, Target: targetOf(on)})
}

// slip reports a URL that is not written as URLs are, and was read all the same.
func slip(page *parser.Page, pos parser.Pos, url string, r *report.Reporter) {
	if wrong, hint := api.Slip(url); wrong != "" {
		r.Add(page, pos, "url-slip", diag.Warning, wrong, hint)
	}
}

// remarkIn returns the words in a template that are no part of a path, or "": a name
// that could not be filled in leaves such behind.
func remarkIn(url string) string {
	path, _, _ := strings.Cut(url, "?")
	if i := strings.Index(path, "**"); i >= 0 {
		return strings.Trim(path[i:], "* ")
	}
	return ""
}

// withoutEllipsis leaves out a "..." between two segments of a template: folders in
// folders in folders. What remains is the template at its least depth.
func withoutEllipsis(path string) (shorter string, elided bool) {
	shorter = strings.ReplaceAll(strings.ReplaceAll(path, "/…/", "/"), "/.../", "/")
	return shorter, shorter != path
}

// nameLiterals turns ids that a template writes out into placeholders.
func (d *Draft) nameLiterals(p api.Path, t parser.Template, r *report.Reporter) {
	for i := range p {
		s := &p[i]
		if s.Kind == api.ByPath && s.Args[0].Placeholder == "" {
			s.Args[0] = api.Arg{Placeholder: "path", Type: "Edm.String"}
			continue
		}
		if s.Kind == api.Key && len(s.Args) == 1 && s.Args[0].Placeholder == "" {
			s.Args[0].Placeholder, s.Args[0].Literal = d.Convention.Key, ""
		}
		if s.Kind == api.Operator || s.Kind == api.AlternateKey || s.Kind == api.Key && len(s.Args) > 1 {
			nameOperands(s)
		}
		if s.Kind != api.Static || i == 0 || !api.LooksLiteral(s.Name) {
			continue
		}
		d.reportLiteral(t, s.Name, r)
		key := api.KeySegment(d.Convention.Key)
		key.Suffix = s.Suffix
		*s = key
	}
}

// reportLiteral reports an id that is taken for a placeholder. An example has it rightly: what
// is missing then is the request line.
func (d *Draft) reportLiteral(t parser.Template, id string, r *report.Reporter) {
	message, hint := "the template writes out "+report.Quote(id)+" where a placeholder is meant", "write {id} in its place"
	if slices.ContainsFunc(d.Exchanges, func(x *Exchange) bool { return x.Asked.URLPos == t.Pos }) {
		message = "an example alone documents the call, whose " + report.Quote(id) + " is taken for a placeholder"
		hint = "add the request line, with {id} in its place, below a heading such as HTTP request"
	}
	r.Add(d.Page, t.Pos, "template-literal-id", diag.Warning, message, hint)
}

// nameOperands turns stand-ins for arguments into placeholders: (count=n),
// (on='parameterValue'), (startDateTime=startDateTime-value).
func nameOperands(s *api.Segment) {
	for j := range s.Args {
		a := &s.Args[j]
		if a.Placeholder != "" || a.Name == "" {
			if a.Placeholder == "" && a.Literal != "" {
				a.Placeholder, a.Literal = "value", ""
			}
			continue
		}
		if api.IsAlias(a.Literal) {
			continue // which settleAliases settles
		}
		if !a.Quoted {
			a.Type = cmp.Or(literalType(a.Literal), a.Type)
		}
		a.Placeholder, a.Literal = a.Name, ""
	}
}

// literalType returns the type of a value without quotes that can be no name: true,
// false, a whole number. It is "" for others.
func literalType(value string) string {
	switch value {
	case "true", "false":
		return "Edm.Boolean"
	}
	if _, err := strconv.ParseInt(value, 10, 32); err == nil {
		return "Edm.Int32"
	}
	return ""
}

// dropCreatedKeys takes the key off a template of a page on creating something, where the
// page's examples have none: what is created has no key before.
func (d *Draft) dropCreatedKeys(r *report.Reporter) {
	if !phrases.TitlesCreation(d.Page.Title) {
		return
	}
	for _, v := range d.Templates {
		if n := len(v.Path) - 1; v.Method == "POST" && n > 0 && v.Path[n].Kind == api.Key && d.posts(v.Path[:n]) && !d.posts(v.Path) {
			v.Path = v.Path[:n]
			r.Add(d.Page, v.Pos, "template-key", diag.Warning, "the template has a key behind what something is created in, and the example has none",
				"write POST "+v.Path.String())
		}
	}
}

// posts reports whether an example sends POST to a path.
func (d *Draft) posts(path api.Path) bool {
	return slices.ContainsFunc(d.Exchanges, func(p *Exchange) bool {
		if p.Several || p.Path == nil || p.Asked.Method != "POST" {
			return false
		}
		_, ok := api.Bind(path, p.Path)
		return ok
	})
}

// readAnnotations takes what the annotations of the requests say about the
// operation as a whole.
func (d *Draft) readAnnotations() {
	d.eachCode(func(_ division, c *parser.Code) {
		a := c.Annotation
		if a == nil || a.BlockType == "resource" {
			return
		}
		d.Op.Scopes = union(d.Op.Scopes, a.Scopes)
		d.Op.Tags = union(d.Op.Tags, a.Tags)
		d.Op.APIVersions = union(d.Op.APIVersions, a.APIVersions)
		d.Op.Idempotent = d.Op.Idempotent || a.Idempotent
		d.Op.Composable = d.Op.Composable || a.IsComposable
		if d.Op.LongRunning == "" {
			d.Op.LongRunning = strings.TrimPrefix(a.LongRunningResponse, "#")
		}
	})
}

// union appends the members of more that list lacks.
func union(list, more []string) []string {
	for _, m := range more {
		if len(list) >= MaxPerPage {
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

// FirstTemplate returns the first template, nil where the page shows none that can be
// read.
func (d *Draft) FirstTemplate() *Template {
	if len(d.Templates) == 0 {
		return nil
	}
	return d.Templates[0]
}
