package resolve

// This phase gives types that no page declares what the tables on the pages of operations
// say of them: the type of an answer the properties that a table of the response lists,
// the types of members what tables of their own list. Examples are laid over that.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A teller tells types what tables say of them.
type teller struct {
	s       *Resolver
	parents []*api.Type // that have been told something
}

// answerTables are what the tables of a page say of an answer that an example may show.
type answerTables struct {
	s       *Resolver
	tables  []calls.Described
	about   []calls.Described // the resource that the page is about
	wrapper string            // that the result is in, "" for none
	// envelope reports that the first table lists the wrapper: it is about what is around
	// the result.
	envelope bool
}

func (s *Resolver) answerTables(d *Operation, wrapper string) answerTables {
	a := answerTables{s: s, tables: d.Answers, about: d.Properties, wrapper: wrapper}
	for _, table := range d.Answers {
		a.envelope = a.envelope || table.Of == "" && wrapper != "" && slices.ContainsFunc(table.Rows, func(row calls.Row) bool { return odata.EqualFold(row.Name, wrapper) })
	}
	return a
}

// tell tells the type of an answer what the page's tables say of it, if no page declares
// it. v is what an example shows, nil for none.
func (a answerTables) tell(t *api.Type, v *relaxed.Value) {
	if len(a.tables)+len(a.about) == 0 || !t.Inferred || t.Kind == api.Enum {
		return
	}
	tell := teller{s: a.s, parents: []*api.Type{t}}
	for _, table := range a.about {
		if v != nil && table.Of == "" && slices.ContainsFunc(table.Rows, func(row calls.Row) bool { return has(v, row.Name) }) {
			tell.rows(t, table.Rows)
		}
	}
	for _, table := range a.tables {
		switch {
		case table.Of == "" && (a.envelope || a.within(table, v) != ""):
		case table.Of == "", a.wrapper != "" && odata.EqualFold(table.Of, a.wrapper):
			tell.rows(t, table.Rows)
		default:
			tell.rows(tell.find(table.Of), table.Rows)
		}
	}
}

// describes reports whether the page's tables list all that a type has, so that no page of
// its own is missed.
func (a answerTables) describes(t *api.Type) bool {
	return len(a.tables) > 0 && len(t.Properties) > 0 && !slices.ContainsFunc(t.Properties, func(p *api.Property) bool {
		return !slices.ContainsFunc(a.tables, func(table calls.Described) bool {
			return slices.ContainsFunc(table.Rows, func(row calls.Row) bool { return row.At == p.At && row.Name == p.Name && row.Type != "" })
		})
	})
}

// within returns the one member of what an example shows that holds what a table lists,
// where the object itself has nothing of that: a page describes the elements of a list and
// not the object around it. It is "" for none.
func (a answerTables) within(table calls.Described, v *relaxed.Value) string {
	if v == nil || slices.ContainsFunc(table.Rows, func(row calls.Row) bool { return has(v, row.Name) }) {
		return ""
	}
	found := ""
	for _, m := range v.Members {
		for _, o := range types.Objects(m.Value)[:min(len(types.Objects(m.Value)), 1)] {
			if slices.ContainsFunc(table.Rows, func(row calls.Row) bool { return has(o, row.Name) }) {
				if found != "" {
					return ""
				}
				found = m.Name
			}
		}
	}
	return found
}

// has reports whether an object has a member of a name in any case.
func has(v *relaxed.Value, name string) bool {
	return slices.ContainsFunc(v.Members, func(m relaxed.Member) bool { return odata.EqualFold(m.Name, name) })
}

// tellInner tells the type of the member that a table is about without saying so, which
// the example has given it.
func (a answerTables) tellInner(t *api.Type, v *relaxed.Value) {
	if !t.Inferred {
		return
	}
	for _, table := range a.tables {
		if table.Of != "" || a.envelope {
			continue
		}
		if name := a.within(table, v); name != "" {
			tell := teller{s: a.s, parents: []*api.Type{t}}
			tell.rows(tell.find(name), table.Rows)
			a.s.Catalog.InferObject(v, t.Name, 0)
		}
	}
}

// tellUnshown gives an answer that no example shows the type that the page's tables
// describe.
func (s *Resolver) tellUnshown(d *Operation) {
	res := &d.Op.Response
	if len(d.Answers) == 0 || res.Status == 204 || d.Said.Empty || d.Op.Kind == api.KindReference || d.Op.Kind == api.KindDelete && d.Said.Status != 200 || strings.HasPrefix(res.Name, "Edm.") {
		return
	}
	if res.Name == "" {
		res.Name = s.Catalog.InNamespace(types.NestedName(d.stem(), "Response"))
	}
	t := s.Catalog.DeclareInferred(res.Name)
	s.answerTables(d, "").tell(t, nil)
	res.Name = t.Name
}

// tabledResult is the type, if a page describes it, that the row of an answer's table gives
// to the member which holds the result: "loaves | array of [Loaf](loaf.md)". It is "" for
// none.
func (s *Resolver) tabledResult(d *Operation, body *relaxed.Value) string {
	wrapper := calls.WrapperIn(body, s.convention)
	if wrapper == "" {
		return ""
	}
	for _, table := range d.Answers {
		for _, row := range table.Rows {
			if t := s.Catalog.Find(row.Type); table.Of == "" && row.Name == wrapper && row.Collection && t != nil && !t.Inferred && t.Kind != api.Enum {
				return t.Name
			}
		}
	}
	return ""
}

// adoptCase gives the parameters of an action that a table spells in another case than the
// example the names that the example has: they are what is on the wire.
func (s *Resolver) adoptCase(d *Operation) {
	_, body, _ := d.RequestBody()
	if body == nil || body.Kind != relaxed.Object {
		return
	}
	for _, p := range d.Op.In(api.InBody) {
		if body.Get(p.Name) != nil {
			continue
		}
		for _, m := range body.Members {
			if odata.EqualFold(m.Name, p.Name) && p.At.Page == d.Page.Path {
				s.Reporter.Add(d.Page, parser.Pos{Line: p.At.Line, Column: 1}, "property-case", diag.Info,
					report.Quote(p.Name)+" is spelled "+report.Quote(m.Name)+" in the example, which is taken", "spell it the same in both places")
				p.Name = m.Name
			}
		}
	}
}

// guess gives the parameters of an action of which the page has but names, or calls no more
// than objects, the types that an example shows.
func (s *Resolver) guess(d *Operation) {
	_, body, _ := d.RequestBody()
	if body == nil || body.Kind != relaxed.Object {
		return
	}
	for _, table := range d.Sent {
		for _, row := range table.Rows {
			p, v := d.parameter(row.Name), body.Get(row.Name)
			untold := row.Guessed && p != nil && p.Type == "Edm.String" || p != nil && p.Type == odata.Untyped && len(types.Objects(v)) > 0
			if !untold || table.Of != "" || v == nil || p.At != row.At {
				continue
			}
			ref := s.Catalog.InferValue(v, d.purpose(), p.Name)
			s.Catalog.Apply("resolve", types.TakesType{Parameter: p, Name: ref.Name})
			p.Collection = ref.Collection
		}
	}
}

// tellBody tells the members of what is sent what tables of their own say of them. t is
// the type of the body, nil for an action, whose parameters are its members.
func (s *Resolver) tellBody(d *Operation, t *api.Type) {
	tell := teller{s: s}
	if t != nil {
		tell.parents = []*api.Type{t}
	}
	for _, part := range d.Sent {
		if part.Of == "" {
			continue
		}
		if p := d.parameter(part.Of); t == nil && p != nil {
			tell.rows(tell.parameterType(d, p), part.Rows)
			continue
		}
		tell.rows(tell.find(part.Of), part.Rows)
	}
	_, body, _ := d.RequestBody()
	for _, p := range d.Op.In(api.InBody) {
		if inner := s.Catalog.Find(p.Type); t == nil && inner != nil && slices.Contains(tell.parents, inner) {
			for _, o := range types.Objects(body.Get(p.Name)) {
				s.Catalog.InferObject(o, inner.Name, 1)
			}
		}
	}
}

// find returns the type that a table is about: one called so, or that of the member called
// so. It is nil where a page declares it, and where there is none.
func (tell *teller) find(of string) *api.Type {
	c := tell.s.Catalog
	for _, t := range tell.parents {
		if p := t.Property(of); p != nil {
			return tell.propertyType(t, p)
		}
	}
	if t := c.Find(of); t != nil && t.Kind != api.Enum {
		if !t.Inferred {
			return nil
		}
		tell.parents = append(tell.parents, t)
		return t
	}
	return nil
}

// propertyType returns the type of a member that is told what it holds, which is made where
// it has none.
func (tell *teller) propertyType(owner *api.Type, p *api.Property) *api.Type {
	c := tell.s.Catalog
	t := c.Find(odata.LeafOf(p.Type))
	if t == nil && p.Type == odata.Untyped || t == nil && p.Type == "" {
		t = c.DeclareInferred(types.NestedName(odata.BareName(owner.Name), p.Name))
		c.Apply("resolve", types.HasType{Property: p, Name: t.Name})
	}
	return tell.open(t)
}

// parameterType is propertyType for the parameter of an action.
func (tell *teller) parameterType(d *Operation, p *api.Parameter) *api.Type {
	c := tell.s.Catalog
	t := c.Find(odata.LeafOf(p.Type))
	if t == nil && p.Type == odata.Untyped {
		t = c.DeclareInferred(c.InNamespace(types.NestedName(d.purpose(), p.Name)))
		c.Apply("resolve", types.TakesType{Parameter: p, Name: t.Name})
	}
	return tell.open(t)
}

// open returns a type if it may be told something, and knows it from then on.
func (tell *teller) open(t *api.Type) *api.Type {
	if t == nil || !t.Inferred || t.Kind == api.Enum {
		return nil
	}
	tell.parents = append(tell.parents, t)
	return t
}

// rows tells a type what the rows of a table say of its properties.
func (tell *teller) rows(t *api.Type, rows []calls.Row) {
	if t == nil {
		return
	}
	for _, row := range rows {
		owner, name := t, row.Name
		for owner != nil {
			head, rest, nested := strings.Cut(name, ".")
			if !nested {
				break
			}
			name = rest
			p := owner.Property(strings.TrimSuffix(head, "[]"))
			if p == nil {
				owner = nil
				break
			}
			owner = tell.propertyType(owner, p)
		}
		if owner != nil {
			tell.row(owner, strings.TrimSuffix(name, "[]"), row)
		}
	}
}

// row tells a type what a row says of its property called name.
func (tell *teller) row(t *api.Type, name string, row calls.Row) {
	c := tell.s.Catalog
	if strings.ContainsAny(name, ".[] ") || c.Convention.IsControl(name) {
		return
	}
	p := t.Property(name)
	if p == nil {
		p = &api.Property{
			Name: name, Type: row.Type, Collection: row.Collection, Form: row.Form, Nullable: true, Optional: true,
			Description: row.Description, Line: row.At.Line, At: row.At,
		}
		if p.Type == "" {
			p.Type = odata.Untyped
		}
		c.Apply("resolve", types.HasProperty{Type: t, Property: p, IsKey: name == c.Convention.Key && t.Key == ""})
		return
	}
	if p.At.Line == 0 {
		if _, in := odata.ElementOf(row.Type); in != odata.NoHolder {
			c.Apply("resolve", types.HasType{Property: p, Name: row.Type}, types.IsCollection{Property: p, Several: row.Collection})
		} else if odata.Primitive(row.Type) != "" && odata.Primitive(p.Type) != "" {
			c.Apply("resolve", types.HasType{Property: p, Name: row.Type}) // what an example shows comes over it again
		}
		c.Apply("resolve", types.IsDescribed{Property: p, Text: row.Description, At: row.At})
	}
}
