package calls

// This phase tells which arguments of functions are sent by an alias: the parentheses have
// pick(colors=@c), and the query ?@c=['red'] (OData URL Conventions 4.01, section 5.3).
//
// What examples show is what is sent, whatever the templates of the page have in the place,
// if all examples of a function show the same. A template speaks for itself where none
// calls it, or where they differ.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// settleAliases gives the arguments of the templates' functions the aliases that are sent.
func (d *Draft) settleAliases() {
	for _, v := range d.Templates {
		for i := range v.Path {
			if v.Path[i].Kind != api.Operator {
				continue
			}
			for j := range v.Path[i].Args {
				d.settleAlias(v.Path[i].Name, &v.Path[i].Args[j])
			}
		}
	}
}

// settleAlias settles one argument of a function.
func (d *Draft) settleAlias(function string, a *api.Arg) {
	values := d.ShownArguments(function, a.Name)
	for i := range values {
		if !api.IsAlias(values[i]) {
			values[i] = ""
		}
		if values[i] != values[0] {
			return // they differ
		}
	}
	switch {
	case len(values) == 0:
	case values[0] != "":
		a.Literal, a.Placeholder, a.Quoted = values[0], "", false
	case api.IsAlias(a.Literal):
		a.Literal, a.Placeholder = "", a.Name
	}
}

// ShownArguments returns the values that the page's examples have for an argument of a
// function, as they stand in the URL, escapes decoded. A placeholder is in braces.
func (d *Draft) ShownArguments(function, name string) []string {
	var values []string
	for _, x := range d.Exchanges {
		for _, seg := range x.Path {
			if seg.Kind != api.Operator || !odata.EqualFold(seg.Name, function) {
				continue
			}
			for _, a := range seg.Args {
				if odata.EqualFold(a.Name, name) {
					values = append(values, a.Written())
				}
			}
		}
	}
	return values
}

// ShownQuery returns the values that the page's examples have for a query parameter.
func (d *Draft) ShownQuery(name string) []string {
	var values []string
	for _, x := range d.Exchanges {
		for _, f := range api.ParseQuery(x.Query) {
			if f.Name == name {
				values = append(values, strings.TrimSpace(f.Value))
			}
		}
	}
	return values
}
