package bench

import (
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/generated/graph"
	"github.com/sdkscribe/sdkscribe/generated/graph/rest"
)

const events = 100

// TestEventPage sees that the benchmarks measure what they say: every member but
// the control information has a field, and nothing is lost.
func TestEventPage(t *testing.T) {
	text := EventPage(events)
	var p rest.Page[*graph.Event]
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Value) != events {
		t.Fatalf("%d events, want %d", len(p.Value), events)
	}
	for i, e := range p.Value {
		for name, raw := range e.Extra {
			if name != "@odata.etag" && raw.Kind() != jsontext.KindNull {
				t.Fatalf("event %d: %s has no field", i, name)
			}
		}
		if len(e.Location.Extra) > 0 || len(e.Attendees[0].Status.Extra) > 0 {
			t.Fatalf("event %d: %v, %v have no fields", i, e.Location.Extra, e.Attendees[0].Status.Extra)
		}
	}
	again, err := json.Marshal(&p)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(canonical(t, text), canonical(t, again)); diff != "" {
		t.Errorf("decoded and encoded again (-sent +got):\n%s", diff)
	}
}

func canonical(t *testing.T, text []byte) string {
	v := jsontext.Value(slices.Clone(text))
	if err := v.Canonicalize(); err != nil {
		t.Fatal(err)
	}
	return string(v)
}

// BenchmarkDecode decodes a page of a hundred events into the generated SDK's types,
// as a call does, and into plain structs.
func BenchmarkDecode(b *testing.B) {
	b.Run("SDK", func(b *testing.B) { decode(b, func() any { return new(rest.Page[*graph.Event]) }) })
	b.Run("Plain", func(b *testing.B) { decode(b, func() any { return new(plainPage) }) })
}

func decode(b *testing.B, page func() any) {
	text := EventPage(events)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := json.Unmarshal(text, page()); err != nil {
			b.Fatal(err)
		}
	}
}
