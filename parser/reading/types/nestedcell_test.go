package types

import (
	"strings"
	"testing"
)

// TestLayers takes apart what cells say of lists and maps.
func TestLayers(t *testing.T) {
	for text, want := range map[string]string{
		"integer":                              "integer",
		"integer[]":                            "list integer",
		"integer[][]":                          "list list integer",
		"[][]int":                              "list list int",
		"Collection(Collection(Edm.Int32))":    "list list Edm.Int32",
		"array of arrays of integers":          "list list integers",
		"An array of arrays of arrays of song": "list list list song",
		"List<List<Song>>":                     "list list Song",
		"list of lists of `song`":              "list list song",
		"array of integer[]":                   "list list integer",
		"Collection of song list":              "list word song",
		"song collection":                      "word song",
		"map of strings":                       "map strings",
		"map[string]int":                       "map int",
		"map[string][]int":                     "map list int",
		"Map<String, List<Song>>":              "map list Song",
		"List<Map<String, Song>>":              "list map Song",
		"Dictionary<string,int>":               "map int",
		"object with string values":            "map string",
		"object with integer array values":     "map word integer",
		"an object whose keys are currencies and whose values are decimals": "map decimals",
		"a map from languages to songs":                                     "map songs",
		"object with two members":                                           "object with two members",
		"map<string>":                                                       "map string",
		"array of map of string to decimal":                                 "list map decimal",
	} {
		layers, leaf := layersOf(text)
		got := ""
		for _, l := range layers {
			switch {
			case l.word:
				got += "word "
			default:
				got += []string{"", "list ", "map "}[l.in]
			}
		}
		if got += leaf; got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	layers, _ := layersOf(strings.Repeat("list of ", 1000) + "x")
	if len(layers) > 20 {
		t.Errorf("%d layers", len(layers))
	}
}
