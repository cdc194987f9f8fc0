package phrases

// This file knows how type cells say that a value is a map: an object whose members are
// data, and are all of one type.

import "strings"

// mapHeads begin a cell that goes on with the types of the keys and of the values, or with
// that of the values alone.
var mapHeads = table[bool]{
	{begins, "a map of ", true, "a map of strings"},
	{begins, "map of ", true, "map of strings"},
	{begins, "a map from ", true, "a map from strings to numbers"},
	{begins, "map from ", true, "map from strings to numbers"},
	{begins, "map<", true, "map<string, int>"},
	{begins, "map[", true, "map[string]int"},
	{begins, "map(", true, "map(string)"},
	{begins, "hash of ", true, "hash of strings"},
	{begins, "hash<", true, "hash<string, int>"},
	{begins, "hashmap<", true, "HashMap<String, Integer>"},
	{begins, "a dictionary of ", true, "a dictionary of strings"},
	{begins, "dictionary of ", true, "dictionary of strings"},
	{begins, "dictionary<", true, "Dictionary<string, int>"},
	{begins, "dictionary[", true, "Dictionary[string, int]"},
	{begins, "dictionary(", true, "Dictionary(string)"},
	{begins, "idictionary<", true, "IDictionary<string, int>"},
	{begins, "dict[", true, "dict[str, int]"},
	{begins, "dict of ", true, "dict of strings"},
	{begins, "record<", true, "Record<string, number>"},
	{begins, "object<", true, "object<string, number>"},
	{begins, "object with ", true, "object with string values"},
	{begins, "an object with ", true, "an object with string values"},
	{begins, "object of ", true, "object of strings"},
	{begins, "object whose keys are ", true, "object whose keys are currencies and whose values are decimals"},
	{begins, "an object whose keys are ", true, "an object whose keys are currencies and whose values are decimals"},
	{begins, "object whose property names are ", true, "object whose property names are currencies and whose values are decimals"},
	{begins, "an object whose property names are ", true, "an object whose property names are currencies and whose values are decimals"},
	{begins, "object whose names are ", true, "object whose names are currencies and whose values are decimals"},
	{begins, "an object whose names are ", true, "an object whose names are currencies and whose values are decimals"},
	{begins, "object whose values are ", true, "object whose values are decimals"},
	{begins, "an object whose values are ", true, "an object whose values are decimals"},
}

// valueLeads stand between what such a cell says of keys and the type of the values.
var valueLeads = table[bool]{
	{within, " and whose values are ", true, "currencies and whose values are decimals"},
	{within, " and values are ", true, "currencies and values are decimals"},
	{within, " and values of ", true, "keys of string and values of decimal"},
	{within, " keys and ", true, "string keys and decimal values"},
	{within, " to ", true, "strings to decimals"},
	{within, "]", true, "string]decimal"},
	{within, ",", true, "string, decimal>"},
}

// valueTails stand behind the type of the values.
var valueTails = table[bool]{
	{ends, " values", true, "string values"},
	{ends, " value", true, "string value"},
}

// MapPart returns which part of a type cell, which is folded, is the type of the values of
// a map. ok reports whether the cell says that it is one.
func MapPart(low string) (from, to int, ok bool) {
	head, _ := mapHeads.find(low)
	if head == nil {
		return 0, len(low), false
	}
	from, to = len(head.phrase), len(low)
	tail, at := valueTails.find(low)
	if tail != nil {
		to = at
	}
	if strings.HasSuffix(head.phrase, "object with ") && tail == nil || from >= to {
		return 0, len(low), false // an object with members that it goes on to name
	}
	if closing := closingOf(head.phrase); closing != "" && strings.HasSuffix(low, closing) && !strings.HasSuffix(low, "[]") {
		to--
	}
	if lead, at := valueLeads.find(low[from:max(from, to)]); lead != nil {
		from += at + len(lead.phrase)
	}
	return from, to, from < to
}

// closingOf is the bracket that closes one which stands at the end of a head, "" for none.
func closingOf(head string) string {
	switch head[len(head)-1] {
	case '<':
		return ">"
	case '(':
		return ")"
	case '[':
		return "]"
	}
	return ""
}

// MapIn returns what the values of a map are that a sentence, which is folded, says is
// returned: strings of "returns `200 OK` and a map of strings."; "" for none.
func MapIn(low string) string {
	for i := range mapHeads {
		head := mapHeads[i].phrase
		at := strings.Index(low, " "+head)
		if at < 0 || !strings.HasSuffix(head, " ") {
			continue
		}
		part, _, _ := strings.Cut(low[at+1:], ".")
		part, _, _ = strings.Cut(part, ",")
		if from, to, ok := MapPart(strings.TrimSpace(part)); ok {
			return FirstWord(strings.TrimSpace(part)[from:to])
		}
	}
	return ""
}

// SaysMap reports whether a cell, which is folded, says that a value is a map.
func SaysMap(low string) bool {
	_, _, ok := MapPart(low)
	return ok
}
