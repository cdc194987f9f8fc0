package types

// This file reads relationships that a page tells in sentences instead of a table: "A
// Customer (customerId) must exist in the Customers table." The property in parentheses
// holds the key of the other thing, and the relationship is called after that thing.

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// readRelations adds the relationships that the sentences of a resource's sections tell.
func (r *propertyReader) readRelations(res *resource) {
	if res.note != nil {
		return
	}
	for _, s := range res.sections {
		if phrases.TopicsOf(odata.Fold(s.Heading.Plain))&phrases.TopicRelationships == 0 {
			continue
		}
		for _, b := range s.Blocks {
			if p, ok := b.(*parser.Paragraph); ok {
				for _, sen := range sentences(p.Plain) {
					r.readRelation(res, p.Plain[sen.start:sen.end], p.Pos)
				}
			}
		}
	}
}

// readRelation reads one sentence.
func (r *propertyReader) readRelation(res *resource, text string, pos parser.Pos) {
	subject, ok := phrases.SubjectOfExistence(strings.TrimSpace(text))
	if !ok {
		return
	}
	thing, by, ok := strings.Cut(subject, "(")
	by = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(by), ")"))
	name := odata.LowerFirst(JoinWords(strings.Fields(thing)))
	if !ok || !r.holdsKey(by, name) {
		return
	}
	to := r.c.described(name)
	if to == nil || to.Kind == api.Enum || to == r.t || !odata.IsPropertyName(name) || r.seen[odata.Fold(name)] != nil {
		return
	}
	p := &api.Property{Name: name, Type: to.Name, Navigation: true, Nullable: true, Optional: true, Description: strings.TrimSpace(text) + ".", Line: pos.Line}
	r.add(res, p, odata.Fold(name))
}

// holdsKey reports whether the type has what a sentence says that a relationship goes by:
// a property of that name, or one that begins with it, or the relationship itself.
func (r *propertyReader) holdsKey(by, relation string) bool {
	by = odata.Fold(by)
	if by == "" {
		return false
	}
	for key := range r.seen {
		if strings.HasPrefix(key, by) {
			return true
		}
	}
	return by == odata.Fold(relation)
}
