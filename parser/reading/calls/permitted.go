package calls

// This file reads tables of permissions and tells to which requests of a page each belongs. Most pages
// have one table, for all of their requests. Where there are several, an annotation names
// the requests of each, or the headings above them do: by whose objects they are about
// (/me against /users/{id}), or by a name in the path ("for channel", "for chat").

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// A permissionTable is what one table of permissions says.
type permissionTable struct {
	section *parser.Section
	note    *parser.Annotation // nil for none
	// label says what it is for: the text right above it, or the heading of its row or
	// column. It is empty where the heading of its section does.
	label   parser.Text
	permits api.Permissions
	// of are the templates that it is about, nil where it is about all of them.
	of []*Template
}

// Beyond these bounds the tables of a page are not told apart: honest pages have three
// tables of a dozen permissions, and what is compared grows with their product.
const (
	maxPermissionTables = 32
	maxPermitted        = 400
	maxScopeHeading     = 200 // bytes
)

// assignPermissions gives the requests of a page the permissions of their own tables.
func (d *Draft) assignPermissions(namespace string, r *report.Reporter) {
	names := 0
	for i := range d.permitted {
		p := &d.permitted[i].permits
		names += len(p.Application) + len(p.DelegatedPersonal) + len(p.DelegatedWork)
	}
	if len(d.permitted) > maxPermissionTables || names > maxPermitted {
		return
	}
	if told := d.byAnnotation(namespace, r); !told && len(d.permitted) > 1 && len(d.Templates) > 1 {
		d.byLabel()
	}
	for _, v := range d.Templates {
		own, some, all := api.Permissions{At: d.Op.Permissions.At}, false, true
		for i := range d.permitted {
			t := &d.permitted[i]
			if t.of != nil && !slices.Contains(t.of, v) {
				all = false
				continue
			}
			if t.of != nil {
				own.At = t.permits.At
			}
			own.Add(t.permits)
			some = true
		}
		if some && !all {
			v.Permissions = &own
		}
	}
}

// byAnnotation reads which requests the annotations of tables name. It reports whether
// any does.
func (d *Draft) byAnnotation(namespace string, r *report.Reporter) (told bool) {
	for i := range d.permitted {
		t := &d.permitted[i]
		if t.note == nil {
			continue
		}
		told = told || t.note.MergePermissions || len(t.note.RequestURLs) > 0
		tables := d.permitted[i : i+1]
		if urls := len(t.note.RequestURLs); urls > 1 && !t.note.MergePermissions {
			tables = d.tablesFrom(i, urls)
		}
		for j, text := range t.note.RequestURLs[:min(len(t.note.RequestURLs), MaxPerPage)] {
			of := &tables[min(j, len(tables)-1)].of
			if *of == nil {
				*of = []*Template{} // it may be about requests of other pages alone
			}
			v := d.templateOf(text, namespace)
			if v == nil {
				r.Add(d.Page, t.note.PosOf("requestUrls", text), "request-url-unknown", diag.Warning,
					"the page has no request "+report.Quote(text), "write it as the HTTP request section does, with its method")
				continue
			}
			if !slices.Contains(*of, v) {
				*of = append(*of, v)
			}
		}
	}
	return told
}

// tablesFrom returns the tables behind each other in one section of which the first one,
// at i, has an annotation: n of them where there are as many, else the first alone.
func (d *Draft) tablesFrom(i, n int) []permissionTable {
	if i+n > len(d.permitted) {
		return d.permitted[i : i+1]
	}
	list := d.permitted[i : i+n]
	for _, t := range list[1:] {
		if t.note != nil || t.section != list[0].section {
			return list[:1]
		}
	}
	return list
}

// templateOf returns the template of the page that a text such as "GET /users/{id}"
// names, or nil. Where the text has no method, the path alone decides.
func (d *Draft) templateOf(text, namespace string) *Template {
	method, url, _ := strings.Cut(strings.TrimSpace(text), " ")
	if strings.HasPrefix(method, "/") {
		method, url = "", method
	}
	path, _ := api.SplitURL(strings.TrimSpace(url), d.Convention)
	p, err := api.ParsePath(path, namespace)
	if err != nil {
		return nil
	}
	key := p.Key()
	for _, v := range d.Templates {
		if (method == "" || strings.EqualFold(method, v.Method)) && v.Key == key {
			return v
		}
	}
	return nil
}

// isPermissions reports whether a table lists permissions.
func isPermissions(t *parser.Table) bool {
	return column(t, phrases.PermissionTypeColumn) >= 0 || column(t, phrases.PermissionColumn) >= 0 && column(t, phrases.TypeColumn) >= 0 && len(t.Header) == 2 || column(t, phrases.DelegatedColumn) >= 0
}

// readPermissions reads a permissions table, in either orientation and either
// order of privilege. Several tables on a page (one per kind of subject) add up.
func (d *Draft) readPermissions(in *parser.Section, t *parser.Table, r *report.Reporter) {
	if d.Op.Permissions.At == (api.Place{}) {
		d.Op.Permissions.At = d.Place(t.Pos)
	}
	tables := &permissionParts{d: d, whole: permissionTable{section: in, note: t.Annotation, label: captionAbove(in, t), permits: api.Permissions{At: d.Place(t.Pos)}}}
	if t.Annotation != nil && len(t.Annotation.RequestURLs) > 0 {
		tables.annotated = true
	}
	if column(t, phrases.DelegatedColumn) >= 0 {
		for _, row := range t.Rows {
			for i, cell := range row {
				tables.add(row[0], t.Header[i].Plain, d.permissionCell(cell, r))
			}
		}
		d.permitted = append(d.permitted, tables.list()...)
		return
	}
	mostFirst, named := false, false
	for i := range t.Header {
		mostFirst = mostFirst || phrases.MostFirst(t.Header[i].Plain)
		named = named || i > 0 && phrases.HeadsPermissions(t.Header[i].Plain)
	}
	caller := ""
	for _, row := range t.Rows {
		// A row that names no caller belongs to the one above that does: it has the
		// permissions of one feature, or goes on with the list.
		if phrases.CallerOf(row[0].Plain) != phrases.NoCaller {
			caller = row[0].Plain
		}
		// One column of permissions, or several: the least privileged ones before the
		// others, or those for one's own things before those for others'.
		for i, cell := range row {
			head := t.Header[i]
			if i == 0 || phrases.DescribesPermission(head.Plain) || named && !phrases.HeadsPermissions(head.Plain) {
				continue
			}
			list := d.permissionCell(cell, r)
			if mostFirst {
				slices.Reverse(list)
			}
			if phrases.ScopeOf(head.Plain) == phrases.AnyScope {
				head = parser.Text{}
			}
			tables.add(head, caller, list)
		}
	}
	d.permitted = append(d.permitted, tables.list()...)
}

// permissionParts are what a table says, by the rows or columns that say what for.
type permissionParts struct {
	d         *Draft
	whole     permissionTable
	parts     []permissionTable
	annotated bool // an annotation says what the table is for
}

// add adds the permissions of a cell for a kind of caller. label is the heading of what
// they are for, empty for all that the table is about.
func (p *permissionParts) add(label parser.Text, caller string, list []string) {
	kind := phrases.CallerOf(caller)
	own := &p.whole
	if label.Plain != "" && kind != phrases.NoCaller && !p.annotated {
		i := slices.IndexFunc(p.parts, func(t permissionTable) bool { return t.label.Plain == label.Plain })
		if i < 0 {
			i = len(p.parts)
			part := p.whole
			part.label, part.permits = label, api.Permissions{At: p.whole.permits.At}
			p.parts = append(p.parts, part)
		}
		own = &p.parts[i]
	}
	for _, to := range []*api.Permissions{&p.d.Op.Permissions, &own.permits} {
		switch kind {
		case phrases.PersonalCaller:
			to.DelegatedPersonal = union(to.DelegatedPersonal, list)
		case phrases.DelegatedCaller:
			to.DelegatedWork = union(to.DelegatedWork, list)
		case phrases.ApplicationCaller:
			to.Application = union(to.Application, list)
		}
	}
}

// list returns the parts of the table, which is one where nothing divides it.
func (p *permissionParts) list() []permissionTable {
	if len(p.parts) < 2 {
		for _, part := range p.parts {
			p.whole.permits.Add(part.permits)
		}
		return []permissionTable{p.whole}
	}
	return p.parts
}

// captionAbove returns the text right above a table that is not the first one of its
// section, or that a few words in bold or a request label: "**For channels**".
func captionAbove(in *parser.Section, t *parser.Table) parser.Text {
	tables := 0
	for _, b := range in.Blocks {
		if _, ok := b.(*parser.Table); ok {
			tables++
		}
	}
	if tables < 2 {
		return parser.Text{}
	}
	i := slices.Index(in.Blocks, parser.Block(t))
	if i < 1 {
		return parser.Text{}
	}
	if p, ok := in.Blocks[i-1].(*parser.Paragraph); ok && !p.Quoted {
		return p.Text
	}
	return parser.Text{}
}

// permissionCell reads the permissions of one cell: Mail.Read, Mail.ReadWrite.
func (d *Draft) permissionCell(cell parser.Text, r *report.Reporter) []string {
	if phrases.IsUnfinished(cell.Plain) {
		r.Add(d.Page, cell.Pos, "permissions-unfinished", diag.Warning, "the permissions are unfinished: "+report.Quote(cell.Plain),
			"list the permissions, or write \"Not supported.\"")
		return nil
	}
	return phrases.PermissionsIn(cell.Plain)
}
