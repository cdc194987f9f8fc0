package phrases

// This file knows what pages say of the body of a request and of an action's parameters.

import (
	"iter"
	"strings"
)

// noBodies are how pages say that a request has no body.
var noBodies = table[bool]{
	{within, "not supply a request body", true, "Do not supply a request body for this method."},
	{within, "don't supply a request body", true, "Don't supply a request body for this method."},
	{within, "no request body", true, "There is no request body."},
}

// SaysNoBody reports whether a text, which is folded, says that a request has no body.
func SaysNoBody(low string) bool { return noBodies.of(low) }

// representations stand before the type of a request's body.
var representations = table[bool]{
	{within, "representation of", true, "Supply a JSON representation of an invoice."},
	{within, "representation for", true, "Supply a JSON representation for the invoice."},
}

// AfterRepresentation yields what stands in a text, which is folded, behind each phrase
// that announces the type of the body.
func AfterRepresentation(low string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range representations {
			if _, after, ok := strings.Cut(low, representations[i].phrase); ok && !yield(after) {
				return
			}
		}
	}
}

// bodyLists begin a text about a body that is a list.
var bodyLists = table[bool]{
	{begins, "a list of ", true, "A list of at most 20 strings."},
	{begins, "a json list of ", true, "A JSON list of strings."},
	{begins, "an array of ", true, "An array of strings."},
	{begins, "a json array of ", true, "A JSON array of strings."},
	{begins, "the list of ", true, "The list of strings to be kept."},
	{begins, "the array of ", true, "The array of strings to be kept."},
}

// quantities are the words of how many there are, which stand before what is counted.
var quantities = table[bool]{
	{whole, "at", true, "at"},
	{whole, "most", true, "most"},
	{whole, "least", true, "least"},
	{whole, "up", true, "up"},
	{whole, "to", true, "to"},
	{whole, "no", true, "no"},
	{whole, "not", true, "not"},
	{whole, "more", true, "more"},
	{whole, "than", true, "than"},
	{whole, "or", true, "or"},
	{whole, "one", true, "one"},
	{whole, "zero", true, "zero"},
	{whole, "exactly", true, "exactly"},
	{whole, "between", true, "between"},
	{whole, "and", true, "and"},
}

// ListedInBody returns the word for what a body holds that a text, which is folded, calls
// a list: strings for "a list of at most 20 strings of 1 to 30 characters". It is "" where
// the text calls it something else.
func ListedInBody(low string) string {
	low = strings.TrimSpace(low)
	e, _ := bodyLists.find(low)
	if e == nil {
		return ""
	}
	for word := range strings.FieldsSeq(low[len(e.phrase):]) {
		if !quantities.of(word) && strings.Trim(word, "0123456789–-") != "" {
			return strings.Trim(word, ".,:;`*")
		}
	}
	return ""
}

// A ParameterWord is whether the words behind a name call it a parameter.
type ParameterWord byte

const (
	NoParameterWord ParameterWord = iota
	OwnParameter
	OthersParameter // of something that is not the page's subject
)

// parameterWords stand behind the name of a parameter.
var parameterWords = table[ParameterWord]{
	{begins, "parameter of ", OthersParameter, "parameter of the print call is optional."},
	{leads, "parameter", OwnParameter, "parameter, or leave it out."},
}

// ParameterWordOf returns whether the text behind a name calls it a parameter.
func ParameterWordOf(after string) ParameterWord { return parameterWords.of(after) }

// owners stand before the name of a parameter that something else has.
var owners = table[bool]{
	{ends, " its", true, "the order of the lines, not by its"},
	{ends, " their", true, "the order of the lines, not by their"},
	{ends, " whose", true, "the lines whose"},
	{ends, "'s", true, "the line's"},
	{ends, "\u2019s", true, "the line\u2019s"},
}

// NamesOwner reports whether the text in front of a name says that something else has it.
func NamesOwner(before string) bool {
	return owners.of(strings.ToLower(strings.TrimRight(before, " ")))
}

// holdings are how a text above a table says that something holds what the table lists.
var holdings = table[bool]{
	{within, "contain", true, "Each object in the lines array contains the following values."},
	{within, "following", true, "An order line has the following members."},
	{within, "consists of", true, "An order line consists of:"},
	{within, "properties of", true, "The properties of an order line:"},
	{within, "fields of", true, "The fields of an order line:"},
}

// SaysHolds reports whether a text says that something holds what is listed below it.
func SaysHolds(text string) bool { return holdings.ofFold(text) }

// propertyLeads are texts above a table of the properties of what they link to.
var propertyLeads = table[bool]{
	{every, "table describes", true, "This table describes the OrderLine properties."},
	{every, "properties of", true, "The properties of an OrderLine are:"},
	{every, "following properties", true, "An OrderLine has the following properties."},
}

// DescribesProperties reports whether a text says that the table below it has the properties
// of something.
func DescribesProperties(text string) bool { return propertyLeads.ofFold(text) }

// holders are words behind the name of a member that call it something with members.
var holders = table[bool]{
	{begins, " object", true, " object contains the following fields."},
	{begins, " array", true, " array contains the following fields."},
	{begins, " collection", true, " collection contains the following fields."},
	{begins, " resource", true, " resource has the following values."},
	{begins, " element", true, " element has the following attributes."},
	{begins, " structure", true, " structure has the following members."},
}

// IsHolder reports whether the words behind a name call it something that has members.
func IsHolder(after string) bool { return holders.ofFold(after) }

// A ParameterList is what a text says of the list below it.
type ParameterList byte

const (
	NoParameterList ParameterList = iota
	SomeParameters
	RequiredParameters
	OptionalParameters
)

// parameterLists are the texts above lists of parameters.
var parameterLists = table[ParameterList]{
	{begins, "required parameters", RequiredParameters, "Required parameters:"},
	{begins, "required uri query parameters", RequiredParameters, "Required URI query parameters:"},
	{begins, "required query parameters", RequiredParameters, "Required query parameters:"},
	{begins, "required attributes", RequiredParameters, "Required attributes:"},
	{begins, "optional parameters", OptionalParameters, "Optional parameters:"},
	{begins, "optional query parameters", OptionalParameters, "Optional query parameters:"},
	{begins, "optional attributes", OptionalParameters, "Optional attributes:"},
	{begins, "parameters:", SomeParameters, "Parameters: send one of them at least."},
	{begins, "supported attributes:", SomeParameters, "Supported attributes:"},
}

// ParameterListOf returns what a text says of the list below it.
func ParameterListOf(text string) ParameterList { return parameterLists.ofFold(text) }

// transportHeaders are the header fields that no caller sets: those of the connection and
// of the message's length.
var transportHeaders = table[bool]{
	{whole, "host", true, "Host"},
	{whole, "content-length", true, "Content-Length"},
	{whole, "connection", true, "Connection"},
	{whole, "transfer-encoding", true, "Transfer-Encoding"},
}

// IsTransportHeader reports whether a header field is one that no caller sets.
func IsTransportHeader(name string) bool { return transportHeaders.ofFold(name) }

// And joins the last two of several names.
const And = "and"

// queryPlaces are how the description of a parameter says that it is in the query.
var queryPlaces = table[bool]{
	{within, "query parameter", true, "This is specified as part of the URL as a query parameter."},
	{within, "query string", true, "Sent in the query string."},
}

// SaysQuery reports whether the description of a parameter says that it is in the query.
func SaysQuery(description string) bool { return queryPlaces.ofFold(description) }

// remarkedRequirements are the remarks in parentheses behind the name of a parameter.
var remarkedRequirements = table[Requirement]{
	{within, "required - if", RequiredAtTimes, "<required - if there is no address>"},
	{within, "required if", RequiredAtTimes, "required if there is no address"},
	{within, "not required", NotRequired, "not required"},
	{within, "required", Required, "<required>"},
	{within, "optional", NotRequired, "optional"},
}

// RemarkedRequirement returns what a remark behind the name of a parameter says of whether
// it is required.
func RemarkedRequirement(remark string) Requirement { return remarkedRequirements.ofFold(remark) }
