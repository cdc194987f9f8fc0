package resolve

// Of what type the result of long-running work is, where the monitor's answer has its URL and
// not the result itself: what a documented GET of that URL returns, or what a sentence about
// the member links to.

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// linkedType is the type of what a link in a monitor's answer leads to, "" where no page
// says.
func (r *jobReader) linkedType(m *monitor, member string) string {
	for _, p := range m.op.Exchanges {
		if p.Answer == nil || p.Unrelated {
			continue
		}
		v := calls.BodyOf(p.Answer).Get(member)
		if !isURL(v) {
			continue
		}
		shown, _ := api.SplitURL(v.Text, r.s.convention)
		example, err := api.ParsePath(shown, r.s.Catalog.Namespace())
		if err != nil {
			continue
		}
		for _, o := range r.ops {
			for _, t := range o.Templates {
				if _, ok := api.Bind(t.Path, example); ok && t.Method == "GET" && !o.Op.Response.Collection {
					return o.Op.Response.Name
				}
			}
		}
	}
	return ""
}

// saidType is the type of what a link in a monitor's answer leads to by a text that names
// the member and links to one type besides the answer's own, on the page of the call that
// begins the work or on the monitor's; "" where none does.
func (r *jobReader) saidType(o *Operation, m *monitor, member string) string {
	for _, page := range []*parser.Page{o.Page, m.op.Page} {
		for _, s := range page.Sections {
			for _, b := range s.Blocks {
				var texts []parser.Text
				switch b := b.(type) {
				case *parser.Paragraph:
					texts = []parser.Text{b.Text}
				case *parser.List:
					texts = b.Items
				}
				for _, t := range texts {
					if !slices.ContainsFunc(t.Spans, func(s parser.Span) bool { return s.Kind == parser.CodeSpan && t.Plain[s.Start:s.End] == member }) {
						continue
					}
					linked := slices.DeleteFunc(slices.Clone(r.s.Catalog.Linked(page, t)), func(t *api.Type) bool { return t == m.t || t.Kind == api.Enum })
					if len(linked) == 1 {
						return linked[0].Name
					}
				}
			}
		}
	}
	return ""
}
