package selection

import (
	"cmp"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// This file finds the types that requests reach.
//
// The JSON that a call sends or receives has values with a declared type: the body, the
// result, the parameters of an action, and each property of an object among them. A value
// reaches its declared type, the bases of that type, because it has their properties, and
// the types derived from it, because the value may be of any of them: an attachment of an
// event is a fileAttachment or an itemAttachment. A type that is reached only as a base
// does not reach the types derived from it. An event is an outlookItem, but an SDK of
// events does not need contacts.
//
// There is one exception: a value whose declared type is the root of all entities, which
// has a key, no other property, and no base. All types of the API derive from it. Such a
// value reaches only the types that the examples of the selected requests show in it.
type reach struct {
	api     *api.API
	derived map[*api.Type][]*api.Type
	// known are the types reached, places those of them that a value is declared to have.
	known, places map[*api.Type]bool
	// pending are types whose properties and base have not been followed.
	pending []*api.Type
}

func newReach(a *api.API) *reach {
	r := &reach{
		api: a, derived: map[*api.Type][]*api.Type{},
		known: map[*api.Type]bool{}, places: map[*api.Type]bool{},
	}
	for _, t := range a.Types {
		if t.BaseType != nil {
			r.derived[t.BaseType] = append(r.derived[t.BaseType], t)
		}
	}
	return r
}

// method reaches the types that a call sends and returns.
func (r *reach) method(m *api.Method) {
	r.place(r.api.Type(m.Body.Type.Name))
	r.place(r.api.Type(m.Result.Type.Name))
	for _, p := range m.Body.Params {
		r.place(r.api.Type(p.Type))
	}
}

// operation reaches the types in what a page says of its requests, and in its examples. A
// page may be more specific than the method that it shares with other pages: the method
// takes any mobileApp, and the page sends an iosStoreApp.
func (r *reach) operation(op *api.Operation) {
	r.place(r.api.Type(op.Body.Name))
	r.place(r.api.Type(op.Response.Name))
	r.place(r.api.Type(op.LongRunning))
	for _, p := range op.Parameters {
		r.place(r.api.Type(p.Type))
	}
	for _, e := range op.Examples {
		if e.Call != nil {
			r.method(e.Call)
			r.example(e)
		}
		if t := r.api.Type(e.Received); t != nil && e.Request != nil {
			r.place(t)
			r.value(e.Request.JSON, t)
		}
	}
}

// place reaches the declared type of a value and the types derived from it.
func (r *reach) place(t *api.Type) {
	stack := []*api.Type{t}
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if t == nil || r.places[t] {
			continue
		}
		r.places[t] = true
		r.know(t)
		if !r.isRoot(t) {
			stack = append(stack, r.derived[t]...)
		}
	}
}

// isRoot reports whether t is declared like the root of all entities.
func (r *reach) isRoot(t *api.Type) bool {
	if t.Kind != api.Entity || t.Base != "" {
		return false
	}
	for _, p := range t.Properties {
		if !strings.EqualFold(p.Name, r.api.Convention.Key) && p.Name != t.Key {
			return false
		}
	}
	return true
}

func (r *reach) know(t *api.Type) {
	if !r.known[t] {
		r.known[t] = true
		r.pending = append(r.pending, t)
	}
}

// reached follows everything that has been reached, and returns all of it.
func (r *reach) reached() map[*api.Type]bool {
	for len(r.pending) > 0 {
		t := r.pending[len(r.pending)-1]
		r.pending = r.pending[:len(r.pending)-1]
		if t.BaseType != nil {
			r.know(t.BaseType)
		}
		for _, p := range t.Properties {
			r.place(r.api.Type(p.Type))
		}
	}
	return r.known
}

// example reaches the types that the objects of an example say they have.
func (r *reach) example(e *api.Example) {
	if e.Request != nil {
		body := e.Call.Body
		r.value(e.Request.JSON, r.api.Type(body.Type.Name))
		for _, p := range body.Params {
			r.value(e.Request.JSON.Get(p.Name), r.api.Type(p.Type))
		}
	}
	if e.Response != nil {
		v, result := e.Response.JSON, e.Call.Result
		if inner := v.At(result.Wrapper); result.Wrapper != "" && inner != nil {
			v = inner
		}
		r.value(v, r.api.Type(result.Type.Name))
	}
}

// value reaches the types in a value of the declared type t.
func (r *reach) value(v *relaxed.Value, t *api.Type) {
	if v == nil || t == nil {
		return
	}
	for _, e := range v.Elements {
		r.value(e, t)
	}
	if d := cmp.Or(r.named(v), t.Stated(v)); d != nil && d.DerivesFrom(t) {
		t = d
		r.place(t)
	}
	for _, m := range v.Members {
		if p := t.PropertyCalled(m.Name); p != nil {
			r.value(m.Value, r.api.Type(p.Type))
		}
	}
}

// named returns the type that an object names as the convention has it.
func (r *reach) named(v *relaxed.Value) *api.Type {
	name := r.api.Convention.Named(v)
	if name == "" {
		return nil
	}
	return r.api.Type(name[strings.LastIndexByte(name, '#')+1:])
}
