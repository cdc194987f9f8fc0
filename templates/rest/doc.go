// Package rest is the runtime of a generated SDK: the values that its types are
// made of, and the client that its methods call.
//
// # Values
//
// Every scalar property is an [Opt]: absent, null, or a value. An object
// property is a pointer, a collection a slice; a null in their place is kept in
// the object's [Extra], next to the members that no page documents, so that
// decoding an object and encoding it again loses nothing.
//
//	user.Department = rest.Null[string]()    // sends "department": null
//	user.JobTitle = rest.Some("Auditor")     // sends "jobTitle": "Auditor"
//	user.Extra.SetNull("manager")            // sends "manager": null
//
// The primitive types of OData that Go has no type for are [DateTimeOffset],
// [Date], [TimeOfDay], [Duration], [GUID], [Decimal] and [Binary].
//
// # Calls
//
// A [Client] holds what calls share: the base URL, the source of tokens and where they
// go ([TokenScheme], [TokenHeader], [TokenQuery]), the retry policy. An [Option] changes one call: [Select], [Filter], [IfMatch],
// [Timeout] and so on. Failures that the service reports are an [*Error];
// errors.Is tells the common ones apart: [ErrNotFound], [ErrThrottled], ...
//
// A list call returns one [Page]; [All] walks the pages as they are needed, and with
// [Resume] and [KeepDelta] those of a delta query, round after round. Content comes as a
// [Stream], and goes up in pieces by [Upload]. A long-running action returns a [Poller].
// A [Batch] sends several calls in one request. [Client.Do] calls what no method is for.
//
// Of any answer there is more than the result: [Peek], [Raw], [Into], [Representation]. A
// value that does not fit loses nothing else: see [Misfit]. [OperationFrom] names calls in
// traces. Code that uses an SDK is tested with a fake service: see [Through].
//
// # Tests
//
// The package is the same in every SDK but for the import path. Its own tests are in the
// repository of sdkscribe, in templates/rest, and run there at every change: in each SDK
// they would take more time to build and to run than the SDK's own. That a copy is what was
// tested there, "sdkscribe check" sees to. What an SDK does with it, its golden tests show.
package rest
