package phrases

// This file knows how pages say what derives from what, and what is abstract.

import "strings"

// basePhrases stand before the name of the base of a sentence's subject.
var basePhrases = table[bool]{
	{within, "inherits from", true, "A refund inherits from document."},
	{within, "inherited from", true, "It is inherited from document."},
	{within, "inherits all properties from", true, "A refund inherits all properties from document."},
	{within, "inherits properties from", true, "A refund inherits properties from document."},
	{within, "derives from", true, "A refund derives from document."},
	{within, "derived from", true, "A refund is derived from document."},
	{within, "subclass of", true, "A refund is a subclass of document."},
	{within, "subclass from", true, "A refund is a subclass from document."},
	{within, "sub-class of", true, "A refund is a sub-class of document."},
	{within, "subtype of", true, "A refund is a subtype of document."},
	{within, "subtype from", true, "A refund is a subtype from document."},
	{within, "specialization of", true, "A refund is a specialization of document."},
	{within, "extends", true, "A refund extends document."},
	{within, "base type:", true, "Base type: document"},
	{within, "base class:", true, "Base class: document"},
	{within, "base type is", true, "Its base type is document."},
	{within, "base class is", true, "Its base class is document."},
	{within, "inherits the", true, "A refund inherits the document type."},
	{within, "inherits", true, "A refund inherits document."},
	{within, "has all properties of", true, "It has all properties of document."},
	{within, "has all the properties of", true, "It has all the properties of document."},
}

// BasePhrase finds the phrase that names the base of a sentence's subject, low being
// the sentence folded: where it begins, and where it ends and the name may follow. ok
// reports whether there is one.
func BasePhrase(low string) (from, to int, ok bool) {
	e, at := basePhrases.find(low)
	if e == nil || FirstWord(low[at+len(e.phrase):]) == "this" {
		return 0, 0, false // a subtype of this type is another
	}
	return at, at + len(e.phrase), true
}

// Phrases that name derived types stand behind these, or before.
var (
	derivedBefore = table[bool]{
		{within, "are subclasses of this", true, "Refund and invoice are subclasses of this type."},
		{within, "are subtypes of this", true, "Refund and invoice are subtypes of this type."},
		{within, "are derived from this", true, "Refund and invoice are derived from this type."},
		{within, "derive from this", true, "Refund and invoice derive from this type."},
		{within, "inherit from this", true, "Refund and invoice inherit from this type."},
		{within, "are subclasses", true, "Refund and invoice are subclasses."},
	}
	derivedAfter = table[bool]{
		{within, "subtype of this", true, "The value is a subtype of this type, refund or invoice."},
		{within, "subtypes of this", true, "One of the subtypes of this type, refund and invoice."},
		{within, "derived types", true, "The derived types are refund and invoice."},
		{within, "derived classes", true, "The derived classes are refund and invoice."},
		{within, "base type for", true, "The base type for refund and invoice."},
		{within, "base type of", true, "The base type of refund and invoice."},
		{within, "base class for", true, "The base class for refund and invoice."},
		{within, "base class of", true, "The base class of refund and invoice."},
		{within, "base resource for", true, "The base resource for refund and invoice."},
		{within, "inherited by", true, "It is inherited by refund and invoice."},
		{within, "superclass of", true, "The superclass of refund and invoice."},
		{within, "supertype of", true, "The supertype of refund and invoice."},
		{within, "base entity for", true, "The base entity for refund and invoice."},
		{within, "extended by", true, "It is extended by refund and invoice."},
		{within, "abstract type for", true, "The abstract type for refund and invoice."},
		{within, "base for", true, "The base for refund and invoice."},
		{within, "subtypes", true, "Its subtypes refund and invoice say more."},
		{within, "subclasses", true, "Its subclasses refund and invoice say more."},
		{within, "derived resource types", true, "Its derived resource types are refund and invoice."},
	}
)

// DerivedPart returns which part of a sentence, which is folded, names types that
// derive from the page's; to is -1 where none does.
func DerivedPart(low string) (from, to int) {
	if e, at := derivedBefore.find(low); e != nil {
		return 0, at
	}
	if e, at := derivedAfter.find(low); e != nil {
		return at + len(e.phrase), len(low)
	}
	return 0, -1
}

// inheritedCells are what the description of a property says that comes from a base,
// with a capital or without.
var inheritedCells = table[bool]{
	{within, "nherited from", true, "The number of the document. Inherited from document."},
}

// InheritedFrom returns where in a cell, as it is written, the words end that say that
// a property is inherited, or -1.
func InheritedFrom(cell string) int {
	e, at := inheritedCells.find(cell)
	if e == nil {
		return -1
	}
	return at + len(e.phrase)
}

// A Filler is a word that stands between a phrase and the name of a type.
type Filler byte

const (
	NoFiller Filler = iota
	PlainFiller
	BaseFiller
	EntityFiller // which is a type's name too
)

// fillers are the articles and common nouns before or behind a type's name.
var fillers = table[Filler]{
	{whole, "the", PlainFiller, "the"},
	{whole, "a", PlainFiller, "a"},
	{whole, "an", PlainFiller, "an"},
	{whole, "base", BaseFiller, "base"},
	{whole, "abstract", PlainFiller, "abstract"},
	{whole, "class", PlainFiller, "class"},
	{whole, "type", PlainFiller, "type"},
	{whole, "resource", PlainFiller, "resource"},
	{whole, "entity", EntityFiller, "entity"},
	{whole, "from", PlainFiller, "from"},
}

// FillerOf returns what kind of filler a word is, which is folded.
func FillerOf(low string) Filler { return fillers.of(low) }

// abstractNouns follow "abstract" where a page calls its own subject so.
var abstractNouns = table[bool]{
	{leads, "base", true, "An abstract base of all documents."},
	{leads, "class", true, "An abstract class that documents share."},
	{leads, "type", true, "An abstract type that documents share."},
	{leads, "entity", true, "An abstract entity that documents share."},
	{leads, "resource", true, "An abstract resource that documents share."},
	{leads, "resouce", true, "An abstract resouce that documents share."}, // as pages misspell it
	{leads, "complex", true, "An abstract complex type of addresses."},
}

// notAbstract are what a sentence says before "abstract" whose base, not subject, is.
var notAbstract = table[bool]{
	{within, "derived from", true, "A refund is derived from the abstract type document."},
	{within, "inherits from", true, "A refund inherits from the abstract type document."},
}

// abstractWord is what both tables speak of.
const abstractWord = "abstract "

// CallsAbstract reports whether a text calls its own subject abstract.
func CallsAbstract(text string) bool {
	if !containsFold(text, abstractWord) {
		return false
	}
	before, after, ok := strings.Cut(strings.ToLower(text), abstractWord)
	return ok && !notAbstract.of(before) && abstractNouns.of(after)
}
