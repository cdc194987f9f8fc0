package rest

import (
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
