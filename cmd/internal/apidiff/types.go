package apidiff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// pairTypes finds the new type that each old one has become: the one with its name, or one
// that is new and has its name in the SDK or most of its properties.
func (c *comparer) pairTypes() {
	c.types = map[*Type]*Type{}
	taken := map[*Type]bool{}
	pair := func(a, b *Type) {
		c.types[a], taken[b] = b, true
		if a.Go != b.Go && a.Go != "" && b.Go != "" {
			c.old.successor[a] = b
		}
	}
	var gone []*Type
	for _, a := range c.old.Types {
		if b := c.new.find(a.Name); b != nil && !taken[b] {
			pair(a, b)
		} else {
			gone = append(gone, a)
		}
	}
	come := slices.DeleteFunc(slices.Clone(c.new.Types), func(t *Type) bool { return taken[t] })
	contents := map[*Type]map[string]bool{}
	for _, t := range slices.Concat(gone, come) {
		contents[t] = contentOf(t)
	}
	for _, same := range []func(a, b *Type) bool{
		func(a, b *Type) bool { return a.Go != "" && a.Go == b.Go },
		func(a, b *Type) bool { return resemble(contents[a], contents[b]) },
	} {
		for _, a := range gone {
			if c.types[a] != nil {
				continue
			}
			var found []*Type
			for _, b := range come {
				if !taken[b] && (a.Kind == api.Enum) == (b.Kind == api.Enum) && same(a, b) {
					found = append(found, b)
				}
			}
			if len(found) == 1 {
				pair(a, found[0])
			}
		}
	}
}

// contentOf is the set of a type's own properties, with their types, and members.
func contentOf(t *Type) map[string]bool {
	set := make(map[string]bool, len(t.Properties)+len(t.Members))
	for _, p := range t.Properties {
		set[strings.ToLower(p.Name)+" "+p.Ref.String()] = true
	}
	for _, m := range t.Members {
		set[m.Name] = true
	}
	return set
}

// resemble reports whether a type with one content may have been renamed to one with the
// other: nine of ten properties and members are the same, and there are at least three.
func resemble(x, y map[string]bool) bool {
	enough := func(n int) bool { return n >= 3 && n*10 >= max(len(x), len(y))*9 }
	if !enough(min(len(x), len(y))) {
		return false
	}
	both := 0
	for name := range x {
		if y[name] {
			both++
		}
	}
	return enough(both)
}

func (c *comparer) compareTypes() {
	diffs := map[*Type]map[string]*difference{}
	for _, a := range c.old.Types {
		if b := c.types[a]; b != nil && a.Kind != api.Enum && b.Kind != api.Enum {
			diffs[a] = c.differences(a, b)
		}
	}
	for _, a := range c.old.Types { // bases say what their derived types need not
		for key, d := range diffs[a] {
			d.owner = c.owner(a, key, d, diffs)
			if o := diffs[d.owner][key]; d.owner != a && d.old.Property != nil && a.Go != "" {
				o.below = append(o.below, field(a, d.old)...)
			}
		}
	}
	for _, a := range c.old.Types {
		b := c.types[a]
		if b == nil {
			c.typeGone(a)
			continue
		}
		c.compareType(a, b, diffs[a])
	}
	known := map[*Type]bool{}
	for _, b := range c.types {
		known[b] = true
	}
	for _, b := range c.new.Types {
		if !known[b] {
			c.add(Change{Kind: Added, What: AboutType, Of: b.Name, To: string(b.Kind), New: at(b.At), Go: goNames(b.Go)})
		}
	}
}

func (c *comparer) typeGone(a *Type) {
	c.add(Change{Kind: Removed, What: AboutType, Of: a.Name, From: string(a.Kind), Old: at(a.At), Breaking: a.Go != "", Go: goNames(a.Go)})
}

func goNames(names ...string) []string {
	return slices.DeleteFunc(names, func(s string) bool { return s == "" })
}

// compareType reports what has changed about a type itself, then about what is in
// it.
func (c *comparer) compareType(a, b *Type, diffs map[string]*difference) {
	if a.Go != b.Go || !strings.EqualFold(a.Name, b.Name) {
		change := Change{
			Kind: Renamed, What: AboutType, Of: b.Name, From: a.Name, To: b.Name, Old: at(a.At), New: at(b.At),
			Breaking: a.Go != "" && a.Go != b.Go, Go: goNames(a.Go),
		}
		switch {
		case b.Go == "":
			change.Kind, change.From, change.To = Changed, string(a.Kind), "any JSON"
		case a.Go == "":
			change.Kind, change.From, change.To, change.Go = Changed, "any JSON", string(b.Kind), goNames(b.Go)
		case a.Name == b.Name:
			change.From, change.To = a.Go, b.Go
			change.Note = "the SDK has another name for it"
		}
		c.add(change)
	}
	if a.Kind != b.Kind && a.Go != "" && b.Go != "" {
		c.add(Change{
			Kind: Changed, What: AboutType, Of: b.Name, From: string(a.Kind), To: string(b.Kind), Old: at(a.At), New: at(b.At),
			Breaking: a.Kind == api.Enum || b.Kind == api.Enum, Go: goNames(a.Go),
		})
	}
	c.deprecation(b.Name, "", a.Deprecated, b.Deprecated, a.At, b.At)
	switch {
	case a.Kind == api.Enum && b.Kind == api.Enum:
		c.compareMembers(a, b)
	case a.Kind != api.Enum && b.Kind != api.Enum:
		c.compareProperties(a, b, diffs)
	}
}

// A difference is how a property that a type has or inherits has changed.
type difference struct {
	old, new inherited // of no Property if there was, or is, none
	// outcome distinguishes the differences of one property.
	outcome string
	// owner is the type that the difference is reported of, one of the old
	// edition. Below are the fields of types derived from it.
	owner *Type
	below []string
}

// differences compares all properties of a type, inherited ones included.
func (c *comparer) differences(a, b *Type) map[string]*difference {
	out := map[string]*difference{}
	before, after := c.old.properties(a), c.new.properties(b)
	for key, p := range before {
		q, ok := after[key]
		switch {
		case !ok:
			out[key] = &difference{old: p, outcome: "removed"}
		case c.old.form(p.Ref) != c.new.form(q.Ref) || !c.sameRef(p.Ref, q.Ref) || p.Go != q.Go || p.Name != q.Name:
			out[key] = &difference{old: p, new: q, outcome: c.old.form(p.Ref) + " to " + c.new.form(q.Ref) + " " + p.Go + " to " + q.Go}
		}
	}
	for key, q := range after {
		if _, ok := before[key]; !ok {
			out[key] = &difference{new: q, outcome: "added"}
		}
	}
	return out
}

// sameRef reports whether two types have one name, or are one that has been renamed.
func (c *comparer) sameRef(a, b Ref) bool {
	if a.Collection != b.Collection {
		return false
	}
	if strings.EqualFold(a.Name, b.Name) {
		return true
	}
	t := c.old.find(a.Name)
	return t != nil && c.types[t] != nil && c.types[t] == c.new.find(b.Name)
}

// owner is the outermost type that a inherits a difference from, or a.
func (c *comparer) owner(a *Type, key string, d *difference, diffs map[*Type]map[string]*difference) *Type {
	for _, u := range slices.Backward(c.old.lineage(a)) {
		if o := diffs[u][key]; o != nil && o.outcome == d.outcome {
			return u
		}
	}
	return a
}

// field is the name of a field.
func field(t *Type, p inherited) []string {
	if t.Go == "" || p.Go == "" {
		return nil
	}
	return []string{t.Go + "." + p.Go}
}

func (c *comparer) compareProperties(a, b *Type, diffs map[string]*difference) {
	var removed, added []*difference
	base := Change{Kind: Changed, What: AboutBase, Of: b.Name, From: a.Base, To: b.Base, Old: at(a.At), New: at(b.At)}
	rebased := !c.sameRef(Ref{Name: a.Base}, Ref{Name: b.Base})
	lost, gained := 0, 0
	for _, key := range slices.Sorted(maps.Keys(diffs)) {
		switch d := diffs[key]; {
		case d.owner != a:
		case d.new.Property == nil && rebased && d.old.from != a:
			base.Go = append(base.Go, slices.Concat(field(a, d.old), d.below)...)
			lost++
		case d.old.Property == nil && rebased && d.new.from != b:
			gained++
		case d.new.Property == nil:
			removed = append(removed, d)
		case d.old.Property == nil:
			added = append(added, d)
		default:
			c.propertyChanged(a, b, d)
		}
	}
	if rebased {
		base.Breaking = len(base.Go) > 0
		if lost+gained > 0 {
			base.Note = fmt.Sprintf("thereby %d properties are lost and %d gained", lost, gained)
		}
		c.add(base)
	}
	added = c.propertiesRenamed(a, b, &removed, added)
	for _, d := range removed {
		c.add(Change{
			Kind: Removed, What: AboutProperty, Of: b.Name, Name: d.old.Name, From: d.old.Ref.String(), Old: at(d.old.At), New: at(b.At),
			Breaking: d.old.Go != "" && a.Go != "", Go: slices.Concat(field(a, d.old), d.below),
		})
	}
	for _, d := range added {
		c.add(Change{
			Kind: Added, What: AboutProperty, Of: b.Name, Name: d.new.Name, To: d.new.Ref.String(), New: at(d.new.At), Go: field(b, d.new),
		})
	}
	c.compareDeprecated(a, b)
}

// compareDeprecated reports the own properties that have been deprecated.
func (c *comparer) compareDeprecated(a, b *Type) {
	own := map[string]*Property{}
	for _, p := range a.Properties {
		own[strings.ToLower(p.Name)] = p
	}
	for _, q := range b.Properties {
		if p := own[strings.ToLower(q.Name)]; p != nil {
			c.deprecation(b.Name, q.Name, p.Deprecated, q.Deprecated, p.At, q.At)
		}
	}
}

// propertyChanged reports the changes of a property that both editions have.
func (c *comparer) propertyChanged(a, b *Type, d *difference) {
	p, q := d.old, d.new
	names := slices.Concat(field(a, p), d.below)
	same := c.old.form(p.Ref) == c.new.form(q.Ref)
	if p.Name != q.Name || p.Go != q.Go {
		change := Change{
			Kind: Renamed, What: AboutProperty, Of: b.Name, Name: q.Name, From: p.Name, To: q.Name, Old: at(p.At), New: at(q.At),
			Breaking: p.Go != q.Go && len(names) > 0, Go: names,
		}
		if p.Name == q.Name {
			change.From, change.To, change.Note = p.Go, q.Go, "the SDK has another name for it"
		}
		c.add(change)
	}
	if same && c.sameRef(p.Ref, q.Ref) {
		return
	}
	c.add(Change{
		Kind: Changed, What: AboutProperty, Of: b.Name, Name: q.Name, From: c.old.describe(p.Ref), To: c.new.describe(q.Ref),
		Old: at(p.At), New: at(q.At), Breaking: !same && len(names) > 0, Go: names,
	})
}

// describe names a type, and says what it is where no page describes it.
func (e *edition) describe(r Ref) string {
	if strings.HasSuffix(e.form(r), FormAny) && r.Name != "" {
		return r.String() + " (any JSON)"
	}
	return r.String()
}

// propertiesRenamed reports removed properties that were renamed: exactly one added one has
// the same form and a similar name. It returns the other added ones.
func (c *comparer) propertiesRenamed(a, b *Type, removed *[]*difference, added []*difference) []*difference {
	takes := func(p, q *difference) bool {
		return p.old.from == a && q.new.from == b && c.old.form(p.old.Ref) == c.new.form(q.new.Ref) && alike(p.old.Name, q.new.Name)
	}
	only := func(list []*difference, like func(*difference) bool) *difference {
		var found *difference
		for _, d := range list {
			if like(d) {
				if found != nil {
					return nil
				}
				found = d
			}
		}
		return found
	}
	const many = 100 // more renamed at once is a type that is written anew
	if len(*removed) > many || len(added) > many {
		return added
	}
	taken := map[*difference]bool{}
	for _, p := range *removed {
		q := only(added, func(q *difference) bool { return takes(p, q) })
		if q == nil || only(*removed, func(p *difference) bool { return takes(p, q) }) != p {
			continue
		}
		taken[p], taken[q] = true, true
		names := slices.Concat(field(a, p.old), p.below)
		c.add(Change{
			Kind: Renamed, What: AboutProperty, Of: b.Name, Name: q.new.Name, From: p.old.Name, To: q.new.Name,
			Old: at(p.old.At), New: at(q.new.At), Breaking: p.old.Go != q.new.Go && len(names) > 0, Go: names,
		})
	}
	isTaken := func(d *difference) bool { return taken[d] }
	*removed = slices.DeleteFunc(*removed, isTaken)
	return slices.DeleteFunc(added, isTaken)
}

// compareMembers compares two enumerations.
func (c *comparer) compareMembers(a, b *Type) {
	index := func(t *Type) map[string]Member {
		out := map[string]Member{}
		for _, m := range t.Members {
			if _, ok := out[m.Name]; !ok {
				out[m.Name] = m
			}
		}
		return out
	}
	before, after := index(a), index(b)
	for _, name := range slices.Sorted(maps.Keys(before)) {
		m, n := before[name], after[name]
		change := Change{What: AboutMember, Of: b.Name, Name: name, Old: at(m.At), Go: goNames(m.Go)}
		if _, ok := after[name]; !ok {
			change.Kind, change.New, change.Breaking = Removed, at(b.At), m.Go != ""
			c.add(change)
		} else if m.Go != n.Go && (a.Go == b.Go || m.Go == "" || n.Go == "") {
			change.Kind, change.From, change.To, change.New, change.Breaking = Renamed, m.Go, n.Go, at(n.At), m.Go != ""
			change.Note = "the SDK has another name for it"
			c.add(change)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if _, ok := before[name]; !ok {
			n := after[name]
			c.add(Change{Kind: Added, What: AboutMember, Of: b.Name, Name: name, New: at(n.At), Go: goNames(n.Go)})
		}
	}
}
