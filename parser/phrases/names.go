package phrases

// This file knows the English of names in paths: plurals, verbs, and what counts.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plurals are how the names of collections end, and the names that end alike and are none.
var plurals = table[bool]{
	{ends, "ss", false, "address"},
	{ends, "us", false, "status"},
	{ends, "is", false, "analysis"},
	{ends, "s", true, "invoices"},
	{ends, "children", true, "children"},
	{ends, "people", true, "people"},
}

// IsPlural reports whether a name is an English plural, as names of collections are.
func IsPlural(name string) bool { return plurals.of(strings.ToLower(name)) }

// singulars are the ends of plurals with what the singular has instead.
var singulars = table[string]{
	{ends, "ies", "y", "categories"},
	{ends, "es", "", "boxes"},
	{ends, "s", "", "orders"},
}

// Singulars lists what one of a plural may be called.
func Singulars(name string) []string {
	var out []string
	for i := range singulars {
		if stem, ok := strings.CutSuffix(name, singulars[i].phrase); ok {
			out = append(out, stem+singulars[i].says)
		}
	}
	return out
}

// ones are the ends of plurals with what the singular most likely has instead. What ends
// like a plural and is none has itself.
var ones = table[string]{
	{ends, "series", "series", "series"},
	{ends, "species", "species", "species"},
	{ends, "news", "news", "news"},
	{ends, "children", "child", "grandchildren"},
	{ends, "people", "person", "salespeople"},
	{ends, "movies", "movie", "movies"},
	{ends, "cookies", "cookie", "cookies"},
	{ends, "ies", "y", "categories"},
	{ends, "loaves", "loaf", "loaves"},
	{ends, "shelves", "shelf", "shelves"},
	{ends, "halves", "half", "halves"},
	{ends, "knives", "knife", "knives"},
	{ends, "calves", "calf", "calves"},
	{ends, "wolves", "wolf", "wolves"},
	{ends, "thieves", "thief", "thieves"},
	{ends, "scarves", "scarf", "scarves"},
	{ends, "sses", "ss", "addresses"},
	{ends, "xes", "x", "boxes"},
	{ends, "ches", "ch", "batches"},
	{ends, "shes", "sh", "dishes"},
	{ends, "tuses", "tus", "statuses"},
	{ends, "ss", "ss", "address"},
	{ends, "us", "us", "status"},
	{ends, "is", "is", "analysis"},
	{ends, "s", "", "orders"},
}

// OneOf returns the name of one thing of those that a plural in camel case names, ""
// where the name is no plural: taxArea of taxAreas, unitOfMeasure of unitsOfMeasure.
// Words in front of the last are as they are, as in salesOrders, but for those that can
// be nothing but plurals: countryRegion of countriesRegions.
func OneOf(plural string) string {
	if head, rest, ok := strings.Cut(plural, "Of"); ok && head != "" && rest != "" && unicode.IsUpper(rune(rest[0])) {
		if one := OneOf(head); one != "" {
			return one + "Of" + rest
		}
	}
	low := strings.ToLower(plural)
	e, at := ones.find(low)
	if e == nil || len(low) != len(plural) || e.says == e.phrase || at == 0 && len(e.says) < 2 {
		return ""
	}
	one := plural[:at] + e.says
	for i := 1; i+3 < len(one); i++ {
		if unicode.IsUpper(rune(one[i+3])) && one[i:i+3] == "ies" && ones.of(low[:i+3]) == "y" {
			one = one[:i] + "y" + one[i+3:]
			low = strings.ToLower(one)
		}
	}
	return one
}

// Stem returns a name in lower case with each of its words in the singular. Names with
// one stem name the same thing, once or many times over: paymentTerm and paymentsTerms.
func Stem(name string) string {
	var b strings.Builder
	for name != "" {
		end := len(name)
		for i, r := range name {
			if i > 0 && unicode.IsUpper(r) && !unicode.IsUpper(rune(name[i-1])) {
				end = i
				break
			}
		}
		word := strings.ToLower(name[:end])
		if one := OneOf(word); one != "" {
			word = one
		}
		b.WriteString(word)
		name = name[end:]
	}
	return b.String()
}

// commands are the verbs that names of actions and functions begin with.
var commands = table[bool]{
	{verb, "get", true, "getMembers"},
	{verb, "set", true, "setOwners"},
	{verb, "add", true, "addLines"},
	{verb, "remove", true, "removeLines"},
	{verb, "check", true, "checkTotals"},
	{verb, "find", true, "findCustomers"},
	{verb, "send", true, "sendReminders"},
	{verb, "copy", true, "copyLines"},
	{verb, "create", true, "createDrafts"},
	{verb, "delete", true, "deleteDrafts"},
	{verb, "update", true, "updateTotals"},
	{verb, "list", true, "listLines"},
	{verb, "validate", true, "validateTotals"},
	{verb, "assign", true, "assignOwners"},
	{verb, "reset", true, "resetTotals"},
	{verb, "query", true, "queryTotals"},
	{verb, "download", true, "downloadTotals"},
}

// nounCalls are nouns that functions are called by, and no property.
var nounCalls = table[bool]{
	{whole, "delta", true, "delta"},
}

// NamesFunction reports whether a noun is the name of a function (that of change tracking:
// OData protocol, section 11.3) and not of what it returns.
func NamesFunction(name string) bool { return nounCalls.of(strings.ToLower(name)) }

// plainCommands are verbs that names in lower case begin with, where a noun goes on
// behind them.
var plainCommands = table[string]{
	{begins, "update", "update", "updatemodelsettings"},
	{begins, "create", "create", "createlinks"},
	{begins, "delete", "delete", "deletelinks"},
	{begins, "remove", "remove", "removelinks"},
}

// IsCommand reports whether a name begins with a word for doing something, as names of
// actions do and those of collections do not: getMembers, updatesettings. In lower case
// updates and creators are no commands.
func IsCommand(name string) bool {
	if commands.of(name) {
		return true
	}
	const shortest = 4 // letters of a noun in the plural
	noun, ok := strings.CutPrefix(name, plainCommands.of(name))
	return ok && noun != name && len(noun) >= shortest && !strings.ContainsRune("drs", rune(noun[0]))
}

// acts are names of segments that say what a request does.
var acts = table[bool]{
	{whole, "start", true, "start"},
	{whole, "stop", true, "stop"},
	{whole, "restart", true, "restart"},
	{whole, "pause", true, "pause"},
	{whole, "resume", true, "resume"},
	{whole, "suspend", true, "suspend"},
	{whole, "cancel", true, "cancel"},
	{whole, "abort", true, "abort"},
	{whole, "export", true, "export"},
	{whole, "import", true, "import"},
	{whole, "refresh", true, "refresh"},
	{whole, "commit", true, "commit"},
	{whole, "submit", true, "submit"},
	{whole, "publish", true, "publish"},
	{whole, "approve", true, "approve"},
	{whole, "reject", true, "reject"},
	{whole, "enable", true, "enable"},
	{whole, "disable", true, "disable"},
	{whole, "lock", true, "lock"},
	{whole, "unlock", true, "unlock"},
	{whole, "run", true, "run"},
	{whole, "execute", true, "execute"},
	{whole, "renew", true, "renew"},
	{whole, "revoke", true, "revoke"},
	{whole, "restore", true, "restore"},
	{whole, "activate", true, "activate"},
	{whole, "deactivate", true, "deactivate"},
	{whole, "send", true, "send"},
	{whole, "move", true, "move"},
	{whole, "copy", true, "copy"},
}

// Acts reports whether the name of a segment says what a request does: stop.
func Acts(name string) bool { return acts.ofFold(name) }

// argumentTypes are the words of an argument's name that tell its type.
var argumentTypes = table[string]{
	{part, "count", "Edm.Int32", "lineCount"},
	{part, "row", "Edm.Int32", "rowOffset"},
	{part, "column", "Edm.Int32", "deltaColumns"},
	{part, "index", "Edm.Int32", "pageIndex"},
	{part, "width", "Edm.Int32", "width"},
	{part, "height", "Edm.Int32", "maxHeight"},
	{part, "top", "Edm.Int32", "top"},
	{part, "skip", "Edm.Int32", "skip"},
	{part, "delta", "Edm.Int32", "delta"},
	{whole, "date", "Edm.Date", "date"},
}

// ArgumentType returns the primitive that the name of a function's argument tells, "" for
// none. Words count whole: lineCount is a number, country and discount are none.
func ArgumentType(name string) string { return argumentTypes.ofFold(name) }

// queries are the words that names of functions begin with, as against collections.
var queries = table[bool]{
	{verb, "get", true, "getAddresses"},
	{verb, "find", true, "findCustomers"},
	{verb, "filter", true, "filterOrders"},
	{verb, "list", true, "listLines"},
	{verb, "supported", true, "supportedLanguages"},
}

// IsQuery reports whether a plural is the name of a function by its first word:
// findCustomers, against lists.
func IsQuery(name string) bool { return queries.of(name) }

// identifiers are how the names of properties end that tell one thing from others.
var identifiers = table[bool]{
	{ends, "id", true, "customerId"},
	{ends, "key", true, "key"},
	{ends, "name", true, "userName"},
	{ends, "upn", true, "upn"},
}

// IsIdentifier reports whether a property tells one thing from others by its name.
func IsIdentifier(name string) bool { return identifiers.of(strings.ToLower(name)) }

// hasPart reports whether a name in camel case has a word, in the singular or the plural.
func hasPart(name, word string) bool {
	for name != "" {
		first, rest := cutPart(name)
		first = strings.ToLower(first)
		if first == word || len(first) == len(word)+1 && first[:len(word)] == word && first[len(word)] == 's' {
			return true
		}
		name = rest
	}
	return false
}

// cutPart cuts the first word off a name in camel case. Capitals in a row are one word
// but for the last, where letters follow it: a URLCount is of the words a, URL and Count.
func cutPart(name string) (first, rest string) {
	name = strings.TrimLeftFunc(name, isNoLetter)
	var before rune
	for i, size := 0, 0; i < len(name); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(name[i:])
		after, _ := utf8.DecodeRuneInString(name[i+size:])
		if i > 0 && (isNoLetter(r) || unicode.IsUpper(r) && (unicode.IsLower(before) || unicode.IsLower(after))) {
			return name[:i], name[i:]
		}
		before = r
	}
	return name, ""
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) }

// pageWords end the names of pages and say what kind of page it is.
var pageWords = table[bool]{
	{whole, "ref", true, "ref"}, // of "note_ref"
	{whole, "reference", true, "reference"},
	{whole, "api", true, "api"},
	{whole, "method", true, "method"},
}

// MeansPage reports whether the last word of a page's name, which is folded, says what
// kind of page it is.
func MeansPage(low string) bool { return pageWords.of(low) }
