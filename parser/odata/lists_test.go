package odata

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is read from a list, and written again without its blanks.
func TestLists(t *testing.T) {
	for _, c := range []struct {
		text, typ string
		want      []string
		form      ListForm
		again     string
	}{
		{"['red','blue']", "Edm.String", []string{"red", "blue"}, QuotedList, "['red','blue']"},
		{"[ 'red' , 'sea, blue' ]", "Edm.String", []string{"red", "sea, blue"}, QuotedList, "['red','sea, blue']"},
		{"['it''s']", "Edm.String", []string{"it's"}, QuotedList, "['it''s']"},
		{`["red", "a\"b"]`, "Edm.String", []string{"red", `a"b`}, JSONList, `["red","a\"b"]`},
		{"[]", "Edm.String", nil, JSONList, "[]"},
		{"[3, -4]", "Edm.Int32", []string{"3", "-4"}, JSONList, "[3,-4]"},
		{"[true,false]", "Edm.Boolean", []string{"true", "false"}, JSONList, "[true,false]"},
	} {
		got, form, ok := ReadList(c.text, c.typ)
		if !ok || form != c.form || !cmp.Equal(got, c.want) {
			t.Errorf("%s: got %q, %v, %v", c.text, got, form, ok)
		}
		if again := WriteList(got, c.typ, form); again != c.again {
			t.Errorf("%s: written as %s", c.text, again)
		}
	}
}

// What is no list of the type.
func TestNoLists(t *testing.T) {
	for text, typ := range map[string]string{
		"": "Edm.String", "[": "Edm.String", "'red']": "Edm.String", "]": "Edm.String", "red": "Edm.String", "[red]": "Edm.String", "['red'": "Edm.String", "['red]": "Edm.String",
		"['red',]": "Edm.String", "['red' 'blue']": "Edm.String", `["red\"]`: "Edm.String", "[3000000000]": "Edm.Int32",
		"[x]": "Edm.Int64", "['3']": "Edm.Int32", "[03]": "Edm.Int32", "[yes]": "Edm.Boolean",
	} {
		if got, _, ok := ReadList(text, typ); ok {
			t.Errorf("%s is read as %q", text, got)
		}
	}
}
