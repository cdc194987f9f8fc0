package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file decides between names that meet.
//
// That is the one way in which a page can rename what belongs to another, so each
// case is decided by a fixed rule and reported, with the place of the one that gave
// way. A path does not tell a function from a property, nor a collection from a
// single object; these cases remain:
//
//   - A call and a property of the same name behind the same prefix: a function with
//     arguments (worksheets/{id}/range(address='{a}')) where there are calls below
//     …/range too, or an action whose name others read. The service keeps the name, for
//     there are many calls below it, and the call is one of its own: RangeOf.Get, or the
//     Create of what can be read or deleted as well. Where one page documents both, no
//     other page has a part in that, and nothing is reported.
//   - The same call with and without a key at its end (PUT …/branding and PUT
//     …/branding/{name}). The one with the key keeps the name, the other says
//     what it acts on: ReplaceBranding. Mostly it is a key that was forgotten.
//   - The same name from different spellings, or with fewer keys in the middle
//     of the path. The one with fewer arguments keeps the name, the other says
//     by which arguments, and failing that gets a number.
//   - A call that is named as a method of Go's library that has one signature
//     (ReadByte). It is a Call: ReadByteCall.
//   - Two pages about one call, each of which takes it for something else. The
//     more specific kind counts (intentOf); nothing is reported, for the call has
//     one name.
//   - A path that is written in lower case and, on another page, with capitals.
//     One service serves both, in the spelling that shows more words. The model
//     reports the page that shows fewer.

// resolveCollisions decides between the names that meet in s and below it.
func (p *Plan) resolveCollisions(s *service) {
	taken := scope{}
	for _, name := range standardMethods() {
		taken[name] = true
	}
	if s.parent == nil {
		taken["Do"], taken["Core"] = true, true // the client's own methods
	}
	s.moveToServices()
	groups := map[string][]*method{}
	for _, m := range s.methods {
		groups[m.name] = append(groups[m.name], m)
	}
	names := slices.Sorted(maps.Keys(groups))
	for _, name := range names {
		slices.SortStableFunc(groups[name], byPrecedence)
		p.nameFirst(groups[name][0], taken)
	}
	for _, name := range names {
		for _, m := range groups[name][1:] {
			p.nameOther(m, groups[name][0], taken)
		}
	}
	for _, m := range s.methods {
		if m.moved {
			p.collision(m.op.Page, m.line, m.call.Verb+" "+template(m.call.Path), strings.TrimSuffix(s.chain("."), "."), m.callName())
		}
	}
	for _, name := range names {
		for _, m := range groups[name] {
			if m.call.Result.Kind == api.PageResult && !m.acts() {
				m.all = taken.claimOr(iteratorName(m.name), "Items")
			}
		}
	}
	p.nameServices(s, taken)
}

// standardMethods returns the names of methods that have one signature in Go, which go vet
// holds every method of such a name to.
func standardMethods() []string {
	return []string{"GobDecode", "GobEncode", "MarshalJSON", "MarshalXML", "ReadByte", "ReadRune", "UnmarshalJSON", "UnmarshalXML",
		"UnreadByte", "UnreadRune", "WriteByte"}
}

// moveToServices moves a method whose name is also that of a service below s into the
// service of its own last segment: GET …/names/{name}/range is Names.Range.Get
// where there are calls below …/range too.
func (s *service) moveToServices() {
	s.methods = slices.DeleteFunc(s.methods, func(m *method) bool {
		child := s.childCalled(m.name)
		if !m.isCall || child == nil || child.name != m.name {
			return false
		}
		if path := m.call.Path; path[len(path)-1].Kind == api.Operator {
			child = s.child(m.name+"Of", path)
		}
		m.moved, m.isCall, m.service = true, false, child
		m.name = "Get"
		if m.call.Verb != "GET" {
			m.name = "Call"
		}
		if others := child.on(m.call.Path); m.call.Verb == "POST" && len(others) > 0 {
			m.name = "Create"
			m.moved = !slices.ContainsFunc(others, func(o *method) bool { return o.op.Page == m.op.Page })
		}
		child.methods = append(child.methods, m)
		return true
	})
}

// on returns the methods of a service on a path. Where there are some its last segment
// names a thing, which POST creates, and no action.
func (s *service) on(path api.Path) []*method {
	var found []*method
	for _, m := range s.methods {
		if !m.isCall && m.call.Path.Key() == path.Key() {
			found = append(found, m)
		}
	}
	return found
}

// nameServices names the services below s, which give way to its methods.
func (p *Plan) nameServices(s *service, taken scope) {
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
		p.resolveCollisions(child)
	}
}

// nameFirst gives a name to the method that it belongs to first of all.
func (p *Plan) nameFirst(m *method, taken scope) {
	wanted := m.name
	if m.name = taken.claimOr(wanted, "Call"); m.name != wanted {
		p.collision(m.op.Page, m.line, m.call.Verb+" "+template(m.call.Path), m.service.chain(".")+wanted, m.callName())
	}
}

// nameOther names a method that wants the name that first has.
func (p *Plan) nameOther(m, first *method, taken scope) {
	wanted := m.name
	last := m.call.Path[len(m.call.Path)-1]
	overload := m.isCall && m.op == first.op && m.call.Verb == first.call.Verb
	switch {
	case m.isCall && len(last.Args) > 0:
		m.name = taken.claim(wanted + "By" + argNames(last))
	case m.call.Verb != first.call.Verb:
		m.name = taken.claim(wanted + "By" + exported(strings.ToLower(m.call.Verb), "Call"))
	case len(m.args) > len(first.args):
		m.name = taken.claim(wanted + "By" + exported(m.args[len(m.args)-1].Name, "Value"))
	case last.Kind == api.Static && !m.isCall && m.service.parent != nil:
		m.name = taken.claim(wanted + m.service.name)
	default:
		m.name = taken.claim(wanted)
	}
	if !overload && !m.moved {
		p.collision(m.op.Page, m.line, m.call.Verb+" "+template(m.call.Path), first.callName(), m.callName())
	}
}

// byPrecedence orders methods that want the same name, the one that gets it first.
func byPrecedence(a, b *method) int {
	keyed := func(m *method) int {
		if !m.isCall && m.call.Path[len(m.call.Path)-1].Kind == api.Key {
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
