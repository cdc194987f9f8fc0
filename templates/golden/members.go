package golden

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// Members compares an SDK's names with testdata/file, which has the pages' words, a line
// for each:
//
//	Event.Subject	"subject"	Edm.String
//	Event.Price	"price"	Edm.Decimal in string
//	ImportanceLow	"low"
//
// types are nil pointers to the structs; constants are names of constants, each followed
// by its value. For every property, a value is decoded from JSON that has it under the
// name on the page: the field has to hold it, no other may, and encoded again it has to be
// the same. Every field and every constant has to be in the file.
func Members(t *testing.T, file string, types []any, constants []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatalf("golden: %v", err)
	}
	m := memberTable{structs: map[string]reflect.Type{}, values: map[string]string{}, seen: map[string]bool{}}
	for _, p := range types {
		s := reflect.TypeOf(p).Elem()
		m.structs[s.Name()] = s
	}
	for i := 0; i+1 < len(constants); i += 2 {
		m.values[constants[i]] = constants[i+1]
	}
	for line := range bytes.Lines(data) {
		if text := strings.TrimSpace(string(line)); text != "" && text[0] != '#' {
			if err := m.check(text); err != nil {
				t.Errorf("golden: %s: %v", text, err)
			}
		}
	}
	for _, missing := range m.missing() {
		t.Errorf("golden: %s is not in %s", missing, file)
	}
}

// memberTable is what an SDK has.
type memberTable struct {
	structs map[string]reflect.Type
	values  map[string]string // of constants
	seen    map[string]bool   // that have been checked
}

// check checks one line.
func (m *memberTable) check(line string) error {
	parts := strings.Split(line, "\t")
	if len(parts) < 2 {
		return fmt.Errorf("the line says nothing")
	}
	page, err := strconv.Unquote(parts[1])
	if err != nil {
		return fmt.Errorf("reading the name on the page: %w", err)
	}
	m.seen[parts[0]] = true
	if len(parts) == 2 {
		if value, ok := m.values[parts[0]]; !ok || value != page {
			return fmt.Errorf("the constant is %q", value)
		}
		return nil
	}
	name, fieldName, _ := strings.Cut(parts[0], ".")
	s := m.structs[name]
	if s == nil {
		return fmt.Errorf("there is no such type")
	}
	f, ok := s.FieldByName(fieldName)
	if !ok {
		return fmt.Errorf("there is no such field")
	}
	if got := withForm(goKind(f.Type), f.Tag.Get("wire")); got != parts[2] {
		return fmt.Errorf("the field is of type %s", got)
	}
	kind, form, _ := strings.Cut(parts[2], formMark)
	return carries(s, f, page, sampleOf(kind, form, f.Type))
}

// missing are the fields and constants that have not been checked.
func (m *memberTable) missing() []string {
	var names []string
	for name := range m.values {
		if !m.seen[name] {
			names = append(names, name)
		}
	}
	for name, s := range m.structs {
		for i := range s.NumField() {
			f := s.Field(i)
			if f.IsExported() && f.Type != reflect.TypeFor[rest.Extra]() && !m.seen[name+"."+f.Name] {
				names = append(names, name+"."+f.Name)
			}
		}
	}
	return sortStrings(names)
}

// carries decodes and encodes an object with one member, which belongs to field f of s.
func carries(s reflect.Type, f reflect.StructField, name, value string) error {
	member, err := json.Marshal(name)
	if err != nil {
		return err
	}
	doc := "{" + string(member) + ":" + value + "}"
	v := reflect.New(s)
	if err := rest.UnmarshalStrict([]byte(doc), v.Interface()); err != nil {
		return fmt.Errorf("decoding %s: %w", doc, err)
	}
	for i := range s.NumField() {
		if zero := v.Elem().Field(i).IsZero(); zero == (i == f.Index[0]) {
			return fmt.Errorf("%s is not decoded into this field alone: see %s", doc, s.Field(i).Name)
		}
	}
	raw, err := json.Marshal(v.Interface())
	if err != nil {
		return fmt.Errorf("encoding what %s became: %w", doc, err)
	}
	if diff := diffBody([]byte(doc), raw, true); diff != "" {
		return fmt.Errorf("%s is encoded otherwise (-decoded +encoded):\n%s", doc, diff)
	}
	return nil
}

// primitives are the types of the runtime and of Go, by OData's name (CSDL 4.4).
func primitives() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[string](): "Edm.String", reflect.TypeFor[bool](): "Edm.Boolean",
		reflect.TypeFor[uint8](): "Edm.Byte", reflect.TypeFor[int8](): "Edm.SByte",
		reflect.TypeFor[int16](): "Edm.Int16", reflect.TypeFor[int32](): "Edm.Int32", reflect.TypeFor[int64](): "Edm.Int64",
		reflect.TypeFor[float64](): "Edm.Double", reflect.TypeFor[float32](): "Edm.Single",
		reflect.TypeFor[rest.Decimal](): "Edm.Decimal", reflect.TypeFor[rest.DateTimeOffset](): "Edm.DateTimeOffset",
		reflect.TypeFor[rest.Date](): "Edm.Date", reflect.TypeFor[rest.TimeOfDay](): "Edm.TimeOfDay",
		reflect.TypeFor[rest.Duration](): "Edm.Duration", reflect.TypeFor[rest.Binary](): "Edm.Binary",
		reflect.TypeFor[rest.GUID](): "Edm.Guid", reflect.TypeFor[rest.UnixSeconds](): "UnixSeconds", reflect.TypeFor[rest.UnixMillis](): "UnixMillis",
		reflect.TypeFor[jsontext.Value](): "any",
	}
}

// formMark stands between a type and the form that its values are written in where that is
// none of OData's: "Edm.Decimal in string".
const formMark = " in "

// withForm is a type with that form.
func withForm(kind, form string) string {
	if form == "" {
		return kind
	}
	return kind + formMark + form
}

// goKind says of what type a field is, in the words of the file.
func goKind(t reflect.Type) string {
	if name := primitives()[t]; name != "" {
		return name
	}
	switch t.Kind() {
	case reflect.Slice:
		return "[]" + goKind(t.Elem())
	case reflect.Map:
		return "map[string]" + goKind(t.Elem())
	case reflect.Pointer:
		return t.Elem().Name()
	case reflect.Struct: // rest.Opt
		return goKind(t.Field(0).Type)
	}
	return t.Name()
}

// sampleOf is a JSON value of a type, written in a form, that no other type of the same form
// has.
func sampleOf(kind, form string, t reflect.Type) string {
	if of, collection := strings.CutPrefix(kind, "[]"); collection {
		one := sampleOf(of, form, t.Elem())
		return "[" + one + "," + one + "]"
	}
	if of, dict := strings.CutPrefix(kind, "map[string]"); dict {
		one := sampleOf(of, form, t.Elem())
		return `{"a é":` + one + `,"b":` + one + `}`
	}
	switch {
	case form == "number":
		return "1"
	case form == "string":
		return strconv.Quote(sampleOf(kind, "", t))
	case form != "": // a layout
		return strconv.Quote(time.Date(2026, 2, 13, 14, 15, 16, 0, time.UTC).Format(form))
	}
	samples := map[string]string{
		"Edm.Boolean": "true", "Edm.Byte": "200", "Edm.SByte": "-12", "Edm.Int16": "-1234", "Edm.Int32": "-123456",
		"Edm.Int64": "-9007199254740993", "Edm.Double": "1.5", "Edm.Single": "1.5", "Edm.Decimal": "12.50",
		"Edm.DateTimeOffset": `"2026-02-03T04:05:06.789Z"`, "Edm.Date": `"2026-02-03"`, "Edm.TimeOfDay": `"04:05:06"`,
		"Edm.Duration": `"PT5M"`, "Edm.Binary": `"AAEC"`, "Edm.Guid": `"6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0"`, "any": `{"x":[1]}`,
		"UnixSeconds": "1700000000", "UnixMillis": "1700000000123",
	}
	switch sample, ok := samples[kind]; {
	case ok:
		return sample
	case t.Kind() == reflect.Pointer:
		return "{}"
	}
	return `"a text é"`
}
