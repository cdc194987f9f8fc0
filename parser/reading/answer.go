package reading

// This file finds what a page shows as the answer to a call: in its examples, and
// where these have no body, in the section on the response.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// success returns the first successful response block, its JSON body if it has
// one, and its annotation. Where no example shows a body, the Response section may.
func (d *draft) success() (c *parser.Code, body *relaxed.Value, a *parser.Annotation) {
	for _, p := range d.pairs {
		if p.response == nil || p.elsewhere {
			continue
		}
		q := p.response
		if q.Response != nil && q.Response.Status >= 400 || p.jsonOnly && d.said.empty {
			continue
		}
		b := bodyOf(q)
		if c == nil || body == nil && b != nil {
			c, body, a = q, b, q.Annotation
		}
	}
	if shown := d.shownIn(areaResponse); shown != nil && body == nil && !d.said.empty {
		body = shown.JSON.Value
		if c == nil {
			c = shown
		}
	}
	return c, body, a
}

// bodyOf returns the JSON of a response block, or nil.
func bodyOf(c *parser.Code) *relaxed.Value {
	switch {
	case c.Response != nil && c.Response.Body.JSON != nil:
		return c.Response.Body.JSON.Value
	case c.Response == nil && c.JSON != nil:
		return c.JSON.Value
	}
	return nil
}

// showsCollection tells whether the example shows {"value": [...]}.
func (d *draft) showsCollection() bool {
	_, body, _ := d.success()
	v := body.Get("value")
	return v != nil && v.Kind == relaxed.Array
}

// mediaType returns the Content-Type without its parameters, in lower case.
func mediaType(header []parser.Field) string {
	for _, f := range header {
		if strings.EqualFold(f.Name, "Content-Type") {
			m, _, _ := strings.Cut(f.Value, ";")
			return strings.ToLower(strings.TrimSpace(m))
		}
	}
	return ""
}

// redirects tells whether a status sends the client to another URL.
func redirects(status int) bool {
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308
}

// sendsBytes tells whether the examples send something other than JSON.
func (d *draft) sendsBytes() bool {
	for _, p := range d.pairs {
		if q := p.request.Request; q != nil && !p.elsewhere && q.Body.Text != "" && q.Body.JSON == nil {
			return true
		}
	}
	return false
}

// answersBytes tells whether the examples answer with something other than JSON,
// or send the client to where that is.
func (d *draft) answersBytes() bool {
	for _, p := range d.pairs {
		if p.response == nil || p.elsewhere || p.response.Response == nil {
			continue
		}
		a := p.response.Response
		if redirects(a.Status) && a.Body.JSON == nil {
			return true
		}
		if a.Status >= 300 {
			continue
		}
		if media := mediaType(a.Header); media != "" && !strings.Contains(media, "json") && a.Body.JSON == nil && strings.TrimSpace(a.Body.Text) != "" {
			return true
		}
	}
	return false
}

// onlyBytes tells whether the examples answer with bytes and never with JSON.
func (d *draft) onlyBytes() bool {
	_, body, _ := d.success()
	return body == nil && d.answersBytes()
}

// sendsJSON tells whether an example sends JSON: what a page shows as bytes besides
// (a message as JSON or as MIME) is another way to make the call, and does not take
// the typed one away.
func (d *draft) sendsJSON() bool {
	_, value, _ := d.requestBody()
	return value != nil
}

// sentMedia is the media type of what the examples send, where they agree.
func (d *draft) sentMedia() string {
	media := ""
	for _, p := range d.pairs {
		q := p.request.Request
		if q == nil || q.Body.Text == "" {
			continue
		}
		m := mediaType(q.Header)
		if media != "" && m != media {
			return ""
		}
		media = m
	}
	if strings.HasPrefix(media, "multipart/") {
		return ""
	}
	return media
}

// requestBody returns the first example request that has a JSON body.
func (d *draft) requestBody() (*parser.Code, *relaxed.Value, *parser.Annotation) {
	for _, p := range d.pairs {
		if q := p.request.Request; q != nil && !p.elsewhere && q.Body.JSON != nil {
			return p.request, q.Body.JSON.Value, p.request.Annotation
		}
	}
	return nil, nil, nil
}

// shownIn is the first JSON object that stands in an area of the page by itself, or nil.
func (d *draft) shownIn(a area) *parser.Code {
	for _, div := range d.divisions {
		if div.area != a {
			continue
		}
		for _, b := range div.section.Blocks {
			if c, ok := b.(*parser.Code); ok && c.JSON != nil && c.JSON.Value != nil && c.JSON.Value.Kind == relaxed.Object && visibleTab(c.TabID) {
				return c
			}
		}
	}
	return nil
}
