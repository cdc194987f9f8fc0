package api

// Types are what the pages of resources describe. A type finds its properties, its own and
// those that it inherits, by any spelling.

import "github.com/sdkscribe/sdkscribe/parser/odata"

// TypeKind is what a [Type] is in terms of OData CSDL.
type TypeKind string

// The kinds of type.
const (
	Entity  TypeKind = "entity"
	Complex TypeKind = "complex"
	Enum    TypeKind = "enum"
)

// A Type is an entity type, a complex type or an enumeration.
type Type struct {
	Name string   `json:"name"` // with its namespace, as the API spells it
	Kind TypeKind `json:"kind"`
	// Base is the full name of the base type, or "".
	Base     string `json:"base"`
	Abstract bool   `json:"abstract"`
	Open     bool   `json:"open"`
	// Key is the name of the key property, "" for none of its own.
	Key string `json:"key"`
	// Inferred is true where no page describes the type: examples show it, or a
	// property names it.
	Inferred    bool        `json:"inferred"`
	Page        string      `json:"page"`
	Line        int         `json:"line"`
	Description string      `json:"description"`
	Deprecated  bool        `json:"deprecated"`
	Deprecation Deprecation `json:"deprecation,omitzero"`
	Members     []Member    `json:"members"` // of an enumeration
	Properties  []*Property `json:"properties"`
	// Discriminator is how objects of the type and of those that derive from it say what
	// they are, nil where no property says it.
	Discriminator *Discriminator `json:"discriminator,omitzero"`
	// Capabilities are those that the page's annotation lists of the type's objects.
	Capabilities Capabilities `json:"capabilities,omitzero"`

	// Untyped is true where a value of the type may be any JSON. No page gives the
	// type properties, and either its name says so or examples show values that are
	// not objects.
	Untyped bool `json:"-"`
	// MediaEntity is true where the type has a stream of its own.
	MediaEntity bool `json:"-"`
	// BaseType is what Base names, nil where it names nothing known.
	BaseType *Type `json:"-"`

	// exact and folded find Properties by name; indexed of them are in there.
	exact, folded map[string]*Property
	indexed       int
}

// A Member is a value of an enumeration.
type Member struct {
	Name        string `json:"name"`
	Description string `json:"description"`

	At Place `json:"-"`
}

// A Property is a structural or navigation property of a type, its own or one
// that the page repeats from its base.
type Property struct {
	Name        string      `json:"name"`
	Type        string      `json:"type"` // of one element, where Collection
	Collection  bool        `json:"collection"`
	Navigation  bool        `json:"navigation"`
	Nullable    bool        `json:"nullable"`
	Optional    bool        `json:"optional"`
	ReadOnly    bool        `json:"readOnly"`
	Deprecated  bool        `json:"deprecated"`
	Deprecation Deprecation `json:"deprecation,omitzero"`
	Description string      `json:"description"`
	Line        int         `json:"line"`
	// Inferred is true where no page declares the property and examples show it.
	Inferred bool `json:"inferred,omitzero"`
	// Form is how its values are written where OData has it otherwise.
	Form Form `json:"form,omitzero"`
	// Aliases are names that the property has elsewhere: in another API, or in an
	// earlier edition.
	Aliases []string `json:"aliases,omitzero"`
	// Capabilities are those that the page's annotation lists of the property.
	Capabilities Capabilities `json:"capabilities,omitzero"`

	At Place `json:"-"`
}

// A TypeRef names a type or a collection of it. The zero TypeRef means none.
// Name is a full type name or a primitive of OData ("Edm.String"); "Edm.Untyped"
// stands for any JSON value. Of lists of lists it is "Collection(Edm.Int32)", of a map from
// strings "Map(Edm.Int32)"; see [odata.ElementOf].
type TypeRef struct {
	Name       string `json:"type"`
	Collection bool   `json:"collection"`
}

// Property returns t's own or inherited property of a name, or nil. A property of
// exactly this name comes before one that differs in case.
func (t *Type) Property(name string) *Property {
	var folded *Property
	for seen := 0; t != nil && seen < MaxDepth; t, seen = t.BaseType, seen+1 {
		exact, other := t.own(name)
		if exact != nil {
			return exact
		}
		if folded == nil {
			folded = other
		}
	}
	return folded
}

// own returns t's own property of exactly this name, and the first one of this name in
// any case. Types with many properties are indexed as they grow.
func (t *Type) own(name string) (exact, folded *Property) {
	const few = 16
	if len(t.Properties) <= few {
		for _, p := range t.Properties {
			if p.Name == name {
				return p, p
			}
		}
		for _, p := range t.Properties {
			if odata.EqualFold(p.Name, name) {
				return nil, p
			}
		}
		return nil, nil
	}
	if t.indexed != len(t.Properties) {
		t.Index()
	}
	if p := t.exact[name]; p != nil {
		return p, p
	}
	var buffer [96]byte
	return nil, t.folded[string(odata.AppendFold(buffer[:0], name))]
}

// Index adds the properties that are new since the last call to the index. Types of an
// API that has been read do not grow, so that several goroutines may read them.
func (t *Type) Index() {
	if t.exact == nil || t.indexed > len(t.Properties) {
		n := len(t.Properties)
		t.exact, t.folded, t.indexed = make(map[string]*Property, n), make(map[string]*Property, n), 0
	}
	for _, p := range t.Properties[t.indexed:] {
		if t.exact[p.Name] == nil {
			t.exact[p.Name] = p
		}
		if f := odata.Fold(p.Name); t.folded[f] == nil {
			t.folded[f] = p
		}
	}
	t.indexed = len(t.Properties)
}

// Rename gives one of t's own properties another name.
func (t *Type) Rename(p *Property, name string) {
	p.Name = name
	t.indexed, t.exact, t.folded = 0, nil, nil
}

// AllProperties returns t's properties, inherited ones first, each name once
// and as the most derived type declares it.
func (t *Type) AllProperties() []*Property {
	var lineage []*Type
	for u := t; u != nil && len(lineage) < MaxDepth; u = u.BaseType {
		lineage = append(lineage, u)
	}
	at := map[string]int{}
	var all []*Property
	for i := len(lineage) - 1; i >= 0; i-- {
		for _, p := range lineage[i].Properties {
			if j, ok := at[odata.Fold(p.Name)]; ok {
				all[j] = p
				continue
			}
			at[odata.Fold(p.Name)] = len(all)
			all = append(all, p)
		}
	}
	return all
}
