package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
)

// This file names services, methods and their parameters.
//
// The rule: whoever knows the REST path can write the Go call. Each static path
// segment is a service below the one before it, each placeholder a positional
// argument, and the rest is the method:
//
//	GET    /users                                Users.List, Users.All
//	POST   /users                                Users.Create
//	GET    /users/{id}                           Users.Get(ctx, userID)
//	PATCH  PUT DELETE /users/{id}                Users.Update, Replace, Delete
//	POST   /me/events/{id}/cancel                Me.Events.Cancel       (an action)
//	GET    /users/delta                          Users.Delta, DeltaAll  (a function)
//	GET    /me/photo/$value                      Me.Photo.GetValue, UpdateValue, ReplaceValue, DeleteValue
//	POST   /groups/{id}/members/$ref             Groups.Members.AddRef, SetRef (PUT), RemoveRef, ListRef, GetRef
//	GET    /rows/{id}/total                      Rows.Total.Get         (a function that a noun calls)
//	GET    /users/$count                         Users.Count
//	GET    /drive/items/{id}/content             Drive.Items.Content.Get
//	GET    /groups/{id}/members/microsoft.graph.user  Groups.Members.AsUser.List
//	GET    /drive/root:/{path}:/children         Drive.Root.ByPath.Children.List
//	GET    /applications(appId='{id}')           Applications.ByAppID.Get
//	GET    /worksheets/{id}/range(address='{a}') Worksheets.Range
//	POST   /worksheets/{id}/range(address='{a}')/clear  Worksheets.RangeOf.Clear
//	POST   /orders/{id}:reserve                  Orders.Reserve         (a custom verb)
//	POST   /stop/machine/{id}                    Stop.Machine.Stop      (a verb before its arguments)
//	GET    /lines({a},{b})                       Lines.Get(ctx, a, b)
//
// Names shall be stable: a name depends on its own page and path alone, so that
// another page renames nothing. That rules out the usual remedies (shorten what
// happens to be unambiguous, number what is not), and it is why segments of
// different kinds get names of different forms above ("As", "By", "Of"): they
// cannot meet. A noun at the end of a GET is a service, be it a property or a function:
// there may be more behind it, on a page that is yet to be written. Overloads of a function that one page lists share its name: the
// first keeps it, the others say by which arguments ("ByDate").
//
// Whether a request reads one or many, creates or acts is told from the page that
// documents it ([api.Request] Intent), and not from what other pages say about
// its path. Where two names meet after all, collisions.go decides.

// A method is one Go method, or two: a page of a collection has an iterator too.
type method struct {
	call    *api.Method
	op      *api.Operation // the page that speaks for it
	request *api.Request   // its template on that page, nil if inferred from another page
	line    int
	service *service
	name    string
	all     string // the iterator's name, "" for none
	intent  api.OperationKind
	isCall  bool        // named by its last segment: an action or a function
	moved   bool        // a call that gave its name to a service, and is a method of that
	args    []code.Arg  // the positional arguments of the path
	needs   []need      // those of the query and the header, behind them
	params  *paramsType // of api.ParamsBody
}

// A service is one static path segment.
type service struct {
	name     string // of the field in its parent
	typeName string
	path     string // as the first page writes it
	parent   *service
	children map[string]*service
	methods  []*method
}

// callName is the way from the client to the method: "Me.Events.Cancel".
func (m *method) callName() string {
	var buffer [128]byte
	return string(append(m.service.appendChain(buffer[:0], "."), m.name...))
}

// chain joins the names from below the client down to s, each followed by sep.
func (s *service) chain(sep string) string {
	var buffer [128]byte
	return string(s.appendChain(buffer[:0], sep))
}

// appendChain is chain, behind what is in dst.
func (s *service) appendChain(dst []byte, sep string) []byte {
	if s.parent == nil {
		return dst
	}
	return append(append(s.parent.appendChain(dst, sep), s.name...), sep...)
}

// selectors are the names from the client to the method.
func (m *method) selectors() []string {
	names := []string{m.name}
	for s := m.service; s.parent != nil; s = s.parent {
		names = append(names, s.name)
	}
	slices.Reverse(names)
	return names
}

// sorted returns s's children by name.
func (s *service) sorted() []*service {
	return slices.SortedFunc(maps.Values(s.children), func(a, b *service) int { return cmp.Compare(a.name, b.name) })
}

// nameMethods puts every method in its service and names it.
func (p *Plan) nameMethods() {
	p.root = &service{children: map[string]*service{}}
	all := make([]*method, len(p.api.Methods))
	parallel.Each(len(all), func(i int) { all[i] = newMethod(p.api.Methods[i]) })
	for _, m := range all {
		if m == nil {
			continue
		}
		m.service = p.serviceFor(m)
		m.name = methodName(m)
		m.service.methods = append(m.service.methods, m)
		p.methods = append(p.methods, m)
		p.methodOf[m.call] = m
	}
	p.resolveCollisions(p.root)
}

// newMethod is a method with what its call alone tells, nil where nothing can be made
// of that.
func newMethod(call *api.Method) *method {
	if len(call.Operations) == 0 || len(call.Path) == 0 || call.Undocumented {
		return nil
	}
	m := &method{call: call, op: call.Operations[0], intent: intentOf(call), args: pathArgs(call.Path)}
	m.needs = needsOf(call, m.args)
	m.isCall, m.line = namedBySegment(m), m.op.Line
	for _, r := range m.op.Requests {
		if r.Call == call {
			m.request, m.line = r, r.Line
			break
		}
	}
	return m
}

// serviceFor walks from the root along m's path, making services as needed.
func (p *Plan) serviceFor(m *method) *service {
	s, path := p.root, m.call.Path
	last := len(path) - 1
	for i, seg := range path {
		if i == last && (m.isCall && seg.Verb() == "" || seg.Kind == api.System) {
			break
		}
		name := p.segmentName(seg)
		if name == "" {
			continue
		}
		s = s.child(name, path[:i+1])
	}
	return s
}

// betterSpelling chooses between two spellings of a name that differ in case:
// the one that shows more words, so that calendargroups, written in haste, does
// not make a service beside calendarGroups.
func betterSpelling(a, b string) string {
	return slices.MinFunc([]string{a, b}, func(x, y string) int {
		return cmp.Or(cmp.Compare(longWords(y), longWords(x)), cmp.Compare(x, y))
	})
}

func longWords(name string) int {
	n := 0
	for w := range words(name) {
		if len(w) > 1 {
			n++
		}
	}
	return n
}

// intentOf is what the pages that document a call say it does. Where they differ
// the more specific kind counts: that something is a function or an action, then
// that it is about many.
func intentOf(call *api.Method) api.OperationKind {
	specific := []api.OperationKind{
		api.KindFunction, api.KindAction, api.KindList, api.KindCreate,
	}
	best, rank := api.OperationKind(""), len(specific)+1
	for _, op := range call.Operations {
		for _, r := range op.Requests {
			if r.Call != call {
				continue
			}
			intent := cmp.Or(r.Reads, r.Intent)
			at := slices.Index(specific, intent)
			if at < 0 {
				at = len(specific)
			}
			if at < rank {
				best, rank = intent, at
			}
		}
	}
	return best
}

// namedBySegment reports whether a method is called like its last segment:
// actions, and functions. A function's result can be the target of other verbs
// (PATCH …/range(address='A1')), which are then methods of it.
func namedBySegment(m *method) bool {
	if m.call.Verb != "GET" && m.call.Verb != "POST" {
		return false
	}
	last := m.call.Path.Last()
	if last.Verb() != "" {
		return true
	}
	switch last.Kind {
	case api.Operator:
		return true
	case api.Static, api.Cast:
		return m.intent == api.KindAction || m.intent == api.KindFunction
	}
	return false
}

// segmentName names the service that a segment stands for, "" for a plain key.
func (p *Plan) segmentName(seg api.Segment) string {
	switch seg.Kind {
	case api.Key:
		return ""
	case api.Cast:
		return "As" + p.typeName(seg.Name)
	case api.ByPath:
		return "ByPath"
	case api.AlternateKey:
		return "By" + argNames(seg)
	case api.Operator:
		return exported(odata.BareName(seg.Name), "Call") + "Of"
	}
	return exported(seg.Name, "Segment")
}

// callableName names an action or a function, whose namespace does not matter.
func callableName(seg api.Segment) string {
	if verb := seg.Verb(); verb != "" {
		return exported(verb, "Call")
	}
	return exported(seg.Name[strings.LastIndexByte(seg.Name, '.')+1:], "Call")
}

// argNames joins the names of a segment's arguments: "PeriodAndDate".
func argNames(seg api.Segment) string {
	var names []string
	for _, a := range seg.Args {
		names = append(names, exported(cmp.Or(a.Name, a.Placeholder), "Value"))
	}
	return cmp.Or(strings.Join(names, "And"), "Value")
}

// acts reports whether a method is an action. The pages that one returns are walked from the
// first of them (rest.AllFrom): an iterator called RemoveAll would read as a deletion, and
// do nothing where nobody loops over it.
func (m *method) acts() bool { return m.isCall && m.call.Verb == "POST" }

// methodName is the name that a method wants.
func methodName(m *method) string {
	last := m.call.Path[len(m.call.Path)-1]
	switch {
	case m.isCall:
		return callableName(last)
	case last.Kind == api.System:
		return systemName(m, strings.ToLower(last.Name))
	case m.intent == api.KindList:
		return "List"
	case m.request != nil && m.request.Act != "":
		return exported(m.request.Act, "Call")
	}
	switch m.call.Verb {
	case "GET":
		return "Get"
	case "POST":
		return "Create"
	}
	return verbName(m.call.Verb)
}

func verbName(verb string) string {
	switch verb {
	case "POST":
		return "Add"
	case "PATCH":
		return "Update"
	case "PUT":
		return "Replace"
	}
	return exported(strings.ToLower(verb), "Call")
}

// systemName names the calls on $value, $ref and $count.
func systemName(m *method, segment string) string {
	verb := m.call.Verb
	switch {
	case segment == "$count":
		if verb == "GET" {
			return "Count"
		}
		return verbName(verb) + "Count"
	case segment == "$entity" && verb == "POST":
		return "Create" // what stands behind the collection's name is not part of what is done
	case segment != "$ref":
		return verbName(verb) + exported(segment, "Value")
	case verb == "PUT":
		return "SetRef"
	case verb == "DELETE":
		return "RemoveRef"
	case m.intent == api.KindList:
		return "ListRef"
	}
	return verbName(verb) + "Ref"
}

// iteratorName names the iterator beside a method that returns a page.
func iteratorName(name string) string {
	switch name {
	case "List":
		return "All"
	case "ListRef":
		return "AllRefs"
	}
	return name + "All"
}

// child returns the service called name below s, which it makes if need be.
func (s *service) child(name string, path api.Path) *service {
	child := s.childCalled(name)
	if child == nil {
		child = &service{name: name, parent: s, path: template(path), children: map[string]*service{}}
		s.children[strings.ToLower(name)] = child
	}
	if child.name != name {
		child.name = betterSpelling(child.name, name)
	}
	return child
}

// childCalled finds the service below s that has a name in any case, nil for none.
func (s *service) childCalled(name string) *service {
	var buffer [64]byte
	return s.children[string(odata.AppendFold(buffer[:0], name))]
}

// first returns a method of s or of a service below it, for its page.
func (s *service) first() *method {
	if len(s.methods) > 0 {
		return s.methods[0]
	}
	for _, child := range s.sorted() {
		if m := child.first(); m != nil {
			return m
		}
	}
	return nil
}

// nameServiceTypes names the types of the services: MeEventsService.
func (p *Plan) nameServiceTypes(s *service) {
	if s.parent != nil {
		chain := s.chain("")
		wanted := chain + "Service"
		if s.typeName = wanted; p.scope[wanted] {
			s.typeName = chain + "PathService"
		}
		s.typeName = p.scope.claim(s.typeName)
		if first := s.first(); s.typeName != wanted && first != nil {
			p.collision(first.op.Page, first.line, "the type of the service for "+s.path, wanted, s.typeName)
		}
	}
	for _, child := range s.sorted() {
		p.nameServiceTypes(child)
	}
}
