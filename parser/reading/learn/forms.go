package learn

// This phase tells in which form values are written: amounts in strings, booleans as 0 and
// 1, instants as the seconds since 1970. Tables say it at times, in words; what every
// example shows is on the wire, and counts before that. Where examples show several forms,
// the usual one is sent, and clients read all of them.
//
// A service that has its decimals in strings has all of them so, also those that no example
// shows: that is a habit of the service, which the user can set.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// decimalsKey is the setting for decimals.
const decimalsKey = "values.decimals"

// forms is the telling under way.
type forms struct {
	scalars
	answer bool // whether the service sends the body at hand
	seen   map[*api.Property]*formed
	order  []*formed
	// texts and numbers are the pages that show decimals in strings, and as numbers.
	texts, numbers map[string]bool
	// untyped are the properties that may be any JSON, with what examples show.
	untyped map[*api.Property]*untyped
	maps    []*untyped
}

// An untyped is a property that may be any JSON by the table.
type untyped struct {
	owner  *api.Type
	p      *api.Property
	values []*relaxed.Value
}

// A formed is what examples show of one property or parameter.
type formed struct {
	p      *api.Property
	param  *api.Parameter
	name   string // of its type
	said   api.Form
	moment bool             // the table says no more than that it is a point in time
	values []*relaxed.Value // single ones, none of them null
	pages  []string         // of the values
	sent   bool             // by the service, one of them
	plain  bool             // the page of the type is without annotations
	page   *parser.Page     // of the first
	pos    parser.Pos
}

// Forms tells the forms of properties and parameters from bodies that pages show. It returns
// how the service writes values, in words too.
func Forms(bodies []Shown, c *types.Catalog, service api.Service, r *report.Reporter) (api.Values, []api.Habit) {
	f := &forms{scalars: scalars{c: c, r: r}, seen: map[*api.Property]*formed{}, texts: map[string]bool{}, numbers: map[string]bool{}, untyped: map[*api.Property]*untyped{}}
	for _, b := range bodies {
		if b.JSON == nil || b.JSON.Value == nil {
			continue
		}
		f.page, f.json, f.answer = b.Page, b.JSON, b.Answer
		f.parameters(b)
		b.Params = nil
		f.body(b, f.see)
	}
	for _, s := range f.order {
		f.settle(s)
	}
	for _, u := range f.maps {
		f.keyed(u)
	}
	values, habits := f.habit(service)
	if values.DecimalsInStrings {
		f.decimals()
	}
	return values, habits
}

// see notes the values of a property that a body shows.
func (f *forms) see(p *api.Property, t *api.Type, v *relaxed.Value) {
	if p.Type == odata.Untyped && !p.Collection && !p.Inferred {
		f.objects(p, t, v)
		return
	}
	leaf := odata.LeafOf(p.Type)
	moment := f.c.Unsettled(p) == phrases.SomeMoment
	if !hasForms(leaf) && !moment {
		return
	}
	s := f.seen[p]
	if s == nil {
		s = &formed{p: p, name: p.Type, said: p.Form, moment: moment, plain: f.c.IsPlain(t)}
		f.seen[p] = s
		f.order = append(f.order, s)
	}
	f.add(s, v)
}

// objects notes a value of a property that may be any JSON.
func (f *forms) objects(p *api.Property, owner *api.Type, v *relaxed.Value) {
	if v.Kind == relaxed.Null {
		return
	}
	u := f.untyped[p]
	if u == nil {
		u = &untyped{owner: owner, p: p}
		f.untyped[p] = u
		f.maps = append(f.maps, u)
	}
	u.values = append(u.values, v)
}

// keyed makes a map of a property of which every example shows an object with keys for
// members: dates, numbers, languages.
func (f *forms) keyed(u *untyped) {
	var merged api.TypeRef
	for _, v := range u.values {
		if !f.c.IsKeyed(v) {
			return
		}
		ref := f.c.InferNested(v, u.owner.Name, u.p.Name, 0)
		if merged.Name != "" {
			ref.Name, ref.Collection = types.MergeInferred(merged, ref)
		}
		merged = ref
	}
	if _, in := odata.ElementOf(merged.Name); in == odata.Map {
		f.c.Apply(phase, types.HasType{Property: u.p, Name: merged.Name})
	}
}

// hasForms reports whether values of a primitive type may be written in several forms.
func hasForms(leaf string) bool {
	return odata.IsNumeric(leaf) || leaf == "Edm.Boolean" || leaf == "Edm.DateTimeOffset" || leaf == "Edm.Date"
}

// parameters notes the values of the parameters of an action, and of what they hold.
func (f *forms) parameters(b Shown) {
	for _, p := range b.Params {
		v := b.JSON.Value.Get(p.Name)
		if v == nil {
			continue
		}
		f.mapped(p, v)
		if hasForms(odata.LeafOf(p.Type)) {
			i := slices.IndexFunc(f.order, func(s *formed) bool { return s.param == p })
			if i < 0 {
				i = len(f.order)
				f.order = append(f.order, &formed{param: p, name: p.Type, said: p.Form})
			}
			f.add(f.order[i], v)
		}
		f.c.EachLeaf(p.Type, v, func(leaf *relaxed.Value, t *api.Type) { f.value(leaf, t, 0, f.see) })
	}
}

// mapped gives the values of a map their type, where the table has none and the page shows
// simple ones.
func (f *forms) mapped(p *api.Parameter, v *relaxed.Value) {
	if p.Type != odata.Map.Held(odata.Untyped) || v.Kind != relaxed.Object {
		return
	}
	for _, m := range v.Members {
		if m.Value.Kind == relaxed.Object || m.Value.Kind == relaxed.Array {
			return
		}
	}
	value := f.c.InferValues(v, func(e *relaxed.Value) api.TypeRef { return api.TypeRef{Name: odata.PrimitiveLike(e)} })
	f.c.Apply(phase, types.TakesType{Parameter: p, Name: types.MapOf(value).Name})
}

// add notes the single values in a value.
func (f *forms) add(s *formed, v *relaxed.Value) {
	for _, leaf := range types.Leaves(s.name, v) {
		if leaf.Kind == relaxed.Null || leaf.Kind == relaxed.String && odata.IsPlaceholder(leaf.Text) {
			continue
		}
		if len(s.values) == 0 {
			s.page, s.pos = f.page, f.json.Pos(leaf.Offset)
		}
		s.sent = s.sent || f.answer
		s.values, s.pages = append(s.values, leaf), append(s.pages, f.page.Path)
	}
}

// settle gives a property or a parameter the form that its values have.
func (f *forms) settle(s *formed) {
	if len(s.values) == 0 {
		return
	}
	was := odata.LeafOf(s.name)
	leaf, counts := s.counted(was)
	leaf, written := s.written(leaf)
	form := counts.With(written)
	if layout := s.layout(); layout != "" {
		leaf, form = s.dated(layout)
	} else if i := slices.IndexFunc(s.values, func(v *relaxed.Value) bool { return isDated(v, leaf) }); i >= 0 && !s.agrees(leaf) {
		f.r.Add(s.page, s.pos, "property-wider", diag.Warning,
			report.Quote(s.called())+" shows dates in several notations, or in one that leaves open which number is the month, and is taken for `Edm.String`",
			"write all of them alike, and show a day after the twelfth")
		leaf = "Edm.String"
	}
	if leaf == "Edm.Decimal" {
		for i, v := range s.values {
			if v.Kind == relaxed.String {
				f.texts[s.pages[i]] = true
			} else {
				f.numbers[s.pages[i]] = true
			}
		}
	}
	if written != s.said.Written() && written != "" && was != "Edm.Decimal" && was != "Edm.Int64" {
		f.report(s, was, written)
	}
	if leaf == was && form == s.said {
		return
	}
	name := odata.WithLeaf(s.name, leaf)
	if s.param != nil {
		f.c.Apply(phase, types.TakesType{Parameter: s.param, Name: name}, types.TakesForm{Parameter: s.param, Form: form})
		return
	}
	f.c.Apply(phase, types.HasType{Property: s.p, Name: name}, types.HasForm{Property: s.p, Form: form})
}

// report tells of values that are written otherwise than the table has it.
func (f *forms) report(s *formed, was string, written api.Form) {
	how, hint := "in a string", "as a string"
	if written == api.AsNumber {
		how, hint = "as 0 or 1", "0 or 1"
	}
	f.r.Add(s.page, s.pos, "property-form", diag.Info,
		"every example shows "+report.Quote(s.called())+", which is declared as "+report.Quote(was)+", "+how+", and it is sent so",
		"say “"+hint+"” in its description, or correct the examples")
}

// agrees reports whether one of the values is as OData has those of a type.
func (s *formed) agrees(leaf string) bool {
	return slices.ContainsFunc(s.values, func(v *relaxed.Value) bool { return v.Kind == relaxed.String && odata.IsValueOf(v.Text, leaf) })
}

// called is the name of the property or the parameter.
func (s *formed) called() string {
	if s.param != nil {
		return s.param.Name
	}
	return s.p.Name
}

// counted returns the type of values that may count from 1970, of a type so far, and what
// they count.
func (s *formed) counted(leaf string) (string, api.Form) {
	counts := s.said.Counts()
	if leaf != "Edm.DateTimeOffset" && counts == "" && !s.moment {
		return leaf, ""
	}
	if leaf == "Edm.String" && !s.moment {
		return leaf, ""
	}
	unit, whole := types.CountShown(s.values[0].Text), true
	for _, v := range s.values {
		if v.Kind != relaxed.Number && v.Kind != relaxed.String || !odata.NumberFits(v.Text, "Edm.Int64") {
			whole = false
		}
		if types.CountShown(v.Text) != unit {
			unit = ""
		}
	}
	switch {
	case !whole:
		return leaf, ""
	case unit != "":
		return "Edm.Int64", unit
	case counts != "":
		return "Edm.Int64", counts // of another time
	}
	return leaf, ""
}

// written returns the type that holds values which are all in one form, none of the usual
// ones, and that form; the type so far and "" where they are not.
func (s *formed) written(leaf string) (string, api.Form) {
	candidates := []string{leaf}
	if odata.IsNumeric(leaf) && leaf != "Edm.Decimal" {
		candidates = append(candidates, "Edm.Int64", "Edm.Decimal")
	}
	for _, name := range candidates {
		form := types.FormShown(s.values[0], name)
		if form == "" || !s.believes(leaf, form) || slices.ContainsFunc(s.values, func(v *relaxed.Value) bool { return types.FormShown(v, name) != form || losesDigits(v.Text, name) }) {
			continue
		}
		return name, form
	}
	return leaf, ""
}

// believes reports whether examples are believed that show values, declared to be of a type, in a form. OData
// has a decimal and an integer of 64 bits in strings too (JSON Format 4.01, 3.2); any other
// may be a slip of who wrote the example, unless the table says so, or the service answers so
// on several pages, or on one where the page of the type is without annotations.
func (s *formed) believes(name string, form api.Form) bool {
	answered := s.sent && (s.plain || slices.Max(s.pages) != slices.Min(s.pages))
	return name == "Edm.Decimal" || name == "Edm.Int64" || answered || s.said.Written() == form
}

// layout returns the layout that the values of an instant or a day are in, "" where they are
// as OData has them, or not all alike. An instant without its offset is one in OData's type
// as well, so that it takes a page without annotations to say that the service has none.
func (s *formed) layout() string {
	leaf := odata.LeafOf(s.name)
	if leaf != "Edm.Date" && leaf != "Edm.DateTimeOffset" {
		return ""
	}
	texts := make([]string, len(s.values))
	for i, v := range s.values {
		if texts[i] = v.Text; v.Kind != relaxed.String {
			return ""
		}
	}
	if layout := odata.LayoutOf(texts, false); layout != "" {
		if odata.IsValueOf(texts[0], leaf) && !s.plain {
			return ""
		}
		return layout
	}
	return odata.LayoutOf(texts, true)
}

// dated returns the type and the form of values in a layout.
func (s *formed) dated(layout string) (leaf string, form api.Form) {
	for _, l := range odata.Layouts() {
		if l.Text == layout && l.Day {
			return "Edm.Date", api.InLayout(layout)
		}
	}
	return "Edm.DateTimeOffset", api.InLayout(layout)
}

// losesDigits reports whether a number is written in other digits once it has been a value of
// a floating-point type: 380.00.
func losesDigits(text, name string) bool {
	if name != "Edm.Double" && name != "Edm.Single" {
		return false
	}
	f, err := strconv.ParseFloat(text, 64)
	return err != nil || strconv.FormatFloat(f, 'f', -1, 64) != text
}

// habit is how the service writes decimals, by all pages or by the user's word.
func (f *forms) habit(service api.Service) (values api.Values, habits []api.Habit) {
	text, set := service.Text(decimalsKey)
	values.DecimalsInStrings = len(f.texts) > 0 && len(f.numbers) == 0
	if set {
		values.DecimalsInStrings = text == "strings"
	}
	if values.DecimalsInStrings || set {
		h := api.Habit{Name: "values", Text: "decimals in strings", Pages: len(f.texts), Set: set}
		if !values.DecimalsInStrings {
			h.Text, h.Pages = "decimals as numbers", len(f.numbers)
		}
		habits = append(habits, h)
	}
	return values, habits
}

// decimals puts the decimals in strings that no example shows.
func (f *forms) decimals() {
	for _, t := range f.c.All() {
		for _, p := range t.Properties {
			if odata.LeafOf(p.Type) == "Edm.Decimal" && !strings.HasSuffix(string(p.Form), string(api.InString)) && (f.seen[p] == nil || len(f.seen[p].values) == 0) {
				f.c.Apply(phase, types.HasForm{Property: p, Form: p.Form.With(api.InString)})
			}
		}
	}
}
