package generator

import (
	"slices"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file leaves out of a plan what is not wanted of an API.
//
// Names are decided over the whole API, collisions and all, and only then is
// anything left out: so what remains is, declaration by declaration, what it is
// in the SDK of everything.

// Keep leaves out of p all types, methods and tests but those of part: a part of
// the API that p was made of, closed in itself, so that what is kept names
// nothing that is left out. Services that no call is left below go too.
func (p *Plan) Keep(part *api.API) {
	k := keeper{types: setOf(part.Types), methods: setOf(part.Methods), examples: map[*api.Example]bool{}, params: map[*paramsType]bool{}}
	for _, op := range part.Operations {
		for _, x := range op.Examples {
			k.examples[x] = true
		}
	}
	p.methods = slices.DeleteFunc(p.methods, k.dropsMethod)
	for _, m := range p.methods {
		k.params[m.params] = true
	}
	p.types = slices.DeleteFunc(p.types, k.dropsType)
	p.params = slices.DeleteFunc(p.params, k.dropsParams)
	p.tests = slices.DeleteFunc(p.tests, k.dropsTest)
	k.service(p.root)
	p.keepErrorCodes()
	for key, f := range p.files {
		f.types = slices.DeleteFunc(f.types, k.dropsType)
		f.params = slices.DeleteFunc(f.params, k.dropsParams)
		f.methods = slices.DeleteFunc(f.methods, k.dropsMethod)
		f.tests = slices.DeleteFunc(f.tests, k.dropsTest)
		f.lines = k.lines(f.lines)
		if len(f.types)+len(f.params)+len(f.methods)+len(f.tests) == 0 {
			delete(p.files, key)
		}
	}
}

// A keeper knows what is to be kept.
type keeper struct {
	types    map[*api.Type]bool
	methods  map[*api.Method]bool
	examples map[*api.Example]bool
	params   map[*paramsType]bool
}

func setOf[T comparable](list []T) map[T]bool {
	set := make(map[T]bool, len(list))
	for _, x := range list {
		set[x] = true
	}
	return set
}

func (k *keeper) dropsType(t *goType) bool       { return !k.types[t.model] }
func (k *keeper) dropsMethod(m *method) bool     { return !k.methods[m.call] }
func (k *keeper) dropsParams(s *paramsType) bool { return !k.params[s] }

// dropsTest also drops the test of a kept example whose method is not kept. What is
// received, or sent to a URL that another call has returned, has no method.
func (k *keeper) dropsTest(t *test) bool {
	return !k.examples[t.example] || t.method != nil && t.method.service != nil && k.dropsMethod(t.method)
}

// lines are the request lines whose methods are kept. One whose example is not is tried
// with the least that the types allow.
func (k *keeper) lines(lines []*requestLine) []*requestLine {
	lines = slices.DeleteFunc(lines, func(l *requestLine) bool { return k.dropsMethod(l.method) })
	for i, l := range lines {
		if l.like != nil && k.dropsTest(l.like) {
			bare := *l
			bare.like = nil
			lines[i] = &bare
		}
	}
	return lines
}

// service leaves out methods of s and below it, and the services that are left
// without any.
func (k *keeper) service(s *service) {
	s.methods = slices.DeleteFunc(s.methods, k.dropsMethod)
	for key, child := range s.children {
		k.service(child)
		if !child.needsClient() {
			delete(s.children, key)
		}
	}
}
