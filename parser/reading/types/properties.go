package types

// This file reads a resource's properties: first the tables under its
// "Properties" and "Relationships" headings, which say what a property is and
// means, then the JSON representation, which has what tables forgot and shows
// how names are really spelled.

import (
	"path"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// readProperties fills in the properties of every declared type: all tables
// first, then what only JSON representations show. Pages that speak for a type
// come before others that declare it too.
func (c *Catalog) readProperties(found []*Declarations) {
	readers := map[*api.Type]*propertyReader{}
	all := described(found)
	for _, res := range all {
		r := readers[res.t]
		if r == nil {
			r = &propertyReader{c: c, t: res.t, seen: map[string]*api.Property{}, on: map[*api.Property]*parser.Page{}, listed: map[string]string{}}
			readers[res.t] = r
		}
		r.readTables(res)
	}
	for _, res := range all {
		readers[res.t].collectListed()
		readers[res.t].readRelations(res)
	}
	c.readRepresentations(all, readers)
}

// described lists the resources that may have properties, those first whose pages
// speak for their types.
func described(found []*Declarations) []*resource {
	var all, late []*resource
	for _, d := range found {
		for _, res := range d.resources {
			switch {
			case res.t == nil || res.t.Kind == api.Enum:
			case res.t.Page == d.Page.Path:
				all = append(all, res)
			default:
				late = append(late, res)
			}
		}
	}
	return append(all, late...)
}

// A propertyReader gathers the properties of one type.
type propertyReader struct {
	c    *Catalog
	t    *api.Type
	seen map[string]*api.Property
	// on is the page that each property was first read from.
	on map[*api.Property]*parser.Page
	// listed are the types of what methods list, by folded property name.
	listed map[string]string
}

// readTables reads the tables of one resource about the type.
func (r *propertyReader) readTables(res *resource) {
	for _, table := range res.tables {
		if table.methods != nil {
			r.readMethods(res.on.Page, table.methods)
		}
		for i := range table.rows {
			r.addRow(res, &table.rows[i])
		}
	}
}

// readMethods notes whether a table of methods lists any, and which properties
// they list: "[List replies](../api/message-list-replies.md)" returns a collection.
func (r *propertyReader) readMethods(page *parser.Page, t *parser.Table) {
	for _, row := range t.Rows {
		if len(row) < 2 {
			continue
		}
		for _, s := range row[0].Spans {
			if s.Kind != parser.Link {
				continue
			}
			r.c.Clues(r.t).HasMethods = true
			file := api.PageName(path.Base(odata.Fold(s.Dest)))
			_, listed, ok := strings.Cut(strings.ReplaceAll(file, "_", "-"), "-list-")
			types := r.c.Linked(page, row[1])
			if len(types) != 1 {
				continue
			}
			r.c.noteResult(page, s.Dest, types[0])
			if ok && phrases.ReturnsCollection(row[1].Plain) {
				r.listed[listed] = types[0].Name
			}
		}
	}
}

// collectListed makes collections of the relationships that methods list, where
// the cell forgets to say so.
func (r *propertyReader) collectListed() {
	for _, p := range r.t.Properties {
		if p.Navigation && !p.Collection && p.Type != "" && r.listed[odata.Fold(p.Name)] == p.Type {
			p.Collection = true
			r.c.r.Add(r.on[p], parser.Pos{Line: p.Line, Column: 1}, "property-collection", diag.Info,
				"a method lists “"+p.Name+"”, so that it is a collection of "+p.Type,
				"add “collection” to its type")
		}
	}
}

// addRow adds one property as its row describes it.
func (r *propertyReader) addRow(res *resource, row *propertyRow) {
	p, member := row.p, row.member
	if old := r.seen[row.key]; old != nil {
		r.repeat(res, old, row.name.Pos, p.Navigation)
		return
	}
	ref := r.typeOf(res, row)
	p.Collection = ref.Collection && !row.single
	p.Type, p.Form = FormSaid(ref.Name, row.typ.Plain, p.Description)
	if row.navigation && odata.Primitive(p.Type) == "" {
		p.Navigation = true
	}
	if res.note == nil && r.namesSet(row) {
		p.Collection = true
	}
	r.add(res, p, row.key)
	if !r.c.Convention.IsOData() {
		r.c.descriptions[p] = *row.description
	}
	if member != nil {
		r.c.weigh(p, member.Value)
		if t := r.c.Find(r.c.typeShown(member.Value)); t != nil && t.Name != p.Type {
			r.c.RepresentedAs[p] = t
		}
	}
}

// typeOf returns the type of the property that a row describes, by all that the page says
// of it.
func (r *propertyReader) typeOf(res *resource, row *propertyRow) api.TypeRef {
	ref, kind, ok := r.cellType(res, row)
	if member := row.member; member != nil {
		ref, ok = r.c.reconcile(res, ref, ok, row.typ.Plain, member.Value)
	}
	if !ok {
		ref = api.TypeRef{Name: odata.Untyped, Collection: ref.Collection}
		r.untyped(res, row, kind)
	}
	if ref.Name == "Edm.String" {
		if t := r.c.enumShown(res, row); t != nil {
			ref.Name = t.Name
		} else if t := r.c.enumOf(r.t, row); t != nil {
			ref.Name = t.Name
		}
	}
	if ref.Name == "Edm.Int32" && row.seconds {
		ref.Name = "Edm.Int64" // 32 bits end in 2038
	}
	return ref
}

// cellType returns the type that a row's cells name, or the kind of type that they name
// instead of one. It reports false where they name neither.
func (r *propertyReader) cellType(res *resource, row *propertyRow) (ref api.TypeRef, kind phrases.Kind, ok bool) {
	p, member := row.p, row.member
	if ref, ok = row.ref, row.plain; !ok {
		ref, kind, ok = r.c.describedCell(res.on.Page, *row.typ, row.values)
	}
	if ref.Name == "Edm.DateTimeOffset" && phrases.KindOf(odata.Fold(strings.Trim(row.typ.Plain, "`*. "))) == phrases.SomeMoment {
		kind = phrases.SomeMoment
	}
	if kind != phrases.NoKind {
		r.c.unsettled[p] = kind
	}
	if t := r.c.Explained(res.on.Page, row.description); t != nil && ok && ref.Name == odata.Untyped {
		ref.Name, kind = t.Name, phrases.NoKind
		ref.Collection = ref.Collection && (member == nil || member.Value.Kind != relaxed.Object)
	}
	if kind == phrases.SomeNumber && phrases.CountsWhole(odata.Fold(row.description.Plain)) {
		ref.Name = "Edm.Int32"
	}
	if kind == phrases.SomeEnum {
		ref.Name = r.c.ownEnum(r.t, res, row)
	}
	return ref, kind, ok
}

// untyped reports a row whose type could not be read. Examples may tell it.
func (r *propertyReader) untyped(res *resource, row *propertyRow, kind phrases.Kind) {
	message := "the table says nothing of the type of " + row.p.Name
	if kind != phrases.SomeValue {
		message = "the type “" + row.typ.Plain + "” of " + row.p.Name + " could not be read"
	}
	if kind == phrases.NoKind {
		r.c.unsettled[row.p] = phrases.SomeObject
	}
	r.c.r.Add(res.on.Page, row.typ.Pos, "property-untyped", diag.Warning, message,
		"name a primitive, or link to the page of a type, and add “collection” for several")
}

// namesSet reports whether a row means many by the plural: that of a relationship, or of
// a property whose cell names the set of what it holds.
func (r *propertyReader) namesSet(row *propertyRow) bool {
	p := row.p
	if row.single || phrases.OneOf(p.Name) == "" || strings.HasPrefix(p.Type, "Edm.") || row.member != nil && row.member.Value.Kind != relaxed.Array {
		return false
	}
	word, _ := unwrapCollection(row.typ.Plain)
	return p.Navigation || phrases.OneOf(odata.BareName(word)) != "" && r.c.OfSet(odata.BareName(word)) != nil
}

// add appends a property, whose folded name is key, and notes what it tells about
// its type.
func (r *propertyReader) add(res *resource, p *api.Property, key string) {
	r.seen[key] = p
	r.on[p] = res.on.Page
	p.At = api.Place{Page: res.on.Page.Path, Line: p.Line}
	r.t.Properties = append(r.t.Properties, p)
	if t := r.c.types[odata.Fold(p.Type)]; t != nil {
		f := r.c.Clues(t)
		f.IsTarget = f.IsTarget || p.Navigation
		f.value = f.value || !p.Navigation
	}
}

// repeat deals with a property that was there already: on another page about
// the same type that is no news; in the same table of one page it is a slip.
func (r *propertyReader) repeat(res *resource, old *api.Property, pos parser.Pos, navigation bool) {
	if r.on[old] != res.on.Page {
		return
	}
	if navigation && !old.Navigation {
		old.Navigation = true
		return
	}
	r.c.r.Add(res.on.Page, pos, "property-duplicate", diag.Warning,
		"the property “"+old.Name+"” was described before; this row is left out",
		"describe each property once")
}
