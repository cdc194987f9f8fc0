package odata_test

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

func TestNesting(t *testing.T) {
	name := odata.Map.Held(odata.List.Held("sample.song"))
	if name != "Map(Collection(sample.song))" || odata.NestingOf(name) != 2 || odata.LeafOf(name) != "sample.song" {
		t.Errorf("%s holds %s, %d deep", name, odata.LeafOf(name), odata.NestingOf(name))
	}
	if got := odata.WithLeaf(name, "Edm.String"); got != "Map(Collection(Edm.String))" {
		t.Error(got)
	}
	for name, want := range map[string]odata.Holder{"Map(Edm.String)": odata.Map, "Collection(Edm.Int32)": odata.List, "Edm.String": odata.NoHolder, "Map()": odata.NoHolder, "": odata.NoHolder, "Map(x": odata.NoHolder} {
		if element, in := odata.ElementOf(name); in != want || in == odata.NoHolder && element != name {
			t.Errorf("%q holds %q in %d", name, element, in)
		}
	}
}
