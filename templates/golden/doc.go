// Package golden is what the golden tests of a generated SDK are made with.
//
// A golden test plays one documented example. [Serve] reads the two messages of
// the example from testdata and starts a server on loopback; the test makes the
// call; the server compares what arrives with the documented request and answers
// with the documented response; [Equal] and [RoundTrip] compare what the call
// returned with it. [Receive] plays a notification, which the service sends and the
// application decodes.
//
// Request lines that no example shows are played by [Lines], and the names that the tables
// of pages have are compared by [Members].
//
// # Wire files
//
// A file below testdata holds the examples of one resource. Each begins with its
// name after "###". What is sent has ">" and a space in front of every line, what
// comes back "<" and a space, so that nothing in a message can be taken for
// anything but a part of it. Empty lines without a mark mean nothing.
// Where a line has bytes that do not show in text, a backslash stands in the place of
// the space, and the line is written as in a string of Go.
//
//	### lamp-dim/dim_lamp
//
//	> POST /lamps/L%2F7/dim?slowly=true HTTP/1.1
//	> Content-Type: application/json
//	>
//	> {"percent": 40}
//
//	< HTTP/1.1 202 Accepted
//
// The messages are those of HTTP/1.1: a start line, header fields, an empty line,
// the body. Where the page shows no response, there is none. Lines end in LF or CRLF. The request's target is the path below the
// base URL with its query, percent-encoded.
package golden
