// Package example is an SDK's repository in small, as sdkscribe's README describes
// it: a module with pages, a configuration and a go:generate line, in which sdkscribe
// is a tool. It was made with
//
//	sdkscribe init --out jobs
//
// and belongs to the tests in cmd/internal/endtoend, which edit a page of it.
package example

//go:generate go tool sdkscribe generate
