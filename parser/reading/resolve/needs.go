package resolve

// This phase decides what a call has to have outside of its path and its body.
//
// A query parameter or a header field that the page calls required is an argument of the
// method, so that nobody can forget it. One that has the same value in every request line,
// as ?api-version=2026-01-01, is no choice of the caller's: the method sends it.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// asked is what one page says of the queries of its calls.
type asked struct {
	// fixed are the parameters that have one value in all request lines.
	fixed []api.Field
	// shown are the values that examples have, by the names of their parameters.
	shown map[string][]string
}

// askedOn is what the pages say of queries.
func askedOn(operations []*Operation) map[*parser.Page]*asked {
	pages := map[*parser.Page]*asked{}
	for _, d := range operations {
		if pages[d.Page] != nil {
			continue
		}
		pages[d.Page] = &asked{shown: map[string][]string{}}
		for _, x := range d.Exchanges {
			for _, f := range api.ParseQuery(x.Query) {
				pages[d.Page].shown[f.Name] = append(pages[d.Page].shown[f.Name], f.Value)
			}
		}
	}
	begun := map[*parser.Page]bool{}
	for _, d := range operations {
		page := pages[d.Page]
		for _, v := range d.Templates {
			if v.Inferred {
				continue
			}
			values := literals(v.Query)
			if !begun[d.Page] {
				page.fixed, begun[d.Page] = values, true
			}
			page.fixed = slices.DeleteFunc(page.fixed, func(f api.Field) bool { return !slices.Contains(values, f) })
		}
	}
	return pages
}

// literals are the parameters of a query that have a value written out. Those of OData's
// query options show what can be asked for.
func literals(query string) []api.Field {
	var out []api.Field
	for _, f := range api.ParseQuery(query) {
		if isName(f.Name) && f.Value != "" && !strings.ContainsAny(f.Value, "{}<>[]|…") && !odata.IsPlaceholder(f.Value) && !phrases.IsCursor(f.Name) {
			out = append(out, f)
		}
	}
	return out
}

// isName reports whether a parameter has a name of letters, digits and signs between
// them. What begins with a dollar sign is an option of OData's queries, which the runtime
// has options for.
func isName(name string) bool {
	return odata.IsIdentifier(strings.NewReplacer("-", "_", ".", "_").Replace(name))
}

// ask decides what a method's query and header have in all calls.
func (s *Resolver) ask(m *api.Method, claims []claim) {
	m.Fixed = s.constants(claims)
	m.Needs = carried(m, claims[0].d.Op.Parameters)
	for _, p := range claims[0].d.Op.Parameters {
		if !p.Required || !isCallers(p, m) || s.convention.Auth.Has(p.In, p.Name) || slices.ContainsFunc(m.Fixed, func(f api.Field) bool { return f.Name == p.Name }) {
			continue
		}
		need := *p
		if need.Collection || odata.Primitive(need.Type) == "" || p.In == api.InQuery && !s.shownAs(need, claims) {
			need.Type, need.Collection = "Edm.String", false
		}
		m.Needs = append(m.Needs, &need)
	}
}

// isCallers reports whether a required parameter is one that the caller of a method
// chooses. Credentials and media types are not, nor is where in a list a page begins.
func isCallers(p *api.Parameter, m *api.Method) bool {
	switch p.In {
	case api.InHeader:
		return isName(p.Name) && !phrases.IsClientHeader(p.Name)
	case api.InQuery:
		if hasPlaceholder(m.Path, p.Name) {
			return false // it stands in the path, whatever the heading of its table
		}
		list := m.Result.Kind == api.PageResult || m.Result.Kind == api.ListResult
		return isName(p.Name) && !phrases.IsCredential(p.Name) && !(list && phrases.IsCursor(p.Name))
	}
	return false
}

// hasPlaceholder reports whether a path has a placeholder of a name.
func hasPlaceholder(path api.Path, name string) bool {
	for _, seg := range path {
		for _, a := range seg.Args {
			if odata.EqualFold(a.Placeholder, name) {
				return true
			}
		}
	}
	return false
}

// shownAs reports whether the examples of a method's pages have nothing but values of a
// parameter's type for it.
func (s *Resolver) shownAs(p api.Parameter, claims []claim) bool {
	for _, c := range claims {
		for _, value := range s.asked[c.d.Page].shown[p.Name] {
			v := &relaxed.Value{Kind: odata.LiteralKind(value, p.Type), Text: value}
			if _, _, fits := odata.FitScalar(v, p.Type); !fits && !odata.IsPlaceholder(value) {
				return false
			}
		}
	}
	return true
}

// constants are the query parameters that have the same value in every request line, and
// no other in an example, of every page of a method.
func (s *Resolver) constants(claims []claim) []api.Field {
	all := slices.Clone(s.asked[claims[0].d.Page].fixed)
	return slices.DeleteFunc(all, func(f api.Field) bool {
		return slices.ContainsFunc(claims, func(c claim) bool {
			page := s.asked[c.d.Page]
			return !slices.Contains(page.fixed, f) || slices.ContainsFunc(page.shown[f.Name], func(v string) bool { return v != f.Value })
		})
	})
}
