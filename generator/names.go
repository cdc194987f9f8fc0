package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/model"
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
//	GET    /users/$count                         Users.Count
//	GET    /drive/items/{id}/content             Drive.Items.Content.Get
//	GET    /groups/{id}/members/microsoft.graph.user  Groups.Members.AsUser.List
//	GET    /drive/root:/{path}:/children         Drive.Root.ByPath.Children.List
//	GET    /applications(appId='{id}')           Applications.ByAppID.Get
//	GET    /worksheets/{id}/range(address='{a}') Worksheets.Range
//	POST   /worksheets/{id}/range(address='{a}')/clear  Worksheets.RangeOf.Clear
//
// Names shall be stable: a name depends on its own page and path alone, so that
// another page renames nothing. That rules out the usual remedies (shorten what
// happens to be unambiguous, number what is not), and it is why segments of
// different kinds get names of different forms above ("As", "By", "Of"): they
// cannot meet. Overloads of a function that one page lists share its name: the
// first keeps it, the others say by which arguments ("ByDate").
//
// What remains cannot be settled by form, for a path does not tell a function
// from a property, nor a collection from a single object:
//
//   - A function without arguments and a property of the same name behind the
//     same prefix (names/{name}/range, and names/{name}/range/format). The
//     service keeps the name, the method becomes its Get: Names.Range.Get.
//   - The same call with and without a key at its end (PUT …/branding and PUT
//     …/branding/{name}). The one with the key keeps the name, the other says
//     what it acts on: ReplaceBranding.
//   - The same name from different spellings, or with fewer keys in the middle
//     of the path. The one with fewer arguments keeps the name, the other says
//     by which arguments, and failing that gets a number.
//
// Each of these is reported, with the place of the one that gave way.

// A method is one Go method, or two: a page of a collection has an iterator too.
type method struct {
	call    *model.Method
	op      *model.Operation // the page that speaks for it
	request *model.Request   // its template on that page, nil if inferred elsewhere
	line    int
	service *service
	name    string
	all     string // the iterator's name, "" for none
	isCall  bool   // named by its last segment: an action or a function
	handed  bool   // a call that gave its name to a service, and went there
	args    []pathArg
	params  *paramsType // of model.ParamsBody
}

// A pathArg is a positional argument.
type pathArg struct {
	name string
	typ  string // string, bool, int32, int64 or a string type of the runtime: rest.Date
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
func (m *method) callName() string { return m.service.chain(".") + m.name }

// chain joins the names from below the client down to s, each followed by sep.
func (s *service) chain(sep string) string {
	if s.parent == nil {
		return ""
	}
	return s.parent.chain(sep) + s.name + sep
}

// sorted returns s's children by name.
func (s *service) sorted() []*service {
	return slices.SortedFunc(maps.Values(s.children), func(a, b *service) int { return cmp.Compare(a.name, b.name) })
}

// nameMethods puts every method in its service and settles its name.
func (p *Plan) nameMethods() {
	p.root = &service{children: map[string]*service{}}
	for _, call := range p.api.Methods {
		if len(call.Operations) == 0 || len(call.Path) == 0 {
			continue
		}
		m := &method{call: call, op: call.Operations[0]}
		m.line = m.op.Line
		for _, r := range m.op.Requests {
			if r.Call == call {
				m.request, m.line = r, r.Line
				break
			}
		}
		m.service = p.serviceFor(m)
		m.name = methodName(call, m.isCall)
		m.args = pathArgs(call.Path)
		m.service.methods = append(m.service.methods, m)
		p.methods = append(p.methods, m)
		p.methodOf[call] = m
	}
	p.settle(p.root)
}

// serviceFor walks from the root along m's path, making services as needed.
func (p *Plan) serviceFor(m *method) *service {
	s, path := p.root, m.call.Path
	last := len(path) - 1
	m.isCall = namedBySegment(m.call)
	for i, seg := range path {
		if i == last && (m.isCall || seg.Kind == model.System) {
			break
		}
		name := p.segmentName(seg)
		if name == "" {
			continue
		}
		s = s.child(name, template(path[:i+1]))
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
	for _, w := range words(name) {
		if len(w) > 1 {
			n++
		}
	}
	return n
}

// namedBySegment tells whether a method is called like its last segment:
// actions, and functions. A function's result can be the target of other verbs
// (PATCH …/range(address='A1')), which are then methods of it.
func namedBySegment(m *model.Method) bool {
	if m.Verb != "GET" && m.Verb != "POST" {
		return false
	}
	switch m.Path[len(m.Path)-1].Kind {
	case model.Operator:
		return true
	case model.Static, model.Cast:
		return m.Kind == model.KindAction || m.Kind == model.KindFunction
	}
	return false
}

// segmentName names the service that a segment stands for, "" for a plain key.
func (p *Plan) segmentName(seg model.Segment) string {
	switch seg.Kind {
	case model.Key:
		return ""
	case model.Cast:
		return "As" + p.typeName(seg.Name)
	case model.ByPath:
		return "ByPath"
	case model.AlternateKey:
		return "By" + argNames(seg)
	case model.Operator:
		return callableName(seg) + "Of"
	}
	return exported(seg.Name, "Segment")
}

// callableName names an action or a function, whose namespace does not matter.
func callableName(seg model.Segment) string {
	return exported(seg.Name[strings.LastIndexByte(seg.Name, '.')+1:], "Call")
}

// argNames joins the names of a segment's arguments: "PeriodAndDate".
func argNames(seg model.Segment) string {
	var names []string
	for _, a := range seg.Args {
		names = append(names, exported(cmp.Or(a.Name, a.Placeholder), "Value"))
	}
	return cmp.Or(strings.Join(names, "And"), "Value")
}

// methodName is the name that a method wants.
func methodName(m *model.Method, isCall bool) string {
	last := m.Path[len(m.Path)-1]
	switch {
	case isCall:
		return callableName(last)
	case last.Kind == model.System:
		return systemName(m, strings.ToLower(last.Name))
	case m.Verb == "GET" && last.Kind != model.Key && (isList(m) || m.Kind == model.KindList):
		return "List"
	}
	switch m.Verb {
	case "GET":
		return "Get"
	case "POST":
		return "Create"
	}
	return verbName(m.Verb)
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
func systemName(m *model.Method, segment string) string {
	switch {
	case segment == "$count":
		if m.Verb == "GET" {
			return "Count"
		}
		return verbName(m.Verb) + "Count"
	case segment != "$ref":
		return verbName(m.Verb) + exported(segment, "Value")
	case m.Verb == "PUT":
		return "SetRef"
	case m.Verb == "DELETE":
		return "RemoveRef"
	case m.Verb == "GET" && isList(m):
		return "ListRef"
	}
	return verbName(m.Verb) + "Ref"
}

func isList(m *model.Method) bool {
	return m.Result.Kind == model.PageResult || m.Result.Kind == model.ListResult
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

// settle decides between the names that meet in s and below it.
func (p *Plan) settle(s *service) {
	taken := scope{}
	if s.parent == nil {
		taken["Do"], taken["Core"] = true, true // the client's own methods
	}
	s.handDown()
	groups := map[string][]*method{}
	for _, m := range s.methods {
		groups[m.name] = append(groups[m.name], m)
	}
	names := slices.Sorted(maps.Keys(groups))
	for _, name := range names {
		slices.SortStableFunc(groups[name], byPrecedence)
		p.settleFirst(groups[name][0], taken)
	}
	for _, name := range names {
		for _, m := range groups[name][1:] {
			p.settleOther(m, groups[name][0], taken)
		}
	}
	for _, m := range s.methods {
		if m.handed {
			p.collision(m.op.Page, m.line, m.call.Verb+" "+template(m.call.Path), strings.TrimSuffix(s.chain("."), "."), m.callName())
		}
	}
	for _, name := range names {
		for _, m := range groups[name] {
			if m.call.Result.Kind == model.PageResult {
				m.all = taken.claim(iteratorName(m.name), iteratorName(m.name)+"Items")
			}
		}
	}
	p.settleServices(s, taken)
}

// handDown moves a method whose name is also that of a service below s into the
// service of its own last segment: GET …/names/{name}/range is Names.Range.Get
// where there are calls below …/range too.
func (s *service) handDown() {
	s.methods = slices.DeleteFunc(s.methods, func(m *method) bool {
		child := s.children[strings.ToLower(m.name)]
		if !m.isCall || child == nil || child.name != m.name {
			return false
		}
		if path := m.call.Path; path[len(path)-1].Kind == model.Operator {
			child = s.child(m.name+"Of", template(path))
		}
		m.handed, m.isCall, m.service = true, false, child
		switch {
		case m.call.Verb != "GET":
			m.name = "Call"
		case isList(m.call):
			m.name = "List"
		default:
			m.name = "Get"
		}
		child.methods = append(child.methods, m)
		return true
	})
}

// child returns the service called name below s, which it makes if need be.
func (s *service) child(name, path string) *service {
	key := strings.ToLower(name)
	child := s.children[key]
	if child == nil {
		child = &service{name: name, parent: s, path: path, children: map[string]*service{}}
		s.children[key] = child
	}
	child.name = betterSpelling(child.name, name)
	return child
}

// settleServices names the services below s, which give way to its methods.
func (p *Plan) settleServices(s *service, taken scope) {
	children := s.sorted()
	var displaced []*service
	for _, child := range children {
		if taken[child.name] {
			displaced = append(displaced, child)
			continue
		}
		taken[child.name] = true
	}
	for _, child := range displaced {
		wanted := child.name
		child.name = taken.claim(wanted + "Path")
		if first := child.first(); first != nil {
			p.collision(first.op.Page, first.line, "the service for "+child.path,
				s.chain(".")+wanted, s.chain(".")+child.name)
		}
	}
	for _, child := range children {
		p.settle(child)
	}
}

// settleFirst gives a name to the method that it belongs to first of all.
func (p *Plan) settleFirst(m *method, taken scope) {
	wanted := m.name
	if m.name = taken.claim(wanted, wanted+"Call"); m.name != wanted {
		p.collision(m.op.Page, m.line, m.call.Verb+" "+template(m.call.Path), m.service.chain(".")+wanted, m.callName())
	}
}

// settleOther names a method that wants the name that first has.
func (p *Plan) settleOther(m, first *method, taken scope) {
	wanted := m.name
	last := m.call.Path[len(m.call.Path)-1]
	overload := m.isCall && m.op == first.op && m.call.Verb == first.call.Verb
	switch {
	case m.isCall && len(last.Args) > 0:
		m.name = taken.claim(wanted + "By" + argNames(last))
	case m.call.Verb != first.call.Verb:
		m.name = taken.claim(wanted + "By" + exported(strings.ToLower(m.call.Verb), "Call"))
	case len(m.args) > len(first.args):
		m.name = taken.claim(wanted + "By" + exported(m.args[len(m.args)-1].name, "Value"))
	case last.Kind == model.Static && !m.isCall && m.service.parent != nil:
		m.name = taken.claim(wanted + m.service.name)
	default:
		m.name = taken.claim(wanted)
	}
	if !overload && !m.handed {
		p.collision(m.op.Page, m.line, m.call.Verb+" "+template(m.call.Path), first.callName(), m.callName())
	}
}

// byPrecedence orders methods that want the same name, the one that gets it first.
func byPrecedence(a, b *method) int {
	keyed := func(m *method) int {
		if !m.isCall && m.call.Path[len(m.call.Path)-1].Kind == model.Key {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(keyed(a), keyed(b)),
		cmp.Compare(len(a.args), len(b.args)),
		cmp.Compare(a.op.Page, b.op.Page),
		cmp.Compare(a.line, b.line),
		cmp.Compare(a.call.Verb, b.call.Verb),
		cmp.Compare(template(a.call.Path), template(b.call.Path)),
	)
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
		wanted := s.chain("") + "Service"
		s.typeName = p.scope.claim(wanted, s.chain("")+"PathService")
		if first := s.first(); s.typeName != wanted && first != nil {
			p.collision(first.op.Page, first.line, "the type of the service for "+s.path, wanted, s.typeName)
		}
	}
	for _, child := range s.sorted() {
		p.nameServiceTypes(child)
	}
}

// pathArgs names the placeholders of a path.
func pathArgs(path model.Path) []pathArg {
	var args []pathArg
	taken := scope{}
	owner := ""
	for _, seg := range path {
		if seg.Name != "" && seg.Kind != model.System {
			owner = seg.Name[strings.LastIndexByte(seg.Name, '.')+1:]
		}
		for _, a := range seg.Args {
			if a.Placeholder != "" {
				args = append(args, pathArg{taken.claim(argName(seg, a, owner)), argType(a)})
			}
		}
	}
	return args
}

// argName names one placeholder: by the parameter's name in parentheses, else
// by what the page calls it ("{id | userPrincipalName}": the first), with the
// segment before it where that says too little.
func argName(seg model.Segment, a model.Arg, owner string) string {
	if a.Name != "" && (seg.Kind == model.Operator || seg.Kind == model.AlternateKey) {
		return unexported(a.Name, "value")
	}
	name, _, _ := strings.Cut(a.Placeholder, "|")
	switch strings.ToLower(strings.Join(words(name), "")) {
	case "", "id", "ids", "name", "key", "value", "index", "path", "type", "guid":
		return unexported(singular(owner)+" "+cmp.Or(name, "id"), "id")
	}
	return unexported(name, "id")
}

// argType returns the Go type of an argument.
func argType(a model.Arg) string {
	switch a.Type {
	case "Edm.Boolean":
		return "bool"
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		return "int32"
	case "Edm.Int64":
		return "int64"
	case "Edm.Date", "Edm.TimeOfDay", "Edm.Duration":
		return "rest." + strings.TrimPrefix(a.Type, "Edm.")
	}
	return "string"
}
