package generator

import (
	"strings"
	"testing"

	model "github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// A fixture builds a model by hand.
type fixture struct {
	t   *testing.T
	api *model.API
}

func newFixture(t *testing.T) *fixture {
	return &fixture{t: t, api: &model.API{Schema: model.Schema, Namespace: "sample"}}
}

// typ adds a type with properties written as "name Type", "name []Type".
func (f *fixture) typ(name string, kind model.TypeKind, base string, props ...string) *model.Type {
	simple := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	t := &model.Type{Name: name, Kind: kind, Base: base, Page: "resources/" + simple + ".md", Line: 3,
		Description: "A " + simple + " of the sample."}
	for _, b := range f.api.Types {
		if b.Name == base {
			t.BaseType = b
		}
	}
	for i, p := range props {
		prop, typ, _ := strings.Cut(p, " ")
		typ, collection := strings.CutPrefix(typ, "[]")
		t.Properties = append(t.Properties, &model.Property{Name: prop, Type: typ, Collection: collection,
			Description: "The " + prop + ".", Line: 10 + i})
	}
	f.api.Types = append(f.api.Types, t)
	return t
}

// enum adds an enumeration.
func (f *fixture) enum(name string, members ...string) {
	t := f.typ(name, model.Enum, "")
	for _, m := range members {
		t.Members = append(t.Members, model.Member{Name: m})
	}
}

// op adds an operation for templates written as "VERB /path".
func (f *fixture) op(id string, kind model.OperationKind, body model.Body, result model.Result, templates ...string) *model.Operation {
	f.t.Helper()
	op := &model.Operation{ID: id, Title: id, Page: "api/" + id + ".md", Line: 1, Kind: kind,
		Description: "Do what " + id + " says."}
	for i, text := range templates {
		verb, path, _ := strings.Cut(text, " ")
		var call *model.Method
		for _, m := range f.api.Methods {
			if m.Verb == verb && template(m.Path) == template(samplePath(path)) {
				call = m
			}
		}
		if call == nil {
			call = &model.Method{Verb: verb, Path: samplePath(path), Kind: kind, Body: body, Result: result}
			f.api.Methods = append(f.api.Methods, call)
		}
		call.Operations = append(call.Operations, op)
		intent := kind
		many := result.Kind == model.PageResult || result.Kind == model.ListResult
		if many && verb == "GET" && kind != model.KindFunction && call.Path[len(call.Path)-1].Kind != model.Key {
			intent = model.KindList
		}
		op.Requests = append(op.Requests, &model.Request{Method: verb, Template: path, Line: 20 + i, Path: call.Path, Call: call, Intent: intent})
	}
	f.api.Operations = append(f.api.Operations, op)
	return op
}

// example adds an example to op's first request. Messages are written as in
// wire files, the path relative to the base URL.
func (f *fixture) example(op *model.Operation, name string, args []string, request, response string) *model.Example {
	f.t.Helper()
	x := &model.Example{Name: name, Line: 40, Call: op.Requests[0].Call, Args: args,
		Request: f.message(request), Response: f.message(response)}
	x.Status = x.Response.Status
	op.Examples = append(op.Examples, x)
	return x
}

func (f *fixture) message(text string) *model.Message {
	f.t.Helper()
	head, body, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n\n")
	lines := strings.Split(head, "\n")
	m := &model.Message{}
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
				m.Query = append(m.Query, model.Field{Name: name, Value: value})
			}
		}
	}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		if name == "Content-Type" {
			m.ContentType = value
			continue
		}
		m.Header = append(m.Header, model.Field{Name: name, Value: value})
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
func samplePath(text string) model.Path {
	var path model.Path
	parts := strings.Split(strings.Trim(text, "/"), "/")
	for i := 0; i < len(parts); i++ {
		part, opens := strings.CutSuffix(parts[i], ":")
		path = append(path, sampleSegment(part)...)
		if opens && i+1 < len(parts) {
			i++
			path = append(path, model.Segment{Kind: model.ByPath, Args: []model.Arg{sampleArg(strings.TrimSuffix(parts[i], ":"))}})
		}
	}
	return path
}

func sampleSegment(part string) []model.Segment {
	name, args, ok := strings.Cut(strings.TrimSuffix(part, ")"), "(")
	switch {
	case strings.HasPrefix(part, "{"):
		return []model.Segment{{Kind: model.Key, Args: []model.Arg{sampleArg(part)}}}
	case strings.HasPrefix(part, "$"):
		return []model.Segment{{Kind: model.System, Name: part}}
	case !ok && strings.Contains(part, "."):
		return []model.Segment{{Kind: model.Cast, Name: part}}
	case !ok:
		return []model.Segment{{Kind: model.Static, Name: part}}
	}
	seg := model.Segment{Kind: model.Operator, Name: name}
	for arg := range strings.SplitSeq(args, ",") {
		if name, value, ok := strings.Cut(arg, "="); ok {
			a := sampleArg(value)
			a.Name = name
			seg.Args = append(seg.Args, a)
		} else if arg != "" {
			return []model.Segment{{Kind: model.Static, Name: seg.Name}, {Kind: model.Key, Parens: true, Args: []model.Arg{sampleArg(arg)}}}
		}
	}
	if len(seg.Args) == 1 && strings.HasSuffix(name, "s") {
		return []model.Segment{{Kind: model.Static, Name: name}, {Kind: model.AlternateKey, Args: seg.Args}}
	}
	return []model.Segment{seg}
}

func sampleArg(text string) model.Arg {
	a := model.Arg{Type: "Edm.String"}
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
