package play

// This phase holds what examples show of lists of lists and of maps to what is declared.

import (
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// of is what is declared of the values in a list or a map: several where in is a list.
func (d declared) of(element string, in odata.Holder) declared {
	d.Name, d.Collection = element, in == odata.List
	return d
}

// held holds a list, or a map of values, to what is declared.
func (f *fitter) held(v *relaxed.Value, ref declared, in odata.Holder) *relaxed.Value {
	if in == odata.List {
		return f.collection(v, ref)
	}
	switch {
	case v.Kind == relaxed.Object:
	case v.Kind == relaxed.String && odata.IsPlaceholder(v.Text):
		f.replaced(v, "a map", "{}")
		return &relaxed.Value{Kind: relaxed.Object, Offset: v.Offset}
	default:
		return f.contradict(v, "value-not-object", "a map of "+report.Quote(ref.Name)+" is declared here", "show an object whose members are its entries", ref.at)
	}
	out := newObject(v)
	for _, m := range v.Members {
		if out.has(m.Name) {
			f.note(m.Value, "member-duplicate", "the object has two members called "+report.Quote(m.Name), "leave one of them out")
			continue
		}
		out.add(relaxed.Member{Name: m.Name, Offset: m.Offset, Value: f.value(m.Value, ref)})
	}
	return out.Value
}
