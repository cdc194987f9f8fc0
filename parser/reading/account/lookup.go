package account

// This file indexes what the model has of one page by what its rows and blocks say, so
// that the time it takes to look them up does not grow with the page.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/play"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A permission is one that a caller needs.
type permission struct {
	of   phrases.Caller
	name string
}

// A lookup is what the model has of one page.
type lookup struct {
	lines       map[int]string // what the model has from a line, as far as it was asked for
	requests    map[string]string
	parameters  map[string]string // by folded name
	permissions map[permission]bool
	errors      map[string]string // by code and by message
	statuses    map[int]string    // of answers
	members     map[string]string // of the page's enumerations, by folded name
	bodies      []*api.Type       // of what is sent and comes back
	inner       map[string]string // properties of what bodies hold, by folded name; nil until it is asked for
	// evidence are the blocks that types were told from.
	evidence map[parser.Pos]string
	// asked, sent and answers are the examples by the lines of their blocks: of the request,
	// of the request's body, of the response.
	asked, sent, answers map[int]*play.Example
}

func newLookup(p *pageReader) lookup {
	l := lookup{
		lines: map[int]string{}, requests: map[string]string{}, parameters: map[string]string{}, permissions: map[permission]bool{},
		errors: map[string]string{}, statuses: map[int]string{}, members: map[string]string{}, evidence: map[parser.Pos]string{},
		asked: map[int]*play.Example{}, sent: map[int]*play.Example{}, answers: map[int]*play.Example{},
	}
	for _, o := range p.operations {
		l.operation(p, o.Op)
		l.told(&o.Draft)
	}
	for i := range p.examples {
		l.example(&p.examples[i])
	}
	for _, t := range p.types {
		for _, m := range t.Members {
			l.members[odata.Fold(m.Name)] = "member " + odata.BareName(t.Name) + "." + m.Name
		}
	}
	return l
}

// operation adds what the page says of an operation.
func (l *lookup) operation(p *pageReader, op *api.Operation) {
	for _, q := range op.Requests {
		l.requests[requestLine(q.Method, q.Template)] = requestName(q)
	}
	if op.Response.Wrapper != "" || op.Response.Collection {
		l.parameters[odata.Fold(cmp.Or(op.Response.Wrapper, p.b.catalog.Convention.Wrapper))] = "result of " + op.ID
	}
	for _, way := range op.Response.Paging.Members() {
		l.parameters[odata.Fold(way)] = "paging of " + op.ID
		l.parameters[odata.Fold(way[strings.LastIndexByte(way, '.')+1:])] = "paging of " + op.ID
	}
	l.statuses[op.Response.Status] = "status of " + op.ID
	for _, q := range op.Parameters {
		l.parameters[odata.Fold(q.Name)] = parameterName(op, q)
	}
	for caller, list := range map[phrases.Caller][]string{
		phrases.PersonalCaller: op.Permissions.DelegatedPersonal, phrases.DelegatedCaller: op.Permissions.DelegatedWork,
		phrases.ApplicationCaller: op.Permissions.Application,
	} {
		for _, name := range list {
			l.permissions[permission{caller, name}] = true
		}
	}
	for _, e := range op.Errors {
		name := cmp.Or(e.Code, strconv.Itoa(e.Status))
		for _, said := range []string{name, e.Message} {
			if said != "" {
				l.errors[said] = "error " + name + " of " + op.ID
			}
		}
	}
	for _, ref := range []api.TypeRef{op.Body, op.Response.TypeRef} {
		if t := p.b.catalog.Find(ref.Name); t != nil && !slices.Contains(l.bodies, t) {
			l.bodies = append(l.bodies, t)
		}
	}
}

// told adds the blocks from which the types of an operation were told.
func (l *lookup) told(d *calls.Draft) {
	if shown, body, _ := d.Success(); shown != nil && body != nil {
		l.evidence[shown.Pos] = "answer of " + d.Op.ID + ", from which its type is told"
	}
	if shown, _, _ := d.RequestBody(); shown != nil {
		l.evidence[shown.Pos] = "request body of " + d.Op.ID + ", from which its type is told"
	}
	for _, c := range d.Failures {
		l.evidence[c.Pos] = "error of " + d.Op.ID
	}
	for _, p := range d.Exchanges {
		if p.Repeated != nil {
			l.evidence[p.Repeated.Pos] = "the request body of example " + p.Name + ", once more"
		}
	}
	if shown := d.ShownIn(calls.AreaBody); shown != nil && takes(d.Op, shown.JSON.Value) {
		l.evidence[shown.Pos] = "parameters of " + d.Op.ID
	}
}

// takes reports whether all members of an object are parameters of an operation.
func takes(op *api.Operation, v *relaxed.Value) bool {
	names := map[string]bool{}
	for _, q := range op.Parameters {
		names[q.Name] = names[q.Name] || q.In == api.InBody
	}
	return len(v.Members) > 0 && !slices.ContainsFunc(v.Members, func(m relaxed.Member) bool { return !names[m.Name] })
}

// example adds the blocks of an example. One made of a scenario has none of its own.
func (l *lookup) example(x *play.Example) {
	if x.Blocks.Request == nil {
		return
	}
	first := func(by map[int]*play.Example, line int) {
		if by[line] == nil {
			by[line] = x
		}
	}
	first(l.asked, x.Blocks.Request.Pos.Line)
	if q := x.Blocks.Request.Request; q != nil && q.Body.Text != "" {
		first(l.sent, q.Body.Pos.Line)
	}
	if x.Blocks.Response != nil {
		first(l.answers, x.Blocks.Response.Pos.Line)
	}
}

// maxInner is how far below what is sent a table describes properties of inner objects.
const maxInner = 2

// innerProperty looks up a property of what the properties of bodies hold.
func (l *lookup) innerProperty(p *pageReader, name string) string {
	if l.inner == nil {
		l.inner = map[string]string{}
		seen := map[*api.Type]bool{}
		for _, t := range l.bodies {
			l.addInner(p, t, 0, seen)
		}
	}
	return l.inner[odata.Fold(name)]
}

// addInner adds the properties of what the properties of a type hold.
func (l *lookup) addInner(p *pageReader, t *api.Type, depth int, seen map[*api.Type]bool) {
	if depth == maxInner || seen[t] {
		return
	}
	seen[t] = true
	for _, q := range t.AllProperties() {
		inner := p.b.catalog.Find(odata.LeafOf(q.Type))
		if inner == nil || q.Navigation && depth > 0 {
			continue
		}
		for _, r := range inner.AllProperties() {
			if key := odata.Fold(r.Name); l.inner[key] == "" {
				l.inner[key] = "property " + odata.BareName(inner.Name) + "." + r.Name
			}
		}
		l.addInner(p, inner, depth+1, seen)
	}
}
