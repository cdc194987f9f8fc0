package resolve

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// The list of a type's derived types is read by several goroutines at a time.
func TestLookupWritesNothing(t *testing.T) {
	base, child, grandchild := &api.Type{Name: "base"}, &api.Type{Name: "child"}, &api.Type{Name: "grandchild"}
	roomy := append(make([]*api.Type, 0, 4), child)
	n := &navigator{below: map[*api.Type][]*api.Type{base: roomy, child: {grandchild}}}
	if p := n.lookup(base, "none"); p != nil {
		t.Errorf("found %v", p)
	}
	if behind := roomy[:2][1]; behind != nil {
		t.Errorf("wrote %s behind the derived types of base", behind.Name)
	}
	grandchild.Properties = []*api.Property{{Name: "size"}}
	if p := n.lookup(base, "Size"); p != grandchild.Properties[0] {
		t.Errorf("got %v for a property of a type derived twice", p)
	}
}
