package reading

// This file finds what a page shows as the answer to a call: in its examples, and
// where these have no body, in the section on the response.

import (
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
