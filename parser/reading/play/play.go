// Package play turns the examples of pages into exchanges that a test can play.
package play

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/resolve"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// An Example is one of the API's with where it comes from.
type Example struct {
	*api.Example
	Operation *api.Operation // that it belongs to
	Page      string         // that shows it
	Blocks    Blocks
}

// Blocks are the code blocks that an example is made of, as the page has them. A test
// scenario has none of its own.
type Blocks struct {
	Request  *parser.Code
	Response *parser.Code // nil where the page shows none
}

// Examples makes the examples of all matches, in their order. Its second result says
// what they tell of types.
func Examples(c *types.Catalog, matches []*resolve.Match, r *report.Reporter) ([]Example, []types.Fact) {
	examples := make([]Example, len(matches))
	c.IndexProperties()
	untyped := make([][]*api.Type, len(matches))
	report.Each(len(matches), r, func(i int, r *report.Reporter) {
		m := matches[i]
		e := &api.Example{Name: m.Exchange.Name, Line: m.Exchange.Block.Pos.Line, Annotated: m.Exchange.Annotated}
		f := &fitter{c: c, r: r, page: m.Page.Page}
		f.play(m, e)
		f.others()
		examples[i] = Example{Example: e, Operation: m.Operation, Page: m.Page.Op.Page}
		if !m.Exchange.Scenario {
			examples[i].Blocks = Blocks{Request: m.Exchange.Block}
			if !m.Exchange.Doubtful {
				examples[i].Blocks.Response = m.Exchange.Answer
			}
		}
		untyped[i] = f.untyped
	})
	var facts []types.Fact
	for _, t := range slices.Concat(untyped...) {
		facts = append(facts, types.AnyJSON{Type: t})
	}
	return examples, facts
}

// play fills in an example.
func (f *fitter) play(m *resolve.Match, e *api.Example) {
	switch {
	case m.Skipped != "":
		skip(e, m.Skipped)
	case m.Foreign:
		f.elsewhere(m, e)
	default:
		e.Call, e.Args = m.Call, m.Args
		f.match(m, e)
	}
}

// leftOpen reports whether an argument is a placeholder: in the URL it stands in braces or
// angle brackets.
func leftOpen(url, arg string) bool {
	return strings.Contains(url, "{"+arg+"}") || strings.Contains(url, "<"+arg+">") || odata.IsPlaceholder(arg)
}

// skip marks an example as one without a test.
func skip(e *api.Example, why string) {
	e.Skipped = why
	e.Call = nil
}

// args holds the arguments of a call to the types of its placeholders: (count=n)
// becomes a number.
func (f *fitter) args(m *resolve.Match, e *api.Example) {
	holes, args := e.Call.Path.Holes(), e.Args
	for i, a := range holes {
		if i < len(args) && a.List != odata.NoList {
			args[i] = asList(args[i], a.Type, a.List)
			continue
		}
		if i >= len(args) || a.Type == "Edm.String" || a.Type == "" {
			continue
		}
		_, text, fits := odata.FitScalar(&relaxed.Value{Kind: odata.LiteralKind(args[i], a.Type), Text: args[i]}, a.Type)
		if !fits && !leftOpen(m.Exchange.Asked.URL, args[i]) {
			why := report.Quote(args[i]) + " is no value of " + report.Quote(a.Type) + ", the type of " + report.Quote(cmp.Or(a.Name, a.Placeholder))
			f.r.Add(f.page, m.Exchange.Asked.URLPos, "argument-misfit", diag.Warning, why, "show a value of the type, or correct the type")
			f.refuse(m.Exchange.Asked.URLPos, why)
			continue
		}
		if !fits {
			f.r.Add(f.page, m.Exchange.Asked.URLPos, "argument-placeholder", diag.Warning, report.Quote(args[i])+" is no value of "+report.Quote(a.Type)+", the type of "+report.Quote(cmp.Or(a.Name, a.Placeholder)),
				"show a real value, such as "+text)
		}
		args[i] = text
	}
}

// asList is a list in a URL without what says nothing, the blanks in it.
func asList(text, typ string, form odata.ListForm) string {
	elements, _, ok := odata.ReadList(text, typ)
	if !ok {
		return text
	}
	return odata.WriteList(elements, typ, form)
}
