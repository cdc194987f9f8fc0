package lint

import (
	"fmt"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Requests of examples: each has a response and sends all required parameters.

// requests checks the requests of all examples.
func (c *checker) requests() {
	for _, op := range c.API.Operations {
		p := c.pages[op.Page]
		if p == nil {
			continue
		}
		for _, e := range op.Examples {
			if c.plays(e) && c.Blocks[e].Request != nil {
				c.unanswered(p, e)
				c.parameters(p, e)
			}
		}
	}
}

// plays reports whether an example calls a method, and nothing about it keeps an SDK from
// playing it.
func (c *checker) plays(e *api.Example) bool {
	return e.Call != nil && e.Received == "" && c.Names.Example(e).Skipped == ""
}

// unanswered reports a request without a response. The model does so where the
// response has a body that an SDK would be tested with.
func (c *checker) unanswered(p *parser.Page, e *api.Example) {
	if e.Annotated && c.Blocks[e].Response == nil {
		c.report(p.Path, c.Blocks[e].Request.Pos, "request-unanswered", diag.Warning, "the example request has no response", "put a response block behind it")
	}
}

// parameters reports the parameters of an action that are required and not sent.
func (c *checker) parameters(p *parser.Page, e *api.Example) {
	q := c.Blocks[e].Request.Request
	if e.Call.Body.Kind != api.ParamsBody || e.Call.Body.From == nil || e.Call.Body.From.Page != p.Path || q == nil || q.Body.JSON == nil || isExpectedToFail(e) {
		return
	}
	body := q.Body.JSON.Value
	if body.Kind != relaxed.Object || c.Blocks[e].Request.Annotation != nil && c.Blocks[e].Request.Annotation.Truncated {
		return
	}
	var missing []string
	for _, x := range e.Call.Body.Params {
		if x.Required && !holdsFolded(body, x.Name) && !phrases.HasCondition(strings.ToLower(x.Description)) {
			missing = append(missing, x.Name)
		}
	}
	if len(missing) > 0 {
		c.report(p.Path, q.Body.Pos, "parameter-missing", diag.Warning, fmt.Sprintf("the request lacks %s, which the page says is required", strings.Join(missing, ", ")),
			"send it, or say when it is not required")
	}
}

// isExpectedToFail reports whether an example shows an error.
func isExpectedToFail(e *api.Example) bool { return e.Status >= 400 }
