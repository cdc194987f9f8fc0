package resolve

// This phase names the types of results that no page describes and no text names. What a
// collection holds is one thing, whatever call answers it: GET /rooms, GET /rooms/{id} and
// PATCH /rooms/{id} answer a room. So such a type is called after the path alone, by what
// the collection holds, behind what those hold that it is reached through: /projects/{id}/
// hooks hold a projectHook. Any other result is called after its operation.
//
// A deletion may answer with a receipt, which is called after its operation too.
//
// Two collections may be called alike and hold different things. Then the second is called
// after its operation.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// inferredName is the name of the type of an object that an operation answers with. suffix
// is what the name ends in where it is called after the operation.
func (s *Resolver) inferredName(d *Operation, v *relaxed.Value, suffix string) string {
	if noun := s.noun(d); noun != "" && !s.answersOtherwise(d, v) {
		name := s.Catalog.InNamespace(noun)
		if t := s.Catalog.Find(name); t == nil || s.canBe(v, t) {
			return name
		}
	}
	name := s.Catalog.InNamespace(types.NestedName(d.stem(), suffix))
	if t := s.Catalog.Find(name); t != nil && !s.canBe(v, t) {
		return s.Catalog.InNamespace(types.NestedName(d.Op.ID, suffix))
	}
	return name
}

// answersOtherwise reports whether a deletion answers with something else than what was
// deleted: its page lists the members of its answer and no page of a type has them, or
// there is the page of a type that is called as one of the collection's elements is, and it
// does not declare them. A receipt for a note is no note.
func (s *Resolver) answersOtherwise(d *Operation, v *relaxed.Value) bool {
	if d.Op.Kind != api.KindDelete {
		return false
	}
	path := d.FirstTemplate().Path
	t := s.Catalog.Find(s.Catalog.InNamespace(phrases.OneOf(path[len(path)-2].Name)))
	if t == nil || t.Inferred {
		return len(d.Answers) > 0
	}
	return !s.canBe(v, t)
}

// stem is what a page of an operation is called, without words that say what kind of page
// it is: note of note_ref.
func (d *Operation) stem() string {
	id := d.Op.ID
	if i := strings.LastIndexAny(id, "-_"); i > 0 && phrases.MeansPage(odata.Fold(id[i+1:])) {
		return id[:i]
	}
	return id
}

// noun is what the collection holds that the path of an operation leads to, or to one of
// whose elements: "" where the result is something else, or the path says nothing.
func (s *Resolver) noun(d *Operation) string {
	v := d.FirstTemplate()
	if v == nil {
		return ""
	}
	path := v.Path
	keyed := len(path) > 1 && stands(path[len(path)-1])
	switch d.Op.Kind {
	case api.KindList, api.KindCreate:
		if keyed {
			return ""
		}
	case api.KindGet, api.KindUpdate, api.KindReplace, api.KindDelete, api.KindStream:
		if !keyed {
			return ""
		}
		path = path[:len(path)-1]
	default:
		return ""
	}
	last := path.Last()
	one := phrases.OneOf(last.Name)
	if last.Kind != api.Static || one == "" || stands(last) {
		return ""
	}
	return odata.LowerFirst(types.NestedName(holders(path[:len(path)-1]), one))
}

// holders names the things that a path leads through by their keys.
func holders(path api.Path) string {
	var names []string
	for i := range path {
		if i+1 < len(path) && !stands(path[i]) && stands(path[i+1]) {
			name := odata.BareName(path[i].Name)
			if one := phrases.OneOf(name); one != "" {
				name = one
			}
			names = append(names, name)
		} else if i+1 == len(path) && path[i].Kind == api.Static && len(path[i].Args) > 0 {
			names = append(names, path[i].Name)
		}
	}
	return strings.Join(names, "-")
}

// stands reports whether a segment stands for one of what the segment before it holds.
func stands(seg api.Segment) bool {
	return seg.Kind == api.Key || seg.Kind == api.AlternateKey || seg.Kind == api.Static && (strings.HasPrefix(seg.Name, ":") || api.LooksLiteral(seg.Name))
}

// canBe reports whether an object can be of a type: one that a page describes declares all
// of it, one that is told from examples has members in common with it and none that
// contradicts it, or has none yet.
func (s *Resolver) canBe(v *relaxed.Value, t *api.Type) bool {
	if t.Kind == api.Enum {
		return false
	}
	if !t.Inferred {
		return types.Declares(t, v)
	}
	common := 0
	for _, m := range v.Members {
		p := t.Property(m.Name)
		if p == nil {
			continue
		}
		common++
		if !agrees(m.Value, p) {
			return false
		}
	}
	return common > 0 || len(t.Properties) == 0
}

// agrees reports whether a value can stand in the place of a property that was told from
// others.
func agrees(v *relaxed.Value, p *api.Property) bool {
	simple := strings.HasPrefix(p.Type, "Edm.")
	switch {
	case v.Kind == relaxed.Null, p.Type == odata.Untyped:
		return true
	case v.Kind == relaxed.Array:
		return p.Collection
	case v.Kind == relaxed.Object:
		return !simple && !p.Collection
	case !simple || p.Collection:
		return false
	}
	name, _ := types.MergeInferred(api.TypeRef{Name: p.Type}, api.TypeRef{Name: odata.PrimitiveLike(v)})
	return name != odata.Untyped
}
