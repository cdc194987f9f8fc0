package resolve

// This phase tells which arguments of functions are lists, and in which form lists are
// written: as the page's examples write them, else as JSON (OData URL Conventions 4.01, section
// 5.1.1.11.2). An example that has no list of the type in the place makes the argument
// text, as it stands in the URL.

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
)

// listForm returns how lists of elements of a type are written, of which shown are examples. It
// returns no form where one of them is no such list.
func listForm(shown []string, typ string) odata.ListForm {
	form := odata.NoList
	for _, text := range shown {
		elements, written, ok := odata.ReadList(text, typ)
		switch {
		case !ok && (odata.IsPlaceholder(text) || api.IsAlias(text)):
		case !ok:
			return odata.NoList
		case form == odata.NoList || form == odata.JSONList && len(elements) > 0:
			form = written
		}
	}
	return max(form, odata.JSONList)
}

// elementType returns the type of the elements of a list in a URL: that of a table if a
// client has such values, else text.
func elementType(typ string) string {
	if odata.Primitive(typ) == "" {
		return "Edm.String"
	}
	return typ
}

// aliased makes an argument of a function that is sent by an alias a parameter: what a
// table describes, or else what the examples show.
func (d *Operation) aliased(a *api.Arg, own bool) {
	in := api.InPath
	if own {
		in = api.InFunction
	}
	shown := d.ShownQuery(a.Literal)
	p := d.described(a)
	if p == nil {
		p = &api.Parameter{Name: a.Name, Type: calls.GuessArgument(a.Name), Required: true}
		p.Collection = len(shown) > 0 && listForm(shown, p.Type) != odata.NoList
		p.Collection = p.Collection && !allPlaceholders(shown)
		d.Op.Parameters = append(d.Op.Parameters, p)
	}
	p.In, p.Alias, p.Name = in, a.Literal, a.Name
	switch {
	case p.Collection:
		p.List = listForm(shown, elementType(p.Type))
	case p.Type == "Edm.String":
		p.Quoted = true
		for _, text := range shown {
			if !odata.IsPlaceholder(text) && !odata.IsQuoted(text) {
				p.Quoted = false
			}
		}
	}
}

// allPlaceholders reports whether examples leave a value open.
func allPlaceholders(shown []string) bool {
	for _, text := range shown {
		if !odata.IsPlaceholder(text) {
			return false
		}
	}
	return true
}

// described returns the parameter that a page describes for an argument of a function, or
// nil.
func (d *Operation) described(a *api.Arg) *api.Parameter {
	for _, p := range d.Op.Parameters {
		if odata.EqualFold(p.Name, a.Name) && (p.In == api.InFunction || p.In == api.InPath) {
			return p
		}
	}
	return nil
}

// carried are the arguments of functions that a method sends in the query, by the alias
// that its path has: they are needs of it.
func carried(m *api.Method, parameters []*api.Parameter) []*api.Parameter {
	var needs []*api.Parameter
	for _, seg := range m.Path {
		for _, a := range seg.Args {
			if seg.Kind != api.Operator || !api.IsAlias(a.Literal) {
				continue
			}
			for _, p := range parameters {
				if p.Alias != a.Literal || p.Name != a.Name {
					continue
				}
				need := *p
				need.In, need.Name, need.Argument, need.Type = api.InQuery, p.Alias, p.Name, elementType(p.Type)
				if p.Collection && p.List == odata.NoList {
					need.Type, need.Collection, need.Quoted = "Edm.String", false, false
				}
				needs = append(needs, &need)
			}
		}
	}
	return needs
}
