//go:build linux

package peer

import (
	"testing"

	_ "github.com/go-json-experiment/json" // of the program without an SDK

	"github.com/sdkscribe/sdkscribe/cmd/internal/bench"
)

// program calls one method of msgraph-sdk-go.
const program = `package main

import (
	"context"
	"fmt"
	"os"

	sdk "github.com/microsoftgraph/msgraph-sdk-go"
)

func main() {
	client, err := sdk.NewGraphServiceClientWithCredentials(nil, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	message, err := client.Me().Messages().ByMessageId(os.Args[1]).Get(context.Background(), nil)
	fmt.Println(message, err)
}
`

// BenchmarkColdBuild builds a program that uses msgraph-sdk-go.
func BenchmarkColdBuild(b *testing.B) { bench.ColdBuild(b, bench.Module(b), program) }
