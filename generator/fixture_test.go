package generator

import (
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A fixture builds a model by hand.
type fixture struct {
	t   *testing.T
	api *api.API
}

func newFixture(t *testing.T) *fixture {
	return &fixture{t: t, api: &api.API{Schema: api.Schema, Namespace: "sample", Convention: api.OData()}}
}

// typ adds a type with properties written as "name Type", "name []Type".
func (f *fixture) typ(name string, kind api.TypeKind, base string, props ...string) *api.Type {
	simple := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	t := &api.Type{Name: name, Kind: kind, Base: base, Page: "resources/" + simple + ".md", Line: 3,
		Description: "A " + simple + " of the sample."}
	for _, b := range f.api.Types {
		if b.Name == base {
			t.BaseType = b
		}
	}
	for i, p := range props {
		prop, typ, _ := strings.Cut(p, " ")
		typ, collection := strings.CutPrefix(typ, "[]")
		t.Properties = append(t.Properties, &api.Property{Name: prop, Type: typ, Collection: collection,
			Description: "The " + prop + ".", Line: 10 + i})
	}
	f.api.Types = append(f.api.Types, t)
	return t
}

// enum adds an enumeration.
func (f *fixture) enum(name string, members ...string) {
	t := f.typ(name, api.Enum, "")
	for _, m := range members {
		t.Members = append(t.Members, api.Member{Name: m})
	}
}

// op adds an operation for templates written as "VERB /path".
func (f *fixture) op(id string, kind api.OperationKind, body api.Body, result api.Result, templates ...string) *api.Operation {
	f.t.Helper()
	op := &api.Operation{ID: id, Title: id, Page: "api/" + id + ".md", Line: 1, Kind: kind,
		Description: "Do what " + id + " says."}
	for i, text := range templates {
		verb, path, _ := strings.Cut(text, " ")
		var call *api.Method
		for _, m := range f.api.Methods {
			if m.Verb == verb && template(m.Path) == template(samplePath(path)) {
				call = m
			}
		}
		if call == nil {
			call = &api.Method{Verb: verb, Path: samplePath(path), Kind: kind, Body: body, Result: result}
			f.api.Methods = append(f.api.Methods, call)
		}
		call.Operations = append(call.Operations, op)
		intent := kind
		many := result.Kind == api.PageResult || result.Kind == api.ListResult
		if many && verb == "GET" && kind != api.KindFunction && call.Path[len(call.Path)-1].Kind != api.Key {
			intent = api.KindList
		}
		op.Requests = append(op.Requests, &api.Request{Method: verb, Template: path, Line: 20 + i, Path: call.Path, Call: call, Intent: intent})
	}
	f.api.Operations = append(f.api.Operations, op)
	return op
}

// example adds an example to op's first request. Messages are written as in
// wire files, the path relative to the base URL; a response of "" is none.
func (f *fixture) example(op *api.Operation, name string, args []string, request, response string) *api.Example {
	f.t.Helper()
	x := &api.Example{Name: name, Line: 40, Call: op.Requests[0].Call, Args: args,
		Request: f.message(request)}
	if response != "" {
		x.Response = f.message(response)
		x.Status = x.Response.Status
	}
	op.Examples = append(op.Examples, x)
	return x
}

func (f *fixture) message(text string) *api.Message {
	f.t.Helper()
	head, body, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n\n")
	lines := strings.Split(head, "\n")
	m := &api.Message{}
	first, second, _ := strings.Cut(lines[0], " ")
	if first == "HTTP/1.1" {
		for _, c := range second[:3] {
			m.Status = m.Status*10 + int(c-'0')
		}
	} else {
		m.Method = first
		path, query, _ := strings.Cut(second, "?")
		m.Path = path
		for pair := range strings.SplitSeq(query, "&") {
			if name, value, ok := strings.Cut(pair, "="); ok {
				m.Query = append(m.Query, api.Field{Name: name, Value: value})
			}
		}
	}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		if name == "Content-Type" {
			m.ContentType = value
			continue
		}
		m.Header = append(m.Header, api.Field{Name: name, Value: value})
	}
	if strings.Contains(m.ContentType, "json") {
		v, notes, err := relaxed.ParseString(body)
		if err != nil || len(notes) > 0 {
			f.t.Fatalf("body %s: %v %v", body, err, notes)
		}
		m.JSON = v
	} else {
		m.Text = body
	}
	return m
}

// samplePath reads the notation of templates, as far as tests need it.
func samplePath(text string) api.Path {
	var path api.Path
	parts := strings.Split(strings.Trim(text, "/"), "/")
	for i := 0; i < len(parts); i++ {
		part, opens := strings.CutSuffix(parts[i], ":")
		path = append(path, sampleSegment(part)...)
		if opens && i+1 < len(parts) {
			i++
			path = append(path, api.Segment{Kind: api.ByPath, Args: []api.Arg{sampleArg(strings.TrimSuffix(parts[i], ":"))}})
		}
	}
	return path
}

func sampleSegment(part string) []api.Segment {
	name, args, ok := strings.Cut(strings.TrimSuffix(part, ")"), "(")
	switch {
	case strings.HasPrefix(part, "{"):
		return []api.Segment{{Kind: api.Key, Args: []api.Arg{sampleArg(part)}}}
	case strings.HasPrefix(part, "$"):
		return []api.Segment{{Kind: api.System, Name: part}}
	case !ok && strings.Contains(part, "."):
		return []api.Segment{{Kind: api.Cast, Name: part}}
	case !ok:
		return []api.Segment{{Kind: api.Static, Name: part}}
	}
	seg := api.Segment{Kind: api.Operator, Name: name}
	for arg := range strings.SplitSeq(args, ",") {
		if name, value, ok := strings.Cut(arg, "="); ok {
			a := sampleArg(value)
			a.Name = name
			seg.Args = append(seg.Args, a)
		} else if arg != "" {
			return []api.Segment{{Kind: api.Static, Name: seg.Name}, {Kind: api.Key, Parens: true, Args: []api.Arg{sampleArg(arg)}}}
		}
	}
	if len(seg.Args) == 1 && strings.HasSuffix(name, "s") {
		return []api.Segment{{Kind: api.Static, Name: name}, {Kind: api.AlternateKey, Args: seg.Args}}
	}
	return []api.Segment{seg}
}

func sampleArg(text string) api.Arg {
	a := api.Arg{Type: "Edm.String"}
	inner, quoted := strings.CutPrefix(text, "'")
	a.Quoted = quoted
	inner = strings.TrimSuffix(inner, "'")
	if strings.HasPrefix(inner, "{") {
		a.Placeholder = strings.Trim(inner, "{}")
	} else {
		a.Literal = inner
	}
	return a
}

// mustJSON makes an object with hostile names and values.
func mustJSON(t testing.TB, next func() string) *relaxed.Value {
	text := func() *relaxed.Value { return &relaxed.Value{Kind: relaxed.String, Text: next()} }
	list := &relaxed.Value{Kind: relaxed.Array, Elements: []*relaxed.Value{text(), {Kind: relaxed.Null}, {Kind: relaxed.Number, Text: "1e3"}}}
	v := &relaxed.Value{Kind: relaxed.Object}
	for _, value := range []*relaxed.Value{text(), list, {Kind: relaxed.Null}, {Kind: relaxed.Bool, Text: "true"}} {
		v.Members = append(v.Members, relaxed.Member{Name: next(), Value: value})
	}
	v.Members = append(v.Members, relaxed.Member{Name: "@odata.type", Value: text()})
	v.Members = append(v.Members, relaxed.Member{Name: "value", Value: &relaxed.Value{Kind: relaxed.Array, Elements: []*relaxed.Value{{Kind: relaxed.Object, Members: v.Members}}}})
	return v
}
