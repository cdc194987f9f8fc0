package types

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// TestSpell takes cells apart that say more than a type's name.
func TestSpell(t *testing.T) {
	for text, want := range map[string]spelledCell{
		"string, maximum size 20":     {name: "string"},
		"decimal,read-only":           {name: "decimal"},
		"Nullable long":               {name: "long"},
		"(Optional) String":           {name: "String"},
		"string?":                     {name: "string"},
		"int[]":                       {name: "int", collection: true},
		"[int]":                       {name: "int", collection: true},
		"[crate]":                     {name: "crate"},
		"List of strings":             {name: "strings", collection: true},
		"list<string>":                {name: "string", collection: true},
		"string list, nullable":       {name: "string", collection: true},
		"alertStatus enum":            {name: "alertStatus", enum: true},
		"alertStatus (enum)":          {name: "alertStatus", enum: true},
		"Nullable Enum":               {name: "enum", enum: true, kind: phrases.SomeEnum},
		"string (enum)":               {name: "enum", enum: true, kind: phrases.SomeEnum},
		"enum (string)":               {name: "enum", enum: true, kind: phrases.SomeEnum},
		"array of string (enum)":      {name: "enum", enum: true, collection: true, kind: phrases.SomeEnum},
		"enum | null":                 {name: "enum", enum: true, kind: phrases.SomeEnum},
		"array of enums":              {name: "enum", enum: true, collection: true, kind: phrases.SomeEnum},
		"string, enum":                {name: "enum", enum: true, kind: phrases.SomeEnum},
		"string, enum, nullable":      {name: "enum", enum: true, kind: phrases.SomeEnum},
		"Dictionary<string,int>":      {name: "Dictionary<string,int>", kind: phrases.SomeMap},
		"array":                       {name: "array", collection: true, kind: phrases.SomeList},
		"complex":                     {name: "complex", kind: phrases.SomeObject},
		"numeric":                     {name: "numeric", kind: phrases.SomeNumber},
		"string, number":              {name: "string, number"},
		"crate, see the page on them": {name: "crate, see the page on them"},
		"":                            {},
	} {
		if got := spell(text); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}

func TestMisspells(t *testing.T) {
	for _, c := range []struct {
		word, other string
		want        bool
	}{
		{"strin", "string", true},
		{"curency", "currency", true},
		{"stirng", "string", true},
		{"paymentmeth0d", "paymentmethod", true},
		{"boolaen", "boolean", true},
		{"string", "string", false},
		{"ipv4range", "ipv6range", false},
		{"range", "range2", false},
		{"lamp", "lantern", false},
		{"", "a", true},
		{"", "", false},
	} {
		if got := misspells(c.word, c.other); got != c.want {
			t.Errorf("%q for %q: got %v", c.word, c.other, got)
		}
	}
}

func TestIsOneKey(t *testing.T) {
	for key, want := range map[string]bool{
		"{id})": true, "7)": true, "parentId={a},id={b})": true, "{a},{b})": false, "from={a})": false, ")": false, "": false, "{id}": false,
	} {
		if got := isOneKey(key); got != want {
			t.Errorf("%q: got %v", key, got)
		}
	}
}
