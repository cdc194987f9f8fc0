package calls

// This phase reads the tables of an API page: permissions, parameters in every
// place of a request, request-body properties, documented errors. Columns are
// found by their headings, in any order.

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
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
		for _, b := range div.Section.Blocks {
			switch b := b.(type) {
			case *parser.Table:
				d.readTable(div, b, r)
			case *parser.Paragraph:
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
	switch in.Area {
	case areaPathParameters:
		d.readParameters(t, api.InPath)
	case areaURIParameters:
		d.readURIParameters(t)
	case areaParameters:
		if d.onlyReads() {
			d.readURIParameters(t)
		} else if d.readParameters(t, api.InBody) {
			d.BodyTable = true
		}
	case areaFunctionParameters:
		d.readParameters(t, api.InFunction)
	case areaQueryParameters:
		d.readParameters(t, api.InQuery)
	case areaHeaders:
		d.readParameters(t, api.InHeader)
	case AreaBody:
		if d.readParameters(t, api.InBody) {
			d.BodyTable = true
		}
	case areaErrors, AreaResponse:
		d.readErrors(t)
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

// readParameters reads a table of parameters and reports whether it was one.
func (d *Draft) readParameters(t *parser.Table, in api.ParameterIn) bool {
	name := column(t, phrases.ParameterColumn)
	if name < 0 || len(t.Header) < 2 {
		return false
	}
	kind, about, need, value := column(t, phrases.TypeColumn), column(t, phrases.DescriptionColumn), column(t, phrases.RequiredColumn), column(t, phrases.ValueColumn)
	if name == kind {
		return false
	}
	if kind < 0 && (in == api.InBody || in == api.InFunction) {
		// Name | Value | Description: the value's type stands for the value.
		kind = value
	}
	list := make([]api.Parameter, len(t.Rows))
	for i, row := range t.Rows {
		n, optional := parameterName(row[name].Plain)
		if in == api.InPath && strings.Contains(row[name].Plain, "|") {
			// {id | userPrincipalName} is one placeholder.
			n = strings.Trim(row[name].Plain, "*`_{} ")
		}
		if n == "" || d.headingOf(row) == row[name].Plain {
			continue
		}
		if in == api.InHeader && strings.EqualFold(n, "Content-Type") {
			d.contentType = row[name].Pos
		}
		p := &list[i]
		*p = api.Parameter{Name: n, In: in, Type: "Edm.String", At: d.Place(row[name].Pos)}
		if about >= 0 && about != name {
			p.Description = row[about].Plain
		} else if value >= 0 && value != name {
			p.Description = row[value].Plain
		}
		if kind >= 0 && (row[kind].Plain != "" || in == api.InBody && kind != value) {
			if ref, ok := types.PlainCell(&row[kind]); ok {
				p.Type, p.Collection = ref.Name, ref.Collection
			} else {
				d.typed = append(d.typed, typed{p: p, cell: &row[kind], values: valuesBeside(row, about)})
			}
		} else if kind < 0 && about >= 0 {
			if cell, values, ok := types.TailCell(row[about]); ok {
				d.typed = append(d.typed, typed{p: p, cell: &cell, values: values})
			}
		}
		p.Required = in == api.InPath || in == api.InFunction && !optional || isRequired(p.Description, optional)
		if need >= 0 {
			p.Required = phrases.SaysYes(row[need].Plain)
		}
		AddParameter(d.Op, p)
	}
	return true
}

// onlyReads reports whether the page's requests have no body, and are no functions, whose
// arguments stand under the same heading.
func (d *Draft) onlyReads() bool {
	for _, v := range d.Templates {
		last := v.Path.Last()
		if v.Method != "GET" && v.Method != "DELETE" || last.Kind == api.Operator || v.Intent == api.KindFunction {
			return false
		}
	}
	return len(d.Templates) > 0
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
		case in != "":
			p.In = in
		}
	}
}

// placesIn returns what a table says of the part of the request that a parameter is in.
func (d *Draft) placesIn(t *parser.Table) map[string]api.ParameterIn {
	in, name := column(t, phrases.PlaceColumn), column(t, phrases.ParameterColumn)
	if in < 0 {
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

// parameterName cleans a name cell: "comment (optional)" is comment.
func parameterName(s string) (name string, optional bool) {
	s = strings.TrimSpace(s)
	optional = phrases.SaysOptional(s)
	if i := strings.IndexAny(s, " (\n"); i > 0 {
		s = s[:i]
	}
	return strings.Trim(s, "*`_:{},'\""), optional
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
	prose  *parser.Text
}

// readTyped reads what the page says of types, in its order.
func (d *Draft) readTyped(c *types.Catalog, r *report.Reporter) {
	for _, t := range d.typed {
		switch {
		case t.prose == nil:
			d.typeParameter(t, c, r)
		case len(d.Linked) == 0:
			if d.Linked = c.Linked(d.Page, *t.prose); len(d.Linked) == 0 {
				d.Linked = namedIn(d.Page, *t.prose, c)
			}
		}
	}
	d.typed = nil
}

// typeParameter sets the type that a cell names.
func (d *Draft) typeParameter(t typed, c *types.Catalog, r *report.Reporter) {
	p := t.p
	ref, ok := c.DescribedCell(d.Page, *t.cell, t.values)
	if !ok {
		if p.In == api.InBody {
			p.Type, p.Collection = odata.Untyped, ref.Collection // which examples may tell
		}
		if p.In == api.InBody || p.In == api.InFunction {
			message := "cannot tell a type from " + report.Quote(t.cell.Plain)
			if t.cell.Plain == "" {
				message = "the table says nothing of the type of " + report.Quote(p.Name)
			}
			r.Add(d.Page, t.cell.Pos, "type-unreadable", diag.Warning, message,
				"write a primitive type or link the resource page")
		}
		return
	}
	if p.In == api.InHeader || p.In == api.InQuery {
		if odata.Primitive(ref.Name) == "" && !strings.HasPrefix(ref.Name, "Edm.") {
			return
		}
	}
	p.Type, p.Collection = ref.Name, ref.Collection
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

// readErrors reads a table of errors: a status, a code, a message, in columns
// whose headings say so.
func (d *Draft) readErrors(t *parser.Table) {
	status := column(t, phrases.StatusColumn)
	code := column(t, phrases.ErrorCodeColumn)
	message := column(t, phrases.MessageColumn)
	if code == status {
		code = -1
		for i, h := range t.Header {
			if i != status && phrases.OtherCodeColumn.Fits(h.Plain) {
				code = i
				break
			}
		}
	}
	if status < 0 && code < 0 {
		return
	}
	for _, row := range t.Rows {
		e := api.ErrorCode{}
		if status >= 0 {
			e.Status = firstStatus(row[status].Plain, 400)
		}
		if code >= 0 {
			e.Code = strings.Trim(row[code].Plain, "` ")
			if s := firstStatus(e.Code, 400); s > 0 && e.Status == 0 {
				e.Status = s
			}
		}
		if message >= 0 && message != status && message != code {
			e.Message = row[message].Plain
		}
		if e.Status >= 400 || (e.Code != "" && e.Status == 0 && odata.IsIdentifier(e.Code)) {
			d.Op.Errors = append(d.Op.Errors, e)
		}
	}
}

// saidStatus finds the HTTP status of at least low that a sentence names, or 0. Of several
// numbers that may be one, it is the first that stands as a status does: in code, behind
// "status", or before its reason phrase. "Office 365" and "500 items" are none.
func saidStatus(t parser.Text, low int) int {
	for i := 0; i+3 <= len(t.Plain); i++ {
		n := firstStatus(t.Plain[i:min(i+4, len(t.Plain))], low)
		if n == 0 || i > 0 && (odata.IsDigit(t.Plain[i-1]) || t.Plain[i-1] == '.') || !odata.IsDigit(t.Plain[i]) || http.StatusText(n) == "" {
			continue
		}
		reason := strings.TrimLeft(t.Plain[i+3:], " -–—:`(,")
		before := strings.ToLower(t.Plain[:i])
		if odata.HasPrefixFold(reason, http.StatusText(n)) || odata.HasPrefixFold(reason, "ok ") || phrases.AnnouncesStatus(before) || slices.ContainsFunc(t.Spans, func(s parser.Span) bool {
			return s.Kind == parser.CodeSpan && s.Start <= i && i < s.End || s.Kind == parser.Strong && s.Start == i
		}) {
			return n
		}
	}
	return 0
}

// firstStatus finds the first HTTP status of at least low in a text, or 0.
func firstStatus(s string, low int) int {
	for i := 0; i+3 <= len(s); i++ {
		if (i > 0 && odata.IsDigit(s[i-1])) || (i+3 < len(s) && odata.IsDigit(s[i+3])) {
			continue
		}
		if !odata.IsDigit(s[i]) || !odata.IsDigit(s[i+1]) || !odata.IsDigit(s[i+2]) {
			continue
		}
		if n, _ := strconv.Atoi(s[i : i+3]); n >= max(low, 100) && n <= 599 {
			return n
		}
	}
	return 0
}
