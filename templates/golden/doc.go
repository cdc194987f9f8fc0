// Package golden is what the golden tests of a generated SDK are made with.
//
// A golden test plays one documented example. [Serve] reads the two messages of
// the example from testdata and starts a server on loopback; the test makes the
// call; the server compares what arrives with the documented request and answers
// with the documented response; [Equal] and [RoundTrip] compare what the call
// returned with it. [Receive] plays a notification, which the service sends and the
// application decodes.
//
// # Wire files
//
// testdata/<name>.request.http and testdata/<name>.response.http are HTTP/1.1
// messages: a start line, header fields, an empty line, the body. Lines end in LF
// or CRLF. The request's target is the path below the base URL with its query,
// percent-encoded. One line end at the end of the file is not part of the body.
//
//	POST /me/events/AAMk=/cancel?$select=id HTTP/1.1
//	Content-Type: application/json
//
//	{"comment": "Moved to May"}
package golden
