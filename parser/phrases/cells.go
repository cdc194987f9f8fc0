package phrases

// This file knows what type cells say besides a type's name: that a value may be left
// out or null, how long it may be, that the name is an enumeration's. It also knows the
// words for kinds of types, which name no type themselves.

import "strings"

// A Remark is what a part of a type cell says that is no type.
type Remark byte

const (
	NoRemark    Remark = iota
	PlainRemark        // something about the value
	EnumRemark         // that the type is an enumeration
)

// remarks are parts of a type cell that stand behind a comma or in parentheses.
var remarks = table[Remark]{
	{whole, "enum", EnumRemark, "enum"},
	{whole, "enumeration", EnumRemark, "enumeration"},
	{whole, "enumerated", EnumRemark, "enumerated"},
	{whole, "object", PlainRemark, "object"},
	{whole, "complex type", PlainRemark, "complex type"},
	{begins, "max", PlainRemark, "maximum size 20"},
	{begins, "min", PlainRemark, "minimum length 2"},
	{begins, "length", PlainRemark, "length 20"},
	{begins, "size", PlainRemark, "size: 20"},
	{begins, "up to ", PlainRemark, "up to 20 characters"},
	{begins, "default", PlainRemark, "default 0"},
	{begins, "format", PlainRemark, "format: RFC 3339"},
	{begins, "in ", PlainRemark, "in ISO 8601 format"},
	{ends, "format", PlainRemark, "ISO 8601 format"},
	{begins, "iso", PlainRemark, "ISO 8601"},
	{begins, "utc", PlainRemark, "UTC"},
	{ends, " characters", PlainRemark, "20 characters"},
	{ends, "separated", PlainRemark, "comma-separated"},
	{ends, "encoded", PlainRemark, "base64-encoded"},
	{whole, "read-only", PlainRemark, "read-only"},
	{whole, "read only", PlainRemark, "read only"},
	{whole, "readonly", PlainRemark, "readonly"},
	{whole, "write-only", PlainRemark, "write-only"},
	{whole, "nullable", PlainRemark, "nullable"},
	{begins, "can be null", PlainRemark, "can be null in drafts"},
	{begins, "may be null", PlainRemark, "may be null in drafts"},
	{whole, "not nullable", PlainRemark, "not nullable"},
	{whole, "non-nullable", PlainRemark, "non-nullable"},
	{whole, "null", PlainRemark, "null"},
	{whole, "optional", PlainRemark, "optional"},
	{begins, "required", PlainRemark, "required"},
	{whole, "unique", PlainRemark, "unique"},
	{whole, "key", PlainRemark, "key"},
	{whole, "immutable", PlainRemark, "immutable"},
	{whole, "deprecated", PlainRemark, "deprecated"},
}

// RemarkOf returns what a part of a type cell, which is folded, says that is no type.
func RemarkOf(low string) Remark { return remarks.of(low) }

// adjectives stand before a type's name and are no part of it.
var adjectives = table[bool]{
	{begins, "nullable ", true, "Nullable long"},
	{begins, "optional ", true, "Optional string"},
	{begins, "required ", true, "Required string"},
	{begins, "read-only ", true, "Read-only string"},
	{begins, "representation ", true, "Representation guid"},
}

// CutAdjective takes what is no part of a type's name off the front of a cell, of which
// low is the folded form, and reports whether there was something.
func CutAdjective(cell, low string) (string, bool) {
	if e, _ := adjectives.find(low); e != nil {
		return cell[len(e.phrase):], true
	}
	return cell, false
}

// enumTails stand behind an enumeration's name in a cell.
var enumTails = table[bool]{
	{ends, " enum", true, "colorKind enum"},
	{ends, " enumeration", true, "colorKind enumeration"},
	{ends, " enum value", true, "colorKind enum value"},
}

// CutEnum takes the word for an enumeration off the end of a cell, of which low is the
// folded form, and reports whether it was there.
func CutEnum(cell, low string) (string, bool) {
	if e, at := enumTails.find(low); e != nil {
		return cell[:at], true
	}
	return cell, false
}

// nouns stand behind the name of a type of which there are several.
var nouns = table[bool]{
	{ends, " objects", true, "invoice objects"},
	{ends, " resources", true, "invoice resources"},
	{ends, " entities", true, "invoice entities"},
}

// CutNoun takes such a word off the end of a cell, of which low is the folded form, and
// reports whether it was there.
func CutNoun(cell, low string) (string, bool) {
	if e, at := nouns.find(low); e != nil && at > 0 {
		return cell[:at], true
	}
	return cell, false
}

// references stand behind what a cell holds the ids of, and not the thing itself.
var references = table[bool]{
	{ends, " id", true, "invoice id"},
	{ends, " ids", true, "invoice object ids"},
	{ends, " identifier", true, "invoice identifier"},
	{ends, " references", true, "invoice references"},
}

// CutIdentifier takes such a word off the end of a cell, of which low is the folded form,
// and reports whether it was there.
func CutIdentifier(cell, low string) (string, bool) {
	if e, at := references.find(low); e != nil && at > 0 {
		return cell[:at], true
	}
	return cell, false
}

// bareLists stand before a primitive of which there are several, with no word between.
var bareLists = table[bool]{
	{begins, "list ", true, "List string"},
	{begins, "array ", true, "Array string"},
}

// CutBareList takes the word for several off the front of a cell, of which low is the
// folded form, and reports whether it was there. What is left has to be a primitive.
func CutBareList(cell, low string) (string, bool) {
	if e, _ := bareLists.find(low); e != nil {
		return cell[len(e.phrase):], true
	}
	return cell, false
}

// A Kind is a word for a kind of type that stands in a cell where a type's name would.
type Kind byte

const (
	NoKind     Kind = iota
	SomeEnum        // an enumeration that has no name
	SomeObject      // an object of a type that has no name
	SomeMap         // an object whose members are keys
	SomeList        // several of something
	SomeNumber      // a number of some kind
	SomeMoment      // a point in time, in a notation that is not told
	SomeValue       // anything: there is no word
)

// kinds are the words for kinds of types.
var kinds = table[Kind]{
	{whole, "enum", SomeEnum, "Enum"},
	{whole, "enumeration", SomeEnum, "Enumeration"},
	{whole, "string enum", SomeEnum, "String enum"},
	{whole, "enum string", SomeEnum, "Enum string"},
	{whole, "complex", SomeObject, "Complex"},
	{whole, "complex type", SomeObject, "Complex type"},
	{whole, "complex object", SomeObject, "Complex object"},
	{whole, "complextype", SomeObject, "ComplexType"},
	{whole, "class", SomeObject, "Class"},
	{whole, "struct", SomeObject, "Struct"},
	{whole, "structure", SomeObject, "Structure"},
	{whole, "map", SomeMap, "Map"},
	{whole, "hash", SomeMap, "Hash"},
	{whole, "dictionary", SomeMap, "Dictionary"},
	{whole, "dict", SomeMap, "Dict"},
	{begins, "dictionary<", SomeMap, "Dictionary<string,int>"},
	{begins, "dictionary of ", SomeMap, "Dictionary of strings"},
	{begins, "idictionary<", SomeMap, "IDictionary<string,int>"},
	{begins, "map<", SomeMap, "map<string,int>"},
	{begins, "map[", SomeMap, "map[string]int"},
	{begins, "map of ", SomeMap, "map of strings"},
	{begins, "record<", SomeMap, "Record<string, int>"},
	{whole, "key-value pairs", SomeMap, "Key-value pairs"},
	{whole, "array", SomeList, "Array"},
	{whole, "list", SomeList, "List"},
	{whole, "collection", SomeList, "Collection"},
	{whole, "numeric", SomeNumber, "Numeric"},
	{whole, "numeric value", SomeNumber, "Numeric value"},
	{whole, "timestamp", SomeMoment, "Timestamp"},
}

// KindOf returns which kind of type the words of a cell, which is folded, stand for.
func KindOf(low string) Kind { return kinds.of(low) }

// enumWords are the words of a cell that calls a text an enumeration, with or without a word
// for text beside it: "string (enum)", "enum of strings or null". It says so itself where
// enumWords has true.
var enumWords = table[bool]{
	{whole, "enum", true, "Enum"},
	{whole, "enums", true, "Enums"},
	{whole, "enumeration", true, "Enumeration"},
	{whole, "enumerations", true, "Enumerations"},
	{whole, "enumerated", true, "Enumerated"},
	{whole, "string", false, "String"},
	{whole, "strings", false, "Strings"},
	{whole, "text", false, "Text"},
	{whole, "value", false, "Value"},
	{whole, "values", false, "Values"},
	{whole, "of", false, "Of"},
	{whole, "or", false, "Or"},
	{whole, "as", false, "As"},
	{whole, "null", false, "Null"},
	{whole, "nullable", false, "Nullable"},
}

// CallsEnum reports whether a cell, which is folded, says that it holds an enumeration
// without a name, and nothing else.
func CallsEnum(low string) bool {
	if !strings.Contains(low, "enum") {
		return false
	}
	says := false
	for word := range strings.FieldsFuncSeq(low, func(r rune) bool { return strings.ContainsRune(" (),;:|/<>`*", r) }) {
		e, _ := enumWords.find(word)
		if e == nil {
			return false
		}
		says = says || e.says
	}
	return says
}

// typeTails stand before a type at the end of a description. They say how the cell of a
// type has it.
var typeTails = table[string]{
	{ends, "nullable ", "Nullable ", "The kind of letter.Nullable "},
	{ends, "array of ", "Array of ", "The kinds of letters.Array of "},
	{ends, "list of ", "List of ", "The kinds of letters.List of "},
}

// TypeTail returns what stands at the end of a text, before a type, as the cell of a type
// has it; "" for nothing.
func TypeTail(text string) string { return typeTails.of(strings.ToLower(text)) }
