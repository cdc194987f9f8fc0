package play

// This phase settles examples that ask for a result in another format than the JSON that
// their method returns: a report as CSV beside one as JSON, a file behind a redirect. A
// method has one result, and so these are calls that the client's Do makes, which reads
// whatever comes as a stream. Their tests are golden as all others are.

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
)

// otherFormat gives an example a call of its own where its answer is in another format than
// the JSON which the page shows besides. A redirect is no other format of what is at another
// path.
func (f *fitter) otherFormat(m *resolve.Match, e *api.Example) {
	p := m.Exchange
	if p.Answer == nil || p.Doubtful || p.Answer.Response == nil {
		return
	}
	redirects := calls.Redirects(p.Answer.Response.Status)
	asJSON := slices.ContainsFunc(m.Page.Exchanges, func(x *calls.Exchange) bool {
		return x.Answer != nil && calls.BodyOf(x.Answer) != nil && (!redirects || x.Path != nil && x.IsOf(e.Call.Path))
	})
	if !asJSON {
		return
	}
	switch e.Call.Result.Kind {
	case api.NoResult, api.MonitorResult, api.StreamResult, api.CountResult:
		return
	}
	res := p.Answer.Response
	format := otherThanJSON(res)
	if format == "" {
		return
	}
	call := *e.Call
	call.Undocumented, call.Result = true, api.Result{Kind: api.StreamResult}
	e.Call = &call
	pos := res.Pos
	if strings.TrimSpace(res.Body.Text) != "" && !redirects {
		pos = res.Body.Pos
	}
	f.r.Add(f.page, pos, "response-other-format", diag.Info,
		"the response shows the result as "+format+" too, which the method does not read; the client's Do is tested with it",
		"nothing has to be done: the JSON that the page shows is what the method returns")
}

// otherThanJSON says as what a response shows a result that is no JSON: as text of another
// media type, or behind a redirect. It is "" for any other.
func otherThanJSON(res *parser.Response) string {
	media := calls.MediaType(res.Header)
	switch {
	case calls.Redirects(res.Status):
		for _, h := range res.Header {
			if strings.EqualFold(h.Name, "Location") {
				return "what a redirect leads to"
			}
		}
	case res.Status >= http.StatusOK && res.Status < http.StatusMultipleChoices && res.Body.JSON == nil &&
		strings.TrimSpace(res.Body.Text) != "" && media != "" && !calls.IsJSON(media):
		return report.Quote(media)
	}
	return ""
}
