package phrases

// This file knows the titles of pages: what kind of type a page is about, and what its
// operation does.

import (
	"slices"
	"strings"
	"unicode"
)

// A TitleForm is what a title calls its subject.
type TitleForm byte

const (
	NoTitle TitleForm = iota
	ResourceTitle
	EntityTitle
	ComplexTitle
	EnumTitle
)

// titles are what stands behind a type's name in the title of its page.
var titles = table[TitleForm]{
	{whole, "resource type", ResourceTitle, "invoice resource type"},
	{whole, "entity type", EntityTitle, "invoice entity type"},
	{whole, "complex type", ComplexTitle, "address complex type"},
	{whole, "complextype", ComplexTitle, "address complexType"},
	{whole, "enum type", EnumTitle, "colorKind enum type"},
	{whole, "enumeration type", EnumTitle, "colorKind enumeration type"},
	{whole, "enumtype", EnumTitle, "colorKind enumType"},
	{whole, "enum", EnumTitle, "colorKind enum"},
	{whole, "enumeration", EnumTitle, "colorKind enumeration"},
	{whole, "resource", ResourceTitle, "Invoice resource"},
	{whole, "facet", ResourceTitle, "Shipped facet"},
	{whole, "type", ResourceTitle, "Invoice type"},
	{whole, "entity", EntityTitle, "Invoice entity"},
	{whole, "object", ResourceTitle, "Invoice object"},
	{whole, "model", ResourceTitle, "Invoice model"},
	{whole, "schema", ResourceTitle, "Invoice schema"},
	{whole, "structure", ResourceTitle, "Invoice structure"},
}

// TitleOf returns what the words behind a type's name in a title call it.
func TitleOf(words string) TitleForm { return titles.of(strings.ToLower(words)) }

// A Reading is what the title of a page says of how many a GET reads.
type Reading byte

const (
	UnsaidReading Reading = iota
	ReadsOne
	ReadsMany
)

// readings are the first words of titles.
var readings = table[Reading]{
	{whole, "list", ReadsMany, "List invoices"},
	{whole, "get", ReadsOne, "Get invoice"},
	{whole, "retrieve", ReadsOne, "Retrieve an invoice"},
	{whole, "read", ReadsOne, "Read an invoice"},
}

// ReadingOf returns what a title says of how many are read.
func ReadingOf(title string) Reading {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(title)), " ")
	return readings.of(first)
}

// creations are how the titles of pages begin on which something is put into a
// collection. A page that lists what is there may create it too.
var creations = table[bool]{
	{begins, "create ", true, "Create invoice"},
	{begins, "add ", true, "Add a line to an invoice"},
	{begins, "post ", true, "Post invoices"},
	{begins, "list ", true, "List invoices"},
}

// TitlesCreation reports whether a title says that something is put into a collection.
func TitlesCreation(title string) bool { return creations.of(strings.ToLower(title)) }

// TitlesCreationOf reports whether a title says that something of a name is created: "Create
// summary" of yearSummary, "Create customerYearSummary" too.
func TitlesCreationOf(title, name string) bool {
	low, words := strings.ToLower(name), strings.Fields(title)
	if len(words) < 2 || !strings.EqualFold(words[0], "create") || IsCommand(low) {
		return false
	}
	return slices.ContainsFunc(words[1:], func(word string) bool {
		last := lastWord(word)
		return strings.HasSuffix(low, strings.ToLower(word)) || len(last) < len(word) && last == lastWord(name)
	})
}

// lastWord returns the last of the words that the capitals of a name show: "Summary".
func lastWord(name string) string {
	return name[max(strings.LastIndexFunc(name, unicode.IsUpper), 0):]
}

// functions are how the titles of functions end.
var functions = table[bool]{
	{ends, " function", true, "nextFreeNumber function"},
}

// TitlesFunction reports whether a title calls its subject a function.
func TitlesFunction(title string) bool { return functions.of(strings.ToLower(title)) }

// calls are how the titles of actions and functions end, behind their names.
var calls = table[bool]{
	{ends, " action", true, "reserve action"},
	{ends, " function", true, "nextFreeNumber function"},
	{ends, " method", true, "reserve method"},
}

// TitlesCall reports whether a title is that of the action or function of a name:
// "invoice: nextFreeNumber", "nextFreeNumber function". A title that is a name alone may be
// that of a thing.
func TitlesCall(title, name string) bool {
	title = strings.ToLower(strings.TrimSpace(title))
	_, called, says := strings.Cut(title, ":")
	if !says {
		called = title
	}
	if e, at := calls.find(called); e != nil {
		called, says = called[:at], true
	}
	called = strings.NewReplacer(" ", "", "`", "", "-", "").Replace(called)
	return says && name != "" && strings.EqualFold(called, name)
}

// A Verb is a word in the names of pages that says what a request does.
type Verb byte

const (
	NoVerb Verb = iota
	Post
	List
	Get
	Put
	Delete
	Update
	Create
	Add
)

// verbs are words of the names of pages, which have hyphens between them.
var verbs = table[Verb]{
	{whole, "post", Post, "invoice-post-lines"},
	{whole, "list", List, "invoice-list-lines"},
	{whole, "get", Get, "invoice-get"},
	{whole, "put", Put, "invoice-put-logo"},
	{whole, "delete", Delete, "invoice-delete"},
	{whole, "update", Update, "invoice-update"},
	{whole, "create", Create, "invoice-create"},
	{whole, "add", Add, "invoice-add-line"},
}

// VerbOf returns the verb that a word of a page's name is, which is folded.
func VerbOf(low string) Verb { return verbs.of(low) }

// PutsInto reports whether a verb is one for putting something into a collection.
func (v Verb) PutsInto() bool { return v == Post || v == Create || v == Add }
