// Package peer measures msgraph-sdk-go as package bench measures a generated SDK. It
// is a module of its own because nothing else should have to download and compile
// it.
package peer

import (
	"testing"

	jsonserialization "github.com/microsoft/kiota-serialization-json-go"
	"github.com/microsoftgraph/msgraph-sdk-go/models"

	"github.com/sdkscribe/sdkscribe/cmd/internal/bench"
)

const events = 100

// BenchmarkDecode decodes a page of a hundred events as a call of msgraph-sdk-go does.
func BenchmarkDecode(b *testing.B) {
	text := bench.EventPage(events)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		node, err := jsonserialization.NewJsonParseNode(text)
		if err != nil {
			b.Fatal(err)
		}
		page, err := node.GetObjectValue(models.CreateEventCollectionResponseFromDiscriminatorValue)
		if err != nil {
			b.Fatal(err)
		}
		if n := len(page.(models.EventCollectionResponseable).GetValue()); n != events {
			b.Fatalf("%d events", n)
		}
	}
}
