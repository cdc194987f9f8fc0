//go:build linux

package bench

import (
	"os"
	"path/filepath"
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
func BenchmarkColdBuild(b *testing.B) {
	docs := os.Getenv("GRAPH_DOCS")
	if docs == "" {
		docs = filepath.Join("..", "..", "..", "shared", "corpus", "graph", "api-reference", "v1.0")
	}
	docs, err := filepath.Abs(docs)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(docs); err != nil {
		b.Skipf("without the reference of Microsoft Graph: %v", err)
	}
	module := Module(b)
	run(b, filepath.Join("..", ".."), nil, "go", "run", "./cmd/sdkscribe", "generate", "--no-cache",
		"--docs", docs, "--out", filepath.Join(module, "graph"))
	ColdBuild(b, module, program)
}
