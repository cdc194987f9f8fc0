package rest

import "testing"

// What lists are sent as, and what of them is refused.
func TestLists(t *testing.T) {
	for got, want := range map[string]string{
		JSONList([]string{"red", `a"b`}):  `["red","a\"b"]`,
		JSONList([]int64{1, -2}):          "[1,-2]",
		JSONList([]bool{true}):            "[true]",
		JSONList([]Date{"2026-02-03"}):    `["2026-02-03"]`,
		JSONList[string](nil) + "":        "[]",
		QuotedList([]string{"it's", "b"}): "['it''s','b']",
		QuotedList([]GUID{"x"}):           "['x']",
	} {
		if got != want {
			t.Errorf("%s is sent, want %s", got, want)
		}
	}
	if path, err := expand("/f(a={a})", []any{QuotedList([]string{"b')/c"})}); err != nil || path != "/f(a=%5B%27b%27%27%29%2Fc%27%5D)" {
		t.Errorf("%s, %v", path, err)
	}
	if path, err := expand("/f(a=@a)?@a={a}", []any{JSONList([]string{"b&c"})}); err != nil || path != "/f(a=@a)?@a=%5B%22b%26c%22%5D" {
		t.Errorf("%s, %v", path, err)
	}
	if path, err := expand("/f(a={a})", []any{JSONList([]string{"\xff"})}); err == nil {
		t.Errorf("text that is no UTF-8 is sent: %s", path)
	}
}
