package phrases

// This file knows what tables of the members of an error say of each.

import "strings"

// An ErrorPart is what a member of an error holds.
type ErrorPart byte

const (
	NoErrorPart ErrorPart = iota
	ErrorCodePart
	ErrorMessagePart
	ErrorTargetPart
	ErrorDetailsPart
	ErrorRequestIDPart
)

// errorParts are descriptions of members of errors.
var errorParts = table[ErrorPart]{
	{within, "status code", NoErrorPart, "The HTTP status code."},
	{within, "http status", NoErrorPart, "The HTTP status."},
	{within, "request id", ErrorRequestIDPart, "The request id, for support."},
	{within, "id of the request", ErrorRequestIDPart, "The id of the request."},
	{within, "id of this request", ErrorRequestIDPart, "The id of this request."},
	{within, "identifies the request", ErrorRequestIDPart, "A word that identifies the request."},
	{within, "identifies this request", ErrorRequestIDPart, "A word that identifies this request."},
	{within, "identifier of the request", ErrorRequestIDPart, "The identifier of the request."},
	{within, "trace id", ErrorRequestIDPart, "The trace id."},
	{within, "correlation id", ErrorRequestIDPart, "The correlation id."},
	{within, "write to support", ErrorRequestIDPart, "Quote this when you write to support."},
	{within, "contact support", ErrorRequestIDPart, "Have it ready when you contact support."},
	{within, "contacting support", ErrorRequestIDPart, "Have it ready when contacting support."},
	{within, "call support", ErrorRequestIDPart, "Have it ready when you call support."},
	{within, "to support", ErrorRequestIDPart, "Give it to support."},
	{within, "for support", ErrorRequestIDPart, "What it is called, for support."},
	{within, "support team", ErrorRequestIDPart, "Tell the support team."},
	{within, "support request", ErrorRequestIDPart, "Name it in a support request."},
	{within, "support ticket", ErrorRequestIDPart, "Name it in a support ticket."},
	{within, "quote this", ErrorRequestIDPart, "Quote this when you ask us."},
	{within, "quote it", ErrorRequestIDPart, "Quote it when you ask us."},
	{within, "error code", ErrorCodePart, "The error code."},
	{within, "code of the error", ErrorCodePart, "The code of the error."},
	{within, "machine-readable", ErrorCodePart, "A machine-readable name."},
	{within, "machine readable", ErrorCodePart, "A machine readable name."},
	{within, "for programs", ErrorCodePart, "A word for programs."},
	{within, "for machines", ErrorCodePart, "A word for machines."},
	{within, "stable word", ErrorCodePart, "A stable word."},
	{within, "identifies the error", ErrorCodePart, "A word that identifies the error."},
	{within, "identifies the kind of error", ErrorCodePart, "What identifies the kind of error."},
	{within, "error message", ErrorMessagePart, "The error message."},
	{within, "human-readable", ErrorMessagePart, "A human-readable text."},
	{within, "human readable", ErrorMessagePart, "A human readable text."},
	{within, "for people", ErrorMessagePart, "A sentence for people."},
	{within, "for humans", ErrorMessagePart, "A sentence for humans."},
	{within, "what went wrong", ErrorMessagePart, "Says what went wrong."},
	{within, "describes the error", ErrorMessagePart, "A text that describes the error."},
	{within, "field that", ErrorTargetPart, "The field that is wrong."},
	{within, "parameter that", ErrorTargetPart, "The parameter that is wrong."},
	{within, "property that", ErrorTargetPart, "The property that is wrong."},
	{within, "list of errors", ErrorDetailsPart, "A list of errors."},
	{within, "list of reasons", ErrorDetailsPart, "The list of reasons."},
	{within, "more specific errors", ErrorDetailsPart, "More specific errors."},
}

// ErrorPartOf returns what a member of an error holds by its description.
func ErrorPartOf(description string) ErrorPart { return errorParts.of(strings.ToLower(description)) }

// codeWords stand before the code of an error that a sentence names.
var codeWords = table[bool]{
	{closes, "code", true, "There is no such loaf: `404 Not Found`, code"},
	{closes, "code is", true, "The answer is `404 Not Found`, and its code is"},
	{closes, "error", true, "The answer is `409 Conflict` with the error"},
}

// AnnouncesCode reports whether the code of an error stands behind a text, which is folded.
func AnnouncesCode(low string) bool { return codeWords.of(strings.TrimRight(low, " :*`")) }

// errorGuides head what says what all errors of a service look like.
var errorGuides = table[bool]{
	{whole, "error", true, "Error"},
	{whole, "errors", true, "Errors"},
	{whole, "error codes", true, "Error codes"},
	{whole, "error handling", true, "Error handling"},
	{whole, "handling errors", true, "Handling errors"},
	{whole, "error format", true, "Error format"},
	{whole, "error object", true, "Error object"},
	{whole, "error body", true, "Error body"},
	{begins, "error response", true, "Error responses"},
	{begins, "error message", true, "Error messages"},
	{begins, "error example", true, "Error example"},
	{begins, "example error", true, "Example errors"},
	{begins, "errors and ", true, "Errors and statuses"},
}

// HeadsErrors reports whether a heading is one of what errors look like.
func HeadsErrors(heading string) bool {
	return errorGuides.of(strings.ToLower(strings.TrimRight(strings.TrimSpace(heading), ": 0123456789.")))
}
