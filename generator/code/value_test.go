package code

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
)

// TestValues writes a value of each form.
func TestValues(t *testing.T) {
	word := Value{Form: TextValue, Text: "a\"b"}
	event := Type{Name: "Event"}
	named := func(key string, v Value) Value {
		v.Key = key
		return v
	}
	for _, test := range []struct {
		value Value
		want  string
	}{
		{Value{Form: NilValue}, `nil`},
		{word, `"a\"b"`},
		{Value{Form: TextValue, Text: "a\u202eb\n\xff"}, `"a\u202eb\n\xff"`},
		{Value{Form: NumberOf, Text: "-1.5e3"}, `-1.5e3`},
		{Value{Form: TrueOrNot, Text: "true"}, `true`},
		{Value{Form: NameOf, Text: "ImportanceLow"}, `ImportanceLow`},
		{Value{Form: Converted, Type: Type{Package: Runtime, Name: "Date"}, Elements: []Value{word}}, `rest.Date("a\"b")`},
		{Value{Form: Null, Type: Type{Name: "string"}}, `rest.Null[string]()`},
		{Value{Form: Some, Elements: []Value{word}}, `rest.Some("a\"b")`},
		{Value{Form: OddScalar, Type: Type{Name: "int64"}, Text: `"1"`}, "golden.Scalar[int64](`\"1\"`)"},
		{Value{Form: SomeTime, Text: "2020"}, `golden.Time("2020")`},
		{Value{Form: TimeOf, Text: "2020"}, `golden.At("2020")`},
		{Value{Form: RawJSON, Text: `{"a": "b"}`}, "golden.Raw(`{\"a\": \"b\"}`)"},
		{Value{Form: RawJSON, Text: `{"a": "` + "`" + `"}`}, "golden.Raw(\"{\\\"a\\\": \\\"`\\\"}\")"},
		{Value{Form: RawJSON, Text: "[1]"}, `golden.Raw("[1]")`},
		{Value{Form: RawJSON, Text: "\"\u2066\""}, `golden.Raw("\"\u2066\"")`},
		{Value{Form: RawJSON, Text: `"` + strings.Repeat("x", 200) + `"`}, `golden.Raw("\"` + strings.Repeat("x", 200) + `\"")`},
		{Value{Form: ReaderOf, Text: "1,2"}, `strings.NewReader("1,2")`},
		{Value{Form: StructOf, Type: event}, `&Event{}`},
		{Value{Form: StructOf, Type: event, Elements: []Value{named("Subject", word), named("ID", Value{Form: NilValue})}},
			"&Event{\n\tSubject: \"a\\\"b\",\n\tID:      nil,\n}"},
		{Value{Form: DerivedOf, Type: Type{Name: "Item"}, Elements: []Value{{Form: StructOf, Type: event}}}, `rest.From[Item](&Event{})`},
		{Value{Form: SliceOf, Type: Type{Slice: true, Name: "string"}, Elements: []Value{word, word}}, `[]string{"a\"b", "a\"b"}`},
		{Value{Form: SliceOf, Type: Type{Slice: true, Name: "string"}}, `[]string{}`},
		{Value{Form: SliceOf, Type: Type{Slice: true, Pointer: true, Name: "Event"}, Lines: true, Elements: []Value{{Form: Elided}, {Form: NilValue}}},
			"[]*Event{\n\t{},\n\tnil,\n}"},
		{Value{Form: SliceOf, Type: Type{Slice: true, Package: JSONText, Name: "Value"}}, `[]jsontext.Value{}`},
		{Value{Form: ExtraOf, Elements: []Value{named("a b", word)}}, "rest.Extra{\n\t\"a b\": \"a\\\"b\",\n}"},
	} {
		p := packages{rest: "example.com/rest", golden: "example.com/golden"}
		file := jen.NewFile("p")
		file.ImportNames(map[string]string{jsontext: "jsontext"})
		var b bytes.Buffer
		if err := jen.Var().Id("x").Op("=").Add(p.value(&test.value)).RenderWithFile(&b, file); err != nil {
			t.Errorf("%s: %v", test.want, err)
			continue
		}
		if got := strings.TrimPrefix(b.String(), "var x = "); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
