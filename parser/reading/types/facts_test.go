package types

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestClaims applies facts of two phases, and says afterwards who has claimed what.
func TestClaims(t *testing.T) {
	base, event := &api.Type{Name: "x.item"}, &api.Type{Name: "x.event"}
	start := &api.Property{Name: "start", Type: "Edm.String"}
	c := &Catalog{}
	c.Apply("learn", DerivesFrom{Type: event, Base: base}, HasProperty{Type: event, Property: start, IsKey: true})
	c.Apply("resolve", IsCollection{Property: start, Several: true}, AnyJSON{Type: base})
	if event.BaseType != base || event.Base != "x.item" || event.Key != "start" || event.Property("start") != start || !start.Collection || !base.Untyped {
		t.Errorf("applied: %+v, %+v, %+v", event, start, base)
	}
	for of, want := range map[*api.Type][]string{event: {"learn", "learn"}, base: {"resolve"}} {
		var by []string
		for _, claim := range c.Claims(of) {
			by = append(by, claim.By)
		}
		if diff := cmp.Diff(want, by); diff != "" {
			t.Errorf("claims about %s (-want +got):\n%s", of.Name, diff)
		}
	}
}
