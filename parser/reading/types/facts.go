package types

// This file takes in what other phases find out about types. Pages of types are not
// the only ones that speak of them: examples state what derives from what, show
// members that no table has, and lists where a table forgets to say so. A phase
// hands such things in as facts and writes into no type itself, so that each kind of
// fact is applied in one place, and it is known who claims what.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// A Fact is something about a type or a property that its own page does not say.
type Fact interface {
	apply()
	// about is the type that the fact is about, "" where it is about a property alone.
	about() string
}

// DerivesFrom says that a type has a base, or, where Base is nil, that it has none.
type DerivesFrom struct{ Type, Base *api.Type }

// IsCollection says whether a property holds several values.
type IsCollection struct {
	Property *api.Property
	Several  bool
}

// HasType says that a property is of a type, by its full name.
type HasType struct {
	Property *api.Property
	Name     string
}

// HasForm says how the values of a property are written, and what its numbers count.
type HasForm struct {
	Property *api.Property
	Form     api.Form
}

// TakesForm says the same of a parameter of an action.
type TakesForm struct {
	Parameter *api.Parameter
	Form      api.Form
}

// TakesType says that a parameter of an action is of a type, by its full name.
type TakesType struct {
	Parameter *api.Parameter
	Name      string
}

// HasProperty says that a type has a property which no page declares. IsKey reports
// that it is the key of an entity.
type HasProperty struct {
	Type     *api.Type
	Property *api.Property
	IsKey    bool
}

// IsCalled says that a property of a type has another name than its page gives it.
type IsCalled struct {
	Type     *api.Type
	Property *api.Property
	Name     string
}

// IsDescribed says what the page of an operation says of a property in words, and where.
type IsDescribed struct {
	Property *api.Property
	Text     string
	At       api.Place
}

// IsToldBy says how objects of a type say what they are.
type IsToldBy struct {
	Type          *api.Type
	Discriminator api.Discriminator
}

// IsEnumeration says that values of a type are words.
type IsEnumeration struct{ Type *api.Type }

// AnyJSON says that values of a type may be any JSON.
type AnyJSON struct{ Type *api.Type }

// A Claim is a fact with the phase that claims it.
type Claim struct {
	By   string
	Fact Fact
}

// Apply takes in what a phase, by its name, has found out, in that order.
func (c *Catalog) Apply(by string, facts ...Fact) {
	for _, f := range facts {
		f.apply()
		c.claims = append(c.claims, Claim{by, f})
	}
}

// Claims returns what other phases have found out about a type, in the order in which
// it was taken in.
func (c *Catalog) Claims(t *api.Type) []Claim {
	var claims []Claim
	for _, claim := range c.claims {
		if claim.Fact.about() == t.Name {
			claims = append(claims, claim)
		}
	}
	return claims
}

func (f DerivesFrom) apply() {
	if f.Type.BaseType = f.Base; f.Base == nil {
		f.Type.Base = ""
		return
	}
	f.Type.Base = f.Base.Name
}

func (f IsCollection) apply() { f.Property.Collection = f.Several }
func (f HasType) apply()      { f.Property.Type = f.Name }
func (f TakesType) apply()    { f.Parameter.Type = f.Name }
func (f HasForm) apply()      { f.Property.Form = f.Form }
func (f TakesForm) apply()    { f.Parameter.Form = f.Form }
func (f IsCalled) apply()     { f.Type.Rename(f.Property, f.Name) }
func (f IsEnumeration) apply() {
	f.Type.Kind, f.Type.Key = api.Enum, ""
}
func (f AnyJSON) apply() { f.Type.Untyped = true }

func (f IsToldBy) apply() { f.Type.Discriminator = &f.Discriminator }

func (f IsDescribed) apply() {
	if f.Property.Description == "" {
		f.Property.Description = f.Text
	}
	f.Property.At, f.Property.Line = f.At, f.At.Line
}

func (f HasProperty) apply() {
	f.Type.Properties = append(f.Type.Properties, f.Property)
	if f.IsKey {
		f.Type.Key = f.Property.Name
	}
}

func (f DerivesFrom) about() string   { return f.Type.Name }
func (f IsCollection) about() string  { return "" }
func (f HasType) about() string       { return "" }
func (f TakesType) about() string     { return "" }
func (f HasForm) about() string       { return "" }
func (f TakesForm) about() string     { return "" }
func (f HasProperty) about() string   { return f.Type.Name }
func (f IsCalled) about() string      { return f.Type.Name }
func (f IsDescribed) about() string   { return "" }
func (f AnyJSON) about() string       { return f.Type.Name }
func (f IsEnumeration) about() string { return f.Type.Name }
func (f IsToldBy) about() string      { return f.Type.Name }

// ReportCollection reports a property at the row that describes it.
func (c *Catalog) ReportCollection(owner *api.Type, p *api.Property, message, hint string) {
	if d := c.On(owner.Page); d != nil && ownProperty(owner, p.Name) == p {
		c.r.Add(d.Page, parser.Pos{Line: p.Line, Column: 1}, "property-collection", diag.Info, message, hint)
	}
}

// ReportLearned tells of something that a phase has found out about a type, at a place of a
// page that speaks of it. It is worth knowing, and no fault.
func (c *Catalog) ReportLearned(at api.Place, code, message, hint string) {
	if d := c.On(at.Page); d != nil {
		c.r.Add(d.Page, parser.Pos{Line: at.Line, Column: 1}, code, diag.Info, message, hint)
	}
}

// ReportBase tells that a type is taken to derive from another, and why.
func (c *Catalog) ReportBase(t, base *api.Type, why string) {
	c.ReportLearned(api.Place{Page: t.Page, Line: t.Line}, "base-learned",
		t.Name+" is taken to derive from "+base.Name+": "+why, "say so: “Inherits from "+odata.BareName(base.Name)+"”")
}
