package model

// This phase finds the examples of an API page: which code blocks are requests,
// which are responses, and which belong together.
//
// A response belongs to the request before it, unless its name says otherwise
// (one response may name several requests). A request may have several
// responses, a success and an error say: each of them makes an example.
// Blocks without annotations are read by the headings they stand under, and
// are marked as such. A block marked "ignored" is skipped, except where an
// annotated response answers it: then the page plainly shows an exchange.

import (
	"fmt"

	"github.com/sdkscribe/sdkscribe/internal/diag"
	"github.com/sdkscribe/sdkscribe/parser"
)

// A pair is a request with one of its responses.
type pair struct {
	name      string
	annotated bool
	request   *parser.Code
	response  *parser.Code // nil where the page shows none
	// jsonOnly tells that response is a bare JSON block without a status line.
	jsonOnly bool
	// elsewhere tells that the request is none of the page's templates: a step
	// before or after, or a call to another host.
	elsewhere bool
}

// role is what a code block is in an example.
type role byte

const (
	noRole role = iota
	requestRole
	responseRole
	ignoredRequest
)

// pairs finds the examples of a page, in order.
func pairs(page *parser.Page, divisions []division, r *reporter) []*pair {
	var out []*pair
	var current *pair // the request that awaits its response
	var ignored *pair // an ignored request right before
	byName := map[string]*pair{}
	for _, d := range divisions {
		for _, b := range d.section.Blocks {
			code, ok := b.(*parser.Code)
			if !ok || !visibleTab(code.TabID) {
				continue
			}
			switch roleOf(code, d.area) {
			case requestRole:
				current = newPair(code, len(out))
				out = append(out, current)
				ignored = nil
				for _, n := range annotationNames(code) {
					byName[n] = current
				}
			case ignoredRequest:
				ignored = newPair(code, len(out))
			case responseRole:
				if ignored != nil && explicit(code) {
					current, ignored = ignored, nil
					out = append(out, current)
				}
				out = answer(page, out, byName, current, code, r)
			}
		}
	}
	return out
}

// visibleTab tells whether a tab shows HTTP rather than another language's SDK.
func visibleTab(id string) bool { return id == "" || id == "http" || id == "rest" }

// explicit tells whether a block has an annotation that states its type.
func explicit(c *parser.Code) bool { return c.Annotation != nil && !c.Annotation.Inferred }

// annotationNames returns the names that a block's annotation gives it.
func annotationNames(c *parser.Code) []string {
	if c.Annotation == nil {
		return nil
	}
	return c.Annotation.Names
}

// roleOf tells what a block is in an example.
func roleOf(c *parser.Code, a area) role {
	if explicit(c) {
		switch c.Annotation.BlockType {
		case "request":
			if c.Request != nil || len(c.Templates) > 0 {
				return requestRole
			}
		case "response", "simulatedresponse":
			if c.Response != nil || c.JSON != nil {
				return responseRole
			}
		case "ignored":
			if c.Request != nil && a.inExample() {
				return ignoredRequest
			}
		}
		return noRole
	}
	switch {
	case a == areaTemplates || a == areaPermissions || a == areaIntro:
		return noRole
	case c.Request != nil && (a.inExample() || a == areaOther):
		return requestRole
	case c.Response != nil && a != areaErrors:
		return responseRole
	case c.JSON != nil && a == areaExampleResponse:
		return responseRole
	}
	return noRole
}

// newPair starts the pair of a request block. i tells unnamed ones apart.
func newPair(c *parser.Code, i int) *pair {
	p := &pair{request: c, annotated: c.Annotation != nil && c.Annotation.BlockType == "request"}
	if names := annotationNames(c); len(names) > 0 {
		p.name = names[0]
	} else {
		p.name = fmt.Sprintf("example_%d", i+1)
	}
	return p
}

// answer adds a response to the request that it belongs to.
func answer(page *parser.Page, out []*pair, byName map[string]*pair, current *pair, c *parser.Code, r *reporter) []*pair {
	var to []*pair
	for _, n := range annotationNames(c) {
		if p := byName[n]; p != nil && (p != current || len(annotationNames(c)) > 1) {
			to = append(to, p)
		}
	}
	if len(to) == 0 && current != nil {
		to = []*pair{current}
	}
	if len(to) == 0 {
		if explicit(c) {
			r.add(page, c.Pos, "response-unpaired", diag.Warning, "no request stands before this response",
				"put the request block it answers before it, or give both the same name")
		}
		return out
	}
	for _, p := range to {
		if p.response == nil {
			p.response, p.jsonOnly = c, c.Response == nil
			continue
		}
		if c.Response == nil || (!explicit(c) && explicit(p.response)) || sameStatus(p.response, c) && !explicit(c) {
			continue
		}
		more := *p
		more.response, more.jsonOnly = c, false
		more.name = fmt.Sprintf("%s_%d", p.name, c.Response.Status)
		for n := 2; taken(out, more.name); n++ {
			more.name = fmt.Sprintf("%s_%d_%d", p.name, c.Response.Status, n)
		}
		out = append(out, &more)
	}
	return out
}

// taken tells whether a pair of that name is there already.
func taken(ps []*pair, name string) bool {
	for _, p := range ps {
		if p.name == name {
			return true
		}
	}
	return false
}

// sameStatus tells whether two response blocks show one status.
func sameStatus(a, b *parser.Code) bool {
	return a.Response != nil && b.Response != nil && a.Response.Status == b.Response.Status
}
