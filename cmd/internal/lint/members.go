package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// Examples and their resource. The model compares the members of an example with its type,
// and reports those that are unknown, have another case or another type. This file reports
// members that an example lacks: a response has all properties of its resource unless its
// annotation says that it is truncated.

// members compares the responses of all examples with their types.
func (c *checker) members() {
	m := &memberChecker{checker: c, notes: map[string]*parser.Annotation{}}
	for _, p := range c.Pages {
		eachAnnotated(p, "resource", func(code *parser.Code) {
			if t := c.typeNamed(code.Annotation.Type); t != nil {
				m.notes[t.Name] = code.Annotation
			}
		})
	}
	seen := map[*parser.Code]bool{}
	for _, op := range c.API.Operations {
		for _, e := range op.Examples {
			if code := c.Blocks[e].Response; code != nil && !seen[code] && c.plays(e) {
				seen[code] = true
				m.response(c.pages[op.Page], e, code)
			}
		}
	}
}

type memberChecker struct {
	*checker
	// notes are the annotations of the resources, by the types' names.
	notes map[string]*parser.Annotation
}

// response checks the objects of a response.
func (m *memberChecker) response(p *parser.Page, e *api.Example, code *parser.Code) {
	if p == nil || code.Response == nil || isFailure(code) || calls.Empty(code) || code.Response.Body.JSON == nil {
		return
	}
	x := &memberExample{memberChecker: m, page: p, json: code.Response.Body.JSON, note: code.Annotation}
	x.complete = code.Annotation != nil && !code.Annotation.Inferred && !code.Annotation.Truncated && !selects(e)
	t := m.API.Type(e.Call.Result.Type.Name)
	for _, v := range m.results(code.Response.Body.JSON.Value, e.Call.Result) {
		x.object(v, t)
	}
}

// selects reports whether a request asks for some of the properties, or for more.
func selects(e *api.Example) bool {
	return e.Request != nil && slices.ContainsFunc(e.Request.Query, func(f api.Field) bool {
		name := strings.ToLower(strings.TrimPrefix(f.Name, "$"))
		return name == "select" || name == "apply"
	})
}

// results returns the objects that a body holds as the result of a call.
func (c *checker) results(v *relaxed.Value, r api.Result) []*relaxed.Value {
	if r.Wrapper != "" {
		if inner := v.At(r.Wrapper); inner != nil {
			v = inner
		}
	} else if r.Kind == api.PageResult {
		if inner := v.Get(c.API.Convention.Wrapper); inner != nil {
			v = inner
		}
	}
	switch {
	case r.Kind != api.ObjectResult && r.Kind != api.PageResult && r.Kind != api.ListResult:
		return nil
	case v.Kind == relaxed.Array:
		return v.Elements
	}
	return []*relaxed.Value{v}
}

// A memberExample is a body whose objects are being checked.
type memberExample struct {
	*memberChecker
	page *parser.Page
	json *parser.JSON
	note *parser.Annotation
	// complete is true where the body says that nothing is left out. said is true
	// where an object lacks something: the others like it are not reported.
	complete, said bool
}

// object checks an object, which is of t or of what it says itself.
func (x *memberExample) object(v *relaxed.Value, t *api.Type) {
	d := t.Stated(v)
	if own := x.API.Convention.Named(v); own != "" {
		d = x.typeNamed(strings.TrimPrefix(own, "#"))
	}
	if d != nil && t != nil && d.DerivesFrom(t) {
		t = d
	}
	if t == nil || v.Kind != relaxed.Object || t.Kind == api.Enum {
		return
	}
	if x.complete && !x.said && len(v.Members) > 0 {
		x.missing(v, t)
	}
	for _, m := range v.Members {
		p := t.PropertyCalled(m.Name)
		if p != nil && m.Value.Kind == relaxed.Null {
			x.null(m, t, p)
		}
	}
}

// missing reports the properties that an object lacks.
func (x *memberExample) missing(v *relaxed.Value, t *api.Type) {
	var names []string
	for _, p := range t.AllProperties() {
		if v.Get(p.Name) == nil && !p.Inferred && x.shownAlways(t, p) && !holdsFolded(v, p.Name) && !slices.ContainsFunc(p.Aliases, func(alias string) bool { return holdsFolded(v, alias) }) {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return
	}
	x.said = true
	shown, more := names, ""
	if len(names) > 5 {
		shown, more = names[:5], fmt.Sprintf(" and %d more", len(names)-5)
	}
	x.report(x.page.Path, x.json.Pos(v.Offset), "member-missing", diag.Warning,
		fmt.Sprintf("the example of %s lacks %s%s", t.Name, strings.Join(shown, ", "), more),
		"add them, or say \"truncated\": true in the annotation; properties that may be lacking are the optionalProperties of their resource")
}

// holdsFolded reports whether an object has a member of a name in some case: that is
// reported as such.
func holdsFolded(v *relaxed.Value, name string) bool {
	return slices.ContainsFunc(v.Members, func(m relaxed.Member) bool { return strings.EqualFold(m.Name, name) })
}

// shownAlways reports whether a property is in every response that is not truncated.
func (x *memberExample) shownAlways(t *api.Type, p *api.Property) bool {
	if p.Navigation || p.Deprecated || p.Type == "Edm.Stream" || x.API.Convention.IsControl(p.Name) {
		return false
	}
	for u, depth := t, 0; u != nil && depth < 64; u, depth = u.BaseType, depth+1 {
		if n := x.notes[u.Name]; n != nil && slices.Contains(n.OptionalProperties, p.Name) {
			return false
		}
	}
	if x.note != nil && slices.Contains(x.note.OptionalProperties, p.Name) {
		return false
	}
	return !phrases.LeftOutAtTimes(strings.ToLower(p.Description))
}

// null reports a null where the description says that the value is never null.
func (x *memberExample) null(m relaxed.Member, t *api.Type, p *api.Property) {
	if p.Nullable || phrases.NullabilityOf(strings.ToLower(p.Description)) != phrases.NotNullable {
		return
	}
	if x.note != nil && slices.Contains(x.note.NullableProperties, p.Name) {
		return
	}
	x.report(x.page.Path, x.json.Pos(m.Value.Offset), "member-not-nullable", diag.Warning,
		fmt.Sprintf("%s of %s is null here, and its description says that it is not nullable", p.Name, t.Name),
		"show a value, or name the property among the nullableProperties of the annotation")
}
