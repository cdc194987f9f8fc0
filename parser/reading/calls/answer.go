package calls

// This file finds what a page shows as the answer to a call: in its examples, and
// where these have no body, in the section on the response.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Success returns the first successful response block, its JSON body if it has
// one, and its annotation. One that is empty on purpose is taken where there is no other.
// Where no example shows a body, the Response section may.
func (d *Draft) Success() (c *parser.Code, body *relaxed.Value, a *parser.Annotation) {
	for _, p := range d.Exchanges {
		if p.Answer == nil || p.Unrelated {
			continue
		}
		q := p.Answer
		if q.Response != nil && q.Response.Status >= 400 || p.BareJSON && d.Said.Empty {
			continue
		}
		b := BodyOf(q)
		if c == nil || b != nil && (body == nil || Empty(c) && !Empty(q)) {
			c, body, a = q, b, q.Annotation
		}
	}
	shown := d.ShownIn(AreaResponse)
	if shown == nil && len(d.Exchanges) == 0 {
		shown = d.ShownIn(areaExampleResponse) // an answer without its request
		if shown == nil && d.Part && d.onlyReads() && opensCall(d.Divisions[0].Section) {
			shown = d.ShownIn(areaOther) // what is read sends no JSON
		}
	}
	if shown != nil && body == nil && !d.Said.Empty {
		body = shown.JSON.Value
		if c == nil {
			c = shown
		}
	}
	return c, body, a
}

// Empty reports whether a response is annotated as one that holds nothing, on purpose
// (API Doctor's isEmpty): it has no body, or a collection without items.
func Empty(c *parser.Code) bool { return c.Annotation != nil && c.Annotation.IsEmpty }

// BodyOf returns the JSON of a response block, or nil.
func BodyOf(c *parser.Code) *relaxed.Value {
	switch {
	case c.Response != nil && c.Response.Body.JSON != nil:
		return c.Response.Body.JSON.Value
	case c.Response == nil && c.JSON != nil:
		return c.JSON.Value
	}
	return nil
}

// ShowsCollection reports whether the example shows {"value": [...]}, or an array alone.
func (d *Draft) ShowsCollection() bool {
	_, body, _ := d.Success()
	if body != nil && body.Kind == relaxed.Array {
		return true
	}
	return WrapperIn(body, d.Convention) != ""
}

// WrapperIn is the member of a body that holds several results, by the convention's name
// for it in whatever case, or else by one that services have for it: "" for none. What has
// a key of its own is one thing, whatever it holds. The one list among members that speak of
// pages is what comes in pages, whatever its name.
func WrapperIn(body *relaxed.Value, c api.Convention) string {
	if body == nil || body.Kind != relaxed.Object {
		return ""
	}
	found, lists, keyed := "", 0, false
	var arrays []string
	for _, m := range body.Members {
		keyed = keyed || odata.EqualFold(m.Name, c.Key)
		if m.Value.Kind != relaxed.Array {
			continue
		}
		switch {
		case odata.EqualFold(m.Name, c.Wrapper), slices.Contains(c.Items, m.Name):
			return m.Name
		case phrases.HoldsMany(m.Name):
			found = m.Name
		}
		if arrays = append(arrays, m.Name); holdsObjects(m.Value) {
			lists++
		}
	}
	switch {
	case keyed || lists > 1:
		return ""
	case found == "" && len(arrays) == 1 && isPaged(body, arrays[0]):
		return arrays[0]
	case found == "" && len(arrays) == 0 && !c.IsOData():
		return wrapperWithin(body)
	}
	return found
}

// wrapperWithin is the way to the member that holds several results inside the one member of
// a body that services put what was asked for into, "" for none: "_embedded.orders".
func wrapperWithin(body *relaxed.Value) string {
	way := ""
	for _, m := range body.Members {
		switch {
		case m.Value.Kind != relaxed.Object || phrases.GroupsPaging(m.Name):
		case !phrases.HoldsResult(m.Name) || way != "":
			return ""
		default:
			if way = onlyList(m.Value); way == "" {
				return ""
			}
			way = m.Name + "." + way
		}
	}
	return way
}

// onlyList is the member of an object that is a list of objects, if it has nothing besides but
// what speaks of pages: else it is a thing that has a list. It is "" for none.
func onlyList(v *relaxed.Value) string {
	list := ""
	for _, m := range v.Members {
		switch {
		case m.Value.Kind == relaxed.Array && (holdsObjects(m.Value) || len(m.Value.Elements) == 0) && list == "":
			list = m.Name
		case phrases.PagingMemberOf(m.Name) != phrases.NoPagingMember, phrases.GroupsPaging(m.Name):
		default:
			return ""
		}
	}
	return list
}

// isPaged reports whether an object speaks of pages beside one of its members, which is an
// array: it leads to the next page, or all of it counts.
func isPaged(body *relaxed.Value, items string) bool {
	speaks, others := false, false
	for _, m := range body.Members {
		if m.Name == items {
			continue
		}
		if m.Value.Kind == relaxed.Object && phrases.GroupsPaging(m.Name) {
			for _, inner := range m.Value.Members {
				speaks = speaks || phrases.PagingMemberOf(inner.Name) != phrases.NoPagingMember
			}
			continue
		}
		switch phrases.PagingMemberOf(m.Name) {
		case phrases.LinksNext, phrases.TokenNext, phrases.SaysMore:
			return true
		case phrases.NoPagingMember:
			others = true
		default:
			speaks = true
		}
	}
	return speaks && !others
}

// holdsObjects reports whether the first element of an array is an object.
func holdsObjects(v *relaxed.Value) bool {
	return len(v.Elements) > 0 && v.Elements[0].Kind == relaxed.Object
}

// AnswersCollection reports whether a GET of a template is shown to be answered with a
// collection: by its own example, and where it has none, by the page's first.
func (d *Draft) AnswersCollection(v *Template) bool {
	own := d.ShowingOnly(v)
	if _, body, _ := own.Success(); body != nil && len(own.Exchanges) > 0 {
		return own.ShowsCollection()
	}
	return d.ShowsCollection()
}

// asksMany reports whether the page's examples have options in their queries that only a
// collection takes, and its one template leads to something that may be one.
func (d *Draft) asksMany() bool {
	for _, p := range d.Exchanges {
		if len(d.Templates) == 1 && !p.Unrelated && p.Path != nil && p.Path.Last().Kind == api.Static && selects(p.Query) {
			return true
		}
	}
	return false
}

// selects reports whether a query chooses from a collection (OData part 2, section 5.1).
func selects(query string) bool {
	for _, option := range api.ParseQuery(query) {
		name, _, _ := strings.Cut(option.Name, " ")
		switch odata.Fold(name) {
		case "$filter", "$orderby", "$top", "$skip":
			return true
		}
	}
	return false
}

// MediaType returns the Content-Type without its parameters, in lower case.
func MediaType(header []parser.Field) string {
	for _, f := range header {
		if strings.EqualFold(f.Name, "Content-Type") {
			m, _, _ := strings.Cut(f.Value, ";")
			return strings.ToLower(strings.TrimSpace(m))
		}
	}
	return ""
}

// ContentType returns the Content-Type as the page writes it, with its parameters, or "".
func ContentType(header []parser.Field) string {
	for _, f := range header {
		if strings.EqualFold(f.Name, "Content-Type") {
			return strings.Join(strings.Fields(f.Value), " ")
		}
	}
	return ""
}

// IsJSON reports whether a media type without parameters is one whose content is one JSON
// value (RFC 8259, RFC 6839 3.1). Lines of JSON, as in application/jsonl, and sequences
// of it (RFC 7464) are none.
func IsJSON(media string) bool {
	return media == "application/json" || media == "text/json" || strings.HasSuffix(media, "+json")
}

// isPicture reports whether a media type is one that pages show no content of: nobody
// prints an image.
func isPicture(media string) bool {
	kind, _, _ := strings.Cut(media, "/")
	return kind == "image" || kind == "audio" || kind == "video" || media == "application/octet-stream"
}

// Redirects reports whether a status sends the client to another URL.
func Redirects(status int) bool {
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308
}

// SendsBytes reports whether the examples send something other than JSON, and do not call
// it JSON.
func (d *Draft) SendsBytes() bool {
	for _, p := range d.Exchanges {
		if q := p.Asked; !p.Unrelated && q.Body.Text != "" && q.Body.JSON == nil && !IsJSON(MediaType(q.Header)) {
			return true
		}
	}
	return false
}

// answersBytes reports whether the examples answer with something other than JSON,
// or send the client to where that is. The text null, which is JSON's for nothing, is nothing.
func (d *Draft) answersBytes() bool {
	for _, p := range d.Exchanges {
		if p.Answer == nil || p.Unrelated || p.Answer.Response == nil {
			continue
		}
		a := p.Answer.Response
		if Redirects(a.Status) && a.Body.JSON == nil {
			return true
		}
		if a.Status >= 300 {
			continue
		}
		if isText(a) && strings.TrimSpace(a.Body.Text) != "null" {
			return true
		}
		media := MediaType(a.Header)
		if media != "" && !IsJSON(media) && a.Body.JSON == nil && (strings.TrimSpace(a.Body.Text) != "" || isPicture(media)) {
			return true
		}
	}
	return false
}

// OnlyBytes reports whether the examples answer with bytes and never with JSON.
func (d *Draft) OnlyBytes() bool {
	_, body, _ := d.Success()
	return body == nil && d.answersBytes()
}

// TakesBytes reports whether the page asks for a body of media types none of which is JSON:
// its table of header fields names them where it asks for a Content-Type.
func (d *Draft) TakesBytes() bool {
	for _, p := range d.Op.In(api.InHeader) {
		if strings.EqualFold(p.Name, "Content-Type") {
			media := mediaTypes(p.Description)
			return len(media) > 0 && !slices.ContainsFunc(media, IsJSON)
		}
	}
	return false
}

// mediaTypes lists the media types that a sentence names (RFC 6838, section 4.2).
func mediaTypes(text string) []string {
	var found []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t,;`\"'()=", r) }) {
		word = strings.ToLower(strings.TrimRight(word, ".:"))
		kind, rest, ok := strings.Cut(word, "/")
		if !ok || rest == "" || strings.Contains(rest, "/") {
			continue
		}
		switch kind {
		case "application", "audio", "font", "image", "message", "model", "multipart", "text", "video":
			found = append(found, word)
		}
	}
	return found
}

// SendsJSON reports whether an example sends JSON: what a page shows as bytes besides
// (a message as JSON or as MIME) is another way to make the call, and does not take
// the typed one away.
func (d *Draft) SendsJSON() bool {
	_, value, _ := d.RequestBody()
	return value != nil
}

// SentMedia is the Content-Type of what the examples send, where they agree: with the
// boundary of a multipart, which is what the page shows to be sent.
func (d *Draft) SentMedia() string {
	media := ""
	for _, p := range d.Exchanges {
		q := p.Asked
		if q.Body.Text == "" {
			continue
		}
		m := ContentType(q.Header)
		if media != "" && m != media {
			return ""
		}
		media = m
	}
	return media
}

// RequestBody returns the first example request that has a JSON body.
func (d *Draft) RequestBody() (*parser.Code, *relaxed.Value, *parser.Annotation) {
	for _, p := range d.Exchanges {
		if q := p.Asked; !p.Unrelated && q.Body.JSON != nil {
			return p.Block, q.Body.JSON.Value, p.Block.Annotation
		}
	}
	return nil, nil, nil
}

// ShownIn is the first JSON object that stands in an area of the page by itself, or nil.
func (d *Draft) ShownIn(a area) *parser.Code {
	for _, div := range d.Divisions {
		if div.Area != a {
			continue
		}
		for i, b := range div.Section.Blocks {
			if c, ok := b.(*parser.Code); ok && c.JSON != nil && c.JSON.Value != nil && c.JSON.Value.Kind == relaxed.Object && visibleTab(c.TabID) && !announce(div.Section, i).failure {
				return c
			}
		}
	}
	return nil
}

// ShowingOnly is the page as if it showed nothing but the examples of one template.
func (d *Draft) ShowingOnly(v *Template) *Draft {
	g := *d
	g.Templates, g.Exchanges = []*Template{v}, nil
	for _, p := range d.Exchanges {
		if !p.Unrelated && !p.Several && g.Covers(p) {
			g.Exchanges = append(g.Exchanges, p)
		}
	}
	return &g
}

// ReturnsBytes reports whether the result is a stream.
func (d *Draft) ReturnsBytes(body *relaxed.Value) bool {
	if body != nil {
		return false
	}
	if d.Op.Kind == api.KindStream {
		return d.FirstTemplate().Method == "GET"
	}
	return d.Said.Stream || d.answersBytes()
}

// ReturnsNothing reports whether the page shows or says an answer without body.
func (d *Draft) ReturnsNothing(a *parser.Annotation) bool {
	if d.Said.Empty {
		return true
	}
	if d.Op.Response.Status == 204 || d.Op.Response.Status == 202 {
		return true
	}
	typed := a != nil && a.Type != "" && !phrases.IsNoType(odata.BareName(a.Type)) // "microsoft.graph.None"
	return len(d.Said.Types) == 0 && d.Said.Primitive == "" && !typed
}
