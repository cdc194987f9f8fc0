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
		{Value{Form: NumberValue, Text: "-1.5e3"}, `-1.5e3`},
		{Value{Form: BoolValue, Text: "true"}, `true`},
		{Value{Form: ConstantValue, Text: "ImportanceLow"}, `ImportanceLow`},
		{Value{Form: ConvertedValue, Type: Type{Package: Runtime, Name: "Date"}, Elements: []Value{word}}, `rest.Date("a\"b")`},
		{Value{Form: NullValue, Type: Type{Name: "string"}}, `rest.Null[string]()`},
		{Value{Form: SomeValue, Elements: []Value{word}}, `rest.Some("a\"b")`},
		{Value{Form: ScalarValue, Type: Type{Name: "int64"}, Text: `"1"`}, "golden.Scalar[int64](`\"1\"`)"},
		{Value{Form: OptTimeValue, Text: "2020"}, `golden.Time("2020")`},
		{Value{Form: TimeValue, Text: "2020"}, `golden.At("2020")`},
		{Value{Form: JSONValue, Text: `{"a": "b"}`}, "golden.Raw(`{\"a\": \"b\"}`)"},
		{Value{Form: JSONValue, Text: `{"a": "` + "`" + `"}`}, "golden.Raw(\"{\\\"a\\\": \\\"`\\\"}\")"},
		{Value{Form: JSONValue, Text: "[1]"}, `golden.Raw("[1]")`},
		{Value{Form: JSONValue, Text: "\"\u2066\""}, `golden.Raw("\"\u2066\"")`},
		{Value{Form: JSONValue, Text: `"` + strings.Repeat("x", 200) + `"`}, `golden.Raw("\"` + strings.Repeat("x", 200) + `\"")`},
		{Value{Form: ReaderValue, Text: "1,2"}, `strings.NewReader("1,2")`},
		{Value{Form: StructValue, Type: event}, `&Event{}`},
		{Value{Form: StructValue, Type: event, Elements: []Value{named("Subject", word), named("ID", Value{Form: NilValue})}},
			"&Event{\n\tSubject: \"a\\\"b\",\n\tID:      nil,\n}"},
		{Value{Form: DerivedValue, Type: Type{Name: "Item"}, Elements: []Value{{Form: StructValue, Type: event}}}, `rest.From[Item](&Event{})`},
		{Value{Form: SliceValue, Type: Type{Slice: true, Name: "string"}, Elements: []Value{word, word}}, `[]string{"a\"b", "a\"b"}`},
		{Value{Form: SliceValue, Type: Type{Slice: true, Name: "string"}}, `[]string{}`},
		{Value{Form: SliceValue, Type: Type{Slice: true, Pointer: true, Name: "Event"}, Lines: true, Elements: []Value{{Form: ElidedValue}, {Form: NilValue}}},
			"[]*Event{\n\t{},\n\tnil,\n}"},
		{Value{Form: SliceValue, Type: Type{Slice: true, Package: JSONText, Name: "Value"}}, `[]jsontext.Value{}`},
		{Value{Form: ExtraValue, Elements: []Value{named("a b", word)}}, "rest.Extra{\n\t\"a b\": \"a\\\"b\",\n}"},
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
