package types

// This file knows the names of sets. A service has a set "customers" of things that are
// each a "customer", and pages use one name for the other: the page about the type is
// titled by the set, a cell names the set where it means one of it or many, another the
// type. There is one type all the same, and it is called after what one of its values is.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// nameOnes gives a type that only the title of its page names the name of one thing,
// where the title is that of the set: requests put a key behind it, as in
// /customers/{id}, or, where none does, the answer to one that ends in it is a list. The
// set is spelled as requests spell it that end in it. No page may be about a type that
// is called so already.
func nameOnes(pages []*parser.Page, all []*Declarations) {
	taken := map[string]bool{}
	titled := map[string]*resource{}
	for _, d := range all {
		for _, res := range d.resources {
			name := res.name
			if res.part == "" {
				name = odata.BareName(name)
			}
			taken[odata.Fold(name)] = true
			if res.note != nil || res.name == "" || phrases.OneOf(res.name) == "" {
				continue
			}
			stem := phrases.Stem(res.name)
			if _, twice := titled[stem]; twice {
				res = nil
			}
			titled[stem] = res
		}
	}
	if len(titled) == 0 {
		return
	}
	for stem, use := range usesOf(pages, titled) {
		res := titled[stem]
		if res == nil || !use.keyed && (use.composed || !use.listed) {
			continue
		}
		spelled := mostFrequent(use.ends)
		if phrases.OneOf(spelled) == "" {
			spelled = res.name
		}
		if one := odata.LowerFirst(phrases.OneOf(spelled)); !taken[odata.Fold(one)] {
			res.set = res.name
			if strings.EqualFold(res.on.title, res.name) {
				res.on.title = one
			}
			res.name = one
		}
	}
}

// A use is how requests use the name of a set.
type use struct {
	keyed    bool           // one key stands behind it
	composed bool           // a key of several parts that do not say of what they are
	listed   bool           // the answer to a request that ends in it is a list
	ends     map[string]int // how requests spell it that end in it, or in a key behind it
}

// usesOf finds how the requests of all pages use names, by their stems.
func usesOf(pages []*parser.Page, stems map[string]*resource) map[string]*use {
	u := uses{stems: stems, of: map[string]*use{}}
	for _, page := range pages {
		u.read(page)
	}
	return u.of
}

// uses gathers the uses of names.
type uses struct {
	stems map[string]*resource
	of    map[string]*use
	last  map[string]bool // stems that requests of the page end in
}

// read reads the requests of a page, and whether it shows a list.
func (u *uses) read(page *parser.Page) {
	u.last = map[string]bool{}
	listed := false
	for _, s := range page.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*parser.Code)
			if !ok {
				continue
			}
			if code.Request != nil {
				u.url(code.Request.URL)
			}
			for _, t := range code.Templates {
				u.url(t.URL)
			}
			listed = listed || showsList(code)
		}
	}
	if len(u.last) != 1 || !listed {
		return
	}
	for stem := range u.last {
		if use := u.of[stem]; use != nil {
			use.listed = true
		}
	}
}

// showsList reports whether a block shows an answer that is a list: an array, or an object
// whose one member besides control information is one.
func showsList(code *parser.Code) bool {
	shown := code.JSON
	if code.Response != nil {
		shown = code.Response.Body.JSON
	}
	if shown == nil || shown.Value == nil || code.Request != nil {
		return false
	}
	if shown.Value.Kind == relaxed.Array {
		return true
	}
	lists := 0
	for _, m := range shown.Value.Members {
		switch {
		case strings.HasPrefix(m.Name, "@"):
		case m.Value.Kind == relaxed.Array && lists == 0:
			lists++
		default:
			return false
		}
	}
	return lists == 1
}

// url reads one URL.
func (u *uses) url(url string) {
	path, _, _ := strings.Cut(url, "?")
	segments := strings.Split(strings.TrimRight(path, "/ "), "/")
	for i, segment := range segments {
		name, key, inside := strings.Cut(segment, "(")
		stem := phrases.Stem(name)
		after := segments[i+1:]
		keyed := len(after) > 0 && strings.HasPrefix(after[0], "{")
		if end := len(after) == 0 || keyed && len(after) == 1; end {
			u.last[stem] = true
			if use := u.use(stem); use != nil {
				use.ends[name]++
			}
		}
		use := u.use(stem)
		if use == nil || !inside && !keyed {
			continue
		}
		one := keyed || isOneKey(key)
		use.keyed, use.composed = use.keyed || one, use.composed || !one
	}
}

// use returns the use of a stem, nil for one that is not asked for.
func (u *uses) use(stem string) *use {
	if _, wanted := u.stems[stem]; !wanted {
		return nil
	}
	if u.of[stem] == nil {
		u.of[stem] = &use{ends: map[string]int{}}
	}
	return u.of[stem]
}

// isOneKey reports whether what stands behind a bracket is the key of one thing: a value,
// or several of which one is named as the id.
func isOneKey(key string) bool {
	key, ok := strings.CutSuffix(key, ")")
	if !ok || key == "" {
		return false
	}
	parts := strings.Split(key, ",")
	if len(parts) == 1 {
		return !strings.Contains(key, "=")
	}
	for _, part := range parts {
		if name, _, named := strings.Cut(part, "="); named && strings.EqualFold(strings.TrimSpace(name), "id") {
			return true
		}
	}
	return false
}

// Named returns the type that a word in the text or the table of a page names, in any
// spelling that [Catalog.Find] knows or as a set: "customers" is a customer, and where
// only customers are described, "customer" is one of them. It is nil where no page
// describes such a type.
func (c *Catalog) Named(page *parser.Page, word string) *api.Type {
	ns := c.namespaceOn(page)
	if t := c.FindIn(ns, word); t != nil {
		return t
	}
	word = odata.CleanTypeName(word)
	if c.ns == "" {
		if t := c.parts[odata.Fold(odata.BareName(word))]; t != nil && strings.Contains(word, ".") {
			return t
		}
		if bare := odata.BareName(word); bare != word {
			// A reference whose types have no namespace writes one now and then.
			if t := c.described(bare); t != nil {
				return t
			}
			word = bare
		}
		if bare, ok := strings.CutSuffix(odata.Fold(word), "type"); ok {
			if t := c.described(bare); t != nil && t.Kind != api.Enum {
				return t
			}
		}
	}
	return c.ofSet(word)
}

// OfSet returns the type of the elements of a set that is called by a name, or nil.
func (c *Catalog) OfSet(name string) *api.Type {
	if t := c.sets[odata.Fold(name)]; t != nil {
		return t
	}
	if phrases.OneOf(name) == "" {
		return nil
	}
	return c.ofSet(name)
}

// described returns the type of a name that a page describes, or nil.
func (c *Catalog) described(name string) *api.Type {
	if t := c.Find(name); t != nil && !t.Inferred {
		return t
	}
	return nil
}

// ofSet returns the type whose set has a name, or, the other way round, the type that is
// described by the name of its set, of which the name is one. An enumeration has no set.
func (c *Catalog) ofSet(name string) *api.Type {
	if t := c.sets[odata.Fold(name)]; t != nil {
		return t
	}
	if one := phrases.OneOf(name); one != "" {
		if t := c.described(one); t != nil && t.Kind != api.Enum {
			return t
		}
	}
	if t := c.stems[phrases.Stem(name)]; t != nil && t.Kind != api.Enum {
		return t
	}
	return nil
}

// indexSets files the types by the names of their sets and by the stems of their own.
func (c *Catalog) indexSets(found []*Declarations) {
	c.sets, c.stems, c.parts = map[string]*api.Type{}, map[string]*api.Type{}, map[string]*api.Type{}
	for _, d := range found {
		for _, res := range d.resources {
			if res.t != nil {
				c.indexSet(res)
			}
		}
	}
}

// indexSet files the type of one declaration.
func (c *Catalog) indexSet(res *resource) {
	if res.part != "" {
		for _, name := range []string{res.also, res.t.Name} {
			c.parts[odata.Fold(odata.BareName(name))] = res.t
		}
		return
	}
	if res.set != "" {
		c.sets[odata.Fold(res.set)] = res.t
	}
	stem := phrases.Stem(odata.BareName(res.t.Name))
	if other, taken := c.stems[stem]; taken && other != res.t {
		c.stems[stem] = nil // one of several
		return
	}
	c.stems[stem] = res.t
}
