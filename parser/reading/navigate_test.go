package reading

import "testing"

// The list of a type's derived types is read by several goroutines at a time.
func TestLookupWritesNothing(t *testing.T) {
	base, child, grandchild := &Type{Name: "base"}, &Type{Name: "child"}, &Type{Name: "grandchild"}
	roomy := append(make([]*Type, 0, 4), child)
	n := &navigator{below: map[*Type][]*Type{base: roomy, child: {grandchild}}}
	if p := n.lookup(base, "none"); p != nil {
		t.Errorf("found %v", p)
	}
	if behind := roomy[:2][1]; behind != nil {
		t.Errorf("wrote %s behind the derived types of base", behind.Name)
	}
	grandchild.Properties = []*Property{{Name: "size"}}
	if p := n.lookup(base, "Size"); p != grandchild.Properties[0] {
		t.Errorf("got %v for a property of a type derived twice", p)
	}
}
