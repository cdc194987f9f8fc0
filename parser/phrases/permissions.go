package phrases

// This file knows tables of permissions: the kinds of callers, and how cells are filled
// that have no permissions yet, and what the heading of a table says of it.

import (
	"slices"
	"strings"
	"unicode"
)

// A Caller is a kind of caller that has permissions of its own.
type Caller byte

const (
	NoCaller Caller = iota
	PersonalCaller
	DelegatedCaller
	ApplicationCaller
)

// callers are the words of the row or the column of a kind of caller.
var callers = table[Caller]{
	{within, "personal", PersonalCaller, "Delegated (personal account)"},
	{within, "delegated", DelegatedCaller, "Delegated (work account)"},
	{within, "application", ApplicationCaller, "Application"},
}

// CallerOf returns the kind of caller that a row or a column of permissions is for.
func CallerOf(heading string) Caller { return callers.ofFold(heading) }

// kindsOfCallers are the words that each kind's row or column has in a table that is
// complete.
var kindsOfCallers = table[Caller]{
	{every, "delegated work", DelegatedCaller, "Delegated (work or school account)"},
	{every, "delegated personal", PersonalCaller, "Delegated (personal account)"},
	{every, "application", ApplicationCaller, "Application"},
}

// Names reports whether the heading of a row or a column, folded, is that of the caller.
func (c Caller) Names(low string) bool {
	for i := range kindsOfCallers {
		if e := &kindsOfCallers[i]; e.says == c && place(e.form, e.phrase, low) >= 0 {
			return true
		}
	}
	return false
}

// orders are how a column says in which order it lists permissions.
var orders = table[bool]{
	{within, "from most to least", true, "Permissions (from most to least privileged)"},
}

// MostFirst reports whether a column lists the most privileged permission first.
func MostFirst(heading string) bool { return orders.ofFold(heading) }

// unfinished are what stands in a cell in place of permissions that are not known yet.
var unfinished = table[bool]{
	{within, "todo", true, "TODO: ask the owners"},
}

// IsUnfinished reports whether a cell is still to be filled.
func IsUnfinished(cell string) bool { return unfinished.ofFold(cell) }

// A Scope is whose objects the permissions of a table are about.
type Scope byte

const (
	AnyScope Scope = iota
	OwnScope
	OthersScope
)

// scopes are how headings of tables say whose objects their permissions are about.
var scopes = table[Scope]{
	{word, "other", OthersScope, "Permissions for the invoices of other customers"},
	{word, "others", OthersScope, "For others"},
	{word, "another", OthersScope, "To read the invoices of another customer"},
	{word, "self", OwnScope, "Permissions acting on self"},
	{word, "own", OwnScope, "For an invoice of one's own"},
	{word, "signed-in", OwnScope, "For the signed-in customer"},
}

// ScopeOf returns whose objects the permissions below a heading are about.
func ScopeOf(heading string) Scope { return scopes.ofFold(heading) }

// permittings are the words of headings that say that permissions follow, and not what
// they are for.
var permittings = table[bool]{
	{whole, "permission", true, "Permission"},
	{whole, "permissions", true, "Permissions"},
}

// Permitted returns the words of the heading of a table of permissions that say what the
// permissions are for, folded.
func Permitted(heading string) []string {
	words := strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	words = slices.DeleteFunc(words, func(w string) bool { return permittings.of(w) })
	for i := range max(len(words)-1, 0) {
		words = append(words, words[i]+words[i+1]) // what two words say may be one name: orderLines
	}
	return words
}

// noPermissions are the single words of cells that name no permission.
var noPermissions = table[bool]{
	{whole, "none", true, "None"},
	{whole, "no", true, "No"},
	{whole, "na", true, "NA"},
	{whole, "n/a", true, "N/A"},
	{whole, "yes", true, "Yes"},
	{whole, "any", true, "Any"},
	{whole, "all", true, "All"},
	{whole, "supported", true, "Supported"},
	{whole, "unsupported", true, "Unsupported"},
	{whole, "unavailable", true, "Unavailable"},
	{whole, "tbd", true, "TBD"},
	{whole, "delegated", true, "Delegated"},
	{whole, "application", true, "Application"},
}

// IsNoPermission reports whether the only word of a cell names no permission.
func IsNoPermission(word string) bool { return noPermissions.ofFold(word) }

// permissionWords head columns that say of permissions what they are called or allow.
var permissionWords = table[bool]{
	{within, "display", true, "Permission display name"},
	{within, "description", true, "Description"},
	{within, "consent", true, "Admin consent required"},
}

// DescribesPermission reports whether a column has words about permissions, by its heading.
func DescribesPermission(heading string) bool { return permissionWords.ofFold(heading) }

// permissionHeads head columns that list permissions.
var permissionHeads = table[bool]{
	{within, "permission", true, "Permissions"},
	{within, "privileged", true, "Least privileged"},
	{within, "scope", true, "Scopes"},
}

// HeadsPermissions reports whether a column lists permissions, by its heading. Where one
// does, the others say what the permissions are for.
func HeadsPermissions(heading string) bool { return permissionHeads.ofFold(heading) }

// PermissionsIn returns the permissions that a cell lists: Mail.Read, Mail.ReadWrite. One
// without a full stop, such as user_impersonation, stands alone or between commas. "Not
// supported" and "None" are no permissions.
func PermissionsIn(cell string) []string {
	out := make([]string, 0, strings.Count(cell, ",")+1)
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(",;\n*", r) }) {
		part = strings.TrimSpace(part)
		for w := range strings.FieldsSeq(part) {
			alone := len(w) == len(part)
			w = strings.Trim(w, ".`()")
			dot := strings.IndexByte(w, '.')
			if (dot > 0 && dot < len(w)-1 || dot < 0 && alone && !IsNoPermission(w)) && isPermission(w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// isPermission reports whether a word has the form of a scope: Mail.Read.All.
func isPermission(w string) bool {
	letters := false
	for _, r := range w {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		letters = letters || letter
		if !letter && r != '.' && r != '-' && r != '_' && (r < '0' || r > '9') {
			return false
		}
	}
	return letters
}
