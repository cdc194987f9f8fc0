package calls

// This phase completes functions whose templates leave out their arguments: a page
// writes GET /reports/getJobs, and its examples call getJobs(printer='7'). Every
// example has to show the arguments, and the same ones: where one does without, they
// are optional, and the call with them is a call of its own.
//
// Others say what the arguments are in a table alone, headed Function parameters or, as
// pages of actions are, Request body. A GET sends no body (RFC 9110, section 9.3.1), so
// what such a table requires are arguments too, in the parentheses of the URL (OData URL
// conventions 4.01, section 5.1.1.11), unless an example calls the function without.

import (
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
)

// A call is how the examples of a page call a function.
type call struct {
	args    []api.Arg
	differs bool // two examples call it with different arguments, or one with none
}

// completeFunctions adds the arguments that the page's examples show.
func (d *Draft) completeFunctions() {
	calls := d.exampleCalls()
	for _, v := range d.Templates {
		if v.Path.Last().Kind == api.Operator {
			delete(calls, odata.Fold(v.Path.Last().Name)) // the page has a template for it
		}
	}
	for _, v := range d.Templates {
		if len(v.Path) < 2 || v.Path.Last().Kind != api.Static {
			continue
		}
		c := calls[odata.Fold(v.Path.Last().Name)]
		if c == nil || c.differs || len(c.args) == 0 {
			continue
		}
		last := &v.Path[len(v.Path)-1]
		last.Kind = api.Operator
		for _, a := range c.args {
			a.Placeholder, a.Literal = a.Name, ""
			last.Args = append(last.Args, a)
		}
	}
}

// exampleCalls gathers how examples end, by the folded name of the last segment.
func (d *Draft) exampleCalls() map[string]*call {
	calls := map[string]*call{}
	for _, p := range d.Exchanges {
		if p.Path == nil || p.Asked.Method != "GET" {
			continue
		}
		last := p.Path.Last()
		if last.Kind != api.Static && last.Kind != api.Operator {
			continue
		}
		name := odata.Fold(last.Name)
		if c := calls[name]; c == nil {
			calls[name] = &call{args: last.Args}
		} else if !sameArguments(c.args, last.Args) {
			c.differs = true
		}
	}
	return calls
}

// sameArguments reports whether two calls name the same arguments in the same order.
func sameArguments(a, b []api.Arg) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !odata.EqualFold(a[i].Name, b[i].Name) {
			return false
		}
	}
	return true
}

// readArguments adds the arguments that the tables of the page require.
func (d *Draft) readArguments(r *report.Reporter) {
	args := d.requiredArguments()
	if len(args) == 0 {
		return
	}
	for _, v := range d.Templates {
		if last := v.Path.Last(); v.Method != "GET" || v.Intent != api.KindFunction || last.Kind != api.Static || d.calledBare(v.Path, args) {
			continue
		}
		last := &v.Path[len(v.Path)-1]
		last.Kind = api.Operator
		for _, p := range args {
			last.Args = append(last.Args, api.Arg{Name: p.Name, Placeholder: p.Name})
		}
		d.misplaced(last.Name, args, r)
	}
}

// requiredArguments returns the parameters that can only be arguments of a function,
// nil where the page has another template that shows arguments.
func (d *Draft) requiredArguments() []*api.Parameter {
	for _, v := range d.Templates {
		if v.Method != "GET" || v.Path.Last().Kind == api.Operator {
			return nil
		}
	}
	var args []*api.Parameter
	for _, p := range d.Op.Parameters {
		optional := phrases.SaysOptional(p.Description)
		if (p.In == api.InBody || p.In == api.InFunction && p.Required) && !optional && odata.IsIdentifier(p.Name) {
			args = append(args, p)
		}
	}
	return args
}

// calledBare reports whether an example calls what a path leads to and sends the arguments
// nowhere.
func (d *Draft) calledBare(path api.Path, args []*api.Parameter) bool {
	for _, p := range d.Exchanges {
		if _, ok := api.Bind(path, p.Path); p.Path != nil && ok && !sendsArguments(p.Asked, args) {
			return true
		}
	}
	return false
}

// sendsArguments reports whether the body of a request has all the arguments.
func sendsArguments(q *parser.Request, args []*api.Parameter) bool {
	if q.Body.JSON == nil {
		return false
	}
	for _, p := range args {
		if q.Body.JSON.Value.Get(p.Name) == nil {
			return false
		}
	}
	return true
}

// misplaced notes the examples that send the arguments of a function in a body.
func (d *Draft) misplaced(function string, args []*api.Parameter, r *report.Reporter) {
	for _, p := range d.Exchanges {
		if p.Path == nil || p.Misplaced || !odata.EqualFold(p.Path.Last().Name, function) || !sendsArguments(p.Asked, args) {
			continue
		}
		p.Misplaced = true
		r.Add(d.Page, p.Asked.URLPos, "argument-in-body", diag.Warning,
			"the example sends the arguments of the function "+report.Quote(function)+" in a request body, which a GET has none of",
			"write them into the URL: "+function+"("+args[0].Name+"=...)")
	}
}
