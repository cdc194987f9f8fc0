package calls

// This phase reads the tables of an API page: permissions, parameters in every
// place of a request, request-body properties, documented errors. Columns are
// found by their headings, in any order.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// GuessArgument tells the type of an unquoted argument that no table describes.
func GuessArgument(name string) string {
	return cmp.Or(phrases.ArgumentType(name), "Edm.String")
}

// readTables reads all tables of the page, each by the area it stands in. What they
// and the request body section say of types waits for [draft.readTyped].
func (d *Draft) readTables(r *report.Reporter) {
	for _, div := range d.Divisions {
		for i, b := range div.Section.Blocks {
			switch b := b.(type) {
			case *parser.Table:
				d.readTable(div, b, r)
			case *parser.List:
				d.readList(div, i, b)
			case *parser.Paragraph:
				d.readNamed(div, &b.Text)
				if div.Area == AreaBody || div.Area == areaParameters {
					d.readBodyProse(&b.Text)
				}
			}
		}
	}
	if d.NoBody && d.contentType.Line > 0 {
		r.Add(d.Page, d.contentType, "content-type-without-body", diag.Warning,
			"the page asks for a Content-Type header, and says that the request has no body", "leave the header out of the table")
	}
}

// readTable reads one table.
func (d *Draft) readTable(in division, t *parser.Table, r *report.Reporter) {
	if isPermissions(t) {
		d.readPermissions(in.Section, t, r)
		d.reportCrowd(t, r)
		return
	}
	defer d.reportCrowd(t, r)
	if d.readPlaced(in, t) {
		return
	}
	switch in.Area {
	case areaPathParameters:
		d.readParameters(t, api.InPath)
	case areaURIParameters:
		d.readURIParameters(t)
	case areaParameters:
		if d.onlyReads() {
			d.readURIParameters(t)
		} else {
			d.describeBody(in, t)
		}
	case areaFunctionParameters:
		d.readParameters(t, api.InFunction)
	case areaQueryParameters:
		d.readOutside(in, t, api.InQuery)
	case areaHeaders:
		d.readOutside(in, t, api.InHeader)
	case AreaBody:
		d.describeBody(in, t)
	case areaTemplates, areaOther, AreaIntro:
		if phrases.PropertyHeadingOf(odata.Fold(strings.TrimSpace(in.Section.Heading.Plain))) == phrases.Properties {
			if rows := d.describe(in, t, d.Properties, ""); rows != nil {
				d.Properties = rows
			}
		} else if follows(in, t) && isCallTable(t) {
			if phrases.SaysResponse(lead(in, t).Plain) {
				d.describeAnswer(in, t)
			} else {
				d.describeBody(in, t)
			}
		}
	case areaErrors:
		if subjectOf(lead(in, t), d.Answers) == "" || !d.describeAnswer(in, t) {
			d.readErrors(t)
		}
	case AreaResponse:
		if !d.nameResult(t) && !d.readErrors(t) {
			d.describeAnswer(in, t)
		}
	}
}

// reportCrowd says once that a page's tables hold more than is read.
func (d *Draft) reportCrowd(t *parser.Table, r *report.Reporter) {
	p := d.Op.Permissions
	most := max(len(d.Op.Parameters), len(p.Application), len(p.DelegatedPersonal), len(p.DelegatedWork))
	if most < MaxPerPage || d.crowded {
		return
	}
	d.crowded = true
	crowded(d.Page, t.Pos, "parameters or permissions", r)
}

// Place is where something stands on the page.
func (d *Draft) Place(pos parser.Pos) api.Place { return api.Place{Page: d.Page.Path, Line: pos.Line} }

// column returns the index of the column of a kind, the first of those whose headings
// fit it best, or -1.
func column(t *parser.Table, kind phrases.Column) int {
	found, best := -1, -1
	for i := range t.Header {
		if rank := kind.Rank(t.Header[i].Plain); rank >= 0 && (found < 0 || rank < best) {
			found, best = i, rank
		}
		if best == 0 {
			break
		}
	}
	return found
}

// parameterColumns are the columns of a table of parameters or members; -1 for none.
type parameterColumns struct {
	name, typ, about, need, value int
	in                            api.ParameterIn // "" for members of an answer
}

// aboutIn returns the cell that describes a row, nil where there is none.
func (cols parameterColumns) aboutIn(row []parser.Text) *parser.Text {
	if cols.about < 0 {
		return nil
	}
	return &row[cols.about]
}

// readParameters reads a table of parameters and reports whether it was one.
func (d *Draft) readParameters(t *parser.Table, in api.ParameterIn) bool {
	rows := d.rows(t, in)
	for _, row := range rows {
		d.addParameter(row.Parameter)
	}
	return rows != nil
}

// readRow reads a row of a table of parameters into p, and reports whether it is one. It
// returns the name in its type cell that names no primitive, if there is one.
func (d *Draft) readRow(p *api.Parameter, row []parser.Text, cols parameterColumns) (word string, ok bool) {
	cell := &row[cols.name]
	n, optional := parameterName(cell.Plain)
	if cols.in == api.InPath && strings.Contains(cell.Plain, "|") {
		// {id | userPrincipalName} is one placeholder.
		n = strings.Trim(cell.Plain, "*`_{} ")
	}
	if n == "" || d.headingOf(row) == cell.Plain {
		return "", false
	}
	if cols.in == api.InHeader && strings.EqualFold(n, "Content-Type") {
		d.contentType = cell.Pos
	}
	*p = api.Parameter{Name: n, In: cols.in, At: d.Place(cell.Pos)}
	if cols.in != "" {
		p.Type = "Edm.String"
	}
	said := ""
	if cols.about >= 0 && cols.about != cols.name {
		said = row[cols.about].Plain
	}
	if cols.value >= 0 {
		said = cmp.Or(said, row[cols.value].Plain)
	}
	p.Description = said
	if cols.typ >= 0 && (row[cols.typ].Plain != "" || cols.in == api.InBody && cols.typ != cols.value) {
		if ref, ok := types.PlainCell(&row[cols.typ]); ok {
			p.Type, p.Collection, p.Told = ref.Name, ref.Collection, true
			if cols.in == api.InBody {
				p.Type, p.Form = types.FormSaid(p.Type, row[cols.typ].Plain, said)
			}
		} else {
			word = typeWord(row[cols.typ].Plain)
			d.typed = append(d.typed, typed{p: p, cell: &row[cols.typ], values: valuesBeside(row, cols.about), about: cols.aboutIn(row), shown: cols.typ == cols.value})
			if cols.about >= 0 && cols.in == api.InBody {
				p.Values, _ = types.EnumValues(row[cols.typ], row[cols.about])
			}
		}
	} else if cols.typ < 0 && cols.about >= 0 {
		if tail, values, ok := types.TailCell(row[cols.about]); ok {
			d.typed = append(d.typed, typed{p: p, cell: &tail, values: values})
		}
	}
	p.Required = cols.in == api.InPath || !optional && isStarred(cell.Plain, n) || cols.in == api.InFunction && !optional || isRequired(p.Description, optional)
	if cols.need >= 0 {
		p.Required = phrases.SaysYes(row[cols.need].Plain)
	} else if cols.value >= 0 && phrases.RequirementOf(odata.Fold(row[cols.value].Plain)) == phrases.Required {
		p.Required = true
	}
	return word, true
}

// onlyReads reports whether the page's requests have no body, and are no functions, whose
// arguments stand under the same heading.
func (d *Draft) onlyReads() bool { return onlyRead(d.Templates) }

// onlyRead is onlyReads for some templates.
func onlyRead(templates []*Template) bool {
	for _, v := range templates {
		last := v.Path.Last()
		if v.Method != "GET" && v.Method != "DELETE" || last.Kind == api.Operator || v.Intent == api.KindFunction {
			return false
		}
	}
	return len(templates) > 0
}

// readURIParameters reads a table of parameters of several parts of the request. A column
// may say which. Else those that the templates have a placeholder for are of the path,
// and others of the query.
func (d *Draft) readURIParameters(t *parser.Table) {
	before := len(d.Op.Parameters)
	if !d.readParameters(t, api.InQuery) {
		return
	}
	holes := map[string]bool{}
	for _, v := range d.Templates {
		for _, a := range v.Path.Holes() {
			holes[odata.Fold(a.Placeholder)] = true
		}
	}
	said := d.placesIn(t)
	for _, p := range d.Op.Parameters[before:] {
		switch in := said[p.Name]; {
		case holes[odata.Fold(p.Name)]:
			p.In, p.Required = api.InPath, true
		case d.optionFor(p.Name) != "":
			p.Name = d.optionFor(p.Name)
		case in != "":
			p.In = in
		}
	}
	d.nameKey(d.Op.Parameters[before:])
}

// optionFor returns the name of the query option that request lines give the value of a
// placeholder: country of ?country={country-code}. It is "" for none.
func (d *Draft) optionFor(placeholder string) string {
	for _, v := range d.Templates {
		for _, o := range api.ParseQuery(v.Query) {
			if strings.EqualFold(o.Value, "{"+placeholder+"}") {
				return o.Name
			}
		}
	}
	return ""
}

// nameKey gives the only placeholder of the path the parameter of a table that can be none
// other: the page calls it id where the request line has {orderId}.
func (d *Draft) nameKey(list []*api.Parameter) {
	open := ""
	for _, v := range d.Templates {
		for _, a := range v.Path.Holes() {
			described := slices.ContainsFunc(list, func(p *api.Parameter) bool { return odata.EqualFold(p.Name, a.Placeholder) })
			if described || open != "" && open != a.Placeholder {
				return
			}
			open = a.Placeholder
		}
	}
	key := odata.Fold(d.Convention.Key)
	for _, p := range list {
		name, hole := odata.Fold(p.Name), odata.Fold(open)
		if open != "" && p.In == api.InQuery && p.Required && (name == key && strings.HasSuffix(hole, key) || hole == key && strings.HasSuffix(name, key)) {
			p.Name, p.In, p.Required = open, api.InPath, true
			return
		}
	}
}

// placesIn returns what a table says of the part of the request that a parameter is in.
func (d *Draft) placesIn(t *parser.Table) map[string]api.ParameterIn {
	in, name := column(t, phrases.PlaceColumn), nameColumn(t)
	if in < 0 || name < 0 {
		return nil
	}
	said := map[string]api.ParameterIn{}
	for _, row := range t.Rows {
		n, _ := parameterName(row[name].Plain)
		switch part := api.ParameterIn(odata.Fold(strings.TrimSpace(row[in].Plain))); part {
		case api.InQuery, api.InHeader, api.InBody:
			said[n] = part
		}
	}
	return said
}

// headingOf returns the text of a row that is a heading in disguise: one cell
// filled, the others empty. "" for any other row.
func (d *Draft) headingOf(row []parser.Text) string {
	text, filled := "", 0
	for _, cell := range row {
		if cell.Plain != "" {
			text = cell.Plain
			filled++
		}
	}
	if filled == 1 && len(row) > 1 {
		return text
	}
	return ""
}

// parameterName cleans a name cell: "comment (optional)" and "comment?" are comment.
func parameterName(s string) (name string, optional bool) {
	s = strings.TrimSpace(s)
	optional = phrases.SaysOptional(s)
	if i := strings.IndexAny(s, " (\n"); i > 0 {
		s = s[:i]
	}
	name = WithoutMarks(s)
	return name, optional || strings.HasSuffix(strings.TrimRight(s, "`"), name+"?")
}

// isStarred reports whether the cell of a name has an asterisk behind it, which is how
// pages mark what is required: "weight*". One on either side is emphasis.
func isStarred(cell, name string) bool {
	_, after, ok := strings.Cut(cell, name)
	return ok && !strings.HasPrefix(cell, "*") && strings.Trim(after, "`\\ ") == "*"
}

// WithoutMarks takes the marks off a name that pages set it off by. Underscores are some
// where there are as many in front as behind; others are part of the name, as in __metadata.
func WithoutMarks(name string) string {
	name = strings.TrimRight(strings.Trim(name, "*`:{},'\"\\~"), "?`")
	for len(name) > 2 && name[0] == '_' && name[len(name)-1] == '_' {
		name = strings.Trim(name[1:len(name)-1], "*`:{},'\"\\")
	}
	return name
}

// isRequired reads Required and Optional out of a description.
func isRequired(description string, optional bool) bool {
	return !optional && phrases.ParameterRequirement(description) == phrases.Required
}

// valuesBeside returns the values that the cell in a column of a row lists, if there is
// such a column.
func valuesBeside(row []parser.Text, column int) []api.Member {
	if column < 0 {
		return nil
	}
	return types.PossibleValues(row[column])
}

// A typed is something on a page that speaks of types: the cell of a parameter's, or
// a paragraph about the request body.
type typed struct {
	p      *api.Parameter
	cell   *parser.Text
	values []api.Member // that the description beside the cell lists
	about  *parser.Text // the description beside the cell, nil for none
	prose  *parser.Text
	// shown reports that the cell is headed as one of values, whose types need no more
	// than be guessed.
	shown bool
}

// readTyped reads what the page says of types, in its order.
func (d *Draft) readTyped(c *types.Catalog, r *report.Reporter) {
	for _, t := range d.typed {
		switch {
		case t.prose == nil:
			d.typeParameter(t, c, r)
		case d.listInBody(t.prose):
		case len(d.Linked) == 0:
			if d.Linked = c.Linked(d.Page, *t.prose); len(d.Linked) == 0 {
				d.Linked = namedIn(d.Page, *t.prose, c)
			}
		}
	}
	d.typed = nil
}

// listInBody reads a text that calls the body of a request a list of simple values: "A list
// of at most 20 strings." It reports whether it is such a text.
func (d *Draft) listInBody(t *parser.Text) bool {
	word := phrases.ListedInBody(strings.ToLower(t.Plain))
	ref, ok := types.PlainCell(&parser.Text{Plain: "list of " + word})
	if ok = ok && word != "" && ref.Collection; ok {
		d.Listed = ref
	}
	return ok
}

// typeParameter sets the type that a cell names.
func (d *Draft) typeParameter(t typed, c *types.Catalog, r *report.Reporter) {
	p := t.p
	ref, ok := c.DescribedCell(d.Page, *t.cell, t.values)
	if ok && ref.Name == odata.Untyped && (p.In == api.InBody || p.In == "") {
		if said := c.Explained(d.Page, t.about); said != nil {
			ref.Name = said.Name
		}
	}
	if _, enum := types.EnumValues(*t.cell, parser.Text{}); enum && len(p.Values) == 0 && p.In == api.InBody {
		types.ReportUnlisted(r, d.Page, t.cell.Pos, p.Name)
	}
	if !ok {
		if p.In == api.InBody {
			p.Type, p.Collection = odata.Untyped, ref.Collection // which examples may tell
		}
		if (p.In == api.InBody || p.In == api.InFunction) && !t.shown {
			message := "cannot tell a type from " + report.Quote(t.cell.Plain)
			if t.cell.Plain == "" {
				message = "the table says nothing of the type of " + report.Quote(p.Name)
			}
			r.Add(d.Page, t.cell.Pos, "type-unreadable", diag.Warning, message,
				"write a primitive type or link the resource page")
		}
		return
	}
	p.Told = true
	if p.In == api.InHeader || p.In == api.InQuery {
		if odata.Primitive(ref.Name) == "" && !strings.HasPrefix(ref.Name, "Edm.") {
			return
		}
	}
	if p.In != api.InBody && p.In != "" && ref.Name == odata.Untyped {
		return // "integer or string" is text in a URL
	}
	p.Type, p.Collection = ref.Name, ref.Collection
	if p.In == api.InBody {
		p.Type, p.Form = types.FormSaid(p.Type, t.cell.Plain, p.Description)
	}
}

// AddParameter adds a parameter to an operation unless its place has one of that name already.
func AddParameter(op *api.Operation, p *api.Parameter) {
	if len(op.Parameters) >= MaxPerPage {
		return
	}
	for _, q := range op.Parameters {
		if q.In == p.In && odata.EqualFold(q.Name, p.Name) {
			return
		}
	}
	op.Parameters = append(op.Parameters, p)
}

// readBodyProse takes what the request body section says outside its table.
func (d *Draft) readBodyProse(t *parser.Text) {
	l := strings.ToLower(t.Plain)
	if phrases.SaysNoBody(l) {
		d.NoBody = true
	}
	if !d.BodyTable {
		d.typed = append(d.typed, typed{prose: t})
	}
}

// namedIn returns the type that a text names in words as that of the body:
// "supply a JSON representation of **event** object".
func namedIn(page *parser.Page, t parser.Text, c *types.Catalog) []*api.Type {
	for after := range phrases.AfterRepresentation(strings.ToLower(t.Plain)) {
		for i, w := range strings.FieldsFunc(after, func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == '*' }) {
			if i > 3 {
				break
			}
			if found := c.Named(page, w); found != nil && found.Kind != api.Enum {
				return []*api.Type{found}
			}
		}
	}
	return nil
}
