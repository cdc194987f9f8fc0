package rest_test

// These tests are about what a decoder shares between the values that it makes, and
// what it learns from one object for the next. The race step of the checks runs them
// with checkptr, which the race detector turns on: it looks at every unsafe.Pointer.

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// wideType is a struct type with n properties, of four types in turn, and an Extra.
func wideType(n int) reflect.Type {
	types := []reflect.Type{reflect.TypeFor[rest.Opt[string]](), reflect.TypeFor[rest.Opt[int64]](),
		reflect.TypeFor[*EmailAddress](), reflect.TypeFor[[]string]()}
	var fields []reflect.StructField
	for i := range n {
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("P%d", i), Type: types[i%len(types)],
			Tag: reflect.StructTag(fmt.Sprintf(`json:"p%d"`, i))})
	}
	fields = append(fields, reflect.StructField{Name: "Extra", Type: reflect.TypeFor[rest.Extra](), Tag: `json:"-"`})
	return reflect.StructOf(fields)
}

// wideMember is the text of a member of that type, or of one that it has no field for.
func wideMember(i int) string {
	return fmt.Sprintf(`"p%d":`, i) + []string{fmt.Sprintf(`"text %d"`, i), fmt.Sprint(i), fmt.Sprintf(`{"name":"N%d"}`, i),
		fmt.Sprintf(`["a%d",null]`, i)}[i%4]
}

// An object may have any number of members, in any order: the order of the fields,
// the reverse, or none. All are found, and none is taken twice.
func TestWideObjects(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 63, 64, 65, 127, 128, 129, 300} {
		typ := wideType(n)
		var members []string
		for i := range n + 5 { // the last five have no field
			members = append(members, wideMember(i))
		}
		reversed := slices.Clone(members)
		slices.Reverse(reversed)
		shuffled := slices.Clone(members)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for _, order := range [][]string{members, reversed, shuffled} {
			text := "{" + strings.Join(order, ",") + "}"
			x := reflect.New(typ)
			if err := rest.UnmarshalObject([]byte(text), x.Interface()); err != nil {
				t.Fatalf("%d members: %v", n, err)
			}
			if again, err := rest.MarshalObject(x.Interface()); err != nil || !sameJSON(t, text, string(again)) {
				t.Errorf("%d members: %s\nbecame %s, %v", n, text, again, err)
			}
			if extra := x.Elem().FieldByName("Extra").Interface().(rest.Extra); len(extra) < 5 {
				t.Errorf("%d members: %d went to Extra: %v", n, len(extra), extra)
			}
		}
		for i := range members {
			text := "{" + strings.Join(shuffled, ",") + "," + members[i] + "}"
			err := rest.UnmarshalObject([]byte(text), reflect.New(typ).Interface())
			if err == nil || !strings.Contains(err.Error(), "duplicate") {
				t.Errorf("%d members: member %d was taken twice: %v", n, i, err)
			}
		}
	}
}

// What is learned of the order of members in one object is no more than a guess
// about the next: each object of a collection may have an order of its own, and lack
// any member.
func TestMemberOrderIsAGuess(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	members := []string{`"id":"1"`, `"subject":"s"`, `"body":{"content":"c","contentType":"text"}`, `"importance":"low"`, `"isAllDay":true`,
		`"categories":["x","y"]`, `"start":{"timeZone":"UTC","dateTime":"d"}`, `"attendees":[{"emailAddress":{"address":"a","name":"n"},"type":"t"}]`,
		`"unknown":{"a":[1]}`, `"organizer":null`, `"\u0077ebLink":"w"`}
	for range 200 {
		var objects []string
		for range 20 {
			random.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
			objects = append(objects, "{"+strings.Join(members[:random.IntN(len(members)+1)], ",")+"}")
		}
		text := `{"value":[` + strings.Join(objects, ",") + `]}`
		var p rest.Page[*Event]
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(&p)
		if err != nil || !sameJSON(t, text, string(again)) {
			t.Fatalf("%s\nbecame %s, %v", text, again, err)
		}
		for i, object := range objects {
			var alone Event
			if err := json.Unmarshal([]byte(object), &alone); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&alone, p.Value[i]); diff != "" {
				t.Fatalf("%s alone and in a collection:\n%s", object, diff)
			}
		}
	}
}

// What was decoded stays as it is, whatever is decoded later, whatever is let go of,
// and whenever the garbage collector runs: a part of one page keeps alive the piece
// of memory that it was cut from, and no piece is used for two things.
func TestDecodedValuesStay(t *testing.T) {
	type kept struct {
		event    *Event
		attendee *Attendee
		name     string
		etag     jsontext.Value
		text     string // of the event, when it was decoded
	}
	var all []kept
	for round := range 20 {
		page := bytes.ReplaceAll(eventPage(), []byte("Planning"), fmt.Appendf(nil, "Round %d", round))
		var p rest.Page[*Event]
		if err := json.Unmarshal(page, &p); err != nil {
			t.Fatal(err)
		}
		clear(page) // nothing refers to the text
		for i := round; i < len(p.Value); i += 17 {
			e := p.Value[i]
			text, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, kept{e, e.Attendees[1], e.Attendees[0].EmailAddress.Name.Value(), e.Extra["@odata.etag"], string(text)})
		}
		p = rest.Page[*Event]{}
		runtime.GC()
		waste()
	}
	runtime.GC()
	waste()
	for i, k := range all {
		text, err := json.Marshal(k.event)
		if err != nil || string(text) != k.text {
			t.Fatalf("value %d was\n%s\nand is now\n%s, %v", i, k.text, text, err)
		}
		if k.event.Attendees[1] != k.attendee || k.name != k.event.Attendees[0].EmailAddress.Name.Value() || string(k.etag) != string(k.event.Extra["@odata.etag"]) {
			t.Fatalf("parts of value %d have changed", i)
		}
	}
}

// waste allocates what a piece of memory that was freed by mistake would be used for
// again.
func waste() {
	var garbage [][]byte
	for size := 16; size <= 1024; size *= 2 {
		for range 500 {
			garbage = append(garbage, bytes.Repeat([]byte{0xA5}, size))
		}
	}
	runtime.KeepAlive(garbage)
}

// A caller may change what it was given, and changes nothing else by that.
func TestDecodedValuesAreApart(t *testing.T) {
	var p, untouched rest.Page[*Event]
	if err := json.Unmarshal(eventPage(), &p); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(eventPage(), &untouched); err != nil {
		t.Fatal(err)
	}
	for i, e := range p.Value {
		if i%2 == 1 {
			continue
		}
		etag := e.Extra["@odata.etag"]
		_ = append(etag, "grown into the next one"...)
		for j := range etag {
			etag[j] = '!'
		}
		e.Categories = append(e.Categories[:1], "another", "and another")
		e.Attendees = append(e.Attendees[:1], nil, nil)
		*e.Attendees[0] = Attendee{}
		*e.Start = DateTimeTimeZone{}
		e.Extra.SetNull("more")
	}
	for i := 1; i < len(p.Value); i += 2 {
		if diff := cmp.Diff(untouched.Value[i], p.Value[i]); diff != "" {
			t.Fatalf("event %d has changed with others:\n%s", i, diff)
		}
	}
}

// anything is an object with places for collections, of objects of every form.
type anything struct {
	Events []*Event  `json:"events"`
	Values []*Values `json:"values"`
	Deep   *Deep     `json:"deep"`
	Extra  rest.Extra
}

func (x *anything) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *anything) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }

// FuzzObjects feeds any text as collections of objects. What is taken is JSON without
// a member twice, and encodes to the same JSON again.
func FuzzObjects(f *testing.F) {
	f.Add([]byte(`{"events":[{"id":"a","subject":null},null,{"subject":"s","id":"b","attendees":[{"type":"t"}]},{"id":"c","x":{"y":[1]}}]}`))
	f.Add([]byte(`{"values":[{"int64":"5","strings":["a",null]},{"binary":"_-8","int64":6},{"raws":[null,{}]}],"deep":{"next":{"next":null}}}`))
	f.Add([]byte(`{"events":[{"extra":1,"ex\u0074ra":2}]}`))
	f.Add([]byte(`{"events":[{},{},{"body":{"content":"\ud83d\ude00"},"start":{"timeZone":"UTC"}},{"start":{"dateTime":"d","timeZone":"UTC"}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var x anything
		if err := json.Unmarshal(text, &x); err != nil {
			return
		}
		for _, v := range x.Values {
			if v != nil && (v.Binary.IsSet() || v.Binaries != nil) {
				return // base64 may have bits behind the last byte, which are not kept
			}
		}
		sent := jsontext.Value(slices.Clone(text))
		if err := sent.Canonicalize(); err != nil {
			t.Fatalf("%q was taken: %v", text, err)
		}
		again, err := json.Marshal(&x)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		got := jsontext.Value(again)
		if err := got.Canonicalize(); err != nil {
			t.Fatalf("%q became %q: %v", text, again, err)
		}
		if sent.Kind() == jsontext.KindBeginObject && string(got) != string(sent) {
			t.Fatalf("%q became %q", text, again)
		}
	})
}
