package calls

// This file tells which requests of a page a table of permissions is about, by what stands
// above the table, or heads its rows or columns. That names a request, says whose things are
// meant (/me against /users/{id}), or has words that are names in paths: "for channel",
// "group event". Of two labels that fit a path, the one fits better of which more words do,
// or whose word stands further behind: /users/{id}/events is about events.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// A fit is how well the label of a table of permissions fits a path.
type fit struct {
	words, of int // how many words are names in the path, of those that are names in any
	at        int // where in the path the last of them stands
}

// better reports whether a path is named better than by another label.
func (f fit) better(than fit) bool {
	if f.words*max(than.of, 1) != than.words*max(f.of, 1) {
		return f.words*max(than.of, 1) > than.words*max(f.of, 1)
	}
	if f.words != than.words {
		return f.words > than.words
	}
	return f.at > than.at
}

// byLabel tells tables apart by their labels. Labels that fit all templates or none say
// nothing.
func (d *Draft) byLabel() {
	fits := make([][]fit, len(d.permitted))
	for i := range d.permitted {
		fits[i] = d.fitsOf(&d.permitted[i])
	}
	for i := range d.permitted {
		if fits[i] == nil {
			continue
		}
		var of []*Template
		for j, v := range d.Templates {
			best := fits[i][j].words > 0 && !slices.ContainsFunc(fits, func(other []fit) bool { return other != nil && other[j].better(fits[i][j]) })
			if best {
				of = append(of, v)
			}
		}
		if len(of) < len(d.Templates) {
			d.permitted[i].of = of
		}
	}
}

// fitsOf returns how well the label of a table fits each template, nil where it says
// nothing of any.
func (d *Draft) fitsOf(t *permissionTable) []fit {
	label := t.label
	if label.Plain == "" {
		label = t.section.Heading
	}
	if len(label.Plain) > maxScopeHeading {
		return nil
	}
	fits := make([]fit, len(d.Templates))
	some := false
	note := func(i int, found bool) {
		fits[i].of = 1
		if found {
			fits[i].words, some = 1, true
		}
	}
	if named := d.templatesIn(label); len(named) > 0 {
		for i, v := range d.Templates {
			note(i, slices.Contains(named, v))
		}
		return fits
	}
	if scope := phrases.ScopeOf(label.Plain); scope != phrases.AnyScope {
		for i, v := range d.Templates {
			note(i, d.isOwn(v.Path) == (scope == phrases.OwnScope))
		}
		return fits
	}
	for _, w := range phrases.Permitted(label.Plain) {
		places := make([]int, len(d.Templates)) // from 1, 0 for nowhere
		for i, v := range d.Templates {
			places[i] = d.placeOf(w, v.Path) + 1
		}
		if slices.Max(places) == 0 {
			continue
		}
		some = true
		for i, at := range places {
			fits[i].of++
			if at > 0 {
				fits[i].words++
				fits[i].at = max(fits[i].at, at)
			}
		}
	}
	if !some {
		return nil
	}
	return fits
}

// templatesIn returns the templates that a label writes out: "`GET /users/{id}`".
func (d *Draft) templatesIn(label parser.Text) []*Template {
	texts := []string{label.Plain}
	for _, s := range label.Spans {
		if s.Kind == parser.CodeSpan && s.End <= len(label.Plain) {
			texts = append(texts, label.Plain[s.Start:s.End])
		}
	}
	var named []*Template
	for _, text := range texts {
		if !strings.Contains(text, "/") {
			continue
		}
		if v := d.templateOf(text, ""); v != nil {
			named = append(named, v)
		}
	}
	return named
}

// isOwn reports whether a path begins with what stands for the caller: /me.
func (d *Draft) isOwn(p api.Path) bool {
	return d.Convention.Singletons[odata.Fold(p[0].Name)] != ""
}

// placeOf returns which segment of a path is called by a word, which is folded, or has its
// singular or plural for a name, -1 for none. What stands for the caller is named by its
// type, too.
func (d *Draft) placeOf(w string, p api.Path) int {
	for i := len(p) - 1; i >= 0; i-- {
		name := odata.Fold(odata.BareName(p[i].Name))
		if name != "" && (w == name || w == odata.Fold(d.Convention.Singletons[name]) ||
			slices.Contains(phrases.Singulars(name), w) || slices.Contains(phrases.Singulars(w), name)) {
			return i
		}
	}
	return -1
}
