package resolve

// This phase follows paths through the types: /users/{id}/events leads to a
// collection of event because users is one of user, whose events property says
// so. Where a path's first segment leads is nowhere written down; it is told
// from the pages that list, create or get what is there, and from the names of
// types. Longer paths learnt that way help where a property is missing.

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/reading/calls"
	"github.com/sdkscribe/sdkscribe/parser/reading/report"
	"github.com/sdkscribe/sdkscribe/parser/reading/types"
)

// A navigator knows where paths lead.
type navigator struct {
	c     *types.Catalog
	known map[string]api.TypeRef    // path key → what is there
	keyed map[string]bool           // path keys that something puts a key behind
	sets  map[string]bool           // path keys of sets, by the notation of keys
	ones  map[string]bool           // path keys, and whether all pages of a GET answer it with one object
	below map[*api.Type][]*api.Type // direct derived types
	votes map[string][]vote         // by path key, until they are settled
	// composed are what composable functions return, by folded name. A function of
	// which pages say different things has a ref without a name.
	composed map[string]api.TypeRef
	odd      []oddWord
}

// vote is one page's word for what a path leads to.
type vote struct {
	ref api.TypeRef
	d   *calls.Draft
	own bool // the path is what the page begins with
}

// declared reports whether the step rests on a property's declaration, on a page.
func (at step) declared() bool { return at.property != nil && !at.derived && !at.shown }

// newNavigator learns from the drafts what pages say of paths.
func newNavigator(c *types.Catalog, drafts []*calls.Draft) *navigator {
	n := &navigator{c: c, known: map[string]api.TypeRef{}, keyed: map[string]bool{}, sets: map[string]bool{}, ones: map[string]bool{}, below: map[*api.Type][]*api.Type{}, votes: map[string][]vote{}, composed: map[string]api.TypeRef{}}
	for _, d := range drafts {
		n.compose(d)
		for _, v := range d.Templates {
			n.noteKeys(v.Path)
			n.noteSets(v.Path)
			n.vote(d, v)
			if v.Method == "GET" {
				agreed, known := n.ones[v.Key]
				n.ones[v.Key] = (agreed || !known) && d.AnswersOne(v)
			}
		}
		for _, p := range d.Exchanges {
			n.noteKeys(p.Path)
			n.noteSets(p.Path)
		}
	}
	n.settle()
	return n
}

// compose notes what the function that a page documents returns, where paths may go on
// behind it.
func (n *navigator) compose(d *calls.Draft) {
	if !d.Op.Composable || len(d.Said.Types) == 0 {
		return
	}
	ref := api.TypeRef{Name: d.Said.Types[0].Name, Collection: d.Said.Collection}
	for _, v := range d.Templates {
		name := odata.Fold(odata.BareName(v.Path.Last().Name))
		if name == "" || v.Path.Last().Kind == api.System {
			continue
		}
		if other, known := n.composed[name]; known && other != ref {
			n.composed[name] = api.TypeRef{}
			continue
		}
		n.composed[name] = ref
	}
}

// settle settles the votes by what types derive from.
func (n *navigator) settle() {
	for _, t := range n.c.All() {
		if t.BaseType != nil {
			n.below[t.BaseType] = append(n.below[t.BaseType], t)
		}
	}
	for k, votes := range n.votes {
		ref := n.elect(votes, n.namedAt(k))
		ref.Collection = ref.Collection || n.sets[k] // whatever one page shows
		n.known[k] = ref
	}
	n.votes = nil
}

// noteKeys notes which names of a path have a key behind them.
func (n *navigator) noteKeys(p api.Path) {
	var buffer [256]byte
	key := buffer[:0] // of what is before the segment
	for i := range p {
		if i > 0 && (p[i].Kind == api.Key || p[i].Kind == api.Static && api.LooksLiteral(p[i].Name)) && !n.keyed[string(key)] {
			n.keyed[string(key)] = true
		}
		key = p[i].AppendKey(key)
	}
}

// noteSets notes which names of a path have a key behind them in a service that writes
// keys in parentheses. What has one there is a set; elsewhere, a placeholder may stand
// behind the name of a thing as well: /me/{name}.
func (n *navigator) noteSets(p api.Path) {
	for i := range p {
		if i > 0 && p[i].Kind == api.Key && n.c.Convention.ParenthesesKeys {
			n.sets[p[:i].Key()] = true
		}
	}
}

// vote notes what a page says about the path of one of its templates.
func (n *navigator) vote(d *calls.Draft, v *calls.Template) {
	if v.Path.Last().Kind == api.System || v.Path.Last().Kind == api.Operator {
		return
	}
	var t *api.Type
	switch {
	case v.Method == "GET" && len(d.Said.Types) > 0:
		t = d.Said.Types[0]
	case v.Method == "POST" && d.Said.Status == 201 && len(d.Said.Types) > 0:
		t = d.Said.Types[0]
	case (v.Method == "PATCH" || v.Method == "PUT") && len(d.Linked) > 0:
		t = d.Linked[0]
	default:
		return
	}
	key, coll := v.Key, v.Method == "GET" && d.Said.Collection && !d.ShowsOne(v) || v.Method == "POST"
	coll = coll || v.Method == "GET" && (d.ShowsCollection() && len(d.Templates) == 1 || d.ListsBy(v))
	if p := v.Path; p.Last().Kind == api.Key && len(p) > 1 {
		key, coll = p[:len(p)-1].Key(), true
	}
	n.votes[key] = append(n.votes[key], vote{api.TypeRef{Name: t.Name, Collection: coll}, d, v == d.FirstTemplate()})
}

// elect settles the votes for one path: the most derived type that two thirds of
// the votes are for, a vote for a type being one for its bases too. Pages about
// many kinds of mobile app agree on mobileApp; a stray page does not turn users
// into directory objects.
//
// Where no type has so many, the one that the path names is taken, if a vote is for it: the
// others are of pages that were copied with their links.
func (n *navigator) elect(votes []vote, named *api.Type) api.TypeRef {
	count, voted := map[*api.Type]int{}, map[*api.Type]int{}
	collections := 0
	for _, v := range votes {
		if t := n.c.Find(v.ref.Name); t != nil {
			voted[t]++
		}
		for t, depth := n.c.Find(v.ref.Name), 0; t != nil && depth < api.MaxDepth; t, depth = t.BaseType, depth+1 {
			count[t]++
		}
		if v.ref.Collection {
			collections++
		}
	}
	var best *api.Type
	for t, c := range count {
		if c*3 < len(votes)*2 || voted[t] == 0 && t.BaseType == nil && named != nil && voted[named] > 0 {
			continue
		}
		if best == nil || t.DerivesFrom(best) || !best.DerivesFrom(t) && t.Name < best.Name {
			best = t
		}
	}
	ref := api.TypeRef{Name: votes[0].ref.Name, Collection: collections*2 >= len(votes)}
	if best == nil && named != nil && count[named] > 0 {
		best = named
	}
	if best != nil && best == named {
		for _, v := range votes {
			if t := n.c.Find(v.ref.Name); t != nil && v.own && !api.Related(t, named) {
				n.odd = append(n.odd, oddWord{v.d, t, named})
			}
		}
	}
	if best != nil {
		ref.Name = best.Name
	}
	return ref
}

// An oddWord is a page's word for a type that its path is none of.
type oddWord struct {
	d           *calls.Draft
	said, named *api.Type
}

// namedAt is the type that the last name of a path says, whose key is given, nil for none.
func (n *navigator) namedAt(key string) *api.Type {
	name := key[strings.LastIndexByte(key, '/')+1:]
	if strings.ContainsAny(name, "{}():$") {
		return nil
	}
	return calls.TypeNamed(name, n.c)
}

// step is where a walk stands.
type step struct {
	api.TypeRef
	// property is the one that the last name went through, or nil.
	property *api.Property
	// derived reports that the property is declared by a type derived from the one that
	// the path led to, perhaps by several, each with a type of its own.
	derived bool
	// shown reports that examples alone show the property: no page describes its owner.
	shown bool
}

// A walker follows a path through the types, segment by segment.
type walker struct {
	n     *navigator
	at    step
	key   []byte // of the segments walked
	count int    // how many there are
	lost  bool   // nobody says where the last segment leads
	// composed is what the last segment returns if it is a composable function: where
	// a path leads that goes on behind it.
	composed api.TypeRef
}

// walk follows a path as far as types go. ok reports whether all of it could be
// followed; at is then what the path leads to.
func (n *navigator) walk(p api.Path) (at step, ok bool) {
	var buffer [256]byte
	w := walker{n: n, key: buffer[:0]}
	for i := range p {
		w.step(&p[i])
	}
	return w.where()
}

// where returns what the segments walked lead to, if that is known.
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
func (w *walker) step(s *api.Segment) {
	w.key = s.AppendKey(w.key)
	first := w.count == 0
	w.count++
	if w.lost && w.composed.Name != "" {
		w.at, w.lost = step{TypeRef: w.composed}, false
	}
	w.composed = api.TypeRef{}
	if w.lost {
		ref, known := w.n.known[string(w.key)]
		w.at, w.lost = step{TypeRef: ref}, !known
		return
	}
	to, ok := w.n.next(w.key, *s, w.at, first)
	w.at, w.lost = to, !ok
	if w.lost && s.Name != "" {
		w.composed = w.n.composed[odata.Fold(odata.BareName(s.Name))]
	}
}

// next goes from at through the segment s, which ends the path that key is of.
func (n *navigator) next(key []byte, s api.Segment, at step, first bool) (step, bool) {
	if to, ok := n.advance(at, s, first); ok {
		if to.property != nil && n.ones[string(key)] && !n.sets[string(key)] && (to.property.Inferred || !n.keyed[string(key)]) {
			to.Collection = false // the pages that get it say and show one, and none has a key behind it
		}
		return to, true
	}
	if ref, known := n.known[string(key)]; known {
		return step{TypeRef: ref}, true
	}
	return step{TypeRef: api.TypeRef{Collection: true}}, s.Kind == api.Static && n.keyed[string(key)]
}

// hasKeyed reports whether some template puts a key behind a path.
func (n *navigator) hasKeyed(p api.Path) bool {
	var buffer [256]byte
	return n.keyed[string(p.Unformatted().AppendKey(buffer[:0]))]
}

// canonical spells the names in a path as the types declare them where these show
// more words: pages write calendargroups for calendarGroups, and a client has one
// name for both. A page that spells better than the type keeps its spelling, so
// that no other page takes the name away from it.
func (n *navigator) canonical(p api.Path) (changed string) {
	var buffer [256]byte
	w := walker{n: n, key: buffer[:0]}
	for i := range p {
		if w.step(&p[i]); w.lost {
			return changed
		}
		if q := w.at.property; q != nil && odata.EqualFold(p[i].Name, q.Name) && odata.MoreWords(p[i].Name, q.Name) != p[i].Name {
			changed = q.Name
			p[i].Name = q.Name
		}
	}
	return changed
}

// advance takes one segment.
func (n *navigator) advance(at step, s api.Segment, first bool) (step, bool) {
	if first {
		if s.Kind != api.Static {
			return step{}, false
		}
		return n.root(s.Name)
	}
	switch s.Kind {
	case api.Key, api.AlternateKey:
		if at.Collection {
			return step{TypeRef: api.TypeRef{Name: at.Name}, derived: at.derived, shown: at.shown}, true
		}
		return step{}, false
	case api.ByPath:
		return step{TypeRef: api.TypeRef{Name: at.Name}, shown: at.shown}, !at.Collection
	case api.Cast:
		if to := n.c.Find(s.Name); to != nil {
			return step{TypeRef: api.TypeRef{Name: to.Name, Collection: at.Collection}}, true
		}
		return step{}, false
	case api.Static:
		if at.Collection {
			return step{}, false
		}
		t := n.c.Find(at.Name)
		if t == nil {
			return step{}, false
		}
		prop := n.lookup(t, s.Name)
		if prop == nil {
			return step{}, false
		}
		return step{TypeRef: api.TypeRef{Name: prop.Type, Collection: prop.Collection}, property: prop, derived: t.PropertyCalled(s.Name) == nil, shown: t.Inferred}, true
	}
	return step{}, false
}

// root tells what the first segment of a path leads to.
func (n *navigator) root(name string) (step, bool) {
	var buffer [128]byte
	ref, known := n.known[string(odata.AppendFold(append(buffer[:0], '/'), name))]
	if singleton := n.c.Convention.Singletons[odata.Fold(name)]; singleton != "" {
		if user := n.c.Find(singleton); user != nil && (!known || api.Related(user, n.c.Find(ref.Name))) {
			// Pages about photos and the like blur what the votes come to.
			return step{TypeRef: api.TypeRef{Name: user.Name}}, true
		}
	}
	if known {
		return step{TypeRef: ref}, true
	}
	for _, try := range []string{name, name + "Root", strings.TrimSuffix(name, "s") + "Root"} {
		if t := n.c.Find(try); t != nil && t.Kind != api.Enum {
			return step{TypeRef: api.TypeRef{Name: t.Name}}, true
		}
	}
	for _, one := range phrases.Singulars(name) {
		if t := n.c.Find(one); t != nil && t.Kind != api.Enum {
			return step{TypeRef: api.TypeRef{Name: t.Name, Collection: true}}, true
		}
	}
	return step{}, false
}

// lookup finds a property on a type or, since pages often leave out the cast,
// on a type derived from it.
func (n *navigator) lookup(t *api.Type, name string) *api.Property {
	if p := t.PropertyCalled(name); p != nil {
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

// markListed makes collections of the relationships that a page lists: it says so,
// and its example shows the list.
func (s *Resolver) markListed(drafts []*Operation) {
	for _, d := range drafts {
		v := d.FirstTemplate()
		if v == nil || v.Method != "GET" || !d.ShowsCollection() || !d.Mentions(v.Path) {
			continue
		}
		at, ok := s.nav.walk(v.Path)
		if !d.Said.Collection && !(ok && at.property != nil && s.ofPlain(v.Path)) {
			continue
		}
		if p := at.property; ok && p != nil && p.Navigation && !p.Collection {
			s.Catalog.Apply("resolve", types.IsCollection{Property: p, Several: true})
			s.Reporter.Add(d.Page, v.Pos, "property-collection", diag.Info,
				"this page lists “"+p.Name+"”, so that it is a collection of "+p.Type, "add “collection” to its type on the resource's page")
		}
	}
}

// ofPlain reports whether the last name of a path is a property of a type that a page
// without annotations describes.
func (s *Resolver) ofPlain(p api.Path) bool {
	owner, ok := s.nav.walk(p[:len(p)-1])
	t := s.Catalog.Find(owner.Name)
	return ok && t != nil && s.Catalog.IsPlain(t)
}

// spell puts the names in a page's templates into the API's own spelling.
func (s *Resolver) spell(d *Operation) {
	for _, v := range d.Templates {
		if name := s.nav.canonical(v.Path); name != "" {
			s.Reporter.Add(d.Page, v.Pos, "template-case", diag.Info, "the template spells "+report.Quote(name)+" in another case than the resource page", "write "+report.Quote(name))
		}
	}
}
