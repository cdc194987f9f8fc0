package apidiff

import (
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file reports whether two things have one form in an SDK.

// A Shape is what a request's body or its result is.
type Shape struct {
	// Form is "" for none, else one of those below. FormStruct is a body that has
	// a struct of its own, whose Go name is then the name of Ref.
	Form string
	Ref
}

// The forms.
const (
	FormValue     = "value" // of Ref
	FormList      = "list"  // a JSON array of Ref
	FormPage      = "page"  // of a collection of Ref
	FormStruct    = "struct"
	FormReference = "reference"
	FormStream    = "stream"
	FormMonitor   = "monitor" // of something long-running that ends in Ref
	FormAny       = "any"
)

// String returns s in a short form for people.
func (s Shape) String() string {
	switch s.Form {
	case "":
		return "none"
	case FormValue:
		return s.Ref.String()
	case FormList:
		return "[]" + s.Name
	case FormPage:
		return "page of " + s.Name
	case FormStruct:
		return "JSON parameters"
	case FormMonitor:
		if s.Name == "" {
			return "monitor"
		}
		return "monitor of " + s.Ref.String()
	case FormAny:
		return "any JSON"
	}
	return s.Form
}

// bodyShape is the shape of a body. Its struct is called name, if it has one of its own.
func bodyShape(b api.Body, name string) Shape {
	ref := Ref{b.Type.Name, b.Type.Collection}
	switch b.Kind {
	case api.ObjectBody:
		return Shape{FormValue, Ref{Name: b.Type.Name}}
	case api.ListBody:
		return Shape{FormList, Ref{Name: ref.Name}}
	case api.ParamsBody:
		return Shape{FormStruct, Ref{Name: name}}
	case api.ReferenceBody:
		return Shape{Form: FormReference}
	case api.StreamBody:
		return Shape{Form: FormStream}
	case api.AnyBody:
		return Shape{Form: FormAny}
	}
	return Shape{}
}

func resultShape(r api.Result) Shape {
	ref := Ref{r.Type.Name, r.Type.Collection}
	switch r.Kind {
	case api.ObjectResult, api.ValueResult:
		return Shape{FormValue, ref}
	case api.PageResult:
		return Shape{FormPage, Ref{Name: ref.Name}}
	case api.ListResult:
		return Shape{FormList, Ref{Name: ref.Name}}
	case api.CountResult:
		return Shape{FormValue, Ref{Name: "Edm.Int64"}}
	case api.StreamResult:
		return Shape{Form: FormStream}
	case api.MonitorResult:
		return Shape{FormMonitor, ref}
	case api.AnyResult:
		return Shape{Form: FormAny}
	}
	return Shape{}
}

// An edition is a surface with its types by name.
type edition struct {
	*Surface
	byName map[string]*Type // in lower case
	// successor are the types of the other edition that those which have been
	// renamed have become.
	successor map[*Type]*Type
}

func newEdition(s *Surface) *edition {
	e := &edition{Surface: s, byName: make(map[string]*Type, len(s.Types)), successor: map[*Type]*Type{}}
	for _, t := range s.Types {
		if key := strings.ToLower(t.Name); e.byName[key] == nil {
			e.byName[key] = t
		}
	}
	return e
}

func (e *edition) find(name string) *Type { return e.byName[strings.ToLower(name)] }

// form returns a key that two types share if they are the same type in an SDK. It is the
// name of a primitive type, the SDK's name of a type of the API, and one key for all types
// that no page describes. A type that was renamed has the key of the new name: renaming it
// is a change of its own.
func (e *edition) form(r Ref) string {
	list := ""
	if r.Collection {
		list = "[]"
	}
	if element, in := odata.ElementOf(r.Name); in == odata.List {
		return list + e.form(Ref{Name: element, Collection: true})
	} else if in == odata.Map {
		return list + "map of " + e.form(Ref{Name: element})
	}
	if name, _, _ := strings.Cut(r.Name, formMark); isPrimitive(name) {
		return list + r.Name
	}
	t := e.find(r.Name)
	if next := e.successor[t]; next != nil {
		t = next
	}
	switch {
	case t == nil || t.Go == "":
		return list + FormAny
	case t.Kind == api.Enum:
		return list + "enum " + t.Go
	}
	return list + "object " + t.Go
}

// shapeForm is form for a body or a result.
func (e *edition) shapeForm(s Shape) string {
	switch s.Form {
	case FormValue:
		return e.form(s.Ref)
	case FormList:
		return e.form(Ref{s.Name, true})
	case FormPage:
		return "page of " + e.form(Ref{Name: s.Name})
	case FormStruct:
		return "struct " + s.Name
	case FormMonitor:
		if form := e.form(s.Ref); strings.HasPrefix(form, "object ") {
			return "monitor of " + form
		}
		return "monitor of " + FormAny
	}
	return s.Form
}

// argsForm is form for the arguments in a path. They are passed as text, but for
// truth values, numbers and times.
//
// What stands behind the arguments of the path is marked.
func argsForm(types []string) string {
	forms := make([]string, len(types))
	for i, t := range types {
		plain, need := strings.CutPrefix(t, needed)
		if need && (plain == "Edm.DateTimeOffset" || plain == "Edm.Double" || plain == "Edm.Single") {
			forms[i] = t // which are text in a path
			continue
		}
		switch t = plain; t {
		case "Edm.Boolean", "Edm.Int64", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration":
			forms[i] = t
		case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
			forms[i] = "Edm.Int32"
		default:
			forms[i] = "Edm.String"
		}
	}
	return strings.Join(forms, ", ")
}

// isPrimitive reports whether a type is one of OData's primitive types (CSDL 4.4) that
// have a form of their own.
func isPrimitive(name string) bool {
	switch name {
	case "Edm.String", "Edm.Boolean", "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double",
		"Edm.Single", "Edm.Decimal", "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration", "Edm.Binary", "Edm.Guid":
		return true
	}
	return false
}

func statusText(status int) string { return strconv.Itoa(status) }

// lineage returns t and its bases.
func (e *edition) lineage(t *Type) []*Type {
	const deep = 64 // pages have no cycles of bases, a file that somebody wrote may
	var out []*Type
	for ; t != nil && len(out) < deep; t = e.find(t.Base) {
		out = append(out, t)
		if t.Base == "" {
			break
		}
	}
	return out
}

// An inherited property is one that a type has, with the type that declares it and the
// name of the field in the type that has it.
type inherited struct {
	*Property
	from *Type
	Go   string
}

// properties returns what t has, its bases' included, by name. The most derived
// declaration counts.
func (e *edition) properties(t *Type) map[string]inherited {
	out := map[string]inherited{}
	for _, u := range e.lineage(t) {
		for _, p := range u.Properties {
			if key := strings.ToLower(p.Name); out[key].Property == nil {
				out[key] = inherited{p, u, p.Go}
			}
		}
	}
	for _, r := range t.Renamed {
		if key := strings.ToLower(r.Name); out[key].Property != nil {
			out[key] = inherited{out[key].Property, out[key].from, r.Go}
		}
	}
	return out
}

// needed marks the arguments for the query and the header in a list of arguments.
const needed = "need:"
