package model

// This phase decides what an operation takes: the type of its body, or the
// parameters of an action, and the arguments of a function; and which resource
// the operation belongs to.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/relaxed"
	"github.com/sdkscribe/sdkscribe/parser"
)

// settleBody decides the body's type. Actions take parameters instead, and
// streams and references have bodies of their own form.
func (s *resolver) settleBody(d *draft, at step) {
	switch d.op.Kind {
	case KindCreate, KindUpdate, KindReplace:
	default:
		return
	}
	walked := s.c.find(at.Name)
	var said *Type
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
	case walked != nil && (said == nil || !related(walked, said)):
		ref.Name = walked.Name
		if said == nil && d.subject != nil && d.subject.DerivesFrom(walked) {
			ref.Name = d.subject.Name
		}
	case said != nil:
		ref.Name = said.Name
	case d.subject != nil && d.op.Kind != KindCreate:
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

// requestBody returns the first example request that has a JSON body.
func (d *draft) requestBody() (*parser.Code, *relaxed.Value, *parser.Annotation) {
	for _, p := range d.pairs {
		if q := p.request.Request; q != nil && !p.elsewhere && q.Body.JSON != nil {
			return p.request, q.Body.JSON.Value, p.request.Annotation
		}
	}
	return nil, nil, nil
}

// settleResource decides which type the operation belongs to.
func (s *resolver) settleResource(d *draft, at step) {
	switch {
	case d.subject != nil:
		d.op.Resource = d.subject.Name
	case d.op.Kind == KindAction || d.op.Kind == KindFunction || d.op.Kind == KindStream:
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
	if head, _, ok := strings.Cut(strings.ReplaceAll(d.op.ID, "_", "-"), "-"); ok && isIdentifier(head) {
		d.op.Resource = inNamespace(head, s.c)
	}
}

// inNamespace puts a bare name into the API's namespace.
func inNamespace(name string, c *catalog) string {
	if ns := c.namespace(); ns != "" && !strings.Contains(name, ".") {
		return ns + "." + name
	}
	return name
}

// settleParameters leaves the parameters that belong to the operation's kind:
// properties of a body are parameters only of an action, and every placeholder
// of a path is one.
func (s *resolver) settleParameters(d *draft) {
	kept := make([]*Parameter, 0, len(d.op.Parameters))
	for _, p := range d.op.Parameters {
		if p.In == InBody && d.op.Kind == KindFunction {
			// A function has no body: what the table describes are its arguments.
			p.In = InFunction
		}
		if p.In == InBody && d.op.Kind != KindAction {
			continue
		}
		kept = append(kept, p)
	}
	d.op.Parameters = kept
	if d.op.Kind == KindAction {
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
	p := &Parameter{Name: m.Name, In: InBody, Collection: m.Value.Kind == relaxed.Array}
	switch t := s.c.find(m.Name); {
	case t != nil && t.Kind != Enum:
		p.Type = t.Name
	case d.subject != nil && declares(d.subject, inner):
		p.Type = d.subject.Name
	default:
		p.Type = s.inferNested(inner, d.op.ID, m.Name, 0).Name
	}
	d.op.Parameters = append(d.op.outside(InBody), p)
}

// declaring returns the name of the one type, derived ones aside, that declares every
// member of an object which names no type itself, or "".
func (c *catalog) declaring(v *relaxed.Value) string {
	const enough = 3 // fewer members are found in many types
	if v == nil || v.Kind != relaxed.Object || len(v.Members) < enough {
		return ""
	}
	var found *Type
	for _, t := range c.all() {
		switch {
		case t.Inferred || t.Kind == Enum || !declares(t, v) || found != nil && t.DerivesFrom(found):
		case found == nil || found.DerivesFrom(t):
			found = t
		default:
			return ""
		}
	}
	if found == nil {
		return ""
	}
	return found.Name
}

// declares tells whether a type has all the members of an object.
func declares(t *Type, v *relaxed.Value) bool {
	for _, m := range v.Members {
		if t.Property(m.Name) == nil {
			return false
		}
	}
	return true
}

// parameter returns the parameter of the body called name, or nil.
func (d *draft) parameter(name string) *Parameter {
	for _, p := range d.op.Parameters {
		if p.In == InBody && sameName(p.Name, name) {
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
		ref := s.inferValue(m.Value, d.op.ID, m.Name)
		d.addParameter(&Parameter{Name: m.Name, In: InBody, Type: ref.Name, Collection: ref.Collection})
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
			if v.Path[i].Kind == Operator {
				// In the middle of a path a function's arguments are part of the
				// address; they are the operation's own only at its end.
				d.functionArgument(a, i == len(v.Path)-1)
				continue
			}
			d.addParameter(&Parameter{Name: a.Placeholder, In: InPath, Type: a.Type, Required: true})
		}
	}
	for _, part := range splitOutside(v.query, '&') {
		name, _, _ := strings.Cut(part, "=")
		if name = strings.TrimSpace(name); name != "" && isIdentifier(strings.TrimPrefix(name, "$")) {
			d.addParameter(&Parameter{Name: name, In: InQuery, Type: "Edm.String", Required: !strings.HasPrefix(name, "$")})
		}
	}
}

// functionArgument matches an argument in parentheses with the table that
// describes it, and settles whether its value stands in quotes: string literals
// do (OData URL conventions 5.1.1.11.1), whatever the page forgot.
func (d *draft) functionArgument(a *Arg, own bool) {
	in := InPath
	if own {
		in = InFunction
	}
	for _, p := range d.op.Parameters {
		if !sameName(p.Name, a.Name) && !sameName(p.Name, a.Placeholder) || p.In == InHeader || p.In == InQuery {
			continue
		}
		if p.In == InBody {
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
	d.addParameter(&Parameter{Name: firstNonEmpty(a.Name, a.Placeholder), In: in, Type: a.Type, Required: true})
}

// guessArgument tells the type of an unquoted argument that no table describes.
func guessArgument(name string) string {
	l := foldName(name)
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

// firstNonEmpty returns the first of its arguments that is not empty.
func firstNonEmpty(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}
