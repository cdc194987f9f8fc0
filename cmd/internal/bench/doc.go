// Package bench measures what a generated SDK costs whoever uses it: the time and
// the memory that its compilation takes, the size of a program, the decoding of an
// answer. It is a module of its own, so that sdkscribe does not come to depend on
// what it is compared with.
//
// In this folder:
//
//	go test -run '^$' -bench Decode .                  # this SDK, and plain structs
//	go test -run '^$' -bench ColdBuild -benchtime 3x . # an SDK of Microsoft Graph v1.0
//	go test -run '^$' -bench NewClient .               # of that SDK
//
// The last two need the reference of Microsoft Graph, in the folder that the
// environment variable GRAPH_DOCS names or in the corpus beside the project, and are
// skipped without it. In the folder peer, a further module, the same benchmarks are
// of msgraph-sdk-go. Its first run compiles for minutes and takes more than
// 4 GiB of memory, and so does every run of ColdBuild:
//
//	cd peer
//	go test -run '^$' -bench Decode .
//	go test -run '^$' -bench ColdBuild -timeout 30m .
//
// The figures to compare are CPU seconds and the least of several runs. On a machine
// that others use at the same time both are still up to twice what they are on one
// that is idle; the row "empty", a program without an SDK, tells by how much.
//
// How long sdkscribe itself takes is measured where its commands are:
//
//	go test -run '^$' -bench Generate ./cmd/internal/project
package bench
