// Command sdkscribe turns API reference pages written in markdown into a Go SDK.
//
// Usage:
//
//	sdkscribe generate [flags]     write the SDK
//	sdkscribe check [flags]        tell whether the SDK is what the pages give
//	sdkscribe diff OLD [NEW]       tell what has changed in the API
//	sdkscribe init [flags]         write the configuration and the go:generate line
//	sdkscribe inspect [flags]      print what was read from the pages
//	sdkscribe lint [flags]         tell what is wrong with the pages
//	sdkscribe version              print the version
//
// Its exit status is 0 when all is fine, 1 when what it was asked to check does
// not hold, and 2, with one line on standard error, when it could not do its work.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	tuneMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}
