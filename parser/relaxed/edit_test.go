package relaxed

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEdits(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"trailing comma", "{\n  \"a\": 1,\n}", "{\n  \"a\": 1\n}"},
		{"quotes", `{'a': 'it\'s "x"', “b”: ‘c’}`, `{"a": "it's \"x\"", "b": "c"}`},
		{"names and words", `{a: b c, d: True, e: {id}, f: .5, g: 007}`, `{"a": "b c", "d": true, "e": "{id}", "f": 0.5, "g": 007}`},
		{"missing commas", "{\n  \"a\": 1 // one\n  \"b\": [1 2]\n}", "{\n  \"a\": 1, // one\n  \"b\": [1, 2]\n}"},
		{"missing colon", `{"a" 1, "b" {"c": 1}}`, `{"a": 1, "b": {"c": 1}}`},
		{"other separators", `{"a" = 1; "b" => 2}`, `{"a" : 1, "b" : 2}`},
		{"commas too many", `{"a": 1,, "b": 2}`, `{"a": 1, "b": 2}`},
		{"an element may be missing", `[1,, 2]`, `[1,, 2]`},
		{"an open string is left", "{\n  \"a\": \"x,\n  \"b\": 1\n}", "{\n  \"a\": \"x,\n  \"b\": 1\n}"},
		{"an open name is left", `{"status: 200}`, `{"status: 200}`},
		{"inner quotes", `{"a": "<a href="x">y</a>"}`, `{"a": "<a href=\"x\">y</a>"}`},
		{"two values in one place", `{"a": "x" "y"}`, `{"a": "x" "y"}`},
		{"escapes are left", `{"a": "C:\dir\xyz"}`, `{"a": "C:\dir\xyz"}`},
		{"tab", "{\"a\": \"x\ty\"}", `{"a": "x\ty"}`},
		{"odd blanks", "{\u00a0\u00a0\"a\":\u200b 1}", `{  "a": 1}`},
		{"a quote of another kind at the end is left", "{\n  \"a\": \"GET”,\n  \"b\": 1\n}", "{\n  \"a\": \"GET”,\n  \"b\": 1\n}"},
		{"a comment is left", "{\"a\": 1} // one", "{\"a\": 1} // one"},
		{"an ellipsis is left", `{"a": 1, ...}`, `{"a": 1, ...}`},
		{"a line break is left", "{\"a\": \"x\ny\"}", "{\"a\": \"x\ny\"}"},
		{"an open bracket is left", `{"a": [1`, `{"a": [1`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, _, err := ParseString(test.text)
			if err != nil {
				t.Fatal(err)
			}
			got := Apply(test.text, Edits(test.text, every))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			again, _, err := ParseString(got)
			if err != nil || !Equal(v, again) {
				t.Errorf("it means something else: %s, %v", again.Append(nil), err)
			}
		})
	}
}

func every(Note) bool { return true }

// FuzzEdits makes the edits of any text until there are none: it means the same all
// the time.
func FuzzEdits(f *testing.F) {
	for _, seed := range []string{`{'a': 'x"y', b: True,}`, "{\"a\": \"x\n\"b\": 1}", `["a" "b",, c d]`, "{a = 1; “b” => '2\t'}", `{"x": {id}, "y": 007.}`, "{\u00a0\"a: 1}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, _, err := ParseString(text)
		if err != nil {
			return
		}
		for range 2000 { // each time there is a note less
			edits := Edits(text, every)
			if edits == nil {
				return
			}
			edited := Apply(text, edits)
			again, _, err := ParseString(edited)
			if err != nil || !Equal(v, again) {
				t.Fatalf("%q becomes %q: %v; %s becomes %s", text, edited, err, v.Append(nil), again.Append(nil))
			}
			text = edited
		}
		t.Errorf("there is no end to mending %q", text)
	})
}
