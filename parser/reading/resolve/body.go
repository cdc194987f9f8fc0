package resolve

// This phase decides what an operation takes: the type of its body, or the
// parameters of an action, and the arguments of a function; and which resource
// the operation belongs to.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// settleBody decides the body's type. Actions take parameters instead, and
// streams and references have bodies of their own form.
func (s *Resolver) settleBody(d *Operation, at step) {
	switch d.Op.Kind {
	case api.KindCreate, api.KindUpdate, api.KindReplace:
	case api.KindAction:
		d.Op.Body = s.listed(d)
		return
	default:
		return
	}
	if d.Op.Body = s.listed(d); d.Op.Body.Name != "" {
		return
	}
	walked := s.Catalog.Find(at.Name)
	var said *api.Type
	if len(d.Linked) > 0 {
		said = d.Linked[0]
	}
	_, value, a := d.RequestBody()
	if said == nil && a != nil {
		said = s.Catalog.Find(a.Type)
	}
	if said == nil {
		said = s.Catalog.Find(OwnType(value, s.convention))
	}
	said = s.widened(said, s.sent(d))
	ref := &d.Op.Body
	switch {
	case walked != nil && (said == nil || !api.Related(walked, said) && !at.shown):
		ref.Name = walked.Name
		if said == nil && d.Subject != nil && d.Subject.DerivesFrom(walked) {
			ref.Name = d.Subject.Name
		}
	case said != nil:
		ref.Name = said.Name
	case d.Subject != nil && d.Op.Kind != api.KindCreate && s.sends(value, d.Subject):
		ref.Name = d.Subject.Name
	case d.Op.Response.Name != "" && !strings.HasPrefix(d.Op.Response.Name, "Edm."):
		ref.Name = d.Op.Response.Name
	case d.Subject != nil && s.sends(value, d.Subject):
		ref.Name = d.Subject.Name
	}
	s.settleTable(d)
	if value != nil && value.Kind == relaxed.Array {
		ref.Collection = true
	}
}

// listed is the type of a body that is a list of simple values, by what the page says and
// shows: "A list of strings", ["red", "white"]. It is zero for any other.
func (s *Resolver) listed(d *Operation) api.TypeRef {
	if d.BodyTable || d.NoBody {
		return api.TypeRef{}
	}
	_, value, _ := d.RequestBody()
	if value != nil && (value.Kind != relaxed.Array || len(types.Objects(value)) > 0) {
		return api.TypeRef{}
	}
	if d.Listed.Name != "" || value == nil {
		return d.Listed
	}
	ref := s.Catalog.InferValue(value, d.purpose(), "")
	if leaf := odata.LeafOf(ref.Name); !ref.Collection || leaf == odata.Untyped || odata.Primitive(leaf) != leaf {
		return api.TypeRef{}
	}
	return ref
}

// sends reports whether what an example sends, where one does, can be of a type that the
// page of the call is named after and that a page without annotations describes: a member
// of it is a property.
func (s *Resolver) sends(v *relaxed.Value, t *api.Type) bool {
	if v == nil || len(v.Members) == 0 || !s.Catalog.IsPlain(t) {
		return true
	}
	return slices.ContainsFunc(v.Members, func(m relaxed.Member) bool { return t.Property(m.Name) != nil })
}

// settleTable makes a type of the table that describes the body of a request, where no
// page describes one that has any of its rows, or the page of the call leaves some of it out:
// it has a property for each row. It is called as the page calls what is sent, be there a
// page of that or not, else, and where it is less than that, after the operation.
func (s *Resolver) settleTable(d *Operation) {
	if !d.BodyTable || d.NoBody {
		return
	}
	var described []*api.Parameter
	for _, p := range d.Op.Parameters {
		if p.In == api.InBody {
			described = append(described, p)
		}
	}
	t := s.Catalog.Find(d.Op.Body.Name)
	if len(described) == 0 {
		return
	}
	if s.describesAny(t, described) {
		if s.narrows(d, t, described) {
			s.settleTabled(d, s.Catalog.DeclareRequest(d.stem()), t, described)
		}
		return
	}
	own := s.calledType(d.Op.Body.Name)
	if own == nil {
		own = s.Catalog.DeclareRequest(d.stem())
	}
	s.settleTabled(d, own, nil, described)
}

// calledType declares the type that pages name, and none describes, by its name; nil where
// there is no name, or one of something else.
func (s *Resolver) calledType(name string) *api.Type {
	if name == "" || odata.Primitive(odata.LeafOf(name)) != "" || odata.NestingOf(name) > 0 {
		return nil
	}
	t := s.Catalog.DeclareInferred(name)
	if !t.Inferred || t.Kind == api.Enum {
		return nil
	}
	return t
}

// enumerate gives a parameter of an enumeration that the page calls by no name one of its
// own.
func (s *Resolver) enumerate(owner string, p *api.Parameter) {
	if len(p.Values) > 0 {
		p.Type = s.Catalog.DeclareValues(owner, p.Name, p.Values, p.At)
	}
}

// describesAny reports whether a page describes a type, and on it some of the properties
// of a table.
func (s *Resolver) describesAny(t *api.Type, described []*api.Parameter) bool {
	if t == nil || t.Inferred {
		return false
	}
	return !s.Catalog.IsPlain(t) || slices.ContainsFunc(described, func(p *api.Parameter) bool { return t.Property(p.Name) != nil })
}

// settleResource decides which type the operation belongs to.
func (s *Resolver) settleResource(d *Operation, at step) {
	switch {
	case d.Subject != nil:
		d.Op.Resource = d.Subject.Name
	case d.Op.Kind == api.KindAction || d.Op.Kind == api.KindFunction || d.Op.Kind == api.KindStream:
		if v := d.FirstTemplate(); v != nil && len(v.Path) > 1 {
			if owner, ok := s.nav.walk(v.Path[:len(v.Path)-1]); ok && s.Catalog.Find(owner.Name) != nil {
				d.Op.Resource = owner.Name
			}
		}
	case s.Catalog.Find(at.Name) != nil:
		d.Op.Resource = at.Name
	}
	if d.Op.Resource != "" {
		return
	}
	for _, name := range []string{d.Op.Response.Name, d.Op.Body.Name} {
		if name != "" && !strings.HasPrefix(name, "Edm.") {
			d.Op.Resource = name
			return
		}
	}
	if noun := s.noun(d); noun != "" {
		d.Op.Resource = s.Catalog.InNamespace(noun)
		return
	}
	if head, _, ok := strings.Cut(strings.ReplaceAll(d.Op.ID, "_", "-"), "-"); ok && odata.IsIdentifier(head) && phrases.VerbOf(odata.Fold(head)) == phrases.NoVerb {
		d.Op.Resource = s.Catalog.InNamespace(head)
	}
}

// settleParameters leaves the parameters that belong to the operation's kind:
// properties of a body are parameters only of what takes some, and every placeholder
// of a path is one.
func (s *Resolver) settleParameters(d *Operation) {
	takes := d.takesParameters()
	kept := make([]*api.Parameter, 0, len(d.Op.Parameters))
	for _, p := range d.Op.Parameters {
		if p.In == api.InBody && d.Op.Kind == api.KindFunction {
			// A function has no body: what the table describes are its arguments.
			p.In = api.InFunction
		}
		if p.In == api.InBody && !takes {
			continue
		}
		kept = append(kept, p)
	}
	d.Op.Parameters = kept
	if takes && s.sendsList(d) {
		s.tabledList(d)
	} else if takes {
		s.adoptCase(d)
		for _, p := range kept {
			s.enumerate(s.Catalog.InNamespace(types.NestedName(d.purpose(), "request")), p)
		}
		s.guess(d)
		s.wrappedParameter(d)
		s.exampleParameters(d)
		s.saidParameters(d)
		s.linkedList(d)
		s.tellBody(d, nil)
	}
	for _, v := range d.Templates {
		d.pathParameters(v)
	}
}

// takesParameters reports whether what an operation sends are parameters: those of an
// action, or of a deletion whose page shows or describes a body. RFC 9110, 9.3.5, gives the
// content of a DELETE no meaning of its own, and services do.
func (d *Operation) takesParameters() bool {
	if d.Op.Kind != api.KindDelete || d.NoBody {
		return d.Op.Kind == api.KindAction
	}
	return d.SendsJSON() || d.BodyTable && len(d.Op.In(api.InBody)) > 0
}

// wrappedParameter recognizes a table that describes the properties of an
// action's one parameter instead of the parameter: the example shows an object
// (or a list of them) under a name that the table lacks, whose members it has.
func (s *Resolver) wrappedParameter(d *Operation) {
	_, body, _ := d.RequestBody()
	if body == nil || body.Kind != relaxed.Object || len(body.Members) != 1 || d.parameter(body.Members[0].Name) != nil {
		return
	}
	m := body.Members[0]
	inner := m.Value
	if inner.Kind == relaxed.Array && len(inner.Elements) > 0 {
		inner = inner.Elements[0]
	}
	if inner.Kind != relaxed.Object || len(inner.Members) == 0 {
		return
	}
	for _, q := range inner.Members {
		if d.parameter(q.Name) == nil {
			return
		}
	}
	p := &api.Parameter{Name: m.Name, In: api.InBody, Collection: m.Value.Kind == relaxed.Array}
	switch t := s.Catalog.Find(m.Name); {
	case t != nil && t.Kind != api.Enum:
		p.Type = t.Name
	case d.Subject != nil && types.Declares(d.Subject, inner):
		p.Type = d.Subject.Name
	default:
		p.Type = s.Catalog.InferNested(inner, d.purpose(), m.Name, 0).Name
	}
	d.Op.Parameters = append(d.Op.Outside(api.InBody), p)
}

// exampleParameters tells an action's parameters from its examples, where the
// page has no table of them.
func (s *Resolver) exampleParameters(d *Operation) {
	if d.BodyTable || d.NoBody {
		return
	}
	_, body, _ := d.RequestBody()
	if c := d.ShownIn(calls.AreaBody); c != nil && body == nil {
		body = c.JSON.Value
	}
	if body == nil || body.Kind != relaxed.Object {
		return
	}
	for _, m := range body.Members {
		if s.convention.IsControl(m.Name) {
			continue
		}
		ref := s.Catalog.InferValue(m.Value, d.purpose(), m.Name)
		calls.AddParameter(d.Op, &api.Parameter{Name: m.Name, In: api.InBody, Type: ref.Name, Collection: ref.Collection})
	}
}
