package calls

// This phase reads tables that describe members of JSON: of the answer to a call, and of
// what members of a request or an answer hold. A page describes the body first and then,
// in tables of their own, what some of its members are: "Each object in the *lines* array
// contains", "### OrderLine". Such a table names the member, or the type that the cell of
// the member names, in the text above it.

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// A Described is what one table says that a body, or a member of it, holds.
type Described struct {
	// Of is the member or the type that the table is about, "" where it is about the
	// body itself.
	Of   string
	Rows []Row
}

// A Row describes one member. The type is "" where the table has none.
type Row struct {
	*api.Parameter
	// Guessed reports that the page says nothing of its type.
	Guessed bool
	word    string // the name in its type cell that is no primitive's
	about   *parser.Text
	placed  bool // the table says where it is sent
}

// describe adds a table of members, which stands in a division, to what is known of a
// body, and returns it. nil means that it is none.
func (d *Draft) describe(in division, t *parser.Table, known []Described, part api.ParameterIn) []Described {
	const most = 256 // tables of one body, each of which may be about a row of any other
	if len(known) >= most {
		return nil
	}
	rows := d.rows(t, part)
	if len(rows) == 0 {
		return nil
	}
	of := subjectOf(lead(in, t), known)
	if first := tableAt(in.Section, 0); of == "" && first == t && phrases.HeadingOf(in.Section.Heading.Plain) == phrases.NoHeading {
		of = subjectOf(in.Section.Heading, known)
	}
	return append(slices.Clip(known), Described{Of: of, Rows: rows})
}

// describeAnswer reads a table in the section on the response.
func (d *Draft) describeAnswer(in division, t *parser.Table) bool {
	if phrases.HeadsHeaders(t.Header[0].Plain) || nameColumn(t) < 0 {
		return false
	}
	if column(t, phrases.TypeColumn) < 0 && column(t, phrases.DescriptionColumn) < 0 {
		return false
	}
	answers := d.describe(in, t, d.Answers, "")
	if answers == nil {
		return false
	}
	last := &answers[len(answers)-1]
	last.Rows = slices.DeleteFunc(last.Rows, d.isStatus)
	if len(last.Rows) > 0 {
		d.Answers = answers
	}
	return true
}

// A Result is the row of a table that names what a response holds as a whole.
type Result struct {
	Name string // "" for none
	At   api.Place
	cell parser.Text
}

// nameResult reads a table that names the result, by a link, and reports whether it was one.
func (d *Draft) nameResult(t *parser.Table) bool {
	if !phrases.HeadsResult(t.Header[0].Plain) || len(t.Rows) != 1 {
		return false
	}
	cell := t.Rows[0][0]
	if len(cell.Spans) != 1 || cell.Spans[0].Kind != parser.Link {
		return false
	}
	if name := strings.TrimSpace(cell.Plain[cell.Spans[0].Start:cell.Spans[0].End]); odata.IsTypeName(name) {
		d.Result = Result{Name: name, At: d.Place(cell.Pos), cell: cell}
	}
	return true
}

// isStatus reports whether a row is about a status, and notes it if it is one of errors.
func (d *Draft) isStatus(row Row) bool {
	if len(row.Name) != 3 {
		return false
	}
	status := firstStatus(row.Name, 100)
	if status >= 400 {
		d.Op.Errors = append(d.Op.Errors, api.ErrorCode{Status: status, Message: row.Description})
	}
	return status > 0
}

// describeBody reads a table of what is sent. Its members are parameters at first (see
// resolve), those that requests have placeholders for are of the path, and where no request
// has a body all are of the query; or it is about what a member holds.
func (d *Draft) describeBody(in division, t *parser.Table) {
	sent := d.describe(in, t, d.Sent, api.InBody)
	if sent == nil {
		return
	}
	last := &sent[len(sent)-1]
	if last.Of == "" {
		last.Rows = slices.DeleteFunc(last.Rows, func(row Row) bool {
			if in.Area != AreaBody && !row.placed {
				d.place(row.Parameter, in)
			}
			d.addParameter(row.Parameter)
			return row.In != api.InBody
		})
		if len(last.Rows) == 0 {
			return
		}
	}
	d.Sent, d.BodyTable = sent, true
}

// placeOf returns the part of a request that a row heads, if it is one of a table that is
// about several.
func placeOf(heading string) (api.ParameterIn, bool) {
	switch phrases.PlaceOfRow(heading) {
	case phrases.InPath:
		return api.InPath, true
	case phrases.InQuery:
		return api.InQuery, true
	case phrases.InHeader:
		return api.InHeader, true
	case phrases.InBody:
		return api.InBody, true
	}
	return "", false
}

// addParameter adds a parameter to the operation, unless it is none of the caller's: what
// stands in place of the host in a request line, and header fields that a transport sets.
func (d *Draft) addParameter(p *api.Parameter) {
	if p.In == api.InHeader && phrases.IsTransportHeader(p.Name) || p.In == api.InPath && d.isHost(p.Name) {
		return
	}
	AddParameter(d.Op, p)
}

// isHost reports whether the request lines have a placeholder in front of their paths.
func (d *Draft) isHost(name string) bool {
	if hasHole(d.Templates, name) {
		return false
	}
	return slices.ContainsFunc(d.Op.Requests, func(q *api.Request) bool { return InAddress(q.Template, name) })
}

// InAddress reports whether a request line has a placeholder in front of its path: in the
// host, or in place of all that precedes the path.
func InAddress(template, name string) bool {
	address := template
	if scheme := strings.Index(template, "://"); scheme >= 0 {
		address = template[:scheme+3]
		host, _, _ := strings.Cut(template[scheme+3:], "/")
		address += host
	} else if address, _, _ = strings.Cut(template, "/"); strings.Contains(address, "?") {
		return false
	}
	return name != "" && strings.Contains(address, "{"+name+"}")
}

// follows reports whether a table stands below a request in its section.
func follows(in division, t *parser.Table) bool {
	asked := false
	for _, b := range in.Section.Blocks {
		switch b := b.(type) {
		case *parser.Code:
			asked = asked || visibleTab(b.TabID) && (b.Request != nil || len(b.Templates) > 0)
		case *parser.Table:
			if b == t {
				return asked
			}
		}
	}
	return false
}

// isCallTable reports whether a table can only be about a call, in whatever section it
// stands: it lists parameters with their types, or says which are required.
func isCallTable(t *parser.Table) bool {
	return nameColumn(t) == 0 && (phrases.HeadsParameters(t.Header[0].Plain) && column(t, phrases.TypeColumn) > 0 || column(t, phrases.RequiredColumn) > 0)
}

// declareDescribed declares the types that no page describes, and a table of their own on
// this one does.
func (d *Draft) declareDescribed(c *types.Catalog) {
	for _, tables := range [][]Described{d.Sent, d.Answers} {
		subjects := map[string]bool{}
		for _, table := range tables {
			if table.Of != "" {
				subjects[table.Of] = true
			}
		}
		for _, table := range tables {
			for _, row := range table.Rows {
				if row.word != "" && (subjects[row.word] || subjects[row.Name]) && c.Named(d.Page, row.word) == nil {
					c.DeclareInferred(c.InNamespace(row.word))
				}
			}
		}
	}
}

// tableAt returns the n-th table of a section, nil for none.
func tableAt(s *parser.Section, n int) *parser.Table {
	for _, b := range s.Blocks {
		if t, ok := b.(*parser.Table); ok {
			if n == 0 {
				return t
			}
			n--
		}
	}
	return nil
}

// lead returns the text that announces a table: the paragraph above it, or where there is
// none, the heading of its section.
func lead(in division, t *parser.Table) parser.Text {
	text := in.Section.Heading
	for _, b := range in.Section.Blocks {
		switch b := b.(type) {
		case *parser.Paragraph:
			text = b.Text
			continue
		case *parser.Table:
			if b == t {
				return text
			}
		}
		text = parser.Text{}
	}
	return text
}

// subjectOf returns the member, or the type of one, that a text announces, of those that
// are known; "" for none.
func subjectOf(text parser.Text, known []Described) string {
	said := readLead(text)
	for _, k := range known {
		for _, row := range k.Rows {
			if row.word != "" && said.words[row.word] {
				return row.word
			}
			if said.announced[odata.Fold(row.Name)] || said.link != "" && said.link == anchorIn(row.about) {
				return row.Name
			}
		}
	}
	return ""
}

// A tableLead is what a text above a table says of what the table describes. It is read
// once for all names that may be meant.
type tableLead struct {
	words     map[string]bool // that may be names
	announced map[string]bool // names, folded, of what it says that it holds something
	link      string          // where the type that it describes is
}

// readLead reads the text above a table. What it says holds something is what it
// sets off from other words, or calls an object or the like; or the text is a name alone.
func readLead(text parser.Text) tableLead {
	said := tableLead{words: map[string]bool{}, announced: map[string]bool{odata.Fold(strings.TrimSpace(text.Plain)): true}}
	holds := phrases.SaysHolds(text.Plain)
	for word, after := range names(text.Plain) {
		said.words[word] = true
		if holds && phrases.IsHolder(after) {
			said.announced[odata.Fold(word)] = true
		}
	}
	for _, s := range text.Spans {
		if holds && s.Kind != parser.Link && s.Kind != parser.Image {
			said.announced[odata.Fold(strings.Trim(text.Plain[s.Start:s.End], "` "))] = true
		}
	}
	if phrases.DescribesProperties(text.Plain) {
		said.link = anchorIn(&text)
	}
	return said
}

// names yields the words of a text that may be names, each with what follows it.
func names(text string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		from := -1
		for i, r := range text + " " {
			switch inside := r == '_' || r == '-' && from >= 0 || unicode.IsLetter(r) || unicode.IsDigit(r); {
			case inside && from < 0:
				from = i
			case !inside && from >= 0:
				if !yield(text[from:i], text[i:]) {
					return
				}
				from = -1
			}
		}
	}
}

// anchorIn returns the first link of a text, if it leads to an anchor, as the type of a
// member does: "This table describes the [OrderLine](#order-line) properties."
func anchorIn(t *parser.Text) string {
	if t == nil {
		return ""
	}
	i := slices.IndexFunc(t.Spans, func(s parser.Span) bool { return s.Kind == parser.Link })
	if i < 0 || !strings.Contains(t.Spans[i].Dest, "#") {
		return ""
	}
	return t.Spans[i].Dest
}

// typeWord returns the name in a type cell that names no primitive: UserIdentity, and
// OrderLine of "array of OrderLine". It is "" for none.
func typeWord(cell string) string {
	for word := range names(cell) {
		if strings.ToLower(word) != word && odata.IsTypeName(word) && odata.Primitive(word) == "" && phrases.KindOf(odata.Fold(word)) == phrases.NoKind {
			return word
		}
	}
	return ""
}

// rows reads the rows of a table of parameters or members, nil where it is none.
func (d *Draft) rows(t *parser.Table, in api.ParameterIn) []Row {
	name := nameColumn(t)
	if name < 0 || len(t.Header) < 2 {
		return nil
	}
	cols := parameterColumns{
		name: name, typ: column(t, phrases.TypeColumn), about: column(t, phrases.DescriptionColumn),
		need: column(t, phrases.RequiredColumn), value: column(t, phrases.ValueColumn), in: in,
	}
	if name == cols.typ {
		return nil
	}
	if cols.value == name {
		cols.value = -1
	}
	if cols.typ < 0 && (in == api.InBody || in == api.InFunction) {
		// Name | Value | Description: the value's type stands for the value.
		cols.typ = cols.value
	}
	list := make([]api.Parameter, len(t.Rows))
	var rows []Row
	placed := false // a row says where those below it are sent
	for i, row := range t.Rows {
		if part, ok := placeOf(d.headingOf(row)); ok && in != "" {
			cols.in, placed = part, true
			continue
		}
		if word, ok := d.readRow(&list[i], row, cols); ok {
			rows = append(rows, Row{Parameter: &list[i], Guessed: cols.typ < 0 || row[cols.typ].Plain == "", word: word, about: cols.aboutIn(row), placed: placed})
		}
	}
	return rows
}

// nameColumn returns the column of names: the one that is headed so, or the first one of a
// table whose other columns tell types or what something is, whatever it calls its rows.
func nameColumn(t *parser.Table) int {
	name := column(t, phrases.ParameterColumn)
	if name >= 0 || len(t.Header) < 2 || !phrases.LooseNameColumn.Fits(t.Header[0].Plain) {
		return name
	}
	if max(column(t, phrases.TypeColumn), column(t, phrases.DescriptionColumn)) < 1 {
		return -1
	}
	for _, row := range t.Rows {
		if n, _ := parameterName(row[0].Plain); n != "" && !isMember(n) {
			return -1
		}
	}
	return 0
}

// isMember reports whether a name, or several with full stops between them, may be those of
// members.
func isMember(name string) bool {
	for i, r := range name {
		letter := r == '_' || r == '@' || unicode.IsLetter(r)
		if !letter && (i == 0 || r != '.' && r != '-' && r != '[' && r != ']' && !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}
