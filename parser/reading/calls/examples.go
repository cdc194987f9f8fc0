package calls

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// Header keeps the fields of a request that its caller chooses.
func (d *Draft) Header(q *parser.Request, r *report.Reporter) []api.Field {
	var out []api.Field
	for _, f := range q.Header {
		switch strings.ToLower(f.Name) {
		case "authorization", "host", "content-length", "connection", "date", "user-agent", "accept-encoding", "transfer-encoding", "cookie", "accept", "":
			continue
		case "content-type":
			if strings.TrimSpace(q.Body.Text) == "" && q.Method != "POST" && q.Method != "PATCH" && q.Method != "PUT" || strings.TrimSpace(q.Body.Text) == "" && d.NoBody {
				r.Add(d.Page, f.Pos, "content-type-without-body", diag.Warning, "the request has a Content-Type but no body", "leave the header out")
			}
			continue
		}
		value := strings.TrimSpace(f.Value)
		if value == "" || strings.ContainsAny(f.Name, " \t{}<>\"'()") {
			continue
		}
		out = append(out, api.Field{Name: f.Name, Value: strings.Join(strings.Fields(value), " ")})
	}
	return out
}
