package learn

// This phase finds the enumerations among the types that pages name and none describes. A
// table that names a type says nothing of its kind; where all that is shown in its place
// are words, they are values of an enumeration, and the type keeps its name.

import (
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// wordlike gathers what is shown in the places of types of which nothing is known.
type wordlike struct {
	c     *types.Catalog
	order []*api.Type
	only  map[*api.Type]bool // whether all are words
}

func newWordlike(c *types.Catalog) *wordlike {
	return &wordlike{c: c, only: map[*api.Type]bool{}}
}

// see notes a value in the place of a type. Nothing is noted where nobody asks.
func (w *wordlike) see(name string, v *relaxed.Value) {
	if w == nil || odata.Primitive(name) != "" {
		return
	}
	t := w.c.Find(odata.LeafOf(name))
	if t == nil || !t.Inferred || t.Kind != api.Complex || len(t.Properties) > 0 || t.BaseType != nil {
		return
	}
	values := []*relaxed.Value{v}
	if v.Kind == relaxed.Array {
		values = v.Elements
	}
	for _, v := range values {
		if v.Kind == relaxed.Null {
			continue
		}
		only, seen := w.only[t]
		if !seen {
			w.order, only = append(w.order, t), true
		}
		w.only[t] = only && v.Kind == relaxed.String
	}
}

// settle makes enumerations of the types that words alone are shown of.
func (w *wordlike) settle() {
	for _, t := range w.order {
		if w.only[t] {
			w.c.Apply(phase, types.IsEnumeration{Type: t})
		}
	}
	w.order = nil
}
