package model

// This phase follows paths through the types: /users/{id}/events leads to a
// collection of event because users is one of user, whose events property says
// so. Where a path's first segment leads is nowhere written down; it is told
// from the pages that list, create or get what is there, and from the names of
// types. Longer paths learnt that way help where a property is missing.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/internal/fold"
)

// A navigator knows where paths lead.
type navigator struct {
	c     *catalog
	known map[string]TypeRef // path key → what is there
	keyed map[string]bool    // path keys that some template puts a key behind
	below map[*Type][]*Type  // direct derived types
	votes map[string][]vote  // by path key, until they are settled
}

// vote is one page's word for what a path leads to.
type vote struct{ ref TypeRef }

// sure tells whether the step rests on a property's declaration.
func (at step) sure() bool { return at.property != nil && !at.loose }

// newNavigator learns from the drafts what pages say of paths. What comes of it is
// settled by [navigator.settle].
func newNavigator(c *catalog, drafts []*draft) *navigator {
	n := &navigator{c: c, known: map[string]TypeRef{}, keyed: map[string]bool{}, below: map[*Type][]*Type{}, votes: map[string][]vote{}}
	for _, d := range drafts {
		for _, v := range d.verbs {
			n.noteKeys(v.Path)
			n.vote(d, v)
		}
		for _, p := range d.pairs {
			n.noteKeys(p.path)
		}
	}
	return n
}

// settle settles the votes, once it is known what types derive from.
func (n *navigator) settle() {
	for _, t := range n.c.all() {
		if t.BaseType != nil {
			n.below[t.BaseType] = append(n.below[t.BaseType], t)
		}
	}
	for k, votes := range n.votes {
		n.known[k] = n.elect(votes)
	}
	n.votes = nil
}

// noteKeys notes which names of a path have a key behind them.
func (n *navigator) noteKeys(p Path) {
	var buffer [256]byte
	key := buffer[:0] // of what is before the segment
	for i := range p {
		if i > 0 && (p[i].Kind == Key || p[i].Kind == Static && looksLiteral(p[i].Name)) && !n.keyed[string(key)] {
			n.keyed[string(key)] = true
		}
		key = p[i].appendKey(key)
	}
}

// vote notes what a page says about the path of one of its templates.
func (n *navigator) vote(d *draft, v *drafted) {
	if v.Path == nil || v.Path.last().Kind == System || v.Path.last().Kind == Operator {
		return
	}
	var t *Type
	switch {
	case v.Method == "GET" && len(d.said.types) > 0:
		t = d.said.types[0]
	case v.Method == "POST" && d.said.status == 201 && len(d.said.types) > 0:
		t = d.said.types[0]
	case (v.Method == "PATCH" || v.Method == "PUT") && len(d.linked) > 0:
		t = d.linked[0]
	default:
		return
	}
	key, coll := v.key, v.Method == "GET" && d.said.collection || v.Method == "POST"
	coll = coll || v.Method == "GET" && d.showsCollection() && len(d.verbs) == 1
	if p := v.Path; p.last().Kind == Key && len(p) > 1 {
		key, coll = p[:len(p)-1].key(), true
	}
	n.votes[key] = append(n.votes[key], vote{TypeRef{Name: t.Name, Collection: coll}})
}

// elect settles the votes for one path: the most derived type that two thirds of
// the votes are for, a vote for a type being one for its bases too. Pages about
// many kinds of mobile app agree on mobileApp; a stray page does not turn users
// into directory objects.
func (n *navigator) elect(votes []vote) TypeRef {
	count := map[*Type]int{}
	collections := 0
	for _, v := range votes {
		for t, depth := n.c.find(v.ref.Name), 0; t != nil && depth < maxDepth; t, depth = t.BaseType, depth+1 {
			count[t]++
		}
		if v.ref.Collection {
			collections++
		}
	}
	var best *Type
	for t, c := range count {
		if c*3 < len(votes)*2 {
			continue
		}
		if best == nil || t.DerivesFrom(best) || !best.DerivesFrom(t) && t.Name < best.Name {
			best = t
		}
	}
	ref := TypeRef{Name: votes[0].ref.Name, Collection: collections*2 >= len(votes)}
	if best != nil {
		ref.Name = best.Name
	}
	return ref
}

// step is where a walk stands.
type step struct {
	TypeRef
	// property is the one that the last name went through, or nil.
	property *Property
	// loose tells that the property is declared by a type derived from the one that
	// the path led to, perhaps by several, each with a type of its own.
	loose bool
}

// A walker follows a path through the types, segment by segment.
type walker struct {
	n     *navigator
	at    step
	key   []byte // of the segments walked
	count int    // how many there are
	lost  bool   // nobody says where the last segment leads
}

// walk follows a path as far as types go. ok tells whether all of it could be
// followed; at is then what the path leads to.
func (n *navigator) walk(p Path) (at step, ok bool) {
	var buffer [256]byte
	w := walker{n: n, key: buffer[:0]}
	for i := range p {
		w.step(&p[i])
	}
	return w.where()
}

// where tells what the segments walked lead to, if that is known.
func (w *walker) where() (step, bool) {
	if w.lost {
		return step{}, false
	}
	return w.at, true
}

// step goes through one more segment: by what the types declare, else by what pages
// say of the path so far. It finds the way again at the next place of which pages say
// where it leads, though nobody says it of the way there: /appCatalogs is no type's,
// /appCatalogs/teamsApps lists apps.
func (w *walker) step(s *Segment) {
	w.key = s.appendKey(w.key)
	first := w.count == 0
	w.count++
	if w.lost {
		ref, known := w.n.known[string(w.key)]
		w.at, w.lost = step{TypeRef: ref}, !known
		return
	}
	to, ok := w.n.next(w.key, *s, w.at, first)
	w.at, w.lost = to, !ok
}

// next goes from at through the segment s, which ends the path that key is of.
func (n *navigator) next(key []byte, s Segment, at step, first bool) (step, bool) {
	if to, ok := n.advance(at, s, first); ok {
		return to, true
	}
	if ref, known := n.known[string(key)]; known {
		return step{TypeRef: ref}, true
	}
	return step{TypeRef: TypeRef{Collection: true}}, s.Kind == Static && n.keyed[string(key)]
}

// hasKeyed tells whether some template puts a key behind a path.
func (n *navigator) hasKeyed(p Path) bool {
	var buffer [256]byte
	return n.keyed[string(p.appendKey(buffer[:0]))]
}

// canonical spells the names in a path as the types declare them where these show
// more words: pages write calendargroups for calendarGroups, and a client has one
// name for both. A page that spells better than the type keeps its spelling, so
// that no other page takes the name away from it.
func (n *navigator) canonical(p Path) (changed string) {
	var buffer [256]byte
	w := walker{n: n, key: buffer[:0]}
	for i := range p {
		if w.step(&p[i]); w.lost {
			return changed
		}
		if q := w.at.property; q != nil && moreWords(p[i].Name, q.Name) != p[i].Name {
			changed = q.Name
			p[i].Name = q.Name
		}
	}
	return changed
}

// advance takes one segment.
func (n *navigator) advance(at step, s Segment, first bool) (step, bool) {
	if first {
		if s.Kind != Static {
			return step{}, false
		}
		return n.root(s.Name)
	}
	switch s.Kind {
	case Key, AlternateKey:
		if at.Collection {
			return step{TypeRef: TypeRef{Name: at.Name}, loose: at.loose}, true
		}
		return step{}, false
	case ByPath:
		return step{TypeRef: TypeRef{Name: at.Name}}, !at.Collection
	case Cast:
		if to := n.c.find(s.Name); to != nil {
			return step{TypeRef: TypeRef{Name: to.Name, Collection: at.Collection}}, true
		}
		return step{}, false
	case Static:
		if at.Collection {
			return step{}, false
		}
		t := n.c.find(at.Name)
		if t == nil {
			return step{}, false
		}
		prop := n.lookup(t, s.Name)
		if prop == nil {
			return step{}, false
		}
		return step{TypeRef: TypeRef{Name: prop.Type, Collection: prop.Collection}, property: prop, loose: t.Property(s.Name) == nil}, true
	}
	return step{}, false
}

// root tells what the first segment of a path leads to.
func (n *navigator) root(name string) (step, bool) {
	var buffer [128]byte
	ref, known := n.known[string(fold.Append(append(buffer[:0], '/'), name))]
	if sameName(name, "me") {
		if user := n.c.find("user"); user != nil && (!known || related(user, n.c.find(ref.Name))) {
			// Pages about photos and the like blur what the votes come to.
			return step{TypeRef: TypeRef{Name: user.Name}}, true
		}
	}
	if known {
		return step{TypeRef: ref}, true
	}
	for _, try := range []string{name, name + "Root", strings.TrimSuffix(name, "s") + "Root"} {
		if t := n.c.find(try); t != nil && t.Kind != Enum {
			return step{TypeRef: TypeRef{Name: t.Name}}, true
		}
	}
	for _, one := range singulars(name) {
		if t := n.c.find(one); t != nil && t.Kind != Enum {
			return step{TypeRef: TypeRef{Name: t.Name, Collection: true}}, true
		}
	}
	return step{}, false
}

// singulars lists what one of a plural may be called.
func singulars(name string) []string {
	var out []string
	if s, ok := strings.CutSuffix(name, "ies"); ok {
		out = append(out, s+"y")
	}
	if s, ok := strings.CutSuffix(name, "es"); ok {
		out = append(out, s)
	}
	if s, ok := strings.CutSuffix(name, "s"); ok {
		out = append(out, s)
	}
	return out
}

// lookup finds a property on a type or, since pages often leave out the cast,
// on a type derived from it.
func (n *navigator) lookup(t *Type, name string) *Property {
	if p := t.Property(name); p != nil {
		return p
	}
	queue := slices.Clip(n.below[t]) // which stays as it is
	for seen := 0; len(queue) > 0 && seen < 1024; seen++ {
		u := queue[0]
		queue = queue[1:]
		if p := u.Property(name); p != nil {
			return p
		}
		queue = append(queue, n.below[u]...)
	}
	return nil
}
