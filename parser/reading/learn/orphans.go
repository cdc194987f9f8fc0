package learn

// This phase finds the bases that no page names. It is the last resort, for types
// that annotations, prose, tables and stated types have left without one, and so it
// takes more than a likeness:
//
//   - A type repeats everything that another declares (its examples count too: they
//     show what a page leaves to its base), the two belong to one part of the API,
//     other types derive from that one, and either the names end in the same word,
//     as in muteParticipantOperation and commsOperation, or it is plainly there to be
//     derived from: nothing is done with it, no relationship leads to it, and its page
//     does not say which types derive from it. Where nothing is known to derive from
//     the other, the type's page must leave all of it to the examples.
//   - An example shows, right behind the key, where services write what is inherited
//     (OData JSON Format 4.01 keeps the order of declaration), a member that the
//     type does not declare and that elsewhere only a family of types has.

import (
	"cmp"
	"maps"
	"strings"
	"unicode"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

const (
	// enoughKin is how many properties besides the key make a likeness.
	enoughKin = 3
	// enoughFamily is how many types of a family make a member theirs.
	enoughFamily = 4
	// mostKin bounds how many types one type is compared with. Honest references have
	// dozens whose names end in one word.
	mostKin = 500
)

// shown is what examples show of one type.
type shown struct {
	members map[string]bool // folded names
	// behindKey are the members that stand right behind "id", folded.
	behindKey map[string]bool
}

// show notes the members of an object of type t.
func (e *evidence) show(t *api.Type, v *relaxed.Value) {
	s := e.shown[t]
	if s == nil {
		s = &shown{members: map[string]bool{}, behindKey: map[string]bool{}}
		e.shown[t] = s
	}
	var buffer [96]byte
	previous := ""
	for _, m := range v.Members {
		if e.c.Convention.IsControl(m.Name) {
			continue
		}
		if name := odata.AppendFold(buffer[:0], m.Name); !s.members[string(name)] {
			s.members[string(name)] = true
		}
		if odata.EqualFold(previous, e.c.Convention.Key) {
			s.behindKey[odata.Fold(m.Name)] = true
		}
		previous = m.Name
	}
}

// A relative is a type with what it is compared with others by.
type relative struct {
	t           *api.Type
	word        string // the last of its name
	space, part string // where it belongs
}

// adoptOrphans gives types without a base the one that they are most alike to.
func (e *evidence) adoptOrphans() {
	var all []relative
	for _, t := range e.c.All() {
		if d := e.c.On(t.Page); d != nil && !t.Inferred && t.Kind != api.Enum {
			all = append(all, relative{t, lastWord(t.Name), odata.NamespaceOf(t.Name), partOf(d.Page)})
		}
	}
	families := e.families()
	byWord, plain := e.candidates(all)
	for _, k := range all {
		t := k.t
		if t.BaseType != nil {
			continue
		}
		base := families[e.ofFamily(t, families)]
		for _, list := range [][]relative{byWord[k.word], plain} {
			for _, b := range list {
				if e.alike(k, b) && (base == nil || len(b.t.AllProperties()) > len(base.AllProperties())) {
					base = b.t
				}
			}
		}
		if base != nil {
			e.c.ReportBase(t, base, "it repeats its properties")
			e.c.Apply(phase, types.DerivesFrom{Type: t, Base: base})
		}
	}
}

// candidates lists the types that may be bases: by the last word of their names, and
// those that are plainly bases.
func (e *evidence) candidates(all []relative) (byWord map[string][]relative, plain []relative) {
	byWord = map[string][]relative{}
	for _, b := range all {
		if len(b.t.Properties) < enoughKin {
			continue
		}
		if len(byWord[b.word]) < mostKin {
			byWord[b.word] = append(byWord[b.word], b)
		}
		if e.derived[b.t] > 0 && e.plainBase(b.t) && len(plain) < mostKin {
			plain = append(plain, b)
		}
	}
	return byWord, plain
}

// alike reports whether the second is a base of the first by all that the two declare.
// They must belong to one part of the API, as their namespaces and the front matter of
// their pages say.
func (e *evidence) alike(derived, base relative) bool {
	t, b := derived.t, base.t
	if b == t || b.Kind != t.Kind || derived.space != base.space || !strings.EqualFold(derived.part, base.part) || b.DerivesFrom(t) {
		return false
	}
	same := derived.word == base.word
	repeated, declared, left := 0, 0, 0
	for _, p := range b.Properties {
		if p.Description == "" || odata.EqualFold(p.Name, e.c.Convention.Key) {
			continue
		}
		declared++
		switch q := t.Property(p.Name); {
		case q != nil && q.Type == p.Type && q.Collection == p.Collection:
			repeated++
		case q == nil && e.shows(t, p.Name):
			repeated++
			left++
		}
	}
	switch {
	case declared < enoughKin:
		return false
	case e.derived[b] == 0:
		// Nothing else derives from b. That t leaves all of b to it must be plain.
		return same && left == declared
	}
	nothingElse := same && repeated == declared-1 && repeated+1 >= len(t.Properties)
	return repeated == declared || nothingElse
}

// shows reports whether examples show a member of t.
func (e *evidence) shows(t *api.Type, name string) bool {
	var buffer [96]byte
	s := e.shown[t]
	return s != nil && s.members[string(odata.AppendFold(buffer[:0], name))]
}

// partOf is the part of an API that a page is filed under, "" where it does not say.
func partOf(page *parser.Page) string {
	return cmp.Or(page.FrontMatter["ms.prod"], page.FrontMatter["ms.subservice"])
}

// plainBase reports whether a type is there to be derived from.
func (e *evidence) plainBase(t *api.Type) bool {
	f := e.c.Clues(t)
	return !f.HasMethods && !f.NamesDerived && !f.IsTarget
}

// families maps a member's folded name to the base whose derived types, and few
// others, declare it while the base itself does not. It has those that stand right
// behind a key somewhere.
func (e *evidence) families() map[string]*api.Type {
	for _, t := range e.c.All() {
		if t.BaseType != nil {
			e.derived[t.BaseType]++
		}
	}
	wanted := map[string]bool{}
	for _, s := range e.shown {
		maps.Copy(wanted, s.behindKey)
	}
	owners := map[string][]*api.Type{}
	e.c.EachProperty(wanted, func(t *api.Type, _ *api.Property, name string) { owners[name] = append(owners[name], t) })
	out := map[string]*api.Type{}
	for name, list := range owners {
		count := map[*api.Type]int{}
		for _, t := range list {
			for b, depth := t.BaseType, 0; b != nil && depth < api.MaxDepth; b, depth = b.BaseType, depth+1 {
				count[b]++
			}
		}
		// Two thirds of those that declare it; the most exact base has no fewer.
		for b, n := range count {
			if n < enoughFamily || n*3 < len(list)*2 || b.Property(name) != nil || b.BaseType == nil {
				continue
			}
			if best := out[name]; best == nil || b.DerivesFrom(best) || !best.DerivesFrom(b) && b.Name < best.Name {
				out[name] = b
			}
		}
	}
	return out
}

// ofFamily returns the member by which examples show t to be one of a family.
func (e *evidence) ofFamily(t *api.Type, families map[string]*api.Type) string {
	s := e.shown[t]
	if s == nil {
		return ""
	}
	found := ""
	for name := range s.behindKey {
		b := families[name]
		if b == nil || b.Kind != t.Kind || b == t || b.DerivesFrom(t) || odata.NamespaceOf(b.Name) != odata.NamespaceOf(t.Name) {
			continue
		}
		if found == "" || name < found {
			found = name
		}
	}
	return found
}

// lastWord returns the last word of a type's name in camel case, folded.
func lastWord(name string) string {
	name = odata.BareName(name)
	i := strings.LastIndexFunc(name, unicode.IsUpper)
	return odata.Fold(name[max(i, 0):])
}
