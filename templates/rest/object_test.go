package rest_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

func TestObjectRoundTrip(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"@odata.type":"#microsoft.graph.event","subject":"x","custom":{"a":1},"z@odata.count":2}`,
		`{"subject":null,"body":null,"attendees":null,"categories":null,"data":null}`,
		`{"body":{},"categories":[],"attendees":[]}`,
		`{"attendees":[null,{"type":"required","emailAddress":{"name":"A","x":1}},null]}`,
		`{"categories":["a",null,"b"]}`,
		`{"body":{"contentType":"html","content":"<b>&</b>\u2028"},"data":[1,"x",{"deep":[null]}]}`,
	} {
		var e Event
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := json.Marshal(&e)
		if err != nil || !sameJSON(t, text, string(got)) {
			t.Errorf("%s became %s, %v", text, got, err)
		}
	}
}

func TestObjectPageRoundTrip(t *testing.T) {
	data := eventPage()
	var p rest.Page[*Event]
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(&p)
	if err != nil || !sameJSON(t, string(data), string(got)) {
		t.Errorf("the page has changed, %v", err)
	}
	if e := p.Value[7]; e.Subject.Value() != "Planning round 7 of the workshop" || len(e.Attendees) != 2 ||
		e.Attendees[1].EmailAddress.Name.Value() != "Person 8" || e.Extra.ETag() != `W/"ZlnW4RIAV06KYYwlrfNZvQAAKGWwbw007=="` {
		t.Errorf("event 7 is %+v", e)
	}
}

// sameJSON compares two texts by value and order of members.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	x, y := jsontext.Value(a), jsontext.Value(b)
	if err := errors.Join(x.Canonicalize(jsontext.CanonicalizeRawFloats(false), jsontext.CanonicalizeRawInts(false)),
		y.Canonicalize(jsontext.CanonicalizeRawFloats(false), jsontext.CanonicalizeRawInts(false))); err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}

func TestObjectOrder(t *testing.T) {
	e := &Event{Subject: rest.Some("s"), ID: rest.Some("i"), Categories: []string{}}
	e.Extra.SetNull("zebra", "alpha", "organizer")
	if err := errors.Join(e.Extra.Set("@odata.type", "#a"), e.Extra.Set("@odata.id", 1)); err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(e)
	want := `{"@odata.id":1,"@odata.type":"#a","id":"i","subject":"s","categories":[],"alpha":null,"organizer":null,"zebra":null}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
	e.Organizer = &Recipient{}
	if got, err = json.Marshal(e); err != nil || strings.Contains(string(got), `"organizer":null`) || !strings.Contains(string(got), `"organizer":{}`) {
		t.Errorf("a field that is set does not win over Extra: %s, %v", got, err)
	}
}

func TestObjectDecodesAfresh(t *testing.T) {
	e := Event{Categories: []string{"old"}, Attendees: []*Attendee{{}}, Subject: rest.Some("kept")}
	e.Extra.SetNull("gone")
	if err := json.Unmarshal([]byte(`{"categories":["a"],"attendees":[{"type":"x"}]}`), &e); err != nil {
		t.Fatal(err)
	}
	want := Event{Categories: []string{"a"}, Attendees: []*Attendee{{Type: rest.Some(Importance("x"))}}, Subject: rest.Some("kept")}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestObjectErrors(t *testing.T) {
	for _, tt := range []struct{ text, pointer, goType string }{
		{`[]`, "", "Event"},
		{`"x"`, "", "Event"},
		{`{"subject":1}`, "/subject", "string"},
		{`{"importance":1}`, "/importance", "Importance"},
		{`{"body":[]}`, "/body", "ItemBody"},
		{`{"attendees":{}}`, "/attendees", "[]*rest_test.Attendee"},
		{`{"attendees":[{"type":"a"},{"emailAddress":{"address":true}}]}`, "/attendees/1/emailAddress/address", "string"},
		{`{"createdDateTime":"soon"}`, "/createdDateTime", "DateTimeOffset"},
		{`{"categories":["a",{}]}`, "/categories/1", "string"},
	} {
		var e Event
		err := rest.UnmarshalStrict([]byte(tt.text), &e)
		var semantic *json.SemanticError
		if !errors.As(err, &semantic) {
			t.Errorf("%s: %v is no SemanticError", tt.text, err)
			continue
		}
		if string(semantic.JSONPointer) != tt.pointer || !strings.HasSuffix(semantic.GoType.String(), tt.goType) {
			t.Errorf("%s: place %q, type %v; want %q, %s", tt.text, semantic.JSONPointer, semantic.GoType, tt.pointer, tt.goType)
		}
	}
}

func TestObjectRefusesDuplicates(t *testing.T) {
	for _, text := range []string{`{"subject":"a","subject":"b"}`, `{"x":1,"x":2}`, `{"x":{"y":1,"y":2}}`, `{"data":{"y":1,"y":2}}`, `{"subject":"a","sub\u006aect":"b"}`} {
		var e Event
		if err := json.Unmarshal([]byte(text), &e); !errors.Is(err, jsontext.ErrDuplicateName) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Every text that is cut off anywhere is an error, and none a panic.
func TestObjectTruncated(t *testing.T) {
	text := `{"subject":"a\n","body":{"content":null},"attendees":[{"type":"x"},null],"categories":["a",null],"data":{"a":[1]},"zz":{"b":2},"createdDateTime":"2030-05-01T12:00:00Z","isAllDay":true}`
	for i := range len(text) {
		var e Event
		if err := e.UnmarshalJSON([]byte(text[:i])); err == nil {
			t.Errorf("%s was taken", text[:i])
		} else if i > 0 && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", text[:i], err)
		}
	}
}

func TestObjectDeepNesting(t *testing.T) {
	text := strings.Repeat(`{"next":`, 20000) + "null" + strings.Repeat("}", 20000)
	var d Deep
	if err := json.Unmarshal([]byte(text), &d); err == nil {
		t.Error("20,000 levels were taken")
	}
	text = strings.Repeat(`{"next":`, 5000) + "null" + strings.Repeat("}", 5000)
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Error(err)
	}
}

// Deep is a type that holds itself.
type Deep struct {
	Next  *Deep `json:"next"`
	Extra rest.Extra
}

func (x *Deep) MarshalJSON() ([]byte, error)    { return rest.MarshalObject(x) }
func (x *Deep) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, x) }

func TestExtra(t *testing.T) {
	var e Event
	text := `{"@odata.type":"#microsoft.graph.event","@odata.etag":"W/\"1\"","@odata.id":5,"n":null,"o":{"a":1}}`
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		t.Fatal(err)
	}
	if got := e.Extra.ODataType(); got != "microsoft.graph.event" {
		t.Errorf("type %q", got)
	}
	if got := e.Extra.ETag(); got != `W/"1"` {
		t.Errorf("ETag %q", got)
	}
	if !e.Extra.IsNull("n") || e.Extra.IsNull("o") || e.Extra.IsNull("missing") {
		t.Error("nulls are not told apart")
	}
	var o struct {
		A int `json:"a"`
	}
	if ok, err := e.Extra.Get("o", &o); !ok || err != nil || o.A != 1 {
		t.Errorf("o: %v, %v, %v", o, ok, err)
	}
	if ok, err := e.Extra.Get("missing", &o); ok || err != nil {
		t.Errorf("missing: %v, %v", ok, err)
	}
	if ok, err := e.Extra.Get("@odata.etag", &o); !ok || err == nil {
		t.Errorf("etag as an object: %v, %v", ok, err)
	}
	if err := e.Extra.Set("f", func() {}); err == nil {
		t.Error("a function was set")
	}
	e.Extra["bad"] = jsontext.Value("{")
	if _, err := json.Marshal(&e); err == nil || !strings.Contains(err.Error(), "bad") {
		t.Errorf("a member that is no JSON: %v", err)
	}
}

func TestEncodeNil(t *testing.T) {
	var e *Event
	if got, err := json.Marshal(e); err != nil || string(got) != "null" {
		t.Errorf("nil is %s, %v", got, err)
	}
	if err := rest.UnmarshalObject([]byte("{}"), Event{}); err == nil {
		t.Error("decoded into a struct that is no pointer")
	}
	if _, err := rest.MarshalObject(5); err == nil {
		t.Error("encoded a number as an object")
	}
}
