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
)

// nameOnes gives a type that only the title of its page names the name of one thing,
// where the title is that of the set: requests of the reference put a key behind it,
// as in /customers/{id}, and no page is about a type of that name.
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
			if res.note == nil && res.name != "" && phrases.OneOf(res.name) != "" {
				titled[odata.Fold(res.name)] = res
			}
		}
	}
	if len(titled) == 0 {
		return
	}
	for set := range keyedNames(pages, titled) {
		res := titled[set]
		if one := phrases.OneOf(res.name); !taken[odata.Fold(one)] {
			res.set = res.name
			if strings.EqualFold(res.on.title, res.name) {
				res.on.title = one
			}
			res.name = one
		}
	}
}

// keyedNames returns which of the names, which are folded, have a single key behind
// them in a URL that the pages show.
func keyedNames(pages []*parser.Page, names map[string]*resource) map[string]bool {
	keyed := map[string]bool{}
	look := func(url string) {
		path, _, _ := strings.Cut(url, "?")
		before := ""
		for segment := range strings.SplitSeq(path, "/") {
			name, key, inside := strings.Cut(segment, "(")
			if low := odata.Fold(name); inside && isOneKey(key) && names[low] != nil {
				keyed[low] = true
			}
			if strings.HasPrefix(segment, "{") && names[before] != nil {
				keyed[before] = true
			}
			before = odata.Fold(segment)
		}
	}
	for _, page := range pages {
		for _, s := range page.Sections {
			for _, b := range s.Blocks {
				code, ok := b.(*parser.Code)
				if !ok {
					continue
				}
				if code.Request != nil {
					look(code.Request.URL)
				}
				for _, t := range code.Templates {
					look(t.URL)
				}
			}
		}
	}
	return keyed
}

// isOneKey reports whether what stands behind a bracket is a key of one part.
func isOneKey(key string) bool {
	key, ok := strings.CutSuffix(key, ")")
	return ok && key != "" && !strings.ContainsAny(key, ",=")
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
	if one := phrases.OneOf(name); one != "" {
		if t := c.described(one); t != nil && t.Kind != api.Enum {
			return t
		}
	}
	if t := c.described(name); t != nil && t.Kind != api.Enum && phrases.OneOf(odata.BareName(t.Name)) != "" {
		return t // which is called by the name of its set
	}
	return nil
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
	if t := c.OfSet(name); t != nil {
		return t
	}
	if t := c.ones[odata.Fold(name)]; t != nil && t.Kind != api.Enum {
		return t
	}
	return nil
}

// indexSets files the types by the names of their sets, and those that are described by
// the name of a set by the name of one.
func (c *Catalog) indexSets(found []*Declarations) {
	c.sets, c.ones, c.parts = map[string]*api.Type{}, map[string]*api.Type{}, map[string]*api.Type{}
	for _, d := range found {
		for _, res := range d.resources {
			if res.t == nil {
				continue
			}
			if res.part != "" {
				for _, name := range []string{res.also, res.t.Name} {
					c.parts[odata.Fold(odata.BareName(name))] = res.t
				}
				continue
			}
			if res.set != "" {
				c.sets[odata.Fold(res.set)] = res.t
			}
			if one := phrases.OneOf(odata.BareName(res.t.Name)); one != "" {
				c.ones[odata.Fold(one)] = res.t
			}
		}
	}
}
