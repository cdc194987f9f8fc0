package calls

// This phase finds links that were left as they were when a page was copied: the text says
// that rooms are returned, and the path and the example are about gear. What the page shows
// is taken then, so that no other page is read by the link, and the link is reported.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// CodeOtherType is the code of a link that leads to another type than the page is about.
const CodeOtherType = "link-other-type"

// heedShown puts the type that the path names, and the example shows, in the place of
// another one that the text links to.
func (d *Draft) heedShown(c *types.Catalog, r *report.Reporter) {
	first := d.FirstTemplate()
	if first == nil {
		return
	}
	named := NamedBy(first.Path, c)
	if named == nil {
		return
	}
	if _, body, a := d.Success(); len(d.Said.Types) == 1 && (a == nil || a.Type == "") && d.shows(body, named, d.Said.Types[0]) {
		d.ReportOther(d.Said.Types[0], named, d.Said.pos, r)
		d.Said.Types = []*api.Type{named}
	}
	if _, body, a := d.RequestBody(); len(d.Linked) == 1 && (a == nil || a.Type == "") && d.shows(body, named, d.Linked[0]) {
		d.ReportOther(d.Linked[0], named, first.Pos, r)
		d.Linked = []*api.Type{named}
	}
}

// ReportOther reports that a page speaks of one type and is about another.
func (d *Draft) ReportOther(said, named *api.Type, pos parser.Pos, r *report.Reporter) {
	if pos.Line == 0 {
		pos = d.Page.TitlePos
	}
	r.Add(d.Page, pos, CodeOtherType, diag.Warning,
		"the text speaks of "+report.Quote(said.Name)+", and the path is one of "+report.Quote(named.Name),
		"link to the page of "+named.Name+", or correct the path")
}

// NamedBy is the type that the last name of a path says, nil for none: gear of
// /rooms/{id}/gear/{id}.
func NamedBy(p api.Path, c *types.Catalog) *api.Type {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i].Kind == api.Key {
			continue
		}
		if p[i].Kind != api.Static {
			return nil
		}
		return TypeNamed(p[i].Name, c)
	}
	return nil
}

// TypeNamed is the type that has a name, or of which the name is the plural, nil for none.
func TypeNamed(name string, c *types.Catalog) *api.Type {
	for _, one := range append([]string{name}, phrases.Singulars(name)...) {
		if t := c.Find(one); t != nil && t.Kind != api.Enum && len(t.Properties) > 0 {
			return t
		}
	}
	return nil
}

// shows reports whether JSON is one of a type, or several of it, and not of another.
func (d *Draft) shows(v *relaxed.Value, named, other *api.Type) bool {
	if v == nil || other == named || api.Related(named, other) || other.Kind == api.Enum || other.Open || other.Untyped {
		return false
	}
	if name := WrapperIn(v, d.Convention); name != "" && other.Property(name) == nil && named.Property(name) == nil {
		v = v.Get(name)
	}
	if v.Kind == relaxed.Array && len(v.Elements) > 0 {
		v = v.Elements[0]
	}
	own, foreign := 0, 0
	for _, m := range v.Members {
		switch {
		case d.Convention.IsControl(m.Name) || strings.TrimSpace(m.Name) == "" || odata.EqualFold(m.Name, d.Convention.Key):
			continue
		case named.Property(m.Name) == nil:
			return false
		case other.Property(m.Name) == nil:
			foreign++
		}
		own++
	}
	return own > 0 && foreign > 0
}
