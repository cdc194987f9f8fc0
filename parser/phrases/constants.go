package phrases

// This file knows how descriptions say that a property has one value in all objects of its
// type, and how pages name the types that a thing may be of.

import "strings"

// constants stand in front of the only value of a property.
var constants = table[bool]{
	{word, "is always", true, "What it is; it is always `refund`."},
	{word, "always set to", true, "Always set to `refund`."},
	{word, "always has the value", true, "Always has the value `refund`."},
	{word, "always equal to", true, "Always equal to `refund`."},
	{word, "always", true, "Always `refund`."},
	{word, "the constant", true, "The constant `refund`."},
	{word, "constant:", true, "Constant: `refund`."},
	{word, "fixed value", true, "The fixed value `refund`."},
	{word, "has the value", true, "Has the value `refund`."},
	{word, "the value is", true, "What it is. The value is `refund`."},
	{word, "value:", true, "Value: `refund`."},
	{word, "must be", true, "Must be `refund`."},
	{word, "for this type", true, "What it is, for this type `refund`."},
}

// ConstantFrom returns where in a description, which is folded, the words end that say that
// a property has one value, which follows; -1 where there are none.
func ConstantFrom(low string) int {
	e, at := constants.find(low)
	if e == nil {
		return -1
	}
	return at + len(e.phrase)
}

// unions stand in front of the types of which one is that of a thing.
var unions = table[bool]{
	{within, "is one of", true, "A document is one of refund and invoice."},
	{within, "is either a", true, "A document is either a refund or an invoice."},
	{within, "can be one of", true, "A document can be one of refund and invoice."},
	{within, "can be a", true, "A document can be a refund or an invoice."},
	{within, "comes as", true, "A document comes as refund or invoice."},
	{within, "kinds of", true, "There are two kinds of documents, refund and invoice."},
}

// UnionFrom returns where in a sentence, which is folded, the words end behind which the
// types are named of which one is that of the page's subject; -1 where there are none.
func UnionFrom(low string) int {
	e, at := unions.find(low)
	if e == nil {
		return -1
	}
	return at + len(e.phrase)
}

// ownKindLeads stand behind the base of a type, in front of the property that tells its objects.
var ownKindLeads = table[bool]{
	{ends, " whose", true, "a document whose"},
	{ends, " with", true, "a document with"},
	{ends, " with the", true, "a document with the"},
	{ends, " where", true, "a document where"},
	{ends, " of which the", true, "a document of which the"},
	{ends, " that has the", true, "a document that has the"},
}

// LeadsToOwnKind reports whether a text, which is folded, ends in words behind which the
// property stands that tells objects of a type from others of its base.
func LeadsToOwnKind(low string) bool { return ownKindLeads.of(low) }

// kindVerbs stand between such a property and its value.
var kindVerbs = table[bool]{
	{whole, "is", true, "is"},
	{whole, "is always", true, "is always"},
	{whole, "equals", true, "equals"},
	{whole, "of", true, "of"},
	{whole, "set to", true, "set to"},
	{whole, "is set to", true, "is set to"},
	{whole, "has the value", true, "has the value"},
	{whole, ":", true, ":"},
	{whole, "=", true, "="},
}

// SaysKindIs reports whether what stands between a property and a value, which is folded,
// says that the one is the other.
func SaysKindIs(low string) bool { return kindVerbs.of(low) }

// Names reports whether a value names a type, by its bare name, or by what that has besides
// the name of its base: flight_case names flightCase, file names fileAttachment below
// attachment. Case does not count, and signs do not.
func Names(value, name, base string) bool {
	v, n, b := Signless(value), Signless(name), Signless(base)
	return v != "" && (v == n || b != "" && b != n && (v == strings.TrimSuffix(n, b) || v == strings.TrimPrefix(n, b)))
}

// Signless is a name in lower case without signs.
func Signless(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 0x80:
			return r
		}
		return -1
	}, strings.ToLower(name))
}
