package resolve

// This file reads what the states of long-running work mean from tables of them, which stand
// on the pages about the work or in a guide that these link to.

import (
	"path"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// guides lists pages and those that they link to, each once.
func (r *jobReader) guides(paths ...string) []*parser.Page {
	var list []*parser.Page
	add := func(name string) {
		if d := r.s.Catalog.On(name); d != nil && !slices.Contains(list, d.Page) {
			list = append(list, d.Page)
		}
	}
	for _, name := range paths {
		add(name)
	}
	for _, page := range slices.Clone(list) {
		for _, s := range page.Sections {
			for _, b := range s.Blocks {
				p, ok := b.(*parser.Paragraph)
				if !ok {
					continue
				}
				for _, span := range p.Spans {
					if dest, _, _ := strings.Cut(span.Dest, "#"); span.Kind == parser.Link && dest != "" && !strings.Contains(dest, "://") {
						add(path.Join(path.Dir(page.Path), dest))
					}
				}
			}
		}
	}
	return list
}

// tables reads the tables of states on a page: those headed by the member, or by a word for
// it, that have a state which is known.
func (s *stateReader) tables(page *parser.Page, m stateMember) {
	for _, section := range page.Sections {
		for _, b := range section.Blocks {
			t, ok := b.(*parser.Table)
			if !ok || len(t.Header) < 2 || m.flag {
				continue
			}
			head := strings.Trim(t.Header[0].Plain, "`* ")
			if head != m.p.Name && phrases.JobPartOf(head) != phrases.JobStatePart {
				continue
			}
			if slices.ContainsFunc(t.Rows, func(row []parser.Text) bool { return s.isKnown(stateIn(row)) }) {
				s.table(t)
			}
		}
	}
}

// isKnown reports whether a state has been met.
func (s *stateReader) isKnown(name string) bool { return name != "" && slices.Contains(s.order, name) }

// stateIn is the state that a row is about, "" for none.
func stateIn(row []parser.Text) string {
	if len(row) == 0 {
		return ""
	}
	return strings.Trim(row[0].Plain, "`*\"' ")
}

// table reads a table of states: what a column says of whether one is final goes before what
// the others say of it.
func (s *stateReader) table(t *parser.Table) {
	for _, row := range t.Rows {
		name := stateIn(row)
		if !s.isState(name) || strings.Contains(name, " ") {
			continue
		}
		var about strings.Builder
		final, goesOn := false, false
		for i, cell := range row[1:] {
			if i+1 < len(t.Header) && phrases.HeadsFinal(strings.Trim(t.Header[i+1].Plain, "`* ?")) {
				final = phrases.SaysYes(strings.TrimSpace(cell.Plain))
				goesOn = !final
				continue
			}
			about.WriteString(cell.Plain)
			about.WriteByte(' ')
		}
		said := phrases.JobStateOf(name, about.String())
		switch {
		case goesOn:
			said = phrases.JobRunning
		case final && said == phrases.JobRunning:
			said = phrases.JobStateOf("", about.String())
		}
		s.state(name, said)
	}
}
