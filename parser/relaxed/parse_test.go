package relaxed_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

// TestParse reads texts with one liberty or more each: what comes out as strict
// JSON, and the notes as "offset message".
func TestParse(t *testing.T) {
	tests := []struct {
		name, text, want string
		notes            []string
	}{
		{"strict", ` {"a":[1,-2.50e+3,true,null,"x\u00e9\n"]} `, `{"a":[1,-2.50e+3,true,null,"xé\n"]}`, nil},
		{"scalar", `"a"`, `"a"`, nil},
		{"surrogates", `["\ud83d\ude00"]`, `["😀"]`, nil},
		{"repeated name", `{"a":1,"a":2}`, `{"a":1,"a":2}`, nil},
		{"trailing commas", `{"a":[1,],}`, `{"a":[1]}`, []string{"7 a comma behind the last element", "9 a comma behind the last member"}},
		{"comments", "{ // one\n\"a\": /* two */ 1 }// three", `{"a":1}`, []string{"2 a comment", "14 a comment", "27 a comment"}},
		{"open comment", "[1] /* x", `[1]`, []string{"4 a comment"}},
		{"bare name", `{a.b@c: 1}`, `{"a.b@c":1}`, []string{"1 a name without quotes"}},
		{"single quotes", `{'a': 'it''s', 'b': 'don't'}`, `{"a":"it''s","b":"don't"}`, []string{
			`1 a string in other quotes than "`, `6 a string in other quotes than "`, "9 a quote inside a string", "10 a quote inside a string",
			`15 a string in other quotes than "`, `20 a string in other quotes than "`, "24 a quote inside a string"}},
		{"curly quotes", `{“a”: ‘b’}`, `{"a":"b"}`, []string{`1 a string in other quotes than "`, `10 a string in other quotes than "`}},
		{"raw line break", "{\"a\": \"b\r\nc\td\"}", `{"a":"b\r\nc\td"}`, []string{"8 a raw line break inside a string"}},
		{"raw tab", "[\"\t\"]", `["\t"]`, []string{"2 a raw tab inside a string"}},
		{"byte order mark", "\ufeff{\u00a0\u00a0}", `{}`, []string{"0 a byte order mark", "4 a blank that JSON does not know"}},
		{"ellipsis", `{"a": 1, ...}`, `{"a":1}`, []string{"9 an ellipsis in place of JSON"}},
		{"ellipsis between", "[1, ..., 2, …]", `[1,2]`, []string{"4 an ellipsis in place of JSON", "12 an ellipsis in place of JSON"}},
		{"ellipsis as value", `{"a": ...}`, `{"a":null}`, []string{"6 an ellipsis in place of JSON"}},
		{"ellipsis at the end", `{"a": 1} ...`, `{"a":1}`, []string{"9 an ellipsis behind the value"}},
		{"missing comma", "{\"a\": 1\n\"b\": 2 \"c\": 3}", `{"a":1,"b":2,"c":3}`, []string{"8 no comma before this member", "15 no comma before this member"}},
		{"missing comma in a list", `[1 2 {} []]`, `[1,2,{},[]]`, []string{
			"3 no comma before this element", "5 no comma before this element", "8 no comma before this element"}},
		{"doubled comma", `[,1,,2]`, `[1,2]`, []string{"1 a comma with nothing before it", "4 a comma with nothing before it"}},
		{"semicolon", `{"a":1;"b":2}`, `{"a":1,"b":2}`, []string{"6 a semicolon in place of a comma"}},
		{"missing brackets", `{"a": [{"b": 1`, `{"a":[{"b":1}]}`, []string{"14 the text ends before its brackets are closed"}},
		{"wrong bracket", `{"a": [1}`, `{"a":[1]}`, []string{`8 a '}' stands before the ']' of what was opened last`}},
		{"stray bracket", `[1}]`, `[1]`, []string{`2 a '}' that closes nothing`}},
		{"backslash", `{"a": "C:\path\u12\'"}`, `{"a":"C:\\path\\u12'"}`, []string{
			"9 a backslash that starts no escape", "14 a backslash that starts no escape", `18 \' is no escape of JSON`}},
		{"half a surrogate", `["\ud800"]`, "[\"\uFFFD\"]", []string{"2 half a surrogate pair"}},
		{"bare value", "{\"a\": datetime-value, \"b\": String (timestamp)\n}", `{"a":"datetime-value","b":"String (timestamp)"}`, []string{
			"6 a value without quotes", "27 a value without quotes"}},
		{"bare date", `{"a": 2020-01-01T00:00:00Z}`, `{"a":"2020-01-01T00:00:00Z"}`, []string{"6 a value without quotes"}},
		{"placeholders", `{"a": {id}, "b": <guid>, "c": [{x}]}`, `{"a":"{id}","b":"<guid>","c":["{x}"]}`, []string{
			"6 a placeholder without quotes", "17 a value without quotes", "31 a placeholder without quotes"}},
		{"literals", `[True, NULL, undefined, 007, +1, .5, 1.]`, `[true,null,null,7,1,0.5,1]`, []string{
			"1 True is no literal of JSON", "7 NULL is no literal of JSON", "13 undefined is no literal of JSON", "24 007 is no literal of JSON",
			"29 +1 is no literal of JSON", "33 .5 is no literal of JSON", "37 1. is no literal of JSON"}},
		{"no value", `{"a": , "b"}`, `{"a":null,"b":null}`, []string{"6 no value behind the colon", "11 a name without a value"}},
		{"no colon", `{"a" 1, "b" => 2, "c":: 3}`, `{"a":1,"b":2,"c":3}`, []string{
			"5 no colon between a name and its value", "12 an equals sign in place of a colon", "22 a second colon"}},
		{"no closing quote", "{\"a\": \"b,\n\"c\": 1}", `{"a":"b","c":1}`, []string{"9 a string without its closing quote"}},
		{"name without its quote", "{\"a: 1,\n\"b\": 2}", `{"a":1,"b":2}`, []string{"1 a name without its closing quote"}},
		{"no closing quote behind an escaped comma", "{\"a\": 1, \"b\": \"c\\u002c\n\"d\": 2}", `{"a":1,"b":"c,","d":2}`, []string{
			"22 a string without its closing quote", "23 no comma before this member"}},
		{"no closing quote behind an escaped backslash", "{\"a\": \"b\\\\r\n\"c\": 1}", `{"a":"b\\r","c":1}`, []string{
			"11 a string without its closing quote", "12 no comma before this member"}},
		{"line separator in a comment", "{\"a\": 1 // b\u2028c\n}", `{"a":1}`, []string{"8 a comment"}},
		{"inner quotes", `{"a": "say "hi" now"}`, `{"a":"say \"hi\" now"}`, []string{"11 a quote inside a string", "14 a quote inside a string"}},
		{"no braces", `"a": 1, "b": 2`, `{"a":1,"b":2}`, []string{"0 members without the braces of an object", "14 the text ends before its brackets are closed"}},
		{"two values", `{"a":1}{"b":2}`, `{"a":1}`, []string{"7 a second JSON value behind the first"}},
		{"text behind", `{"a":1} and so on`, `{"a":1}`, []string{"8 text behind the JSON value"}},
		{"text behind a member", "{\"a\": \"b\" or \"c\",\n\"d\": 1}", `{"a":"b\" or \"c","d":1}`, nil},
		{"html", `{&quot;a&quot;: 1 <!-- x -->}`, `{"a":1}`, []string{`1 a string in other quotes than "`, "18 an HTML comment inside JSON"}},
		{"hash", "{\n # x\n\"a\": 1}", `{"a":1}`, []string{"3 a comment that starts with #"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, notes, err := relaxed.Parse([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(v.Append(nil))); diff != "" {
				t.Errorf("value (-want +got):\n%s", diff)
			}
			var got []string
			for _, n := range notes {
				if n.Hint == "" {
					t.Errorf("no hint for %q", n.Message)
				}
				got = append(got, fmt.Sprint(n.Offset, " ", n.Message))
			}
			if tt.name == "text behind a member" {
				return
			}
			if diff := cmp.Diff(tt.notes, got); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseError(t *testing.T) {
	tests := []struct {
		text   string
		offset int
		want   string
	}{
		{"", 0, "there is no JSON here"},
		{" // nothing", 11, "there is no JSON here"},
		{"hello", 0, "'h' is no start of a JSON value"},
		{" {id}", 1, "a placeholder stands where JSON is expected"},
		{`{"a": 1, {"b": 2}}`, 9, "a '{' stands where an object wants a name"},
		{strings.Repeat("[", 2000), 999, "nested deeper than 1000 levels"},
	}
	for _, tt := range tests {
		v, _, err := relaxed.Parse([]byte(tt.text))
		var syntax *relaxed.SyntaxError
		if v != nil || !errors.As(err, &syntax) {
			t.Errorf("%.20q: got %v, %v", tt.text, v, err)
			continue
		}
		if syntax.Offset != tt.offset || syntax.Message != tt.want || syntax.Hint == "" {
			t.Errorf("%.20q: got %d %q (%s), want %d %q", tt.text, syntax.Offset, syntax.Message, syntax.Hint, tt.offset, tt.want)
		}
	}
}

// TestOffsets checks that values of strict and of mended text know where they stand.
func TestOffsets(t *testing.T) {
	for _, text := range []string{
		`{"a": "x", "bc": [true, {"d": 12}]}`,
		"\ufeff{'a': “x”, // é\n bc: [,true {\"d\": 12}] …",
	} {
		v, _, err := relaxed.ParseString(text)
		if err != nil {
			t.Fatal(err)
		}
		inner := v.Get("bc").Elements
		for _, c := range []struct {
			at   int
			want string
		}{
			{v.Offset, "{"}, {v.Get("bc").Offset, "["}, {inner[0].Offset, "true"}, {inner[1].Offset, `{"d"`},
			{inner[1].Members[0].Offset, `"d"`}, {inner[1].Get("d").Offset, "12"}, {v.Members[1].Offset + strings.Index(text[v.Members[1].Offset:], "bc"), "bc"},
		} {
			if !strings.HasPrefix(text[c.at:], c.want) {
				t.Errorf("%q: offset %d is not of %s", text, c.at, c.want)
			}
		}
	}
}

func TestStringEscapes(t *testing.T) {
	got := string(relaxed.AppendString(nil, "\"\\\n\r\t\x01é\xff"))
	if want := "\"\\\"\\\\\\n\\r\\t\\u0001é\uFFFD\""; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var none *relaxed.Value
	if got := string(none.Append(nil)); got != "null" {
		t.Errorf("nil: got %s", got)
	}
}

// TestLinear reads long hostile texts; each must be done long before a quadratic
// reader would be.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"[", `{"a":`, `"a"b`, "]", ",", `\`, "...", ":", " #", "// x\n", "'", "\"\n", "{x", "a ", "<!--", "“", "/*", "1 ", "{a}", "\x00"} {
		for _, start := range []string{"[", "{", `["`} {
			text := start + strings.Repeat(unit, 1<<18/len(unit))
			begin := time.Now()
			v, _, err := relaxed.ParseString(text)
			if d := time.Since(begin); d > 5*time.Second {
				t.Errorf("%s%s...: %v", start, unit, d)
			}
			if (v == nil) == (err == nil) {
				t.Errorf("%s%s...: value %v with error %v", start, unit, v != nil, err)
			}
		}
	}
}

// FuzzParse checks that whatever is read is JSON: jsontext accepts what Append
// writes, reading that again is strict and gives the same, and every offset is
// inside the text.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,true,null,"x"]}`, "{a: 'b', // c\n \"d\": [1,,2 ...], e: {id}", `"a": "b\q", “c”: C:\x`, "[\"a\nb\", 2020-01-01, tRue]", `{"a: 1, "b" "c"}`,
		"\ufeff[1] text", "[{]}", "{\"a\":\"b,\n\"c\":1}", "[/* x", "{\"\xff\": \\ud800}", "[0\u00a0,.5,\"\\ud800\"]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, notes, err := relaxed.ParseString(text)
		for _, n := range notes {
			if n.Offset < 0 || n.Offset > len(text) || n.Message == "" {
				t.Fatalf("bad note %+v", n)
			}
		}
		if err != nil {
			var syntax *relaxed.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(text) {
				t.Fatalf("bad error %v", err)
			}
			return
		}
		checkOffsets(t, v, len(text))
		out := v.Append(nil)
		raw := jsontext.Value(slices.Clone(out))
		if !raw.IsValid(jsontext.AllowDuplicateNames(true)) {
			t.Fatalf("not JSON: %s", out)
		}
		again, notes, err := relaxed.Parse(out)
		if err != nil || len(notes) > 0 {
			t.Fatalf("%s: %v %v", out, err, notes)
		}
		if diff := cmp.Diff(string(out), string(again.Append(nil))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func checkOffsets(t *testing.T, v *relaxed.Value, size int) {
	if v.Offset < 0 || v.Offset > size {
		t.Fatalf("offset %d of %d", v.Offset, size)
	}
	for _, m := range v.Members {
		if m.Offset < 0 || m.Offset > size {
			t.Fatalf("offset %d of %d", m.Offset, size)
		}
		checkOffsets(t, m.Value, size)
	}
	for _, e := range v.Elements {
		checkOffsets(t, e, size)
	}
}

// BenchmarkParse reads a body as pages show it, strict and with liberties.
func BenchmarkParse(b *testing.B) {
	const item = `    {
      "@odata.type": "#example.job",
      "id": "0c7f1e3a-6a53-4a0e-9d0a-2f6c1c0b7a11",
      "name": "A \"quoted\" name",
      "pages": 12,
      "done": false,
      "printer": { "id": 7, "place": null, "tags": ["a", "b"] }
    }`
	strict := "{\n  \"value\": [\n" + strings.Repeat(item+",\n", 9) + item + "\n  ]\n}\n"
	for name, text := range map[string]string{"strict": strict, "mended": strings.TrimSuffix(strict, "  ]\n}\n") + ",\n    ...\n  ]\n}\n"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := relaxed.ParseString(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestGuess reads texts that are no JSON: which of them are read as what they say, and of
// which something is made up or left out.
func TestGuess(t *testing.T) {
	tests := []struct {
		text  string
		guess bool
	}{
		{`{"a": 1}`, false},
		{"{'a': 1, // one\n}", false},
		{`{a: 1 "b": 2}`, false},
		{`{"a": True, "b": NULL, "c": .5}`, false},
		{`{"a": {id}, "b": 2020-01-01}`, false},
		{`{&quot;a&quot;: &quot;\&quot;x &amp; y\&quot;&quot;}`, false},
		{`{"a": "say "hi" now", "b": "<a href="x">"}`, false},
		{`{'a': 'don't'}`, false},
		{`{"a": 1, ...}`, false},
		{"{\"a\": \"x\ty\"}", false},
		{"{\"a\": \"x\ny\"}", false},
		{`{"a": [1, 2`, false},
		{`{"a": ...}`, true},
		{`{"a": "x" "y"}`, true},
		{`{"a": ""x", "b": 1}`, true},
		{`{"\@a": 1}`, true},
		{`{"a": "C:\dir"}`, true},
		{"{\"a\": \"x,\n\"b\": 1}", true},
		{`{"a: 1}`, true},
		{`{"a": , "b": 1}`, true},
		{`{"a", "b": 1}`, true},
		{`{"a": undefined}`, true},
		{`{"a": 007}`, true},
		{`[1,,2]`, true},
		{`{"a": [1}`, true},
		{`{"a": 1} {"b": 2}`, true},
		{`{"a": 1} and more`, true},
		{"{\"a\": 1\n- \"b\": 2}", true},
	}
	for _, tt := range tests {
		_, notes, err := relaxed.ParseString(tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
		}
		if got := slices.ContainsFunc(notes, func(n relaxed.Note) bool { return n.Guess }); got != tt.guess {
			t.Errorf("%s: is a guess %v, want %v: %v", tt.text, got, tt.guess, notes)
		}
		for _, n := range notes {
			if n.Guess && len(n.Edits) > 0 {
				t.Errorf("%s: a guess has a correction: %v", tt.text, n)
			}
		}
	}
}

// TestEntities reads JSON whose quotes are entities of HTML: everything in it is then.
func TestEntities(t *testing.T) {
	v, _, err := relaxed.ParseString(`{&quot;a&quot;: &quot;\&quot;x &amp; y&#39;s\&quot; &nothing;&quot;, "b": "&amp;"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(v.Append(nil)), `{"a":"\"x & y's\" &nothing;","b":"&amp;"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
