package calls

// This phase completes functions whose templates leave out their arguments: a page
// writes GET /reports/getJobs, and its examples call getJobs(printer='7'). Every
// example has to show the arguments, and the same ones: where one does without, they
// are optional, and the call with them is a call of its own.

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
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

// sameArguments tells whether two calls name the same arguments in the same order.
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
