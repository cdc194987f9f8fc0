package odata_test

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/odata"
)

func TestLayouts(t *testing.T) {
	for _, tt := range []struct {
		texts []string
		day   bool
		want  string
	}{
		{[]string{"2026-11-27T19:30:00"}, false, "2006-01-02T15:04:05"},
		{[]string{"2026-11-27T19:30:00Z"}, false, ""},
		{[]string{"Fri, 27 Nov 2026 19:30:00 GMT"}, false, "Mon, 02 Jan 2006 15:04:05 GMT"},
		{[]string{"27/11/2026"}, true, "02/01/2006"},
		{[]string{"11/27/2026", "01/02/2026"}, true, "01/02/2006"},
		{[]string{"01/02/2026"}, true, ""},
		{[]string{"27/11/2026", "11/27/2026"}, true, ""},
		{[]string{"2026-11-27"}, true, ""},
		{nil, true, ""},
	} {
		if got := odata.LayoutOf(tt.texts, tt.day); got != tt.want {
			t.Errorf("%q is in %q, want %q", tt.texts, got, tt.want)
		}
	}
}

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
