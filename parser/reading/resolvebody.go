package reading

// This phase decides what an operation takes: the type of its body, or the
// parameters of an action, and the arguments of a function; and which resource
// the operation belongs to.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// settleBody decides the body's type. Actions take parameters instead, and
// streams and references have bodies of their own form.
func (s *resolver) settleBody(d *draft, at step) {
	switch d.op.Kind {
	case api.KindCreate, api.KindUpdate, api.KindReplace:
	default:
		return
	}
	walked := s.c.find(at.Name)
	var said *api.Type
	if len(d.linked) > 0 {
		said = d.linked[0]
	}
	_, value, a := d.requestBody()
	if said == nil && a != nil {
		said = s.c.find(a.Type)
	}
	if said == nil {
		said = s.c.find(ownType(value))
	}
	said = widened(said, s.sent(d))
	ref := &d.op.Body
	switch {
	case walked != nil && (said == nil || !api.Related(walked, said)):
		ref.Name = walked.Name
		if said == nil && d.subject != nil && d.subject.DerivesFrom(walked) {
			ref.Name = d.subject.Name
		}
	case said != nil:
		ref.Name = said.Name
	case d.subject != nil && d.op.Kind != api.KindCreate:
		ref.Name = d.subject.Name
	case d.op.Response.Name != "" && !strings.HasPrefix(d.op.Response.Name, "Edm."):
		ref.Name = d.op.Response.Name
	case d.subject != nil:
		ref.Name = d.subject.Name
	}
	if value != nil && value.Kind == relaxed.Array {
		ref.Collection = true
	}
}

// settleResource decides which type the operation belongs to.
func (s *resolver) settleResource(d *draft, at step) {
	switch {
	case d.subject != nil:
		d.op.Resource = d.subject.Name
	case d.op.Kind == api.KindAction || d.op.Kind == api.KindFunction || d.op.Kind == api.KindStream:
		if v := d.firstVerb(); v != nil && len(v.Path) > 1 {
			if owner, ok := s.nav.walk(v.Path[:len(v.Path)-1]); ok && s.c.find(owner.Name) != nil {
				d.op.Resource = owner.Name
			}
		}
	case s.c.find(at.Name) != nil:
		d.op.Resource = at.Name
	}
	if d.op.Resource != "" {
		return
	}
	for _, name := range []string{d.op.Response.Name, d.op.Body.Name} {
		if name != "" && !strings.HasPrefix(name, "Edm.") {
			d.op.Resource = name
			return
		}
	}
	if head, _, ok := strings.Cut(strings.ReplaceAll(d.op.ID, "_", "-"), "-"); ok && odata.IsIdentifier(head) {
		d.op.Resource = s.c.inNamespace(head)
	}
}

// settleParameters leaves the parameters that belong to the operation's kind:
// properties of a body are parameters only of an action, and every placeholder
// of a path is one.
func (s *resolver) settleParameters(d *draft) {
	kept := d.op.Parameters[:0]
	for _, p := range d.op.Parameters {
		if p.In == api.InBody && d.op.Kind == api.KindFunction {
			// A function has no body: what the table describes are its arguments.
			p.In = api.InFunction
		}
		if p.In == api.InBody && d.op.Kind != api.KindAction {
			continue
		}
		kept = append(kept, p)
	}
	d.op.Parameters = kept
	if d.op.Kind == api.KindAction {
		s.wrappedParameter(d)
		s.exampleParameters(d)
		s.saidParameters(d)
	}
	for _, v := range d.verbs {
		d.pathParameters(v)
	}
}

// wrappedParameter recognizes a table that describes the properties of an
// action's one parameter instead of the parameter: the example shows an object
// (or a list of them) under a name that the table lacks, whose members it has.
func (s *resolver) wrappedParameter(d *draft) {
	_, body, _ := d.requestBody()
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
	switch t := s.c.find(m.Name); {
	case t != nil && t.Kind != api.Enum:
		p.Type = t.Name
	case d.subject != nil && declares(d.subject, inner):
		p.Type = d.subject.Name
	default:
		p.Type = s.c.inferNested(inner, d.op.ID, m.Name, 0).Name
	}
	d.op.Parameters = slices.DeleteFunc(d.op.Parameters, func(q *api.Parameter) bool { return q.In == api.InBody })
	d.op.Parameters = append(d.op.Parameters, p)
}

// parameter returns the parameter of the body called name, or nil.
func (d *draft) parameter(name string) *api.Parameter {
	for _, p := range d.op.Parameters {
		if p.In == api.InBody && odata.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// exampleParameters tells an action's parameters from its examples, where the
// page has no table of them.
func (s *resolver) exampleParameters(d *draft) {
	if d.bodyTable || d.noBody {
		return
	}
	_, body, _ := d.requestBody()
	if c := d.shownIn(areaBody); c != nil && body == nil {
		body = c.JSON.Value
	}
	if body == nil || body.Kind != relaxed.Object {
		return
	}
	for _, m := range body.Members {
		if strings.Contains(m.Name, "@") {
			continue
		}
		ref := s.c.inferValue(m.Value, d.op.ID, m.Name)
		d.addParameter(&api.Parameter{Name: m.Name, In: api.InBody, Type: ref.Name, Collection: ref.Collection})
	}
}

// pathParameters adds a parameter for each placeholder and each documented name
// in the query of a template, and gives function arguments their types.
func (d *draft) pathParameters(v *drafted) {
	for i := range v.Path {
		for j := range v.Path[i].Args {
			a := &v.Path[i].Args[j]
			if a.Placeholder == "" {
				continue
			}
			if v.Path[i].Kind == api.Operator {
				// In the middle of a path a function's arguments are part of the
				// address; they are the operation's own only at its end.
				d.functionArgument(a, i == len(v.Path)-1)
				continue
			}
			d.addParameter(&api.Parameter{Name: a.Placeholder, In: api.InPath, Type: a.Type, Required: true})
		}
	}
	for _, part := range api.SplitOutside(v.query, '&') {
		name, _, _ := strings.Cut(part, "=")
		if name = strings.TrimSpace(name); name != "" && odata.IsIdentifier(strings.TrimPrefix(name, "$")) {
			d.addParameter(&api.Parameter{Name: name, In: api.InQuery, Type: "Edm.String", Required: !strings.HasPrefix(name, "$")})
		}
	}
}

// functionArgument matches an argument in parentheses with the table that
// describes it, and settles whether its value stands in quotes: string literals
// do (OData URL conventions 5.1.1.11.1), whatever the page forgot.
func (d *draft) functionArgument(a *api.Arg, own bool) {
	in := api.InPath
	if own {
		in = api.InFunction
	}
	for _, p := range d.op.Parameters {
		if !odata.EqualFold(p.Name, a.Name) && !odata.EqualFold(p.Name, a.Placeholder) || p.In == api.InHeader || p.In == api.InQuery {
			continue
		}
		if p.In == api.InBody {
			continue
		}
		p.In = in
		a.Type = p.Type
		if a.Name != "" {
			p.Name = a.Name
		}
		a.Quoted = a.Quoted || p.Type == "Edm.String"
		if a.Quoted {
			a.Type = "Edm.String"
		}
		return
	}
	if !a.Quoted {
		a.Type = guessArgument(a.Name)
		a.Quoted = a.Type == "Edm.String"
	}
	d.addParameter(&api.Parameter{Name: cmp.Or(a.Name, a.Placeholder), In: in, Type: a.Type, Required: true})
}

// guessArgument tells the type of an unquoted argument that no table describes.
func guessArgument(name string) string {
	l := odata.Fold(name)
	for _, w := range []string{"count", "row", "column", "index", "width", "height", "top", "skip", "delta"} {
		if strings.Contains(l, w) {
			return "Edm.Int32"
		}
	}
	if l == "date" {
		return "Edm.Date"
	}
	return "Edm.String"
}
