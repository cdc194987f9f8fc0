package resolve

// This file finds out of which calls a page speaks: by links to their pages, or by their
// request lines in a sentence, "ask `GET /jobs/{id}`".

import (
	"path"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// mentions reports whether the page of an operation speaks of a monitor, by its path or by a
// link to its page.
func (r *jobReader) mentions(o *Operation, m *monitor) bool {
	said := r.mentioned[o.Page]
	if said == nil {
		said = mentionsOn(o.Page)
		r.mentioned[o.Page] = said
	}
	return said[unnamedPath(m.path.String())] || o.Page != m.op.Page && said[path.Base(odata.Fold(m.op.Page.Path))]
}

// mentionsOn lists the paths in the sentences of a page, and the files that its links lead to.
func mentionsOn(page *parser.Page) map[string]bool {
	said := map[string]bool{}
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			p, ok := b.(*parser.Paragraph)
			if !ok {
				continue
			}
			for _, span := range p.Spans {
				switch span.Kind {
				case parser.Link:
					dest, _, _ := strings.Cut(odata.Fold(span.Dest), "#")
					said[path.Base(dest)] = true
				case parser.CodeSpan:
					if at := strings.IndexByte(p.Plain[span.Start:span.End], '/'); at >= 0 {
						said[unnamedPath(p.Plain[span.Start+at:span.End])] = true
					}
				}
			}
		}
	}
	return said
}

// unnamedPath is a path without what its placeholders are called.
func unnamedPath(text string) string {
	text, _ = api.SplitURL(text, api.Convention{})
	var b strings.Builder
	for part := range strings.SplitSeq(strings.Trim(odata.Fold(text), "/ "), "/") {
		b.WriteByte('/')
		if !strings.HasPrefix(part, "{") && !strings.HasPrefix(part, ":") {
			b.WriteString(part)
		}
	}
	return b.String()
}
