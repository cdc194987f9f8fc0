// Package inspect prints the model of an API with the names that an SDK has for it: the
// JSON of "sdkscribe inspect --format json", on which tools depend.
//
// Most of it is the model as it encodes itself. The model knows no Go, so that types,
// requests and examples, which have names, are put together here.
package inspect

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// A Model is an API with its names. Its JSON is what inspect prints; keys are only ever
// added to it. Names may be nil for an API without any.
type Model struct {
	API   *api.API
	Names *generator.Names
}

// MarshalJSONTo writes the API, with the names in their places.
func (m Model) MarshalJSONTo(enc *jsontext.Encoder) error {
	return json.MarshalEncode(enc, m.API, json.WithMarshalers(json.JoinMarshalers(
		json.MarshalToFunc(func(enc *jsontext.Encoder, t *api.Type) error { return json.MarshalEncode(enc, m.typ(t)) }),
		json.MarshalToFunc(func(enc *jsontext.Encoder, r *api.Request) error { return json.MarshalEncode(enc, m.request(r)) }),
		json.MarshalToFunc(func(enc *jsontext.Encoder, x *api.Example) error { return json.MarshalEncode(enc, m.example(x)) }),
	)))
}

// namedType is an [api.Type] with its name. It and the types below have the keys of what
// they stand for, in the same order.
type namedType struct {
	Name        string       `json:"name"`
	Kind        api.TypeKind `json:"kind"`
	Base        string       `json:"base"`
	Abstract    bool         `json:"abstract"`
	Open        bool         `json:"open"`
	Key         string       `json:"key"`
	Inferred    bool         `json:"inferred"`
	Go          string       `json:"go"`
	Page        string       `json:"page"`
	Line        int          `json:"line"`
	Description string       `json:"description"`
	Deprecated  bool         `json:"deprecated"`

	Deprecation api.Deprecation `json:"deprecation,omitzero"`

	Members    []api.Member    `json:"members"`
	Properties []*api.Property `json:"properties"`

	Discriminator *api.Discriminator `json:"discriminator,omitzero"`
	Capabilities  api.Capabilities   `json:"capabilities,omitzero"`
}

func (m Model) typ(t *api.Type) namedType {
	return namedType{
		Name: t.Name, Kind: t.Kind, Base: t.Base, Abstract: t.Abstract, Open: t.Open, Key: t.Key, Inferred: t.Inferred,
		Go: m.Names.Type(t), Page: t.Page, Line: t.Line, Description: t.Description, Deprecated: t.Deprecated, Deprecation: t.Deprecation,
		Members: t.Members, Properties: t.Properties, Discriminator: t.Discriminator, Capabilities: t.Capabilities,
	}
}

// namedRequest is an [api.Request] with the call of its method.
type namedRequest struct {
	Method   string `json:"method"`
	Template string `json:"template"`
	Go       string `json:"go"`
	Line     int    `json:"line"`
	Inferred bool   `json:"inferred,omitzero"`
	Skipped  string `json:"skipped,omitzero"`

	Permissions *api.Permissions `json:"permissions,omitzero"`
}

func (m Model) request(r *api.Request) namedRequest {
	return namedRequest{r.Method, r.Template, m.Names.Request(r), r.Line, r.Inferred, r.Skipped, r.Permissions}
}

// namedExample is an [api.Example] with its call and its test, or why it has none.
type namedExample struct {
	Name      string `json:"name"`
	Line      int    `json:"line"`
	Annotated bool   `json:"annotated"`
	Status    int    `json:"status"`
	Go        string `json:"go"`
	Test      string `json:"test"`
	Skipped   string `json:"skipped"`
	Received  string `json:"received,omitzero"`
}

func (m Model) example(x *api.Example) namedExample {
	names := m.Names.Example(x)
	return namedExample{x.Name, x.Line, x.Annotated, x.Status, names.Call, names.Test, names.Skipped, x.Received}
}
