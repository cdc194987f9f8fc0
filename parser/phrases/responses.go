package phrases

// This file knows the sentence by which a page says what a call returns: "If successful,
// this method returns a `200 OK` response code and an [invoice] object in the response
// body."

import "strings"

// results are the words of a sentence about what is returned.
var results = table[bool]{
	{within, "return", true, "If successful, this method returns an invoice."},
	{within, "response", true, "The response holds an invoice."},
}

// returning are how sentences begin that say what a call returns.
var returning = table[bool]{
	{begins, "returns ", true, "Returns the new invoice on success."},
	{begins, "this returns ", true, "This returns the invoice."},
	{begins, "it returns ", true, "It returns the invoice."},
}

// SaysReturns reports whether a sentence begins by what a call returns.
func SaysReturns(sentence string) bool { return returning.ofFold(sentence) }

// SpeaksOfResult reports whether a sentence, folded, speaks of what a call returns.
func SpeaksOfResult(low string) bool { return results.of(low) }

// contents are the words of a sentence about what an answer holds.
var contents = table[bool]{
	{within, "body", true, "Returns `200 OK` and the invoice in the response body."},
	{within, "representation", true, "Returns `201 Created` with the representation of the invoice."},
	{within, "object", true, "Returns `200 OK` and an invoice object."},
	{within, "entity", true, "Returns `200 OK` and the entity."},
	{within, "json", true, "Returns `200 OK` with the invoice as JSON."},
}

// SpeaksOfBody reports whether a sentence, folded, speaks of what an answer holds.
func SpeaksOfBody(low string) bool { return contents.of(low) }

// A Number is how many results a sentence speaks of.
type Number byte

const (
	UnsaidNumber Number = iota
	One
	Several
)

// numbers are how pages say that a result is one or a collection.
var numbers = table[Number]{
	{within, "single", One, "Returns a single entry of the collection."},
	{within, "one of the following", One, "Returns one of the following objects in the response body."},
	{within, "collection", Several, "Returns a collection of invoices."},
	{within, "list of", Several, "Returns a list of invoices."},
	{within, "array of", Several, "Returns an array of invoices."},
	{within, "a set of", Several, "Returns a set of invoices."},
	{within, "one or more", Several, "Returns one or more invoices."},
	{within, " objects in the response", Several, "Returns invoice objects in the response body."},
	{within, "the list", Several, "Returns the list that was asked for."},
}

// NumberOf returns how many results a sentence, which is folded, speaks of.
func NumberOf(low string) Number { return numbers.of(low) }

// streams are how pages say that a result is bytes, or the way to them.
var streams = table[bool]{
	{within, "stream in the response", true, "Returns the scan as a stream in the response body."},
	{within, "preauthenticated download url", true, "Returns a preauthenticated download URL of the scan."},
	{within, "pre-authenticated download url", true, "Returns a pre-authenticated download URL of the scan."},
	{within, "a stream in", true, "Returns a Stream in the body."},
	{within, "stream of bytes", true, "Returns the scan as a stream of bytes."},
	{within, "binary stream", true, "Returns the scan as a binary stream."},
	{within, "as a stream", true, "Returns the scan as a stream."},
	{within, "binary data of", true, "Returns the binary data of the scan."},
}

// SaysStream reports whether a sentence, which is folded, says that a call returns bytes.
func SaysStream(low string) bool { return streams.of(low) }

// An Emptiness is whether a sentence says that nothing is returned.
type Emptiness byte

const (
	NotEmpty Emptiness = iota
	Empty
	EmptyBody // that there is no body, in so many words
)

// empties are how pages say that nothing is returned.
var empties = table[Emptiness]{
	{within, "not return anything in the response body", EmptyBody, "It does not return anything in the response body."},
	{within, "not return anything", Empty, "This method does not return anything."},
	{within, "no response body", Empty, "There is no response body."},
	{within, "empty response body", Empty, "Returns `204 No Content` and an empty response body."},
	{within, "empty content", Empty, "Returns `200 OK` with empty content."},
	{within, "nothing to return", Empty, "There is nothing to return."},
}

// EmptinessOf returns whether a sentence, which is folded, says that nothing is returned.
func EmptinessOf(low string) Emptiness { return empties.of(low) }

// promises are how pages say that the body of a response holds something.
var promises = table[bool]{
	{within, "in the response body", true, "Returns the invoice in the response body."},
	{within, "in the response.", true, "Returns the invoice in the response."},
	{within, "in the body", true, "Returns `200 OK` with the invoice in the body."},
}

// PromisesBody reports whether a sentence, which is folded, says that the body of the
// response holds something.
func PromisesBody(low string) bool { return promises.of(low) }

// followers stand behind the name of the type that is returned, which is not marked as one.
var followers = table[bool]{
	{begins, "entity", true, "entity in the body"},
	{begins, "entities", true, "entities in the body"},
	{begins, "object", true, "object in the response body"},
	{begins, "in the response", true, "in the response body"},
	{begins, "in the body", true, "in the body"},
}

// FollowsResult reports whether words stand behind the name of the type that is returned.
func FollowsResult(words []string) bool {
	const most = 3 // that an entry has
	return followers.of(strings.ToLower(strings.Join(words[:min(most, len(words))], " ")))
}

// leaders stand before the name of the type that is returned. Any other word before a name
// is a part of it: "library file" is no file.
var leaders = table[bool]{
	{whole, "a", true, "a"},
	{whole, "an", true, "an"},
	{whole, "the", true, "the"},
	{whole, "of", true, "of"},
	{whole, "and", true, "and"},
	{whole, "with", true, "with"},
	{whole, "new", true, "new"},
	{whole, "created", true, "created"},
	{whole, "updated", true, "updated"},
	{whole, "requested", true, "requested"},
}

// LeadsToResult reports whether a word, which is folded, stands before the name of the
// type that is returned.
func LeadsToResult(low string) bool { return leaders.of(low) }

// clauseWords begin a clause about when something is returned.
var clauseWords = table[bool]{
	{whole, "if", true, "if"},
	{whole, "when", true, "when"},
	{whole, "unless", true, "unless"},
}

// IsCondition reports whether a word, which is folded, begins a condition: what stands in
// one is not what is returned.
func IsCondition(low string) bool { return clauseWords.of(low) }

// statusLabels begin a text that names the status of an example's answer, and nothing else.
var statusLabels = table[bool]{
	{begins, "status code:", true, "Status code: 201"},
	{begins, "status:", true, "Status: 201 Created"},
	{begins, "http status:", true, "HTTP status: 201"},
	{begins, "http/1.1 ", true, "HTTP/1.1 201 Created"},
}

// LabelsStatus reports whether a text, folded, is the status of an example's answer.
func LabelsStatus(low string) bool {
	const long = 40 // bytes
	return len(low) < long && statusLabels.of(low)
}

// statusWords stand right before the status that a sentence names.
var statusWords = table[bool]{
	{closes, "http", true, "It returns HTTP"},
	{closes, "http/1.1", true, "It returns HTTP/1.1"},
	{closes, "status", true, "It returns the status"},
	{closes, "status code", true, "It returns the status code"},
	{closes, "response code", true, "It returns the response code"},
	{closes, "status code of", true, "It returns a status code of"},
	{closes, "status code is", true, "The status code is"},
	{closes, "returns", true, "It returns"},
	{closes, "returns a", true, "It returns a"},
	{closes, "returns an", true, "It returns an"},
	{closes, "return a", true, "It will return a"},
	{closes, "respond with", true, "It will respond with"},
	{closes, "responds with", true, "It responds with"},
	{closes, "answers with", true, "It answers with"},
}

// AnnouncesStatus reports whether a status stands behind a text, which is folded.
func AnnouncesStatus(low string) bool { return statusWords.of(strings.TrimRight(low, " :*`")) }

// failures are how pages say that the answer below is an error.
var failures = table[bool]{
	{within, "an error for", false, "The response contains an error for each row:"},
	{within, "contain an error", true, "If the order is closed, the response will contain an error:"},
	{within, "contains an error", true, "If the order is closed, the response contains an error (status 409):"},
	{within, "return an error", true, "For unknown orders the service will return an error:"},
	{within, "returns an error", true, "If there is no such order, it returns an error:"},
	{within, "an error is returned", true, "If there is no such order, an error is returned:"},
	{within, "following error", true, "You get the following error:"},
	{within, "error occurs", true, "If the order is closed, an error occurs:"},
	{within, "error will occur", true, "If the order is closed, an error will occur:"},
	{within, "will fail", true, "Without a name, the request will fail:"},
	{within, "fails, return", true, "If the import fails, returns:"},
	{within, "fails, it return", true, "If the import fails, it returns:"},
	{within, "fails, the response", true, "If the import fails, the response is:"},
	{within, "fails with", true, "The request fails with:"},
}

// errorLists are how sentences begin to list the statuses of errors.
var errorLists = table[bool]{
	{within, "errors", true, "The most common errors are the 403 and 404 responses."},
	{within, "error codes", true, "Error codes are 403 and 404."},
	{within, "error responses", true, "It has the error responses 403 and 404."},
}

// SpeaksOfErrors reports whether a sentence speaks of errors: numbers in it that may be
// statuses are some.
func SpeaksOfErrors(sentence string) bool { return errorLists.of(strings.ToLower(sentence)) }

// AnnouncesFailure reports whether a sentence says that the answer below it is an error.
// One that does not end with a colon may speak of errors in general.
func AnnouncesFailure(sentence string) bool {
	return strings.HasSuffix(strings.TrimRight(sentence, " *"), ":") && failures.of(strings.ToLower(sentence))
}

// statusHeads are the words that a heading has in front of a status.
var statusHeads = table[bool]{
	{whole, "http", true, "HTTP"},
	{whole, "status", true, "status"},
	{whole, "code", true, "code"},
	{whole, "response", true, "response"},
	{whole, "error", true, "error"},
	{whole, "example", true, "example"},
	{whole, "sample", true, "sample"},
}

// BehindStatusWords returns what a heading has behind the words that stand in front of a
// status: "404" of "Response (404)".
func BehindStatusWords(heading string) string {
	const signs = " :-–—(`*"
	for rest := heading; ; {
		rest = strings.TrimLeft(rest, signs)
		end := strings.IndexAny(rest, signs)
		if end < 0 || !statusHeads.of(strings.ToLower(rest[:end])) {
			return rest
		}
		rest = rest[end:]
	}
}

// ListPrimitive is the word for several strings, which is no type's name: "returns the
// strings that match".
const ListPrimitive = "strings"

// ambiguous are words that name a primitive and are mostly used otherwise.
var ambiguous = table[bool]{
	{whole, "date", true, "date"},
	{whole, "time", true, "time"},
	{whole, "url", true, "url"},
	{whole, "duration", true, "duration"},
}

// IsAmbiguous reports whether a word of a sentence, which is folded, names a primitive
// and is mostly used otherwise: "at that time in the response".
func IsAmbiguous(low string) bool { return ambiguous.of(low) }

// resultNouns stand behind the primitive that is returned.
var resultNouns = table[bool]{
	{whole, "collection", true, "collection"},
	{whole, "in", true, "in"},
	{whole, "object", true, "object"},
	{whole, "value", true, "value"},
	{whole, "objects", true, "objects"},
	{whole, "values", true, "values"},
	{whole, "array", true, "array"},
	{whole, "response", true, "response"},
	{whole, "list", true, "list"},
}

// FollowsPrimitive reports whether a word, which is folded, stands behind the primitive
// that a sentence says is returned: "a String collection", "an Int64 in the response".
func FollowsPrimitive(low string) bool { return resultNouns.of(low) }

// containers stand before the primitive that is returned, in "a list of strings".
var containers = table[bool]{
	{whole, "of", true, "of"},
}

// PrecedesPrimitive reports whether a word, which is folded, stands before the primitive
// that a sentence says is returned: "an array of Int64".
func PrecedesPrimitive(low string) bool { return containers.of(low) }

// HeaderWord stands behind the name of a header: "the `Location` header".
const HeaderWord = "header"

// responseLeads are texts above tables of what a response holds.
var responseLeads = table[bool]{
	{within, "response attributes", true, "It returns the following response attributes:"},
	{within, "response fields", true, "Response fields:"},
	{within, "response parameters", true, "Response parameters:"},
	{within, "response body", true, "The response body has the following members:"},
	{within, "response contains", true, "The response contains the following values."},
	{within, "returned fields", true, "Returned fields:"},
}

// SaysResponse reports whether a text above a table says that it is about a response.
func SaysResponse(text string) bool { return responseLeads.ofFold(text) }
