package calls

// This phase reads parameters that a page lists instead of having a table of them:
//
//	- `name` `(string: <required>)` – what the crate is called.
//	* `weight` - in grams.
//	* `weight`: Integer. In grams.
//
// The first form names the type, and the value where there is none, as the references of
// several services do. The second has no more than a name, and counts below a heading of
// parameters, or below a text that announces some ("Required parameters:").

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// A listed is what an item says of a parameter.
type listed struct {
	name, typ, about string
	need             phrases.Requirement
	// hole tells that it is written as a placeholder of the path: `:id`.
	hole bool
}

// readList reads a list of parameters, the i-th block of its section.
func (d *Draft) readList(in division, i int, list *parser.List) {
	lead := announced(in, i)
	if lead == phrases.NoParameterList && !holdsParameters(in) {
		return
	}
	base := list.Items[0].Pos.Column
	above := ""
	for j := range list.Items {
		item := &list.Items[j]
		said, ok := readItem(item, lead != phrases.NoParameterList)
		if !ok || said.hole && !hasHole(d.templatesNear(in), said.name) {
			continue
		}
		if item.Pos.Column > base {
			if said.typ != "" && above != "" {
				d.Sent = append(d.Sent, Described{Of: above, Rows: []Row{d.listedRow(item, said, lead)}})
			}
			continue
		}
		above = said.name
		d.addListed(in, d.listedRow(item, said, lead))
	}
}

// readNamed reads the parameters that a text announces and names itself: "Required
// parameters: `name` and `icon` of the crate."
func (d *Draft) readNamed(in division, t *parser.Text) {
	lead := phrases.ParameterListOf(t.Plain)
	colon := strings.IndexByte(t.Plain, ':')
	if lead == phrases.NoParameterList || colon < 0 || in.Area.inExample() {
		return
	}
	end := colon + 1
	for n, s := range t.Spans {
		if s.Start < end || s.Kind != parser.CodeSpan {
			continue
		}
		switch between := strings.Trim(t.Plain[end:s.Start], " ,"); {
		case between != "" && !(n > 0 && between == phrases.And):
			return
		case !isMember(t.Plain[s.Start:s.End]):
			return
		}
		end = s.End
		said := listed{name: t.Plain[s.Start:s.End], about: strings.TrimSpace(t.Plain[colon+1:])}
		d.addListed(in, d.listedRow(t, said, lead))
	}
}

// announced returns what the text right above the i-th block of a section says of a list.
func announced(in division, i int) phrases.ParameterList {
	if i == 0 || in.Area.inExample() || in.Area == AreaResponse || in.Area == areaErrors {
		return phrases.NoParameterList
	}
	p, ok := in.Section.Blocks[i-1].(*parser.Paragraph)
	if !ok || p.Quoted {
		return phrases.NoParameterList
	}
	return phrases.ParameterListOf(p.Plain)
}

// holdsParameters reports whether the items of a list in a division are parameters: its
// heading says so, and there is no table of them.
func holdsParameters(in division) bool {
	switch in.Area {
	case areaPathParameters, areaURIParameters, areaParameters, areaQueryParameters, areaHeaders, AreaBody:
		return !hasTable(in.Section)
	}
	return false
}

// listedRow is the row of a table that an item stands for.
func (d *Draft) listedRow(item *parser.Text, said listed, lead phrases.ParameterList) Row {
	p := &api.Parameter{Name: said.name, In: api.InBody, Type: "Edm.String", Description: said.about, At: d.Place(item.Pos)}
	need := phrases.ParameterRequirement(said.about)
	p.Required = said.need == phrases.Required || said.need == phrases.UnsaidRequirement && (lead == phrases.RequiredParameters || need == phrases.Required)
	row := Row{Parameter: p, Guessed: said.typ == ""}
	if row.Guessed {
		return row
	}
	cell := &parser.Text{Pos: item.Pos, Plain: said.typ}
	if ref, ok := types.PlainCell(cell); ok {
		p.Collection, p.Told = ref.Collection, true
		p.Type, p.Form = types.FormSaid(ref.Name, said.typ, said.about)
	} else {
		row.word = typeWord(said.typ)
		d.typed = append(d.typed, typed{p: p, cell: cell})
	}
	return row
}

// addListed adds a parameter where the area of its list, its own text or the request says
// that it is.
func (d *Draft) addListed(in division, row Row) {
	p := row.Parameter
	switch in.Area {
	case areaPathParameters:
		p.In, p.Required = api.InPath, true
	case areaQueryParameters:
		p.In = api.InQuery
	case areaHeaders:
		p.In = api.InHeader
	default:
		d.place(p, in)
	}
	if p.In == api.InBody {
		d.Sent = append(d.Sent, Described{Rows: []Row{row}})
		d.BodyTable = true
	}
	d.addParameter(p)
}

// place puts a parameter into the part of the request that it can be in: the path where a
// request has a placeholder of its name, the query where its text says so or the requests
// have no body.
func (d *Draft) place(p *api.Parameter, in division) {
	near := d.templatesNear(in)
	switch {
	case hasHole(near, p.Name):
		p.In, p.Required = api.InPath, true
	case phrases.SaysQuery(p.Description), in.Area == areaURIParameters, in.Area != AreaBody && onlyRead(near):
		p.In = api.InQuery
	default:
		p.In = api.InBody
	}
}

// hasHole reports whether a template has a placeholder called so.
func hasHole(templates []*Template, name string) bool {
	for _, v := range templates {
		for _, a := range v.Path.Holes() {
			if odata.EqualFold(a.Placeholder, name) {
				return true
			}
		}
	}
	return false
}

// templatesNear returns the templates that a section shows, all of the draft's where it
// shows none.
func (d *Draft) templatesNear(in division) []*Template {
	s := in.Section
	if len(s.Blocks) == 0 {
		return d.Templates
	}
	from, to := s.Pos.Line, s.Blocks[len(s.Blocks)-1].Position().Line
	var near []*Template
	for _, v := range d.Templates {
		if from <= v.Pos.Line && v.Pos.Line <= to {
			near = append(near, v)
		}
	}
	if near == nil {
		return d.Templates
	}
	return near
}

// readItem takes an item of a list apart. loose reports that a text announces parameters:
// then nothing has to stand between the name and what it is.
func readItem(t *parser.Text, loose bool) (listed, bool) {
	if len(t.Spans) == 0 || t.Spans[0].Start != 0 || t.Spans[0].Kind != parser.CodeSpan && t.Spans[0].Kind != parser.Strong {
		return listed{}, false
	}
	name := strings.TrimRight(t.Plain[:t.Spans[0].End], ": ")
	said := listed{name: strings.TrimPrefix(name, ":"), hole: strings.HasPrefix(name, ":")}
	if !isMember(strings.TrimPrefix(said.name, "$")) {
		return listed{}, false
	}
	rest := strings.TrimSpace(t.Plain[t.Spans[0].End:])
	const dashes = ":-\u2013\u2014"
	if inner, after, ok := parenthesis(rest); ok {
		said.readRemark(inner)
		if strings.HasPrefix(after, "<") { // what the site has made of its own: <Badge />
			_, after, _ = strings.Cut(after, ">")
		}
		said.about = strings.TrimLeft(after, " "+dashes)
		return said, true
	}
	about := strings.TrimLeft(rest, " "+dashes)
	if inner, after, ok := parenthesis(about); ok && phrases.RemarkedRequirement(inner) != phrases.UnsaidRequirement {
		said.readRemark(inner) // a mark in front of what it is
		about = after
	}
	if first, after, ok := strings.Cut(about, ". "); ok {
		if _, typed := types.PlainCell(&parser.Text{Plain: first}); typed {
			said.typ, said.about = first, strings.TrimSpace(after)
			return said, true
		}
	}
	if about == rest && !loose && !strings.HasSuffix(t.Plain[:t.Spans[0].End], ":") {
		return listed{}, false
	}
	said.about = about
	return said, true
}

// parenthesis splits a text that begins with one in parentheses.
func parenthesis(text string) (inner, after string, ok bool) {
	if !strings.HasPrefix(text, "(") {
		return "", "", false
	}
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text[1:i], strings.TrimSpace(text[i+1:]), true
			}
		}
	}
	return "", "", false
}

// readRemark reads what stands in parentheses behind a name: "string: <required>",
// "integer, optional", "bool: false".
func (said *listed) readRemark(inner string) {
	typ, value, valued := strings.Cut(inner, ":")
	if !valued {
		typ, value, _ = strings.Cut(inner, ",")
	}
	said.need = phrases.RemarkedRequirement(value)
	if typ = strings.TrimSpace(typ); phrases.RemarkedRequirement(typ) != phrases.UnsaidRequirement {
		said.need = phrases.RemarkedRequirement(typ)
		return
	}
	if valued && said.need == phrases.UnsaidRequirement {
		said.need = phrases.NotRequired // for it has a value otherwise
	}
	said.typ = typ
}
