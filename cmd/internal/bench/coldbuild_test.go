//go:build linux

package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// program calls one method of the SDK of Microsoft Graph.
const program = `package main

import (
	"context"
	"fmt"
	"os"

	"example.com/sdk/graph"
	"example.com/sdk/graph/rest"
)

func main() {
	client, err := graph.NewClient(rest.StaticToken(os.Getenv("TOKEN")))
	if err != nil {
		fmt.Println(err)
		return
	}
	message, err := client.Me.Messages.Get(context.Background(), os.Args[1])
	fmt.Println(message, err)
}
`

// BenchmarkColdBuild generates an SDK of all of Microsoft Graph and builds a program
// that uses it.
func BenchmarkColdBuild(b *testing.B) { ColdBuild(b, graphSDK(b), program) }

// newClients makes clients of it, and prints how many nanoseconds one takes.
const newClients = `package main

import (
	"fmt"
	"time"

	"example.com/sdk/graph"
	"example.com/sdk/graph/rest"
)

func main() {
	const n = 5000
	start := time.Now()
	for range n {
		if _, err := graph.NewClient(rest.StaticToken("token")); err != nil {
			panic(err)
		}
	}
	fmt.Print(time.Since(start).Nanoseconds() / n)
}
`

// BenchmarkNewClient makes a client of that SDK, which has a thousand services.
func BenchmarkNewClient(b *testing.B) {
	module := graphSDK(b)
	binary, _ := compile(b, module, newClients)
	for b.Loop() {
		out, err := exec.CommandContext(b.Context(), binary).Output()
		if err != nil {
			b.Fatal(err)
		}
		ns, err := strconv.ParseFloat(string(out), 64)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(ns/1000, "µs/client")
		b.ReportMetric(0, "ns/op")
	}
}

// graphSDK returns a module with an SDK of all of Microsoft Graph in its folder graph.
func graphSDK(b *testing.B) string {
	b.Helper()
	docs := os.Getenv("GRAPH_DOCS")
	if docs == "" {
		docs = filepath.Join("..", "..", "..", "..", "shared", "corpus", "graph", "api-reference", "v1.0")
	}
	docs, err := filepath.Abs(docs)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(docs); err != nil {
		b.Skipf("without the reference of Microsoft Graph: %v", err)
	}
	module := Module(b)
	run(b, filepath.Join("..", "..", ".."), nil, "go", "run", "./cmd/sdkscribe", "generate", "--no-cache",
		"--docs", docs, "--out", filepath.Join(module, "graph"))
	return module
}
