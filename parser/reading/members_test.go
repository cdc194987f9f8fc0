package reading

// This file measures how much of what responses show the types can hold: every
// JSON member of every documented response, whether it has a test or not, is
// looked up in the type that its place has. It walks the pages' own text, before
// anything has been fitted to a type.
//
// What counts. Control information (a name with "@" in it: OData JSON Format 4.01,
// section 4.6) is no property and is counted apart, unless a page declares it as
// one. An object is of the type that it states in "@odata.type", and a result of the
// type in its annotation, where that derives from the declared one, as rest.As would
// have it. A member below
// a place of any JSON is not typed. Error responses are not of the API's types and
// are left out.

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
	"github.com/sdkscribe/sdkscribe/parser/source"
)

// measured is what the walk counts.
type measured struct {
	members, typed int            // members of objects, and those that a type declares
	inside         int            // members below those that no type declares, and below any JSON
	control        int            // control information that no page declares
	values, fit    int            // values in typed places, and those that decode as documented
	misses         map[string]int // by cause and place
	misfits        map[string]int
}

// measure walks the responses of an API.
func measure(read *Result) *measured {
	made := read.API
	m := &measured{misses: map[string]int{}, misfits: map[string]int{}}
	for _, op := range made.Operations {
		for _, x := range op.Examples {
			if x.Call == nil && strings.Contains(x.Skipped, "not to the API") {
				continue // what the application answers
			}
			shown := read.Blocks[x].Response
			if shown == nil || calls.BodyOf(shown) == nil || shown.Response != nil && shown.Response.Status >= 400 {
				continue
			}
			at := op.Page + ":" + fmt.Sprint(shown.Pos.Line)
			result := resultOf(op, x)
			if a, t := shown.Annotation, made.Type(result.Type.Name); a != nil && t != nil {
				if d := made.Type(a.Type); d != nil && d.DerivesFrom(t) {
					result.Type.Name = d.Name
				}
			}
			m.response(made, calls.BodyOf(shown), result, at)
		}
	}
	return m
}

// resultOf is what an example's call returns; where it has no call, what its page does.
func resultOf(op *api.Operation, x *api.Example) api.Result {
	if x.Call != nil {
		return x.Call.Result
	}
	r := api.Result{Kind: api.ObjectResult, Type: api.TypeRef{Name: op.Response.Name}, Wrapper: op.Response.Wrapper}
	if op.Response.Collection {
		r.Kind = api.PageResult
	}
	return r
}

// response walks one response. What wraps the result is typed: it is a part of
// what the method returns.
func (m *measured) response(made *api.API, v *relaxed.Value, r api.Result, at string) {
	ref := api.TypeRef{Name: r.Type.Name}
	wrapper := r.Wrapper
	switch r.Kind {
	case api.PageResult, api.ListResult:
		ref.Collection = true
		if r.Kind == api.PageResult {
			wrapper = "value"
		}
	case api.ValueResult:
		ref = r.Type
		wrapper = "value"
	case api.StreamResult:
		return // content, which nobody reads as members
	case api.NoResult, api.MonitorResult, api.CountResult, api.AnyResult:
		ref = api.TypeRef{Name: odata.Untyped}
	}
	inner := v.Get(wrapper)
	if t := made.Type(ref.Name); wrapper == "" && v.Get("value") != nil && t != nil && !t.Untyped && t.Property("value") == nil && v.Get("value").Kind == relaxed.Array {
		inner, wrapper = v.Get("value"), "value" // a collection, where one object is documented
	}
	if wrapper == "" || v.Kind != relaxed.Object || inner == nil {
		m.value(made, v, ref, at, at)
		return
	}
	for _, member := range v.Members {
		switch {
		case member.Name == wrapper:
			m.members++
			m.typed++
			m.value(made, member.Value, ref, at, at)
		case strings.Contains(member.Name, "@"):
			m.control++
		default:
			m.members++
			m.misses["beside the wrapper: "+at+" "+member.Name]++
		}
	}
}

// value walks a value in a place of type ref.
func (m *measured) value(made *api.API, v *relaxed.Value, ref api.TypeRef, place, at string) {
	if v.Kind == relaxed.Null {
		m.values++
		m.fit++
		return
	}
	if ref.Name == odata.Untyped || ref.Name == "" {
		m.untyped(v, place, at)
		return
	}
	if ref.Collection {
		if v.Kind != relaxed.Array {
			m.misfit("value-not-collection", place, at)
			m.value(made, v, api.TypeRef{Name: ref.Name}, place, at)
			return
		}
		for _, e := range v.Elements {
			m.value(made, e, api.TypeRef{Name: ref.Name}, place, at)
		}
		return
	}
	t := made.Type(ref.Name)
	if v.Kind == relaxed.Array && t != nil && !t.Untyped {
		m.misfit("value-not-single", place, at)
		m.value(made, v, api.TypeRef{Name: ref.Name, Collection: true}, place, at)
		return
	}
	switch {
	case strings.HasPrefix(ref.Name, "Edm.") || t != nil && t.Kind == api.Enum:
		m.scalar(v, ref.Name, place, at)
	case t == nil || t.Untyped:
		m.untyped(v, place, at)
	case v.Kind != relaxed.Object:
		m.misfit("value-not-object "+t.Name, place, at)
	default:
		m.object(made, v, t, at)
	}
}

func (m *measured) misfit(cause, place, at string) {
	m.values++
	m.misfits[cause+" "+place+" "+at]++
}

func (m *measured) scalar(v *relaxed.Value, name, place, at string) {
	if !strings.HasPrefix(name, "Edm.") {
		name = "Edm.String"
	}
	if v.Kind == relaxed.Object || v.Kind == relaxed.Array {
		m.misfit("value-not-scalar "+name, place, at)
		return
	}
	if _, _, fits := odata.FitScalar(v, name); !fits {
		m.misfit(name+" "+string(v.Append(nil)), place, at)
		return
	}
	m.values++
	m.fit++
}

// untyped counts the members below a place that no type describes.
func (m *measured) untyped(v *relaxed.Value, place, at string) {
	for _, e := range v.Elements {
		m.untyped(e, place, at)
	}
	for _, member := range v.Members {
		if strings.Contains(member.Name, "@") {
			m.control++
			continue
		}
		m.inside++
		m.misses["untyped "+place+" "+member.Name+" "+at]++
		m.untyped(member.Value, place, at)
	}
}

func (m *measured) object(made *api.API, v *relaxed.Value, t *api.Type, at string) {
	stated := ""
	if own := v.Get("@odata.type"); own != nil && own.Kind == relaxed.String {
		stated = " stated " + own.Text
		if d := made.Type(strings.TrimPrefix(own.Text, "#")); d != nil && d.DerivesFrom(t) {
			t, stated = d, ""
		} else if d == nil {
			stated += "?"
		}
	}
	for _, member := range v.Members {
		p := t.Property(member.Name)
		switch {
		case p != nil:
			m.members++
			m.typed++
			m.value(made, member.Value, api.TypeRef{Name: p.Type, Collection: p.Collection}, t.Name+"."+p.Name, at)
		case strings.Contains(member.Name, "@"):
			m.control++
		default:
			m.members++
			m.untyped(member.Value, t.Name+"."+member.Name, at)
			m.misses[fmt.Sprintf("undeclared %s.%s%s open=%v %s", t.Name, member.Name, stated, api.IsOpen(t), at)]++
		}
	}
}

// corpusPages parses the reference that may lie beside the project.
func corpusPages(t *testing.T, folder string) []*parser.Page {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds")
	}
	docs := "../../../shared/corpus/" + folder + "/api-reference/v1.0"
	if _, err := os.Stat(docs); err != nil {
		t.Skip("the corpus is not here")
	}
	pages, _, err := source.Load(context.Background(), source.Options{Dir: docs})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// TestCorpusMembers holds Microsoft Graph's reference to the shares of members
// that land in a typed field, and of typed values that decode as documented. What
// is missed is logged with -v, by cause and place.
func TestCorpusMembers(t *testing.T) {
	for _, folder := range []string{"graph", "graph-earlier"} {
		t.Run(folder, func(t *testing.T) {
			m := measure(Read(corpusPages(t, folder), nil))
			t.Logf("%s; counting the members inside of what is not typed, %s; %d are control information; %s decode as documented",
				share(m.typed, m.members), share(m.typed, m.members+m.inside), m.control, share(m.fit, m.values))
			if m.members < 20000 || m.typed*100 < m.members*98 {
				t.Errorf("%s of the members are typed, want 98 %%", share(m.typed, m.members))
			}
			if m.values < 15000 || m.fit*100 < m.values*99 {
				t.Errorf("%s of the typed values decode as documented, want 99 %%", share(m.fit, m.values))
			}
			for _, list := range []map[string]int{m.misses, m.misfits} {
				for _, k := range slices.Sorted(maps.Keys(list)) {
					t.Log(list[k], k)
				}
			}
		})
	}
}

// share writes a share in numbers and per cent.
func share(n, of int) string {
	return fmt.Sprintf("%d of %d (%.2f %%)", n, of, 100*float64(n)/float64(of))
}
