package calls

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// ReturnsBytes tells whether the result is a stream.
func (d *Draft) ReturnsBytes(body *relaxed.Value) bool {
	if body != nil {
		return false
	}
	if d.Op.Kind == api.KindStream {
		return d.FirstTemplate().Method == "GET"
	}
	return d.Said.Stream || d.answersBytes()
}

// ReturnsNothing tells whether the page shows or says an answer without body.
func (d *Draft) ReturnsNothing(a *parser.Annotation) bool {
	if d.Said.Empty {
		return true
	}
	if d.Op.Response.Status == 204 || d.Op.Response.Status == 202 {
		return true
	}
	typed := a != nil && a.Type != ""
	return len(d.Said.Types) == 0 && d.Said.Primitive == "" && !typed
}
