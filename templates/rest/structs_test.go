package rest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/go-json-experiment/json/jsontext"
)

// What structs take is bounded: objects that are next to nothing as JSON may be
// kilobytes each.
func TestMemoryOfStructs(t *testing.T) {
	type big struct {
		Next  *big             `json:"next"`
		All   []*big           `json:"all"`
		Room  [4000]Opt[int32] `json:"-"`
		Extra Extra            `json:"-"`
	}
	size := int64(reflect.TypeFor[big]().Size())
	for _, tt := range []struct {
		text    string
		objects int64
	}{
		{`{"all":[{},{},{}]}`, 3},
		{`{"all":[{"next":{}}],"next":{"all":[{},{}]}}`, 5},
		{`{"next":{"next":{"next":{}}}}`, 3},
	} {
		for less := range int64(2) { // one byte less than they take, and as much
			dec := jsontext.NewDecoder(strings.NewReader(tt.text))
			d, err := newDecoder(dec)
			if err != nil {
				t.Fatal(err)
			}
			if d.memory.most != freeStructs+structsOfLength*int64(len(tt.text)) {
				t.Errorf("structs may take %d bytes", d.memory.most)
			}
			d.memory.structs = d.memory.most - (tt.objects-1)*size + less // the last one may go beyond
			err = d.located(d.object(planOf(reflect.TypeFor[big]()), unsafe.Pointer(new(big))))
			if tooMany := err != nil && strings.Contains(err.Error(), "bytes of memory"); tooMany != (less == 1) || err != nil && !tooMany {
				t.Errorf("%s: %v", tt.text, err)
			}
		}
	}
}

// A result may stand inside of other members, and a member may have dots in its name.
func TestWrappedWithin(t *testing.T) {
	for text, want := range map[string]string{
		`{"x": 1, "data": {"y": [2], "ids": ["a"]}}`: "[a]",
		`{"data.ids": ["b"]}`:                        "[b]",
		`{"data": null}`:                             "[]",
	} {
		var got []string
		if err := decodeResult([]byte(text), Wrapped("data.ids", &got)); err != nil || fmt.Sprint(got) != want {
			t.Errorf("%s is %v, %v; want %s", text, got, err, want)
		}
	}
	var got []string
	if err := decodeResult([]byte(`{"data": {"x": []}}`), Wrapped("data.ids", &got)); err == nil {
		t.Errorf("an object without the member is %v", got)
	}
}
