package resolve

// This phase finds the parameters that the templates of an operation have.

import (
	"cmp"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// parameter returns the parameter of the body called name, or nil.
func (d *Operation) parameter(name string) *api.Parameter {
	for _, p := range d.Op.Parameters {
		if p.In == api.InBody && odata.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// pathParameters adds a parameter for each placeholder and each documented name
// in the query of a template, and gives function arguments their types.
func (d *Operation) pathParameters(v *calls.Template) {
	for i := range v.Path {
		for j := range v.Path[i].Args {
			a := &v.Path[i].Args[j]
			if v.Path[i].Kind == api.Operator && api.IsAlias(a.Literal) {
				d.aliased(a, i == len(v.Path)-1)
			}
			if a.Placeholder == "" {
				continue
			}
			if v.Path[i].Kind == api.Operator {
				// In the middle of a path a function's arguments are part of the
				// address; they are the operation's own only at its end.
				d.functionArgument(v.Path[i].Name, a, i == len(v.Path)-1)
				continue
			}
			calls.AddParameter(d.Op, &api.Parameter{Name: a.Placeholder, In: api.InPath, Type: a.Type, Required: true})
		}
	}
	for _, part := range api.SplitOutside(v.Query, '&') {
		name, _, _ := strings.Cut(part, "=")
		if name = strings.TrimSpace(name); name != "" && !api.IsAlias(name) && odata.IsIdentifier(strings.TrimPrefix(name, "$")) {
			calls.AddParameter(d.Op, &api.Parameter{Name: name, In: api.InQuery, Type: "Edm.String"})
		}
	}
}

// functionArgument matches an argument in parentheses with the table that
// describes it, and settles whether its value stands in quotes: string literals
// do (OData URL conventions 5.1.1.11.1), whatever the page forgot. A list has its own form.
func (d *Operation) functionArgument(function string, a *api.Arg, own bool) {
	in := api.InPath
	if own {
		in = api.InFunction
	}
	for _, p := range d.Op.Parameters {
		if !odata.EqualFold(p.Name, a.Name) && !odata.EqualFold(p.Name, a.Placeholder) || p.In == api.InHeader || p.In == api.InQuery {
			continue
		}
		if p.In == api.InBody {
			continue
		}
		p.In = in
		a.Type = p.Type
		if a.Name != "" {
			p.Name = a.Name
		}
		if p.Collection {
			a.Type, a.Quoted = "Edm.String", false
			if form := listForm(d.ShownArguments(function, a.Name), elementType(p.Type)); form != odata.NoList {
				a.Type, a.List = elementType(p.Type), form
			}
			return
		}
		if a.Quoted = a.Quoted || p.Type == "Edm.String"; a.Quoted {
			a.Type = "Edm.String"
		}
		return
	}
	shown := d.ShownArguments(function, a.Name)
	if form := listForm(shown, "Edm.String"); form != odata.NoList && !allPlaceholders(shown) {
		a.Type, a.Quoted, a.List = "Edm.String", false, form
	} else if !a.Quoted && a.Type == "Edm.String" {
		a.Type = calls.GuessArgument(a.Name)
		a.Quoted = a.Type == "Edm.String"
	}
	calls.AddParameter(d.Op, &api.Parameter{Name: cmp.Or(a.Name, a.Placeholder), In: in, Type: a.Type, Collection: a.List != odata.NoList, Required: true})
}

// hasParameter reports whether the operation has a parameter called so, wherever.
func (d *Operation) hasParameter(name string) bool {
	for _, p := range d.Op.Parameters {
		if odata.EqualFold(p.Name, name) {
			return true
		}
	}
	for _, v := range d.Templates {
		for _, a := range v.Path.Holes() {
			if odata.EqualFold(a.Placeholder, name) || odata.EqualFold(a.Name, name) {
				return true
			}
		}
	}
	return false
}
