package main

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
)

// changes prints what has changed in an API, the breaking changes first.
func (p *printer) changes(r *apidiff.Report) {
	for _, breaking := range []bool{true, false} {
		for _, c := range r.Merged() {
			if breaking == (c.Breaking && !c.Allowed) {
				p.change(r, c)
			}
		}
	}
	p.printf("%s\n", r.Count())
}

// change prints one change, and what it breaks.
func (p *printer) change(r *apidiff.Report, c apidiff.Change) {
	mark := ""
	switch {
	case c.Allowed:
		mark = p.coloured("33", "breaking, allowed:") + " "
	case c.Breaking:
		mark = p.coloured("31", "breaking:") + " "
	}
	where := ""
	if w := c.Where(); w != "" {
		where = " (" + plain(w) + ")"
	}
	p.printf("%s%s%s\n", mark, plain(r.Sentence(c)), where)
	if c.Breaking && len(c.Go) > 0 {
		const most = 6
		names := strings.Join(c.Go[:min(len(c.Go), most)], ", ")
		if more := len(c.Go) - most; more > 0 {
			names += " and " + grouped(more) + " more"
		}
		p.printf("    breaks %s\n", plain(names))
	}
	if c.Note != "" {
		p.printf("    %s\n", plain(c.Note))
	}
}
